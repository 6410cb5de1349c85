/** Requests that HTTP and JSON let a client spell in more than one way: each means the same (RFC 9110, 9112, 8259). */
import type { Answer } from '../engine/answer.ts';
import { type Check, check } from '../engine/check.ts';
import { shows } from '../engine/matchers/entities.ts';
import type { Manner } from '../engine/sender.ts';
import { OPERATIONS } from '../specs/operations.ts';
import { SWATCH_OPTION, TEXT_OPTION } from './customizations/kinds.ts';
import { renaming } from './customizations/renaming.ts';

/** JSON with blanks between its tokens and the plain letters of its strings escaped. */
function escapedJson(body: unknown): string {
  const text = JSON.stringify(body, null, '\t');
  return text.replace(/"(?:[^"\\]|\\.)*"/g, string =>
    string.replace(/\\.|[a-z]/gi, found =>
      found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

type Row = [requirement: string, id: string, title: string, manners: Manner[]];

const contentType = (value: string): Manner => ({
  headers: { 'content-type': value },
  difference: `content-type: ${value}`,
});
const accept = (value: string): Manner => ({ headers: { accept: value }, difference: `accept: ${value}` });

const ROWS: Row[] = [
  [
    'CUST-TRANSPORT-005',
    'header-case',
    'Header names in another case',
    ['CONTENT-TYPE', 'cOnTeNt-TyPe'].map(name => ({
      headers: { [name]: 'application/json' },
      difference: `the header is spelled ${name}`,
    })),
  ],
  [
    'CUST-TRANSPORT-006',
    'media-type',
    'The JSON content type in another case and with a charset',
    ['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset="UTF-8"'].map(
      contentType,
    ),
  ],
  [
    'CUST-TRANSPORT-009',
    'json-spelling',
    'Escaped characters, and blanks between the tokens',
    [{ spell: escapedJson, difference: 'letters are escaped, and tokens stand apart' }],
  ],
  [
    'CUST-TRANSPORT-013',
    'accept',
    'A client that accepts JSON, alone or among others',
    ['application/json', 'application/json, text/plain, */*'].map(accept),
  ],
  [
    'CUST-TRANSPORT-015',
    'connection-close',
    'A request that closes its connection',
    [{ headers: { connection: 'close' }, difference: 'connection: close' }],
  ],
];

/** A create, an update and a Get in an unusual manner: accepted, and what was sent is what Get shows then. */
function spelling([requirement, id, title, manners]: Row): Check {
  return check({
    id: `transport.request.${id}`,
    title: `${title}: served like any other`,
    profile: 'transport',
    points: { served: requirement },
    async run({ api, given, judge, draw, settle }) {
      await given.customization(draw(TEXT_OPTION.arbitrary()));
      for (const [i, manner] of manners.entries()) {
        const unusual = api.inManner(manner);
        const sent = given.named(draw(SWATCH_OPTION.arbitrary(), String(i)));
        const call = unusual.create(sent);
        judge('served', await call, shows(sent));
        const made = await call.accepted();
        const name = given.name('renamed');
        judge('served', await unusual.update(made.id, renaming(made, name)), shows({ id: made.id, name }));
        const renamed = shows({ ...sent, name });
        const read = await settle.soon('get-after-update', () => unusual.get(made.id), renamed);
        judge('served', read, renamed);
      }
    },
  });
}

const chunks = check({
  id: 'transport.request.chunked',
  title: 'A body in chunks is served like one with a length, or a length is asked for with 411',
  profile: 'transport',
  points: { served: 'CUST-TRANSPORT-007' },
  async run({ api, given, judge, draw, settle }) {
    await given.customization(draw(TEXT_OPTION.arbitrary()));
    const manner = { chunked: true, difference: 'transfer-encoding: chunked' } as const;
    const sent = given.named(draw(SWATCH_OPTION.arbitrary()));
    const call = api.inManner(manner).create(sent);
    if ((await call).status === 411)
      return judge.inapplicable('served', 'the target asks for a length (411)');
    judge('served', await call, shows(sent));
    const { id } = await call.accepted();
    judge('served', await settle.soon('get-after-create', () => api.get(id), shows(sent)), shows(sent));
  },
});

const encodedPath = check({
  id: 'transport.request.percent-encoded',
  title: 'An id in the path with its hyphens percent-encoded is the same id',
  profile: 'transport',
  points: { served: 'CUST-TRANSPORT-014' },
  async run({ api, given, judge, draw, settle }) {
    const { id, name } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const { method, path } = OPERATIONS.getCustomization;
    const encoded = path.replace('{customizationId}', id.replaceAll('-', '%2D'));
    const read = () => api.raw({ method, path: encoded, headers: {} }, 'the hyphens of the id are %2D');
    const found = shows({ id, name });
    judge('served', await settle.soon<Answer>('get-after-create', read, found), found);
  },
});

export const unusualRequests: Check[] = [...ROWS.map(spelling), chunks, encodedPath];
