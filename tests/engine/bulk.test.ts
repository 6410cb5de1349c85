import { describe, expect, it } from 'vitest';
import {
  addsUp,
  explainsFailures,
  failsAt,
  failsWith,
  holdsEntities,
  holdsNoEntities,
  isBulkReport,
  namesPositions,
  outcomeInWords,
  reportsEach,
  succeedsAll,
  undetailedAreFailures,
} from '../../engine/matchers/bulk.ts';
import { aimedAt } from '../../engine/reading.ts';
import { answerOf } from './support.ts';

const done = (originalIndex: number, id = `id${originalIndex}`) => ({
  itemMetadata: { id, originalIndex, success: true },
});
const failed = (originalIndex: number, error: unknown = { code: 'TWINS', description: 'd' }) => ({
  itemMetadata: { originalIndex, success: false, error },
});

function report(results: object[], totals: object = {}) {
  const won = results.filter(result => JSON.stringify(result).includes('"success":true')).length;
  const sums = { totalSuccesses: won, totalFailures: results.length - won, undetailedFailures: 0 };
  return answerOf(200, { results, bulkActionMetadata: { ...sums, ...totals } });
}

const REFUSED = answerOf(400, { message: 'm', details: {} });

describe('a bulk report', () => {
  it('is a list and totals with status 200', () => {
    expect(isBulkReport(report([]))).toBeUndefined();
    expect(isBulkReport(answerOf(200, { results: [] }))).toBeDefined();
    expect(isBulkReport(answerOf(200, {}))).toBeDefined();
    expect(isBulkReport(answerOf(201, { results: [], bulkActionMetadata: {} }))).toBeDefined();
  });

  it('has one result for each item, save failures it counts as undetailed', () => {
    expect(reportsEach(2)(report([done(1), done(0)]))).toBeUndefined();
    expect(reportsEach(2)(report([done(0)]))).toBeDefined();
    expect(reportsEach(2)(report([done(0)], { totalFailures: 1, undetailedFailures: 1 }))).toBeUndefined();
    expect(reportsEach(1)(report([done(0), done(0)]))).toBeDefined();
    expect(reportsEach(1)(report([], { undetailedFailures: 1 }))).toBeDefined();
  });

  it('names every position once', () => {
    expect(namesPositions(2)(report([done(1), done(0)]))).toBeUndefined();
    for (const positions of [
      [0, 0],
      [1, 2],
      [-1, 0],
      [0.5, 1],
    ])
      expect(namesPositions(2)(report(positions.map(at => done(at)))), `${positions}`).toBeDefined();
    expect(namesPositions(2)(report([]))).toBeDefined();
  });

  it('has totals that add up and agree with the results', () => {
    expect(addsUp(2)(report([done(0), failed(1)]))).toBeUndefined();
    expect(addsUp(2)(report([done(0), failed(1)], { totalSuccesses: 2 }))).toBeDefined();
    expect(addsUp(2)(report([done(0), done(1)], { totalSuccesses: 1, totalFailures: 1 }))).toBeDefined();
    expect(undetailedAreFailures(report([failed(0)], { undetailedFailures: 1 }))).toBeUndefined();
    expect(undetailedAreFailures(report([done(0)], { undetailedFailures: 1 }))).toBeDefined();
    expect(undetailedAreFailures(report([done(0)], { undetailedFailures: undefined }))).toBeDefined();
  });

  it('succeeds when every item does, under its id', () => {
    expect(succeedsAll(2)(report([done(0), done(1)]))).toBeUndefined();
    expect(succeedsAll(2, ['id0', 'id1'])(report([done(1), done(0)]))).toBeUndefined();
    expect(succeedsAll(2, ['id1', 'id0'])(report([done(0), done(1)]))).toBeDefined();
    expect(succeedsAll(2)(report([done(0), failed(1)]))).toBeDefined();
    expect(succeedsAll(1)(report([done(0, '')]))).toBeDefined();
  });

  it('holds entities, or none', () => {
    const holding = report([{ ...done(0), customization: { id: 'id0', name: 'N' } }]);
    expect(holdsEntities([{ name: 'N' }])(holding)).toBeUndefined();
    expect(holdsEntities([{ name: 'M' }])(holding)).toBeDefined();
    expect(holdsEntities([{}])(report([done(0)]))).toBeDefined();
    expect(holdsNoEntities(holding)).toBeDefined();
    expect(holdsNoEntities(report([{ ...done(0), customization: null }]))).toBeUndefined();
  });
});

describe('a failure in a bulk call', () => {
  it('is the refusal of the call or the failure of the item (SIL-41)', () => {
    expect(failsAt(1, 2)(REFUSED)).toBeUndefined();
    expect(failsAt(1, 2)(report([done(0), failed(1)]))).toBeUndefined();
    expect(failsAt(1, 2)(report([failed(0), failed(1)]))).toBeUndefined();
    expect(failsAt(1, 2)(report([done(0), done(1)]))).toBeDefined();
    expect(failsAt(1, 2)(report([failed(0), done(1)]))).toBeDefined();
    expect(failsAt(1, 2)(report([done(0)], { totalFailures: 1, undetailedFailures: 1 }))).toBeUndefined();
    expect(failsAt(1, 2)(report([done(0), failed(1)], { totalFailures: 0 }))).toBeDefined();
    expect(failsAt(1, 2)(answerOf(200, {}))).toBeDefined();
    expect(failsAt(1, 2)(answerOf(500, {}))).toBeDefined();
  });

  it('has the typed code, if it has a typed one', () => {
    expect(failsWith('TWINS', 1)(report([done(0), failed(1)]))).toBeUndefined();
    expect(failsWith('OTHERS', 1)(report([done(0), failed(1)]))).toMatchObject({ received: 'TWINS' });
    const generic = failed(1, { code: 'VALIDATION', description: 'd' });
    expect(failsWith('OTHERS', 1)(report([done(0), generic]))).toBeUndefined();
    expect(failsWith('OTHERS', 1)(REFUSED)).toBeUndefined();
    const coded = answerOf(400, { message: 'm', details: { applicationError: { code: 'TWINS' } } });
    expect(failsWith('OTHERS', 1)(coded)).toBeDefined();
    expect(failsWith('TWINS', 1)(report([done(0), done(1)]))).toBeDefined();
  });

  it('is explained', () => {
    expect(explainsFailures(report([done(0), failed(1)]))).toBeUndefined();
    expect(explainsFailures(report([failed(0, { code: 'C' })]))).toBeDefined();
    expect(explainsFailures(report([failed(0, 'no')]))).toBeDefined();
  });

  it('is told in words', () => {
    expect(outcomeInWords(report([done(0), failed(1)]))).toBe(
      'answered 200: item 0 succeeded, item 1 failed with "TWINS"',
    );
    expect(outcomeInWords(REFUSED)).toBe('answered 400');
  });
});

describe('the ids a bulk request aims at', () => {
  it('are found in both shapes', () => {
    expect(aimedAt({ customizations: [{ customization: { id: 'a' } }, { customization: {} }] })).toEqual([
      'a',
    ]);
    expect(aimedAt({ customizationsChoices: [{ customizationId: 'b' }, {}] })).toEqual(['b']);
    expect(aimedAt({ customizations: [{ name: 'new' }] })).toEqual([]);
    expect(aimedAt(undefined)).toEqual([]);
  });
});
