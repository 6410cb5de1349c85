/** Populations and questions about them: valid, plain, of every kind, and small in the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Names } from '../../engine/names.ts';
import { PLAIN_KINDS, plainCustomization } from '../../generators/plain-customization.ts';
import { OPERATORS, SORTABLE } from '../../generators/query.ts';
import {
  type Condition,
  condition,
  isList,
  type Member,
  pageSize,
  population,
  sorting,
} from '../../generators/query-questions.ts';
import { validate } from '../../specs/contract.ts';
import { notPlain, rigidOnes, samplesOf, smallest } from './plain.ts';

/** As long as what a run puts before the tails. */
const PREFIX = new Names('cvtabcdefghi').word();

describe('populations', () => {
  const [populations, same, others] = samplesOf(population);
  const members = populations.flat();

  it('are the same for the same seed', () => {
    expect(same).toEqual(populations);
    expect(others).not.toEqual(populations);
  });

  it('have from one to sixteen members, large ones as often as small ones', () => {
    const sizes = populations.map(({ length }) => length);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 16]);
    expect(sizes.filter(size => size > 8).length).toBeGreaterThan(150);
  });

  it('have valid members, whatever a run puts before their tails', () => {
    const faulty = members.filter(({ kind, tail }) => {
      const name = PREFIX + tail;
      return validate('NewCustomization', plainCustomization(kind, name)).length > 0 || name !== name.trim();
    });
    expect(faulty).toEqual([]);
    expect(Math.max(...members.map(({ tail }) => PREFIX.length + tail.length))).toBeLessThanOrEqual(50);
    expect(Math.min(...members.map(({ tail }) => tail.length))).toBe(1);
  });

  it('have no two members whose names some target might take for one', () => {
    const folded = ({ tail }: Member) => tail.normalize('NFKC').toLowerCase();
    expect(populations.filter(one => new Set(one.map(folded)).size < one.length)).toEqual([]);
  });

  it('are plain data', () => {
    expect(notPlain(populations)).toEqual([]);
  });

  it('have every kind, and names that are patterns, begin alike, or hold anything', () => {
    expect(new Set(members.map(({ kind }) => kind))).toEqual(new Set(PLAIN_KINDS));
    const tails = members.map(({ tail }) => tail);
    for (const what of [/^[ab]+$/, /%/, /_/, /\\/, /\$/, /\[/, /\p{L}\p{M}/u, /[\u{10000}-\u{10FFFF}]/u])
      expect(tails.some(tail => what.test(tail))).toBe(true);
    const beginsAlike = (one: Member[]) => one.some(a => one.some(b => a !== b && b.tail.startsWith(a.tail)));
    expect(populations.filter(beginsAlike).length).toBeGreaterThan(100);
  });

  it('can be made small when they come from a token', async () => {
    expect(rigidOnes(population(), populations)).toEqual([]);
    const found = populations.find(one => one.length > 8 && one.some(({ tail }) => tail.includes('%')));
    const asked = fc.record({ members: population() }, { noNullPrototype: true });
    const small = await smallest(asked, { members: found ?? [] }, ({ members: left }) =>
      left.some(({ tail }) => tail.includes('%')),
    );
    expect(small).toEqual({ members: [{ kind: 'text option', tail: expect.stringMatching(/^.?%.?$/) }] });
  });
});

describe('conditions', () => {
  const [conditions, same, others] = samplesOf(condition, 1_000);

  it('are the same for the same seed', () => {
    expect(same).toEqual(conditions);
    expect(others).not.toEqual(conditions);
  });

  it('are those of the documented table, and every one of them', () => {
    const pairs = Object.entries(OPERATORS).flatMap(([field, operators]) =>
      operators.map(operator => `${field} ${operator}`),
    );
    expect(new Set(conditions.map(({ field, operator }) => `${field} ${operator}`))).toEqual(new Set(pairs));
  });

  it('name each value once, several only in lists, and sometimes one that nobody has', () => {
    const isSound = ({ operator, strange, of, cut }: Condition) =>
      (isList(operator) ? strange >= 0 && strange <= 12 : strange === 0) &&
      new Set(of).size === of.length &&
      of.length >= 1 &&
      (of.length === 1 || isList(operator)) &&
      of.every(place => place >= 0 && place <= 16) &&
      cut >= 1 &&
      cut <= 6;
    expect(conditions.filter(one => !isSound(one))).toEqual([]);
    expect(conditions.some(({ of }) => of.includes(16))).toBe(true);
    expect(Math.max(...conditions.map(({ of }) => of.length))).toBeGreaterThan(12);
    expect(Math.max(...conditions.map(({ strange }) => strange))).toBe(12);
    const exists = conditions.filter(({ operator }) => operator === '$exists').map(({ cut }) => cut % 2);
    expect(new Set(exists)).toEqual(new Set([0, 1]));
  });

  it('are plain data that can be made small again', async () => {
    expect(notPlain(conditions)).toEqual([]);
    expect(rigidOnes(condition(), conditions)).toEqual([]);
    const long = conditions.find(
      ({ field, strange, of }) => field === 'name' && strange > 5 && of.length > 5,
    );
    const small = await smallest(condition(), long, ({ of }) => of.length > 1);
    expect(small).toMatchObject({ strange: 0, of: [expect.any(Number), expect.any(Number)] });
  });
});

describe('sorts and page sizes', () => {
  const [sorts] = samplesOf(sorting);

  it('sort by each field once at the most, by every field, both ways, and by none', () => {
    const fieldsOf = (sort: (typeof sorts)[number]) => sort.map(({ fieldName }) => fieldName);
    expect(sorts.filter(sort => new Set(fieldsOf(sort)).size < sort.length)).toEqual([]);
    const entries = new Set(sorts.flat().map(({ fieldName, order }) => `${fieldName} ${order}`));
    expect(entries.size).toBe(SORTABLE.length * 2);
    expect(new Set(sorts.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3]));
    expect(samplesOf(() => sorting({ minLength: 1 }))[0].every(({ length }) => length > 0)).toBe(true);
    expect(validate('CursorQuery', { sort: sorts.find(({ length }) => length === 3) })).toEqual([]);
  });

  it('are plain data that can be made small again', async () => {
    expect(notPlain(sorts)).toEqual([]);
    expect(rigidOnes(sorting(), sorts)).toEqual([]);
  });

  it('page sizes go from one to more than there are, small ones most often', () => {
    const sizes = samplesOf(pageSize)[0];
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 17]);
    expect(sizes.filter(size => size <= 5).length).toBeGreaterThan(300);
  });
});
