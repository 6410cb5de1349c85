/** Sends requests to the target: one warm pool, bounded answers, and a retry of only what is safe to repeat. */
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { type Dispatcher, Pool } from 'undici';
import { type Exchange, parseJson, type WireRequest, type WireResponse } from './exchange.ts';
import type { Limiter } from './limiter.ts';
import type { Target } from './target.ts';
import type { Undecided } from './verdict.ts';

/** Largest answer (bytes, after decompression) that is read. */
const BODY_CAP = 16 * 1024 * 1024;
/** Longest wait (ms) before a throttled or unavailable target is asked again. */
const LONGEST_PAUSE = 60_000;
const MOST_THROTTLED = 12;
const MOST_UNAVAILABLE = 3;

const DECODERS: Record<string, (input: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Codes of errors that say the request never reached the target: repeating it cannot do anything twice. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
]);

export interface SendOptions {
  /** Lower goes first. */
  priority?: number;
  /** May be repeated after the connection broke: it changes nothing, or the same thing. */
  repeatable?: boolean;
  signal?: AbortSignal;
}

class TooLarge extends Error {}

export class Transport {
  readonly #pool: Pool;
  readonly #target: Target;
  readonly #limiter: Limiter;
  readonly #prefix: string;
  #requests = 0;

  constructor(target: Target, limiter: Limiter) {
    const base = new URL(target.url);
    this.#target = target;
    this.#limiter = limiter;
    this.#prefix = base.pathname.replace(/\/$/, '');
    this.#pool = new Pool(base.origin, { connections: target.budgets.concurrency, pipelining: 1 });
  }

  /** HTTP requests sent so far, retries included. */
  get requests(): number {
    return this.#requests;
  }

  /** Sends, and repeats while that is safe and useful. Never throws for what the target does: see `failure`. */
  async send(request: WireRequest, options: SendOptions = {}): Promise<Exchange> {
    let attempts = 0;
    let throttled = 0;
    for (;;) {
      const exchange = await this.#once(request, options);
      attempts += 1;
      exchange.attempts = attempts;
      exchange.throttled = throttled;
      if (exchange.response?.status === 429) {
        exchange.throttled = ++throttled;
        exchange.failure = { reason: 'throttled', message: `answered 429 ${throttled} times` };
        if (throttled >= MOST_THROTTLED || options.signal?.aborted) return exchange;
        this.#limiter.pause(pauseOf(exchange.response, throttled));
      } else if (this.#mayRepeat(exchange, options) && attempts - throttled < MOST_UNAVAILABLE) {
        await delay(exchange.response ? pauseOf(exchange.response, attempts) : 100 * attempts);
      } else {
        return exchange;
      }
    }
  }

  /** Closes every connection. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #mayRepeat({ response, failure }: Exchange, options: SendOptions): boolean {
    if (options.signal?.aborted) return false;
    if (response) return response.status === 503;
    if (failure?.reason !== 'connection-lost') return false;
    return options.repeatable === true || NEVER_SENT.has(failure.message.split(':')[0] ?? '');
  }

  async #once(request: WireRequest, { priority, signal }: SendOptions): Promise<Exchange> {
    const release = await this.#limiter.acquire(priority);
    const headers = {
      ...this.#target.headers,
      ...(request.text !== undefined && { 'content-type': 'application/json' }),
      ...request.headers,
    };
    const exchange: Exchange = {
      request: { ...request, headers, url: this.#target.url + request.path },
      sentAt: performance.now(),
      answeredAt: 0,
      startedAt: new Date(),
      attempts: 1,
      throttled: 0,
    };
    try {
      if (signal?.aborted) throw new Error('the run was interrupted');
      this.#requests += 1;
      const timeout = AbortSignal.timeout(this.#target.budgets.timeoutMs);
      exchange.response = await this.#exchange(request, headers, timeout);
    } catch (error) {
      exchange.failure = failureOf(error, this.#target.budgets.timeoutMs, signal);
    } finally {
      exchange.answeredAt = performance.now();
      release();
    }
    return exchange;
  }

  async #exchange(
    request: WireRequest,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<WireResponse> {
    const answer = await this.#pool.request({
      method: request.method as Dispatcher.HttpMethod,
      path: this.#prefix + request.path,
      headers,
      body: request.text ?? null,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const received = flatHeaders(answer.headers);
    const text = (await decoded(await readCapped(answer.body), received['content-encoding'])).toString(
      'utf8',
    );
    return { status: answer.statusCode, headers: received, text, body: parseJson(text) };
  }
}

async function readCapped(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BODY_CAP) {
      body.destroy();
      throw new TooLarge(`the answer is larger than ${BODY_CAP} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function decoded(bytes: Buffer, encoding: string | undefined): Promise<Buffer> {
  const decode = DECODERS[encoding?.trim().toLowerCase() ?? ''];
  return decode && bytes.length > 0 ? decode(bytes, { maxOutputLength: BODY_CAP }) : bytes;
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, held]) => (held === undefined ? [] : [[name, String(held)]])),
  );
}

/** How long (ms) to rest: as the target says, else twice as long each time, from one second. */
function pauseOf(response: WireResponse, round: number): number {
  const asked = response.headers['retry-after'];
  const seconds = asked === undefined ? Number.NaN : Number(asked);
  const until = asked === undefined ? Number.NaN : Date.parse(asked);
  const ms = Number.isFinite(seconds)
    ? seconds * 1000
    : Number.isFinite(until)
      ? until - Date.now()
      : 1000 * 2 ** (round - 1);
  return Math.min(LONGEST_PAUSE, Math.max(0, ms));
}

function failureOf(
  error: unknown,
  timeoutMs: number,
  signal?: AbortSignal,
): { reason: Undecided; message: string } {
  if (signal?.aborted) return { reason: 'interrupted', message: 'the run was interrupted' };
  const { name, code, message } = error as Error & { code?: string };
  if (name === 'TimeoutError')
    return { reason: 'timed-out', message: `no whole answer within ${timeoutMs} ms` };
  if (error instanceof TooLarge) return { reason: 'connection-lost', message };
  return { reason: 'connection-lost', message: [code, message].filter(Boolean).join(': ') };
}
