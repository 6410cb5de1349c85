/** From plans to the options, modifiers and variants that requests hold. */
import { choiceIdsOf, variantsOf } from '../../../engine/matchers/products.ts';
import { asModifier, asOption } from '../../../generators/product.ts';
import { positionsAt } from '../../../generators/product-draft.ts';
import { reference } from '../../../generators/variant-set.ts';
import {
  listsAgain,
  type ModifierInput,
  type OptionInput,
  type VariantInput,
} from '../../products/connected.ts';
import { keyOf } from './pairs.ts';
import type { World } from './world.ts';

export interface Lists {
  options: OptionInput[];
  variantsInfo: { variants: VariantInput[] };
}

const choicesIn = (option: OptionInput) => option.choicesSettings?.choices ?? [];

/**
 * Variants of these combinations, each once.
 * @param options with all the choices that there are
 * @param all whether they are all listed, or those that the variants have
 * @param before the variant that has this combination already
 */
export function combined(
  options: readonly OptionInput[],
  { variants: places, all }: { variants: readonly number[]; all: boolean },
  contentOf: (key: string) => Partial<VariantInput> & Pick<VariantInput, 'price'>,
): Lists {
  const sizes = options.map(option => choicesIn(option).length);
  const total = sizes.reduce((product, size) => product * size, 1);
  const chosen = [...new Set(places.map(place => place % total))].map(place => positionsAt(place, sizes));
  const variants = chosen.map(positions => {
    const choices = options.map((option, i) => choicesIn(option)[positions[i] ?? 0] ?? {});
    const ids = options.map(({ id }, i) => ({
      optionChoiceIds: { optionId: id, choiceId: choices[i]?.choiceId },
    }));
    return {
      ...contentOf(keyOf({ choices: ids })),
      choices: options.map((option, i) => reference(option, choices[i] ?? {})),
      physicalProperties: {},
    };
  });
  const listed = options.map((option, i) => {
    const used = new Set(chosen.map(positions => positions[i]));
    return {
      ...option,
      choicesSettings: { choices: choicesIn(option).filter((_, at) => all || used.has(at)) },
    };
  });
  return { options: listed, variantsInfo: { variants } };
}

/** The options of a product with all the choices that their customizations have now. */
export function wholeOptions(world: World, product: object): OptionInput[] {
  return (
    (product as { options?: { id: string }[] }).options?.map(({ id }) => asOption(world.customization(id))) ??
    []
  );
}

/** The variants that a product has, as they are sent again, by what they stand for. */
export function variantsByKey(world: World, id: string): Map<string, VariantInput> {
  const view = world.product(id);
  const again = listsAgain(view).variantsInfo.variants;
  return new Map(variantsOf(view).map((variant, i) => [keyOf(variant), again[i] as VariantInput]));
}

/** Without one of its options: a new variant for each combination that is left, at the price of one that had it. */
export function without(world: World, id: string, optionId: string): Lists {
  const view = world.product(id);
  const again = listsAgain(view);
  const options = again.options.filter(option => option.id !== optionId);
  const left = new Map<string, VariantInput>();
  for (const [i, variant] of variantsOf(view).entries()) {
    const { price, choices = [] } = again.variantsInfo.variants[i] as VariantInput;
    const ids = choiceIdsOf(variant);
    const place = ids.findIndex(one => one.optionId === optionId);
    const key = keyOf({ choices: ids.toSpliced(place, 1).map(optionChoiceIds => ({ optionChoiceIds })) });
    if (!left.has(key))
      left.set(key, { choices: choices.toSpliced(place, 1), price, physicalProperties: {} });
  }
  return { options, variantsInfo: { variants: [...left.values()] } };
}

/** Those of the places that are modifiers. */
export function modifiersAt(world: World, places: readonly number[]): ModifierInput[] {
  return connectedAt(world, places)
    .filter(id => !world.isOption(id))
    .map(id => asModifier(world.customization(id)));
}

/** Options that a product may have here: more would have too many combinations. */
const OPTIONS = 3;

export function optionsAt(world: World, places: readonly number[]): OptionInput[] {
  return connectedAt(world, places)
    .filter(id => world.isOption(id))
    .slice(0, OPTIONS)
    .map(id => asOption(world.customization(id)));
}

/** Each once. */
function connectedAt({ customizations, at }: World, places: readonly number[]): string[] {
  return [...new Set(places.flatMap(place => at(customizations, place) ?? []))];
}
