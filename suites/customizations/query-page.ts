/** Query Customizations: page by page. */
import { randomUUID } from 'node:crypto';
import { type Answer, inWords, isObject } from '../../engine/answer.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { unless } from '../../engine/matchers/matcher.ts';
import { itemsIn, listsExactly, pagingOf } from '../../engine/matchers/pages.ts';
import { visitsOnce } from '../../engine/matchers/walks.ts';
import { cursorTo, pageAt, walkPages } from '../../engine/page-walk.ts';
import { TEXT_OPTION } from './kinds.ts';
import { cursorChecks } from './query-page-cursors.ts';
import { limitChecks } from './query-page-limits.ts';
import { everyPage } from './query-page-standing.ts';
import { walkChecks } from './query-page-walk.ts';
import { demand, inWardrobe } from './query-scope.ts';

const noMatch = check({
  id: 'customizations.query.page.no-match',
  title: 'An answer without matches has its paging metadata too: count 0 and no further page',
  profile: 'core',
  points: {
    metadata: 'CUST-QUERY-PAGE-010',
    count: 'CUST-QUERY-PAGE-011',
    last: 'CUST-QUERY-PAGE-014',
  },
  async run(context) {
    const { api, judge, settle } = context;
    await inWardrobe(context);
    const query = { filter: { id: { $in: [randomUUID()] } } };
    const answer = await settle.required('query-after-create', () => api.query({ query }), listsExactly([]));
    const metadata = answer.member('pagingMetadata');
    judge('metadata', answer, () => unless(isObject(metadata), 'an object pagingMetadata', metadata));
    const { count, hasNext } = pagingOf(answer);
    judge('count', answer, () => unless(count === 0, 'count 0', count));
    judge('last', answer, () => unless(hasNext === false, 'hasNext false', hasNext));
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
    const offersMore = (answer: Answer) =>
      unless(cursorTo('next', answer) !== undefined, 'a next cursor', inWords(answer));
    const first = await settle.again('query-repeated', () => api.query({ query }), offersMore);
    const cursor = demand(cursorTo('next', first), 'next cursor');
    const late = await make('grape');
    const rest = await walkPages(api, pageAt(cursor, 2), { most: 4 });
    const items = [...itemsIn(first), ...rest.items];
    const untouched = { ...rest, items: items.filter(({ id }) => id !== late.id) };
    const finding = visitsOnce(before)(untouched);
    const appeared = items.length > untouched.items.length ? 'appeared' : 'did not appear';
    judge.observed(
      'untouched',
      rest,
      `an item created ahead of the cursor ${appeared}; the others: ${finding ? finding.received : 'each once'}`,
    );
  },
});

export const queryPage: Chapter = {
  title: 'Query Customizations: paging',
  checks: [noMatch, ...walkChecks, ...limitChecks, ...cursorChecks, growing],
  standing: [everyPage],
};
