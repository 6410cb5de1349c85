/** Sorting and paging: whatever the sort and the limit, the pages of a walk are the list cut to pieces. */
import fc from 'fast-check';
import type { Answer, JsonObject } from '../../../engine/answer.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { isAccepted } from '../../../engine/matchers/answers.ts';
import { compare } from '../../../engine/matchers/compare.ts';
import { all, type Matcher, show, unless } from '../../../engine/matchers/matcher.ts';
import { itemsIn, listsExactly } from '../../../engine/matchers/pages.ts';
import {
  announcesEnd,
  announcesMore,
  everyPage,
  fillsPages,
  startsWithin,
  visitsOnce,
} from '../../../engine/matchers/walks.ts';
import { cursorTo, type PageWalk, pageAt, walkPages } from '../../../engine/page-walk.ts';
import { plainCustomization } from '../../../generators/plain-customization.ts';
import { type Inquiry, inquiry, pageSize, type Sort, sorting } from '../../../generators/query-questions.ts';
import { inOrderOf, isTotal, standsBy } from './order.ts';
import { type Population, populate } from './population.ts';
import { tellMembers, tellSort } from './telling.ts';

const ASKS = ['walk', 'back', 'mirror', 'fields', 'meanwhile'] as const;

interface Question {
  ask: (typeof ASKS)[number];
  sort: Sort[];
  limit: number;
  /** Which filter selects the population. */
  by: 'byPrefix' | 'byIds';
}

type Case = Inquiry<Question>;

const POINTS = {
  once: 'CUST-QUERY-PAGE-023',
  within: 'CUST-QUERY-PAGE-003',
  full: 'CUST-QUERY-PAGE-025',
  more: 'CUST-QUERY-PAGE-013',
  end: 'CUST-QUERY-PAGE-014',
  back: 'CUST-QUERY-PAGE-019',
  meanwhile: 'CUST-QUERY-PAGE-039',
  sorted: 'CUST-QUERY-SORT-012',
  order: 'CUST-QUERY-SORT-024',
  mirror: 'CUST-QUERY-SORT-023',
  counts: 'CUST-QUERY-FIELDS-002',
  kept: 'CUST-QUERY-FIELDS-011',
};
type Context = CheckContext<keyof typeof POINTS>;
type Ask = (context: Context, among: Population, asked: Question) => Promise<void>;

const WHOLE = 100;
/** Two more than needed: a target that always offers another page must not hold the walk. */
const most = (items: number, limit: number): number => Math.ceil(items / limit) + 2;

/** The whole list on one page. */
async function whole(context: Context, among: Population, { sort, by }: Question): Promise<JsonObject[]> {
  const { api, judge, settle } = context;
  const query = { filter: among[by], ...(sort.length > 0 && { sort }), cursorPaging: { limit: WHOLE } };
  const sound = all(listsExactly(among.items), standsBy(sort, among.items));
  const answer = await settle.again('query-repeated', () => api.query({ query }), sound);
  judge('sorted', answer, sound);
  return itemsIn(answer);
}

/** What one replica has deleted, another may still announce after a walk under which something came and went. */
const isLevel = ({ length }: Population['items'], limit: number): Matcher<PageWalk> =>
  limit < length ? all(announcesEnd(length), fillsPages(limit), announcesMore(length)) : announcesEnd(length);

function walked({ api, settle }: Context, among: Population, { sort, limit, by }: Question) {
  const { items } = among;
  const query = { filter: among[by], ...(sort.length > 0 && { sort }), cursorPaging: { limit } };
  const read = () => walkPages(api, { query }, { most: most(items.length, limit) });
  return settle.again('query-repeated', read, all(visitsOnce(items), isLevel(items, limit)));
}

const walk: Ask = async (context, among, asked) => {
  const { judge } = context;
  const { items } = among;
  const list = await whole(context, among, asked);
  const found = await walked(context, among, asked);
  judge('once', found, visitsOnce(items));
  judge('within', found, startsWithin(asked.limit));
  judge('end', found, announcesEnd(items.length));
  if (isTotal(asked.sort, items)) {
    const inOrder = inOrderOf(list, items);
    judge('order', found, ({ items: listed }) => inOrder(listed));
  }
  if (asked.limit >= items.length) return;
  judge('full', found, fillsPages(asked.limit));
  judge('more', found, announcesMore(items.length));
};

/** From every later page that offers it, back to the one before (SIL-04: none has to). */
const back: Ask = async (context, among, asked) => {
  const { api, judge, settle } = context;
  const found = await walked(context, among, asked);
  judge('once', found, visitsOnce(among.items));
  const { answers } = found;
  const pages = answers.map(answer =>
    itemsIn(answer).map(({ id, name }) => ({ id: String(id), name: String(name) })),
  );
  for (const [i, before] of pages.slice(0, -1).entries()) {
    const cursor = cursorTo('prev', answers[i + 1] as Answer);
    if (cursor === undefined) {
      judge.inapplicable('back', 'a later page gives no prev cursor');
      continue;
    }
    const inOrder = inOrderOf(before, among.items);
    const same: Matcher<Answer> = isTotal(asked.sort, among.items)
      ? all(listsExactly(before), answer => inOrder(itemsIn(answer)))
      : listsExactly(before);
    const read = () => api.query(pageAt(cursor, asked.limit));
    judge('back', await settle.again('query-repeated', read, same), same);
  }
};

/** Turned round, a sort gives the list backwards. */
const mirror: Ask = async (context, among, asked) => {
  const { api, judge, settle } = context;
  const { sort, by } = asked;
  if (!isTotal(sort, among.items)) return;
  const backwards = (await whole(context, among, asked)).toReversed();
  const turned = sort.map(({ fieldName, order }) => ({
    fieldName,
    order: order === 'ASC' ? ('DESC' as const) : ('ASC' as const),
  }));
  const inOrder = inOrderOf(backwards, among.items);
  const mirrored = all<Answer>(listsExactly(among.items), answer => inOrder(itemsIn(answer)));
  const read = () => api.query({ query: { filter: among[by], sort: turned } });
  judge('mirror', await settle.again('query-repeated', read, mirrored), mirrored);
};

/** Asking for the counts adds them, and takes nothing away. They are sent with every page (CUST-QUERY-PAGE-038). */
const fields: Ask = async (context, among, asked) => {
  const { api, judge } = context;
  const { limit, by } = asked;
  const known = new Map(
    (await whole(context, among, asked)).map(({ assignedProductsCount, ...item }) => [item.id, item]),
  );
  const query = { filter: among[by], cursorPaging: { limit } };
  const asks = { query, fields: ['ASSIGNED_PRODUCTS_COUNT' as const] };
  const found = await walkPages(api, asks, { most: most(among.items.length, limit) });
  const each = (find: (item: JsonObject) => ReturnType<Matcher<unknown>>): Matcher<PageWalk> =>
    all(everyPage(isAccepted), ({ items }) => items.map(find).find(Boolean));
  judge(
    'counts',
    found,
    each(({ name, assignedProductsCount: count }) =>
      unless(count === 0, `assignedProductsCount 0 of ${show(name)}`, count),
    ),
  );
  judge(
    'kept',
    found,
    each(item => compare(known.get(item.id) ?? {}, item)),
  );
};

/** Something is created and something is deleted while a walk is under way: the others are none of its business. */
const meanwhile: Ask = async (
  { api, given, judge, settle },
  { items, prefix, byPrefix: filter },
  { sort, limit },
) => {
  const query = { filter, ...(sort.length > 0 && { sort }), cursorPaging: { limit } };
  const answers = [await api.query({ query })];
  const cursor = cursorTo('next', answers[0] as Answer);
  if (cursor === undefined) return;
  const { id: passing } = await given.customization(plainCustomization('text option', `${prefix}m`));
  for (
    let next: string | undefined = cursor;
    next !== undefined && answers.length <= most(items.length + 1, limit);
  ) {
    const answer: Answer = await api.query(pageAt(next, limit));
    answers.push(answer);
    next = cursorTo('next', answer);
  }
  const listed = answers.flatMap(itemsIn);
  const untouched = listed.filter(({ id }) => items.some(item => item.id === id));
  const { exchange } = answers.at(-1) as Answer;
  const found = { exchange, answers, items: untouched };
  const missed = visitsOnce(items)(found);
  judge.observed(
    'meanwhile',
    found,
    missed ? `${missed.received}, while another was created` : 'no other was lost or repeated',
  );
  await api.delete(passing).accepted();
  await settle.required('query-after-delete', () => api.query({ query: { filter } }), listsExactly(items));
};

const ANSWER: Record<Question['ask'], Ask> = { walk, back, mirror, fields, meanwhile };

const DOES: Record<Question['ask'], string> = {
  walk: 'walk through the pages and compare with the whole list',
  back: 'walk through the pages and go back from each',
  mirror: 'list them, and list them by the sort turned round',
  fields: 'walk through the pages with the counts of products',
  meanwhile: 'walk through the pages, and create another after the first',
};

const tell = ({ members, questions }: Case): string[] => [
  `create ${tellMembers(members)}`,
  ...questions.map(({ ask, sort, limit }) => `${DOES[ask]}: ${tellSort(sort)}, limit ${limit}`),
];

const byName: Sort[] = [{ fieldName: 'name', order: 'ASC' }];
const OPENING: Case = {
  members: ['c', 'a', 'b'].map(tail => ({ kind: 'text option', tail })),
  questions: ASKS.map(ask => ({ ask, sort: byName, limit: 2, by: 'byPrefix' })),
};

export const queryPages = explored<keyof typeof POINTS, Case>({
  id: 'customizations.explored.query-pages',
  title: 'Whatever the sort and the limit, pages are the list cut to pieces',
  profile: 'core',
  points: POINTS,
  cases: {
    weight: 2.5,
    generated: inquiry<Question>({
      ask: fc.constantFrom('walk', 'walk', ...ASKS),
      sort: sorting(),
      limit: pageSize(),
      by: fc.constantFrom('byPrefix', 'byIds'),
    }),
    openings: [OPENING],
    tell,
  },
  async run(context, { members, questions }) {
    const among = await populate(context, members);
    for (const asked of questions) await ANSWER[asked.ask](context, among, asked);
  },
});
