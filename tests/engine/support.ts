/** What tests need that starts nothing: clocks that tests turn, and answers nobody sent. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answer } from '../../engine/answer.ts';
import type { Exchange } from '../../engine/exchange.ts';
import { type Budgets, DEFAULT_BUDGETS, type Target } from '../../engine/target.ts';

export function targetAt(url: string, over: Partial<Target> = {}, budgets: Partial<Budgets> = {}): Target {
  return {
    url,
    name: 'under test',
    claims: ['core'],
    headers: {},
    secretHeaders: [],
    ...over,
    budgets: { ...DEFAULT_BUDGETS, timeoutMs: 2_000, settleMs: 60, readMs: 30, ...budgets },
  };
}

export function ledgerFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'conformance-engine-')), 'ledger.jsonl');
}

/** A clock that stands until it is turned, with the timers due on it. */
export function fakeTime() {
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => time,
    wake: (run: () => void, afterMs: number) => void timers.push({ at: time + afterMs, run }),
    /** Lets every timer up to then run, in order. */
    async turnTo(ms: number): Promise<void> {
      for (;;) {
        // What waits on promises goes first, as it would.
        await new Promise(setImmediate);
        const next = timers.toSorted((a, b) => a.at - b.at)[0];
        if (!next || next.at > ms) break;
        timers = timers.filter(timer => timer !== next);
        time = Math.max(time, next.at);
        next.run();
      }
      time = ms;
    },
  };
}

export function exchangeOf(
  status: number,
  body: unknown,
  over: Partial<Exchange> & { headers?: Record<string, string> } = {},
): Exchange {
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    request: { method: 'GET', path: '/p', url: 'http://t/p', headers: {} },
    response: { status, headers: over.headers ?? {}, text, body },
    withoutEffect: false,
    repeated: false,
    sentAt: 0,
    answeredAt: 1,
    startedAt: new Date(0),
    attempts: 1,
    throttled: 0,
    ...over,
  };
}

export function answerOf(status: number, body?: unknown): Answer {
  return new Answer(exchangeOf(status, body));
}

/** An answer with this customization in it. */
export function showing(customization: unknown): Answer {
  return answerOf(200, { customization });
}

/** An answer of Query with these items. */
export function listing(...items: unknown[]): Answer {
  return answerOf(200, { customizations: items, pagingMetadata: { count: items.length } });
}
