/** Runs that end before they are through. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { chapters } from '../../suites/index.ts';
import { countAt, json, reportIn, run, serve, startCli, stub, temporaryFolder } from './process.ts';

const planned = chapters
  .flatMap(({ checks, standing = [] }) => [...checks, ...standing])
  .reduce((total, { points }) => total + points.length, 0);

/** A run that lasts, once it has created something; the further arguments narrow it. */
async function underWay(...args: string[]) {
  const target = await serve('--latency', '20');
  const out = join(temporaryFolder(), 'out');
  const common = ['--target', target.url, '--rate', '50/s', '--no-html', '--out', out];
  const started = startCli(['run', ...common, ...args]);
  while ((await countAt(target.url)) < 3) await delay(50);
  return { target, out, started };
}

describe.concurrent('Ctrl-C', { timeout: 120_000 }, () => {
  // npm passes on the signal that the terminal has sent already, hence twice at once.
  test.each([1, 2])('pressed once (%i signals): cleans up and writes what it has', async signals => {
    const { target, out, started } = await underWay();
    for (let sent = 0; sent < signals; sent += 1) started.process.kill('SIGINT');
    const { code, stderr, stdout } = await started.ended;
    expect(stderr).toContain(
      'interrupted: no more checks; deleting what this run created (once more to leave at once)\n',
    );
    // Beside it at most the progress of a slow machine: no stack trace.
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await countAt(target.url)).toBe(0);
    const { points, run: facts, hygiene } = await reportIn(out);
    expect(facts.partial).toBe(true);
    expect(points).toHaveLength(planned);
    expect(hygiene).toMatchObject({ created: hygiene.deleted, leaked: [] });
    expect(code).toBe(3);
    expect(stdout).toContain('INCONCLUSIVE, run cut short (exit code 3)');
    expect(existsSync(join(out, 'ledgers'))).toBe(false);
    await target.close();
  });

  test('in the middle of products: nothing of them is left, nor of what they created inline', async () => {
    const { target, out, started } = await underWay('--profile', 'products');
    await delay(1_500);
    started.process.kill('SIGINT');
    await started.ended;
    expect(await countAt(target.url)).toBe(0);
    const { hygiene } = await reportIn(out);
    expect(hygiene).toMatchObject({ created: hygiene.deleted, leaked: [] });
    await target.close();
  });

  test('pressed again: leaves at once, and names the file that says what is left', async () => {
    const { target, out, started } = await underWay();
    started.process.kill('SIGINT');
    await started.printed(/interrupted/);
    await delay(600);
    started.process.kill('SIGINT');
    const { code, stderr } = await started.ended;
    // On an idle machine the run may already have ended in good order.
    if (stderr.includes('left at once')) {
      const [ledger = ''] = readdirSync(join(out, 'ledgers'));
      expect(stderr).toContain(join(out, 'ledgers', ledger));
      expect(readFileSync(join(out, 'ledgers', ledger), 'utf8')).toContain(target.url);
    }
    expect(code).toBe(3);
    await target.close();
  });

  test('before the first check: nothing was sent, and the report says so', async () => {
    const answers: (() => void)[] = [];
    const target = await stub((_, response) => {
      answers.push(() => json(response, 200, {}));
      if (answers.length > 1) answers.at(-1)?.();
    });
    const out = join(temporaryFolder(), 'out');
    const started = startCli(['run', '--target', target.url, '--no-html', '--out', out]);
    while (answers.length === 0) await delay(20);
    answers[0]?.();
    while (!existsSync(join(out, 'ledgers'))) await delay(2);
    started.process.kill('SIGINT');
    const { code } = await started.ended;
    const { points, verdict } = await reportIn(out);
    expect(points).toHaveLength(planned);
    expect(verdict).toBe('inconclusive');
    expect(code).toBe(3);
    await target.close();
  });
});

test('a ledger that cannot be kept is a fault of the suite: exit code 4, and nothing more is created', {
  timeout: 120_000,
}, async () => {
  const out = join(temporaryFolder(), 'out');
  const target = await stub(({ url }, response) => {
    if (!url.endsWith('/query')) rmSync(join(out, 'ledgers'), { recursive: true, force: true });
    json(response, 200, {});
  });
  const { code, stdout } = await run(['--target', target.url, '--concurrency', '1', '--out', out]);
  expect(code).toBe(4);
  expect(stdout).toContain('the suite itself is at fault (exit code 4)');
  await target.close();
});
