import { describe, expect, it } from 'vitest';
import { Answer, inWords } from '../../engine/answer.ts';
import { Api } from '../../engine/api.ts';
import { change } from '../../engine/change.ts';
import { createdProductOf, productOf, productPageOf, variantPageOf } from '../../engine/product-reading.ts';
import { aimedAt, bulkCreatedOf, bulkOf } from '../../engine/reading.ts';
import { Scope } from '../../engine/scope.ts';
import { plainProduct } from '../../generators/product.ts';
import { OPERATIONS, type OperationId } from '../../specs/operations.ts';
import { createdWith, showingProduct } from './products.ts';
import { answerOf, exchangeOf, targetAt } from './support.ts';
import { miniTarget, sessionFor } from './targets.ts';

const NAME = 'cvtabcdefghiaab';

async function speaking() {
  const target = await miniTarget();
  const scope = new Scope('check', 1);
  return { target, scope, api: new Api(sessionFor(targetAt(target.url)), scope) };
}

/** The answer to an operation that sent this. */
function answerTo(operation: OperationId, status: number, body?: unknown, sent?: unknown): Answer {
  const { request, ...rest } = exchangeOf(status, body);
  return new Answer({ ...rest, request: { ...request, operation, text: JSON.stringify(sent) } });
}

describe('success', () => {
  const STATUSES = [0, 100, 199, 200, 201, 202, 203, 204, 206, 299, 300, 302, 400, 404, 429, 500];

  it('is 200, also 201 of Create Product, and 204 of Delete Product', () => {
    const others = (Object.keys(OPERATIONS) as OperationId[]).flatMap(operation => {
      const taken = STATUSES.filter(status => answerTo(operation, status).isSuccess);
      return taken.length === 1 && taken[0] === 200 ? [] : [[operation, ...taken]];
    });
    expect(others).toEqual([
      ['createProduct', 200, 201],
      ['deleteProduct', 200, 204],
    ]);
  });

  it('is 200 alone of a request that no operation describes', () => {
    expect(STATUSES.filter(status => answerOf(status).isSuccess)).toEqual([200]);
    expect(new Answer(exchangeOf(200, {}, { response: undefined })).isSuccess).toBe(false);
  });

  it('is told in words with its status', () => {
    expect(inWords(answerTo('createProduct', 201))).toBe('accepted with 201');
    expect(inWords(answerTo('deleteProduct', 204))).toBe('accepted with 204');
    expect(inWords(answerTo('updateProduct', 201))).toBe('answered 201');
  });
});

describe('the operations on products and read-only variants', () => {
  it('go where the contract says, with what it says', async () => {
    const { api, target } = await speaking();
    const { products, variants } = api;
    target.instead = () => ({ status: 200, body: {} });
    const product = plainProduct(NAME);
    const update = { product: { id: 'a', revision: '1', name: NAME } };
    await products.create(product);
    await products.create(product, ['URL']);
    await products.create({ product, fields: ['URL'] });
    await products.get('a/b', { fields: ['URL', 'CURRENCY'] });
    await products.getBySlug('s?', { search: { x: '1' } });
    await products.update('a', update);
    await products.delete('a');
    await products.query({ query: { filter: {} } });
    await products.search({ search: { filter: {} } });
    await products.count({ filter: {} });
    await products.bulkCreate({ products: [product] });
    await products.bulkUpdate({ products: [update] });
    await products.bulkDelete({ productIds: ['a'] });
    await variants.query({ query: { filter: {} } });
    await variants.search();
    const sent = JSON.stringify(product);
    const withFields = `{"product":${sent},"fields":["URL"]}`;
    const at = '/stores/v3/products';
    const bulk = '/stores/v3/bulk/products';
    expect(target.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', at, `{"product":${sent}}`],
      ['POST', at, withFields],
      ['POST', at, withFields],
      ['GET', `${at}/a%2Fb?fields=URL&fields=CURRENCY`, ''],
      ['GET', `${at}/slug/s%3F?x=1`, ''],
      ['PATCH', `${at}/a`, JSON.stringify(update)],
      ['DELETE', `${at}/a`, ''],
      ['POST', `${at}/query`, '{"query":{"filter":{}}}'],
      ['POST', `${at}/search`, '{"search":{"filter":{}}}'],
      ['POST', `${at}/count`, '{"filter":{}}'],
      ['POST', `${bulk}/create`, `{"products":[${sent}]}`],
      ['POST', `${bulk}/update`, `{"products":[${JSON.stringify(update)}]}`],
      ['POST', `${bulk}/delete`, '{"productIds":["a"]}'],
      ['POST', `${at}/query-variants`, '{"query":{"filter":{}}}'],
      ['POST', `${at}/search-variants`, '{}'],
    ]);
  });

  it('go out with one thing wrong when it is marked, and not when it is not', async () => {
    const { api, target } = await speaking();
    target.instead = () => ({ status: 400, body: {} });
    const body = { product: plainProduct(NAME) };
    const answer = await api.products.create(change(body, 'product.name', 7));
    expect(answer.difference).toBe('product.name: 7');
    expect(JSON.parse(target.seen[0]?.body ?? '')).toMatchObject({ product: { name: 7 } });
    const unmarked = api.products.create({ ...body.product, name: 'x'.repeat(81) });
    await expect(unmarked).rejects.toThrow(/about to send createProduct with .*name.*unmarked/);
    expect(target.seen).toHaveLength(1);
  });

  it('count as controls only when the answer held what it must', async () => {
    const { api, scope, target } = await speaking();
    const reply = (status: number, body?: unknown) => {
      target.instead = () => ({ status, body });
    };
    const refused = { reason: 'control-refused' };
    const made = { id: 'a', revision: '1', name: NAME };
    reply(201, { product: made });
    expect(await api.products.create(plainProduct(NAME)).accepted()).toEqual(made);
    await expect(api.products.get('a').accepted()).rejects.toMatchObject(refused);
    reply(200, { product: { ...made, name: 'Shirt' } });
    await expect(api.products.create(plainProduct(NAME)).accepted()).rejects.toMatchObject(refused);
    expect((await api.products.get('a').accepted()).name).toBe('Shirt');
    reply(200, { count: '3' });
    await expect(api.products.count().accepted()).rejects.toMatchObject(refused);
    await expect(api.products.query().accepted()).rejects.toMatchObject(refused);
    await expect(api.variants.query().accepted()).rejects.toMatchObject(refused);
    expect(scope.controls).toBe(2);
    reply(200, { count: 3, pagingMetadata: {} });
    expect(await api.products.count().accepted()).toBe(3);
    expect(await api.products.search().accepted()).toEqual({ products: [], pagingMetadata: {} });
    expect(await api.variants.search().accepted()).toEqual({ variants: [], pagingMetadata: {} });
    expect(scope.controls).toBe(5);
  });

  it('delete with an empty answer as well as with an empty object', async () => {
    const { api, target } = await speaking();
    target.instead = () => ({ status: 204 });
    expect(await api.products.delete('a').accepted()).toEqual({});
    await expect(api.delete('a').accepted()).rejects.toMatchObject({ reason: 'control-refused' });
    target.instead = () => ({ status: 200, body: 'gone' });
    await expect(api.products.delete('a').accepted()).rejects.toMatchObject({ reason: 'control-refused' });
  });

  it('are not blamed when the site is full of products, unless that was provoked', async () => {
    const { api, target } = await speaking();
    const body = { message: 'm', details: { applicationError: { code: 'PRODUCTS_LIMIT_EXCEEDED' } } };
    target.instead = () => ({ status: 428, body });
    await expect(api.products.create(plainProduct(NAME))).rejects.toMatchObject({ reason: 'quota-reached' });
    const wrong = change({ product: plainProduct(NAME) }, 'product.name', '');
    expect((await api.products.create(wrong)).status).toBe(428);
  });
});

describe('what an answer holds', () => {
  it.each<[string, unknown, boolean]>([
    ['what later requests need', { id: 'a', revision: '1', name: '' }, true],
    ['a long id', { id: 'a'.repeat(37), revision: '1', name: '' }, false],
    ['an empty id', { id: '', revision: '1', name: '' }, false],
    ['a revision that is a number', { id: 'a', revision: 1, name: '' }, false],
    ['no name', { id: 'a', revision: '1' }, false],
    ['no object', 'text', false],
  ])('is a product when it has %s: %#', (_, product, usable) => {
    expect(productOf(showingProduct(product)) !== undefined).toBe(usable);
  });

  it.each<[string, string, boolean]>([
    ['the name that was sent', 'Shirt, long', true],
    ['it trimmed, cut and in another case', ' SHIRT, ', true],
    ['another name', 'Coat', false],
  ])('is the created product when it has %s', (_, name, own) => {
    const product = { id: 'a', revision: '1', name };
    const sent = { product: { name: 'Shirt, long' } };
    const answer = answerTo('createProduct', 201, { product }, sent);
    expect(createdProductOf(answer)).toEqual(own ? product : undefined);
    expect(createdProductOf(createdWith(201, product))).toEqual(product);
    const options = { product: { options: [{ name: 'Coat' }], ...sent.product } };
    expect(createdProductOf(answerTo('createProduct', 200, { product }, options)) !== undefined).toBe(own);
  });

  it.each<[unknown, boolean]>([
    [{ pagingMetadata: {} }, true],
    [{ LIST: [{}], pagingMetadata: {} }, true],
    [{ LIST: [1], pagingMetadata: {} }, false],
    [{ LIST: {}, pagingMetadata: {} }, false],
    [{ LIST: null, pagingMetadata: {} }, false],
    [{ LIST: [] }, false],
    [{ LIST: [], pagingMetadata: [] }, false],
    [null, false],
  ])('is a page, given %j: %s', (body, usable) => {
    const of = (list: string) => answerOf(200, JSON.parse(JSON.stringify(body).replace('LIST', list)));
    expect(productPageOf(of('products')) !== undefined).toBe(usable);
    expect(variantPageOf(of('variants')) !== undefined).toBe(usable);
  });

  it('is a page of its own list alone', () => {
    const answer = answerOf(200, {
      products: [{ id: 'p' }],
      variants: [{ id: 'v' }],
      pagingMetadata: { count: 1 },
    });
    expect(productPageOf(answer)).toEqual({ products: [{ id: 'p' }], pagingMetadata: { count: 1 } });
    expect(variantPageOf(answer)).toEqual({ variants: [{ id: 'v' }], pagingMetadata: { count: 1 } });
  });
});

describe('a bulk answer about products', () => {
  const made = (originalIndex: number, name: string) => ({
    itemMetadata: { originalIndex, id: `id ${name}`, success: true },
    item: { id: `id ${name}`, name },
  });
  const sent = { products: [{ name: 'Shirt', options: [{ name: 'Size' }] }, { name: 'Coat' }] };
  const answer = (...results: object[]) =>
    answerTo('bulkCreateProducts', 200, { results, bulkActionMetadata: {} }, sent);

  it('shows each item where the product stands in the request', () => {
    const outcome = bulkOf(answer(made(1, 'Coat'), made(0, 'Shirt')));
    expect(outcome?.items.get(0)).toEqual({
      success: true,
      id: 'id Shirt',
      entity: { id: 'id Shirt', name: 'Shirt' },
    });
    expect(outcome?.items.get(1)?.id).toBe('id Coat');
  });

  it('is none of this request when an item is another product', () => {
    expect(bulkCreatedOf(answer(made(1, 'Coat'), made(0, 'Shirt')))?.items.size).toBe(2);
    expect(bulkCreatedOf(answer(made(0, 'Coat'), made(1, 'Shirt')))).toBeUndefined();
    const bare = { itemMetadata: { originalIndex: 0, success: true } };
    expect(bulkCreatedOf(answer(bare))?.items.size).toBe(1);
    expect(bulkCreatedOf(answerTo('bulkCreateProducts', 200, {}, sent))).toBeUndefined();
  });

  it('is about the products whose ids an update in bulk names', () => {
    const products = [{ product: { id: 'a' } }, { product: {} }, { product: 'b' }, {}, null];
    expect(aimedAt({ products })).toEqual(['a']);
    expect(aimedAt({ products: [{ name: 'new' }] })).toEqual([]);
  });
});
