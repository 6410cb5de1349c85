import { describe, expect, it } from 'vitest';
import type { Answer, JsonObject } from '../../engine/answer.ts';
import { Api } from '../../engine/api.ts';
import { productsIn } from '../../engine/matchers/product-pages.ts';
import { CURSOR_MAX, cursorTo, pageAt, walkList, walkPages } from '../../engine/page-walk.ts';
import { Scope } from '../../engine/scope.ts';
import { answerOf, targetAt } from './support.ts';
import { miniTarget, sessionFor } from './targets.ts';

const page = (ids: string[], next?: unknown, hasNext: unknown = next !== undefined): JsonObject => ({
  products: ids.map(id => ({ id })),
  pagingMetadata: { hasNext, cursors: { next, prev: 'p' } },
});

/** Walks over these answers, and tells which cursors were sent. */
async function walked(answers: Answer[], most = 10) {
  const cursors: string[] = [];
  const take = () => {
    const answer = answers.shift();
    if (!answer) throw new Error('there is no such page');
    return answer;
  };
  const walk = await walkList({
    first: async () => take(),
    next: async cursor => {
      cursors.push(cursor);
      return take();
    },
    itemsIn: productsIn,
    most,
  });
  return { ...walk, cursors, ids: walk.items.map(({ id }) => id) };
}

const ok = (...args: Parameters<typeof page>) => answerOf(200, page(...args));

describe('a walk along a list', () => {
  it('follows next cursors to the end, and keeps every page in order', async () => {
    const pages = [ok(['a', 'b'], '1'), ok(['c'], '2'), ok(['d'])];
    const { answers, cursors, ids, exchange } = await walked([...pages]);
    expect(answers).toEqual(pages);
    expect(cursors).toEqual(['1', '2']);
    expect(ids).toEqual(['a', 'b', 'c', 'd']);
    expect(exchange).toBe(pages[2]?.exchange);
  });

  it('goes on past an empty page that says there is more', async () => {
    expect((await walked([ok([], '1'), ok(['a'])])).ids).toEqual(['a']);
  });

  it.each<[string, Answer]>([
    ['no next page', ok(['a'], '1', false)],
    ['not whether there is one', ok(['a'], '1', null)],
    ['"true" in words', ok(['a'], '1', 'true')],
    ['no cursor', ok(['a'], undefined, true)],
    ['an empty cursor', ok(['a'], '')],
    ['a cursor that is no text', ok(['a'], 7)],
    ['a cursor beyond all bounds', ok(['a'], 'x'.repeat(CURSOR_MAX + 1))],
    ['another status', answerOf(206, page(['a'], '1'))],
    ['no paging at all', answerOf(200, { products: [{ id: 'a' }] })],
  ])('ends with a page that tells %s', async (_, last) => {
    const { cursors, ids } = await walked([last, ok(['b'])]);
    expect([cursors, ids]).toEqual([[], ['a']]);
  });

  it('ends where a page is refused, and shows that', async () => {
    const { answers, cursors, ids, exchange } = await walked([ok(['a'], '1'), answerOf(400, {}), ok(['b'])]);
    expect([cursors, ids]).toEqual([['1'], ['a']]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(exchange.response?.status).toBe(400);
  });

  it('takes the longest cursor there may be', async () => {
    const longest = 'x'.repeat(CURSOR_MAX);
    expect((await walked([ok([], longest), ok([])])).cursors).toEqual([longest]);
  });

  it.each([
    [1, 0],
    [2, 1],
    [5, 4],
  ])('of at most %i pages ends there, though the same cursor comes again and again', async (most, sent) => {
    const { answers, cursors } = await walked(Array(9).fill(ok(['a'], 'loop')), most);
    expect(answers).toHaveLength(most);
    expect(cursors).toEqual(Array(sent).fill('loop'));
  });
});

describe('a cursor', () => {
  it('is asked for by itself, with a limit, and with fields', () => {
    expect(pageAt('c')).toEqual({ query: { cursorPaging: { cursor: 'c' } } });
    expect(pageAt('c', 0)).toEqual({ query: { cursorPaging: { cursor: 'c', limit: 0 } } });
    expect(pageAt('c', 2, [])).toEqual({ query: { cursorPaging: { cursor: 'c', limit: 2 } }, fields: [] });
  });

  it('leads either way', () => {
    expect(cursorTo('next', ok([], 'n'))).toBe('n');
    expect(cursorTo('prev', ok([], 'n'))).toBe('p');
    expect(cursorTo('prev', answerOf(200, { pagingMetadata: { cursors: { prev: null } } }))).toBeUndefined();
    expect(cursorTo('next', answerOf(200, { pagingMetadata: { cursors: [] } }))).toBeUndefined();
  });
});

describe('a walk over customizations', () => {
  const body = { query: { cursorPaging: { limit: 2 }, filter: { id: 'a' } } };

  it.each<[string, boolean, object]>([
    ['with the limit of the first', false, { limit: 2 }],
    ['by itself', true, {}],
  ])('sends each cursor %s, and nothing else of the first request', async (_, cursorAlone, limit) => {
    const target = await miniTarget();
    const pages = [page([], '1'), page([], '2'), page([])];
    let asked = 0;
    target.instead = () => {
      const { pagingMetadata } = pages[asked++] ?? {};
      return { status: 200, body: { customizations: [{ id: `${asked}` }], pagingMetadata } };
    };
    const api = new Api(sessionFor(targetAt(target.url)), new Scope('check', 1));
    const { items } = await walkPages(api, body, { most: 9, cursorAlone });
    expect(items.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(target.seen.map(seen => JSON.parse(seen.body) as unknown)).toEqual([
      body,
      { query: { cursorPaging: { cursor: '1', ...limit } } },
      { query: { cursorPaging: { cursor: '2', ...limit } } },
    ]);
  });
});
