/**
 * A broken target never stays green: every fault of the reference turns a point red that cites the requirement the
 * fault is for. Each fault meets the checks that cite its requirement; all faults against all checks is a nightly job
 * (`FULL_MATRIX=1 npm test`).
 */
import { describe, expect, test } from 'vitest';
import type { Check } from '../../engine/check.ts';
import { faults } from '../../reference/faults/index.ts';
import { startReference } from '../../reference/server.ts';
import { requirement } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite } from './run-suite.ts';

/** What a fault that never settles may cost (ms). */
const BUDGETS = { settleMs: 150, readMs: 30 };

/** Customizations of strangers on the site: some faults show only when there are more than 200 (CUST-QUERY-PAGE-042). */
const STRANGERS = 220;

/** Standing checks send nothing themselves; these checks show them every kind of answer. */
const TRAFFIC =
  /^customizations\.(get|update|create\.(accept|text|swatch|free|gift|server)|query\.(page|fields)|error\.(rule|no-))/;

const standingRequirements = new Set(
  chapters.flatMap(({ standing = [] }) =>
    standing.flatMap(({ points }) => points.map(point => point.requirement)),
  ),
);

function sees(broken: string): (check: Check) => boolean {
  if (process.env.FULL_MATRIX) return () => true;
  const needsTraffic = standingRequirements.has(broken);
  return ({ id, points }) =>
    points.some(point => point.requirement === broken) || (needsTraffic && TRAFFIC.test(id));
}

describe.concurrent('every fault is seen', () => {
  const judged = faults.filter(({ requirements: [id] }) => requirement(id).unchecked === undefined);

  test.each(judged.map(fault => [fault.id, fault] as const))(
    '%s',
    async (_, { id, requirements: [broken] }) => {
      const reference = await startReference({ faults: [id], seedData: STRANGERS });
      try {
        const { points } = await runSuite(reference.url, chapters, {
          budgets: BUDGETS,
          wanted: sees(broken),
        });
        const red = points.filter(({ verdict }) => verdict === 'fail').flatMap(point => point.requirements);
        expect(red, `points red under ${id}`).toContain(broken);
        expect(points.filter(({ verdict }) => verdict === 'harness-error')).toEqual([]);
      } finally {
        await reference.close();
      }
    },
  );
});

test('every scored requirement has a fault', () => {
  const proven = new Set(faults.flatMap(({ requirements }) => requirements));
  const scored = chapters
    .flatMap(({ checks, standing = [] }) => [...checks, ...standing].flatMap(({ points }) => points))
    .filter(({ level }) => level !== 'observe')
    .map(point => point.requirement);
  expect([...new Set(scored)].filter(id => !proven.has(id))).toEqual([]);
});
