/** Generated cases from the outside: what they may cost, what is kept of them, and how one is tried again. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keep, keptIn, parseBudget, parseToken } from '../../cli/exploring.ts';
import { tokenOf } from '../../engine/explore/token.ts';
import type { ReportPoint } from '../../reports/report.ts';
import { check, failed } from '../reports/samples.ts';
import { cli, ROOT, type Run, reportIn, run, serve, shell, type Target, temporaryFolder } from './process.ts';

const ROUND_TRIPS = 'customizations.explored.round-trips';
/** Shows in generated cases alone. */
const FAULT = 'titles-lose-double-quotes';
const TIMEOUT = 120_000;

/** A path at which there is nothing yet. */
const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'conformance-kept-')), 'found.txt');
const keeping = (text: string): string => {
  const file = fresh();
  writeFileSync(file, text);
  return file;
};

const caseNamed = (name: string) => ({
  check: ROUND_TRIPS,
  tried: { customizations: [{ name }], inBulk: false },
});

describe('--budget', () => {
  test('is of requests, of minutes or of both, and depends on the effort where nothing is said', () => {
    expect(parseBudget(['requests=0'], 'smoke')).toEqual({ requests: 0 });
    expect(parseBudget(['minutes=5'], 'smoke')).toEqual({ ms: 300_000 });
    expect(parseBudget(['requests=700', 'minutes=2'], 'deep')).toEqual({ requests: 700, ms: 120_000 });
    const { requests: few = 0 } = parseBudget(undefined, 'smoke');
    const { requests: many = 0 } = parseBudget(undefined, 'standard');
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(10 * few);
    expect(parseBudget(undefined, 'deep')).toEqual({ ms: expect.any(Number) });
  });

  test('decides how many requests generated cases send', { timeout: TIMEOUT }, async () => {
    const requestsOf = async (...budget: string[]): Promise<number> => {
      const ended = await run(['--only', ROUND_TRIPS, '--seed', '7', '--quiet', '--budget', ...budget]);
      expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
      return (await ended.report()).run.requests;
    };
    const [none, neither, some, less] = await Promise.all([
      requestsOf('requests=0'),
      requestsOf('minutes=0'),
      requestsOf('requests=100'),
      requestsOf('requests=50', 'minutes=60'),
    ]);
    expect(neither).toBe(none);
    for (const [got = 0, budget = 0] of [
      [some, 100],
      [less, 50],
    ]) {
      expect(got - (none ?? 0)).toBeGreaterThanOrEqual(budget);
      // One case may go beyond it.
      expect(got - (none ?? 0)).toBeLessThan(budget + 10);
    }
  });
});

describe('a file of counterexamples', () => {
  const found = (id: string, name: string) =>
    failed({
      id: `${ROUND_TRIPS}/${id}`,
      counterexample: {
        told: [`create one named ${name}`, 'get it'],
        token: tokenOf(caseNamed(name)),
        shrinks: 3,
        exchanges: [],
      },
    });

  test('is made with the first, each told in comments, and read again', () => {
    const file = fresh();
    keep(file, [check([found('text', 'a')]), check([failed()]), check([found('swatch', 'b')])]);
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      `# ${ROUND_TRIPS}/text`,
      '#   create one named a',
      '#   get it',
      tokenOf(caseNamed('a')),
      `# ${ROUND_TRIPS}/swatch`,
      '#   create one named b',
      '#   get it',
      tokenOf(caseNamed('b')),
      '',
    ]);
    expect(keptIn(file)).toEqual([caseNamed('a'), caseNamed('b')]);
  });

  test('keeps a case once, though two points or two runs find it', () => {
    const file = fresh();
    keep(file, [check([found('text', 'a'), found('read', 'a')])]);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').slice(0, 2)).toEqual([`# ${ROUND_TRIPS}/text`, `# ${ROUND_TRIPS}/read`]);
    keep(file, [check([found('read', 'a')])]);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(keptIn(file)).toEqual([caseNamed('a')]);
  });

  test('keeps what somebody wrote into it, with or without a line break at its end', () => {
    const file = keeping(`  \n# mine\n${tokenOf(caseNamed('a'))}  seen on Monday`);
    keep(file, [check([found('text', 'b')])]);
    expect(readFileSync(file, 'utf8')).toContain('seen on Monday\n# ');
    expect(keptIn(file)).toEqual([caseNamed('a'), caseNamed('b')]);
  });

  test('is not made where nothing was found, and need not be there', () => {
    const file = fresh();
    keep(file, [check([failed()])]);
    expect(existsSync(file)).toBe(false);
    expect(keptIn(file)).toEqual([]);
    expect(keptIn(undefined)).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ['no token', /^line 3 of .*found\.txt: "no" is no token of a case, or not a whole one$/],
    [
      tokenOf(caseNamed('a')).slice(0, -6),
      /^line 3 of .*: "case1-\S+" is no token of a case, or not a whole/,
    ],
    [
      tokenOf({ check: 'a.gone', tried: {} }),
      /^line 3 of .*: the case is one of a\.gone, a check that this version/,
    ],
  ])('with the line %j is refused, and says where', (line, sentence) => {
    expect(() => keptIn(keeping(`# mine\n\n${line}\n`))).toThrow(sentence);
  });

  test('that could not be written in the end is refused at once', () => {
    expect(() => keptIn(tmpdir())).toThrow(
      /^--counterexamples .* cannot be used \(EISDIR.*give another file$/,
    );
    expect(() => keptIn(join(fresh(), 'deeper'))).toThrow(/cannot be used \(ENOENT.*give another file$/);
    expect(() => keptIn(join(keeping(''), 'inside'))).toThrow(/cannot be used \(ENOTDIR.*give another file$/);
    expect(() => keptIn('')).toThrow(/--counterexamples is empty; name a file/);
  });
});

test('a token of a check without generated cases is refused', () => {
  const token = tokenOf({ check: 'customizations.delete.answer', tried: {} });
  expect(() => parseToken(token)).toThrow('a check that this version does not have');
  expect(parseToken(tokenOf(caseNamed('a')))).toEqual(caseNamed('a'));
});

describe('a counterexample on a faulty target', { timeout: TIMEOUT }, () => {
  const file = fresh();
  const key = ['--header', 'x-api-key: key-of-mine'];
  let faulty: Target;
  let healthy: Target;
  let first: Run;
  let point: ReportPoint | undefined;

  const redIn = (points: readonly ReportPoint[]) => points.filter(({ verdict }) => verdict === 'fail');
  const text = (): string => readFileSync(file, 'utf8');

  beforeAll(async () => {
    [faulty, healthy] = await Promise.all([serve('--fault', FAULT), serve()]);
    const args = ['--target', faulty.url, '--only', ROUND_TRIPS, '--seed', '7', '--budget', 'requests=300'];
    const standard = [...args, '--effort', 'standard', ...key];
    first = await run([...standard, '--profile', 'core', '--counterexamples', file]);
    [point] = redIn((await first.report()).points);
  }, TIMEOUT);
  afterAll(() => Promise.all([faulty?.close(), healthy?.close()]));

  const again = async (target: Target, ...args: string[]): Promise<Run> =>
    run(['--target', target.url, '--only', ROUND_TRIPS, '--seed', '8', '--counterexamples', file, ...args]);

  test('is reported and kept, told in the same words', () => {
    expect(first.code).toBe(1);
    const { told = [], token } = point?.counterexample ?? {};
    expect(told[0]).toMatch(/^create a modifier FREE_TEXT .* titled .*\\"/);
    expect(text().split('\n')).toEqual([`# ${point?.id}`, ...told.map(line => `#   ${line}`), token, '']);
    for (const [i, line] of told.entries()) expect(first.stdout).toContain(`${i + 1}. ${line}`);
  });

  test('is tried first the next time, and not written twice', async () => {
    const kept = text();
    const ended = await again(faulty, '--budget', 'requests=0');
    expect(ended.code).toBe(1);
    const red = redIn((await ended.report()).points);
    expect(red.map(({ id, counterexample }) => [id, counterexample?.token])).toEqual([
      [point?.id, point?.counterexample?.token],
    ]);
    expect(text()).toBe(kept);
  });

  test('is green on a healthy target, and stays kept', async () => {
    const kept = text();
    expect((await again(healthy, '--budget', 'requests=0', '--quiet')).code).toBe(0);
    expect(text()).toBe(kept);
  });

  const replay = async (target: Target, token = point?.counterexample?.token ?? '') => {
    const out = temporaryFolder();
    const ended = await cli(['replay', token, '--target', target.url, '--no-html', '--out', out]);
    return { ...ended, report: await reportIn(out) };
  };

  test('is red again by its token, and nothing else is tried', async () => {
    const { code, report, stdout } = await replay(faulty);
    expect(code).toBe(1);
    expect(redIn(report.points).map(({ id, counterexample }) => [id, counterexample?.token])).toEqual([
      [point?.id, point?.counterexample?.token],
    ]);
    expect(new Set(report.points.map(({ check }) => check))).toEqual(new Set([ROUND_TRIPS]));
    expect(report.run.requests).toBeLessThan(10);
    expect(stdout).toContain('NOT CONFORMANT (exit code 1)');
  });

  test('is green by its token where the target is healthy', async () => {
    const { code, report, stdout } = await replay(healthy);
    expect(code).toBe(0);
    expect(redIn(report.points)).toEqual([]);
    expect(report.points.find(({ id }) => id === point?.id)?.verdict).toBe('pass');
    expect(report.points.filter(({ verdict }) => verdict === 'inapplicable').length).toBeGreaterThan(0);
    expect(stdout).toContain('CONFORMANT (exit code 0)');
  });

  test('is seen again by the command in the report, as the run was started', async () => {
    const { replay: command = '' } = point ?? {};
    expect(command).toContain(' --profile=core ');
    expect(command).toContain(' --header="x-api-key: $CATALOG_V3_X_API_KEY" ');
    expect(command).not.toContain('key-of-mine');
    const out = temporaryFolder();
    const env = { CATALOG_V3_X_API_KEY: 'key-of-mine' };
    const ended = await shell(`${command} --no-html --out '${out}'`, { cwd: ROOT, env });
    expect(ended.code).toBe(1);
    expect(redIn((await reportIn(out)).points).map(({ id }) => id)).toEqual([point?.id]);
  });
});
