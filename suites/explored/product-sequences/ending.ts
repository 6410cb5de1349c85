/** How every sequence ends: all is read once more, and deleted; what is held until then is free at last. */
import { isAccepted, isRefused } from '../../../engine/matchers/answers.ts';
import { compare } from '../../../engine/matchers/compare.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import { all } from '../../../engine/matchers/matcher.ts';
import { listsProducts, productsIn } from '../../../engine/matchers/product-pages.ts';
import { modifiersOf, optionsOf } from '../../../engine/matchers/products.ts';
import { removeFree } from './choices.ts';
import { deleteCustomization, getCustomization, lacksModifier } from './customizations.ts';
import type { Context } from './points.ts';
import { get, remove, rename } from './products.ts';
import type { World } from './world.ts';

/** Query shows the products that live, and those that have the customization. */
export async function list({ api, judge, settle }: Context, world: World, id?: string): Promise<void> {
  const { products, gone } = world;
  const query = (filter: Record<string, unknown>) => () =>
    api.products.query({ query: { filter, cursorPaging: { limit: 100 } } });
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

/**
 * Whatever was done to a product, one more update changes no more than it says. Then modifiers are deleted, which leave the
 * products, then these, and at last the options that they held.
 */
export async function end(context: Context, world: World): Promise<void> {
  for (const id of world.products) {
    await rename(context, world, id, { tail: '', stale: false });
    await get(context, world, id);
  }
  // Modifiers are free to go: nobody depends on how many products are counted for them.
  const options = world.customizations.filter(id => world.isOption(id));
  for (const id of options) await getCustomization(context, world, id);
  await removeReleased(context, world);
  await tryHeld(context, world);
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

/** Choices that a variant had, and that nothing lists any more, are free; one must stay (PROD-DELETE-025). */
async function removeReleased(context: Context, world: World): Promise<void> {
  for (const id of world.customizations.filter(one => world.isOption(one))) {
    const choices = choicesOf(world.customization(id));
    const isReleased = (choice: string) => world.everUsed.has(choice) && world.useOf(choice) === 'none';
    const released = choices.filter(choice => isReleased(String(choice.id)));
    const going = released.slice(0, choices.length - 1);
    if (going.length > 0) await removeFree(context, world, { id, choices: going });
  }
}

/** What is in use stays: best an option that one product let go, and a choice of one that was renamed. */
async function tryHeld({ api, judge }: Context, world: World): Promise<void> {
  const held = world.customizations.filter(id => world.isOption(id) && world.holders(id).length > 0);
  const id = held.find(one => world.released.has(one)) ?? held[0];
  if (id === undefined) return;
  const answer = await api.delete(id, 'a product has the option');
  judge(world.released.has(id) ? 'stillHeld' : 'held', answer, isRefused);
  const owner = held.find(one => world.renamed.has(one)) ?? id;
  const choices = choicesOf(world.customization(owner)).map(choice => String(choice.id));
  const choiceIds = choices.filter(choice => world.useOf(choice) === 'variant').slice(0, 1);
  const difference = 'a variant has the choice';
  judge('choiceHeld', await api.removeChoices(owner, { body: { choiceIds }, difference }), isRefused);
}
