/** Trying one case and, when something is wrong, smaller ones that show the same. */
import fc, { type Arbitrary } from 'fast-check';

/** Where a case comes from: it is given, or drawn. */
export type Source = { tried: unknown } | { seed: number };

export interface Trial<O> {
  /** Makes the journey with a case. */
  attempt(tried: unknown): Promise<O>;
  /** What tells that another outcome shows the same wrong; nothing when this one shows none. */
  sameWrongAs(first: O): ((other: O) => boolean) | undefined;
  /** Asked before each smaller case. */
  mayShrink(): boolean;
}

export interface Tried<O> {
  /** The outcome of the smallest case that showed the wrong; absent when the first showed none. */
  smallest?: O;
  /** Smaller cases that were tried. */
  shrinks: number;
}

/**
 * fast-check draws the case and proposes smaller ones. Once `mayShrink` says no, every proposal is taken for sound, which
 * ends the search: a live target must not be asked without limit.
 *
 * @throws whatever `attempt` throws
 */
export async function tryCase<O>(
  generated: Arbitrary<unknown>,
  source: Source,
  trial: Trial<O>,
): Promise<Tried<O>> {
  const found: Tried<O> = { shrinks: 0 };
  let sameWrong: ((other: O) => boolean) | undefined;
  let thrown: { error: unknown } | undefined;
  const isSound = async (tried: unknown): Promise<boolean> => {
    if (sameWrong && !trial.mayShrink()) return true;
    if (sameWrong) found.shrinks += 1;
    const outcome = await trial.attempt(tried);
    sameWrong ??= trial.sameWrongAs(outcome);
    if (!sameWrong?.(outcome)) return true;
    found.smallest = outcome;
    return false;
  };
  const property = fc.asyncProperty(generated, async tried => {
    if (thrown) return true;
    try {
      return await isSound(tried);
    } catch (error) {
      thrown = { error };
      return true;
    }
  });
  const origin = 'seed' in source ? { seed: source.seed } : { examples: [[source.tried]] as [unknown][] };
  await fc.check(property, { numRuns: 1, ...origin });
  if (thrown) throw thrown.error;
  return found;
}
