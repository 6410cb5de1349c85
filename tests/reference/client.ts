/** Servers for one test, and the shortest way to talk to them. */
import { afterEach } from 'vitest';
import { type Reference, type ReferenceOptions, startReference } from '../../reference/server.ts';

export const BASE = '/stores/v3/customizations';
export const NOBODY = '11111111-1111-4111-8111-111111111111';

type Json = Record<string, unknown>;

interface Answer {
  status: number;
  headers: Headers;
  body: Json;
  text: string;
}

const running: Reference[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(server => server.close()));
});

/** Starts a server that ends with the test. */
export async function start(options: ReferenceOptions = {}) {
  const server = await startReference(options);
  running.push(server);
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const answer: Answer = { status: response.status, headers: response.headers, text, body: parse(text) };
    return answer;
  };
  const create = async (name: string): Promise<Json> => {
    const answer = await send('POST', BASE, { customization: option(name) });
    return answer.body.customization as Json;
  };
  const query = async (filter: unknown): Promise<Json[]> =>
    (await send('POST', `${BASE}/query`, { query: { filter } })).body.customizations as Json[];
  const count = async (filter?: unknown): Promise<unknown> =>
    (await send('POST', `${BASE}/count`, { filter })).body.count;
  return { ...server, send, create, query, count };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

export const option = (name: string): Json => ({
  name,
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT', name: 'one' }] },
});
