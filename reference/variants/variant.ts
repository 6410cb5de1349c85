/** What a legal variant is: another road where the documentation leaves more than one open. */
import type { Change } from '../change.ts';

export interface Variant {
  id: string;
  /** Entries of the register, or requirements marked as unstated, that leave the road open. */
  silences: readonly [string, ...string[]];
  /** What it decides; variants about the same thing exclude each other. */
  about: string;
  describe: string;
  how: readonly Change[];
  /** Rows of level `should` that it takes leave of: a strict run fails on these, and on these only. */
  warns?: readonly string[];
}

type Rest = Pick<Variant, 'warns'>;

/** Writes a variant down in one breath. */
export function variant(
  id: string,
  about: string,
  silences: Variant['silences'],
  describe: string,
  how: Change | readonly Change[],
  rest: Rest = {},
): Variant {
  return { id, about, silences, describe, how: 'length' in how ? how : [how], ...rest };
}
