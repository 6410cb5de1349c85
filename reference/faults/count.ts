/** Defects of Count. */

import { type Fault, fault, rowsOf, rules } from './fault.ts';
import { hides, NOTHING, operator } from './filters.ts';
import { answers, around, calls, object, refuses } from './tools.ts';

const COUNT = 'countCustomizations';
const ONLY_COUNT = [COUNT] as const;

const row = rowsOf('CUST-COUNT');

/** The number of every count is changed on its way out. */
const counted = (change: (count: number) => unknown) =>
  answers(COUNT, body => {
    body.count = change(Number(body.count));
  });

/** A filter on one value of a field is read as another. */
const adds = (field: string, value: string, filtered: (count: number) => number) =>
  answers(COUNT, (body, _reply, call) => {
    if (
      JSON.stringify(object(call.body)?.filter ?? {}).includes(`"${field}":`) &&
      JSON.stringify(call.body).includes(value)
    )
      body.count = filtered(Number(body.count));
  });

const isFiltered = (body: unknown): boolean => Object.keys(object(object(body)?.filter) ?? {}).length > 0;

const operatorFault = (field: string, sign: string, as: string, id: string) =>
  fault(
    id,
    [row(6), row(4)],
    `Count reads \`${sign}\` on \`${field}\` as \`${as}\`.`,
    operator(field, sign, operand => ({ [as]: operand }), ONLY_COUNT),
  );

export const countFaults: Fault[] = [
  fault('count-is-text', row(1), 'The count is a string.', counted(String)),
  fault(
    'count-is-total',
    row(1),
    'The count is called `total`.',
    answers(COUNT, (body, reply) => {
      reply.body = { total: body.count };
    }),
  ),
  fault(
    'count-refuses-empty-body',
    row(1),
    'Count refuses an empty body.',
    refuses(COUNT, (_call, body) => Object.keys(body).length === 0),
  ),
  fault(
    'count-has-fraction',
    row(1),
    'The count is no whole number.',
    counted(count => count + 0.5),
  ),
  fault(
    'count-negative',
    [row(2), row(5)],
    'The count is -1 when nothing matches.',
    counted(count => (count === 0 ? -1 : count)),
  ),
  fault(
    'count-all-negative',
    [row(2), row(3), row(4)],
    'The count is below zero.',
    counted(count => -count - 1),
  ),
  fault(
    'count-one-more',
    [row(3), row(4), row(5), 'CUST-QUERY-PAGE-024'],
    'The count is one too high.',
    rules(() => ({ count: matching => matching + 1 })),
  ),
  fault(
    'count-stops-at-100',
    [row(3), row(4)],
    'The count never exceeds 100.',
    rules(() => ({ count: matching => Math.min(matching, 100) })),
  ),
  fault(
    'count-stops-at-10',
    [row(3), row(4), row(10)],
    'The count never exceeds 10.',
    rules(() => ({ count: matching => Math.min(matching, 10) })),
  ),
  fault(
    'count-ignores-filter',
    [row(4), row(5), row(6)],
    'Count ignores the filter.',
    calls(COUNT, (_call, body) => {
      delete body.filter;
    }),
  ),
  fault(
    'count-unfiltered-one-more',
    row(3),
    'The count of everything is one too high.',
    answers(COUNT, (body, _reply, call) => {
      if (!isFiltered(call.body)) body.count = Number(body.count) + 1;
    }),
  ),
  fault(
    'count-zero-missing',
    row(5),
    'The count is left out when it is 0.',
    answers(COUNT, body => {
      if (body.count === 0) delete body.count;
    }),
  ),
  fault(
    'count-no-match-404',
    row(5),
    'Count answers 404 when nothing matches.',
    around(next => call => {
      const reply = next(call);
      return call.operation === COUNT && object(reply.body)?.count === 0 ? { ...reply, status: 404 } : reply;
    }),
  ),
  operatorFault('createdDate', '$gte', '$gt', 'count-created-date-gte-exclusive'),
  operatorFault('name', '$startsWith', '$eq', 'count-prefix-is-exact'),
  operatorFault('id', '$ne', '$eq', 'count-id-ne-negated'),
  fault(
    'count-refuses-in',
    row(6),
    'Count refuses `$in`.',
    refuses(COUNT, (_call, body) => JSON.stringify(body).includes('"$in"')),
  ),
  fault(
    'count-refuses-exists',
    row(6),
    'Count refuses `$exists`.',
    refuses(COUNT, (_call, body) => JSON.stringify(body).includes('"$exists"')),
  ),
  fault(
    'count-empty-filter-is-none',
    row(7),
    'Count finds nothing with an empty filter.',
    calls(COUNT, (_call, body) => {
      if (object(body.filter) && !isFiltered(body)) body.filter = { id: NOTHING };
    }),
  ),
  fault(
    'count-empty-filter-refused',
    row(7),
    'Count refuses an empty filter.',
    refuses(COUNT, (_call, body) => object(body.filter) !== undefined && !isFiltered(body)),
  ),
  fault(
    'count-misses-modifiers',
    [row(8), row(4)],
    'The count of modifiers is one too low.',
    adds('customizationType', 'MODIFIER', count => Math.max(0, count - 1)),
  ),
  fault(
    'count-doubles-options',
    [row(8), row(4)],
    'The count of options is doubled.',
    adds('customizationType', 'PRODUCT_OPTION', count => count * 2),
  ),
  fault(
    'count-misses-free-text',
    [row(9), row(4)],
    'The count of free text is 0.',
    adds('customizationRenderType', 'FREE_TEXT', () => 0),
  ),
  fault(
    'count-doubles-swatches',
    [row(9), row(4)],
    'The count of swatches is doubled.',
    adds('customizationRenderType', 'SWATCH_CHOICES', count => count * 2),
  ),
  fault(
    'count-misses-new',
    [row(10), row(3), row(4)],
    'New entities are never counted.',
    hides(COUNT, 'createCustomization'),
  ),
  fault(
    'count-never-drops',
    [row(10), 'CUST-DELETE-006'],
    'The count never gets smaller.',
    around(next => {
      const highest = new Map<string, number>();
      return call => {
        const reply = next(call);
        const own = object(reply.body)?.count;
        if (call.operation !== COUNT || typeof own !== 'number') return reply;
        const key = JSON.stringify(call.body ?? {});
        const count = Math.max(own, highest.get(key) ?? 0);
        highest.set(key, count);
        return { ...reply, body: { count } };
      };
    }),
  ),
  fault(
    'count-bad-filter-500',
    [row(11), 'CUST-ERROR-020'],
    'Count answers 500 to a filter it cannot read.',
    around(next => call => {
      const reply = next(call);
      return call.operation === COUNT && reply.status >= 400 ? { ...reply, status: 500 } : reply;
    }),
  ),
];
