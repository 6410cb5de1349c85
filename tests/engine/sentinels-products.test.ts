import { describe, expect, it } from 'vitest';
import { Api } from '../../engine/api.ts';
import { change } from '../../engine/change.ts';
import type { Exchange } from '../../engine/exchange.ts';
import { Scope } from '../../engine/scope.ts';
import { type Asked, type Invariant, Sentinels, type Sighting } from '../../engine/sentinels.ts';
import { plainProduct } from '../../generators/product.ts';
import type { OperationId } from '../../specs/operations.ts';
import { exchangeOf, targetAt } from './support.ts';
import { miniTarget, sessionFor } from './targets.ts';

const asked = (operation: OperationId, over: Partial<Asked> = {}): Asked => ({
  operation,
  fields: [],
  deliberate: false,
  controlled: true,
  ...over,
});

/** The answer to an operation. */
function answered(operation: OperationId, status: number, body: unknown, sent?: unknown): Exchange {
  const { request, ...rest } = exchangeOf(status, body);
  return {
    ...rest,
    request: { ...request, operation, ...(sent !== undefined && { text: JSON.stringify(sent) }) },
  };
}

/** Sentinels that write down what they are shown. */
function noting() {
  const seen: Sighting[] = [];
  const customizations: Sighting[] = [];
  const product: Invariant = { of: 'product', broken: sighting => void seen.push(sighting) };
  const other: Invariant = { of: 'customization', broken: sighting => void customizations.push(sighting) };
  const sentinels = new Sentinels([product, other]);
  const look = (operation: OperationId, status: number, body: unknown, over: Partial<Asked> = {}) =>
    sentinels.examine(answered(operation, status, body), asked(operation, over));
  return { seen, customizations, product, sentinels, look };
}

const names = (seen: Sighting[]) => seen.map(({ entity }) => entity.name);
const item = (id: string, name: string) => ({ itemMetadata: { id }, item: { id, name } });

describe('the sentinels of products', () => {
  it('examine what Create answers, with 200 and with 201, whoever it is', () => {
    const { seen, look } = noting();
    look('createProduct', 200, { product: { id: 'a', name: '1' } });
    look('createProduct', 201, { product: { name: '2' } }, { fields: ['URL'] });
    expect(names(seen)).toEqual(['1', '2']);
    expect(seen[1]).toMatchObject({ operation: 'createProduct', fields: ['URL'] });
  });

  it('examine own products wherever an answer shows them, and no strangers', () => {
    const { seen, customizations, sentinels, look } = noting();
    sentinels.own('a');
    const stranger = { id: 'stranger', name: 'stranger' };
    look('getProduct', 200, { product: { id: 'a', name: 'get' } });
    look('getProductBySlug', 200, { product: { id: 'a', name: 'slug' } });
    look('updateProduct', 200, { product: { id: 'a', name: 'update' } });
    look('queryProducts', 200, { products: [stranger, { id: 'a', name: 'query' }, null] });
    look('searchProducts', 200, { products: [{ id: 'a', name: 'search' }, stranger] });
    look('bulkCreateProducts', 200, { results: [item('a', 'create'), item('b', 'stranger'), null, {}] });
    look('bulkUpdateProducts', 200, { results: [item('a', 'bulk'), { item: null }] });
    look('getProduct', 200, { product: stranger });
    expect(names(seen)).toEqual(['get', 'slug', 'update', 'query', 'search', 'create', 'bulk']);
    expect(customizations).toEqual([]);
  });

  it.each<[string, OperationId, number, unknown, Partial<Asked>]>([
    ['refusals', 'createProduct', 400, { product: { id: 'a' } }, {}],
    ['faults of the server', 'getProduct', 500, { product: { id: 'a' } }, {}],
    ['a status that only Create may have', 'updateProduct', 201, { product: { id: 'a' } }, {}],
    ['a status that only Delete may have', 'createProduct', 204, { product: { id: 'a' } }, {}],
    ['what was made off the contract', 'createProduct', 201, { product: { id: 'a' } }, { deliberate: true }],
    [
      'what was asked for off the contract',
      'getProduct',
      200,
      { product: { id: 'a' } },
      { deliberate: true },
    ],
    ['products without an id', 'getProduct', 200, { product: { name: 'x' } }, {}],
    ['products with another kind of id', 'getProduct', 200, { product: { id: 7 } }, {}],
    ['answers that are no JSON', 'getProduct', 200, 'text', {}],
    ['lists that are none', 'queryProducts', 200, { products: { id: 'a' } }, {}],
    ['read-only variants', 'queryReadOnlyVariants', 200, { variants: [{ id: 'a', productData: {} }] }, {}],
    ['customizations', 'queryCustomizations', 200, { customizations: [{ id: 'a' }] }, {}],
    [
      'customizations of a bulk answer',
      'bulkUpdateCustomizations',
      200,
      { results: [{ customization: { id: 'a' } }] },
      {},
    ],
    ['empty answers', 'deleteProduct', 204, undefined, {}],
  ])('leave alone %s', (_, operation, status, body, over) => {
    const { seen, sentinels, look } = noting();
    sentinels.own('a');
    look(operation, status, body, over);
    expect(seen).toEqual([]);
  });

  it('take no product for a customization, nor the other way round', () => {
    const { seen, customizations, sentinels, look } = noting();
    sentinels.own('a');
    look('getProduct', 200, { product: { id: 'a', name: 'p' }, customization: { id: 'a', name: 'c' } });
    expect([names(seen), names(customizations)]).toEqual([['p'], ['c']]);
  });

  it('know how a product was before by what wrote it, not by what read it', () => {
    const { seen, sentinels } = noting();
    sentinels.own('a');
    let now = 0;
    const look = (operation: OperationId, body: unknown) => {
      now += 10;
      sentinels.examine(
        { ...answered(operation, 200, body), sentAt: now, answeredAt: now + 1 },
        asked(operation),
      );
    };
    look('createProduct', { product: { id: 'a', name: 'made' } });
    look('getProduct', { product: { id: 'a', name: 'get' } });
    look('getProductBySlug', { product: { id: 'a', name: 'slug' } });
    look('queryProducts', { products: [{ id: 'a', name: 'query' }] });
    look('searchProducts', { products: [{ id: 'a', name: 'search' }] });
    look('updateProduct', { product: { id: 'a', name: 'updated' } });
    look('bulkUpdateProducts', { results: [item('a', 'in bulk')] });
    look('getProduct', { product: { id: 'a', name: 'get again' } });
    expect(seen.map(({ before }) => before?.name)).toEqual([
      undefined,
      'made',
      'made',
      'made',
      'made',
      'made',
      'updated',
      'in bulk',
    ]);
  });

  it('report the first finding, with the answer that shows it', () => {
    const invariant: Invariant = {
      of: 'product',
      when: ({ operation }) => operation !== 'queryProducts',
      broken: ({ entity }) => (entity.name === 'bad' ? { expected: 'good', received: 'bad' } : undefined),
    };
    const sentinels = new Sentinels([invariant]);
    sentinels.own('a');
    const shows = (operation: OperationId, body: unknown) => {
      const exchange = answered(operation, 200, body);
      sentinels.examine(exchange, asked(operation));
      return exchange;
    };
    shows('queryProducts', { products: [{ id: 'a', name: 'bad' }] });
    shows('getProduct', { product: { id: 'a', name: 'good' } });
    const exchange = shows('getProduct', { product: { id: 'a', name: 'bad' } });
    shows('updateProduct', { product: { id: 'a', name: 'bad' } });
    expect(sentinels.reportOf(invariant)).toEqual({
      examined: 3,
      broken: { finding: { expected: 'good', received: 'bad' }, exchange },
    });
  });
});

describe('the other sentinels, of products', () => {
  const counting = (of: 'answer' | 'refusal' | 'page') => {
    const operations: unknown[] = [];
    const invariant = {
      of,
      broken: (subject: object) => void operations.push('operation' in subject ? subject.operation : 'any'),
    } as Invariant;
    return { operations, sentinels: new Sentinels([invariant]) };
  };

  it('examine refusals, whichever operation is refused', () => {
    const { operations, sentinels } = counting('refusal');
    const wanted: OperationId[] = [
      'createProduct',
      'deleteProduct',
      'bulkDeleteProducts',
      'queryReadOnlyVariants',
    ];
    for (const operation of wanted) {
      for (const status of [400, 200, 204, 401, 405, 429, 500])
        sentinels.examine(answered(operation, status, {}), asked(operation));
      sentinels.examine(answered(operation, 404, {}), asked(operation, { controlled: false }));
    }
    expect(operations).toEqual(wanted);
  });

  it('examine every answer, an empty one too', () => {
    const { operations, sentinels } = counting('answer');
    sentinels.examine(answered('deleteProduct', 204, undefined), asked('deleteProduct'));
    sentinels.examine(answered('getProduct', 502, 'text'), asked('getProduct', { deliberate: true }));
    expect(operations).toHaveLength(2);
  });

  it('examine no pages of products: those are of customizations', () => {
    const { operations, sentinels } = counting('page');
    for (const operation of ['queryProducts', 'searchProducts', 'queryReadOnlyVariants'] as const)
      sentinels.examine(answered(operation, 200, { products: [], customizations: [] }), asked(operation));
    expect(operations).toEqual([]);
    const list = { customizations: [] };
    sentinels.examine(answered('queryCustomizations', 200, list), asked('queryCustomizations'));
    expect(operations).toHaveLength(1);
  });
});

describe('a target proves that it makes products', () => {
  const sent = { product: { name: 'Shirt' } };
  const made = { id: 'a', name: 'Shirt' };
  it.each<[string, OperationId, number, unknown, boolean, Partial<Asked>?]>([
    ['with the id and the name of one', 'createProduct', 200, { product: made }, true],
    ['with status 201', 'createProduct', 201, { product: made }, true],
    ['not with another status', 'createProduct', 202, { product: made }, false],
    ['not with a refusal', 'createProduct', 400, { product: made }, false],
    ['not with an echo', 'createProduct', 200, sent, false],
    ['not with another name', 'createProduct', 200, { product: { id: 'a', name: 'Coat' } }, false],
    ['not with an id that is no text', 'createProduct', 200, { product: { id: 7, name: 'Shirt' } }, false],
    ['not with a customization', 'createProduct', 200, { customization: made }, false],
    ['not by a mistake', 'createProduct', 200, { product: made }, false, { deliberate: true }],
    ['not by an update', 'updateProduct', 200, { product: made }, false],
  ])('%s', (_, operation, status, body, trusted, over) => {
    const sentinels = new Sentinels([]);
    sentinels.examine(answered(operation, status, body, sent), asked(operation, over));
    expect(sentinels.trusted).toBe(trusted);
  });

  it('once and for all', () => {
    const sentinels = new Sentinels([]);
    sentinels.examine(answered('createProduct', 201, { product: made }, sent), asked('createProduct'));
    sentinels.examine(answered('createProduct', 400, {}, sent), asked('createProduct'));
    expect(sentinels.trusted).toBe(true);
  });
});

describe('over the wire, the sentinels', () => {
  const named = (n: string) => plainProduct(`cvtabcdefghi${n}`);
  const shown = (id: string) => ({ id, revision: '1', name: `cvtabcdefghi${id}` });
  const update = (id: string) => ({ product: { id, revision: '1' } });

  async function speaking() {
    const target = await miniTarget();
    const seen: string[] = [];
    const note = ({ entity, operation }: Sighting) => void seen.push(`${operation} ${String(entity.id)}`);
    const invariants: Invariant[] = [
      { of: 'product', broken: note },
      { of: 'customization', broken: note },
    ];
    const api = new Api(sessionFor(targetAt(target.url), { invariants }), new Scope('check', 1));
    const reply = (body: unknown, status = 200) => {
      target.instead = () => ({ status, body });
    };
    return { api, seen, reply };
  }

  it('own what Create and Bulk create made, but no option that came with it', async () => {
    const { api, seen, reply } = await speaking();
    const size = { ...shown('o'), optionRenderType: 'TEXT_CHOICES' as const };
    const option = {
      name: size.name,
      optionRenderType: size.optionRenderType,
      choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT' as const, name: 'S' }] },
    };
    reply({ product: { ...shown('a'), options: [size] } }, 201);
    await api.products.create(plainProduct('cvtabcdefghia', { options: [option] }));
    reply({ results: [{ itemMetadata: { originalIndex: 0, id: 'b', success: true }, item: shown('b') }] });
    await api.products.bulkCreate({ products: [named('b')] });
    reply({ products: [shown('a'), shown('b'), shown('c')] });
    await api.products.query();
    reply({ customization: size });
    await api.get('o');
    expect(seen).toEqual(['createProduct a', 'bulkCreateProducts b', 'queryProducts a', 'queryProducts b']);
  });

  it('do not own what a mistake made', async () => {
    const { api, seen, reply } = await speaking();
    reply({ product: shown('a') });
    await api.products.create(change({ product: named('a') }, 'product.productType', 'NONE'));
    await api.products.get('a');
    expect(seen).toEqual([]);
  });

  it('disown what a mistake was done to, alone or in bulk', async () => {
    const { api, seen, reply } = await speaking();
    for (const id of ['a', 'b', 'c']) {
      reply({ product: shown(id) });
      await api.products.create(named(id));
    }
    await api.products.update('a', change(update('a'), 'product.name', ''));
    await api.products.bulkUpdate(change({ products: [update('b')] }, 'products.0.product.name', ''));
    seen.length = 0;
    reply({ products: ['a', 'b', 'c'].map(shown) });
    await api.products.search();
    expect(seen).toEqual(['searchProducts c']);
  });
});
