/** What must hold for every generated case: it crosses into reports and tokens as it is, and can be made small again. */
import fc from 'fast-check';
import { tryCase } from '../../engine/explore/shrink.ts';
import { caseOf, tokenOf } from '../../engine/explore/token.ts';

/** The value as a token, a file or a report gives it back. */
export const again = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Where JSON would lose or change something, as paths. */
export function lossesIn(value: unknown, path = ''): string[] {
  if (value === null || typeof value === 'boolean') return [];
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? [`${path}: half a character`] : [];
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path}: ${value}`];
  if (typeof value !== 'object') return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, held]) => lossesIn(held, `${path}/${key}`));
}

/** Those that are no plain data, or not the same after a journey as a token. */
export function notPlain(values: readonly unknown[]): unknown[] {
  return values.filter(value => {
    const back = caseOf(tokenOf({ check: 'c', tried: { value } }))?.tried as { value: unknown } | undefined;
    return lossesIn(value).length > 0 || JSON.stringify(back?.value) !== JSON.stringify(value);
  });
}

/** Those that the generator cannot make smaller once they were kept and read again. */
export function rigidOnes<T>(generated: fc.Arbitrary<T>, values: readonly T[]): T[] {
  return values.filter(value => !generated.canShrinkWithoutContext(again(value)));
}

/** Two samples of one seed, and one of another. */
export function samplesOf<T>(generated: () => fc.Arbitrary<T>, numRuns = 500): [T[], T[], T[]] {
  const sample = (seed: number): T[] => fc.sample(generated(), { seed, numRuns });
  return [sample(91), sample(91), sample(92)];
}

/** What the value ends as, made small for as long as `isWrong` holds, as a case that comes from a token. */
export async function smallest<T>(
  generated: fc.Arbitrary<T>,
  value: T | undefined,
  isWrong: (one: T) => boolean,
): Promise<T | undefined> {
  const found = await tryCase<T>(
    generated,
    { tried: again(value) },
    {
      attempt: async tried => tried as T,
      sameWrongAs: first => (isWrong(first) ? isWrong : undefined),
      mayShrink: () => true,
    },
  );
  return found.smallest;
}
