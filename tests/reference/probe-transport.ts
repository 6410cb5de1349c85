/** The parts of the fixed conversation that are about HTTP and about credentials. */
import type { Talk } from './probe.ts';

const BASE = '/stores/v3/customizations';

const option = {
  name: 'Sent',
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT', name: 'one' }] },
};

export function transport({ send, create }: Talk): void {
  const [first, second] = [create(option), create({ ...option, name: 'Other' })];
  for (const { id } of [first, second]) send('GET', `${BASE}/${id}`);
  const body = JSON.stringify({ customization: option });
  const unusual: Record<string, string>[] = [
    { 'CONTENT-TYPE': 'application/json' },
    { 'content-type': 'application/json; charset=utf-8' },
    { 'content-type': 'Application/JSON' },
    { 'transfer-encoding': 'chunked' },
    { accept: 'application/json' },
    { accept: 'application/json, */*' },
    { connection: 'close' },
  ];
  for (const headers of unusual) send('POST', BASE, body, headers);
  send('POST', BASE, body.replace('Sent', '\\u0053ent'));
  send('POST', BASE, JSON.stringify({ customization: option }, null, 2));
  send('POST', `${BASE}/query`, { query: { filter: { name: 'n'.repeat(1_000_001) } } });
  send('GET', `${BASE}/${String(first.id).replaceAll('-', '%2D')}`);
  for (const [method, path] of [
    ['PATCH', `${BASE}/${first.id}`],
    ['POST', `${BASE}/query`],
    ['POST', `${BASE}/count`],
  ] as const)
    send(method, path, '{"query": {');
  send('PUT', `${BASE}/${first.id}`, '{}');
  send('POST', `${BASE}/${first.id}/no-such-action`, '{}');
  send('GET', `${BASE}/${first.id}`);
}

/** To a service that asks for this token. */
export function credentials({ send }: Talk, token: string): void {
  const authorized = { authorization: token };
  const made = send('POST', BASE, { customization: option }, authorized).customization;
  const { id, revision } = made as { id: string; revision: string };
  const unauthorized: Record<string, string>[] = [{}, { authorization: 'wrong' }];
  for (const headers of unauthorized) {
    send('GET', `${BASE}/${id}`, undefined, headers);
    send('POST', `${BASE}/count`, {}, headers);
    send('PATCH', `${BASE}/${id}`, { customization: { id, revision, name: 'Changed' } }, headers);
    send('GET', `${BASE}/${id}`, undefined, authorized);
  }
}
