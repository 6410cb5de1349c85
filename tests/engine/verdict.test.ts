import { describe, expect, it } from 'vitest';
import {
  EXIT,
  exitCode,
  gravest,
  type Level,
  type Outcome,
  profileVerdict,
  type RunVerdict,
  runVerdict,
  soften,
  type Tally,
  tally,
  UNDECIDED_TOLERANCE,
  VERDICTS,
  type Verdict,
  verdictOf,
} from '../../engine/verdict.ts';

const counts = (over: Partial<Tally>): Tally => ({ ...tally([]), ...over });

describe('the verdict of a point', () => {
  it.each<[Level, Outcome, boolean, Verdict]>([
    ['must', 'held', false, 'pass'],
    ['must', 'held', true, 'pass'],
    ['must', 'broken', false, 'fail'],
    ['must', 'broken', true, 'fail'],
    ['should', 'held', false, 'pass'],
    ['should', 'held', true, 'pass'],
    ['should', 'broken', false, 'warn'],
    ['should', 'broken', true, 'fail'],
    ['observe', 'held', false, 'observed'],
    ['observe', 'held', true, 'observed'],
    ['observe', 'broken', false, 'observed'],
    ['observe', 'broken', true, 'observed'],
  ])('%s %s (strict: %s) is %s', (level, outcome, strict, expected) => {
    expect(verdictOf(level, outcome, { strict })).toBe(expected);
    if (!strict) expect(verdictOf(level, outcome)).toBe(expected);
  });

  it.each<[Level, Level]>([
    ['must', 'should'],
    ['should', 'should'],
    ['observe', 'observe'],
  ])('softened, %s becomes %s', (level, softened) => {
    expect(soften(level)).toBe(softened);
  });
});

describe('the gravest of several', () => {
  const order: Verdict[] = [
    'harness-error',
    'fail',
    'warn',
    'inconclusive',
    'pass',
    'observed',
    'inapplicable',
  ];

  it('ranks all seven', () => {
    expect(order.toSorted()).toEqual(VERDICTS.toSorted());
    for (const [i, graver] of order.entries()) {
      for (const lighter of order.slice(i)) expect(gravest([lighter, graver])).toBe(graver);
    }
  });

  it('is undecided for none at all: nothing judged is not green', () => {
    expect(gravest([])).toBe('inconclusive');
  });
});

describe('a tally', () => {
  it('counts every verdict, absent ones as zero', () => {
    expect(tally(['pass', 'pass', 'harness-error'])).toEqual({
      pass: 2,
      fail: 0,
      warn: 0,
      observed: 0,
      inapplicable: 0,
      inconclusive: 0,
      'harness-error': 1,
    });
  });
});

describe('the verdict of a profile', () => {
  it.each<[string, Partial<Tally>, RunVerdict]>([
    ['nothing at all', {}, 'inconclusive'],
    ['only observations', { observed: 9 }, 'inconclusive'],
    ['only inapplicable points', { inapplicable: 9 }, 'inconclusive'],
    ['only warnings', { warn: 9 }, 'inconclusive'],
    ['one pass', { pass: 1 }, 'conformant'],
    ['passes and warnings', { pass: 1, warn: 9 }, 'conformant'],
    ['a failure among passes', { pass: 99, fail: 1 }, 'not-conformant'],
    ['a failure and nothing else', { fail: 1 }, 'not-conformant'],
    ['a failure beside a fault of the suite', { pass: 9, fail: 1, 'harness-error': 1 }, 'not-conformant'],
    ['a fault of the suite', { pass: 999, 'harness-error': 1 }, 'inconclusive'],
    ['5 % undecided', { pass: 95, inconclusive: 5 }, 'conformant'],
    ['more than 5 % undecided', { pass: 94, inconclusive: 5 }, 'inconclusive'],
    ['5 % with warnings in the denominator', { pass: 1, warn: 18, inconclusive: 1 }, 'conformant'],
    [
      'observations not in the denominator',
      { pass: 18, observed: 99, inapplicable: 99, inconclusive: 1 },
      'inconclusive',
    ],
  ])('%s', (_, over, expected) => {
    expect(profileVerdict(counts(over))).toBe(expected);
  });

  it('tolerates what is stated', () => {
    expect(UNDECIDED_TOLERANCE).toBe(0.05);
  });
});

describe('the verdict of a run', () => {
  it.each<[RunVerdict[], boolean, RunVerdict]>([
    [[], false, 'inconclusive'],
    [[], true, 'inconclusive'],
    [['conformant'], false, 'conformant'],
    [['conformant', 'conformant'], false, 'conformant'],
    [['conformant'], true, 'inconclusive'],
    [['conformant', 'inconclusive'], false, 'inconclusive'],
    [['conformant', 'not-conformant'], false, 'not-conformant'],
    [['inconclusive', 'not-conformant'], false, 'not-conformant'],
    [['not-conformant'], true, 'not-conformant'],
  ])('%j (partial: %s) is %s', (profiles, partial, expected) => {
    expect(runVerdict(profiles, { partial })).toBe(expected);
    if (!partial) expect(runVerdict(profiles)).toBe(expected);
  });
});

describe('the exit code', () => {
  it.each<[RunVerdict, Partial<Tally>, number]>([
    ['conformant', { pass: 1 }, EXIT.conformant],
    ['not-conformant', { fail: 1 }, EXIT.notConformant],
    ['inconclusive', { inconclusive: 1 }, EXIT.inconclusive],
    ['conformant', { pass: 1, 'harness-error': 1 }, EXIT.harness],
    ['not-conformant', { fail: 1, 'harness-error': 1 }, EXIT.harness],
    ['inconclusive', { 'harness-error': 1 }, EXIT.harness],
  ])('of %s with %j', (verdict, over, expected) => {
    expect(exitCode(verdict, counts(over))).toBe(expected);
  });

  it('has the documented numbers', () => {
    expect(EXIT).toEqual({ conformant: 0, notConformant: 1, usage: 2, inconclusive: 3, harness: 4 });
  });
});
