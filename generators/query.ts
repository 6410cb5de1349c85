/** Queries over a known population: filters from the documented operator table, sorts, limits. */

import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';

type Customization = Schemas['Customization'];
type Filter = Record<string, unknown>;

const EVERYWHERE = ['$eq', '$ne', '$exists', '$in', '$hasSome'] as const;
const ORDERED = ['$lt', '$lte', '$gt', '$gte'] as const;

/** Operators by field, as the Query reference lists them (dossier §4.1, D-query). */
export const OPERATORS = {
  id: [...EVERYWHERE, ...ORDERED, '$startsWith'],
  name: [...EVERYWHERE, ...ORDERED, '$startsWith'],
  createdDate: [...EVERYWHERE, ...ORDERED],
  updatedDate: [...EVERYWHERE, ...ORDERED],
  customizationType: [...EVERYWHERE],
  customizationRenderType: [...EVERYWHERE],
} as const;

export type FilterField = keyof typeof OPERATORS;
export type Operator = (typeof OPERATORS)[FilterField][number];

/** Fields a query may sort by (D-query). */
export const SORTABLE = ['id', 'name', 'createdDate', 'updatedDate'] as const;

/** Most entries of `sort` (T). */
const MAX_SORTS = 5;

/** Largest page (S1, T). */
const MAX_LIMIT = 100;

/** Values of fields when nothing is there to draw from, and misses when something is. */
const STRANGERS: Record<FilterField, readonly string[]> = {
  id: ['00000000-0000-4000-8000-000000000000'],
  name: ['nobody-has-this-name'],
  createdDate: ['2001-01-01T00:00:00.000Z'],
  updatedDate: ['2001-01-01T00:00:00.000Z'],
  customizationType: ['PRODUCT_OPTION', 'MODIFIER'],
  customizationRenderType: ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'],
};

export interface FilterOptions {
  /** Where values come from; misses come in between. */
  population: readonly Customization[];
  fields?: readonly FilterField[];
  operators?: readonly Operator[];
  /** Whether `$and`, `$or` and `$not` occur; true when not said. */
  logic?: boolean;
}

/** One condition on one field: `{ name: { $startsWith: 'Si' } }`, or the shorthand `{ name: 'Size' }` for equality. */
export function condition(options: FilterOptions): fc.Arbitrary<Filter> {
  const { fields = Object.keys(OPERATORS) as FilterField[], operators } = options;
  const pairs = fields.flatMap(field => {
    const offered: readonly Operator[] = OPERATORS[field];
    return offered
      .filter(operator => operators?.includes(operator) ?? true)
      .map(operator => [field, operator] as const);
  });
  if (pairs.length === 0) throw new Error('no operator is left for these fields');
  return fc.oneof(...pairs.map(([field, operator]) => conditionOn(field, operator, options.population)));
}

function conditionOn(
  field: FilterField,
  operator: Operator,
  population: readonly Customization[],
): fc.Arbitrary<Filter> {
  const value = valuesFor(field, population);
  const operand = operandFor(operator, value);
  const full = operand.map(found => ({ [field]: { [operator]: found } }));
  return operator === '$eq'
    ? fc.oneof(
        full,
        value.map(found => ({ [field]: found })),
      )
    : full;
}

function operandFor(operator: Operator, value: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (operator === '$exists') return fc.boolean();
  if (operator === '$in' || operator === '$hasSome')
    return fc.uniqueArray(value, { minLength: 1, maxLength: 4 });
  if (operator !== '$startsWith') return value;
  // Cut by code points, so that no half of an astral character is sent.
  return fc
    .tuple(value, fc.integer({ min: 1, max: 12 }))
    .map(([found, length]) => [...found].slice(0, length).join(''));
}

function valuesFor(field: FilterField, population: readonly Customization[]): fc.Arbitrary<string> {
  const known = [...new Set(population.map(one => one[field]))];
  const strangers = fc.constantFrom(...STRANGERS[field]);
  if (known.length === 0) return strangers;
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: strangers });
}

/** Filters: nothing, one condition, several fields at once, and with `logic` one level of `$and`, `$or`, `$not`. */
export function filter(options: FilterOptions): fc.Arbitrary<Filter> {
  const one = condition(options);
  const joined = fc
    .array(one, { minLength: 2, maxLength: 3 })
    .map(parts => Object.assign({}, ...parts) as Filter);
  const simple = fc.oneof(
    { weight: 1, arbitrary: fc.constant<Filter>({}) },
    { weight: 5, arbitrary: one },
    { weight: 2, arbitrary: joined },
  );
  if (options.logic === false) return simple;
  const several = fc.array(one, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: simple },
    { weight: 1, arbitrary: several.map(parts => ({ $and: parts })) },
    { weight: 1, arbitrary: several.map(parts => ({ $or: parts })) },
    { weight: 1, arbitrary: one.map(part => ({ $not: part })) },
  );
}

/** Up to five sort entries, each field once; without `order` some of the time, which means ascending. */
export function sorts(): fc.Arbitrary<Schemas['Sorting'][]> {
  const order = fc.constantFrom<'ASC' | 'DESC'>('ASC', 'DESC');
  const entry = fc.record(
    { fieldName: fc.constantFrom<string>(...SORTABLE), order },
    {
      requiredKeys: ['fieldName'],
      noNullPrototype: true,
    },
  );
  return fc.uniqueArray(entry, { maxLength: MAX_SORTS, selector: ({ fieldName }) => fieldName });
}

/** Page sizes from 1 to 100, the ends and small ones most often. */
export function limit(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom(1, MAX_LIMIT - 1, MAX_LIMIT),
    fc.integer({ min: 1, max: MAX_LIMIT }),
  );
}

/** First requests of a query: filter, sort and limit, each of them optional; never a cursor. */
export function query(options: FilterOptions): fc.Arbitrary<Schemas['QueryCustomizationsRequest']> {
  const paging = fc.record({ limit: limit() }, { noNullPrototype: true });
  const parts = { filter: filter(options), sort: sorts(), cursorPaging: paging };
  return fc.record(parts, { requiredKeys: [], noNullPrototype: true }).map(found => ({ query: found }));
}
