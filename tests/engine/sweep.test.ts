import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../engine/ledger.ts';
import { sweep } from '../../engine/sweep.ts';
import { ledgerFile, targetAt } from './support.ts';
import { miniTarget, nowhere } from './targets.ts';

const TAG = 'cvtabcdefghi';

function ledgerWith(write: (ledger: Ledger) => void): string {
  const ledger = new Ledger(ledgerFile());
  ledger.begin({ url: 'http://t', tag: TAG });
  write(ledger);
  return ledger.file;
}

const made = (ledger: Ledger, name: string, id: string) => ledger.created(ledger.intend('option', name), id);

describe('a sweep', () => {
  it('deletes what the ledger owns and nothing else', async () => {
    const target = await miniTarget();
    for (const id of ['mine', 'deleted before', 'stranger']) target.held.set(id, { id });
    const file = ledgerWith(ledger => {
      made(ledger, `${TAG}aab`, 'mine');
      made(ledger, `${TAG}aac`, 'deleted before');
      ledger.deleted('deleted before');
      ledger.refused(ledger.intend('option', `${TAG}aad`));
    });
    expect(await sweep(file, targetAt(target.url))).toEqual({ created: 2, deleted: 2, leaked: [] });
    expect(target.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /stores/v3/customizations/mine',
    ]);
    expect([...target.held.keys()]).toEqual(['deleted before', 'stranger']);
    expect(existsSync(file)).toBe(false);
  });

  it('sends nothing when nothing is left', async () => {
    const target = await miniTarget();
    const file = ledgerWith(ledger => ledger.refused(ledger.intend('option', `${TAG}aab`)));
    expect(await sweep(file, targetAt(target.url))).toEqual({ created: 0, deleted: 0, leaked: [] });
    expect(await sweep(ledgerFile(), targetAt(target.url))).toEqual({ created: 0, deleted: 0, leaked: [] });
    expect(target.seen).toEqual([]);
  });

  it('counts what is gone already as deleted', async () => {
    const target = await miniTarget();
    const file = ledgerWith(ledger => made(ledger, `${TAG}aab`, 'gone'));
    expect(await sweep(file, targetAt(target.url))).toEqual({ created: 1, deleted: 1, leaked: [] });
  });

  it('does not forget one of two that turned up under one name, when only the other can be deleted', async () => {
    const target = await miniTarget();
    for (const id of ['a', 'b']) target.held.set(id, { id, name: `${TAG}aab` });
    target.instead = ({ method, path }) =>
      method === 'DELETE' && path.endsWith('/b') ? { status: 403 } : undefined;
    const file = ledgerWith(ledger => void ledger.intend('option', `${TAG}aab`));
    const { leaked, ...counts } = await sweep(file, targetAt(target.url));
    expect(counts).toEqual({ created: 2, deleted: 1 });
    expect(leaked).toEqual([
      { kind: 'option', id: 'b', name: `${TAG}aab`, reason: 'deleting it was answered 403' },
    ]);
    target.instead = () => undefined;
    const { deleted, leaked: left } = await sweep(file, targetAt(target.url));
    expect({ deleted, left, held: target.held.size }).toEqual({ deleted: 2, left: [], held: 0 });
  });

  it('finds by their names those whose creation was never answered, if the name is of this run', async () => {
    const target = await miniTarget();
    target.held.set('a', { id: 'a', name: `${TAG}aab` });
    target.held.set('a2', { id: 'a2', name: `${TAG}aab` });
    target.held.set('b', { id: 'b', name: 'Size' });
    const file = ledgerWith(ledger => {
      ledger.intend('option', `${TAG}aab`);
      ledger.intend('option', `${TAG}aac`);
      ledger.intend('option', 'Size');
      ledger.intend('option', '');
    });
    const { leaked, ...counts } = await sweep(file, targetAt(target.url));
    expect(counts).toEqual({ created: 2, deleted: 2 });
    expect(leaked).toEqual([
      { kind: 'option', name: `${TAG}aac`, reason: 'its creation was never answered, and it was not found' },
      {
        kind: 'option',
        name: 'Size',
        reason: 'its creation was never answered, and its name does not tell whose it is',
      },
      {
        kind: 'option',
        name: '',
        reason: 'its creation was never answered, and its name does not tell whose it is',
      },
    ]);
    expect([...target.held.keys()]).toEqual(['b']);
    expect(JSON.parse(target.seen[0]?.body ?? '').query.filter.name.$in).toEqual([`${TAG}aab`, `${TAG}aac`]);
    expect(existsSync(file)).toBe(true);
  });

  it('never takes another name for one it looked for', async () => {
    const target = await miniTarget();
    target.held.set('stranger', { id: 'stranger', name: `${TAG}aabb` });
    target.instead = ({ path }) =>
      path.endsWith('/query')
        ? {
            status: 200,
            body: { customizations: [...target.held.values(), { name: `${TAG}aab`, id: 7 }, null] },
          }
        : undefined;
    const file = ledgerWith(ledger => ledger.intend('option', `${TAG}aab`));
    const { leaked } = await sweep(file, targetAt(target.url));
    expect(leaked).toHaveLength(1);
    expect(target.held.size).toBe(1);
  });

  it('looks for a hundred names at a time', async () => {
    const target = await miniTarget();
    const file = ledgerWith(ledger => {
      for (let i = 0; i < 250; i += 1) ledger.intend('option', `${TAG}${i}`);
    });
    await sweep(file, targetAt(target.url));
    expect(target.seen.map(({ body }) => JSON.parse(body).query.filter.name.$in.length)).toEqual([
      100, 100, 50,
    ]);
  });

  it('reports what the target kept, and why', async () => {
    const target = await miniTarget();
    target.instead = () => ({ status: 403 });
    const file = ledgerWith(ledger => {
      made(ledger, `${TAG}aab`, 'kept');
      ledger.intend('option', `${TAG}aac`);
    });
    expect(await sweep(file, targetAt(target.url))).toEqual({
      created: 1,
      deleted: 0,
      leaked: [
        { kind: 'option', id: 'kept', name: `${TAG}aab`, reason: 'deleting it was answered 403' },
        {
          kind: 'option',
          name: `${TAG}aac`,
          reason: 'its creation was never answered, and looking for it was answered 403',
        },
      ],
    });
    expect(existsSync(file)).toBe(true);
  });

  it('reports everything when the target is gone', async () => {
    const file = ledgerWith(ledger => made(ledger, `${TAG}aab`, 'kept'));
    const { leaked } = await sweep(file, targetAt(await nowhere()));
    expect(leaked).toEqual([
      { kind: 'option', id: 'kept', name: `${TAG}aab`, reason: expect.stringContaining('ECONNREFUSED') },
    ]);
  });
});
