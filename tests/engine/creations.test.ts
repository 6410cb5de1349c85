import { describe, expect, it } from 'vitest';
import { creationsOf, deletedIn, fateOf, isRefusal } from '../../engine/creations.ts';
import { exchangeOf } from './support.ts';

const option = (name: string, over: object = {}) => ({ name, optionRenderType: 'TEXT_CHOICES', ...over });

describe('what a request is to create', () => {
  it('is the customization of a create, an option unless it says modifier', () => {
    const made = (customization: unknown) => creationsOf('createCustomization', { customization });
    expect(made({ name: 'a', customizationType: 'PRODUCT_OPTION' })).toEqual([
      { kind: 'option', name: 'a', at: 0 },
    ]);
    expect(made({ name: 'a', customizationType: 'MODIFIER' })).toMatchObject([{ kind: 'modifier' }]);
    expect(made({})).toEqual([{ kind: 'option', name: '', at: 0 }]);
  });

  it.each([undefined, null, 'text', { customization: [] }])('is something nameless in %j', body => {
    expect(creationsOf('createCustomization', body)).toEqual([{ kind: 'option', name: '', at: 0 }]);
  });

  it('is the product and what it brings along inline, not what it reuses', () => {
    const product = {
      name: 'p',
      options: [option('o'), option('reused', { id: 'x' })],
      modifiers: [{ name: 'm' }],
    };
    const inline = [
      { kind: 'option', name: 'o', at: 0, inline: 'options' },
      { kind: 'modifier', name: 'm', at: 0, inline: 'modifiers' },
    ];
    expect(creationsOf('createProduct', { product })).toEqual([
      { kind: 'product', name: 'p', at: 0 },
      ...inline,
    ]);
    expect(creationsOf('updateProduct', { product })).toEqual(inline);
  });

  it('is told by position in bulk requests', () => {
    const products = [{ name: 'p' }, { name: 'q', options: [option('o')] }];
    expect(creationsOf('bulkCreateProducts', { products }).map(({ kind, at }) => [kind, at])).toEqual([
      ['product', 0],
      ['product', 1],
      ['option', 1],
    ]);
    const changed = products.map(product => ({ product }));
    expect(creationsOf('bulkUpdateProducts', { products: changed }).map(({ name }) => name)).toEqual(['o']);
    const customizations = [{ name: 'a' }, { name: 'b' }];
    expect(creationsOf('bulkCreateCustomizations', { customizations }).map(({ at }) => at)).toEqual([0, 1]);
  });

  it('is nothing where a request only reads or changes', () => {
    expect(creationsOf('updateCustomization', { customization: { name: 'a' } })).toEqual([]);
    expect(creationsOf('queryProducts', { product: { name: 'a' } })).toEqual([]);
  });
});

describe('what became of a creation', () => {
  const own = { kind: 'product', name: 'p', at: 0 } as const;
  const inline = { kind: 'option', name: 'o', at: 0, inline: 'options' } as const;
  const made = (body: unknown) => exchangeOf(200, body);

  it('is told by the answer', () => {
    const product = {
      id: 'a',
      options: [
        { id: 'x', name: 'other' },
        { id: 'b', name: 'o' },
      ],
    };
    expect(fateOf(own, made({ product }))).toEqual({ id: 'a' });
    expect(fateOf(inline, made({ product }))).toEqual({ id: 'b' });
    expect(fateOf(own, made({ customization: { id: 'c' } }))).toEqual({ id: 'c' });
  });

  it('is told by position in bulk answers', () => {
    const results = [
      { itemMetadata: { originalIndex: 1, id: 'b', success: true } },
      { itemMetadata: { originalIndex: 0, success: false } },
      { itemMetadata: { id: 'd', success: true } },
      null,
    ];
    expect(fateOf(own, made({ results }))).toBe('refused');
    expect(fateOf(inline, made({ results }))).toBe('doubtful');
    expect(fateOf({ ...own, at: 1 }, made({ results }))).toEqual({ id: 'b' });
    expect(fateOf({ ...inline, at: 1 }, made({ results }))).toBe('unknown');
    expect(fateOf({ ...own, at: 2 }, made({ results }))).toBe('unknown');
  });

  it('is doubtful for what a refused request would have created inline', () => {
    expect(fateOf(own, exchangeOf(400, {}))).toBe('refused');
    expect(fateOf(inline, exchangeOf(400, {}))).toBe('doubtful');
  });

  it('is certain when nothing was sent, and unknown after a fault of the server or a riddle', () => {
    expect(fateOf(inline, exchangeOf(400, {}, { withoutEffect: true }))).toBe('refused');
    for (const [status, body] of [
      [200, {}],
      [200, 'text'],
      [500, { product: { id: 'a' } }],
      [302, {}],
    ] as const)
      expect(fateOf(own, exchangeOf(status, body))).toBe('unknown');
  });

  it('is refused only by the client classes of statuses', () => {
    const statuses = [399, 400, 499, 500].filter(status => isRefusal(exchangeOf(status, {})));
    expect(statuses).toEqual([400, 499]);
  });

  it('is gone when Bulk delete says so of it', () => {
    const results = [
      { itemMetadata: { id: 'a', success: true } },
      { itemMetadata: { id: 'b', success: false } },
      {},
    ];
    expect(deletedIn(made({ results }))).toEqual(['a']);
    expect(deletedIn(exchangeOf(400, { results }))).toEqual([]);
  });
});
