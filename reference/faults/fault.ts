/** What a fault is: one defect, named, described, and bound to the requirement it breaks. */
import type { Semantics } from '../../specs/model/semantics.ts';
import type { Handle, Respond } from '../wire.ts';

/** One value of the contract document replaced, or removed when `to` is left out. */
export interface Patch {
  /** JSON pointer into `specs/openapi.json`. */
  at: string;
  to?: unknown;
}

/** Where a defect sits. */
export type Defect =
  /** In one rule of the model. */
  | { rules: (sound: Semantics) => Partial<Semantics> }
  /** In the schemas the model validates with. */
  | { contract: readonly Patch[] }
  /** Before or behind the model, where calls and replies pass. */
  | { around: (next: Handle) => Handle }
  /** In the HTTP layer. */
  | { wire: (next: Respond) => Respond };

/** A defect around the model, which others can be built of. */
export type Around = Extract<Defect, { around: unknown }>;

export interface Fault {
  id: string;
  /** The requirement the fault is for comes first; others it cannot help breaking follow. */
  requirements: readonly [string, ...string[]];
  describe: string;
  how: Defect;
}

/** Writes a fault down in one breath. */
export function fault(
  id: string,
  requirements: string | readonly [string, ...string[]],
  describe: string,
  how: Defect,
): Fault {
  return {
    id,
    requirements: typeof requirements === 'string' ? [requirements] : requirements,
    describe,
    how,
  };
}

/** A defect in rules of the model. */
export function rules(change: (sound: Semantics) => Partial<Semantics>): Defect {
  return { rules: change };
}

/** Names the requirements of one area by their numbers. */
export const rowsOf =
  (area: string) =>
  (number: number): string =>
    `${area}-${String(number).padStart(3, '0')}`;
