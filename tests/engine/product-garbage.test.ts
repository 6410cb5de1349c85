import { describe, expect, it } from 'vitest';
import type { Answer } from '../../engine/answer.ts';
import {
  addsUp,
  explainsFailures,
  failsAt,
  failsWith,
  holdsEntities,
  holdsNoEntities,
  isBulkReport,
  namesPositions,
  outcomeInWords,
  reportsEach,
  succeedsAll,
  undetailedAreFailures,
} from '../../engine/matchers/bulk.ts';
import type { Matcher } from '../../engine/matchers/matcher.ts';
import { everyListed, listsProducts, productsIn, variantsIn } from '../../engine/matchers/product-pages.ts';
import {
  bumpsProductRevision,
  hasModifiers,
  hasOptions,
  hasVariants,
  isStillProduct,
  keepsLists,
  keepsVariants,
  productThat,
  showsProduct,
  showsVariants,
} from '../../engine/matchers/products.ts';
import {
  costsLike,
  eachLike,
  hasChoicesOf,
  listsVariantsOf,
} from '../../engine/matchers/read-only-variants.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { answerOf } from './support.ts';

const amount = '10';
const ids = { optionChoiceIds: { optionId: 'size', choiceId: 's' } };
const SHIRT = {
  id: 'p',
  revision: '7',
  name: 'Shirt',
  options: [{ id: 'size', name: 'Size', choicesSettings: { choices: [{ choiceId: 's', name: 'S' }] } }],
  modifiers: [{ id: 'note', name: 'Note' }],
  variantsInfo: { variants: [{ id: 'v', price: { actualPrice: { amount } }, choices: [ids] }] },
} as unknown as Product;
const SENT = {
  name: 'Shirt',
  productType: 'PHYSICAL' as const,
  variantsInfo: { variants: [{ price: { actualPrice: { amount } }, choices: [ids] }] },
};

/** Values that stand where a list, an object or a text belongs. */
const ODD: unknown[] = [
  undefined,
  null,
  [],
  {},
  'text',
  5,
  true,
  [null],
  ['x', 5, []],
  [{}],
  [{ id: {}, name: 7 }],
  { id: 'p', variants: null },
];
const BODIES: unknown[] = [
  ...ODD,
  ...ODD.map(product => ({ product })),
  ...ODD.flatMap(odd => [
    { product: { id: 'p', options: odd, modifiers: odd, variantsInfo: odd, variantSummary: odd } },
    { product: { id: 'p', options: [odd], modifiers: [odd], variantsInfo: { variants: odd } } },
    {
      product: {
        id: 'p',
        options: [{ id: 'size', choicesSettings: odd }],
        variantsInfo: { variants: [odd] },
      },
    },
    { product: { id: 'p', variantsInfo: { variants: [{ id: 'v', price: odd, choices: odd, sku: odd }] } } },
    { product: { id: 'p', variantsInfo: { variants: [{ id: 'v', choices: [{ optionChoiceIds: odd }] }] } } },
    { products: odd, variants: odd, results: odd },
    { products: [{ id: odd }], variants: [{ variantId: odd, price: odd, optionChoices: odd }] },
    { variants: [{ variantId: 'v', price: { actualPrice: odd }, optionChoices: [odd] }] },
    { results: odd, bulkActionMetadata: odd },
    { results: [{ itemMetadata: odd, item: odd }], bulkActionMetadata: { totalSuccesses: odd } },
  ]),
];
const shownIn = (body: unknown): string => JSON.stringify(body) ?? 'nothing';

const never: Matcher<unknown> = () => ({ expected: 'better', received: 'this' });

describe('garbage in an answer', () => {
  it.each<[string, Matcher<Answer>]>([
    ['productThat', productThat(never)],
    ['showsProduct', showsProduct({ name: 'Shirt' })],
    ['showsVariants', showsVariants(SENT)],
    ['hasVariants', hasVariants(1)],
    ['hasOptions', hasOptions(['size', 'hue'])],
    ['hasModifiers', hasModifiers(['note'])],
    ['isStillProduct', isStillProduct(SHIRT)],
    ['keepsLists', keepsLists(SHIRT)],
    ['keepsVariants', keepsVariants(SHIRT)],
    ['bumpsProductRevision', bumpsProductRevision(SHIRT)],
    ['listsProducts', listsProducts([{ id: 'p' }])],
    ['everyListed', everyListed(productsIn, never)],
    ['everyListed of variants', everyListed(variantsIn, never)],
    ['listsVariantsOf', listsVariantsOf({ ...SHIRT, variantsInfo: { variants: [] } } as Product)],
    ['eachLike', eachLike(SHIRT, (copy, variant) => hasChoicesOf(copy, variant) ?? costsLike(copy, variant))],
  ])('is found by %s, which does not stumble', (name, matcher) => {
    // A product without variants is rightly shown by an empty list.
    const wrong = (body: unknown) => name !== 'listsVariantsOf' || variantsIn(answerOf(200, body)).length > 0;
    const passed = BODIES.filter(wrong).filter(body => matcher(answerOf(200, body)) === undefined);
    expect(passed.map(shownIn)).toEqual([]);
  });

  it.each<[string, Matcher<Answer>]>([
    ['isBulkReport', isBulkReport],
    ['reportsEach', reportsEach(1)],
    ['namesPositions', namesPositions(1)],
    ['addsUp', addsUp(1)],
    ['undetailedAreFailures', undetailedAreFailures],
    ['succeedsAll', succeedsAll(1, ['p'])],
    ['explainsFailures', explainsFailures],
    ['holdsNoEntities', holdsNoEntities],
    ['holdsEntities', holdsEntities([{ name: 'Shirt' }])],
    ['failsAt', failsAt(0, 1)],
    ['failsWith', failsWith('CODE', 0)],
  ])('does not make %s stumble, and proves nothing of a bulk call', (name, matcher) => {
    const findings = BODIES.map(body => matcher(answerOf(200, body)));
    // These look at the form of the report, at failures or at entities alone.
    const strict = !['isBulkReport', 'reportsEach', 'explainsFailures', 'holdsNoEntities'].includes(name);
    if (strict) expect(BODIES.filter((_, i) => findings[i] === undefined).map(shownIn)).toEqual([]);
    expect(findings.some(finding => finding !== undefined)).toBe(true);
  });

  it('is told in words', () => {
    for (const body of BODIES)
      expect(outcomeInWords(answerOf(200, body))).toMatch(/^(accepted with|answered) 200/);
  });
});

describe('what is absent, null or empty', () => {
  const showing = (over: object) => answerOf(200, { product: { ...SHIRT, ...over } });

  it('is one in lists (X-27)', () => {
    for (const none of [undefined, null, []]) {
      expect(showsProduct({ modifiers: [] })(showing({ modifiers: none }))).toBeUndefined();
      expect(keepsLists({ ...SHIRT, modifiers: [] })(showing({ modifiers: none }))).toBeUndefined();
      expect(showsProduct({ modifiers: [{}] })(showing({ modifiers: none }))).toBeDefined();
    }
    for (const other of [{}, 'x', 0, [null], [{ id: 'note' }]])
      expect(showsProduct({ modifiers: [] })(showing({ modifiers: other }))).toBeDefined();
  });

  it('was not shown, so nobody says what it was', () => {
    const before = { ...SHIRT, handle: null } as Product;
    expect(isStillProduct(before)(showing({ handle: 'h' }))).toBeUndefined();
    expect(isStillProduct({ ...SHIRT, handle: 'h' } as Product)(showing({ handle: null }))).toBeDefined();
  });

  it('is no choice, whatever names were sent for it', () => {
    const named = (choiceName: string) => [{ optionChoiceNames: { optionName: 'Size', choiceName } }];
    const sent = (choiceName: string) => ({
      ...SENT,
      variantsInfo: { variants: [{ price: { actualPrice: { amount } }, choices: named(choiceName) }] },
    });
    const [variant] = SHIRT.variantsInfo?.variants ?? [];
    const choices = [{ optionChoiceIds: { optionId: 'size' } }];
    const half = showing({ variantsInfo: { variants: [{ ...variant, choices }] } });
    expect(showsVariants(sent('S'))(showing({}))).toBeUndefined();
    expect(showsVariants(sent('M'))(half)).toBeDefined();
  });
});

describe('the products of a bulk report', () => {
  const report = (...results: object[]) => answerOf(200, { results, bulkActionMetadata: {} });
  const itemAt = (originalIndex: number, item: unknown) => ({
    itemMetadata: { originalIndex, id: 'p', success: true },
    item,
  });

  it('are found by their positions', () => {
    const both = report(itemAt(1, { name: 'B', options: [{ id: '1' }] }), itemAt(0, { name: 'A' }));
    expect(holdsEntities([{ name: 'A' }, { name: 'B', options: [{ id: '1' }] }])(both)).toBeUndefined();
    expect(holdsEntities([{ name: 'B' }, { name: 'A' }])(both)).toEqual({
      expected: 'results[0].name "B"',
      received: 'A',
    });
    expect(holdsEntities([{}, {}, {}])(both)?.expected).toBe('result 2 with its entity');
    expect(holdsEntities([{}])(report(itemAt(0, null)))?.expected).toBe('result 0 with its entity');
  });

  it('are not to be there where nobody asked for them', () => {
    expect(holdsNoEntities(report(itemAt(0, undefined), itemAt(1, null)))).toBeUndefined();
    for (const item of [{ id: 'p' }, {}, 'x', 0])
      expect(holdsNoEntities(report(itemAt(0, item)))).toBeDefined();
  });
});
