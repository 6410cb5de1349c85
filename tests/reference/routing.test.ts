import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../specs/operations.ts';
import { BASE, NOBODY, option, start } from './client.ts';

const pack = (payload: unknown): string => Buffer.from(JSON.stringify(payload)).toString('base64url');

describe('routes', () => {
  it.each(Object.entries(OPERATIONS))('%s is served', async (_operation, { method, path }) => {
    const { send } = await start();
    const answer = await send(method, path.replace(/\{[^}]+\}/, NOBODY), method === 'GET' ? undefined : {});
    // An unknown entity answers 404 too, but with an error of the API.
    if (answer.status === 404) expect(answer.body.message).not.toBe('');
    else expect([200, 400]).toContain(answer.status);
  });

  it.each(['/', '/stores/v3', `${BASE}/`, `${BASE}/${NOBODY}/unknown`, `${BASE}/${NOBODY}/set-choices/x`])(
    'an unknown path answers 404 with a bare body: %s',
    async path => {
      const { send } = await start();
      const answer = await send('POST', path, {});
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ message: '', details: {} });
    },
  );

  it.each([
    ['PUT', BASE, 'POST'],
    ['GET', `${BASE}/count`, 'POST'],
    ['POST', `${BASE}/${NOBODY}`, 'GET, PATCH, DELETE'],
    ['DELETE', `${BASE}/query`, 'POST, GET'],
  ])('a wrong method answers 405: %s %s', async (method, path, allow) => {
    const { send } = await start();
    const answer = await send(method, path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it('reads an escaped id', async () => {
    const { send, create } = await start();
    const { id } = await create('Escaped');
    const answer = await send('GET', `${BASE}/${String(id).replaceAll('-', '%2D')}`);
    expect(answer.status).toBe(200);
  });
});

describe('bodies', () => {
  it('refuses what is no JSON with 400 and an error envelope', async () => {
    const { send } = await start();
    const answer = await send('POST', BASE, '{"customization":');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ message: expect.any(String), details: { applicationError: {} } });
  });

  it('refuses a body above 4 MB with 413', async () => {
    const { send } = await start();
    const answer = await send('POST', BASE, ' '.repeat(4 * 1024 * 1024 + 1));
    expect(answer.status).toBe(413);
  });

  it('takes an empty body on query and count for {}', async () => {
    const { send, create } = await start();
    await create('Any');
    expect((await send('POST', `${BASE}/query`)).body.customizations).toHaveLength(1);
    expect((await send('POST', `${BASE}/count`)).body.count).toBe(1);
  });

  it('tolerates another content type', async () => {
    const { send } = await start();
    const headers = { 'content-type': 'text/plain' };
    const answer = await send('POST', BASE, { customization: option('Plain') }, headers);
    expect(answer.status).toBe(200);
  });

  it('answers JSON under a request id', async () => {
    const { send } = await start();
    const answers = [await send('POST', BASE, {}), await send('GET', '/nowhere')];
    for (const { headers } of answers) {
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('x-wix-request-id')).toMatch(/./);
    }
    expect(answers[0]?.headers.get('x-wix-request-id')).not.toBe(answers[1]?.headers.get('x-wix-request-id'));
  });

  it('answers a deletion with 200 and an empty object', async () => {
    const { send, create } = await start();
    const { id } = await create('Gone');
    const answer = await send('DELETE', `${BASE}/${id}?customizationId=${id}`);
    expect([answer.status, answer.text]).toEqual([200, '{}']);
  });
});

describe('the forms of the SDK', () => {
  it('queries by GET with a packed payload', async () => {
    const { send, create } = await start();
    await create('One');
    await create('Two');
    const payload = { query: { filter: { name: 'Two' } }, fields: ['ASSIGNED_PRODUCTS_COUNT'] };
    const answer = await send('GET', `${BASE}/query?.r=${pack(payload)}`);
    expect(answer.body.customizations).toMatchObject([{ name: 'Two', assignedProductsCount: 0 }]);
  });

  it('queries by GET without parameters, and with plain fields', async () => {
    const { send, create } = await start();
    await create('One');
    expect((await send('GET', `${BASE}/query`)).body.customizations).toHaveLength(1);
    const answer = await send('GET', `${BASE}/query?fields=ASSIGNED_PRODUCTS_COUNT`);
    expect(answer.body.customizations).toMatchObject([{ assignedProductsCount: 0 }]);
  });

  it('refuses a packed payload that is no JSON', async () => {
    const { send } = await start();
    expect((await send('GET', `${BASE}/query?.r=!!!`)).status).toBe(400);
  });

  it.each([
    'fields=ASSIGNED_PRODUCTS_COUNT&fields=CHOICE_DISPLAY_IMAGE',
    'customizationId=x&fields=ASSIGNED_PRODUCTS_COUNT',
    `.r=${pack({ fields: ['ASSIGNED_PRODUCTS_COUNT'] })}`,
  ])('gets with %s', async parameters => {
    const { send, create } = await start();
    const { id } = await create('One');
    const answer = await send('GET', `${BASE}/${id}?${parameters}`);
    expect(answer.body.customization).toMatchObject({ id, assignedProductsCount: 0 });
  });
});
