/** What faults of sequences on products are written in: what was done to each product before. */
import type { Call, Reply } from '../../../specs/operations.ts';
import type { Handle } from '../../wire.ts';
import { modifiersIn, optionsIn, storedProduct, UPDATE, variantsIn } from '../products/tools.ts';
import { around, edited, envelope, type Json, list, object, objects } from '../tools.ts';

export const DELETE_CUSTOMIZATION = 'deleteCustomization';

const HELD = 'NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT';

type What = 'rename' | 'vary' | 'drop' | 'modifiers';

/** What an update is about. */
function whatOf(patch: Json, before: Json): What | undefined {
  if (patch.variantsInfo !== undefined)
    return list(patch.options).length < optionsIn(before).length ? 'drop' : 'vary';
  if (patch.modifiers !== undefined) return 'modifiers';
  return patch.name === undefined ? undefined : 'rename';
}

export interface Moment {
  next: Handle;
  call: Call;
  /** The product a call is about, before it; and what updates there were, the last one first. */
  before: Json | undefined;
  past: readonly What[];
  what: What | undefined;
}

/** A defect that knows what was done to each product before. */
export const knowing = (make: () => (moment: Moment) => Reply) =>
  around(next => {
    const answer = make();
    const pasts = new Map<string, What[]>();
    return call => {
      const { productId } = call;
      const before = productId === undefined ? undefined : storedProduct(next, productId);
      const patch = call.operation === UPDATE ? object(object(call.body)?.product) : undefined;
      const what = patch && before ? whatOf(patch, before) : undefined;
      const past = pasts.get(productId ?? '') ?? [];
      const reply = answer({ next, call, before, past, what });
      if (what && productId !== undefined && reply.status < 300) pasts.set(productId, [what, ...past]);
      return reply;
    };
  });

/** The patch of an update is changed before it is carried out. */
export function patched({ next, call }: Moment, edit: (patch: Json) => void): Reply {
  const copy = structuredClone(call);
  const patch = object(object(copy.body)?.product);
  if (patch) edit(patch);
  return next(copy);
}

/** Once `lets` has named options, they cannot be deleted. */
export const neverFree = (lets: (moment: Moment) => unknown[]) =>
  knowing(() => {
    const held = new Set<unknown>();
    return moment => {
      const { next, call } = moment;
      if (call.operation === DELETE_CUSTOMIZATION && held.has(call.customizationId))
        return envelope(428, HELD);
      const named = lets(moment);
      const reply = next(call);
      if (reply.status < 300) for (const id of named) held.add(id);
      return reply;
    };
  });

export const idsOf = (all: readonly Json[]): unknown[] => all.map(({ id }) => id);

/** The options that an update leaves out. */
export function droppedBy({ call, before, what }: Moment): unknown[] {
  if (what !== 'drop' || !before) return [];
  const kept = idsOf(objects(object(object(call.body)?.product)?.options));
  return idsOf(optionsIn(before)).filter(id => !kept.includes(id));
}

export const usedIn = (product: Json): Set<unknown> =>
  new Set(
    variantsIn(product).flatMap(({ choices }) =>
      objects(choices).map(choice => object(choice.optionChoiceIds)?.choiceId),
    ),
  );

/** Products that have a customization, as the model shows them. */
export function productsWith(next: Handle, id: unknown): Json[] {
  const search = { filter: { 'modifiers.id': { $hasSome: [id] } }, cursorPaging: { limit: 100 } };
  return objects(object(next({ operation: 'searchProducts', body: { search } }).body)?.products);
}

/** Modifiers that `stays` names are shown on, as they were before a call. */
export const stuck = (
  stays: (moment: Moment, renamed: ReadonlySet<unknown>) => [product: unknown, modifier: Json][],
) =>
  knowing(() => {
    const kept = new Map<unknown, Json[]>();
    const renamed = new Set<unknown>();
    return moment => {
      const { next, call, what } = moment;
      const staying = stays(moment, renamed);
      const reply = next(call);
      if (reply.status >= 300) return reply;
      if (what === 'rename') renamed.add(call.productId);
      for (const [product, modifier] of staying) kept.set(product, [...(kept.get(product) ?? []), modifier]);
      return edited(reply, ({ body }) => {
        const product = object(object(body)?.product);
        const old = product && kept.get(product.id);
        if (!product || !old) return;
        const ids = idsOf(old);
        product.modifiers = [...modifiersIn(product).filter(({ id }) => !ids.includes(id)), ...old];
      });
    };
  });

export const modifierOn = (product: Json, id: unknown): Json[] =>
  modifiersIn(product).filter(one => one.id === id);
