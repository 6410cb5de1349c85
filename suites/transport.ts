/** Transport: what HTTP and JSON themselves ask of every API, whatever it is about (RFC 9110, 9112, 8259). */
import { randomUUID } from 'node:crypto';
import { type Answer, inWords } from '../engine/answer.ts';
import { type Chapter, type CheckContext, check } from '../engine/check.ts';
import { isNoServerError, isNoSuccess, isRefused } from '../engine/matchers/answers.ts';
import { shows } from '../engine/matchers/entities.ts';
import { unless } from '../engine/matchers/matcher.ts';
import { listsNone } from '../engine/matchers/pages.ts';
import { standing } from '../engine/standing.ts';
import { UndecidedError } from '../engine/undecided.ts';
import type { Customization } from '../specs/openapi.types.ts';
import { OPERATIONS } from '../specs/operations.ts';
import { KINDS, TEXT_OPTION } from './customizations/kinds.ts';
import { unusualRequests } from './transport-requests.ts';

const { path } = OPERATIONS.createCustomization;

/** The media type of an answer, without parameters; empty when it names none. */
const mediaTypeOf = ({ exchange }: Answer): string =>
  (exchange.response?.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
const hasBody = ({ exchange }: Answer): boolean => (exchange.response?.text ?? '') !== '';
const isJson = (answer: Answer): boolean => mediaTypeOf(answer) === 'application/json';

const bodies = standing({
  id: 'transport.bodies',
  title: 'Every body that is announced as JSON is JSON, and every success announces it',
  profile: 'transport',
  points: {
    parses: [
      'CUST-TRANSPORT-001',
      {
        of: 'answer',
        when: answer => isJson(answer) && hasBody(answer),
        broken: ({ body, exchange }) => unless(body !== undefined, 'JSON', exchange.response?.text),
      },
    ],
    announced: [
      'CUST-TRANSPORT-002',
      {
        of: 'answer',
        when: answer => answer.status === 200 && hasBody(answer),
        broken: answer => unless(isJson(answer), 'content type application/json', mediaTypeOf(answer)),
      },
    ],
  },
});

const parallel = check({
  id: 'transport.parallel',
  title: 'Of requests sent at the same time each gets its own answer',
  profile: 'transport',
  points: { own: 'CUST-TRANSPORT-003' },
  async run({ api, given, judge, draw, settle }) {
    const sent = KINDS.map(kind => given.named(draw(kind.arbitrary(), kind.id)));
    const calls = sent.map(one => api.create(one));
    const made = await Promise.all(calls.map(call => call.accepted()));
    for (const [i, call] of calls.entries()) judge('own', await call, shows(sent[i] ?? {}));
    const shown = ({ id, name }: Customization) => shows({ id, name });
    for (const one of made) await settle.soon('get-after-create', () => api.get(one.id), shown(one));
    const reads = made.map(async one => {
      const query = { filter: { id: { $in: [one.id] } } };
      const [read, listed] = await Promise.all([api.get(one.id), api.query({ query })]);
      return { one, read, listed };
    });
    for (const { one, read, listed } of await Promise.all(reads)) {
      judge('own', read, shown(one));
      // An index may be behind (SIL-16); what it lists must still be what this request asked for.
      judge('own', listed, listsNone(made.map(({ id }) => id).filter(id => id !== one.id)));
    }
  },
});

const tooEarly = (target: string, method = 'POST') =>
  [{ method, path: target, headers: {}, text: '{"query": {' }, 'the JSON ends too early'] as const;

const afterRefusal = check({
  id: 'transport.after-refusal',
  title: 'After a refusal the next request is answered as if nothing had happened',
  profile: 'transport',
  points: { usual: 'CUST-TRANSPORT-004' },
  async run({ api, given, judge, draw, settle }) {
    const { id, name } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const found = shows({ id, name });
    await settle.soon('get-after-create', () => api.get(id), found);
    const refusals = [
      () => api.raw(...tooEarly(path)),
      () => api.get(randomUUID(), { difference: 'an id that no entity has' }),
      () =>
        api.raw({ method: 'POST', path: `${path}/${id}/no-such-action`, headers: {}, text: '{}' }, 'no path'),
      () => api.odd('createCustomization', { body: {} }, 'customization: left out'),
    ];
    for (const refuse of refusals) {
      await refuse();
      judge('usual', await api.get(id), found);
    }
  },
});

const brokenJson = check({
  id: 'transport.broken-json',
  title: 'A body that is no JSON is refused by Update, Query and Count',
  profile: 'transport',
  points: { update: 'CUST-TRANSPORT-008', query: 'CUST-TRANSPORT-008', count: 'CUST-TRANSPORT-008' },
  async run({ api, given, judge, draw }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.query({ query: { filter: { id: { $in: [id] } } } }).accepted();
    await api.count({ filter: { id: { $in: [id] } } }).accepted();
    judge('update', await api.raw(...tooEarly(`${path}/${id}`, 'PATCH')), isRefused);
    judge('query', await api.raw(...tooEarly(`${path}/query`)), isRefused);
    judge('count', await api.raw(...tooEarly(`${path}/count`)), isRefused);
  },
});

const routes = check({
  id: 'transport.routes',
  title: 'Unknown paths are no success; a wrong method that is answered 405 is told which are right',
  profile: 'transport',
  points: {
    unknown: 'CUST-ERROR-026',
    method: 'CUST-ERROR-025',
    allow: 'CUST-TRANSPORT-010',
    head: 'CUST-TRANSPORT-016',
  },
  async run({ api, given, judge, draw }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const json = { headers: {}, text: '{}' };
    for (const unknown of [
      `${path}/${id}/add-choices/more`,
      '/stores/v3/bulk/customizations/no-such-action',
    ]) {
      judge(
        'unknown',
        await api.raw({ method: 'POST', path: unknown, ...json }, 'an unknown path'),
        isNoSuccess,
      );
    }
    const answers: Answer[] = [];
    for (const [method, target] of [
      ['PUT', `${path}/${id}`],
      ['PATCH', `${path}/count`],
      ['PUT', path],
    ] as const) {
      answers.push(await api.raw({ method, path: target, ...json }, `${method} is not documented here`));
    }
    for (const answer of answers) judge.observed('method', answer);
    const refused = answers.filter(({ status }) => status === 405);
    for (const answer of refused) judge('allow', answer, namesMethods);
    if (refused.length === 0) judge.inapplicable('allow', 'no answer 405');
    judge.observed('head', await api.raw({ method: 'HEAD', path: `${path}/${id}`, headers: {} }, 'HEAD'));
  },
});

/** Present is enough: the list may be empty. */
const namesMethods = ({ exchange }: Answer) =>
  unless(exchange.response?.headers.allow !== undefined, 'a header Allow', exchange.response?.headers);

/** Above what usual servers take (1 MB), below what is a burden. */
const LARGE = 1_500_000;

const largeBody = check({
  id: 'transport.large-body',
  title: 'A body of more than a megabyte is answered below 500; compression is recorded',
  profile: 'transport',
  points: { below500: 'CUST-TRANSPORT-012', compressed: 'CUST-TRANSPORT-011' },
  async run(context) {
    const { api, given, judge, draw } = context;
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const manner = { headers: { 'accept-encoding': 'gzip, br' }, difference: 'accept-encoding: gzip, br' };
    const compressed = await api.inManner(manner).get(id);
    const encoding = compressed.exchange.response?.headers['content-encoding'] ?? 'none';
    judge.observed('compressed', compressed, `${inWords(compressed)}, content-encoding: ${encoding}`);
    const answer = await sendLarge(api);
    if (answer) judge('below500', answer, isNoServerError);
    else judge.inapplicable('below500', 'the target ends the connection, as it may (RFC 9110, 15.5.14)');
  },
});

/** The answer; nothing when the target ended the connection instead. */
async function sendLarge(api: CheckContext['api']): Promise<Answer | undefined> {
  const text = JSON.stringify({ query: { filter: { name: 'n'.repeat(LARGE) } } });
  try {
    const request = { method: 'POST', path: `${path}/query`, headers: {}, text };
    return await api.raw(request, `a body of ${LARGE} bytes`);
  } catch (error) {
    if (error instanceof UndecidedError && error.reason === 'connection-lost') return undefined;
    throw error;
  }
}

export const transport: Chapter = {
  title: 'Transport',
  checks: [parallel, afterRefusal, brokenJson, routes, largeBody, ...unusualRequests],
  standing: [bodies],
};
