/** Deterministic samples for suites: the run's one seed and a name for the place give the same value for ever. */

import fc from 'fast-check';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A seed for one place of a run: 32 bits mixed from the run's seed and a salt (FNV-1a over UTF-16 units). */
export function seedOf(seed: number, salt: string): number {
  let hash = FNV_OFFSET;
  for (const unit of `${seed}/${salt}`) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), FNV_PRIME);
  return scattered(hash);
}

/** Seeds of places that differ in their last digit must not be alike, or what is drawn with them is (MurmurHash3's end). */
function scattered(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) | 0;
}

/**
 * One value of an arbitrary.
 *
 * @param seed the run's seed
 * @param salt what the value is for, such as a check's id and a counter; equal salts draw equal values
 */
export function draw<T>(arbitrary: fc.Arbitrary<T>, seed: number, salt: string): T {
  for (const value of drawMany(arbitrary, 1, seed, salt)) return value;
  throw new Error('fast-check drew nothing');
}

/** Several values of an arbitrary; the first ones do not depend on how many are drawn. */
export function drawMany<T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number, salt: string): T[] {
  return fc.sample(arbitrary, { seed: seedOf(seed, salt), numRuns: count });
}
