/** Sends requests to the target: one warm pool, bounded answers, and a retry of only what is safe to repeat. */
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { BODY_CAP, readBody } from './body.ts';
import { type Exchange, parseAnswer, type WireRequest, type WireResponse } from './exchange.ts';
import type { Limiter } from './limiter.ts';
import type { Target } from './target.ts';
import { HarnessError } from './undecided.ts';

/** First pause (ms) where the target asks for none, and the longest one whatever it asks for. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
/** Pause (ms), growing the same way, where the target asks for less: "0" is a second rounded down. */
const LEAST_PAUSE = 20;
/** Pause (ms) for each attempt after a broken connection. */
const RECONNECT_PAUSE = 100;
const MOST_THROTTLED = 12;
const MOST_UNAVAILABLE = 3;

/** Codes of errors that say the request never reached the target: repeating it cannot do anything twice. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Codes of errors that say the answer was more than `BODY_CAP`: it would be again. */
const TOO_LARGE = new Set(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'ERR_BUFFER_TOO_LARGE']);
/** undici will not send this: the suite made a request that is none. */
const NOT_SENDABLE = 'UND_ERR_INVALID_ARG';

const INTERRUPTED = { reason: 'interrupted', message: 'the run was interrupted' } as const;

export interface SendOptions {
  /** Lower goes first. */
  priority?: number;
  /** May be repeated after the connection broke: it changes nothing, or the same thing. */
  repeatable?: boolean;
  signal?: AbortSignal;
  /** Called right before each attempt leaves; when it throws, nothing is sent. */
  beforeSend?: (earlier?: Exchange) => void;
}

/** Waits for `ms`, or until the signal is aborted; never rejects. */
type Rest = (ms: number, signal?: AbortSignal) => Promise<unknown>;

export class Transport {
  readonly #pool: Pool;
  readonly #target: Target;
  readonly #limiter: Limiter;
  readonly #rest: Rest;
  readonly #prefix: string;
  #requests = 0;

  /** @param rest how to wait before an unavailable target is asked again; injectable for tests */
  constructor(target: Target, limiter: Limiter, rest: Rest = restFor) {
    const base = new URL(target.url);
    this.#target = target;
    this.#limiter = limiter;
    this.#rest = rest;
    this.#prefix = base.pathname.replace(/\/$/, '');
    this.#pool = new Pool(base.origin, {
      connections: target.budgets.concurrency,
      pipelining: 1,
      maxResponseSize: BODY_CAP,
    });
  }

  /** HTTP requests sent so far, retries included. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Sends, and repeats while that is safe and useful. What the target does or fails to do is in the exchange.
   * @throws HarnessError when the request is not HTTP
   */
  async send(request: WireRequest, options: SendOptions = {}): Promise<Exchange> {
    let exchange = await this.#once(request, options);
    while (await this.#restToRepeat(exchange, options)) {
      exchange = await this.#once(request, options, exchange);
    }
    return exchange;
  }

  /** Closes every connection. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  /** Rests before the request may go out again; `false` when it must not. */
  async #restToRepeat(exchange: Exchange, { repeatable, signal }: SendOptions): Promise<boolean> {
    const { response, failure, attempts, throttled } = exchange;
    if (signal?.aborted) return false;
    if (response?.status === 429) {
      if (throttled >= MOST_THROTTLED) return false;
      this.#limiter.pause(pauseOf(response, throttled));
      return true;
    }
    const again = response ? response.status === 503 : mayReconnect(failure, repeatable);
    const unavailable = attempts - throttled;
    if (!again || unavailable >= MOST_UNAVAILABLE) return false;
    await this.#rest(response ? pauseOf(response, unavailable) : RECONNECT_PAUSE * unavailable, signal);
    return true;
  }

  /** One attempt, once the limiter lets it through. */
  async #once(request: WireRequest, options: SendOptions, earlier?: Exchange): Promise<Exchange> {
    const release = await this.#limiter.acquire(options.priority);
    const usual = {
      ...this.#target.headers,
      ...(request.text !== undefined && { 'content-type': 'application/json' }),
    };
    const headers = withOwn(usual, request.headers);
    const now = performance.now();
    const exchange: Exchange = {
      request: { ...request, headers, url: this.#target.url + request.path },
      withoutEffect: earlier?.withoutEffect ?? true,
      repeated: earlier !== undefined && !earlier.withoutEffect,
      sentAt: now,
      answeredAt: now,
      startedAt: new Date(),
      attempts: earlier?.attempts ?? 0,
      throttled: earlier?.throttled ?? 0,
    };
    try {
      if (options.signal?.aborted) return { ...exchange, failure: INTERRUPTED };
      options.beforeSend?.(earlier);
      await this.#attempt(exchange, options.signal);
      return exchange;
    } finally {
      release();
    }
  }

  /** Sends the exchange's request and enters what came of it. */
  async #attempt(exchange: Exchange, signal: AbortSignal | undefined): Promise<void> {
    exchange.attempts += 1;
    this.#requests += 1;
    try {
      exchange.response = await this.#answerTo(exchange.request);
      if (exchange.response.status === 429) {
        exchange.throttled += 1;
        const message = `answered 429 ${exchange.throttled} times`;
        exchange.failure = signal?.aborted ? INTERRUPTED : { reason: 'throttled', message };
      } else {
        exchange.withoutEffect = false;
      }
    } catch (error) {
      const failure = failureOf(error, this.#target.budgets.timeoutMs);
      if (!NEVER_SENT.has(failure.code ?? '')) exchange.withoutEffect = false;
      exchange.failure = signal?.aborted ? INTERRUPTED : failure;
    } finally {
      exchange.answeredAt = performance.now();
    }
  }

  async #answerTo({ method, path, headers, text, chunked }: Exchange['request']): Promise<WireResponse> {
    const answer = await this.#pool.request({
      method: method as Dispatcher.HttpMethod,
      path: this.#prefix + path,
      headers,
      body: text === undefined ? null : chunked ? Readable.from(halves(text)) : text,
      signal: AbortSignal.timeout(this.#target.budgets.timeoutMs),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const received = flatHeaders(answer.headers);
    const bytes = await readBody(answer.body, received['content-encoding']);
    const body = bytes.toString('utf8');
    return { status: answer.statusCode, headers: received, text: body, body: parseAnswer(body) };
  }
}

/** Header names are one whatever their case; a request's own win, and `null` leaves one out. */
function withOwn(usual: Record<string, string>, own: WireRequest['headers']): Record<string, string> {
  const named = new Set(Object.keys(own).map(name => name.toLowerCase()));
  const all = [
    ...Object.entries(usual).filter(([name]) => !named.has(name.toLowerCase())),
    ...Object.entries(own),
  ];
  return Object.fromEntries(all.filter((header): header is [string, string] => header[1] !== null));
}

/** The bytes in two parts, so that there is more than one chunk. */
function halves(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const middle = bytes.length >>> 1;
  return [bytes.subarray(0, middle), bytes.subarray(middle)].filter(part => part.length > 0);
}

async function restFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}

function mayReconnect(failure: Exchange['failure'], repeatable = false): boolean {
  if (failure?.reason !== 'connection-lost') return false;
  const code = failure.code ?? '';
  return NEVER_SENT.has(code) || (repeatable && !TOO_LARGE.has(code));
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, held]) => (held === undefined ? [] : [[name, String(held)]])),
  );
}

/** How long (ms) to rest before the next round: as the target asks, and in any case longer each time. */
function pauseOf({ headers }: WireResponse, round: number): number {
  const growth = 2 ** (round - 1);
  const asked = askedFor(headers['retry-after']?.trim());
  const ms = asked === undefined ? FIRST_PAUSE * growth : Math.max(asked, LEAST_PAUSE * growth);
  return Math.min(LONGEST_PAUSE, ms);
}

/** The delay (ms) a Retry-After header asks for, in seconds or as a date. */
function askedFor(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const ms = /^\d/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? ms : undefined;
}

/** @throws HarnessError when it is no failure of the target or the way to it */
function failureOf(error: unknown, timeoutMs: number): NonNullable<Exchange['failure']> {
  const { name, code = '', message } = error as Error & { code?: string };
  if (name === 'TimeoutError') {
    return { reason: 'timed-out', message: `no whole answer within ${timeoutMs} ms` };
  }
  if (code === NOT_SENDABLE) throw new HarnessError(`the suite made a request that is not HTTP: ${message}`);
  if (TOO_LARGE.has(code)) {
    return { reason: 'connection-lost', code, message: `the answer is larger than ${BODY_CAP} bytes` };
  }
  return { reason: 'connection-lost', code, message: [code, message].filter(Boolean).join(': ') };
}
