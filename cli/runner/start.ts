/** Starts Vitest in this process, with the checks in one worker thread. */

import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import type { CheckResult } from '../../engine/result.ts';
import { allureReporterOptions } from '../../reports/allure-reporter.ts';
import { PACKAGE } from '../package.ts';
import { INTERRUPT_CHANNEL, type WorkerSettings } from './worker-settings.ts';

export interface Started {
  /** Resolves when every check has ended, with what went wrong outside of checks. */
  finished: Promise<{ problems: string[] }>;
  /** Lets the checks send nothing more; `finished` follows soon. */
  interrupt(): void;
}

export interface StartOptions {
  worker: WorkerSettings;
  /** Absolute folder for allure-results. */
  allureResults: string;
  environment: Record<string, string>;
  onCheck: (result: CheckResult) => void;
}

/** Runs the selected checks; each result is handed over the moment its check ends. */
export function startChecks(options: StartOptions): Started {
  return {
    finished: run(options),
    interrupt() {
      const channel = new BroadcastChannel(INTERRUPT_CHANNEL);
      channel.postMessage('interrupt');
      channel.close();
    },
  };
}

async function run({ worker, allureResults, environment, onCheck }: StartOptions) {
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
      provide: { conformance: worker },
      reporters: [collector, new AllureReporter(allureReporterOptions(allureResults, environment))],
      server: { deps: { external: [/\/dist\/(?!cli\/runner\/)/] } },
    },
    { cacheDir: undefined, logLevel: 'silent', clearScreen: false },
  );
  try {
    const { unhandledErrors } = await vitest.start();
    return { problems: unhandledErrors.map(error => (error as Error)?.message ?? String(error)) };
  } finally {
    await vitest.close();
  }
}
