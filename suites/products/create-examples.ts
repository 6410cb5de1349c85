/**
 * The products of "About Product Options and Variants", as they stand but for names and SKUs: on a shared site these must say
 * whose they are. Snippets of options and modifiers are put on the smallest product that can have them. The snippet of linked
 * media is left out: its media ids stand for files that a target cannot have.
 */
import { type Check, check } from '../../engine/check.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { showsProduct, showsVariants } from '../../engine/matchers/products.ts';
import { plainProduct } from '../../generators/product.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';

type Option = NonNullable<NewProduct['options']>[number];
type Modifier = NonNullable<NewProduct['modifiers']>[number];

const SIZE: Option = {
  name: 'Size',
  optionRenderType: 'TEXT_CHOICES',
  choicesSettings: {
    choices: [
      { choiceType: 'CHOICE_TEXT', name: 'S' },
      { choiceType: 'CHOICE_TEXT', name: 'M' },
      { choiceType: 'CHOICE_TEXT', name: 'L' },
    ],
  },
};
const COLOR: Option = {
  name: 'Color',
  optionRenderType: 'SWATCH_CHOICES',
  choicesSettings: {
    choices: [
      { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#FF0000' },
      { choiceType: 'ONE_COLOR', name: 'Blue', colorCode: '#0000FF' },
    ],
  },
};
const GIFT_MESSAGE: Modifier = {
  name: 'Gift message',
  modifierRenderType: 'FREE_TEXT',
  mandatory: false,
  freeTextSettings: { minCharCount: 0, maxCharCount: 200, title: 'Enter your gift message' },
};

const matVariant = (color: string, thickness: string, amount: string, weight: number) => ({
  visible: true,
  sku: `YOGA-${color}-${thickness}`.toUpperCase(),
  choices: [
    { optionChoiceNames: { optionName: 'Color', choiceName: color, renderType: 'SWATCH_CHOICES' as const } },
    {
      optionChoiceNames: {
        optionName: 'Thickness',
        choiceName: thickness,
        renderType: 'TEXT_CHOICES' as const,
      },
    },
  ],
  price: { actualPrice: { amount } },
  physicalProperties: { weight },
});

const YOGA_MAT: NewProduct = {
  name: 'Premium Yoga Mat',
  description: {
    nodes: [
      {
        type: 'PARAGRAPH',
        id: 'desc1',
        nodes: [
          {
            type: 'TEXT',
            textData: { text: 'Professional-grade yoga mat with superior grip and cushioning.' },
          },
        ],
        paragraphData: { textStyle: { textAlignment: 'AUTO' } },
      },
    ],
    metadata: { version: 1, id: 'yoga-mat-desc' },
  },
  productType: 'PHYSICAL',
  physicalProperties: {},
  visible: true,
  options: [
    {
      name: 'Color',
      optionRenderType: 'SWATCH_CHOICES',
      choicesSettings: {
        choices: [
          { choiceType: 'ONE_COLOR', name: 'Purple', colorCode: '#800080' },
          { choiceType: 'ONE_COLOR', name: 'Teal', colorCode: '#008080' },
        ],
      },
    },
    {
      name: 'Thickness',
      optionRenderType: 'TEXT_CHOICES',
      choicesSettings: {
        choices: [
          { choiceType: 'CHOICE_TEXT', name: '4mm' },
          { choiceType: 'CHOICE_TEXT', name: '6mm' },
        ],
      },
    },
  ],
  modifiers: [
    {
      name: 'Personalization',
      modifierRenderType: 'FREE_TEXT',
      mandatory: false,
      freeTextSettings: {
        minCharCount: 0,
        maxCharCount: 20,
        title: 'Add your name or initials',
        defaultAddedPrice: '5.00',
      },
    },
  ],
  variantsInfo: {
    variants: [
      matVariant('Purple', '4mm', '39.99', 1.0),
      matVariant('Purple', '6mm', '49.99', 1.5),
      matVariant('Teal', '4mm', '39.99', 1.0),
      matVariant('Teal', '6mm', '49.99', 1.5),
    ],
  },
};

type Example = [requirement: string, id: string, title: string, product: NewProduct];

const EXAMPLES: Example[] = [
  ['PROD-VARIANT-004', 'yoga-mat', 'the yoga mat with two options, a modifier and four variants', YOGA_MAT],
  ['PROD-OPTION-001', 'size', 'an inline text option', plainProduct('Shirt', { options: [SIZE] })],
  ['PROD-OPTION-025', 'color', 'an inline swatch option', plainProduct('Shirt', { options: [COLOR] })],
  [
    'PROD-VARIANT-004',
    'combinations',
    'two colours and three sizes make six variants',
    plainProduct('Shirt', { options: [COLOR, SIZE] }),
  ],
  [
    'PROD-MODIFIER-003',
    'gift-message',
    'an inline free-text modifier',
    plainProduct('Mug', { modifiers: [GIFT_MESSAGE] }),
  ],
];

function example([requirement, id, title, product]: Example): Check {
  return check({
    id: `products.create.example.${id}`,
    title: `The documentation's example is stored as sent: ${title}`,
    profile: 'products',
    points: { stored: requirement },
    async run({ api, given, judge, settle }) {
      const sent = given.productNamed(product);
      const made = await api.products.create(sent).accepted();
      const { name, productType, options, modifiers } = sent;
      const stored = all(
        showsProduct({ name, productType, ...(options && { options }), ...(modifiers && { modifiers }) }),
        showsVariants(sent),
      );
      judge('stored', await settle.soon('get-after-create', () => api.products.get(made.id), stored), stored);
    },
  });
}

export const createExamples: Check[] = EXAMPLES.map(example);
