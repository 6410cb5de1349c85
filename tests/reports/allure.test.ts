import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestResult } from 'allure-js-commons';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVitest } from 'vitest/node';
import type { PointResult } from '../../engine/result.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { allureMessages, stableId } from '../../reports/allure.ts';
import {
  allureReporterOptions,
  detectExecutor,
  writeExecutor,
  writeGlobalPage,
} from '../../reports/allure-reporter.ts';
import { generateHtml, withoutAnalytics, withTallFrames } from '../../reports/html.ts';
import { check, counterexampled, exchange, failed, point } from './samples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'allure-'));
const resultsDir = join(out, 'allure-results');
const results = new Map<string, TestResult>();

beforeAll(async () => {
  const vitest = await createVitest('test', {
    root,
    config: false,
    watch: false,
    include: ['tests/reports/fixtures/*.spec.ts'],
    pool: 'threads',
    isolate: false,
    reporters: [
      ['allure-vitest/reporter', allureReporterOptions(resultsDir, { target: 'http://localhost:3000' })],
    ],
  });
  const exitCode = process.exitCode;
  await vitest.start();
  await vitest.close();
  // The inner run has red tests on purpose; it must not colour this one.
  process.exitCode = exitCode;
  await writeExecutor(resultsDir, detectExecutor({}));
  for (const file of readdirSync(resultsDir).filter(name => name.endsWith('-result.json'))) {
    const result = JSON.parse(readFileSync(join(resultsDir, file), 'utf8')) as TestResult;
    results.set(result.fullName ?? '', result);
  }
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const resultOf = (index: number): TestResult => {
  const found = results.get(`fixture.check-${index}`);
  if (!found) throw new Error(`no result of check ${index} among ${[...results.keys()].join(', ')}`);
  return found;
};
const labelsOf = (result: TestResult, name: string): string[] =>
  result.labels.filter(label => label.name === name).map(({ value }) => value);

describe('the results of tests that ran side by side', () => {
  test.each([
    [0, 'pass', 'passed'],
    [1, 'fail', 'failed'],
    [2, 'warn', 'passed'],
    [3, 'inconclusive', 'broken'],
    [4, 'harness-error', 'broken'],
    [5, 'inapplicable', 'skipped'],
  ])('check %i (%s) has its own labels, steps and status', (index, verdict, status) => {
    const result = resultOf(index);
    const id = stableId(`fixture.check-${index}`);
    expect(result).toMatchObject({ name: `Title ${index}`, status, historyId: id, testCaseId: id });
    expect(labelsOf(result, 'check')).toEqual([`fixture.check-${index}`]);
    expect(labelsOf(result, 'verdict')).toEqual([verdict]);
    expect(labelsOf(result, 'epic')).toEqual(['core']);
    expect(labelsOf(result, 'feature')).toEqual(['Create Customization']);
    expect(labelsOf(result, 'story')).toEqual(['CUST-UPDATE-004 A stale revision is refused with 409.']);
    expect(labelsOf(result, 'severity')).toEqual(['critical']);
    expect(result.steps).toHaveLength(1);
    expect(result.steps[0]?.status).toBe(status);
  });

  test('carry nothing of the machine or the folder', () => {
    const names = new Set([...results.values()].flatMap(result => result.labels.map(({ name }) => name)));
    expect([...names].sort()).toEqual(['check', 'epic', 'feature', 'severity', 'story', 'tag', 'verdict']);
    expect(resultOf(1).titlePath).toEqual(['core', 'Create Customization']);
  });

  test('have the exchange and the command attached when red or undecided, and only then', () => {
    const names = (index: number) => resultOf(index).steps[0]?.attachments.map(({ name }) => name);
    expect([0, 5].map(names)).toEqual([[], []]);
    expect([1, 3].map(names)).toEqual([
      ['exchange', 'curl'],
      ['exchange', 'curl'],
    ]);
    const source = resultOf(1).steps[0]?.attachments[0]?.source ?? '';
    const sent = JSON.parse(readFileSync(join(resultsDir, source), 'utf8')) as unknown;
    expect(sent).toMatchObject({ request: { method: 'POST', headers: { authorization: '[redacted]' } } });
  });

  test('tell the failure in one message, and link the documentation', () => {
    expect(resultOf(1).statusDetails.message).toMatch(/^A stale revision is refused with 409\.\nSent: POST/);
    expect(resultOf(1).statusDetails.trace).toBeUndefined();
    expect(resultOf(0).links.map(({ url }) => url)).toContainEqual(expect.stringMatching(/^https:/));
    expect(resultOf(0).parameters).toContainEqual({ name: 'seed', value: '7', excluded: true });
  });

  test('show a test that crashed as a fault of the suite', () => {
    expect(results.get('crashed before its check left a result')).toMatchObject({ status: 'broken' });
    expect(results.size).toBe(7);
  });

  test('carry no credential', () => {
    const all = readdirSync(resultsDir).map(name => readFileSync(join(resultsDir, name), 'utf8'));
    expect(all.join('\n')).not.toMatch(/secret-token|secret-cookie/);
  });
});

describe('messages', () => {
  test('put a check under all it is about, and one that is red only under what it shows to be wrong', () => {
    const beside = (verdict: Verdict) =>
      point({ id: 'c/beside', requirements: ['CUST-UPDATE-030'], verdict });
    const storiesOf = (points: PointResult[]): string[] => {
      const text = JSON.stringify(allureMessages(check(points)));
      return [...text.matchAll(/"story","value":"(\S+)/g)].map(([, id = '']) => id);
    };
    const both = ['CUST-UPDATE-004', 'CUST-UPDATE-030'];
    expect(storiesOf([point(), beside('pass')])).toEqual(both);
    expect(storiesOf([point(), beside('warn')])).toEqual(both);
    expect(storiesOf([failed(), beside('pass')])).toEqual(['CUST-UPDATE-004']);
    expect(storiesOf([failed(), beside('inconclusive')])).toEqual(['CUST-UPDATE-004']);
    expect(storiesOf([point(), beside('inconclusive')])).toEqual(['CUST-UPDATE-030']);
  });

  test('put the gravest level first and cap attachments', () => {
    const huge = failed({ level: 'should', exchange: exchange('x'.repeat(400_000)) });
    const [head, , , attached] = allureMessages(
      check([point({ level: 'observe', verdict: 'observed' }), huge]),
    );
    expect(head).toMatchObject({ type: 'metadata' });
    expect(JSON.stringify(head)).toContain('"normal"');
    expect(JSON.stringify(attached ?? '').length).toBeLessThan(400_000);
  });
});

describe('the messages of a failure that a generated case showed', () => {
  const messages = allureMessages(check([counterexampled()]));
  const attached = messages.flatMap(({ type, data }) =>
    type === 'attachment_content'
      ? [{ name: data.name, text: Buffer.from(data.content, 'base64').toString() }]
      : [],
  );

  test('attach the case: in words, as a token, and as commands', () => {
    expect(attached.map(({ name }) => name)).toEqual(['exchange', 'curl', 'case']);
    const { text = '' } = attached.at(-1) ?? {};
    const [first, second, token, ...commands] = text.split('\n');
    expect([first, second]).toEqual(['# 1. create a customization named …"%"', '# 2. get it']);
    expect(token).toMatch(/^# case1-[\w-]+$/);
    expect(commands.filter(line => line.startsWith('curl '))).toHaveLength(2);
  });

  test('describe it as well, and tell its steps in the message', () => {
    const text = JSON.stringify(messages);
    expect(text).toContain('**Case**: 1. create a customization named');
    expect(text).toContain('**All requests of the case**');
    expect(text).toMatch(/"message":"A stale revision is refused with 409\.\\nCase: 1\. create/);
    expect(text).toMatch(/replay case1-/);
  });

  test('carry no credential', () => {
    const all = [JSON.stringify(messages), ...attached.map(({ text }) => text)].join('\n');
    expect(all).not.toMatch(/secret-token|secret-cookie/);
  });
});

describe('the HTML report', () => {
  const outFile = join(out, 'html', 'report.html');
  const historyPath = join(out, 'html', 'history.jsonl');
  const read = () => readFileSync(outFile, 'utf8');

  test('is one file without analytics; the history grows beside it', async () => {
    await generateHtml({ resultsDir, outFile, reportName: 'Fixture report', historyPath });
    await generateHtml({ resultsDir, outFile, reportName: 'Fixture report', historyPath });
    expect(read()).not.toMatch(/googletagmanager|google-analytics|gtag|dataLayer/);
    expect(read()).toContain('Fixture report');
    expect(readdirSync(join(out, 'html')).sort()).toEqual(['history.jsonl', 'report.html']);
    expect(readFileSync(historyPath, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('is not written when analytics would stay in it', () => {
    expect(() => withoutAnalytics('<script>window.dataLayer = []</script>')).toThrow('dataLayer');
    const kept = '<script>app()</script>';
    expect(withoutAnalytics(`${kept}<script>function gtag(){}\ngtag('js')</script>`)).toBe(kept);
  });

  test('has a page attached to it as a whole, which counts as no test', async () => {
    const widget = (name: string): unknown => {
      const packed = new RegExp(`"widgets/${name}\\.json","([^"]*)"`).exec(read())?.[1] ?? '';
      return JSON.parse(Buffer.from(packed, 'base64').toString()) as unknown;
    };
    const before = widget('statistic');
    expect(before).toMatchObject({ total: 7 });
    const page = '<!doctype html><p>attached to all of it</p>';
    await writeGlobalPage(resultsDir, 'Contract coverage', page);
    await generateHtml({ resultsDir, outFile, reportName: 'Fixture report' });
    expect(widget('statistic')).toEqual(before);
    expect(widget('globals')).toMatchObject({
      attachments: [{ name: 'Contract coverage', contentType: 'text/html' }],
    });
    expect(read()).toContain(Buffer.from(page).toString('base64'));
    expect(read()).toContain('iframe[title="HTML attachment"] { height: 80vh; }');
  });

  test('gives frames their height in its head', () => {
    expect(withTallFrames('<html><head lang="en"><title>x')).toMatch(/^<html><head lang="en"><style>iframe/);
  });

  test('leaves the last report alone when it fails', async () => {
    const before = read();
    await expect(
      generateHtml({ resultsDir: join(out, 'nowhere'), outFile, reportName: 'x' }),
    ).rejects.toThrow('no Allure results');
    expect(read()).toBe(before);
    expect(readdirSync(join(out, 'html')).filter(name => name.startsWith('.'))).toEqual([]);
  });
});
