/** Defects of deletion: of products, and of what products have. */
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import { refusals } from '../tools.ts';
import {
  answers,
  around,
  choicesIn,
  counted,
  envelope,
  type Json,
  list,
  modifiersIn,
  object,
  objects,
  only,
  optionsIn,
  productIn,
  products,
  refusesWhen,
  remembering,
  storedProduct,
  UPDATE,
  variantsIn,
} from './tools.ts';

const row = rowsOf('PROD-DELETE');
const DELETE = 'deleteProduct';
const DELETE_CUSTOMIZATION = 'deleteCustomization';
const REMOVE = 'removeCustomizationChoices';
const SET = 'setCustomizationChoices';

const isOption = ({ customizationType }: Json): boolean => customizationType === 'PRODUCT_OPTION';
const isUsed = ({ assignedProductsCount }: Json): boolean => Number(assignedProductsCount) > 0;

/** After a product is deleted, what it had is deleted as well. */
const takesAlong = (listOf: (product: Json) => Json[]) =>
  only(DELETE, (next, call) => {
    const before = storedProduct(next, call.productId) ?? {};
    const reply = next(call);
    for (const { id } of listOf(before)) {
      next({ operation: DELETE_CUSTOMIZATION, customizationId: String(id) });
    }
    return reply;
  });

const deletions = (edit: (body: Json, reply: { status: number; body: unknown }) => void) =>
  answers(DELETE, (body, reply) => edit(body, reply));

/** A deleted product can still be read. */
const staysReadable = around(next => {
  const gone = new Map<unknown, Json>();
  return call => {
    const before = call.operation === DELETE ? storedProduct(next, call.productId) : undefined;
    const reply = next(call);
    if (before && reply.status < 300) gone.set(call.productId, before);
    const kept =
      call.operation === 'getProduct' && reply.status === 404 ? gone.get(call.productId) : undefined;
    return kept ? { status: 200, body: { product: kept } } : reply;
  };
});

/** A deleted product is still listed. */
const staysListed = around(next => {
  const gone: Json[] = [];
  return call => {
    const before = call.operation === DELETE ? storedProduct(next, call.productId) : undefined;
    const reply = structuredClone(next(call));
    if (before) gone.push(before);
    const body = object(reply.body);
    const asked = JSON.stringify(call.body ?? {});
    if (call.operation === 'queryProducts' && reply.status < 300 && body) {
      const back = gone.filter(({ id }) => asked.includes(String(id)));
      body.products = [...list(body.products), ...back.map(({ variantsInfo, ...rest }) => rest)];
    }
    return reply;
  };
});

/** A code in refusals is replaced by another. */
const recoded = (operation: typeof DELETE_CUSTOMIZATION | typeof REMOVE | typeof SET) =>
  refusals(operation, body => {
    const { applicationError, validationError } = object(body.details) ?? {};
    const application = object(applicationError);
    if (application) application.code = 'IN_USE';
    for (const violation of objects(object(validationError)?.fieldViolations)) violation.ruleName = 'IN_USE';
  });

/** A refused deletion of an option is carried out in part. */
const touchesOption = only(DELETE_CUSTOMIZATION, (next, call) => {
  const reply = next(call);
  const own = counted(next, call.customizationId);
  if (reply.status < 400 || !own) return reply;
  const { id, revision, name } = own;
  const body = { customization: { id, revision, name: `${name}`.slice(0, 50) } };
  next({ operation: 'updateCustomization', customizationId: call.customizationId, body });
  return reply;
});

/** A refused deletion of an option takes the option's product down a peg. */
const touchesProduct = only(DELETE_CUSTOMIZATION, (next, call) => {
  const reply = next(call);
  if (reply.status < 400) return reply;
  const filter = { 'options.id': { $hasSome: [call.customizationId] } };
  const found = object(next({ operation: 'queryProducts', body: { query: { filter } } }).body);
  for (const { id, revision } of objects(found?.products)) {
    next({ operation: UPDATE, productId: String(id), body: { product: { id, revision, visible: false } } });
  }
  return reply;
});

/** Options that ever were on a product that is gone are free. */
const freedByFirst = around(next => {
  const free = new Set<unknown>();
  return call => {
    if (call.operation === DELETE) {
      for (const { id } of optionsIn(storedProduct(next, call.productId) ?? {})) free.add(id);
    }
    const reply = next(call);
    const refused = call.operation === DELETE_CUSTOMIZATION && reply.status >= 400;
    return refused && free.has(call.customizationId) ? { status: 200, body: {} } : reply;
  };
});

/** Options that ever were on a product cannot be deleted. */
const heldForEver = remembering((next, call, { assigned }) =>
  call.operation === DELETE_CUSTOMIZATION &&
  assigned.has(call.customizationId) &&
  isOption(counted(next, call.customizationId) ?? {})
    ? envelope(428)
    : next(call),
);

/** Only options that were on a product can be deleted. */
const neverAssignedStays = remembering((next, call, { assigned }) =>
  call.operation === DELETE_CUSTOMIZATION &&
  !assigned.has(call.customizationId) &&
  isOption(counted(next, call.customizationId) ?? {})
    ? envelope(428)
    : next(call),
);

/** A deleted modifier stays on products: on all, or on all but the first that is looked at. */
const staysOnProducts = (butTheFirst: boolean) =>
  around(next => {
    const gone = new Set<unknown>();
    const cleared = new Map<unknown, unknown>();
    return call => {
      const { customizationId } = call;
      if (gone.has(customizationId)) return envelope(404, 'CUSTOMIZATION_NOT_FOUND');
      const own = call.operation === DELETE_CUSTOMIZATION ? counted(next, customizationId) : undefined;
      if (own && !isOption(own) && isUsed(own)) {
        gone.add(customizationId);
        return { status: 200, body: {} };
      }
      const reply = structuredClone(next(call));
      const product = productIn(reply);
      if (!butTheFirst || !product) return reply;
      product.modifiers = modifiersIn(product).filter(({ id }) => {
        if (!gone.has(id)) return true;
        if (!cleared.has(id)) cleared.set(id, product.id);
        return cleared.get(id) !== product.id;
      });
      return reply;
    };
  });

/** A used choice is told as removed. */
const saysRemoved = (operation: typeof REMOVE | typeof SET) =>
  only(operation, (next, call) => {
    const reply = next(call);
    const told = /CHOICE_ASSIGNED_TO_PRODUCT/.test(JSON.stringify(reply.body));
    const own = told ? counted(next, call.customizationId) : undefined;
    if (!own) return reply;
    const ids = list(object(call.body)?.choiceIds);
    const { assignedProductsCount, ...customization } = structuredClone(own);
    const settings = object(customization.choicesSettings);
    if (settings) settings.choices = choicesIn(customization).filter(({ id }) => !ids.includes(id));
    return { status: 200, body: { customization } };
  });

/** Choices that a variant ever had cannot be removed. */
const choicesHeldForEver = around(next => {
  const used = new Set<unknown>();
  return call => {
    const ids = call.operation === REMOVE ? list(object(call.body)?.choiceIds) : [];
    if (ids.some(id => used.has(id))) return envelope(428, 'CHOICE_ASSIGNED_TO_PRODUCT');
    const reply = next(call);
    for (const variant of variantsIn(productIn(reply) ?? {})) {
      for (const { optionChoiceIds } of objects(variant.choices)) used.add(object(optionChoiceIds)?.choiceId);
    }
    return reply;
  };
});

/** Products go on showing the choices a modifier had when it was first shown. */
const oldChoices = around(next => {
  const first = new Map<string, unknown>();
  return call => {
    const reply = structuredClone(next(call));
    const product = productIn(reply);
    for (const modifier of modifiersIn(product ?? {})) {
      const key = `${product?.id} ${modifier.id}`;
      const settings = object(modifier.choicesSettings);
      if (!settings) continue;
      if (!first.has(key)) first.set(key, settings.choices);
      settings.choices = first.get(key);
    }
    return reply;
  };
});

/** A product that lost a modifier by itself can no longer be updated. */
const stuckAfterLoss = around(next => {
  const had = new Map<unknown, number>();
  return call => {
    if (call.operation === UPDATE) {
      const now = modifiersIn(storedProduct(next, call.productId) ?? {}).length;
      if (now < (had.get(call.productId) ?? 0)) return envelope(409, 'INVALID_REVISION');
    }
    const reply = next(call);
    const product = productIn(reply);
    if (product && call.operation !== 'getProduct') had.set(product.id, modifiersIn(product).length);
    return reply;
  };
});

/** The number of products that use something never falls. */
const neverFalls = around(next => {
  const most = new Map<unknown, number>();
  return call => {
    const reply = structuredClone(next(call));
    const customization = object(object(reply.body)?.customization);
    if (customization && 'assignedProductsCount' in customization) {
      const count = Math.max(Number(customization.assignedProductsCount), most.get(customization.id) ?? 0);
      most.set(customization.id, count);
      customization.assignedProductsCount = count;
    }
    return reply;
  };
});

const free = rules(() => ({ heldByProducts: () => false }));
const freeChoices = rules(() => ({ choicesHeldByProducts: () => false }));

export const productDeletionFaults: Fault[] = [
  fault(
    'product-delete-202',
    row(1),
    'A product is deleted with 202.',
    deletions((_body, reply) => {
      reply.status = 202;
    }),
  ),
  fault(
    'product-delete-refused',
    row(1),
    'Products cannot be deleted.',
    only(DELETE, () => envelope(428)),
  ),
  fault('product-delete-stays-readable', row(2), 'A deleted product can be read.', staysReadable),
  fault(
    'product-delete-reads-400',
    row(2),
    'A deleted product is answered 400.',
    only('getProduct', (next, call) => {
      const reply = next(call);
      return reply.status === 404 ? { ...reply, status: 400 } : reply;
    }),
  ),
  fault('product-delete-stays-listed', row(3), 'A deleted product is still listed.', staysListed),
  fault(
    'product-delete-takes-options',
    row(4),
    'A deleted product takes its options along.',
    takesAlong(optionsIn),
  ),
  fault(
    'product-delete-takes-modifiers',
    row(5),
    'A deleted product takes its modifiers along.',
    takesAlong(modifiersIn),
  ),
  fault('option-not-held', row(6), 'An option can be deleted while products have it.', free),
  fault('option-not-held-at-all', 'CUST-DELETE-011', 'A used option is deleted.', free),
  fault(
    'option-held-other-code',
    row(7),
    'A used option is refused with a code of its own.',
    recoded(DELETE_CUSTOMIZATION),
  ),
  fault(
    'option-touched-by-refusal',
    row(8),
    'A refused deletion raises the revision of the option.',
    touchesOption,
  ),
  fault(
    'product-touched-by-refusal',
    row(8),
    'A refused deletion of an option hides its product.',
    touchesProduct,
  ),
  fault(
    'option-unreadable-after-refusal',
    'CUST-DELETE-012',
    'An option whose deletion was refused changes.',
    touchesOption,
  ),
  fault('option-freed-by-first', row(9), 'The first product that goes frees its options.', freedByFirst),
  fault('option-held-for-ever', row(10), 'An option that a product had can never be deleted.', heldForEver),
  fault(
    'option-never-assigned-stays',
    row(11),
    'An option that no product had cannot be deleted.',
    neverAssignedStays,
  ),
  fault(
    'modifier-held',
    row(12),
    'A modifier cannot be deleted while products have it.',
    refusesWhen(DELETE_CUSTOMIZATION, own => !isOption(own) && isUsed(own)),
  ),
  fault(
    'modifier-stays-on-products',
    row(13),
    'A deleted modifier stays on products.',
    staysOnProducts(false),
  ),
  fault(
    'modifier-stays-everywhere',
    'CUST-DELETE-013',
    'Products keep a deleted modifier.',
    staysOnProducts(false),
  ),
  fault(
    'modifier-leaves-one-product',
    row(14),
    'A deleted modifier leaves one product only.',
    staysOnProducts(true),
  ),
  fault(
    'modifier-takes-prices',
    row(15),
    'A deleted modifier makes the variants of its products free.',
    rules(() => ({
      modifierDropped: after => ({
        ...after,
        variants: after.variants.map(one => ({ ...one, price: { actualPrice: { amount: '0' } } })),
      }),
    })),
  ),
  fault(
    'modifier-takes-others',
    row(16),
    'A deleted modifier takes the other modifiers of its products along.',
    rules(() => ({ modifierDropped: after => ({ ...after, modifiers: [] }) })),
  ),
  fault('choice-not-held', row(17), 'A choice can be removed while variants have it.', freeChoices),
  fault(
    'choice-not-held-at-all',
    'CUST-CHOICES-REMOVE-017',
    'A used choice is removed.',
    saysRemoved(REMOVE),
  ),
  fault(
    'choice-held-other-code',
    row(18),
    'A used choice is refused with a code of its own.',
    recoded(REMOVE),
  ),
  fault('choice-replaced-while-used', row(19), 'A new list may leave out a used choice.', saysRemoved(SET)),
  fault('choice-replaced-freely', 'CUST-CHOICES-SET-013', 'Used choices are replaced.', freeChoices),
  fault(
    'choice-held-with-its-option',
    row(20),
    'No choice of a used option can be removed.',
    refusesWhen(REMOVE, own => isOption(own) && isUsed(own)),
  ),
  fault(
    'choice-held-for-ever',
    row(22),
    'A choice that a variant had can never be removed.',
    choicesHeldForEver,
  ),
  fault(
    'modifier-choice-held',
    row(23),
    'A choice of a used modifier cannot be removed.',
    refusesWhen(REMOVE, own => !isOption(own) && isUsed(own)),
  ),
  fault(
    'modifier-choice-in-use-held',
    'CUST-CHOICES-REMOVE-018',
    'Modifier choices in use cannot be removed.',
    refusesWhen(REMOVE, own => !isOption(own) && isUsed(own)),
  ),
  fault('modifier-choice-stays', row(24), 'Products go on showing a removed modifier choice.', oldChoices),
  fault(
    'modifier-all-choices',
    row(25),
    'All choices can be removed.',
    rules(() => ({ mayRemain: () => true })),
  ),
  fault(
    'product-stuck-after-loss',
    row(29),
    'A product that lost a modifier cannot be updated.',
    stuckAfterLoss,
  ),
  fault(
    'option-count-never-falls',
    row(30),
    'The number of products that have an option never falls.',
    neverFalls,
  ),
  fault(
    'products-without-first-modifier',
    row(16),
    'Get hides the first of the modifiers.',
    products((product, { operation }) => {
      if (operation === 'getProduct') product.modifiers = modifiersIn(product).slice(1);
    }),
  ),
];
