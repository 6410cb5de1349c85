/** `run`: certifies a target, writes the reports, cleans up whatever happens, and says how it went by its exit code. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { summarizeLags } from '../engine/lag.ts';
import { newRunTag } from '../engine/names.ts';
import { type Probed, probe } from '../engine/probe.ts';
import type { CheckResult, Hygiene, RunResult } from '../engine/result.ts';
import { notReached } from '../engine/run-check.ts';
import { sweep } from '../engine/sweep.ts';
import type { Target } from '../engine/target.ts';
import { EXIT } from '../engine/verdict.ts';
import { detectExecutor, writeExecutor } from '../reports/allure-reporter.ts';
import { createProgress } from '../reports/progress.ts';
import { renderSummary } from '../reports/terminal.ts';
import { prepareOutDir, writeReports } from '../reports/write.ts';
import { contractHash } from '../specs/contract.ts';
import { chapters } from '../suites/index.ts';
import { PACKAGE } from './package.ts';
import { replayCommand } from './replay.ts';
import { startChecks } from './runner/start.ts';
import { select } from './selection.ts';
import { type RunOptions, type RunSettings, resolveSettings } from './settings.ts';
import { UsageError } from './usage.ts';

/** @returns the exit code (design: 0 conformant, 1 not, 2 usage, 3 inconclusive, 4 fault of the suite) */
export async function runCommand(options: RunOptions): Promise<number> {
  const settings = resolveSettings(options, process.env);
  const selected = select(chapters, { profiles: settings.target.claims, only: settings.only });
  if (selected.length === 0) {
    throw new UsageError(
      `--only ${settings.only.join(' ')} fits no check; \`${PACKAGE.name} list\` shows them all`,
    );
  }
  const embedded = settings.target.url === undefined ? await startEmbedded() : undefined;
  try {
    const target: Target = { ...settings.target, url: settings.target.url ?? embedded?.url ?? '' };
    const refused = refusal(await probe(target), target);
    if (refused) {
      process.stderr.write(`${refused.message}\n`);
      return refused.exitCode;
    }
    return await certify(target, settings, selected, options);
  } finally {
    await embedded?.close();
  }
}

async function startEmbedded() {
  const { startReference } = await import('../reference/server.ts');
  return startReference();
}

function refusal(probed: Probed, { url }: Target): { message: string; exitCode: number } | undefined {
  if (probed.ok) return undefined;
  if (probed.because === 'unauthorized') {
    const message = `${url} refused the credential (${probed.message}); give one with --token or CATALOG_V3_TOKEN`;
    return { message, exitCode: EXIT.usage };
  }
  const message = `nothing usable answers at ${url} (${probed.message}); is the target running, and is the address right?`;
  return { message, exitCode: EXIT.inconclusive };
}

async function certify(
  target: Target,
  settings: RunSettings,
  selected: ReturnType<typeof select>,
  options: RunOptions,
): Promise<number> {
  const { outDir, seed, effort, strict, only, quiet } = settings;
  const startedAt = new Date();
  const runId = randomBytes(6).toString('hex');
  const paths = await prepareOutDir(outDir);
  const ledgerFile = join(outDir, 'ledgers', `${runId}.jsonl`);
  const replay = replayCommand({ ...options, seed: String(seed) }, process.env);
  const planned = selected.flatMap(({ title, checks, standing = [] }) =>
    [...checks, ...standing].map(check => ({ title, check })),
  );
  const done = new Map<string, CheckResult>();
  const { rate } = target.budgets;
  const progress = quiet
    ? undefined
    : createProgress({
        stream: process.stderr,
        total: planned.length,
        isTTY: process.stderr.isTTY === true && !process.env.CI,
        ...(rate && { rate: (rate.requests / rate.perMs) * 1000 }),
      });
  const started = startChecks({
    worker: {
      target,
      seed,
      effort,
      strict,
      runId,
      tag: newRunTag(),
      ledgerFile,
      profiles: target.claims,
      only,
      replayCommand: replay,
    },
    allureResults: paths.allureResults,
    environment: {
      target: target.url,
      seed: String(seed),
      effort,
      suite: `${PACKAGE.name} ${PACKAGE.version}`,
    },
    onCheck(result) {
      done.set(result.id, result);
      progress?.check(result);
    },
  });
  const interrupts = onInterrupt(() => {
    progress?.say('interrupted: no more checks; deleting what this run created (once more to leave at once)');
    started.interrupt();
  }, ledgerFile);
  const { problems } = await started.finished;
  const hygiene = await sweep(ledgerFile, target);
  progress?.stop();
  interrupts.end();
  const checks = planned.map(
    ({ title, check }) => done.get(check.id) ?? notReached(check, title, id => `${replay} --only '${id}'`),
  );
  const result = resultOf({ target, settings, checks, hygiene, runId, startedAt, partial: interrupts.seen });
  return report(result, settings, paths.allureResults, problems);
}

interface Ended {
  target: Target;
  settings: RunSettings;
  checks: CheckResult[];
  hygiene: Hygiene;
  runId: string;
  startedAt: Date;
  partial: boolean;
}

function resultOf({ target, settings, checks, hygiene, runId, startedAt, partial }: Ended): RunResult {
  const sum = (member: 'requests' | 'throttled') => checks.reduce((total, check) => total + check[member], 0);
  return {
    suite: { name: PACKAGE.name, version: PACKAGE.version, contract: contractHash },
    target: { url: target.url, name: target.name, claims: target.claims },
    run: {
      id: runId,
      seed: settings.seed,
      effort: settings.effort,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      requests: sum('requests'),
      throttled: sum('throttled'),
      partial,
    },
    checks,
    hygiene,
    lag: summarizeLags(checks.flatMap(({ lags }) => lags)),
  };
}

async function report(
  result: RunResult,
  { outDir, html, quiet }: RunSettings,
  allureResults: string,
  problems: string[],
): Promise<number> {
  await writeExecutor(allureResults, detectExecutor(process.env));
  const written = await writeReports(result, { outDir, html });
  if (!quiet || written.exitCode !== EXIT.conformant) {
    const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
    const width = process.stdout.columns ?? 100;
    process.stdout.write(`${renderSummary(written.report, { color, width, reports: written.files })}\n`);
  }
  for (const problem of [...problems, ...written.problems]) process.stderr.write(`${problem}\n`);
  return problems.length > 0 ? EXIT.harness : written.exitCode;
}

/** The first signal ends the run in good order, the second at once; the ledger file then says what is left. */
function onInterrupt(first: () => void, ledgerFile: string): { seen: boolean; end(): void } {
  const state = { seen: false, end: () => {} };
  const handle = (): void => {
    if (state.seen) {
      process.stderr.write(`left at once; ${ledgerFile} lists what may still be on the target\n`);
      process.exit(EXIT.inconclusive);
    }
    state.seen = true;
    first();
  };
  process.on('SIGINT', handle).on('SIGTERM', handle);
  state.end = () => void process.off('SIGINT', handle).off('SIGTERM', handle);
  return state;
}
