/** Order where the documentation names a direction at most. */
import { decodeCursor } from '../../specs/model/cursor.ts';
import { compareBy } from '../../specs/model/page.ts';
import type { Holder } from '../../specs/model/semantics/filters.ts';
import type { SortEntry } from '../../specs/model/semantics/pages.ts';
import { type Change, rules } from '../change.ts';
import { pagingOf, QUERY } from '../faults/page-tools.ts';
import { answers, calls, type Json, list, object, objects, queryOf, refuses } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

/** Another order of the values of one field, in filters and sorts alike. */
const ordered = (field: string, compare: (a: string, b: string) => number): Change =>
  rules(sound => ({
    compare: (name, a, b) => (name === field ? compare(String(a), String(b)) : sound.compare(name, a, b)),
  }));

const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const german = new Intl.Collator('de', { numeric: true });
const reversed = (text: string): string => [...text].reverse().join('');

const sortOf = (body: Json): Json[] => objects(queryOf(body).sort);

/** Sort entries are changed before the model sees them. */
const entries = (edit: (entry: Json) => void): Change =>
  calls(QUERY, (_call, body) => {
    for (const entry of sortOf(body)) edit(entry);
  });

/** Drops entries that do not count. */
const without = (drops: (entry: Json) => boolean): Change =>
  calls(QUERY, (_call, body) => {
    const query = object(body.query);
    if (query && Array.isArray(query.sort))
      query.sort = query.sort.filter(entry => !drops(object(entry) ?? { fieldName: '' }));
  });

/** What a page is sorted by; unknown behind a cursor that is not the reference's own. */
function orderOf(body: Json): SortEntry[] | undefined {
  const { cursor } = pagingOf(body);
  if (!cursor) return sortOf(body) as unknown as SortEntry[];
  const walk = decodeCursor(String(cursor));
  return walk && [...walk.sort];
}

/** Equal neighbours of a page change places at random; which page they are on stays. */
const shuffledTies = answers(QUERY, (body, _reply, call) => {
  const sort = orderOf(object(call.body) ?? {});
  // No two are equal in an order of ids.
  if (!sort || sort.some(({ fieldName }) => fieldName === 'id')) return;
  const order = compareBy(sort);
  const isTie = (a: Holder, b: Holder): boolean => order({ ...a, id: '' }, { ...b, id: '' }) === 0;
  const items = list(body.customizations) as Holder[];
  for (let at = 1; at < items.length; at += 1) {
    const [before, after] = [items[at - 1], items[at]];
    if (before && after && isTie(before, after) && Math.random() < 0.5)
      items.splice(at - 1, 2, after, before);
  }
});

/** Longer names are refused whatever they say (CUST-QUERY-SORT-015). */
const LONGEST = 512;
const SORTABLE = ['id', 'name', 'createdDate', 'updatedDate'];

export const orderVariants: Variant[] = [
  variant(
    'names-ignore-case-in-order',
    'collation of names',
    ['SIL-14', 'CUST-QUERY-SORT-026'],
    'Names stand in order without regard to letter case.',
    ordered('name', (a, b) => plain(a.toLowerCase(), b.toLowerCase())),
  ),
  variant(
    'names-by-locale',
    'collation of names',
    ['SIL-14', 'CUST-QUERY-SORT-026'],
    'Names stand in the order of a German dictionary, numbers by value.',
    ordered('name', german.compare),
  ),
  variant(
    'ids-in-other-order',
    'order of ids',
    ['SIL-14'],
    'Ids stand in order by their last character first.',
    ordered('id', (a, b) => plain(reversed(a), reversed(b))),
  ),
  variant(
    'ties-reversed',
    'ties',
    ['SIL-14', 'CUST-QUERY-SORT-025'],
    'Equal keys stand in falling order of ids.',
    rules(sound => ({ tieBreak: (a, b) => -sound.tieBreak(a, b) })),
  ),
  variant(
    'ties-scrambled',
    'ties',
    ['SIL-14', 'CUST-QUERY-SORT-025'],
    'Equal keys stand in an order that no field explains.',
    rules(sound => ({
      tieBreak: (a, b) => plain(reversed(a.id), reversed(b.id)) || sound.tieBreak(a, b),
    })),
  ),
  variant(
    'ties-shuffled-per-request',
    'ties on a page',
    ['SIL-14', 'CUST-QUERY-SORT-025'],
    'Equal keys stand in another order within their page at every request.',
    shuffledTies,
  ),
  variant(
    'lower-case-order-accepted',
    'letter case of order',
    ['CUST-QUERY-SORT-019'],
    '`asc` and `desc` are understood.',
    entries(entry => {
      if (entry.order === 'asc' || entry.order === 'desc') entry.order = entry.order.toUpperCase();
    }),
  ),
  variant(
    'repeated-sort-field-refused',
    'repeated sort field',
    ['CUST-QUERY-SORT-027'],
    'A field listed twice in `sort` is refused.',
    refuses(QUERY, (_call, body) => {
      const names = sortOf(body).map(({ fieldName }) => fieldName);
      return new Set(names).size < names.length;
    }),
  ),
  variant(
    'sort-entry-without-field-ignored',
    'sort entry without field',
    ['CUST-QUERY-SORT-020'],
    'A sort entry without `fieldName` does not count.',
    without(({ fieldName }) => fieldName === undefined),
  ),
  variant(
    'unsortable-field-ignored',
    'unsortable field',
    ['SIL-09'],
    'A sort entry that names a field not offered does not count.',
    without(
      ({ fieldName }) =>
        typeof fieldName === 'string' && fieldName.length <= LONGEST && !SORTABLE.includes(fieldName),
    ),
    { warns: ['CUST-QUERY-SORT-016', 'CUST-QUERY-SORT-017'] },
  ),
];
