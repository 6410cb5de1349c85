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

const suiteOn = (url: string) => [
  ...[CLI, 'run', '--target', url, '--out', join(work, 'out'), '--seed', '1'],
  ...['--concurrency', concurrency, '--no-html', '--quiet'],
];

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function compare(latency: number): Promise<void> {
  const reference = await serve(latency);
  try {
    const recorder = await startRecorder(reference.url);
    await measure(suiteOn(recorder.url));
    await recorder.close();
    const file = join(work, `requests-${latency}.json`);
    writeFileSync(file, JSON.stringify(recorder.requests));
    const suite: Measured[] = [];
    const bare: Measured[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      suite.push(await measure(suiteOn(reference.url)));
      bare.push(await measure([REPLAY, file, reference.url, concurrency]));
    }
    print(latency, recorder.requests.length, suite, bare);
  } finally {
    reference.stop();
  }
}

function print(latency: number, requests: number, suite: Measured[], bare: Measured[]): void {
  const report = JSON.parse(readFileSync(join(work, 'out', 'conformance-report.json'), 'utf8')) as {
    points: unknown[];
  };
  const points = report.points.length;
  const [whole, replayed] = [median(suite.map(({ ms }) => ms)), median(bare.map(({ ms }) => ms))];
  const ratios = suite.map(({ ms }, run) => ms / (bare[run]?.ms ?? Number.NaN));
  const lines = [
    `target answers after ${latency} ms, ${RUNS} runs, ${concurrency} requests in flight`,
    `  suite      ${whole.toFixed(0)} ms (median, process start included)`,
    `  bare       ${replayed.toFixed(0)} ms (the same requests, process start included)`,
    `  ratio      ${median(ratios).toFixed(2)}`,
    `  requests   ${requests}, ${(requests / points).toFixed(2)} for each of ${points} points`,
    `  memory     ${Math.max(...suite.map(({ mib }) => mib)).toFixed(0)} MiB at most`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  for (const latency of LATENCIES) await compare(latency);
} finally {
  rmSync(work, { recursive: true, force: true });
}
