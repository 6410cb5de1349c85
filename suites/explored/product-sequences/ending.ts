/** How every sequence ends: all is read once more, and deleted; what is held until then is free at last. */
import { isAccepted, isRefused } from '../../../engine/matchers/answers.ts';
import { compare } from '../../../engine/matchers/compare.ts';
import { all } from '../../../engine/matchers/matcher.ts';
import { listsProducts, productsIn } from '../../../engine/matchers/product-pages.ts';
import { modifiersOf, optionsOf } from '../../../engine/matchers/products.ts';
import { deleteCustomization, getCustomization, lacksModifier } from './customizations.ts';
import type { Context } from './points.ts';
import { get, remove } from './products.ts';
import type { World } from './world.ts';

/** Query shows the products that live, and those that have the customization. */
export async function list({ api, judge, settle }: Context, world: World, id?: string): Promise<void> {
  const { products, gone } = world;
  const query = (filter: object) => () =>
    api.products.query({ query: { filter, cursorPaging: { limit: 100 } } } as never);
  const byId = query({ id: { $in: [...products, ...gone] } });
  const current = all(listsProducts(products.map(one => ({ id: one }))), answer => {
    const shown = new Map(productsIn(answer).map(item => [item.id, item]));
    return products.map(one => compare(listed(world, one), shown.get(one))).find(Boolean);
  });
  if (products.length + gone.length > 0)
    judge('listed', await settle.eventual('query-products-after-create', byId, current), current);
  if (id === undefined || !world.isOption(id)) return;
  const holders = listsProducts(world.holders(id).map(one => ({ id: one })));
  const byOption = query({ 'options.id': { $hasSome: [id] } });
  judge('holders', await settle.eventual('query-products-after-create', byOption, holders), holders);
}

function listed(world: World, id: string): object {
  const view = world.product(id);
  const named = (one: object) => ({ id: (one as { id: unknown }).id, name: (one as { name: unknown }).name });
  return { name: view.name, options: optionsOf(view).map(named), modifiers: modifiersOf(view).map(named) };
}

/** Deletes modifiers first, which leave the products, then the products, then the options that they held. */
export async function end(context: Context, world: World): Promise<void> {
  const { api, judge } = context;
  for (const id of world.products) await get(context, world, id);
  for (const id of world.customizations) await getCustomization(context, world, id, world.isOption(id));
  const held = world.customizations.find(id => world.isOption(id) && world.holders(id).length > 0);
  if (held !== undefined) {
    const answer = await api.delete(held, 'a product has the option');
    judge(world.released.has(held) ? 'stillHeld' : 'held', answer, isRefused);
  }
  await deleteModifiers(context, world);
  for (const id of world.products) await remove(context, world, id, true);
  for (const id of world.customizations) await deleteCustomization(context, world, id);
}

/** Products are looked at once, when all are gone. */
async function deleteModifiers(context: Context, world: World): Promise<void> {
  const { api, judge } = context;
  const modifiers = world.customizations.filter(id => !world.isOption(id));
  const holders = new Set(modifiers.flatMap(id => world.holders(id)));
  for (const id of modifiers) {
    judge('modifierDeleted', await api.delete(id), isAccepted);
    world.foresee({ operation: 'deleteCustomization', customizationId: id }).take();
    world.bury('customization', id);
  }
  for (const id of holders) await lacksModifier(context, world, id);
}
