/** Defects in the metadata of pages. */
import { type Fault, fault, rules } from './fault.ts';
import { cursors, metadata, pagingOf, QUERY, row } from './page-tools.ts';
import { answers, around, object } from './tools.ts';

export const pageMetadataFaults: Fault[] = [
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
