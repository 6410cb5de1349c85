/** Every operator on every field the documentation grants it to (Query Customizations, supported filters). */
import { type Check, check } from '../../engine/check.ts';
import { idsOf, itemsIn, listsExactly } from '../../engine/matchers/pages.ts';
import { type Wardrobe, wardrobe } from './fixtures.ts';
import { byIds, byPrefix, type Field, judgeListed, type Selection, selectionsOf } from './selections.ts';

const MEANINGS: Record<string, string> = {
  $eq: 'lists exactly the items that hold the value',
  $ne: 'lists exactly the items that do not hold the value',
  $exists: 'true lists every item, false none: the field is always set',
  $in: 'lists exactly the items whose value is in the list',
  $hasSome: 'is accepted and acts like $in on a single value',
  $startsWith: 'lists exactly the items whose value starts with the prefix',
  $gt: 'lists exactly the items above the value',
  $gte: 'lists exactly the items at or above the value',
  $lt: 'lists exactly the items below the value',
  $lte: 'lists exactly the items at or below the value',
};

const ON_TEXT = ['$eq', '$ne', '$exists', '$in', '$hasSome', '$startsWith'];
const RANGES = ['$gt', '$gte', '$lt', '$lte'];
const ON_DATES = ['$eq', '$ne', '$exists', '$in', '$hasSome', ...RANGES];
const ON_ENUMS = ['$eq', '$ne', '$exists', '$in', '$hasSome'];

/** The operators of a field in the order of the requirements, the first of which has this number. */
type Row = [field: Field, id: string, first: number, operators: string[]];

const ROWS: Row[] = [
  ['id', 'id', 8, ON_TEXT],
  ['name', 'name', 18, ON_TEXT],
  ['createdDate', 'created-date', 28, ON_DATES],
  ['updatedDate', 'updated-date', 37, ON_DATES],
  ['customizationType', 'type', 46, ON_ENUMS],
  ['customizationRenderType', 'render-type', 51, ON_ENUMS],
];
/** Ranges on text follow the service's own order, and only warn: the official filter article leaves them out. */
const TEXT_RANGES: Row[] = [
  ['id', 'id', 14, RANGES],
  ['name', 'name', 24, RANGES],
];

/** Id, title and requirement of the check of one operator on one field. */
function identity([field, id, first, operators]: Row, operator: string) {
  const number = first + operators.indexOf(operator);
  const sign = operator.slice(1).replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  return {
    id: `customizations.query.filter.${id}-${sign}`,
    title: `${field} ${operator} ${MEANINGS[operator]}`,
    points: { selects: `CUST-QUERY-FILTER-${String(number).padStart(3, '0')}` },
  };
}

function operatorCheck(row: Row, operator: string): Check {
  return check({
    ...identity(row, operator),
    profile: 'core',
    async run(context) {
      const tried = await context.use(wardrobe);
      for (const selection of selectionsOf(tried, row[0], operator)) {
        await judgeListed(context, 'selects', selection);
      }
    },
  });
}

function textRangeCheck(row: Row, operator: string): Check {
  const [field] = row;
  const { title, ...rest } = identity(row, operator);
  return check({
    ...rest,
    title: `${title}, in the service's own order of that field`,
    profile: 'core',
    async run(context) {
      const { api, settle, use } = context;
      const tried = await use(wardrobe);
      const scope = field === 'id' ? byPrefix(tried) : byIds(tried);
      const sorted = { filter: scope, sort: [{ fieldName: field, order: 'ASC' as const }] };
      const listing = await settle.required(
        'query-repeated',
        () => api.query({ query: sorted }),
        listsExactly(tried.items),
      );
      await judgeListed(context, 'selects', rangeOf(tried, idsOf(itemsIn(listing)), field, operator));
    },
  });
}

/** What lies on one side of the middle of the order. */
function rangeOf(tried: Wardrobe, order: string[], field: Field, operator: string): Selection {
  const place = (id: string) => order.indexOf(id);
  const middle = order.length >> 1;
  const pivot = tried.items.find(({ id }) => place(id) === middle);
  const expected = tried.items.filter(({ id }) => {
    if (place(id) === middle) return operator.endsWith('e');
    return operator.startsWith('$g') ? place(id) > middle : place(id) < middle;
  });
  const scope = field === 'id' ? byPrefix(tried) : byIds(tried);
  const filter = { ...scope, [field]: { [operator]: pivot?.[field] } };
  return { filter, expected, scope: { filter: scope, items: tried.items } };
}

export const operators: Check[] = [
  ...ROWS.flatMap(row => row[3].map(operator => operatorCheck(row, operator))),
  ...TEXT_RANGES.flatMap(row => row[3].map(operator => textRangeCheck(row, operator))),
];
