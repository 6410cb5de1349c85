import { describe, expect, it } from 'vitest';
import type { Answer, JsonObject } from '../../engine/answer.ts';
import { variantsOf } from '../../engine/matchers/products.ts';
import {
  amountOf,
  costsLike,
  eachLike,
  hasChoicesOf,
  listsVariantsOf,
  optionChoicesOf,
  productIdOf,
} from '../../engine/matchers/read-only-variants.ts';
import { copyOf, listingVariants, shirt } from './products.ts';
import { answerOf } from './support.ts';

const [first = {}, second = {}] = variantsOf(shirt());
const choice = (optionId: string, choiceId: string) => ({ optionChoiceIds: { optionId, choiceId } });
const priced = (amount: unknown): JsonObject => ({ price: { actualPrice: { amount } } });

describe('the parts of a read-only variant', () => {
  it('are read where the contract has them', () => {
    expect(productIdOf(copyOf('v1'))).toBe('p');
    expect(optionChoicesOf({ optionChoices: [{ a: 1 }, null, 'x'] })).toEqual([{ a: 1 }]);
    expect(amountOf(priced('10'))).toBe('10');
  });

  it.each<JsonObject>([
    {},
    { productData: null, optionChoices: null, price: null },
    { productData: [], optionChoices: {}, price: { actualPrice: null } },
    { productData: 'p', optionChoices: 'x', price: { actualPrice: '10' } },
  ])('are none in %j', copy => {
    expect([productIdOf(copy), optionChoicesOf(copy), amountOf(copy)]).toEqual([undefined, [], undefined]);
  });
});

describe('the read-only variants of a product', () => {
  it.each<[string, Answer, string | undefined]>([
    ['these', listingVariants(copyOf('v1'), copyOf('v2')), undefined],
    ['these in another order', listingVariants(copyOf('v2'), copyOf('v1')), undefined],
    ['one missing', listingVariants(copyOf('v1')), '["v1"]'],
    ['one twice', listingVariants(copyOf('v1'), copyOf('v1'), copyOf('v2')), '["v1","v1","v2"]'],
    ['one in place of another', listingVariants(copyOf('v1'), copyOf('v1')), '["v1","v1"]'],
    ['a stranger', listingVariants(copyOf('v1'), copyOf('v2'), copyOf('x')), '["v1","v2","x"]'],
    ['ids of their own', listingVariants({ id: 'v1' }, { id: 'v2' }), '["undefined","undefined"]'],
    ['nothing', answerOf(200, {}), '[]'],
    ['a refusal', answerOf(400, { variants: [copyOf('v1'), copyOf('v2')] }), 'answered 400'],
  ])('are listed, given %s', (_, answer, received) => {
    const finding = listsVariantsOf(shirt())(answer);
    expect(finding?.received).toBe(received);
    if (finding && answer.status === 200) expect(finding.expected).toBe('the variants ["v1","v2"]');
  });

  it('are others also where a report would cut the list', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ id: `${'0'.repeat(34)}${10 + i}` }));
    const product = shirt({ variantsInfo: { variants: many } });
    const copies = many.map(({ id }) => copyOf(id));
    expect(listsVariantsOf(product)(listingVariants(...copies))).toBeUndefined();
    const other = copyOf('f'.repeat(36));
    expect(listsVariantsOf(product)(listingVariants(...copies.slice(0, -1), other))).toBeDefined();
    expect(listsVariantsOf(product)(listingVariants(...copies.slice(0, -1)))).toBeDefined();
  });

  it('are none of a product without variants', () => {
    expect(listsVariantsOf(shirt({ variantsInfo: undefined }))(listingVariants())).toBeUndefined();
  });
});

describe('each read-only variant', () => {
  const skuLike = (copy: JsonObject, variant: JsonObject) =>
    copy.sku === variant.sku ? undefined : { expected: String(variant.sku), received: String(copy.sku) };
  const each = eachLike(shirt(), skuLike);
  const good = [copyOf('v2', { sku: 'sku 2' }), copyOf('v1', { sku: 'sku 1' })];

  it.each<[string, Answer, string | undefined, string | undefined]>([
    ['all alike', listingVariants(...good), undefined, undefined],
    ['some of them', listingVariants(good[0]), undefined, undefined],
    ['one unlike', listingVariants(good[0], copyOf('v1', { sku: 'x' })), 'sku 1', 'x'],
    [
      'a stranger',
      listingVariants(...good, { variantId: 'x' }),
      'a variant of the product',
      '{"variantId":"x"}',
    ],
    ['one without an id', listingVariants({ sku: 'sku 1' }), 'a variant of the product', '{"sku":"sku 1"}'],
    ['nothing', listingVariants(), 'at least one read-only variant', 'none'],
    ['no list', answerOf(200, { products: good }), 'at least one read-only variant', 'none'],
    ['a refusal', answerOf(403, { variants: good }), 'status 200', 'answered 403'],
  ])('is looked at beside its variant, given %s', (_, answer, expected, received) => {
    expect(each(answer)?.expected).toBe(expected);
    expect(each(answer)?.received).toBe(received);
  });
});

describe('a copy of a variant', () => {
  it.each<[string, unknown, string | undefined]>([
    ['the same', [choice('size', 's'), choice('hue', 'r')], undefined],
    ['another order', [choice('hue', 'r'), choice('size', 's')], undefined],
    ['more members', [{ ...choice('hue', 'r'), optionChoiceNames: {} }, choice('size', 's')], undefined],
    ['another choice', [choice('size', 'm'), choice('hue', 'r')], '["hue r","size m"]'],
    ['another option', [choice('other', 's'), choice('hue', 'r')], '["hue r","other s"]'],
    ['one missing', [choice('size', 's')], '["size s"]'],
    [
      'one twice',
      [choice('size', 's'), choice('hue', 'r'), choice('hue', 'r')],
      '["hue r","hue r","size s"]',
    ],
    ['names alone', [{ optionChoiceNames: {} }, choice('hue', 'r')], '["hue r","undefined undefined"]'],
    ['none', undefined, '[]'],
  ])('has its choices, given %s', (_, optionChoices, received) => {
    const finding = hasChoicesOf({ optionChoices }, first);
    expect(finding?.received).toBe(received);
    if (finding) expect(finding.expected).toBe('optionChoices ["hue r","size s"]');
  });

  it('has other choices also where a report would cut the list', () => {
    const many = Array.from({ length: 6 }, (_, i) => choice(`${'0'.repeat(35)}${i}`, 'c'.repeat(36)));
    expect(hasChoicesOf({ optionChoices: many.toReversed() }, { choices: many })).toBeUndefined();
    const other = [...many.slice(0, -1), choice(`${'0'.repeat(35)}5`, 'd'.repeat(36))];
    expect(hasChoicesOf({ optionChoices: other }, { choices: many })).toBeDefined();
  });

  it('of a default variant has none', () => {
    expect(hasChoicesOf({ optionChoices: [] }, { choices: [] })).toBeUndefined();
    expect(hasChoicesOf({}, {})).toBeUndefined();
    expect(hasChoicesOf({ optionChoices: [choice('a', 'b')] }, {})?.expected).toBe('optionChoices []');
  });

  it.each<[unknown, boolean]>([
    ['10.50', true],
    ['10.5', true],
    ['10.51', false],
    ['1050', false],
    [10.5, false],
    ['cheap', false],
    [null, false],
    [undefined, false],
  ])('costs %j, where the variant costs "10.50": %s', (amount, holds) => {
    const finding = costsLike(priced(amount), first);
    expect(finding?.expected).toBe(holds ? undefined : 'price.actualPrice.amount numerically "10.50"');
    expect(finding?.received).toBe(holds ? undefined : JSON.stringify({ actualPrice: { amount } }));
  });

  it('costs nothing known beside a variant without a price', () => {
    expect(costsLike(priced('11'), second)).toBeUndefined();
    expect(costsLike(priced('11'), {})?.expected).toBe('price.actualPrice.amount numerically nothing');
    expect(costsLike({}, {})).toEqual({
      expected: 'price.actualPrice.amount numerically nothing',
      received: 'nothing',
    });
    expect(costsLike(priced('x'), priced('x'))).toBeDefined();
  });
});
