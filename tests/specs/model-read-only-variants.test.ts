import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import { byName, note, option, type Product, product, shop, variant, variantsIn } from './product-support.ts';
import { UNKNOWN } from './support.ts';

type Item = Schemas['ReadOnlyVariant'];
interface Page {
  variants: Item[];
  pagingMetadata: { count: number; cursors: { next?: string; prev?: string }; hasNext: boolean };
}
type List = 'query' | 'search';

const OPERATIONS = { query: 'queryReadOnlyVariants', search: 'searchReadOnlyVariants' } as const;
const size = option('Size', ['S', 'M', 'L']);

/** A mug at 9, and a shirt in three sizes at 10, 100 and 20, of which the second is hidden; SKUs are L-less. */
function site() {
  const it = shop();
  const mug = it.make({ ...product({ variants: [variant('9')] }), name: 'Mug' });
  const variants = [
    {
      ...variant('10', byName(size, 'S')),
      sku: 'B-1',
      barcode: '3',
      revenueDetails: { cost: { amount: '4' } },
    },
    { ...variant('100', byName(size, 'M')), sku: 'A-1', visible: false },
    {
      ...variant('20', byName(size, 'L')),
      price: { actualPrice: { amount: '20' }, compareAtPrice: { amount: '30' } },
      physicalProperties: { weight: 2 },
    },
  ];
  const shirt = it.make({ ...product({ options: [size], modifiers: [note()], variants }), name: 'Shirt' });
  const list = (at: List, asked: object = {}, fields?: string[]) =>
    it.accepted<Page>(OPERATIONS[at], { [at]: asked, fields });
  /** Each item by its price. */
  const prices = (at: List, asked: object = {}) => list(at, asked).variants.map(priceOf);
  const refusedList = (at: List, asked: object) =>
    it.refused(400, OPERATIONS[at], { [at]: asked }).violations;
  return { ...it, mug, shirt, list, prices, refusedList };
}

const priceOf = ({ price }: Item) => price?.actualPrice.amount;
const own = ({ id }: Product) => ({ 'productData.productId': id });

describe.each<List>(['query', 'search'])('%s', at => {
  it('answers one flat item for each variant, newest product first', () => {
    const { list, shirt, mug, send } = site();
    const { variants, pagingMetadata } = list(at);
    expect(pagingMetadata).toEqual({ count: 4, cursors: {}, hasNext: false });
    expect(variants).toEqual([
      ...variantsIn(shirt).map(one => flat(shirt, one)),
      flat(mug, variantsIn(mug)[0]),
    ]);
    for (const body of [undefined, null, {}])
      expect(send({ operation: OPERATIONS[at], body }).status).toBe(200);
  });

  /** A variant as Get Product answers it, as an item of its own; choices are always named. */
  function flat(
    of: Product,
    { choices = [], id, ...one }: Schemas['Variant'] = variantsIn(of)[0] as Schemas['Variant'],
  ) {
    const { id: productId, name, slug, handle, productType, visible, visibleInPos, revision } = of;
    const named = choices.map(({ optionChoiceIds }) => {
      const { choices = [] } = of.options[0]?.choicesSettings ?? {};
      const choiceName = choices.find(({ choiceId }) => choiceId === optionChoiceIds.choiceId)?.name ?? '';
      return { optionChoiceIds, ...byName(size, choiceName) };
    });
    const productData = { productId, name, slug, handle, productType, visible, visibleInPos, revision };
    return { ...one, variantId: id, optionChoices: named, productData };
  }

  it('adds optional data only when asked', () => {
    const { list, shirt, refused } = site();
    const asked = { filter: own(shirt) };
    expect(JSON.stringify(list(at, asked))).not.toMatch(/formattedAmount|currency|revenueDetails/);
    const [item, other] = list(at, asked, ['CURRENCY', 'MERCHANT_DATA']).variants;
    expect(item).toMatchObject({
      price: { actualPrice: { amount: '10', formattedAmount: '$10' } },
      revenueDetails: { cost: { amount: '4', formattedAmount: '$4' }, profit: {}, profitMargin: 0.6 },
      productData: { currency: 'USD' },
    });
    expect(other?.revenueDetails).toEqual({});
    expect(refused(400, OPERATIONS[at], { fields: ['URL'] }).violations).toEqual([
      'fields[0] INVALID_ENUM_VALUE',
    ]);
  });

  it('filters by product and variant', () => {
    const { prices, shirt, mug } = site();
    const [s, , l] = variantsIn(shirt).map(({ id }) => id);
    expect(prices(at, { filter: own(shirt) })).toEqual(['10', '100', '20']);
    expect(prices(at, { filter: { 'productData.productId': { $in: [mug.id, UNKNOWN] } } })).toEqual(['9']);
    expect(prices(at, { filter: { variantId: s } })).toEqual(['10']);
    expect(prices(at, { filter: { ...own(shirt), variantId: { $ne: s } } })).toEqual(['100', '20']);
    expect(prices(at, { filter: { ...own(mug), variantId: s } })).toEqual([]);
    expect(prices(at, { filter: { $or: [own(mug), { variantId: { $hasSome: [l] } }] } })).toEqual([
      '20',
      '9',
    ]);
    expect(prices(at, { filter: { $not: own(shirt) } })).toEqual(['9']);
  });

  it('sorts by variant, both ways', () => {
    const { prices, shirt } = site();
    const sorted = (order: string) =>
      prices(at, { filter: own(shirt), sort: [{ fieldName: 'variantId', order }] });
    expect([sorted('ASC'), sorted('DESC')]).toEqual([
      ['10', '100', '20'],
      ['20', '100', '10'],
    ]);
    const sort = [{ fieldName: 'productData.productId' }, { fieldName: 'variantId', order: 'DESC' }];
    expect(prices(at, { sort })).toEqual(['9', '20', '100', '10']);
  });

  it('pages, each variant once, and goes by the walk alone', () => {
    const { list, shirt, refusedList } = site();
    const seen: unknown[] = [];
    let page = list(at, { filter: own(shirt), cursorPaging: { limit: 1 } });
    for (;;) {
      seen.push(...page.variants.map(priceOf));
      const { cursors, hasNext } = page.pagingMetadata;
      expect(hasNext).toBe(cursors.next !== undefined);
      if (!hasNext) break;
      page = list(at, { cursorPaging: { cursor: cursors.next } });
    }
    expect(seen).toEqual(['10', '100', '20']);
    const cursorPaging = { cursor: page.pagingMetadata.cursors.prev };
    expect(list(at, { cursorPaging }).variants.map(priceOf)).toEqual(['100']);
    expect(refusedList(at, { cursorPaging, filter: own(shirt) })).toEqual([`${at}.filter FIELD_NOT_ALLOWED`]);
    const sort = [{ fieldName: 'variantId' }];
    expect(refusedList(at, { cursorPaging, sort })).toEqual([`${at}.sort FIELD_NOT_ALLOWED`]);
    expect(refusedList(at, { cursorPaging: { cursor: 'mine' } })).toEqual([
      `${at}.cursorPaging.cursor FORMAT`,
    ]);
    expect(refusedList(at, { cursorPaging: { limit: 1001 } })).toEqual([`${at}.cursorPaging.limit MAX`]);
    expect(refusedList(at, { cursorPaging: { limit: 0 } })).toEqual([`${at}.cursorPaging.limit MIN`]);
  });

  it('shows what was written to the products', () => {
    const { prices, list, mug, shirt, patch, remove } = site();
    patch(mug.id, { name: 'Cup', variantsInfo: { variants: [variant('8')] } });
    const [cup, ...others] = list(at).variants;
    expect(cup).toMatchObject({
      price: { actualPrice: { amount: '8' } },
      productData: { name: 'Cup', revision: '2' },
    });
    expect(others.map(priceOf)).toEqual(['10', '100', '20']);
    remove(shirt.id);
    expect(prices(at)).toEqual(['8']);
  });

  it('refuses what it does not declare', () => {
    const { refusedList } = site();
    for (const field of ['modifiers.id', 'productData.revision', 'name', 'optionChoices'])
      expect(refusedList(at, { filter: { [field]: 'x' } })).toEqual([`${at}.filter.${field} VALIDATION`]);
    const [wrong] = refusedList(at, { filter: { variantId: { $hasAll: ['x'] } } });
    expect(wrong).toBe(`${at}.filter.variantId.$hasAll VALIDATION`);
    expect(refusedList(at, { sort: [{ fieldName: 'optionChoices.optionChoiceIds.choiceId' }] })).toEqual([
      `${at}.sort[0].fieldName VALIDATION`,
    ]);
  });
});

describe('Query', () => {
  it('knows neither the filters nor the sorts of Search', () => {
    const { refusedList } = site();
    expect(refusedList('query', { filter: { sku: 'A-1' } })).toEqual(['query.filter.sku VALIDATION']);
    expect(refusedList('query', { sort: [{ fieldName: 'sku' }] })).toEqual([
      'query.sort[0].fieldName VALIDATION',
    ]);
    expect(refusedList('query', { sort: Array(6).fill({ fieldName: 'variantId' }) })).toEqual([
      'query.sort MAX_SIZE',
    ]);
  });
});

describe('Search', () => {
  const { prices, list, shirt, refusedList } = site();
  const [s, m] = shirt.options[0]?.choicesSettings.choices.map(({ choiceId }) => choiceId) ?? [];
  const stamp = shirt.updatedDate;
  const choices = 'optionChoices.optionChoiceIds.choiceId';

  it.each<[object, string[]]>([
    [{ [choices]: { $hasSome: [s, m] } }, ['10', '100']],
    [{ [choices]: { $hasAll: [s, m] } }, []],
    [{ [choices]: { $isEmpty: true } }, ['9']],
    [{ 'optionChoices.optionChoiceIds.optionId': { $hasAll: [shirt.options[0]?.id] } }, ['10', '100', '20']],
    [{ sku: 'A-1' }, ['100']],
    [{ sku: { $startsWith: 'b' } }, ['10']],
    [{ sku: { $exists: false } }, ['20', '9']],
    [{ barcode: { $ne: '3' } }, ['100', '20', '9']],
    [{ visible: false }, ['100']],
    [{ 'price.actualPrice.amount': { $gt: '9.5', $lt: '100' } }, ['10', '20']],
    [{ 'price.actualPrice.amount': '10.00' }, ['10']],
    [{ 'price.actualPrice.amount': { $in: ['9.0', '020'] } }, ['20', '9']],
    [{ 'price.actualPrice.amount': { $ne: '9.0' } }, ['10', '100', '20']],
    [{ 'price.actualPrice.amount': { $gt: 'much' } }, []],
    [{ 'price.compareAtPrice.amount': { $gte: 30 } }, ['20']],
    [{ 'price.compareAtPrice.amount': null }, ['10', '100', '9']],
    [{ 'productData.name': 'Mug', 'productData.productType': 'PHYSICAL' }, ['9']],
    [{ 'productData.updatedDate': { $gte: stamp.replace('.000Z', 'Z') } }, ['10', '100', '20']],
    [{ 'productData.updatedDate': stamp.replace('.000Z', '+00:00') }, ['10', '100', '20']],
    [{ 'productData.slug': 'mug', 'productData.handle': 'mug', 'productData.visible': true }, ['9']],
  ])('filters by %j', (filter, expected) => expect(prices('search', { filter })).toEqual(expected));

  it.each<[string, string[], string[]]>([
    ['price.actualPrice.amount', ['9', '10', '20', '100'], ['100', '20', '10', '9']],
    ['sku', ['9', '20', '100', '10'], ['10', '100', '9', '20']],
    ['price.compareAtPrice.amount', ['9', '10', '100', '20'], ['20', '9', '10', '100']],
    ['productData.name', ['9', '10', '100', '20'], ['10', '100', '20', '9']],
    ['visible', ['100', '9', '10', '20'], ['9', '10', '20', '100']],
  ])('sorts by %s, on every page', (fieldName, ascending, descending) => {
    for (const [order, expected] of [
      ['ASC', ascending],
      ['DESC', descending],
    ] as const) {
      const first = list('search', { sort: [{ fieldName, order }], cursorPaging: { limit: 2 } });
      const { next } = first.pagingMetadata.cursors;
      const rest = list('search', { cursorPaging: { cursor: next } });
      expect([...first.variants, ...rest.variants].map(priceOf)).toEqual(expected);
    }
  });

  it.each<[object, string[]]>([
    [{ expression: 'shirt' }, ['10', '100', '20']],
    [{ expression: 'b-1 mug' }, ['10', '9']],
    [{ expression: 'shirt a-1', mode: 'AND' }, ['100']],
    [{ expression: '3' }, []],
  ])('looks for %j, on every page', (search, expected) => {
    const first = list('search', { search, cursorPaging: { limit: 1 } });
    const { next: cursor } = first.pagingMetadata.cursors;
    const rest = cursor === undefined ? [] : prices('search', { cursorPaging: { cursor, limit: 9 } });
    expect([...first.variants.map(priceOf), ...rest]).toEqual(expected);
    if (cursor !== undefined)
      expect(refusedList('search', { cursorPaging: { cursor }, search })).toEqual([
        'search.search FIELD_NOT_ALLOWED',
      ]);
  });
});
