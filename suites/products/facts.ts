/** What every returned product must look like: judged over all answers of the run, own products only. */
import type { JsonObject } from '../../engine/answer.ts';
import { isObject } from '../../engine/answer.ts';
import type { Chapter } from '../../engine/check.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import { choiceIdsOf, optionsOf, productChoicesOf, variantsOf } from '../../engine/matchers/products.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import { standing } from '../../engine/standing.ts';
import { compareDecimals, parseDecimal } from '../../specs/decimal.ts';
import { GUID } from '../../specs/vocabulary.ts';
import { DATE_TIME, isText } from '../customizations/facts.ts';

/** A fact about every product, or every one that has what it is about. */
function product(
  broken: (product: JsonObject) => Finding | undefined,
  when: (product: JsonObject) => boolean = () => true,
): Invariant {
  return { of: 'product', broken: ({ entity }) => broken(entity), when: ({ entity }) => when(entity) };
}

const member = (name: string, expected: string, holds: (value: unknown) => boolean): Invariant =>
  product(({ [name]: value }) => unless(holds(value), `${name}: ${expected}`, value));

const hasVariants = (made: JsonObject): boolean => variantsOf(made).length > 0;
const hasChoices = (made: JsonObject): boolean => variantsOf(made).some(one => choiceIdsOf(one).length > 0);

/** Every choice of every variant passes. */
const everyChoice = (
  expected: string,
  holds: (ids: { optionId: string; choiceId: string }, made: JsonObject) => boolean,
): Invariant =>
  product(made => {
    const odd = variantsOf(made)
      .flatMap(choiceIdsOf)
      .find(ids => !holds(ids, made));
    return odd && { expected, received: show(odd) };
  }, hasChoices);

const optionOf = (made: JsonObject, optionId: string) => optionsOf(made).find(({ id }) => id === optionId);

/** The lowest and the highest price, as numbers of the variants and as the product tells them. */
function priceRange(made: JsonObject): Finding | undefined {
  const amounts = variantsOf(made)
    .map(({ price }) => amountOf(isObject(price) ? price.actualPrice : undefined))
    .filter(isDecimal)
    .toSorted(compareDecimals);
  const { actualPriceRange: range } = made;
  const [low, high] = isObject(range) ? [amountOf(range.minValue), amountOf(range.maxValue)] : [];
  const [min, max] = [amounts[0], amounts.at(-1)];
  const fits = (one: string | undefined, other: unknown) =>
    one !== undefined && isDecimal(other) && compareDecimals(one, other) === 0;
  return unless(fits(min, low) && fits(max, high), `actualPriceRange from ${min} to ${max}`, show(range));
}

const amountOf = (money: unknown): unknown => (isObject(money) ? money.amount : undefined);
const isDecimal = (value: unknown): value is string =>
  typeof value === 'string' && parseDecimal(value) !== undefined;

const facts = standing({
  id: 'products.facts',
  title: 'Every returned product has its members, and variants that fit its options',
  profile: 'products',
  points: {
    id: ['PROD-CREATE-002', member('id', 'a string of 1 to 36 characters', value => isText(value, 36))],
    revision: ['PROD-CREATE-003', member('revision', 'digits in a string', isDigits)],
    createdDate: ['PROD-CREATE-005', member('createdDate', 'a date-time string', isDate)],
    updatedDate: ['PROD-CREATE-005', member('updatedDate', 'a date-time string', isDate)],
    keys: [
      { soft: 'PROD-OPTION-027' },
      product(
        made => {
          const keyed = optionsOf(made).flatMap(option => [option, ...productChoicesOf(option)]);
          const odd = keyed.find(({ key }) => !isText(key, 50));
          return (
            odd && { expected: 'a key of 1 to 50 characters on options and choices', received: show(odd) }
          );
        },
        made => optionsOf(made).length > 0,
      ),
    ],
    variantIds: [
      'PROD-VARIANT-035',
      product(made => {
        const ids = variantsOf(made).map(({ id }) => String(id));
        const good = ids.every(id => GUID.test(id)) && new Set(ids).size === ids.length;
        return unless(good, 'a GUID of its own on every variant', show(ids));
      }, hasVariants),
    ],
    choiceIds: ['PROD-VARIANT-014', everyChoice('optionChoiceIds with both ids', hasIds)],
    optionIds: [
      'PROD-VARIANT-015',
      everyChoice(
        'an optionId of the product',
        ({ optionId }, made) => optionOf(made, optionId) !== undefined,
      ),
    ],
    knownChoices: [
      'PROD-VARIANT-016',
      everyChoice('a choiceId of that option', ({ optionId, choiceId }, made) =>
        productChoicesOf(optionOf(made, optionId) ?? {}).some(choice => choice.choiceId === choiceId),
      ),
    ],
    amounts: [
      'PROD-VARIANT-023',
      product(made => {
        const odd = variantsOf(made).find(
          ({ price }) => !isDecimal(amountOf(isObject(price) ? price.actualPrice : undefined)),
        );
        return odd && { expected: 'price.actualPrice.amount: a decimal string', received: show(odd.price) };
      }, hasVariants),
    ],
    priceRange: ['PROD-VARIANT-036', product(priceRange, hasVariants)],
  },
});

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^\d+$/.test(value);
}

function isDate(value: unknown): boolean {
  return DATE_TIME.test(String(value));
}

function hasIds({ optionId, choiceId }: { optionId: string; choiceId: string }): boolean {
  return isText(optionId, 36) && GUID.test(choiceId) && optionId !== 'undefined';
}

export const productFacts: Chapter = { title: 'The product', checks: [], standing: [facts] };
