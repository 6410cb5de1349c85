/** Steps that change the options, modifiers and variants of products. */
import { hasModifiers, hasOptions, keepsVariants, optionsOf } from '../../../engine/matchers/products.ts';
import type { ProductStep } from '../../../generators/product-steps.ts';
import { combined, modifiersAt, variantsByKey, wholeOptions, without } from './lists.ts';
import type { Context } from './points.ts';
import { update } from './products.ts';
import { hasFreshIds } from './shown.ts';
import type { World } from './world.ts';

type Of<N> = Extract<ProductStep, { do: N }>;

export function vary(context: Context, world: World, id: string, step: Of<'vary'>): Promise<void> {
  const before = variantsByKey(world, id);
  const newPrice = () => ({ actualPrice: { amount: world.nextPrice() } });
  const lists = combined(wholeOptions(world, world.product(id)), step, key => {
    const held = before.get(key);
    if (held?.id === undefined) return { price: newPrice() };
    return { id: held.id, price: step.dearer ? newPrice() : held.price };
  });
  const kept = lists.variantsInfo.variants.map(variant => variant.id);
  const fresh = hasFreshIds(world.variantIds, kept);
  return update(context, world, id, { ...lists }, ['varied', [['freshIds', fresh]]]);
}

/** One of several: what becomes of the last one is open (PROD-UPDATE-021). */
export async function dropOption(
  context: Context,
  world: World,
  id: string,
  { of }: Of<'drop option'>,
): Promise<void> {
  const options = optionsOf(world.product(id));
  const dropped = world.at(options, of);
  if (options.length < 2 || !dropped) return;
  const lists = without(world, id, String(dropped.id));
  const left = hasOptions(lists.options.map(option => option.id));
  await update(context, world, id, { ...lists }, ['optionDropped', [['optionDropped', left]]]);
}

export function setModifiers(
  context: Context,
  world: World,
  id: string,
  { of }: Of<'set modifiers'>,
): Promise<void> {
  const before = world.product(id);
  const modifiers = modifiersAt(world, of);
  const left = hasModifiers(modifiers.map(modifier => modifier.id));
  if (modifiers.length > 0)
    return update(context, world, id, { modifiers }, ['modifiersSet', [['modifiersSet', left]]]);
  const kept = world.lost.size === 0 ? keepsVariants(before) : left;
  return update(context, world, id, { modifiers }, [
    'modifiersRemoved',
    [
      ['modifiersRemoved', left],
      ['modifiersRemoved', kept],
    ],
  ]);
}
