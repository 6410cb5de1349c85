/** Paging: cursors that are none, and what goes along with those that are. */
import { type Answer, inWords } from '../../engine/answer.ts';
import type { QueryBody } from '../../engine/api.ts';
import { change, deliberately } from '../../engine/change.ts';
import { type Check, type CheckContext, check } from '../../engine/check.ts';
import { isNoServerError, isRefused } from '../../engine/matchers/answers.ts';
import { all, unless } from '../../engine/matchers/matcher.ts';
import { everyItem, idsOf, itemsIn, listsExactly, pagingOf } from '../../engine/matchers/pages.ts';
import { visitsInOrder } from '../../engine/matchers/walks.ts';
import { CURSOR_MAX, cursorTo, pageAt } from '../../engine/page-walk.ts';
import { demand, inWardrobe, ordered, type Population, showing, walking } from './query-scope.ts';

const LIMIT = 5;
const byName = [{ fieldName: 'name', order: 'ASC' as const }];

interface Under {
  items: Population['items'];
  scope: Population['scope'];
  /** Asks for the second of three pages of the wardrobe by name, and is accepted. */
  control: QueryBody;
  /** The ids of that page. */
  second: string[];
}

/** A walk under way: its second page, asked for as it should be. */
async function underWay(context: Pick<CheckContext, 'api' | 'settle' | 'use'>): Promise<Under> {
  const { items, scope: filter } = await inWardrobe(context);
  const first = await context.api.query({ query: { filter, sort: byName, cursorPaging: { limit: LIMIT } } });
  const control = pageAt(demand(cursorTo('next', first), 'next cursor'), LIMIT);
  const { customizations } = await context.api.query(control).accepted();
  return { items, scope: filter, control, second: idsOf(customizations) };
}

/** The cursor printed in the documentation of Query Customizations, part 2 of paging. */
const DOCUMENTED_CURSOR =
  'A3mXp6TqVw4R9Lk25c10e662746f5ce9e2145f16.DljyP8VnR3djdXN0b21pemF0aW9uUmVuZGVyVHlwZRINGgt0ZXh0Q2hvaWNlcxoSCgRuYW1lGgoaCE1hdGVyaWFsIiQ2YWUwYzdiOC04ZmE5LTRlMWYtYTJkMi0yODc1MzliNzMzMmQ';

const MADE_UP: [slug: string, title: string, requirement: string, cursor: string][] = [
  ['made-up-cursor', 'A made-up cursor is refused', 'CUST-QUERY-PAGE-031', 'made-up-cursor'],
  [
    'garbled-cursor',
    'A cursor of odd characters is refused',
    'CUST-QUERY-PAGE-031',
    '{"🧥": "…"} %00 \\u0000',
  ],
  [
    'long-cursor',
    'A cursor of 16001 characters is refused',
    'CUST-QUERY-PAGE-032',
    'x'.repeat(CURSOR_MAX + 1),
  ],
];

const madeUp = MADE_UP.map(([slug, title, requirement, cursor]) =>
  check({
    id: `customizations.query.page.${slug}`,
    title,
    profile: 'core',
    points: { refused: requirement },
    async run(context) {
      const { control } = await underWay(context);
      const answer = await context.api.query(change(control, 'query.cursorPaging.cursor', cursor));
      context.judge('refused', answer, isRefused);
    },
  }),
);

const documentedCursor = check({
  id: 'customizations.query.page.documented-cursor',
  title: 'The cursor printed in the documentation does no harm',
  profile: 'core',
  points: { noError: 'CUST-QUERY-PAGE-031', lifetime: 'CUST-QUERY-PAGE-041' },
  async run(context) {
    const { api, judge } = context;
    await underWay(context);
    const body = { query: { cursorPaging: { cursor: DOCUMENTED_CURSOR } } };
    const answer = await api.query(deliberately(body, 'an old cursor of another site'));
    // Whether it is refused is open: it was a real cursor once, of some site (SIL-07).
    judge('noError', answer, isNoServerError);
    judge.observed('lifetime', answer, `a cursor given long ago by another site: ${inWords(answer)}`);
  },
});

const RENDER_TYPE = 'TEXT_CHOICES';
/** The documented two-page flow, as it stands. */
const DOCUMENTED_QUERY: QueryBody = {
  query: {
    sort: [{ order: 'ASC', fieldName: 'name' }],
    filter: { customizationRenderType: RENDER_TYPE },
    cursorPaging: { limit: 2 },
  },
};

const hasRenderType = everyItem(({ customizationRenderType: found }) =>
  unless(found === RENDER_TYPE, RENDER_TYPE, found),
);

const documentedFlow = check({
  id: 'customizations.query.page.documented-flow',
  title: 'The documented two-page flow works, over the whole site and over own items',
  profile: 'core',
  points: { first: 'CUST-QUERY-PAGE-043', second: 'CUST-QUERY-PAGE-043', own: 'CUST-QUERY-PAGE-043' },
  async run(context) {
    const { api, judge, settle } = context;
    const { items, scope } = await inWardrobe(context);
    const kept = items.filter(({ customizationRenderType }) => customizationRenderType === RENDER_TYPE);
    // Strangers may have more of them, in whatever order; the wardrobe alone makes more than one page.
    const two = all(hasRenderType, answer => {
      const found = { items: itemsIn(answer).length, hasNext: pagingOf(answer).hasNext };
      return unless(found.items === 2 && found.hasNext === true, '2 items and hasNext true', found);
    });
    const first = await showing(context, DOCUMENTED_QUERY, two);
    judge('first', first, two);
    const next = pageAt(demand(cursorTo('next', first), 'next cursor'));
    judge('second', await showing(context, next, hasRenderType), hasRenderType);
    const filter = { ...scope, ...DOCUMENTED_QUERY.query?.filter };
    await settle.required('query-after-create', () => api.query({ query: { filter } }), listsExactly(kept));
    const query = { ...DOCUMENTED_QUERY.query, filter };
    const options = { most: kept.length, cursorAlone: true };
    const inOrder = visitsInOrder(ordered(kept, 'name'));
    judge('own', await walking(context, query, options, inOrder), inOrder);
  },
});

/** What came of asking for the second page in another way. */
function outcome(answer: Answer, second: string[]): string {
  if (answer.status !== 200) return inWords(answer);
  const ids = idsOf(itemsIn(answer));
  const same = ids.join() === second.join();
  return `accepted with 200, ${same ? 'the second page' : `another page, of ${ids.length} items`}`;
}

const companions = check({
  id: 'customizations.query.page.observes.with-cursor',
  title: 'A cursor together with another limit, a filter, a sort; an empty cursor; offset paging',
  profile: 'core',
  points: {
    limit: 'CUST-QUERY-PAGE-028',
    filter: 'CUST-QUERY-PAGE-029',
    sort: 'CUST-QUERY-PAGE-030',
    empty: 'CUST-QUERY-PAGE-033',
    offset: 'CUST-QUERY-PAGE-037',
  },
  async run(context) {
    const { api, judge } = context;
    const { scope: filter, control, second } = await underWay(context);
    const probes = {
      limit: change(control, 'query.cursorPaging.limit', LIMIT - 2),
      filter: change(control, 'query.filter', { customizationType: 'MODIFIER' }),
      sort: change(control, 'query.sort', [{ fieldName: 'name', order: 'DESC' }]),
      empty: change(control, 'query.cursorPaging.cursor', ''),
      offset: change<QueryBody>({ query: { filter, sort: byName } }, 'query.paging', {
        limit: LIMIT,
        offset: LIMIT,
      }),
    };
    for (const [point, probe] of Object.entries(probes)) {
      const answer = await api.query(probe);
      judge.observed(point as keyof typeof probes, answer, outcome(answer, second));
    }
  },
});

const optionalData = check({
  id: 'customizations.query.page.observes.fields',
  title: 'Whether fields carries over to cursor pages',
  profile: 'core',
  points: { carried: 'CUST-QUERY-PAGE-038' },
  async run(context) {
    const { api, judge } = context;
    const { scope: filter } = await inWardrobe(context);
    const fields = ['ASSIGNED_PRODUCTS_COUNT' as const];
    const first = await api.query({ query: { filter, cursorPaging: { limit: LIMIT } }, fields });
    const control = pageAt(demand(cursorTo('next', first), 'next cursor'), LIMIT, fields);
    await api.query(control).accepted();
    const { fields: left, ...without } = control;
    const answer = await api.query(deliberately(without, 'without the fields of the first request'));
    const counted = itemsIn(answer).some(item => typeof item.assignedProductsCount === 'number');
    judge.observed('carried', answer, `${inWords(answer)}, items ${counted ? 'with' : 'without'} the count`);
  },
});

export const cursorChecks: Check[] = [...madeUp, documentedCursor, documentedFlow, companions, optionalData];
