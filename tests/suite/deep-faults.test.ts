/**
 * What no example shows, generated cases find, make small, and repeat. Here each of the deep faults meets the checks that
 * judge what it breaks, with one seed; ten seeds of the whole `standard` effort, and the proof that examples are blind to
 * them, are a nightly job (`FULL_MATRIX=1 npm test`). Faults of requests under way together: `races.test.ts`.
 */
import { describe, expect, test } from 'vitest';
import type { Check } from '../../engine/check.ts';
import { caseOf } from '../../engine/explore/token.ts';
import type { PointResult } from '../../engine/result.ts';
import { deepFaults } from '../../reference/faults/deep/index.ts';
import { raceFaults } from '../../reference/faults/deep/races.ts';
import type { Fault } from '../../reference/faults/fault.ts';
import { startReference } from '../../reference/server.ts';
import { requirement } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite, STANDARD, type SuiteOptions } from './run-suite.ts';

const FULL = Boolean(process.env.FULL_MATRIX);

/** Reads that never show what they should are given up soon. */
const QUICK = { settleMs: 40, readMs: 15 };
/** Requests for the few checks that judge what a fault breaks: several times what finding it takes. */
const FEW = 2_500;

const found = deepFaults.filter(fault => !raceFaults.includes(fault));

async function redUnder({ id }: Fault, options: SuiteOptions): Promise<PointResult[]> {
  const target = await startReference({ faults: [id], seedData: 30, seedProducts: 5 });
  try {
    const { points } = await runSuite(target.url, chapters, { budgets: QUICK, ...options });
    return points.filter(({ verdict }) => verdict === 'fail' || verdict === 'harness-error');
  } finally {
    await target.close();
  }
}

const isExplored = ({ cases }: Check): boolean => cases !== undefined;

const judging =
  ({ requirements }: Fault) =>
  (check: Check): boolean =>
    isExplored(check) && check.points.some(point => requirements.includes(point.requirement));

interface Size {
  operations: number;
  entities: number;
}

/** Of a case with entities to begin with, and steps or questions; of one that has neither, it is one of each. */
function sizeOf(tried: unknown): Size {
  const { begin, members, customizations, steps, questions } = tried as Record<string, unknown[] | undefined>;
  const entities = begin ?? members ?? customizations ?? [0];
  return { operations: (steps ?? questions ?? [0]).length, entities: entities.length };
}

const bySize = (a: Size, b: Size): number => a.operations - b.operations || a.entities - b.entities;

/** The smallest counterexample of a run. */
function smallestOf(red: readonly PointResult[]) {
  const cases = red.flatMap(({ id, counterexample }) => {
    const kept = caseOf(counterexample?.token ?? '');
    return kept ? [{ id, kept, size: sizeOf(kept.tried) }] : [];
  });
  return cases.toSorted((a, b) => bySize(a.size, b.size))[0];
}

const isSmall = ({ operations, entities }: Size): boolean => operations <= 5 && entities <= 10;

describe.concurrent('generated cases find what no example shows', () => {
  test.each(found.map(fault => [fault.id, fault] as const))('%s', async (_, fault) => {
    const wanted = judging(fault);
    const red = await redUnder(fault, { wanted, explore: FEW });
    expect(red.filter(({ verdict }) => verdict === 'harness-error')).toEqual([]);
    const smallest = smallestOf(red);
    expect(smallest?.size, smallest?.id).toSatisfy(isSmall);

    const again = await redUnder(fault, { wanted, kept: smallest ? [smallest.kept] : [] });
    expect(again.map(({ id }) => id)).toContain(smallest?.id);
  });
});

describe.runIf(FULL)(
  'ten seeds of the standard effort find them, and make them small, at least nine times',
  () => {
    test.each(found.map(fault => [fault.id, fault] as const))(
      '%s',
      async (_, fault) => {
        const missed: number[] = [];
        for (let seed = 1; seed <= 10; seed += 1) {
          const smallest = smallestOf(await redUnder(fault, { wanted: isExplored, explore: STANDARD, seed }));
          if (!smallest || !isSmall(smallest.size)) missed.push(seed);
        }
        expect(missed.length, `missed by seeds ${missed.join(', ')}`).toBeLessThanOrEqual(1);
      },
      300_000,
    );
  },
);

describe.runIf(FULL)('examples are blind to them', () => {
  test.each(found.map(fault => [fault.id, fault] as const))('%s', async (_, fault) => {
    const budgets = { settleMs: 150, readMs: 30 };
    const red = await redUnder(fault, { wanted: check => !isExplored(check), budgets });
    expect(red.map(({ id }) => id)).toEqual([]);
  });
});

test('there are at least 40 of them, each for a requirement that is judged', () => {
  expect(deepFaults.length).toBeGreaterThanOrEqual(40);
  for (const { id, describe: told, requirements } of found) {
    expect(told, id).toMatch(/^[A-Z0-9`].{10,}\.$/);
    for (const name of requirements) expect(requirement(name).level, id).toMatch(/^(must|should)$/);
  }
});
