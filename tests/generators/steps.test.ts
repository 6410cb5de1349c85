/** Sequences of operations: valid, plain, with every kind of step, and small in the end. */
import type fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Names } from '../../engine/names.ts';
import { PLAIN_KINDS, plainChoice, plainCustomization } from '../../generators/plain-customization.ts';
import {
  bulkStep,
  choiceStep,
  coreStep,
  type NewEntity,
  previewStep,
  type Sequence,
  STRANGER,
  type Step,
  sequence,
} from '../../generators/steps.ts';
import { validate } from '../../specs/contract.ts';
import { notPlain, rigidOnes, samplesOf, smallest } from './plain.ts';

const names = new Names('cvtabcdefghi');

const all = (): fc.Arbitrary<Sequence<Step>> =>
  sequence<Step>(coreStep(), choiceStep(), previewStep(), bulkStep());
const [sequences, same, others] = samplesOf(all);
const steps = sequences.flatMap(one => one.steps);

/** The steps of that kind. */
const of = <K extends Step['do']>(kind: K) =>
  steps.filter((step): step is Extract<Step, { do: K }> => step.do === kind);

const entities: NewEntity[] = [
  ...sequences.flatMap(({ begin }) => begin),
  ...of('create'),
  ...of('bulk create').flatMap(step => step.entities),
];

describe('sequences', () => {
  it('are the same for the same seed', () => {
    expect(same).toEqual(sequences);
    expect(others).not.toEqual(sequences);
  });

  it('begin with one to three entities and have one to 24 steps', () => {
    expect(new Set(sequences.map(({ begin }) => begin.length))).toEqual(new Set([1, 2, 3]));
    const lengths = sequences.map(one => one.steps.length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 24]);
    expect(lengths.filter(length => length > 8).length).toBeGreaterThan(150);
  });

  it('are plain data', () => {
    expect(notPlain(sequences)).toEqual([]);
  });

  it('make valid customizations of every kind', () => {
    const faulty = entities.filter(({ kind, tail, choices }) => {
      const made = plainCustomization(kind, names.withTail(tail), choices);
      return validate('NewCustomization', made).length > 0 || new Set(choices).size < choices.length;
    });
    expect(faulty).toEqual([]);
    expect(new Set(entities.map(({ kind }) => kind))).toEqual(new Set(PLAIN_KINDS));
    expect(new Set(entities.map(({ choices }) => choices.length))).toEqual(new Set([2, 3, 4, 5, 6]));
  });

  it('can be made small when they come from a token', async () => {
    expect(rigidOnes(all(), sequences)).toEqual([]);
    const long = sequences.find(one => one.steps.length > 8 && one.steps.some(step => step.do === 'rename'));
    const small = await smallest(all(), long, one => one.steps.some(step => step.do === 'rename'));
    expect(small).toEqual({
      begin: [{ kind: 'text option', tail: '', choices: [expect.any(String), expect.any(String)] }],
      steps: [{ do: 'rename', at: 0, tail: '', stale: false }],
    });
  });
});

describe('steps', () => {
  it('are of every kind', () => {
    expect(new Set(steps.map(step => step.do))).toEqual(
      new Set<Step['do']>([
        'create',
        'rename',
        'rename to the same',
        'get',
        'delete',
        'use the deleted',
        'list',
        'add',
        'set',
        'remove',
        'link',
        'reorder',
        'bulk create',
        'bulk rename',
        'bulk add',
      ]),
    );
  });

  it('are of each chapter alone, where only those are asked for', () => {
    const kinds = (step: fc.Arbitrary<Step>) => new Set(samplesOf(() => step)[0].map(one => one.do));
    expect(kinds(choiceStep())).toEqual(new Set(['add', 'set', 'remove']));
    expect(kinds(previewStep())).toEqual(new Set(['link', 'reorder']));
    expect(kinds(bulkStep())).toEqual(new Set(['bulk create', 'bulk rename', 'bulk add']));
    expect(kinds(coreStep()).size).toBe(7);
  });

  it('take every turn they have', () => {
    const turns: [string, Set<unknown>, unknown[]][] = [
      ['stale renames', new Set(of('rename').map(({ stale }) => stale)), [true, false]],
      ['uses', new Set(of('use the deleted').map(({ by }) => by)), ['get', 'rename', 'delete']],
      ['revisions', new Set(of('remove').map(({ revision }) => revision)), ['none', 'current', 'stale']],
      ['strangers', new Set(of('remove').map(one => one.of.includes(STRANGER))), [true, false]],
      ['stale links', new Set(of('link').map(({ stale }) => stale)), [true, false]],
      ['turns', new Set(of('reorder').map(({ turn }) => turn)), [1, 2, 3, 4]],
      ['lacking', new Set(of('reorder').map(({ lacks }) => lacks)), [true, false]],
      ['answers', new Set(of('bulk rename').map(one => one.returnEntity)), [true, false]],
      ['stale in bulk', new Set(of('bulk rename').map(({ stale }) => stale)), [true, false]],
    ];
    for (const [what, taken, there] of turns) expect([what, taken]).toEqual([what, new Set(there)]);
  });

  it('mostly take the same customization, and sometimes another one', () => {
    const places = of('rename').map(({ at }) => at);
    expect(places.filter(at => at === 0).length / places.length).toBeGreaterThan(0.6);
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  it('send valid choices, each name once', () => {
    const lists = [...of('add'), ...of('set'), ...of('bulk add')].map(step => step.names);
    expect(lists.filter(list => list.length === 0 || new Set(list).size < list.length)).toEqual([]);
    for (const kind of ['text option', 'swatch modifier'] as const) {
      const choices = lists[0]?.map((name, place) => plainChoice(kind, name, place));
      expect(validate('SetCustomizationChoicesRequest', { choices })).toEqual([]);
    }
  });

  it('name no place twice', () => {
    const places = [...of('remove'), ...of('bulk rename'), ...of('bulk add')].map(step => step.of);
    expect(places.filter(list => list.length === 0 || new Set(list).size < list.length)).toEqual([]);
    expect(of('link').filter(({ to }) => to.length === 0 || new Set(to).size < to.length)).toEqual([]);
  });
});
