/** What every page of the run says about itself. Only pages that list something: an empty one proves little. */
import { type Answer, isObject, type JsonObject } from '../../engine/answer.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import { itemsIn, pagingOf } from '../../engine/matchers/pages.ts';
import { CURSOR_MAX } from '../../engine/page-walk.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import { standing } from '../../engine/standing.ts';
import { PAGE_MAX } from './fixtures.ts';

/** Most items a response may hold, whatever was asked for. */
export const RESPONSE_MAX = 200;

interface Seen {
  answer: Answer;
  /** How many items the page lists; at least one. */
  size: number;
  /** Its metadata; empty when it has none. */
  paging: JsonObject;
  /** The paging of its own request. */
  asked: JsonObject;
}

type Find = (seen: Seen) => Finding | undefined;

function ofPage(broken: Find, when: (seen: Seen) => boolean = () => true): Invariant {
  return {
    of: 'page',
    when: ({ answer }) => itemsIn(answer).length > 0 && when(seenIn(answer)),
    broken: ({ answer }) => broken(seenIn(answer)),
  };
}

/** A fact about the metadata, of the pages that have any. */
function ofMetadata(broken: Find, when: (seen: Seen) => boolean = () => true): Invariant {
  return ofPage(broken, seen => hasMetadata(seen) && when(seen));
}

function seenIn(answer: Answer): Seen {
  const body: unknown = JSON.parse(answer.exchange.request.text ?? '{}');
  const query = isObject(body) && isObject(body.query) ? body.query : {};
  const asked = isObject(query.cursorPaging) ? query.cursorPaging : {};
  return { answer, size: itemsIn(answer).length, paging: pagingOf(answer), asked };
}

const hasMetadata = ({ answer }: Seen): boolean => isObject(answer.member('pagingMetadata'));

const atMost = (most: number, size: number) => unless(size <= most, `at most ${most} items`, `${size} items`);

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function limitIn({ asked: { limit, cursor } }: Seen): number | undefined {
  // With a cursor the limit may be another than the walk began with, and either may count (SIL-06).
  const plain = typeof limit === 'number' && Number.isInteger(limit) && !isSet(cursor);
  return plain && limit >= 1 && limit <= PAGE_MAX ? limit : undefined;
}

const cursorsIn = ({ paging: { cursors } }: Seen): JsonObject => (isObject(cursors) ? cursors : {});

function oddCursor(seen: Seen): Finding | undefined {
  const { next, prev } = cursorsIn(seen);
  const odd = [next, prev]
    .filter(isSet)
    .find(cursor => typeof cursor !== 'string' || cursor.length > CURSOR_MAX);
  const received = typeof odd === 'string' ? `${odd.length} characters` : show(odd);
  return unless(odd === undefined, `cursors: strings of at most ${CURSOR_MAX} characters`, received);
}

export const everyPage = standing({
  id: 'customizations.query.page.every-page',
  title: 'Every page of the run: its size, and its paging metadata',
  profile: 'core',
  points: {
    withinLimit: [
      'CUST-QUERY-PAGE-003',
      ofPage(
        seen => atMost(limitIn(seen) ?? PAGE_MAX, seen.size),
        seen => limitIn(seen) !== undefined,
      ),
    ],
    withoutLimit: [
      'CUST-QUERY-PAGE-001',
      ofPage(
        ({ size }) => atMost(PAGE_MAX, size),
        ({ asked }) => asked.limit === undefined,
      ),
    ],
    ceiling: ['CUST-QUERY-PAGE-042', ofPage(({ size }) => atMost(RESPONSE_MAX, size))],
    metadata: [
      'CUST-QUERY-PAGE-010',
      ofPage(seen =>
        unless(hasMetadata(seen), 'an object pagingMetadata', seen.answer.member('pagingMetadata')),
      ),
    ],
    count: [
      'CUST-QUERY-PAGE-011',
      ofMetadata(({ paging: { count }, size }) =>
        unless(count === size, `count ${size}, the items listed`, count),
      ),
    ],
    hasNext: [
      'CUST-QUERY-PAGE-012',
      ofMetadata(({ paging: { hasNext } }) =>
        unless(typeof hasNext === 'boolean', 'hasNext: a boolean', hasNext),
      ),
    ],
    next: [
      'CUST-QUERY-PAGE-015',
      ofMetadata(
        seen => {
          const { next } = cursorsIn(seen);
          return unless(typeof next === 'string' && next !== '', 'cursors.next: a non-empty string', next);
        },
        ({ paging }) => paging.hasNext === true,
      ),
    ],
    noNext: [
      'CUST-QUERY-PAGE-016',
      ofMetadata(
        seen => {
          const { next } = cursorsIn(seen);
          return unless(!isSet(next) || next === '', 'no cursors.next', next);
        },
        ({ paging }) => paging.hasNext === false,
      ),
    ],
    cursors: [
      'CUST-QUERY-PAGE-017',
      ofMetadata(
        ({ paging: { cursors } }) => unless(isObject(cursors), 'cursors: an object', cursors),
        ({ paging }) => isSet(paging.cursors),
      ),
    ],
    cursor: [
      'CUST-QUERY-PAGE-020',
      ofMetadata(oddCursor, seen => Object.values(cursorsIn(seen)).some(isSet)),
    ],
  },
});
