/** Defects of reading products: one by one, and in lists. */

import type { OperationId } from '../../../specs/operations.ts';
import { type Fault, fault, rowsOf } from '../fault.ts';
import { NOBODY, queryOf } from '../tools.ts';
import {
  answers,
  around,
  calls,
  envelope,
  type Json,
  list,
  object,
  objects,
  only,
  products,
  storedProduct,
  variantsIn,
} from './tools.ts';

const row = rowsOf('PROD-READ');
const GET = 'getProduct';
const QUERY = 'queryProducts';
const SEARCH = 'searchProducts';

/** Products in a list are shown as Get shows them. */
const withVariants = (operation: OperationId) =>
  around(next => call => {
    const reply = next(call);
    if (call.operation !== operation || reply.status >= 300) return reply;
    const body = object(structuredClone(reply.body)) ?? {};
    body.products = objects(body.products).map(product => storedProduct(next, product.id) ?? product);
    return { ...reply, body };
  });

/** Fields that Query Products knows. */
const KNOWN = new Set(['id', 'handle', 'createdDate', 'updatedDate', 'slug', 'visible', 'options.id']);

const listed = (edit: (body: Json) => void) => answers(QUERY, body => edit(body));

const withoutVariants = (operation: OperationId) =>
  products(product => {
    const info = object(product.variantsInfo);
    if (info) info.variants = variantsIn(product).slice(0, 1);
  }, operation);

export const productReadFaults: Fault[] = [
  fault(
    'product-get-another',
    row(1),
    'Get answers a product with another id.',
    products(product => {
      product.id = NOBODY;
    }, GET),
  ),
  fault('product-get-first-variant', row(2), 'Get shows the first variant only.', withoutVariants(GET)),
  fault(
    'product-no-slug-lookup',
    row(3),
    'No product is found by its slug.',
    only('getProductBySlug', () => envelope(404)),
  ),
  fault(
    'product-slug-first-variant',
    row(3),
    'By its slug a product shows the first variant only.',
    withoutVariants('getProductBySlug'),
  ),
  fault(
    'product-unknown-400',
    row(4),
    'An unknown product is answered 400.',
    only(GET, (next, call) => {
      const reply = next(call);
      return reply.status === 404 ? { ...reply, status: 400 } : reply;
    }),
  ),
  fault(
    'product-unknown-200',
    row(4),
    'An unknown product is answered 200.',
    only(GET, (next, call) => {
      const reply = next(call);
      return reply.status === 404 ? { status: 200, body: {} } : reply;
    }),
  ),
  fault('product-query-variants', row(5), 'Query shows the variants of products.', withVariants(QUERY)),
  fault('product-search-variants', row(6), 'Search shows the variants of products.', withVariants(SEARCH)),
  fault(
    'product-query-without-count',
    row(7),
    'Query does not tell the number of variants.',
    products(product => {
      delete product.variantSummary;
    }, QUERY),
  ),
  fault(
    'product-search-counts-nothing',
    row(7),
    'Search tells of no variants.',
    products(product => {
      product.variantSummary = { variantCount: 0 };
    }, SEARCH),
  ),
  fault(
    'product-query-blind-to-new',
    row(8),
    'Query never finds the product that was made last.',
    listed(body => {
      body.products = objects(body.products).slice(0, -1);
    }),
  ),
  fault(
    'product-query-ignores-ids',
    row(8),
    'Query passes over a filter by ids.',
    calls(QUERY, (_call, body) => {
      const filter = object(queryOf(body).filter);
      if (filter) delete filter.id;
    }),
  ),
  fault('product-query-any-limit', row(9), 'Query answers pages of any size.', {
    contract: [{ at: '/components/schemas/ProductCursorPaging/properties/limit/maximum', to: 100_000 }],
  }),
  fault(
    'product-query-repeats',
    row(10),
    'A page that follows another begins with an item of it.',
    around(next => {
      let last: Json | undefined;
      return call => {
        const reply = next(call);
        if (call.operation !== QUERY || reply.status >= 300) return reply;
        const body = object(structuredClone(reply.body)) ?? {};
        const items = objects(body.products);
        const follows = object(queryOf(object(call.body) ?? {}).cursorPaging)?.cursor !== undefined;
        if (follows && last) body.products = [last, ...items];
        last = items.at(-1);
        return { ...reply, body };
      };
    }),
  ),
  fault(
    'product-query-skips',
    row(10),
    'The first item of a page that follows another is lost.',
    answers(QUERY, (body, _reply, call) => {
      const { cursor } = object(queryOf(object(call.body) ?? {}).cursorPaging) ?? {};
      if (cursor !== undefined) body.products = list(body.products).slice(1);
    }),
  ),
  fault(
    'product-query-ignores-unknown',
    row(11),
    'Query passes over fields it does not know.',
    calls(QUERY, (_call, body) => {
      const filter = object(queryOf(body).filter) ?? {};
      for (const name of Object.keys(filter)) if (!KNOWN.has(name)) delete filter[name];
    }),
  ),
  fault(
    'product-get-first-field',
    row(12),
    'Of several `fields` the first is heard.',
    calls(GET, call => {
      call.fields = call.fields?.slice(0, 1);
    }),
  ),
  fault(
    'product-get-last-field',
    row(12),
    'Of several `fields` the last is heard.',
    calls(GET, call => {
      call.fields = call.fields?.slice(-1);
    }),
  ),
  fault(
    'product-always-url',
    row(13),
    'Products always tell their url.',
    calls(GET, call => {
      call.fields = [...(call.fields ?? []), 'URL'];
    }),
  ),
  fault(
    'product-never-currency',
    row(13),
    'Products never tell their currency.',
    products(product => {
      delete product.currency;
    }),
  ),
];
