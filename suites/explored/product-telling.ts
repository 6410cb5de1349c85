/** Drafts of products in words. */
import type { ProductDraft, VariantDraft } from '../../generators/product-draft.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { quoted, tellCustomization } from './telling.ts';

/** What a product is to be, a line for each of its parts. */
export function tellProduct(draft: ProductDraft): string[] {
  const { options, modifiers, variants, visible, handle, longName, by } = draft;
  const beforehand = [...options, ...modifiers].filter(one => one.beforehand);
  const own = [...options, ...modifiers].filter(one => !one.beforehand);
  const extras = [
    longName && 'with a name of 80 characters',
    visible === false && 'hidden',
    handle && 'with a handle',
  ].filter(Boolean);
  return [
    ...beforehand.map(({ customization }) => `create ${tellCustomization(customization)}`),
    `create a product${extras.length > 0 ? `, ${extras.join(', ')}` : ''}, with ${parts(draft)}`,
    ...own.map(({ customization }) => `  of its own: ${tellCustomization(customization)}`),
    ...tellMandatory(draft),
    ...variants.slice(0, TOLD).map(variant => `  ${tellVariant(draft, variant)}`),
    ...(variants.length > TOLD ? [`  … (${variants.length} variants in all)`] : []),
    ...(by === 'ids' ? ['  the variants name their choices by ids'] : []),
  ];
}

const TOLD = 6;

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function parts({ options, modifiers, variants }: ProductDraft): string {
  return [
    counted(options.length, 'option'),
    counted(modifiers.length, 'modifier'),
    counted(variants.length, 'variant'),
  ].join(', ');
}

function tellMandatory({ modifiers }: ProductDraft): string[] {
  const asked = modifiers.filter(({ mandatory }) => mandatory).map(({ customization }) => customization.name);
  return asked.length > 0 ? [`  mandatory: ${asked.map(quoted).join(', ')}`] : [];
}

/** A variant by its choices, with all it has. */
export function tellVariant({ options }: Pick<ProductDraft, 'options'>, variant: VariantDraft): string {
  const { choices, price, visible, weight, sku, barcode } = variant;
  const names = choices.map((at, i) => choiceName(options[i]?.customization, at));
  const { actualPrice, compareAtPrice } = price;
  return [
    `a variant${names.length > 0 ? ` of ${names.map(quoted).join(' and ')}` : ''} for ${actualPrice.amount}`,
    compareAtPrice && `compared at ${compareAtPrice.amount}`,
    visible !== undefined && (visible ? 'visible' : 'hidden'),
    weight !== undefined && `weight ${weight}`,
    sku !== undefined && `SKU of ${sku} characters`,
    barcode !== undefined && `barcode of ${barcode} characters`,
  ]
    .filter(Boolean)
    .join(', ');
}

function choiceName(made: NewCustomization | undefined, at: number): string {
  return made && 'choicesSettings' in made ? (made.choicesSettings.choices[at]?.name ?? '') : '';
}
