/** What a request makes on the target, and what its answer says became of it: the ledger's eyes. */
import type { OperationId } from '../specs/operations.ts';
import { isObject, type JsonObject } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { Kind } from './ledger.ts';

/** One entity that a request is to make. */
export interface Creation {
  kind: Kind;
  /** What it can be found again by; empty when it has none. */
  name: string;
  /** Its place in a bulk request; 0 in a single one. */
  at: number;
  /** The list of the product that it is created through, for options and modifiers created inline. */
  inline?: 'options' | 'modifiers';
}

/**
 * What became of it. `doubtful` is a customization that was to be created inline by a request that was refused: nothing
 * says that the target creates it last, so it is looked for by its name.
 */
export type Fate = { id: string } | 'refused' | 'doubtful' | 'unknown';

/** Where the entities of creating requests are in the body, and whether the request makes the entity itself. */
const PRODUCTS: Partial<Record<OperationId, { makesProduct: boolean }>> = {
  createProduct: { makesProduct: true },
  bulkCreateProducts: { makesProduct: true },
  updateProduct: { makesProduct: false },
  bulkUpdateProducts: { makesProduct: false },
};
const CUSTOMIZATIONS = new Set<OperationId>(['createCustomization', 'bulkCreateCustomizations']);

/** The entities that this request is to make; none for a request that only reads or changes. */
export function creationsOf(operation: OperationId, body: unknown): Creation[] {
  const sent = isObject(body) ? body : {};
  if (CUSTOMIZATIONS.has(operation)) return listed(sent, 'customization').map(customization);
  const { makesProduct } = PRODUCTS[operation] ?? {};
  if (makesProduct === undefined) return [];
  return listed(sent, 'product').flatMap((item, at) => {
    const inner = item.product;
    const product = isObject(inner) ? inner : item;
    const own: Creation[] = makesProduct ? [{ kind: 'product', name: nameOf(product), at }] : [];
    return [...own, ...inlineIn(product, 'options', at), ...inlineIn(product, 'modifiers', at)];
  });
}

/** The single entity of a body, or those of its list. */
function listed(body: JsonObject, member: 'customization' | 'product'): JsonObject[] {
  const many = body[`${member}s`];
  const items: unknown[] = Array.isArray(many) ? many : [body[member]];
  return items.map(item => (isObject(item) ? item : {}));
}

function customization(sent: JsonObject, at: number): Creation {
  return { kind: sent.customizationType === 'MODIFIER' ? 'modifier' : 'option', name: nameOf(sent), at };
}

/** Options and modifiers without an id are to be created (source: PROD-OPTION-001, PROD-MODIFIER-001). */
function inlineIn(product: JsonObject, inline: 'options' | 'modifiers', at: number): Creation[] {
  const list: unknown[] = Array.isArray(product[inline]) ? product[inline] : [];
  const kind = inline === 'options' ? 'option' : 'modifier';
  return list
    .filter(isObject)
    .filter(({ id }) => id === undefined || id === null)
    .map(item => ({ kind, name: nameOf(item), at, inline }));
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '';
}

/** What the exchange says became of it. */
export function fateOf(creation: Creation, exchange: Exchange): Fate {
  const refused = creation.inline ? 'doubtful' : 'refused';
  if (exchange.withoutEffect) return 'refused';
  if (isRefusal(exchange)) return refused;
  const { response } = exchange;
  if (!response || response.status >= 300 || !isObject(response.body)) return 'unknown';
  const { id, entity, failed } = answeredAt(creation.at, response.body);
  if (failed) return refused;
  if (!creation.inline) return id === undefined ? 'unknown' : { id };
  const list: unknown[] = Array.isArray(entity?.[creation.inline])
    ? (entity[creation.inline] as unknown[])
    : [];
  const made = list.filter(isObject).find(item => item.name === creation.name)?.id;
  return typeof made === 'string' ? { id: made } : 'unknown';
}

interface Answered {
  id?: string;
  entity?: JsonObject;
  failed?: boolean;
}

/** What an answer tells of one position of the request. */
function answeredAt(at: number, body: JsonObject): Answered {
  const single = body.customization ?? body.product;
  if (isObject(single)) return { entity: single, ...(typeof single.id === 'string' && { id: single.id }) };
  const results = Array.isArray(body.results) ? body.results.filter(isObject) : [];
  for (const result of results) {
    const { originalIndex, id, success } = isObject(result.itemMetadata) ? result.itemMetadata : {};
    if (originalIndex !== at) continue;
    if (success === false) return { failed: true };
    const entity = result.customization ?? result.item;
    return { ...(typeof id === 'string' && { id }), ...(isObject(entity) && { entity }) };
  }
  return {};
}

/** The target refused it: nothing came to be. */
export function isRefusal({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 400 && response.status < 500;
}

/** The products that an answer to Bulk delete says are gone. */
export function deletedIn({ response }: Exchange): string[] {
  const { results } = response?.status === 200 && isObject(response.body) ? response.body : {};
  return (Array.isArray(results) ? results.filter(isObject) : []).flatMap(({ itemMetadata }) => {
    const { id, success } = isObject(itemMetadata) ? itemMetadata : {};
    return success === true && typeof id === 'string' ? [id] : [];
  });
}
