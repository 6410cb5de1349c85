/** Defects in how conditions are combined. */
import { type Fault, fault, rules } from './fault.ts';
import { filterRequirement as row } from './filter-operators.ts';
import { filters, operator } from './filters.ts';
import { around, type Json, list, object, queryOf } from './tools.ts';

const QUERY = 'queryCustomizations';

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

export const filterLogicFaults: Fault[] = [
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
      items.length >= Number(object(queryOf(object(call.body) ?? {}).cursorPaging)?.limit ?? 100) ||
      items.some(item => object(item)?.id === object(extra)?.id)
    )
      return reply;
    items.push(extra);
    paging.count = items.length;
    return { ...reply, body };
  });
}
