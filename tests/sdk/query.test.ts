import { utils } from '@wix/auto_sdk_stores_customizations-v-3';
import { describe, expect, it } from 'vitest';
import { connect, idOf, namesOf, textModifier, textOf, textOption, unpack } from './client.ts';

const { Filter, QueryBuilder, Sort } = utils.query;
const QUERY = '/stores/v3/customizations/query';

/** A site with four customizations, in this order of creation. */
async function shop() {
  const connection = await connect();
  const { api } = connection;
  const created = [
    await api.createCustomization(textOption('Size')),
    await api.createCustomization(textOption('Fabric')),
    await api.createCustomization(textModifier('Engraving')),
    await api.createCustomization(textOption('Fit')),
  ] as const;
  connection.sent.length = 0;
  return { ...connection, created };
}

describe('the query builder', () => {
  it('finds everything, newest first, as it was created', async () => {
    const { api, created, sent } = await shop();
    const result = await api.queryCustomizations().find();
    expect(result.items).toEqual(created.toReversed());
    expect(result.length).toBe(4);
    expect(result.hasNext()).toBe(false);
    expect(sent).toMatchObject([{ method: 'GET', path: QUERY }]);
    expect(unpack(sent[0]?.parameters)).toEqual({ query: { filter: {}, cursorPaging: { limit: 50 } } });
  });

  it('filters by eq and ne', async () => {
    const { api, created } = await shop();
    const query = api.queryCustomizations().ascending('name');
    const found = async (filtered: typeof query) => namesOf((await filtered.find()).items);
    expect(await found(query.eq('name', 'Fit'))).toEqual(['Fit']);
    expect(await found(query.eq('_id', created[0]._id))).toEqual(['Size']);
    expect(await found(query.ne('name', 'Fit'))).toEqual(['Engraving', 'Fabric', 'Size']);
    expect(await found(query.ne('customizationType', 'MODIFIER').ne('name', 'Fit'))).toEqual([
      'Fabric',
      'Size',
    ]);
    expect(await found(query.eq('name', 'Nothing'))).toEqual([]);
  });

  it('filters by in, startsWith and exists', async () => {
    const { api, created } = await shop();
    const query = api.queryCustomizations().ascending('name');
    const found = async (filtered: typeof query) => namesOf((await filtered.find()).items);
    expect(await found(query.in('name', ['Size', 'Fit', 'Nothing']))).toEqual(['Fit', 'Size']);
    expect(await found(query.in('_id', created.slice(1).map(idOf)))).toEqual(['Engraving', 'Fabric', 'Fit']);
    expect(await found(query.in('customizationRenderType', ['FREE_TEXT']))).toEqual(['Engraving']);
    expect(await found(query.startsWith('name', 'F'))).toEqual(['Fabric', 'Fit']);
    expect(await found(query.startsWith('name', 'f'))).toEqual(['Fabric', 'Fit']);
    expect(await found(query.exists('_createdDate', true))).toHaveLength(4);
    expect(await found(query.exists('name', false))).toEqual([]);
  });

  it('filters by gt, ge, lt and le, on text and on dates', async () => {
    const { api, created } = await shop();
    const query = api.queryCustomizations().ascending('_createdDate');
    const found = async (filtered: typeof query) => namesOf((await filtered.find()).items);
    const [, fabric] = created;
    expect(await found(query.gt('name', 'Fabric'))).toEqual(['Size', 'Fit']);
    expect(await found(query.ge('name', 'Fabric').lt('name', 'Fit'))).toEqual(['Fabric']);
    expect(await found(query.le('name', 'Fabric'))).toEqual(['Fabric', 'Engraving']);
    expect(await found(query.gt('_createdDate', fabric._createdDate))).toEqual(['Engraving', 'Fit']);
    expect(await found(query.ge('_createdDate', fabric._createdDate))).toEqual([
      'Fabric',
      'Engraving',
      'Fit',
    ]);
    expect(await found(query.lt('_updatedDate', fabric._updatedDate))).toEqual(['Size']);
    expect(await found(query.le('_id', fabric._id))).toEqual(['Size', 'Fabric']);
    expect(await found(query.eq('_createdDate', fabric._createdDate))).toEqual(['Fabric']);
  });

  it('sorts, by several fields too, and limits', async () => {
    const { api, created } = await shop();
    const query = api.queryCustomizations();
    const found = async (sorted: typeof query) => namesOf((await sorted.find()).items);
    expect(await found(query.ascending('name'))).toEqual(['Engraving', 'Fabric', 'Fit', 'Size']);
    expect(await found(query.descending('name'))).toEqual(['Size', 'Fit', 'Fabric', 'Engraving']);
    expect(await found(query.ascending('_id'))).toEqual(namesOf(created));
    expect(await found(query.descending('_updatedDate', 'name').limit(2))).toEqual(['Fit', 'Engraving']);
    const limited = await query.limit(3).find();
    expect([limited.length, limited.pageSize, limited.hasNext()]).toEqual([3, 3, true]);
  });

  it('adds what `fields` asks for', async () => {
    const { api, sent } = await shop();
    const fields = ['ASSIGNED_PRODUCTS_COUNT' as const];
    const { items } = await api.queryCustomizations({ fields }).eq('name', 'Fit').find();
    expect(items).toMatchObject([{ name: 'Fit', assignedProductsCount: 0 }]);
    expect(unpack(sent[0]?.parameters)).toMatchObject({ query: { filter: { name: 'Fit' } }, fields });
  });
});

describe('paging', () => {
  it('walks to the end by next() and back by prev()', async () => {
    const { api, sent } = await shop();
    const first = await api.queryCustomizations().ne('name', 'Fabric').ascending('name').limit(1).find();
    const second = await first.next();
    const third = await second.next();
    expect([first, second, third].map(page => namesOf(page.items))).toEqual([
      ['Engraving'],
      ['Fit'],
      ['Size'],
    ]);
    expect([first, second, third].map(page => page.hasNext())).toEqual([true, true, false]);
    expect([first, second, third].map(page => page.hasPrev())).toEqual([false, true, true]);
    expect(unpack(sent[1]?.parameters)).toEqual({
      query: { cursorPaging: { cursor: first.cursors.next, limit: 1 } },
    });

    const back = await third.prev();
    const start = await back.prev();
    expect(back.items).toEqual(second.items);
    expect(start.items).toEqual(first.items);
    expect([start.hasPrev(), start.hasNext()]).toEqual([false, true]);
    expect((await start.next()).items).toEqual(second.items);
  });

  it('has no page beyond the ends', async () => {
    const { api } = await shop();
    const page = await api.queryCustomizations().limit(4).find();
    await expect(page.next()).rejects.toThrow('No next page to fetch');
    await expect(page.prev()).rejects.toThrow('No previous page to fetch');
  });

  it('visits every one of many customizations once, 50 at a time', async () => {
    const { api } = await connect({ seedData: 120 });
    let page = await api.queryCustomizations().find();
    const sizes = [page.length];
    const ids = page.items.map(idOf);
    while (page.hasNext()) {
      page = await page.next();
      sizes.push(page.length);
      ids.push(...page.items.map(idOf));
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(new Set(ids).size).toBe(120);
    const backwards = await (await page.prev()).prev();
    expect(backwards.items.map(idOf)).toEqual(ids.slice(0, 50));
  });

  it('goes on while the customization at the edge is deleted', async () => {
    const { api, created } = await shop();
    const page = await api.queryCustomizations().ascending('_createdDate').limit(2).find();
    await api.deleteCustomization(idOf(created[1]));
    expect(namesOf((await page.next()).items)).toEqual(['Engraving', 'Fit']);
  });

  it('skips to a cursor that was kept', async () => {
    const { api } = await shop();
    const query = api.queryCustomizations().ascending('name').limit(2);
    const { cursors } = await query.find();
    const page = await query.skipTo(textOf(cursors.next)).find();
    expect(namesOf(page.items)).toEqual(['Fit', 'Size']);
  });
});

describe('the typed form', () => {
  it('answers customizations and paging metadata', async () => {
    const { api, created, sent } = await shop();
    const answer = await api.queryCustomizations({
      filter: { name: { $startsWith: 'F' } },
      sort: [{ fieldName: '_createdDate', order: 'DESC' }],
      cursorPaging: { limit: 1 },
    });
    expect(answer.customizations).toEqual([created[3]]);
    expect(answer.pagingMetadata).toEqual({
      count: 1,
      hasNext: true,
      cursors: { next: expect.any(String) },
    });
    expect(unpack(sent[0]?.parameters)).toMatchObject({
      query: { sort: [{ fieldName: 'createdDate', order: 'DESC' }] },
    });

    const rest = await api.queryCustomizations({
      cursorPaging: { cursor: answer.pagingMetadata?.cursors?.next },
    });
    expect(rest.customizations).toEqual([created[1]]);
    expect(rest.pagingMetadata).toMatchObject({ count: 1, hasNext: false });
    expect(rest.pagingMetadata?.cursors).not.toHaveProperty('next');
  });

  it('takes an empty query with nothing, and with fields', async () => {
    const { api, sent } = await shop();
    expect((await api.queryCustomizations({}, {})).customizations).toHaveLength(4);
    const counted = await api.queryCustomizations({}, { fields: ['ASSIGNED_PRODUCTS_COUNT'] });
    expect(counted.customizations?.map(one => one.assignedProductsCount)).toEqual([0, 0, 0, 0]);
    expect(sent.map(({ parameters }) => String(parameters))).toEqual(['', 'fields=ASSIGNED_PRODUCTS_COUNT']);
  });

  it('takes what the query helpers build: chains, and, or, not, sort, paging', async () => {
    const { api } = await shop();
    const query = QueryBuilder()
      .withFilter(
        Filter.or(
          Filter.and(Filter('name').gte('F').lt('G'), Filter('customizationType').in(['PRODUCT_OPTION'])),
          Filter.not(Filter('customizationType').nin(['MODIFIER'])),
        ),
      )
      .withSorting(Sort('name').desc())
      .withPaging({ limit: 2 })
      .build();
    const { customizations, pagingMetadata } = await api.queryCustomizations({
      filter: query.filter,
      sort: query.sort,
      cursorPaging: { limit: 2 },
    });
    expect(namesOf(customizations)).toEqual(['Fit', 'Fabric']);
    expect(pagingMetadata?.hasNext).toBe(true);
  });
});

describe('a query too long for an address', () => {
  it.each([
    ['POST', 'still long', 200],
    // The reference remembers so long a filter and puts only its name into the cursor.
    ['GET', 'short again', 500],
  ])('goes by POST, its pages by %s when they are %s', async (method, _length, total) => {
    const { api, created, sent } = await shop();
    const strangers = Array.from(
      { length: total },
      (_, index) => `99999999-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );
    const wanted = [...strangers, ...created.slice(1).map(idOf)];
    const first = await api.queryCustomizations().in('_id', wanted).ascending('name').limit(2).find();
    expect(namesOf(first.items)).toEqual(['Engraving', 'Fabric']);
    const second = await first.next();
    expect(namesOf(second.items)).toEqual(['Fit']);
    expect((await second.prev()).items.map(idOf)).toEqual(first.items.map(idOf));
    expect(sent.map(request => request.method)).toEqual(['POST', method, method]);
    expect(sent[0]).toMatchObject({
      method: 'POST',
      path: QUERY,
      body: { query: { filter: { id: { $in: wanted } }, cursorPaging: { limit: 2 } } },
    });
    expect([...(sent[0]?.parameters ?? [])]).toEqual([]);
    // The SDK makes dates of answers to GET only.
    expect(first.items[0]?._createdDate).toBe(created[2]._createdDate?.toISOString());
  });

  it('takes a long typed query and a long count', async () => {
    const { api, sent } = await shop();
    const filter = { name: { $in: ['Fit', ...Array.from({ length: 400 }, (_, index) => `Name ${index}`)] } };
    expect(namesOf((await api.queryCustomizations({ filter }, {})).customizations)).toEqual(['Fit']);
    expect(await api.countCustomizations({ filter })).toEqual({ count: 1 });
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });
});
