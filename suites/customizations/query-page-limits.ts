/** Paging: the bounds of limit. */
import { type Answer, inWords } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Check, type CheckContext, check } from '../../engine/check.ts';
import { isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { all, type Matcher, unless } from '../../engine/matchers/matcher.ts';
import { itemsIn, listsExactly, pagingOf } from '../../engine/matchers/pages.ts';
import { fillsPages, visitsOnce } from '../../engine/matchers/walks.ts';
import { crowd, PAGE_MAX } from './fixtures.ts';
import { RESPONSE_MAX } from './query-page-standing.ts';
import { inWardrobe, showing, walking } from './query-scope.ts';

const NO_CROWD = '101 customizations are not made at effort "smoke"';

const holds = (least: number, most: number): Matcher<Answer> =>
  all(isAccepted, answer => {
    const size = itemsIn(answer).length;
    const expected = least === most ? `${most} items` : `${least} to ${most} items`;
    return unless(size >= least && size <= most, expected, `${size} items`);
  });

/** The crowd with a filter that shows it; nothing, and the points inapplicable, when the run is to stay small. */
async function inCrowd<P extends string>(
  { effort, judge, use }: Pick<CheckContext<P>, 'effort' | 'judge' | 'use'>,
  points: P[],
) {
  if (effort === 'smoke') {
    for (const point of points) judge.inapplicable(point, NO_CROWD);
    return undefined;
  }
  const { prefix, items } = await use(crowd);
  return { items, filter: { name: { $startsWith: prefix } } };
}

const noLimit = check({
  id: 'customizations.query.page.no-limit',
  title: 'Without limit, 101 matches give a first page of exactly 100',
  profile: 'core',
  points: {
    atMost: 'CUST-QUERY-PAGE-001',
    exactly: 'CUST-QUERY-PAGE-002',
    more: 'CUST-QUERY-PAGE-013',
    once: 'CUST-QUERY-PAGE-023',
  },
  async run(context) {
    const { judge } = context;
    const found = await inCrowd(context, ['atMost', 'exactly', 'more', 'once']);
    if (!found) return;
    const { items, filter } = found;
    const first = await showing(context, { query: { filter } }, holds(PAGE_MAX, PAGE_MAX));
    judge('atMost', first, holds(1, PAGE_MAX));
    judge('exactly', first, holds(PAGE_MAX, PAGE_MAX));
    judge('more', first, answer =>
      unless(pagingOf(answer).hasNext === true, 'hasNext true', pagingOf(answer).hasNext),
    );
    const once = visitsOnce(items);
    judge('once', await walking(context, { filter }, { most: 3 }, once), once);
  },
});

const maximum = check({
  id: 'customizations.query.page.limit-100',
  title: 'A limit of 100 gives 100 items; one of 101 is refused, or counts as 100',
  profile: 'core',
  points: { full: 'CUST-QUERY-PAGE-005', above: 'CUST-QUERY-PAGE-006' },
  async run(context) {
    const { api, judge } = context;
    const found = await inCrowd(context, ['full', 'above']);
    if (!found) return;
    const control = { query: { filter: found.filter, cursorPaging: { limit: PAGE_MAX } } };
    const full = holds(PAGE_MAX, PAGE_MAX);
    judge('full', await showing(context, control, full), full);
    await api.query(control).accepted();
    const above = await api.query(change(control, 'query.cursorPaging.limit', PAGE_MAX + 1));
    judge('above', above, answer => (answer.status === 200 ? holds(1, PAGE_MAX)(answer) : isRefused(answer)));
  },
});

const sameMoment = check({
  id: 'customizations.query.page.walk-same-moment',
  title: 'A walk sorted by date loses and repeats nothing where items share a moment of creation',
  profile: 'core',
  points: { once: 'CUST-QUERY-PAGE-023', full: 'CUST-QUERY-PAGE-025' },
  async run(context) {
    const { judge } = context;
    const found = await inCrowd(context, ['once', 'full']);
    if (!found) return;
    const { items, filter } = found;
    const limit = 20;
    const query = {
      filter,
      sort: [{ fieldName: 'createdDate', order: 'ASC' as const }],
      cursorPaging: { limit },
    };
    const once = visitsOnce(items);
    const walked = await walking(context, query, { most: 8 }, once);
    judge('once', walked, once);
    judge('full', walked, fillsPages(limit));
  },
});

const accepted = check({
  id: 'customizations.query.page.limit-accepted',
  title: 'Limits up to 100 are accepted, however few the matches',
  profile: 'core',
  points: { hundred: 'CUST-QUERY-PAGE-005' },
  async run(context) {
    const { items, scope: filter } = await inWardrobe(context);
    const query = { filter, cursorPaging: { limit: PAGE_MAX } };
    context.judge('hundred', await showing(context, { query }, listsExactly(items)), listsExactly(items));
  },
});

const REFUSED: [slug: string, title: string, requirement: string, values: unknown[]][] = [
  ['negative-limit', 'A negative limit is refused', 'CUST-QUERY-PAGE-008', [-1]],
  ['odd-limit', 'A limit that is no whole number is refused', 'CUST-QUERY-PAGE-009', [1.5, 'many']],
];

const refused = REFUSED.map(([slug, title, requirement, values]) =>
  check({
    id: `customizations.query.page.${slug}`,
    title,
    profile: 'core',
    points: { refused: requirement },
    async run(context) {
      const { api, judge } = context;
      const { scope: filter } = await inWardrobe(context);
      const control = { query: { filter, cursorPaging: { limit: 5 } } };
      await api.query(control).accepted();
      for (const value of values) {
        judge('refused', await api.query(change(control, 'query.cursorPaging.limit', value)), isRefused);
      }
    },
  }),
);

const ceiling = check({
  id: 'customizations.query.page.ceiling',
  title: 'Whatever the limit, no response holds more than 200 items',
  profile: 'core',
  points: { atMost: 'CUST-QUERY-PAGE-042' },
  async run({ api, judge }) {
    // Unfiltered on purpose: only a site full of strangers' items can show it, and one page is all that is asked for.
    const control = { query: { cursorPaging: { limit: PAGE_MAX } } };
    await api.query(control).accepted();
    const answer = await api.query(change(control, 'query.cursorPaging.limit', 1000));
    const size = itemsIn(answer).length;
    if (answer.status === 200 && pagingOf(answer).hasNext !== true && size <= RESPONSE_MAX) {
      judge.inapplicable('atMost', 'the site holds too few customizations to show it');
      return;
    }
    judge('atMost', answer, () =>
      unless(size <= RESPONSE_MAX, `at most ${RESPONSE_MAX} items`, `${size} items`),
    );
  },
});

const zero = check({
  id: 'customizations.query.page.observes.limit-0',
  title: 'A limit of 0',
  profile: 'core',
  points: { zero: 'CUST-QUERY-PAGE-007' },
  async run(context) {
    const { api, judge } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const control = { query: { filter, cursorPaging: { limit: items.length } } };
    await api.query(control).accepted();
    const answer = await api.query(change(control, 'query.cursorPaging.limit', 0));
    const shown = answer.status === 200 ? `, ${itemsIn(answer).length} items of ${items.length}` : '';
    judge.observed('zero', answer, `${inWords(answer)}${shown}`);
  },
});

export const limitChecks: Check[] = [noLimit, maximum, sameMoment, accepted, ...refused, ceiling, zero];
