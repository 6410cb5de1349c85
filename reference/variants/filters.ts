/** Filters and optional data where the sources disagree or are silent. */
import type { FilterSemantics, Operator } from '../../specs/model/semantics/filters.ts';
import { type Change, rules } from '../change.ts';
import { QUERY } from '../faults/page-tools.ts';
import { calls, isGuid, type Json, list, NOBODY, object, queryOf, refuses } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const READS = ['queryCustomizations', 'countCustomizations'] as const;
const FIELDS = ['id', 'name', 'createdDate', 'updatedDate', 'customizationType', 'customizationRenderType'];
const ENUMS: Record<string, string[]> = {
  customizationType: ['PRODUCT_OPTION', 'MODIFIER'],
  customizationRenderType: ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'],
};

/** Operators that some or all fields do not get. */
const lacking = (operators: readonly string[], fields = FIELDS): Change =>
  rules(sound => ({
    supports: (field, operator) =>
      sound.supports(field, operator) && !(fields.includes(field) && operators.includes(operator)),
  }));

/** Further operators on some fields. */
const adding = (
  fields: readonly string[],
  added: (sound: FilterSemantics) => Record<string, Operator>,
): Change =>
  rules(sound => {
    const own = added(sound);
    return {
      operators: { ...sound.operators, ...own },
      supports: (field, operator) =>
        (fields.includes(field) && Object.hasOwn(own, operator)) || sound.supports(field, operator),
    };
  });

/** Which operands are taken. */
const operands = (fits: (field: string, operator: string, operand: unknown) => boolean | undefined): Change =>
  rules(sound => ({
    operandFits: (field, operator, operand) =>
      fits(field, operator, operand) ?? sound.operandFits(field, operator, operand),
  }));

const values = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);
const lower = (value: unknown): string => String(value).toLowerCase();
const folded = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** Filters are changed before the model sees them. */
const filters = (edit: (filter: Json) => Json): Change =>
  calls(READS, (call, body) => {
    const holder = call.operation === QUERY ? object(body.query) : body;
    const filter = object(holder?.filter);
    if (holder && filter) holder.filter = edit(filter);
  });

const LOGIC = ['$and', '$or', '$not'];

function namesUnknown(filter: unknown): boolean {
  if (Array.isArray(filter)) return filter.some(namesUnknown);
  return Object.entries(object(filter) ?? {}).some(([key, value]) =>
    LOGIC.includes(key) ? namesUnknown(value) : !FIELDS.includes(key),
  );
}

const SDK_NAMES: Record<string, string> = {
  _id: 'id',
  _createdDate: 'createdDate',
  _updatedDate: 'updatedDate',
};

const renamed = (filter: Json): Json =>
  Object.fromEntries(Object.entries(filter).map(([key, value]) => [SDK_NAMES[key] ?? key, value]));

function usesLogic(filter: unknown): boolean {
  return Object.keys(object(filter) ?? {}).some(key => LOGIC.includes(key));
}

const filterOf = (body: Json): unknown => queryOf(body).filter ?? body.filter;

const HAS_SOME_ROWS = ['012', '022', '032', '041', '050', '055'];
const STRING_RANGE_ROWS = ['014', '015', '016', '017', '024', '025', '026', '027'];
const rows = (numbers: readonly string[]): string[] => numbers.map(number => `CUST-QUERY-FILTER-${number}`);

const ignoringCase = rules(sound => {
  const fold =
    (operator: Operator): Operator =>
    (held, operand, compare) =>
      operator(folded(held), Array.isArray(operand) ? operand.map(folded) : folded(operand), compare);
  const names = ['$eq', '$ne', '$in', '$nin', '$hasSome'];
  const own = Object.entries(sound.operators).filter(([name]) => names.includes(name));
  return {
    operators: { ...sound.operators, ...Object.fromEntries(own.map(([name, one]) => [name, fold(one)])) },
  };
});

export const filterVariants: Variant[] = [
  variant(
    'short-date-operators-accepted',
    '$le and $ge',
    ['SIL-11'],
    '`$le` and `$ge` are understood on dates.',
    adding(['createdDate', 'updatedDate'], ({ operators: { $lte, $gte } }) => ({
      ...($lte && { $le: $lte }),
      ...($gte && { $ge: $gte }),
    })),
  ),
  variant(
    'sdk-operators-refused',
    '$nin and $isEmpty',
    ['SIL-12'],
    '`$nin` and `$isEmpty`, known from the SDK only, are refused.',
    lacking(['$nin', '$isEmpty']),
  ),
  variant(
    'prose-operators-accepted',
    '$contains and $hasAll',
    ['SIL-12'],
    '`$contains` and `$hasAll`, known from prose only, work on strings.',
    adding(['id', 'name'], () => ({
      $contains: (held, operand) => lower(held).includes(lower(operand)),
      $hasAll: (held, operand) => list(operand).every(one => one === held),
    })),
  ),
  variant(
    'has-some-refused',
    '$hasSome',
    ['SIL-12'],
    '`$hasSome`, which the SDK does not know for scalars, is refused.',
    lacking(['$hasSome']),
    { warns: rows(HAS_SOME_ROWS) },
  ),
  variant(
    'string-ranges-refused',
    'ranges on strings',
    ['SIL-12'],
    'Ranges on `id` and `name`, which the filter article omits, are refused.',
    lacking(['$gt', '$gte', '$lt', '$lte'], ['id', 'name']),
    { warns: rows(STRING_RANGE_ROWS) },
  ),
  variant(
    'logic-refused',
    '$and, $or, $not',
    ['CUST-QUERY-FILTER-060'],
    '`$and`, `$or` and `$not` are refused; only the general article has them.',
    refuses(READS, (_call, body) => usesLogic(filterOf(body))),
    { warns: rows(['060', '061', '062']) },
  ),
  variant(
    'equality-ignores-case',
    'letter case of equality',
    ['SIL-13'],
    'Strings that differ in letter case only are equal in filters.',
    ignoringCase,
  ),
  variant(
    'unknown-filter-field-matches-nothing',
    'unknown filter field',
    ['SIL-10'],
    'A filter on a field not offered matches nothing.',
    filters(filter => (namesUnknown(renamed(filter)) ? { id: NOBODY } : filter)),
  ),
  variant(
    'more-fields-filterable',
    'unknown filter field',
    ['SIL-10', 'CUST-QUERY-FILTER-072', 'CUST-QUERY-FILTER-073'],
    'Filters work on `key` and `revision` too.',
    rules(sound => ({
      supports: (field, operator) =>
        sound.supports(field === 'key' || field === 'revision' ? 'name' : field, operator),
    })),
  ),
  variant(
    'unknown-enum-in-filter-refused',
    'unknown enum value',
    ['CUST-QUERY-FILTER-079'],
    'A filter on a type that does not exist is refused.',
    operands((field, operator, operand) => {
      const known = operator === '$exists' ? undefined : ENUMS[field];
      return known && values(operand).some(one => !known.includes(String(one))) ? false : undefined;
    }),
  ),
  variant(
    'unreadable-date-matches-nothing',
    'unreadable date',
    ['CUST-QUERY-FILTER-080'],
    'A filter by a date that cannot be read matches nothing.',
    filters(filter => {
      const dates = values([filter.createdDate, filter.updatedDate]).flatMap(one =>
        typeof one === 'string' ? one : Object.values(object(one) ?? {}),
      );
      return dates.some(one => typeof one === 'string' && Number.isNaN(Date.parse(one)))
        ? { id: NOBODY }
        : filter;
    }),
  ),
  variant(
    'id-filter-demands-guids',
    'id filter',
    ['CUST-QUERY-FILTER-081'],
    'A filter on `id` by something that is no GUID is refused.',
    operands((field, operator, operand) => {
      const demands = field === 'id' && ['$eq', '$ne', '$in', '$nin', '$hasSome'].includes(operator);
      return demands && !values(operand).every(isGuid) ? false : undefined;
    }),
  ),
  variant(
    'empty-in-refused',
    'empty $in',
    ['CUST-QUERY-FILTER-078'],
    '`$in` with an empty list is refused.',
    operands((_field, operator, operand) =>
      operator === '$in' && list(operand).length === 0 ? false : undefined,
    ),
  ),
  variant(
    'sdk-names-in-filters',
    'SDK names',
    ['CUST-QUERY-FILTER-084'],
    '`_id`, `_createdDate` and `_updatedDate` are understood in filters.',
    filters(renamed),
  ),
];
