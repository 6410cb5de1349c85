/** Picking one page out of many entities, in one pass and without sorting them all. */
import { type FilterSemantics, filters, type Holder, type Predicate } from './semantics/filters.ts';
import { type PageSemantics, pages, type SortEntry } from './semantics/pages.ts';

export type Order = (a: Holder, b: Holder) => number;

/**
 * The order that a `sort` asks for; entities it leaves equal are told apart by the tie-break.
 * Source: CUST-QUERY-SORT-001, CUST-QUERY-SORT-012, SIL-14.
 */
export function compareBy(
  sort: readonly SortEntry[] = [],
  semantics: FilterSemantics & PageSemantics = { ...filters, ...pages },
): Order {
  const entries = semantics.effectiveSort(sort.length > 0 ? sort : semantics.defaultSort);
  return (a, b) => {
    for (const { fieldName, order = semantics.defaultOrder } of entries) {
      const comparison = semantics.compare(
        fieldName,
        semantics.held(a, fieldName),
        semantics.held(b, fieldName),
      );
      if (comparison !== 0) return semantics.directed(comparison, order);
    }
    return semantics.tieBreak(a, b);
  };
}

export interface Selection<T> {
  /** In order, starting right after `from`. */
  items: T[];
  /** How many more there are in walking direction than `items` holds. */
  beyond: number;
  /** How many lie on the other side of `from`, itself included while it is stored. */
  behind: number;
}

/** The first `size` matches after `from`, which need not be stored any more. */
export function select<T extends Holder>(
  entities: readonly T[],
  { passes, order, from, size }: { passes: Predicate; order: Order; from?: Holder; size: number },
): Selection<T> {
  const items: T[] = [];
  let beyond = 0;
  let behind = 0;
  // From the end the order begins at: most candidates then fall behind the last one kept.
  const [oldest, newest] = [entities[0], entities.at(-1)];
  const backwards = oldest && newest && order(newest, oldest) < 0;
  for (let step = 0; step < entities.length; step += 1) {
    const entity = entities[backwards ? entities.length - 1 - step : step] as T;
    if (!passes(entity)) continue;
    if (from && order(entity, from) <= 0) {
      behind += 1;
      continue;
    }
    const last = items[size - 1];
    if (last) beyond += 1;
    if (last && order(entity, last) >= 0) continue;
    if (last) items.pop();
    items.splice(placeOf(entity, items, order), 0, entity);
  }
  return { items, beyond, behind };
}

function placeOf<T extends Holder>(entity: T, items: readonly T[], order: Order): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(items[middle] as T, entity) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
