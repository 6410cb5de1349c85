/** Query Customizations: what items carry, unasked and asked for by fields. */
import { type Answer, inWords, isObject, type JsonObject } from '../../engine/answer.ts';
import type { QueryBody } from '../../engine/api.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import { choicesOf, lacks } from '../../engine/matchers/entities.ts';
import { all, type Finding, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { everyItem, itemsIn, listsExactly } from '../../engine/matchers/pages.ts';
import { differenceBetween } from '../../engine/matchers/same.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { TEXT_OPTION } from './kinds.ts';
import { inWardrobe, showing } from './query-scope.ts';

const COUNT = 'ASSIGNED_PRODUCTS_COUNT';
const IMAGE = 'CHOICE_DISPLAY_IMAGE';

const lacksCount = lacks('assignedProductsCount');

const hasCount = ({ assignedProductsCount: count }: JsonObject) =>
  unless(Number.isInteger(count), 'an integer assignedProductsCount', count);

const hasZero = ({ assignedProductsCount: count }: JsonObject) =>
  unless(count === 0, 'assignedProductsCount 0', count);

function lacksImages(item: JsonObject): Finding | undefined {
  const shown = choicesOf(item).find(
    ({ displayImage }) => displayImage !== undefined && displayImage !== null,
  );
  return shown && { expected: 'no displayImage unasked', received: show(shown) };
}

/** Settings by render type: free text or at least one choice. */
function hasSettings(item: JsonObject): Finding | undefined {
  if (item.customizationRenderType === 'FREE_TEXT') {
    return unless(isObject(item.freeTextInput), 'an object freeTextInput', item.freeTextInput);
  }
  return unless(choicesOf(item).length > 0, 'choices in choicesSettings', item.choicesSettings);
}

/** Every item looks as the same one of the other list. */
function looksLike(others: readonly object[]): (item: JsonObject) => Finding | undefined {
  const known = new Map(others.map(other => [(other as JsonObject).id, other]));
  return item => differenceBetween(known.get(item.id) ?? {}, item);
}

/** Exactly these, and every one passes. */
function lists(items: readonly Customization[], find: (item: JsonObject) => Finding | undefined) {
  return all(listsExactly(items), everyItem(find));
}

const unasked = check({
  id: 'customizations.query.fields.unasked',
  title: 'Without fields, items carry their settings, but neither count nor images',
  profile: 'core',
  points: {
    noCount: 'CUST-QUERY-FIELDS-001',
    noImages: 'CUST-QUERY-FIELDS-005',
    settings: 'CUST-QUERY-FIELDS-014',
  },
  async run(context) {
    const { items, scope: filter } = await inWardrobe(context);
    const answer = await showing(context, { query: { filter } }, listsExactly(items));
    context.judge('noCount', answer, lists(items, lacksCount));
    context.judge('noImages', answer, lists(items, lacksImages));
    context.judge('settings', answer, lists(items, hasSettings));
  },
});

const MEMBERS = ['id', 'revision', 'createdDate', 'updatedDate'];

const baseMembers = check({
  id: 'customizations.query.fields.base-members',
  title: 'Items carry id, revision, dates and key unasked',
  profile: 'core',
  points: { base: 'CUST-QUERY-FIELDS-015', key: { soft: 'CUST-QUERY-FIELDS-015' } },
  async run({ api, given, judge, draw, settle }) {
    // Found by its name: the id is one of the members in question.
    const { name } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const own = (answer: Answer) => itemsIn(answer).filter(item => item.name === name);
    const found = await settle.required(
      'query-after-create',
      () => api.query({ query: { filter: { name } } }),
      answer => unless(own(answer).length === 1, `an item named ${name}`, itemsIn(answer)),
    );
    const has = (...members: string[]): Matcher<Answer> => {
      const [item = {}] = own(found);
      const missing = members.filter(member => typeof item[member] !== 'string' || item[member] === '');
      return () =>
        unless(missing.length === 0, `the members ${members.join(', ')}`, `no ${missing.join(', ')}`);
    };
    judge('base', found, has(...MEMBERS));
    judge('key', found, has('key'));
  },
});

const counted = check({
  id: 'customizations.query.fields.assigned-products-count',
  title:
    'ASSIGNED_PRODUCTS_COUNT adds the count to every item, 0 where no product uses it, and takes nothing away',
  profile: 'core',
  points: {
    integer: 'CUST-QUERY-FIELDS-002',
    zero: 'CUST-QUERY-FIELDS-003',
    kept: 'CUST-QUERY-FIELDS-011',
  },
  async run(context) {
    const { judge } = context;
    const { items, scope: filter, shown: plain } = await inWardrobe(context);
    const answer = await showing(context, { query: { filter }, fields: [COUNT] }, listsExactly(items));
    judge('integer', answer, lists(items, hasCount));
    judge('zero', answer, lists(items, hasZero));
    judge('kept', answer, lists(items, looksLike(plain)));
  },
});

const images = check({
  id: 'customizations.query.fields.choice-display-image',
  title: 'CHOICE_DISPLAY_IMAGE is accepted, alone and together with the count',
  profile: 'core',
  points: {
    alone: 'CUST-QUERY-FIELDS-004',
    together: 'CUST-QUERY-FIELDS-006',
    kept: 'CUST-QUERY-FIELDS-011',
  },
  async run(context) {
    const { judge } = context;
    const { items, scope: filter, shown: plain } = await inWardrobe(context);
    const alone = await showing(context, { query: { filter }, fields: [IMAGE] }, listsExactly(items));
    judge('alone', alone, listsExactly(items));
    const both: QueryBody = { query: { filter }, fields: [COUNT, IMAGE] };
    const together = await showing(context, both, listsExactly(items));
    judge('together', together, lists(items, hasCount));
    judge('kept', together, lists(items, looksLike(plain)));
  },
});

const empty = check({
  id: 'customizations.query.fields.empty',
  title: 'Empty fields ask for nothing',
  profile: 'core',
  points: { same: 'CUST-QUERY-FIELDS-007' },
  async run(context) {
    const { judge } = context;
    const { items, scope: filter, shown: plain } = await inWardrobe(context);
    const answer = await showing(context, { query: { filter }, fields: [] }, listsExactly(items));
    judge(
      'same',
      answer,
      all(lists(items, lacksCount), lists(items, lacksImages), lists(items, looksLike(plain))),
    );
  },
});

const asGet = check({
  id: 'customizations.query.fields.as-get',
  title: 'An item of Query is the same document as Get shows',
  profile: 'core',
  points: { same: 'CUST-QUERY-FIELDS-016' },
  async run(context) {
    const { api, judge, settle } = context;
    const { items } = await inWardrobe(context);
    // One of each render type, and one that has been updated.
    const picked = new Map(items.map(item => [item.customizationRenderType, item]));
    const updated = items.find(({ revision }) => revision !== items[0]?.revision);
    const ids = new Set([...picked.values(), ...(updated ? [updated] : [])].map(({ id }) => id));
    const read = await Promise.all([...ids].map(id => api.get(id).accepted()));
    const query = { query: { filter: { id: { $in: [...ids] } } } };
    const same = lists(read, looksLike(read));
    await settle.required('query-after-update', () => api.query(query), listsExactly(read));
    judge('same', await showing(context, query, same), same);
  },
});

const REFUSED: [slug: string, title: string, requirement: string, values: unknown[]][] = [
  [
    '101-values',
    'More than 100 fields values are refused',
    'CUST-QUERY-FIELDS-009',
    [Array(101).fill(COUNT)],
  ],
  ['not-a-list', 'Fields that are no list are refused', 'CUST-QUERY-FIELDS-013', [COUNT, { 0: COUNT }]],
];

const refused = REFUSED.map(([slug, title, requirement, values]) =>
  check({
    id: `customizations.query.fields.${slug}`,
    title,
    profile: 'core',
    points: { refused: requirement },
    async run(context) {
      const { api, judge } = context;
      const { scope: filter } = await inWardrobe(context);
      const control: QueryBody = { query: { filter }, fields: [COUNT] };
      await api.query(control).accepted();
      for (const value of values)
        judge('refused', await api.query(change(control, 'fields', value)), isRefused);
    },
  }),
);

const silences = check({
  id: 'customizations.query.fields.observes',
  title: 'Unknown and repeated fields values, and fields inside query',
  profile: 'core',
  points: {
    unknown: 'CUST-QUERY-FIELDS-008',
    repeated: 'CUST-QUERY-FIELDS-010',
    inside: 'CUST-QUERY-FIELDS-012',
  },
  async run(context) {
    const { api, judge } = context;
    const { scope: filter } = await inWardrobe(context);
    const control: QueryBody = { query: { filter }, fields: [COUNT] };
    await api.query(control).accepted();
    const probes = {
      unknown: change(control, 'fields', ['SHOE_SIZE']),
      repeated: change(control, 'fields', [COUNT, COUNT]),
      inside: change<QueryBody>({ query: { filter } }, 'query.fields', [COUNT]),
    };
    for (const [point, probe] of Object.entries(probes)) {
      const answer = await api.query(probe);
      const withCount = itemsIn(answer).some(item => hasCount(item) === undefined);
      const shown = answer.status === 200 ? `, items ${withCount ? 'with' : 'without'} the count` : '';
      judge.observed(point as keyof typeof probes, answer, `${inWords(answer)}${shown}`);
    }
  },
});

export const queryFields: Chapter = {
  title: 'Query Customizations: fields',
  checks: [unasked, baseMembers, counted, images, empty, asGet, ...refused, silences],
};
