/** Faults of Query and Count that no example meets: they take the right population and the right question. */
import { decodeCursor } from '../../../specs/model/cursor.ts';
import { matches } from '../../../specs/model/filter.ts';
import { GUID } from '../../../specs/vocabulary.ts';
import type { Around } from '../../change.ts';
import { type Fault, fault, rules } from '../fault.ts';
import { pagingOf, QUERY } from '../page-tools.ts';
import { answers, around, calls, type Json, list, object, objects, queryOf } from '../tools.ts';

const COUNT = 'countCustomizations';

/** Longer than the name of a run and the first letters after it. */
const SHORT = 17;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The operator `$startsWith`, with another idea of what a prefix is. */
const startsWith = (begins: (held: string, prefix: string) => boolean) =>
  rules(sound => ({
    operators: {
      ...sound.operators,
      $startsWith: (held, operand) =>
        typeof held === 'string' && begins(held.toLowerCase(), String(operand).toLowerCase()),
    },
  }));

function fits(pattern: string, held: string): boolean {
  try {
    return new RegExp(`^${pattern}`, 'u').test(held);
  } catch {
    return false;
  }
}

/** How many pages of its walk came before the page that a cursor leads to. */
function counted(edit: (depth: number, body: Json, call: { body?: unknown }) => void): Around {
  return around(next => {
    const depths = new Map<unknown, number>();
    return call => {
      const reply = next(call);
      if (call.operation !== QUERY || reply.status !== 200) return reply;
      const depth = depths.get(pagingOf(object(call.body) ?? {}).cursor) ?? 0;
      const copy = structuredClone(reply);
      const body = object(copy.body) ?? {};
      const cursors = object(object(body.pagingMetadata)?.cursors);
      if (cursors?.next !== undefined) depths.set(cursors.next, depth + 1);
      if (cursors?.prev !== undefined) depths.set(cursors.prev, depth - 1);
      edit(depth, body, call);
      return copy;
    };
  });
}

/** Conditions of a filter, whatever fields they are on. */
const conditionsOf = (filter: Json): [field: string, operator: string][] =>
  Object.entries(filter).flatMap(([field, held]) =>
    Object.keys(object(held) ?? { $eq: held }).map((operator): [string, string] => [field, operator]),
  );

export const queryFaults: Fault[] = [
  fault(
    'sort-compares-17-characters',
    ['CUST-QUERY-SORT-012', 'CUST-QUERY-FILTER-024'],
    'Names that begin with the same 17 characters stand in falling order.',
    rules(sound => ({
      compare: (field, a, b) =>
        field === 'name' && String(a).slice(0, SHORT) === String(b).slice(0, SHORT)
          ? sound.compare(field, b, a)
          : sound.compare(field, a, b),
    })),
  ),
  fault(
    'sort-second-entry-ascending',
    ['CUST-QUERY-SORT-012', 'CUST-QUERY-SORT-023'],
    'The second sort entry goes up, whatever it asks for, when the first is a date.',
    rules(() => ({
      effectiveSort: sent =>
        sent[0]?.fieldName.endsWith('Date')
          ? sent.map((entry, place) => (place === 1 ? { ...entry, order: 'ASC' as const } : entry))
          : sent,
    })),
  ),
  fault(
    'page-odd-limit-loses-border',
    ['CUST-QUERY-PAGE-023', 'CUST-QUERY-PAGE-014'],
    'An odd limit above 1 that divides the number of matches loses the last item.',
    rules(() => ({
      page: (items, limit) =>
        items.length === limit && limit % 2 === 1 && limit > 1 ? items.slice(0, -1) : items.slice(0, limit),
    })),
  ),
  fault(
    'page-walk-ends-after-six',
    ['CUST-QUERY-PAGE-023', 'CUST-QUERY-PAGE-013'],
    'A walk ends after six pages.',
    counted((depth, body) => {
      if (depth < 5) return;
      Object.assign(object(body.pagingMetadata) ?? {}, { hasNext: false, cursors: {} });
    }),
  ),
  fault(
    'page-prev-of-fourth-leads-to-first',
    'CUST-QUERY-PAGE-019',
    'The `prev` cursor of the fourth page leads to the first.',
    around(next => {
      const first = new Map<unknown, unknown>();
      return counted((depth, body) => {
        const cursors = object(object(body.pagingMetadata)?.cursors);
        if (cursors?.prev === undefined) return;
        if (depth === 1) first.set(walkOf(cursors.prev), cursors.prev);
        if (depth === 3) cursors.prev = first.get(walkOf(cursors.prev)) ?? cursors.prev;
      }).around(next);
    }),
  ),
  fault(
    'page-id-descending-repeats',
    'CUST-QUERY-PAGE-023',
    'Sorted by falling ids, each page begins with the last item of the one before.',
    rules(() => ({
      resume: position => {
        const [first] = position.sort;
        const down = first?.fieldName === 'id' && first.order === 'DESC' && position.towards === 'next';
        return down
          ? { ...position, edge: { ...position.edge, id: `${String(position.edge.id)}~` } }
          : position;
      },
    })),
  ),
  fault(
    'fields-lost-on-third-page',
    'CUST-QUERY-FIELDS-002',
    'From the third page on the counts that were asked for are missing.',
    counted((depth, body) => {
      if (depth < 2) return;
      for (const item of objects(body.customizations)) delete item.assignedProductsCount;
    }),
  ),
  fault(
    'starts-with-knows-wildcards',
    'CUST-QUERY-FILTER-023',
    '`%` and `_` are wildcards in `$startsWith`.',
    startsWith((held, prefix) => fits(escaped(prefix).replaceAll('%', '.*').replaceAll('_', '.'), held)),
  ),
  fault(
    'starts-with-is-an-expression',
    'CUST-QUERY-FILTER-023',
    '`$startsWith` takes its operand for a regular expression.',
    startsWith((held, prefix) => fits(prefix, held)),
  ),
  fault(
    'starts-with-17-characters',
    'CUST-QUERY-FILTER-023',
    '`$startsWith` looks at the first 17 characters of its operand.',
    startsWith((held, prefix) => held.startsWith(prefix.slice(0, SHORT))),
  ),
  fault(
    'in-takes-twelve-values',
    ['CUST-QUERY-FILTER-066', 'CUST-QUERY-FILTER-011'],
    '`$in` looks at its first twelve values, unless they are ids.',
    rules(sound => ({
      operators: {
        ...sound.operators,
        $in: (held, operand, compare) =>
          sound.operators.$in?.(held, list(operand).slice(0, GUID.test(String(held)) ? 100 : 12), compare) ??
          false,
      },
    })),
  ),
  fault(
    'count-passes-over-third-ne',
    'CUST-COUNT-004',
    'Count passes over `$ne` beside two or more other conditions.',
    calls(COUNT, (_call, body) => {
      const filter = object(body.filter) ?? {};
      const conditions = conditionsOf(filter);
      if (conditions.length < 3) return;
      for (const [field] of conditions.filter(([, operator]) => operator === '$ne')) {
        const held = object(filter[field]);
        if (held) delete held.$ne;
        if (held && Object.keys(held).length === 0) delete filter[field];
      }
    }),
  ),
  fault(
    'or-lists-twice',
    ['CUST-QUERY-FILTER-061', 'CUST-QUERY-FILTER-065'],
    'What fits both parts of `$or` is listed twice.',
    answers(QUERY, (body, _reply, call) => {
      const parts = list(object(queryOf(object(call.body) ?? {}).filter)?.$or);
      if (parts.length < 2) return;
      const items = objects(body.customizations) as (Json & { id: string })[];
      body.customizations = items.flatMap(item =>
        parts.every(part => matches(item, part)) ? [item, item] : [item],
      );
    }),
  ),
  fault(
    'not-of-a-date-ignored',
    'CUST-QUERY-FILTER-062',
    '`$not` has no effect on conditions about dates.',
    calls(QUERY, (_call, body) => {
      const filter = object(queryOf(body).filter);
      const inner = object(filter?.$not);
      if (filter && inner && Object.keys(inner).some(field => field.endsWith('Date'))) delete filter.$not;
    }),
  ),
];

/** What tells one walk from another. */
function walkOf(cursor: unknown): string {
  const { filter, sort, limit } = decodeCursor(String(cursor)) ?? {};
  return JSON.stringify([filter, sort, limit]);
}
