/** The entries of a sort: how many, of which fields, in which spelling. */
import { inWords } from '../../engine/answer.ts';
import { ABSENT, change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { sortedBy } from '../../engine/matchers/order.ts';
import { itemsIn, listsExactly, listsInOrder } from '../../engine/matchers/pages.ts';
import { visitsOnce } from '../../engine/matchers/walks.ts';
import { TEXT_OPTION } from './kinds.ts';
import { demandTelling, inWardrobe, ordered, populationOf, showing, twins, walking } from './query-scope.ts';

const asc = (fieldName: string) => ({ fieldName, order: 'ASC' as const });
const desc = (fieldName: string) => ({ fieldName, order: 'DESC' as const });

const inTurn = check({
  id: 'customizations.query.sort.entries-in-turn',
  title: 'Of several sort entries the first decides',
  profile: 'core',
  points: { nameFirst: 'CUST-QUERY-SORT-012', dateFirst: 'CUST-QUERY-SORT-012' },
  async run(context) {
    const { judge } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const byName = listsInOrder(ordered(items, 'name'));
    const nameFirst = { query: { filter, sort: [asc('name'), desc('createdDate')] } };
    judge('nameFirst', await showing(context, nameFirst, byName), byName);
    demandTelling(items, 'createdDate');
    const byDate = all(listsExactly(items), sortedBy('createdDate', 'ASC'));
    const dateFirst = { query: { filter, sort: [asc('createdDate'), desc('name')] } };
    judge('dateFirst', await showing(context, dateFirst, byDate), byDate);
  },
});

const equalKeys = check({
  id: 'customizations.query.sort.equal-keys',
  title: 'Where the first sort entry leaves items equal, the second decides; without one no item is lost',
  profile: 'core',
  points: {
    second: 'CUST-QUERY-SORT-012',
    complete: 'CUST-QUERY-PAGE-023',
    order: 'CUST-QUERY-SORT-025',
  },
  async run(context) {
    const { judge, use } = context;
    const { items, refused } = await use(twins);
    if (refused !== undefined) {
      for (const point of ['second', 'complete', 'order'] as const) judge.inapplicable(point, refused);
      return;
    }
    const { scope: filter } = await populationOf(context, items);
    const query = { filter, sort: [asc('name')], cursorPaging: { limit: 2 } };
    const walked = await walking(context, query, { most: items.length }, visitsOnce(items));
    judge('complete', walked, visitsOnce(items));
    const sequence = walked.items.map(item => items.findIndex(({ id }) => id === item.id) + 1).join(', ');
    judge.observed('order', walked, `items equal in name, by number of creation: ${sequence}`);
    demandTelling(items, 'createdDate');
    for (const date of [asc('createdDate'), desc('createdDate')]) {
      const body = { query: { filter, sort: [asc('name'), date] } };
      const byDate = all(listsExactly(items), sortedBy('createdDate', date.order));
      judge('second', await showing(context, body, byDate), byDate);
    }
  },
});

const ENTRIES = ['name', 'createdDate', 'updatedDate', 'id'].map(asc);

const numberOfEntries = check({
  id: 'customizations.query.sort.number-of-entries',
  title: 'A sort takes up to 5 entries and no 6th',
  profile: 'core',
  points: {
    four: 'CUST-QUERY-SORT-013',
    five: 'CUST-QUERY-SORT-013',
    six: 'CUST-QUERY-SORT-014',
    twice: 'CUST-QUERY-SORT-027',
  },
  async run(context) {
    const { api, judge } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const byName = listsInOrder(ordered(items, 'name'));
    const body = (...sort: typeof ENTRIES) => ({ query: { filter, sort } });
    judge('four', await showing(context, body(...ENTRIES), byName), byName);
    const twice = await api.query(body(asc('name'), asc('name')));
    judge.observed('twice', twice);
    // Four fields can be sorted by, so a fifth entry repeats one, which a target may refuse (CUST-QUERY-SORT-027).
    const repeats = twice.status === 200;
    const control = repeats ? body(...ENTRIES, asc('name')) : body(...ENTRIES);
    if (repeats) judge('five', await showing(context, control, byName), byName);
    else judge.inapplicable('five', `a field cannot be repeated: ${inWords(twice)}`);
    await api.query(control).accepted();
    const six = change(control, 'query.sort', [...ENTRIES, asc('name'), asc('createdDate')]);
    judge('six', await api.query(six), isRefused);
  },
});

const REFUSED: [slug: string, title: string, requirement: string, path: string, values: unknown[]][] = [
  [
    'long-field-name',
    'A fieldName of 513 characters is refused',
    'CUST-QUERY-SORT-015',
    'query.sort.0.fieldName',
    ['x'.repeat(513), `name${' '.repeat(509)}`],
  ],
  [
    'by-type',
    'Sorting by customizationType is refused',
    'CUST-QUERY-SORT-016',
    'query.sort.0.fieldName',
    ['customizationType'],
  ],
  [
    'by-render-type',
    'Sorting by customizationRenderType is refused',
    'CUST-QUERY-SORT-016',
    'query.sort.0.fieldName',
    ['customizationRenderType'],
  ],
  [
    'unknown-field',
    'Sorting by a field nobody has is refused',
    'CUST-QUERY-SORT-017',
    'query.sort.0.fieldName',
    ['shoeSize'],
  ],
  [
    'unknown-order',
    'An order that is neither ASC nor DESC is refused',
    'CUST-QUERY-SORT-018',
    'query.sort.0.order',
    ['UP'],
  ],
  [
    'not-a-list',
    'A sort that is no list is refused',
    'CUST-QUERY-SORT-022',
    'query.sort',
    [asc('name'), 'name'],
  ],
];

const refused = REFUSED.map(([slug, title, requirement, path, values]) =>
  check({
    id: `customizations.query.sort.${slug}`,
    title,
    profile: 'core',
    points: { refused: requirement },
    async run(context) {
      const { api, judge } = context;
      const { scope: filter } = await inWardrobe(context);
      const control = { query: { filter, sort: [asc('name')] } };
      await api.query(control).accepted();
      for (const value of values) judge('refused', await api.query(change(control, path, value)), isRefused);
    },
  }),
);

const spelling = check({
  id: 'customizations.query.sort.observes.spelling',
  title: 'A lower-case order, and a sort entry without fieldName',
  profile: 'core',
  points: { lowerCase: 'CUST-QUERY-SORT-019', noField: 'CUST-QUERY-SORT-020' },
  async run(context) {
    const { api, judge } = context;
    const { scope: filter } = await inWardrobe(context);
    const control = { query: { filter, sort: [desc('name')] } };
    await api.query(control).accepted();
    judge.observed('lowerCase', await api.query(change(control, 'query.sort.0.order', 'desc')));
    judge.observed('noField', await api.query(change(control, 'query.sort.0.fieldName', ABSENT)));
  },
});

const collation = check({
  id: 'customizations.query.sort.observes.collation',
  title: 'Where capitals, accents and digits stand among names',
  profile: 'core',
  points: { order: 'CUST-QUERY-SORT-026' },
  async run(context) {
    const { api, given, judge, draw } = context;
    const word = given.word();
    const endings = ['b', 'B', 'é', 'f', '10', '9'];
    const items = await Promise.all(
      endings.map(ending =>
        given.customization({ ...draw(TEXT_OPTION.arbitrary(), ending), name: `${word}-${ending}` }),
      ),
    );
    const { scope: filter } = await populationOf(context, items);
    const answer = await api.query({ query: { filter, sort: [asc('name')] } });
    const shown = itemsIn(answer).map(({ name }) => String(name).slice(word.length + 1));
    judge.observed('order', answer, `ascending: ${shown.join(' ')}`);
  },
});

export const sortEntryChecks: Check[] = [inTurn, equalKeys, numberOfEntries, ...refused, spelling, collation];
