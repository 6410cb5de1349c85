/** Filters the documentation does not grant: what is malformed, what is unknown, and what nobody says anything about. */
import { type Answer, inWords } from '../../engine/answer.ts';
import { change, deliberately } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { isNoServerError, isRefused } from '../../engine/matchers/answers.ts';
import { choicesOf } from '../../engine/matchers/entities.ts';
import { type Matcher, show } from '../../engine/matchers/matcher.ts';
import { idsOf, itemsIn, listsExactly } from '../../engine/matchers/pages.ts';
import { type Wardrobe, wardrobe } from './fixtures.ts';
import { byIds, byPrefix } from './selections.ts';

/** No item is listed, or the filter is refused: both are fair where nothing is said (SIL-10). */
const refusedOrEmpty: Matcher<Answer> = answer =>
  answer.status === 200 ? listsExactly([])(answer) : isRefused(answer);

type Wrong = [path: string, value: unknown];
/** What is wrong, each one thing beside the control, which lists all own items; and what the answer must be. */
type Row = [
  requirement: string,
  topic: string,
  title: string,
  wrongs: (tried: Wardrobe) => Wrong[],
  fair: Matcher<Answer>,
];

const ROWS: Row[] = [
  [
    'CUST-QUERY-FILTER-075',
    'unknown-field',
    'A condition on an unknown field is refused or met by nothing, not ignored',
    () => [
      ['query.filter.noSuchField', 'anything'],
      ['query.filter.noSuchField', { $eq: 'anything' }],
    ],
    refusedOrEmpty,
  ],
  [
    'CUST-QUERY-FILTER-076',
    'unknown-operator',
    'An unknown operator does not answer 5xx',
    () => [['query.filter.name.$foo', 'anything']],
    isNoServerError,
  ],
  [
    'CUST-QUERY-FILTER-077',
    'in-without-list',
    '$in with a value that is no list is refused',
    ({ items }) => [['query.filter.id', { $in: items[0]?.id }]],
    isRefused,
  ],
  [
    'CUST-QUERY-FILTER-083',
    'no-object',
    'A filter that is no object is refused',
    () => [
      ['query.filter', 'name'],
      ['query.filter', ['name']],
    ],
    isRefused,
  ],
];

function negative([requirement, topic, title, wrongs, fair]: Row): Check {
  return check({
    id: `customizations.query.filter.${topic}`,
    title,
    profile: 'core',
    points: { answer: requirement },
    async run({ api, judge, settle, use }) {
      const tried = await use(wardrobe);
      const control = { query: { filter: { ...byPrefix(tried), ...byIds(tried) } } };
      await settle.required('query-repeated', () => api.query(control), listsExactly(tried.items));
      for (const [path, value] of wrongs(tried)) {
        judge('answer', await api.query(change(control, path, value)), fair);
      }
    },
  });
}

/** Conditions nobody documents, one point each; each is sent beside a condition that own items meet. */
type Silence = [
  requirement: string,
  topic: string,
  title: string,
  conditions: (tried: Wardrobe) => Record<string, Record<string, unknown>>,
];

const middleOf = ({ items }: Wardrobe) => items[items.length >> 1];

const SILENCES: Silence[] = [
  [
    'CUST-QUERY-FILTER-057',
    'name-eq-other-case',
    'name $eq in another letter case',
    tried => ({
      upper: { name: { $eq: middleOf(tried)?.name.toUpperCase() } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-068',
    'nin',
    '$nin, which only the SDK knows',
    tried => ({
      name: { name: { $nin: [middleOf(tried)?.name] } },
      type: { customizationType: { $nin: ['MODIFIER'] } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-069',
    'is-empty',
    '$isEmpty, which only the SDK knows',
    () => ({
      empty: { name: { $isEmpty: true } },
      filled: { name: { $isEmpty: false } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-070',
    'contains-has-all',
    '$contains and $hasAll, which no field is granted',
    tried => ({
      contains: { name: { $contains: middleOf(tried)?.name.slice(3) } },
      hasAll: { name: { $hasAll: [middleOf(tried)?.name] } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-071',
    'le-ge',
    '$le and $ge, the other spelling of $lte and $gte (SIL-11)',
    tried => ({
      le: { createdDate: { $le: middleOf(tried)?.createdDate } },
      ge: { createdDate: { $ge: middleOf(tried)?.createdDate } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-072',
    'key',
    'A filter on key',
    tried => ({
      key: { key: { $eq: middleOf(tried)?.key } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-073',
    'revision',
    'A filter on revision or assignedProductsCount',
    () => ({
      revision: { revision: { $eq: '1' } },
      assigned: { assignedProductsCount: { $eq: 0 } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-074',
    'choice-name',
    'A filter on the names of choices',
    ({ items }) => ({
      choice: { 'choicesSettings.choices.name': { $eq: items.flatMap(choicesOf)[0]?.name } },
    }),
  ],
  ['CUST-QUERY-FILTER-078', 'in-empty', '$in with an empty list', () => ({ none: { name: { $in: [] } } })],
  [
    'CUST-QUERY-FILTER-079',
    'unknown-value',
    'An enum filter with an unknown value',
    () => ({
      type: { customizationType: { $eq: 'NO_SUCH_TYPE' } },
      renderType: { customizationRenderType: { $eq: 'NO_SUCH_TYPE' } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-080',
    'no-date',
    'A date filter with text that is no date',
    () => ({
      date: { createdDate: { $gte: 'yesterday' } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-081',
    'no-guid',
    'An id filter with text that is no GUID',
    () => ({
      id: { id: { $eq: 'not-a-guid' } },
    }),
  ],
  [
    'CUST-QUERY-FILTER-084',
    'sdk-spelling',
    "The SDK's spelling _id",
    tried => ({
      id: { _id: { $eq: middleOf(tried)?.id } },
    }),
  ],
];

function silence([requirement, topic, title, conditions]: Silence): Check {
  const names = Object.keys(conditions({ prefix: '', items: [] }));
  return check({
    id: `customizations.query.filter.observes.${topic}`,
    title,
    profile: 'core',
    points: Object.fromEntries(names.map(name => [name, requirement])),
    async run({ api, judge, use }) {
      const tried = await use(wardrobe);
      for (const [name, condition] of Object.entries(conditions(tried))) {
        const scope = 'name' in condition ? byIds(tried) : byPrefix(tried);
        const body = { query: { filter: { ...scope, ...condition } } };
        const answer = await api.query(deliberately(body, `query.filter: ${show(condition)}`));
        judge.observed(name, answer, listedInWords(answer, tried));
      }
    },
  });
}

function listedInWords(answer: Answer, { items }: Wardrobe): string {
  if (answer.status !== 200) return inWords(answer);
  const own = idsOf(items);
  const listed = idsOf(itemsIn(answer)).filter(id => own.includes(id)).length;
  return `${inWords(answer)}, lists ${listed} of ${own.length} own items`;
}

const noBody = check({
  id: 'customizations.query.filter.observes.no-body',
  title: 'A query without any body',
  profile: 'core',
  points: { observed: 'CUST-QUERY-FILTER-004' },
  async run({ api, judge }) {
    judge.observed('observed', await api.odd('queryCustomizations', {}, 'no body'));
  },
});

export const odd: Check[] = [...ROWS.map(negative), ...SILENCES.map(silence), noBody];
