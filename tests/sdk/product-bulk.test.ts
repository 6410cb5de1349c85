import { describe, expect, it } from 'vitest';
import { connect, failure, idOf, NOBODY } from './client.ts';
import { product, shirt, shirtShop, variant, variantsOf } from './products.ts';

const BULK = '/stores/v3/bulk/products';

describe('bulk create', () => {
  it('creates every product and returns them, two with the same option', async () => {
    const { products, sent } = await connect();
    const wanted = [shirt('Shirt'), shirt('Coat', ['Large', 'Huge'])];
    const { results = [], bulkActionMetadata } = await products.bulkCreateProducts(wanted, {
      returnEntity: true,
      fields: ['CURRENCY'],
    });
    expect(sent).toMatchObject([{ method: 'POST', path: `${BULK}/create` }]);
    expect(sent[0]?.body).toEqual({ products: wanted, returnEntity: true, fields: ['CURRENCY'] });
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 2, totalFailures: 0, undetailedFailures: 0 });
    for (const [index, { itemMetadata, item }] of results.entries()) {
      expect(itemMetadata).toEqual({ _id: idOf(item), originalIndex: index, success: true });
      expect(item?._createdDate).toBeInstanceOf(Date);
      const stored = await products.getProduct(idOf(item), { fields: ['CURRENCY'] });
      expect(variantsOf(stored)).toEqual(variantsOf(item));
    }
    const [shirts, coat] = results.map(({ item }) => item?.options?.[0]);
    expect(coat?._id).toBe(shirts?._id);
    expect(coat?.choicesSettings?.choices).toMatchObject([
      { name: 'Large', choiceId: shirts?.choicesSettings?.choices?.[1]?.choiceId },
      { name: 'Huge' },
    ]);
  });

  it('returns ids alone unless asked, and the failures one by one', async () => {
    const { products } = await shirtShop();
    const taken = product('Taken', undefined, { slug: 'shirt' });
    const { results, bulkActionMetadata } = await products.bulkCreateProducts([taken, product('Mug')]);
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 1, totalFailures: 1, undetailedFailures: 0 });
    expect(results).toEqual([
      {
        itemMetadata: {
          originalIndex: 0,
          success: false,
          error: { code: 'DUPLICATE_SLUG_ERROR', description: expect.stringMatching(/./) },
        },
      },
      { itemMetadata: { _id: expect.any(String), originalIndex: 1, success: true } },
    ]);
    expect(await products.countProducts()).toEqual({ count: 2 });
  });

  it('refuses an empty list as a whole', async () => {
    const { products } = await connect();
    const error = await failure(products.bulkCreateProducts([]));
    expect(error.status).toBe(400);
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { field: 'products', violatedRule: 'MIN_SIZE' },
    ]);
  });
});

describe('bulk update', () => {
  it('updates each and returns the new state', async () => {
    const { products, created, id, size, sent } = await shirtShop();
    const mug = await products.createProduct(product('Mug'));
    const [small] = variantsOf(created);
    const dearer = { ...small, price: { actualPrice: { amount: '99' } } };
    const { results = [], bulkActionMetadata } = await products.bulkUpdateProducts(
      [
        {
          product: {
            _id: id,
            revision: '1',
            options: [{ _id: idOf(size) }],
            variantsInfo: { variants: [{ ...dearer }] },
          },
        },
        {
          product: { _id: idOf(mug), revision: '1', name: 'Cup', variantsInfo: { variants: [variant('3')] } },
        },
      ],
      { returnEntity: true },
    );
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 2, totalFailures: 0, undetailedFailures: 0 });
    expect(sent.at(-1)).toMatchObject({ method: 'POST', path: `${BULK}/update` });
    expect(sent.at(-1)?.body).toMatchObject({
      products: [
        { product: { id, revision: '1', variantsInfo: { variants: [{ id: small?._id }] } } },
        { product: { id: mug._id, revision: '1', name: 'Cup' } },
      ],
      returnEntity: true,
    });
    expect(results.map(({ item }) => item)).toMatchObject([
      { _id: id, revision: '2', name: 'Shirt', _updatedDate: expect.any(Date) },
      { _id: mug._id, revision: '2', name: 'Cup', actualPriceRange: { maxValue: { amount: '3' } } },
    ]);
    expect(variantsOf(await products.getProduct(id))).toEqual([dearer]);
  });

  it('reports a stale revision and an unknown id on their own', async () => {
    const { products, id } = await shirtShop();
    const mug = await products.createProduct(product('Mug'));
    const items = [
      { _id: id, revision: '9', name: 'Stale' },
      { _id: NOBODY, revision: '1', name: 'Nobody' },
      { _id: idOf(mug), revision: '1', name: 'Cup' },
    ].map(patch => ({ product: { ...patch, variantsInfo: { variants: [variant('3')] } } }));
    const { results = [], bulkActionMetadata } = await products.bulkUpdateProducts(items);
    expect(bulkActionMetadata).toMatchObject({ totalSuccesses: 1, totalFailures: 2 });
    expect(results.map(({ itemMetadata: item }) => [item?._id, item?.error?.code])).toEqual([
      [id, 'INVALID_REVISION'],
      [NOBODY, 'PRODUCT_NOT_FOUND'],
      [mug._id, undefined],
    ]);
    expect(results[2]).not.toHaveProperty('item');
    expect((await products.getProduct(id)).name).toBe('Shirt');
  });
});

describe('bulk delete', () => {
  it('deletes what it knows and reports what it does not', async () => {
    const { products, id, sent } = await shirtShop();
    const { results = [], bulkActionMetadata } = await products.bulkDeleteProducts([NOBODY, id]);
    expect(sent[0]).toMatchObject({ method: 'POST', path: `${BULK}/delete` });
    expect(sent[0]?.body).toEqual({ productIds: [NOBODY, id] });
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 1, totalFailures: 1, undetailedFailures: 0 });
    expect(results).toMatchObject([
      { itemMetadata: { _id: NOBODY, success: false, error: { code: 'PRODUCT_NOT_FOUND' } } },
      { itemMetadata: { _id: id, success: true } },
    ]);
    expect((await failure(products.getProduct(id))).status).toBe(404);
  });

  it('refuses an id given twice as a whole', async () => {
    const { products, id } = await shirtShop();
    const error = await failure(products.bulkDeleteProducts([id, id]));
    expect(error.status).toBe(400);
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { field: 'productIds', ruleName: 'DUPLICATE_PRODUCT_IDS_REQUEST' },
    ]);
    expect((await products.getProduct(id))._id).toBe(id);
  });
});
