/** HTTP and JSON, which leave much open. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Change } from '../change.ts';
import { isGuid, object } from '../faults/tools.ts';
import { INDEXED } from '../lag.ts';
import { payloadOf, type WireAnswer, type WireRequest } from '../wire.ts';
import { type Variant, variant } from './variant.ts';

/** Answers are changed after all else. */
const sent = (edit: (answer: WireAnswer, request: WireRequest) => WireAnswer): Change => ({
  wire: next => request => edit(next(request), request),
});

/** An answer that is no JSON keeps what it says of its content. */
const contentType = (own: Record<string, string>): Change =>
  sent(answer => ({
    ...answer,
    headers: { ...(answer.headers?.['content-type'] ? {} : own), ...answer.headers },
  }));

const headers = (own: WireAnswer['headers']): Change =>
  sent(answer => ({ ...answer, headers: { ...answer.headers, ...own } }));

/** Answers without a body have nothing to encode. */
const encoded = (encoding: string, encode: (payload: Buffer) => Buffer): Change =>
  sent(answer => {
    const payload = payloadOf(answer);
    if (payload.length === 0) return answer;
    const own = { ...answer.headers, 'content-encoding': encoding, vary: 'accept-encoding' };
    return { ...answer, headers: own, raw: encode(payload) };
  });

const written = (write: (body: unknown) => string): Change =>
  sent(answer =>
    answer.body === undefined || answer.raw !== undefined ? answer : { ...answer, raw: write(answer.body) },
  );

const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  const members = object(value);
  if (!members) return value;
  return Object.fromEntries(
    Object.entries(members)
      .reverse()
      .map(([name, member]) => [name, backwards(member)]),
  );
}

const HTML: WireAnswer = {
  status: 404,
  headers: { 'content-type': 'text/html' },
  raw: '<!doctype html><title>Not found</title>',
};

const READS = ['/query', '/count'];
const LONGEST_WAIT = 25;

/** The id in the path of an operation on one customization. */
function idIn(path: string): string | undefined {
  const [, stores, version, collection, id, ...rest] = path.split('/');
  const isOne = [stores, version, collection].join('/') === 'stores/v3/customizations' && rest.length < 2;
  return isOne && id !== 'query' && id !== 'count' ? id : undefined;
}

const lacksBody = ({ method, path, body }: WireRequest): boolean =>
  method === 'POST' && body === '' && READS.some(end => path.endsWith(end));

const isOtherContent = ({ body, headers: own }: WireRequest): boolean =>
  body !== '' && !/json/i.test(own['content-type'] ?? '');

/** Requests that fit are answered before the service sees them. */
const meets = (when: (request: WireRequest) => boolean, answer: WireAnswer): Change => ({
  wire: next => request => (when(request) ? answer : next(request)),
});

export const transportVariants: Variant[] = [
  variant(
    'router-knows-guids',
    'malformed id',
    ['SIL-25'],
    'A malformed id is no path: answered 404 without a body.',
    meets(
      ({ path }) => {
        const id = idIn(path);
        return id !== undefined && !isGuid(decodeURIComponent(id));
      },
      { status: 404 },
    ),
  ),
  variant(
    'json-content-type-demanded',
    'content type of requests',
    ['CUST-ERROR-028'],
    'A body without a JSON content type is answered 415.',
    meets(isOtherContent, { status: 415 }),
  ),
  variant(
    'body-demanded-by-query',
    'query without body',
    ['CUST-QUERY-FILTER-004', 'SIL-52'],
    'Query and Count without any body are refused.',
    meets(lacksBody, { status: 400, body: { message: 'no body', details: {} } }),
  ),
  variant(
    'html-for-unknown-paths',
    'unknown paths',
    ['CUST-ERROR-026', 'CUST-ERROR-025'],
    'Unknown paths and methods are answered 404 with an HTML page.',
    sent(answer =>
      answer.status === 405 ||
      (answer.status === 404 && !object(object(answer.body)?.details)?.applicationError)
        ? HTML
        : answer,
    ),
  ),
  variant(
    'indented-json',
    'JSON text',
    ['CUST-MODEL-051'],
    'JSON is indented.',
    written(body => `${JSON.stringify(body, null, 2)}\n`),
  ),
  variant(
    'escaped-json',
    'JSON text',
    ['CUST-MODEL-051'],
    'JSON is pure ASCII; everything else is escaped.',
    written(body => escaped(JSON.stringify(body))),
  ),
  variant(
    'members-in-other-order',
    'JSON text',
    ['CUST-MODEL-051'],
    'The members of objects stand in the opposite order.',
    written(body => JSON.stringify(backwards(body))),
  ),
  variant(
    'gzip',
    'encoding',
    ['CUST-ERROR-028'],
    'Bodies are compressed with gzip.',
    encoded('gzip', gzipSync),
  ),
  variant(
    'brotli',
    'encoding',
    ['CUST-ERROR-028'],
    'Bodies are compressed with Brotli.',
    encoded('br', brotliCompressSync),
  ),
  variant(
    'chunked',
    'framing',
    ['CUST-ERROR-028'],
    'Bodies come in chunks, without a length.',
    headers({ 'transfer-encoding': 'chunked' }),
  ),
  variant(
    'connection-close',
    'keep-alive',
    ['CUST-ERROR-028'],
    'Every answer closes its connection.',
    headers({ connection: 'close' }),
  ),
  variant(
    'no-request-id',
    'request id',
    ['CUST-ERROR-023'],
    'Answers carry no request id.',
    headers({ 'x-wix-request-id': undefined }),
  ),
  variant(
    'headers-in-other-case',
    'header names',
    ['CUST-ERROR-028'],
    'Header names are in capitals.',
    contentType({ 'CONTENT-TYPE': 'application/json' }),
  ),
  variant(
    'bare-content-type',
    'header names',
    ['CUST-ERROR-028'],
    'The content type names no charset.',
    contentType({ 'content-type': 'application/json' }),
  ),
  variant(
    'more-headers',
    'more headers',
    ['CUST-ERROR-023'],
    'Answers carry headers of caches and proxies.',
    headers({
      'cache-control': 'no-store',
      server: 'some-proxy',
      'x-powered-by': 'something else',
      'x-served-by': 'node-7',
      etag: '"abc"',
      'set-cookie': 'visitor=1; Path=/',
    }),
  ),
  variant(
    'jitter',
    'pace',
    ['SIL-54'],
    'Answers take up to 25 ms, each as long as it likes.',
    sent(answer => ({ ...answer, delayMs: Math.random() * LONGEST_WAIT })),
  ),
  variant('slow-index', 'consistency of Query', ['SIL-16', 'SIL-53'], 'Query and Count are 300 ms behind.', {
    lag: { operations: INDEXED, ms: 300 },
  }),
  variant(
    'replicas-in-turns',
    'consistency of Query',
    ['SIL-16', 'SIL-53'],
    'Query and Count alternate between a fresh view and one that is 200 ms behind.',
    { lag: { operations: INDEXED, ms: 200, inTurns: true } },
  ),
  variant('late-get', 'consistency of Get', ['SIL-16'], 'Get is 30 ms behind.', {
    lag: { operations: ['getCustomization'], ms: 30 },
  }),
];
