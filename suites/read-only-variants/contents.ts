/** Read-only variants are copies of the variants of products, one flat item for each. */

import type { JsonObject } from '../../engine/answer.ts';
import { isObject } from '../../engine/answer.ts';
import { type Check, check } from '../../engine/check.ts';
import { all, type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import { everyListed, variantsIn } from '../../engine/matchers/product-pages.ts';
import { modifiersOf, productChoicesOf, variantsOf } from '../../engine/matchers/products.ts';
import {
  costsLike,
  eachLike,
  hasChoicesOf,
  listsVariantsOf,
  optionChoicesOf,
  productIdOf,
} from '../../engine/matchers/read-only-variants.ts';
import { OPTIONLESS } from '../products/kinds.ts';
import { latestProduct } from '../products/latest.ts';
import { AFTER_CREATE, mug, query, settled, shirt } from './fixtures.ts';

const copies = check({
  id: 'read-only-variants.copies',
  title: 'Each variant of a product has one item, with its ids, choices, price, SKU and barcode',
  profile: 'variants',
  points: {
    one: 'ROV-001',
    ids: 'ROV-002',
    keys: 'ROV-003',
    choices: 'ROV-004',
    names: 'ROV-005',
    price: 'ROV-006',
    codes: 'ROV-007',
  },
  async run({ api, judge, use, settle }) {
    const product = await use(shirt);
    const copied = all(
      listsVariantsOf(product),
      eachLike(product, (copy, variant) => hasChoicesOf(copy, variant) ?? costsLike(copy, variant)),
    );
    const page = await settle.eventual(AFTER_CREATE, () => query(api, product), copied);
    const count = variantsOf(product).length;
    const found = variantsIn(page).length;
    judge('one', page, () => unless(found === count, `${count} items`, `${found} items`));
    judge('ids', page, listsVariantsOf(product));
    judge(
      'keys',
      page,
      everyListed(variantsIn, copy =>
        unless(
          productIdOf(copy) === product.id && typeof copy.variantId === 'string',
          `productData.productId ${product.id} and a variantId`,
          copy,
        ),
      ),
    );
    judge('choices', page, eachLike(product, hasChoicesOf));
    judge('names', page, everyListed(variantsIn, hasNames));
    judge('price', page, eachLike(product, costsLike));
    judge('codes', page, eachLike(product, hasCodesOf));
  },
});

function hasCodesOf(copy: JsonObject, { sku, barcode }: JsonObject): Finding | undefined {
  return unless(
    copy.sku === sku && copy.barcode === barcode,
    `sku ${show(sku)} and barcode ${show(barcode)}`,
    show({ sku: copy.sku, barcode: copy.barcode }),
  );
}

function hasNames(copy: JsonObject): Finding | undefined {
  const odd = optionChoicesOf(copy).find(({ optionChoiceNames: names }) => {
    const { optionName, choiceName } = isObject(names) ? names : {};
    return typeof optionName !== 'string' || typeof choiceName !== 'string';
  });
  const some = optionChoicesOf(copy).length > 0;
  return unless(some && !odd, 'optionChoiceNames on every choice', odd ?? copy.optionChoices);
}

const withoutOptions = check({
  id: 'read-only-variants.without-options',
  title: 'A product without options has one item without choices (X-15)',
  profile: 'variants',
  points: { one: 'ROV-008' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const made = await given.product(draw(OPTIONLESS.arbitrary()));
    const product = await latestProduct(context, made.id);
    const one = all(
      listsVariantsOf(product),
      everyListed(variantsIn, copy =>
        unless(optionChoicesOf(copy).length === 0, 'no optionChoices', copy.optionChoices),
      ),
    );
    // Missing altogether is a road some sources describe, so waiting for it decides nothing but the warning.
    judge('one', await settle(AFTER_CREATE, () => query(api, product), one), one);
  },
});

const noModifiers = check({
  id: 'read-only-variants.no-modifiers',
  title: 'Modifiers never appear among the choices',
  profile: 'variants',
  points: { none: 'ROV-022' },
  async run(context) {
    const { judge, use } = context;
    const product = await use(mug);
    const strange = new Set(
      modifiersOf(product).flatMap(modifier => [
        modifier.id,
        ...productChoicesOf(modifier).map(({ choiceId }) => choiceId),
      ]),
    );
    const page = await settled(context, product);
    judge(
      'none',
      page,
      everyListed(variantsIn, copy => {
        const ids = optionChoicesOf(copy).flatMap(({ optionChoiceIds }) =>
          isObject(optionChoiceIds) ? [optionChoiceIds.optionId, optionChoiceIds.choiceId] : [],
        );
        return unless(ids.length > 0 && !ids.some(id => strange.has(id)), 'choices of options only', ids);
      }),
    );
  },
});

const currency = check({
  id: 'read-only-variants.currency',
  title: 'formattedAmount is shown when CURRENCY asks for it, and otherwise not',
  profile: 'variants',
  points: { absent: 'ROV-019', present: 'ROV-019' },
  async run(context) {
    const { api, judge, use } = context;
    const product = await use(shirt);
    judge('absent', await settled(context, product), everyListed(variantsIn, isFormatted(false)));
    const filter = { 'productData.productId': { $eq: product.id } };
    const page = await api.variants.query({ query: { filter }, fields: ['CURRENCY'] });
    judge('present', page, everyListed(variantsIn, isFormatted(true)));
  },
});

const isFormatted =
  (wanted: boolean) =>
  ({ price }: JsonObject): Finding | undefined => {
    const { actualPrice } = isObject(price) ? price : {};
    const { formattedAmount } = isObject(actualPrice) ? actualPrice : {};
    const shown = typeof formattedAmount === 'string' && formattedAmount !== '';
    return unless(shown === wanted, `${wanted ? 'a' : 'no'} formattedAmount`, price);
  };

const revision = check({
  id: 'read-only-variants.observes.revision',
  title: 'The revision of the product that a copy tells',
  profile: 'variants',
  points: { observed: 'ROV-021' },
  async run(context) {
    const { judge, use } = context;
    const product = await use(shirt);
    const page = await settled(context, product);
    const [first] = variantsIn(page);
    const { revision: told } = isObject(first?.productData) ? first.productData : {};
    const what =
      told === undefined ? 'no revision is told' : `${show(told)}, the product has ${product.revision}`;
    judge.observed('observed', page, what);
  },
});

export const variantContents: Check[] = [copies, withoutOptions, noModifiers, currency, revision];
