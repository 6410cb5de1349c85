import { utils } from '@wix/auto_sdk_stores_products-v-3';
import { describe, expect, it } from 'vitest';
import { connect, failure, idOf, NOBODY, textOf, unpack } from './client.ts';
import { product, shirt } from './products.ts';

const { Filter, QueryBuilder, Sort } = utils.query;
const BASE = '/stores/v3/products';

/** A site with four products, in this order of creation: the first two share an option, the last one is hidden. */
async function shop() {
  const connection = await connect();
  const { products } = connection;
  const created = [
    await products.createProduct(shirt('Shirt')),
    await products.createProduct(shirt('Trousers')),
    await products.createProduct(product('Größe', undefined, { slug: 'guide' })),
    await products.createProduct(product('Hidden', undefined, { visible: false })),
  ] as const;
  connection.sent.length = 0;
  return { ...connection, created, option: idOf(created[0].options?.[0]) };
}

/** Names, which the SDK types as perhaps missing. */
const named = (items: readonly { name?: string | null }[] = []) => items.map(({ name }) => name);

const strangers = Array.from({ length: 150 }, (_, index) => NOBODY.replace(/....$/, String(1000 + index)));

describe('the query builder', () => {
  it('finds everything, newest first, as it was created but for the variants', async () => {
    const { products, created, sent } = await shop();
    const result = await products.queryProducts().find();
    expect(result.items).toEqual(created.map(({ variantsInfo, ...rest }) => rest).toReversed());
    expect(result.items[0]?._updatedDate).toBeInstanceOf(Date);
    expect(result.items.map(({ variantSummary }) => variantSummary?.variantCount)).toEqual([1, 1, 2, 2]);
    expect([result.length, result.hasNext()]).toEqual([4, false]);
    expect(sent).toMatchObject([{ method: 'GET', path: `${BASE}/query`, body: undefined }]);
    expect(unpack(sent[0]?.parameters)).toEqual({ query: { filter: {}, cursorPaging: { limit: 50 } } });
  });

  it('filters by ids, slugs, dates and visibility', async () => {
    const { products, created } = await shop();
    const query = products.queryProducts().ascending('slug');
    const found = async (filtered: typeof query) => named((await filtered.find()).items);
    expect(await found(query.eq('slug', 'shirt'))).toEqual(['Shirt']);
    expect(await found(query.in('_id', created.slice(2).map(idOf)))).toEqual(['Größe', 'Hidden']);
    expect(await found(query.startsWith('handle', 's'))).toEqual(['Shirt']);
    expect(await found(query.eq('visible', false))).toEqual(['Hidden']);
    expect(await found(query.gt('_createdDate', created[2]._createdDate))).toEqual(['Hidden']);
    expect(await found(query.ne('visible', false).lt('slug', 'h'))).toEqual(['Größe']);
    expect(await found(query.eq('_id', NOBODY))).toEqual([]);
  });

  it('walks to the end by next() and back by prev()', async () => {
    const { products, sent } = await shop();
    const first = await products.queryProducts().eq('visible', true).descending('slug').limit(2).find();
    const second = await first.next();
    expect([first, second].map(page => named(page.items))).toEqual([['Trousers', 'Shirt'], ['Größe']]);
    expect([first, second].map(page => [page.hasPrev(), page.hasNext()])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect((await second.prev()).items).toEqual(first.items);
    expect(unpack(sent[0]?.parameters)).toEqual({
      query: {
        filter: { visible: true },
        sort: [{ fieldName: 'slug', order: 'DESC' }],
        cursorPaging: { limit: 2 },
      },
    });
    expect(unpack(sent[1]?.parameters)).toEqual({
      query: { cursorPaging: { cursor: first.cursors.next, limit: 2 } },
    });
  });

  it('adds what `fields` asks for, on every page', async () => {
    const { products, sent } = await shop();
    const fields = ['CURRENCY' as const, 'MIN_PRICE_VARIANT' as const];
    const first = await products.queryProducts({ fields }).ascending('slug').limit(3).find();
    const second = await first.next();
    for (const item of [...first.items, ...second.items]) expect(item.currency).toMatch(/./);
    expect(second.items[0]?.variantSummary?.minPriceVariant).toMatchObject({
      _id: expect.any(String),
      sku: 'Trousers-Small',
      choices: [{ optionChoiceIds: { optionId: idOf(second.items[0]?.options?.[0]) } }],
    });
    expect(sent.map(({ parameters }) => unpack(parameters))).toMatchObject([{ fields }, { fields }]);
  });
});

describe('the typed query', () => {
  it('finds the products of an option', async () => {
    const { products, option, sent } = await shop();
    const answer = await products.queryProducts({
      filter: { 'options._id': { $hasSome: [option] } },
      sort: [{ fieldName: '_createdDate', order: 'ASC' }],
      cursorPaging: { limit: 1 },
    });
    expect(named(answer.products)).toEqual(['Shirt']);
    expect(unpack(sent[0]?.parameters)).toEqual({
      query: {
        filter: { 'options.id': { $hasSome: [option] } },
        sort: [{ fieldName: 'createdDate', order: 'ASC' }],
        cursorPaging: { limit: 1 },
      },
    });
    expect(answer.pagingMetadata).toEqual({
      count: 1,
      hasNext: true,
      cursors: { next: expect.any(String) },
    });
    const cursor = answer.pagingMetadata?.cursors?.next;
    const rest = await products.queryProducts({ cursorPaging: { cursor } });
    expect(named(rest.products)).toEqual(['Trousers']);
    expect(rest.pagingMetadata?.cursors).not.toHaveProperty('next');
  });

  it('takes what the query helpers build, and an empty query with and without fields', async () => {
    const { products, option, sent } = await shop();
    const { filter, sort } = QueryBuilder()
      .withFilter(Filter.and(Filter('options._id').hasAll([option]), Filter('slug').ne('shirt')))
      .withSorting(Sort('slug').desc())
      .build();
    expect(named((await products.queryProducts({ filter, sort }, {})).products)).toEqual(['Trousers']);
    expect((await products.queryProducts({}, {})).products).toHaveLength(4);
    const shown = await products.queryProducts({}, { fields: ['CURRENCY'] });
    expect(shown.products?.map(({ currency }) => typeof currency)).toEqual(Array(4).fill('string'));
    expect(sent.slice(1).map(({ parameters }) => String(parameters))).toEqual(['', 'fields=CURRENCY']);
  });
});

describe('search', () => {
  it('finds by text, filter and sort together', async () => {
    const { products, created, option, sent } = await shop();
    const search = {
      search: { expression: 'shirt-large größe', mode: 'OR' as const },
      sort: [{ fieldName: 'name' as const, order: 'DESC' as const }],
    };
    const all = await products.searchProducts(search, { fields: ['CURRENCY'] });
    expect(named(all.products)).toEqual(['Shirt', 'Größe']);
    expect(all.products?.[0]).toMatchObject({
      _createdDate: created[0]._createdDate,
      options: created[0].options,
    });
    expect(all.products?.[0]?.currency).toMatch(/./);
    expect(sent[0]).toMatchObject({ method: 'GET', path: `${BASE}/search`, body: undefined });
    expect(unpack(sent[0]?.parameters)).toEqual({ search, fields: ['CURRENCY'] });

    const filter = { 'options._id': { $hasSome: [option] }, visible: true };
    expect(named((await products.searchProducts({ ...search, filter })).products)).toEqual(['Shirt']);
    expect(unpack(sent[1]?.parameters)).toEqual({
      search: { ...search, filter: { 'options.id': { $hasSome: [option] }, visible: true } },
    });
    const none = { ...search, search: { ...search.search, mode: 'AND' as const } };
    expect((await products.searchProducts(none)).products).toEqual([]);
  });

  it('pages by the cursor of the answer, and takes an empty search', async () => {
    const { products, sent } = await shop();
    const first = await products.searchProducts({ cursorPaging: { limit: 3 } });
    expect(named(first.products)).toEqual(['Hidden', 'Größe', 'Trousers']);
    const cursor = textOf(first.pagingMetadata?.cursors?.next);
    const second = await products.searchProducts({ cursorPaging: { cursor, limit: 3 } });
    expect(named(second.products)).toEqual(['Shirt']);
    expect(second.pagingMetadata).toMatchObject({ count: 1, hasNext: false });
    expect((await products.searchProducts({})).products).toHaveLength(4);
    expect(String(sent.at(-1)?.parameters)).toBe('');
  });
});

describe('count', () => {
  it('counts the visible ones, the hidden ones too, and the matching ones', async () => {
    const { products, created, sent } = await shop();
    expect(await products.countProducts()).toEqual({ count: 3 });
    expect(await products.countProducts({ returnNonVisibleProducts: true })).toEqual({ count: 4 });
    expect(await products.countProducts({ returnNonVisibleProducts: false })).toEqual({ count: 3 });
    const $in = created.slice(2).map(idOf);
    const both = { filter: { _id: { $in } }, returnNonVisibleProducts: true };
    expect(await products.countProducts(both)).toEqual({ count: 2 });
    expect(await products.countProducts({ search: { expression: 'trousers' } })).toEqual({ count: 1 });
    expect(new Set(sent.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set([`GET ${BASE}/count`]),
    );
    // Packed only where something is nested.
    expect(sent.slice(0, 3).map(({ parameters }) => String(parameters))).toEqual([
      '',
      'returnNonVisibleProducts=true',
      'returnNonVisibleProducts=false',
    ]);
    expect(unpack(sent[3]?.parameters)).toEqual({
      filter: { id: { $in } },
      returnNonVisibleProducts: true,
    });
  });
});

describe('what is too long for an address', () => {
  it('goes by POST: query, search and count', async () => {
    const { products, created, sent } = await shop();
    const wanted = [...strangers, ...created.slice(0, 2).map(idOf)];
    const first = await products.queryProducts().in('_id', wanted).ascending('slug').limit(1).find();
    expect([first, await first.next()].map(page => named(page.items))).toEqual([['Shirt'], ['Trousers']]);
    const filter = () => ({ _id: { $in: wanted } });
    expect((await products.searchProducts({ filter: filter() })).products).toHaveLength(2);
    expect(await products.countProducts({ filter: filter() })).toEqual({ count: 2 });
    expect(sent.map(({ method, path }) => [method, path.split('/').at(-1)])).toEqual([
      ['POST', 'query'],
      ['POST', 'query'],
      ['POST', 'search'],
      ['POST', 'count'],
    ]);
    expect(sent[2]?.body).toEqual({ search: { filter: { id: { $in: wanted } } } });
    expect(sent.map(({ parameters }) => String(parameters))).toEqual(['', '', '', '']);
    // The SDK makes dates of answers to GET only.
    expect(first.items[0]?._createdDate).toBe(created[0]._createdDate?.toISOString());
  });

  it('names fields in its errors as a GET does', async () => {
    const { products, sent } = await shop();
    const filter = { key: strangers };
    for (const wrong of [filter, { key: 'x' }]) {
      const { status, details } = await failure(products.searchProducts({ filter: wrong as object }));
      expect(status).toBe(400);
      expect(details?.validationError?.fieldViolations[0]?.field).toBe('search.filter.key');
    }
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});
