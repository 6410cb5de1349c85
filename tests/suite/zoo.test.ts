/**
 * Targets that know nothing of the contract earn nothing: whatever they answer to everything, no point passes, the
 * suite is never at fault, and the run ends by itself.
 */
import { describe, expect, test } from 'vitest';
import { chapters } from '../../suites/index.ts';
import { stub } from '../cli/process.ts';
import { runSuite } from './run-suite.ts';
import { cannedAnswers, endlessPages } from './zoo-almost.ts';
import { ANIMALS } from './zoo-animals.ts';

describe('a target that knows nothing earns no pass', { timeout: 120_000 }, () => {
  test.each(Object.entries(ANIMALS))('when it always answers %s', async (_, { answer, mute }) => {
    const target = await stub(answer);
    const budgets = {
      settleMs: 100,
      readMs: 20,
      concurrency: 100,
      ...(mute && { timeoutMs: 50 }),
    };
    const { points } = await runSuite(target.url, chapters, { budgets });
    await target.close();
    const undeserved = points.filter(({ verdict }) => verdict === 'pass' || verdict === 'harness-error');
    expect(undeserved.map(({ id, verdict, reason }) => ({ id, verdict, reason }))).toEqual([]);
    // Else the test would prove nothing: a request that timed out is never judged.
    const late = points.filter(({ undecided }) => undecided === 'timed-out');
    if (!mute) expect(late).toEqual([]);
  });
});

/** Requests of a target that answers every page with another one; the healthy reference takes about a third of them. */
const ENDLESS_MOST = 30_000;

describe('a target that is almost real', { timeout: 120_000 }, () => {
  test('with one plausible answer per operation earns no pass', async () => {
    const target = await stub(cannedAnswers());
    const { points } = await runSuite(target.url, chapters, { budgets: { settleMs: 100, readMs: 20 } });
    await target.close();
    const undeserved = points.filter(({ verdict }) => verdict === 'pass' || verdict === 'harness-error');
    expect(undeserved.map(({ id, verdict, reason }) => ({ id, verdict, reason }))).toEqual([]);
    expect(points.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThan(5);
  });

  test('whose queries always offer a next cursor comes to an end, and fails where it should', async () => {
    const target = await stub(endlessPages());
    const { points, requests } = await runSuite(target.url, chapters, { budgets: { settleMs: 400 } });
    await target.close();
    expect(requests).toBeLessThan(ENDLESS_MOST);
    expect(points.filter(({ verdict }) => verdict === 'harness-error')).toEqual([]);
    const failed = new Set(points.flatMap(p => (p.verdict === 'fail' ? p.requirements : [])));
    expect([...failed]).toEqual(expect.arrayContaining(['CUST-QUERY-PAGE-014', 'CUST-QUERY-PAGE-023']));
  });
});
