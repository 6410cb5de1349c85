/** The command that repeats a check, as this run was started. Never holds a credential. */
import { credentialVariable, shellQuote } from '../reports/curl.ts';
import { PACKAGE } from './package.ts';
import type { RunOptions } from './settings.ts';

/**
 * A shell command up to the place where `--only` follows. The token stays in its variable; each `--header` value
 * becomes one too, the same one as in the `curl` commands.
 */
export function replayCommand(options: RunOptions, env: Record<string, string | undefined>): string {
  const { target, siteId, header = [], seed, effort, rate, timeout, settle, bound, strict } = options;
  const start = env.npm_lifecycle_event === 'start' ? 'npm start --' : `npx ${PACKAGE.name} run`;
  const words = [start];
  if (target !== undefined) words.push('--target', shellQuote(target));
  if (siteId !== undefined) words.push('--site-id', shellQuote(siteId));
  for (const line of header) {
    const name = line.split(':')[0] ?? '';
    words.push('--header', `"${name}: $${credentialVariable(name)}"`);
  }
  if (seed !== undefined) words.push('--seed', seed);
  if (effort !== 'standard') words.push('--effort', effort);
  if (rate !== undefined) words.push('--rate', rate);
  if (timeout !== undefined) words.push('--timeout', timeout);
  if (settle !== undefined) words.push('--settle', settle);
  if (bound !== undefined) words.push('--bound', bound);
  if (strict) words.push('--strict');
  return words.join(' ');
}
