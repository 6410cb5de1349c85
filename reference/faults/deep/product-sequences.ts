/** Faults that only a sequence of operations on products and their customizations brings to light. */
import { type Fault, fault, rules } from '../fault.ts';
import { choicesIn, counted, modifiersIn, optionsIn, variantsIn } from '../products/tools.ts';
import { envelope, type Json, list, object } from '../tools.ts';
import {
  DELETE_CUSTOMIZATION,
  droppedBy,
  idsOf,
  knowing,
  modifierOn,
  neverFree,
  patched,
  productsWith,
  stuck,
  usedIn,
} from './product-history.ts';

const DELETE = 'deleteProduct';
const RENAME_CUSTOMIZATION = 'updateCustomization';
const REMOVE = 'removeCustomizationChoices';

const USED = 'CHOICE_ASSIGNED_TO_PRODUCT';

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
