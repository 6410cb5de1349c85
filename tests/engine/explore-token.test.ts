/** Cases as one word: whole or not at all. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseOf, tokenOf } from '../../engine/explore/token.ts';

const anyCase = fc.record({
  check: fc.string({ unit: 'binary' }),
  tried: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ noUnicodeString: false })),
});

const packed = (content: string): string => `case1-${deflateSync(content).toString('base64url')}`;

/** As JSON keeps it: whatever a generator draws is written to files and reports. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a token', () => {
  it('is the case again, whatever is in it', () => {
    const property = fc.property(anyCase, one => {
      expect(caseOf(tokenOf(one))).toEqual(asJson(one));
    });
    fc.assert(property, { numRuns: 300, seed: 71 });
  });

  it('is one word that no shell, URL or comment has a meaning for', () => {
    const property = fc.property(anyCase, one => /^case1-[A-Za-z0-9_-]+$/.test(tokenOf(one)));
    fc.assert(property, { numRuns: 300, seed: 72 });
  });

  it('is the same for the same case, and short', () => {
    const tried = { steps: Array.from({ length: 50 }, () => ({ do: 'rename', at: 0, tail: 'a' })) };
    expect(tokenOf({ check: 'c', tried })).toBe(tokenOf({ check: 'c', tried: structuredClone(tried) }));
    expect(tokenOf({ check: 'c', tried }).length).toBeLessThan(120);
  });

  it('that was damaged is none, or still the same case', () => {
    const damage = fc.record({
      one: anyCase,
      place: fc.nat(),
      letter: fc.constantFrom(...'ABCxyz019-_'),
    });
    let found = 0;
    const property = fc.property(damage, ({ one, place, letter }) => {
      const token = tokenOf(one);
      const at = 'case1-'.length + (place % (token.length - 'case1-'.length));
      const damaged = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
      const read = caseOf(damaged);
      found += read ? 0 : 1;
      if (read) expect(read).toEqual(asJson(one));
    });
    fc.assert(property, { numRuns: 500, seed: 73 });
    expect(found).toBeGreaterThan(400);
  });

  it('that lost its end is none', () => {
    const token = tokenOf({ check: 'customizations.explored.refusals', tried: { names: ['a', 'b', 'ü'] } });
    for (let length = 0; length < token.length - 1; length += 1)
      expect(caseOf(token.slice(0, length))).toBeUndefined();
  });

  it.each<[string, string]>([
    ['of another version', tokenOf({ check: 'c', tried: {} }).replace('case1-', 'case2-')],
    ['without its beginning', tokenOf({ check: 'c', tried: {} }).slice('case1-'.length)],
    ['of something else', packed('{"check":"c","tried":{}}')],
    ['of a case that is a list', packed('["c",[1]]')],
    ['of a case that is nothing', packed('["c",null]')],
    ['of a check that is no text', packed('[7,{}]')],
    ['of no JSON', packed('["c",{}')],
    ['of nothing', packed('null')],
    ['that is empty', 'case1-'],
    ['that is a word', 'customizations.explored.refusals'],
  ])('%s is none', (_, token) => {
    expect(caseOf(token)).toBeUndefined();
  });
});
