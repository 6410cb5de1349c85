/** Drafts of products in words. */
import type { ProductChange } from '../../generators/product-change.ts';
import type { ModifierDraft, ProductDraft, VariantDraft } from '../../generators/product-draft.ts';
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

/** What an update is to change. */
export function tellChange(product: ProductDraft, change: ProductChange): string[] {
  const { options, variants } = product;
  const at = (place: number) => tellVariant(product, variants[place] as VariantDraft);
  switch (change.kind) {
    case 'name':
      return [`update its name to …${quoted(change.name)}`];
    case 'hide':
      return ['update it to be hidden'];
    case 'modifiers':
      return change.modifiers.length === 0
        ? ['update it to have no modifiers']
        : ['update its modifiers to these alone:', ...tellModifiers(change.modifiers)];
    case 'variants':
      return [
        'update its options and variants, all of them sent again',
        ...change.dropped.map(place => `  but ${at(place)}`),
        ...change.priced.map(({ at: place, price }) => `  ${at(place)}, now ${price.actualPrice.amount}`),
        ...change.fresh.map(variant => `  and besides ${tellVariant(product, variant)}`),
      ];
    case 'choice':
      return ['update it to list the last choice of its first option as well, with a variant of it'];
    case 'drop-option':
      return [`update it to have no option …${quoted(options[change.at]?.customization.name ?? '')}`];
    case 'first-option':
      return [`update it to have ${tellCustomization(change.option.customization)}`];
  }
}

const tellModifiers = (modifiers: readonly ModifierDraft[]): string[] =>
  modifiers.map(
    ({ customization, mandatory }) =>
      `  ${tellCustomization(customization)}${mandatory ? ', mandatory' : ''}`,
  );
