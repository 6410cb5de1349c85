import { describe, expect, it } from 'vitest';
import { Call, inWords } from '../../engine/answer.ts';
import { ABSENT, change, deliberately, isChanged } from '../../engine/change.ts';
import { parseAnswer, parseJson, recordOf } from '../../engine/exchange.ts';
import { summarizeLags } from '../../engine/lag.ts';
import { Names, newRunTag } from '../../engine/names.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { answerOf, exchangeOf } from './support.ts';

describe('a change', () => {
  const body = { customization: { name: 'Size', choices: [{ name: 'S' }, { name: 'M' }] } };

  it.each<[string, unknown, unknown, string]>([
    [
      'customization.name',
      '',
      { customization: { ...body.customization, name: '' } },
      'customization.name: "" (0 characters)',
    ],
    [
      'customization.name',
      ABSENT,
      { customization: { choices: body.customization.choices } },
      'customization.name: left out',
    ],
    [
      'customization.choices.1.name',
      7,
      { customization: { name: 'Size', choices: [{ name: 'S' }, { name: 7 }] } },
      'customization.choices.1.name: 7',
    ],
    [
      'customization.choices.0',
      ABSENT,
      { customization: { name: 'Size', choices: [{ name: 'M' }] } },
      'customization.choices.0: left out',
    ],
    ['extra.deep', null, { ...body, extra: { deep: null } }, 'extra.deep: null'],
    ['customization', undefined, { customization: undefined }, 'customization: left out'],
  ])('%s to %j', (path, value, expected, difference) => {
    const original = structuredClone(body);
    expect(change(body, path, value)).toEqual({ body: expected, difference });
    expect(body).toEqual(original);
  });

  it.each<[unknown, string]>([
    ['x'.repeat(100), `"${'x'.repeat(60)}…" (100 characters)`],
    [Array.from({ length: 101 }, (_, i) => i), 'a list of 101'],
    [[1, 2], '[1,2]'],
    [{ a: 'y'.repeat(200) }, `{"a":"${'y'.repeat(114)}…`],
    [true, 'true'],
    ['x', '"x" (1 character)'],
    [Number.NaN, 'null'],
  ])('shows a long value cut short (%#)', (value, shown) => {
    expect(change({ a: 1 }, 'a', value).difference).toBe(`a: ${shown}`);
  });

  it('is told from a body', () => {
    expect(isChanged(change(body, 'x', 1))).toBe(true);
    expect(isChanged(deliberately(body, 'two things'))).toBe(true);
    for (const other of [body, null, 'difference', { difference: 'x' }]) expect(isChanged(other)).toBe(false);
  });
});

describe('an answer in words', () => {
  const violation = { violatedRule: 'MAX_LENGTH', ruleName: 'R' };
  it.each<[number, unknown, string]>([
    [200, {}, 'accepted with 200'],
    [404, undefined, 'answered 404'],
    [500, '<html>', 'answered 500'],
    [409, { details: { applicationError: { code: 'REVISION' } } }, 'answered 409 (REVISION)'],
    [
      400,
      { details: { validationError: { fieldViolations: [violation, violation] } } },
      'answered 400 (MAX_LENGTH, R)',
    ],
  ])('%i', (status, body, words) => {
    expect(inWords(answerOf(status, body))).toBe(words);
  });
});

describe('a call', () => {
  const call = (status: number, body: unknown, onAccepted = () => {}) =>
    new Call(Promise.resolve(answerOf(status, body)), answer => answer.member('count'), onAccepted);

  it('awaited gives the answer, whatever it is', async () => {
    expect(await call(500, {})).toMatchObject({ status: 500 });
  });

  it('accepted gives what the answer holds, and counts as control', async () => {
    let controls = 0;
    const count = () => {
      controls += 1;
    };
    expect(await call(200, { count: 3 }, count).accepted()).toBe(3);
    await expect(call(200, {}, count).accepted()).rejects.toThrow(
      'the control GET /p was accepted with 200, without what it should hold',
    );
    const refused = call(400, { details: { applicationError: { code: 'NO' } } }, count).accepted();
    await expect(refused).rejects.toThrow('the control GET /p was answered 400 (NO)');
    await expect(refused).rejects.toMatchObject({ reason: 'control-refused', exchange: { attempts: 1 } });
    expect(controls).toBe(1);
  });

  it('nobody awaits does not end the process', async () => {
    new Call(
      Promise.reject(new UndecidedError('throttled', 'x')),
      () => 1,
      () => {},
    );
    await new Promise(setImmediate);
  });
});

describe('the record of an exchange', () => {
  it('keeps what a report needs', () => {
    const exchange = exchangeOf(201, { a: 1 }, { answeredAt: 12.3456 });
    exchange.request.text = '{"b":2}';
    expect(recordOf(exchange)).toEqual({
      request: { method: 'GET', url: 'http://t/p', headers: {}, body: { b: 2 } },
      response: { status: 201, headers: {}, body: { a: 1 } },
      startedAt: '1970-01-01T00:00:00.000Z',
      durationMs: 12.35,
    });
  });

  it('shows what is not JSON as text, and cuts what is long', () => {
    const exchange = exchangeOf(200, 'x'.repeat(30_000));
    exchange.request.text = '{broken';
    const { request, response } = recordOf(exchange);
    expect(request.body).toBe('{broken');
    expect(response?.body).toMatch(/^"x{7999}… \(30002 characters in all\)$/);
    expect(parseJson('{broken')).toBeUndefined();
  });

  it('cuts off what an answer nests deeper than anybody needs', () => {
    const nested = (levels: number, inner = '') => '['.repeat(levels) + inner + ']'.repeat(levels);
    const deep = nested(100_000, '"]"');
    const body = parseAnswer(`{"a":${deep},"b":[1,"[\\"]"],"c":${deep}}`);
    expect(body).toMatchObject({ b: [1, '["]'] });
    const [shown] = JSON.stringify((body as { a: unknown }).a).match(/^\[+"…"\]+$/) ?? [];
    expect(shown).toBe(nested(63, '"…"'));
    expect(parseAnswer(nested(64))).toEqual(JSON.parse(nested(64)));
    for (const broken of [deep.slice(0, -1), `${deep}]`, '{"a":"', '"\\']) {
      expect(parseAnswer(broken)).toBeUndefined();
    }
  });

  it('says why there is no response', () => {
    const failure = { reason: 'timed-out', message: 'too late' } as const;
    const record = recordOf(exchangeOf(0, undefined, { response: undefined, failure }));
    expect(record).toMatchObject({ error: 'too late' });
    expect(record).not.toHaveProperty('response');
  });
});

describe('names', () => {
  it('of one run all differ, carry its tag and keep to 50 characters', () => {
    const names = new Names('cvtabcdefghi');
    const made = Array.from({ length: 20_000 }, (_, i) =>
      i % 2 === 0 ? names.word() : names.next('a-very-long-label-that-does-not-quite-fit-into-a-name'),
    );
    expect(new Set(made.map(name => name.slice(0, 17))).size).toBe(20_000);
    expect(new Set(made.map(name => name.length <= 50 && name.startsWith(names.tag)))).toEqual(
      new Set([true]),
    );
    expect(made[0]).toBe('cvtabcdefghiaab');
    expect(made[2]).toMatch(/^[a-z]+$/);
    expect(names.next('size')).toMatch(/^cvtabcdefghi[a-z]+-size$/);
    expect(names.next()).not.toContain('-');
  });

  it.each([24, 50, 51])('can be exactly %i characters long', length => {
    const names = new Names(newRunTag());
    expect([names.ofLength(length), names.ofLength(length)].map(name => name.length)).toEqual([
      length,
      length,
    ]);
    expect(names.ofLength(length)).not.toBe(names.ofLength(length));
  });

  it('of two runs never meet', () => {
    const tags = Array.from({ length: 1_000 }, newRunTag);
    expect(new Set(tags).size).toBe(1_000);
    expect(tags.every(tag => /^cvt[a-z]{9}$/.test(tag))).toBe(true);
  });
});

describe('lags', () => {
  it('are summarized by kind', () => {
    const samples = Array.from({ length: 100 }, (_, i) => ({ kind: 'q', ms: 100 - i }));
    expect(summarizeLags([...samples, { kind: 'g', ms: 0.6 }])).toEqual({
      q: { p50: 51, p95: 96, max: 100 },
      g: { p50: 1, p95: 1, max: 1 },
    });
    expect(summarizeLags([])).toEqual({});
  });
});
