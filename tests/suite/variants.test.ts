/**
 * A legitimate target never goes red, whichever of the roads it takes that the documentation leaves open: the whole
 * suite meets the legal variants of the reference. Here all of them in a few bundles, with some generated cases; each alone
 * with three seeds, chance combinations, and twenty seeds of the `standard` effort are a nightly job
 * (`FULL_MATRIX=1 npm test`).
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PointResult } from '../../engine/result.ts';
import { startReference } from '../../reference/server.ts';
import { variants } from '../../reference/variants/index.ts';
import type { Variant } from '../../reference/variants/variant.ts';
import { requirements, silences } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite, STANDARD } from './run-suite.ts';

const FULL = Boolean(process.env.FULL_MATRIX);

/** Patience for reads that are behind: ten times what they are, and no more, for each warning waits to the end of it. */
const PATIENCE = 10;

/** Strangers on the site, some of one moment: ties, and more than one page of everything. */
const STRANGERS = 120;

/** Requests for generated cases, beside the opening ones. */
const SOME = 1_000;

/** Share of points that a variant may leave undecided. */
const MOST_UNDECIDED = 0.02;

interface Effort {
  seed?: number;
  explore?: number;
}

async function pointsUnder(taken: readonly Variant[], effort: Effort): Promise<PointResult[]> {
  const target = await startReference({ variants: taken.map(({ id }) => id), seedData: STRANGERS });
  const changes = taken.flatMap(({ how }) => how);
  const behind = Math.max(0, ...changes.map(change => ('lag' in change ? change.lag.ms : 0)));
  try {
    const options = {
      explore: SOME,
      ...effort,
      strict: taken.every(({ warns }) => !warns),
      ...(behind > 0 && { budgets: { settleMs: Math.max(400, behind * PATIENCE), readMs: 500 } }),
    };
    return (await runSuite(target.url, chapters, options)).points;
  } finally {
    await target.close();
  }
}

const cited = (points: readonly PointResult[]): string[] => [
  ...new Set(points.flatMap(point => point.requirements)),
];

const told = (points: readonly PointResult[]): string[] =>
  points.map(({ id, verdict, requirements: rows, reason, expected, received }) =>
    [verdict, id, ...rows, reason ?? `expected ${expected}, received ${received}`].join(' '),
  );

/** Nothing red; warnings on the declared rows only; nearly everything decided. */
async function expectGreen(taken: readonly Variant[], effort: Effort = {}): Promise<string[]> {
  const points = await pointsUnder(taken, effort);
  const having = (...verdicts: string[]) => points.filter(({ verdict }) => verdicts.includes(verdict));
  expect(told(having('fail', 'harness-error'))).toEqual([]);
  const declared = taken.flatMap(({ warns = [] }) => warns);
  const warned = having('warn');
  expect(told(warned.filter(point => !point.requirements.some(id => declared.includes(id))))).toEqual([]);
  const undecided = told(having('inconclusive'));
  expect(undecided.length, undecided.join('\n')).toBeLessThanOrEqual(points.length * MOST_UNDECIDED);
  return cited(warned);
}

/** Those that can stand together, in their order; of two that exclude each other the first. */
function compatible(wanted: readonly Variant[]): Variant[] {
  const taken = new Set<string>();
  return wanted.filter(({ about }) => !taken.has(about) && taken.add(about));
}

/** All of them in as few bundles as can be. */
function bundles(all: readonly Variant[]): Variant[][] {
  if (all.length === 0) return [];
  const first = compatible(all);
  return [first, ...bundles(all.filter(one => !first.includes(one)))];
}

const strict = variants.filter(({ warns }) => !warns);
const lax = variants.filter(({ warns }) => warns);
const named = (all: readonly Variant[][]) =>
  all.map((taken, i) => [`${i + 1}: ${taken.length} with ${taken[0]?.id}`, taken] as const);

describe('the suite is green on bundles of variants', () => {
  test.each(named(bundles(strict)))('%s', async (_, taken) => void (await expectGreen(taken)));
});

describe('the suite warns, and no more, on bundles of variants beside a "should"', () => {
  test.each(named(bundles(lax)))('%s', async (_, taken) => void (await expectGreen(taken)));
});

describe.runIf(FULL)('the suite is green on each variant alone', () => {
  test.each(variants.map(one => [one.id, one] as const))('%s', async (_, one) => {
    for (const seed of [1, 2, 3])
      expect(new Set(await expectGreen([one], { seed })), `seed ${seed}`).toEqual(new Set(one.warns));
  });
});

describe.runIf(FULL)('the suite is green on chance combinations', () => {
  const drawn = fc.sample(fc.shuffledSubarray([...variants], { minLength: 5, maxLength: 40 }), {
    seed: 3,
    numRuns: 10,
  });
  test.each(named(drawn.map(compatible)))(
    '%s',
    async (_, taken) => void (await expectGreen(taken, { seed: 7 })),
  );
});

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

describe.runIf(FULL).each(SEEDS)('no false alarm from seed %i of the standard effort', seed => {
  test.each(named([...bundles(strict), ...bundles(lax)]))('%s', async (_, taken) => {
    await expectGreen(taken, { seed, explore: STANDARD });
  });
});

describe('the list of variants', () => {
  test('has at least 40 with unique ids of lower-case words', () => {
    const ids = variants.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('describes every variant in a sentence', () => {
    for (const one of variants) expect(one.describe).toMatch(/^[A-Z0-9`].{10,}\.$/);
  });

  test('rests every variant on a silence, and warnings on rows that are no "must"', () => {
    for (const { id, silences: open, warns = [] } of variants) {
      for (const entry of open)
        expect(silences.has(entry) || requirements.has(entry), `${id}: ${entry}`).toBe(true);
      expect(
        warns.filter(row => !requirements.has(row)),
        id,
      ).toEqual([]);
    }
  });

  test('does not let two that exclude each other stand together', async () => {
    const pair = ['gzip', 'brotli'];
    await expect(startReference({ variants: pair })).rejects.toThrow(
      '"gzip" and "brotli" exclude each other',
    );
    await expect(startReference({ variants: ['gzipp'] })).rejects.toThrow('"gzip"');
  });
});
