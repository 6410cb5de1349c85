/** Trying one case and, when something is wrong, smaller ones that show the same. */
import fc, { type Arbitrary } from 'fast-check';
import { asObject } from '../../specs/json.ts';

/** Where a case comes from: it is given, or drawn. */
export type Source = { tried: unknown } | { seed: number };

export interface Trial<O> {
  /** Makes the journey with a case. */
  attempt(tried: unknown): Promise<O>;
  /** What tells that another outcome shows the same wrong; nothing when this one shows none. */
  sameWrongAs(first: O): ((other: O) => boolean) | undefined;
  /** Asked before each smaller case: a live target must not be asked without limit. */
  mayShrink(): boolean;
}

export interface Tried<O> {
  /** The outcome of the smallest case that showed the wrong; absent when the first showed none. */
  smallest?: O;
  /** Smaller cases that were tried. */
  shrinks: number;
}

/**
 * Tries a case. When it shows something wrong, entries of its lists are left out first, which makes every further attempt
 * cheaper; then fast-check proposes simpler values for what is left. A drawn value that fast-check cannot take apart is
 * made simpler first, as it was drawn: the other way round it would begin again with what was left out.
 *
 * @throws whatever `attempt` throws
 */
export async function tryCase<O>(
  generated: Arbitrary<unknown>,
  source: Source,
  trial: Trial<O>,
): Promise<Tried<O>> {
  const first = 'seed' in source ? drawn(generated, source.seed) : source.tried;
  const outcome = await trial.attempt(first);
  const sameWrong = trial.sameWrongAs(outcome);
  if (!sameWrong) return { shrinks: 0 };
  const found = { tried: first, smallest: outcome, shrinks: 0 };
  const fails = async (tried: unknown): Promise<boolean> => {
    if (!trial.mayShrink()) return false;
    found.shrinks += 1;
    const next = await trial.attempt(tried);
    if (!sameWrong(next)) return false;
    found.tried = tried;
    found.smallest = next;
    return true;
  };
  if ('seed' in source && !generated.canShrinkWithoutContext(first)) {
    await simplify(generated, source, fails);
    await prune(asObject(found.tried), fails);
  } else {
    await prune(asObject(first), fails);
    if (generated.canShrinkWithoutContext(found.tried)) await simplify(generated, found, fails);
  }
  return found;
}

function drawn(generated: Arbitrary<unknown>, seed: number): unknown {
  return fc.sample(generated, { seed, numRuns: 1 })[0];
}

type Fails = (tried: unknown) => Promise<boolean>;

/** Leaves out entries of each list at the top of a case, many at once to begin with, the last ones first. */
async function prune(first: Record<string, unknown>, fails: Fails): Promise<void> {
  let kept = first;
  for (const [key, value] of Object.entries(first)) {
    if (!Array.isArray(value)) continue;
    let list: unknown[] = value;
    for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let end = list.length; end > 0 && list.length > size; end -= size) {
        const shorter = list.toSpliced(Math.max(0, end - size), Math.min(size, end));
        if (!(await fails({ ...kept, [key]: shorter }))) continue;
        list = shorter;
        kept = { ...kept, [key]: list };
      }
    }
  }
}

/** Lets fast-check propose simpler cases. Once nothing fails any more, or may be tried no longer, it comes to an end. */
async function simplify(generated: Arbitrary<unknown>, source: Source, fails: Fails): Promise<void> {
  let begun = false;
  let thrown: { error: unknown } | undefined;
  const property = fc.asyncProperty(generated, async smaller => {
    if (!begun) {
      begun = true;
      return false;
    }
    if (thrown) return true;
    try {
      return !(await fails(smaller));
    } catch (error) {
      thrown = { error };
      return true;
    }
  });
  const origin = 'seed' in source ? { seed: source.seed } : { examples: [[source.tried]] as [unknown][] };
  await fc.check(property, { numRuns: 1, ...origin });
  if (thrown) throw thrown.error;
}
