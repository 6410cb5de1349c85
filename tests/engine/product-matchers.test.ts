import { describe, expect, it } from 'vitest';
import type { Answer } from '../../engine/answer.ts';
import { ABSENT, change } from '../../engine/change.ts';
import { lacks } from '../../engine/matchers/entities.ts';
import { everyListed, listsProducts, productsIn, variantsIn } from '../../engine/matchers/product-pages.ts';
import {
  bumpsProductRevision,
  choiceIdsOf,
  hasModifiers,
  hasOptions,
  hasVariants,
  isStillProduct,
  keepsLists,
  keepsVariants,
  modifiersOf,
  optionsOf,
  productChoicesOf,
  productIn,
  productThat,
  showsProduct,
  showsVariants,
  variantCountOf,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { createdWith, sentShirt, shirt, shirtWith, showingProduct } from './products.ts';
import { answerOf } from './support.ts';

const ids = (items: readonly object[]) => items.map(item => (item as { id?: unknown }).id);

describe('the parts of a product', () => {
  it('are read where the contract has them', () => {
    expect(ids(optionsOf(shirt()))).toEqual(['size', 'hue']);
    expect(ids(modifiersOf(shirt()))).toEqual(['note', 'wrap']);
    expect(ids(variantsOf(shirt()))).toEqual(['v1', 'v2']);
    expect(variantCountOf(shirt())).toBe(2);
    expect(
      optionsOf(shirt()).map(option => productChoicesOf(option).map(({ choiceId }) => choiceId)),
    ).toEqual([['s', 'm'], ['r']]);
    expect(variantsOf(shirt()).map(choiceIdsOf)[1]).toEqual([
      { optionId: 'size', choiceId: 'm' },
      { optionId: 'hue', choiceId: 'r' },
    ]);
    expect(productIn(showingProduct({ id: 'p' }))).toEqual({ id: 'p' });
  });

  it.each<[string, object]>([
    ['absent', {}],
    ['null', { options: null, modifiers: null, variantsInfo: null, variantSummary: null }],
    ['of another kind', { options: {}, modifiers: 'x', variantsInfo: { variants: 1 }, variantSummary: [] }],
    ['lists of none', { options: [null, 1], modifiers: ['x'], variantsInfo: { variants: [[]] } }],
  ])('are none when they are %s', (_, product) => {
    expect([optionsOf(product), modifiersOf(product), variantsOf(product)]).toEqual([[], [], []]);
    expect(variantCountOf(product)).toBeUndefined();
  });

  it('are none where no choices and no product stand', () => {
    for (const choicesSettings of [undefined, null, [], { choices: {} }, { choices: [null] }])
      expect(productChoicesOf({ choicesSettings })).toEqual([]);
    expect(choiceIdsOf({})).toEqual([]);
    expect(choiceIdsOf({ choices: [{}] })).toEqual([{ optionId: 'undefined', choiceId: 'undefined' }]);
    for (const answer of [showingProduct([]), showingProduct(null), answerOf(200, {}), answerOf(200)])
      expect(productIn(answer)).toBeUndefined();
  });
});

describe('the product of an answer', () => {
  it.each<[string, Answer, string | undefined]>([
    ['one with status 200', showingProduct(shirt()), undefined],
    ['one created with status 201', createdWith(201, shirt()), undefined],
    ['a refusal', answerOf(400, { product: shirt() }), 'status 200'],
    ['a read with status 201', answerOf(201, { product: shirt() }), 'status 200'],
    ['an echo', showingProduct({ name: 'Shirt' }), 'an object "product" with an id'],
    ['an id that is a number', showingProduct({ id: 7 }), 'an object "product" with an id'],
    ['no product', answerOf(200, {}), 'an object "product" with an id'],
  ])('is looked at, given %s', (_, answer, expected) => {
    expect(productThat(() => undefined)(answer)?.expected).toBe(expected);
  });

  it('passes or not as it is found', () => {
    const finding = { expected: 'e', received: 'r' };
    expect(productThat(({ id }) => (id === 'p' ? finding : undefined))(showingProduct(shirt()))).toBe(
      finding,
    );
    expect(productThat(lacks('brand'))(showingProduct(shirt()))).toBeUndefined();
    expect(productThat(lacks('x'))(answerOf(200, { products: [] }))?.received).toBe('{"products":[]}');
  });

  it('shows at least this', () => {
    expect(showsProduct({ name: 'Shirt', slug: 'shirt' })(showingProduct(shirt()))).toBeUndefined();
    expect(showsProduct({ name: 'Coat' })(showingProduct(shirt()))).toEqual({
      expected: 'name "Coat"',
      received: 'Shirt',
    });
    expect(showsProduct({ options: [] })(showingProduct(shirtWith('options', ABSENT)))).toBeUndefined();
    expect(showsProduct({ brand: { name: 'B' } })(showingProduct(shirt()))?.expected).toBe(
      'brand {"name":"B"}',
    );
  });
});

describe('the variants that were sent', () => {
  const shown = showsVariants(sentShirt());

  it('are shown, by names or by ids, in any order', () => {
    expect(shown(showingProduct(shirt()))).toBeUndefined();
    const turned = variantsOf(shirt()).toReversed();
    expect(shown(showingProduct(shirt({ variantsInfo: { variants: turned } })))).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    [
      'variants.0.price.actualPrice.amount',
      '10.51',
      'variants[0].price.actualPrice.amount numerically "10.5"',
    ],
    ['variants.0.price', ABSENT, 'variants[0].price {"actualPrice":{"amount":"10.5"}}'],
    ['variants.0.sku', 'other', 'variants[0].sku "sku 1"'],
    ['variants.0.barcode', ABSENT, 'variants[0].barcode "bar 1"'],
    ['variants.1.visible', true, 'variants[1].visible false'],
    ['variants.1', ABSENT, '2 variants'],
    ['variants', ABSENT, '2 variants'],
    ['variants.2', { id: 'v3' }, '2 variants'],
    [
      'variants.1.choices.0.optionChoiceIds.choiceId',
      'x',
      'a variant of [{"optionChoiceIds":{"optionId":"size"',
    ],
    [
      'variants.0.choices.1.optionChoiceIds.optionId',
      'x',
      'a variant of [{"optionChoiceNames":{"optionName":"Hue',
    ],
    ['variants.0.choices.1', ABSENT, 'a variant of [{"optionChoiceNames":{"optionName":"Hue"'],
  ])('are not shown with %s: %j', (path, value, expected) => {
    const finding = shown(showingProduct(shirtWith(`variantsInfo.${path}`, value)));
    expect(finding?.expected.slice(0, expected.length)).toBe(expected);
  });

  it('are looked at only as far as they were sent', () => {
    for (const [path, value] of [
      ['0.visible', false],
      ['1.sku', 'target’s own'],
      ['1.barcode', ABSENT],
      ['0.revenueDetails', {}],
    ] as const)
      expect(shown(showingProduct(shirtWith(`variantsInfo.variants.${path}`, value))), path).toBeUndefined();
  });

  it('are not shown by one of them twice', () => {
    const doubled = shirtWith('variantsInfo.variants.1.choices', variantsOf(shirt())[0]?.choices);
    expect(shown(showingProduct(doubled))).toBeDefined();
  });

  it('are counted in words', () => {
    expect(shown(showingProduct(shirtWith('variantsInfo.variants.0', ABSENT)))).toEqual({
      expected: '2 variants',
      received: '1 variants',
    });
  });

  it.each<[string, object]>([
    ['options.0.name', {}],
    ['options.0.choicesSettings', { optionChoiceIds: { optionId: 'size' } }],
  ])('by a name that is not in %s are no variant whose ids are missing', (path, shownInstead) => {
    const product = change(shirt(), 'variantsInfo.variants.0.choices.0', shownInstead).body;
    expect(shown(showingProduct(change(product, path, undefined).body))?.expected).toMatch(/^a variant of /);
  });

  it('may be one without choices', () => {
    const price = { actualPrice: { amount: '1' } };
    const sent = { ...sentShirt(), variantsInfo: { variants: [{ price }] } };
    const product = { id: 'p', variantsInfo: { variants: [{ id: 'v', price, choices: [] }] } };
    expect(showsVariants(sent)(showingProduct(product))).toBeUndefined();
    expect(showsVariants(sent)(showingProduct({ id: 'p' }))?.received).toBe('0 variants');
    expect(showsVariants(sent)(answerOf(400, { product }))?.expected).toBe('status 200');
  });
});

describe('a product', () => {
  it('has so many variants, in the list and in the count', () => {
    expect(hasVariants(2)(showingProduct(shirt()))).toBeUndefined();
    const expected = '2 variants and variantCount 2';
    const received = (path: string, value: unknown) => hasVariants(2)(showingProduct(shirtWith(path, value)));
    expect(received('variantSummary', ABSENT)).toEqual({
      expected,
      received: '2 variants and variantCount nothing',
    });
    expect(received('variantSummary.variantCount', '2')?.received).toBe('2 variants and variantCount "2"');
    expect(received('variantsInfo.variants.0', ABSENT)?.received).toBe('1 variants and variantCount 2');
    expect(hasVariants(0)(showingProduct({ id: 'p', variantSummary: { variantCount: 0 } }))).toBeUndefined();
  });

  it.each<[string, typeof hasOptions, string, string]>([
    ['options', hasOptions, 'size', 'hue'],
    ['modifiers', hasModifiers, 'note', 'wrap'],
  ])('has exactly these %s, in any order', (list, has, one, other) => {
    expect(has([other, one])(showingProduct(shirt()))).toBeUndefined();
    expect(has([])(showingProduct(shirtWith(list, ABSENT)))).toBeUndefined();
    expect(has([one])(showingProduct(shirt()))).toEqual({
      expected: `${list} ["${one}"]`,
      received: JSON.stringify([one, other].sort()),
    });
    expect(has([one, other])(showingProduct(shirtWith(`${list}.1`, ABSENT)))?.received).toBe(`["${one}"]`);
    expect(has([one, one])(showingProduct(shirt()))).toBeDefined();
    expect(has([one])(answerOf(404, { product: shirt() }))?.expected).toBe('status 200');
  });

  it('has other options also where a report would cut the list', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ id: `${'0'.repeat(34)}${10 + i}` }));
    const product = showingProduct({ id: 'p', options: many });
    expect(hasOptions(ids(many))(product)).toBeUndefined();
    expect(hasOptions([...ids(many.slice(0, -1)), 'f'.repeat(36)])(product)).toBeDefined();
  });

  it.each<[unknown, boolean]>([
    ['8', true],
    ['7', false],
    ['9', false],
    ['08', true],
    [8, false],
    ['', false],
    ['eight', false],
    [undefined, false],
  ])('bumps its revision of 7 to %j: %s', (revision, holds) => {
    const finding = bumpsProductRevision(shirt())(showingProduct(shirt({ revision })));
    expect(finding?.expected).toBe(holds ? undefined : 'revision one above "7"');
  });

  it('bumps a revision beyond what a number holds', () => {
    const bumps = bumpsProductRevision(shirt({ revision: '9007199254740993' }));
    expect(bumps(showingProduct(shirt({ revision: '9007199254740994' })))).toBeUndefined();
    expect(bumps(showingProduct(shirt({ revision: '9007199254740992' })))?.received).toBe('9007199254740992');
  });
});

describe('a product as it was', () => {
  const before = shirt();
  const matchers = {
    isStillProduct: isStillProduct(before),
    keepsLists: keepsLists(before),
    keepsVariants: keepsVariants(before),
  };
  const STILL = ['isStillProduct'];
  const LISTS = ['isStillProduct', 'keepsLists'];
  const ALL = Object.keys(matchers);
  const option = 'options[Size].';
  const wrap = 'modifiers[Wrap].';

  it.each<[string, unknown, string, string[]]>([
    ['id', 'q', 'id "p"', STILL],
    ['revision', '8', 'revision "7"', STILL],
    ['createdDate', '2026-01-01T00:00:01Z', 'createdDate at "2026-01-01T00:00:00Z"', STILL],
    ['updatedDate', '2026-01-03T00:00:00Z', 'updatedDate at "2026-01-02T00:00:00Z"', STILL],
    ['name', 'Coat', 'name "Shirt"', STILL],
    ['slug', 'coat', 'slug "shirt"', STILL],
    ['handle', ABSENT, 'handle "handle"', STILL],
    ['visible', false, 'visible true', STILL],
    ['productType', 'DIGITAL', 'productType "PHYSICAL"', STILL],
    ['options.0.id', 'x', 'options to hold "size"', ALL],
    ['options.0.name', 'x', `${option}name "Size"`, ALL],
    ['options.0.optionRenderType', 'x', `${option}optionRenderType "TEXT_CHOICES"`, ALL],
    ['options.1', ABSENT, 'options with 2 entries', ALL],
    ['options.2', { id: 'x' }, 'options with 2 entries', ALL],
    ['options.0.choicesSettings.choices.1', ABSENT, `${option}choicesSettings.choices with 2 entries`, ALL],
    [
      'options.0.choicesSettings.choices.0.choiceId',
      'x',
      `${option}choicesSettings.choices[S].choiceId "s"`,
      ALL,
    ],
    ['options.0.choicesSettings.choices.0.name', 'x', `${option}choicesSettings.choices to hold "S"`, ALL],
    [
      'options.0.choicesSettings.choices.0.choiceType',
      'x',
      `${option}choicesSettings.choices[S].choiceType "CHOICE_TEXT"`,
      ALL,
    ],
    [
      'options.1.choicesSettings.choices.0.colorCode',
      '#00F',
      'options[Hue].choicesSettings.choices[Red].colorCode "#F00"',
      ALL,
    ],
    ['modifiers.0.id', 'x', 'modifiers to hold "note"', LISTS],
    ['modifiers.1', ABSENT, 'modifiers with 2 entries', LISTS],
    ['modifiers.0.mandatory', ABSENT, 'modifiers[Note].mandatory true', LISTS],
    ['modifiers.0.modifierRenderType', 'x', 'modifiers[Note].modifierRenderType "FREE_TEXT"', LISTS],
    [
      'modifiers.0.freeTextSettings.maxCharCount',
      8,
      'modifiers[Note].freeTextSettings.maxCharCount 9',
      LISTS,
    ],
    [
      'modifiers.1.choicesSettings.choices.0.addedPrice',
      '2',
      `${wrap}choicesSettings.choices[Box].addedPrice numerically "1.5"`,
      LISTS,
    ],
    ['variantsInfo.variants.0.id', 'x', 'variantsInfo.variants to hold "v1"', ALL],
    ['variantsInfo.variants.0.visible', false, 'variantsInfo.variants[v1].visible true', ALL],
    ['variantsInfo.variants.0.sku', 'x', 'variantsInfo.variants[v1].sku "sku 1"', ALL],
    ['variantsInfo.variants.0.barcode', 'x', 'variantsInfo.variants[v1].barcode "bar 1"', ALL],
    [
      'variantsInfo.variants.0.price.actualPrice.amount',
      '10',
      'variantsInfo.variants[v1].price.actualPrice.amount numerically "10.50"',
      ALL,
    ],
    ['variantsInfo.variants.1', ABSENT, 'variantsInfo.variants with 2 entries', ALL],
    [
      'variantsInfo.variants.0.choices.0.optionChoiceIds.choiceId',
      'm',
      'variants ["v1 of hue:r size:s","v2 of hue:r size:m"]',
      ALL,
    ],
    ['variantsInfo.variants.1.choices', ABSENT, 'variants ["v1 of hue:r size:s","v2 of hue:r size:m"]', ALL],
  ])('notices %s: %j', (path, value, expected, noticing) => {
    const answer = showingProduct(shirtWith(path, value));
    const found = Object.entries(matchers).map(([name, matcher]) => [name, matcher(answer)?.expected]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(ALL.map(name => [name, noticing.includes(name) ? expected : undefined])),
    );
  });

  it.each<[string, unknown]>([
    ['inventory', { availabilityStatus: 'OUT_OF_STOCK' }],
    ['variantSummary.variantCount', 3],
    ['options.0.key', 'other'],
    ['options.0.choicesSettings.choices.0.inStock', false],
    ['options.1.choicesSettings.choices.0.colorCode', '#f00'],
    ['modifiers.1.mandatory', ABSENT],
    ['modifiers.1.choicesSettings.choices.0.addedPrice', '1.50'],
    ['variantsInfo.variants.0.price.actualPrice.amount', '10.5'],
    ['variantsInfo.variants.0.price.actualPrice.formattedAmount', '$10.50'],
    ['updatedDate', '2026-01-02T01:00:00+01:00'],
  ])('does not mind %s: %j', (path, value) => {
    const answer = showingProduct(shirtWith(path, value));
    expect(Object.values(matchers).map(matcher => matcher(answer))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('does not mind the order of lists', () => {
    const turned = { variants: variantsOf(before).toReversed() };
    const product = shirt({ options: optionsOf(before).toReversed(), variantsInfo: turned });
    for (const matcher of Object.values(matchers)) expect(matcher(showingProduct(product))).toBeUndefined();
  });

  it('without lists has still none, absent or empty', () => {
    const plain = shirt({ options: undefined, modifiers: null, variantsInfo: undefined });
    const empty = { options: [], modifiers: [], variantsInfo: { variants: [] } };
    for (const matcher of [isStillProduct(plain), keepsLists(plain), keepsVariants(plain)]) {
      expect(matcher(showingProduct(plain))).toBeUndefined();
      expect(matcher(showingProduct(shirt(empty)))).toBeUndefined();
      expect(matcher(showingProduct(shirt({ ...empty, options: [{ id: 'x' }] })))).toEqual({
        expected: '0 options',
        received: '1',
      });
      expect(matcher(showingProduct(shirt({ ...empty, variantsInfo: { variants: [{}] } })))?.expected).toBe(
        '0 variants',
      );
    }
    const modified = showingProduct(shirt({ ...empty, modifiers: [{ id: 'x' }] }));
    expect(keepsLists(plain)(modified)?.expected).toBe('0 modifiers');
    expect(isStillProduct(plain)(modified)?.expected).toBe('0 modifiers');
    expect(keepsVariants(plain)(modified)).toBeUndefined();
  });

  it('is not shown by a refusal', () => {
    for (const matcher of Object.values(matchers))
      expect(matcher(answerOf(404, { product: before }))?.expected).toBe('status 200');
  });
});

describe('a list of products', () => {
  const [a, b] = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ];
  const products = (...items: unknown[]) => answerOf(200, { products: items });

  it('is read, and that of variants, whatever stands there', () => {
    expect(productsIn(products(a, null, 'x'))).toEqual([a]);
    expect(variantsIn(answerOf(200, { variants: [b, 1], products: [a] }))).toEqual([b]);
    for (const body of [{}, { products: {}, variants: null }, [], undefined]) {
      expect(productsIn(answerOf(200, body))).toEqual([]);
      expect(variantsIn(answerOf(200, body))).toEqual([]);
    }
  });

  it.each<[string, Answer, string | undefined]>([
    ['these', products(b, a), undefined],
    ['one missing', products(a), '1 items, without B'],
    ['a stranger', products(a, b, { id: 'x' }), '3 items, with x besides'],
    ['one twice', products(a, b, a), '3 items, with A twice'],
    ['customizations', answerOf(200, { customizations: [a, b] }), '0 items, without A, B'],
    ['a refusal', answerOf(400, { products: [a, b] }), 'answered 400'],
  ])('has exactly these, given %s', (_, answer, received) => {
    expect(listsProducts([a, b])(answer)?.received).toBe(received);
  });

  it('may be empty', () => {
    expect(listsProducts([])(answerOf(200, {}))).toBeUndefined();
    expect(listsProducts([])(products(a))?.expected).toBe('exactly nothing');
  });

  it('passes item by item, but not when there is none', () => {
    const every = everyListed(productsIn, lacks('x'));
    expect(every(products(a, b))).toBeUndefined();
    expect(every(products(a, { ...b, x: 1 }))).toEqual({ expected: 'no x', received: '1' });
    expect(every(products())).toEqual({ expected: 'at least one item', received: 'none' });
    expect(every(answerOf(200, { variants: [a] }))?.received).toBe('none');
    expect(everyListed(variantsIn, lacks('x'))(answerOf(200, { variants: [{ x: 2 }] }))?.received).toBe('2');
    expect(every(answerOf(500, { products: [a] }))?.expected).toBe('status 200');
  });
});
