/** Defects of paging. */
import { property } from './contracts.ts';
import { type Fault, fault, rules } from './fault.ts';
import {
  answers,
  around,
  calls,
  entities,
  type Json,
  list,
  object,
  queryOf,
  refusals,
  refuses,
} from './tools.ts';

const QUERY = 'queryCustomizations';

const row = (number: number): string => `CUST-QUERY-PAGE-${String(number).padStart(3, '0')}`;

/** The paging metadata of every page is changed on its way out. */
const metadata = (edit: (paging: Json, items: unknown[], asked: Json) => void) =>
  answers(QUERY, (body, _reply, call) => {
    const paging = object(body.pagingMetadata);
    if (paging) edit(paging, list(body.customizations), pagingOf(object(call.body) ?? {}));
  });

const cursors = (edit: (cursors: Json, paging: Json) => void) =>
  metadata(paging => {
    const own = object(paging.cursors);
    if (own) edit(own, paging);
  });

const pagingOf = (body: Json): Json => object(queryOf(body).cursorPaging) ?? {};

/** The paging of requests is changed before the model sees it. */
const asked = (edit: (paging: Json, query: Json) => void) =>
  calls(QUERY, (_call, body) => {
    const query = object(body.query);
    const paging = object(query?.cursorPaging);
    if (query && paging) edit(paging, query);
  });

const limitFaults: Fault[] = [
  fault(
    'page-default-150',
    row(1),
    'Without `limit` a page holds 150 items.',
    rules(() => ({ defaultLimit: 150, limitOf: (sent, ofCursor) => sent ?? ofCursor ?? 150 })),
  ),
  fault(
    'page-default-50',
    row(2),
    'Without `limit` a page holds 50 items.',
    rules(() => ({ defaultLimit: 50, limitOf: (sent, ofCursor) => sent ?? ofCursor ?? 50 })),
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

const metadataFaults: Fault[] = [
  fault(
    'page-no-metadata',
    row(10),
    'Pages have no metadata.',
    answers(QUERY, body => {
      delete body.pagingMetadata;
    }),
  ),
  fault(
    'page-metadata-renamed',
    row(10),
    'The metadata is called `metadata`.',
    answers(QUERY, body => {
      body.metadata = body.pagingMetadata;
      delete body.pagingMetadata;
    }),
  ),
  fault(
    'page-count-is-limit',
    row(11),
    'The `count` of a page is the limit.',
    rules(() => ({ pageCount: (_page, limit) => limit })),
  ),
  fault(
    'page-count-one-more',
    row(11),
    'The `count` of a page is one too high.',
    rules(() => ({ pageCount: page => page.length + 1 })),
  ),
  fault(
    'page-has-next-text',
    row(12),
    '`hasNext` is a string.',
    metadata(paging => {
      paging.hasNext = String(paging.hasNext);
    }),
  ),
  fault(
    'page-has-next-missing',
    [row(12), row(14)],
    '`hasNext` is left out when it is false.',
    metadata(paging => {
      if (paging.hasNext === false) delete paging.hasNext;
    }),
  ),
  fault(
    'page-never-has-next',
    [row(13), row(35)],
    '`hasNext` is always false.',
    metadata(paging => {
      paging.hasNext = false;
    }),
  ),
  fault(
    'page-always-has-next',
    [row(14), row(34)],
    '`hasNext` is always true.',
    metadata(paging => {
      paging.hasNext = true;
    }),
  ),
  fault(
    'page-full-page-has-next',
    row(34),
    'A full page always says that another follows.',
    metadata((paging, items, request) => {
      if (items.length === request.limit) paging.hasNext = true;
    }),
  ),
  fault(
    'page-no-next-cursor',
    row(15),
    'Pages have no `next` cursor.',
    cursors(own => {
      delete own.next;
    }),
  ),
  fault(
    'page-empty-next-cursor',
    row(15),
    'The `next` cursor is an empty string.',
    cursors(own => {
      if (own.next !== undefined) own.next = '';
    }),
  ),
  fault(
    'page-next-cursor-on-last',
    row(16),
    'The last page has a `next` cursor too.',
    cursors((own, paging) => {
      if (paging.hasNext === false) own.next = 'end';
    }),
  ),
  fault(
    'page-cursors-list',
    row(17),
    'The cursors come as a list.',
    metadata(paging => {
      paging.cursors = Object.values(object(paging.cursors) ?? {});
    }),
  ),
  fault('page-cursor-number', [row(20), row(15)], 'The `next` cursor is a number.', numberedCursors()),
  fault('page-cursor-too-long', row(20), 'Cursors are longer than 16000 characters.', paddedCursors()),
];

const walkFaults: Fault[] = [
  fault(
    'page-prev-is-next',
    row(19),
    'The `prev` cursor leads forward.',
    cursors(own => {
      if (own.prev !== undefined) own.prev = own.next ?? own.prev;
    }),
  ),
  fault(
    'page-prev-is-unreadable',
    row(19),
    'The `prev` cursor of a later page is refused.',
    cursors(own => {
      if (own.prev !== undefined) own.prev = 'back';
    }),
  ),
  fault(
    'page-cursor-alone-refused',
    [row(21), row(43)],
    'A cursor without `limit` is refused.',
    refuses(
      QUERY,
      (_call, body) => pagingOf(body).cursor !== undefined && pagingOf(body).limit === undefined,
    ),
  ),
  fault(
    'page-cursor-starts-again',
    [row(21), row(23), row(31)],
    'Every cursor leads to the first page.',
    asked(paging => {
      delete paging.cursor;
    }),
  ),
  fault(
    'page-forgets-filter',
    [row(22), row(23), row(43)],
    'Later pages forget the filter.',
    rules(() => ({ resume: position => ({ ...position, filter: undefined }) })),
  ),
  fault(
    'page-forgets-sort',
    [row(22), 'CUST-QUERY-SORT-024', row(43)],
    'Later pages forget the sort.',
    rules(sound => ({ resume: position => ({ ...position, sort: sound.defaultSort }) })),
  ),
  fault(
    'page-skips-one',
    [row(23), row(24), row(35)],
    'Each later page skips its first item.',
    answers(QUERY, (body, _reply, call) => {
      if (pagingOf(object(call.body) ?? {}).cursor === undefined) return;
      const paging = object(body.pagingMetadata);
      list(body.customizations).shift();
      if (paging) paging.count = list(body.customizations).length;
    }),
  ),
  fault(
    'page-repeats-edge',
    [row(23), row(24)],
    'Each later page begins with the last item of the page before.',
    repeatsEdge(),
  ),
  fault(
    'page-loses-last-item',
    [row(24), row(23)],
    'The last item of a walk is never shown.',
    around(next => call => {
      const reply = next(call);
      const body = object(reply.body);
      const paging = object(body?.pagingMetadata);
      if (
        call.operation !== QUERY ||
        !body ||
        paging?.hasNext !== false ||
        pagingOf(object(call.body) ?? {}).cursor === undefined
      )
        return reply;
      const customizations = list(body.customizations).slice(0, -1);
      return {
        ...reply,
        body: { customizations, pagingMetadata: { ...paging, count: customizations.length } },
      };
    }),
  ),
  fault(
    'page-later-pages-half-full',
    [row(25), row(43)],
    'Later pages hold half of the limit.',
    asked(paging => {
      if (paging.cursor !== undefined && typeof paging.limit === 'number')
        paging.limit = Math.max(1, Math.floor(paging.limit / 2));
    }),
  ),
  fault(
    'page-cursor-with-limit-refused',
    row(27),
    'A cursor together with `limit` is refused.',
    refuses(
      QUERY,
      (_call, body) => pagingOf(body).cursor !== undefined && pagingOf(body).limit !== undefined,
    ),
  ),
  fault(
    'page-made-up-cursor-first-page',
    row(31),
    'A made-up cursor gives the first page.',
    around(next => call => {
      const reply = next(call);
      const body = structuredClone(object(call.body) ?? {});
      const paging = pagingOf(body);
      if (
        call.operation !== QUERY ||
        typeof paging.cursor !== 'string' ||
        reply.status !== 400 ||
        paging.cursor.length > 16000
      )
        return reply;
      delete paging.cursor;
      return next({ ...call, body });
    }),
  ),
  fault(
    'page-made-up-cursor-500',
    [row(31), 'CUST-ERROR-020'],
    'A made-up cursor answers 500.',
    refusals(QUERY, (_body, reply, call) => {
      if (pagingOf(object(call.body) ?? {}).cursor !== undefined) reply.status = 500;
    }),
  ),
  fault(
    'page-long-cursor-ignored',
    row(32),
    'A cursor of more than 16000 characters is ignored.',
    asked(paging => {
      if (typeof paging.cursor === 'string' && paging.cursor.length > 16000) delete paging.cursor;
    }),
  ),
  fault(
    'page-lone-last-item-lost',
    [row(35), row(13)],
    'A last page of one item is not announced.',
    around(next => call => {
      const reply = next(call);
      const body = object(reply.body);
      const paging = object(body?.pagingMetadata);
      const cursor = object(paging?.cursors)?.next;
      if (call.operation !== QUERY || !body || typeof cursor !== 'string') return reply;
      const ahead = object(next({ operation: QUERY, body: { query: { cursorPaging: { cursor } } } }).body);
      if (list(ahead?.customizations).length !== 1) return reply;
      return { ...reply, body: { ...body, pagingMetadata: { ...paging, hasNext: false, cursors: {} } } };
    }),
  ),
  fault(
    'page-cursor-works-once',
    row(36),
    'A cursor can be used once.',
    around(next => {
      const used = new Set<unknown>();
      return call => {
        const { cursor } = pagingOf(object(call.body) ?? {});
        if (call.operation !== QUERY || cursor === undefined) return next(call);
        if (used.has(cursor))
          return {
            status: 400,
            body: {
              message: 'used',
              details: { applicationError: { code: 'USED_CURSOR', description: 'used' } },
            },
          };
        used.add(cursor);
        return next(call);
      };
    }),
  ),
  fault(
    'page-two-page-flow-renamed',
    [row(43), 'CUST-QUERY-FIELDS-015'],
    'Later pages show names only.',
    entities((customization, call) => {
      if (pagingOf(object(call.body) ?? {}).cursor === undefined) return;
      for (const key of Object.keys(customization))
        if (key !== 'name' && key !== 'id') delete customization[key];
    }, QUERY),
  ),
];

/** The model's cursors are kept, and numbers stand for them. */
function numberedCursors() {
  return around(next => {
    const known: string[] = [];
    return call => {
      const body = structuredClone(object(call.body) ?? {});
      const paging = pagingOf(body);
      if (call.operation === QUERY && typeof paging.cursor === 'number')
        paging.cursor = known[paging.cursor] ?? '';
      const reply = next(call.operation === QUERY ? { ...call, body } : call);
      const copy = structuredClone(reply);
      const own = object(object(object(copy.body)?.pagingMetadata)?.cursors);
      if (own && typeof own.next === 'string') own.next = known.push(own.next) - 1;
      return copy;
    };
  });
}

const PADDING = '~'.repeat(16_001);

function paddedCursors() {
  return around(next => call => {
    const body = structuredClone(object(call.body));
    const paging = pagingOf(body ?? {});
    if (typeof paging.cursor === 'string' && paging.cursor.endsWith(PADDING))
      paging.cursor = paging.cursor.slice(0, -PADDING.length);
    const reply = structuredClone(next(body ? { ...call, body } : call));
    const own = object(object(object(reply.body)?.pagingMetadata)?.cursors);
    if (own && typeof own.next === 'string') own.next += PADDING;
    return reply;
  });
}

/** The last item of each page comes again at the head of the next, in place of that page's own first. */
function repeatsEdge() {
  return around(next => {
    const edges = new Map<unknown, unknown>();
    return call => {
      const reply = structuredClone(next(call));
      const body = object(reply.body);
      if (call.operation !== QUERY || !body) return reply;
      const items = list(body.customizations);
      const edge = edges.get(pagingOf(object(call.body) ?? {}).cursor);
      if (edge && items.length > 0) items[0] = edge;
      const following = object(object(body.pagingMetadata)?.cursors)?.next;
      if (following !== undefined) edges.set(following, items.at(-1));
      return reply;
    };
  });
}

export const queryPageFaults: Fault[] = [...limitFaults, ...metadataFaults, ...walkFaults];
