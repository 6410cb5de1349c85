/** Bulk create, Bulk update and Bulk delete Products. */
import { asArray, asObject } from '../../json.ts';
import type { Call, OperationId } from '../../operations.ts';
import { type Context, checkedBody, type Operation } from '../context.ts';
import { runBulk } from '../run-bulk.ts';
import type { StoredProduct } from './entity.ts';
import { create, remove, update } from './single.ts';
import { productView } from './view.ts';

export const bulkCreateProducts: Operation = (context, call) => {
  const products = asArray(asObject(call.body).products).map(asObject);
  refuseIds(context, products, call.operation);
  refuseCrowd(context, products, call.operation);
  return runBulk<StoredProduct>(context, call, {
    schema: 'BulkCreateProductsRequest',
    rules: context.semantics.productBulk,
    items: products,
    at: index => `products[${index}]`,
    work: (sent, index) => create(context, sent, { prefix: `products[${index}]`, operation: call.operation }),
    result: itemOf(context, call),
  });
};

export const bulkUpdateProducts: Operation = (context, call) => {
  const products = asArray(asObject(call.body).products).map(item => asObject(asObject(item).product));
  refuseTwice(
    context,
    products.map(({ id }) => id),
    'products',
    call.operation,
  );
  refuseCrowd(context, products, call.operation);
  return runBulk<StoredProduct>(context, call, {
    schema: 'BulkUpdateProductsRequest',
    rules: context.semantics.productBulk,
    items: products,
    at: index => `products[${index}]`,
    idOf: sent => String(sent.id),
    work: (sent, index) => {
      const place = { prefix: `products[${index}].product`, operation: call.operation };
      return update(context, String(sent.id), sent, place);
    },
    result: itemOf(context, call),
  });
};

export const bulkDeleteProducts: Operation = (context, call) => {
  const body = checkedBody(context, call, 'BulkDeleteProductsRequest');
  const ids = asArray(body.productIds).map(String);
  refuseTwice(context, ids, 'productIds', call.operation);
  return runBulk<{ id: string }>(context, call, {
    schema: 'BulkDeleteProductsRequest',
    rules: context.semantics.productBulk,
    items: ids.map(id => ({ id })),
    at: index => `productIds[${index}]`,
    idOf: ({ id }) => String(id),
    work: ({ id }) => {
      remove(context, String(id), call.operation);
      return { id: String(id) };
    },
    result: () => ({}),
  });
};

function itemOf(context: Context, call: Call) {
  const { returnEntity, fields } = asObject(call.body);
  const asked = new Set(asArray(fields) as string[]);
  return (product: StoredProduct) =>
    context.semantics.productBulk.returnsEntity(returnEntity)
      ? { item: productView(context, product, asked) }
      : {};
}

function refuseIds({ judge }: Context, products: readonly { id?: unknown }[], operation: OperationId): void {
  const index = products.findIndex(({ id }) => id !== undefined);
  if (index < 0) return;
  const field = `products[${index}].id`;
  throw judge.refuse('ID_NOT_ALLOWED_IN_REQUEST', 'is assigned by the server', operation, { field });
}

function refuseCrowd(
  { judge, semantics }: Context,
  products: readonly { options?: unknown }[],
  operation: OperationId,
): void {
  const total = products.reduce((sum, { options }) => sum + asArray(options).length, 0);
  const most = semantics.optionsPerRequest;
  if (total <= most) return;
  const description = `${total} options in one request, at most ${most} are allowed`;
  throw judge.refuse('TOO_MANY_OPTIONS_IN_REQUEST', description, operation);
}

/** The sources name one rule for both operations (PROD-BULK-011). */
function refuseTwice(
  { judge }: Context,
  ids: readonly unknown[],
  field: string,
  operation: OperationId,
): void {
  // Without an id, an item names no product; the schema says so.
  const named = ids.filter(id => id !== undefined);
  if (new Set(named).size === named.length) return;
  throw judge.refuse('DUPLICATE_PRODUCT_IDS_REQUEST', 'names a product twice', operation, { field });
}
