import { describe, expect, it } from 'vitest';
import type { Answer } from '../../engine/answer.ts';
import {
  applicationErrorOf,
  hasStatus,
  hasViolation,
  isAccepted,
  isErrorEnvelope,
  isNoServerError,
  isNoSuccess,
  isRefused,
  isRefusedWith,
  violationsOf,
} from '../../engine/matchers/answers.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { countIn, counts, countsAtLeast, countsWhole } from '../../engine/matchers/counts.ts';
import {
  bumpsRevision,
  choicesOf,
  instant,
  isStill,
  lacks,
  revisionOf,
  shows,
} from '../../engine/matchers/entities.ts';
import { unlessFinal, unlessRefused } from '../../engine/matchers/lag.ts';
import { all, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { mirrors, sortedBy } from '../../engine/matchers/order.ts';
import {
  compareSets,
  cursorsOf,
  everyItem,
  itemsIn,
  listsAll,
  listsExactly,
  listsInOrder,
  listsNone,
  pagingOf,
} from '../../engine/matchers/pages.ts';
import { differenceBetween } from '../../engine/matchers/same.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { answerOf, listing, showing } from './support.ts';

const entity = (over: object = {}) => ({ id: 'a', revision: '7', name: 'Size', ...over }) as Customization;
const violating = (...violations: object[]) =>
  answerOf(400, { message: 'm', details: { validationError: { fieldViolations: violations } } });
const failing = (code: string) => answerOf(409, { message: 'm', details: { applicationError: { code } } });

describe('matchers', () => {
  it('joined give the first finding', () => {
    const is =
      (wanted: number): Matcher<number> =>
      n =>
        unless(n === wanted, `${wanted}`, n);
    expect(all(is(1), is(2))(1)).toEqual({ expected: '2', received: '1' });
    expect(all(is(1), is(2))(3)).toEqual({ expected: '1', received: '3' });
    expect(all(is(1), is(1))(1)).toBeUndefined();
    expect(all<number>()(1)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [undefined, 'nothing'],
    [null, 'null'],
    ['', '""'],
    ['a"b', '"a\\"b"'],
    [{ a: [1] }, '{"a":[1]}'],
    [Symbol('s'), 'Symbol(s)'],
    ['x'.repeat(400), `"${'x'.repeat(299)}…`],
  ])('show %o as it reads in a report', (value, shown) => {
    expect(show(value)).toBe(shown);
  });
});

describe('the kind of an answer', () => {
  const table: [string, Matcher<Answer>, number[], number[]][] = [
    ['accepted', isAccepted, [200], [201, 204, 302, 400, 500]],
    ['refused', isRefused, [400, 404, 409, 428, 499], [200, 302, 399, 500, 503]],
    ['404 or 410', hasStatus(404, 410), [404, 410], [200, 400, 500]],
    ['no server error', isNoServerError, [200, 302, 404], [500, 503, 599]],
    ['no success', isNoSuccess, [302, 400, 500, 199], [200, 201, 299]],
  ];
  it.each(table)('%s', (_, matcher, good, bad) => {
    for (const status of good) expect(matcher(answerOf(status, {}))).toBeUndefined();
    for (const status of bad) {
      const words = status === 200 ? 'accepted with 200' : `answered ${status}`;
      expect(matcher(answerOf(status, {}))?.received).toBe(words);
    }
  });

  it.each<[string, Answer, string | undefined]>([
    ['the code itself', failing('GONE'), undefined],
    ['no code', answerOf(404, { message: 'm' }), undefined],
    ['no JSON', answerOf(404, 'not found'), undefined],
    ['an empty code', failing(''), undefined],
    ['the code as a rule', violating({ ruleName: 'GONE' }), undefined],
    ['another code', failing('OTHER'), '["OTHER"]'],
    ['another rule', violating({ ruleName: 'OTHER' }), '["OTHER"]'],
    ['no refusal', answerOf(200, {}), 'accepted with 200'],
  ])('refused with a code, given %s', (_, answer, received) => {
    expect(isRefusedWith('GONE')(answer)?.received).toBe(received);
  });

  it.each<[string, Answer, boolean]>([
    [
      'one of the rules on the field',
      violating({}, { violatedRule: 'MIN', field: 'customization.name' }),
      true,
    ],
    ['the other rule', violating({ violatedRule: 'MAX', field: 'name' }), true],
    ['another rule', violating({ violatedRule: 'REQUIRED', field: 'name' }), false],
    ['another field', violating({ violatedRule: 'MIN', field: 'key' }), false],
    ['no field', violating({ violatedRule: 'MIN' }), false],
    ['no violation', violating(), false],
    ['no body', answerOf(400), false],
  ])('a violation, given %s', (_, answer, holds) => {
    expect(hasViolation(['MIN', 'MAX'], 'name')(answer) === undefined).toBe(holds);
  });

  it('a violation on any field', () => {
    expect(hasViolation(['MIN'])(violating({ violatedRule: 'MIN' }))).toBeUndefined();
    expect(hasViolation(['MIN'], 'name')(violating())?.expected).toBe('a field violation MIN on name');
  });

  it.each([null, [], 'text', {}, { details: [] }, { details: { validationError: { fieldViolations: {} } } }])(
    'reads no violation out of %j',
    body => {
      expect(violationsOf(body)).toEqual([]);
      expect(applicationErrorOf(body)).toBeUndefined();
    },
  );

  it.each<[unknown, boolean]>([
    [{ message: '', details: {} }, true],
    [{ message: 'm', details: {}, more: 1 }, true],
    [{ message: 1, details: {} }, false],
    [{ message: 'm' }, false],
    [{ message: 'm', details: [] }, false],
    ['<html>', false],
    [undefined, false],
  ])('an error envelope, given %j', (body, holds) => {
    expect(isErrorEnvelope(answerOf(400, body)) === undefined).toBe(holds);
  });
});

describe('comparing', () => {
  it.each<[string, unknown, unknown]>([
    ['the same', { a: [1, { b: 'c' }] }, { a: [1, { b: 'c' }] }],
    ['members that were not expected', { a: 1 }, { a: 1, b: 2 }],
    ['null and absent', { a: null, b: undefined }, {}],
    ['absent and null', { a: undefined }, { a: null }],
    ['decimals by value', { defaultAddedPrice: '1.50' }, { defaultAddedPrice: '1.5' }],
    ['colours in any case', { colorCode: '#AbC' }, { colorCode: '#aBc' }],
    ['a zero left out', { minCharCount: 0 }, {}],
    [
      'moments by value',
      { createdDate: '2026-01-01T00:00:00Z' },
      { createdDate: '2026-01-01T01:00:00.000+01:00' },
    ],
    [
      'entries by name, in any order',
      [{ name: 'S' }, { name: 'M', colorCode: '#FFF' }],
      [
        { name: 'M', id: '1', colorCode: '#fff' },
        { name: 'S', id: '2' },
      ],
    ],
    [
      'entries by id before name',
      [
        { id: '1', name: 'S' },
        { id: '2', name: 'S' },
      ],
      [
        { id: '2', name: 'S' },
        { id: '1', name: 'S' },
      ],
    ],
    ['empty lists', [], []],
  ])('finds nothing in %s', (_, expected, received) => {
    expect(compare(expected, received)).toBeUndefined();
  });

  it.each<[string, unknown, unknown, string, string]>([
    ['another value', { a: { b: 1 } }, { a: { b: 2 } }, 'a.b 1', '2'],
    ['another type', { a: '1' }, { a: 1 }, 'a "1"', '1'],
    ['something absent', { a: 'x' }, {}, 'a "x"', 'nothing'],
    ['something that should be absent', { a: null }, { a: 0 }, 'no a', '0'],
    ['no object', { a: { b: 1 } }, { a: 'b' }, 'a {"b":1}', '"b"'],
    ['no object at all', { b: 1 }, undefined, 'an object {"b":1}', 'nothing'],
    [
      'another price',
      { defaultAddedPrice: '1.5' },
      { defaultAddedPrice: '1.51' },
      'defaultAddedPrice numerically "1.5"',
      '1.51',
    ],
    [
      'a price as a number',
      { defaultAddedPrice: '1.5' },
      { defaultAddedPrice: 1.5 },
      'defaultAddedPrice numerically "1.5"',
      '1.5',
    ],
    ['another colour', { colorCode: '#fff' }, { colorCode: '#ffe' }, 'colorCode "#fff"', '#ffe'],
    ['another count', { minCharCount: 1 }, {}, 'minCharCount 1', 'nothing'],
    [
      'another moment',
      { updatedDate: '2026-01-01T00:00:00Z' },
      { updatedDate: '2026-01-01T00:00:01Z' },
      'updatedDate at "2026-01-01T00:00:00Z"',
      '2026-01-01T00:00:01Z',
    ],
    [
      'no moment',
      { updatedDate: '2026-01-01T00:00:00Z' },
      { updatedDate: 'now' },
      'updatedDate at "2026-01-01T00:00:00Z"',
      'now',
    ],
    ['a longer list', { a: [1] }, { a: [1, 2] }, 'a with 1 entries', '[1,2]'],
    ['no list', { a: [] }, { a: {} }, 'a with 0 entries', '{}'],
    ['another order where entries have no names', { a: [1, 2] }, { a: [2, 1] }, 'a[0] 1', '2'],
    ['another entry', { a: [{ name: 'S' }] }, { a: [{ name: 'M' }] }, 'a to hold "S"', '[{"name":"M"}]'],
    [
      'a difference in an entry',
      { a: [{ name: 'S', key: 'k' }] },
      { a: [{ name: 'S', key: 'l' }] },
      'a[S].key "k"',
      '"l"',
    ],
  ])('finds %s', (_, expected, received, wanted, seen) => {
    const finding = compare(expected, received);
    expect(finding?.expected).toBe(wanted);
    expect(finding?.received.replace(/^"(.*)"$/, '$1')).toBe(seen.replace(/^"(.*)"$/, '$1'));
  });
});

describe('what is shown of an entity', () => {
  it('shows at least this', () => {
    expect(shows({ name: 'Size' })(showing(entity()))).toBeUndefined();
    expect(shows({ name: 'Size' })(showing(entity({ name: 'Color' })))?.expected).toBe('name "Size"');
    expect(shows({})(answerOf(200, {}))?.expected).toMatch(/^an object "customization"/);
    expect(shows({})(answerOf(200, undefined))?.received).toBe('nothing');
    expect(shows({})(answerOf(404, { customization: {} }))?.expected).toBe('status 200');
  });

  it('is still as before, whatever the products count says', () => {
    const before = entity({ assignedProductsCount: 3 });
    expect(isStill(before)(showing(entity()))).toBeUndefined();
    expect(isStill(before)(showing(entity({ revision: '8' })))?.expected).toBe('revision "7"');
  });

  it.each([
    ['8', true],
    ['7', false],
    ['9', false],
    [8, false],
    [undefined, false],
  ])('a revision of 7 is bumped to %j: %s', (revision, holds) => {
    expect(bumpsRevision(entity())(showing(entity({ revision }))) === undefined).toBe(holds);
  });

  it('bumps a revision beyond what a number holds', () => {
    const before = entity({ revision: '9007199254740993' });
    expect(bumpsRevision(before)(showing(entity({ revision: '9007199254740994' })))).toBeUndefined();
    expect(bumpsRevision(before)(showing(entity({ revision: '9007199254740992' })))).toBeDefined();
    expect(bumpsRevision(entity({ revision: 'x' }))(showing(entity({ revision: '1' })))).toBeDefined();
  });

  it('reads choices, revisions and moments, whatever stands there', () => {
    expect(choicesOf({ choicesSettings: { choices: [{ name: 'S' }, null, 1] } })).toEqual([{ name: 'S' }]);
    expect(choicesOf({})).toEqual([]);
    expect(choicesOf({ choicesSettings: { choices: {} } })).toEqual([]);
    expect([revisionOf({ revision: '12' }), revisionOf({ revision: 12 }), revisionOf({})]).toEqual([
      12n,
      undefined,
      undefined,
    ]);
    expect(instant('1970-01-01T00:00:01Z')).toBe(1_000);
    expect([instant('soon'), instant(5), instant(undefined)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('lacks members that are absent or null', () => {
    expect(lacks('a', 'b')({ a: null })).toBeUndefined();
    expect(lacks('a', 'b')({ b: 0 })).toEqual({ expected: 'no b', received: '0' });
  });
});

describe('a count', () => {
  const counting = (count: unknown) => answerOf(200, { count });
  it.each<[string, Matcher<Answer>, unknown, boolean]>([
    ['exactly', counts(3), 3, true],
    ['exactly', counts(3), 4, false],
    ['exactly', counts(3), '3', false],
    ['exactly', counts(0), undefined, false],
    ['whole', countsWhole, 0, true],
    ['whole', countsWhole, 1.5, false],
    ['whole', countsWhole, null, false],
    ['at least', countsAtLeast(3), 4, true],
    ['at least', countsAtLeast(3), 2, false],
    ['at least', countsAtLeast(3), undefined, false],
  ])('%s', (_, matcher, count, holds) => {
    expect(matcher(counting(count)) === undefined).toBe(holds);
  });

  it('of a refusal is none', () => {
    expect(counts(0)(answerOf(400, { count: 0 }))?.expected).toBe('status 200');
    expect(countIn(answerOf(400))).toBeNaN();
  });
});

describe('a page', () => {
  const [a, b, c] = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
    { id: 'c', name: 'C' },
  ];

  it('is read, whatever stands there', () => {
    expect(itemsIn(listing(a, null, 'x'))).toEqual([a]);
    for (const body of [{}, { customizations: {} }, [], undefined])
      expect(itemsIn(answerOf(200, body))).toEqual([]);
    expect(pagingOf(listing(a))).toEqual({ count: 1 });
    expect(pagingOf(answerOf(200, { pagingMetadata: [] }))).toEqual({});
    expect(cursorsOf(listing(a))).toEqual({});
    expect(cursorsOf(answerOf(200, { pagingMetadata: { cursors: { next: 'n' } } }))).toEqual({ next: 'n' });
  });

  it.each<[string, Answer, string | undefined]>([
    ['these', listing(b, a), undefined],
    ['one missing', listing(a), '1 items, without B'],
    ['a stranger', listing(a, b, { id: 'x' }), '3 items, with x besides'],
    ['one twice', listing(a, b, a), '3 items, with A twice'],
    ['all of it', listing(a, a, { id: 'x' }), '3 items, without B, with x besides, with A twice'],
    ['nothing', listing(), '0 items, without A, B'],
    ['a refusal', answerOf(400), 'answered 400'],
  ])('lists exactly these, given %s', (_, answer, received) => {
    expect(listsExactly([a, b])(answer)?.received).toBe(received);
  });

  it('may be empty', () => {
    expect(listsExactly([])(listing())).toBeUndefined();
    expect(listsExactly([])(listing(a))).toEqual({
      expected: 'exactly nothing',
      received: '1 items, with a besides',
    });
  });

  it('names no more than eight', () => {
    const many = Array.from({ length: 10 }, (_, i) => ({ id: `${i}` }));
    expect(compareSets(many, [])?.expected).toBe('exactly 0, 1, 2, 3, 4, 5, 6, 7 … (10)');
  });

  it('lists all of these, or none of these', () => {
    expect(listsAll([a])(listing(b, a))).toBeUndefined();
    expect(listsAll([a, c])(listing(b, a))).toEqual({ expected: 'C', received: 'a list without them' });
    expect(listsNone(['a'])(listing(b, c))).toBeUndefined();
    expect(listsNone(['a', 'b'])(listing(b, c))?.received).toBe('["b"]');
    expect(listsNone(['a'])(answerOf(500))?.expected).toBe('status 200');
  });

  it('lists these in order', () => {
    expect(listsInOrder([a, b])(listing(a, b))).toBeUndefined();
    expect(listsInOrder([a, b])(listing(b, a))).toEqual({ expected: 'A, B', received: 'B, A' });
    expect(listsInOrder([a, b])(listing(a))?.received).toBe('1 items, without B');
  });

  it('passes item by item, but not when there is none', () => {
    expect(everyItem(lacks('x'))(listing(a, b))).toBeUndefined();
    expect(everyItem(lacks('x'))(listing(a, { ...b, x: 1 }))).toEqual({
      expected: 'no x',
      received: '1 (item "B")',
    });
    expect(everyItem(lacks('x'))(listing())).toEqual({ expected: 'at least one item', received: 'none' });
  });

  it.each<[string, Answer, 'ASC' | 'DESC', boolean]>([
    ['up', listing(a, b, b, c), 'ASC', true],
    ['down', listing(c, b, b, a), 'DESC', true],
    ['neither way', listing(a, c, b), 'ASC', false],
    ['up instead of down', listing(a, b), 'DESC', false],
    ['alone', listing(a), 'DESC', true],
  ])('stands in order: %s', (_, answer, order, holds) => {
    expect(sortedBy('name', order)(answer) === undefined).toBe(holds);
  });

  it('stands in order of dates by their moments', () => {
    const at = (createdDate: unknown) => ({ createdDate });
    const ascending = sortedBy('createdDate', 'ASC');
    expect(ascending(listing(at('2026-01-01T01:00:00+01:00'), at('2026-01-01T00:30:00Z')))).toBeUndefined();
    expect(ascending(listing(at('2026-01-02'), at('2026-01-01')))?.received).toContain('at position 1');
    expect(ascending(listing(at('soon')))).toEqual({
      expected: 'a date in createdDate',
      received: '"soon"',
    });
  });

  it('mirrors another', () => {
    expect(mirrors(listing(a, b, c))(listing(c, b, a))).toBeUndefined();
    expect(mirrors(listing(a, b, c))(listing(a, b, c))).toEqual({
      expected: 'C, B, A',
      received: 'A, B, C',
    });
    expect(mirrors(listing(a, b))(listing(a))).toEqual({ expected: '2 items', received: '1 items' });
  });
});

describe('two readings of one entity', () => {
  const one = entity({
    key: '',
    choicesSettings: {
      choices: [
        { id: '1', name: 'S', defaultAddedPrice: '0' },
        { id: '2', name: 'M' },
      ],
    },
  });

  it('are the same but for what is empty or beyond the contract', () => {
    const other = { ...structuredClone(one), key: undefined, more: 1 };
    expect(differenceBetween(one, other)).toBeUndefined();
    expect(differenceBetween(other, one)).toBeUndefined();
  });

  it('differ by what is missing on either side, and by the order of choices', () => {
    expect(differenceBetween(one, entity())?.expected).toContain('choicesSettings');
    expect(differenceBetween(entity(), one)).toMatchObject({ expected: 'nothing' });
    const turned = { ...one, choicesSettings: { choices: choicesOf(one).toReversed() } };
    expect(differenceBetween(one, turned)).toEqual({
      expected: 'choices in the order S, M',
      received: 'M, S',
    });
  });
});

describe('while waiting', () => {
  const fails: Matcher<Answer> = () => ({ expected: 'e', received: 'r' });
  const own = entity({ updatedDate: '2026-01-01T00:00:02Z' });

  it('a refusal is final', () => {
    expect(unlessRefused(fails)(answerOf(400))).toBeUndefined();
    expect(unlessRefused(fails)(answerOf(200, {}))).toBeDefined();
  });

  it.each<[string, Answer, boolean]>([
    ['an empty list', listing(), true],
    ['what belongs there', listing({ id: 'b' }), true],
    ['an outdated own item', listing({ id: 'a', updatedDate: '2026-01-01T00:00:01Z' }), true],
    ['an own item of now that does not belong', listing(own), false],
    ['a stranger', listing({ id: 'x' }), false],
    ['a refusal', answerOf(400), false],
  ])('%s may change: %s', (_, answer, changes) => {
    expect(unlessFinal(fails, [entity({ id: 'b' })], [own])(answer) !== undefined).toBe(changes);
  });
});
