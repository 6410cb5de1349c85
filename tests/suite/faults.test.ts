/**
 * A broken target never stays green: every fault of the reference turns a point red that cites the requirement the
 * fault is for. Here each fault meets the checks that cite its requirement; `npm run matrix` lets it meet all checks of
 * its areas.
 */
import { describe, expect, test } from 'vitest';
import { citing, judgedFaults, runUnder, scoredRequirements } from './fault-run.ts';

describe.concurrent('every fault is seen', () => {
  test.each(judgedFaults.map(fault => [fault.id, fault] as const))('%s', async (_, fault) => {
    const { requirement, seenBy, harnessErrors } = await runUnder(fault, citing(fault));
    expect(seenBy, `points red for ${requirement}`).not.toEqual([]);
    expect(harnessErrors).toEqual([]);
  });
});

test('every scored requirement has a fault of its own', () => {
  const proven = new Set(judgedFaults.map(({ requirements: [broken] }) => broken));
  expect(scoredRequirements.filter(id => !proven.has(id))).toEqual([]);
});
