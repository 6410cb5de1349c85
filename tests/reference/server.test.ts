import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startReference } from '../../reference/server.ts';
import { BASE, option, start } from './client.ts';

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('credentials', () => {
  it.each([
    [undefined, 401],
    ['', 401],
    ['wrong', 403],
    ['Bearer wrong', 403],
    ['secret', 200],
    ['Bearer secret', 200],
  ])('authorization %s answers %i', async (authorization, status) => {
    const { send } = await start({ token: 'secret' });
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect((await send('POST', `${BASE}/count`, {}, headers)).status).toBe(status);
  });

  it('are checked before anything else', async () => {
    const { send } = await start({ token: 'secret' });
    const answers = [await send('POST', BASE, 'no json'), await send('GET', '/nowhere')];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toMatchObject({ message: expect.any(String), details: { applicationError: {} } });
    }
  });
});

describe('budgets', () => {
  it('answers 429 with a time to wait beyond the rate, and recovers', async () => {
    const { send } = await start({ rate: { requests: 3, perMs: 300 } });
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await send('POST', `${BASE}/count`)).status);
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    expect(statuses.at(-1)).toBe(429);
    expect((await send('POST', `${BASE}/count`)).headers.get('retry-after')).toBe('1');
    await wait(150);
    expect((await send('POST', `${BASE}/count`)).status).toBe(200);
  });

  it('delays every answer by the latency', async () => {
    const { send } = await start({ latencyMs: 60 });
    const began = performance.now();
    await send('POST', `${BASE}/count`);
    expect(performance.now() - began).toBeGreaterThan(55);
  });
});

describe('lag', () => {
  it('shows creations, updates and deletions to Query and Count later, to Get at once', async () => {
    const { send, create, query, count } = await start({ lagMs: 150 });
    const { id } = await create('Before');
    expect((await send('GET', `${BASE}/${id}`)).status).toBe(200);
    expect(await query({ id })).toEqual([]);
    expect(await count()).toBe(0);
    await wait(170);
    expect(await query({ id })).toMatchObject([{ name: 'Before', revision: '1' }]);

    await send('PATCH', `${BASE}/${id}`, { customization: { revision: '1', name: 'After' } });
    expect(await query({ id })).toMatchObject([{ name: 'Before', revision: '1' }]);
    await wait(170);
    const current = (await send('GET', `${BASE}/${id}`)).body.customization;
    expect(await query({ id })).toEqual([current]);

    await send('DELETE', `${BASE}/${id}`);
    expect((await send('GET', `${BASE}/${id}`)).status).toBe(404);
    expect(await count()).toBe(1);
    await wait(170);
    expect(await count()).toBe(0);
  });

  it('leaves no difference between the views once it has passed', async () => {
    const { send, create, query } = await start({ lagMs: 30, seedData: 200 });
    expect(await query({})).toHaveLength(100);
    const ids: unknown[] = [];
    for (let index = 0; index < 20; index += 1) ids.push((await create(`Many ${index}`)).id);
    await send('POST', BASE, { customization: { ...option('Refused'), customizationType: 'NONE' } });
    const choices = [{ choiceType: 'CHOICE_TEXT', name: 'two' }];
    await send('POST', `${BASE}/${ids[0]}/add-choices`, { choices });
    await wait(50);
    const listed = await query({ name: { $startsWith: 'Many' } });
    expect(listed).toHaveLength(20);
    for (const item of listed)
      expect((await send('GET', `${BASE}/${item.id}`)).body.customization).toEqual(item);
  });
});

describe('seed data', () => {
  it('fills the site with strangers of every kind, in the past and at once', async () => {
    const began = performance.now();
    const { count, query } = await start({ seedData: 5000 });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await count()).toBe(5000);
    for (const kind of ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'])
      expect(await count({ customizationRenderType: kind })).toBeGreaterThan(500);
    expect(await count({ name: 'Size' })).toBe(1);
    const weekAgo = new Date(Date.now() - 6 * 86_400_000).toISOString();
    expect(await query({ createdDate: { $gt: weekAgo } })).toEqual([]);
  });
});

describe('faults', () => {
  it('are applied by id', async () => {
    const { send } = await start({ faults: ['create-answers-201', 'model-revision-number'] });
    const answer = await send('POST', BASE, { customization: option('Faulty') });
    expect(answer.status).toBe(201);
    expect(answer.body.customization).toMatchObject({ revision: 1 });
  });

  it('are refused by an unknown id', async () => {
    await expect(startReference({ faults: ['no-such-fault'] })).rejects.toThrow('no fault has the id');
  });
});

describe('the socket', () => {
  it('listens on a free port of localhost and offers its model', async () => {
    const { url, model, create } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { id } = await create('Seen');
    expect(model.get(String(id))?.name).toBe('Seen');
  });

  it('keeps connections alive, and cuts them when it closes', async () => {
    const server = await startReference();
    const answer = await fetch(`${server.url}${BASE}/count`, { method: 'POST' });
    await answer.text();
    expect(answer.headers.get('connection')).not.toBe('close');
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const cut = new Promise(resolve => socket.once('close', resolve));
    await new Promise(resolve => socket.once('connect', resolve));
    const began = performance.now();
    await server.close();
    await cut;
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('says so when the port is taken', async () => {
    const { url } = await start();
    await expect(startReference({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });
});
