/** A proxy that notes every request on its way to a target. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, Pool } from 'undici';

export interface Recorded {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Recorder {
  url: string;
  requests: Recorded[];
  close(): Promise<void>;
}

/** Starts a recording proxy on a free port of 127.0.0.1. */
export async function startRecorder(target: string): Promise<Recorder> {
  const requests: Recorded[] = [];
  const pool = new Pool(target, { connections: 32 });
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const type = incoming.headers['content-type'];
    const recorded: Recorded = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: type ? { 'content-type': type } : {},
      body: Buffer.concat(chunks).toString('utf8'),
    };
    requests.push(recorded);
    const { method, path, headers, body } = recorded;
    const answer = await pool.request({
      method: method as Dispatcher.HttpMethod,
      path,
      headers,
      body: body || null,
    });
    const text = await answer.body.text();
    outgoing.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.destroy();
    },
  };
}
