import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import {
  byName,
  digital,
  note,
  option,
  type Product,
  product,
  shop,
  swatchOption,
  variant,
  variantsOf,
  wrap,
} from './product-support.ts';
import { UNKNOWN } from './support.ts';

interface Page {
  products: Product[];
  pagingMetadata: { count: number; cursors: { next?: string; prev?: string }; hasNext: boolean };
}
type List = 'query' | 'search';

const size = option('Size', ['S', 'M']);
const OPERATIONS = { query: 'queryProducts', search: 'searchProducts' } as const;

/** A mug, a shirt with two options and a modifier, a hidden cap with one option, and a song; in this order. */
function site(options: Parameters<typeof shop>[0] = {}) {
  const it = shop(options);
  const mug = it.make({
    ...product({ variants: [{ ...variant('9.00'), sku: 'MUG-1', barcode: '400' }] }),
    name: 'Mug',
  });
  const shirt = it.make({
    ...product({ options: [size, swatchOption()], modifiers: [wrap(), note()] }),
    name: 'Blue Shirt',
  });
  const part = [{ ...variant('100.00', byName(size, 'S')), sku: 'CAP-S' }];
  const cap = it.make({ ...product({ options: [size], variants: part }), name: 'Cap', visible: false });
  const song = it.make({ ...digital(), name: 'Blue Song' });
  const list = (at: List, asked: object = {}, fields?: string[]) =>
    it.accepted<Page>(OPERATIONS[at], { [at]: asked, fields });
  const names = (at: List, asked: object = {}) => list(at, asked).products.map(({ name }) => name);
  const refusedList = (at: List, asked: object) =>
    it.refused(400, OPERATIONS[at], { [at]: asked }).violations;
  const count = (asked: object = {}) => it.accepted<{ count: number }>('countProducts', asked).count;
  return { ...it, mug, shirt, cap, song, list, names, refusedList, count };
}

const ALL = ['Blue Song', 'Cap', 'Blue Shirt', 'Mug'];
const bySlug = [{ fieldName: 'slug', order: 'ASC' as const }];
const byNameAsc = [{ fieldName: 'name' }];

describe.each<List>(['query', 'search'])('%s', at => {
  it('answers products newest first, without variants but with their number', () => {
    const { list, read, names, shirt, send } = site();
    expect(names(at)).toEqual(ALL);
    const { variantsInfo, ...whole } = read(shirt.id);
    expect(variantsInfo.variants).toHaveLength(4);
    const [found] = list(at, { filter: { id: shirt.id } }).products;
    expect(found).toEqual(whole);
    expect(found).toMatchObject({
      variantSummary: { variantCount: 4 },
      options: [{}, {}],
      modifiers: [{}, {}],
    });
    for (const body of [undefined, null, {}])
      expect(send({ operation: OPERATIONS[at], body })).toMatchObject({ status: 200 });
  });

  it('adds optional data only when asked', () => {
    const { list, shirt } = site();
    const asked = { filter: { id: shirt.id } };
    const fields = ['CURRENCY', 'URL', 'MIN_PRICE_VARIANT', 'VARIANT_OPTION_CHOICE_NAMES'];
    const [found] = list(at, asked, fields).products;
    expect(found).toMatchObject({
      ...{ currency: 'USD', url: {} },
      actualPriceRange: { minValue: { formattedAmount: '$10.00' } },
      variantSummary: {
        minPriceVariant: {
          price: { actualPrice: { amount: '10.00' } },
          choices: [{ optionChoiceIds: {}, ...byName(size, 'S') }, {}],
        },
      },
    });
    expect(found).not.toHaveProperty('variantsInfo');
    expect(list(at, asked).products[0]?.variantSummary).toEqual({ variantCount: 4 });
  });

  it('filters by members of the product', () => {
    const { names, mug, shirt, cap } = site();
    const found = (filter: object) => names(at, { filter });
    expect(found({})).toEqual(ALL);
    expect(found({ id: { $in: [mug.id, cap.id, UNKNOWN] } })).toEqual(['Cap', 'Mug']);
    expect(found({ id: { $hasSome: [mug.id] } })).toEqual(['Mug']);
    expect(found({ slug: 'blue-shirt' })).toEqual(['Blue Shirt']);
    expect(found({ slug: { $startsWith: 'BLUE' } })).toEqual(['Blue Song', 'Blue Shirt']);
    expect(found({ handle: { $ne: 'mug' } })).toEqual(['Blue Song', 'Cap', 'Blue Shirt']);
    expect(found({ visible: false })).toEqual(['Cap']);
    expect(found({ visible: { $ne: false }, slug: { $gt: 'blue-t' } })).toEqual(['Mug']);
    expect(found({ createdDate: { $lte: shirt.createdDate.replace('.000Z', '+00:00') } })).toEqual([
      'Blue Shirt',
      'Mug',
    ]);
    expect(found({ updatedDate: shirt.updatedDate.replace('.000Z', 'Z') })).toEqual(['Blue Shirt']);
    expect(found({ $or: [{ visible: false }, { $not: { slug: { $startsWith: 'b' } } }] })).toEqual([
      'Cap',
      'Mug',
    ]);
  });

  it('filters by options', () => {
    const { names, shirt } = site();
    const [first, second] = shirt.options.map(({ id }) => id);
    const found = (condition: object) => names(at, { filter: { 'options.id': condition } });
    expect(found({ $hasSome: [first] })).toEqual(['Cap', 'Blue Shirt']);
    expect(found({ $hasSome: [second, UNKNOWN] })).toEqual(['Blue Shirt']);
    expect(found({ $hasAll: [first, second] })).toEqual(['Blue Shirt']);
    expect(found({ $hasAll: [first] })).toEqual(['Cap', 'Blue Shirt']);
    expect(found({ $hasSome: [UNKNOWN] })).toEqual([]);
    expect(found({ $isEmpty: true })).toEqual(['Blue Song', 'Mug']);
    expect(found({ $isEmpty: false })).toEqual(['Cap', 'Blue Shirt']);
  });

  it('refuses filters, sorts and fields that it does not offer', () => {
    const { refusedList, refused } = site();
    const filter = (sent: object) => refusedList(at, { filter: sent });
    expect(filter({ revision: '1' })).toEqual([`${at}.filter.revision VALIDATION`]);
    expect(filter({ 'options.id': 'x' })).toEqual([`${at}.filter.options.id VALIDATION`]);
    expect(filter({ 'options.id': { $hasSome: 'x' } })).toEqual([
      `${at}.filter.options.id.$hasSome VALIDATION`,
    ]);
    expect(filter({ id: { $in: [['x']] } })).toEqual([`${at}.filter.id.$in VALIDATION`]);
    expect(filter({ id: { $foo: 1 } })).toEqual([`${at}.filter.id.$foo VALIDATION`]);
    expect(filter({ 'variantsInfo.variants.sku': 'x' })).toHaveLength(1);
    const sort = (fieldName: string) => refusedList(at, { sort: [{ fieldName }] });
    for (const name of ['id', 'handle', 'options.id', 'revision'])
      expect(sort(name)).toEqual([`${at}.sort[0].fieldName VALIDATION`]);
    expect(refused(400, OPERATIONS[at], { fields: ['X'] }).violations).toEqual([
      'fields[0] INVALID_ENUM_VALUE',
    ]);
    expect(refusedList(at, { cursorPaging: { limit: 101 } })).toEqual([`${at}.cursorPaging.limit MAX`]);
    expect(refusedList(at, { cursorPaging: { limit: 0 } })).toEqual([`${at}.cursorPaging.limit MIN`]);
    expect(refusedList(at, { cursorPaging: { cursor: 'mine' } })).toEqual([
      `${at}.cursorPaging.cursor FORMAT`,
    ]);
  });

  it('pages forwards and backwards, each product once', () => {
    const { list, refusedList } = site();
    const walk = (cursor: string | undefined) => list(at, { cursorPaging: { cursor } });
    const first = list(at, { filter: { slug: { $ne: 'mug' } }, cursorPaging: { limit: 2 } });
    const last = walk(first.pagingMetadata.cursors.next);
    const names = ({ products }: Page) => products.map(({ name }) => name);
    expect([first, last].map(names)).toEqual([['Blue Song', 'Cap'], ['Blue Shirt']]);
    expect([first, last].map(({ pagingMetadata }) => [pagingMetadata.count, pagingMetadata.hasNext])).toEqual(
      [
        [2, true],
        [1, false],
      ],
    );
    expect(names(walk(last.pagingMetadata.cursors.prev))).toEqual(['Blue Song', 'Cap']);
    const cursorPaging = { cursor: first.pagingMetadata.cursors.next };
    expect(refusedList(at, { cursorPaging, filter: { slug: 'x' } })).toEqual([
      `${at}.filter FIELD_NOT_ALLOWED`,
    ]);
    expect(refusedList(at, { cursorPaging, sort: byNameAsc })).toEqual([`${at}.sort FIELD_NOT_ALLOWED`]);
  });

  it('shows what was written', () => {
    const { mug, names, patch, remove } = site();
    patch(mug.id, { slug: 'cup' });
    expect(names(at, { filter: { slug: 'cup' } })).toEqual(['Mug']);
    remove(mug.id);
    expect(names(at, { filter: { slug: 'cup' } })).toEqual([]);
  });
});

describe('Query Products', () => {
  it.each<[object[], string[]]>([
    [bySlug, ['Blue Shirt', 'Blue Song', 'Cap', 'Mug']],
    [[{ fieldName: 'slug', order: 'DESC' }], ['Mug', 'Cap', 'Blue Song', 'Blue Shirt']],
    [[{ fieldName: 'createdDate' }], [...ALL].reverse()],
    [[{ fieldName: 'updatedDate', order: 'DESC' }], ALL],
    [
      [{ fieldName: 'visible' }, { fieldName: 'slug', order: 'DESC' }],
      ['Cap', 'Mug', 'Blue Song', 'Blue Shirt'],
    ],
  ])('sorts by %j', (sort, expected) => expect(site().names('query', { sort })).toEqual(expected));

  it('does not know what only Search knows', () => {
    const { refusedList } = site();
    for (const filter of [
      { name: 'Mug' },
      { productType: 'DIGITAL' },
      { 'modifiers.id': { $isEmpty: true } },
    ])
      expect(refusedList('query', { filter })).toEqual([
        `query.filter.${Object.keys(filter)[0]}${'name' in filter || 'productType' in filter ? '' : '.$isEmpty'} VALIDATION`,
      ]);
    expect(refusedList('query', { sort: byNameAsc })).toEqual(['query.sort[0].fieldName VALIDATION']);
    expect(refusedList('query', { sort: Array(6).fill(bySlug[0]) })).toEqual(['query.sort MAX_SIZE']);
  });
});

describe('Search Products', () => {
  const { names, refusedList, shirt, list } = site();
  const [wrapId] = shirt.modifiers.map(({ id }) => id);
  const [s] = shirt.options[0]?.choicesSettings.choices ?? [];

  it.each<[object, string[]]>([
    [{ name: { $startsWith: 'blue' } }, ['Blue Song', 'Blue Shirt']],
    [{ productType: 'DIGITAL' }, ['Blue Song']],
    [{ 'options.name': { $hasSome: ['Colour'] } }, ['Blue Shirt']],
    [{ 'options.choicesSettings.choices.choiceId': { $hasSome: [s?.choiceId] } }, ['Cap', 'Blue Shirt']],
    [{ 'options.choicesSettings.choices.name': { $hasAll: ['S', 'Red'] } }, ['Blue Shirt']],
    [{ 'modifiers.id': { $hasSome: [wrapId] } }, ['Blue Shirt']],
    [{ 'modifiers.name': { $hasAll: ['Wrap', 'Note'] } }, ['Blue Shirt']],
    [{ 'modifiers.choicesSettings.choices.name': { $hasSome: ['Box'] } }, ['Blue Shirt']],
    [{ 'modifiers.choicesSettings.choices.choiceId': { $isEmpty: true } }, ['Blue Song', 'Cap', 'Mug']],
    [{ 'actualPriceRange.minValue.amount': { $gte: '9', $lt: '100' } }, ['Blue Shirt', 'Mug']],
    [{ 'actualPriceRange.maxValue.amount': '13' }, ['Blue Shirt']],
  ])('filters by %j', (filter, expected) => expect(names('search', { filter })).toEqual(expected));

  it.each<[object[], string[]]>([
    [byNameAsc, ['Blue Shirt', 'Blue Song', 'Cap', 'Mug']],
    [[{ fieldName: 'createdDate' }], [...ALL].reverse()],
    [[{ fieldName: 'actualPriceRange.minValue.amount' }], ['Blue Song', 'Mug', 'Blue Shirt', 'Cap']],
    [
      [{ fieldName: 'actualPriceRange.maxValue.amount', order: 'DESC' }],
      ['Cap', 'Blue Shirt', 'Mug', 'Blue Song'],
    ],
  ])('sorts by %j', (sort, expected) => expect(names('search', { sort })).toEqual(expected));

  it.each<[Schemas['TextSearch'], string[]]>([
    [{ expression: 'blue' }, ['Blue Song', 'Blue Shirt']],
    [{ expression: 'BLUE mug' }, ['Blue Song', 'Blue Shirt', 'Mug']],
    [{ expression: 'blue song', mode: 'AND' }, ['Blue Song']],
    [{ expression: 'mug-1' }, ['Mug']],
    [{ expression: '400' }, ['Mug']],
    [{ expression: 'CAP-S' }, ['Cap']],
    [{ expression: 'nothing' }, []],
    [{ expression: '' }, ALL],
    [{}, ALL],
  ])('looks for %j', (search, expected) => expect(names('search', { search })).toEqual(expected));

  it('looks for text and filters at once, on every page', () => {
    const search = { expression: 'blue' };
    expect(names('search', { search, filter: { productType: 'PHYSICAL' } })).toEqual(['Blue Shirt']);
    const first = list('search', { search, cursorPaging: { limit: 1 } });
    const cursorPaging = { cursor: first.pagingMetadata.cursors.next, limit: 10 };
    expect(names('search', { cursorPaging })).toEqual(['Blue Shirt']);
    expect(refusedList('search', { cursorPaging, search })).toEqual(['search.search FIELD_NOT_ALLOWED']);
    expect(refusedList('search', { search: { expression: 'x'.repeat(101) } })).toEqual([
      'search.search.expression MAX_LENGTH',
    ]);
  });
});

describe('Count Products', () => {
  it('counts what visitors see, and the rest on request', () => {
    const { count, refused, send } = site();
    expect(count()).toBe(3);
    expect(count({ returnNonVisibleProducts: true })).toBe(4);
    expect(count({ filter: { name: { $startsWith: 'blue' } } })).toBe(2);
    expect(count({ filter: { visible: false } })).toBe(0);
    expect(count({ filter: { visible: false }, returnNonVisibleProducts: true })).toBe(1);
    expect(count({ search: { expression: 'blue mug' }, filter: { productType: 'PHYSICAL' } })).toBe(2);
    expect(send({ operation: 'countProducts' }).body).toEqual({ count: 3 });
    expect(refused(400, 'countProducts', { filter: { revision: '1' } }).violations).toEqual([
      'filter.revision VALIDATION',
    ]);
  });
});

it('100 products are a page', () => {
  const { make, accepted } = shop();
  const options = [option('Size', ['S'])];
  for (let made = 0; made < 101; made += 1) make(product({ options, variants: variantsOf(options) }));
  const first = accepted<Page>('queryProducts', { query: { cursorPaging: { limit: 100 } } });
  expect(first.pagingMetadata).toMatchObject({ count: 100, hasNext: true });
  expect(accepted<Page>('searchProducts').pagingMetadata).toMatchObject({ count: 100, hasNext: true });
});
