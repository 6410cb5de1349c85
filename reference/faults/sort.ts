/** Defects in the order of query results. */
import type { Entity } from '../../specs/model/entity.ts';
import { property } from './contracts.ts';
import { type Fault, fault, rowsOf, rules } from './fault.ts';
import { answers, calls, type Json, list, object, objects, queryOf, refuses } from './tools.ts';

const QUERY = 'queryCustomizations';

/** The sort of first requests is replaced; cursor pages go on as they began. */
const sorted = (read: (sort: unknown, query: Json) => unknown) =>
  calls(QUERY, (_call, body) => {
    const query = object(body.query) ?? {};
    if (object(query.cursorPaging)?.cursor !== undefined) return;
    query.sort = read(query.sort, query);
    body.query = query;
  });

/** One direction on one field is read another way; `sort` has a single entry then. */
const entry = (fieldName: string, order: string, means: Json | undefined) =>
  sorted(sort =>
    Array.isArray(sort)
      ? sort.flatMap(one => {
          const asked = object(one);
          const hit = asked?.fieldName === fieldName && (asked.order ?? 'ASC') === order;
          return hit ? (means ?? []) : [one];
        })
      : sort,
  );

const DIRECTIONS = [
  ['id', 'ASC', 2],
  ['id', 'DESC', 3],
  ['createdDate', 'ASC', 4],
  ['createdDate', 'DESC', 5],
  ['updatedDate', 'ASC', 6],
  ['updatedDate', 'DESC', 7],
  ['name', 'ASC', 8],
  ['name', 'DESC', 9],
] as const;

const SHORT = { id: 'id', createdDate: 'created-date', updatedDate: 'updated-date', name: 'name' };

const row = rowsOf('CUST-QUERY-SORT');

const directionFaults: Fault[] = DIRECTIONS.flatMap(([fieldName, order, number]) => {
  const id = `sort-${SHORT[fieldName]}-${order.toLowerCase()}`;
  const opposite = order === 'ASC' ? 'DESC' : 'ASC';
  return [
    fault(
      `${id}-reversed`,
      [row(number), row(23)],
      `Sorting by \`${fieldName}\` \`${order}\` goes the other way.`,
      entry(fieldName, order, { fieldName, order: opposite }),
    ),
    fault(
      `${id}-ignored`,
      [row(number), row(10)],
      `Sorting by \`${fieldName}\` \`${order}\` is ignored.`,
      entry(fieldName, order, fieldName === 'createdDate' ? { fieldName: 'id' } : undefined),
    ),
  ];
});

const asked = (body: Json): Json[] => objects(queryOf(body).sort);

/** Equal keys need a rule, or pages would lose items: here a rule that is not the asked direction. */
const byLength = (a: unknown, b: unknown): number => String(a).length - String(b).length;

const orderFaults: Fault[] = [
  fault(
    'sort-default-oldest-first',
    [row(1), row(21)],
    'Without `sort`, the oldest items come first.',
    rules(() => ({ defaultSort: [{ fieldName: 'createdDate', order: 'ASC' }] })),
  ),
  fault(
    'sort-default-by-name',
    [row(1), row(21)],
    'Without `sort`, items come by name.',
    rules(() => ({ defaultSort: [{ fieldName: 'name', order: 'ASC' }] })),
  ),
  fault(
    'sort-default-by-update',
    [row(1), row(21)],
    'Without `sort`, the last updated items come first.',
    rules(() => ({ defaultSort: [{ fieldName: 'updatedDate', order: 'DESC' }] })),
  ),
  fault(
    'sort-always-default',
    [row(10), row(12)],
    'Every `sort` is ignored.',
    sorted(() => []),
  ),
  fault(
    'sort-omitted-order-descends',
    row(11),
    'A sort entry without `order` descends.',
    rules(() => ({ defaultOrder: 'DESC' })),
  ),
  fault(
    'sort-first-entry-only',
    row(12),
    'Only the first sort entry counts.',
    rules(() => ({ effectiveSort: sent => sent.slice(0, 1) })),
  ),
  fault(
    'sort-last-entry-first',
    row(12),
    'Sort entries apply in reverse order.',
    rules(() => ({ effectiveSort: sent => [...sent].reverse() })),
  ),
  fault(
    'sort-refuses-two-entries',
    [row(13), row(12)],
    'More than one sort entry is refused.',
    property('CursorQuery', 'sort', { maxItems: 1 }),
  ),
  fault(
    'sort-refuses-four-entries',
    row(13),
    'Four sort entries are refused.',
    property('CursorQuery', 'sort', { maxItems: 3 }),
  ),
  fault(
    'sort-accepts-six-entries',
    row(14),
    'Six sort entries are accepted.',
    property('CursorQuery', 'sort', { maxItems: 6 }),
  ),
  fault(
    'sort-ignores-long-field',
    row(15),
    'A field name of more than 512 characters is ignored.',
    sorted(sort =>
      Array.isArray(sort) ? sort.filter(one => String(object(one)?.fieldName).length <= 512) : sort,
    ),
  ),
  fault(
    'sort-by-types',
    row(16),
    'Sorting by type and render type is accepted.',
    rules(sound => ({
      sortable: field =>
        sound.sortable(field) || field === 'customizationType' || field === 'customizationRenderType',
    })),
  ),
  fault(
    'sort-ignores-unknown-field',
    row(17),
    'A sort entry for an unknown field is ignored.',
    sorted(sort => (Array.isArray(sort) ? sort.filter(one => !isUnknown(object(one)?.fieldName)) : sort)),
  ),
  fault(
    'sort-unknown-order-ascends',
    row(18),
    'An unknown `order` counts as ascending.',
    sorted(sort => (Array.isArray(sort) ? sort.map(lenientOrder) : sort)),
  ),
  fault(
    'sort-empty-list-by-id',
    row(21),
    'An empty `sort` sorts by id.',
    sorted(sort => (Array.isArray(sort) && sort.length === 0 ? [{ fieldName: 'id' }] : sort)),
  ),
  fault(
    'sort-empty-list-refused',
    row(21),
    'An empty `sort` is refused.',
    refuses(QUERY, (_call, body) => Array.isArray(queryOf(body).sort) && asked(body).length === 0),
  ),
  fault(
    'sort-takes-one-object',
    row(22),
    'A `sort` that is no list is taken for its one entry.',
    sorted(sort =>
      sort === undefined || Array.isArray(sort)
        ? sort
        : [object(sort)?.fieldName ? sort : { fieldName: 'name' }],
    ),
  ),
  fault(
    'sort-descends-by-length',
    [row(23), row(9)],
    'Names descend by length, but ascend by letters.',
    rules(sound => ({
      directed: (comparison, order) => (order === 'DESC' ? -comparison : comparison),
      effectiveSort: sent =>
        sound
          .effectiveSort(sent)
          .map(one =>
            one.fieldName === 'name' && one.order === 'DESC' ? { fieldName: 'id', order: 'DESC' } : one,
          ),
    })),
  ),
  fault(
    'sort-numbers-as-text',
    [row(8), row(9)],
    'Names are ordered by their length.',
    rules(sound => ({
      compare: (field, a, b) =>
        field === 'name' ? byLength(a, b) || sound.compare(field, a, b) : sound.compare(field, a, b),
    })),
  ),
  fault(
    'sort-within-pages-only',
    [row(24), row(12)],
    'Pages are cut before they are sorted.',
    sortedWithinPages(),
  ),
  fault(
    'sort-forgotten-after-first-page',
    [row(24), 'CUST-QUERY-PAGE-022'],
    'Later pages come in the order of ids.',
    rules(() => ({
      resume: position => ({ ...position, sort: [{ fieldName: 'id', order: 'ASC' }] }),
    })),
  ),
  fault(
    'sort-dropped-with-filter',
    row(28),
    'A query with a filter ignores the sort.',
    sorted((sort, query) =>
      object(query.filter) && Object.keys(object(query.filter) ?? {}).length > 0 ? [] : sort,
    ),
  ),
  fault(
    'sort-refused-with-filter',
    row(28),
    'A query with a filter and a sort is refused.',
    refuses(
      QUERY,
      (_call, body) => asked(body).length > 0 && Object.keys(object(queryOf(body).filter) ?? {}).length > 0,
    ),
  ),
];

function isSortable(field: unknown): boolean {
  return typeof field === 'string' && field in SHORT;
}

function isUnknown(field: unknown): boolean {
  const known = [...Object.keys(SHORT), 'customizationType', 'customizationRenderType'];
  return typeof field === 'string' && field.length <= 512 && !known.includes(field);
}

function lenientOrder(one: unknown): unknown {
  const sent = object(one);
  return sent && 'order' in sent && !['ASC', 'DESC'].includes(String(sent.order))
    ? { ...sent, order: 'ASC' }
    : one;
}

/** The walk goes by id; each page alone looks sorted. */
function sortedWithinPages() {
  const walk = sorted(sort => (objects(sort).length > 0 ? [{ fieldName: 'id' }] : sort));
  const tidy = answers(QUERY, (body, _reply, call) => {
    const [first] = asked(object(call.body) ?? {});
    if (!first || !isSortable(first.fieldName)) return;
    const field = first.fieldName as keyof Entity;
    const sign = first.order === 'DESC' ? -1 : 1;
    list(body.customizations).sort((a, b) =>
      String(object(a)?.[field]) < String(object(b)?.[field]) ? -sign : sign,
    );
  });
  return { around: (next: Parameters<typeof walk.around>[0]) => tidy.around(walk.around(next)) };
}

export const sortFaults: Fault[] = [...directionFaults, ...orderFaults];
