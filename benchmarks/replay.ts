/** Sends recorded requests bare: undici, one pool, the same concurrency, nothing looked at. */
import { readFileSync } from 'node:fs';
import { type Dispatcher, Pool } from 'undici';
import type { Recorded } from './recorder.ts';

const [file = '', url = '', concurrency = '12'] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(file, 'utf8')) as Recorded[];
const pool = new Pool(url, { connections: Number(concurrency), pipelining: 1 });
let next = 0;

async function sendInTurn(): Promise<void> {
  for (let request = requests[next++]; request; request = requests[next++]) {
    const { method, path, headers, body } = request;
    const answer = await pool.request({
      method: method as Dispatcher.HttpMethod,
      path,
      headers,
      body: body || null,
    });
    await answer.body.arrayBuffer();
  }
}

await Promise.all(Array.from({ length: Number(concurrency) }, sendInTurn));
await pool.close();
