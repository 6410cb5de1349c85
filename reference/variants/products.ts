/** What services make of products where the sources are silent or disagree (register X-*). */
import type { OperationId } from '../../specs/operations.ts';
import { type Change, rules } from '../change.ts';
import {
  CREATE,
  choicesIn,
  modifiersIn,
  optionsIn,
  products,
  storedProduct,
  UPDATE,
  variantsIn,
} from '../faults/products/tools.ts';
import { answers, around, calls, envelope, type Json, list, object, objects, only } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const WRITES: readonly OperationId[] = [CREATE, UPDATE];

/** Requests to create or update a product that fits are refused. */
const refuses = (when: (product: Json) => boolean): Change =>
  around(next => call => {
    const product = WRITES.includes(call.operation) ? object(object(call.body)?.product) : undefined;
    if (!product || !when(product)) return next(call);
    const violation = { field: 'product', description: 'cannot be like this', violatedRule: 'VALIDATION' };
    const details = { validationError: { fieldViolations: [violation] } };
    return { status: 400, body: { message: 'product cannot be like this', details } };
  });

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** SKUs that another product has are refused. */
const uniqueSkus = around(next => {
  const taken = new Map<unknown, unknown>();
  return call => {
    const sent = object(object(call.body)?.product);
    const skus = sent ? variantsIn(sent).flatMap(({ sku }) => (isAbsent(sku) ? [] : [sku])) : [];
    const clash = skus.some(sku => taken.has(sku) && taken.get(sku) !== (call.productId ?? 'new'));
    if (clash || new Set(skus).size !== skus.length) return envelope(409, 'SKU_ALREADY_EXIST_ERROR');
    const reply = next(call);
    const made = object(object(reply.body)?.product);
    if (reply.status < 300 && made && sent) for (const sku of skus) taken.set(sku, made.id);
    return reply;
  };
});

/** A deleted modifier leaves products some time later. */
const lateRemoval = (ms: number): Change =>
  around(next => {
    const gone: { before: Json; modifier: unknown; until: number }[] = [];
    return call => {
      const { operation, customizationId } = call;
      const before =
        operation === 'deleteCustomization'
          ? productsWith(next, customizationId).map(id => storedProduct(next, id) ?? {})
          : [];
      const reply = next(call);
      const until = performance.now() + ms;
      if (reply.status < 300) {
        for (const product of before) gone.push({ before: product, modifier: customizationId, until });
      }
      const pending = gone.filter(one => one.until > performance.now());
      if (pending.length === 0 || reply.status >= 300) return reply;
      const copy = structuredClone(reply);
      const shown = object(object(copy.body)?.product);
      const late = pending.find(one => one.before.id === shown?.id);
      if (shown && late && operation === 'getProduct') shown.modifiers = modifiersIn(late.before);
      return copy;
    };
  });

/** The ids of the products that have the modifier. */
function productsWith(
  next: (call: { operation: OperationId; body?: unknown }) => { body: unknown },
  id: unknown,
) {
  const filter = { 'modifiers.id': { $hasSome: [id] } };
  const reply = next({
    operation: 'searchProducts',
    body: { search: { filter, cursorPaging: { limit: 100 } } },
  });
  return objects(object(reply.body)?.products).map(product => product.id);
}

/** What shows how many products have a customization is some time behind. */
const lateCounts = (ms: number): Change =>
  around(next => {
    const known = new Map<unknown, { count: unknown; since: number; shown: unknown }>();
    return call => {
      const reply = next(call);
      const customization = object(object(reply.body)?.customization);
      if (reply.status >= 300 || !customization || !('assignedProductsCount' in customization)) return reply;
      const { id, assignedProductsCount: count } = customization;
      const now = performance.now();
      const was = known.get(id) ?? { count: 0, since: now, shown: 0 };
      const since = was.count === count ? was.since : now;
      const shown = now - since >= ms ? count : was.shown;
      known.set(id, { count, since, shown });
      const copy = structuredClone(reply);
      const own = object(object(copy.body)?.customization);
      if (own) own.assignedProductsCount = shown;
      return copy;
    };
  });

/** Amounts are told in another way. */
const amounts = (spell: (amount: string) => string): Change => answers('any', body => respell(body, spell));

function respell(value: unknown, spell: (amount: string) => string): void {
  for (const item of list(value)) respell(item, spell);
  const members = object(value) ?? {};
  for (const [name, member] of Object.entries(members)) {
    if ((name === 'amount' || name === 'addedPrice') && typeof member === 'string')
      members[name] = spell(member);
    else respell(member, spell);
  }
}

/** Empty lists are left out, or those that are left out are told as empty. */
const lists = (edit: (product: Json) => void): Change => products(product => edit(product));

const dropEmpty = (holder: Json, member: string): void => {
  if (Array.isArray(holder[member]) && holder[member].length === 0) delete holder[member];
};

const schemaLimit = (at: string, to: number): Change => ({
  contract: [{ at: `/components/schemas/${at}`, to }],
});

export const productVariants: Variant[] = [
  variant(
    'inline-always-new',
    'inline options',
    ['X-01', 'PROD-OPTION-030', 'PROD-BULK-009'],
    'An inline option or modifier is created anew although one of its name exists.',
    rules(() => ({ reusesInline: false })),
  ),
  variant(
    'options-not-by-id-alone',
    'reference by id',
    ['X-02'],
    'The id of an option or modifier is refused without its settings.',
    refuses(product =>
      [...optionsIn(product), ...modifiersIn(product)].some(
        ({ id, choicesSettings, freeTextSettings }) =>
          id !== undefined && isAbsent(choicesSettings) && isAbsent(freeTextSettings),
      ),
    ),
    { warns: ['PROD-OPTION-008'] },
  ),
  variant(
    'choice-renames-refused',
    'choice names in updates',
    ['X-06'],
    'A choice that is sent under another name than it has is refused.',
    only(UPDATE, (next, call) => {
      const held = new Map(
        optionsIn(storedProduct(next, call.productId) ?? {})
          .flatMap(choicesIn)
          .map(({ choiceId, name }) => [choiceId, name]),
      );
      const sent = optionsIn(object(object(call.body)?.product) ?? {}).flatMap(choicesIn);
      const renamed = sent.some(({ choiceId, name }) => held.has(choiceId) && name !== held.get(choiceId));
      return renamed ? envelope(428, 'MISSING_VARIANT_OPTION_CHOICE') : next(call);
    }),
  ),
  variant('at-most-100-choices', 'choices on products', ['X-07'], 'An option has at most 100 choices.', [
    schemaLimit('ProductOptionChoicesSettingsInput/properties/choices/maxItems', 100),
    schemaLimit('ProductModifierChoicesSettingsInput/properties/choices/maxItems', 100),
  ]),
  variant(
    'titles-of-150',
    'titles on products',
    ['X-08'],
    'Titles on products have up to 150 characters.',
    schemaLimit('ProductFreeTextTitle/maxLength', 150),
  ),
  variant(
    'listed-choices-held',
    'choices in use',
    ['X-10', 'PROD-DELETE-021'],
    'A choice that a product lists is in use although no variant has it.',
    rules(sound => ({
      usesChoice: (product, choiceId) =>
        sound.usesChoice(product, choiceId) ||
        product.options.some(({ choices = [] }) => choices.some(choice => choice.choiceId === choiceId)),
    })),
  ),
  variant(
    'variants-say-physical',
    'physical variants',
    ['X-11'],
    'Variants of physical products must have physicalProperties.',
    refuses(
      product =>
        product.productType === 'PHYSICAL' &&
        variantsIn(product).some(({ physicalProperties }) => isAbsent(physicalProperties)),
    ),
  ),
  variant(
    'updates-without-new-customizations',
    'inline in updates',
    ['X-12'],
    'An update creates no customizations.',
    only(UPDATE, (next, call) => {
      const sent = object(object(call.body)?.product) ?? {};
      const inline = [...optionsIn(sent), ...modifiersIn(sent)].some(({ id }) => id === undefined);
      return inline ? envelope(400, 'CUSTOMIZATION_NOT_EXIST') : next(call);
    }),
  ),
  variant(
    'empty-options-go-along',
    'variants without options',
    ['X-16'],
    'Variants of a product without options are refused unless an empty list of options goes along.',
    only(UPDATE, (next, call) => {
      const sent = object(object(call.body)?.product) ?? {};
      return sent.variantsInfo !== undefined && sent.options === undefined
        ? envelope(428, 'MISSING_VARIANT_OPTION_CHOICE')
        : next(call);
    }),
    { warns: ['PROD-UPDATE-010'] },
  ),
  variant(
    'price-zero-by-default',
    'missing prices',
    ['X-22'],
    'A variant without a price costs nothing.',
    { contract: [{ at: '/components/schemas/VariantInput/required', to: [] }] },
    { warns: ['PROD-VARIANT-021'] },
  ),
  variant(
    'compare-at-must-exceed',
    'compare-at price',
    ['X-23'],
    'A compareAtPrice must exceed the price.',
    refuses(product =>
      variantsIn(product).some(({ price }) => {
        const { actualPrice, compareAtPrice } = object(price) ?? {};
        const [actual, compared] = [actualPrice, compareAtPrice].map(money => Number(object(money)?.amount));
        return compared !== undefined && compared === actual;
      }),
    ),
  ),
  variant(
    'amounts-padded',
    'spelling of amounts',
    ['X-24'],
    'Amounts have at least two decimals.',
    amounts(amount => {
      const [whole, decimals = ''] = amount.split('.');
      return `${whole}.${decimals.padEnd(2, '0')}`;
    }),
  ),
  variant(
    'amounts-trimmed',
    'spelling of amounts',
    ['X-24'],
    'Amounts end in no zeros.',
    amounts(amount => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount)),
  ),
  variant('skus-unique', 'SKUs', ['X-25'], 'A SKU belongs to one variant of the store.', uniqueSkus),
  variant(
    'product-create-201',
    'status of creations',
    ['X-26'],
    'A product is created with 201.',
    answers(CREATE, (_body, reply) => {
      reply.status = 201;
    }),
    { warns: ['PROD-CREATE-001'] },
  ),
  variant(
    'product-delete-204',
    'status of deletions',
    ['X-26'],
    'A product is deleted with 204.',
    answers('deleteProduct', (_body, reply) => {
      reply.status = 204;
      reply.body = undefined;
    }),
    { warns: ['PROD-DELETE-001'] },
  ),
  variant(
    'empty-lists-left-out',
    'empty lists',
    ['X-27'],
    'Empty lists of products are left out.',
    lists(product => {
      for (const one of variantsIn(product)) dropEmpty(one, 'choices');
      dropEmpty(product, 'options');
      dropEmpty(product, 'modifiers');
    }),
  ),
  variant(
    'empty-lists-null',
    'empty lists',
    ['X-27'],
    'Empty lists of products are null.',
    lists(product => {
      for (const name of ['options', 'modifiers']) if (list(product[name]).length === 0) product[name] = null;
    }),
  ),
  variant(
    'modifiers-removed-late',
    'removal of modifiers',
    ['X-28'],
    'A deleted modifier leaves products 60 ms later.',
    lateRemoval(60),
  ),
  variant(
    'removal-keeps-revision',
    'revision after removal',
    ['X-28'],
    'A modifier that goes leaves the revision of products.',
    rules(() => ({ modifierDropped: (after, before) => ({ ...after, revision: before.revision }) })),
  ),
  variant(
    'late-get-of-products',
    'get of products',
    ['X-30', 'PROD-UPDATE-026'],
    'Get shows a product 30 ms after it was written.',
    { lag: { operations: ['getProduct', 'getProductBySlug'], ms: 30 } },
    { warns: ['PROD-UPDATE-026'] },
  ),
  variant(
    'counts-late',
    'assigned products',
    ['X-31'],
    'The number of products that have a customization is 60 ms behind.',
    lateCounts(60),
  ),
  variant(
    'delete-unknown-product-200',
    'unknown products',
    ['X-32', 'PROD-DELETE-027', 'PROD-DELETE-028'],
    'Deleting an unknown product answers 200.',
    only('deleteProduct', (next, call) => {
      const reply = next(call);
      return reply.status === 404 ? { status: 200, body: {} } : reply;
    }),
  ),
  variant(
    'product-readonly-refused',
    'read-only members',
    ['X-34'],
    'Members that only the server writes are refused.',
    refuses(
      product =>
        ('revision' in product && !('id' in product)) ||
        optionsIn(product).some(option =>
          [option, ...choicesIn(option)].some(({ key }) => key !== undefined),
        ) ||
        variantsIn(product).some(({ revenueDetails }) => object(revenueDetails)?.profit !== undefined),
    ),
  ),
  variant(
    'rov-other-render-types',
    'render types of read-only variants',
    ['X-36'],
    'Read-only variants name render types otherwise.',
    answers(['queryReadOnlyVariants', 'searchReadOnlyVariants'], body => {
      for (const item of objects(body.variants)) {
        for (const choice of objects(item.optionChoices)) {
          const names = object(choice.optionChoiceNames);
          if (names?.renderType === 'SWATCH_CHOICES') names.renderType = 'COLOR_CHOICES';
        }
      }
    }),
  ),
  variant(
    'rov-without-default-variants',
    'products without options',
    ['X-15'],
    'Products without options have no read-only variants.',
    answers(['queryReadOnlyVariants', 'searchReadOnlyVariants'], body => {
      body.variants = objects(body.variants).filter(({ optionChoices }) => list(optionChoices).length > 0);
    }),
    { warns: ['ROV-008'] },
  ),
  variant(
    'visibility-mirrored',
    'visibility',
    ['X-44'],
    'A product without visible variants is hidden.',
    products(product => {
      const all = variantsIn(product);
      if (all.length > 0 && all.every(one => one.visible === false)) product.visible = false;
    }),
    { warns: ['PROD-VARIANT-032'] },
  ),
  variant(
    'crowd-fails-by-item',
    'limits in bulk',
    ['X-45'],
    'Too many options in one request make every item fail.',
    only('bulkCreateProducts', (next, call) => {
      const reply = next(call);
      if (!JSON.stringify(reply.body).includes('TOO_MANY_OPTIONS_IN_REQUEST')) return reply;
      const error = { code: 'TOO_MANY_OPTIONS_IN_REQUEST', description: 'too many options' };
      const results = list(object(call.body)?.products).map((_, originalIndex) => ({
        itemMetadata: { originalIndex, success: false, error },
      }));
      const sums = { totalSuccesses: 0, totalFailures: results.length, undetailedFailures: 0 };
      return { status: 200, body: { results, bulkActionMetadata: sums } };
    }),
  ),
  variant(
    'bulk-ids-ignored',
    'ids in bulk',
    ['PROD-BULK-008'],
    'Ids that are sent in a bulk creation are passed over.',
    calls('bulkCreateProducts', (_call, body) => {
      for (const product of objects(body.products)) delete product.id;
    }),
    { warns: ['PROD-BULK-008'] },
  ),
  variant(
    'bulk-delete-all-or-nothing',
    'unknown ids in bulk',
    ['PROD-BULK-013'],
    'One unknown id makes a whole bulk deletion fail.',
    rules(({ productBulk }) => ({
      productBulk: {
        ...productBulk,
        failsWhole: failure => failure.code === 'PRODUCT_NOT_FOUND' || productBulk.failsWhole(failure),
      },
    })),
    { warns: ['PROD-BULK-013'] },
  ),
  variant(
    'product-fields-ignored',
    'unknown fields of products',
    ['SIL-45', 'PROD-CREATE-021'],
    'Values of `fields` that do not exist are ignored when a product is created.',
    calls(CREATE, (_call, body) => {
      if (Array.isArray(body.fields))
        body.fields = body.fields.filter(one => !String(one).startsWith('NO_SUCH'));
    }),
    { warns: ['PROD-CREATE-021'] },
  ),
  variant(
    'product-limit-clamped',
    'limits of product lists',
    ['PROD-READ-009'],
    'A page limit above 100 is taken for 100.',
    calls('queryProducts', (_call, body) => {
      const paging = object(object(body.query)?.cursorPaging);
      if (paging && Number(paging.limit) > 100) paging.limit = 100;
    }),
  ),
  variant(
    'rov-limit-clamped',
    'limits of read-only variants',
    ['ROV-016'],
    'A page limit above 1,000 is taken for 1,000.',
    calls('queryReadOnlyVariants', (_call, body) => {
      const paging = object(object(body.query)?.cursorPaging);
      if (paging && Number(paging.limit) > 1000) paging.limit = 1000;
    }),
  ),
  variant(
    'unknown-filter-finds-nothing',
    'unknown filter fields',
    ['PROD-READ-011', 'SIL-10'],
    'A filter by an unknown field finds nothing.',
    only('queryProducts', (next, call) => {
      const reply = next(call);
      if (reply.status !== 400 || !JSON.stringify(reply.body).includes('is not supported')) return reply;
      return {
        status: 200,
        body: { products: [], pagingMetadata: { count: 0, cursors: {}, hasNext: false } },
      };
    }),
  ),
];
