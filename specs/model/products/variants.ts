/** From the variants of a request to stored ones. */
import { asArray, asObject, asString, type Json } from '../../json.ts';
import { choiceNamed, optionNamed } from '../../variant-rules.ts';
import type { Context } from '../context.ts';
import type { StoredVariant } from './entity.ts';

/**
 * Variants whose references were checked against the options.
 * @param options as the product shows them, with ids
 * @param before the variants it has already: one sent with its id stays the one it is (PROD-UPDATE-012)
 */
export function newVariants(
  { newId }: Context,
  sent: unknown,
  options: readonly Json[],
  before: readonly StoredVariant[] = [],
): StoredVariant[] {
  const known = new Set(before.map(({ id }) => id));
  return asArray(asObject(sent).variants).map(one => {
    const variant = asObject(one);
    const id = known.has(String(variant.id)) ? String(variant.id) : newId();
    return storedVariant(id, variant, options);
  });
}

function storedVariant(id: string, sent: Json, options: readonly Json[]): StoredVariant {
  const { sku, barcode, visible = true, revenueDetails, physicalProperties, digitalProperties } = sent;
  return {
    id,
    visible,
    ...(asString(sku) !== undefined && { sku }),
    ...(asString(barcode) !== undefined && { barcode }),
    choices: asArray(sent.choices).flatMap(reference => choiceIds(reference, options)),
    price: newPrice(asObject(sent.price)),
    ...(revenueDetails !== undefined && { revenueDetails: onlyCost(asObject(revenueDetails)) }),
    ...(physicalProperties !== undefined && { physicalProperties: onlyWeight(asObject(physicalProperties)) }),
    ...(digitalProperties !== undefined && { digitalProperties: {} }),
  } as StoredVariant;
}

function choiceIds(reference: unknown, options: readonly Json[]): StoredVariant['choices'] {
  const option = optionNamed(reference, options);
  const choice = option && choiceNamed(reference, option);
  return option && choice ? [{ optionId: String(option.id), choiceId: String(choice.choiceId) }] : [];
}

/** A missing amount counts as zero; whether it is let through is a matter of the schema. */
function newPrice({ actualPrice, compareAtPrice }: Json): StoredVariant['price'] {
  const amount = (money: unknown) => ({ amount: asString(asObject(money).amount) ?? '0' });
  return {
    actualPrice: amount(actualPrice),
    ...(compareAtPrice !== undefined && { compareAtPrice: amount(compareAtPrice) }),
  };
}

function onlyCost({ cost }: Json): Json {
  return cost === undefined ? {} : { cost: { amount: asObject(cost).amount } };
}

function onlyWeight({ weight }: Json): Json {
  return weight === undefined ? {} : { weight };
}
