/** How generated cases are tried: what the operator may say of them. */
import { accessSync, appendFileSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Budget } from '../engine/explore/plan.ts';
import { type Case, caseOf } from '../engine/explore/token.ts';
import type { CheckResult } from '../engine/result.ts';
import type { Effort } from '../engine/session.ts';
import { chapters } from '../suites/index.ts';
import { UsageError } from './usage.ts';

/** What generated cases may cost unless the operator says otherwise; `deep` goes on until its time is over. */
const BUDGETS: Record<Effort, Budget> = {
  smoke: { requests: 150 },
  standard: { requests: 6_800 },
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
 * @throws UsageError when a line is something else, or the file can be neither read nor written
 */
export function keptIn(file: string | undefined): Case[] {
  if (file === undefined) return [];
  const lines = textOf(file).split('\n');
  return lines.flatMap((line, i) => {
    const [word = ''] = line.trim().split(/\s/);
    if (word === '' || word.startsWith('#')) return [];
    try {
      return [parseToken(word)];
    } catch (error) {
      throw new UsageError(`line ${i + 1} of ${file}: ${(error as Error).message}`);
    }
  });
}

/** What is found in the end must find room: a run is too long to say so only then. */
function textOf(file: string): string {
  try {
    if (existsSync(file)) {
      accessSync(file, constants.W_OK);
      return readFileSync(file, 'utf8');
    }
    // With a slash at its end it is taken for a folder, or not at all.
    accessSync(`${dirname(resolve(file))}/`, constants.W_OK);
    if (file.trim() !== '') return '';
  } catch (error) {
    throw new UsageError(
      `--counterexamples ${file} cannot be used (${(error as Error).message}); give another file`,
    );
  }
  throw new UsageError('--counterexamples is empty; name a file, e.g. --counterexamples found.txt');
}

/** Adds the counterexamples that the file does not keep yet, each once, whatever points it is for. */
export function keep(file: string, checks: readonly CheckResult[]): void {
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const tokens = new Set(known.split(/\s/));
  const fresh = new Map<string, { ids: string[]; told: string[] }>();
  for (const { id, counterexample } of checks.flatMap(({ points }) => points)) {
    if (!counterexample || tokens.has(counterexample.token)) continue;
    const { token, told } = counterexample;
    fresh.set(token, { told, ids: [...(fresh.get(token)?.ids ?? []), id] });
  }
  const lines = [...fresh].flatMap(([token, { ids, told }]) => [
    ...ids.map(id => `# ${id}`),
    ...told.map(line => `#   ${line}`),
    token,
  ]);
  const begin = known === '' || known.endsWith('\n') ? '' : '\n';
  if (lines.length > 0) appendFileSync(file, `${begin}${lines.join('\n')}\n`);
}
