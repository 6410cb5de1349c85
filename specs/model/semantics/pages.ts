/** Order and paging of Query; the number Count gives. */
import { type CursorPosition, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Holder } from './filters.ts';

type Direction = 'ASC' | 'DESC';

export interface SortEntry {
  fieldName: string;
  order?: Direction;
}

export interface PageSemantics {
  sortable(field: string): boolean;
  defaultSort: readonly SortEntry[];
  /** The direction of an entry that names none. */
  defaultOrder: Direction;
  /** The entries that count, given those that were sent. */
  effectiveSort(sent: readonly SortEntry[]): readonly SortEntry[];
  /** Turns a comparison into the asked direction. */
  directed(comparison: number, order: Direction): number;
  /** Decides between entities that the sort leaves equal; 0 would lose items between pages. */
  tieBreak(a: Holder, b: Holder): number;
  defaultLimit: number;
  /** Page size, from what was sent and, on cursor pages, from what the walk began with. */
  limitOf(sent: number | undefined, ofCursor: number | undefined, fallback: number): number;
  /** The page out of the ordered items that follow the position; holds a few more than the limit. */
  page<T extends Holder>(items: readonly T[], limit: number): readonly T[];
  /** Whether to say that another page follows. */
  hasNext(follows: boolean, page: readonly Holder[], limit: number): boolean;
  /** Whether to say that a page precedes. */
  hasPrev(precedes: boolean): boolean;
  /** The `count` of a page. */
  pageCount(page: readonly Holder[], limit: number): number;
  cursorFor(position: CursorPosition): string;
  /** `undefined` when the text is no cursor of this service. */
  readCursor(text: string): CursorPosition | undefined;
  /** What a page continues: the walk its cursor stands for. `sent` is the query of the request. */
  resume(position: CursorPosition, sent: { filter: unknown; sort: readonly SortEntry[] }): CursorPosition;
  /** Whether a cursor together with a filter or sort is refused (SIL-05). */
  cursorExcludesFilterAndSort: boolean;
  /** The answer of Count. */
  count(matching: number): number;
}

export const pages: PageSemantics = {
  sortable: field => ['id', 'name', 'createdDate', 'updatedDate'].includes(field),
  defaultSort: [{ fieldName: 'createdDate', order: 'DESC' }],
  defaultOrder: 'ASC',
  effectiveSort: sent => sent,
  directed: (comparison, order) => (order === 'DESC' ? -comparison : comparison),
  tieBreak: (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  defaultLimit: 100,
  limitOf: (sent, ofCursor, fallback) => sent ?? ofCursor ?? fallback,
  page: (items, limit) => items.slice(0, limit),
  hasNext: follows => follows,
  hasPrev: precedes => precedes,
  pageCount: page => page.length,
  cursorFor: encodeCursor,
  readCursor: decodeCursor,
  resume: position => position,
  cursorExcludesFilterAndSort: true,
  count: matching => matching,
};
