import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Limiter } from '../../engine/limiter.ts';
import type { Budgets, Target } from '../../engine/target.ts';
import { Transport } from '../../engine/transport.ts';
import { HarnessError } from '../../engine/undecided.ts';
import { targetAt } from './support.ts';
import { bodyOf, nowhere, serve } from './targets.ts';

const GET = { method: 'GET', path: '/p', headers: {} };
const POST = { method: 'POST', path: '/p', headers: {}, text: '{"a":1}' };

/** A transport whose pauses take no time but are written down. */
function transportTo(url: string, over: Partial<Target> = {}, budgets: Partial<Budgets> = {}) {
  const target = targetAt(url, over, budgets);
  const pauses: number[] = [];
  const rests: number[] = [];
  const limiter = new Limiter(target.budgets);
  limiter.pause = ms => void pauses.push(ms);
  const transport = new Transport(target, limiter, async ms => void rests.push(ms));
  onTestFinished(() => transport.close());
  return { transport, limiter, pauses, rests };
}

type Reply = { status: number; headers?: Record<string, string>; body?: string | Buffer };

/** A server that gives these replies in turn, the last one for ever. */
async function replying(...replies: Reply[]): Promise<{ url: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const url = await serve((request, response) => {
    const reply = replies[Math.min(seen.length, replies.length - 1)];
    seen.push(request);
    response.writeHead(reply?.status ?? 500, reply?.headers);
    response.end(reply?.body);
  });
  return { url, seen };
}

describe('a request', () => {
  it('carries its body, its headers and those of the target, under the base path', async () => {
    const got: unknown[] = [];
    const url = await serve(async (request: IncomingMessage, response: ServerResponse) => {
      const { method, url: path, headers } = request;
      got.push({ method, path, headers, body: await bodyOf(request) });
      response.end('{"ok":true}');
    });
    const { transport } = transportTo(`${url}/base`, { headers: { authorization: 'T', 'x-a': 'target' } });
    const exchange = await transport.send({ ...POST, path: '/p?q=1', headers: { 'x-a': 'own' } });
    expect(got).toMatchObject([
      {
        method: 'POST',
        path: '/base/p?q=1',
        headers: { authorization: 'T', 'x-a': 'own', 'content-type': 'application/json' },
        body: '{"a":1}',
      },
    ]);
    expect(exchange).toMatchObject({
      request: { url: `${url}/base/p?q=1`, method: 'POST', headers: { authorization: 'T' } },
      response: { status: 200, body: { ok: true }, text: '{"ok":true}' },
      attempts: 1,
      throttled: 0,
      withoutEffect: false,
    });
    expect(exchange.failure).toBeUndefined();
    expect(exchange.answeredAt).toBeGreaterThanOrEqual(exchange.sentAt);
    expect(transport.requests).toBe(1);
  });

  it('takes the place of headers whatever their case, and leaves out those it names null', async () => {
    const got: string[][] = [];
    const url = await serve((request, response) => {
      got.push(request.rawHeaders);
      response.end('{}');
    });
    const { transport } = transportTo(url, { headers: { Authorization: 'T', 'x-a': 'target' } });
    const exchange = await transport.send({
      ...POST,
      headers: { authorization: null, 'X-A': 'own', 'CONTENT-TYPE': 'application/json' },
    });
    expect(exchange.request.headers).toEqual({ 'X-A': 'own', 'CONTENT-TYPE': 'application/json' });
    expect(got[0]).toEqual(expect.arrayContaining(['X-A', 'own', 'CONTENT-TYPE', 'application/json']));
    expect(got[0]?.map(text => text.toLowerCase())).not.toContain('authorization');
    expect(got[0]?.filter(text => text.toLowerCase() === 'content-type')).toHaveLength(1);
  });

  it('goes out in chunks when it says so', async () => {
    const got: unknown[] = [];
    const url = await serve(async (request, response) => {
      const { headers } = request;
      got.push({
        coding: headers['transfer-encoding'],
        length: headers['content-length'],
        body: await bodyOf(request),
      });
      response.end('{}');
    });
    const { transport } = transportTo(url);
    await transport.send({ ...POST, chunked: true });
    expect(got).toEqual([{ coding: 'chunked', length: undefined, body: '{"a":1}' }]);
  });

  it('opens no more connections than may be used at once, and keeps them', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      response.end('{}');
    });
    const { transport } = transportTo(url, {}, { concurrency: 2 });
    for (let i = 0; i < 5; i += 1) await transport.send(GET);
    await Promise.all(Array.from({ length: 10 }, () => transport.send(GET)));
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('that is not HTTP is the fault of the suite', async () => {
    const { transport } = transportTo(await nowhere());
    await expect(transport.send({ ...GET, method: 'N O' })).rejects.toThrow(HarnessError);
    await expect(transport.send({ ...GET, headers: { 'a b': 'c' } })).rejects.toThrow(HarnessError);
  });

  it('does not leave when the hook before it throws, and the place is given back', async () => {
    const { url, seen } = await replying({ status: 200 });
    const { transport } = transportTo(url, {}, { concurrency: 1 });
    const beforeSend = () => {
      throw new Error('disk full');
    };
    await expect(transport.send(GET, { beforeSend })).rejects.toThrow('disk full');
    expect(seen).toHaveLength(0);
    expect((await transport.send(GET)).response?.status).toBe(200);
  });
});

describe('an answer', () => {
  it.each([
    ['gzip', gzipSync('{"é":"x"}')],
    ['x-gzip', gzipSync('{"é":"x"}')],
    ['br', brotliCompressSync('{"é":"x"}')],
    ['deflate', deflateSync('{"é":"x"}')],
    [' GZIP ', gzipSync('{"é":"x"}')],
    ['identity', Buffer.from('{"é":"x"}')],
  ])('in %s is read', async (encoding, body) => {
    const { url } = await replying({ status: 200, headers: { 'content-encoding': encoding }, body });
    const { response } = await transportTo(url).transport.send(GET);
    expect(response?.body).toEqual({ é: 'x' });
  });

  it('without JSON is kept as text', async () => {
    const { url } = await replying({ status: 404, body: '<html>' }, { status: 204 });
    const { transport } = transportTo(url);
    expect((await transport.send(GET)).response).toMatchObject({ status: 404, text: '<html>' });
    expect((await transport.send(GET)).response).toMatchObject({ status: 204, text: '', body: undefined });
  });

  it('that redirects is not followed', async () => {
    const { url, seen } = await replying({ status: 302, headers: { location: '/elsewhere' } });
    const { response } = await transportTo(url).transport.send(GET);
    expect(response).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
    expect(seen).toHaveLength(1);
  });

  it('keeps its repeated headers', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, [
        ['x-a', '1'],
        ['x-a', '2'],
      ] as never);
      response.end();
    });
    const { response } = await transportTo(url).transport.send(GET);
    expect(response?.headers['x-a']).toMatch(/1, ?2|1,2/);
  });

  it.each([
    ['as it is', {}, Buffer.alloc(17 * 1024 * 1024, 'x')],
    ['after decompression', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(17 * 1024 * 1024))],
  ])('is given up when it is too large %s, and not asked for again', async (_, headers, body) => {
    const { url, seen } = await replying({ status: 200, headers, body });
    const { transport } = transportTo(url);
    const { failure, response } = await transport.send(GET, { repeatable: true });
    expect(response).toBeUndefined();
    expect(failure).toMatchObject({
      reason: 'connection-lost',
      message: expect.stringMatching(/larger than 16777216/),
    });
    expect(seen).toHaveLength(1);
  });

  it('with a broken encoding is a failure, not a crash', async () => {
    const { url } = await replying({ status: 200, headers: { 'content-encoding': 'gzip' }, body: 'no' });
    const { failure } = await transportTo(url).transport.send(GET);
    expect(failure).toMatchObject({ reason: 'connection-lost', message: expect.stringContaining('Z_') });
  });

  it('that does not come in time is a failure, and is not asked for again', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.write('{');
    });
    const { transport } = transportTo(url, {}, { timeoutMs: 60 });
    const exchange = await transport.send(GET, { repeatable: true });
    expect(exchange.failure).toMatchObject({
      reason: 'timed-out',
      message: 'no whole answer within 60 ms',
    });
    expect(exchange.withoutEffect).toBe(false);
    expect(asked).toBe(1);
  });
});

describe('a target that throttles', () => {
  const later = (headers?: Record<string, string>): Reply => ({ status: 429, headers });

  it.each([
    ['in seconds', { 'retry-after': '2' }, 2_000, 2_000],
    ['in seconds and parts', { 'retry-after': '0.5' }, 500, 500],
    ['not at all', undefined, 1_000, 1_000],
    ['in words', { 'retry-after': 'soon' }, 1_000, 1_000],
    ['with nothing', { 'retry-after': '' }, 1_000, 1_000],
    ['with zero', { 'retry-after': '0' }, 20, 20],
    ['with far too much', { 'retry-after': '86400' }, 60_000, 60_000],
    ['with a date gone by', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 20, 20],
    ['with a date', { 'retry-after': new Date(Date.now() + 30_000).toUTCString() }, 27_000, 30_000],
  ])('asks for a rest %s and gets it', async (_, headers, least, most) => {
    const { url } = await replying(later(headers), { status: 200, body: '{}' });
    const { transport, pauses } = transportTo(url);
    const exchange = await transport.send(POST);
    expect(exchange).toMatchObject({ attempts: 2, throttled: 1, response: { status: 200 } });
    expect(exchange.failure).toBeUndefined();
    expect(transport.requests).toBe(2);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThanOrEqual(least);
    expect(pauses[0]).toBeLessThanOrEqual(most);
  });

  it('gets a longer rest each time, up to a minute', async () => {
    const { url } = await replying(...Array.from({ length: 8 }, () => later()), { status: 200 });
    const { transport, pauses } = transportTo(url);
    await transport.send(GET);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('also when it asks for none', async () => {
    const { url } = await replying(later({ 'retry-after': '0' }));
    const { transport, pauses } = transportTo(url);
    await transport.send(GET);
    expect(pauses.slice(0, 4)).toEqual([20, 40, 80, 160]);
  });

  it('to the end leaves the request undecided and without effect', async () => {
    const { url, seen } = await replying(later({ 'retry-after': '1' }));
    const exchange = await transportTo(url).transport.send(POST);
    expect(exchange).toMatchObject({
      failure: { reason: 'throttled', message: 'answered 429 12 times' },
      response: { status: 429 },
      attempts: 12,
      throttled: 12,
      withoutEffect: true,
    });
    expect(seen).toHaveLength(12);
  });

  it('slows the others down as well', async () => {
    const { url } = await replying(later({ 'retry-after': '0.1' }), { status: 200 });
    const target = targetAt(url);
    const limiter = new Limiter(target.budgets);
    const transport = new Transport(target, limiter);
    onTestFinished(() => transport.close());
    const start = performance.now();
    await transport.send(GET);
    expect(performance.now() - start).toBeGreaterThanOrEqual(95);
  });

  it('is not asked again once the run was interrupted', async () => {
    const abort = new AbortController();
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      abort.abort();
      response.writeHead(429).end();
    });
    const { transport, pauses } = transportTo(url);
    const exchange = await transport.send(POST, { signal: abort.signal });
    expect([asked, pauses]).toEqual([1, []]);
    expect(exchange).toMatchObject({
      failure: { reason: 'interrupted' },
      throttled: 1,
      attempts: 1,
      withoutEffect: true,
    });
  });
});

describe('a target that is unavailable', () => {
  it('is asked three times, then its 503 is the answer', async () => {
    const { url, seen } = await replying({ status: 503, body: '{"message":"down"}' });
    const { transport, rests } = transportTo(url);
    const exchange = await transport.send(POST);
    expect(exchange).toMatchObject({ attempts: 3, response: { status: 503, body: { message: 'down' } } });
    expect(exchange.failure).toBeUndefined();
    expect(rests).toEqual([1_000, 2_000]);
    expect(seen).toHaveLength(3);
  });

  it('is asked again when it says so, and answers then', async () => {
    const { url } = await replying({ status: 503, headers: { 'retry-after': '7' } }, { status: 200 });
    const { transport, rests } = transportTo(url);
    expect(await transport.send(GET)).toMatchObject({ attempts: 2, response: { status: 200 } });
    expect(rests).toEqual([7_000]);
  });

  it('does not use up its tries by throttling', async () => {
    const { url } = await replying(
      { status: 429 },
      { status: 503 },
      { status: 429 },
      { status: 503 },
      { status: 200 },
    );
    const { transport } = transportTo(url);
    expect(await transport.send(GET)).toMatchObject({
      attempts: 5,
      throttled: 2,
      response: { status: 200 },
      withoutEffect: false,
    });
  });

  it.each([500, 502, 504, 408])('is not asked again after %i: who knows what it did', async status => {
    const { url, seen } = await replying({ status });
    expect((await transportTo(url).transport.send(POST)).response?.status).toBe(status);
    expect(seen).toHaveLength(1);
  });

  it('is not waited for once the run was interrupted', async () => {
    const { url, seen } = await replying({ status: 503, headers: { 'retry-after': '60' } });
    const target = targetAt(url);
    const transport = new Transport(target, new Limiter(target.budgets));
    onTestFinished(() => transport.close());
    const abort = new AbortController();
    const sent = transport.send(GET, { signal: abort.signal });
    while (seen.length === 0) await new Promise(setImmediate);
    setTimeout(() => abort.abort(), 30);
    const exchange = await sent;
    expect(exchange.failure?.reason).toBe('interrupted');
    expect(exchange).toMatchObject({ attempts: 1, withoutEffect: false });
  });
});

describe('a connection', () => {
  it('that is refused is tried three times, whatever is sent; nothing can have happened', async () => {
    const { transport, rests } = transportTo(await nowhere());
    const exchange = await transport.send(POST);
    expect(exchange).toMatchObject({ attempts: 3, withoutEffect: true });
    expect(exchange.failure).toMatchObject({
      reason: 'connection-lost',
      code: 'ECONNREFUSED',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(rests).toEqual([100, 200]);
  });

  it.each([
    ['is not repeated otherwise', false, 1],
    ['is repeated where that is safe', true, 3],
  ])('that breaks before the answer %s', async (_, repeatable, attempts) => {
    let asked = 0;
    const url = await serve(request => {
      asked += 1;
      request.socket.resetAndDestroy();
    });
    const exchange = await transportTo(url).transport.send(POST, { repeatable });
    expect(exchange).toMatchObject({
      attempts,
      failure: { reason: 'connection-lost' },
      withoutEffect: false,
    });
    expect(asked).toBe(attempts);
  });

  it('that breaks once and then holds gives an answer', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end('{}');
    });
    const exchange = await transportTo(url).transport.send(GET, { repeatable: true });
    expect(exchange).toMatchObject({ attempts: 2, response: { status: 200 } });
    expect(exchange.failure).toBeUndefined();
  });

  it('over which no HTTP comes is a failure', async () => {
    const server = createServer(socket => void socket.on('error', () => {}).end('SSH-2.0-x\r\n'));
    await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { failure } = await transportTo(`http://127.0.0.1:${port}`).transport.send(GET);
    expect(failure?.reason).toBe('connection-lost');
  });

  it('closed by the session ends what is under way', async () => {
    let arrived = false;
    const url = await serve(() => {
      arrived = true;
    });
    const { transport } = transportTo(url);
    const sent = transport.send(POST);
    while (!arrived) await new Promise(setImmediate);
    await transport.close();
    expect((await sent).failure?.reason).toBe('connection-lost');
  });
});

describe('an interrupted run', () => {
  it('sends nothing more', async () => {
    const { url, seen } = await replying({ status: 200 });
    let hooked = false;
    const { transport } = transportTo(url);
    const exchange = await transport.send(POST, {
      signal: AbortSignal.abort(),
      beforeSend: () => {
        hooked = true;
      },
    });
    expect(exchange).toMatchObject({
      failure: { reason: 'interrupted' },
      attempts: 0,
      withoutEffect: true,
    });
    expect([seen.length, hooked, transport.requests]).toEqual([0, false, 0]);
  });
});
