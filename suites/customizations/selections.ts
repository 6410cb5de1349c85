/** What filters select among the wardrobe, worked out from what the target itself showed of its items. */
import type { JsonObject } from '../../engine/answer.ts';
import type { CheckContext } from '../../engine/check.ts';
import { counts } from '../../engine/matchers/counts.ts';
import { instant } from '../../engine/matchers/entities.ts';
import { unlessFinal, unlessRefused } from '../../engine/matchers/lag.ts';
import { listsExactly } from '../../engine/matchers/pages.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import type { Wardrobe } from './fixtures.ts';

export type Field =
  | 'id'
  | 'name'
  | 'createdDate'
  | 'updatedDate'
  | 'customizationType'
  | 'customizationRenderType';

/** A filter, and what it must select. */
export interface Selection {
  filter: JsonObject;
  expected: Customization[];
  /** The part that keeps strangers out and what that part alone selects; absent where the values do it. */
  scope?: { filter: JsonObject; items: Customization[] };
}

/** How a condition is written down. */
type Write = (operator: string, operand: unknown) => unknown;
const inFull: Write = (operator, operand) => ({ [operator]: operand });

export const byIds = ({ items }: Wardrobe): JsonObject => ({ id: { $in: items.map(({ id }) => id) } });
export const byPrefix = ({ prefix }: Wardrobe): JsonObject => ({ name: { $startsWith: prefix } });

/** A condition among own items only (SIL-55), scoped by the field it is not about. */
export function among(
  tried: Wardrobe,
  condition: JsonObject,
  selects: (item: Customization) => boolean,
): Selection {
  const scope = 'id' in condition ? byPrefix(tried) : byIds(tried);
  const expected = tried.items.filter(selects);
  return { filter: { ...scope, ...condition }, expected, scope: { filter: scope, items: tried.items } };
}

/** Conditions of one operator on one field that tell it from every other operator. */
export function selectionsOf(tried: Wardrobe, field: Field, operator: string, write = inFull): Selection[] {
  return operandsFor(tried, field, operator).map(operand => {
    const condition = { [field]: write(operator, operand) };
    const selects = (item: Customization) => holds(operator, keyOf(field, item[field]), operand, field);
    return isOwn(field, operator)
      ? { filter: condition, expected: tried.items.filter(selects) }
      : among(tried, condition, selects);
  });
}

/** Nobody else has own ids and names, so these conditions need no scope. */
function isOwn(field: Field, operator: string): boolean {
  if (field === 'name' && operator === '$startsWith') return true;
  return (field === 'id' || field === 'name') && ['$eq', '$in', '$hasSome'].includes(operator);
}

/** Dates are compared as moments (SIL-14). */
export function keyOf(field: Field, value: unknown): string | number {
  return field === 'createdDate' || field === 'updatedDate' ? instant(value) : String(value);
}

function holds(operator: string, key: string | number, operand: unknown, field: Field): boolean {
  const sought = (Array.isArray(operand) ? operand : [operand]).map(value => keyOf(field, value));
  const [value = ''] = sought;
  switch (operator) {
    case '$eq':
    case '$in':
    case '$hasSome':
      return sought.includes(key);
    case '$ne':
      return key !== value;
    case '$exists':
      return operand === true;
    case '$startsWith':
      return String(key).toLowerCase().startsWith(String(value).toLowerCase());
    case '$gt':
      return key > value;
    case '$gte':
      return key >= value;
    case '$lt':
      return key < value;
    default:
      return key <= value;
  }
}

function operandsFor(tried: Wardrobe, field: Field, operator: string): unknown[] {
  const values = valuesOf(tried, field);
  const middle = values[values.length >> 1] ?? '';
  // One moment for all: only a moment a day away tells an operator from its opposite.
  const single = values.length > 1 ? [middle] : [middle, ...daysAround(middle)];
  switch (operator) {
    case '$exists':
      return [true, false];
    case '$in':
    case '$hasSome':
      return values.length > 2 ? [[values[0], middle]] : [...single.map(value => [value]), values];
    case '$startsWith':
      return [startOf(middle, values), ...(field === 'name' ? [tried.prefix.slice(1)] : [])];
    default:
      // All names begin with the prefix and none is the prefix: equality must not be read as a prefix.
      return field === 'name' ? [middle, tried.prefix] : single;
  }
}

/** The distinct values of a field, in order. */
export function valuesOf({ items }: Wardrobe, field: Field): string[] {
  const byKey = new Map(items.map(item => [keyOf(field, item[field]), item[field]]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** About half of a value, and enough to leave some of the others out. */
function startOf(value: string, values: readonly string[]): string {
  for (let length = value.length >> 1; length < value.length; length += 1) {
    const start = value.slice(0, length);
    if (values.some(other => !other.startsWith(start))) return start;
  }
  return value;
}

function daysAround(date: string): string[] {
  return [-1, 1].map(days => new Date(instant(date) + days * 86_400_000).toISOString());
}

/** Whether a filter selects some and leaves out others; otherwise its outcome says little. */
export function isTelling({ expected, scope }: Selection): boolean {
  return expected.length > 0 && expected.length !== scope?.items.length;
}

type Tools<P extends string> = Pick<CheckContext<P>, 'api' | 'judge' | 'settle'>;

/**
 * Judges whether Query lists exactly what a filter selects. Before a wrong list counts, the scope must have shown that
 * it is not to blame. The read is repeated while lag may explain what it shows: the wardrobe is settled, but one
 * replica may trail another (SIL-16).
 */
export async function judgeListed<P extends string>(
  { api, judge, settle }: Tools<P>,
  point: P,
  { filter, expected, scope }: Selection,
): Promise<void> {
  const exact = listsExactly(expected);
  const read = (only: JsonObject) => () => api.query({ query: { filter: only } });
  const wait = unlessFinal(exact, expected, scope?.items ?? expected);
  const answer = await settle.again('query-repeated', read(filter), wait);
  if (exact(answer) && scope) {
    await settle.required('query-repeated', read(scope.filter), listsExactly(scope.items));
  }
  judge(point, answer, exact);
}

/** The same for Count, which may lag behind by itself (SIL-53). */
export async function judgeCounted<P extends string>(
  { api, judge, settle }: Tools<P>,
  point: P,
  { filter, expected, scope }: Selection,
): Promise<void> {
  const exact = counts(expected.length);
  const read = (only: JsonObject) => () => api.count({ filter: only });
  const answer = await settle.again('count-repeated', read(filter), unlessRefused(exact));
  if (exact(answer) && scope) {
    await settle.required('count-repeated', read(scope.filter), counts(scope.items.length));
  }
  judge(point, answer, exact);
}
