import { utils } from '@wix/auto_sdk_stores_read-only-variants-v-3';
import { describe, expect, it } from 'vitest';
import { connect, failure, idOf, textOf } from './client.ts';
import { product, shirt, shirtShop, variant, variantsOf } from './products.ts';

const { Filter, QueryBuilder, Sort } = utils.query;
const QUERY = '/stores/v3/products/query-variants';
const SEARCH = '/stores/v3/products/search-variants';

/** A site with a product of two variants and one of a single variant. */
async function shop() {
  const connection = await shirtShop();
  const mug = await connection.products.createProduct(
    product('Mug', [variant('3', { sku: 'mug', barcode: '42' })]),
  );
  connection.sent.length = 0;
  return { ...connection, mug };
}

const skus = (items: readonly { sku?: string | null }[] = []) => items.map(({ sku }) => sku);

describe('the query builder', () => {
  it('finds the variants of a product, choices by id and by name', async () => {
    const { variants, created, id, size, choiceIds, sent } = await shop();
    const { items, length } = await variants.queryVariants().eq('productData.productId', id).find();
    expect(length).toBe(2);
    expect(items).toEqual(
      variantsOf(created).map(({ _id, choices, ...shared }, index) => ({
        ...shared,
        variantId: _id,
        optionChoices: [
          {
            optionChoiceIds: { optionId: size?._id, choiceId: choiceIds[index] },
            optionChoiceNames: {
              optionName: 'Size',
              choiceName: ['Small', 'Large'][index],
              renderType: 'TEXT_CHOICES',
            },
          },
        ],
        productData: {
          productId: id,
          name: 'Shirt',
          slug: 'shirt',
          handle: 'shirt',
          productType: 'PHYSICAL',
          visible: true,
          visibleInPos: true,
          revision: '1',
        },
      })),
    );
    expect(sent).toMatchObject([{ method: 'POST', path: QUERY }]);
    expect(sent[0]?.body).toEqual({
      query: { filter: { 'productData.productId': id }, cursorPaging: { limit: 50 } },
    });
    expect(String(sent[0]?.parameters)).toBe('');
  });

  it('shows a product without options as one variant without choices', async () => {
    const { variants, mug } = await shop();
    const { items } = await variants.queryVariants().eq('productData.productId', idOf(mug)).find();
    expect(items).toMatchObject([{ sku: 'mug', barcode: '42', optionChoices: [] }]);
  });

  it('walks to the end by next() and back by prev()', async () => {
    const { variants, created, mug, sent } = await shop();
    const ids = [created, mug].flatMap(variantsOf).map(idOf).toSorted();
    const first = await variants.queryVariants().ascending('variantId').limit(2).find();
    const second = await first.next();
    expect([...first.items, ...second.items].map(({ variantId }) => variantId)).toEqual(ids);
    expect([first, second].map(page => [page.hasPrev(), page.hasNext()])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(sent[1]?.body).toEqual({ query: { cursorPaging: { cursor: first.cursors.next, limit: 2 } } });
    expect((await second.prev()).items).toEqual(first.items);
    const { items } = await variants.queryVariants().descending('variantId').find();
    expect(items.map(({ variantId }) => variantId)).toEqual(ids.toReversed());
  });

  it('adds what `fields` asks for', async () => {
    const { products, variants, sent } = await connect();
    const costly = variant('10', { revenueDetails: { cost: { amount: '4' } } });
    await products.createProduct(product('Mug', [costly]));
    const fields = ['CURRENCY' as const, 'MERCHANT_DATA' as const];
    const [item] = (await variants.queryVariants({ fields }).find()).items;
    expect(item?.productData?.currency).toMatch(/./);
    expect(item?.price?.actualPrice?.formattedAmount).toMatch(/10/);
    expect(item?.revenueDetails).toMatchObject({ cost: { amount: '4' }, profitMargin: 0.6 });
    expect(sent[1]?.body).toMatchObject({ fields });
    const [plain] = (await variants.queryVariants().find()).items;
    expect(plain).not.toHaveProperty('revenueDetails');
    expect(plain?.price?.actualPrice).toEqual({ amount: '10' });
  });
});

describe('the typed query', () => {
  it('answers variants and paging metadata', async () => {
    const { variants, id, sent } = await shop();
    const query = QueryBuilder()
      .withFilter(Filter('productData.productId').in([id]))
      .withSorting(Sort('variantId').desc())
      .build();
    const answer = await variants.queryVariants(
      { ...query, cursorPaging: { limit: 1 } },
      { fields: ['CURRENCY'] },
    );
    expect(skus(answer.variants)).toEqual(['Shirt-Large']);
    expect(answer.pagingMetadata).toEqual({ count: 1, hasNext: true, cursors: { next: expect.any(String) } });
    expect(sent[0]?.body).toEqual({
      query: {
        filter: { 'productData.productId': { $in: [id] } },
        sort: [{ fieldName: 'variantId', order: 'DESC' }],
        cursorPaging: { limit: 1 },
      },
      fields: ['CURRENCY'],
    });
    const cursor = answer.pagingMetadata?.cursors?.next;
    const rest = await variants.queryVariants({ cursorPaging: { cursor } }, {});
    expect(skus(rest.variants)).toEqual(['Shirt-Small']);
    expect(rest.pagingMetadata?.cursors).not.toHaveProperty('next');
  });
});

describe('search', () => {
  it('finds by a choice, by sku and by text', async () => {
    const { variants, choiceIds, sent } = await shop();
    const search = {
      filter: { 'optionChoices.optionChoiceIds.choiceId': { $hasSome: choiceIds.slice(1) } },
      sort: [{ fieldName: 'sku' as const, order: 'ASC' as const }],
    };
    const large = await variants.searchVariants(search, { fields: ['CURRENCY'] });
    expect(skus(large.variants)).toEqual(['Shirt-Large']);
    expect(large.variants?.[0]?.productData?.currency).toMatch(/./);
    expect(sent[0]).toMatchObject({ method: 'POST', path: SEARCH });
    expect(sent[0]?.body).toEqual({ search, fields: ['CURRENCY'] });
    const found = async (wanted: typeof search | object) =>
      skus((await variants.searchVariants(wanted)).variants);
    expect(await found({ filter: { sku: 'mug' } })).toEqual(['mug']);
    expect(await found({ search: { expression: 'shirt' }, sort: search.sort })).toEqual([
      'Shirt-Large',
      'Shirt-Small',
    ]);
    expect(await found({})).toHaveLength(3);
  });

  it('sends dates as text and names as the service has them', async () => {
    const { variants, mug, sent } = await shop();
    const since = mug._updatedDate as Date;
    const { variants: recent } = await variants.searchVariants({
      // The types know of no date here, though they list it among the fields to filter by.
      filter: { 'productData._updatedDate': { $gte: since } as never },
      sort: [{ fieldName: 'productData._updatedDate', order: 'DESC' }],
    });
    expect(skus(recent)).toEqual(['mug']);
    expect(sent[0]?.body).toEqual({
      search: {
        filter: { 'productData.updatedDate': { $gte: since.toISOString() } },
        sort: [{ fieldName: 'productData.updatedDate', order: 'DESC' }],
      },
    });
  });
});

describe('what products do to them', () => {
  it('shows new prices, drops removed variants, and all of a deleted product', async () => {
    const { products, variants, created, id, size } = await shop();
    const query = variants.queryVariants().eq('productData.productId', id);
    const [, large] = variantsOf(created);
    await products.updateProduct(id, {
      revision: textOf(created.revision),
      options: [{ _id: idOf(size) }],
      variantsInfo: { variants: [{ ...large, price: { actualPrice: { amount: '77' } } }] },
    });
    expect((await query.find()).items).toMatchObject([
      { variantId: large?._id, price: { actualPrice: { amount: '77' } }, productData: { revision: '2' } },
    ]);
    await products.deleteProduct(id);
    expect((await query.find()).items).toEqual([]);
  });

  it('shows late where the server is slow to index', async () => {
    const { products, variants } = await connect({ lagMs: 60_000 });
    const created = await products.createProduct(shirt());
    expect(variantsOf(await products.getProduct(idOf(created)))).toHaveLength(2);
    expect((await variants.queryVariants().find()).items).toEqual([]);
    expect((await products.queryProducts().find()).items).toEqual([]);
  });
});

describe('errors', () => {
  it('name the field, and the rule', async () => {
    const { variants } = await shop();
    const cursorPaging = { limit: 1001 };
    const errors = await Promise.all(
      [
        variants.queryVariants({ cursorPaging }),
        variants.searchVariants({ cursorPaging }),
        variants.queryVariants({ filter: { sku: 'mug' } as object }),
      ].map(failure),
    );
    expect(errors.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(errors.map(({ details }) => details?.validationError?.fieldViolations)).toMatchObject([
      [{ field: 'query.cursorPaging.limit', violatedRule: 'MAX' }],
      [{ field: 'search.cursorPaging.limit', violatedRule: 'MAX' }],
      [{ field: 'query.filter.sku', violatedRule: 'VALIDATION' }],
    ]);
    expect((await variants.queryVariants().limit(1000).find()).length).toBe(3);
  });
});
