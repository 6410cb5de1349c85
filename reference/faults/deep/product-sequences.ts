/** Faults that only a sequence of operations on products and their customizations brings to light. */
import type { Call, Reply } from '../../../specs/operations.ts';
import type { Handle } from '../../wire.ts';
import { type Fault, fault, rules } from '../fault.ts';
import {
  choicesIn,
  counted,
  modifiersIn,
  optionsIn,
  storedProduct,
  UPDATE,
  variantsIn,
} from '../products/tools.ts';
import { around, edited, envelope, type Json, list, object, objects } from '../tools.ts';

const DELETE = 'deleteProduct';
const DELETE_CUSTOMIZATION = 'deleteCustomization';
const RENAME_CUSTOMIZATION = 'updateCustomization';
const REMOVE = 'removeCustomizationChoices';

const HELD = 'NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT';
const USED = 'CHOICE_ASSIGNED_TO_PRODUCT';

type What = 'rename' | 'vary' | 'drop' | 'modifiers';

/** What an update is about. */
function whatOf(patch: Json, before: Json): What | undefined {
  if (patch.variantsInfo !== undefined)
    return list(patch.options).length < optionsIn(before).length ? 'drop' : 'vary';
  if (patch.modifiers !== undefined) return 'modifiers';
  return patch.name === undefined ? undefined : 'rename';
}

interface Moment {
  next: Handle;
  call: Call;
  /** The product a call is about, before it; and what updates there were, the last one first. */
  before: Json | undefined;
  past: readonly What[];
  what: What | undefined;
}

/** A defect that knows what was done to each product before. */
const knowing = (make: () => (moment: Moment) => Reply) =>
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
function patched({ next, call }: Moment, edit: (patch: Json) => void): Reply {
  const copy = structuredClone(call);
  const patch = object(object(copy.body)?.product);
  if (patch) edit(patch);
  return next(copy);
}

/** Once `lets` has named options, they cannot be deleted. */
const neverFree = (lets: (moment: Moment) => unknown[]) =>
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

const idsOf = (all: readonly Json[]): unknown[] => all.map(({ id }) => id);

/** The options that an update leaves out. */
function droppedBy({ call, before, what }: Moment): unknown[] {
  if (what !== 'drop' || !before) return [];
  const kept = idsOf(objects(object(object(call.body)?.product)?.options));
  return idsOf(optionsIn(before)).filter(id => !kept.includes(id));
}

const usedIn = (product: Json): Set<unknown> =>
  new Set(
    variantsIn(product).flatMap(({ choices }) =>
      objects(choices).map(choice => object(choice.optionChoiceIds)?.choiceId),
    ),
  );

/** Products that have a customization, as the model shows them. */
function productsWith(next: Handle, id: unknown): Json[] {
  const search = { filter: { 'modifiers.id': { $hasSome: [id] } }, cursorPaging: { limit: 100 } };
  return objects(object(next({ operation: 'searchProducts', body: { search } }).body)?.products);
}

/** Modifiers that `stays` names are shown on, as they were before a call. */
const stuck = (
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

const modifierOn = (product: Json, id: unknown): Json[] => modifiersIn(product).filter(one => one.id === id);

export const productSequenceFaults: Fault[] = [
  fault(
    'option-held-by-a-renamed-product-for-ever',
    'PROD-DELETE-010',
    'An option stays held when a product that had it is deleted after two renames.',
    neverFree(({ call, before, past }) =>
      call.operation === DELETE && before && past.filter(what => what === 'rename').length >= 2
        ? idsOf(optionsIn(before))
        : [],
    ),
  ),
  fault(
    'option-dropped-by-renamed-held-for-ever',
    ['PROD-DELETE-010', 'PROD-UPDATE-018'],
    'An option that a product drops after a rename stays held for ever.',
    neverFree(moment => (moment.past.includes('rename') ? droppedBy(moment) : [])),
  ),
  fault(
    'option-dropped-by-one-free',
    ['PROD-DELETE-009', 'PROD-DELETE-006'],
    'An option that one product drops can be deleted while another one has it.',
    knowing(() => {
      const free = new Set<unknown>();
      return moment => {
        const { next, call } = moment;
        const dropped = droppedBy(moment);
        const reply = next(call);
        if (reply.status < 300) for (const id of dropped) free.add(id);
        const isHeld = call.operation === DELETE_CUSTOMIZATION && reply.status >= 400;
        return isHeld && free.has(call.customizationId) ? { status: 200, body: {} } : reply;
      };
    }),
  ),
  fault(
    'deleted-modifier-stays-on-renamed',
    ['PROD-DELETE-014', 'PROD-DELETE-013'],
    'A deleted modifier stays on products that were renamed before.',
    stuck(({ next, call }, renamed) =>
      call.operation === DELETE_CUSTOMIZATION
        ? productsWith(next, call.customizationId)
            .filter(({ id }) => renamed.has(id))
            .flatMap(product =>
              modifierOn(product, call.customizationId).map((one): [unknown, Json] => [product.id, one]),
            )
        : [],
    ),
  ),
  fault(
    'removed-modifier-choice-stays-on-second',
    'PROD-DELETE-024',
    'Of several products that have a modifier, the first alone loses a choice of it.',
    stuck(({ next, call }) =>
      call.operation === REMOVE
        ? productsWith(next, call.customizationId)
            .slice(1)
            .flatMap(product =>
              modifierOn(product, call.customizationId).map((one): [unknown, Json] => [product.id, one]),
            )
        : [],
    ),
  ),
  fault(
    'modifiers-set-go-together',
    'PROD-DELETE-016',
    'Where an update set the modifiers, one that is deleted takes the others along.',
    rules(sound => {
      const set = new Set<string>();
      return {
        visibilitySynced(product, write) {
          if (!write.created && write.product.modifiers !== undefined) set.add(product.id);
          return sound.visibilitySynced(product, write);
        },
        modifierDropped: (after, before) => ({
          ...sound.modifierDropped(after, before),
          ...(set.has(after.id) && { modifiers: [] }),
        }),
      };
    }),
  ),
  fault(
    'rename-brings-modifiers-back',
    ['PROD-UPDATE-007', 'PROD-UPDATE-001'],
    'A rename brings modifiers back that an update took away.',
    knowing(() => {
      const former = new Map<unknown, Json[]>();
      return moment => {
        const { next, call, before, what } = moment;
        const { productId } = call;
        const back = former.get(productId) ?? [];
        if (what === 'modifiers' && before) former.set(productId, [...back, ...modifiersIn(before)]);
        if (what !== 'rename' || !before || back.length === 0) return next(call);
        const now = modifiersIn(before);
        const known = new Map([...back, ...now].map(one => [one.id, one]));
        const all = [...known.values()].filter(({ id }) => counted(next, String(id)));
        const bare = ({ key, ...one }: Json): Json => ({
          ...one,
          ...(one.choicesSettings !== undefined && {
            choicesSettings: {
              choices: choicesIn(one).map(({ choiceId, choiceType, name }) => ({
                choiceId,
                choiceType,
                name,
              })),
            },
          }),
          ...(one.freeTextSettings !== undefined && {
            freeTextSettings: { minCharCount: 0, maxCharCount: 20 },
          }),
        });
        return patched(moment, patch => {
          patch.modifiers = all.map(bare);
        });
      };
    }),
  ),
  fault(
    'rename-after-variants-keeps-revision',
    'PROD-UPDATE-002',
    'The first rename after the variants were changed raises no revision.',
    rules(sound => {
      const varied = new Set<string>();
      let keeps = false;
      return {
        visibilitySynced(product, write) {
          const { name, variantsInfo } = write.product;
          keeps =
            !write.created && name !== undefined && variantsInfo === undefined && varied.has(product.id);
          if (keeps) varied.delete(product.id);
          if (!write.created && variantsInfo !== undefined) varied.add(product.id);
          return sound.visibilitySynced(product, write);
        },
        nextProductRevision: revision => (keeps ? revision : sound.nextProductRevision(revision)),
      };
    }),
  ),
  fault(
    'option-dropped-after-rename-levels-prices',
    ['PROD-UPDATE-016', 'PROD-VARIANT-023'],
    'When a product that was renamed drops an option, its variants all get the price of the first.',
    knowing(() => moment => {
      if (moment.what !== 'drop' || !moment.past.includes('rename')) return moment.next(moment.call);
      return patched(moment, patch => {
        const [first, ...others] = variantsIn(patch);
        for (const variant of others) variant.price = structuredClone(first?.price);
      });
    }),
  ),
  fault(
    'variants-of-renamed-get-new-ids',
    'PROD-UPDATE-012',
    'Variants that are sent with their ids after a rename get new ones.',
    knowing(() => moment => {
      const { next, call, past, what } = moment;
      if (what !== 'vary' || !past.includes('rename')) return next(call);
      return patched(moment, patch => {
        for (const variant of variantsIn(patch)) delete variant.id;
      });
    }),
  ),
  fault(
    'choice-of-dropped-variant-stays-used',
    ['PROD-DELETE-020', 'PROD-DELETE-022'],
    'A choice stays in use after its variant was dropped by an update that was not the first.',
    knowing(() => {
      const used = new Set<unknown>();
      return moment => {
        const { next, call, before, past, what } = moment;
        if (call.operation === REMOVE && list(object(call.body)?.choiceIds).some(id => used.has(id)))
          return envelope(428, USED);
        const reply = next(call);
        const after = what === 'vary' ? object(object(reply.body)?.product) : undefined;
        if (!before || !after || reply.status >= 300 || past.length === 0) return reply;
        const now = usedIn(after);
        for (const id of usedIn(before)) if (!now.has(id)) used.add(id);
        return reply;
      };
    }),
  ),
  fault(
    'choices-of-renamed-option-not-used',
    ['PROD-DELETE-017', 'CUST-CHOICES-REMOVE-017'],
    'A choice that a variant has can be removed once its option was renamed.',
    knowing(() => {
      const renamed = new Set<unknown>();
      return ({ next, call }) => {
        const reply = next(call);
        if (call.operation === RENAME_CUSTOMIZATION && reply.status < 300) renamed.add(call.customizationId);
        if (call.operation !== REMOVE || reply.status !== 428 || !renamed.has(call.customizationId))
          return reply;
        return next({ operation: 'getCustomization', customizationId: call.customizationId });
      };
    }),
  ),
];
