/** Values written by hand become small as told; drawn ones as they were drawn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tryCase } from '../../engine/explore/shrink.ts';
import { alsoShrinking } from '../../generators/also-shrinking.ts';

interface Load {
  weight: number;
  marks: string[];
}

/** Mapped without a way back: fast-check alone cannot take such a value apart. */
const drawn = fc
  .tuple(fc.nat(10_000), fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 }))
  .map(([weight, marks]): Load => ({ weight, marks }));
const alone = ({ weight, marks }: Load): Load[] =>
  marks.length > 1 ? marks.map(mark => ({ weight, marks: [mark] })) : [];
const loads = alsoShrinking(drawn, alone);

const shrunkFrom = async (source: { seed: number } | { tried: Load }, isWrong: (load: Load) => boolean) => {
  const { smallest } = await tryCase<Load>(loads, source, {
    attempt: async tried => tried as Load,
    sameWrongAs: first => (isWrong(first) ? isWrong : undefined),
    mayShrink: () => true,
  });
  return smallest;
};

describe('values that also shrink', () => {
  it('are the ones that would be drawn anyway', () => {
    const sample = (arbitrary: fc.Arbitrary<Load>) => fc.sample(arbitrary, { seed: 3, numRuns: 50 });
    expect(sample(loads)).toEqual(sample(drawn));
  });

  it('may be written by hand, and become what they are told to', async () => {
    expect(loads.canShrinkWithoutContext({ weight: 9, marks: ['a', 'b'] })).toBe(true);
    const tried = { weight: 9_000, marks: ['x', 'y', 'z'] };
    const smallest = await shrunkFrom({ tried }, ({ marks }) => marks.includes('y'));
    expect(smallest).toEqual({ weight: 9_000, marks: ['y'] });
  });

  it('become as small as their generator can make them when they were drawn', async () => {
    const seeds = fc
      .sample(fc.noShrink(fc.integer()), { seed: 4, numRuns: 40 })
      .filter(seed => (fc.sample(loads, { seed, numRuns: 1 })[0] as Load).weight > 100);
    expect(seeds.length).toBeGreaterThan(5);
    for (const seed of seeds) {
      const smallest = await shrunkFrom({ seed }, ({ weight }) => weight > 100);
      expect(smallest).toMatchObject({ weight: 101, marks: [expect.any(String)] });
    }
  });

  it('that were written by hand, kept and read again are still so', () => {
    const again = JSON.parse(JSON.stringify(fc.sample(loads, { seed: 5, numRuns: 1 })[0])) as Load;
    expect(loads.canShrinkWithoutContext(again)).toBe(true);
  });
});
