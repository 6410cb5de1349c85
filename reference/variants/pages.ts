/** Paging where the documentation shows an example at most. */
import { randomUUID } from 'node:crypto';
import type { CursorPosition } from '../../specs/model/cursor.ts';
import type { Call, Reply } from '../../specs/operations.ts';
import { rules } from '../change.ts';
import { asked, cursors, metadata, pagingOf, QUERY } from '../faults/page-tools.ts';
import {
  answers,
  around,
  envelope,
  type Json,
  list,
  object,
  only,
  queryOf,
  refuses,
} from '../faults/tools.ts';
import type { Handle } from '../wire.ts';
import { type Variant, variant } from './variant.ts';

const noPrev = rules(() => ({ hasPrev: () => false }));

/** A service that keeps its walks to itself and hands out tickets. */
const tickets = rules(() => {
  const walks = new Map<string, CursorPosition>();
  return {
    cursorFor(position) {
      const ticket = randomUUID();
      walks.set(ticket, position);
      return ticket;
    },
    readCursor: ticket => walks.get(ticket),
  };
});

/** Each cursor opens one page once. */
const singleUse = around(next => {
  const used = new Set<unknown>();
  return call => {
    const { cursor } = pagingOf(object(call.body) ?? {});
    if (call.operation !== QUERY || !cursor) return next(call);
    if (used.has(cursor)) return envelope(400, 'CURSOR_EXPIRED');
    const reply = next(call);
    if (reply.status < 300) used.add(cursor);
    return reply;
  };
});

const limitOf = (body: Json): unknown => pagingOf(body).limit;

/** What a page was asked with is kept for the pages behind its cursors. */
function remembers(
  look: (body: Json) => unknown,
  resume: (next: Handle, call: Call, kept: unknown) => Reply,
) {
  return around(next => {
    const known = new Map<unknown, unknown>();
    return call => {
      if (call.operation !== QUERY) return next(call);
      const body = object(call.body) ?? {};
      const kept = known.get(pagingOf(body).cursor);
      const reply = kept === undefined ? next(call) : resume(next, call, kept);
      const given = object(object(object(reply.body)?.pagingMetadata)?.cursors) ?? {};
      const own = look(body) ?? kept;
      if (own !== undefined) for (const cursor of Object.values(given)) known.set(cursor, own);
      return reply;
    };
  });
}

const carriedFields = remembers(
  body => body.fields,
  (next, call, fields) => next({ ...call, body: { fields, ...object(call.body) } }),
);

const fixedLimits = remembers(limitOf, (next, call, limit) => {
  const sent = limitOf(object(call.body) ?? {});
  return sent === undefined || sent === limit ? next(call) : envelope(400, 'LIMIT_CHANGED');
});

export const pageVariants: Variant[] = [
  variant('no-prev-cursors', 'prev', ['SIL-04'], 'No page offers a `prev` cursor.', noPrev),
  variant(
    'prev-on-first-page',
    'prev',
    ['SIL-03'],
    'Page 1 offers a `prev` cursor too; the page before it is empty.',
    rules(() => ({ hasPrev: () => true })),
  ),
  variant(
    'cursors-absent-on-last-page',
    'end',
    ['SIL-04'],
    'The last page has no `cursors` at all.',
    metadata(paging => {
      if (!paging.hasNext) delete paging.cursors;
    }),
  ),
  variant(
    'cursors-null-on-last-page',
    'end',
    ['SIL-04'],
    'The last page has `cursors: null`.',
    metadata(paging => {
      if (!paging.hasNext) paging.cursors = null;
    }),
  ),
  variant(
    'cursors-empty-on-last-page',
    'end',
    ['SIL-04'],
    'The last page has `cursors: {}`, as the official example shows.',
    metadata(paging => {
      if (!paging.hasNext) paging.cursors = {};
    }),
  ),
  variant(
    'next-empty-on-last-page',
    'end',
    ['CUST-QUERY-PAGE-016'],
    '`next` is an empty string on the last page.',
    cursors(own => {
      own.next ??= '';
    }),
  ),
  variant(
    'next-null-on-last-page',
    'end',
    ['CUST-QUERY-PAGE-016'],
    '`next` is null on the last page.',
    cursors(own => {
      own.next ??= null;
    }),
  ),
  variant(
    'customizations-absent-when-empty',
    'empty page',
    ['SIL-02'],
    'An empty page has no `customizations`.',
    answers(QUERY, body => {
      if (list(body.customizations).length === 0) delete body.customizations;
    }),
  ),
  variant(
    'random-cursors',
    'cursor text',
    ['SIL-07'],
    'Cursors are tickets that say nothing about the walk; the service remembers it.',
    tickets,
  ),
  variant(
    'single-use-cursors',
    'cursor text',
    ['CUST-QUERY-PAGE-036'],
    'Cursors are tickets; each can be used once.',
    [tickets, singleUse],
    { warns: ['CUST-QUERY-PAGE-036'] },
  ),
  variant(
    'cursor-overrides-filter-and-sort',
    'cursor with filter',
    ['SIL-05'],
    'A cursor sent together with a filter or sort goes on with its own walk.',
    rules(() => ({ cursorExcludesFilterAndSort: false })),
  ),
  variant(
    'cursor-keeps-limit',
    'cursor with limit',
    ['SIL-06'],
    'A cursor page has the size the walk began with, whatever limit is sent.',
    rules(() => ({ limitOf: (sent, ofCursor, fallback) => ofCursor ?? sent ?? fallback })),
  ),
  variant(
    'cursor-alone-pages-of-100',
    'cursor with limit',
    ['SIL-06'],
    'A cursor sent without a limit answers up to 100 items.',
    rules(() => ({ limitOf: (sent, _ofCursor, fallback) => sent ?? fallback })),
  ),
  variant(
    'cursor-refuses-other-limit',
    'cursor with limit',
    ['SIL-06'],
    'A cursor with another limit than the walk began with is refused.',
    fixedLimits,
  ),
  variant(
    'limit-101-clamped',
    'limit above 100',
    ['SIL-08'],
    'A limit above 100 is taken for 100.',
    asked(paging => {
      if (Number.isInteger(paging.limit) && Number(paging.limit) > 100) paging.limit = 100;
    }),
  ),
  variant(
    'limit-0-empty-page',
    'limit 0',
    ['SIL-08'],
    'A limit of 0 answers an empty page and offers no other.',
    only(QUERY, (next, call) => {
      const body = object(call.body) ?? {};
      if (limitOf(body) !== 0 || pagingOf(body).cursor) return next(call);
      const paging = { count: 0, cursors: {}, hasNext: false };
      return { status: 200, body: { customizations: [], pagingMetadata: paging } };
    }),
  ),
  variant(
    'limit-0-default-page',
    'limit 0',
    ['SIL-08'],
    'A limit of 0 is taken for none.',
    asked(paging => {
      if (paging.limit === 0) delete paging.limit;
    }),
  ),
  variant(
    'negative-limit-default-page',
    'limit below 0',
    ['SIL-08'],
    'A negative limit is taken for none.',
    asked(paging => {
      if (typeof paging.limit === 'number' && paging.limit < 0) delete paging.limit;
    }),
    { warns: ['CUST-QUERY-PAGE-008'] },
  ),
  variant(
    'empty-cursor-refused',
    'empty cursor',
    ['CUST-QUERY-PAGE-033'],
    'An empty string is no cursor.',
    refuses(QUERY, (_call, body) => pagingOf(body).cursor === ''),
  ),
  variant(
    'offset-paging-refused',
    'offset paging',
    ['CUST-QUERY-PAGE-037'],
    'A query with `paging` is refused.',
    refuses(QUERY, (_call, body) => queryOf(body).paging !== undefined),
  ),
  variant(
    'fields-carry-over',
    'fields on cursor pages',
    ['CUST-QUERY-PAGE-038'],
    'The `fields` of the first request hold for the whole walk.',
    carriedFields,
  ),
];
