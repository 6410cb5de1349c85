/** Defects of bulk operations on products. */
import type { OperationId } from '../../../specs/operations.ts';
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import { answers, calls, type Json, list, object, objects, only } from './tools.ts';

const row = rowsOf('PROD-BULK');
const CREATE = 'bulkCreateProducts';
const UPDATE = 'bulkUpdateProducts';
const DELETE = 'bulkDeleteProducts';

/** The metadata of every result is changed on its way out. */
const metadata = (operation: OperationId, edit: (item: Json, index: number, all: Json[]) => void) =>
  answers(operation, body => {
    const all = objects(objects(body.results).map(result => result.itemMetadata));
    all.forEach((item, index) => {
      edit(item, index, all);
    });
  });

const totals = (operation: OperationId, edit: (sums: Json) => void) =>
  answers(operation, body => {
    const sums = object(body.bulkActionMetadata);
    if (sums) edit(sums);
  });

const returns = (operation: OperationId, returnEntity: boolean) =>
  calls(operation, (_call, body) => {
    body.returnEntity = returnEntity;
  });

const failures = (edit: (item: Json) => void) =>
  metadata(CREATE, item => {
    if (item.success === false) edit(item);
  });

export const productBulkFaults: Fault[] = [
  fault(
    'products-bulk-first-only',
    row(1),
    'Of the products to create the first is created.',
    calls(CREATE, (_call, body) => {
      body.products = list(body.products).slice(0, 1);
    }),
  ),
  fault(
    'products-bulk-207',
    row(1),
    'Products are created in bulk with 207.',
    answers(CREATE, (_body, reply) => {
      reply.status = 207;
    }),
  ),
  fault(
    'products-bulk-positions-swapped',
    row(2),
    'Results tell their positions the wrong way round.',
    metadata(CREATE, (item, index, all) => {
      item.originalIndex = all.length - 1 - index;
    }),
  ),
  fault(
    'products-bulk-positions-from-one',
    row(2),
    'Positions are counted from 1.',
    metadata(UPDATE, (item, index) => {
      item.originalIndex = index + 1;
    }),
  ),
  fault(
    'products-bulk-hides-failures',
    row(3),
    'A product that failed is told as created.',
    failures(item => {
      item.success = true;
      delete item.error;
    }),
  ),
  fault(
    'products-bulk-fails-without-code',
    row(3),
    'A product that failed has no code.',
    failures(item => {
      delete object(item.error)?.code;
    }),
  ),
  fault(
    'products-bulk-always-entities',
    row(4),
    'Bulk create always answers products.',
    returns(CREATE, true),
  ),
  fault(
    'products-bulk-never-entities',
    row(4),
    'Bulk create never answers products.',
    returns(CREATE, false),
  ),
  fault('products-bulk-update-silent', row(4), 'Bulk update never answers products.', returns(UPDATE, false)),
  fault(
    'products-bulk-empty',
    row(5),
    'An empty list of products is answered 200.',
    only(CREATE, (next, call) =>
      list(object(call.body)?.products).length === 0
        ? {
            status: 200,
            body: {
              results: [],
              bulkActionMetadata: { totalSuccesses: 0, totalFailures: 0, undetailedFailures: 0 },
            },
          }
        : next(call),
    ),
  ),
  fault('products-bulk-101', row(6), '101 products are created.', {
    contract: [
      { at: '/components/schemas/BulkCreateProductsRequest/properties/products/maxItems', to: 1000 },
    ],
  }),
  fault(
    'products-bulk-many-options',
    row(7),
    'Any number of options is created.',
    rules(() => ({ optionsPerRequest: 10_000 })),
  ),
  fault(
    'products-bulk-takes-ids',
    row(8),
    'Ids of the caller are passed over.',
    calls(CREATE, (_call, body) => {
      for (const product of objects(body.products)) delete product.id;
    }),
  ),
  fault(
    'products-bulk-delete-spares-one',
    row(10),
    'The last of several products is told as deleted and stays.',
    only(DELETE, (next, call) => {
      const ids = list(object(call.body)?.productIds);
      const reply = structuredClone(
        next({ ...call, body: { productIds: ids.slice(0, Math.max(1, ids.length - 1)) } }),
      );
      const body = object(reply.body);
      if (reply.status >= 300 || !body || ids.length < 2) return reply;
      const itemMetadata = { id: ids.at(-1), originalIndex: ids.length - 1, success: true };
      body.results = [...list(body.results), { itemMetadata }];
      const sums = object(body.bulkActionMetadata);
      if (sums) sums.totalSuccesses = Number(sums.totalSuccesses) + 1;
      return reply;
    }),
  ),
  fault(
    'products-bulk-delete-anonymous',
    row(10),
    'Bulk delete does not tell the ids.',
    metadata(DELETE, item => {
      delete item.id;
    }),
  ),
  fault(
    'products-bulk-delete-twice',
    row(11),
    'An id given twice is deleted once.',
    calls(DELETE, (_call, body) => {
      body.productIds = [...new Set(list(body.productIds))];
    }),
  ),
  fault('products-bulk-delete-101', row(12), '101 ids are accepted.', {
    contract: [
      { at: '/components/schemas/BulkDeleteProductsRequest/properties/productIds/maxItems', to: 1000 },
    ],
  }),
  fault(
    'products-bulk-delete-none',
    row(12),
    'No ids at all are answered 200.',
    only(DELETE, (next, call) => {
      const reply = next(call);
      return list(object(call.body)?.productIds).length === 0
        ? { status: 200, body: { results: [] } }
        : reply;
    }),
  ),
  fault(
    'products-bulk-delete-all-or-nothing',
    row(13),
    'With one unknown id nothing is deleted.',
    only(DELETE, (next, call) => {
      const ids = list(object(call.body)?.productIds).map(String);
      const known = ids.every(productId => next({ operation: 'getProduct', productId }).status === 200);
      if (known) return next(call);
      const results = ids.map((id, originalIndex) => ({
        itemMetadata: {
          id,
          originalIndex,
          success: false,
          error: { code: 'ABORTED', description: 'aborted' },
        },
      }));
      const sums = { totalSuccesses: 0, totalFailures: ids.length, undetailedFailures: 0 };
      return { status: 200, body: { results, bulkActionMetadata: sums } };
    }),
  ),
  fault(
    'products-bulk-totals-off',
    row(14),
    'Bulk create counts a success too many.',
    totals(CREATE, sums => {
      sums.totalSuccesses = Number(sums.totalSuccesses) + 1;
    }),
  ),
  fault(
    'products-bulk-delete-totals-off',
    row(14),
    'Bulk delete counts no successes.',
    totals(DELETE, sums => {
      sums.totalSuccesses = 0;
    }),
  ),
  fault(
    'products-bulk-update-does-nothing',
    row(2),
    'Bulk update reports and changes nothing.',
    calls(UPDATE, (_call, body) => {
      for (const item of objects(body.products)) delete object(item.product)?.name;
    }),
  ),
];
