import { describe, expect, it } from 'vitest';
import { productRules } from '../../specs/model/semantics/products.ts';
import { requirements, silences } from '../../specs/registry.ts';
import { VARIANT_RULES } from '../../specs/variant-rules.ts';
import { digital, note, option, product, variant, wrap } from './product-support.ts';
import { judgeEach, keptAndBroken, type RuleCase } from './rule-cases.ts';

const options = (...entries: object[]) => ({ options: entries });
const modifiers = (...entries: object[]) => ({ modifiers: entries });
const withChoices = (sent: object, ...choices: object[]) => ({ ...sent, choicesSettings: { choices } });
const variants = (...entries: object[]) => ({ variantsInfo: { variants: entries } });
const priced = (actual: unknown, compareAt: unknown) =>
  variants({ price: { actualPrice: { amount: actual }, compareAtPrice: { amount: compareAt } } });

const S = { choiceType: 'CHOICE_TEXT', name: 'S' };
const RED = { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#F00' };
const choice = (list: string, index: number, member: string) =>
  `${list}[0].choicesSettings.choices[${index}].${member}`;

/** What holds for options as for modifiers, in the words of either. */
const ofBoth = (list: 'options' | 'modifiers', renderType: string): RuleCase[] => [
  ...keptAndBroken(
    `${list}-named-and-typed`,
    [{ [list]: [{ id: 'x' }, { name: 'a', [renderType]: 'TEXT_CHOICES' }] }, { [list]: [] }],
    [
      [{ [list]: [{}] }, `${list}[0].name`, `${list}[0].${renderType}`],
      [{ [list]: [{ id: 'x' }, { name: '', [renderType]: 'X' }] }, `${list}[1].name`],
      [{ [list]: [{ id: null, name: 'a' }] }, `${list}[0].${renderType}`],
    ],
  ),
  ...keptAndBroken(
    `${list}-choices-named-and-typed`,
    [{ [list]: [withChoices({}, S, { choiceId: 'x' })] }],
    [
      [{ [list]: [withChoices({}, S, {})] }, choice(list, 1, 'name'), choice(list, 1, 'choiceType')],
      [{ [list]: [withChoices({ id: 'x' }, { name: 'S' })] }, choice(list, 0, 'choiceType')],
    ],
  ),
  ...keptAndBroken(
    `${list}-choice-types-fit`,
    [
      { [list]: [withChoices({ [renderType]: 'TEXT_CHOICES' }, S, {})] },
      { [list]: [withChoices({ [renderType]: 'SWATCH_CHOICES' }, RED)] },
      { [list]: [withChoices({ id: 'x' }, RED, S)] },
    ],
    [
      [{ [list]: [withChoices({ [renderType]: 'TEXT_CHOICES' }, S, RED)] }, choice(list, 1, 'choiceType')],
      [{ [list]: [withChoices({ [renderType]: 'SWATCH_CHOICES' }, S)] }, choice(list, 0, 'choiceType')],
    ],
  ),
  ...keptAndBroken(
    `${list}-distinct`,
    [
      { [list]: [{ id: 'x' }, { id: 'y' }, { name: 'x' }] },
      {
        [list]: [
          { name: 'a', [renderType]: 'TEXT_CHOICES' },
          { name: 'a', [renderType]: 'SWATCH_CHOICES' },
        ],
      },
    ],
    [
      [{ [list]: [{ id: 'x' }, { id: 'y' }, { id: 'x', name: 'z' }] }, `${list}[2].id`],
      [
        {
          [list]: [
            { name: 'a', [renderType]: 'X' },
            { name: 'a', [renderType]: 'X' },
          ],
        },
        `${list}[1].id`,
      ],
    ],
  ),
  ...keptAndBroken(
    `${list}-choice-names-unique`,
    [
      { [list]: [withChoices({}, S, { name: 's' }, {}, {})] },
      { [list]: [withChoices({}, S), withChoices({}, S)] },
    ],
    [[{ [list]: [withChoices({}, S, { name: 'M' }, S)] }, choice(list, 2, 'name')]],
  ),
];

const ofProducts: RuleCase[] = [
  ...keptAndBroken(
    'physical-properties-given',
    [product(), digital(), {}],
    [
      [{ productType: 'PHYSICAL' }, 'physicalProperties'],
      [{ productType: 'PHYSICAL', physicalProperties: null }, 'physicalProperties'],
    ],
  ),
  ...keptAndBroken(
    'digital-not-in-pos',
    [{ ...product(), visibleInPos: true }, { ...digital(), visibleInPos: false }, digital()],
    [[{ ...digital(), visibleInPos: true }, 'visibleInPos']],
  ),
  ...keptAndBroken(
    'slug-well-formed',
    [{ slug: 'blue-shirt_2' }, { slug: 'größe' }, {}],
    [
      [{ slug: 'blue shirt' }, 'slug'],
      [{ slug: 'a/b' }, 'slug'],
    ],
  ),
  ...keptAndBroken(
    'product-not-only-blanks',
    [{ name: ' x ' }, product({ options: [option()], modifiers: [note(), wrap()] })],
    [
      [{ name: ' \t' }, 'name'],
      [
        options(option('\u00a0'), option('x', ['S', ' '])),
        'options[0].name',
        'options[1].choicesSettings.choices[1].name',
      ],
      [modifiers(wrap(' ', [' '])), 'modifiers[0].name', choice('modifiers', 0, 'name')],
      [modifiers({ ...note(), freeTextSettings: { title: ' ' } }), 'modifiers[0].freeTextSettings.title'],
    ],
  ),
  ...ofBoth('options', 'optionRenderType'),
  ...ofBoth('modifiers', 'modifierRenderType'),
  ...keptAndBroken(
    'option-choices-given',
    [options(option(), { id: 'x' })],
    [[options(option(), { name: 'x' }), 'options[1].choicesSettings']],
  ),
  ...keptAndBroken(
    'modifier-settings-given',
    [modifiers(note(), wrap(), { id: 'x' })],
    [
      [modifiers({ modifierRenderType: 'FREE_TEXT' }), 'modifiers[0].freeTextSettings'],
      [modifiers(note(), { name: 'x', freeTextInput: {} }), 'modifiers[1].choicesSettings'],
    ],
  ),
  ...keptAndBroken(
    'modifier-settings-single',
    [modifiers(note(), wrap())],
    [[modifiers(note(), { ...note(), ...wrap() }), 'modifiers[1].freeTextSettings']],
  ),
  ...keptAndBroken(
    'modifier-settings-fit',
    [modifiers(note(), wrap(), { freeTextSettings: {} }), modifiers({ ...wrap(), freeTextSettings: {} })],
    [
      [modifiers({ ...wrap(), modifierRenderType: 'FREE_TEXT' }), 'modifiers[0].choicesSettings'],
      [modifiers({ ...note(), modifierRenderType: 'SWATCH_CHOICES' }), 'modifiers[0].freeTextSettings'],
    ],
  ),
  ...keptAndBroken(
    'compare-at-not-below',
    [
      priced('9.9', '10'),
      priced('10.00', '10'),
      priced('10', undefined),
      priced('much', '1'),
      priced('1', 'more'),
    ],
    [[priced('10', '9.999'), 'variantsInfo.variants[0].price.compareAtPrice']],
  ),
  ...keptAndBroken(
    'variant-type-fits',
    [product(), digital(), { ...digital(), ...variants({ digitalProperties: {} }) }],
    [
      [{ ...digital(), ...variants({}, variant()) }, 'variantsInfo.variants[1].physicalProperties'],
      [
        { ...product(), ...variants({ digitalProperties: {} }) },
        'variantsInfo.variants[0].digitalProperties',
      ],
    ],
  ),
  ...keptAndBroken(
    'options-need-variants',
    [product(), product({ options: [option()] }), { name: 'x' }],
    [
      [options(option()), 'variantsInfo'],
      [options(), 'variantsInfo'],
    ],
  ),
  ['variants-need-options', variants(variant()), ['options'], product({ options: [option()] })],
  ['variants-need-options', product({ options: [option()] }), [], product({ options: [option()] })],
  ['variants-need-options', { options: [], ...variants(variant()) }, [], product({ options: [option()] })],
  ['variants-need-options', variants(variant()), [], product()],
  ['variants-need-options', { name: 'x' }, [], product({ options: [option()] })],
  ['digital-not-in-pos', { visibleInPos: true }, ['visibleInPos'], digital()],
  ['digital-not-in-pos', { visibleInPos: true }, [], product()],
  ['variant-type-fits', variants(variant()), ['variantsInfo.variants[0].physicalProperties'], digital()],
  ['variant-type-fits', variants(variant()), [], product()],
];

describe('rules of products', () => {
  judgeEach(
    ofProducts,
    [...productRules.values()].filter(rule => !VARIANT_RULES.includes(rule)),
  );
});

describe('every rule', () => {
  it.each([...productRules.values()])('$id survives whatever is thrown at it and cites its source', rule => {
    for (const value of [
      ...[undefined, null, 7, 'x', [], {}],
      { options: 1, modifiers: [null], variantsInfo: [] },
      {
        options: [null, 1, { choicesSettings: { choices: [null, 1] } }],
        variantsInfo: { variants: [null, 1] },
      },
      product({
        options: [option()],
        variants: [{ choices: [{ optionChoiceIds: 1 }, { optionChoiceNames: [] }, null] }],
      }),
    ])
      for (const stored of [undefined, value, product({ options: [option()] })])
        expect(() => rule.violates(value, stored)).not.toThrow();
    const sources = rule.source.split(', ').filter(source => source !== 'dossier 7.3');
    for (const source of sources) expect(requirements.has(source) || silences.has(source), source).toBe(true);
  });
});
