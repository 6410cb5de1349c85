/** A product as an answer shows it, and the same with something else about it. */
import { Answer, type JsonObject } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import type { NewProduct, Product } from '../../specs/openapi.types.ts';
import { answerOf, exchangeOf } from './support.ts';

const chosen = (...ids: [optionId: string, choiceId: string][]) =>
  ids.map(([optionId, choiceId]) => ({ optionChoiceIds: { optionId, choiceId } }));

const SHIRT = {
  id: 'p',
  revision: '7',
  createdDate: '2026-01-01T00:00:00Z',
  updatedDate: '2026-01-02T00:00:00Z',
  name: 'Shirt',
  slug: 'shirt',
  handle: 'handle',
  visible: true,
  productType: 'PHYSICAL',
  options: [
    {
      id: 'size',
      name: 'Size',
      optionRenderType: 'TEXT_CHOICES',
      choicesSettings: {
        choices: [
          { choiceId: 's', name: 'S', choiceType: 'CHOICE_TEXT' },
          { choiceId: 'm', name: 'M', choiceType: 'CHOICE_TEXT' },
        ],
      },
    },
    {
      id: 'hue',
      name: 'Hue',
      optionRenderType: 'SWATCH_CHOICES',
      choicesSettings: {
        choices: [{ choiceId: 'r', name: 'Red', choiceType: 'ONE_COLOR', colorCode: '#F00' }],
      },
    },
  ],
  modifiers: [
    {
      id: 'note',
      name: 'Note',
      modifierRenderType: 'FREE_TEXT',
      mandatory: true,
      freeTextSettings: { title: 'Text', minCharCount: 1, maxCharCount: 9 },
    },
    {
      id: 'wrap',
      name: 'Wrap',
      modifierRenderType: 'TEXT_CHOICES',
      mandatory: false,
      choicesSettings: {
        choices: [{ choiceId: 'b', name: 'Box', choiceType: 'CHOICE_TEXT', addedPrice: '1.5' }],
      },
    },
  ],
  variantsInfo: {
    variants: [
      {
        id: 'v1',
        visible: true,
        sku: 'sku 1',
        barcode: 'bar 1',
        price: { actualPrice: { amount: '10.50' } },
        choices: chosen(['size', 's'], ['hue', 'r']),
      },
      {
        id: 'v2',
        visible: false,
        sku: 'sku 2',
        barcode: 'bar 2',
        price: { actualPrice: { amount: '11' } },
        choices: chosen(['size', 'm'], ['hue', 'r']),
      },
    ],
  },
  variantSummary: { variantCount: 2 },
};

/** A shirt in two sizes and one colour, with two modifiers. */
export const shirt = (over: object = {}) => ({ ...structuredClone(SHIRT), ...over }) as unknown as Product;

/** The shirt with the member at `path` set to `value`, or left out: see `change`. */
export const shirtWith = (path: string, value: unknown) => change(shirt(), path, value).body;

/** What was sent for the shirt: the first variant by names, the second by ids. */
export function sentShirt(): NewProduct {
  const byName = (optionName: string, choiceName: string, renderType: 'TEXT_CHOICES' | 'SWATCH_CHOICES') => ({
    optionChoiceNames: { optionName, choiceName, renderType },
  });
  const price = (amount: string) => ({ actualPrice: { amount } });
  return {
    name: 'Shirt',
    productType: 'PHYSICAL',
    variantsInfo: {
      variants: [
        {
          choices: [byName('Hue', 'Red', 'SWATCH_CHOICES'), byName('Size', 'S', 'TEXT_CHOICES')],
          price: price('10.5'),
          sku: 'sku 1',
          barcode: 'bar 1',
        },
        { choices: chosen(['size', 'm'], ['hue', 'r']), price: price('11.00'), visible: false },
      ],
    },
  };
}

/** An answer with this product in it. */
export const showingProduct = (product: unknown): Answer => answerOf(200, { product });

/** The same of a create, with another status. */
export function createdWith(status: number, product: unknown): Answer {
  const { request, ...rest } = exchangeOf(status, { product });
  return new Answer({ ...rest, request: { ...request, operation: 'createProduct' } });
}

/** An answer that lists these read-only variants. */
export const listingVariants = (...variants: unknown[]): Answer => answerOf(200, { variants });

/** A read-only variant of the shirt. */
export const copyOf = (variantId: string, over: object = {}): JsonObject => ({
  variantId,
  productData: { productId: 'p' },
  ...over,
});
