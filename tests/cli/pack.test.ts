/**
 * The package as npm delivers it: installed in an empty folder elsewhere, read-only, next to hostile configuration,
 * run by somebody who may write nothing but the reports. It needs the registry and a minute: `npm run test:pack`.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT, reportIn, serve, shell, temporaryFolder } from './process.ts';

const HOSTILE = {
  'vitest.config.ts': 'throw new Error("the configuration of a stranger was loaded")',
  'vite.config.js': 'throw new Error("the configuration of a stranger was loaded")',
  'tsconfig.json': '{ "extends": "./nowhere.json", "compilerOptions": { "jsx": "nonsense" } }',
  '.env': 'NODE_OPTIONS=--bogus',
};
/** `nobody`, when there is somebody to step down from. */
const OTHER = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : '';

describe.runIf(process.env.TEST_PACK)('the installed package', { timeout: 300_000 }, () => {
  const home = temporaryFolder();
  const installed = join(home, 'app');
  const shelled = async (line: string, cwd: string) => {
    const ended = await shell(line, { cwd, env: { HOME: home, npm_config_update_notifier: 'false' } });
    expect(ended.stderr.replaceAll(/^npm (warn|notice).*\n/gm, '')).toBe('');
    return ended;
  };
  /** Every file and folder, but not what is in the reports. */
  const listing = () => readdirSync(installed, { recursive: true }).map(String).toSorted();

  beforeAll(async () => {
    mkdirSync(installed);
    const packed = await shelled(`npm pack --ignore-scripts --silent --pack-destination '${home}'`, ROOT);
    await shelled('npm init --yes --silent', installed);
    await shelled(`npm install --no-audit --no-fund --silent '../${packed.stdout.trim()}'`, installed);
    for (const [name, text] of Object.entries(HOSTILE)) writeFileSync(join(installed, name), text);
    await shelled(`chmod -R a-w '${installed}' && chmod a+rx '${home}'`, installed);
  }, 300_000);

  test('certifies a target, and writes nothing but the reports', async () => {
    const before = listing();
    const target = await serve();
    const out = temporaryFolder();
    await shelled(`chmod 777 '${out}'`, out);
    const command = `node_modules/.bin/catalog-v3-conformance run --target ${target.url} --out '${out}/report'`;
    const { code, stdout } = await shelled(`${OTHER}${command} 2> '${out}/progress'`, installed);
    expect(stdout).toContain('CONFORMANT (exit code 0)');
    expect(code).toBe(0);
    expect((await reportIn(`${out}/report`)).verdict).toBe('conformant');
    expect(readdirSync(`${out}/report`).toSorted()).toEqual([
      'allure-results',
      'conformance-report.html',
      'conformance-report.json',
      'history.jsonl',
    ]);
    expect(listing()).toEqual(before);
    await target.close();
  });

  test('npx finds it', async () => {
    const { stdout } = await shelled('npx --no-install catalog-v3-conformance --version', installed);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('exports the contract and the schema of the report, and nothing else', async () => {
    const wanted = ['specs/openapi.json', 'reports/conformance-report.schema.json', 'package.json'];
    for (const path of wanted) {
      const script = `process.stdout.write(typeof require('catalog-v3-conformance/${path}'))`;
      expect((await shelled(`node -e "${script}"`, installed)).stdout).toBe('object');
    }
    const inner = await shell(`node -e "require('catalog-v3-conformance/dist/cli/main.js')"`, {
      cwd: installed,
    });
    expect(inner.stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test('holds no tests, no sources, no leftovers', () => {
    const root = join(installed, 'node_modules/catalog-v3-conformance');
    const files = readdirSync(root, { recursive: true }).map(String);
    expect(files.filter(file => /\.ts$|\.tsbuildinfo$|\.test\.|(^|\/)tests\/|benchmarks/.test(file))).toEqual(
      [],
    );
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
  });
});
