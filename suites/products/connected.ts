/** Customizations that exist already, on their way into products. */
import type { Answer } from '../../engine/answer.ts';
import type { CheckContext } from '../../engine/check.ts';
import { customizationThat } from '../../engine/matchers/entities.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { optionsOf, productChoicesOf, variantsOf } from '../../engine/matchers/products.ts';
import { asModifier, asOption, plainProduct } from '../../generators/product.ts';
import { plainVariants } from '../../generators/variant-set.ts';
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

/** The options of a product as an update sends them back. */
export function optionsAgain(product: Product): OptionInput[] {
  return optionsOf(product).map(option => ({
    id: String(option.id),
    name: String(option.name),
    optionRenderType: option.optionRenderType as OptionInput['optionRenderType'],
    choicesSettings: {
      choices: productChoicesOf(option).map(({ choiceId, choiceType, name, colorCode }) => ({
        choiceId: String(choiceId),
        choiceType: choiceType as 'CHOICE_TEXT' | 'ONE_COLOR',
        name: String(name),
        ...(typeof colorCode === 'string' && colorCode !== '' && { colorCode }),
      })),
    },
  }));
}

/** The variants of a product as an update sends them back: with their ids, their choices by name. */
export function variantsAgain(product: Product): VariantInput[] {
  const options = optionsAgain(product);
  return variantsOf(product).map(variant => {
    const { id, visible, sku, barcode, price } = variant as unknown as Product['variantsInfo'] & VariantInput;
    const { actualPrice, compareAtPrice } = price;
    return {
      id,
      choices: (
        variant.choices as { optionChoiceIds: { optionId: string; choiceId: string } }[] | undefined
      )?.map(({ optionChoiceIds }) => named(optionChoiceIds, options)),
      price: {
        actualPrice: { amount: actualPrice.amount },
        ...(compareAtPrice && { compareAtPrice: { amount: compareAtPrice.amount } }),
      },
      ...(typeof visible === 'boolean' && { visible }),
      ...(sku && { sku }),
      ...(barcode && { barcode }),
      physicalProperties: {},
    };
  });
}

function named(ids: { optionId: string; choiceId: string }, options: readonly OptionInput[]) {
  const option = options.find(({ id }) => id === ids.optionId);
  const choice = option?.choicesSettings?.choices.find(({ choiceId }) => choiceId === ids.choiceId);
  return {
    optionChoiceNames: {
      optionName: option?.name ?? '',
      choiceName: choice?.name ?? '',
      renderType: option?.optionRenderType,
    },
  };
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
