/** `run`: certifies a target, writes the reports, cleans up whatever happens, and says how it went by its exit code. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { access, constants, mkdir, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Chapter } from '../engine/check.ts';
import { summarizeLags } from '../engine/lag.ts';
import { newRunTag } from '../engine/names.ts';
import { type Probed, probe } from '../engine/probe.ts';
import type { CheckResult, Hygiene, Profile, RunResult } from '../engine/result.ts';
import { notReached } from '../engine/run-check.ts';
import { sweep } from '../engine/sweep.ts';
import type { Target } from '../engine/target.ts';
import { EXIT } from '../engine/verdict.ts';
import { detectExecutor, writeExecutor } from '../reports/allure-reporter.ts';
import { createProgress, type Progress } from '../reports/progress.ts';
import { renderSummary } from '../reports/terminal.ts';
import { prepareOutDir, writeReports } from '../reports/write.ts';
import { contractHash } from '../specs/contract.ts';
import { chapters } from '../suites/index.ts';
import { LEDGERS } from './clean-up.ts';
import { keep, parseToken } from './exploring.ts';
import { watchInterrupts } from './interrupts.ts';
import { PACKAGE } from './package.ts';
import { replayCaseCommand, replayCommand } from './replay.ts';
import { runChecks } from './runner/start.ts';
import { fittingNothing, select } from './selection.ts';
import { type RunOptions, type RunSettings, resolveSettings } from './settings.ts';
import { UsageError } from './usage.ts';

/** One run, from the moment it is clear that it will take place. */
interface Run {
  id: string;
  startedAt: Date;
  target: Target;
  settings: RunSettings;
  selected: Chapter[];
  /** The command that repeats a check, up to `--only`. */
  replay: string;
  /** The command that repeats a case, up to its token. */
  replayCase: string;
  ledgerFile: string;
}

/** @returns the exit code (design: 0 conformant, 1 not, 2 usage, 3 inconclusive, 4 fault of the suite) */
export function runCommand(options: RunOptions): Promise<number> {
  return runWith(resolveSettings(options, process.env), options);
}

/**
 * Runs one generated case again, and nothing else.
 * @returns the exit code: 1 when it still shows something wrong, 0 when it does not
 */
export async function replayCaseOf(token: string, options: RunOptions): Promise<number> {
  const found = parseToken(token);
  const settings = resolveSettings(options, process.env);
  return runWith({ ...settings, kept: [found], onlyKept: true, only: [found.check] }, options);
}

async function runWith(settings: RunSettings, options: RunOptions): Promise<number> {
  const selected = selectedBy(settings);
  const embedded = settings.target.url === undefined ? await startEmbedded() : undefined;
  try {
    const target: Target = { ...settings.target, url: settings.target.url ?? embedded?.url ?? '' };
    const refused = refusal(await probe(target), target);
    if (refused) {
      process.stderr.write(`${refused.message}\n`);
      return refused.exitCode;
    }
    const replay = replayCommand({ ...options, seed: String(settings.seed) }, process.env);
    const replayCase = replayCaseCommand(options, process.env);
    const id = randomBytes(6).toString('hex');
    const ledgerFile = join(settings.outDir, LEDGERS, `${id}.jsonl`);
    remindOf(dirname(ledgerFile));
    const startedAt = new Date();
    return await certify({ id, startedAt, target, settings, selected, replay, replayCase, ledgerFile });
  } finally {
    await embedded?.close();
  }
}

/** What an earlier run could not delete must not be forgotten. */
function remindOf(ledgers: string): void {
  if (!existsSync(ledgers) || readdirSync(ledgers).length === 0) return;
  const command = `${PACKAGE.name} clean-up ${dirname(ledgers)}`;
  process.stderr.write(`an earlier run may have left something on its target; \`${command}\` deletes it\n`);
}

function selectedBy({ only, target: { claims: profiles } }: RunSettings): Chapter[] {
  const [stray] = fittingNothing(chapters, { profiles, only });
  if (stray === undefined) return select(chapters, { profiles, only });
  const claims = profiles.join(', ');
  throw new UsageError(
    `--only "${stray}" fits no check, point or requirement of ${claims}; \`${PACKAGE.name} list\` shows them all`,
  );
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

/** @returns the folder for allure-results @throws UsageError when the reports could not be written in the end */
async function prepareFolders(outDir: string, ledgerFile: string): Promise<string> {
  try {
    const { allureResults } = await prepareOutDir(outDir);
    const ledgers = dirname(ledgerFile);
    await mkdir(ledgers, { recursive: true });
    for (const folder of [outDir, allureResults, ledgers]) await access(folder, constants.W_OK);
    return allureResults;
  } catch (error) {
    throw new UsageError(
      `--out ${outDir} cannot be written (${(error as Error).message}); give another folder`,
    );
  }
}

/** From here on a signal ends the run in good order. */
async function certify(run: Run): Promise<number> {
  const { settings, target, selected, ledgerFile } = run;
  const planned = selected.flatMap(({ title, checks, standing = [] }) =>
    [...checks, ...standing].map(check => ({ title, check })),
  );
  const progress = settings.quiet ? undefined : progressOf(planned.length, target);
  const say = progress?.say ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const interrupts = watchInterrupts(say, ledgerFile);
  try {
    const allureResults = await prepareFolders(settings.outDir, ledgerFile);
    const done = new Map<string, CheckResult>();
    const { problems } = await runChecks({
      worker: workerSettings(run),
      allureResults,
      environment: environmentOf(run),
      signal: interrupts.signal,
      onCheck(result) {
        done.set(result.id, result);
        progress?.check(result);
      },
      onCase: news => progress?.case(news),
    });
    const partial = interrupts.signal.aborted;
    const hygiene = await cleanUp(ledgerFile, target);
    progress?.stop();
    const checks = planned.map(({ title, check }) => done.get(check.id) ?? unreached(check, title, run));
    const result = resultOf(run, checks, hygiene, partial);
    if (settings.counterexamples !== undefined) keep(settings.counterexamples, checks);
    await writeExecutor(allureResults, detectExecutor(process.env));
    return await report(result, settings, problems);
  } finally {
    progress?.stop();
    interrupts.end();
  }
}

function unreached(check: Parameters<typeof notReached>[0], title: string, { replay }: Run): CheckResult {
  return notReached(check, title, id => `${replay} --only '${id}'`);
}

function progressOf(total: number, { budgets: { rate } }: Target): Progress {
  return createProgress({
    stream: process.stderr,
    total,
    isTTY: process.stderr.isTTY === true && !process.env.CI,
    ...(rate && { rate: (rate.requests / rate.perMs) * 1000 }),
  });
}

function workerSettings({ id, target, settings, replay, replayCase, ledgerFile }: Run) {
  const { seed, effort, strict, only, budget, kept, onlyKept } = settings;
  return {
    target,
    seed,
    effort,
    strict,
    runId: id,
    tag: newRunTag(),
    ledgerFile,
    profiles: target.claims,
    only,
    replayCommand: replay,
    replayCaseCommand: replayCase,
    budget,
    kept,
    onlyKept,
  };
}

function environmentOf({ target, settings: { seed, effort } }: Run): Record<string, string> {
  return { target: target.url, seed: String(seed), effort, suite: `${PACKAGE.name} ${PACKAGE.version}` };
}

/** A run that ended before its first request has no ledger. */
async function cleanUp(ledgerFile: string, target: Target): Promise<Hygiene> {
  const hygiene = existsSync(ledgerFile)
    ? await sweep(ledgerFile, target)
    : { created: 0, deleted: 0, leaked: [] };
  // Stays when this or another run has left a ledger in it.
  await rmdir(dirname(ledgerFile)).catch(() => {});
  return hygiene;
}

function resultOf(run: Run, checks: CheckResult[], hygiene: Hygiene, partial: boolean): RunResult {
  const { target, settings, startedAt } = run;
  const sum = (member: 'requests' | 'throttled') => checks.reduce((total, check) => total + check[member], 0);
  return {
    suite: { name: PACKAGE.name, version: PACKAGE.version, contract: contractHash },
    target: { url: target.url, name: target.name, claims: claimsOf(run) },
    run: {
      id: run.id,
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

/** A narrow run says nothing of the claims it left out. */
function claimsOf({ target: { claims }, settings: { only }, selected }: Run): Profile[] {
  if (only.length === 0) return claims;
  const asked = selected.flatMap(({ checks, standing = [] }) => [...checks, ...standing]);
  return claims.filter(claim => asked.some(({ profile }) => profile === claim));
}

async function report(result: RunResult, settings: RunSettings, problems: string[]): Promise<number> {
  const { outDir, html, quiet } = settings;
  const written = await writeReports(result, { outDir, html });
  if (!quiet || written.exitCode !== EXIT.conformant) {
    const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
    const width = process.stdout.columns ?? 100;
    process.stdout.write(`${renderSummary(written.report, { color, width, reports: written.files })}\n`);
  }
  for (const problem of [...problems, ...written.problems]) process.stderr.write(`${problem}\n`);
  return problems.length > 0 ? EXIT.harness : written.exitCode;
}
