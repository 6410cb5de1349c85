/** The part of the fixed conversation that is about products and read-only variants. */
import fc from 'fast-check';
import { GROUNDS, MISTAKES } from '../../generators/product-mistakes.ts';
import type { Talk } from './probe.ts';

type Json = Record<string, unknown>;

const BASE = '/stores/v3/products';
const BULK = '/stores/v3/bulk/products';
const CUSTOMIZATIONS = '/stores/v3/customizations';
const NOBODY = '11111111-1111-4111-8111-111111111111';
const COUNT = '?fields=ASSIGNED_PRODUCTS_COUNT';

const text = (name: string): Json => ({ choiceType: 'CHOICE_TEXT', name });
const red = { choiceType: 'ONE_COLOR', name: 'red', colorCode: '#ff0000' };
const price = (amount: string): Json => ({ actualPrice: { amount } });

const option = (name: string, ...choices: string[]): Json => ({
  name,
  optionRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: choices.map(text) },
});
const swatches = (name: string): Json => ({
  name,
  optionRenderType: 'SWATCH_CHOICES',
  choicesSettings: { choices: [red] },
});
const freeText = (name: string): Json => ({
  name,
  modifierRenderType: 'FREE_TEXT',
  mandatory: true,
  freeTextSettings: { minCharCount: 2, maxCharCount: 20, title: 'Title', defaultAddedPrice: '2.50' },
});
const wrapping = (name: string): Json => ({
  name,
  modifierRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: [{ ...text('Paper'), addedPrice: '1.50' }, text('None'), text('Box')] },
});

const names = (optionName: string, choiceName: string, renderType = 'TEXT_CHOICES'): Json => ({
  optionChoiceNames: { optionName, choiceName, renderType },
});
const variant = (amount: string, ...choices: Json[]): Json => ({
  choices,
  price: price(amount),
  physicalProperties: {},
});

const product = (name: string, more: Json = {}): Json => ({
  name,
  productType: 'PHYSICAL',
  physicalProperties: {},
  variantsInfo: { variants: [variant('10.50')] },
  ...more,
});

/** Two variants of one option. */
const shirt = (name: string, more: Json = {}): Json =>
  product(name, {
    options: [option(`${name} size`, 'S', 'M')],
    variantsInfo: {
      variants: ['S', 'M'].map((size, at) => ({
        ...variant(`${20 + at}.25`, names(`${name} size`, size)),
        sku: `${name}-${size}`,
        barcode: `4${at}`,
      })),
    },
    ...more,
  });

const made = (answer: Json): Json => (answer.product ?? answer.customization ?? {}) as Json;
const objects = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const variantsOf = (one: Json): Json[] => objects((one.variantsInfo as Json | undefined)?.variants);

function talkOf({ send }: Talk) {
  return {
    send,
    create: (body: unknown, more: Json = {}) => made(send('POST', BASE, { product: body, ...more })),
    get: (id: unknown, query = '') => made(send('GET', `${BASE}/${id}${query}`)),
    update: (id: unknown, patch: Json) => made(send('PATCH', `${BASE}/${id}`, { product: { id, ...patch } })),
    query: (query: Json) => send('POST', `${BASE}/query`, { query }),
    search: (search: Json) => send('POST', `${BASE}/search`, { search }),
    rov: (query: Json, fields?: string[]) => send('POST', `${BASE}/query-variants`, { query, fields }),
    customization: (id: unknown) => made(send('GET', `${CUSTOMIZATIONS}/${id}${COUNT}`)),
  };
}

/** What must be accepted of a create. */
function creating(talk: Talk): void {
  const { create, get, send } = talkOf(talk);
  const plain = create(product('Plain', { handle: 'my-handle', slug: 'my-slug' }));
  for (const query of ['', '?fields=URL', '?fields=CURRENCY', '?fields=URL&fields=CURRENCY'])
    get(plain.id, query);
  get(create(product('Plain without a slug')).id);
  send('GET', `${BASE}/slug/my-slug`);
  send('GET', `${BASE}/slug/nothing`);
  get(NOBODY);
  for (const length of [60, 80, 81]) create(product('n'.repeat(length)));
  create(product('Takes the slug', { slug: 'my-slug' }));
  create(product('Revision', { revision: '77' }));
  create(product('Fields'), { fields: ['NO_SUCH'] });
  create({ name: 'Digital', productType: 'DIGITAL', variantsInfo: { variants: [{ price: price('5') }] } });
  const hidden = shirt('Hidden');
  get(
    create({
      ...hidden,
      variantsInfo: { variants: variantsOf(hidden).map(one => ({ ...one, visible: false })) },
    }).id,
  );
  const shown = variantsOf(hidden).map((one, at) => ({ ...one, sku: `shown-${at}`, visible: at === 1 }));
  create({ ...hidden, variantsInfo: { variants: shown } });
  const some = create(shirt('Some'));
  get(some.id, '?fields=VARIANT_OPTION_CHOICE_NAMES');
  for (const { id } of objects(some.options)) talkOf(talk).customization(id);
  const both = product('Both', {
    options: [option('Both a', 'x', 'y'), swatches('Both b')],
    variantsInfo: {
      variants: ['x', 'y'].map(one =>
        variant('0', names('Both a', one), names('Both b', 'red', 'SWATCH_CHOICES')),
      ),
    },
  });
  get(create(both).id);
  create({ ...both, name: 'Part', variantsInfo: { variants: variantsOf(both).slice(0, 1) } });
  for (const length of [40, 41]) {
    create(product('Codes', { variantsInfo: { variants: [{ ...variant('1'), sku: 's'.repeat(length) }] } }));
    create(
      product('Codes', { variantsInfo: { variants: [{ ...variant('1'), barcode: 'b'.repeat(length) }] } }),
    );
  }
  const profit = { cost: { amount: '1' }, profit: { amount: '777' } };
  create(product('Profit', { variantsInfo: { variants: [{ ...variant('9'), revenueDetails: profit }] } }), {
    fields: ['MERCHANT_DATA'],
  });
}

/** What must be refused of a create. */
function refusing(talk: Talk): void {
  const { create, send } = talkOf(talk);
  const without = (body: Json, member: string) => create({ ...body, [member]: undefined });
  for (const member of ['name', 'productType', 'physicalProperties', 'variantsInfo'])
    without(product('Wrong'), member);
  for (const [member, value] of [
    ['name', ''],
    ['productType', 'VIRTUAL'],
    ['variantsInfo', { variants: [] }],
    ['variantsInfo', { variants: [{ ...variant('1'), price: 10.5 }] }],
  ] as const)
    create({ ...product('Wrong'), slug: 'left-behind', [member]: value });
  send('GET', `${BASE}/slug/left-behind`);
  send('POST', BASE, {});
  send('POST', BASE, '{"product": {');
  create({
    name: 'Pos',
    productType: 'DIGITAL',
    visibleInPos: true,
    variantsInfo: { variants: [{ price: price('1') }] },
  });
  for (const { ground, make } of Object.values(MISTAKES)) {
    const [control] = fc.sample(GROUNDS[ground](), { numRuns: 1, seed: 5 });
    if (control) create(make(control));
  }
}

/** Options and modifiers, inline and by their ids. */
function connecting(talk: Talk): void {
  const { create, customization, send } = talkOf(talk);
  const of = (kind: 'options' | 'modifiers', ...entries: Json[]) =>
    create(
      product(`Connects ${String(entries[0]?.name)}`, {
        [kind]: entries,
        ...(kind === 'options' && {
          variantsInfo: { variants: [variant('3', ...entries.map(one => names(String(one.name), 'S')))] },
        }),
      }),
    );
  const length = (count: number) => option('o'.repeat(count), 'S', 'c'.repeat(count));
  for (const count of [50, 51]) of('options', length(count));
  for (const count of [6, 7])
    of('options', ...Array.from({ length: count }, (_, at) => option(`Six ${count} ${at}`, 'S')));
  const wrong = option('Wrong option', 'S', 'M');
  const settings = (choices: unknown[]) => ({ ...wrong, choicesSettings: { choices } });
  for (const entry of [
    { ...wrong, name: undefined },
    { ...wrong, optionRenderType: undefined },
    { ...wrong, optionRenderType: 'FREE_TEXT' },
    { ...wrong, choicesSettings: undefined },
    settings([]),
    settings([text('S'), { name: 'M' }]),
    settings([text('S'), { choiceType: 'CHOICE_TEXT' }]),
    settings([text('S'), red]),
    { ...wrong, key: 'own-key' },
    settings([{ ...text('S'), key: 'own-key' }]),
  ])
    create(
      product('Wrong option', {
        options: [entry],
        variantsInfo: { variants: [variant('3', names('Wrong option', 'S'))] },
      }),
    );
  for (const colorCode of ['#F', `#${'F'.repeat(20)}`]) {
    const choices = [{ ...red, colorCode }];
    create(
      product('Colours', {
        options: [{ ...swatches('Colours'), choicesSettings: { choices } }],
        variantsInfo: { variants: [variant('3', names('Colours', 'red', 'SWATCH_CHOICES'))] },
      }),
    );
  }
  const one = made(
    send('POST', CUSTOMIZATIONS, { customization: { ...kind('PRODUCT_OPTION'), name: 'Known' } }),
  );
  const other = made(
    send('POST', CUSTOMIZATIONS, { customization: { ...kind('MODIFIER'), name: 'Known too' } }),
  );
  const [choice] = objects((one.choicesSettings as Json).choices);
  const ids = { optionChoiceIds: { optionId: one.id, choiceId: choice?.id } };
  const reuse = (options: Json[], choices: Json[] = [names('Known', 'S')]) =>
    create(product('Reuses', { options, variantsInfo: { variants: [variant('4', ...choices)] } }));
  const full = {
    id: one.id,
    ...option('Known'),
    choicesSettings: { choices: [{ ...text('S'), choiceId: choice?.id }] },
  };
  reuse([full]);
  reuse([full], [ids]);
  reuse([{ id: one.id }]);
  reuse([full, full]);
  reuse([{ ...full, id: NOBODY }]);
  reuse([{ ...full, id: other.id }], [names('Known too', 'S')]);
  reuse([{ ...full, choicesSettings: { choices: [...full.choicesSettings.choices, text('New')] } }]);
  customization(one.id);
  const first = made(send('POST', BASE, { product: shirt('Lends') }));
  const [lent] = objects(first.options);
  create(
    product('Borrows', {
      options: [{ id: lent?.id }],
      variantsInfo: { variants: [variant('4', names('Lends size', 'S'))] },
    }),
  );
  send('POST', `${CUSTOMIZATIONS}/query`, { query: { filter: { name: { $in: ['Known', 'Lends size'] } } } });
  modifying(talk, of, { one, other });
}

const kind = (customizationType: string): Json => ({
  customizationType,
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: [text('S'), text('M'), text('L')] },
});

type Connect = (kind: 'options' | 'modifiers', ...entries: Json[]) => Json;

function modifying(talk: Talk, of: Connect, { one, other }: { one: Json; other: Json }): void {
  const { get, customization } = talkOf(talk);
  const all = of('modifiers', freeText('Free'), { ...wrapping('Wrapping'), mandatory: false });
  get(all.id);
  for (const { id } of objects(all.modifiers)) customization(id);
  of('modifiers', { ...swatches('Sw'), optionRenderType: undefined, modifierRenderType: 'SWATCH_CHOICES' });
  for (const count of [10, 11])
    of('modifiers', ...Array.from({ length: count }, (_, at) => freeText(`Ten ${count} ${at}`)));
  const free = freeText('Wrong');
  const wrapped = wrapping('Wrong');
  const counts = (maxCharCount: number) => ({
    ...free,
    freeTextSettings: { maxCharCount, title: 'T', minCharCount: 0 },
  });
  const prices = (addedPrice: string) => ({
    ...wrapped,
    choicesSettings: { choices: [{ ...text('P'), addedPrice }] },
  });
  for (const entry of [
    { ...free, freeTextSettings: undefined },
    { ...free, choicesSettings: wrapped.choicesSettings },
    { ...wrapped, modifierRenderType: 'FREE_TEXT' },
    counts(500),
    counts(501),
    prices('-1'),
    prices('1.0001'),
    { ...free, name: undefined },
    { ...wrapped, choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT' }] } },
    { ...wrapped, choicesSettings: { choices: [{ name: 'untyped' }] } },
    { id: other.id },
    { id: NOBODY },
    { id: one.id },
  ])
    of('modifiers', entry);
  of('modifiers', { id: other.id }, { id: other.id });
}

/** Updates, accepted and refused. */
function updating(talk: Talk): void {
  const { create, get, update, send, customization, rov } = talkOf(talk);
  const start = create({ ...shirt('Old'), modifiers: [freeText('Old free')], handle: 'old' });
  const { id } = start;
  const revision = () => String(get(id).revision);
  update(id, { revision: revision(), name: 'New' });
  update(id, { revision: '1', name: 'Stale' });
  update(id, { name: 'Without' });
  update(NOBODY, { revision: '1', name: 'Nobody' });
  update(id, { revision: revision(), productType: 'DIGITAL', handle: 'new' });
  get(id);
  update(id, { revision: revision(), modifiers: [wrapping('Old wrapping')] });
  update(id, { revision: revision(), modifiers: [] });
  const options = objects(start.options).map(one => ({ id: one.id }));
  const known = () =>
    variantsOf(get(id)).map(({ id: own, choices, price: cost }) => ({
      id: own,
      choices,
      price: cost,
      physicalProperties: {},
    }));
  const lists = (variants: Json[]) => ({ options, variantsInfo: { variants } });
  const before = known();
  update(id, { revision: revision(), modifiers: [freeText('Old note')] });
  update(id, { revision: revision(), ...lists(before) });
  update(id, { revision: revision(), ...lists(before.slice(1)) });
  get(id);
  update(id, { revision: revision(), ...lists([{ ...before[0], id: undefined }, ...before.slice(1)]) });
  get(id);
  update(id, { revision: revision(), variantsInfo: { variants: known() } });
  update(id, { revision: revision(), options });
  const [size] = objects(get(id).options);
  const renamed = {
    id: size?.id,
    choicesSettings: { choices: [{ choiceId: choiceIdIn(size), name: 'Renamed' }] },
  };
  update(id, { revision: revision(), options: [renamed], variantsInfo: { variants: known().slice(0, 1) } });
  customization(size?.id);
  const held = customization(size?.id);
  send('PATCH', `${CUSTOMIZATIONS}/${held.id}`, {
    customization: { id: held.id, revision: held.revision, name: 'Name new' },
  });
  get(id);
  update(id, { revision: revision(), options: [], variantsInfo: { variants: [variant('5')] } });
  send('DELETE', `${CUSTOMIZATIONS}/${size?.id}`);
  customization(size?.id);
  const alone = create(product('Alone'));
  const [only] = variantsOf(alone);
  update(alone.id, { revision: '1', visible: false });
  get(alone.id);
  const shown = { id: only?.id, price: price('6'), physicalProperties: {}, visible: true };
  update(alone.id, { revision: '2', options: [], variantsInfo: { variants: [shown] } });
  get(alone.id);
  const bare = { ...shown, visible: undefined };
  update(alone.id, { revision: '3', options: [option('First', 'S')], variantsInfo: { variants: [bare] } });
  update(alone.id, {
    revision: '3',
    options: [option('First', 'S')],
    variantsInfo: { variants: [variant('7', names('First', 'S'))] },
  });
  get(alone.id);
  rov({ filter: { 'productData.productId': alone.id } });
}

const choiceIdsIn = (one: Json | undefined): unknown[] =>
  objects((one?.choicesSettings as Json | undefined)?.choices).map(({ choiceId }) => choiceId);

const choiceIdIn = (one: Json | undefined): unknown => choiceIdsIn(one)[0];

/** Lists of products and of read-only variants. */
function listing(talk: Talk): void {
  const { create, query, search, rov, send, update, get } = talkOf(talk);
  const shelf = [shirt('Shelf a'), product('Shelf b'), product('Shelf c')].map(one => create(one));
  const filter = { id: { $in: shelf.map(({ id }) => id) } };
  query({ filter });
  search({ filter });
  query({ filter: { ...filter, shoeSize: 43 } });
  query({ cursorPaging: { limit: 101 } });
  for (const list of [query, (one: Json) => rov(one)])
    walk(list, list === query ? filter : { 'productData.productId': shelf[0]?.id });
  const [first] = shelf;
  const [size] = objects(first?.options);
  query({ filter: { 'options.id': { $hasSome: [size?.id] } } });
  const of = { 'productData.productId': first?.id };
  const mug = create({ ...shirt('Mug'), modifiers: [wrapping('Mug wrapping')] });
  for (const fields of [undefined, ['CURRENCY']]) rov({ filter: of }, fields);
  rov({ filter: { 'productData.productId': { $in: [mug.id, shelf[1]?.id] } } });
  rov({ filter: { ...of, sku: 'Shelf a-S' } });
  for (const order of ['ASC', 'DESC']) rov({ filter: of, sort: [{ fieldName: 'variantId', order }] });
  for (const limit of [1000, 1001]) rov({ filter: of, cursorPaging: { limit } });
  const found = (own: Json) => send('POST', `${BASE}/search-variants`, { search: { filter: own } });
  found({ sku: 'Shelf a-S' });
  found({ 'optionChoices.optionChoiceIds.choiceId': { $hasSome: [choiceIdIn(size)] } });
  const [one, ...rest] = variantsOf(get(first?.id)).map(({ id, choices }) => ({
    id,
    choices,
    price: price('99'),
    physicalProperties: {},
  }));
  const options = [{ id: size?.id }];
  update(first?.id, { revision: '1', options, variantsInfo: { variants: [one, ...rest] } });
  rov({ filter: of });
  update(first?.id, { revision: '2', options, variantsInfo: { variants: rest } });
  rov({ filter: of });
  send('DELETE', `${BASE}/${first?.id}`);
  rov({ filter: of });
  query({ filter });
}

function walk(list: (query: Json) => Json, filter: Json): void {
  let page = list({ filter, cursorPaging: { limit: 1 } });
  for (let step = 0; step < 3; step += 1) {
    const { cursors = {} } = (page.pagingMetadata ?? {}) as { cursors?: Json };
    if (cursors.next === undefined) return;
    const cursorPaging = { cursor: cursors.next, limit: 1 };
    list({ filter, cursorPaging });
    list({ sort: [{ fieldName: 'variantId' }], cursorPaging });
    page = list({ cursorPaging });
  }
}

function inBulk(talk: Talk): void {
  const { send, get } = talkOf(talk);
  const bulk = (what: string, body: Json) => send('POST', `${BULK}/${what}`, body);
  const results = (answer: Json) => objects(answer.results).map(one => (one.itemMetadata as Json).id);
  const ids = results(bulk('create', { products: [product('Bulk a'), shirt('Bulk b')] }));
  bulk('create', { products: [product('Bulk c')], returnEntity: true });
  const twin = shirt('Twin');
  const wrong = {
    ...twin,
    variantsInfo: { variants: [...variantsOf(twin), ...variantsOf(twin).slice(0, 1)] },
  };
  bulk('create', { products: [product('Bulk d'), wrong] });
  bulk('create', { products: [] });
  bulk('create', { products: Array.from({ length: 101 }, (_, at) => product(`Many ${at}`)) });
  const six = (at: number) => Array.from({ length: 6 }, (_, index) => option(`Crowd ${at} ${index}`, 'S'));
  bulk('create', {
    products: Array.from({ length: 17 }, (_, at) =>
      product(`Crowd ${at}`, {
        options: six(at),
        variantsInfo: { variants: [variant('1', ...six(at).map(one => names(String(one.name), 'S')))] },
      }),
    ),
  });
  bulk('create', { products: [{ ...product('Id'), id: NOBODY }] });
  const patches = (name: string, revision: string) => ids.map(id => ({ product: { id, revision, name } }));
  bulk('update', { products: patches('Renamed', '1') });
  for (const id of ids) get(id);
  bulk('update', { products: patches('Again', '2'), returnEntity: true });
  bulk('delete', { productIds: [ids[0], ids[0]] });
  bulk('delete', { productIds: [] });
  bulk('delete', { productIds: [...Array.from({ length: 101 }, (_, at) => `no-${at}`)] });
  const more = results(bulk('create', { products: [product('Bulk e'), product('Bulk f')] }));
  bulk('delete', { productIds: [...more, NOBODY] });
  for (const id of more) get(id);
  bulk('delete', { productIds: ids });
  for (const id of ids) get(id);
}

/** What may be deleted when. */
function deleting(talk: Talk): void {
  const { create, get, update, send, customization } = talkOf(talk);
  const drop = (what: string, id: unknown) => send('DELETE', `${what}/${id}`);
  const parts = { modifiers: [wrapping('Shared wrapping'), freeText('Shared free')] };
  const first = create({ ...shirt('Shared'), ...parts });
  const [size] = objects(first.options);
  const [wrap, free] = objects(first.modifiers);
  const again = { options: [{ id: size?.id }], modifiers: [{ id: free?.id }, { id: wrap?.id }] };
  const second = create(
    product('Second', { ...again, variantsInfo: { variants: [variant('8', names('Shared size', 'S'))] } }),
  );
  drop(CUSTOMIZATIONS, size?.id);
  customization(size?.id);
  get(first.id);
  const choices = choiceIdsIn(size);
  const remove = (id: unknown, ...choiceIds: unknown[]) =>
    send('POST', `${CUSTOMIZATIONS}/${id}/remove-choices`, { choiceIds });
  remove(size?.id, choices[0]);
  send('POST', `${CUSTOMIZATIONS}/${size?.id}/set-choices`, { choices: [text('M')] });
  send('POST', `${CUSTOMIZATIONS}/${size?.id}/add-choices`, { choices: [text('XL')] });
  const [, , xl] = objects((customization(size?.id).choicesSettings as Json).choices);
  remove(size?.id, xl?.id);
  const wrappings = choiceIdsIn(wrap);
  remove(wrap?.id, wrappings[0]);
  get(first.id);
  remove(wrap?.id, ...wrappings.slice(1));
  drop(CUSTOMIZATIONS, wrap?.id);
  for (const { id } of [first, second]) get(id);
  update(first.id, { revision: String(get(first.id).revision), name: 'Without wrapping' });
  drop(BASE, first.id);
  get(first.id);
  send('POST', `${BASE}/query`, { query: { filter: { id: first.id } } });
  customization(size?.id);
  remove(size?.id, choices[1]);
  drop(CUSTOMIZATIONS, size?.id);
  drop(BASE, second.id);
  customization(size?.id);
  customization(free?.id);
  drop(CUSTOMIZATIONS, size?.id);
  const lone = made(
    send('POST', CUSTOMIZATIONS, { customization: { ...kind('PRODUCT_OPTION'), name: 'Lone' } }),
  );
  drop(CUSTOMIZATIONS, lone.id);
  drop(BASE, NOBODY);
}

/** The chapters, in the order in which they are held. */
export const PRODUCT_CHAPTERS = [creating, refusing, connecting, updating, listing, inBulk, deleting];

/** Products and credentials. */
export function guardedProducts({ send }: Talk): void {
  send('GET', `${BASE}/${NOBODY}`);
}
