/**
 * What the suite costs beside the same requests sent bare: whole processes, start included, against the reference in
 * a process of its own. `npm run bench [runs]`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_BUDGETS } from '../engine/target.ts';
import type { ConformanceReport } from '../reports/report.ts';
import { startRecorder } from './recorder.ts';

const RUNS = Number(process.argv[2] ?? 5);
/** Milliseconds a target takes to answer: this machine's own, and one across a network. */
const LATENCIES = [0, 20];
const CLI = fileURLToPath(new URL('../cli/main.js', import.meta.url));
const REPLAY = fileURLToPath(new URL('./replay.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'conformance-bench-'));
const concurrency = String(DEFAULT_BUDGETS.concurrency);

interface Measured {
  ms: number;
  /** Peak resident memory (MiB); 0 where /proc is not to be had. */
  mib: number;
}

/** Runs a process to its end. @throws Error when it fails */
async function measure(args: string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let mib = 0;
  const watch = setInterval(() => {
    mib = Math.max(mib, peakOf(child));
  }, 25);
  const code = await new Promise<number | null>(done => child.once('exit', done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { ms: performance.now() - start, mib };
}

function peakOf({ pid }: ChildProcess): number {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function serve(latency: number): Promise<{ url: string; stop(): void }> {
  const args = [CLI, 'serve', '--port', '0', '--latency', String(latency)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>(done => {
    child.stdout.on('data', chunk => {
      const found = /http:\S+/.exec(String(chunk));
      if (found) done(found[0]);
    });
  });
  return { url, stop: () => void child.kill() };
}

/** What generated cases may cost: nothing beside the opening ones, or what `standard` grants. */
const BUDGETS = { few: ['--budget', 'requests=0'], standard: [] };

/** Whole runs of the suite, and of the same requests bare, each in its turn. */
interface Compared {
  suite: Measured[];
  bare: Measured[];
  requests: number;
  points: number;
  /** Generated cases. */
  cases: number;
}

const suiteOn = (url: string, budget: string[]) => [
  ...[CLI, 'run', '--target', url, '--out', join(work, 'out'), '--seed', '1', ...budget],
  ...['--concurrency', concurrency, '--no-html', '--quiet'],
];

async function compare(url: string, budget: string[]): Promise<Compared> {
  const recorder = await startRecorder(url);
  await measure(suiteOn(recorder.url, budget));
  await recorder.close();
  const file = join(work, 'requests.json');
  writeFileSync(file, JSON.stringify(recorder.requests));
  const compared: Compared = { suite: [], bare: [], requests: recorder.requests.length, ...lastReport() };
  for (let run = 0; run < RUNS; run += 1) {
    compared.suite.push(await measure(suiteOn(url, budget)));
    compared.bare.push(await measure([REPLAY, file, url, concurrency]));
  }
  return compared;
}

function lastReport(): Pick<Compared, 'points' | 'cases'> {
  const text = readFileSync(join(work, 'out', 'conformance-report.json'), 'utf8');
  const { points, explorations } = JSON.parse(text) as Pick<ConformanceReport, 'points' | 'explorations'>;
  return { points: points.length, cases: explorations.reduce((sum, { generated }) => sum + generated, 0) };
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const timeOf = (runs: Measured[]): number => middle(runs.map(({ ms }) => ms));

function tell(latency: number, few: Compared, standard: Compared): void {
  const { suite, bare, requests, points, cases } = standard;
  const ratios = suite.map(({ ms }, run) => ms / (bare[run]?.ms ?? Number.NaN));
  // Process start, examples and opening cases are the same in both and fall out.
  const added = cases - few.cases;
  const perCase = (of: 'suite' | 'bare') => (timeOf(standard[of]) - timeOf(few[of])) / added;
  const lines = [
    `target answers after ${latency} ms, ${RUNS} runs, ${concurrency} requests in flight`,
    `  suite      ${timeOf(suite).toFixed(0)} ms (median, process start included)`,
    `  bare       ${timeOf(bare).toFixed(0)} ms (the same requests, process start included)`,
    `  ratio      ${middle(ratios).toFixed(2)}`,
    `  requests   ${requests}, ${(requests / points).toFixed(2)} for each of ${points} points`,
    `  memory     ${Math.max(...suite.map(({ mib }) => mib)).toFixed(0)} MiB at most`,
    `  generated  ${added} cases of ${((requests - few.requests) / added).toFixed(1)} requests on average`,
    `             ${perCase('suite').toFixed(2)} ms a case, ${perCase('bare').toFixed(2)} ms bare, ` +
      `ratio ${(perCase('suite') / perCase('bare')).toFixed(2)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function benchmark(latency: number): Promise<void> {
  const reference = await serve(latency);
  try {
    const few = await compare(reference.url, BUDGETS.few);
    tell(latency, few, await compare(reference.url, BUDGETS.standard));
  } finally {
    reference.stop();
  }
}

try {
  for (const latency of LATENCIES) await benchmark(latency);
} finally {
  rmSync(work, { recursive: true, force: true });
}
