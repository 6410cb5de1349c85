/** Customizations, choices and settings a client might send. */

import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import { type ContractOptions, validOf } from './contract.ts';
import { contentSeed, readable, readableName } from './faker.ts';

type NewCustomization = Schemas['NewCustomization'];
type NewTextOption = Schemas['NewTextChoicesCustomization'];
type NewSwatchOption = Schemas['NewSwatchChoicesCustomization'];
type NewFreeText = Schemas['NewFreeTextCustomization'];
type NewTextChoice = Schemas['NewTextChoice'];
type NewSwatchChoice = Schemas['NewSwatchChoice'];
type CustomizationType = Schemas['CustomizationType'];
type RenderType = Schemas['CustomizationRenderType'];
type ChoiceRenderType = Exclude<RenderType, 'FREE_TEXT'>;

export interface CustomizationOptions extends ContractOptions {
  type?: CustomizationType;
  renderType?: RenderType;
  /** Given name, such as one with the run's prefix. */
  name?: string;
}

const SCHEMA_OF = {
  TEXT_CHOICES: 'NewTextChoicesCustomization',
  SWATCH_CHOICES: 'NewSwatchChoicesCustomization',
  FREE_TEXT: 'NewFreeTextCustomization',
} as const;

/**
 * Customizations of every shape that a target must accept: readable names and edge lengths, choices with unlike names,
 * prices on modifiers only. Free text comes as a modifier unless `type` insists (SIL-24).
 */
export function customization(options: CustomizationOptions = {}): fc.Arbitrary<NewCustomization> {
  const { type, renderType, name, ...rest } = options;
  const { refine, ...others } = rest;
  // The type is set before the last touch, which looks at it.
  const typed = type === undefined ? refine : { CustomizationType: () => fc.constant(type), ...refine };
  const kinds = renderType === undefined ? renderTypesFor(type) : [renderType];
  const each = kinds.map(kind => validOf<keyof Schemas>(SCHEMA_OF[kind], { ...others, refine: typed }));
  return fc.oneof(...each).map(value => {
    const forced = type === undefined ? {} : { customizationType: type };
    return {
      ...(value as NewCustomization),
      ...forced,
      ...(name === undefined ? {} : { name }),
    } as NewCustomization;
  });
}

function renderTypesFor(type: CustomizationType | undefined): RenderType[] {
  return type === 'PRODUCT_OPTION'
    ? ['TEXT_CHOICES', 'SWATCH_CHOICES']
    : ['TEXT_CHOICES', 'SWATCH_CHOICES', 'FREE_TEXT'];
}

/** One choice that fits a render type, with names and prices up to their limits. */
export function choice(options: { renderType: 'TEXT_CHOICES' }): fc.Arbitrary<NewTextChoice>;
export function choice(options: { renderType: 'SWATCH_CHOICES' }): fc.Arbitrary<NewSwatchChoice>;
export function choice(options: {
  renderType: ChoiceRenderType;
}): fc.Arbitrary<NewTextChoice | NewSwatchChoice>;
export function choice(options: {
  renderType: ChoiceRenderType;
}): fc.Arbitrary<NewTextChoice | NewSwatchChoice> {
  return options.renderType === 'TEXT_CHOICES' ? validOf('NewTextChoice') : validOf('NewSwatchChoice');
}

/** Free-text settings with counts in order. */
export function freeTextSettings(): fc.Arbitrary<Schemas['NewFreeTextSettings']> {
  return validOf('NewFreeTextSettings');
}

export interface PlainChoices {
  /** Exact number of choices, at least 1. */
  count?: number;
  /** Whether some choices carry a price. */
  priced?: boolean;
}

/** Fewest and most choices of a plain customization. */
const PLAIN_SIZES = { min: 2, max: 4 };

/** Plain text choices: unlike ASCII names, nothing else unless priced. */
export function textChoices(options: PlainChoices = {}): fc.Arbitrary<NewTextChoice[]> {
  return plain(options, (name, price) => ({ choiceType: 'CHOICE_TEXT', name, ...price }));
}

/** Plain swatches: unlike ASCII names and `#RRGGBB` colours. */
export function swatchChoices(options: PlainChoices = {}): fc.Arbitrary<NewSwatchChoice[]> {
  return plain(options, (name, price, colorCode) => ({ choiceType: 'ONE_COLOR', name, colorCode, ...price }));
}

type Price = { defaultAddedPrice?: string };

function plain<T>(
  { count, priced = false }: PlainChoices,
  make: (name: string, price: Price, colorCode: string) => T,
): fc.Arbitrary<T[]> {
  const size = count === undefined ? fc.integer(PLAIN_SIZES) : fc.constant(count);
  const prices = fc.array(fc.option(price(), { nil: undefined }), {
    minLength: PLAIN_SIZES.max,
    maxLength: PLAIN_SIZES.max,
  });
  return fc.tuple(size, contentSeed(), prices).map(([length, seed, costs]) =>
    unlikeNames(length, seed).map((name, index) => {
      const cost = priced ? costs[index % costs.length] : undefined;
      return make(name, cost === undefined ? {} : { defaultAddedPrice: cost }, colour(seed + index));
    }),
  );
}

/** Readable names, numbered where faker repeats itself; in a list of n every name is another, whatever its case. */
function unlikeNames(count: number, seed: number): string[] {
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const found = readableName('choice', seed, index, 40);
    const name = seen.has(found.toLowerCase()) ? `${found} ${index + 1}` : found;
    seen.add(name.toLowerCase());
    return name;
  });
}

/** Everyday prices in units of the site's currency, `"0.00"` to `"99.99"`. */
function price(): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 9999 }).map(cents => (cents / 100).toFixed(2));
}

/** A colour for a number: neighbours differ, since the multiplier is odd and visits all 2^24 colours. */
function colour(index: number): string {
  return `#${(((index % 2 ** 24) * 0x9e3779) % 2 ** 24).toString(16).padStart(6, '0').toUpperCase()}`;
}

/** A product option with 2–4 plain text choices. */
export function textOption(): fc.Arbitrary<NewTextOption> {
  return textKind('PRODUCT_OPTION');
}

/** A product option with 2–4 plain swatches. */
export function swatchOption(): fc.Arbitrary<NewSwatchOption> {
  return swatchKind('PRODUCT_OPTION');
}

/** A modifier with 2–4 plain text choices, some of them priced. */
export function textModifier(): fc.Arbitrary<NewTextOption> {
  return textKind('MODIFIER');
}

/** A modifier with 2–4 plain swatches, some of them priced. */
export function swatchModifier(): fc.Arbitrary<NewSwatchOption> {
  return swatchKind('MODIFIER');
}

/** A modifier that asks for free text: readable title, room for 1 to 500 characters, sometimes a price. */
export function freeTextModifier(): fc.Arbitrary<NewFreeText> {
  return fc
    .tuple(
      readable('customization'),
      readable('title'),
      fc.integer({ min: 1, max: 500 }),
      fc.nat(500),
      price(),
      fc.boolean(),
    )
    .map(([name, title, maxCharCount, least, defaultAddedPrice, priced]) => ({
      name,
      customizationType: 'MODIFIER',
      customizationRenderType: 'FREE_TEXT',
      freeTextInput: {
        title,
        minCharCount: Math.min(least, maxCharCount),
        maxCharCount,
        ...(priced ? { defaultAddedPrice } : {}),
      },
    }));
}

function textKind(customizationType: CustomizationType): fc.Arbitrary<NewTextOption> {
  const choices = textChoices({ priced: customizationType === 'MODIFIER' });
  return fc.tuple(readable('customization'), choices).map(([name, made]) => ({
    name,
    customizationType,
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: { choices: made },
  }));
}

function swatchKind(customizationType: CustomizationType): fc.Arbitrary<NewSwatchOption> {
  const choices = swatchChoices({ priced: customizationType === 'MODIFIER' });
  return fc.tuple(readable('customization'), choices).map(([name, made]) => ({
    name,
    customizationType,
    customizationRenderType: 'SWATCH_CHOICES',
    choicesSettings: { choices: made },
  }));
}
