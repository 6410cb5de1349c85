/** Lists of choices: the control and the other list are accepted, and each mistake is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHOICES_MISTAKES,
  type ChoicesGround,
  type ChoicesMistakeId,
  choicesGround,
  choicesOf,
  groundOf,
  isPossible,
} from '../../generators/choice-mistakes.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { again, notPlain, samplesOf } from './plain.ts';
import { site } from './world.ts';

const IDS = Object.keys(CHOICES_MISTAKES) as ChoicesMistakeId[];
const WRITES = ['addCustomizationChoices', 'setCustomizationChoices'] as const;
/** What Set takes: the old choices go, and a list may be left out no more than be empty (CUST-CHOICES-SET-007). */
const FINE_FOR_SET: ChoicesMistakeId[] = ['present'];

const [grounds, same, others] = samplesOf(choicesGround);

const namesIn = (ground: ChoicesGround) => [
  ...choicesOf(ground.customization).map(({ name }) => name),
  ...ground.control.map(({ name }) => name),
  ...ground.valid.map(({ name }) => name),
];

/** Statuses that the lists get on an empty site: the control's, and then that of another body. */
function answersTo(ground: ChoicesGround, write: (typeof WRITES)[number], body: unknown): number[] {
  const { customization, handle } = site();
  const { id }: Customization = customization(ground.customization);
  return [{ choices: ground.control }, body].map(sent => handle(write, sent, id).status);
}

describe('grounds', () => {
  it('are the same for the same seed, and plain data', () => {
    expect(same).toEqual(grounds);
    expect(others).not.toEqual(grounds);
    expect(notPlain(grounds)).toEqual([]);
  });

  it('have a customization and two lists with names of their own, none empty', () => {
    const isSound = (ground: ChoicesGround) =>
      new Set(namesIn(ground)).size === namesIn(ground).length &&
      [choicesOf(ground.customization), ground.control, ground.valid].every(list => list.length > 0);
    expect(grounds.filter(ground => !isSound(ground))).toEqual([]);
  });

  it.each(WRITES)('have lists that %s takes', write => {
    const refused = grounds.filter(ground =>
      answersTo(ground, write, { choices: ground.valid }).some(status => status !== 200),
    );
    expect(refused.slice(0, 2)).toEqual([]);
  });

  it('are texts and swatches, options and modifiers', () => {
    const kinds = grounds.map(
      ({ customization: { customizationType, customizationRenderType } }) =>
        `${customizationType} ${customizationRenderType}`,
    );
    expect(new Set(kinds).size).toBe(4);
  });

  it('made of given choices share them out, and lose none', () => {
    const property = fc.property(fc.integer({ min: 3, max: 40 }), count => {
      const choices = Array.from({ length: count }, (_, i) => ({
        choiceType: 'CHOICE_TEXT' as const,
        name: `${i}`,
      }));
      const ground = groundOf({
        name: 'Size',
        customizationType: 'PRODUCT_OPTION',
        customizationRenderType: 'TEXT_CHOICES',
        choicesSettings: { choices },
      });
      expect(namesIn(ground)).toEqual(choices.map(({ name }) => name));
      for (const list of [choicesOf(ground.customization), ground.control, ground.valid])
        expect(list.length).toBeGreaterThan(0);
    });
    fc.assert(property, { seed: 95 });
  });
});

describe('mistakes', () => {
  it.each(IDS)('%s is refused wherever it is possible, and leaves its ground alone', id => {
    const possible = grounds.filter(({ customization }) => isPossible(id, customization)).slice(0, 60);
    expect(possible.length).toBeGreaterThan(20);
    for (const ground of possible) {
      const before = again(ground);
      const body = CHOICES_MISTAKES[id].make(ground);
      expect(ground).toEqual(before);
      for (const write of WRITES) {
        if (write === 'setCustomizationChoices' && FINE_FOR_SET.includes(id)) continue;
        const [control, wrong = 0] = answersTo(ground, write, body);
        expect([id, write, control, wrong >= 400 && wrong < 500]).toEqual([id, write, 200, true]);
      }
    }
  });

  it('of each kind are possible for some customizations alone', () => {
    const [texts, swatches] = ['TEXT_CHOICES', 'SWATCH_CHOICES'].map(type =>
      grounds.find(({ customization }) => customization.customizationRenderType === type),
    );
    const possibleIn = (ground = grounds[0] as ChoicesGround) =>
      IDS.filter(id => isPossible(id, ground.customization));
    expect(possibleIn(texts)).toContain('colourOfText');
    expect(possibleIn(texts)).not.toContain('colourNotHex');
    expect(possibleIn(swatches)).toContain('colourNotHex');
    expect(possibleIn(swatches)).not.toContain('colourOfText');
  });
});
