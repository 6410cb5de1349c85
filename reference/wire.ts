/** HTTP reduced to what the reference service needs: a request that has been read whole, and an answer not yet written. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Call, Reply } from '../specs/operations.ts';

export interface WireRequest {
  method: string;
  /** Without the query string. */
  path: string;
  /** Without the question mark. */
  query: string;
  headers: IncomingHttpHeaders;
  /** Header names and values in turns, names as they were spelled; empty where there was no socket. */
  rawHeaders?: readonly string[];
  /** Decoded as UTF-8; empty when there was none. */
  body: string;
}

export interface WireAnswer {
  status: number;
  /** Take the place of the usual ones, in any case; `undefined` leaves one out. */
  headers?: Record<string, string | undefined>;
  /** Sent as JSON; nothing is sent when undefined. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Buffer;
  /** Sent no sooner than after this time. */
  delayMs?: number;
}

/** Answers one operation: the shape of `Model.handle` and of everything wrapped around it. */
export type Handle = (call: Call) => Reply;

/** Answers one HTTP request. */
export type Respond = (request: WireRequest) => WireAnswer;

/** An error in the envelope that the API uses for its own refusals. */
export function refusal(status: number, code: string, description: string): WireAnswer {
  return {
    status,
    body: { message: description, details: { applicationError: { code, description } } },
  };
}

/** An error of the transport: the documented service says as little as this. */
export function bare(status: number, headers: Record<string, string> = {}): WireAnswer {
  return { status, headers, body: { message: '', details: {} } };
}

/** The bytes of an answer's body. */
export function payloadOf({ raw, body }: WireAnswer): Buffer {
  if (typeof raw === 'object') return raw;
  return Buffer.from(raw ?? (body === undefined ? '' : JSON.stringify(body)));
}
