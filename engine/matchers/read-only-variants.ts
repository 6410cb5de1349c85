/** What an answer shows of read-only variants: flat copies of the variants of products. */
import { equalDecimals } from '../../specs/decimal.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { type Answer, isObject, type JsonObject } from '../answer.ts';
import { isAccepted } from './answers.ts';
import { isDecimal } from './compare.ts';
import { alike, all, type Finding, type Matcher, show, unless } from './matcher.ts';
import { variantsIn } from './product-pages.ts';
import { choiceIdsOf, variantsOf } from './products.ts';

/** The id of the product a read-only variant belongs to. */
export function productIdOf({ productData }: JsonObject): unknown {
  return isObject(productData) ? productData.productId : undefined;
}

/** The choices of a read-only variant; `[]` marks a default variant. */
export function optionChoicesOf({ optionChoices }: JsonObject): JsonObject[] {
  return Array.isArray(optionChoices) ? optionChoices.filter(isObject) : [];
}

/** A price of a variant, read-only or not, as it is written. */
export function amountOf({ price }: JsonObject): unknown {
  const { actualPrice } = isObject(price) ? price : {};
  return isObject(actualPrice) ? actualPrice.amount : undefined;
}

const idsOf = (variants: readonly JsonObject[], member: 'id' | 'variantId'): string[] =>
  variants.map(({ [member]: id }) => String(id)).toSorted();

/** Accepted, and lists exactly one item for each variant of the product, under its id (ROV-001, ROV-002). */
export function listsVariantsOf(product: Product): Matcher<Answer> {
  return all(isAccepted, answer => {
    const [wanted, found] = [idsOf(variantsOf(product), 'id'), idsOf(variantsIn(answer), 'variantId')];
    return unless(alike(wanted, found), `the variants ${show(wanted)}`, found);
  });
}

/** Accepted, lists something, and every item passes beside the variant it is a copy of. */
export function eachLike(
  product: Product,
  find: (copy: JsonObject, variant: JsonObject) => Finding | undefined,
): Matcher<Answer> {
  return all(isAccepted, answer => {
    const variants = new Map(variantsOf(product).map(variant => [variant.id, variant]));
    const copies = variantsIn(answer);
    if (copies.length === 0) return { expected: 'at least one read-only variant', received: 'none' };
    for (const copy of copies) {
      const variant = variants.get(copy.variantId);
      if (!variant) return { expected: 'a variant of the product', received: show(copy) };
      const finding = find(copy, variant);
      if (finding) return finding;
    }
    return undefined;
  });
}

/** The ids of its choices are those of the variant. */
export function hasChoicesOf(copy: JsonObject, variant: JsonObject): Finding | undefined {
  const flat = optionChoicesOf(copy).map(({ optionChoiceIds }) => ({ optionChoiceIds }));
  const [found, wanted] = [{ choices: flat }, variant].map(one =>
    choiceIdsOf(one as JsonObject)
      .map(({ optionId, choiceId }) => `${optionId} ${choiceId}`)
      .toSorted(),
  );
  return unless(alike(found, wanted), `optionChoices ${show(wanted)}`, show(found));
}

/** Its price is that of the variant, numerically. */
export function costsLike(copy: JsonObject, variant: JsonObject): Finding | undefined {
  const [found, wanted] = [amountOf(copy), amountOf(variant)];
  const same = isDecimal(found) && isDecimal(wanted) && equalDecimals(found, wanted);
  return unless(same, `price.actualPrice.amount numerically ${show(wanted)}`, show(copy.price));
}
