/** In which order a page stands. */
import type { Answer, JsonObject } from '../answer.ts';
import { instant } from './entities.ts';
import { type Matcher, show, unless } from './matcher.ts';
import { compareOrder, idsOf, isSorted, itemsIn } from './pages.ts';

/** A sortable member whose order is known: names of one case by their letters, dates as instants (SIL-14). */
export type OrderedField = 'name' | 'createdDate' | 'updatedDate';
export type Direction = 'ASC' | 'DESC';

/** What an item is ordered by. */
export function keyOf(field: OrderedField): (item: object) => string | number {
  return item => {
    const value = (item as JsonObject)[field];
    return field === 'name' ? String(value) : instant(value);
  };
}

/** The page stands in this order; equal keys may stand in any (SIL-14). */
export function sortedBy(field: OrderedField, order: Direction): Matcher<Answer> {
  return answer => {
    const items = itemsIn(answer);
    const key = keyOf(field);
    const strange = items.find(item => Number.isNaN(key(item)));
    if (strange) return { expected: `a date in ${field}`, received: show(strange[field]) };
    const finding = isSorted(items, key, order);
    return finding && { ...finding, expected: `${field} in ${finding.expected}` };
  };
}

/** The page is the other one read backwards. */
export function mirrors(other: Answer): Matcher<Answer> {
  return answer => {
    const reversed = itemsIn(other)
      .reverse()
      .map(item => ({ id: String(item.id), name: String(item.name) }));
    const received = idsOf(itemsIn(answer));
    if (received.length !== reversed.length)
      return unless(false, `${reversed.length} items`, `${received.length} items`);
    return compareOrder(reversed, received);
  };
}
