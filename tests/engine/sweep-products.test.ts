import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Kind, LedgerEntry } from '../../engine/ledger.ts';
import { sweep } from '../../engine/sweep.ts';
import { ledgerFile, targetAt } from './support.ts';
import { bodyOf, miniTarget, serve } from './targets.ts';

const TAG = 'cvtabcdefghi';
/** Longer ago than any patience here. */
const LONG_AGO = '2026-01-01T00:00:00Z';
/** Milliseconds: enough for what is found in the end, and for what is not. */
const LONG = 5_000;
const SHORT = 120;

interface Entry {
  kind: Kind;
  name: string;
  /** Absent when its creation was never answered. */
  id?: string;
  at?: string;
  doubted?: true;
}

/** A ledger that says this, numbered from 1. */
function ledgerOf(...entries: Entry[]): string {
  const now = new Date().toISOString();
  const lines = entries.flatMap(({ kind, name, id, at = now, doubted }, i): LedgerEntry[] => {
    const n = i + 1;
    return [
      { op: 'intent', n, kind, name, at },
      ...(id === undefined ? [] : [{ op: 'created' as const, n, id }]),
      ...(doubted ? [{ op: 'doubted' as const, n }] : []),
    ];
  });
  const file = ledgerFile();
  const run: LedgerEntry = { op: 'run', url: 'http://t', tag: TAG, at: now };
  writeFileSync(file, [run, ...lines].map(line => JSON.stringify(line)).join('\n'));
  return file;
}

const named = (kind: Kind, n: string, over: Partial<Entry> = {}): Entry => ({
  kind,
  name: `${TAG}${n}`,
  ...over,
});
const made = (kind: Kind, id: string): Entry => named(kind, id, { id });

type Reply = { status: number; body?: unknown };
interface Seen {
  method: string;
  path: string;
  body: string;
}

/** A target that answers as told, and writes down `DELETE products/p1` and the like. */
async function answering(reply: (seen: Seen, times: number) => Reply | undefined) {
  const target = await miniTarget();
  const asked: string[] = [];
  target.instead = seen => {
    const words = `${seen.method} ${seen.path.replace('/stores/v3/', '')}`;
    asked.push(words);
    const times = asked.filter(one => one === words).length;
    return reply(seen, times) ?? { status: 200, body: {} };
  };
  return { url: target.url, asked, seen: target.seen };
}

describe('a sweep of products', () => {
  it('deletes every product before it asks for the first option or modifier', async () => {
    const log: string[] = [];
    const url = await serve(async (request, response) => {
      const what = request.url?.replace('/stores/v3/', '') ?? '';
      await bodyOf(request);
      log.push(`${request.method} ${what}`);
      if (what.startsWith('products/')) await new Promise(passed => setTimeout(passed, 5));
      log.push(`done ${what}`);
      response.writeHead(what.startsWith('products/') ? 204 : 200).end();
    });
    const file = ledgerOf(
      made('modifier', 'm1'),
      made('option', 'o1'),
      made('product', 'p1'),
      made('option', 'o2'),
      made('product', 'p2'),
    );
    expect(await sweep(file, targetAt(url))).toEqual({ created: 5, deleted: 5, leaked: [] });
    expect(log.slice(0, 4).toSorted()).toEqual([
      'DELETE products/p1',
      'DELETE products/p2',
      'done products/p1',
      'done products/p2',
    ]);
    expect(
      log
        .slice(4)
        .filter(line => line.startsWith('DELETE'))
        .toSorted(),
    ).toEqual(['DELETE customizations/m1', 'DELETE customizations/o1', 'DELETE customizations/o2']);
    expect(existsSync(file)).toBe(false);
  });

  it('goes on to the options when a product could not be deleted', async () => {
    const { url, asked } = await answering(({ path }) => ({
      status: path.includes('/products/') ? 500 : 200,
    }));
    const file = ledgerOf(made('product', 'p1'), made('option', 'o1'));
    expect(await sweep(file, targetAt(url))).toEqual({
      created: 2,
      deleted: 1,
      leaked: [{ kind: 'product', id: 'p1', name: `${TAG}p1`, reason: 'deleting it was answered 500' }],
    });
    expect(asked).toEqual(['DELETE products/p1', 'DELETE customizations/o1']);
    expect(existsSync(file)).toBe(true);
  });

  it('escapes ids in paths', async () => {
    const { url, asked } = await answering(() => undefined);
    await sweep(ledgerOf(made('product', 'a/b?c'), made('option', 'd/e')), targetAt(url));
    expect(asked).toEqual(['DELETE products/a%2Fb%3Fc', 'DELETE customizations/d%2Fe']);
  });

  it.each([200, 204, 404])('takes %i for gone', async status => {
    const { url } = await answering(() => ({ status }));
    const { deleted, leaked } = await sweep(ledgerOf(made('product', 'p1')), targetAt(url));
    expect([deleted, leaked]).toEqual([1, []]);
  });
});

describe('an option that a product still holds', () => {
  it.each([400, 409, 428])('refused with %i, is asked for again until it is gone', async status => {
    const { url, asked } = await answering((_, times) => (times <= 2 ? { status } : undefined));
    const file = ledgerOf(made('option', 'o1'));
    expect(await sweep(file, targetAt(url, {}, { settleMs: LONG }))).toMatchObject({
      deleted: 1,
      leaked: [],
    });
    expect(asked).toEqual(Array(3).fill('DELETE customizations/o1'));
  });

  it('and a modifier, that turn out to be gone count as deleted', async () => {
    const { url } = await answering((_, times) => ({ status: times === 1 ? 409 : 404 }));
    const file = ledgerOf(made('option', 'o1'), made('modifier', 'm1'));
    expect(await sweep(file, targetAt(url, {}, { settleMs: LONG }))).toMatchObject({
      deleted: 2,
      leaked: [],
    });
  });

  it('to the end, is left, and its last answer is the reason', async () => {
    const { url, asked } = await answering((_, times) => ({ status: times === 1 ? 409 : 428 }));
    const file = ledgerOf(made('option', 'o1'));
    const { leaked } = await sweep(file, targetAt(url, {}, { settleMs: SHORT }));
    expect(leaked).toEqual([
      { kind: 'option', id: 'o1', name: `${TAG}o1`, reason: 'deleting it was answered 428' },
    ]);
    expect(asked.length).toBeGreaterThan(1);
  });

  it.each([401, 403, 405, 500])('refused with %i, is not waited for', async status => {
    const { url, asked } = await answering(() => ({ status }));
    const { leaked } = await sweep(ledgerOf(made('option', 'o1')), targetAt(url, {}, { settleMs: LONG }));
    expect(leaked).toMatchObject([{ id: 'o1', reason: `deleting it was answered ${status}` }]);
    expect(asked).toHaveLength(1);
  });

  it.each([400, 409, 428])('is no product: refused with %i, that is not waited for', async status => {
    const { url, asked } = await answering(() => ({ status }));
    const { leaked } = await sweep(ledgerOf(made('product', 'p1')), targetAt(url, {}, { settleMs: LONG }));
    expect(leaked).toMatchObject([{ kind: 'product', reason: `deleting it was answered ${status}` }]);
    expect(asked).toHaveLength(1);
  });
});

describe('what was never answered', () => {
  /** Lists these from the given look on, whatever is asked for. */
  const listing = (products: object[], customizations: object[] = [], from = 1) =>
    answering(({ method, path }, times) => {
      if (method === 'DELETE') return { status: 200 };
      const isSearch = path.endsWith('/products/search');
      const listed = isSearch ? { products } : { customizations };
      return { status: 200, body: times >= from ? { ...listed, pagingMetadata: {} } : {} };
    });

  it('is looked for with Search when it is a product, with Query when it is not', async () => {
    const { url, asked, seen } = await listing(
      [{ id: 'p1', name: `${TAG}a` }],
      [
        { id: 'o1', name: `${TAG}b` },
        { id: 'm1', name: `${TAG}c` },
      ],
    );
    const file = ledgerOf(named('option', 'b'), named('modifier', 'c'), named('product', 'a'));
    expect(await sweep(file, targetAt(url))).toEqual({ created: 3, deleted: 3, leaked: [] });
    expect(asked.slice(0, 3)).toEqual([
      'POST products/search',
      'DELETE products/p1',
      'POST customizations/query',
    ]);
    expect(asked.slice(3).toSorted()).toEqual(['DELETE customizations/m1', 'DELETE customizations/o1']);
    const asking = (names: string[]) => ({ filter: { name: { $in: names } }, cursorPaging: { limit: 100 } });
    const bodies = seen
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body) as unknown);
    expect(bodies).toEqual([{ search: asking([`${TAG}a`]) }, { query: asking([`${TAG}b`, `${TAG}c`]) }]);
  });

  it('is no product of another name, nor one without an id', async () => {
    const products = [{ id: 'stranger', name: `${TAG}aa` }, { name: `${TAG}a` }, { id: 7, name: `${TAG}a` }];
    const { url, asked } = await listing(products);
    const { leaked } = await sweep(ledgerOf(named('product', 'a')), targetAt(url));
    expect(leaked).toMatchObject([{ reason: 'its creation was never answered, and it was not found' }]);
    expect(asked).toEqual(['POST products/search']);
  });

  it('is never looked for without the tag of the run', async () => {
    const { url, asked } = await listing([{ id: 'stranger', name: 'Shirt' }]);
    const { leaked } = await sweep(ledgerOf({ kind: 'product', name: 'Shirt' }), targetAt(url));
    expect(leaked).toMatchObject([{ kind: 'product', name: 'Shirt' }]);
    expect(asked).toEqual([]);
  });

  it('twice under one name, is one thing, deleted once', async () => {
    const { url, asked } = await listing([], [{ id: 'o1', name: `${TAG}a` }]);
    const file = ledgerOf(named('option', 'a'), named('option', 'a'), named('option', 'a', { id: 'o1' }));
    expect(await sweep(file, targetAt(url))).toEqual({ created: 3, deleted: 3, leaked: [] });
    expect(asked).toEqual(['POST customizations/query', 'DELETE customizations/o1']);
  });

  it('and has come to be twice, is deleted both times', async () => {
    const twins = ['p1', 'p2'].map(id => ({ id, name: `${TAG}a` }));
    const { url, asked } = await listing(twins);
    expect((await sweep(ledgerOf(named('product', 'a')), targetAt(url))).leaked).toEqual([]);
    expect(asked.slice(1).toSorted()).toEqual(['DELETE products/p1', 'DELETE products/p2']);
  });

  it('and was found, but not deleted, is named with its id', async () => {
    const { url } = await answering(({ method }) =>
      method === 'DELETE'
        ? { status: 403 }
        : { status: 200, body: { products: [{ id: 'p1', name: `${TAG}a` }] } },
    );
    const { leaked } = await sweep(ledgerOf(named('product', 'a')), targetAt(url));
    expect(leaked).toMatchObject([{ kind: 'product', reason: 'deleting it was answered 403' }]);
  });
});

describe('what is not found', () => {
  const nothing = () => answering(() => ({ status: 200, body: { products: [], pagingMetadata: {} } }));
  const lost = 'its creation was never answered, and it was not found';

  it.each<[string, Partial<Entry>, number]>([
    ['just sent, may still turn up', {}, 1],
    ['sent long ago, never came to be', { at: LONG_AGO }, 0],
    ['doubted, never came to be', { doubted: true }, 0],
  ])('%s', async (_, over, left) => {
    const { url, asked } = await nothing();
    const file = ledgerOf(named('product', 'a', over));
    const { leaked } = await sweep(file, targetAt(url, {}, { settleMs: LONG }));
    expect(leaked.map(({ reason }) => reason)).toEqual(Array(left).fill(lost));
    expect(asked).toHaveLength(1);
    expect(existsSync(file)).toBe(left > 0);
  });

  it('is looked for again, when the sweep may wait, until it is there', async () => {
    const product = { id: 'p1', name: `${TAG}a` };
    const { url, asked } = await answering(({ method }, times) =>
      method === 'POST' ? { status: 200, body: { products: times < 3 ? [] : [product] } } : undefined,
    );
    const file = ledgerOf(named('product', 'a'));
    const hygiene = await sweep(file, targetAt(url, {}, { settleMs: LONG }), { waits: true });
    expect(hygiene).toEqual({ created: 1, deleted: 1, leaked: [] });
    expect(asked).toEqual([...Array(3).fill('POST products/search'), 'DELETE products/p1']);
  });

  it('in a list is waited for, though another of the list is there', async () => {
    const both = ['a', 'b'].map(n => ({ id: n, name: `${TAG}${n}` }));
    const { url, asked } = await answering(({ method }, times) =>
      method === 'POST' ? { status: 200, body: { products: both.slice(0, times) } } : undefined,
    );
    const file = ledgerOf(named('product', 'a'), named('product', 'b'));
    const hygiene = await sweep(file, targetAt(url, {}, { settleMs: LONG }), { waits: true });
    expect(hygiene).toMatchObject({ deleted: 2, leaked: [] });
    expect(asked.filter(words => words === 'POST products/search')).toHaveLength(2);
  });

  it('is given up, when the sweep may wait, once it can no longer turn up', async () => {
    const { url, asked } = await nothing();
    const hygiene = await sweep(ledgerOf(named('product', 'a')), targetAt(url, {}, { settleMs: SHORT }), {
      waits: true,
    });
    expect(hygiene).toEqual({ created: 0, deleted: 0, leaked: [] });
    expect(asked.length).toBeGreaterThan(1);
  });

  it.each<[string, Partial<Entry>]>([
    ['sent long ago', { at: LONG_AGO }],
    ['doubted', { doubted: true }],
  ])('is looked for once only, when the sweep may wait, but it was %s', async (_, over) => {
    const { url, asked } = await nothing();
    const file = ledgerOf(named('product', 'a', over));
    const target = targetAt(url, {}, { settleMs: LONG });
    expect((await sweep(file, target, { waits: true })).leaked).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Partial<Entry>]>([
    ['just sent', {}],
    ['sent long ago', { at: LONG_AGO }],
    ['doubted', { doubted: true }],
  ])('because the target would not look, is left, %s', async (_, over) => {
    const { url, asked } = await answering(() => ({ status: 404 }));
    const file = ledgerOf(named('product', 'a', over));
    const { leaked } = await sweep(file, targetAt(url, {}, { settleMs: LONG }), { waits: true });
    const reason = 'its creation was never answered, and looking for it was answered 404';
    expect(leaked).toEqual([{ kind: 'product', name: `${TAG}a`, reason }]);
    expect(asked).toHaveLength(1);
  });
});
