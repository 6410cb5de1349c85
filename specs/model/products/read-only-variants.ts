/** Query and Search Read-Only Variants: one flat item for each variant of each product. */
import { asObject, type Json } from '../../json.ts';
import type { OperationId } from '../../operations.ts';
import { type Context, checkedBody, type Operation } from '../context.ts';
import { pageOf } from '../listing.ts';
import type { StoredProduct, StoredVariant } from './entity.ts';
import { isFound } from './lists.ts';
import { type Asked, choiceNames, priceView, revenue } from './view.ts';

/** What filters and sorts look at. */
interface Row extends Json {
  id: string;
  product: StoredProduct;
  variant: StoredVariant;
}

export const queryReadOnlyVariants: Operation = (context, call) => {
  const { query, fields } = checkedBody(context, call, 'QueryReadOnlyVariantsRequest');
  return page(context, call.operation, 'query', asObject(query), fields);
};

export const searchReadOnlyVariants: Operation = (context, call) => {
  const { search, fields } = checkedBody(context, call, 'SearchReadOnlyVariantsRequest');
  return page(context, call.operation, 'search', asObject(search), fields);
};

function page(
  context: Context,
  operation: OperationId,
  at: 'query' | 'search',
  query: Json,
  fields: unknown,
): Json {
  const lens = context.semantics.productLens(operation);
  const finds = ({ product, variant }: Row, text: Json) => isFound(text, [product.name, variant.sku ?? '']);
  const listing = { items: rowsOf(context), lens, operation, at, finds };
  const { items, pagingMetadata } = pageOf(context, listing, query);
  const asked: Asked = new Set(fields as string[] | undefined);
  return { variants: items.map(row => view(context, row, asked)), pagingMetadata };
}

function rowsOf({ products }: Context): Row[] {
  return products.all().flatMap(product => product.variants.map(variant => rowOf(product, variant)));
}

/** The members that can be filtered and sorted by; the rest is added to what is shown. */
function rowOf(product: StoredProduct, variant: StoredVariant): Row {
  const { id: productId, name, handle, slug, productType, visible, visibleInPos, updatedDate } = product;
  return {
    id: `${productId}/${variant.id}`,
    variantId: variant.id,
    visible: variant.visible,
    sku: variant.sku,
    barcode: variant.barcode,
    price: variant.price,
    optionChoices: variant.choices.map(optionChoiceIds => ({ optionChoiceIds })),
    productData: { productId, name, handle, slug, productType, visible, visibleInPos, updatedDate },
    product,
    variant,
  };
}

function view(context: Context, { product, variant }: Row, asked: Asked): Json {
  const { id: productId, name, slug, handle, productType, visible, visibleInPos, revision } = product;
  const { id, sku, barcode, choices, price, physicalProperties, digitalProperties } = variant;
  return {
    variantId: id,
    visible: variant.visible,
    ...(sku !== undefined && { sku }),
    ...(barcode !== undefined && { barcode }),
    optionChoices: choices.map(ids => ({
      optionChoiceIds: ids,
      optionChoiceNames: choiceNames(context, ids),
    })),
    price: priceView(price, asked),
    ...(asked.has('MERCHANT_DATA') && { revenueDetails: revenue(variant, asked) }),
    ...(physicalProperties && { physicalProperties }),
    ...(digitalProperties && { digitalProperties }),
    productData: {
      ...{ productId, name, slug, handle, productType, visible, visibleInPos, revision },
      ...(asked.has('CURRENCY') && { currency: 'USD' }),
    },
  };
}
