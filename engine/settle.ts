/** Waiting for eventual consistency: the only place in the suite that sleeps. */
import { setTimeout as delay } from 'node:timers/promises';

/** First and longest pause (ms) between two reads. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 1_500;

export interface Settled<E> {
  evidence: E;
  settled: boolean;
  /** From the call to the read that showed it (ms); 0 when the first one did. */
  lagMs: number;
}

/** Reads until `until` holds or the budget (ms) is spent; at least once. */
export async function poll<E>(
  read: () => PromiseLike<E>,
  until: (evidence: E) => boolean,
  budgetMs: number,
): Promise<Settled<E>> {
  const start = performance.now();
  for (let pause = FIRST_PAUSE, reads = 1; ; pause = Math.min(LONGEST_PAUSE, pause * 1.6), reads += 1) {
    const evidence = await read();
    const spent = performance.now() - start;
    if (until(evidence)) return { evidence, settled: true, lagMs: reads === 1 ? 0 : spent };
    if (spent >= budgetMs) return { evidence, settled: false, lagMs: spent };
    await delay(Math.min(pause, Math.max(1, budgetMs - spent)));
  }
}

/** Resolves once the clock has moved on by `ms`: lets two writes have distinct timestamps. */
export async function clockMoved(ms: number): Promise<void> {
  const start = Date.now();
  while (Date.now() - start < ms) await delay(Math.max(1, ms - (Date.now() - start)));
}
