/** What a killed run leaves behind, and the command that deletes it. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { cli, countAt, json, run, serve, startCli, stub, temporaryFolder } from './process.ts';

/** A run that was killed in the middle of its work, and what it left. */
async function killed(...args: string[]) {
  const target = await serve('--latency', '10', '--seed-data', '5', '--seed-products', '4');
  const strangers = await countAt(target.url);
  const out = join(temporaryFolder(), 'out');
  const started = startCli(['run', '--target', target.url, '--rate', '100/s', '--out', out, ...args]);
  while ((await countAt(target.url)) < strangers + 8) await delay(30);
  started.process.kill('SIGKILL');
  await started.ended;
  return { target, out, strangers };
}

describe.concurrent('after kill -9', { timeout: 120_000 }, () => {
  test.each([['core'], ['products'], ['variants']])(
    'in the middle of %s, clean-up leaves nothing but what strangers have',
    async profile => {
      const { target, out, strangers } = await killed('--profile', profile);
      expect(await countAt(target.url)).toBeGreaterThan(strangers);
      const { code, stdout } = await cli(['clean-up', out, '--settle', '3000']);
      expect(stdout).toMatch(new RegExp(`^${target.url}: of \\d+ created, \\d+ are deleted and 0 left\n$`));
      expect(await countAt(target.url)).toBe(strangers);
      expect(code).toBe(0);
      expect(existsSync(join(out, 'ledgers'))).toBe(false);
      await target.close();
    },
  );

  test('the next run into the same folder points to the command', async () => {
    const { target, out } = await killed('--profile', 'core');
    const { stderr } = await cli([
      'run',
      '--target',
      target.url,
      '--only',
      'CUST-GET-001',
      '--no-html',
      '--out',
      out,
    ]);
    expect(stderr).toContain(
      `an earlier run may have left something on its target; \`catalog-v3-conformance clean-up ${out}\``,
    );
    await target.close();
  });

  test('what cannot be deleted is told, and stays in the ledger', async () => {
    const { target, out } = await killed('--profile', 'core');
    await target.close();
    const { code, stdout } = await cli(['clean-up', out]);
    expect(stdout).toMatch(/ECONNREFUSED/);
    expect(stdout).toContain('call this again when the reason is gone');
    expect(code).toBe(3);
    expect(readdirSync(join(out, 'ledgers'))).toHaveLength(1);
  });
});

test('the credential of clean-up is that of the run', async () => {
  const out = temporaryFolder();
  const target = await stub((_, response) => json(response, 200, {}));
  const lines = [
    { op: 'run', url: target.url, tag: 'cvtabc', at: '' },
    { op: 'intent', n: 1, kind: 'product', name: 'cvtabcaab', at: '' },
    { op: 'created', n: 1, id: 'p1' },
  ];
  writeFileSync(join(out, 'one.jsonl'), lines.map(line => JSON.stringify(line)).join('\n'));
  const { code } = await cli(['clean-up', join(out, 'one.jsonl'), '--site-id', 's'], {
    env: { CATALOG_V3_TOKEN: 'secret' },
  });
  expect(code).toBe(0);
  expect(target.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'DELETE /stores/v3/products/p1',
  ]);
  expect(target.received[0]?.headers).toMatchObject({ authorization: 'secret', 'wix-site-id': 's' });
  await target.close();
});

test.each([
  [['/no/such/folder'], /there is no \/no\/such\/folder; name a ledger/],
  [['package.json'], /package.json is no ledger/],
  [['--rate', 'fast'], /--rate "fast" is not of the form/],
])('%j is a wrong use: one sentence and exit code 2', async (args, words) => {
  const { code, stderr } = await cli(['clean-up', ...args]);
  expect(stderr).toMatch(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});

test('nothing to clean up is no fault', async () => {
  const { out } = await run(['--only', 'CUST-GET-001']);
  const { code, stdout } = await cli(['clean-up', out]);
  expect([code, stdout]).toEqual([
    0,
    'no ledger of an earlier run is left, so nothing has to be cleaned up\n',
  ]);
});
