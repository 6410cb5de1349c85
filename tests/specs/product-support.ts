/** Products with options, modifiers and variants, and short ways to speak about them. */
import type { Schemas } from '../../specs/contract.ts';
import type { OperationId } from '../../specs/operations.ts';
import { world } from './support.ts';

export type Option = Schemas['ProductOption'];
export type Modifier = Schemas['ProductModifier'];
export type Variant = Schemas['Variant'];
/** A product as an answer about a single one shows it. */
export type Product = Schemas['Product'] & {
  options: Option[];
  modifiers: Modifier[];
  variantsInfo: { variants: Variant[] };
};
type OptionInput = Schemas['ProductOptionInput'];
type VariantInput = Schemas['VariantInput'];

const texts = (names: readonly string[]) => ({
  choices: names.map(name => ({ choiceType: 'CHOICE_TEXT' as const, name })),
});

export const option = (name = 'Size', choices = ['S', 'M']) => ({
  name,
  optionRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: texts(choices),
});

export const swatchOption = (name = 'Colour') => ({
  name,
  optionRenderType: 'SWATCH_CHOICES' as const,
  choicesSettings: {
    choices: [
      { choiceType: 'ONE_COLOR' as const, name: 'Red', colorCode: '#F00' },
      { choiceType: 'ONE_COLOR' as const, name: 'Blue', colorCode: '#00F' },
    ],
  },
});

export const wrap = (name = 'Wrap', choices = ['Paper', 'Box']) => ({
  name,
  modifierRenderType: 'TEXT_CHOICES' as const,
  mandatory: false,
  choicesSettings: texts(choices),
});

export const note = (name = 'Note') => ({
  name,
  modifierRenderType: 'FREE_TEXT' as const,
  freeTextSettings: { title: 'Your note', minCharCount: 1, maxCharCount: 100 },
});

/** A variant's choice by names, and by ids of the option as it was answered. */
export const byName = ({ name = '', optionRenderType }: OptionInput, choiceName: string) => ({
  optionChoiceNames: { optionName: name, choiceName, renderType: optionRenderType },
});
export const byId = ({ id, choicesSettings }: Option, choiceName: string) => ({
  optionChoiceIds: { optionId: id, choiceId: choicesSettings.choices.find(is(choiceName))?.choiceId ?? '' },
});
const is = (wanted: string) => (one: { name: string }) => one.name === wanted;

export const variant = (amount = '10.00', ...choices: Schemas['VariantChoiceInput'][]): VariantInput => ({
  choices,
  price: { actualPrice: { amount } },
  physicalProperties: {},
});

/** One variant for every combination, each a unit dearer than the one before. */
export function variantsOf(options: readonly OptionInput[]): VariantInput[] {
  const combinations = options.reduce<ReturnType<typeof byName>[][]>(
    (sets, one) =>
      sets.flatMap(set =>
        (one.choicesSettings?.choices ?? []).map(({ name = '' }) => [...set, byName(one, name)]),
      ),
    [[]],
  );
  return combinations.map((choices, index) => variant(`${10 + index}.00`, ...choices));
}

interface Parts {
  options?: readonly OptionInput[];
  modifiers?: readonly object[];
  variants?: readonly object[];
}

/** A physical product; without `variants`, one for every combination. */
export const product = ({ options = [], modifiers = [], variants = variantsOf(options) }: Parts = {}) => ({
  name: 'Shirt',
  productType: 'PHYSICAL' as const,
  physicalProperties: {},
  ...(options.length > 0 && { options }),
  ...(modifiers.length > 0 && { modifiers }),
  variantsInfo: { variants },
});

export const digital = () => ({
  name: 'Song',
  productType: 'DIGITAL' as const,
  variantsInfo: { variants: [{ price: { actualPrice: { amount: '1' } } }] },
});

type World = ReturnType<typeof world>;

/** A refusal in one line: its status and its code, or what it says of which fields. */
export const told = ({ status, code, violations }: ReturnType<World['refusal']>) =>
  `${status} ${code ?? violations.join(', ')}`;

/** {@link world} for products. */
export function shop(options: Parameters<typeof world>[0] = {}) {
  const it = world(options);
  const one = (operation: OperationId, body: unknown, productId?: string, fields?: string[]): Product =>
    it.accepted<{ product: Product }>(operation, body, { productId }, fields).product;
  /** On top of the stored revision. */
  const patchOf = (id: string, change: object) => {
    const revision = it.model.products().find(stored => stored.id === id)?.revision ?? '1';
    return { id, revision, ...change };
  };
  return {
    ...it,
    make: (sent: object, fields?: string[]) => one('createProduct', { product: sent, fields }),
    read: (id: string, fields?: string[]) => one('getProduct', undefined, id, fields),
    patch: (id: string, change: object, fields?: string[]) =>
      one('updateProduct', { product: patchOf(id, change), fields }, id),
    remove: (productId: string) => it.accepted('deleteProduct', undefined, { productId }),
    refusedMake: (sent: unknown) => told(it.refusal('createProduct', { product: sent })),
    refusedPatch: (productId: string, change: object) =>
      told(it.refusal('updateProduct', { product: patchOf(productId, change) }, { productId })),
  };
}

export const variantsIn = ({ variantsInfo }: Product) => variantsInfo.variants;
export const amountsIn = (made: Product) => variantsIn(made).map(one => one.price.actualPrice.amount);
