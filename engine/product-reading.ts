/** What the engine takes out of answers of the Products and Read-Only Variants APIs. */
import type { Product, ReadOnlyVariant } from '../specs/openapi.types.ts';
import { type Answer, isObject, type JsonObject } from './answer.ts';
import { isNamedLike, isUsable, sentNames } from './reading.ts';

interface PagingMetadata {
  count?: number;
  hasNext?: boolean;
  cursors?: { next?: string; prev?: string };
}

export interface ProductPage {
  products: Product[];
  pagingMetadata: PagingMetadata;
}

export interface ReadOnlyVariantPage {
  variants: ReadOnlyVariant[];
  pagingMetadata: PagingMetadata;
}

/** What a bulk answer says of each product, by its position in the request (PROD-BULK-002). */
export interface ProductBulkOutcome {
  items: Map<number, ProductBulkItem>;
  metadata: JsonObject;
}

export interface ProductBulkItem {
  success: boolean;
  id?: string;
  error?: JsonObject;
  /** The entity, when the request asked for it. */
  item?: JsonObject;
}

/** The product of an answer, when later requests can be made from it. */
export function productOf(answer: Answer): Product | undefined {
  const found = answer.member('product');
  return isObject(found) && isUsable(found) ? (found as unknown as Product) : undefined;
}

/** The product a create answered with, unless it is another than was sent for. */
export function createdProductOf(answer: Answer): Product | undefined {
  const found = productOf(answer);
  return found && isNamedLike(found.name, sentNames(answer.exchange)[0]) ? found : undefined;
}

/** The page of a query or search answer; an absent list is an empty one. */
export function productPageOf({ body }: Answer): ProductPage | undefined {
  return pageWith(body, 'products') as ProductPage | undefined;
}

/** The page of a query or search answer; an absent list is an empty one. */
export function variantPageOf({ body }: Answer): ReadOnlyVariantPage | undefined {
  return pageWith(body, 'variants') as ReadOnlyVariantPage | undefined;
}

function pageWith(body: unknown, member: 'products' | 'variants'): unknown {
  const { [member]: items = [], pagingMetadata } = isObject(body) ? body : {};
  if (!Array.isArray(items) || !items.every(isObject) || !isObject(pagingMetadata)) return undefined;
  return { [member]: items, pagingMetadata };
}

/** The outcome of a bulk answer; results are matched by `originalIndex` (PROD-BULK-002). */
export function productBulkOf(answer: Answer): ProductBulkOutcome | undefined {
  const { results, bulkActionMetadata: metadata } = isObject(answer.body) ? answer.body : {};
  if (!Array.isArray(results) || !isObject(metadata)) return undefined;
  const items = new Map<number, ProductBulkItem>();
  for (const { itemMetadata, item } of results.filter(isObject)) {
    if (!isObject(itemMetadata) || typeof itemMetadata.originalIndex !== 'number') return undefined;
    items.set(itemMetadata.originalIndex, {
      success: itemMetadata.success === true,
      ...(typeof itemMetadata.id === 'string' && { id: itemMetadata.id }),
      ...(isObject(itemMetadata.error) && { error: itemMetadata.error }),
      ...(isObject(item) && { item }),
    });
  }
  return { items, metadata };
}

/** The same of a bulk creation, unless a product in it is another than was sent for in its place. */
export function productBulkCreatedOf(answer: Answer): ProductBulkOutcome | undefined {
  const outcome = productBulkOf(answer);
  const names = sentNames(answer.exchange);
  const own = [...(outcome?.items ?? [])].every(
    ([i, { item }]) => item === undefined || isNamedLike(item.name, names[i]),
  );
  return own ? outcome : undefined;
}
