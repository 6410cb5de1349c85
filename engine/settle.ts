/** Waiting for eventual consistency: the only place in the suite that sleeps. */
import { setTimeout as delay } from 'node:timers/promises';
import { OPERATIONS } from '../specs/operations.ts';
import type { Evidence } from './answer.ts';
import type { Settle } from './check.ts';
import type { Matcher } from './matchers/matcher.ts';
import type { LagSample } from './result.ts';
import type { Budgets } from './target.ts';
import { UndecidedError } from './undecided.ts';

/** First and longest pause (ms) between two reads. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 1_500;

/**
 * What was seen settled before is read again for at least this long (ms), and for this many times the longest lag of
 * the run: replicas need not be level. Waiting the whole budget would only make every failure slow.
 */
const AGAIN_MS = 3_000;
const AGAIN_LAGS = 5;

/**
 * Once a run has waited this often, it knows the target's pace: the whole budget is then cut to so many times the longest
 * lag, but to no less than this (ms). A target that never lagged need not be waited for as if it did.
 */
const KNOWN_AFTER = 10;
const KNOWN_MS = 10_000;
const KNOWN_LAGS = 10;

/**
 * In haste nothing is waited for longer than this (ms), or than so many times the longest lag. What is missing then proves
 * nothing, but tells whether a smaller case is worth the patience.
 */
const HASTE_MS = 300;
const HASTE_LAGS = 5;

export interface Settled<E> {
  evidence: E;
  settled: boolean;
  /** From the call to the read that showed it (ms); 0 when the first one did. */
  lagMs: number;
}

/** Milliseconds from some fixed point, and how to let some pass. */
export interface Clock {
  now(): number;
  rest(ms: number): Promise<unknown>;
}

const REAL: Clock = { now: () => performance.now(), rest: delay };

/**
 * Reads until `until` holds or the budget (ms) is spent; at least once. The last read begins when the budget ends: an answer
 * that was long under way may show what was there long before.
 */
export async function poll<E>(
  read: () => PromiseLike<E>,
  until: (evidence: E) => boolean,
  budgetMs: number,
  { now, rest }: Clock = REAL,
): Promise<Settled<E>> {
  const start = now();
  for (let pause = FIRST_PAUSE, reads = 1; ; pause = Math.min(LONGEST_PAUSE, pause * 1.6), reads += 1) {
    const begunAt = now() - start;
    const evidence = await read();
    const spent = now() - start;
    if (until(evidence)) return { evidence, settled: true, lagMs: reads === 1 ? 0 : spent };
    if (begunAt >= budgetMs) return { evidence, settled: false, lagMs: spent };
    await rest(Math.min(pause, Math.max(1, budgetMs - spent)));
  }
}

/** What the run has seen of a lag: the longest (ms), out of how many waits. */
export interface LongestLag {
  ms: number;
  waits: number;
}

/** The longest lags by what is read: `query` of `query-after-create`. One index says nothing of another. */
export class Paces {
  readonly #known = new Map<string, LongestLag>();

  /** The longest lag of what this kind reads. */
  of(kind: string): LongestLag {
    const [read = kind] = kind.split(/-(?:after-|repeated)/);
    const known = this.#known.get(read) ?? { ms: 0, waits: 0 };
    this.#known.set(read, known);
    return known;
  }
}

/** How long (ms) to wait for the index, as far as the run knows the target's pace. */
export function wholeBudget(settleMs: number, { ms, waits }: LongestLag): number {
  return waits < KNOWN_AFTER ? settleMs : Math.min(settleMs, Math.max(KNOWN_MS, KNOWN_LAGS * ms));
}

/** What a target promises of its lag, the readings that did not keep up where it promises nothing, and how to wait. */
export interface Promised {
  /** The longest lag (ms) it claims; none when absent. */
  boundMs?: number;
  unsettled: WeakSet<Evidence>;
  /** Whatever is found is looked at again with patience. */
  hasty?: boolean;
}

/** A list that is answered like this is not there at all: waiting for it would only make every failure slow. */
function isNoRoute({ exchange: { request, response } }: Evidence): boolean {
  const isList = request.operation !== undefined && !OPERATIONS[request.operation].path.includes('{');
  return isList && [404, 405, 501].includes(response?.status ?? 0);
}

/** The `settle` of one check: polls within the target's budgets, and enters the lags it saw. */
export function createSettle(
  { settleMs, readMs }: Budgets,
  lags: LagSample[],
  paces = new Paces(),
  { boundMs, unsettled, hasty = false }: Promised = { unsettled: new WeakSet() },
): Settle {
  function within(kind: string, budgetMs: number): number {
    return hasty ? Math.min(budgetMs, Math.max(HASTE_MS, HASTE_LAGS * paces.of(kind).ms)) : budgetMs;
  }
  async function wait<E extends Evidence>(
    kind: string,
    read: () => PromiseLike<E>,
    matcher: Matcher<E>,
    budgetMs: number,
  ): Promise<Settled<E>> {
    const shows = (evidence: E): boolean => !matcher(evidence);
    const isOver = (evidence: E): boolean => shows(evidence) || isNoRoute(evidence);
    const outcome = await poll(read, isOver, within(kind, budgetMs));
    const settled = shows(outcome.evidence);
    if (settled) lags.push({ kind, ms: outcome.lagMs });
    return { ...outcome, settled };
  }
  /** Waits for an index: only these waits tell how far it lags. */
  async function index<E extends Evidence>(
    kind: string,
    read: () => PromiseLike<E>,
    matcher: Matcher<E>,
    budget?: number,
  ) {
    const longest = paces.of(kind);
    const budgetMs = budget ?? wholeBudget(settleMs, longest);
    const outcome = await wait(kind, read, matcher, budgetMs);
    if (outcome.settled) {
      longest.ms = Math.max(longest.ms, outcome.lagMs);
      longest.waits += 1;
    }
    return { ...outcome, budgetMs };
  }
  async function settle<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>) {
    return (await index(kind, read, matcher)).evidence;
  }
  async function eventual<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>) {
    const { evidence, settled } = await index(kind, read, matcher, boundMs);
    // A read that is refused is no index lagging behind.
    const answered = evidence.exchange.response?.status === 200;
    if (!settled && answered && boundMs === undefined) unsettled.add(evidence);
    return evidence;
  }
  async function again<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>) {
    const budget = Math.min(settleMs, Math.max(AGAIN_MS, AGAIN_LAGS * paces.of(kind).ms));
    return (await wait(kind, read, matcher, budget)).evidence;
  }
  async function soon<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>) {
    return (await wait(kind, read, matcher, readMs)).evidence;
  }
  async function required<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>) {
    const { evidence, settled, budgetMs } = await index(kind, read, matcher);
    if (settled) return evidence;
    const finding = matcher(evidence);
    const seen = finding ? `: expected ${finding.expected}, received ${finding.received}` : '';
    const message = `${kind} did not settle within ${budgetMs} ms${seen}`;
    throw new UndecidedError('not-settled', message, evidence.exchange);
  }
  return Object.assign(settle, { required, eventual, again, soon });
}

/** Resolves once the clock has moved on by `ms`: lets two writes have distinct timestamps. */
export async function clockMoved(ms: number): Promise<void> {
  const start = Date.now();
  while (Date.now() - start < ms) await delay(Math.max(1, ms - (Date.now() - start)));
}
