import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Api } from '../../engine/api.ts';
import { change, deliberately } from '../../engine/change.ts';
import type { LedgerEntry } from '../../engine/ledger.ts';
import { Scope } from '../../engine/scope.ts';
import type { Target } from '../../engine/target.ts';
import { plainProduct } from '../../generators/product.ts';
import { targetAt } from './support.ts';
import { miniTarget, sessionFor } from './targets.ts';

const TAG = 'cvtabcdefghi';
const PRODUCTS = '/stores/v3/products';

async function speaking(over: Partial<Target> = {}) {
  const target = await miniTarget();
  const session = sessionFor(targetAt(target.url, over));
  const scope = new Scope('check', 1);
  const entries = () => {
    const lines = readFileSync(session.ledger.file, 'utf8').split('\n').filter(Boolean);
    return lines.map(line => JSON.parse(line) as LedgerEntry);
  };
  /** The operations entered so far, `intent product a` and the like. */
  const written = () =>
    entries()
      .slice(1)
      .map(entry =>
        entry.op === 'intent' ? `intent ${entry.kind} ${entry.name.slice(TAG.length)}` : entry.op,
      );
  return {
    target,
    session,
    scope,
    written,
    api: new Api(session, scope),
    products: new Api(session, scope).products,
  };
}

type World = Awaited<ReturnType<typeof speaking>>;

/** Lets the target answer so from now on, and gives what was in the ledger when the request came. */
function answering({ target, written }: World, status: number, body?: unknown): string[] {
  const known: string[] = [];
  target.instead = () => {
    known.push(...written());
    return { status, body };
  };
  return known;
}

const named = (name: string) => plainProduct(`${TAG}${name}`);
const size = {
  name: `${TAG}size`,
  optionRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT' as const, name: 'S' }] },
};
const note = {
  name: `${TAG}note`,
  modifierRenderType: 'FREE_TEXT' as const,
  freeTextSettings: { title: 'Text', minCharCount: 0, maxCharCount: 5 },
};
const withBoth = (name: string) => plainProduct(`${TAG}${name}`, { options: [size], modifiers: [note] });
const shown = (id: string, name: string, over: object = {}) => ({
  id,
  revision: '1',
  name: `${TAG}${name}`,
  ...over,
});

describe('the books of a product', () => {
  it.each([200, 201])('have it before it is sent, and its id after an answer with %i', async status => {
    const world = await speaking();
    const known = answering(world, status, { product: shown('p1', 'a') });
    expect((await world.products.create(named('a')).accepted()).id).toBe('p1');
    expect(known).toEqual(['intent product a']);
    expect(world.written()).toEqual(['intent product a', 'created']);
    expect(world.session.ledger.state().remaining).toMatchObject([
      { kind: 'product', name: `${TAG}a`, id: 'p1' },
    ]);
    expect([...world.scope.owned]).toEqual([['p1', 'product']]);
  });

  it('have what comes with it, each under its own id', async () => {
    const world = await speaking();
    const product = shown('p1', 'a', {
      options: [{ id: 'stranger', name: 'Hue' }, shown('o1', 'size')],
      modifiers: [shown('m1', 'note')],
    });
    const known = answering(world, 200, { product });
    await world.products.create(withBoth('a'));
    expect(known).toEqual(['intent product a', 'intent option size', 'intent modifier note']);
    expect([...world.scope.owned]).toEqual([
      ['p1', 'product'],
      ['o1', 'option'],
      ['m1', 'modifier'],
    ]);
    expect(world.session.ledger.state()).toMatchObject({ created: 3, deleted: 0 });
  });

  it('have no more of what a refused request would have made, but doubt what it would have made inline', async () => {
    const world = await speaking();
    answering(world, 400, { message: 'm', details: {} });
    await world.products.create(withBoth('a'));
    expect(world.session.ledger.state().remaining).toMatchObject([
      { kind: 'option', name: `${TAG}size`, doubted: true },
      { kind: 'modifier', name: `${TAG}note`, doubted: true },
    ]);
    expect(world.scope.owned.size).toBe(0);
  });

  it.each<[string, number, unknown]>([
    ['a fault of the server', 500, { product: shown('p1', 'a') }],
    ['an answer without an id', 200, { product: { name: `${TAG}a` } }],
    ['an answer without a product', 201, {}],
  ])('keep its name after %s', async (_, status, body) => {
    const world = await speaking();
    answering(world, status, body);
    await world.products.create(named('a'));
    expect(world.written()).toEqual(['intent product a']);
    expect(world.scope.owned.size).toBe(0);
  });

  it('keep its name when the answer was lost: it may have been made, and is not made again', async () => {
    const world = await speaking();
    world.target.instead = () => 'hang up';
    await expect(world.products.create(withBoth('a'))).rejects.toMatchObject({ reason: 'connection-lost' });
    expect(world.target.seen).toHaveLength(1);
    const { remaining } = world.session.ledger.state();
    expect(remaining.map(({ kind, id, doubted }) => [kind, id, doubted])).toEqual([
      ['product', undefined, undefined],
      ['option', undefined, undefined],
      ['modifier', undefined, undefined],
    ]);
  });

  it('have an entry of each attempt when one that may have made it was repeated', async () => {
    const world = await speaking();
    let asked = 0;
    world.target.instead = () => {
      asked += 1;
      return asked === 1 ? { status: 503 } : { status: 200, body: { product: shown('p2', 'a') } };
    };
    await world.products.create(named('a'));
    expect(world.written()).toEqual(['intent product a', 'doubted', 'intent product a', 'created']);
    expect(world.session.ledger.state().remaining).toMatchObject([
      { name: `${TAG}a`, doubted: true },
      { name: `${TAG}a`, id: 'p2' },
    ]);
  });

  it('have one entry of a product that was throttled at first', async () => {
    const world = await speaking();
    world.session.limiter.pause = () => {};
    let asked = 0;
    world.target.instead = () => {
      asked += 1;
      return asked === 1 ? { status: 429 } : { status: 201, body: { product: shown('p1', 'a') } };
    };
    await world.products.create(named('a'));
    expect(world.written()).toEqual(['intent product a', 'created']);
  });

  it('have the product of a deliberate mistake, and of broken JSON, when the target makes it all the same', async () => {
    const world = await speaking();
    answering(world, 200, { product: shown('p1', 'a') });
    await world.products.create(change({ product: named('a') }, 'product.productType', 'NONE'));
    answering(world, 201, { product: shown('p2', 'b') });
    await world.api.raw({ method: 'POST', path: PRODUCTS, headers: {}, text: '{' }, 'cut short');
    expect([...world.scope.owned]).toEqual([
      ['p1', 'product'],
      ['p2', 'product'],
    ]);
    expect(world.written()).toEqual(['intent product a', 'created', 'intent product b', 'created']);
  });

  it.each<[string, number, unknown]>([
    ['was made by somebody else', 200, { product: { id: 'p1', name: 'Shirt' } }],
    ['has no id', 200, { product: { name: `${TAG}a` } }],
    ['was refused', 400, { product: shown('p1', 'a') }],
  ])('have nothing of what broken JSON shows, and %s', async (_, status, body) => {
    const world = await speaking();
    answering(world, status, body);
    await world.api.raw({ method: 'POST', path: PRODUCTS, headers: {}, text: '{' }, 'cut short');
    expect(world.written()).toEqual([]);
  });

  it('have no id that echoes a credential', async () => {
    const world = await speaking({ headers: { 'x-key': 'IST.secret' }, secretHeaders: ['x-key'] });
    answering(world, 200, { product: shown('IST.secret', 'a') });
    await world.products.create(named('a'));
    expect(world.written()).toEqual(['intent product a']);
    expect(readFileSync(world.session.ledger.file, 'utf8')).not.toContain('IST.secret');
  });
});

describe('an inline option', () => {
  it('under a name of somebody else is not even sent', async () => {
    const world = await speaking();
    const product = plainProduct(`${TAG}a`, { options: [{ ...size, name: 'Size' }] });
    expect(() => world.products.create(product)).toThrow(/about to create "Size" inline/);
    expect([world.target.seen, world.written()]).toEqual([[], []]);
  });

  it('that reuses one by its id, or has a blank name by mistake, is none', async () => {
    const world = await speaking();
    answering(world, 400, {});
    const reusing = plainProduct(`${TAG}a`, { options: [{ id: 'o1', name: 'Size' }] });
    await world.products.create(deliberately({ product: reusing }, 'by an id'));
    await world.products.create(change({ product: withBoth('b') }, 'product.options.0.name', ' '));
    const intents = world.written().filter(words => words.startsWith('intent'));
    expect(intents).toEqual([
      'intent product a',
      'intent product b',
      'intent option ',
      'intent modifier note',
    ]);
    // Nobody could look for a blank name.
    expect(world.session.ledger.state().remaining).toMatchObject([{ name: `${TAG}note`, doubted: true }]);
  });

  it('of an update is in the books, the product is not again', async () => {
    const world = await speaking();
    const product = shown('p1', 'a', { options: [shown('o1', 'size')] });
    const known = answering(world, 200, { product });
    await world.products.update('p1', { product: { id: 'p1', revision: '1', options: [size] } });
    expect(known).toEqual(['intent option size']);
    expect([...world.scope.owned]).toEqual([['o1', 'option']]);
  });
});

describe('the books of products made in bulk', () => {
  const result = (originalIndex: number, over: object) => ({ itemMetadata: { originalIndex, ...over } });

  it('have each by its position: made, failed, and not told of', async () => {
    const world = await speaking();
    const results = [
      {
        ...result(2, { id: 'p3', success: true }),
        item: shown('p3', 'c', { options: [shown('o3', 'size')] }),
      },
      result(1, { success: false, error: { code: 'C' } }),
      result(0, { id: 'p1', success: true }),
    ];
    const known = answering(world, 200, { results, bulkActionMetadata: {} });
    const products = [named('a'), withBoth('b'), withBoth('c'), named('d')];
    await world.products.bulkCreate({ products });
    expect(known).toEqual([
      'intent product a',
      'intent product b',
      'intent option size',
      'intent modifier note',
      'intent product c',
      'intent option size',
      'intent modifier note',
      'intent product d',
    ]);
    expect([...world.scope.owned]).toEqual([
      ['p1', 'product'],
      ['p3', 'product'],
      ['o3', 'option'],
    ]);
    const { created, remaining } = world.session.ledger.state();
    expect(created).toBe(3);
    expect(remaining.map(({ n, id, doubted }) => [n, id, doubted])).toEqual([
      [1, 'p1', undefined],
      [3, undefined, true],
      [4, undefined, true],
      [5, 'p3', undefined],
      [6, 'o3', undefined],
      [7, undefined, undefined],
      [8, undefined, undefined],
    ]);
  });

  it('have no more of those that the target refused together', async () => {
    const world = await speaking();
    answering(world, 400, {});
    await world.products.bulkCreate({ products: [named('a'), named('b')] });
    expect(world.session.ledger.state()).toMatchObject({ created: 0, remaining: [] });
  });

  it('have what an update of many brings along', async () => {
    const world = await speaking();
    const item = shown('p2', 'b', { options: [shown('o2', 'size')] });
    const results = [
      result(0, { id: 'p1', success: true }),
      { ...result(1, { id: 'p2', success: true }), item },
    ];
    answering(world, 200, { results, bulkActionMetadata: {} });
    const products = [
      { product: { id: 'p1', revision: '1', name: `${TAG}a` } },
      { product: { id: 'p2', revision: '1', options: [size] } },
    ];
    await world.products.bulkUpdate({ products });
    expect([...world.scope.owned]).toEqual([['o2', 'option']]);
  });

  it('have no more of those that Bulk delete says are gone', async () => {
    const world = await speaking();
    const made = ['a', 'b', 'c'].map((id, i) => result(i, { id, success: true }));
    answering(world, 200, { results: made, bulkActionMetadata: {} });
    await world.products.bulkCreate({ products: ['a', 'b', 'c'].map(named) });
    const results = [result(0, { id: 'a', success: true }), result(1, { id: 'b', success: false })];
    answering(world, 200, { results, bulkActionMetadata: {} });
    await world.products.bulkDelete({ productIds: ['a', 'b', 'c'] });
    expect([...world.scope.owned.keys()]).toEqual(['b', 'c']);
    expect(world.session.ledger.state()).toMatchObject({ created: 3, deleted: 1 });
    answering(world, 400, { results: [result(0, { id: 'b', success: true })] });
    await world.products.bulkDelete({ productIds: ['b'] });
    expect([...world.scope.owned.keys()]).toEqual(['b', 'c']);
  });
});

describe('deleting a product', () => {
  async function owning(...ids: string[]) {
    const world = await speaking();
    for (const id of ids) {
      answering(world, 200, { product: shown(id, id) });
      await world.products.create(named(id));
    }
    world.target.seen.length = 0;
    return world;
  }

  it.each([
    [200, {}],
    [204, undefined],
  ])('is entered once it was answered %i', async (status, body) => {
    const world = await owning('p1');
    answering(world, status, body);
    expect(await world.products.delete('p1').accepted()).toEqual({});
    expect(world.scope.owned.size).toBe(0);
    expect(world.session.ledger.state()).toMatchObject({ created: 1, deleted: 1, remaining: [] });
    expect(world.target.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE ${PRODUCTS}/p1`,
    ]);
  });

  it.each([201, 202, 404, 409, 500])('is not entered when it was answered %i', async status => {
    const world = await owning('p1');
    answering(world, status);
    await world.products.delete('p1');
    expect([...world.scope.owned.keys()]).toEqual(['p1']);
    expect(world.session.ledger.state()).toMatchObject({ deleted: 0 });
  });

  it('of somebody else is not entered', async () => {
    const world = await owning('p1');
    answering(world, 200, {});
    await world.products.delete('stranger');
    expect(world.written()).toEqual(['intent product p1', 'created']);
  });

  it('in a clean-up comes before that of options, and takes 404 for gone', async () => {
    const world = await speaking();
    const product = shown('p1', 'a', { options: [shown('o1', 'size')], modifiers: [shown('m1', 'note')] });
    answering(world, 200, { product });
    await world.products.create(withBoth('a'));
    // The option is made first in the scope's own order.
    world.scope.owned.delete('p1');
    world.scope.owned.set('p1', 'product');
    world.target.seen.length = 0;
    let deleted = false;
    world.target.instead = ({ path }) => {
      if (path.startsWith(PRODUCTS)) deleted = true;
      return { status: path.startsWith(PRODUCTS) ? 404 : deleted ? 200 : 409 };
    };
    await world.api.cleanUp();
    expect(world.target.seen.map(({ path }) => path.split('/')[3])).toEqual([
      'products',
      'customizations',
      'customizations',
    ]);
    expect(world.scope.owned.size).toBe(0);
    expect(world.session.ledger.state()).toMatchObject({ created: 3, deleted: 3, remaining: [] });
  });

  it('in a clean-up that fails leaves it to the sweep', async () => {
    const world = await owning('p1', 'p2');
    world.target.instead = ({ path }) => (path.endsWith('p1') ? { status: 500 } : { status: 204 });
    await world.api.cleanUp();
    expect(world.session.ledger.state()).toMatchObject({ deleted: 1, remaining: [{ id: 'p1' }] });
  });
});
