/** Steps that create, rename, get and delete products, and what all updates share. */
import type { Answer } from '../../../engine/answer.ts';
import { deliberately } from '../../../engine/change.ts';
import { assertMade } from '../../../engine/given.ts';
import { hasStatus, isAccepted, isRefused } from '../../../engine/matchers/answers.ts';
import { all, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import {
  bumpsProductRevision,
  keepsLists,
  modifiersOf,
  optionsOf,
  productIn,
  productThat,
  showsProduct,
} from '../../../engine/matchers/products.ts';
import { productOf } from '../../../engine/product-reading.ts';
import { UndecidedError } from '../../../engine/undecided.ts';
import { plainCustomization } from '../../../generators/plain-customization.ts';
import { inlineModifierOf, inlineOptionOf } from '../../../generators/product.ts';
import type { ProductPlan, ProductStep } from '../../../generators/product-steps.ts';
import type { NewProduct } from '../../../specs/openapi.types.ts';
import { combined, modifiersAt, optionsAt } from './lists.ts';
import type { Context, Point } from './points.ts';
import { isAsModelled } from './shown.ts';
import type { World } from './world.ts';

/** Choices of what a product creates itself. */
const OWN_CHOICES = ['first', 'second'];

function newProduct({ given }: Context, world: World, plan: ProductPlan): NewProduct {
  const made = plan.own.map(kind => plainCustomization(kind, given.name(), OWN_CHOICES));
  const isOption = ({ customizationType }: { customizationType: string }) =>
    customizationType === 'PRODUCT_OPTION';
  const whole = [...optionsAt(world, plan.of), ...made.filter(isOption).map(inlineOptionOf)];
  const modifiers = [
    ...modifiersAt(world, plan.of),
    ...made.filter(one => !isOption(one)).map(inlineModifierOf),
  ];
  const { options, variantsInfo } = combined(whole, plan, () => ({
    price: { actualPrice: { amount: world.nextPrice() } },
  }));
  return {
    name: given.nameWithTail(plan.tail),
    productType: 'PHYSICAL',
    physicalProperties: {},
    ...(options.length > 0 && { options }),
    ...(modifiers.length > 0 && { modifiers }),
    variantsInfo,
  };
}

/** Where a target does not take what it is referred to, and need not, nothing was created. */
export async function create(context: Context, world: World, plan: ProductPlan): Promise<void> {
  const { api, judge } = context;
  const sent = newProduct(context, world, plan);
  const foreseen = world.foresee({ operation: 'createProduct', body: { product: sent } });
  assertMade(foreseen.isAccepted, 'a product that is valid');
  const call = api.products.create(sent);
  const answer = await call;
  const isReused = ({ id }: { id?: string }) => id !== undefined;
  const point = sent.options?.some(isReused)
    ? 'assigned'
    : sent.modifiers?.some(isReused)
      ? 'modifierAssigned'
      : undefined;
  if (point) judge(point, answer, isAccepted);
  if (point && isRefused(answer) === undefined) return;
  judge('created', answer, isAccepted);
  const taken = new Set([...world.products, ...world.gone]);
  judge(
    'ownId',
    answer,
    productThat(({ id }) => unless(!taken.has(String(id)), 'an id nobody had', id)),
  );
  foreseen.take();
  world.meet('product', foreseen, productIn(answer));
  const after = await call.accepted();
  judge('created', answer, isAsModelled(world, after.id));
  for (const { id } of [...optionsOf(after), ...modifiersOf(after)]) {
    const isOwn = !world.customizations.includes(String(id));
    if (isOwn) world.adopt('customization', { id: String(id), revision: '1' });
  }
  world.adopt('product', after);
}

/** What an update is to show beside the whole product, each under its point. */
type Expected = [Point, Matcher<Answer>][];

/** Updates with the current revision. */
export async function update(
  context: Context,
  world: World,
  id: string,
  patch: Record<string, unknown>,
  [point, expected]: [Point, Expected],
): Promise<void> {
  const { judge } = context;
  const foreseen = world.foreseeUpdate('updateProduct', id, patch);
  assertMade(foreseen.isAccepted, 'an update that is valid');
  const before = world.revisionOf(id);
  const { answer, isFirst } = await sent(context, world, id, patch);
  judge(point, answer, isAccepted);
  if (isFirst) judge('revised', answer, bumpsProductRevision({ revision: before }));
  foreseen.take();
  for (const [name, matcher] of expected) judge(name, answer, matcher);
  world.meet('product', foreseen, productIn(answer));
  judge(point, answer, isAsModelled(world, id));
  const after = productOf(answer);
  if (!after) throw new UndecidedError('control-refused', 'the update shows no product', answer.exchange);
  world.adopt('product', after);
  world.touched.delete(id);
}

/**
 * The answer to an update. What was done to a product in the background may come between reading and writing: then the next
 * try has the next revision (PROD-DELETE-029).
 */
async function sent(
  { api, judge, settle }: Context,
  world: World,
  id: string,
  patch: Record<string, unknown>,
): Promise<{ answer: Answer; isFirst: boolean }> {
  const send = (revision: string) => api.products.update(id, { product: { id, revision, ...patch } });
  const first = await send(world.revisionOf(id));
  if (!world.touched.has(id)) return { answer: first, isFirst: true };
  const again = async () => send((await api.products.get(id).accepted()).revision);
  const answer = first.isSuccess ? first : await settle.soon('update-after-modifier', again, isAccepted);
  judge('writable', answer, isAccepted);
  return { answer, isFirst: first.isSuccess };
}

type Rename = Pick<Extract<ProductStep, { do: 'rename' }>, 'tail' | 'stale'>;

export async function rename(context: Context, world: World, id: string, step: Rename): Promise<void> {
  const { api, given, judge } = context;
  const name = given.nameWithTail(step.tail);
  if (!step.stale) {
    const kept: Expected = world.lost.size === 0 ? [['listsKept', keepsLists(world.product(id))]] : [];
    return update(context, world, id, { name }, [
      'renamed',
      [['renamed', showsProduct({ id, name })], ...kept],
    ]);
  }
  const body = { product: { id, revision: anotherRevision(world.revisionOf(id)), name } };
  const answer = await api.products.update(id, deliberately(body, 'the revision is not the current one'));
  judge('renameRefused', answer, isRefused);
  await isUntouched(context, world, id, 'renameUndone');
}

/** A revision that the product had before, or will have. */
function anotherRevision(revision: string): string {
  const now = BigInt(revision);
  return String(now > 1n ? now - 1n : now + 1n);
}

/** After something was refused the product is as it was. */
export async function isUntouched(
  { api, judge, settle }: Context,
  world: World,
  id: string,
  point: Point,
): Promise<void> {
  const revision = world.touched.has(id) ? {} : { revision: world.revisionOf(id) };
  const same = all(isAsModelled(world, id), showsProduct(revision));
  judge(point, await settle.soon('get-after-refusal', () => api.products.get(id), same), same);
}

/** Get shows the product as it must be. */
export async function get({ api, judge, settle }: Context, world: World, id: string): Promise<void> {
  const same = isAsModelled(world, id);
  const read = await settle.soon('get-after-update', () => api.products.get(id), same);
  judge('got', read, same);
  const shown = productOf(read);
  if (shown && world.touched.has(id)) world.adopt('product', shown);
}

export async function remove(
  { api, judge, settle }: Context,
  world: World,
  id: string,
  isLast = false,
): Promise<void> {
  judge('deleted', await api.products.delete(id), isAccepted);
  world.foresee({ operation: 'deleteProduct', productId: id }).take();
  world.bury('product', id);
  if (isLast) return;
  const read = await settle.soon('get-after-delete', () => api.products.get(id), hasStatus(404));
  judge('gone', read, hasStatus(404));
}
