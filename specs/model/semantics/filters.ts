/** What the conditions of Query and Count mean. */
import { CUSTOMIZATION_FILTERS } from '../../filter-tables.ts';

/** What filters and sorts look at: a stored customization, or one that some service answered. */
export interface Holder {
  readonly id: string;
}

export type Predicate = (entity: Holder) => boolean;
export type Combine = (parts: readonly Predicate[]) => Predicate;
export type CompareValues = (a: unknown, b: unknown) => number;

/** What an operator says of a held value; `compare` is the order of the field it is used on. */
export type Operator = (held: unknown, operand: unknown, compare: CompareValues) => boolean;

export interface FilterSemantics {
  /** What a filter or sort sees of a field; dates in one spelling, so that text order is time order. */
  held(entity: Holder, field: string): unknown;
  /** Whether Query grants this operator to this field. */
  supports(field: string, operator: string): boolean;
  /** Whether an operator can work with this operand. */
  operandFits(field: string, operator: string, operand: unknown): boolean;
  operators: Readonly<Record<string, Operator>>;
  /** The operator behind `{ field: value }`. */
  shorthand: string;
  /** Order of two values of a field, for filters and sorts alike. */
  compare(field: string, a: unknown, b: unknown): number;
  /** Several keys in one filter object. */
  conjunction: Combine;
  /** Several operators on one field. */
  operatorConjunction: Combine;
  and: Combine;
  or: Combine;
  not(part: Predicate): Predicate;
}

const SUPPORTED = new Map(
  Object.entries(CUSTOMIZATION_FILTERS).map(([field, operators]) => [field, new Set(operators)]),
);

const LISTS = new Set(['$in', '$nin', '$hasSome']);
const FLAGS = new Set(['$exists', '$isEmpty']);

const DATES = new Set(['createdDate', 'updatedDate', 'productData.updatedDate']);

export function isDateField(field: string): boolean {
  return DATES.has(field);
}

/** `2024-06-26T09:35:15.526Z`, whatever the spelling of the instant; other text stays as it is. */
export function canonicalDate(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.length === 24 && value.endsWith('Z')) return value;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? value : new Date(instant).toISOString();
}

function isScalar(field: string, operand: unknown): boolean {
  if (operand === null) return true;
  return typeof operand === 'string' && (!isDateField(field) || !Number.isNaN(Date.parse(operand)));
}

const isMissing = (held: unknown): boolean => held === undefined || held === null;
const same = (held: unknown, operand: unknown): boolean =>
  held === operand || (operand === null && isMissing(held));
const among: Operator = (held, operand) => Array.isArray(operand) && operand.some(one => same(held, one));
const lower = (value: unknown): string => String(value).toLowerCase();

const all: Combine = parts =>
  parts.length === 1 && parts[0] ? parts[0] : entity => parts.every(part => part(entity));

export const filters: FilterSemantics = {
  held(entity, field) {
    const value = (entity as Holder & Record<string, unknown>)[field];
    return isDateField(field) ? canonicalDate(value) : value;
  },
  supports: (field, operator) => SUPPORTED.get(field)?.has(operator) === true,
  operandFits(field, operator, operand) {
    if (FLAGS.has(operator)) return typeof operand === 'boolean';
    if (LISTS.has(operator)) return Array.isArray(operand) && operand.every(one => isScalar(field, one));
    if (operator === '$eq' || operator === '$ne') return isScalar(field, operand);
    return operand !== null && isScalar(field, operand);
  },
  operators: {
    $eq: same,
    $ne: (held, operand) => !same(held, operand),
    $gt: (held, operand, compare) => !isMissing(held) && compare(held, operand) > 0,
    $gte: (held, operand, compare) => !isMissing(held) && compare(held, operand) >= 0,
    $lt: (held, operand, compare) => !isMissing(held) && compare(held, operand) < 0,
    $lte: (held, operand, compare) => !isMissing(held) && compare(held, operand) <= 0,
    $in: among,
    $nin: (held, operand, compare) => !among(held, operand, compare),
    $hasSome: among,
    $exists: (held, operand) => isMissing(held) !== operand,
    $isEmpty: (held, operand) => (isMissing(held) || held === '') === operand,
    $startsWith: (held, operand) => !isMissing(held) && lower(held).startsWith(lower(operand)),
  },
  shorthand: '$eq',
  compare(_field, a, b) {
    const left = a as string;
    const right = b as string;
    return left < right ? -1 : left > right ? 1 : 0;
  },
  conjunction: all,
  operatorConjunction: all,
  and: all,
  or: parts => entity => parts.some(part => part(entity)),
  not: part => entity => !part(entity),
};
