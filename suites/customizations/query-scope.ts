/** Filters that show exactly what this run made: what the chapters on sort, paging and fields stand on (SIL-55). */
import { type Answer, inWords, type JsonObject } from '../../engine/answer.ts';
import type { QueryBody } from '../../engine/api.ts';
import { type CheckContext, fixture } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import type { Matcher } from '../../engine/matchers/matcher.ts';
import { type Direction, keyOf, type OrderedField } from '../../engine/matchers/order.ts';
import { itemsIn, listsExactly } from '../../engine/matchers/pages.ts';
import { type PageWalk, type WalkOptions, walkPages } from '../../engine/page-walk.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { momentPassed, wardrobe } from './fixtures.ts';
import { KINDS } from './kinds.ts';

type Tools = Pick<CheckContext, 'api' | 'settle'>;

export interface Population {
  items: Customization[];
  /** Shows exactly `items`. */
  scope: JsonObject;
  /** What it just showed. */
  shown: JsonObject[];
}

/** The wardrobe, with a filter that was just seen to show exactly it. */
export async function inWardrobe(context: Tools & Pick<CheckContext, 'use'>): Promise<Population> {
  const { prefix, items } = await context.use(wardrobe);
  return populationOf(context, items, { name: { $startsWith: prefix } });
}

/**
 * The answer to a query about a settled population. Replicas need not be level yet, so it is asked for again while the
 * matcher finds something and the budget lasts (SIL-16).
 */
export function showing({ api, settle }: Tools, body: QueryBody, matcher: Matcher<Answer>): Promise<Answer> {
  return settle.again('query-repeated', () => api.query(body), matcher);
}

/** The same for a walk over its pages. */
export function walking(
  { api, settle }: Tools,
  query: QueryBody['query'],
  options: WalkOptions,
  matcher: Matcher<PageWalk>,
): Promise<PageWalk> {
  return settle.again('query-repeated', () => walkPages(api, { query }, options), matcher);
}

/** These items and a filter by their ids, or the other one given, whichever shows them; undecided when neither does. */
export async function populationOf(
  { api, settle }: Tools,
  items: Customization[],
  other?: JsonObject,
): Promise<Population> {
  const byId: JsonObject = { id: { $in: items.map(({ id }) => id) } };
  const ways = [byId, other ?? byId];
  let scope = byId;
  let reads = 0;
  const read = () => {
    scope = ways[reads++ % ways.length] ?? byId;
    return api.query({ query: { filter: scope } });
  };
  const shown = itemsIn(await settle.required('query-after-create', read, listsExactly(items)));
  return { items, scope, shown };
}

/** The items in the order a sort by that member gives. */
export function ordered<T extends object>(
  items: readonly T[],
  field: OrderedField,
  order: Direction = 'ASC',
): T[] {
  const key = keyOf(field);
  const ascending = [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return order === 'ASC' ? ascending : ascending.reverse();
}

/** Least number of different values that show an order. */
const TELLING = 3;

/** @throws UndecidedError when the values are (nearly) all the same, as with a coarse clock: no order shows then */
export function demandTelling(items: readonly object[], field: OrderedField): void {
  if (new Set(items.map(keyOf(field))).size >= TELLING) return;
  throw new UndecidedError(
    'set-up-failed',
    `${field} is the same for all items, so their order shows nothing`,
  );
}

/** @throws UndecidedError when there is none, because the target offered none or said that nothing follows */
export function demand<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new UndecidedError('set-up-failed', `the target gave no ${what}`);
  return value;
}

/** Milliseconds between two of five, so that a clock that counts seconds shows three moments. */
const FAR_APART = 750;

export interface Twins {
  items: Customization[];
  /** Why there are none, when there are none. */
  refused?: string;
}

/** One customization of each kind, all of one name: a sort by name leaves them equal (CUST-CREATE-076, SIL-29). */
export const twins = fixture<Twins>('customizations.twins', async ({ api, given, draw }) => {
  const name = given.word();
  const [first, ...others] = KINDS.map(kind => ({ ...draw(kind.arbitrary(), kind.id), name }));
  const items = first ? [await given.customization(first)] : [];
  for (const input of others) {
    await momentPassed(items, FAR_APART);
    const call = api.create(input);
    const answer = await call;
    const refused = isRefused(answer) === undefined;
    if (refused) return { items: [], refused: `a name in use was not taken again: ${inWords(answer)}` };
    items.push(await call.accepted());
  }
  return { items };
});
