/** Defects of Update Product. */
import type { Call, Reply } from '../../../specs/operations.ts';
import type { Handle } from '../../wire.ts';
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import {
  around,
  choicesIn,
  drops,
  envelope,
  type Json,
  list,
  modifiersIn,
  newProducts,
  object,
  objects,
  only,
  optionsIn,
  productIn,
  products,
  refusesProducts,
  storedProduct,
  UPDATE,
  variantsIn,
} from './tools.ts';

const row = rowsOf('PROD-UPDATE');

/** The product that an update is about is changed, knowing what is stored, before the model sees it. */
function patches(edit: (patch: Json, stored: Json) => void) {
  return only(UPDATE, (next, call) => {
    const stored = storedProduct(next, call.productId);
    const copy = structuredClone(call);
    const patch = object(object(copy.body)?.product);
    if (patch && stored) edit(patch, stored);
    return next(copy);
  });
}

/** Updates that fit, knowing what is stored, are refused. */
const refusesPatches = (when: (patch: Json, stored: Json) => boolean, status = 400) =>
  only(UPDATE, (next, call) => {
    const stored = storedProduct(next, call.productId);
    const patch = object(object(call.body)?.product);
    return patch && stored && when(patch, stored) ? envelope(status) : next(call);
  });

/** After an accepted update, something else is done. */
const afterwards = (act: (next: Handle, call: Call, before: Json, reply: Reply) => Reply | undefined) =>
  only(UPDATE, (next, call) => {
    const before = storedProduct(next, call.productId) ?? {};
    const reply = next(call);
    return reply.status < 300 ? (act(next, call, before, reply) ?? reply) : reply;
  });

/** A variant of the product as it is sent: its choices by ids. */
const sentVariant = ({ id, visible, sku, barcode, price, choices, physicalProperties }: Json): Json => ({
  ...{ id, visible, sku, barcode, price, physicalProperties },
  choices: objects(choices).map(({ optionChoiceIds }) => ({ optionChoiceIds })),
});

/** A refused update is carried out in part. */
const carriesOutRefused = only(UPDATE, (next, call) => {
  const reply = next(call);
  const stored = storedProduct(next, call.productId);
  if (reply.status < 400 || !stored) return reply;
  const { id, revision, name } = stored;
  next({ operation: UPDATE, productId: call.productId, body: { product: { id, revision, name } } });
  return reply;
});

/** What is sent in this member of an update is shown from then on. */
const keeps = (member: string) =>
  around(next => {
    const kept = new Map<unknown, unknown>();
    return call => {
      const reply = structuredClone(next(call));
      const sent = call.operation === UPDATE ? object(object(call.body)?.product) : undefined;
      if (sent?.[member] !== undefined && reply.status < 300) kept.set(call.productId, sent[member]);
      const product = productIn(reply);
      if (product && kept.has(product.id)) product[member] = kept.get(product.id);
      return reply;
    };
  });

const combinationOf = (variant: Json): string =>
  objects(variant.choices)
    .map(({ optionChoiceIds }) => JSON.stringify(optionChoiceIds))
    .sort()
    .join();

/** A combination keeps the id of the variant that had it first. */
const reusesIds = around(next => {
  const first = new Map<string, unknown>();
  return call => {
    const reply = structuredClone(next(call));
    const product = productIn(reply);
    for (const variant of variantsIn(product ?? {})) {
      const key = `${product?.id} ${combinationOf(variant)}`;
      if (combinationOf(variant) === '') continue;
      if (!first.has(key)) first.set(key, variant.id);
      variant.id = first.get(key);
    }
    return reply;
  };
});

/** Options that an update took off a product can never be deleted. */
const neverFree = around(next => {
  const dropped = new Set<unknown>();
  return call => {
    if (call.operation === 'deleteCustomization' && dropped.has(call.customizationId)) return envelope(428);
    const before = call.operation === UPDATE ? storedProduct(next, call.productId) : undefined;
    const reply = next(call);
    const left = new Set(optionsIn(productIn(reply) ?? {}).map(({ id }) => id));
    if (before && reply.status < 300)
      for (const { id } of optionsIn(before)) if (!left.has(id)) dropped.add(id);
    return reply;
  };
});

/** The name that a product gave to a choice is shown by the customization. */
const renamesChoices = around(next => {
  const names = new Map<unknown, unknown>();
  return call => {
    const reply = next(call);
    if (call.operation === UPDATE && reply.status < 300) {
      const sent = optionsIn(object(object(call.body)?.product) ?? {}).flatMap(choicesIn);
      for (const { choiceId, name } of sent) if (choiceId !== undefined) names.set(choiceId, name);
    }
    const copy = structuredClone(reply);
    for (const choice of choicesIn(object(object(copy.body)?.customization) ?? {})) {
      if (names.has(choice.id)) choice.name = names.get(choice.id);
    }
    return copy;
  };
});

/** Products go on showing the name their option had when they first showed it. */
const oldNames = around(next => {
  const first = new Map<unknown, unknown>();
  return call => {
    const reply = structuredClone(next(call));
    for (const option of optionsIn(productIn(reply) ?? {})) {
      if (!first.has(option.id)) first.set(option.id, option.name);
      option.name = first.get(option.id);
    }
    return reply;
  };
});

const isRename = (patch: Json): boolean => patch.name !== undefined && !patch.options && !patch.modifiers;

export const productUpdateFaults: Fault[] = [
  fault(
    'product-update-ignored',
    row(1),
    'An update changes nothing but the revision.',
    patches(patch => {
      delete patch.name;
    }),
  ),
  fault(
    'product-update-202',
    row(1),
    'An update of a product answers 202.',
    afterwards((_next, _call, _before, reply) => ({ ...reply, status: 202 })),
  ),
  fault(
    'product-update-hides',
    row(1),
    'An update that does not say so hides the product.',
    patches(patch => {
      patch.visible ??= false;
    }),
  ),
  fault(
    'product-update-same-revision',
    row(2),
    'An update leaves the revision of a product.',
    rules(() => ({ nextProductRevision: revision => revision })),
  ),
  fault(
    'product-update-raises-by-two',
    row(2),
    'An update raises the revision of a product by two.',
    rules(() => ({ nextProductRevision: revision => String(BigInt(revision) + 2n) })),
  ),
  fault(
    'product-update-without-revision',
    row(3),
    'An update of a product needs no revision.',
    patches((patch, stored) => {
      patch.revision ??= stored.revision;
    }),
  ),
  fault(
    'product-update-stale',
    row(4),
    'An old revision of a product is accepted.',
    rules(() => ({ isStaleProduct: () => false })),
  ),
  fault(
    'product-update-refused-but-counted',
    row(5),
    'A refused update raises the revision.',
    carriesOutRefused,
  ),
  fault(
    'product-update-of-nothing',
    row(6),
    'An update of an unknown product is answered 200.',
    only(UPDATE, (next, call) => {
      const reply = next(call);
      return reply.status === 404 ? { status: 200, body: call.body } : reply;
    }),
  ),
  fault(
    'product-update-drops-modifiers',
    row(7),
    'A new name takes the modifiers away.',
    patches(patch => {
      if (isRename(patch)) patch.modifiers ??= [];
    }),
  ),
  fault(
    'product-update-new-variants',
    row(7),
    'A new name gives all variants new ids.',
    patches((patch, stored) => {
      if (!isRename(patch) || patch.variantsInfo) return;
      patch.options = optionsIn(stored).map(({ id }) => ({ id }));
      patch.variantsInfo = {
        variants: variantsIn(stored).map(one => ({ ...sentVariant(one), id: undefined })),
      };
    }),
  ),
  fault(
    'product-update-adds-modifiers',
    row(8),
    'Modifiers that are sent come on top of those there are.',
    patches((patch, stored) => {
      if (list(patch.modifiers).length === 0) return;
      patch.modifiers = [...modifiersIn(stored).map(({ id }) => ({ id })), ...list(patch.modifiers)];
    }),
  ),
  fault(
    'product-update-keeps-modifiers',
    row(9),
    'An empty list of modifiers is passed over.',
    patches(patch => {
      if (Array.isArray(patch.modifiers) && patch.modifiers.length === 0) delete patch.modifiers;
    }),
  ),
  fault(
    'product-update-variants-alone',
    row(10),
    'Variants are accepted without the options.',
    drops('variants-need-options', [UPDATE]),
  ),
  fault(
    'product-update-options-alone',
    row(11),
    'Options are accepted without the variants.',
    drops('options-need-variants', [UPDATE]),
  ),
  fault(
    'product-update-ignores-variant-ids',
    row(12),
    'Variants that are sent with their ids get new ones.',
    patches(patch => {
      for (const variant of variantsIn(patch)) delete variant.id;
    }),
  ),
  fault(
    'product-update-reuses-variant-ids',
    row(13),
    'A new variant gets the id of a former one.',
    reusesIds,
  ),
  fault(
    'product-update-keeps-variants',
    row(14),
    'Variants that are left out stay.',
    patches((patch, stored) => {
      const sent = variantsIn(patch);
      const ids = new Set(sent.map(({ id }) => id));
      if (sent.length === 0 || sent.some(({ id }) => id === undefined)) return;
      const rest = variantsIn(stored).filter(({ id }) => !ids.has(id));
      patch.variantsInfo = { variants: [...sent, ...rest.map(sentVariant)] };
    }),
  ),
  fault(
    'product-update-no-new-variants',
    row(15),
    'An update that adds a variant is refused.',
    refusesPatches(
      (patch, stored) =>
        patch.variantsInfo !== undefined && variantsIn(patch).length > variantsIn(stored).length,
    ),
  ),
  fault(
    'product-update-keeps-options',
    row(16),
    'An update that drops an option is refused.',
    refusesPatches(
      (patch, stored) => patch.options !== undefined && list(patch.options).length < optionsIn(stored).length,
    ),
  ),
  fault(
    'product-update-deletes-options',
    row(17),
    'An option that a product drops is deleted.',
    afterwards((next, _call, before, reply) => {
      const left = new Set(optionsIn(productIn(reply) ?? {}).map(({ id }) => id));
      for (const { id } of optionsIn(before)) {
        if (left.has(id)) continue;
        next({ operation: 'deleteCustomization', customizationId: String(id) });
      }
      return undefined;
    }),
  ),
  fault(
    'product-update-holds-options',
    row(18),
    'An option that a product dropped can never be deleted.',
    neverFree,
  ),
  fault(
    'product-update-no-first-option',
    row(19),
    'A product without options gets none.',
    refusesPatches((patch, stored) => list(patch.options).length > 0 && optionsIn(stored).length === 0),
  ),
  fault(
    'product-update-keeps-default',
    row(20),
    'The default variant may stay when a product gets options.',
    drops('no-default-beside-options', [UPDATE]),
  ),
  fault('product-update-takes-type', row(22), 'The type of a product can be changed.', keeps('productType')),
  fault('product-update-takes-handle', row(23), 'The handle of a product can be changed.', keeps('handle')),
  fault(
    'product-update-lost',
    row(24),
    'A revision a few steps old is accepted.',
    rules(() => ({ isStaleProduct: (sent, stored) => BigInt(sent) + 5n < BigInt(stored) })),
  ),
  fault(
    'product-update-renames-choices',
    row(25),
    'A product renames the choices of its options.',
    renamesChoices,
  ),
  fault('product-update-seen-late', row(26), 'Get shows an update of a product some time later.', {
    lag: { operations: ['getProduct'], ms: 80 },
  }),
  fault(
    'product-names-of-old',
    row(27),
    'Products go on showing the names their options once had.',
    oldNames,
  ),
  fault(
    'product-names-never-follow',
    'CUST-UPDATE-036',
    'A renamed option keeps its old name on products.',
    oldNames,
  ),
  fault(
    'product-update-loses-handle',
    row(1),
    'A product that was updated has no handle.',
    products((product, { operation }) => {
      if (operation === 'getProduct' && String(product.revision) !== '1') delete product.handle;
    }),
  ),
  fault(
    'product-update-refuses-names',
    row(1),
    'A product cannot be renamed.',
    refusesProducts(product => product.name !== undefined, UPDATE),
  ),
  fault(
    'product-update-needs-modifiers',
    row(12),
    'Options and variants sent without the modifiers take these away.',
    newProducts(product => {
      if (product.options) product.modifiers ??= [];
    }, UPDATE),
  ),
];
