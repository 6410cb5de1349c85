/** Paging: going through all pages, forth and back. */
import type { Answer } from '../../engine/answer.ts';
import { type Check, check, type PointSpec } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { all, type Matcher, unless } from '../../engine/matchers/matcher.ts';
import { idsOf, itemsIn, listsExactly, listsInOrder } from '../../engine/matchers/pages.ts';
import {
  announcesEnd,
  announcesMore,
  everyPage,
  fillsPages,
  hasPages,
  startsWithin,
  visitsInOrder,
  visitsOnce,
} from '../../engine/matchers/walks.ts';
import { cursorTo, type PageWalk, pageAt, walkPages } from '../../engine/page-walk.ts';
import { wardrobe } from './fixtures.ts';
import { demand, inWardrobe, ordered, populationOf, showing, walking } from './query-scope.ts';

const byName = [{ fieldName: 'name', order: 'ASC' as const }];

interface Steps {
  slug: string;
  limit: number;
  /** How many items there are to go through. */
  of: number;
  what: string;
  /** What only this walk shows. */
  points?: Record<string, PointSpec>;
}

/** Of 12 in all: limits that do and do not divide the number, at it, and next to it on both sides. */
const WALKS: Steps[] = [
  { slug: 'one-by-one', limit: 1, of: 4, what: 'single items', points: { one: 'CUST-QUERY-PAGE-004' } },
  { slug: 'in-pairs', limit: 2, of: 5, what: 'pairs and a rest' },
  { slug: 'with-a-rest', limit: 5, of: 12, what: 'three pages, the last not full' },
  { slug: 'in-equal-pages', limit: 6, of: 12, what: 'a limit that divides the number of matches' },
  {
    slug: 'one-left-over',
    limit: 11,
    of: 12,
    what: 'one match more than the limit',
    points: { leftOver: 'CUST-QUERY-PAGE-035' },
  },
  {
    slug: 'all-at-once',
    limit: 12,
    of: 12,
    what: 'as many matches as the limit',
    points: { noMore: 'CUST-QUERY-PAGE-034' },
  },
  { slug: 'with-room', limit: 13, of: 12, what: 'one match fewer than the limit' },
];

const walks = WALKS.map(({ slug, limit, of, what, points = {} }) =>
  check({
    id: `customizations.query.page.walk-${slug}`,
    title: `A walk over ${of} items with limit ${limit} shows each once: ${what}`,
    profile: 'core',
    points: {
      once: 'CUST-QUERY-PAGE-023',
      within: 'CUST-QUERY-PAGE-003',
      last: 'CUST-QUERY-PAGE-014',
      ...(limit < of && {
        more: 'CUST-QUERY-PAGE-013',
        full: 'CUST-QUERY-PAGE-025',
        withLimit: 'CUST-QUERY-PAGE-027',
      }),
      ...points,
    } as Record<string, PointSpec>,
    async run(context) {
      const { judge } = context;
      const wardrobe = await inWardrobe(context);
      const items = wardrobe.items.slice(0, of);
      const { scope: filter } = of < wardrobe.items.length ? await populationOf(context, items) : wardrobe;
      const query = { filter, sort: byName, cursorPaging: { limit } };
      const most = Math.ceil(of / limit) + 2;
      const once = visitsOnce(items);
      const walked = await walking(context, query, { most }, once);
      judge('once', walked, once);
      judge('within', walked, startsWithin(limit));
      judge('last', walked, announcesEnd(of));
      if ('one' in points) judge('one', walked, startsWithin(limit));
      if ('leftOver' in points) judge('leftOver', walked, all(hasPages(limit, 1), announcesMore(of)));
      if ('noMore' in points) judge('noMore', walked, all(hasPages(limit), announcesEnd(of)));
      if (limit >= of) return;
      judge('more', walked, announcesMore(of));
      judge('withLimit', demand(walked.answers[1], 'second page'), isAccepted);
      judge('full', walked, fillsPages(limit));
    },
  }),
);

/** Something is listed, and nothing of what was shown before. */
function listsOthersThan(shown: readonly string[]): Matcher<Answer> {
  return answer => {
    const ids = idsOf(itemsIn(answer));
    const others = ids.length > 0 && !ids.some(id => shown.includes(id));
    return unless(others, 'items that the page before did not show', ids);
  };
}

const uniqueIds = check({
  id: 'customizations.query.page.unique-ids',
  title: 'No id is shown twice in a whole walk',
  profile: 'core',
  points: { unique: 'CUST-MODEL-003' },
  async run(context) {
    const { judge, use } = context;
    // The wardrobe as it is: demanding that the scope shows it exactly would ask the same question.
    const { items } = await use(wardrobe);
    const query = { filter: { id: { $in: items.map(({ id }) => id) } }, cursorPaging: { limit: 5 } };
    const unique: Matcher<PageWalk> = walk => {
      const ids = idsOf(walk.items);
      const twice = ids.find((id, i) => ids.indexOf(id) !== i);
      return unless(twice === undefined && ids.length > 0, 'every id once', twice ?? 'no items');
    };
    judge('unique', await walking(context, query, { most: 5 }, unique), unique);
  },
});

const cursorAlone = check({
  id: 'customizations.query.page.cursor-alone',
  title: 'The cursor alone leads on, and carries filter and sort',
  profile: 'core',
  points: {
    following: 'CUST-QUERY-PAGE-021',
    carried: 'CUST-QUERY-PAGE-022',
    once: 'CUST-QUERY-PAGE-023',
    size: 'CUST-QUERY-PAGE-026',
  },
  async run(context) {
    const { api, judge, settle } = context;
    const { items, scope } = await inWardrobe(context);
    const filter = { ...scope, customizationType: 'MODIFIER' };
    const modifiers = items.filter(item => item.customizationType === 'MODIFIER');
    const expected = ordered(modifiers, 'name', 'DESC');
    await settle.required(
      'query-after-create',
      () => api.query({ query: { filter } }),
      listsExactly(expected),
    );
    const limit = 2;
    const query = { filter, sort: [{ fieldName: 'name', order: 'DESC' as const }], cursorPaging: { limit } };
    // Without a limit each page may have another size (SIL-06), but not less than one item.
    const options = { most: expected.length, cursorAlone: true };
    const inOrder = visitsInOrder(expected);
    const walked = await walking(context, query, options, inOrder);
    const second = demand(walked.answers[1], 'second page');
    const shown = idsOf(walked.answers.slice(0, 1).flatMap(itemsIn));
    judge('following', second, all(isAccepted, listsOthersThan(shown)));
    judge('carried', walked, inOrder);
    judge('once', walked, visitsOnce(expected));
    const size = itemsIn(second).length;
    judge.observed(
      'size',
      second,
      `after a page of ${limit}, the cursor alone gave ${size} of ${expected.length - limit} remaining items`,
    );
  },
});

const back = check({
  id: 'customizations.query.page.prev-cursor',
  title: 'A prev cursor, where one is given, leads back to the page before',
  profile: 'core',
  points: { back: 'CUST-QUERY-PAGE-019', order: 'CUST-QUERY-PAGE-022', first: 'CUST-QUERY-PAGE-018' },
  async run(context) {
    const { api, judge, settle } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const limit = 4;
    const query = { filter, sort: byName, cursorPaging: { limit } };
    const read = () => walkPages(api, { query }, { most: items.length });
    const { answers } = await settle.required('query-after-create', read, visitsOnce(items));
    const [first] = answers;
    if (first) {
      const offered = cursorTo('prev', first) === undefined ? 'no prev cursor' : 'a prev cursor';
      judge.observed('first', first, `page 1 gives ${offered}`);
    }
    for (const [i, answer] of answers.entries()) {
      const cursor = cursorTo('prev', answer);
      const before = answers[i - 1];
      if (cursor === undefined || !before) continue;
      const expected = itemsIn(before).map(({ id, name }) => ({ id: String(id), name: String(name) }));
      const previous = await showing(context, pageAt(cursor, limit), listsInOrder(expected));
      judge('back', previous, listsExactly(expected));
      judge('order', previous, listsInOrder(expected));
    }
    // Never required: the documented last page gives none (SIL-04).
    if (answers.slice(1).some(answer => cursorTo('prev', answer) !== undefined)) return;
    judge.inapplicable('back', 'no later page gives a prev cursor');
    judge.inapplicable('order', 'no later page gives a prev cursor');
  },
});

const twice = check({
  id: 'customizations.query.page.cursor-twice',
  title: 'The same cursor gives the same page again',
  profile: 'core',
  points: { same: 'CUST-QUERY-PAGE-036', later: 'CUST-QUERY-PAGE-041' },
  async run(context) {
    const { api, judge, settle } = context;
    const { items, scope: filter } = await inWardrobe(context);
    // A limit of its own, so that no other check has used this cursor before.
    const limit = 7;
    const first = await api.query({ query: { filter, sort: byName, cursorPaging: { limit } } });
    const cursor = demand(cursorTo('next', first), 'next cursor');
    const page = pageAt(cursor, limit);
    const same = listsInOrder(ordered(items, 'name').slice(limit));
    await settle.required('query-after-create', () => api.query(page), same);
    judge('same', await showing(context, page, same), same);
    const query = { filter, sort: byName, cursorPaging: { limit } };
    await walkPages(api, { query }, { most: items.length });
    const later = await api.query(page);
    judge.observed(
      'later',
      later,
      `after the walk had ended, its first cursor ${same(later) ? 'no longer' : 'still'} worked`,
    );
  },
});

const counted = check({
  id: 'customizations.query.page.walk-and-count',
  title: 'A walk shows as many items as Count reports',
  profile: 'core',
  points: { agree: 'CUST-QUERY-PAGE-024' },
  async run(context) {
    const { api, judge, settle } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const query = { filter, cursorPaging: { limit: 5 } };
    const walked = await walking(context, query, { most: 5 }, visitsOnce(items));
    // Count has a lag of its own (SIL-53).
    await settle(
      'count-after-create',
      () => api.count({ filter }),
      answer =>
        unless(answer.member('count') === items.length, `count ${items.length}`, answer.member('count')),
    );
    const count = await api.count({ filter }).accepted();
    const agree = all(everyPage(isAccepted), ({ items: seen }: typeof walked) =>
      unless(seen.length === count && count > 0, `${count} items, as Count reports`, `${seen.length} items`),
    );
    judge('agree', walked, agree);
  },
});

export const walkChecks: Check[] = [...walks, uniqueIds, cursorAlone, back, twice, counted];
