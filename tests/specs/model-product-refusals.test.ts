import { describe, expect, it } from 'vitest';
import { digital, note, option, product, shop, swatchOption, variant, wrap } from './product-support.ts';
import { namesIn } from './support.ts';

const text = (name: string, more: object = {}) => ({ choiceType: 'CHOICE_TEXT', name, ...more });
const colour = (more: object) => ({ choiceType: 'ONE_COLOR', name: 'x', ...more });
const withChoices = (sent: object, ...choices: object[]) => ({ ...sent, choicesSettings: { choices } });
const priced = (price: unknown) => product({ variants: [{ price }] });
const costing = (amount: string, compareAt?: string) =>
  priced({ actualPrice: { amount }, ...(compareAt && { compareAtPrice: { amount: compareAt } }) });
const withVariant = (more: object) => product({ variants: [{ ...variant(), ...more }] });
const withOption = (sent: object) => ({ ...product(), options: [sent] });
const withModifier = (...modifiers: object[]) => product({ modifiers });
const sized = (...sets: unknown[]) =>
  product({ options: [option()], variants: sets.map(choices => ({ ...variant(), choices })) });
const sizes = (...names: string[]) =>
  names.map(choiceName => ({
    optionChoiceNames: { optionName: 'Size', choiceName, renderType: 'TEXT_CHOICES' },
  }));
const many = [...'1234567890x'];

const ONE = 'variantsInfo.variants[0]';
const AMOUNT = `${ONE}.price.actualPrice.amount`;
const CHOICES = 'options[0].choicesSettings.choices';
const WRAPS = 'modifiers[0].choicesSettings.choices';

type Case = [what: string, sent: unknown, told: string];

const ofForm: Case[] = [
  ['no name', { ...product(), name: undefined }, 'name REQUIRED_FIELD'],
  ['an empty name', { ...product(), name: '' }, 'name MIN_LENGTH'],
  ['81 characters', { ...product(), name: 'x'.repeat(81) }, 'name MAX_LENGTH'],
  ['a blank name', { ...product(), name: ' ' }, 'name ONLY_SPACES_STRING_ERROR'],
  ['no type', { ...product(), productType: undefined }, 'productType REQUIRED_FIELD'],
  ['an unknown type', { ...product(), productType: 'X' }, 'productType INVALID_ENUM_VALUE'],
  [
    'no physicalProperties',
    { ...product(), physicalProperties: undefined },
    'physicalProperties ONE_OF_ALIGNMENT',
  ],
  ['no variantsInfo', { ...product(), variantsInfo: undefined }, 'variantsInfo REQUIRED_FIELD'],
  ['no variants', product({ variants: [] }), 'variantsInfo.variants MIN_SIZE'],
  ['1001 variants', product({ variants: Array(1001).fill(variant()) }), 'variantsInfo.variants MAX_SIZE'],
  ['a crooked slug', { ...product(), slug: 'a b' }, 'slug INVALID_SLUG_FORMAT'],
  [
    'a digital product in the point of sale',
    { ...digital(), visibleInPos: true },
    'visibleInPos DIGITAL_PRODUCT_CANNOT_BE_VISIBLE_IN_POS',
  ],
  [
    'a physical variant of a digital product',
    { ...product(), productType: 'DIGITAL' },
    `${ONE}.physicalProperties VARIANTS_TYPED_PROPERTIES_ARE_NOT_ALIGNED`,
  ],
  ['no price', product({ variants: [{}] }), `${ONE}.price REQUIRED_FIELD`],
  ['no actualPrice', priced({}), `${ONE}.price.actualPrice REQUIRED_FIELD`],
  ['a number as price', priced(10), `${ONE}.price VALIDATION`],
  ['a negative price', costing('-0.01'), `${AMOUNT} DECIMAL_GTE`],
  ['four decimals', costing('1.0001'), `${AMOUNT} DECIMAL_MAX_SCALE`],
  ['a price too high', costing('999999999.991'), `${AMOUNT} DECIMAL_LTE`],
  ['a lower compareAtPrice', costing('10', '9.99'), '428 COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE'],
  ['a long SKU', withVariant({ sku: 's'.repeat(41) }), `${ONE}.sku MAX_LENGTH`],
  ['a long barcode', withVariant({ barcode: 's'.repeat(41) }), `${ONE}.barcode MAX_LENGTH`],
  ['a crooked variant id', withVariant({ id: 'x' }), `${ONE}.id FORMAT`],
];

const ofOptions: Case[] = [
  ['seven', { ...product(), options: many.slice(0, 7).map(n => option(n, ['x'])) }, 'options MAX_SIZE'],
  ['no name', withOption({ ...option(), name: undefined }), '400 PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED'],
  [
    'no type',
    withOption({ ...option(), optionRenderType: undefined }),
    '400 PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED',
  ],
  ['a long name', withOption(option('x'.repeat(51))), 'options[0].name MAX_LENGTH'],
  [
    'no choicesSettings',
    withOption({ ...option(), choicesSettings: undefined }),
    'options[0].choicesSettings REQUIRED_ONE_OF_FIELD',
  ],
  ['no choices', withOption(option('x', [])), `${CHOICES} MIN_SIZE`],
  [
    'free text',
    withOption({ ...option(), optionRenderType: 'FREE_TEXT' }),
    'options[0].optionRenderType INVALID_ENUM_VALUE',
  ],
  [
    'a choice without type',
    withOption(withChoices(option(), { name: 'S' })),
    '400 PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED',
  ],
  ['a long choice name', withOption(option('x', ['x'.repeat(51)])), `${CHOICES}[0].name MAX_LENGTH`],
  [
    'a colour among texts',
    withOption(withChoices(option(), text('S'), colour({ colorCode: '#FFF' }))),
    `${CHOICES}[1].choiceType INVALID_CHOICE_TYPE`,
  ],
  [
    'a colour without code',
    withOption(withChoices(swatchOption(), colour({}))),
    `${CHOICES}[0].colorCode INVALID_CHOICE_VALUE`,
  ],
  [
    'a text with a colour code',
    withOption(withChoices(option(), text('S', { colorCode: '#FFF' }))),
    `${CHOICES}[0].colorCode INVALID_CHOICE_VALUE`,
  ],
  [
    'a code too short',
    withOption(withChoices(swatchOption(), colour({ colorCode: '#F' }))),
    `${CHOICES}[0].colorCode MIN_LENGTH, product.${CHOICES}[0].colorCode FORMAT`,
  ],
  ['one twice', product({ options: [option(), option()] }), '428 DUPLICATE_PRODUCT_OPTIONS'],
  ['a choice twice', withOption(option('x', ['S', 'S'])), `${CHOICES}[1].name DUPLICATE_CHOICE_NAME`],
];

const ofModifiers: Case[] = [
  ['eleven', withModifier(...many.map(note)), 'modifiers MAX_SIZE'],
  ['no name', withModifier({ ...note(), name: undefined }), '400 MODIFIER_NAME_AND_TYPE_REQUIRED'],
  [
    'no settings',
    withModifier({ ...note(), freeTextSettings: undefined }),
    'modifiers[0].freeTextSettings REQUIRED_ONE_OF_FIELD',
  ],
  ['both settings', withModifier({ ...wrap(), ...note() }), 'modifiers[0].freeTextSettings ONE_OF_ALIGNMENT'],
  [
    'the other settings',
    withModifier({ ...wrap(), modifierRenderType: 'FREE_TEXT' }),
    'modifiers[0].choicesSettings ONE_OF_ALIGNMENT',
  ],
  [
    'a choice without name',
    withModifier(withChoices(wrap(), { choiceType: 'CHOICE_TEXT' })),
    '400 MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED',
  ],
  [
    'a colour among texts',
    withModifier(withChoices(wrap(), colour({ colorCode: '#FFF' }))),
    `${WRAPS}[0].choiceType INVALID_CHOICE_TYPE`,
  ],
  [
    'a negative price',
    withModifier(withChoices(wrap(), text('x', { addedPrice: '-1' }))),
    `${WRAPS}[0].addedPrice DECIMAL_GTE`,
  ],
  [
    'a price too fine',
    withModifier(withChoices(wrap(), text('x', { addedPrice: '0.0001' }))),
    `${WRAPS}[0].addedPrice DECIMAL_MAX_SCALE`,
  ],
  [
    '501 characters',
    withModifier({ ...note(), freeTextSettings: { maxCharCount: 501 } }),
    'modifiers[0].freeTextSettings.maxCharCount MAX',
  ],
  ['one twice', withModifier(note(), note()), 'modifiers[1].id MODIFIERS_ID_DUPLICATION_ERROR'],
];

const ofSets: Case[] = [
  ['two default variants', product({ variants: [variant(), variant()] }), '428 INVALID_DEFAULT_VARIANT'],
  ['a default beside options', sized(sizes('S'), []), '428 INVALID_DEFAULT_VARIANT'],
  ['no options', withVariant({ choices: sizes('S') }), `${ONE}.choices[0] MISSING_VARIANT_OPTION`],
  ['an unknown choice', sized(sizes('XL')), '428 MISSING_VARIANT_OPTION_CHOICE'],
  [
    'no render type',
    sized([{ optionChoiceNames: { optionName: 'Size', choiceName: 'S' } }]),
    '428 MISSING_VARIANT_OPTION_CHOICE',
  ],
  [
    'the other render type',
    sized([{ optionChoiceNames: { ...sizes('S')[0]?.optionChoiceNames, renderType: 'SWATCH_CHOICES' } }]),
    '428 MISSING_VARIANT_OPTION_CHOICE',
  ],
  ['two choices of an option', sized(sizes('S', 'M')), '428 DUPLICATE_VARIANT_OPTION_CHOICE'],
  [
    'a choice too few',
    product({ options: [option(), swatchOption()], variants: [{ ...variant(), choices: sizes('S') }] }),
    '428 MISSING_VARIANT_OPTION_CHOICE',
  ],
  ['a combination twice', sized(sizes('S'), sizes('S')), '428 DUPLICATE_VARIANT_OPTION_CHOICE'],
];

describe.each([
  ['products', ofForm],
  ['options', ofOptions],
  ['modifiers', ofModifiers],
  ['variants', ofSets],
])('Create refuses %s with', (_, cases) => {
  it.each(cases)('%s', (_what, sent, expected) => {
    const whole = /^\d{3} /.test(expected) ? expected : `400 product.${expected}`;
    expect(shop().refusedMake(sent)).toBe(whole);
  });
});

describe('Create refuses', () => {
  it('what is no product', () => {
    const { refusedMake, refused } = shop();
    expect(refusedMake(undefined)).toBe('400 product REQUIRED_FIELD');
    expect(refusedMake([])).toBe('400 product VALIDATION');
    expect(refused(400, 'createProduct').violations).toEqual(['product REQUIRED_FIELD']);
    expect(refused(400, 'createProduct', { product: product(), fields: ['X'] }).violations).toEqual([
      'fields[0] INVALID_ENUM_VALUE',
    ]);
  });

  it('a taken slug', () => {
    const { make, refusedMake } = shop();
    make({ ...product(), slug: 'mine' });
    expect(refusedMake({ ...product(), slug: 'mine' })).toBe('409 DUPLICATE_SLUG_ERROR');
  });

  it('and leaves neither customizations nor choices behind', () => {
    const { refusedMake, model, make } = shop();
    const [known] = make(product({ options: [option()] })).options;
    const options = [option('Size', ['S', 'XL']), swatchOption()];
    const sent = product({ options, modifiers: [note()], variants: [{ ...variant(), choices: sizes('S') }] });
    expect(refusedMake(sent)).toBe('428 MISSING_VARIANT_OPTION_CHOICE');
    expect(model.entities().map(one => [one.id, ...namesIn(one)])).toEqual([[known?.id, 'S', 'M']]);
    expect(model.products()).toHaveLength(1);
  });
});
