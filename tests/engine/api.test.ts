import { describe, expect, it } from 'vitest';
import { Api } from '../../engine/api.ts';
import { change } from '../../engine/change.ts';
import { createGiven } from '../../engine/given.ts';
import { probe } from '../../engine/probe.ts';
import { askedFor, bulkOf, customizationOf, pageOf } from '../../engine/reading.ts';
import { Scope } from '../../engine/scope.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import { answerOf, showing, targetAt } from './support.ts';
import { freeText, miniTarget, nowhere, serve, sessionFor } from './targets.ts';

async function speaking(invariants: Invariant[] = []) {
  const target = await miniTarget();
  const session = sessionFor(targetAt(target.url), { invariants });
  const scope = new Scope('check', 1);
  return { target, session, scope, api: new Api(session, scope) };
}

describe('the operations', () => {
  it('go where the contract says, with what it says', async () => {
    const { api, target } = await speaking();
    target.instead = () => ({ status: 200, body: { count: 2, customizations: [], pagingMetadata: {} } });
    await api.get('a/b?c', { fields: ['ONE', 'TWO'], search: { x: '1' }, difference: 'x' });
    await api.update('a', { customization: { id: 'a', revision: '1', name: 'N' } });
    await api.delete('a');
    expect(await api.query({ query: { cursorPaging: { limit: 1 } } }).accepted()).toEqual({
      customizations: [],
      pagingMetadata: {},
    });
    expect(await api.count({ filter: {} }).accepted()).toBe(2);
    expect(target.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['GET', '/stores/v3/customizations/a%2Fb%3Fc?x=1&fields=ONE&fields=TWO', ''],
      ['PATCH', '/stores/v3/customizations/a', '{"customization":{"id":"a","revision":"1","name":"N"}}'],
      ['DELETE', '/stores/v3/customizations/a', ''],
      ['POST', '/stores/v3/customizations/query', '{"query":{"cursorPaging":{"limit":1}}}'],
      ['POST', '/stores/v3/customizations/count', '{"filter":{}}'],
    ]);
  });

  it('go out in another manner when asked, and are deliberate then', async () => {
    const { target } = await speaking();
    const session = sessionFor(targetAt(target.url, { headers: { authorization: 'T' } }));
    const api = new Api(session, new Scope('check', 1));
    expect(api.authenticates).toBe(true);
    const manner = { headers: { authorization: null }, spell: () => '{"a":1}', difference: 'without' };
    const answer = await api.inManner(manner).create(freeText('cvt'));
    expect(answer.difference).toBe('without');
    expect(answer.exchange.request.headers).toEqual({ 'content-type': 'application/json' });
    expect(target.seen.at(-1)?.body).toBe('{"a":1}');
    expect(session.ledger.state().remaining.length + session.ledger.state().deleted).toBeLessThanOrEqual(1);
    expect(new Api(sessionFor(targetAt(target.url)), new Scope('check', 1)).authenticates).toBe(false);
  });

  it('count as controls only when their answer was demanded and held what it must', async () => {
    const { api, scope, target } = await speaking();
    const made = await api.create(freeText('cvt')).accepted();
    expect(scope.controls).toBe(1);
    await api.get(made.id);
    expect(scope.controls).toBe(1);
    target.instead = () => ({ status: 200, body: {} });
    await expect(api.get(made.id).accepted()).rejects.toMatchObject({ reason: 'control-refused' });
    await expect(api.count().accepted()).rejects.toMatchObject({ reason: 'control-refused' });
    expect(scope.controls).toBe(1);
  });

  it('leave alone what was updated off the contract', async () => {
    const names: unknown[] = [];
    const { api } = await speaking([
      { of: 'customization', broken: ({ entity }) => void names.push(entity.name) },
    ]);
    const made = await api.create(freeText('one')).accepted();
    await api.get(made.id);
    await api.update(
      made.id,
      change({ customization: { id: made.id, revision: '1' } }, 'customization.name', ''),
    );
    await api.get(made.id);
    expect(names).toEqual(['one', 'one']);
  });

  it('keep no entry of a creation that cannot have reached the target', async () => {
    const session = sessionFor(targetAt(await nowhere()));
    const api = new Api(session, new Scope('check', 1));
    await expect(api.create(freeText('cvt'))).rejects.toMatchObject({ reason: 'connection-lost' });
    expect(session.ledger.state().remaining).toEqual([]);
  });

  it('do not take the word of a 404 to the check itself: it is still to be cleaned up', async () => {
    const { api, scope, target } = await speaking();
    const made = await api.create(freeText('cvt')).accepted();
    target.instead = () => ({ status: 404 });
    await api.delete(made.id);
    expect([...scope.owned.keys()]).toEqual([made.id]);
    target.instead = () => undefined;
    await api.cleanUp();
    expect([scope.owned.size, target.held.size]).toEqual([0, 0]);
  });

  it('clean up: what is gone already is gone', async () => {
    const { api, scope, target } = await speaking();
    const [one] = [
      await api.create(freeText('one')).accepted(),
      await api.create(freeText('two')).accepted(),
    ];
    target.held.delete(one.id);
    await api.cleanUp();
    expect([scope.owned.size, target.held.size]).toEqual([0, 0]);
  });
});

describe('what an answer holds', () => {
  it.each<[string, unknown, boolean]>([
    ['what later requests need', { id: 'a', revision: '1', name: '' }, true],
    ['a long id', { id: 'a'.repeat(37), revision: '1', name: '' }, false],
    ['an empty id', { id: '', revision: '1', name: '' }, false],
    ['a revision that is a number', { id: 'a', revision: 1, name: '' }, false],
    ['a revision that counts nothing', { id: 'a', revision: 'x', name: '' }, false],
    ['no name', { id: 'a', revision: '1' }, false],
    ['no object', 'text', false],
  ])('is a customization when it has %s: %#', (_, customization, usable) => {
    expect(customizationOf(showing(customization)) !== undefined).toBe(usable);
  });

  it.each<[unknown, boolean]>([
    [{ pagingMetadata: {} }, true],
    [{ customizations: [{}], pagingMetadata: {} }, true],
    [{ customizations: [1], pagingMetadata: {} }, false],
    [{ customizations: {}, pagingMetadata: {} }, false],
    [{ customizations: [] }, false],
    [null, false],
  ])('is a page, given %j: %s', (body, usable) => {
    expect(pageOf(answerOf(200, body)) !== undefined).toBe(usable);
  });
});

describe('the books of creations', () => {
  const result = (itemMetadata: unknown) => ({ itemMetadata });

  it('have an entry for each item of a bulk creation before it leaves', async () => {
    const { api, session, scope, target } = await speaking();
    let intended = 0;
    target.instead = ({ path }) => {
      if (!path.includes('/bulk/')) return { status: 200 };
      intended = session.ledger.state().remaining.length;
      const results = [
        result({ originalIndex: 0, id: 'a', success: true }),
        result({ originalIndex: 1, success: false }),
      ];
      return { status: 200, body: { results, bulkActionMetadata: {} } };
    };
    await api.bulkCreate({ customizations: ['a', 'b', 'c'].map(name => freeText(`cvtabcdefghi${name}`)) });
    expect(intended).toBe(3);
    expect(session.ledger.state().remaining).toMatchObject([
      { name: 'cvtabcdefghia', id: 'a' },
      { name: 'cvtabcdefghic' },
    ]);
    expect([...scope.owned.keys()]).toEqual(['a']);
    await api.cleanUp();
    expect(session.ledger.state()).toMatchObject({ created: 1, deleted: 1 });
  });

  it('read a bulk answer by the position in the request', () => {
    const failed = result({ originalIndex: 0, success: false, error: { code: 'C' } });
    const made = { ...result({ originalIndex: 1, id: 'b', success: true }), customization: { id: 'b' } };
    const outcome = bulkOf(answerOf(200, { results: [made, failed], bulkActionMetadata: { total: 2 } }));
    expect(outcome?.metadata).toEqual({ total: 2 });
    expect(outcome?.items.get(0)).toEqual({ success: false, error: { code: 'C' } });
    expect(outcome?.items.get(1)).toEqual({ success: true, id: 'b', entity: { id: 'b' } });
    expect(bulkOf(answerOf(200, { results: [] }))).toBeUndefined();
    expect(bulkOf(answerOf(200, { results: [result({})], bulkActionMetadata: {} }))).toBeUndefined();
  });
});

describe('what a request asks for', () => {
  it('is read from its query or its body', () => {
    expect(askedFor({ operation: 'getCustomization', search: '?fields=A&fields=B' })).toEqual({
      operation: 'getCustomization',
      fields: ['A', 'B'],
      deliberate: false,
    });
    const body = { query: { cursorPaging: { limit: 3 } }, fields: ['A'] };
    expect(askedFor({ operation: 'queryCustomizations', body, difference: 'x' })).toEqual({
      operation: 'queryCustomizations',
      fields: ['A'],
      limit: 3,
      deliberate: true,
    });
    const strange = { query: { cursorPaging: { limit: 'many' } }, fields: 'A' };
    expect(askedFor({ operation: 'queryCustomizations', body: strange })).toMatchObject({ fields: [] });
  });
});

describe('given', () => {
  it('replaces a name that is not of this run, and keeps one that is', async () => {
    const { api, session } = await speaking();
    const given = createGiven(api, session.names);
    const own = given.name('size');
    expect((await given.customization(freeText(own))).name).toBe(own);
    expect((await given.customization(freeText('Size'))).name).toMatch(/^cvtabcdefghi[a-z]{3}$/);
    expect(given.named(freeText(), 'x').name).toMatch(/^cvtabcdefghi[a-z]{3}-x$/);
    expect(given.word()).toMatch(/^[a-z]+$/);
    expect(given.nameOfLength(50)).toHaveLength(50);
  });
});

describe('a probe', () => {
  it.each([
    [200, { ok: true }],
    [404, { ok: true }],
    [500, { ok: true }],
    [401, { ok: false, because: 'unauthorized', message: 'answered 401' }],
    [403, { ok: false, because: 'unauthorized', message: 'answered 403' }],
  ])('answered %i', async (status, expected) => {
    const url = await serve((_, response) => void response.writeHead(status).end());
    expect(await probe(targetAt(url))).toEqual(expected);
  });

  it('not answered', async () => {
    const probed = await probe(targetAt(await nowhere()));
    expect(probed).toMatchObject({ ok: false, because: 'unreachable' });
  });
});
