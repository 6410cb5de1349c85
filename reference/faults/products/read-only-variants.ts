/** Defects of Read-Only Variants. */
import type { Call, OperationId } from '../../../specs/operations.ts';
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import { NOBODY, queryOf } from '../tools.ts';
import {
  amountIn,
  answers,
  around,
  calls,
  choicesIn,
  envelope,
  type Json,
  list,
  modifiersIn,
  object,
  objects,
  only,
  storedProduct,
} from './tools.ts';

const row = rowsOf('ROV');
const QUERY = 'queryReadOnlyVariants';
const SEARCH = 'searchReadOnlyVariants';
const LISTS: readonly OperationId[] = [QUERY, SEARCH];

/** Every item of a list is changed on its way out. */
const items = (edit: (item: Json, call: Call) => void) =>
  answers(LISTS, (body, _reply, call) => {
    for (const item of objects(body.variants)) edit(item, call);
  });

/** The whole list is changed on its way out. */
const lists = (edit: (items: Json[], call: Call) => unknown[]) =>
  answers(LISTS, (body, _reply, call) => {
    body.variants = edit(objects(body.variants), call);
  });

const names = (edit: (choice: Json) => void) =>
  items(item => {
    for (const choice of objects(item.optionChoices)) edit(choice);
  });

const keyOf = (item: Json): string => `${object(item.productData)?.productId} ${item.variantId}`;

/** Each item keeps the price with which it was first listed. */
const oldPrices = around(next => {
  const first = new Map<string, unknown>();
  return call => {
    const reply = structuredClone(next(call));
    if (!LISTS.includes(call.operation) || reply.status >= 300) return reply;
    for (const item of objects(object(reply.body)?.variants)) {
      if (!first.has(keyOf(item))) first.set(keyOf(item), structuredClone(item.price));
      item.price = first.get(keyOf(item));
    }
    return reply;
  };
});

/** Items that were listed once are listed for ever: those of products that exist, or those of others. */
const keepsListing = (ofExisting: boolean) =>
  around(next => {
    const first = new Map<string, Json>();
    return call => {
      const reply = structuredClone(next(call));
      const body = object(reply.body);
      const { cursorPaging } = queryOf(object(call.body) ?? {});
      if (call.operation !== QUERY || reply.status >= 300 || !body || cursorPaging) return reply;
      const shown = objects(body.variants);
      for (const item of shown) first.set(keyOf(item), structuredClone(item));
      const gone = missing(shown, first, call).filter(
        item => (storedProduct(next, object(item.productData)?.productId) !== undefined) === ofExisting,
      );
      body.variants = [...shown, ...gone];
      return reply;
    };
  });

/** Items that were listed for the product of this call before, and are no longer. */
function missing(shown: Json[], first: Map<string, Json>, call: Call): Json[] {
  const asked = JSON.stringify(call.body ?? {});
  const keys = new Set(shown.map(keyOf));
  return [...first.values()].filter(
    item => !keys.has(keyOf(item)) && asked.includes(String(object(item.productData)?.productId)),
  );
}

const ignoresFilter = (field: string) =>
  calls(SEARCH, (_call, body) => {
    const filter = object(object(body.search)?.filter);
    if (filter) delete filter[field];
  });

const pageMaximum = (to: number) => ({
  contract: [{ at: '/components/schemas/ReadOnlyVariantCursorPaging/properties/limit/maximum', to }],
});

/** Lists grant more fields, or other rules, than they should. */
const lens = (change: object) =>
  rules(sound => ({ productLens: operation => ({ ...sound.productLens(operation), ...change }) }));

const formatted = (edit: (price: Json) => void) => items(item => edit(amountIn(item)));

export const readOnlyVariantFaults: Fault[] = [
  fault(
    'rov-first-only',
    row(1),
    'Of each product the first variant is listed.',
    lists(all => {
      const seen = new Set<unknown>();
      return all.filter(({ productData }) => {
        const id = object(productData)?.productId;
        return !seen.has(id) && seen.add(id);
      });
    }),
  ),
  fault(
    'rov-not-there',
    row(1),
    'There are no read-only variants.',
    only(QUERY, () => envelope(404, 'NOT_FOUND')),
  ),
  fault(
    'rov-other-ids',
    row(2),
    'Read-only variants have ids of their own.',
    items(item => {
      item.variantId = `${String(item.variantId).slice(0, -4)}0000`;
    }),
  ),
  fault(
    'rov-without-product',
    row(3),
    'Read-only variants do not tell their product.',
    items(item => {
      delete object(item.productData)?.productId;
    }),
  ),
  fault(
    'rov-other-choices',
    row(4),
    'Read-only variants tell choices by other ids.',
    names(choice => {
      const ids = object(choice.optionChoiceIds);
      if (ids) ids.choiceId = NOBODY;
    }),
  ),
  fault(
    'rov-without-names',
    row(5),
    'Read-only variants do not tell the names of their choices.',
    names(choice => {
      delete choice.optionChoiceNames;
    }),
  ),
  fault(
    'rov-rounds-prices',
    row(6),
    'Read-only variants tell prices without decimals.',
    items(item => {
      amountIn(item).amount = String(amountIn(item).amount).split('.')[0];
    }),
  ),
  fault(
    'rov-without-skus',
    row(7),
    'Read-only variants have no SKU.',
    items(item => {
      delete item.sku;
    }),
  ),
  fault(
    'rov-without-barcodes',
    row(7),
    'Read-only variants have no barcode.',
    items(item => {
      delete item.barcode;
    }),
  ),
  fault(
    'rov-without-defaults',
    row(8),
    'Default variants are not listed.',
    lists(all => all.filter(item => list(item.optionChoices).length > 0)),
  ),
  fault('rov-old-prices', row(9), 'Read-only variants keep the price they had first.', oldPrices),
  fault('rov-keeps-removed', row(10), 'Variants that were removed are still listed.', keepsListing(true)),
  fault('rov-keeps-deleted', row(11), 'Variants of deleted products are still listed.', keepsListing(false)),
  fault(
    'rov-ignores-choices',
    row(12),
    'Search passes over a filter by choices.',
    ignoresFilter('optionChoices.optionChoiceIds.choiceId'),
  ),
  fault(
    'rov-choices-in-vain',
    row(12),
    'Search finds nothing by choices.',
    lists((all, call) => (JSON.stringify(call.body ?? {}).includes('choiceId') ? [] : all)),
  ),
  fault('rov-ignores-skus', row(13), 'Search passes over a filter by SKU.', ignoresFilter('sku')),
  fault('rov-queries-anything', row(14), 'Query takes any field.', lens({ supports: () => true })),
  fault(
    'rov-ignores-unknown',
    row(14),
    'Query passes over fields it does not know.',
    calls(QUERY, (_call, body) => {
      const filter = object(queryOf(body).filter);
      if (filter) delete filter.sku;
    }),
  ),
  fault(
    'rov-one-direction',
    row(15),
    'Sorting knows one direction.',
    lens({ directed: (comparison: number) => comparison }),
  ),
  fault('rov-pages-of-999', row(16), 'A page of 1,000 is refused.', pageMaximum(999)),
  fault('rov-pages-of-any-size', row(16), 'Pages have any size.', pageMaximum(100_000)),
  fault(
    'rov-skips',
    row(17),
    'The first item of a page that follows another is lost.',
    lists((all, call) => {
      const { cursor } = object(queryOf(object(call.body) ?? {}).cursorPaging) ?? {};
      return cursor === undefined ? all : all.slice(1);
    }),
  ),
  fault(
    'rov-repeats',
    row(17),
    'A following page shows the first item again.',
    around(next => {
      let last: Json | undefined;
      return call => {
        const reply = structuredClone(next(call));
        const body = object(reply.body);
        if (call.operation !== QUERY || !body || reply.status >= 300) return reply;
        const { cursor } = object(queryOf(object(call.body) ?? {}).cursorPaging) ?? {};
        if (cursor !== undefined && last) body.variants = [last];
        last = objects(body.variants).at(-1);
        return reply;
      };
    }),
  ),
  fault(
    'rov-cursor-with-filter',
    row(18),
    'A cursor may come with a filter.',
    lens({ cursorExcludesFilterAndSort: false }),
  ),
  fault(
    'rov-cursor-with-sort',
    row(18),
    'A sort beside a cursor is passed over.',
    calls(QUERY, (_call, body) => {
      const query = queryOf(body);
      if (object(query.cursorPaging)?.cursor !== undefined) delete query.sort;
    }),
  ),
  fault(
    'rov-always-formatted',
    row(19),
    'Amounts are always told for people too.',
    formatted(price => {
      price.formattedAmount ??= `$${price.amount}`;
    }),
  ),
  fault(
    'rov-never-formatted',
    row(19),
    'Amounts are never told for people.',
    formatted(price => {
      delete price.formattedAmount;
    }),
  ),
  fault(
    'rov-with-modifiers',
    row(22),
    'Modifiers are told among the choices.',
    around(next => call => {
      const reply = structuredClone(next(call));
      if (!LISTS.includes(call.operation) || reply.status >= 300) return reply;
      for (const item of objects(object(reply.body)?.variants)) {
        const product = storedProduct(next, object(item.productData)?.productId) ?? {};
        const references = modifiersIn(product).flatMap(modifier =>
          choicesIn(modifier)
            .slice(0, 1)
            .map(({ choiceId }) => ({ optionChoiceIds: { optionId: modifier.id, choiceId } })),
        );
        item.optionChoices = [...list(item.optionChoices), ...references];
      }
      return reply;
    }),
  ),
];
