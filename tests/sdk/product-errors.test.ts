import { describe, expect, it } from 'vitest';
import { API_KEY, connect, failure, NOBODY } from './client.ts';
import { product, shirt, shirtShop, variant, variantsOf } from './products.ts';

describe('validation errors of products', () => {
  it('name each field by the argument of the SDK, and the rule', async () => {
    const { products, id } = await shirtShop();
    const name = 'x'.repeat(81);
    const calls = [
      products.createProduct(product(name)),
      products.updateProduct(id, { revision: '1', name }),
    ];
    for (const { status, details } of await Promise.all(calls.map(failure))) {
      expect(status).toBe(400);
      expect(details).not.toHaveProperty('applicationError');
      expect(details?.validationError?.fieldViolations).toEqual([
        { field: 'product.name', description: expect.stringMatching(/./), violatedRule: 'MAX_LENGTH' },
      ]);
    }
  });

  it('name rules of their own', async () => {
    const { products, created, id } = await shirtShop();
    const variantsInfo = structuredClone(created.variantsInfo);
    const error = await failure(products.updateProduct(id, { revision: '1', variantsInfo }));
    expect(error.status).toBe(400);
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { field: 'product.options', ruleName: 'MISSING_OPTIONS_ON_UPDATE_VARIANTS' },
    ]);
  });

  it('come from queries, searches and counts', async () => {
    const { products, sent } = await connect();
    const errors = await Promise.all(
      [
        products.queryProducts({ cursorPaging: { limit: 101 } }),
        products.queryProducts({ cursorPaging: { cursor: 'made-up' } }),
        products.searchProducts({ cursorPaging: { limit: 101 } }),
        products.countProducts({ filter: { key: 'x' } }),
      ].map(failure),
    );
    expect(errors.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(errors.map(({ details }) => details?.validationError?.fieldViolations[0]?.field)).toEqual([
      'query.cursorPaging.limit',
      'query.cursorPaging.cursor',
      'search.cursorPaging.limit',
      'options.filter.key',
    ]);
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET']);
  });
});

describe('application errors of products', () => {
  it('carry status, code and description', async () => {
    const { products, created, id } = await shirtShop();
    const [small] = variantsOf(shirt());
    const twice = { ...shirt('Twice'), variantsInfo: { variants: [{ ...small }, { ...small }] } };
    const calls = [
      products.getProduct(NOBODY),
      products.getProductBySlug('nobody'),
      products.updateProduct(NOBODY, { revision: '1', name: 'Nobody' }),
      products.deleteProduct(NOBODY),
      products.updateProduct(id, { revision: '7', name: 'Late' }),
      products.createProduct(product('Twin', undefined, { slug: 'shirt' })),
      products.createProduct(twice),
      products.createProduct(product('Bare', [variant('1'), variant('2')])),
    ];
    const errors = await Promise.all(calls.map(failure));
    expect(errors.map(({ status, details }) => [status, details?.applicationError?.code])).toEqual([
      [404, 'PRODUCT_NOT_FOUND'],
      [404, 'PRODUCT_NOT_FOUND'],
      [404, 'PRODUCT_NOT_FOUND'],
      [404, 'PRODUCT_NOT_FOUND'],
      [409, 'INVALID_REVISION'],
      [409, 'DUPLICATE_SLUG_ERROR'],
      [428, 'DUPLICATE_VARIANT_OPTION_CHOICE'],
      [428, 'INVALID_DEFAULT_VARIANT'],
    ]);
    for (const { details } of errors) expect(details?.applicationError?.description).toMatch(/./);
    expect(new Set(errors.map(({ requestId }) => requestId)).size).toBe(calls.length);
    expect(await products.getProduct(id)).toEqual(created);
    expect(await products.countProducts()).toEqual({ count: 1 });
  });

  it('name what does not exist, and leave nothing behind', async () => {
    const { api, products } = await connect();
    const orphan = { ...shirt(), modifiers: [{ _id: NOBODY }] };
    const error = await failure(products.createProduct(orphan));
    expect(error.status).toBe(404);
    expect(error.details?.applicationError).toMatchObject({
      code: 'CUSTOMIZATION_NOT_EXIST',
      data: { ids: [NOBODY] },
    });
    expect(await api.countCustomizations()).toEqual({ count: 0 });
  });
});

describe('errors of the transport', () => {
  it('answers 403 to another key and 401 to none', async () => {
    const strange = await connect({ token: 'another-key' });
    const nobody = await connect({ token: API_KEY }, { anonymous: true });
    const calls = [strange, nobody].flatMap(({ products, variants }) => [
      products.countProducts(),
      variants.queryVariants().find(),
    ]);
    const errors = await Promise.all(calls.map(failure));
    expect(errors.map(({ status, details }) => [status, details?.applicationError?.code])).toEqual([
      [403, 'PERMISSION_DENIED'],
      [403, 'PERMISSION_DENIED'],
      [401, 'UNAUTHENTICATED'],
      [401, 'UNAUTHENTICATED'],
    ]);
  });
});
