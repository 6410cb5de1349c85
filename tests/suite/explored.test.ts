/** Cases of every explored check: plain, told in words, drawn by their seed alone, and able to become small. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Cases } from '../../engine/check.ts';
import { explorations } from '../../suites/explored/index.ts';
import { chapters } from '../../suites/index.ts';
import { again, lossesIn, notPlain, rigidOnes } from '../generators/plain.ts';

const all = chapters
  .flatMap(({ checks }) => checks)
  .flatMap(({ id, cases }) => (cases ? [{ id, cases }] : []));

/** Those made of plans: a case of theirs that comes from a token is as small as it gets. */
const AS_DRAWN = new Set([
  'customizations.explored.round-trips',
  'products.explored.round-trips',
  'products.explored.updates',
]);

const drawn = ({ generated }: Cases<unknown>, numRuns = 200, seed = 101): unknown[] =>
  fc.sample(generated, { seed, numRuns });

test('every explored check stands in the chapter of generated cases', () => {
  expect(all.map(({ id }) => id)).toEqual(explorations.checks.map(({ id }) => id));
  expect(all.length).toBeGreaterThan(20);
});

describe.each(all)('the cases of $id', ({ id, cases }) => {
  const samples = drawn(cases);

  it('are the same for the same seed', () => {
    expect(drawn(cases, 20)).toEqual(samples.slice(0, 20));
    expect(drawn(cases, 20, 102)).not.toEqual(samples.slice(0, 20));
  });

  it('are plain objects that a token carries, those that every run begins with as well', () => {
    const everyOne = [...cases.openings, ...samples];
    expect(everyOne.flatMap(one => lossesIn(one))).toEqual([]);
    expect(notPlain(everyOne)).toEqual([]);
    expect(everyOne.filter(one => typeof one !== 'object' || Array.isArray(one))).toEqual([]);
  });

  it('are told in lines, the same for the same case', () => {
    for (const one of [...cases.openings, ...samples]) {
      const told = cases.tell(one);
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter(line => line.trim() === '' || /[\r\n]|undefined|\[object/.test(line))).toEqual([]);
      expect(cases.tell(again(one))).toEqual(told);
    }
  });

  it('begin with some, and become small', () => {
    expect(cases.openings.length).toBeGreaterThan(0);
    const kept = samples.map(again);
    expect(rigidOnes(cases.generated, kept)).toHaveLength(AS_DRAWN.has(id) ? kept.length : 0);
  });
});
