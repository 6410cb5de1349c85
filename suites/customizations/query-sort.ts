/** Query Customizations: the order of what it lists. */
import { type Chapter, check, type PointSpec } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { type Direction, keyOf, mirrors, type OrderedField, sortedBy } from '../../engine/matchers/order.ts';
import { listsExactly, listsInOrder } from '../../engine/matchers/pages.ts';
import { visitsInOrder } from '../../engine/matchers/walks.ts';
import { demandTelling, inWardrobe, ordered, showing, walking } from './query-scope.ts';
import { sortEntryChecks } from './query-sort-entries.ts';

const SORT_FIELDS: { field: 'id' | OrderedField; slug: string; ascending: string; descending: string }[] = [
  { field: 'id', slug: 'id', ascending: 'CUST-QUERY-SORT-002', descending: 'CUST-QUERY-SORT-003' },
  {
    field: 'createdDate',
    slug: 'created-date',
    ascending: 'CUST-QUERY-SORT-004',
    descending: 'CUST-QUERY-SORT-005',
  },
  {
    field: 'updatedDate',
    slug: 'updated-date',
    ascending: 'CUST-QUERY-SORT-006',
    descending: 'CUST-QUERY-SORT-007',
  },
  { field: 'name', slug: 'name', ascending: 'CUST-QUERY-SORT-008', descending: 'CUST-QUERY-SORT-009' },
];

const byField = SORT_FIELDS.map(({ field, slug, ascending, descending }) =>
  check({
    id: `customizations.query.sort.by-${slug}`,
    title: `Sorting by ${field} goes up with ASC, down with DESC, and one is the other read backwards`,
    profile: 'core',
    points: { ascending, descending, mirrored: 'CUST-QUERY-SORT-023' },
    async run(context) {
      const { judge } = context;
      const { items, scope } = await inWardrobe(context);
      if (field !== 'id') demandTelling(items, field);
      const sorted = (order: Direction) => ({
        query: { filter: scope, sort: [{ fieldName: field, order }] },
      });
      // Ids have no order a client could know: all that shows is that one direction is the other reversed (SIL-14).
      const stands = (order: Direction) => (field === 'id' ? () => undefined : sortedBy(field, order));
      const up = all(listsExactly(items), stands('ASC'));
      const down = all(listsExactly(items), stands('DESC'));
      const keys = new Set(items.map(item => (field === 'id' ? item.id : keyOf(field)(item))));
      const distinct = keys.size === items.length;
      // A replica behind shows an order that is right for what it knew: wait for that of the latest state (SIL-16).
      const latest = (order: Direction) =>
        distinct && field !== 'id' ? listsInOrder(ordered(items, field, order)) : () => undefined;
      const ascends = await showing(context, sorted('ASC'), all(up, latest('ASC')));
      const descends = await showing(context, sorted('DESC'), all(down, latest('DESC')));
      judge('ascending', ascends, field === 'id' ? all(up, mirrors(descends)) : up);
      judge('descending', descends, field === 'id' ? all(down, mirrors(ascends)) : down);
      if (!distinct) judge.inapplicable('mirrored', `some items have one ${field}`);
      else judge('mirrored', descends, all(isAccepted, mirrors(ascends)));
    },
  }),
);

const defaultOrder = check({
  id: 'customizations.query.sort.default',
  title: 'Without sort the newest come first; a sort replaces that order, an empty one does not',
  profile: 'core',
  points: {
    newestFirst: 'CUST-QUERY-SORT-001',
    replaced: 'CUST-QUERY-SORT-010',
    emptyList: 'CUST-QUERY-SORT-021',
  },
  async run(context) {
    const { judge } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const byName = listsInOrder(ordered(items, 'name'));
    const sort = [{ fieldName: 'name', order: 'ASC' as const }];
    judge('replaced', await showing(context, { query: { filter, sort } }, byName), byName);
    demandTelling(items, 'createdDate');
    const newestFirst = all(listsExactly(items), sortedBy('createdDate', 'DESC'));
    judge('newestFirst', await showing(context, { query: { filter } }, newestFirst), newestFirst);
    judge('emptyList', await showing(context, { query: { filter, sort: [] } }, newestFirst), newestFirst);
  },
});

const omittedOrder = check({
  id: 'customizations.query.sort.omitted-order',
  title: 'A sort entry without order ascends',
  profile: 'core',
  points: { name: 'CUST-QUERY-SORT-011', date: 'CUST-QUERY-SORT-011' },
  async run(context) {
    const { judge } = context;
    const { items, scope: filter } = await inWardrobe(context);
    const sorted = (fieldName: string) => ({ query: { filter, sort: [{ fieldName }] } });
    const byName = listsInOrder(ordered(items, 'name'));
    judge('name', await showing(context, sorted('name'), byName), byName);
    demandTelling(items, 'updatedDate');
    const byDate = all(listsExactly(items), sortedBy('updatedDate', 'ASC'));
    judge('date', await showing(context, sorted('updatedDate'), byDate), byDate);
  },
});

const withFilter = check({
  id: 'customizations.query.sort.with-filter',
  title: 'A sort orders what the filter leaves',
  profile: 'core',
  points: { ascending: 'CUST-QUERY-SORT-028', descending: 'CUST-QUERY-SORT-028' },
  async run(context) {
    const { api, judge, settle } = context;
    const { items, scope } = await inWardrobe(context);
    const filter = { ...scope, customizationRenderType: 'TEXT_CHOICES' };
    const kept = items.filter(item => item.customizationRenderType === 'TEXT_CHOICES');
    await settle.required('query-after-create', () => api.query({ query: { filter } }), listsExactly(kept));
    for (const [point, order] of [
      ['ascending', 'ASC'],
      ['descending', 'DESC'],
    ] as const) {
      const inOrder = listsInOrder(ordered(kept, 'name', order));
      const body = { query: { filter, sort: [{ fieldName: 'name', order }] } };
      judge(point, await showing(context, body, inOrder), inOrder);
    }
  },
});

const PAGED: { field: OrderedField; order: Direction; limit: number }[] = [
  { field: 'name', order: 'ASC', limit: 4 },
  { field: 'name', order: 'DESC', limit: 5 },
  { field: 'updatedDate', order: 'ASC', limit: 5 },
];

const acrossPages = check({
  id: 'customizations.query.sort.across-pages',
  title: 'The order holds from page to page',
  profile: 'core',
  points: Object.fromEntries(
    PAGED.map(({ field, order }): [string, PointSpec] => [`${field}${order}`, 'CUST-QUERY-SORT-024']),
  ),
  async run(context) {
    const { judge } = context;
    const { items, scope: filter } = await inWardrobe(context);
    for (const { field, order, limit } of PAGED) {
      const keys = new Set(items.map(keyOf(field)));
      if (keys.size < items.length) {
        judge.inapplicable(`${field}${order}`, `some items have one ${field}`);
        continue;
      }
      const query = { filter, sort: [{ fieldName: field, order }], cursorPaging: { limit } };
      const expected = visitsInOrder(ordered(items, field, order));
      const most = Math.ceil(items.length / limit) + 1;
      judge(`${field}${order}`, await walking(context, query, { most }, expected), expected);
    }
  },
});

export const querySort: Chapter = {
  title: 'Query Customizations: sort',
  checks: [...byField, defaultOrder, omittedOrder, withFilter, acrossPages, ...sortEntryChecks],
};
