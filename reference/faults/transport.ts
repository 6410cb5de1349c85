/** Defects in HTTP and JSON themselves. */
import { bare, payloadOf, type Respond, type WireAnswer, type WireRequest } from '../wire.ts';
import { type Fault, fault, rowsOf } from './fault.ts';

const row = rowsOf('CUST-TRANSPORT');

/** Answers are changed on their way out. */
const sent = (edit: (answer: WireAnswer, request: WireRequest) => WireAnswer): Fault['how'] => ({
  wire: next => request => edit(next(request), request),
});

/** Requests that fit are answered with a bare refusal. */
const turnsAway = (status: number, when: (request: WireRequest) => boolean): Fault['how'] => ({
  wire: next => request => (when(request) ? bare(status) : next(request)),
});

/** Each service remembers for itself. */
const remembering = (make: () => (request: WireRequest, next: Respond) => WireAnswer): Fault['how'] => ({
  wire: next => {
    const answer = make();
    return request => answer(request, next);
  },
});

const contentType = ({ headers }: WireRequest): string => headers['content-type'] ?? '';
const isRefusal = ({ status }: WireAnswer): boolean => status >= 400 && status < 500;
const isEntity = (path: string): boolean => /\/customizations\/[^/]+$/.test(path);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const bodyFaults: Fault[] = [
  fault(
    'transport-refusals-cut-short',
    [row(1), 'CUST-ERROR-001'],
    'The JSON of a refusal ends in the middle.',
    sent(answer =>
      isRefusal(answer)
        ? { ...answer, raw: payloadOf(answer).subarray(0, payloadOf(answer).length >> 1) }
        : answer,
    ),
  ),
  fault(
    'transport-html-as-json',
    [row(1), 'CUST-ERROR-001'],
    'An unknown entity is answered with an HTML page that is announced as JSON.',
    sent(answer => (answer.status === 404 ? { ...answer, raw: '<h1>Not found</h1>' } : answer)),
  ),
  fault(
    'transport-json-as-text',
    row(2),
    'Successes are announced as plain text.',
    sent(answer =>
      answer.status === 200
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }
        : answer,
    ),
  ),
  fault(
    'transport-json-unannounced',
    row(2),
    'Get does not say what it answers.',
    sent((answer, { method }) =>
      method === 'GET' ? { ...answer, headers: { ...answer.headers, 'content-type': undefined } } : answer,
    ),
  ),
];

/** How many reads repeat a refusal: whoever asks in between takes some. */
const REPEATED = 5;

/** How long (ms) the faulty service takes two reads for one. */
const TOGETHER = 20;

const connectionFaults: Fault[] = [
  fault(
    'transport-one-answer-for-all',
    row(3),
    'Reads of two entities at the same time get the answer of the first.',
    remembering(() => {
      let last: { at: number; answer: WireAnswer } | undefined;
      return (request, next) => {
        if (request.method !== 'GET' || !isEntity(request.path)) return next(request);
        const at = performance.now();
        if (!last || at - last.at > TOGETHER) last = { at, answer: next(request) };
        return last.answer;
      };
    }),
  ),
  fault(
    'transport-repeats-refusals',
    row(4),
    'Reads that follow a refusal are answered with it.',
    remembering(() => {
      let refusal: WireAnswer | undefined;
      let left = 0;
      return (request, next) => {
        const isRead = request.method === 'GET' && isEntity(request.path);
        if (isRead && refusal && left > 0) {
          left -= 1;
          return refusal;
        }
        const answer = next(request);
        if (isRefusal(answer)) [refusal, left] = [answer, REPEATED];
        return answer;
      };
    }),
  ),
  fault(
    'transport-fails-after-unknown-path',
    row(4),
    'After an unknown path below an entity its next read is answered 500.',
    remembering(() => {
      const lost = new Set<string>();
      return (request, next) => {
        const unknown = /^(.*)\/no-such[^/]*$/.exec(request.path)?.[1];
        if (unknown !== undefined) lost.add(unknown);
        return request.method === 'GET' && lost.delete(request.path) ? bare(500) : next(request);
      };
    }),
  ),
  fault(
    'transport-close-refused',
    row(15),
    'A request that closes its connection is answered 400.',
    turnsAway(400, ({ headers }) => headers.connection === 'close'),
  ),
];

const isPlainJson = (request: WireRequest): boolean => /^application\/json/i.test(contentType(request));

/** A body that cannot be read counts as an empty one. */
const unread = (
  method: string,
  path: RegExp,
  instead: (request: WireRequest) => WireRequest,
): Fault['how'] => ({
  wire: next => request =>
    request.method === method && path.test(request.path) && request.body !== '' && !isJson(request.body)
      ? next(instead(request))
      : next(request),
});
const withoutBody = (request: WireRequest): WireRequest => ({ ...request, body: '{}' });

const spellingFaults: Fault[] = [
  fault(
    'transport-header-names-in-one-case',
    row(5),
    'The content type is only found under two spellings of its name.',
    turnsAway(415, ({ rawHeaders = [] }) =>
      rawHeaders.some(
        name => name.toLowerCase() === 'content-type' && !/^(content-type|Content-Type)$/.test(name),
      ),
    ),
  ),
  fault(
    'transport-charset-refused',
    row(6),
    'A JSON content type with a charset is answered 415.',
    turnsAway(415, request => isPlainJson(request) && contentType(request).includes(';')),
  ),
  fault(
    'transport-media-type-in-one-case',
    row(6),
    'A JSON content type with a capital letter is answered 415.',
    turnsAway(415, request => isPlainJson(request) && /^[^;]*[A-Z]/.test(contentType(request))),
  ),
  fault('transport-chunks-lost', row(7), 'A body in chunks is not read.', {
    wire: next => request =>
      next(request.headers['transfer-encoding'] === 'chunked' ? withoutBody(request) : request),
  }),
  fault(
    'transport-escapes-refused',
    row(9),
    'JSON with escaped letters is answered 400.',
    turnsAway(400, ({ body }) => body.includes('\\u00')),
  ),
  fault(
    'transport-blanks-refused',
    row(9),
    'JSON on more than one line is answered 400.',
    turnsAway(400, ({ body }) => body.includes('\n')),
  ),
  fault(
    'transport-accept-refused',
    row(13),
    'A client that accepts JSON is answered 406.',
    turnsAway(406, ({ headers }) => /json/.test(headers.accept ?? '')),
  ),
  fault(
    'transport-accept-list-refused',
    row(13),
    'A client that accepts JSON among others is answered 406.',
    turnsAway(406, ({ headers }) => /json.*,/.test(headers.accept ?? '')),
  ),
  fault(
    'transport-percent-unknown',
    row(14),
    'A path with percent-encoded characters is unknown.',
    turnsAway(404, ({ path }) => path.includes('%')),
  ),
];

const refusalFaults: Fault[] = [
  fault(
    'transport-broken-update-reads',
    row(8),
    'An update with a body that is no JSON is answered like a Get.',
    unread('PATCH', /\/customizations\/[^/]+$/, request => ({ ...request, method: 'GET', body: '' })),
  ),
  fault(
    'transport-broken-query-lists-all',
    row(8),
    'A query with a body that is no JSON lists everything.',
    unread('POST', /\/query$/, withoutBody),
  ),
  fault(
    'transport-broken-count-counts-all',
    row(8),
    'A count with a body that is no JSON counts everything.',
    unread('POST', /\/count$/, withoutBody),
  ),
  fault(
    'transport-405-without-allow',
    row(10),
    'An answer 405 does not say which methods are allowed.',
    sent(answer =>
      answer.status === 405 ? { ...answer, headers: { ...answer.headers, allow: undefined } } : answer,
    ),
  ),
  fault(
    'transport-large-body-500',
    row(12),
    'A body of more than a million characters is answered 500.',
    turnsAway(500, ({ body }) => body.length > 1_000_000),
  ),
];

export const transportFaults: Fault[] = [
  ...bodyFaults,
  ...connectionFaults,
  ...spellingFaults,
  ...refusalFaults,
];
