/** Filters of Query and Count: from the JSON of a request to a predicate. */
import { isObject } from '../json.ts';
import type { CompareValues, FilterSemantics, Holder, Predicate } from './semantics/filters.ts';
import { canonicalDate, filters as documentedFilters, isDateField } from './semantics/filters.ts';

/** Something in a filter that Query does not offer, with its dotted path inside the filter. */
export class UnsupportedFilter extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Long enough for any filter in good faith; keeps a hostile one from exhausting the stack. */
const LONGEST_PATH = 2000;

const EVERYTHING: Predicate = () => true;

/**
 * Whether an entity, stored or answered, passes a filter (source: CUST-QUERY-FILTER-*).
 * @throws UnsupportedFilter when the filter uses what Query does not offer
 */
export function matches(
  entity: Holder,
  filter: unknown,
  semantics: FilterSemantics = documentedFilters,
): boolean {
  return compileFilter(filter, semantics)(entity);
}

/**
 * Reads a filter once for use on many entities. No filter matches everything (CUST-QUERY-FILTER-003).
 * @throws UnsupportedFilter when the filter uses what Query does not offer
 */
export function compileFilter(filter: unknown, semantics: FilterSemantics = documentedFilters): Predicate {
  return filter === undefined || filter === null ? EVERYTHING : conditions(filter, '', semantics);
}

function conditions(filter: unknown, path: string, semantics: FilterSemantics): Predicate {
  if (!isObject(filter)) throw new UnsupportedFilter(path, 'must be an object');
  if (path.length > LONGEST_PATH) throw new UnsupportedFilter('', 'is nested too deeply');
  const parts = Object.entries(filter).map(([key, value]) =>
    condition(key, value, below(path, key), semantics),
  );
  return parts.length > 0 ? semantics.conjunction(parts) : EVERYTHING;
}

function condition(key: string, value: unknown, path: string, semantics: FilterSemantics): Predicate {
  switch (key) {
    case '$and':
      return semantics.and(several(value, path, semantics));
    case '$or':
      return semantics.or(several(value, path, semantics));
    case '$not':
      return semantics.not(conditions(value, path, semantics));
    default:
      return fieldCondition(key, value, path, semantics);
  }
}

function several(value: unknown, path: string, semantics: FilterSemantics): Predicate[] {
  if (!Array.isArray(value)) throw new UnsupportedFilter(path, 'must be an array');
  return value.map((one, index) => conditions(one, `${path}[${index}]`, semantics));
}

function fieldCondition(field: string, value: unknown, path: string, semantics: FilterSemantics): Predicate {
  if (!isObject(value)) return operation(field, semantics.shorthand, value, path, semantics);
  const parts = Object.entries(value).map(([operator, operand]) =>
    operation(field, operator, operand, below(path, operator), semantics),
  );
  if (parts.length === 0) throw new UnsupportedFilter(path, 'names no operator');
  return semantics.operatorConjunction(parts);
}

function operation(
  field: string,
  operator: string,
  operand: unknown,
  path: string,
  semantics: FilterSemantics,
): Predicate {
  const decide = semantics.operators[operator];
  if (!decide || !semantics.supports(field, operator))
    throw new UnsupportedFilter(path, `filtering "${field}" by "${operator}" is not supported`);
  if (!semantics.operandFits(field, operator, operand))
    throw new UnsupportedFilter(path, `is no value that "${operator}" takes`);
  const compare: CompareValues = (a, b) => semantics.compare(field, a, b);
  const sought = isDateField(field) ? canonical(operand) : operand;
  return entity => decide(semantics.held(entity, field), sought, compare);
}

function canonical(operand: unknown): unknown {
  return Array.isArray(operand) ? operand.map(canonicalDate) : canonicalDate(operand);
}

function below(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}
