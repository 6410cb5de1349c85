import { describe, expect, it } from 'vitest';
import { Api } from '../../engine/api.ts';
import { change, deliberately } from '../../engine/change.ts';
import type { Owned } from '../../engine/ledger.ts';
import { Scope } from '../../engine/scope.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import type { Target } from '../../engine/target.ts';
import { plainProduct } from '../../generators/product.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import { targetAt } from './support.ts';
import { miniTarget, nowhere, sessionFor } from './targets.ts';

const TAG = 'cvtabcdefghi';
type Reply = { status: number; body?: unknown };

/** An API whose target gives these answers in turn; what the ledger held when each request came in is kept. */
async function keeping(...replies: Reply[]) {
  const target = await miniTarget();
  const examined: string[] = [];
  const noting = (of: 'product' | 'customization'): Invariant => ({
    of,
    broken: ({ entity }) => void examined.push(String(entity.id)),
  });
  const secret: Partial<Target> = { headers: { 'x-key': 'IST.secret' }, secretHeaders: ['x-key'] };
  const invariants = [noting('product'), noting('customization')];
  const session = sessionFor(targetAt(target.url, secret), { invariants });
  const scope = new Scope('check', 1);
  const before: string[][] = [];
  const remaining = () => session.ledger.state().remaining.map(told);
  target.instead = () => {
    before.push(remaining());
    return replies.shift() ?? { status: 200, body: {} };
  };
  const owned = () => [...scope.owned];
  return { api: new Api(session, scope), session, target, before, remaining, examined, owned };
}

/** An entry in words: `option a`, with its id or a question mark. */
const told = ({ kind, name, id, doubted }: Owned): string =>
  [kind, name.replace(TAG, ''), ...(id === undefined ? [] : [id]), ...(doubted ? ['?'] : [])].join(' ');

const option = (name: string) => ({
  name: `${TAG}${name}`,
  optionRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT' as const, name: 'S' }] },
});
const modifier = (name: string) => ({
  name: `${TAG}${name}`,
  modifierRenderType: 'FREE_TEXT' as const,
  freeTextSettings: { minCharCount: 0, maxCharCount: 5, title: 'T' },
});
const shirt = (name = 'p'): NewProduct =>
  plainProduct(`${TAG}${name}`, { options: [option('o')], modifiers: [modifier('m')] });
const shown = (name: string, id: string) => ({ id, revision: '1', name: `${TAG}${name}` });
const made = {
  ...shown('p', 'P'),
  options: [shown('x', 'X'), shown('o', 'O')],
  modifiers: [shown('m', 'M')],
};

const created = (): Reply => ({ status: 200, body: { product: made } });
const inBulk = (...results: object[]): Reply => ({ status: 200, body: { results, bulkActionMetadata: {} } });
const item = (originalIndex: number, id?: string, entity?: object) => ({
  itemMetadata: { originalIndex, success: id !== undefined, ...(id && { id }) },
  ...(entity && { item: entity }),
});

describe('a product and what it creates inline', () => {
  it.each<[string, Reply]>([
    ['a success without them', { status: 200, body: {} }],
    [
      'a success with lists that are none',
      { status: 200, body: { product: { options: 'x', modifiers: [[]] } } },
    ],
    ['an echo', { status: 200, body: { product: shirt() } }],
  ])('stay in the books, unknown, after %s', async (_, reply) => {
    const { api, remaining, owned } = await keeping(reply);
    await api.products.create(shirt());
    expect([remaining(), owned()]).toEqual([['product p', 'option o', 'modifier m'], []]);
  });

  it('leave no entry when nothing can have left', async () => {
    const session = sessionFor(targetAt(await nowhere()));
    const api = new Api(session, new Scope('check', 1));
    await expect(api.products.create(shirt())).rejects.toMatchObject({ reason: 'connection-lost' });
    expect(session.ledger.state().remaining).toEqual([]);
  });

  it('are known by their names alone where the id is an echo of the credential', async () => {
    const { api, remaining, owned } = await keeping({
      status: 200,
      body: { product: { ...made, id: 'IST.secret' } },
    });
    await api.products.create(shirt());
    expect(remaining()).toEqual(['product p', 'option o O', 'modifier m M']);
    expect(owned()).toHaveLength(2);
  });

  it('may be one customization several times: what is deleted once is gone', async () => {
    const { api, remaining, session } = await keeping(
      created(),
      { status: 200, body: { product: { ...made, id: 'P2', name: `${TAG}q` } } },
      { status: 200 },
    );
    await api.products.create(shirt());
    await api.products.create(shirt('q'));
    expect(remaining().filter(words => words === 'option o O')).toHaveLength(2);
    await api.delete('O');
    expect(remaining().filter(words => words.startsWith('option'))).toEqual([]);
    expect(session.ledger.state().deleted).toBe(2);
  });

  it('are examined by the sentinels only as far as a product was asked for, and by the contract', async () => {
    const { api, examined } = await keeping(
      created(),
      { status: 200, body: { product: made } },
      { status: 200, body: { customization: shown('o', 'O') } },
      { status: 200, body: { product: { ...made, id: 'D' } } },
      { status: 200, body: { product: { ...made, id: 'D' } } },
    );
    await api.products.create(shirt());
    await api.products.get('P');
    await api.get('O');
    await api.products.create(deliberately({ product: shirt() }, 'x'));
    await api.products.get('D');
    expect(examined).toEqual(['P', 'P']);
  });
});

describe('an update', () => {
  const update = (options: object[]) => ({ product: { id: 'P', revision: '1', options } });

  it('that is refused leaves what it was to create doubted', async () => {
    const { api, remaining } = await keeping({ status: 409 });
    await api.products.update('P', update([option('o')]));
    expect(remaining()).toEqual(['option o ?']);
  });

  it('without lists leaves the books alone', async () => {
    const { api, session } = await keeping(created());
    await api.products.update('P', { product: { id: 'P', revision: '1', name: `${TAG}q` } });
    expect(session.ledger.state()).toMatchObject({ created: 0, remaining: [] });
  });

  it('in bulk is kept position by position', async () => {
    const entity = { ...made, id: 'Q', options: [shown('b', 'B')] };
    const { api, before, remaining } = await keeping(inBulk(item(1, 'Q', entity), item(0)));
    const products = ['a', 'b'].map((name, i) => ({
      product: { id: `${i}`, revision: '1', options: [option(name)] },
    }));
    await api.products.bulkUpdate({ products, returnEntity: true });
    expect(before).toEqual([['option a', 'option b']]);
    expect(remaining()).toEqual(['option a ?', 'option b B']);
  });

  it('in bulk that is wrong on purpose hides its products from the sentinels', async () => {
    const { api, examined } = await keeping(created(), inBulk(item(0, 'P')), created(), created());
    await api.products.create(shirt());
    const body = { products: [{ product: { id: 'P', revision: '1', name: `${TAG}q` } }] };
    await api.products.bulkUpdate(change(body, 'products.0.product.name', ''));
    await api.products.get('P');
    expect(examined).toEqual(['P']);
  });
});

describe('an inline customization under a name of somebody else', () => {
  const strange = { ...option('o'), name: 'Size' };
  const body = { product: { id: 'P', revision: '1', options: [strange] } };
  const wrong = plainProduct(`${TAG}p`, { options: [strange] });

  it.each<[string, (api: Api) => unknown]>([
    ['a create', api => api.products.create(wrong)],
    [
      'a modifier',
      api => api.products.create({ ...shirt(), modifiers: [{ ...modifier('m'), name: 'Text' }] }),
    ],
    ['a deliberate create', api => api.products.create(deliberately({ product: wrong }, 'x'))],
    ['an update', api => api.products.update('P', body)],
    ['a create in bulk', api => api.products.bulkCreate({ products: [shirt(), wrong] })],
    ['an update in bulk', api => api.products.bulkUpdate({ products: [body] })],
    ['an odd request', api => api.odd('createProduct', { body: { product: wrong } }, 'x')],
  ])('is not sent by %s', async (_, send) => {
    const { api, target, session } = await keeping();
    await expect((async () => send(api))()).rejects.toMatchObject({
      name: 'HarnessError',
      message: expect.stringContaining('which is no name of this run'),
    });
    expect([target.seen, session.ledger.state().remaining]).toEqual([[], []]);
  });

  it.each(['', '  '])('may be sent when it is none: %j. Refused, nobody looks for it', async name => {
    const { api, remaining, target } = await keeping({ status: 400 });
    const nameless = change({ product: shirt() }, 'product.options.0.name', name);
    await api.products.create(nameless);
    expect(target.seen).toHaveLength(1);
    expect(remaining()).toEqual(['modifier m ?']);
  });

  it('is created like one without an id when its id is null', async () => {
    const { api, before, remaining } = await keeping({ status: 400 });
    await api.products.create(change({ product: shirt() }, 'product.options.0.id', null));
    expect(before).toEqual([['product p', 'option o', 'modifier m']]);
    expect(remaining()).toEqual(['option o ?', 'modifier m ?']);
  });
});

describe('what broken JSON brings about', () => {
  it('is entered once, however often the target shows it', async () => {
    const { api, session, owned, examined } = await keeping(created(), created());
    const broken = { method: 'POST', path: '/stores/v3/products', headers: {}, text: '{' };
    for (let i = 0; i < 2; i += 1) await api.raw(broken, 'cut short');
    expect(session.ledger.state()).toMatchObject({ created: 1, remaining: [{ kind: 'product', id: 'P' }] });
    expect([owned(), examined]).toEqual([[['P', 'product']], []]);
  });
});
