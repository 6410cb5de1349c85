/**
 * The worst targets meet the command line: their first answer is a good one, so that the run begins, and from then on
 * they are what they are. The run ends, in little memory, with the right exit code, and says what is wrong.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { json, reportIn, startCli, stub, temporaryFolder } from '../cli/process.ts';
import { cannedAnswers } from './zoo-almost.ts';
import { ANIMALS, type Answer } from './zoo-animals.ts';

/** Megabytes a run may take at most. */
const MEMORY = 480;
const LINUX = process.platform === 'linux';

/** Good for the probe, and then as the other. */
function afterOneGood(answer: Answer): Answer {
  let asked = 0;
  return (request, response) => {
    asked += 1;
    if (asked > 1) answer(request, response);
    else json(response, 200, { customizations: [], pagingMetadata: { count: 0, hasNext: false } });
  };
}

/** The most memory the process ever held (megabytes), as far as it can be read before the process ends. */
async function peakOf(pid: number | undefined, over: () => boolean): Promise<number> {
  let peak = 0;
  while (LINUX && !over()) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
    await delay(50);
  }
  return peak;
}

async function certify(answer: Answer, timeoutMs: number) {
  const target = await stub(answer);
  const out = join(temporaryFolder(), 'out');
  const args = ['run', '--target', target.url, '--out', out, '--no-html', '--timeout', String(timeoutMs)];
  const startedAt = performance.now();
  const started = startCli(args);
  let over = false;
  const peak = peakOf(started.process.pid, () => over);
  const ended = await started.ended.finally(() => {
    over = true;
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await target.close();
  return { ...ended, seconds, peak: await peak, report: () => reportIn(out) };
}

function expectGoodEnd({ stdout, stderr, peak }: Awaited<ReturnType<typeof certify>>): void {
  expect(peak).toBeLessThan(MEMORY);
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+/m);
  expect(stderr).not.toMatch(/error/i);
}

const MUTE = Object.entries(ANIMALS).flatMap(([name, { answer, words }]) =>
  words && name !== 'a reset' ? [[name, afterOneGood(answer), words] as const] : [],
);

describe.concurrent('the command line ends by itself', { timeout: 120_000 }, () => {
  test.each(MUTE)('when the target answers %s', async (_name, answer, words) => {
    const ended = await certify(answer, 200);
    expectGoodEnd(ended);
    expect(ended.code).toBe(3);
    expect(ended.stdout).toMatch(words);
    const { points } = await ended.report();
    expect(new Set(points.map(({ verdict }) => verdict))).not.toContain('pass');
  });
});

/** The answers can be read, so they are judged. */
const READABLE: Record<string, Answer> = {
  'nested arrays': afterOneGood(ANIMALS['nested arrays']?.answer ?? (() => {})),
  'one plausible answer per operation': cannedAnswers(),
};

describe.concurrent('and calls it not conformant', { timeout: 120_000 }, () => {
  test.each(Object.entries(READABLE))('when the target answers %s', async (_name, answer) => {
    const ended = await certify(answer, 5_000);
    expectGoodEnd(ended);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('a valid customization could not be created');
    const { points } = await ended.report();
    expect(points.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
  });
});
