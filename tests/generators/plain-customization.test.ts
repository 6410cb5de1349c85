/** Customizations said in a few words are valid ones, of the kind that was said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PLAIN_KINDS,
  plainChoice,
  plainCustomization,
  plainKind,
  plainKindOf,
} from '../../generators/plain-customization.ts';
import { validate } from '../../specs/contract.ts';
import { rules } from '../../specs/rules.ts';

const NAMES = Array.from({ length: 100 }, (_, i) => `choice ${i}`);

describe.each(PLAIN_KINDS)('a %s', kind => {
  it.each([1, 2, 100])('with %i choices, where it has some, is valid and of that kind', count => {
    const made = plainCustomization(kind, 'x'.repeat(50), NAMES.slice(0, count));
    expect(validate('NewCustomization', made)).toEqual([]);
    expect([...rules.values()].filter(rule => rule.violates(made))).toEqual([]);
    expect(plainKindOf(made)).toBe(kind);
    const choices = 'choicesSettings' in made ? made.choicesSettings.choices : [];
    expect(choices.map(({ name }) => name)).toEqual(
      kind === 'free text modifier' ? [] : NAMES.slice(0, count),
    );
  });
});

it('choices of swatches differ in colour', () => {
  const colours = NAMES.map((name, place) => plainChoice('swatch option', name, place)).map(choice =>
    'colorCode' in choice ? choice.colorCode : '',
  );
  expect(new Set(colours).size).toBe(NAMES.length);
  for (const colour of colours) expect(colour).toMatch(/^#[0-9A-F]{6}$/);
});

it('every kind is drawn, or every one that has choices', () => {
  const kinds = (options?: { withChoices: boolean }) =>
    new Set(fc.sample(plainKind(options), { numRuns: 100, seed: 90 }));
  expect(kinds()).toEqual(new Set(PLAIN_KINDS));
  expect(kinds({ withChoices: true })).toEqual(
    new Set(PLAIN_KINDS.filter(kind => kind !== 'free text modifier')),
  );
});
