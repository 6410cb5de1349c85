/**
 * The fault matrix: suite × faults, as a table anyone can regenerate with `npm run matrix`. Too slow for `npm test`.
 * `FULL_MATRIX=1` lets every fault meet every check: a nightly job.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../reference/faults/fault.ts';
import { startReference } from '../../reference/server.ts';
import { chapters } from '../../suites/index.ts';
import { type FaultRun, inItsAreas, judgedFaults, runUnder, scoredRequirements } from './fault-run.ts';
import { matrixMarkdown } from './matrix-table.ts';
import { runSuite } from './run-suite.ts';

/** If this one were not seen, the run would prove nothing. */
const CONTROL = 'create-answers-201';
/** Other red points a fault may have before somebody must have looked at it, and written down why, in this file. */
const UNREVIEWED = 20;
const REVIEWED = 'tests/suite/reviewed-collateral.json';
/** Faults that run side by side. */
const AT_ONCE = 4;

const selectionFor = (fault: Fault) => (process.env.FULL_MATRIX ? () => true : inItsAreas(fault));

async function runAll(): Promise<FaultRun[]> {
  const queue = [...judgedFaults];
  const runs: FaultRun[] = [];
  const work = async (): Promise<void> => {
    for (let fault = queue.shift(); fault; fault = queue.shift()) {
      runs.push(await runUnder(fault, selectionFor(fault)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return runs.toSorted(
    (a, b) => a.requirement.localeCompare(b.requirement) || a.fault.localeCompare(b.fault),
  );
}

function unreviewed(runs: readonly FaultRun[]): string[] {
  const reviewed = JSON.parse(readFileSync(REVIEWED, 'utf8')) as Record<string, string>;
  const wide = runs.filter(({ collateral }) => collateral.length > UNREVIEWED).map(({ fault }) => fault);
  return wide.filter(fault => !reviewed[fault]);
}

describe.runIf(process.env.MATRIX)('the fault matrix', () => {
  test('every fault is seen by a point of its requirement, and the table says so', async () => {
    const healthy = await startReference();
    const { points } = await runSuite(healthy.url, chapters);
    await healthy.close();
    expect(points.filter(({ verdict }) => verdict === 'fail')).toEqual([]);

    const runs = await runAll();
    expect(runs.find(({ fault }) => fault === CONTROL)?.seenBy, 'the control fault').not.toEqual([]);
    if (!process.env.FULL_MATRIX) {
      writeFileSync('docs/fault-matrix.json', `${JSON.stringify(runs, null, 1)}\n`);
      writeFileSync('docs/fault-matrix.md', matrixMarkdown(runs, scoredRequirements));
    }
    expect(runs.filter(({ seenBy }) => seenBy.length === 0).map(({ fault }) => fault)).toEqual([]);
    expect(runs.flatMap(({ harnessErrors }) => harnessErrors)).toEqual([]);
    if (!process.env.FULL_MATRIX) expect(unreviewed(runs)).toEqual([]);
  }, 1_800_000);
});
