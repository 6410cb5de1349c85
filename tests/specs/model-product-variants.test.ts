import { describe, expect, it } from 'vitest';
import {
  byId,
  byName,
  type Option,
  option,
  product,
  shop,
  swatchOption,
  variant,
  variantsIn,
  variantsOf,
} from './product-support.ts';
import { UNKNOWN } from './support.ts';

describe('variants', () => {
  const size = option('Size', ['S', 'M', 'L']);
  const colour = swatchOption();
  const options = [size, colour];

  it('are those that were sent, in their order, with ids of their own', () => {
    const { make } = shop();
    const full = make(product({ options }));
    expect(variantsIn(full)).toHaveLength(6);
    expect(full.variantSummary).toEqual({ variantCount: 6 });
    expect(new Set(variantsIn(full).map(one => one.id)).size).toBe(6);
    const part = make(product({ options, variants: variantsOf(options).slice(2, 5).reverse() }));
    const [shownSize, shownColour] = part.options as [Option, Option];
    const combinations = [
      ['L', 'Red'],
      ['M', 'Blue'],
      ['M', 'Red'],
    ] as const;
    expect(variantsIn(part).map(one => one.choices)).toEqual(
      combinations.map(([s, c]) => [byId(shownSize, s), byId(shownColour, c)]),
    );
  });

  it('may differ in everything but their options', () => {
    const { make } = shop();
    const [first, second] = variantsOf([size]);
    const own = { sku: 'b', barcode: '2', visible: false, physicalProperties: { weight: 2 } };
    const made = make(
      product({
        options: [size],
        variants: [
          { ...first, sku: 'a' },
          { ...second, ...own },
        ],
      }),
    );
    expect(variantsIn(made)).toMatchObject([{ sku: 'a', visible: true }, own]);
    expect(variantsIn(made)[0]).not.toHaveProperty('barcode');
    expect(made.visible).toBe(true);
  });

  it('may be named by ids once the option is known, also beside names', () => {
    const { make } = shop();
    const [known] = make(product({ options: [size] })).options as [Option];
    const variants = [
      variant('1', byId(known, 'S'), byName(colour, 'Red')),
      variant('2', byName(colour, 'Blue'), byId(known, 'L')),
    ];
    const made = make(product({ options: [{ id: known.id }, colour], variants }), [
      'VARIANT_OPTION_CHOICE_NAMES',
    ]);
    expect(variantsIn(made).map(one => one.choices?.map(each => each.optionChoiceNames?.choiceName))).toEqual(
      [
        ['S', 'Red'],
        ['Blue', 'L'],
      ],
    );
  });

  it('cannot name choices that the product leaves out, nor one twice by name and id', () => {
    const { make, refusedMake } = shop();
    const [known] = make(product({ options: [size] })).options as [Option];
    const part = {
      id: known.id,
      choicesSettings: {
        choices: known.choicesSettings.choices.slice(0, 2).map(({ choiceId }) => ({ choiceId })),
      },
    };
    const sent = (...variants: object[]) => refusedMake(product({ options: [part], variants }));
    expect(sent(variant('1', byId(known, 'L')))).toBe('428 MISSING_VARIANT_OPTION_CHOICE');
    expect(sent(variant('1', byName(size, 'L')))).toBe('428 MISSING_VARIANT_OPTION_CHOICE');
    expect(sent(variant('1', byName(size, 'S')), variant('2', byId(known, 'S')))).toBe(
      '428 DUPLICATE_VARIANT_OPTION_CHOICE',
    );
    const foreign = { optionChoiceIds: { optionId: UNKNOWN, choiceId: UNKNOWN } };
    expect(sent({ ...variant('1'), choices: [foreign] })).toBe(
      '400 product.variantsInfo.variants[0].choices[0] MISSING_VARIANT_OPTION',
    );
  });
});
