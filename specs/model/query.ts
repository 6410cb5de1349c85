/** Query and Count. */
import { asArray, asObject, asString, type Json } from '../json.ts';
import type { Call } from '../operations.ts';
import { type Context, checkedBody, type Operation, shown } from './context.ts';
import type { CursorPosition } from './cursor.ts';
import type { Entity } from './entity.ts';
import { compileFilter, UnsupportedFilter } from './filter.ts';
import { compareBy, type Order, select } from './page.ts';
import type { Holder, Predicate } from './semantics/filters.ts';
import type { SortEntry } from './semantics/pages.ts';

export const queryCustomizations: Operation = (context, call) => {
  const body = checkedBody(context, call, 'QueryCustomizationsRequest');
  const walk = walkOf(context, call, asObject(body.query));
  const { items, follows, precedes } = pageOf(context, call, walk);
  const { semantics } = context;
  return {
    customizations: items.map(entity => shown(context, entity, body.fields, call.operation)),
    pagingMetadata: {
      count: semantics.pageCount(items, walk.limit),
      cursors: {
        ...(follows && items.length > 0 && { next: cursor(context, walk, 'next', items.at(-1)) }),
        ...(semantics.hasPrev(precedes) &&
          items.length > 0 && { prev: cursor(context, walk, 'prev', items[0]) }),
      },
      hasNext: semantics.hasNext(follows, items, walk.limit),
    },
  };
};

export const countCustomizations: Operation = (context, call) => {
  const body = checkedBody(context, call, 'CountCustomizationsRequest');
  const passes = predicate(context, call, body.filter, 'filter');
  let matching = 0;
  for (const entity of context.store.all()) if (passes(entity)) matching += 1;
  return { count: context.semantics.count(matching) };
};

interface Walk extends Omit<CursorPosition, 'edge'> {
  /** Where to go on from; at the beginning when there is none. */
  edge?: Json;
}

/** The walk a request begins or continues. */
function walkOf(context: Context, call: Call, query: Json): Walk {
  const { semantics } = context;
  const { cursor, limit } = asObject(query.cursorPaging);
  const sent = { filter: query.filter, sort: asArray(query.sort) as SortEntry[] };
  const size = (ofCursor?: number) =>
    semantics.limitOf(limit as number | undefined, ofCursor, semantics.defaultLimit);
  const text = asString(cursor);
  if (!text) return { ...sent, limit: size(), towards: 'next' };
  const position = continued(context, call, text, sent);
  return { ...position, limit: size(position.limit) };
}

function continued(
  context: Context,
  call: Call,
  text: string,
  sent: { filter: unknown; sort: readonly SortEntry[] },
): CursorPosition {
  const { judge, semantics, filters } = context;
  const filtered = Object.keys(asObject(sent.filter)).length > 0;
  if (semantics.cursorExcludesFilterAndSort && (filtered || sent.sort.length > 0)) {
    const field = filtered ? 'query.filter' : 'query.sort';
    throw judge.refuse('FIELD_NOT_ALLOWED', 'cannot be sent together with a cursor', call.operation, {
      field,
    });
  }
  const position = semantics.readCursor(text);
  const { $saved } = asObject(position?.filter);
  if (!position || ($saved !== undefined && !filters.has(String($saved)))) {
    const field = 'query.cursorPaging.cursor';
    throw judge.refuse('FORMAT', 'is not a cursor of this service', call.operation, { field });
  }
  const filter = $saved === undefined ? position.filter : filters.get(String($saved));
  return semantics.resume({ ...position, filter }, sent);
}

interface Page {
  items: readonly Entity[];
  follows: boolean;
  precedes: boolean;
}

function pageOf(context: Context, call: Call, walk: Walk): Page {
  const { semantics, store } = context;
  const passes = predicate(context, call, walk.filter, 'query.filter');
  const forward = orderOf(context, call, walk.sort);
  const order: Order = walk.towards === 'next' ? forward : (a, b) => forward(b, a);
  const from = walk.edge as Holder | undefined;
  const size = Math.max(walk.limit, 0) + 2;
  const { items, beyond, behind } = select(store.all(), { passes, order, from, size });
  const page = semantics.page(items, walk.limit);
  const ahead = items.length + beyond > page.length;
  return walk.towards === 'next'
    ? { items: page, follows: ahead, precedes: behind > 0 }
    : { items: [...page].reverse(), follows: behind > 0, precedes: ahead };
}

function predicate({ judge, semantics }: Context, call: Call, filter: unknown, at: string): Predicate {
  try {
    return compileFilter(filter, semantics);
  } catch (error) {
    if (!(error instanceof UnsupportedFilter)) throw error;
    const field = error.path ? `${at}.${error.path}` : at;
    throw judge.refuse('VALIDATION', error.message, call.operation, { field });
  }
}

function orderOf({ judge, semantics }: Context, call: Call, sort: readonly SortEntry[]): Order {
  const index = sort.findIndex(entry => !semantics.sortable(entry.fieldName));
  if (index < 0) return compareBy(sort, semantics);
  const field = `query.sort[${index}].fieldName`;
  throw judge.refuse('VALIDATION', 'is not a field to sort by', call.operation, { field });
}

/** Cursors are at most 16000 characters (CUST-QUERY-PAGE-020); a longer filter stays here under a name. */
const LONGEST_FILTER = 10_000;
const MOST_SAVED = 1000;

function cursor(
  { semantics, filters }: Context,
  walk: Walk,
  towards: CursorPosition['towards'],
  item: Entity | undefined,
): string {
  const edge: Json = { id: item?.id };
  const sort = walk.sort.length > 0 ? walk.sort : semantics.defaultSort;
  for (const { fieldName } of sort) edge[fieldName] = asObject(item)[fieldName];
  const filter =
    JSON.stringify(walk.filter ?? null).length > LONGEST_FILTER ? saved(filters, walk.filter) : walk.filter;
  return semantics.cursorFor({ filter, sort: walk.sort, limit: walk.limit, towards, edge });
}

function saved(filters: Map<string, unknown>, filter: unknown): unknown {
  for (const [name, known] of filters) if (known === filter) return { $saved: name };
  const [oldest] = filters.keys();
  if (filters.size >= MOST_SAVED && oldest !== undefined) filters.delete(oldest);
  const name = String(Number([...filters.keys()].at(-1) ?? 0) + 1);
  filters.set(name, filter);
  return { $saved: name };
}
