/** Defects of filters as a whole. */

import { type Fault, fault, rules } from './fault.ts';
import { conditions, EVERYTHING, filters, NOTHING, operator } from './filters.ts';
import { filterRequirement as row } from './query-operators.ts';
import {
  answers,
  around,
  calls,
  envelope,
  type Json,
  list,
  object,
  queryOf,
  refusals,
  refuses,
} from './tools.ts';

const QUERY = 'queryCustomizations';
const BOTH = [QUERY, 'countCustomizations'] as const;
const NO_MATCH = { id: NOTHING };

/** A filter that asks for one render type by shorthand is read another way. */
const renderTypeShorthand = (value: string, means: unknown) =>
  conditions('customizationRenderType', condition => (condition === value ? means : condition));

const hasFilter = (body: Json) => 'filter' in queryOf(body);

/** Keeps the first of several entries of an object. */
const firstKey = (value: unknown): unknown => {
  const fields = object(value);
  return fields ? Object.fromEntries(Object.entries(fields).slice(0, 1)) : value;
};

const nested = (name: string, means: (parts: unknown) => unknown) =>
  filters(filter => {
    const fields = object(filter);
    if (!fields || !(name in fields)) return filter;
    const { [name]: parts, ...others } = fields;
    return { ...others, ...(means(parts) as Json) };
  });

const knownFields = [
  'id',
  'name',
  'createdDate',
  'updatedDate',
  'customizationType',
  'customizationRenderType',
];
const isKnown = (key: string) => key.startsWith('$') || knownFields.includes(key);

const containerFaults: Fault[] = [
  fault(
    'filter-empty-body-refused',
    row(1),
    'A query with an empty body is refused.',
    refuses(QUERY, (_call, body) => Object.keys(body).length === 0),
  ),
  fault(
    'filter-empty-query-refused',
    row(2),
    'An empty query object is refused.',
    refuses(
      QUERY,
      (_call, body) => object(body.query) !== undefined && Object.keys(queryOf(body)).length === 0,
    ),
  ),
  fault(
    'filter-empty-query-finds-nothing',
    row(2),
    'An empty query object finds nothing.',
    calls(QUERY, (_call, body) => {
      if (object(body.query) && Object.keys(queryOf(body)).length === 0) body.query = { filter: NO_MATCH };
    }),
  ),
  fault(
    'filter-answers-without-list',
    [row(1), 'CUST-QUERY-FIELDS-014'],
    'Query calls its list `items`.',
    answers(QUERY, body => {
      body.items = body.customizations;
      delete body.customizations;
    }),
  ),
  fault(
    'filter-empty-finds-nothing',
    [row(3), 'CUST-COUNT-007'],
    'An empty filter finds nothing.',
    filters(filter => (object(filter) && Object.keys(filter as Json).length === 0 ? NO_MATCH : filter)),
  ),
  fault(
    'filter-shorthand-ignored',
    [row(5), row(65)],
    'A bare value as a condition lets everything through.',
    filters(filter => {
      const fields = object(filter);
      return (
        fields &&
        Object.fromEntries(
          Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? EVERYTHING : value]),
        )
      );
    }),
  ),
  fault(
    'filter-shorthand-refused',
    row(5),
    'A bare value as a condition is refused.',
    refuses(BOTH, (_call, body) =>
      Object.values(object(body.filter ?? queryOf(body).filter) ?? {}).some(
        value => typeof value === 'string',
      ),
    ),
  ),
  fault(
    'filter-shorthand-negated',
    [row(5), row(6), row(7)],
    'A bare value as a condition means inequality.',
    rules(() => ({ shorthand: '$ne' })),
  ),
  fault(
    'filter-text-choices-mixed',
    row(6),
    'The filter for text choices also finds swatches.',
    renderTypeShorthand('TEXT_CHOICES', { $in: ['TEXT_CHOICES', 'SWATCH_CHOICES'] }),
  ),
  fault(
    'filter-swatches-without-modifiers',
    row(7),
    'The filter for swatches finds options only.',
    filters(filter => {
      const fields = object(filter);
      return fields?.customizationRenderType === 'SWATCH_CHOICES'
        ? { $and: [fields, { customizationType: 'PRODUCT_OPTION' }] }
        : filter;
    }),
  ),
  fault(
    'filter-starts-with-exact-case',
    row(56),
    'The prefix of a name must match in letter case.',
    rules(sound => ({
      operators: {
        ...sound.operators,
        $startsWith: (held, operand) => String(held).startsWith(String(operand)),
      },
    })),
  ),
  fault(
    'filter-no-match-404',
    row(67),
    'A query that finds nothing answers 404.',
    around(next => call => {
      const reply = next(call);
      return call.operation === QUERY &&
        list(object(reply.body)?.customizations).length === 0 &&
        reply.status === 200
        ? envelope(404, 'NOT_FOUND')
        : reply;
    }),
  ),
  fault(
    'filter-no-match-has-next',
    [row(67), 'CUST-QUERY-PAGE-014'],
    'A page without items says that another follows.',
    answers(QUERY, body => {
      const paging = object(body.pagingMetadata);
      if (paging && list(body.customizations).length === 0) paging.hasNext = true;
    }),
  ),
  fault(
    'filter-no-match-without-count',
    [row(67), 'CUST-QUERY-PAGE-011'],
    'A page without items has no `count`.',
    answers(QUERY, body => {
      const paging = object(body.pagingMetadata);
      if (paging && list(body.customizations).length === 0) delete paging.count;
    }),
  ),
];

const logicFaults: Fault[] = [
  fault(
    'filter-fields-joined-by-or',
    [row(58), row(65), row(86)],
    'Conditions on two fields are joined by OR.',
    rules(sound => ({ conjunction: sound.or })),
  ),
  fault(
    'filter-first-field-only',
    [row(58), row(65), row(86)],
    'Only the first field of a filter counts.',
    filters(firstKey),
  ),
  fault(
    'filter-operators-joined-by-or',
    [row(59), row(65)],
    'Two operators on one field are joined by OR.',
    rules(sound => ({ operatorConjunction: sound.or })),
  ),
  fault(
    'filter-first-operator-only',
    [row(59), row(65)],
    'Only the first operator on a field counts.',
    filters(filter => {
      const fields = object(filter);
      return (
        fields && Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, firstKey(value)]))
      );
    }),
  ),
  fault(
    'filter-and-means-or',
    row(60),
    '`$and` means `$or`.',
    rules(sound => ({ and: sound.or })),
  ),
  fault(
    'filter-and-refused',
    row(60),
    '`$and` is refused.',
    nested('$and', () => ({ $and: 'refused' })),
  ),
  fault(
    'filter-or-means-and',
    row(61),
    '`$or` means `$and`.',
    rules(sound => ({ or: sound.and })),
  ),
  fault(
    'filter-or-first-only',
    row(61),
    'Only the first condition of `$or` counts.',
    nested('$or', parts => ({ $or: list(parts).slice(0, 1) })),
  ),
  fault(
    'filter-not-ignored',
    row(62),
    '`$not` is ignored.',
    nested('$not', () => ({})),
  ),
  fault(
    'filter-not-means-yes',
    row(62),
    '`$not` means its condition.',
    rules(() => ({ not: part => part })),
  ),
  fault(
    'filter-ne-prefix',
    [row(63), row(19)],
    '`$ne` on a name also leaves out names that begin with the value.',
    filters(filter => {
      const value = object(object(filter)?.name)?.$ne;
      return typeof value === 'string' ? { $not: { name: { $startsWith: value } } } : filter;
    }),
  ),
  fault(
    'filter-dates-to-the-minute',
    [row(64), row(35)],
    '`$lt` on `createdDate` rounds its value down to the minute.',
    operator('createdDate', '$lt', operand => ({
      $lt: typeof operand === 'string' ? operand.replace(/:\d\d(\.\d+)?Z$/, ':00.000Z') : operand,
    })),
  ),
  fault('filter-extra-item', row(65), 'A filter also lets the newest item through.', extraItem()),
  fault(
    'filter-loses-oldest',
    [row(66), 'CUST-QUERY-PAGE-023', 'CUST-QUERY-PAGE-024'],
    'The last item of the last page of a filtered query is lost.',
    around(next => call => {
      const reply = next(call);
      if (call.operation !== QUERY || reply.status !== 200) return reply;
      const copy = structuredClone(reply);
      const body = object(copy.body) ?? {};
      const paging = object(body.pagingMetadata);
      const items = list(body.customizations);
      if (paging && paging.hasNext === false && items.length > 1) {
        items.pop();
        paging.count = items.length;
      }
      return copy;
    }),
  ),
];

/** Adds the newest item to the pages of a filtered walk that is over. */
function extraItem() {
  return around(next => call => {
    const reply = next(call);
    if (call.operation !== QUERY || reply.status !== 200 || !hasFilter(object(call.body) ?? {})) return reply;
    const body = structuredClone(object(reply.body) ?? {});
    const newest = object(next({ operation: QUERY, body: { query: { cursorPaging: { limit: 1 } } } }).body);
    const [extra] = list(newest?.customizations);
    const items = list(body.customizations);
    const paging = object(body.pagingMetadata);
    if (
      !extra ||
      !paging ||
      paging.hasNext === true ||
      items.some(item => object(item)?.id === object(extra)?.id)
    )
      return reply;
    items.push(extra);
    paging.count = items.length;
    return { ...reply, body };
  });
}

const inputFaults: Fault[] = [
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
    refusals(BOTH, (_body, reply, call) => {
      if (
        JSON.stringify(call.body).includes('"$foo"') ||
        /"\$(?!eq|ne|in|nin|gte?|lte?|le|ge|exists|startsWith|hasSome|hasAll|isEmpty|contains|and|or|not)/.test(
          JSON.stringify(call.body),
        )
      )
        reply.status = 500;
    }),
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

export const queryFilterFaults: Fault[] = [...containerFaults, ...logicFaults, ...inputFaults];
