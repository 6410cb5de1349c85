import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOf } from '../../generators/contract.ts';
import { text, textOfLength } from '../../generators/text.ts';
import { fromSteps, toSteps } from '../../specs/decimal.ts';
import { smallest } from './plain.ts';

const points = (found: string): number => [...found].length;

describe('texts', () => {
  const names = fc.sample(text({ min: 1, max: 50, flavour: 'unicode' }), { numRuns: 4000, seed: 41 });

  it('keep to their limits in UTF-16 units and in code points', () => {
    expect(names.filter(name => name.length > 50 || points(name) < 1)).toEqual([]);
  });

  it('come in every length, the edges most often', () => {
    const lengths = names.map(name => name.length);
    expect(new Set(lengths).size).toBe(50);
    for (const edge of [1, 2, 49, 50])
      expect(lengths.filter(length => length === edge).length).toBeGreaterThan(100);
  });

  it.each([0, 1, 50, 51, 100, 101, 150, 151, 200, 400])('can be exactly %i units long', length => {
    for (const flavour of ['plain', 'unicode', 'wild'] as const) {
      const lengths = fc
        .sample(textOfLength(length, flavour), { numRuns: 30, seed: length })
        .map(found => found.length);
      expect(new Set(lengths)).toEqual(new Set([length]));
    }
  });

  it('reach their limits in the contract: names, titles, image texts, cursors', () => {
    const titles = fc.sample(anyOf('FreeTextTitle'), { numRuns: 500, seed: 42 }).map(({ length }) => length);
    expect(titles).toEqual(expect.arrayContaining([1, 2, 99, 100]));
    const cursors = fc.sample(anyOf('Cursor'), { numRuns: 250, seed: 43 }).map(({ length }) => length);
    expect(cursors).toEqual(expect.arrayContaining([0, 1, 16_000]));
  });

  it('are NFC-normal and well-formed, with nothing at the ends to trim', () => {
    const sound = (name: string) =>
      name.normalize('NFC') === name && name.trim() === name && !/\p{Surrogate}/u.test(name);
    expect(names.filter(name => !sound(name))).toEqual([]);
  });

  it.each([
    ['astral', /[\u{10000}-\u{10FFFF}]/u],
    ['combining', /\p{Mark}/u],
    ['right-to-left', /[\u0590-\u06FF]/],
    ['regular expression', /[.*+?^$()[\]{}|\\]/],
    ['quotes', /["'`]/],
    ['backslash', /\\/],
    ['inner blanks', /\S \S/],
  ])('contain %s characters', (_, characters) => {
    expect(names.some(name => characters.test(name))).toBe(true);
  });

  it('have blanks at the ends only when wild, and are never blank', () => {
    const wild = fc.sample(text({ min: 1, max: 50, flavour: 'wild' }), { numRuns: 1000, seed: 44 });
    expect(wild.some(found => found !== found.trim())).toBe(true);
    expect(wild.every(found => found.trim() !== '')).toBe(true);
  });

  it('shrink to short plain ones', () => {
    const property = fc.property(text({ min: 1, max: 50, flavour: 'unicode' }), found => found.length < 10);
    const { counterexample } = fc.check(property, { seed: 45, numRuns: 200 });
    expect(counterexample?.[0]).toHaveLength(10);
  });
});

describe('texts that nobody drew', () => {
  const any = (flavour: 'plain' | 'unicode' | 'wild') => text({ min: 1, max: 50, flavour });

  it.each(['plain', 'unicode', 'wild'] as const)('come apart again: %s', flavour => {
    const drawn = fc.sample(any(flavour), { numRuns: 500, seed: 48 });
    expect(drawn.filter(found => !any(flavour).canShrinkWithoutContext(found))).toEqual([]);
  });

  it.each<[string, string]>([
    ['Xtra %bone\u{1F469}\u200d\u{1F52C}é', '%'],
    ['\u{20BB7}\u{1F600}漢 q\u0303', '\u{1F600}'],
    ['tin bread', 'd'],
  ])('%j becomes %j where that is what goes wrong', async (tried, wrong) => {
    const small = await smallest(any('unicode'), tried, found => found.includes(wrong));
    expect(small?.replaceAll('a', '')).toBe(wrong);
    expect(small?.length).toBeLessThanOrEqual(wrong.length + 1);
  });

  it('and could not have been drawn stay as they are', () => {
    for (const found of ['', 'x'.repeat(51), '\u0000', 7, null])
      expect(any('unicode').canShrinkWithoutContext(found)).toBe(false);
  });
});

describe('decimals', () => {
  it('go to steps and back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.integer({ min: 0, max: 5 }),
        (steps, scale) => {
          expect(toSteps(fromSteps(steps, scale), scale)).toBe(steps);
        },
      ),
      { seed: 46 },
    );
    expect(fromSteps(-5n, 3)).toBe('-0.005');
    expect(toSteps('1.239', 2)).toBe(123n);
    expect(() => toSteps('ten', 2)).toThrow(TypeError);
  });

  it('reach both bounds and every scale', () => {
    const prices = new Set(fc.sample(anyOf('Money'), { numRuns: 1500, seed: 47 }));
    for (const edge of ['0', '999999999.99', '999999999.990', '0.001']) expect(prices).toContain(edge);
    expect(new Set([...prices].map(price => price.split('.')[1]?.length ?? 0))).toEqual(
      new Set([0, 1, 2, 3]),
    );
  });
});
