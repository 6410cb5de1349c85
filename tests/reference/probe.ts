/** A fixed conversation with the service, wide enough that every named fault shows in some answer. */
import { createService, type ServiceOptions } from '../../reference/service.ts';
import type { Respond } from '../../reference/wire.ts';
import { BULK_CHAPTERS } from './probe-bulk.ts';
import { CHOICES } from './probe-choices.ts';
import { guardedProducts, PRODUCT_CHAPTERS } from './probe-products.ts';
import { credentials, transport } from './probe-transport.ts';

type Json = Record<string, unknown>;

const BASE = '/stores/v3/customizations';
const NOBODY = '11111111-1111-4111-8111-111111111111';
const START = Date.parse('2026-01-02T03:04:05.006Z');
const STRANGERS = 120;

export interface Exchange {
  asked: string;
  /** The answer as JSON. */
  answer: string;
}

/** Talks to one service and writes down what was said. */
function conversation(respond: Respond, heard: (exchange: Exchange) => void) {
  const send = (method: string, target: string, body?: unknown, own: Record<string, string> = {}): Json => {
    const [path = '', query = ''] = target.split('?');
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const headers = Object.fromEntries(Object.entries(own).map(([name, held]) => [name.toLowerCase(), held]));
    const rawHeaders = Object.entries(own).flat();
    const answer = respond({ method, path, query, headers, rawHeaders, body: text });
    heard({ asked: `${method} ${target} ${text.slice(0, 300)}`, answer: JSON.stringify(answer) });
    return (answer.body ?? {}) as Json;
  };
  const create = (customization: unknown): Json =>
    (send('POST', BASE, { customization }).customization ?? {}) as Json;
  const query = (query: unknown, fields?: unknown): Json => send('POST', `${BASE}/query`, { query, fields });
  const count = (filter: unknown): Json => send('POST', `${BASE}/count`, { filter });
  return { send, create, query, count };
}

export type Talk = ReturnType<typeof conversation>;

const texts = (...names: unknown[]): Json => ({
  choices: names.map(name => ({ choiceType: 'CHOICE_TEXT', name })),
});
const colours = (...codes: unknown[]): Json => ({
  choices: codes.map((colorCode, at) => ({ choiceType: 'ONE_COLOR', name: `c${at}`, colorCode })),
});
const textOption = (name: unknown, settings: Json = texts('one', 'two')): Json => ({
  name,
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: settings,
});
const swatchOption = (name: unknown, settings: Json = colours('#12ab34', '#abcdef')): Json => ({
  ...textOption(name, settings),
  customizationRenderType: 'SWATCH_CHOICES',
});
const freeText = (name: unknown, settings: Json = {}): Json => ({
  name,
  customizationType: 'MODIFIER',
  customizationRenderType: 'FREE_TEXT',
  freeTextInput: { title: 'Title', minCharCount: 2, maxCharCount: 20, ...settings },
});
const priced = (defaultAddedPrice: unknown): Json => ({
  choices: [{ choiceType: 'CHOICE_TEXT', name: 'one', defaultAddedPrice }],
});
const linked = (...primaryChoiceIds: unknown[]): Json => ({
  choices: [
    { choiceType: 'CHOICE_TEXT', name: 'one' },
    { choiceType: 'CHOICE_TEXT', name: 'two', primaryChoiceIds },
  ],
});
const without = (value: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

function createRefusals({ send, create, query, count }: Talk): void {
  for (const name of ['name', 'customizationType', 'customizationRenderType', 'choicesSettings'])
    create(without(textOption('Without'), name));
  create(without(freeText('Without'), 'freeTextInput'));
  create(freeText('No title', { title: undefined }));
  for (const body of [{}, '{"customization":', '[]']) send('POST', BASE, body);
  for (const name of ['', 'x'.repeat(51), '   ', 17]) {
    create(textOption(name));
    create(textOption('Choice', texts(name)));
  }
  create(textOption('Empty', texts()));
  create(textOption('No list', {}));
  create(textOption('Twins', texts('one', 'one')));
  create({ ...textOption('Type'), customizationType: 'OTHER' });
  create({ ...textOption('Type'), customizationRenderType: 'OTHER' });
  create({ ...textOption('Misfit'), customizationRenderType: 'FREE_TEXT', customizationType: 'MODIFIER' });
  create({ ...freeText('Misfit'), customizationRenderType: 'TEXT_CHOICES' });
  create({ ...freeText('Misfit'), customizationRenderType: 'SWATCH_CHOICES' });
  create({ ...freeText('Both'), choicesSettings: texts('one') });
  create(textOption('Wrong', colours('#123456')));
  create(swatchOption('Wrong', texts('one')));
  create(textOption('Odd', { choices: [{ choiceType: 'ODD', name: 'one' }] }));
  for (const code of ['red', '#GGGGGG', '#1', `#${'1'.repeat(20)}`])
    create(swatchOption('Colour', colours(code)));
  for (const price of ['1.2345', '-1', '1000000000', 'free']) {
    create(textOption('Price', priced(price)));
    create(freeText('Price', { defaultAddedPrice: price }));
  }
  create(textOption('Many', texts(...Array.from({ length: 1001 }, (_, at) => `c${at}`))));
  create(freeText('Long', { maxCharCount: 501 }));
  for (const title of ['', 'x'.repeat(101)]) create(freeText('Title', { title }));
  create(textOption('Unknown', linked(NOBODY)));
  create(textOption('Five', linked(NOBODY, NOBODY, NOBODY, NOBODY, NOBODY)));
  create(textOption('Malformed', linked('nobody')));
  const [first] = texts('one').choices as Json[];
  create(textOption('Ids', { choices: [{ ...first, id: NOBODY }] }));
  create(
    textOption('Mixed', {
      choices: [
        { ...first, id: NOBODY },
        { ...first, name: 'two' },
      ],
    }),
  );
  count({ name: { $startsWith: '' } });
  query({ sort: [{ fieldName: 'name' }] });
}

const NAMES = ['A', 'x'.repeat(50), 'Größe 👕', 'e\u0301', 'Size', 'quote " and \\', 'Sizes', 'size'];

function createAccepted({ create, send }: Talk): void {
  for (const name of NAMES) create(textOption(name, texts(name, 'Other')));
  create({ ...textOption('Modifier'), customizationType: 'MODIFIER' });
  create({ ...swatchOption('Modifier'), customizationType: 'MODIFIER' });
  create(freeText('Size', { minCharCount: 0 }));
  create(
    freeText('Full', { title: 'x'.repeat(100), maxCharCount: 500, defaultAddedPrice: '1.5', key: 'mine' }),
  );
  for (const price of ['0', '999999999.99', '1.125']) create(textOption('Price', priced(price)));
  create(textOption('Hundred', texts(...Array.from({ length: 100 }, (_, at) => `c${at}`))));
  const date = '2001-02-03T04:05:06.007Z';
  for (const extra of [
    { revision: '7' },
    { createdDate: date },
    { updatedDate: date },
    { key: 'mine' },
    { id: NOBODY },
  ])
    create({ ...textOption('Extra'), ...extra });
  const counted = create({ ...textOption('Extra'), assignedProductsCount: 9 });
  send('GET', `${BASE}/${counted.id}?fields=ASSIGNED_PRODUCTS_COUNT`);
}

function reads({ send, create }: Talk): void {
  for (const sent of [textOption('Read'), swatchOption('Read'), freeText('Read')]) {
    const { id } = create(sent);
    for (const query of ['', '', '?fields=ASSIGNED_PRODUCTS_COUNT', '?fields=CHOICE_DISPLAY_IMAGE'])
      send('GET', `${BASE}/${id}${query}`);
    send('GET', `${BASE}/${id}?fields=ASSIGNED_PRODUCTS_COUNT&fields=CHOICE_DISPLAY_IMAGE`);
    send('GET', `${BASE}/${id}?customizationId=${id}`);
    send('GET', `${BASE}/${id}?${'fields=ASSIGNED_PRODUCTS_COUNT&'.repeat(101)}`);
    send('GET', `${BASE}/${id}/unknown`);
  }
  for (const id of [NOBODY, 'malformed'])
    for (const method of ['GET', 'DELETE']) send(method, `${BASE}/${id}`);
  send('GET', '/stores/v3/other');
}

function updates({ send, create }: Talk): void {
  for (const sent of [textOption('Before', priced('1.5')), swatchOption('Before'), freeText('Before')]) {
    const { id, revision } = create(sent);
    const patch = (customization: unknown, fields?: string[]): Json =>
      (send('PATCH', `${BASE}/${id}`, { customization, fields }).customization ?? {}) as Json;
    const current = (): Json => (send('GET', `${BASE}/${id}`).customization ?? {}) as Json;
    const latest = () => ({ id, revision: current().revision });
    patch({ id, revision, name: 'After' });
    patch({ id, revision, name: 'Stale' });
    patch({ id, revision: '99', name: 'Future' });
    patch({ id, revision: 'abc', name: 'Text' });
    patch({ id, name: 'None' });
    patch({ ...latest(), name: 'Counted' }, ['ASSIGNED_PRODUCTS_COUNT']);
    send('PATCH', `${BASE}/${id}`, {});
    for (const name of ['', 'y'.repeat(50), 'y'.repeat(51)]) patch({ ...latest(), name });
    patch({ ...latest(), customizationType: 'MODIFIER', name: 'Type' });
    patch({ ...latest(), customizationRenderType: 'SWATCH_CHOICES', name: 'Render' });
    patch({ ...latest(), choicesSettings: texts('three'), name: 'Choices' });
    patch({ ...latest(), freeTextInput: { title: 'Other' }, name: 'Free' });
    patch({
      ...latest(),
      createdDate: '2001-02-03T04:05:06.007Z',
      key: 'mine',
      assignedProductsCount: 4,
      name: 'Own',
    });
    send('GET', `${BASE}/${id}?fields=ASSIGNED_PRODUCTS_COUNT`);
  }
  for (const id of [NOBODY, 'malformed'])
    send('PATCH', `${BASE}/${id}`, { customization: { revision: '1', name: 'Nobody' } });
}

function deletes({ send, create, query, count }: Talk): void {
  for (const sent of [textOption('Gone'), { ...textOption('Gone'), customizationType: 'MODIFIER' }]) {
    const { id } = create(sent);
    count({});
    for (const method of ['GET', 'DELETE', 'GET', 'DELETE']) send(method, `${BASE}/${id}`);
    query({ filter: { name: 'Gone' } });
    count({});
    create(sent);
  }
}

function links({ send, create }: Talk): void {
  const { id, choicesSettings } = create(textOption('Linked'));
  const { choices: stored } = (choicesSettings ?? {}) as Json;
  const [first] = Array.isArray(stored) ? (stored as Json[]) : [];
  const choices = [{ choiceType: 'CHOICE_TEXT', name: 'three', primaryChoiceIds: [first?.id] }];
  send('POST', `${BASE}/${id}/add-choices`, { choices });
  send('GET', `${BASE}/${id}`);
  const many = Array.from({ length: 999 }, (_, at) => ({ choiceType: 'CHOICE_TEXT', name: `c${at}` }));
  send('POST', `${BASE}/${id}/add-choices`, { choices: many });
}

const OPERATORS = ['$eq', '$ne', '$in', '$hasSome', '$gt', '$gte', '$lt', '$lte', '$startsWith'];
const LISTS = ['$in', '$hasSome'];

function filters({ query, count, create, send }: Talk): void {
  const older = create(textOption('Filter a'));
  const { id } = create({ ...swatchOption('Filter b'), customizationType: 'MODIFIER' });
  send('PATCH', `${BASE}/${id}`, { customization: { revision: '1', name: 'Filter bb' } });
  const newer = (send('GET', `${BASE}/${id}`).customization ?? {}) as Json;
  create(swatchOption('Filter c'));
  create({ ...swatchOption('FILTER D'), customizationType: 'MODIFIER' });
  create(freeText('Filter e'));
  const both = (filter: unknown) => {
    query({ filter, cursorPaging: { limit: 20 } });
    count(filter);
  };
  for (const field of [
    'id',
    'name',
    'createdDate',
    'updatedDate',
    'customizationType',
    'customizationRenderType',
  ]) {
    for (const sign of OPERATORS)
      both({ [field]: { [sign]: LISTS.includes(sign) ? [older[field], newer[field]] : older[field] } });
    for (const flag of [true, false]) both({ [field]: { $exists: flag } });
    both({ [field]: older[field] });
  }
  for (const renderType of ['TEXT_CHOICES', 'SWATCH_CHOICES', 'FREE_TEXT'])
    both({ customizationRenderType: renderType });
  for (const prefix of ['Filter', 'filter', 'none']) both({ name: { $startsWith: prefix } });
  both({ id: { $startsWith: String(older.id).slice(0, 8) } });
  both({ name: { $gte: 'Filter a', $lt: 'Filter b' } });
  both({ name: { $startsWith: 'Filter' }, customizationType: 'MODIFIER' });
  const parts = [{ name: { $eq: 'Filter a' } }, { customizationRenderType: { $eq: 'TEXT_CHOICES' } }];
  both({ $and: parts });
  both({ $or: [parts[0], { name: { $eq: 'Filter e' } }] });
  both({ $not: parts[0] });
  both({ name: { $ne: 'Filter' } });
  both({ createdDate: { $lt: new Date(START + 3_600_000).toISOString() } });
  for (const filter of [
    { nothing: 'x' },
    { name: { $foo: 1 } },
    { name: { $in: 'Filter a' } },
    'text',
    {},
    undefined,
  ])
    both(filter);
  both({ id: { $in: [older.id, NOBODY] } });
  both({ id: { $in: [older.id] }, customizationRenderType: { $ne: 'FREE_TEXT' } });
  both({ name: { $eq: 'quote " and \\' } });
  both({ customizationType: 'MODIFIER' });
  both({ customizationType: 'PRODUCT_OPTION' });
}

function sorts({ query }: Talk): void {
  const filter = { name: { $startsWith: 'Filter' } };
  for (const fieldName of [
    'id',
    'name',
    'createdDate',
    'updatedDate',
    'customizationType',
    'unknown',
    'x'.repeat(513),
  ])
    for (const order of ['ASC', 'DESC', undefined, 'UP']) {
      query({ sort: [{ fieldName, order }], cursorPaging: { limit: 20 } });
      query({ filter, sort: [{ fieldName, order }] });
    }
  const all = ['name', 'createdDate', 'updatedDate', 'id'].map(fieldName => ({ fieldName, order: 'DESC' }));
  query({ sort: all });
  query({ sort: [{ fieldName: 'name' }, { fieldName: 'createdDate', order: 'DESC' }] });
  query({ sort: [...all, ...all.slice(0, 2)] });
  query({ sort: [] });
  query({ sort: { fieldName: 'name' } });
}

function pages({ query, send }: Talk): void {
  for (const body of [undefined, {}, { query: {} }]) send('POST', `${BASE}/query`, body);
  for (const limit of [1, 2, 100, 101, 250, -1, 2.5, '5']) query({ cursorPaging: { limit } });
  const filter = { customizationRenderType: 'TEXT_CHOICES', name: { $startsWith: 'Filter' } };
  for (const limit of [1, 2, 3])
    for (const again of [undefined, limit])
      walk(query, { filter, sort: [{ fieldName: 'name', order: 'ASC' }] }, limit, again);
  walk(query, { filter: { customizationRenderType: 'SWATCH_CHOICES' } }, 4, 4);
  walk(query, { filter: { name: { $startsWith: 'Filter' } } }, 4, 4);
  for (const cursor of ['made-up', 'x'.repeat(16_001)]) query({ cursorPaging: { cursor } });
  query({ filter: { name: 'nobody has this name' } });
}

function walk(query: Talk['query'], first: Json, limit: number, again: number | undefined): void {
  let page = query({ ...first, cursorPaging: { limit } });
  for (let step = 0; step < 3; step += 1) {
    const { cursors = {} } = (page.pagingMetadata ?? {}) as { cursors?: Json };
    const cursor = cursors.next;
    if (cursor === undefined) return;
    if (cursors.prev !== undefined) query({ cursorPaging: { cursor: cursors.prev } });
    query({ cursorPaging: { cursor, limit: again } });
    page = query({ cursorPaging: { cursor, limit: again } });
  }
}

function fields({ query }: Talk): void {
  const first = { cursorPaging: { limit: 5 } };
  const count = 'ASSIGNED_PRODUCTS_COUNT';
  const image = 'CHOICE_DISPLAY_IMAGE';
  for (const asked of [[], [count], [image], [count, image], Array(101).fill(count), count])
    query(first, asked);
}

function counter(from: number, step: number): () => number {
  let value = from;
  return () => {
    value += step;
    return value;
  };
}

type Changed = Pick<ServiceOptions, 'faults' | 'variants'>;

/** What the conversation is about: customizations, or products and read-only variants. */
export type About = 'customizations' | 'products';

/**
 * Holds a conversation with a service that has these faults or variants, always from the same beginning with the same clock
 * and ids.
 */
function hold(changed: Changed, about: About, heard: (exchange: Exchange) => void): void {
  const instants = counter(START, 250);
  const ids = counter(0, 1);
  const sources = {
    now: () => new Date(instants()),
    newId: () => `00000000-0000-4000-8000-${String(ids()).padStart(12, '0')}`,
  };
  const seedData = about === 'customizations' ? STRANGERS : 0;
  const service = createService({ ...changed, ...sources, seedData });
  const talk = conversation(service.respond, heard);
  const guarded = createService({ ...changed, ...sources, token: TOKEN });
  const strangers = conversation(guarded.respond, heard);
  for (const chapter of about === 'customizations' ? CHAPTERS : PRODUCT_CHAPTERS) chapter(talk);
  if (about === 'customizations') credentials(strangers, TOKEN);
  else guardedProducts(strangers);
}

const TOKEN = 'token-of-the-conversation';

const CHAPTERS = [
  createAccepted,
  createRefusals,
  reads,
  updates,
  deletes,
  links,
  filters,
  sorts,
  pages,
  fields,
  ...CHOICES,
  ...BULK_CHAPTERS,
  transport,
];

/** Everything said in the conversation. */
export function probe(changed: Changed, about: About = 'customizations'): Exchange[] {
  const exchanges: Exchange[] = [];
  hold(changed, about, exchange => exchanges.push(exchange));
  return exchanges;
}

class Different extends Error {}

/** Whether a service with these faults or variants answers anything differently; the conversation ends as soon as it does. */
export function differs(
  changed: Changed,
  healthy: readonly Exchange[],
  about: About = 'customizations',
): boolean {
  let index = 0;
  try {
    hold(changed, about, ({ answer }) => {
      if (answer !== healthy[index]?.answer) throw new Different();
      index += 1;
    });
  } catch (error) {
    if (error instanceof Different) return true;
    throw error;
  }
  return index !== healthy.length;
}
