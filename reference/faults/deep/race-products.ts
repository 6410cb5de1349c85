/** Faults of products and options that are written at once. */
import type { StoredProduct } from '../../../specs/model/products/entity.ts';
import type { Call } from '../../../specs/operations.ts';
import { type Fault, fault } from '../fault.ts';
import { edited, object, objects, shown } from '../tools.ts';
import { forget, keepProduct, pause, race, rehearsed, slow, type Tools, traffic } from './race-tools.ts';

const CREATE = 'createProduct';
const UPDATE = 'updateProduct';
const DELETE = 'deleteProduct';

const productOf = ({ productId }: Call, { model }: Pick<Tools, 'model'>): StoredProduct | undefined =>
  model.products().find(({ id }) => id === productId);

/** Reads before and writes after the pause. Products without options are written in one go. */
const lostUpdate = slow(UPDATE, tools => call => {
  const held = productOf(call, tools);
  if (!held || held.options.length === 0) return undefined;
  const { reply, after } = rehearsed(call, tools);
  const written = after.products.find(({ id }) => id === held.id);
  return pause().then(() => {
    if (reply.status >= 300 || !written || !productOf(call, tools)) return tools.inside(call);
    keepProduct(tools.model, written);
    return reply;
  });
});

/** The loser is refused, and what the winner wrote goes back to what it was. */
const loserUndoes = slow(UPDATE, ({ inside, model }) => {
  const updates = traffic();
  const before = new Map<string, StoredProduct>();
  return call => {
    const held = productOf(call, { model });
    if (!held || held.options.length === 0) return undefined;
    return updates.during(held.id, async () => {
      if (updates.at(held.id) === 1) before.set(held.id, held);
      const reply = inside(call);
      await pause();
      if (reply.status >= 300) keepProduct(model, before.get(held.id) ?? held);
      return reply;
    });
  };
});

/** The options of a product to be created, or of one that is there. */
const optionsSent = (call: Call): string[] =>
  objects(object(object(call.body)?.product)?.options).map(({ id }) => String(id));

/** Looks for its options before the pause, and not again. */
const outlivesOption = slow(CREATE, tools => call => {
  const known = optionsSent(call).filter(id => tools.model.get(id));
  const { reply, after } = rehearsed(call, tools);
  const { id } = object(object(reply.body)?.product) ?? {};
  const written = after.products.find(one => one.id === id);
  return pause().then(() => {
    if (!written || known.every(option => tools.model.get(option))) return tools.inside(call);
    keepProduct(tools.model, written);
    return reply;
  });
});

/** What has just been taken by one more product looks free, and goes although others have it. */
const heldOptionGoes = race((inside, model) => {
  const creations = traffic();
  return call => {
    const { operation, customizationId = '' } = call;
    const [option] = operation === CREATE ? optionsSent(call) : [];
    if (option !== undefined)
      return creations.during(option, async () => {
        await pause();
        return inside(call);
      });
    if (operation !== 'deleteCustomization' || creations.at(customizationId) === 0) return undefined;
    forget(model, customizationId);
    return Promise.resolve({ status: 200, body: {} });
  };
});

/** How many products have an option is counted by reading, pausing and writing: of two at once one is lost. */
const miscounts = (operation: typeof CREATE | typeof DELETE, by: number) =>
  race((inside, model) => {
    const writes = traffic();
    const off = new Map<string, number>();
    return call => {
      const [option] =
        call.operation === CREATE
          ? optionsSent(call)
          : (productOf(call, { model })?.options ?? []).map(({ id }) => id);
      if (call.operation === operation && option !== undefined)
        return writes.during(option, async () => {
          const reply = inside(call);
          if (reply.status < 300 && writes.at(option) > 1) off.set(option, (off.get(option) ?? 0) + by);
          await pause();
          return reply;
        });
      const wrong = off.get(call.customizationId ?? '');
      if (call.operation !== 'getCustomization' || wrong === undefined) return undefined;
      const seen = edited(inside(call), copy => {
        for (const entity of shown(object(copy.body) ?? {})) {
          if (typeof entity.assignedProductsCount === 'number')
            entity.assignedProductsCount = Math.max(0, entity.assignedProductsCount + wrong);
        }
      });
      return Promise.resolve(seen);
    };
  });

export const raceProductFaults: Fault[] = [
  fault(
    'race-product-lost-update',
    'PROD-UPDATE-024',
    'Of two updates at once of a product with options, the second one writes over the first.',
    lostUpdate,
  ),
  fault(
    'race-product-loser-undoes',
    'PROD-UPDATE-005',
    'A refused update of a product with options undoes one that is under way.',
    loserUndoes,
  ),
  fault(
    'race-product-outlives-option',
    'PROD-DELETE-006',
    'An option that is deleted while a product is created with it leaves that product without it.',
    outlivesOption,
  ),
  fault(
    'race-held-option-deleted',
    'PROD-DELETE-006',
    'An option that products have can be deleted while one more is created with it.',
    heldOptionGoes,
  ),
  fault(
    'race-product-creates-miscounted',
    'PROD-OPTION-011',
    'Of products that are created at once with one option not all are counted.',
    miscounts(CREATE, -1),
  ),
  fault(
    'race-product-deletions-miscounted',
    'PROD-DELETE-030',
    'Of products that are deleted at once with one option not all are discounted.',
    miscounts(DELETE, 1),
  ),
];
