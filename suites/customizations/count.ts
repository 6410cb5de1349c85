import { inWords } from '../../engine/answer.ts';
import type { CountBody } from '../../engine/api.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, type Check, check } from '../../engine/check.ts';
import { isNoServerError } from '../../engine/matchers/answers.ts';
import { counts, countsAtLeast, countsWhole } from '../../engine/matchers/counts.ts';
import { unlessRefused } from '../../engine/matchers/lag.ts';
import { show, unless } from '../../engine/matchers/matcher.ts';
import { visitsOnce } from '../../engine/matchers/walks.ts';
import { walkPages } from '../../engine/page-walk.ts';
import { textOption } from '../../generators/customization.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { type Sum, sumOf, wholeSite } from './count-whole-site.ts';
import { crowd, type Wardrobe, wardrobe } from './fixtures.ts';
import { byPrefix, type Field, judgeCounted, selectionsOf } from './selections.ts';

const shape = check({
  id: 'customizations.count.shape',
  title: 'Count answers a whole number, never below zero, and 0 when nothing matches',
  profile: 'core',
  points: { whole: 'CUST-COUNT-001', notNegative: 'CUST-COUNT-002', zero: 'CUST-COUNT-005' },
  async run({ api, given, judge, use }) {
    const tried = await use(wardrobe);
    const all = await api.count();
    judge('whole', all, countsWhole);
    judge('notNegative', all, countsAtLeast(0));
    judge('notNegative', await api.count({ filter: byPrefix(tried) }), countsAtLeast(0));
    const none = await api.count({ filter: { name: { $eq: given.name() } } });
    judge('notNegative', none, countsAtLeast(0));
    judge('zero', none, counts(0));
  },
});

const TEXT = 'TEXT_CHOICES';

const asWalked = check({
  id: 'customizations.count.as-walked',
  title: 'The count is the number of items a walk over all pages lists',
  profile: 'core',
  points: { everything: 'CUST-COUNT-003', filtered: 'CUST-COUNT-004' },
  async run({ api, judge, settle, use }) {
    const tried = await use(wardrobe);
    const isText = (item: Customization) => item.customizationRenderType === TEXT;
    // A shared site never stands still: "everything" is everything under the run's prefix (SIL-53).
    const own = { filter: byPrefix(tried), expected: tried.items, limit: 5 };
    const texts = {
      filter: { ...byPrefix(tried), customizationRenderType: { $eq: TEXT } },
      expected: tried.items.filter(isText),
      limit: 2,
    };
    for (const [point, { filter, expected, limit }] of [
      ['everything', own],
      ['filtered', texts],
    ] as const) {
      const pages = Math.ceil(expected.length / limit) + 1;
      const read = () => walkPages(api, { query: { filter, cursorPaging: { limit } } }, { most: pages });
      const { items } = await settle.required('query-repeated', read, visitsOnce(expected));
      const exact = counts(items.length);
      judge(
        point,
        await settle.again('count-repeated', () => api.count({ filter }), unlessRefused(exact)),
        exact,
      );
    }
    const least = countsAtLeast(tried.items.length);
    judge('everything', await settle.again('count-repeated', () => api.count(), unlessRefused(least)), least);
  },
});

const beyondPage = check({
  id: 'customizations.count.beyond-a-page',
  title: 'The count goes beyond the 100 items of a page',
  profile: 'core',
  points: { everything: 'CUST-COUNT-003' },
  async run({ api, effort, judge, settle, use }) {
    if (effort === 'smoke') {
      judge.inapplicable('everything', '101 customizations are not made at effort "smoke"');
      return;
    }
    // Query has listed all of them before the crowd is handed out.
    const { prefix, items } = await use(crowd);
    const read = () => api.count({ filter: { name: { $startsWith: prefix } } });
    const exact = counts(items.length);
    judge('everything', await settle('count-after-create', read, unlessRefused(exact)), exact);
  },
});

/** The must-level operators of each field. */
const OPERATORS: [field: Field, id: string, operators: string[]][] = [
  ['id', 'id', ['$eq', '$ne', '$exists', '$in', '$startsWith']],
  ['name', 'name', ['$eq', '$ne', '$exists', '$in', '$startsWith']],
  ['createdDate', 'created-date', ['$eq', '$ne', '$exists', '$in', '$gt', '$gte', '$lt', '$lte']],
  ['updatedDate', 'updated-date', ['$eq', '$ne', '$exists', '$in', '$gt', '$gte', '$lt', '$lte']],
  ['customizationType', 'type', ['$eq', '$ne', '$exists', '$in']],
  ['customizationRenderType', 'render-type', ['$eq', '$ne', '$exists', '$in']],
];

function byField([field, id, operators]: (typeof OPERATORS)[number]): Check {
  return check({
    id: `customizations.count.by-${id}`,
    title: `Count takes the operators of Query on ${field}: ${operators.join(' ')}`,
    profile: 'core',
    points: { counted: 'CUST-COUNT-006' },
    async run(context) {
      const tried = await context.use(wardrobe);
      for (const selection of operators.flatMap(operator => selectionsOf(tried, field, operator))) {
        await judgeCounted(context, 'counted', selection);
      }
    },
  });
}

const sumsTo =
  (total: number) =>
  ({ parts }: Sum) =>
    unless(parts.reduce((a, b) => a + b, 0) === total, `${total} in all`, parts.join(' + '));

function partition(requirement: string, topic: string, title: string, field: Field, values: string[]): Check {
  return check({
    id: `customizations.count.${topic}`,
    title,
    profile: 'core',
    points: { sum: requirement },
    async run({ api, judge, settle, use }) {
      const tried = await use(wardrobe);
      const total = tried.items.length;
      const scope = byPrefix(tried);
      await settle.required('count-repeated', () => api.count({ filter: scope }), counts(total));
      const bodies = values.map(value => ({ filter: { ...scope, [field]: { $eq: value } } }));
      const sum = await settle.again('count-repeated', () => sumOf(api, bodies), sumsTo(total));
      judge('sum', sum, sumsTo(total));
    },
  });
}

const types = partition(
  'CUST-COUNT-008',
  'types',
  'Options and modifiers together are all there are',
  'customizationType',
  ['PRODUCT_OPTION', 'MODIFIER'],
);
const renderTypes = partition(
  'CUST-COUNT-009',
  'render-types',
  'The three render types together are all there are',
  'customizationRenderType',
  ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'],
);

const follows = check({
  id: 'customizations.count.follows',
  title: 'The count rises by three after three creations and drops by two after two deletions',
  profile: 'core',
  points: { rises: 'CUST-COUNT-010', drops: 'CUST-COUNT-010' },
  async run({ api, given, judge, draw, settle }) {
    const prefix = given.word();
    const read = () => api.count({ filter: { name: { $startsWith: prefix } } });
    const make = (label: string) =>
      given.customization({ ...draw(textOption(), label), name: `${prefix}-${label}` });
    const before = await read();
    const [one, two] = await Promise.all([make('ash'), make('elm'), make('oak')]);
    judge('rises', before, counts(0));
    judge('rises', await settle('count-after-create', read, unlessRefused(counts(3))), counts(3));
    await Promise.all([api.delete(one.id).accepted(), api.delete(two.id).accepted()]);
    judge('drops', await settle('count-after-delete', read, unlessRefused(counts(1))), counts(1));
  },
});

const badFilter = check({
  id: 'customizations.count.bad-filter',
  title: 'An invalid filter does not answer 5xx',
  profile: 'core',
  points: { noServerError: 'CUST-COUNT-011' },
  async run({ api, judge, use }) {
    const control = { filter: { id: { $in: (await use(wardrobe)).items.map(({ id }) => id) } } };
    await api.count(control).accepted();
    const wrongs: [path: string, value: unknown][] = [
      ['filter.id.$in', 'no list'],
      ['filter.id.$foo', 'anything'],
      ['filter', 'no object'],
    ];
    for (const [path, value] of wrongs) {
      judge('noServerError', await api.count(change(control, path, value)), isNoServerError);
    }
  },
});

const extras = check({
  id: 'customizations.count.observes.extras',
  title: 'Paging, sort and fields in a count',
  profile: 'core',
  points: { paging: 'CUST-COUNT-012', sort: 'CUST-COUNT-012', fields: 'CUST-COUNT-012' },
  async run({ api, judge, use }) {
    const tried: Wardrobe = await use(wardrobe);
    const extra = {
      paging: ['cursorPaging', { limit: 1 }],
      sort: ['sort', [{ fieldName: 'name', order: 'ASC' }]],
      fields: ['fields', ['ASSIGNED_PRODUCTS_COUNT']],
    } as const;
    for (const [point, [path, value]] of Object.entries(extra) as [keyof typeof extra, [string, unknown]][]) {
      const answer = await api.count(change<CountBody>({ filter: byPrefix(tried) }, path, value));
      const count =
        answer.status === 200 ? `, counts ${show(answer.member('count'))} of ${tried.items.length}` : '';
      judge.observed(point, answer, `${inWords(answer)}${count}`);
    }
  },
});

export const count: Chapter = {
  title: 'Count Customizations',
  checks: [
    ...[shape, asWalked, beyondPage, ...OPERATORS.map(byField), types, renderTypes],
    ...[...wholeSite, follows, badFilter, extras],
  ],
};
