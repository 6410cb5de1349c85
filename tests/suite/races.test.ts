/**
 * Requests in flight together: the checks of races are green on the healthy reference, however requests come in and give
 * way to each other, and see every fault of the reference that shows in no other way.
 */
import { describe, expect, test } from 'vitest';
import { caseOf } from '../../engine/explore/token.ts';
import type { PointResult } from '../../engine/result.ts';
import { raceFaults } from '../../reference/faults/deep/races.ts';
import type { Fault } from '../../reference/faults/fault.ts';
import { allFaults } from '../../reference/faults/index.ts';
import { type ReferenceOptions, startReference } from '../../reference/server.ts';
import { requirement } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite, type SuiteOptions } from './run-suite.ts';

const RACES = /\.races\./;
/** A counterexample is no larger than this. */
const MOST = 5;
/** Reads that never show what they should are given up soon. */
const QUICK = { readMs: 20, settleMs: 100 };

/** The points of the checks of races, and how much they left behind. */
async function run(reference: ReferenceOptions, options: SuiteOptions = {}) {
  const target = await startReference(reference);
  try {
    const { points } = await runSuite(target.url, chapters, {
      wanted: ({ id }) => RACES.test(id),
      ...options,
    });
    const left = target.model.entities().length + target.model.products().length;
    return { points: points.filter(({ id }) => RACES.test(id)), left };
  } finally {
    await target.close();
  }
}

const troubled = (points: readonly PointResult[]) =>
  points
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, verdict, reason }) => ({ id, verdict, reason }));

describe('the healthy reference is green', () => {
  test.each<[string, ReferenceOptions, SuiteOptions]>([
    ['with generated cases', {}, { explore: 300, seed: 1 }],
    ['with one request at a time', {}, { explore: 100, seed: 2, budgets: { concurrency: 1 } }],
    ['taking requests in any order', { variants: ['requests-in-any-order'] }, { explore: 100, seed: 3 }],
    ['refusing writes that meet', { variants: ['writes-give-way'] }, { explore: 100, seed: 4 }],
  ])('%s', async (_, reference, options) => {
    const { points, left } = await run(reference, options);
    expect(troubled(points)).toEqual([]);
    expect(points.length).toBeGreaterThan(50);
    expect(left).toBe(0);
  });
});

/** The checks that judge what the fault breaks: others may well fall over it, too. */
const judging =
  ({ requirements: [broken] }: Fault) =>
  ({ id, points }: { id: string; points: readonly { requirement: string }[] }): boolean =>
    RACES.test(id) && points.some(({ requirement }) => requirement === broken);

/** The point that turned red and cites what the fault is for. */
const seenBy = ({ requirements: [broken] }: Fault, points: readonly PointResult[]) =>
  points.find(({ verdict, requirements }) => verdict === 'fail' && requirements.includes(broken));

/** How many requests of one kind a case sends at once, or how many writes one after the other. */
const sizeOf = (tried: unknown): number =>
  Math.max(
    ...Object.values(tried as object).map(member =>
      Array.isArray(member) ? member.length : Number(member) || 0,
    ),
  );

describe.concurrent('every fault of requests that are under way together is seen', () => {
  test.each(raceFaults.map(fault => [fault.id, fault] as const))('%s', async (_, fault) => {
    const target = { faults: [fault.id] };
    const wanted = judging(fault);
    const seen = seenBy(fault, (await run(target, { wanted, budgets: QUICK })).points);
    const found = caseOf(seen?.counterexample?.token ?? '');
    expect(found && sizeOf(found.tried), `points red for ${fault.requirements[0]}`).toBeLessThanOrEqual(MOST);

    const again = found && (await run(target, { wanted, budgets: QUICK, kept: [found] }));
    expect(seenBy(fault, again?.points ?? [])?.id).toBe(seen?.id);
  });
});

test('the list of these faults is in order', () => {
  const ids = allFaults.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, describe: told, requirements } of raceFaults) {
    expect(id).toMatch(/^race(-[a-z0-9]+)+$/);
    expect(told).toMatch(/^[A-Z0-9`].{10,}\.$/);
    for (const name of requirements) expect(requirement(name).level, id).toMatch(/^(must|should)$/);
  }
});
