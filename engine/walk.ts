/** Going through all pages of a query. */
import type { Evidence, JsonObject } from './answer.ts';
import type { Api, QueryBody } from './api.ts';
import { isAccepted } from './matchers/answers.ts';
import type { Finding } from './matchers/matcher.ts';
import { type Matcher, unless } from './matchers/matcher.ts';
import { cursorsOf, idsOf, itemsIn, pagingOf } from './matchers/pages.ts';

/** A walk over the pages of one query; its evidence is the last page. */
export interface Walk extends Evidence {
  items: JsonObject[];
  /** Why the walk ended before its last page. */
  broken?: Finding;
}

/**
 * Follows the cursors of a query to its last page.
 * @param most pages to ask for at most: a walk must not grow with the site
 */
export async function walk(api: Api, query: NonNullable<QueryBody['query']>, most: number): Promise<Walk> {
  const limit = query.cursorPaging?.limit;
  const items: JsonObject[] = [];
  let next = query;
  for (let page = 1; ; page += 1) {
    const answer = await api.query({ query: next });
    const evidence = { exchange: answer.exchange, items };
    const refused = isAccepted(answer);
    if (refused) return { ...evidence, broken: refused };
    items.push(...itemsIn(answer));
    const cursor = cursorsOf(answer).next;
    if (pagingOf(answer).hasNext !== true || cursor === undefined) return evidence;
    if (page === most)
      return { ...evidence, broken: { expected: `the end after ${most} pages`, received: 'another page' } };
    // The page size goes along, as the published SDK does it (SIL-06).
    next = { cursorPaging: { cursor, limit } };
  }
}

/** Came to its end and saw exactly these, each once. */
export function walksOver(expected: readonly { id: string; name: string }[]): Matcher<Walk> {
  return ({ items, broken }) => {
    if (broken) return broken;
    const seen = idsOf(items);
    const missing = expected.filter(({ id }) => !seen.includes(id)).map(({ name }) => name);
    const extra = seen.filter((id, i) => seen.indexOf(id) !== i || !expected.some(item => item.id === id));
    return unless(
      missing.length + extra.length === 0,
      `exactly ${expected.map(({ name }) => name).join(', ')}, each once`,
      `${seen.length} items${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}${extra.length > 0 ? `, ${extra.length} of them strange or repeated` : ''}`,
    );
  };
}
