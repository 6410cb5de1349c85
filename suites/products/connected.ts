/** Customizations that exist already, on their way into products. */
import { type Answer, isObject, type JsonObject } from '../../engine/answer.ts';
import type { CheckContext } from '../../engine/check.ts';
import { customizationThat } from '../../engine/matchers/entities.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { choiceIdsOf, optionsOf, productChoicesOf, variantsOf } from '../../engine/matchers/products.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { asModifier, asOption, plainProduct } from '../../generators/product.ts';
import { plainVariants } from '../../generators/variant-set.ts';
import { validate } from '../../specs/contract.ts';
import type { Customization, NewProduct, Product } from '../../specs/openapi.types.ts';

type Given = Pick<CheckContext, 'given'>;
export type OptionInput = NonNullable<NewProduct['options']>[number];
export type ModifierInput = NonNullable<NewProduct['modifiers']>[number];
export type VariantInput = NewProduct['variantsInfo']['variants'][number];

/** A product that has these customizations as its options and modifiers, with a variant for every combination. */
export function productWith(given: Given['given'], ...customizations: Customization[]): NewProduct {
  const ofType = (type: string) => customizations.filter(one => one.customizationType === type);
  return plainProduct(given.name(), {
    options: ofType('PRODUCT_OPTION').map(asOption),
    modifiers: ofType('MODIFIER').map(asModifier),
  });
}

/** The option with only the first `count` choices of the customization. */
export function optionWith(customization: Customization, count: number): OptionInput {
  const option = asOption(customization);
  return { ...option, choicesSettings: { choices: (option.choicesSettings?.choices ?? []).slice(0, count) } };
}

/**
 * Options and variants of a product as an update sends them back: variants with their ids, their choices by name.
 * @throws UndecidedError(set-up-failed) when the product does not show what a request must hold
 */
export function listsAgain(product: Product): {
  options: OptionInput[];
  variantsInfo: { variants: VariantInput[] };
} {
  const options = optionsOf(product).map(optionAgain);
  const variants = variantsOf(product).map(variant => variantAgain(variant, options));
  const lists = { options, variantsInfo: { variants } };
  const { id, revision } = product;
  const [violation] = validate('ProductPatch', { id, revision, ...lists });
  if (!violation) return lists as ReturnType<typeof listsAgain>;
  const problem = `${violation.path} ${violation.message}`;
  throw new UndecidedError('set-up-failed', `the product shows what no request may hold: ${problem}`);
}

/** The variants alone. */
export const variantsAgain = (product: Product): VariantInput[] => listsAgain(product).variantsInfo.variants;

function optionAgain(option: JsonObject): JsonObject {
  const { id, name, optionRenderType } = option;
  const choices = productChoicesOf(option).map(({ choiceId, choiceType, name: choice, colorCode }) => ({
    ...{ choiceId, choiceType, name: choice },
    ...(typeof colorCode === 'string' && colorCode !== '' && { colorCode }),
  }));
  return { id, name, optionRenderType, choicesSettings: { choices } };
}

function variantAgain(variant: JsonObject, options: readonly JsonObject[]): JsonObject {
  const { id, visible, sku, barcode } = variant;
  const { actualPrice, compareAtPrice } = isObject(variant.price) ? variant.price : {};
  const money = (value: unknown) => ({ amount: isObject(value) ? value.amount : undefined });
  return {
    id,
    choices: choiceIdsOf(variant).map(ids => named(ids, options)),
    price: {
      actualPrice: money(actualPrice),
      ...(isObject(compareAtPrice) && { compareAtPrice: money(compareAtPrice) }),
    },
    ...(typeof visible === 'boolean' && { visible }),
    ...(typeof sku === 'string' && sku !== '' && { sku }),
    ...(typeof barcode === 'string' && barcode !== '' && { barcode }),
    physicalProperties: {},
  };
}

function named(ids: { optionId: string; choiceId: string }, options: readonly JsonObject[]): JsonObject {
  const option = options.find(({ id }) => id === ids.optionId) ?? {};
  const choice = productChoicesOf(option).find(({ choiceId }) => choiceId === ids.choiceId);
  const { name: optionName, optionRenderType: renderType } = option;
  return { optionChoiceNames: { optionName, choiceName: choice?.name, renderType } };
}

/** Options and a plain variant for every combination: what an update of either must carry (PROD-UPDATE-010, -011). */
export function rebuilt(options: OptionInput[]): Pick<NewProduct, 'options' | 'variantsInfo'> {
  return { options, variantsInfo: { variants: plainVariants(options) } };
}

export const COUNTED = { fields: ['ASSIGNED_PRODUCTS_COUNT'] } as const;

/** Accepted, and that many products have the customization. */
export function isAssignedTo(count: number): Matcher<Answer> {
  return customizationThat(({ assignedProductsCount }) =>
    unless(assignedProductsCount === count, `assignedProductsCount ${count}`, show(assignedProductsCount)),
  );
}

/**
 * The product, once the customizations count it among those that have them, or the wait for that is over: what a target
 * refuses because of an assignment, it may only refuse when it knows of it.
 */
export async function givenAssigned(
  { api, given, settle }: Pick<CheckContext, 'api' | 'given' | 'settle'>,
  product: NewProduct,
  customizations: readonly Customization[],
): Promise<Product> {
  const made = await given.product(product);
  for (const { id } of customizations) {
    await settle.eventual('assigned-after-create', () => api.get(id, COUNTED), isAssigned);
  }
  return made;
}

const isAssigned: Matcher<Answer> = customizationThat(({ assignedProductsCount }) =>
  unless(Number(assignedProductsCount) > 0, 'assignedProductsCount above 0', assignedProductsCount),
);
