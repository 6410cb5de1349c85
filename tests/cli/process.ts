/** Runs the built command line in processes of its own, the way a user does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ConformanceReport } from '../../reports/report.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/cli/main.js');

export interface Ended {
  /** `null` when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with the text once it was printed on either stream. @throws Error when the process ends first */
  printed(text: RegExp): Promise<string>;
}

export interface SpawnOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** What this test's own surroundings must not pass on. */
const OURS =
  /^(VITEST|TEST$|NODE_ENV$|NODE_V8_COVERAGE$|npm_|INIT_CWD$|CI$|CATALOG_V3_|NO_COLOR$|FORCE_COLOR$)/;

function environment(added: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !OURS.test(name));
  return { ...Object.fromEntries(inherited), ...added };
}

export function start(command: string, args: readonly string[], { cwd, env }: SpawnOptions = {}): Started {
  const child = spawn(command, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', text => {
      said[name] += text;
      for (const look of watchers) look();
    });
  }
  // A test that failed half-way must leave nothing running.
  const end = (): void => void child.kill('SIGKILL');
  process.setMaxListeners(0).on('exit', end);
  const ended = new Promise<Ended>((done, fail) => {
    child.on('error', fail).on('close', code => {
      process.off('exit', end);
      done({ code, ...said });
    });
  });
  const printed = (text: RegExp) =>
    new Promise<string>((done, fail) => {
      const look = (): void => {
        const found = text.exec(said.stdout) ?? text.exec(said.stderr);
        if (!found) return;
        watchers.delete(look);
        done(found[1] ?? found[0]);
      };
      watchers.add(look);
      void ended.then(({ stderr }) => fail(new Error(`ended before it printed ${text}: ${stderr}`)), fail);
      look();
    });
  return { process: child, ended, printed };
}

export const startCli = (args: readonly string[], options?: SpawnOptions): Started =>
  start(process.execPath, [MAIN, ...args], options);

/** Runs a command of the command line to its end. */
export const cli = (args: readonly string[], options?: SpawnOptions): Promise<Ended> =>
  startCli(args, options).ended;

/** Runs a line of shell to its end. */
export const shell = (line: string, options?: SpawnOptions): Promise<Ended> =>
  start('sh', ['-c', line], options).ended;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'conformance-cli-'));
}

export interface Run extends Ended {
  out: string;
  /** @throws Error when no report was written */
  report(): Promise<ConformanceReport>;
}

/** `run` with a folder of its own for the reports; without HTML, and with little effort unless the arguments ask for more. */
export async function run(
  args: readonly string[],
  options: SpawnOptions & { html?: boolean } = {},
): Promise<Run> {
  const out = join(temporaryFolder(), 'out');
  const html = options.html ? [] : ['--no-html'];
  const ended = await cli(['run', '--out', out, '--effort', 'smoke', ...html, ...args], options);
  return { ...ended, out, report: () => reportIn(out) };
}

export async function reportIn(out: string): Promise<ConformanceReport> {
  return JSON.parse(await readFile(join(out, 'conformance-report.json'), 'utf8')) as ConformanceReport;
}

export interface Target {
  url: string;
  close(): Promise<unknown>;
}

/** `serve` in a process of its own, on a free port. */
export async function serve(...args: string[]): Promise<Target> {
  const started = startCli(['serve', '--port', '0', ...args]);
  const url = await started.printed(/answers at (\S+)/);
  return {
    url,
    close() {
      started.process.kill('SIGTERM');
      return started.ended;
    },
  };
}

export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A target of the test's own making. */
export async function stub(
  answer: (request: Received, response: ServerResponse) => void,
): Promise<Target & { received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(seen);
    answer(seen, response);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(closed => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** How many customizations and products the target holds. */
export async function countAt(url: string, headers: Record<string, string> = {}): Promise<number> {
  const count = async (of: string, body: object): Promise<number> => {
    const answer = await fetch(`${url}/stores/v3/${of}/count`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { count: number }).count;
  };
  return (await count('customizations', {})) + (await count('products', { returnNonVisibleProducts: true }));
}
