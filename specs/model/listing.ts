/** Lists of the APIs: filtered, sorted, and handed out page by page along cursors. */
import { asArray, asObject, asString, type Json } from '../json.ts';
import type { OperationId } from '../operations.ts';
import type { Context } from './context.ts';
import type { CursorPosition } from './cursor.ts';
import { compileFilter, UnsupportedFilter } from './filter.ts';
import { compareBy, type Order, select } from './page.ts';
import type { FilterSemantics, Holder, Predicate } from './semantics/filters.ts';
import type { PageSemantics, SortEntry } from './semantics/pages.ts';

/** What is listed, and by which rules. */
export interface Listing<T extends Holder> {
  items: readonly T[];
  lens: FilterSemantics & PageSemantics;
  operation: OperationId;
  /** The member of the request that holds filter, sort and paging. */
  at: 'query' | 'search';
  /** Whether an item holds free text; only where it can be searched for. */
  finds?: (item: T, text: Json) => boolean;
}

interface Page<T> {
  items: readonly T[];
  pagingMetadata: Json;
}

type Common = Pick<Context, 'judge' | 'filters'>;

/** The page that a query asks for. */
export function pageOf<T extends Holder>(context: Common, listing: Listing<T>, query: Json): Page<T> {
  const { lens } = listing;
  const walk = walkOf(context, listing, query);
  const { items, follows, precedes } = cut(context, listing, walk);
  const cursor = (towards: CursorPosition['towards'], item: T | undefined) =>
    cursorAt(context, listing, walk, towards, item);
  const pagingMetadata = {
    count: lens.pageCount(items, walk.limit),
    cursors: {
      ...(follows && items.length > 0 && { next: cursor('next', items.at(-1)) }),
      ...(lens.hasPrev(precedes) && items.length > 0 && { prev: cursor('prev', items[0]) }),
    },
    hasNext: lens.hasNext(follows, items, walk.limit),
  };
  return { items, pagingMetadata };
}

/** How many pass a filter, which sits at `at` in the request. */
export function countOf<T extends Holder>(
  context: Common,
  listing: Omit<Listing<T>, 'at'>,
  filter: unknown,
): number {
  const passes = predicate(context, listing, filter, 'filter');
  let matching = 0;
  for (const item of listing.items) if (passes(item)) matching += 1;
  return listing.lens.count(matching);
}

interface Walk extends Omit<CursorPosition, 'edge'> {
  /** Where to go on from; at the beginning when there is none. */
  edge?: Json;
}

/** The walk a request begins or continues. */
function walkOf<T extends Holder>(context: Common, listing: Listing<T>, query: Json): Walk {
  const { lens } = listing;
  const { cursor, limit } = asObject(query.cursorPaging);
  const sent = { filter: query.filter, sort: asArray(query.sort) as SortEntry[], ...textOf(query) };
  const size = (ofCursor?: number) => lens.limitOf(limit as number | undefined, ofCursor, lens.defaultLimit);
  const token = asString(cursor);
  if (!token) return { ...sent, limit: size(), towards: 'next' };
  const position = continued(context, listing, token, sent);
  return { ...position, limit: size(position.limit) };
}

function textOf(query: Json): { text?: Json } {
  const { expression, mode } = asObject(query.search);
  return asString(expression) ? { text: { expression, ...(mode !== undefined && { mode }) } } : {};
}

function continued<T extends Holder>(
  { judge, filters }: Common,
  { lens, operation, at }: Listing<T>,
  token: string,
  sent: { filter: unknown; sort: readonly SortEntry[]; text?: Json },
): CursorPosition {
  const filtered = Object.keys(asObject(sent.filter)).length > 0;
  if (lens.cursorExcludesFilterAndSort && (filtered || sent.sort.length > 0 || sent.text)) {
    const field = `${at}.${filtered ? 'filter' : sent.sort.length > 0 ? 'sort' : 'search'}`;
    throw judge.refuse('FIELD_NOT_ALLOWED', 'cannot be sent together with a cursor', operation, { field });
  }
  const position = lens.readCursor(token);
  const { $saved } = asObject(position?.filter);
  if (!position || ($saved !== undefined && !filters.has(String($saved)))) {
    const field = `${at}.cursorPaging.cursor`;
    throw judge.refuse('FORMAT', 'is not a cursor of this service', operation, { field });
  }
  const filter = $saved === undefined ? position.filter : filters.get(String($saved));
  return lens.resume({ ...position, filter }, sent);
}

function cut<T extends Holder>(context: Common, listing: Listing<T>, walk: Walk) {
  const { lens, at, finds } = listing;
  const passes = predicate(context, listing, walk.filter, `${at}.filter`);
  const { text } = walk;
  const items = text && finds ? listing.items.filter(item => finds(item, text)) : listing.items;
  const forward = orderOf(context, listing, walk.sort);
  const order: Order = walk.towards === 'next' ? forward : (a, b) => forward(b, a);
  const from = walk.edge as Holder | undefined;
  const size = Math.max(walk.limit, 0) + 2;
  const selected = select(items, { passes, order, from, size });
  const page = lens.page(selected.items, walk.limit);
  const ahead = selected.items.length + selected.beyond > page.length;
  return walk.towards === 'next'
    ? { items: page, follows: ahead, precedes: selected.behind > 0 }
    : { items: [...page].reverse(), follows: selected.behind > 0, precedes: ahead };
}

function predicate<T extends Holder>(
  { judge }: Common,
  { lens, operation }: Omit<Listing<T>, 'at'>,
  filter: unknown,
  at: string,
): Predicate {
  try {
    return compileFilter(filter, lens);
  } catch (error) {
    if (!(error instanceof UnsupportedFilter)) throw error;
    const field = error.path ? `${at}.${error.path}` : at;
    throw judge.refuse('VALIDATION', error.message, operation, { field });
  }
}

function orderOf<T extends Holder>(
  { judge }: Common,
  { lens, operation, at }: Listing<T>,
  sort: readonly SortEntry[],
): Order {
  const index = sort.findIndex(entry => !lens.sortable(entry.fieldName));
  if (index < 0) return compareBy(sort, lens);
  const field = `${at}.sort[${index}].fieldName`;
  throw judge.refuse('VALIDATION', 'is not a field to sort by', operation, { field });
}

/** Cursors are at most 16000 characters (CUST-QUERY-PAGE-020); a longer filter stays here under a name. */
const LONGEST_FILTER = 10_000;
const MOST_SAVED = 1000;

function cursorAt<T extends Holder>(
  { filters }: Common,
  { lens }: Listing<T>,
  walk: Walk,
  towards: CursorPosition['towards'],
  item: T | undefined,
): string {
  const edge: Json = { id: item?.id };
  const sort = walk.sort.length > 0 ? walk.sort : lens.defaultSort;
  for (const { fieldName } of sort) if (item) edge[fieldName] = lens.held(item, fieldName);
  const filter =
    JSON.stringify(walk.filter ?? null).length > LONGEST_FILTER ? saved(filters, walk.filter) : walk.filter;
  const { sort: asked, limit, text } = walk;
  return lens.cursorFor({ filter, sort: asked, limit, towards, edge, ...(text && { text }) });
}

function saved(filters: Map<string, unknown>, filter: unknown): unknown {
  for (const [name, known] of filters) if (known === filter) return { $saved: name };
  const [oldest] = filters.keys();
  if (filters.size >= MOST_SAVED && oldest !== undefined) filters.delete(oldest);
  const name = String(Number([...filters.keys()].at(-1) ?? 0) + 1);
  filters.set(name, filter);
  return { $saved: name };
}
