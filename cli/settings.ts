/** From what the operator typed to what a run needs; everything wrong is said in one sentence. */
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import type { Budget } from '../engine/explore/plan.ts';
import type { Case } from '../engine/explore/token.ts';
import type { Rate } from '../engine/limiter.ts';
import { PROFILES, type Profile } from '../engine/result.ts';
import type { Effort } from '../engine/session.ts';
import { DEFAULT_BUDGETS, type Target } from '../engine/target.ts';
import { chapters } from '../suites/index.ts';
import { keptIn, parseBudget } from './exploring.ts';
import { UsageError } from './usage.ts';

/** How to speak to a target, as the command line gives it. */
export interface AccessOptions {
  token?: string;
  siteId?: string;
  header?: string[];
  concurrency?: string;
  rate?: string;
  timeout?: string;
  settle?: string;
}

/** The options of `run` as the command line gives them. */
export interface RunOptions extends AccessOptions {
  target?: string;
  out: string;
  profile?: string[];
  only?: string[];
  seed?: string;
  effort: string;
  budget?: string[];
  counterexamples?: string;
  bound?: string;
  strict?: boolean;
  html: boolean;
  quiet?: boolean;
}

export interface RunSettings {
  /** Without `url` when the embedded reference is to be certified. */
  target: Omit<Target, 'url'> & { url?: string };
  outDir: string;
  only: string[];
  seed: number;
  effort: Effort;
  budget: Budget;
  /** Cases tried before any other. */
  kept: Case[];
  /** Nothing but those. */
  onlyKept: boolean;
  /** The file that keeps counterexamples. */
  counterexamples?: string;
  strict: boolean;
  html: boolean;
  quiet: boolean;
}

type Environment = Record<string, string | undefined>;

const EFFORTS = ['smoke', 'standard', 'deep'] as const;

/** The profiles that have checks. */
export const IMPLEMENTED: Profile[] = PROFILES.filter(profile =>
  chapters.some(({ checks }) => checks.some(check => check.profile === profile)),
);

/** @throws UsageError when an option cannot be understood */
export function resolveSettings(options: RunOptions, env: Environment): RunSettings {
  const url = options.target === undefined ? undefined : parseUrl(options.target);
  const effort = parseEffort(options.effort);
  return {
    target: {
      ...(url && { url: url.replace(/\/$/, '') }),
      name: url ? new URL(url).host : 'embedded reference',
      claims: parseProfiles(options.profile),
      ...resolveAccess(options, env),
      boundMs: boundOf(options),
    },
    outDir: parseFolder(options.out),
    only: options.only ?? [],
    seed: parseCount('--seed', options.seed, randomInt(1, 2 ** 31 - 1), { least: 0 }),
    effort,
    budget: parseBudget(options.budget, effort),
    kept: keptIn(options.counterexamples),
    onlyKept: false,
    ...(options.counterexamples !== undefined && { counterexamples: resolve(options.counterexamples) }),
    strict: options.strict ?? false,
    html: options.html,
    quiet: options.quiet ?? false,
  };
}

/** @throws UsageError when an option cannot be understood */
export function resolveAccess(
  options: AccessOptions,
  env: Environment,
): Pick<Target, 'headers' | 'secretHeaders' | 'budgets'> {
  return {
    ...parseHeaders(options, env),
    budgets: {
      ...DEFAULT_BUDGETS,
      concurrency: parseCount('--concurrency', options.concurrency, DEFAULT_BUDGETS.concurrency),
      timeoutMs: parseCount('--timeout', options.timeout, DEFAULT_BUDGETS.timeoutMs),
      settleMs: parseCount('--settle', options.settle, DEFAULT_BUDGETS.settleMs),
      ...(options.rate !== undefined && { rate: parseRate(options.rate) }),
    },
  };
}

/** The embedded reference keeps to its word; for others only the operator can speak. */
function boundOf({ target, bound, settle }: RunOptions): number | undefined {
  if (bound !== undefined) return parseCount('--bound', bound, 0);
  return target === undefined ? parseCount('--settle', settle, DEFAULT_BUDGETS.settleMs) : undefined;
}

function parseFolder(text: string): string {
  if (text.trim() === '')
    throw new UsageError('--out is empty; name a folder, e.g. --out conformance-report');
  return resolve(text);
}

function parseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--target "${text}" is no address; give one like http://127.0.0.1:3000`);
  }
  if (url.username || url.password) {
    throw new UsageError('--target holds a user name or password; pass credentials with --token or --header');
  }
  if (url.search || url.hash) {
    throw new UsageError(
      `--target "${text}" must end before "?" and "#"; the paths of the API are appended to it`,
    );
  }
  return url.href;
}

function parseHeaders({ header = [], token, siteId }: AccessOptions, env: Environment) {
  const headers: Record<string, string> = {};
  const secretHeaders = ['authorization'];
  const authorization = token ?? env.CATALOG_V3_TOKEN;
  const site = siteId ?? env.CATALOG_V3_SITE_ID;
  if (authorization) headers.authorization = authorization;
  if (site) headers['wix-site-id'] = site;
  for (const line of header) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--header "${line.split(':')[0]}…" is not of the form name:value`);
    }
    headers[name.toLowerCase()] = value;
    secretHeaders.push(name.toLowerCase());
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new UsageError(`the value for the header ${name} holds a character that no header may hold`);
    }
  }
  return { headers, secretHeaders };
}

function parseProfiles(names: string[] | undefined): Profile[] {
  for (const name of names ?? []) {
    if (!IMPLEMENTED.some(profile => profile === name)) {
      throw new UsageError(`--profile "${name}" is not one of: ${IMPLEMENTED.join(', ')}`);
    }
  }
  return names ? IMPLEMENTED.filter(profile => names.includes(profile)) : IMPLEMENTED;
}

/** @throws UsageError when `text` is no whole number from `least` to `most` */
export function parseCount(
  option: string,
  text: string | undefined,
  fallback: number,
  { least = 1, most = 2 ** 31 - 1 } = {},
): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new UsageError(`${option} "${text}" is not a whole number from ${least} to ${most}`);
  }
  return number;
}

/** `100/s` or `200/min`. @throws UsageError for anything else */
export function parseRate(text: string): Rate {
  const [, requests, unit] = /^(\d+)\/(s|min)$/.exec(text) ?? [];
  if (!requests || Number(requests) < 1) {
    throw new UsageError(`--rate "${text}" is not of the form N/s or N/min, e.g. 200/min`);
  }
  return { requests: Number(requests), perMs: unit === 's' ? 1_000 : 60_000 };
}

function parseEffort(text: string): Effort {
  const effort = EFFORTS.find(name => name === text);
  if (!effort) throw new UsageError(`--effort "${text}" is not one of: ${EFFORTS.join(', ')}`);
  return effort;
}
