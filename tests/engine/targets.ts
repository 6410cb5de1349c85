/** Small targets on loopback, and sessions with them. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { Session, type SessionOptions } from '../../engine/session.ts';
import type { Target } from '../../engine/target.ts';
import type { Level } from '../../engine/verdict.ts';
import { requirements } from '../../specs/registry.ts';
import { ledgerFile } from './support.ts';

/** A requirement of this level; any will do. */
export function someRequirement(level: Level): string {
  const found = [...requirements.values()].find(row => row.level === level);
  if (!found) throw new Error(`the registry has no ${level}`);
  return found.id;
}

/** Starts a server for one test and gives its address. */
export async function serve(listener: RequestListener): Promise<string> {
  const running = createServer(listener);
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

export const freeText = (name = 'Message') => ({
  name,
  customizationType: 'MODIFIER' as const,
  customizationRenderType: 'FREE_TEXT' as const,
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
    const customization = { ...sent.customization, id: randomUUID(), revision: '1' };
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
