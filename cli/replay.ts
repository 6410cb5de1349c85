/** The commands that repeat a check or a case, as this run was started. They never hold a credential. */
import { credentialVariable, shellQuote } from '../reports/curl.ts';
import { PACKAGE } from './package.ts';
import type { RunOptions } from './settings.ts';

type Environment = Record<string, string | undefined>;

/**
 * A shell command up to the place where `--only` follows. The token stays in its variable; each `--header` value
 * becomes one too, the same one as in the `curl` commands.
 */
export function replayCommand(options: RunOptions, env: Environment): string {
  const { seed, effort } = options;
  const words = isStartedByNpm(env) ? ['npm start --'] : [`npx ${PACKAGE.name} run`];
  words.push(...targetWords(options));
  if (seed !== undefined) words.push('--seed', seed);
  if (effort !== 'standard') words.push('--effort', effort);
  return words.join(' ');
}

/** The same for one case, up to the place where its token follows. */
export function replayCaseCommand(options: RunOptions, env: Environment): string {
  const start = isStartedByNpm(env) ? 'node dist/cli/main.js' : `npx ${PACKAGE.name}`;
  return [`${start} replay`, ...targetWords(options)].join(' ');
}

/** `npm start` says `run` already. */
const isStartedByNpm = (env: Environment): boolean => env.npm_lifecycle_event === 'start';

function targetWords(options: RunOptions): string[] {
  const {
    target,
    profile = [],
    siteId,
    header = [],
    concurrency,
    rate,
    timeout,
    settle,
    bound,
    strict,
  } = options;
  const words: string[] = [];
  if (target !== undefined) words.push('--target', shellQuote(target));
  // What takes several values takes whatever follows a blank, a token as well.
  words.push(...profile.map(name => `--profile=${name}`));
  if (siteId !== undefined) words.push('--site-id', shellQuote(siteId));
  for (const line of header) {
    const name = line.split(':')[0] ?? '';
    words.push(`--header="${name}: $${credentialVariable(name)}"`);
  }
  if (concurrency !== undefined) words.push('--concurrency', concurrency);
  if (rate !== undefined) words.push('--rate', rate);
  if (timeout !== undefined) words.push('--timeout', timeout);
  if (settle !== undefined) words.push('--settle', settle);
  if (bound !== undefined) words.push('--bound', bound);
  if (strict) words.push('--strict');
  return words;
}
