/** Defects on the way from page to page. */
import { type Fault, fault, rules } from './fault.ts';
import { asked, cursors, pagingOf, QUERY, row } from './page-tools.ts';
import { answers, around, entities, list, object, refusals, refuses } from './tools.ts';

export const pageWalkFaults: Fault[] = [
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
      if (list(ahead?.customizations).length !== 1 || object(ahead?.pagingMetadata)?.hasNext) return reply;
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
