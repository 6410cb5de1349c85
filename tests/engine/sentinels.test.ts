import { describe, expect, it } from 'vitest';
import { type Asked, type Invariant, Sentinels, type Sighting } from '../../engine/sentinels.ts';
import { reportStanding, standing } from '../../engine/standing.ts';
import type { OperationId } from '../../specs/operations.ts';
import { exchangeOf, targetAt } from './support.ts';
import { sessionFor, someRequirement } from './targets.ts';

const asked = (operation: OperationId, over: Partial<Asked> = {}): Asked => ({
  operation,
  fields: [],
  deliberate: false,
  controlled: true,
  ...over,
});

/** An invariant that writes down what it is shown and finds fault with everything named `bad`. */
function noting() {
  const seen: Sighting[] = [];
  const invariant: Invariant = {
    of: 'customization',
    broken(sighting) {
      seen.push(sighting);
      const bad = sighting.entity.name === 'bad';
      return bad ? { expected: 'good', received: `bad ${seen.length}` } : undefined;
    },
  };
  return { seen, invariant, sentinels: new Sentinels([invariant]) };
}

const created = (name: string, id = 'a') => exchangeOf(200, { customization: { id, name } });

describe('the sentinels of entities', () => {
  it('examine creations, and own entities in every later answer', () => {
    const { seen, invariant, sentinels } = noting();
    sentinels.own('a');
    sentinels.examine(created('1'), asked('createCustomization'));
    sentinels.examine(created('2'), asked('getCustomization', { fields: ['X'] }));
    const listed = exchangeOf(200, { customizations: [{ id: 'a', name: '3' }, { id: 'stranger' }, null] });
    sentinels.examine(listed, asked('queryCustomizations'));
    expect(seen.map(({ entity }) => entity.name)).toEqual(['1', '2', '3']);
    expect(seen[1]).toMatchObject({ operation: 'getCustomization', fields: ['X'] });
    expect(sentinels.reportOf(invariant)).toEqual({ examined: 3 });
  });

  it.each<[string, Parameters<Sentinels['examine']>]>([
    ['strangers', [created('x', 'stranger'), asked('getCustomization')]],
    ['what was asked for off the contract', [created('x'), asked('getCustomization', { deliberate: true })]],
    ['what was made off the contract', [created('x'), asked('createCustomization', { deliberate: true })]],
    ['refusals', [exchangeOf(400, { customization: { id: 'a' } }), asked('getCustomization')]],
    ['answers that are no JSON', [exchangeOf(200, 'text'), asked('getCustomization')]],
    ['entities without an id', [exchangeOf(200, { customization: {} }), asked('getCustomization')]],
    ['no answers', [exchangeOf(0, undefined, { response: undefined }), asked('getCustomization')]],
  ])('leave alone %s', (_, args) => {
    const { seen, sentinels } = noting();
    sentinels.own('a');
    sentinels.examine(...args);
    expect(seen).toEqual([]);
  });

  it('leave alone what is disowned', () => {
    const { seen, sentinels } = noting();
    sentinels.own('a');
    sentinels.disown('a');
    sentinels.examine(created('x'), asked('getCustomization'));
    expect(seen).toEqual([]);
  });

  it('know how the entity was before: the last write complete before this request', () => {
    const { seen, sentinels } = noting();
    sentinels.own('a');
    const look = (name: string, operation: OperationId, sentAt: number, answeredAt: number) =>
      sentinels.examine({ ...created(name), sentAt, answeredAt }, asked(operation));
    look('made', 'createCustomization', 0, 10);
    look('read while that was under way', 'getCustomization', 5, 11);
    look('read', 'getCustomization', 11, 12);
    look('updated', 'updateCustomization', 13, 20);
    look('read during the update', 'getCustomization', 15, 25);
    look('read again', 'getCustomization', 21, 26);
    expect(seen.map(({ before }) => before?.name)).toEqual([
      undefined,
      undefined,
      'made',
      'made',
      undefined,
      'updated',
    ]);
  });

  it('keep the first finding and go on counting', () => {
    const { invariant, sentinels } = noting();
    for (const name of ['good', 'bad', 'bad', 'good'])
      sentinels.examine(created(name), asked('createCustomization'));
    expect(sentinels.reportOf(invariant)).toMatchObject({
      examined: 4,
      broken: { finding: { expected: 'good', received: 'bad 2' } },
    });
  });

  it('only look where the invariant applies', () => {
    const { invariant, seen } = noting();
    const picky = { ...invariant, when: ({ fields }: Sighting) => fields.includes('X') } as Invariant;
    const sentinels = new Sentinels([picky]);
    sentinels.examine(created('1'), asked('createCustomization'));
    sentinels.examine(created('2'), asked('createCustomization', { fields: ['X'] }));
    expect(seen.map(({ entity }) => entity.name)).toEqual(['2']);
    expect(sentinels.reportOf(picky).examined).toBe(1);
    expect(sentinels.reportOf(invariant).examined).toBe(0);
  });
});

describe('the sentinels of refusals', () => {
  const invariant: Invariant = { of: 'refusal', broken: () => undefined };
  const examined = (status: number, over: Partial<Asked> = {}) => {
    const sentinels = new Sentinels([invariant]);
    sentinels.examine(exchangeOf(status, {}), asked('getCustomization', over));
    return sentinels.reportOf(invariant).examined;
  };

  it('examine what the API refused, deliberate or not, once something was accepted', () => {
    expect([400, 404, 409, 422, 428].map(status => examined(status))).toEqual([1, 1, 1, 1, 1]);
    expect(examined(400, { deliberate: true })).toBe(1);
    expect(examined(400, { controlled: false })).toBe(0);
  });

  it('leave alone what a gateway answers, and what is no refusal', () => {
    const gateway = [401, 403, 405, 406, 408, 411, 413, 414, 415, 421, 429, 431];
    for (const status of [...gateway, 200, 302, 500, 503]) expect(examined(status)).toBe(0);
  });
});

describe('the sentinels of pages', () => {
  it('examine lists of Query, with the limit that was asked for', () => {
    const limits: unknown[] = [];
    const invariant: Invariant = { of: 'page', broken: ({ limit }) => void limits.push(limit) };
    const sentinels = new Sentinels([invariant]);
    const list = exchangeOf(200, { customizations: [] });
    sentinels.examine(list, asked('queryCustomizations', { limit: 5 }));
    sentinels.examine(list, asked('queryCustomizations', { deliberate: true }));
    sentinels.examine(exchangeOf(200, {}), asked('queryCustomizations'));
    sentinels.examine(list, asked('countCustomizations'));
    expect(limits).toEqual([5, undefined]);
  });
});

describe('a standing check', () => {
  const bad: Invariant = { of: 'customization', broken: () => ({ expected: 'e', received: 'r IST.secret' }) };
  const good: Invariant = { of: 'customization', broken: () => undefined };
  const unseen: Invariant = { of: 'page', broken: () => undefined };
  const optional: Invariant = { of: 'page', optional: true, broken: () => undefined };

  it('says what the sentinels saw, by the level of the requirement', () => {
    const must = someRequirement('must');
    const check = standing({
      id: 'always',
      title: 'Always',
      profile: 'core',
      points: {
        bad: [must, bad],
        soft: [{ soft: must }, bad],
        observed: [someRequirement('observe'), bad],
        good: [must, good],
        watched: [someRequirement('observe'), good],
        unseen: [must, unseen],
        optional: [must, optional],
      },
    });
    const target = targetAt('http://127.0.0.1:9', {
      headers: { 'x-key': 'IST.secret' },
      secretHeaders: ['x-key'],
    });
    const session = sessionFor(target, { invariants: [bad, good, unseen, optional] });
    const name = 'IST.secret';
    const { request, ...rest } = created(name);
    const text = JSON.stringify({ customization: { name } });
    session.sentinels.examine({ ...rest, request: { ...request, text } }, asked('createCustomization'));
    const result = reportStanding(check, 'Chapter', session);
    expect(result).toMatchObject({ id: 'always', chapter: 'Chapter', profile: 'core', requests: 0 });
    expect(result.points.map(({ id, verdict, level }) => [id, level, verdict])).toEqual([
      ['always/bad', 'must', 'fail'],
      ['always/soft', 'should', 'warn'],
      ['always/observed', 'observe', 'observed'],
      ['always/good', 'must', 'pass'],
      ['always/watched', 'observe', 'observed'],
      ['always/unseen', 'must', 'inconclusive'],
      ['always/optional', 'must', 'inapplicable'],
    ]);
    expect(result.points[0]).toMatchObject({
      requirements: [must],
      examined: 1,
      expected: 'e',
      received: 'r [redacted]',
      replay: 'replay always',
      exchange: { response: { status: 200 } },
    });
    expect(result.points[5]?.undecided).toBe('not-seen');
    expect(JSON.stringify(result)).not.toContain('IST.secret');
  });

  it.each([
    ['is given to everybody, under another name', created('Colour')],
    ['is an echo, without an id', exchangeOf(200, { customization: { name: 'sent' } })],
  ])('proves nothing when what came of a creation %s', (_, exchange) => {
    const must = someRequirement('must');
    const points = { good: [must, good] as [string, Invariant] };
    const check = standing({ id: 'always', title: 'Always', profile: 'core', points });
    const session = sessionFor(targetAt('http://127.0.0.1:9'), { invariants: [good] });
    const text = JSON.stringify({ customization: { name: 'sent' } });
    const request = { ...exchange.request, text };
    session.sentinels.examine({ ...exchange, request }, asked('createCustomization'));
    const [point] = reportStanding(check, 'Chapter', session).points;
    expect(point).toMatchObject({ examined: 1, verdict: 'inconclusive', undecided: 'control-refused' });
  });

  it('that cites an unknown requirement cannot be made', () => {
    const points = { bad: ['CUST-NONE-001', bad] as [string, Invariant] };
    expect(() => standing({ id: 'x', title: 'x', profile: 'core', points })).toThrow('CUST-NONE-001');
  });
});
