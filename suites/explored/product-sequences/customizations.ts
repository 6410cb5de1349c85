/** Steps that rename and delete customizations that products have. */

import type { Answer } from '../../../engine/answer.ts';
import { assertMade } from '../../../engine/given.ts';
import { isAccepted, isRefused } from '../../../engine/matchers/answers.ts';
import { all, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import {
  hasModifiers,
  keepsVariants,
  modifiersOf,
  optionsOf,
  productThat,
} from '../../../engine/matchers/products.ts';
import { productOf } from '../../../engine/product-reading.ts';
import { UndecidedError } from '../../../engine/undecided.ts';
import { COUNTED, isAssignedTo } from '../../products/connected.ts';
import type { Context } from './points.ts';
import { isUntouched } from './products.ts';
import { isAsModelled, showsModelled } from './shown.ts';
import type { World } from './world.ts';

/** Get shows the customization as it must be, and with as many products as have it. */
export async function getCustomization(
  { api, judge, settle }: Context,
  world: World,
  id: string,
): Promise<void> {
  const shown = showsModelled(world, id);
  const counts = isAssignedTo(world.holders(id).length);
  const read = await settle.eventual('assigned-after-create', () => api.get(id, COUNTED), all(shown, counts));
  // A count that lags says nothing of the rest.
  const whole = shown(read) ? await settle.soon('get-after-update', () => api.get(id), shown) : read;
  judge('customization', whole, shown);
  judge('counted', read, counts);
}

/** A customization may be written in the background when products come and go: then the next try has the next revision. */
export async function renameCustomization(
  context: Context,
  world: World,
  id: string,
  tail: string,
): Promise<void> {
  const { api, given, judge, settle } = context;
  const name = given.nameWithTail(tail);
  const isCurrent = showsModelled(world, id);
  const current = await settle.soon('get-after-update', () => api.get(id), isCurrent);
  judge('customization', current, isCurrent);
  const foreseen = world.foreseeUpdate('updateCustomization', id, { name });
  assertMade(foreseen.isAccepted, 'an update that is valid');
  const send = async () => {
    const { revision } = await api.get(id).accepted();
    return api.update(id, { customization: { id, revision, name } });
  };
  const { revision } = (current.member('customization') ?? {}) as { revision?: string };
  const first = await api.update(id, { customization: { id, revision: String(revision), name } });
  const answer = first.isSuccess ? first : await settle.soon('update-after-refusal', send, isAccepted);
  foreseen.take();
  world.renamed.add(id);
  judge('customizationRenamed', answer, showsModelled(world, id));
  const isRenamed = showsName(id, name);
  for (const holder of world.holders(id)) {
    const read = await settle.eventual('product-after-rename', () => api.products.get(holder), isRenamed);
    judge('renameReaches', read, isRenamed);
    // As long as it shows the old name, it could not be told how to name the choices of its variants.
    if (isRenamed(read)) throw new UndecidedError('not-settled', 'a product does not show the new name');
    reread(world, holder, read);
    judge('got', read, isAsModelled(world, holder));
  }
}

const showsName = (id: string, name: string): Matcher<Answer> =>
  productThat(product => {
    const found = [...optionsOf(product), ...modifiersOf(product)].find(one => one.id === id);
    return unless(found?.name === name, `an option or modifier named "${name}"`, found?.name);
  });

/** Something was done to the product from elsewhere: it has the revision that it shows now, and perhaps soon another. */
export function reread(world: World, id: string, read: Answer): void {
  const shown = productOf(read);
  if (shown) world.adopt('product', shown);
  world.touched.add(id);
}

/** @param isKnown whether the target was seen to count the products already */
export async function deleteCustomization(
  context: Context,
  world: World,
  id: string,
  isKnown = false,
): Promise<void> {
  if (!world.isOption(id)) return deleteModifier(context, world, id);
  const holders = world.holders(id);
  if (holders.length === 0) return deleteFree(context, world, id);
  const { api, judge, settle } = context;
  if (!isKnown) await assignmentsKnown(context, world, id);
  const answer = await api.delete(id, 'a product has the option');
  judge(world.released.has(id) ? 'stillHeld' : 'held', answer, isRefused);
  const shown = showsModelled(world, id);
  judge('unchanged', await settle.soon('get-after-refusal', () => api.get(id), shown), shown);
  for (const holder of holders.slice(0, 1)) await isUntouched(context, world, holder, 'unchanged');
}

/** What is refused because of an assignment, may only be refused once it is known. */
export async function assignmentsKnown({ api, settle }: Context, world: World, id: string): Promise<void> {
  const all_ = isAssignedTo(world.holders(id).length);
  await settle.eventual('assigned-after-create', () => api.get(id, COUNTED), all_);
}

async function deleteFree({ api, judge, settle }: Context, world: World, id: string): Promise<void> {
  const wasHeld = world.everHeld.has(id);
  const remove = () => api.delete(id);
  const answer = wasHeld ? await settle('delete-after-release', remove, isAccepted) : await remove();
  judge(wasHeld ? 'freed' : 'unassigned', answer, isAccepted);
  world.foresee({ operation: 'deleteCustomization', customizationId: id }).take();
  world.bury('customization', id);
}

async function deleteModifier(context: Context, world: World, id: string): Promise<void> {
  const { api, judge } = context;
  const holders = world.holders(id);
  judge('modifierDeleted', await api.delete(id), isAccepted);
  world.foresee({ operation: 'deleteCustomization', customizationId: id }).take();
  world.bury('customization', id);
  for (const holder of holders) await lacksModifier(context, world, holder);
}

/** The product has the modifiers that are left, and all else as it was. */
export async function lacksModifier(
  { api, judge, settle }: Context,
  world: World,
  id: string,
): Promise<void> {
  const view = world.product(id);
  const left = hasModifiers(modifiersOf(view).map(modifier => modifier.id));
  const whole = isAsModelled(world, id);
  const read = await settle('product-after-modifier', () => api.products.get(id), whole);
  judge('modifierLeaves', read, left);
  if (world.lost.size === 0) judge('optionsStay', read, keepsVariants(view));
  judge('othersStay', read, whole);
  reread(world, id, read);
}
