/** Variants: those that were sent and no others, each of one choice of every option. */

import { isObject, type JsonObject } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import {
  choiceIdsOf,
  hasVariants,
  productThat,
  showsVariants,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { textOption } from '../../generators/customization.ts';
import { asOption, inlineOptionOf, plainProduct } from '../../generators/product.ts';
import { plainVariants } from '../../generators/variant-set.ts';
import { TEXT_OPTION } from '../customizations/kinds.ts';
import { OPTIONLESS, TWO_OPTIONS } from './kinds.ts';
import { refusedOr } from './refused-or.ts';
import { variantContents } from './variants-content.ts';
import { variantRefusals } from './variants-refusals.ts';
import { thousand } from './variants-thousand.ts';
import { variantVisibility } from './variants-visibility.ts';

const defaultVariant = check({
  id: 'products.variants.default',
  title: 'A product without options has one variant, without choices',
  profile: 'products',
  points: { one: 'PROD-VARIANT-001', bare: 'PROD-VARIANT-002' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.product(draw(OPTIONLESS.arbitrary()));
    const read = await settle.soon('get-after-create', () => api.products.get(id), hasVariants(1));
    judge('one', read, hasVariants(1));
    judge(
      'bare',
      read,
      productThat(product => {
        const choices = variantsOf(product).map(variant => choiceIdsOf(variant).length);
        return unless(choices.length > 0 && choices.every(count => count === 0), 'no choices', choices);
      }),
    );
  },
});

const text = (name: string, ...choices: string[]) => ({
  name,
  optionRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: { choices: choices.map(choice => ({ choiceType: 'CHOICE_TEXT' as const, name: choice })) },
});

/** Two choices and three: six combinations. */
const twoByThree = () =>
  plainProduct('Product', { options: [text('Color', 'Red', 'Blue'), text('Size', 'S', 'M', 'L')] });

const full = check({
  id: 'products.variants.full-set',
  title: 'All six variants of two and three choices are accepted, addressed by names, and stored',
  profile: 'products',
  points: { answered: 'PROD-VARIANT-004', stored: 'PROD-VARIANT-004', named: 'PROD-VARIANT-013' },
  async run({ api, given, judge, settle }) {
    const sent = given.productNamed(twoByThree());
    const call = api.products.create(sent);
    judge('answered', await call, all(hasVariants(6), showsVariants(sent)));
    judge('named', await call, showsVariants(sent));
    const { id } = await call.accepted();
    const shown = showsVariants(sent);
    const read = await settle.soon('get-after-create', () => api.products.get(id), shown);
    judge('stored', read, shown);
  },
});

const partial = check({
  id: 'products.variants.partial-set',
  title: 'Fewer variants than combinations are accepted, and none is added',
  profile: 'products',
  points: { accepted: 'PROD-VARIANT-005', none: 'PROD-VARIANT-006' },
  async run({ api, given, judge, settle }) {
    const { variantsInfo, ...rest } = given.productNamed(twoByThree());
    const variants = [0, 3, 4].flatMap(at => variantsInfo.variants[at] ?? []);
    const sent = { ...rest, variantsInfo: { variants } };
    const call = api.products.create(sent);
    judge('accepted', await call, showsVariants(sent));
    const { id } = await call.accepted();
    const read = await settle.soon('get-after-create', () => api.products.get(id), isAccepted);
    judge('none', read, all(hasVariants(3), showsVariants(sent)));
  },
});

const names = check({
  id: 'products.variants.choice-names',
  title: 'Names of choices are shown when VARIANT_OPTION_CHOICE_NAMES asks for them, and otherwise not',
  profile: 'products',
  points: { absent: 'PROD-VARIANT-017', present: 'PROD-VARIANT-017' },
  async run({ api, given, judge, draw, settle }) {
    const sent = given.productNamed(draw(TWO_OPTIONS.arbitrary()));
    const { id } = await given.product(sent);
    const plain = await settle.soon('get-after-create', () => api.products.get(id), isAccepted);
    judge(
      'absent',
      plain,
      everyChoice('no optionChoiceNames', names => names === undefined || names === null),
    );
    const optionNames = new Set(sent.options?.map(({ name }) => name));
    const fields = ['VARIANT_OPTION_CHOICE_NAMES'];
    judge(
      'present',
      await api.products.get(id, { fields }),
      everyChoice(
        'optionChoiceNames of an option',
        found => isObject(found) && optionNames.has(String(found.optionName)) && isText(found.choiceName),
      ),
    );
  },
});

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Of every choice of every variant; there must be some. */
function everyChoice(expected: string, holds: (names: unknown) => boolean) {
  return productThat(product => {
    const choices = variantsOf(product)
      .flatMap(({ choices: listed }) => (Array.isArray(listed) ? listed : []))
      .filter(isObject);
    const odd = choices.find(({ optionChoiceNames }) => !holds(optionChoiceNames));
    return unless(choices.length > 0 && !odd, expected, odd ?? 'no choices');
  });
}

const byIds = check({
  id: 'products.variants.by-ids',
  title: 'On a reused option, variants are addressed by ids',
  profile: 'products',
  points: { accepted: 'PROD-VARIANT-020' },
  async run({ api, given, judge, draw }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const options = [asOption(option)];
    const variants = plainVariants(options, undefined, 'ids');
    const sent = { ...plainProduct(given.name(), { options }), variantsInfo: { variants } };
    judge('accepted', await api.products.create(sent), showsVariants(sent));
  },
});

const profit = check({
  id: 'products.variants.profit-ignored',
  title: 'A profit sent along is not stored',
  profile: 'products',
  points: { ownProfit: 'PROD-VARIANT-041' },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const fields = ['MERCHANT_DATA'];
    const variant = 'product.variantsInfo.variants.0';
    const revenueDetails = { cost: { amount: '4.00' }, profit: { amount: '777.77' } };
    const body = { product: plainProduct(given.name()), fields };
    const answer = await api.products.create(change(body, `${variant}.revenueDetails`, revenueDetails));
    judge(
      'ownProfit',
      answer,
      refusedOr(product => {
        const { profit: shown } = detailsOf(variantsOf(product)[0]);
        const amount = isObject(shown) ? Number(shown.amount) : undefined;
        return unless(amount !== 777.77, 'a profit of the server, or none', amount);
      }),
    );
  },
});

function detailsOf(variant: JsonObject | undefined): JsonObject {
  return isObject(variant?.revenueDetails) ? variant.revenueDetails : {};
}

const order = check({
  id: 'products.variants.observes.order',
  title: 'The order in which variants come back',
  profile: 'products',
  points: { order: 'PROD-VARIANT-040' },
  async run({ api, given, judge, draw }) {
    const option = { ...inlineOptionOf(draw(textOption())), name: given.name() };
    const variants = plainVariants([option]).toReversed();
    const sent = { ...plainProduct(given.name(), { options: [option] }), variantsInfo: { variants } };
    const call = api.products.create(sent);
    const prices = (listed: readonly object[]) =>
      show(listed.map(one => Number((one as (typeof variants)[number]).price.actualPrice.amount)));
    const shown = variantsOf(await call.accepted());
    const same = prices(shown) === prices(variants);
    judge.observed('order', await call, same ? 'in the order sent' : 'in another order');
  },
});

export const productVariants: Chapter = {
  title: 'Variants of products',
  checks: [
    defaultVariant,
    full,
    partial,
    names,
    byIds,
    profit,
    order,
    ...variantContents,
    ...variantVisibility,
    ...variantRefusals,
    ...thousand,
  ],
};
