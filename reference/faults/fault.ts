/** What a fault is: one defect, named, described, and bound to the requirement it breaks. */
import type { Change } from '../change.ts';

export type { Around } from '../change.ts';
export { rules } from '../change.ts';

export interface Fault {
  id: string;
  /** The requirement the fault is for comes first; others it cannot help breaking follow. */
  requirements: readonly [string, ...string[]];
  describe: string;
  how: Change;
}

/** Writes a fault down in one breath. */
export function fault(
  id: string,
  requirements: string | readonly [string, ...string[]],
  describe: string,
  how: Change,
): Fault {
  return {
    id,
    requirements: typeof requirements === 'string' ? [requirements] : requirements,
    describe,
    how,
  };
}

/** Names the requirements of one area by their numbers. */
export const rowsOf =
  (area: string) =>
  (number: number): string =>
    `${area}-${String(number).padStart(3, '0')}`;
