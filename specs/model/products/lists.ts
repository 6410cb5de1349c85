/** Query, Search and Count Products. */
import { asObject, asString, type Json } from '../../json.ts';
import type { OperationId } from '../../operations.ts';
import { type Context, checkedBody, type Operation } from '../context.ts';
import { countOf, pageOf } from '../listing.ts';
import type { StoredProduct } from './entity.ts';
import { actualPriceRange, listedView, modifierView, optionView } from './view.ts';

/** What filters and sorts look at: members of the product, and of the customizations it is connected to. */
interface Row {
  id: string;
  product: StoredProduct;
}

export const queryProducts: Operation = (context, call) => {
  const { query, fields } = checkedBody(context, call, 'QueryProductsRequest');
  return page(context, call.operation, 'query', asObject(query), fields);
};

export const searchProducts: Operation = (context, call) => {
  const { search, fields } = checkedBody(context, call, 'SearchProductsRequest');
  return page(context, call.operation, 'search', asObject(search), fields);
};

export const countProducts: Operation = (context, call) => {
  const { filter, search, returnNonVisibleProducts } = checkedBody(context, call, 'CountProductsRequest');
  const items = rowsOf(context).filter(
    ({ product }) =>
      (product.visible || returnNonVisibleProducts === true) && isFound(asObject(search), textsOf(product)),
  );
  const lens = context.semantics.productLens(call.operation);
  return { count: countOf(context, { items, lens, operation: call.operation }, filter) };
};

function rowsOf(context: Context): Row[] {
  return context.products.all().map(product => {
    const { id, handle, slug, name, visible, productType, createdDate, updatedDate } = product;
    const own = { id, handle, slug, name, visible, productType, createdDate, updatedDate };
    return {
      ...own,
      product,
      // Few filters look behind these, and looking costs.
      get options() {
        return product.options.flatMap(one => optionView(context, one));
      },
      get modifiers() {
        return product.modifiers.flatMap(one => modifierView(context, one));
      },
      get actualPriceRange() {
        return actualPriceRange(product);
      },
    };
  });
}

function page(
  context: Context,
  operation: OperationId,
  at: 'query' | 'search',
  query: Json,
  fields: unknown,
): Json {
  const lens = context.semantics.productLens(operation);
  const finds = ({ product }: Row, text: Json) => isFound(text, textsOf(product));
  const listing = { items: rowsOf(context), lens, operation, at, finds };
  const { items, pagingMetadata } = pageOf(context, listing, query);
  const asked = new Set(fields as string[] | undefined);
  return { products: items.map(({ product }) => listedView(context, product, asked)), pagingMetadata };
}

function textsOf({ name, variants }: StoredProduct): string[] {
  return [name, ...variants.flatMap(({ sku = '', barcode = '' }) => [sku, barcode])];
}

/** Whether free text is found: any of its words, or all of them (`AND`), whatever their case. */
export function isFound({ expression, mode }: Json, texts: readonly string[]): boolean {
  const words = (asString(expression) ?? '').toLowerCase().match(/\S+/g) ?? [];
  if (words.length === 0) return true;
  const text = texts.join('\n').toLowerCase();
  return mode === 'AND' ? words.every(word => text.includes(word)) : words.some(word => text.includes(word));
}
