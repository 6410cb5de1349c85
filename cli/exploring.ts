/** How generated cases are tried: what the operator may say of them. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Budget } from '../engine/explore/plan.ts';
import { type Case, caseOf } from '../engine/explore/token.ts';
import type { CheckResult } from '../engine/result.ts';
import type { Effort } from '../engine/session.ts';
import { chapters } from '../suites/index.ts';
import { UsageError } from './usage.ts';

/** What generated cases may cost unless the operator says otherwise; `deep` goes on until its time is over. */
const BUDGETS: Record<Effort, Budget> = {
  smoke: { requests: 150 },
  standard: { requests: 6_500 },
  deep: { ms: 10 * 60_000 },
};

const UNITS = { requests: 1, minutes: 60_000 } as const;

/**
 * @param limits each `requests=N` or `minutes=N`
 * @throws UsageError for anything else
 */
export function parseBudget(limits: readonly string[] | undefined, effort: Effort): Budget {
  if (!limits) return BUDGETS[effort];
  const budget: Budget = {};
  for (const limit of limits) {
    const [, unit, number] = /^(requests|minutes)=(\d+)$/.exec(limit) ?? [];
    if (unit === 'requests') budget.requests = Number(number);
    else if (unit === 'minutes') budget.ms = Number(number) * UNITS.minutes;
    else throw new UsageError(`--budget "${limit}" is not of the form requests=N or minutes=N`);
  }
  return budget;
}

/** @throws UsageError when it is no token, or of a check that this version does not have */
export function parseToken(token: string): Case {
  const found = caseOf(token);
  if (!found) throw new UsageError(`"${token.slice(0, 40)}" is no token of a case, or not a whole one`);
  const known = chapters.some(({ checks }) => checks.some(({ id, cases }) => cases && id === found.check));
  if (known) return found;
  throw new UsageError(`the case is one of ${found.check}, a check that this version does not have`);
}

/**
 * The cases that a file keeps: a token on each line, and whatever stands after it; lines that begin with `#` say nothing.
 * @throws UsageError when a line is something else
 */
export function keptIn(file: string | undefined): Case[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .map(line => line.trim())
    .flatMap(line => (line === '' || line.startsWith('#') ? [] : [parseToken(line.split(/\s/)[0] ?? '')]));
}

/** Adds the counterexamples that the file does not keep yet. */
export function keep(file: string, checks: readonly CheckResult[]): void {
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const found = checks
    .flatMap(({ points }) => points)
    .flatMap(({ id, counterexample }) => (counterexample ? [{ id, ...counterexample }] : []));
  const fresh = found.filter(({ token }) => !known.includes(token));
  const lines = fresh.flatMap(({ id, told, token }) => [
    `# ${id}`,
    ...told.map(line => `#   ${line}`),
    token,
  ]);
  if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`);
}
