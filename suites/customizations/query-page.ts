/** Query Customizations: pages, and what every one of them says about itself. */
import { randomUUID } from 'node:crypto';
import { type Answer, isObject, type JsonObject } from '../../engine/answer.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import { itemsIn, listsExactly, pagingOf } from '../../engine/matchers/pages.ts';
import { visitsOnce } from '../../engine/matchers/walks.ts';
import { CURSOR_MAX, cursorTo, pageAt, walkPages } from '../../engine/page-walk.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import { standing } from '../../engine/standing.ts';
import { TEXT_OPTION } from './kinds.ts';
import { cursorChecks } from './query-page-cursors.ts';
import { limitChecks } from './query-page-limits.ts';
import { walkChecks } from './query-page-walk.ts';
import { demand, inWardrobe } from './query-scope.ts';

const noMatch = check({
  id: 'customizations.query.page.no-match',
  title: 'An answer without matches has its paging metadata too, and no further page',
  profile: 'core',
  points: { metadata: 'CUST-QUERY-PAGE-010', last: 'CUST-QUERY-PAGE-014' },
  async run(context) {
    const { api, judge } = context;
    await inWardrobe(context);
    const answer = await api.query({ query: { filter: { id: { $in: [randomUUID()] } } } });
    judge(
      'metadata',
      answer,
      all(listsExactly([]), ({ body }) =>
        unless(isObject(body) && isObject(body.pagingMetadata), 'an object "pagingMetadata"', body),
      ),
    );
    const { hasNext } = pagingOf(answer);
    judge(
      'last',
      answer,
      all(listsExactly([]), () => unless(hasNext === false, 'hasNext false', hasNext)),
    );
  },
});

const growing = check({
  id: 'customizations.query.page.observes.growing',
  title: 'An item that is created while a walk is under way',
  profile: 'core',
  points: { untouched: 'CUST-QUERY-PAGE-039' },
  async run({ api, given, judge, draw, settle }) {
    const word = given.word();
    const make = (ending: string) =>
      given.customization({ ...draw(TEXT_OPTION.arbitrary(), ending), name: `${word}-${ending}` });
    const before = [await make('apple'), await make('cedar'), await make('fig'), await make('kiwi')];
    const filter = { name: { $startsWith: word } };
    await settle.required('query-after-create', () => api.query({ query: { filter } }), listsExactly(before));
    const query = {
      filter,
      sort: [{ fieldName: 'name', order: 'ASC' as const }],
      cursorPaging: { limit: 2 },
    };
    const first = await api.query({ query });
    const cursor = demand(cursorTo('next', first), 'next cursor');
    const late = await make('banana');
    const rest = await walkPages(api, pageAt(cursor, 2), { most: 4 });
    const items = [...itemsIn(first), ...rest.items];
    const untouched = { ...rest, items: items.filter(({ id }) => id !== late.id) };
    const finding = visitsOnce(before)(untouched);
    const appeared = items.length > untouched.items.length ? 'appeared' : 'did not appear';
    judge.observed(
      'untouched',
      rest,
      `an item created behind the cursor ${appeared}; the others: ${finding ? finding.received : 'each once'}`,
    );
  },
});

/** The paging of a page's own request. */
function asked(answer: Answer): JsonObject {
  const body: unknown = JSON.parse(answer.exchange.request.text ?? '{}');
  const query = isObject(body) && isObject(body.query) ? body.query : {};
  return isObject(query.cursorPaging) ? query.cursorPaging : {};
}

type PageInvariant = Extract<Invariant, { of: 'page' }>;
type Find = (paging: JsonObject, answer: Answer) => ReturnType<PageInvariant['broken']>;

/** A fact about the metadata of every page that has any. */
function ofMetadata(broken: Find, when: (paging: JsonObject) => boolean = () => true): Invariant {
  return {
    of: 'page',
    when: ({ body, answer }) => isObject(body.pagingMetadata) && when(pagingOf(answer)),
    broken: ({ answer }) => broken(pagingOf(answer), answer),
  };
}

function ofSize(
  most: (limit: number | undefined) => number,
  when: (asked: JsonObject) => boolean,
): Invariant {
  return {
    of: 'page',
    when: ({ answer }) => when(asked(answer)),
    broken: ({ answer, limit }) => {
      const size = itemsIn(answer).length;
      return unless(size <= most(limit), `at most ${most(limit)} items`, `${size} items`);
    },
  };
}

const given = (value: unknown): boolean => value !== undefined && value !== null;
const cursorsIn = ({ cursors }: JsonObject): unknown[] =>
  isObject(cursors) ? [cursors.next, cursors.prev].filter(given) : [];
const nextIn = ({ cursors }: JsonObject): unknown => (isObject(cursors) ? cursors.next : undefined);
const PAGE_MAX = 100;
const isLimit = (limit: unknown): boolean =>
  Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= PAGE_MAX;

const everyPage = standing({
  id: 'customizations.query.page.every-page',
  title: 'Every page of the run: its size, and its paging metadata',
  profile: 'core',
  points: {
    // With a cursor the limit may be another than the walk began with, and either may count (SIL-06).
    withinLimit: [
      'CUST-QUERY-PAGE-003',
      ofSize(
        limit => limit ?? PAGE_MAX,
        ({ limit, cursor }) => isLimit(limit) && cursor === undefined,
      ),
    ],
    withoutLimit: [
      'CUST-QUERY-PAGE-001',
      ofSize(
        () => PAGE_MAX,
        ({ limit }) => limit === undefined,
      ),
    ],
    ceiling: [
      'CUST-QUERY-PAGE-042',
      ofSize(
        () => 200,
        () => true,
      ),
    ],
    metadata: [
      'CUST-QUERY-PAGE-010',
      {
        of: 'page',
        broken: ({ body }) =>
          unless(isObject(body.pagingMetadata), 'an object "pagingMetadata"', body.pagingMetadata),
      },
    ],
    count: [
      'CUST-QUERY-PAGE-011',
      ofMetadata(({ count }, answer) => {
        const size = itemsIn(answer).length;
        return unless(count === size, `count ${size}, as many as there are items`, count);
      }),
    ],
    hasNext: [
      'CUST-QUERY-PAGE-012',
      ofMetadata(({ hasNext }) => unless(typeof hasNext === 'boolean', 'hasNext: a boolean', hasNext)),
    ],
    next: [
      'CUST-QUERY-PAGE-015',
      ofMetadata(
        paging => {
          const next = nextIn(paging);
          return unless(typeof next === 'string' && next !== '', 'cursors.next: a non-empty string', next);
        },
        ({ hasNext }) => hasNext === true,
      ),
    ],
    noNext: [
      'CUST-QUERY-PAGE-016',
      ofMetadata(
        paging => unless(!given(nextIn(paging)) || nextIn(paging) === '', 'no cursors.next', nextIn(paging)),
        ({ hasNext }) => hasNext === false,
      ),
    ],
    cursors: [
      'CUST-QUERY-PAGE-017',
      ofMetadata(
        ({ cursors }) => unless(isObject(cursors), 'cursors: an object', cursors),
        ({ cursors }) => given(cursors),
      ),
    ],
    cursor: [
      'CUST-QUERY-PAGE-020',
      ofMetadata(
        paging => {
          const odd = cursorsIn(paging).find(one => typeof one !== 'string' || one.length > CURSOR_MAX);
          const received = typeof odd === 'string' ? `${odd.length} characters` : show(odd);
          return unless(odd === undefined, `a string of at most ${CURSOR_MAX} characters`, received);
        },
        paging => cursorsIn(paging).length > 0,
      ),
    ],
  },
});

export const queryPage: Chapter = {
  title: 'Query Customizations: paging',
  checks: [noMatch, ...walkChecks, ...limitChecks, ...cursorChecks, growing],
  standing: [everyPage],
};
