/** What a product must show of the variants that were sent. */
import { type Answer, isObject, type JsonObject } from '../../engine/answer.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import {
  choiceIdsOf,
  optionsOf,
  productChoicesOf,
  productThat,
  showsProduct,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { compareDecimals } from '../../specs/decimal.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import { GUID } from '../../specs/vocabulary.ts';
import type { VariantInput } from '../products/connected.ts';

interface Ids {
  optionId: string;
  choiceId: string;
}

const keyOf = (ids: readonly Ids[]): string =>
  ids
    .map(({ optionId, choiceId }) => `${optionId}:${choiceId}`)
    .sort()
    .join(' ');

/** The ids of the choices of a variant as it was sent; names are looked up among the options that came back. */
function idsOf({ choices = [] }: VariantInput, options: readonly JsonObject[]): Ids[] {
  return choices.map(({ optionChoiceIds, optionChoiceNames: names }) => {
    if (optionChoiceIds) return optionChoiceIds;
    const option = options.find(({ name }) => name === names?.optionName) ?? {};
    const choice = productChoicesOf(option).find(({ name }) => name === names?.choiceName);
    return { optionId: String(option.id), choiceId: String(choice?.choiceId) };
  });
}

/** The variant of each combination that was sent; nothing where it is missing. */
export function variantsAsSent(
  product: object,
  { variantsInfo }: Pick<NewProduct, 'variantsInfo'>,
): [VariantInput, JsonObject | undefined][] {
  const byKey = new Map(variantsOf(product).map(variant => [keyOf(choiceIdsOf(variant)), variant]));
  const options = optionsOf(product);
  return variantsInfo.variants.map(variant => [variant, byKey.get(keyOf(idsOf(variant, options)))]);
}

/** The combinations that were sent, each once, and no others (PROD-VARIANT-004, -005, -006). */
export function showsCombinations(sent: Pick<NewProduct, 'variantsInfo'>): Matcher<Answer> {
  const count = sent.variantsInfo.variants.length;
  return productThat(product => {
    const shown = variantsOf(product).length;
    if (shown !== count) return { expected: `${count} variants`, received: `${shown} variants` };
    const [missing] = variantsAsSent(product, sent).find(([, variant]) => variant === undefined) ?? [];
    return (
      missing && { expected: `a variant of ${show(missing.choices)}`, received: show(variantsOf(product)) }
    );
  });
}

/** Each variant that is there has these of the members it was sent with. */
export function showsVariantsWith(
  sent: Pick<NewProduct, 'variantsInfo'>,
  members: (variant: VariantInput) => object,
): Matcher<Answer> {
  return productThat(product => {
    for (const [index, [wanted, shown]] of variantsAsSent(product, sent).entries()) {
      const finding = shown && compare(members(wanted), shown, `variants[${index}]`);
      if (finding) return finding;
    }
    return undefined;
  });
}

/** No variants beside those that were sent. */
export function addsNoVariants({ variantsInfo: { variants } }: NewProduct): Matcher<Answer> {
  return productThat(product => {
    const count = variantsOf(product).length;
    return unless(count <= variants.length, `no more than ${variants.length} variants`, `${count} variants`);
  });
}

/** Every variant has an id in GUID form that no other one has. */
export const showsVariantIds: Matcher<Answer> = productThat(product => {
  const ids = variantsOf(product).map(({ id }) => String(id));
  const sound = ids.every(id => GUID.test(id)) && new Set(ids).size === ids.length;
  return unless(sound, 'variants with GUIDs of their own', ids);
});

/** Every choice of the options tells whether a visible variant has it. */
export const showsVisibleChoices: Matcher<Answer> = productThat(product => {
  const visible = variantsOf(product).filter(variant => variant.visible === true);
  const seen = new Set(visible.flatMap(choiceIdsOf).map(({ choiceId }) => choiceId));
  const isOdd = (choice: JsonObject) => (choice.visible === true) !== seen.has(String(choice.choiceId));
  const odd = optionsOf(product).flatMap(productChoicesOf).find(isOdd);
  return odd && { expected: `choice ${show(odd.name)} with another visible`, received: show(odd.visible) };
});

/** The least and the greatest price of the variants. */
export function showsPriceRange({ variantsInfo }: NewProduct): Matcher<Answer> {
  const amounts = variantsInfo.variants.map(({ price }) => price.actualPrice.amount);
  const [least, greatest] = [amounts.toSorted(compareDecimals)[0], amounts.toSorted(compareDecimals).at(-1)];
  return showsProduct({ actualPriceRange: { minValue: { amount: least }, maxValue: { amount: greatest } } });
}

/** The product has that many variants by its own count, wherever it stands in an answer. */
export function countsVariants({ variantsInfo: { variants } }: NewProduct): Matcher<Answer> {
  return productThat(({ variantSummary }) => {
    const { variantCount } = isObject(variantSummary) ? variantSummary : {};
    return unless(variantCount === variants.length, `variantCount ${variants.length}`, variantCount);
  });
}
