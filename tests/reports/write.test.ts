import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareOutDir, reportPaths, writeReports } from '../../reports/write.ts';
import { check, failed, point, run } from './samples.ts';

let outDir = '';
beforeEach(() => {
  outDir = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => rmSync(outDir, { recursive: true, force: true }));

test('the folder is cleared of the last run, and of nothing else', async () => {
  const { allureResults, json, html, history } = reportPaths(outDir);
  mkdirSync(allureResults);
  const old = ['1-result.json', '2-attachment.json', 'environment.properties', 'executor.json'];
  for (const file of [...old.map(name => join(allureResults, name)), json, html]) writeFileSync(file, 'old');
  const kept = [join(allureResults, 'notes.txt'), history, join(outDir, 'mine.json')];
  for (const file of kept) writeFileSync(file, 'kept');
  expect(await prepareOutDir(outDir)).toEqual(reportPaths(outDir));
  expect(readdirSync(allureResults)).toEqual(['notes.txt']);
  expect(readdirSync(outDir).sort()).toEqual(['allure-results', 'history.jsonl', 'mine.json']);
  expect(kept.every(file => existsSync(file))).toBe(true);
});

test('the report is written in full, and says what was written', async () => {
  const written = await writeReports(run([check([point(), failed()])]), {
    outDir: join(outDir, 'new'),
    html: false,
  });
  const file = join(outDir, 'new', 'conformance-report.json');
  expect(written).toMatchObject({ exitCode: 1, files: { JSON: file }, problems: [] });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    schemaVersion: 1,
    verdict: 'not-conformant',
  });
  expect(readdirSync(join(outDir, 'new'))).toEqual(['conformance-report.json']);
});

test('a missing HTML report is a problem, never a verdict', async () => {
  const written = await writeReports(run([check([point()])]), { outDir, html: true });
  expect(written).toMatchObject({ exitCode: 0, files: { JSON: expect.any(String) } });
  expect(written.problems).toEqual([expect.stringContaining('HTML report:')]);
});

test('the coverage is attached to the HTML report, and cleared away before the next run', async () => {
  const { allureResults } = reportPaths(outDir);
  const result = run([check([point()], { covered: ['getCustomization 200*7'] })]);
  await writeReports(result, { outDir, html: true });
  expect(readdirSync(allureResults).sort()).toEqual([
    'contract-coverage-attachment.html',
    'contract-coverage-globals.json',
  ]);
  expect(readFileSync(join(allureResults, 'contract-coverage-attachment.html'), 'utf8')).toContain('×7');
  await prepareOutDir(outDir);
  expect(readdirSync(allureResults)).toEqual([]);
});
