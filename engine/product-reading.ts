/** What the engine takes out of answers of the Products and Read-Only Variants APIs. */
import type { Product, ReadOnlyVariant } from '../specs/openapi.types.ts';
import { type Answer, isObject } from './answer.ts';
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
