/** Small drafts of products that explorations begin with. */
import type {
  ConnectedDraft,
  ModifierDraft,
  ProductDraft,
  VariantDraft,
} from '../../generators/product-draft.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';

const texts = (...names: string[]) => names.map(name => ({ choiceType: 'CHOICE_TEXT' as const, name }));

/** A text option with these choices. */
export function textOf(name: string, ...names: string[]): NewCustomization {
  return {
    name,
    customizationType: 'PRODUCT_OPTION',
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: { choices: texts(...names) },
  };
}

export const SIZE = textOf('Size', 'Small', 'Large');
export const COLOUR: NewCustomization = {
  name: 'Colour',
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'SWATCH_CHOICES',
  choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#CC0000' }] },
};
export const WRAP: NewCustomization = {
  ...textOf('Wrap', 'Paper'),
  customizationType: 'MODIFIER',
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT', name: 'Paper', defaultAddedPrice: '2.50' }] },
} as NewCustomization;
export const ENGRAVING: NewCustomization = {
  name: 'Engraving',
  customizationType: 'MODIFIER',
  customizationRenderType: 'FREE_TEXT',
  freeTextInput: { title: 'Your text', minCharCount: 1, maxCharCount: 20, defaultAddedPrice: '4.99' },
};

export const inline = (customization: NewCustomization): ConnectedDraft => ({
  customization,
  beforehand: false,
});
export const reused = (customization: NewCustomization): ConnectedDraft => ({
  customization,
  beforehand: true,
});
export const asked = (one: ConnectedDraft, mandatory = true): ModifierDraft => ({ ...one, mandatory });

export const priced = (
  amount: string,
  choices: number[],
  rest: Partial<VariantDraft> = {},
): VariantDraft => ({
  choices,
  price: { actualPrice: { amount } },
  ...rest,
});

/** A plain product with one variant, but for what is said. */
export function drafted(rest: Partial<ProductDraft> = {}): ProductDraft {
  return {
    name: 'Product',
    longName: false,
    handle: false,
    options: [],
    modifiers: [],
    variants: [priced('10.00', [])],
    by: 'names',
    ...rest,
  };
}
