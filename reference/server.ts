/** The embedded target: the reference service on a socket of its own. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Model } from '../specs/model/model.ts';
import { createService, type Serve, type ServiceOptions } from './service.ts';
import { bare, payloadOf, refusal, type WireAnswer } from './wire.ts';

export interface ReferenceOptions extends ServiceOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  /** Every answer waits about this long. */
  latencyMs?: number;
}

export interface Reference {
  /** Without a trailing slash. */
  url: string;
  model: Model;
  /** Stops listening and cuts open connections; resolves when the port is free. */
  close(): Promise<void>;
}

const BODY_LIMIT = 4 * 1024 * 1024;
/** Idle connections outlive any pause of a run. */
const KEEP_ALIVE_MS = 120_000;

/** Starts the reference service on localhost. */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const service = createService(options);
  const server = createServer(listener(service.serve, options.latencyMs ?? 0));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1000;
  server.requestTimeout = 0;

  const host = options.host ?? '127.0.0.1';
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  const authority = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${authority}:${port}`, model: service.model, close: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

function listener(serve: Serve, latencyMs: number) {
  let served = 0;
  return (request: IncomingMessage, response: ServerResponse) => {
    served += 1;
    const requestId = `${Date.now()}.${served}`;
    readBody(request, body => {
      const send = (answer: WireAnswer) => {
        const delayMs = latencyMs + (answer.delayMs ?? 0);
        if (delayMs > 0) setTimeout(() => write(response, answer, requestId), delayMs);
        else write(response, answer, requestId);
      };
      if (body === undefined) return send({ ...bare(413), headers: { connection: 'close' } });
      const answer = answerTo(request, body, serve);
      if (answer instanceof Promise) void answer.catch(ownMistake).then(send);
      else send(answer);
    });
  };
}

/** Hands over the whole body once, or undefined as soon as it is too large. */
function readBody(request: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    const fitted = size <= BODY_LIMIT;
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
    else if (fitted) done(undefined);
  });
  request.on('end', () => {
    if (size > BODY_LIMIT) return;
    done(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString());
  });
}

function answerTo(request: IncomingMessage, body: string, serve: Serve): ReturnType<Serve> {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  try {
    return serve({
      method: request.method ?? 'GET',
      path: mark < 0 ? url : url.slice(0, mark),
      query: mark < 0 ? '' : url.slice(mark + 1),
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      body,
    });
  } catch (error) {
    return ownMistake(error);
  }
}

/** A thrown error is a mistake of this program; say so instead of dropping the connection. */
function ownMistake(error: unknown): WireAnswer {
  return refusal(500, 'REFERENCE_BUG', error instanceof Error ? (error.stack ?? error.message) : `${error}`);
}

function write(response: ServerResponse, answer: WireAnswer, requestId: string): void {
  if (response.destroyed) return;
  const headers = withOwn(
    { 'content-type': 'application/json; charset=utf-8', 'x-wix-request-id': requestId },
    answer.headers,
  );
  // Only a fault answers so; a body would spoil the next answer on the connection.
  if (answer.status === 204) {
    response.writeHead(204, headers).end();
    return;
  }
  const payload = payloadOf(answer);
  if (headers['transfer-encoding'] !== 'chunked') headers['content-length'] = String(payload.length);
  response.writeHead(answer.status, headers);
  // In two parts, so that a chunked answer has more than one chunk.
  const middle = payload.length >>> 1;
  if (headers['transfer-encoding'] === 'chunked' && middle > 0) response.write(payload.subarray(0, middle));
  response.end(headers['transfer-encoding'] === 'chunked' ? payload.subarray(middle) : payload);
}

/** Header names are one whatever their case; the answer's own win. */
function withOwn(usual: Record<string, string>, own: WireAnswer['headers'] = {}): Record<string, string> {
  const named = new Set(Object.keys(own).map(name => name.toLowerCase()));
  const all = [
    ...Object.entries(usual).filter(([name]) => !named.has(name.toLowerCase())),
    ...Object.entries(own),
  ];
  return Object.fromEntries(all.filter((header): header is [string, string] => header[1] !== undefined));
}
