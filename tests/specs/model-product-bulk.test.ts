import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import type { OperationId } from '../../specs/operations.ts';
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
  variantsIn,
} from './product-support.ts';
import { namesIn, UNKNOWN } from './support.ts';

interface Answer {
  results: { itemMetadata: Schemas['ItemMetadata']; item?: Product }[];
  bulkActionMetadata: Schemas['BulkActionMetadata'];
}

function bulkShop() {
  const it = shop();
  return {
    ...it,
    bulk: (operation: OperationId, body: object) => it.accepted<Answer>(operation, body),
    refusedBulk: (operation: OperationId, body: object) => {
      const { code, violations } = it.refused(400, operation, body);
      return code ?? violations.join(', ');
    },
  };
}

/** One word per item: `ok`, or the code of its error. */
const outcomes = ({ results }: Answer) =>
  results.map(({ itemMetadata }) => itemMetadata.error?.code ?? (itemMetadata.success ? 'ok' : '?'));
const totals = (totalSuccesses: number, totalFailures: number) => ({
  ...{ totalSuccesses, totalFailures, undetailedFailures: 0 },
});
const named = (name: string, parts?: Parameters<typeof product>[0]) => ({ ...product(parts), name });
const size = option();
const unsound = product({ options: [option('Lost', ['x'])], variants: [variant()] });

describe('Bulk create', () => {
  const operation = 'bulkCreateProducts';

  it('creates every item and answers one result for each', () => {
    const { bulk, model } = bulkShop();
    const answer = bulk(operation, { products: [named('A'), digital(), named('C', { options: [size] })] });
    expect(answer.bulkActionMetadata).toEqual(totals(3, 0));
    expect(answer.results).toEqual(
      model
        .products()
        .map(({ id }, originalIndex) => ({ itemMetadata: { id, originalIndex, success: true } })),
    );
    expect(model.products().map(({ name }) => name)).toEqual(['A', 'Song', 'C']);
  });

  it('returns whole products on request, with optional data', () => {
    const { bulk, read } = bulkShop();
    const sent = { products: [product({ options: [size] })], returnEntity: true };
    const [plain] = bulk(operation, sent).results;
    expect(plain?.item).toEqual(read(plain?.item?.id ?? ''));
    const fields = ['CURRENCY', 'VARIANT_OPTION_CHOICE_NAMES', 'MIN_PRICE_VARIANT'];
    const [rich] = bulk(operation, { ...sent, fields }).results;
    expect(rich?.item).toMatchObject({ currency: 'USD', variantSummary: { minPriceVariant: {} } });
    expect(rich?.item && variantsIn(rich.item)[0]?.choices).toMatchObject([byName(size, 'S')]);
  });

  it('reports broken rules item by item, creates the others and leaves nothing of the broken', () => {
    const { bulk, model, make } = bulkShop();
    make({ ...product(), slug: 'taken' });
    const products = [
      named('Good', { options: [size] }),
      unsound,
      { ...product(), slug: 'taken' },
      { ...digital(), visibleInPos: true },
      product({ options: [option('Size', ['XL'])], variants: [variant('1', byName(size, 'S'))] }),
      { ...product(), options: [{ id: UNKNOWN }] },
      named('Also good', { options: [option('Size', ['L'])], modifiers: [note()] }),
    ];
    const answer = bulk(operation, { products, returnEntity: true });
    expect(outcomes(answer)).toEqual([
      'ok',
      'INVALID_DEFAULT_VARIANT',
      'DUPLICATE_SLUG_ERROR',
      'DIGITAL_PRODUCT_CANNOT_BE_VISIBLE_IN_POS',
      'MISSING_VARIANT_OPTION_CHOICE',
      'CUSTOMIZATION_NOT_EXIST',
      'ok',
    ]);
    expect(answer.bulkActionMetadata).toEqual(totals(2, 5));
    expect(answer.results.map(({ itemMetadata }) => itemMetadata.originalIndex)).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
    expect(answer.results[1]?.itemMetadata).not.toHaveProperty('id');
    expect(answer.results[1]).not.toHaveProperty('item');
    expect(model.products().map(({ name }) => name)).toEqual(['Shirt', 'Good', 'Also good']);
    expect(model.entities().map(one => [one.name, ...namesIn(one)])).toEqual([
      ['Size', 'S', 'M', 'L'],
      ['Note'],
    ]);
  });

  it('refuses a request of the wrong form as a whole', () => {
    const { refusedBulk, bulk } = bulkShop();
    const sent = (...products: unknown[]) => refusedBulk(operation, { products });
    expect(refusedBulk(operation, {})).toBe('products REQUIRED_FIELD');
    expect(sent()).toBe('products MIN_SIZE');
    expect(sent(...Array(101).fill(product()))).toBe('products MAX_SIZE');
    expect(sent(product(), { ...product(), name: '' })).toBe('products[1].name MIN_LENGTH');
    expect(sent(product(), { ...product(), id: UNKNOWN })).toBe('products[1].id ID_NOT_ALLOWED_IN_REQUEST');
    expect(sent('x')).toBe('products[0] VALIDATION');
    expect(refusedBulk(operation, { products: [product()], fields: ['X'] })).toBe(
      'fields[0] INVALID_ENUM_VALUE',
    );
    expect(outcomes(bulk(operation, { products: Array(100).fill(product()) }))).toEqual(
      Array(100).fill('ok'),
    );
  });

  it('takes 100 options in all, and no more', () => {
    const { refusedBulk, bulk } = bulkShop();
    const six = named('Six', { options: [...'123456'].map(name => option(name, ['x'])) });
    const four = named('Four', { options: [...'1234'].map(name => option(name, ['x'])) });
    const sixteen = Array(16).fill(six);
    expect(refusedBulk(operation, { products: [...sixteen, six] })).toBe('TOO_MANY_OPTIONS_IN_REQUEST');
    expect(bulk(operation, { products: [...sixteen, four] }).bulkActionMetadata).toEqual(totals(17, 0));
  });
});

describe('Bulk update', () => {
  const operation = 'bulkUpdateProducts';
  const items = (...patches: object[]) => ({ products: patches.map(one => ({ product: one })) });

  it('changes each item and reports the ones it could not', () => {
    const { bulk, make, read, model } = bulkShop();
    const [a, b, c] = [make(named('A')), make(named('B', { options: [size] })), make(named('C'))];
    const current = (one: Product, change: object) => ({ id: one.id, revision: '1', ...change });
    const before = model.entities();
    const answer = bulk(operation, {
      ...items(
        current(a, {
          name: 'New',
          options: [size],
          variantsInfo: { variants: [variant('1', byName(size, 'M'))] },
        }),
        current(b, { revision: '2', name: 'New' }),
        { id: UNKNOWN, revision: '1', name: 'New' },
        current(c, { options: [swatchOption()], variantsInfo: { variants: [variant()] } }),
      ),
      ...{ returnEntity: true, fields: ['CURRENCY'] },
    });
    expect(outcomes(answer)).toEqual([
      'ok',
      'INVALID_REVISION',
      'PRODUCT_NOT_FOUND',
      'INVALID_DEFAULT_VARIANT',
    ]);
    expect(answer.bulkActionMetadata).toEqual(totals(1, 3));
    expect(answer.results[0]?.item).toEqual(read(a.id, ['CURRENCY']));
    expect(read(a.id)).toMatchObject({ name: 'New', revision: '2', options: [{ name: 'Size' }] });
    expect(answer.results.map(({ itemMetadata }) => itemMetadata.id)).toEqual([a.id, b.id, UNKNOWN, c.id]);
    expect([read(b.id), read(c.id), model.entities()]).toEqual([b, c, before]);
  });

  it('refuses a request of the wrong form as a whole', () => {
    const { refusedBulk, make } = bulkShop();
    const { id } = make(product());
    const sound = { id, revision: '1', name: 'New' };
    const sent = (...patches: object[]) => refusedBulk(operation, items(...patches));
    expect(sent()).toBe('products MIN_SIZE');
    expect(sent(...Array.from({ length: 101 }, (_, n) => ({ ...sound, id: `${n}` })))).toBe(
      'products MAX_SIZE',
    );
    for (const member of ['id', 'revision'])
      expect(sent({ ...sound, [member]: undefined })).toBe(`products[0].product.${member} REQUIRED_FIELD`);
    expect(sent(sound, sound)).toBe('products DUPLICATE_PRODUCT_IDS_REQUEST');
    expect(sent({ revision: '1' }, { revision: '1' })).toBe(
      'products[0].product.id REQUIRED_FIELD, products[1].product.id REQUIRED_FIELD',
    );
    expect(refusedBulk(operation, { products: [{}] })).toBe('products[0].product REQUIRED_FIELD');
    const six = [...'123456'].map(name => option(name, ['x']));
    const crowd = Array.from({ length: 17 }, (_, n) => ({ ...sound, id: `${n}`, options: six }));
    expect(sent(...crowd)).toBe('TOO_MANY_OPTIONS_IN_REQUEST');
  });
});

describe('Bulk delete', () => {
  const operation = 'bulkDeleteProducts';

  it('deletes what is there and reports the rest', () => {
    const { bulk, make, model, refused } = bulkShop();
    const [a, b, c] = [make(named('A')), make(named('B', { options: [size] })), make(named('C'))];
    const answer = bulk(operation, { productIds: [c.id, UNKNOWN, 'x', b.id] });
    expect(outcomes(answer)).toEqual(['ok', 'PRODUCT_NOT_FOUND', 'PRODUCT_NOT_FOUND', 'ok']);
    expect(answer.bulkActionMetadata).toEqual(totals(2, 2));
    expect(answer.results.map(({ itemMetadata: { id, originalIndex } }) => [id, originalIndex])).toEqual([
      [c.id, 0],
      [UNKNOWN, 1],
      ['x', 2],
      [b.id, 3],
    ]);
    expect(answer.results[0]).not.toHaveProperty('item');
    expect(model.products().map(({ id }) => id)).toEqual([a.id]);
    expect(model.entities()).toHaveLength(1);
    refused(404, 'getProduct', undefined, { productId: b.id });
  });

  it('refuses a request of the wrong form as a whole', () => {
    const { refusedBulk, make, bulk } = bulkShop();
    const { id } = make(product());
    const sent = (...productIds: unknown[]) => refusedBulk(operation, { productIds });
    expect(refusedBulk(operation, {})).toBe('productIds REQUIRED_FIELD');
    expect(sent()).toBe('productIds MIN_SIZE');
    const hundred = Array.from({ length: 100 }, (_, n) => `${n}`);
    expect(sent(...hundred, 'one more')).toBe('productIds MAX_SIZE');
    expect(sent(id, UNKNOWN, id)).toBe('productIds DUPLICATE_PRODUCT_IDS_REQUEST');
    expect(sent(id, 'x'.repeat(37))).toBe('productIds[1] MAX_LENGTH');
    expect(sent(id, 7)).toBe('productIds[1] VALIDATION');
    expect(bulk(operation, { productIds: hundred }).bulkActionMetadata).toEqual(totals(0, 100));
  });
});
