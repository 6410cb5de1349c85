/** Starts Vitest in this process, with the checks in one worker thread. */

import { join } from 'node:path';
import { Writable } from 'node:stream';
import { BroadcastChannel } from 'node:worker_threads';
import type { CheckResult, ExplorationNews } from '../../engine/result.ts';
import { allureReporterOptions } from '../../reports/allure-reporter.ts';
import { PACKAGE } from '../package.ts';
import { INTERRUPT_CHANNEL, NEWS_CHANNEL, type WorkerSettings } from './worker-settings.ts';

export interface ChecksOptions {
  worker: WorkerSettings;
  /** Absolute folder for allure-results. */
  allureResults: string;
  environment: Record<string, string>;
  /** Once aborted, the checks send nothing more, and the run ends soon. */
  signal: AbortSignal;
  onCheck: (result: CheckResult) => void;
  /** Told after each generated case. */
  onCase?: (news: ExplorationNews) => void;
}

/**
 * Runs the selected checks; each result is handed over the moment its check ends.
 * @returns what went wrong outside of checks
 */
export async function runChecks(options: ChecksOptions): Promise<{ problems: string[] }> {
  const stopPassingOn = passOn(options.signal);
  const stopListening = listen(options.onCase);
  const vitest = await createRunner(options);
  try {
    if (options.signal.aborted) return { problems: [] };
    const { unhandledErrors } = await vitest.start();
    return { problems: unhandledErrors.map(error => (error as Error)?.message ?? String(error)) };
  } finally {
    stopPassingOn();
    stopListening();
    await vitest.close();
  }
}

/** Tells the worker about the interrupt: at once, or when it says that it is there. */
function passOn(signal: AbortSignal): () => void {
  const channel = new BroadcastChannel(INTERRUPT_CHANNEL);
  const tell = (): void => channel.postMessage('interrupt');
  channel.onmessage = () => {
    if (signal.aborted) tell();
  };
  signal.addEventListener('abort', tell);
  return () => {
    signal.removeEventListener('abort', tell);
    channel.close();
  };
}

function listen(onCase: (news: ExplorationNews) => void = () => {}): () => void {
  const channel = new BroadcastChannel(NEWS_CHANNEL);
  channel.onmessage = message => onCase((message as { data: ExplorationNews }).data);
  return () => channel.close();
}

async function createRunner({ worker, allureResults, environment, onCheck }: ChecksOptions) {
  // Loaded only here: the other commands need none of it.
  const [{ createVitest }, { default: AllureReporter }] = await Promise.all([
    import('vitest/node'),
    import('allure-vitest/reporter'),
  ]);
  const collector = {
    onTestCaseResult(test: { meta(): object }): void {
      const { check } = test.meta() as { check?: CheckResult };
      if (check) onCheck(check);
    },
  };
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const allowSignalHandlers = refuseSignalHandlers();
  const vitest = await createVitest(
    'test',
    {
      root: join(PACKAGE.root, 'dist'),
      config: false,
      watch: false,
      include: ['cli/runner/conformance.spec.js'],
      exclude: [],
      // One thread, one module registry: the pool, the limiter and the ledger are shared by all checks.
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      maxConcurrency: Number.MAX_SAFE_INTEGER,
      // Checks have their own clocks: request timeouts and settle budgets.
      testTimeout: 0,
      hookTimeout: 0,
      disableConsoleIntercept: true,
      // The package may be read-only, and is nobody's place to write anyway.
      cache: false,
      provide: { conformance: worker },
      reporters: [collector, new AllureReporter(allureReporterOptions(allureResults, environment))],
      server: { deps: { external: [/\/dist\/(?!cli\/runner\/)/] } },
    },
    { cacheDir: undefined, logLevel: 'silent', clearScreen: false },
    // Vitest would hide the cursor, and print what the reports say.
    { stdout: silence, stderr: silence },
  );
  allowSignalHandlers();
  return vitest;
}

/** Vitest's own handlers would end the process before what the run created is deleted. */
function refuseSignalHandlers(): () => void {
  const refuse = (event: string | symbol, handler: () => void): void => {
    if (event === 'SIGINT' || event === 'SIGTERM') queueMicrotask(() => process.off(event, handler));
  };
  process.on('newListener', refuse);
  return () => void process.off('newListener', refuse);
}
