/** Making cases small: what is left out, what is made simpler, and when it ends. */
import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Source, type Tried, tryCase } from '../../engine/explore/shrink.ts';

interface Shopping {
  list: string[];
  count: number;
}

const shopping: Arbitrary<Shopping> = fc.record(
  {
    list: fc.array(fc.constantFrom('apple', 'bread', 'cheese', 'dates'), { maxLength: 30, size: 'max' }),
    count: fc.nat(10_000),
  },
  { noNullPrototype: true },
);

interface Outcome<C> {
  tried: C;
  wrong: string | undefined;
}

interface Attempts<C> extends Tried<Outcome<C>> {
  /** Every case that was tried, in order. */
  tries: C[];
}

/** Tries a case of which `wrongIn` tells what is wrong. */
async function tryWith<C>(
  generated: Arbitrary<C>,
  source: Source,
  wrongIn: (tried: C) => string | undefined,
  mayShrink: (tries: readonly C[]) => boolean = () => true,
): Promise<Attempts<C>> {
  const tries: C[] = [];
  const tried = await tryCase<Outcome<C>>(generated, source, {
    async attempt(one) {
      tries.push(structuredClone(one) as C);
      return { tried: one as C, wrong: wrongIn(one as C) };
    },
    sameWrongAs: first =>
      first.wrong === undefined ? undefined : ({ wrong }: Outcome<C>) => wrong === first.wrong,
    mayShrink: () => mayShrink(tries),
  });
  return { ...tried, tries };
}

const listOf = (...list: string[]) => ({ tried: { list, count: 9_000 } });
const long = Array.from({ length: 24 }, (_, i) => (i === 17 ? 'cheese' : 'apple'));
const hasCheese = ({ list }: Shopping) => (list.includes('cheese') ? 'cheese' : undefined);

describe('a case that shows nothing wrong', () => {
  it('is tried once', async () => {
    const { tries, ...tried } = await tryWith(shopping, listOf('apple', 'bread'), () => undefined);
    expect(tries).toEqual([{ list: ['apple', 'bread'], count: 9_000 }]);
    expect(tried).toEqual({ shrinks: 0 });
  });

  it('that is drawn depends on its seed alone', async () => {
    const draw = async (seed: number) => (await tryWith(shopping, { seed }, () => undefined)).tries;
    expect(await draw(5)).toEqual(await draw(5));
    expect(await draw(5)).toEqual(fc.sample(shopping, { seed: 5, numRuns: 1 }));
    expect(await draw(5)).not.toEqual(await draw(6));
  });
});

describe('a case that shows something wrong', () => {
  it('loses the entries of its lists that have no part in it, and the rest becomes simple', async () => {
    const { smallest, shrinks, tries } = await tryWith(shopping, listOf(...long), hasCheese);
    expect(smallest?.tried).toEqual({ list: ['cheese'], count: 0 });
    expect(shrinks).toBe(tries.length - 1);
    expect(shrinks).toBeLessThan(40);
  });

  it('loses many entries at once to begin with, the last ones first', async () => {
    const { tries } = await tryWith(shopping, listOf(...long), hasCheese);
    expect(tries[1]?.list).toEqual(long.slice(0, 12));
    expect(tries[2]?.list).toEqual(long.slice(12));
  });

  it('keeps what it takes of several lists', async () => {
    const two = fc.record({ a: fc.array(fc.nat(9)), b: fc.array(fc.nat(9)) }, { noNullPrototype: true });
    const tried = { a: [1, 2, 3, 4, 5], b: [6, 7, 8, 9] };
    const { smallest } = await tryWith(two, { tried }, ({ a, b }) =>
      a.includes(2) && a.includes(5) && b.length > 0 ? 'wrong' : undefined,
    );
    expect(smallest?.tried).toEqual({ a: [2, 5], b: [0] });
  });

  it('that is drawn ends as small as can be', async () => {
    const seed = fc.sample(fc.noShrink(fc.integer()), { seed: 81, numRuns: 200 }).find(one => {
      const [drawn] = fc.sample(shopping, { seed: one, numRuns: 1 });
      return drawn?.list.includes('cheese') && drawn.count >= 100;
    });
    const { smallest } = await tryWith(shopping, { seed: seed ?? 0 }, tried =>
      tried.count >= 100 ? hasCheese(tried) : undefined,
    );
    expect(smallest?.tried).toEqual({ list: ['cheese'], count: 100 });
  });

  it('is never taken for another that shows something else', async () => {
    const wrongIn = ({ list }: Shopping) =>
      list.includes('dates') && list.includes('bread')
        ? 'both'
        : list.includes('bread')
          ? 'bread'
          : undefined;
    const { smallest } = await tryWith(shopping, listOf('apple', 'bread', 'cheese', 'dates'), wrongIn);
    expect(smallest).toMatchObject({ wrong: 'both', tried: { list: ['bread', 'dates'] } });
  });

  it('is the smallest itself where nothing smaller shows it', async () => {
    const exact = JSON.stringify(listOf(...long).tried);
    const { smallest, shrinks } = await tryWith(shopping, listOf(...long), tried =>
      JSON.stringify(tried) === exact ? 'exact' : undefined,
    );
    expect(smallest?.tried).toEqual(listOf(...long).tried);
    expect(shrinks).toBeGreaterThan(24);
  });

  it('without lists, and not made by the generator, stays as it is', async () => {
    const other = { surprise: 7 };
    const { smallest, shrinks } = await tryWith<object>(shopping, { tried: other }, () => 'wrong');
    expect({ smallest, shrinks }).toEqual({ smallest: { tried: other, wrong: 'wrong' }, shrinks: 0 });
  });
});

describe('cases that a generator cannot take apart', () => {
  /** What is mapped without a way back knows how to shrink only as it was drawn. */
  const opaque = shopping.map(({ list, count }) => ({ list: [...list], count: count + 1 }));
  const wrongIn = ({ list, count }: Shopping) =>
    count > 50 && list.filter(one => one !== 'apple').length > 2 ? 'wrong' : undefined;
  const seeds = fc
    .sample(fc.noShrink(fc.integer()), { seed: 82, numRuns: 60 })
    .filter(seed => wrongIn(fc.sample(opaque, { seed, numRuns: 1 })[0] as Shopping));

  it('become small all the same when they are drawn, and never larger again', async () => {
    expect(seeds.length).toBeGreaterThan(20);
    for (const seed of seeds) {
      const { tries, smallest } = await tryWith(opaque, { seed }, wrongIn);
      const lengths = tries.filter(wrongIn).map(({ list }) => list.length);
      expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
      expect(smallest?.tried.list).toHaveLength(3);
      expect(smallest?.tried.count).toBe(51);
    }
  });

  it('lose entries alone when they are given, and never the last one', async () => {
    const { smallest, tries } = await tryWith(opaque, listOf(...long), hasCheese);
    expect(smallest?.tried).toEqual({ list: ['cheese'], count: 9_000 });
    expect(Math.min(...tries.map(({ list }) => list.length))).toBe(1);
  });
});

describe('making a case small ends', () => {
  it.each([0, 1, 7])('once it may not go on: after %i attempts', async most => {
    const { tries, shrinks, smallest } = await tryWith(
      shopping,
      listOf(...long),
      hasCheese,
      tried => tried.length <= most,
    );
    expect(tries).toHaveLength(1 + most);
    expect(shrinks).toBe(most);
    expect(smallest?.wrong).toBe('cheese');
    expect(smallest?.tried).toEqual(tries.findLast(hasCheese));
  });

  it.each(['first', 'in a list', 'made simpler'])('with what an attempt throws: %s', async when => {
    const error = new Error(when);
    const isNow = ({ list, count }: Shopping): boolean =>
      ({ first: true, 'in a list': list.length < 24, 'made simpler': count < 9_000 })[when] ?? false;
    let after = 0;
    const failing = tryWith(shopping, listOf(...long), tried => {
      if (after > 0) after += 1;
      if (!isNow(tried)) return hasCheese(tried);
      after += 1;
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(after).toBe(1);
  });
});
