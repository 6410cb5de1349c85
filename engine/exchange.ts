/** One HTTP request and its response, as the engine holds it in memory. */
import type { OperationId } from '../specs/operations.ts';
import type { ExchangeRecord } from './result.ts';
import type { Undecided } from './verdict.ts';

export interface WireRequest {
  method: string;
  /** Path and query, appended to the target's base address. */
  path: string;
  /** Beside those of the target, or in their place: names are one whatever their case, `null` leaves one out. */
  headers: Record<string, string | null>;
  /** The bytes to send, as text. */
  text?: string;
  /** Sent in chunks, without a length. */
  chunked?: true;
  operation?: OperationId;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The parsed body; `undefined` when the text is not JSON. */
  body: unknown;
}

export interface Exchange {
  request: Omit<WireRequest, 'headers'> & { headers: Record<string, string>; url: string };
  response?: WireResponse;
  /** Why there is no usable response. */
  failure?: { reason: Undecided; message: string; code?: string };
  /** No attempt can have changed anything on the target: none reached it, or each that did was answered 429. */
  withoutEffect: boolean;
  /** An attempt before the last one may have had its effect: what the last was answered is then no answer to a first. */
  repeated: boolean;
  /** When the last attempt was sent, and when its answer was complete (ms, `performance.now`). */
  sentAt: number;
  answeredAt: number;
  startedAt: Date;
  /** Requests sent for it, and how many of them were answered 429. */
  attempts: number;
  throttled: number;
}

/** Longest body (characters) kept in a report. */
const KEPT_BODY = 8_000;

function shownBody(body: unknown, text: string): unknown {
  if (text.length <= KEPT_BODY) return body ?? text;
  return `${text.slice(0, KEPT_BODY)}… (${text.length} characters in all)`;
}

/** The exchange as plain data for reports; the caller redacts it before it leaves memory. */
export function recordOf({ request, response, failure, ...rest }: Exchange): ExchangeRecord {
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: request.headers,
      ...(request.text !== undefined && { body: parseJson(request.text) ?? request.text }),
    },
    ...(response && {
      response: {
        status: response.status,
        headers: response.headers,
        body: shownBody(response.body, response.text),
      },
    }),
    ...(failure && { error: failure.message }),
    startedAt: rest.startedAt.toISOString(),
    durationMs: Math.round((rest.answeredAt - rest.sentAt) * 100) / 100,
  };
}

/** Deeper (levels) than any answer of the contract, and far from where recursion ends. */
const DEEPEST = 64;
const OPENING = '[{';
const CLOSING = ']}';

/** The parsed text of an answer; what is nested deeper than anybody needs is not even parsed, and shown as "…". */
export function parseAnswer(text: string): unknown {
  return parseJson(withoutDepths(text));
}

function withoutDepths(text: string): string {
  const kept: string[] = [];
  let from = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '"') i = endOfString(text, i);
    else if (OPENING.includes(char)) {
      depth += 1;
      if (depth === DEEPEST + 1) kept.push(text.slice(from, i), '"…"');
    } else if (CLOSING.includes(char)) {
      if (depth === DEEPEST + 1) from = i + 1;
      depth -= 1;
    }
  }
  // Left open down there, it is no JSON, and cutting must not make it any.
  if (depth <= DEEPEST) kept.push(text.slice(from));
  return kept.join('');
}

/** Where the string that begins at `start` ends; at the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return end;
}

/** The parsed text; `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
