/** Reading a list page by page, as a client does, and keeping every page. */
import type { Answer, Evidence, JsonObject } from './answer.ts';
import type { Api, QueryBody } from './api.ts';
import { cursorsOf, itemsIn, pagingOf } from './matchers/pages.ts';

/** Longest cursor the contract knows (CUST-QUERY-PAGE-020). */
export const CURSOR_MAX = 16_000;

/** The pages of one query in the order they were read. Its exchange is that of the last one. */
export interface PageWalk extends Evidence {
  answers: Answer[];
  items: JsonObject[];
}

export interface WalkOptions {
  /** Most pages read: a target that always offers another one must not hold the walk. */
  most: number;
  /** Each cursor goes out by itself; otherwise with the limit of the first request. */
  cursorAlone?: boolean;
}

/** How the pages of one list are asked for, and what is on them. */
export interface ListWalk {
  first: () => PromiseLike<Answer>;
  next: (cursor: string) => PromiseLike<Answer>;
  itemsIn: (answer: Answer) => JsonObject[];
  /** Most pages read. */
  most: number;
}

/** Follows `next` cursors until the target says that no page follows, refuses one, or gives no usable cursor. */
export async function walkList({ first, next, itemsIn: listed, most }: ListWalk): Promise<PageWalk> {
  let last = await first();
  const answers = [last];
  while (answers.length < most) {
    const cursor =
      last.status === 200 && pagingOf(last).hasNext === true ? cursorTo('next', last) : undefined;
    if (cursor === undefined) break;
    last = await next(cursor);
    answers.push(last);
  }
  return { exchange: last.exchange, answers, items: answers.flatMap(listed) };
}

/** A walk over customizations. */
export function walkPages(api: Api, body: QueryBody, options: WalkOptions): Promise<PageWalk> {
  const { query, fields } = body;
  const limit = options.cursorAlone ? undefined : query?.cursorPaging?.limit;
  return walkList({
    first: () => api.query(body),
    next: cursor => api.query(pageAt(cursor, limit, fields)),
    itemsIn,
    most: options.most,
  });
}

/** The request for the page a cursor points to. */
export function pageAt(cursor: string, limit?: number, fields?: QueryBody['fields']): QueryBody {
  return {
    query: { cursorPaging: { cursor, ...(limit !== undefined && { limit }) } },
    ...(fields !== undefined && { fields }),
  };
}

/** The cursor an answer gives in that direction; nothing when it gives none that can be sent back. */
export function cursorTo(direction: 'next' | 'prev', answer: Answer): string | undefined {
  const cursor: unknown = cursorsOf(answer)[direction];
  const usable = typeof cursor === 'string' && cursor.length > 0 && cursor.length <= CURSOR_MAX;
  return usable ? cursor : undefined;
}
