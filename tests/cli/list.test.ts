/** The commands that only tell. */
import { describe, expect, test } from 'vitest';
import { allFaults, faults } from '../../reference/faults/index.ts';
import { requirements } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { cli, ROOT, shell } from './process.ts';

async function told(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(args);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

const checks = chapters.flatMap(({ checks, standing = [] }) => [...checks, ...standing]);

describe.concurrent('what the command line tells', { timeout: 120_000 }, () => {
  test('list: every check with its title', async () => {
    const lines = await told('list');
    for (const { id, profile, title } of checks) expect(lines).toContain(`  ${id}  [${profile}]  ${title}\n`);
  });

  test('list --requirements: every requirement, the points that judge it and the faults that prove it', async () => {
    const lines = await told('list', '--requirements');
    for (const { id } of requirements.values()) expect(lines).toContain(`${id}  `);
    for (const { id, points } of checks) {
      for (const { name } of points) expect(lines).toContain(`    judged by  ${id}/${name}\n`);
    }
    for (const { id } of faults) expect(lines).toContain(`    proven by  ${id}\n`);
  });

  test('list --uncovered: each requirement without a point, and why', async () => {
    const judged = new Set(checks.flatMap(({ points }) => points.map(({ requirement }) => requirement)));
    const expected = [...requirements.keys()].filter(id => !judged.has(id));
    const lines = (await told('list', '--uncovered')).trimEnd().split('\n');
    expect(lines.map(line => line.split('  ')[0])).toEqual(expected);
    for (const line of lines) expect(line).toMatch(/\(.+\)$/);
  });

  test('explain a requirement', async () => {
    expect(await told('explain', 'cust-create-013')).toMatch(
      /^CUST-CREATE-013: .+\nlevel must, documented\n {2}source .+https:\/\/.+\n[\s\S]* {2}judged by customizations\.create\./,
    );
  });

  test('explain a check, and one of its points', async () => {
    const [check] = checks;
    const lines = await told('explain', check?.id ?? '');
    expect(lines).toContain(check?.title);
    expect(lines).toMatch(/: CUST-[A-Z]+-\d+ \((must|should|observe)\) {2}\S/);
    expect(await told('explain', `${check?.id}/${check?.points[0]?.name}`)).toBe(lines);
  });

  test.each(['SIL-16', 'X-01'])('explain %s of the register', async id => {
    expect(await told('explain', id)).toMatch(/^.+: .+\nthe sources: .+\nwhat the suite does: .+\n$/);
  });

  test('serve --list-faults: every fault and what it breaks', async () => {
    const lines = (await told('serve', '--list-faults')).trimEnd().split('\n');
    expect(lines).toHaveLength(allFaults.length);
    for (const [at, { id, describe: words }] of allFaults.entries()) {
      expect(lines[at]).toMatch(new RegExp(`^${id} +(CUST|PROD|ROV)-`));
      expect(lines[at]).toContain(words);
    }
  });

  test('--version and --help', async () => {
    expect(await told('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await told('--help')).toMatch(/run [\s\S]*replay [\s\S]*serve [\s\S]*list [\s\S]*explain /);
    const options = await told('run', '--help');
    for (const option of ['target', 'out', 'token', 'site-id', 'header', 'profile', 'only', 'seed', 'effort'])
      expect(options).toContain(`--${option} <`);
    expect(options).toMatch(/--budget <limit\.\.\.> .*requests=N, minutes=N/);
    expect(options).toMatch(/--counterexamples <file> /);
    const again = await told('replay', '--help');
    expect(again).toMatch(/^Usage: catalog-v3-conformance replay \[options\] <token>\n/);
    for (const option of ['target', 'profile', 'header', 'token']) expect(again).toContain(`--${option} <`);
  });

  test('a reader that goes away early gets no complaint', async () => {
    const { code, stderr } = await shell(`"${process.execPath}" dist/cli/main.js list | head -n 1`, {
      cwd: ROOT,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
