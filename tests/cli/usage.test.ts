/** Everything an operator can get wrong: one sentence, the right exit code, no stack trace, nothing half-written. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tokenOf } from '../../engine/explore/token.ts';
import { cli, type Ended, run, serve, stub, temporaryFolder } from './process.ts';

const TIMEOUT = 120_000;

/** One line on standard error that fits, and nothing else anywhere. */
function expectSentence({ stdout, stderr }: Ended, fits: RegExp): void {
  expect(stderr).toMatch(fits);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|file:\/\//);
  expect(stdout).toBe('');
}

describe.concurrent('a wrong option of run', { timeout: TIMEOUT }, () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const kept = join(temporaryFolder(), 'kept.txt');
  writeFileSync(kept, '# mine\nnonsense\n');
  test.each<[string[], RegExp]>([
    [['--target', 'localhost'], /--target "localhost" is no address; give one like http/],
    [['--target', 'http://user:secret@localhost'], /--target holds a user name.*--token or --header/],
    [['--target', 'http://localhost/?a=b'], /--target .* must end before "\?"/],
    [['--target'], /--target <url>.*--help/],
    [['--out', ''], /--out is empty; name a folder/],
    [['--out', join(file, 'inside')], /--out .* cannot be written .* give another folder/],
    [['--out', file], /--out .* cannot be written .* give another folder/],
    [['--token', 'snow☃man'], /authorization holds a character that no header may hold/],
    [['--site-id', 'line\nbreak'], /wix-site-id holds a character that no header may hold/],
    [['--header', 'no colon'], /--header .* is not of the form name:value/],
    [['--profile', 'cores'], /--profile "cores" is not one of: core/],
    [['--only', 'CUST-CREATE-013', 'CUST-CRATE-*'], /--only "CUST-CRATE-\*" fits no check.*list/],
    [['--seed', '1.5'], /--seed "1\.5" is not a whole number from 0/],
    [['--effort', 'huge'], /--effort "huge" is not one of: smoke, standard, deep/],
    [['--concurrency', '0'], /--concurrency "0" is not a whole number from 1/],
    [['--rate', '10'], /--rate "10" is not of the form N\/s or N\/min, e\.g\. 200\/min/],
    [['--timeout', '-5'], /--timeout "-5" is not a whole number from 1/],
    [['--budget', '500'], /--budget "500" is not of the form requests=N or minutes=N/],
    [['--budget', 'requests=many'], /--budget "requests=many" is not of the form/],
    [['--budget', 'requests=-1'], /--budget "requests=-1" is not of the form/],
    [['--budget', 'minutes=1.5'], /--budget "minutes=1\.5" is not of the form/],
    [['--budget', 'requests=9', 'hours=1'], /--budget "hours=1" is not of the form/],
    [['--budget'], /--budget <limit\.\.\.>.*--help/],
    [['--counterexamples', ''], /--counterexamples is empty; name a file/],
    [
      ['--counterexamples', kept],
      /line 2 of .*kept\.txt: "nonsense" is no token of a case, or not a whole one/,
    ],
    [['--counterexamples', join(file, 'inside')], /--counterexamples .* cannot be used .* give another file/],
    [['--bogus'], /unknown option '--bogus'.*--help/],
    [['stray'], /too many arguments/],
  ])('%j', async (args, sentence) => {
    const ended = await cli(['run', '--no-html', ...args]);
    expectSentence(ended, sentence);
    expect(ended.code).toBe(2);
  });
});

describe.concurrent('a wrong option of serve', { timeout: TIMEOUT }, () => {
  test.each<[string[], RegExp]>([
    [['--port', '65536'], /--port "65536" is not a whole number from 0 to 65535/],
    [['--latency', 'x'], /--latency "x" is not a whole number/],
    [['--lag', '1s'], /--lag "1s" is not a whole number/],
    [['--rate', 'slow'], /--rate "slow" is not of the form/],
    [['--seed-data', 'many'], /--seed-data "many" is not a whole number/],
    [
      ['--fault', 'count-ignore-filter'],
      /no fault has the id "count-ignore-filter"; did you mean .*"count-ignores-filter"/,
    ],
    [['--fault', 'zzz'], /no fault has the id "zzz".*--list-faults/],
  ])('%j', async (args, sentence) => {
    const ended = await cli(['serve', ...args]);
    expectSentence(ended, sentence);
    expect(ended.code).toBe(2);
  });

  test('a port in use', async () => {
    const other = await stub((_, response) => response.end());
    const { port } = new URL(other.url);
    const ended = await cli(['serve', '--port', port]);
    expectSentence(ended, new RegExp(`port ${port} is in use; give another with --port`));
    expect(ended.code).toBe(2);
    await other.close();
  });
});

describe.concurrent('a wrong use of replay', { timeout: TIMEOUT }, () => {
  const check = 'customizations.explored.round-trips';
  const token = tokenOf({ check, tried: { customizations: [{ name: 'a' }], inBulk: false } });
  test.each<[string[], RegExp]>([
    [[], /missing required argument 'token'.*--help/],
    [['nonsense'], /"nonsense" is no token of a case, or not a whole one/],
    [[token.slice(0, -4)], /"case1-\S+" is no token of a case, or not a whole one/],
    [[token.replace('case1-', 'case0-')], /"case0-\S+" is no token of a case/],
    [[tokenOf({ check: 'a.gone', tried: {} })], /one of a\.gone, a check that this version does not have/],
    [[token, '--target', 'localhost'], /--target "localhost" is no address/],
    [[token, '--profile', 'bulk'], /--only "customizations\.explored\.round-trips" fits no check.* of bulk/],
    [[token, '--only', 'x'], /unknown option '--only'.*--help/],
    [[token, 'more'], /too many arguments/],
  ])('%j', async (args, sentence) => {
    const ended = await cli(['replay', ...args]);
    expectSentence(ended, sentence);
    expect(ended.code).toBe(2);
  });
});

describe.concurrent('the rest of the command line', { timeout: TIMEOUT }, () => {
  test.each<[string[], RegExp]>([
    [
      ['certify'],
      /there is no command "certify"; the commands are run, replay, clean-up, serve, list, explain/,
    ],
    [['explain'], /missing required argument 'id'.*--help/],
    [['explain', 'CUST-NOPE-001'], /nothing has the id "CUST-NOPE-001"; `list` shows/],
    [['list', '--everything'], /unknown option '--everything'/],
  ])('%j', async (args, sentence) => {
    const ended = await cli(args);
    expectSentence(ended, sentence);
    expect(ended.code).toBe(2);
  });
});

describe.concurrent('a target that cannot be certified', { timeout: TIMEOUT }, () => {
  test('is not there: exit code 3, and no trace of a run', async () => {
    const gone = await stub((_, response) => response.end());
    await gone.close();
    const ended = await run(['--target', gone.url]);
    expectSentence(ended, /nothing usable answers at http.*ECONNREFUSED.*is the target running/);
    expect(ended.code).toBe(3);
    expect(existsSync(ended.out)).toBe(false);
  });

  test.each([[[]], [['--token', 'wrong-token-12345']]])('refuses the credential: %j', async credential => {
    const target = await serve('--token', 'right-token-12345');
    const ended = await run(['--target', target.url, ...credential]);
    expectSentence(
      ended,
      /refused the credential \(answered 40[13]\); give one with --token or CATALOG_V3_TOKEN/,
    );
    expect(ended.code).toBe(2);
    expect(ended.stderr).not.toContain('wrong-token');
    expect(existsSync(ended.out)).toBe(false);
    await target.close();
  });

  test('a folder for the reports that is somebody else’s keeps what it holds', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    await cli(['run', '--out', folder, '--no-html', '--quiet', '--only', 'CUST-CREATE-013']);
    expect(readdirSync(folder).toSorted()).toEqual([
      'allure-results',
      'conformance-report.json',
      'thesis.txt',
    ]);
  });
});
