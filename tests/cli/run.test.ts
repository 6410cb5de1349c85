/** `run` from the outside: what it certifies, selects, prints and writes. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { ConformanceReport } from '../../reports/report.ts';
import { chapters } from '../../suites/index.ts';
import { countAt, json, ROOT, reportIn, run, serve, shell, stub, temporaryFolder } from './process.ts';

const schema: object = createRequire(import.meta.url)('../../reports/conformance-report.schema.json');

function violations(report: ConformanceReport): unknown {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  validate(report);
  return validate.errors ?? [];
}

const planned = chapters
  .flatMap(({ checks, standing = [] }) => [...checks, ...standing])
  .flatMap(({ id, points }) => points.map(({ name }) => `${id}/${name}`))
  .toSorted();
const idsIn = ({ points }: ConformanceReport): string[] => points.map(({ id }) => id);
const answersIn = ({ coverage: { operations } }: ConformanceReport): number =>
  Object.values(operations)
    .flatMap(({ statuses }) => Object.values(statuses))
    .reduce((sum, count) => sum + count, 0);
const verdictsIn = ({ points }: ConformanceReport): string[] =>
  points.map(({ id, verdict }) => `${id} ${verdict}`);

describe.concurrent('a whole run', { timeout: 180_000 }, () => {
  test('certifies the embedded reference, and a crowded site with no more requests', async () => {
    const crowded = await serve('--seed-data', '5000');
    const [ended, among] = await Promise.all([
      run(['--seed', '7', '--effort', 'standard']),
      run(['--seed', '7', '--effort', 'standard', '--target', crowded.url]),
    ]);
    expect(ended.stdout).toMatch(/embedded reference {2}http/);
    expect(ended.stdout).toMatch(/\ncore +\d+ +0 +0 +\d+ +\d+ +0 +0 {2}conformant\n/);
    expect(ended.stdout).toMatch(/CONFORMANT \(exit code 0\)\n/);
    expect([ended.code, among.code]).toEqual([0, 0]);
    const [report, other] = await Promise.all([ended.report(), among.report()]);
    expect(violations(report)).toEqual([]);
    expect(idsIn(report).toSorted()).toEqual(planned);
    expect(report.hygiene.leaked).toEqual([]);
    expect(ended.stdout).toMatch(/\nCoverage: 2\d of 27 operations; of these \d+ of \d+ request fields, /);
    expect(report.coverage.operations.createCustomization?.requestEnumMembers).toEqual({
      covered: 7,
      of: 7,
      missing: {},
    });
    expect(answersIn(report)).toBeGreaterThan(report.run.requests * 0.9);
    expect(answersIn(report)).toBeLessThanOrEqual(report.run.requests);
    expect(readdirSync(ended.out).toSorted()).toEqual(['allure-results', 'conformance-report.json']);
    expect(verdictsIn(other)).toEqual(verdictsIn(report));
    expect(other.run.requests / report.run.requests).toBeGreaterThan(0.98);
    expect(other.run.requests / report.run.requests).toBeLessThan(1.02);
    expect(await countAt(crowded.url)).toBe(5000);
    await crowded.close();
  });

  test('sees the same through a rate limit and a lagging index', async () => {
    const target = await serve('--rate', '100/s', '--lag', '400');
    const ended = await run(['--target', target.url]);
    expect(ended.code).toBe(0);
    expect((await ended.report()).verdict).toBe('conformant');
    await target.close();
  });
});

describe.concurrent('a narrow run', { timeout: 120_000 }, () => {
  test.each<[string, (id: string, requirements: string[]) => boolean]>([
    ['customizations.delete.*', id => id.startsWith('customizations.delete.')],
    [
      'customizations.create.refuses.name-51/refused',
      id => id.startsWith('customizations.create.refuses.name-51/'),
    ],
    ['cust-delete-00?', (_, requirements) => requirements.some(name => /^CUST-DELETE-00.$/.test(name))],
  ])('--only %s', async (glob, fits) => {
    const ended = await run(['--only', glob, '--quiet']);
    expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const { points } = await ended.report();
    const checks = new Set(
      points.filter(({ id, requirements }) => fits(id, requirements)).map(({ check }) => check),
    );
    expect(points.length).toBeGreaterThan(0);
    for (const { check } of points) expect(checks).toContain(check);
  });

  test('--only a fact about all traffic makes the traffic, and judges that fact alone', async () => {
    const ended = await run(['--only', 'CUST-MODEL-001', '--quiet']);
    expect(ended.code).toBe(0);
    const report = await ended.report();
    expect(new Set(report.points.map(({ check }) => check)).size).toBe(1);
    expect(report.run.requests).toBeGreaterThan(100);
    expect(answersIn(report)).toBeGreaterThan(report.run.requests * 0.9);
  });

  test('--seed decides the generated values', async () => {
    const bodies = async (seed: string): Promise<string[]> => {
      const target = await stub((_, response) => json(response, 200, {}));
      await run([
        '--target',
        target.url,
        '--seed',
        seed,
        '--only',
        'customizations.create.accepts.*',
        '--concurrency',
        '1',
      ]);
      await target.close();
      // The names carry the run's tag, which is new each time.
      return target.received.map(({ body }) => body.replaceAll(/cvt[a-z]{9}/g, 'tag'));
    };
    const [once, again, other] = await Promise.all([bodies('11'), bodies('11'), bodies('12')]);
    expect(again.toSorted()).toEqual(once.toSorted());
    expect(other.toSorted()).not.toEqual(once.toSorted());
  });

  test('writes HTML that stands alone', async () => {
    const ended = await run(['--only', 'CUST-CREATE-013'], { html: true });
    expect(ended.code).toBe(0);
    expect(existsSync(join(ended.out, 'conformance-report.html'))).toBe(true);
    expect(ended.stdout).toContain(join(ended.out, 'conformance-report.html'));
    expect(readdirSync(ended.out).filter(name => name.startsWith('.'))).toEqual([]);
  });

  test('--strict lets a broken "should" fail', async () => {
    const target = await stub((_, response) => json(response, 200, {}));
    const only = ['--target', target.url, '--only', 'customizations.error.*'];
    const [mild, strict] = await Promise.all([run(only), run([...only, '--strict'])]);
    const warned = (await mild.report()).points.filter(({ verdict }) => verdict === 'warn');
    const failed = (await strict.report()).points
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ id }) => id);
    for (const { id } of warned) expect(failed).toContain(id);
    await target.close();
  });
});

describe.concurrent('a failure can be seen again', { timeout: 120_000 }, () => {
  const FAULT = 'create-accepts-51-letters';

  test('by the replay command', async () => {
    const target = await serve('--fault', FAULT);
    const first = await run(['--target', target.url, '--only', 'CUST-CREATE-013']);
    expect(first.code).toBe(1);
    const failed = (await first.report()).points.find(({ verdict }) => verdict === 'fail');
    const out = temporaryFolder();
    const again = await shell(`${failed?.replay} --no-html --out '${out}'`, { cwd: ROOT });
    expect(again.code).toBe(1);
    const same = (await reportIn(out)).points.find(({ id }) => id === failed?.id);
    expect(same).toMatchObject({ verdict: 'fail', expected: failed?.expected });
    expect(again.stdout).toContain(failed?.requirements[0]);
    await target.close();
  });

  test('by the curl command, byte for byte', async () => {
    const target = await stub((_, response) => json(response, 200, {}));
    const secrets = { CATALOG_V3_TOKEN: 'token-of-mine', CATALOG_V3_X_API_KEY: 'key-of-mine' };
    const ended = await run(
      [
        '--target',
        target.url,
        '--header',
        'x-api-key: key-of-mine',
        '--only',
        'customizations.query.filter.*',
      ],
      { env: { CATALOG_V3_TOKEN: 'token-of-mine' } },
    );
    const points = (await ended.report()).points.filter(({ curl }) => curl !== undefined).slice(0, 3);
    expect(points.length).toBeGreaterThan(0);
    const key = ({ method, url, body, headers }: (typeof target.received)[number]) =>
      [method, url, body, headers['content-type'], headers.authorization, headers['x-api-key']].join('\n');
    const sent = new Set(target.received.splice(0).map(key));
    for (const { curl = '' } of points) {
      const { stdout } = await shell(curl, { env: secrets });
      expect(stdout).toMatch(/^HTTP\/1\.1 200/);
    }
    expect(target.received).toHaveLength(points.length);
    for (const request of target.received) expect(sent).toContain(key(request));
    await target.close();
  });
});
