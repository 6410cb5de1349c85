/** Defects in the size of pages. */
import { property } from './contracts.ts';
import { type Fault, fault, rules } from './fault.ts';
import { asked, row } from './page-tools.ts';

export const pageLimitFaults: Fault[] = [
  fault(
    'page-default-150',
    row(1),
    'Without `limit` a page holds 150 items.',
    rules(() => ({ defaultLimit: 150 })),
  ),
  fault(
    'page-default-50',
    row(2),
    'Without `limit` a page holds 50 items.',
    rules(() => ({ defaultLimit: 50 })),
  ),
  fault(
    'page-one-too-many',
    [row(3), row(4), row(35)],
    'A page holds one item more than `limit`.',
    rules(sound => ({ page: (items, limit) => sound.page(items, limit + 1) })),
  ),
  fault(
    'page-limit-ignored',
    [row(3), row(4)],
    'The `limit` is ignored.',
    rules(() => ({ limitOf: () => 100 })),
  ),
  fault(
    'page-least-limit-two',
    [row(4), row(3)],
    'A `limit` of 1 counts as 2.',
    asked(paging => {
      if (paging.limit === 1) paging.limit = 2;
    }),
  ),
  fault(
    'page-refuses-limit-one',
    row(4),
    'A `limit` of 1 is refused.',
    property('CursorPaging', 'limit', { minimum: 2 }),
  ),
  fault(
    'page-refuses-limit-100',
    row(5),
    'A `limit` of 100 is refused.',
    property('CursorPaging', 'limit', { maximum: 99 }),
  ),
  fault(
    'page-limit-100-gives-99',
    [row(5), row(25)],
    'A `limit` of 100 gives 99 items.',
    rules(sound => ({ page: (items, limit) => sound.page(items, Math.min(limit, 99)) })),
  ),
  fault(
    'page-accepts-limit-101',
    row(6),
    'A `limit` of 101 gives 101 items.',
    property('CursorPaging', 'limit', { maximum: 101 }),
  ),
  fault(
    'page-negative-limit',
    row(8),
    'A negative `limit` counts as the default.',
    asked(paging => {
      if (typeof paging.limit === 'number' && paging.limit < 0) delete paging.limit;
    }),
  ),
  fault(
    'page-fraction-as-limit',
    row(9),
    'A `limit` with a fraction is rounded down.',
    asked(paging => {
      if (typeof paging.limit === 'number' && paging.limit >= 1) paging.limit = Math.floor(paging.limit);
    }),
  ),
  fault(
    'page-text-as-limit',
    row(9),
    'A `limit` in a string is read as a number.',
    asked(paging => {
      if (typeof paging.limit === 'string')
        paging.limit = /^\d+$/.test(paging.limit) ? Number(paging.limit) : 10;
    }),
  ),
  fault(
    'page-250-items',
    [row(42), row(6), row(3)],
    'A `limit` above the maximum gives up to 1000 items.',
    property('CursorPaging', 'limit', { maximum: 1000 }),
  ),
];
