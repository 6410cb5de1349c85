/** Create, Get, Get by slug, Update and Delete Product. */
import { asObject, asString, isObject, type Json } from '../../json.ts';
import type { Call, OperationId } from '../../operations.ts';
import { type Context, checkedBody, checkedFields, type Operation } from '../context.ts';
import { connect } from './connect.ts';
import type { Connected, StoredProduct, StoredVariant } from './entity.ts';
import { newVariants } from './variants.ts';
import { optionView, productView } from './view.ts';

/** Where a product sits in a request, and which operation it came with. */
export interface Place {
  prefix: string;
  operation: OperationId;
}

export const createProduct: Operation = (context, call) => {
  const { product, fields } = checkedBody(context, call, 'CreateProductRequest');
  const place = { prefix: 'product', operation: call.operation };
  return answer(context, create(context, asObject(product), place), fields);
};

export const getProduct: Operation = (context, call) => {
  const fields = checkedFields(context, call, 'ProductRequestedFields');
  return answer(context, foundProduct(context, call.productId ?? '', call.operation), fields);
};

export const getProductBySlug: Operation = (context, call) => {
  const fields = checkedFields(context, call, 'ProductRequestedFields');
  const product = context.products.all().find(({ slug }) => slug === call.slug);
  if (product) return answer(context, product, fields);
  throw context.judge.refuse('PRODUCT_NOT_FOUND', `no product has the slug ${call.slug}`, call.operation);
};

export const updateProduct: Operation = (context, call) => {
  const { product, fields } = checkedBody(context, call, 'UpdateProductRequest');
  const place = { prefix: 'product', operation: call.operation };
  return answer(context, update(context, call.productId ?? '', asObject(product), place), fields);
};

export const deleteProduct: Operation = (context, call) => {
  remove(context, call.productId ?? '', call.operation);
  return {};
};

function answer(context: Context, product: StoredProduct, fields: unknown): Json {
  return { product: productView(context, product, new Set(fields as string[] | undefined)) };
}

/** @throws Refusal when no product has the id (PROD-READ-004) */
export function foundProduct(
  { products, judge }: Context,
  id: string,
  operation: OperationId,
): StoredProduct {
  const product = products.get(id);
  if (product) return product;
  throw judge.refuse('PRODUCT_NOT_FOUND', `no product has the id ${id}`, operation);
}

export function remove(context: Context, id: string, operation: OperationId): void {
  context.products.delete(foundProduct(context, id, operation).id);
}

/** Creates from a product whose form was checked. */
export function create(context: Context, sent: Json, place: Place): StoredProduct {
  const { semantics, products, now, newId } = context;
  refuseBroken(context, sent, undefined, place);
  refuseTakenSlug(context, asString(sent.slug), undefined, place.operation);
  const lists = connectLists(context, sent, undefined, place);
  const variants = alignedVariants(context, sent, lists.options, [], place);
  const stamp = semantics.createdStamp(now());
  const { visible = true, productType, visibleInPos = productType === 'PHYSICAL' } = sent;
  const { name, handle, description, physicalProperties } = sent;
  const slug = asString(sent.slug) ?? semantics.productSlug(String(name), takenSlugs(context));
  const product = {
    id: newId(),
    revision: semantics.firstRevision,
    createdDate: stamp,
    updatedDate: stamp,
    ...{ name, slug, visible, visibleInPos, productType },
    handle: asString(handle) ?? slug.slice(0, 100),
    ...(isObject(physicalProperties) && { physicalProperties: {} }),
    ...(isObject(description) && { description }),
    ...lists,
    variants,
  } as unknown as StoredProduct;
  return products.put(semantics.visibilitySynced(product, { product: sent, created: true }));
}

/** Updates by a patch whose form was checked; the id of the path wins over one in the patch. */
export function update(context: Context, id: string, sent: Json, place: Place): StoredProduct {
  const { semantics, products, judge, now } = context;
  const before = foundProduct(context, id, place.operation);
  if (semantics.isStaleProduct(String(sent.revision), before.revision)) {
    const description = `revision ${String(sent.revision)} is not the current revision of product ${id}`;
    throw judge.refuse('INVALID_REVISION', description, place.operation);
  }
  refuseBroken(context, sent, before, place);
  refuseTakenSlug(context, asString(sent.slug), before, place.operation);
  const lists = connectLists(context, sent, before, place);
  const variants = isObject(sent.variantsInfo)
    ? alignedVariants(context, sent, lists.options, before.variants, place)
    : before.variants;
  const patched = { ...before, ...patchedMembers(sent), ...lists, variants };
  const product = {
    ...semantics.visibilitySynced(patched, { product: sent, created: false }),
    revision: semantics.nextProductRevision(before.revision),
    updatedDate: semantics.stamp(before.updatedDate, now(), place.operation),
  };
  return products.put(product);
}

const PATCHED = ['name', 'slug', 'visible', 'visibleInPos', 'description'] as const;

function patchedMembers(sent: Json): Json {
  return Object.fromEntries(PATCHED.filter(name => sent[name] !== undefined).map(name => [name, sent[name]]));
}

function refuseBroken(context: Context, sent: Json, before: StoredProduct | undefined, place: Place): void {
  const { judge, semantics } = context;
  // A type that is sent to an update says nothing (PROD-UPDATE-022).
  const value = before ? { ...sent, productType: before.productType } : sent;
  const subject = { value, stored: before, prefix: place.prefix };
  const refusal = judge.broken(semantics.productRules(place.operation), subject, place.operation);
  if (refusal) throw refusal;
  if (!isDeep(sent.description)) return;
  const field = `${place.prefix}.description`;
  throw judge.refuse('DESCRIPTION_SIZE_TOO_BIG', 'is nested too deeply', place.operation, { field });
}

/** Deeper than any text in good faith; keeps a hostile one from exhausting the stack. */
const DEEPEST = 200;

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1)
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  return level.length > 0;
}

/** The lists that are sent are connected, others stay as they are (PROD-UPDATE-007, PROD-UPDATE-008). */
function connectLists(context: Context, sent: Json, before: StoredProduct | undefined, place: Place) {
  const list = (name: 'options' | 'modifiers'): readonly Connected[] =>
    sent[name] === undefined ? (before?.[name] ?? []) : connect(context, sent[name], name, place);
  return { options: list('options'), modifiers: list('modifiers') };
}

function alignedVariants(
  context: Context,
  sent: Json,
  connected: readonly Connected[],
  before: readonly StoredVariant[],
  { prefix, operation }: Place,
): StoredVariant[] {
  const { judge, semantics } = context;
  const options = connected.flatMap(option => optionView(context, option));
  const subject = { value: sent, stored: { options }, prefix };
  const refusal = judge.broken(semantics.variantRules(operation), subject, operation);
  if (refusal) throw refusal;
  const variants = newVariants(context, sent.variantsInfo, options, before);
  if (new Set(variants.map(({ id }) => id)).size < variants.length)
    throw judge.refuse('VARIANT_ID_ALREADY_EXISTS', 'two variants have the same id', operation);
  return variants;
}

function takenSlugs({ products }: Context): ReadonlySet<string> {
  return new Set(products.all().map(({ slug }) => slug));
}

function refuseTakenSlug(
  { judge, products }: Context,
  slug: string | undefined,
  before: StoredProduct | undefined,
  operation: OperationId,
): void {
  if (slug === undefined || slug === before?.slug) return;
  if (products.all().some(product => product.slug === slug))
    throw judge.refuse('DUPLICATE_SLUG_ERROR', `the slug ${slug} is taken`, operation);
}

/** The operation in one go: refused, it leaves nothing behind, nor any customization it began with (PROD-CREATE-026). */
export function atomic(operation: Operation): Operation {
  return (context: Context, call: Call) => {
    const before = context.snapshot();
    try {
      return operation(context, call);
    } catch (error) {
      context.restore(before);
      throw error;
    }
  };
}
