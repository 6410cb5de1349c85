/** Defects with values and fields that a filter names. */
import { type Fault, fault } from './fault.ts';
import { filterRequirement as row } from './filter-operators.ts';
import { conditions, filters, NOTHING, operator } from './filters.ts';
import { around, list, object, queryOf, refuses } from './tools.ts';

const QUERY = 'queryCustomizations';

const BOTH = [QUERY, 'countCustomizations'] as const;

const NO_MATCH = { id: NOTHING };

const OPERATORS = [
  ...['$and', '$or', '$not', '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$ge', '$le', '$in', '$nin'],
  ...['$exists', '$isEmpty', '$hasSome', '$hasAll', '$contains', '$startsWith'],
];

function namesUnknownOperator(filter: unknown): boolean {
  if (Array.isArray(filter)) return filter.some(namesUnknownOperator);
  return Object.entries(object(filter) ?? {}).some(
    ([key, value]) => (key.startsWith('$') && !OPERATORS.includes(key)) || namesUnknownOperator(value),
  );
}

const knownFields = [
  'id',
  'name',
  'createdDate',
  'updatedDate',
  'customizationType',
  'customizationRenderType',
];

const isKnown = (key: string) => key.startsWith('$') || knownFields.includes(key);

export const filterInputFaults: Fault[] = [
  fault(
    'filter-unknown-field-ignored',
    row(75),
    'A condition on an unknown field is ignored.',
    filters(filter => {
      const fields = object(filter);
      return fields ? Object.fromEntries(Object.entries(fields).filter(([key]) => isKnown(key))) : filter;
    }),
  ),
  fault(
    'filter-unknown-field-500',
    row(75),
    'A condition on an unknown field answers 500.',
    refuses(
      BOTH,
      (_call, body) =>
        Object.keys(object(queryOf(body).filter ?? body.filter) ?? {}).some(key => !isKnown(key)),
      500,
    ),
  ),
  fault(
    'filter-unknown-operator-500',
    [row(76), 'CUST-COUNT-011'],
    'An unknown operator answers 500.',
    refuses(BOTH, (_call, body) => namesUnknownOperator(queryOf(body).filter ?? body.filter), 500),
  ),
  fault(
    'filter-in-takes-one-value',
    row(77),
    '`$in` takes a single value for a list.',
    filters(filter => {
      const fields = object(filter);
      return (
        fields &&
        Object.fromEntries(
          Object.entries(fields).map(([key, value]) => {
            const operand = object(value)?.$in;
            return [key, operand === undefined || Array.isArray(operand) ? value : { $eq: String(operand) }];
          }),
        )
      );
    }),
  ),
  fault(
    'filter-unknown-id-breaks-in',
    row(82),
    'An unknown id in `$in` makes the query find nothing.',
    around(next => call => {
      const body = object(call.body) ?? {};
      const ids = object(object(object(queryOf(body).filter ?? body.filter)?.id))?.$in;
      const known = list(ids).every(
        id => next({ operation: 'getCustomization', customizationId: String(id) }).status === 200,
      );
      if (!BOTH.some(operation => operation === call.operation) || known) return next(call);
      const copy = structuredClone(call);
      const holder = object(object(copy.body)?.query) ?? object(copy.body) ?? {};
      holder.filter = NO_MATCH;
      return next(copy);
    }),
  ),
  fault(
    'filter-text-ignored',
    row(83),
    'A filter that is no object is ignored.',
    filters(filter => (object(filter) ? filter : {})),
  ),
  fault(
    'filter-created-date-to-the-second',
    [row(85), row(28)],
    '`$eq` on `createdDate` rounds its value down to the second.',
    operator('createdDate', '$eq', operand => ({
      $eq: typeof operand === 'string' ? operand.replace(/\.\d+Z$/, '.000Z') : operand,
    })),
  ),
  fault(
    'filter-two-conditions-refused',
    [row(86), row(58)],
    'A filter on two fields is refused.',
    refuses(BOTH, (_call, body) => Object.keys(object(queryOf(body).filter ?? body.filter) ?? {}).length > 1),
  ),
  fault(
    'filter-quotes-lost',
    row(87),
    'Quotes and backslashes in a filter on `name` are dropped.',
    conditions('name', condition =>
      JSON.parse(JSON.stringify(condition), (_key, value) =>
        typeof value === 'string' ? value.replace(/["\\]/g, '') : value,
      ),
    ),
  ),
  fault(
    'filter-quotes-500',
    [row(87), 'CUST-ERROR-020'],
    'A quote in a filter answers 500.',
    refuses(
      BOTH,
      (_call, body) => /\\"/.test(JSON.stringify(queryOf(body).filter ?? body.filter ?? '')),
      500,
    ),
  ),
];
