import { describe, expect, it } from 'vitest';
import { INDEXED, type Sources, withLag } from '../../reference/lag.ts';
import { createBucket } from '../../reference/rate.ts';
import type { Handle } from '../../reference/wire.ts';
import { createModel } from '../../specs/model/model.ts';
import { option } from './client.ts';

const LAG = 100;

/** A service with lag over a clock that the test turns. */
function lagging() {
  let time = 0;
  let ids = 0;
  const sources: Sources = {
    now: () => new Date(Date.UTC(2026, 0, 1) + time),
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
  };
  const build = (own: Sources): Handle => createModel(own).handle;
  const handle = withLag(build, sources, { operations: INDEXED, ms: () => LAG }, () => time);
  return {
    pass: (ms: number) => {
      time += ms;
    },
    handle,
    create: (name: string) =>
      handle({ operation: 'createCustomization', body: { customization: option(name) } }),
    names: () => {
      const { body } = handle({ operation: 'queryCustomizations', body: {} });
      return (body as { customizations: { name: string }[] }).customizations.map(({ name }) => name);
    },
    count: () => (handle({ operation: 'countCustomizations', body: {} }).body as { count: number }).count,
  };
}

describe('lag', () => {
  it('makes every write visible after exactly its own lag, in order', () => {
    const { create, names, pass } = lagging();
    create('a');
    pass(60);
    create('b');
    expect(names()).toEqual([]);
    pass(40);
    expect(names()).toEqual(['a']);
    pass(59);
    expect(names()).toEqual(['a']);
    pass(1);
    expect(names()).toEqual(['b', 'a']);
  });

  it('gives the index the same ids and dates, whatever was refused or read in between', () => {
    const { create, handle, pass } = lagging();
    const created = [];
    for (const name of ['a', '', 'b', ' ', 'c']) {
      const reply = create(name);
      pass(7);
      handle({ operation: 'getCustomization', customizationId: 'malformed' });
      if (reply.status === 200) created.unshift((reply.body as { customization: unknown }).customization);
    }
    pass(LAG);
    const { body } = handle({ operation: 'queryCustomizations', body: {} });
    expect((body as { customizations: unknown }).customizations).toEqual(created);
  });

  it('survives thousands of writes in flight', () => {
    const { create, count, pass } = lagging();
    for (let index = 0; index < 3000; index += 1) {
      create(`n${index}`);
      pass(1);
      if (index % 100 === 0) expect(count()).toBe(Math.max(0, index + 2 - LAG));
    }
    pass(LAG);
    expect(count()).toBe(3000);
  });
});

describe('the token bucket', () => {
  it('takes what fits and fills steadily', () => {
    let time = 0;
    const fits = createBucket({ requests: 2, perMs: 1000 }, () => time);
    expect([fits(), fits(), fits()]).toEqual([true, true, false]);
    time = 499;
    expect(fits()).toBe(false);
    time = 1000;
    expect([fits(), fits(), fits()]).toEqual([true, true, false]);
    time = 60_000;
    expect([fits(), fits(), fits()]).toEqual([true, true, false]);
  });
});
