import { describe, expect, it } from 'vitest';
import { productRules } from '../../specs/model/semantics/products.ts';
import { VARIANT_RULES } from '../../specs/variant-rules.ts';
import { byId, byName, option, product, swatchOption, variant } from './product-support.ts';
import { findBy, judgeEach, keptAndBroken, type RuleCase } from './rule-cases.ts';

const size = option();
const colour = swatchOption();
const both = [size, colour];
const of = (...sets: object[][]) => product({ options: both, variants: sets.map(set => ({ choices: set })) });
const [s, m, red, blue] = [
  byName(size, 'S'),
  byName(size, 'M'),
  byName(colour, 'Red'),
  byName(colour, 'Blue'),
];
const names = (optionName: string, choiceName: string, renderType?: string) => ({
  optionChoiceNames: { optionName, choiceName, ...(renderType !== undefined && { renderType }) },
});
const at = (index: number, place?: number) =>
  `variantsInfo.variants[${index}]${place === undefined ? '' : `.choices[${place}]`}`;

const ofVariants: RuleCase[] = [
  ...keptAndBroken(
    'one-default-variant',
    [product(), product({ options: both, variants: [{}, {}] })],
    [[product({ variants: [variant(), {}, variant()] }), at(1)]],
  ),
  ...keptAndBroken(
    'no-default-beside-options',
    [product(), of([s, red])],
    [[product({ options: both, variants: [{ choices: [s, red] }, {}, { choices: [] }] }), at(1), at(2)]],
  ),
  ...keptAndBroken(
    'variant-options-known',
    [of([s, red], [m, blue]), product()],
    [
      [of([s, red], [s, names('Fit', 'S')]), at(1, 1)],
      [of([{}, { optionChoiceIds: { optionId: 'x', choiceId: 'y' } }]), at(0, 0), at(0, 1)],
      [product({ variants: [{ choices: [s] }] }), at(0, 0)],
    ],
  ),
  ...keptAndBroken(
    'variant-choices-known',
    [of([s, red]), of([names('Fit', 'S')])],
    [
      [of([s, red], [names('Size', 's'), red]), at(1, 0)],
      [of([names('Size', 'Red')]), at(0, 0)],
    ],
  ),
  ...keptAndBroken(
    'variant-render-type-given',
    [of([s, red]), of([names('Fit', 'S')])],
    [[of([s, names('Colour', 'Red')]), at(0, 1)]],
  ),
  ...keptAndBroken(
    'variant-render-type-fits',
    [of([s, red]), of([names('Size', 'S')])],
    [[of([s, names('Colour', 'Red', 'TEXT_CHOICES')]), at(0, 1)]],
  ),
  ...keptAndBroken(
    'one-choice-per-option',
    [of([s, red], [s, blue]), of([s])],
    [
      [of([s, red], [s, red, m]), at(1, 2)],
      [of([s, s]), at(0, 1)],
    ],
  ),
  ...keptAndBroken(
    'choice-of-every-option',
    [of([s, red]), of([red, s]), of([])],
    [
      [of([s, red], [m]), `${at(1)}.choices`],
      [of([s, m]), `${at(0)}.choices`],
    ],
  ),
  ...keptAndBroken(
    'combinations-distinct',
    [
      of([s, red], [m, red], [s, blue]),
      of([], []),
      product({ variants: [{ choices: [s] }, { choices: [s] }] }),
    ],
    [
      [of([s, red], [m, red], [s, red]), `${at(2)}.choices`],
      [of([s, red], [red, s]), `${at(1)}.choices`],
    ],
  ),
];

describe('rules of variants', () => {
  judgeEach(ofVariants, VARIANT_RULES);

  it('take names and ids of the options the product will have', () => {
    const shown = {
      ...size,
      id: 'o1',
      choicesSettings: {
        choices: size.choicesSettings.choices.map(one => ({ ...one, choiceId: `id-${one.name}` })),
      },
    };
    const stored = { options: [shown] };
    const sent = (...sets: object[][]) => ({
      variantsInfo: { variants: sets.map(set => ({ choices: set })) },
    });
    const broken = (value: unknown) =>
      [...productRules.keys()].filter(id => findBy(id, value, stored)?.length);
    expect(broken(sent([byId(shown, 'S')], [m]))).toEqual(['variants-need-options']);
    expect(findBy('combinations-distinct', sent([byId(shown, 'S')], [s]), stored)).toEqual([
      `${at(1)}.choices`,
    ]);
    expect(findBy('variant-choices-known', sent([byId(shown, 'XL')]), stored)).toEqual([at(0, 0)]);
    expect(findBy('variant-options-known', sent([red]), { ...of(), ...stored })).toEqual([at(0, 0)]);
    // An id wins over a name beside it.
    expect(
      findBy('variant-choices-known', sent([{ ...byId(shown, 'S'), ...names('Size', 'XL') }]), stored),
    ).toEqual([]);
  });
});
