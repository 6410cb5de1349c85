/** Small targets on loopback, clocks that tests turn, and answers nobody sent. */
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Answer } from '../../engine/answer.ts';
import type { Exchange } from '../../engine/exchange.ts';
import { Session, type SessionOptions } from '../../engine/session.ts';
import { type Budgets, DEFAULT_BUDGETS, type Target } from '../../engine/target.ts';
import type { Level } from '../../engine/verdict.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { requirements } from '../../specs/registry.ts';

/** A requirement of this level; any will do. */
export function someRequirement(level: Level): string {
  const found = [...requirements.values()].find(row => row.level === level);
  if (!found) throw new Error(`the registry has no ${level}`);
  return found.id;
}

/** Starts a server for one test and gives its address. */
export async function serve(server: RequestListener | Server): Promise<string> {
  const running = typeof server === 'function' ? createServer(server) : server;
  await new Promise<void>(ready => running.listen(0, '127.0.0.1', ready));
  onTestFinished(async () => {
    running.closeAllConnections();
    await new Promise(closed => running.close(closed));
  });
  return `http://127.0.0.1:${(running.address() as AddressInfo).port}`;
}

/** An address at which nothing listens. */
export async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise(closed => server.close(closed));
  return `http://127.0.0.1:${port}`;
}

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

/** A session closed when the test ends. */
export function sessionFor(target: Target, over: Partial<SessionOptions> = {}): Session {
  const session = new Session({
    target,
    seed: 1,
    effort: 'standard',
    strict: false,
    runId: 'test',
    tag: 'cvtabcdefghi',
    ledgerFile: ledgerFile(),
    invariants: [],
    replay: id => `replay ${id}`,
    ...over,
  });
  onTestFinished(() => session.close());
  return session;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
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

export const freeText = (name = 'Message'): NewCustomization => ({
  name,
  customizationType: 'MODIFIER',
  customizationRenderType: 'FREE_TEXT',
  freeTextInput: { title: 'Gift message', minCharCount: 1, maxCharCount: 200 },
});

interface Seen {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface MiniTarget {
  url: string;
  /** What exists, by id. */
  held: Map<string, Record<string, unknown>>;
  seen: Seen[];
  /** Answers in the target's place when it gives something. */
  instead: (request: Seen) => { status: number; body?: unknown } | 'hang up' | undefined;
}

/** A target just good enough to run a check against: create, get, update, delete, query by names. */
export async function miniTarget(): Promise<MiniTarget> {
  const target: MiniTarget = { url: '', held: new Map(), seen: [], instead: () => undefined };
  target.url = await serve(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const seen = { method, path: url, headers, body: await bodyOf(request) };
    target.seen.push(seen);
    const reply = target.instead(seen) ?? replyOf(target.held, seen);
    if (reply === 'hang up') {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body ?? {}));
  });
  return target;
}

function replyOf(held: MiniTarget['held'], { method, path, body }: Seen): { status: number; body: unknown } {
  const sent = body === '' ? {} : (JSON.parse(body) as Record<string, Record<string, unknown>>);
  const id = path.split(/[/?]/)[4] ?? '';
  if (method === 'POST' && id === 'query') {
    const { filter } = sent.query as { filter?: { name?: { $in?: string[] } } };
    const names = filter?.name?.$in ?? [];
    const customizations = [...held.values()].filter(({ name }) => names.includes(String(name)));
    return { status: 200, body: { customizations, pagingMetadata: { count: customizations.length } } };
  }
  if (method === 'POST') {
    const customization = { ...sent.customization, id: `id-${held.size + 1}`, revision: '1' };
    held.set(customization.id, customization);
    return { status: 200, body: { customization } };
  }
  const customization = held.get(id);
  if (!customization) return { status: 404, body: { message: 'not found', details: {} } };
  if (method === 'DELETE') held.delete(id);
  if (method === 'PATCH') {
    Object.assign(customization, sent.customization, {
      revision: String(Number(customization.revision) + 1),
    });
  }
  return { status: 200, body: method === 'DELETE' ? {} : { customization } };
}
