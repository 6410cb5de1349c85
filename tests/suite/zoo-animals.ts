/** Targets that know nothing of the contract, and answer everything in one way. */
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { json, type stub } from '../cli/process.ts';

export type Answer = Parameters<typeof stub>[0];

export interface Animal {
  answer: Answer;
  /** Nothing it answers can be read, so nothing of it is judged. */
  mute?: true;
  /** What the summary says of it. */
  words?: RegExp;
}

const WIX_400 = {
  message: 'customization is invalid',
  details: {
    validationError: {
      fieldViolations: [{ field: 'customization', description: 'invalid', violatedRule: 'OTHER' }],
    },
  },
};
const WIX_404 = {
  message: 'Customization not found',
  details: { applicationError: { code: 'CUSTOMIZATION_NOT_FOUND', description: 'not found', data: {} } },
};

const MEGABYTE = 1024 * 1024;
const BOMB_MEGABYTES = 2 * 1024;
const DEPTH = 100_000;

/** Writes as fast as it is read, without end. */
function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const blanks = Buffer.alloc(64 * 1024, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(blanks));
  };
  response.on('drain', more);
  more();
}

/** A byte at once and then one each second. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  const drops = setInterval(() => response.write(' '), 1_000);
  response.on('close', () => clearInterval(drops));
}

/** Some megabytes that unpack to two gigabytes, packed twice over at little cost: gzip members may follow each other. */
async function makeBomb(): Promise<Buffer> {
  const member = await promisify(gzip)(Buffer.alloc(64 * MEGABYTE, ' '), { level: 9 });
  return Buffer.concat(Array.from({ length: BOMB_MEGABYTES / 64 }, () => member));
}

const bomb = await makeBomb();
const nested = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
const nestedMember = `{"customization":${nested},"customizations":${nested},"results":${nested},"count":${nested}}`;
const JSON_TYPE = { 'content-type': 'application/json' };

export const ANIMALS: Record<string, Animal> = {
  'an empty object': { answer: (_, response) => json(response, 200, {}) },
  null: { answer: (_, response) => json(response, 200, null) },
  'an empty list': { answer: (_, response) => json(response, 200, []) },
  'an empty page': {
    answer: (_, response) =>
      json(response, 200, { customizations: [], pagingMetadata: { count: 0 }, count: 0 }),
  },
  'a well-formed 400': { answer: (_, response) => json(response, 400, WIX_400) },
  'a well-formed 404': { answer: (_, response) => json(response, 404, WIX_404) },
  'a bare 404': { answer: (_, response) => response.writeHead(404).end() },
  'a 500': { answer: (_, response) => json(response, 500, { message: 'Internal error', details: {} }) },
  'the request': { answer: ({ body }, response) => response.writeHead(200, JSON_TYPE).end(body) },
  HTML: {
    answer: (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>'),
  },
  'plain text': {
    answer: (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('OK'),
  },
  'half a document': {
    answer: (_, response) => response.writeHead(200, JSON_TYPE).end('{"customization":{"id":"'),
  },
  'JSON as text/html': {
    answer: ({ body }, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(body === '' ? '{"customization":{}}' : body),
  },
  'a redirect to itself': {
    answer: ({ url }, response) => response.writeHead(302, { location: url }).end(),
  },
  'a redirect in circles': {
    answer: ({ url }, response) => response.writeHead(307, { location: url === '/a' ? '/b' : '/a' }).end(),
  },
  'nested arrays': { answer: (_, response) => response.writeHead(200, JSON_TYPE).end(nested) },
  'members of nested arrays': {
    answer: (_, response) => response.writeHead(200, JSON_TYPE).end(nestedMember),
  },
  nothing: { answer: () => {}, mute: true, words: /no whole answer within/ },
  'a reset': {
    answer: (_, response) => response.socket?.resetAndDestroy(),
    mute: true,
    words: /ECONNRESET|other side closed/,
  },
  'one byte per second': {
    answer: (_, response) => drip(response),
    mute: true,
    words: /no whole answer within/,
  },
  'an endless body': {
    answer: (_, response) => pour(response),
    mute: true,
    words: /answer is larger than|no whole answer within/,
  },
  'a gzip bomb': {
    answer: (_, response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb),
    mute: true,
    words: /answer is larger than|no whole answer within/,
  },
};
