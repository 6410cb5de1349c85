/**
 * Products of every shape, as plans: what is made beforehand has no id yet, and names are not a run's own. Variants name
 * their choices by position, so that a plan stays sound when any part of it shrinks.
 */
import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import {
  customization,
  freeTextModifier,
  swatchModifier,
  swatchOption,
  textModifier,
  textOption,
} from './customization.ts';
import { readable } from './faker.ts';
import { MODIFIERS_MAX, OPTIONS_MAX } from './product.ts';
import { price } from './variant-set.ts';

type NewCustomization = Schemas['NewCustomization'];

/** A customization on its way into a product. */
export interface ConnectedDraft {
  customization: NewCustomization;
  /** It exists before the product, which then refers to it by its id; otherwise the product creates it. */
  beforehand: boolean;
  /** The name of a choice that it has besides, last, and that the product does not list. */
  reserve?: string;
}

export interface ModifierDraft extends ConnectedDraft {
  mandatory: boolean;
}

export interface VariantDraft {
  /** The positions of its choices, option by option. */
  choices: number[];
  price: Schemas['VariantPriceInput'];
  visible?: boolean;
  /** In kilograms or pounds, as the site has it. */
  weight?: number;
  /** Characters of the SKU and the barcode, which are to be a run's own. */
  sku?: number;
  barcode?: number;
}

export interface ProductDraft {
  name: string;
  /** Its name, filled up to the 80 characters it may have (PROD-CREATE-009). */
  longName: boolean;
  /** Only without options, where it is the variant's as well. */
  visible?: boolean;
  /** Whether the caller gives a handle. */
  handle: boolean;
  options: ConnectedDraft[];
  modifiers: ModifierDraft[];
  variants: VariantDraft[];
  /** How variants name their choices: by ids only where every option exists beforehand (PROD-VARIANT-020). */
  by: 'names' | 'ids';
}

/** Sizes of a draft; whatever is left out is as wide as a product may be. */
export interface DraftLimits {
  options?: { min: number; max: number };
  modifiers?: { min: number; max: number };
  /** Most variants; 60 unless said. */
  variants?: number;
  /** Whether options exist beforehand; either when left out. */
  beforehand?: boolean;
}

/** Choices of one option or modifier: enough to vary, and far from what sources disagree about. */
const CHOICES_MAX = 6;
/** A SKU and a barcode have up to 40 characters (PROD-VARIANT-029, -030); shorter ones could not hold a run's name. */
const CODES = [24, 25, 39, 40];
const VARIANTS_USUAL = 12;
const VARIANTS_RARE = 60;
const WEIGHTS = [0, 0.5, 1, 12.345, 999_999_999.99];

/** Plans that a target must accept once they are carried out. They shrink towards one plain variant and nothing else. */
export function productDraft(limits: DraftLimits = {}): fc.Arbitrary<ProductDraft> {
  const { options = { min: 0, max: OPTIONS_MAX }, modifiers = { min: 0, max: MODIFIERS_MAX } } = limits;
  const { variants = VARIANTS_RARE, beforehand } = limits;
  return fc
    .record({
      name: readable('customization', 30),
      longName: fc.constantFrom(false, false, false, true),
      hidden: fc.boolean(),
      handle: fc.boolean(),
      options: few(connected(optionKind(), beforehand), options),
      modifiers: few(modifier(), modifiers),
      seeds: seeds(variants),
      // Sets with all combinations, where there are no more than that.
      full: fc.constantFrom(0, 0, 0, VARIANTS_USUAL, VARIANTS_USUAL, VARIANTS_USUAL, variants),
      byIds: fc.boolean(),
    })
    .map(({ seeds: drawn, full, byIds, hidden, ...rest }) => {
      const { options: made } = rest;
      const known = made.length > 0 && made.every(one => one.beforehand);
      return {
        ...rest,
        ...(made.length === 0 && hidden && { visible: false }),
        variants: combined(made, drawn, Math.min(full, variants)),
        by: byIds && known ? ('ids' as const) : ('names' as const),
      };
    });
}

/** Mostly a few, sometimes many, sometimes as many as there may be. */
function few<T>(one: fc.Arbitrary<T>, { min, max }: { min: number; max: number }): fc.Arbitrary<T[]> {
  const some = fc.array(one, { minLength: min, maxLength: Math.max(min, Math.min(2, max)) });
  const many = (least: number) => fc.array(one, { minLength: least, maxLength: max, size: 'max' });
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 14, arbitrary: some },
    { weight: 1, arbitrary: many(min) },
    { weight: 1, arbitrary: many(max) },
  );
}

function connected(kind: fc.Arbitrary<NewCustomization>, beforehand?: boolean): fc.Arbitrary<ConnectedDraft> {
  return fc.record({
    customization: kind.map(inMeasure),
    beforehand: beforehand === undefined ? fc.boolean() : fc.constant(beforehand),
  });
}

const modifier = (beforehand?: boolean): fc.Arbitrary<ModifierDraft> =>
  fc
    .tuple(connected(modifierKind(), beforehand), fc.boolean())
    .map(([made, mandatory]) => ({ ...made, mandatory }));

/** Modifiers that exist before the product. */
export function draftModifiers({ min, max }: { min: number; max: number }): fc.Arbitrary<ModifierDraft[]> {
  return fc.array(modifier(true), { minLength: min, maxLength: max });
}

function optionKind(): fc.Arbitrary<NewCustomization> {
  const kinds: fc.Arbitrary<NewCustomization>[] = [textOption(), swatchOption()];
  return fc.oneof(...kinds, customization({ type: 'PRODUCT_OPTION' }));
}

function modifierKind(): fc.Arbitrary<NewCustomization> {
  const kinds: fc.Arbitrary<NewCustomization>[] = [freeTextModifier(), textModifier(), swatchModifier()];
  return fc.oneof(...kinds, customization({ type: 'MODIFIER' }));
}

/** Fewer choices, and colours in the one notation that every source takes (SIL-31). */
export function inMeasure(made: NewCustomization): NewCustomization {
  if (made.customizationRenderType === 'FREE_TEXT') return made;
  if (made.customizationRenderType === 'TEXT_CHOICES') {
    return { ...made, choicesSettings: { choices: made.choicesSettings.choices.slice(0, CHOICES_MAX) } };
  }
  const choices = made.choicesSettings.choices.slice(0, CHOICES_MAX).map(choice => ({
    ...choice,
    colorCode: `#${choice.colorCode.slice(1, 7).padEnd(6, '0')}`,
  }));
  return { ...made, choicesSettings: { choices } };
}

type Seed = Omit<VariantDraft, 'choices'> & { at: number };

/** A variant at any of the combinations; which ones there are is known later. */
function seeds(most: number): fc.Arbitrary<Seed[]> {
  return fc.array(variantSeed(), { minLength: 1, maxLength: Math.min(most, VARIANTS_USUAL) });
}

export function variantSeed(): fc.Arbitrary<Seed> {
  return fc.record(
    {
      at: fc.nat({ max: 2 ** 24 }),
      price: price(),
      visible: fc.boolean(),
      weight: fc.constantFrom(...WEIGHTS),
      sku: fc.constantFrom(...CODES),
      barcode: fc.constantFrom(...CODES),
    },
    { requiredKeys: ['at', 'price'], noNullPrototype: true },
  );
}

/**
 * The variants at the drawn combinations, each combination once; at all of them when there are no more than `most`. Without
 * options there is one, and the product alone says whether it is visible.
 */
function combined(options: readonly ConnectedDraft[], drawn: readonly Seed[], most: number): VariantDraft[] {
  const sizes = options.map(choiceCount);
  const total = sizes.reduce((product, size) => product * size, 1);
  const all = total <= most ? Array.from({ length: total }, (_, at) => at) : [];
  const places = [...new Set([...drawn.map(({ at }) => at % total), ...all])];
  return places.map((place, i) => {
    const { at: _, visible, ...content } = drawn[i % drawn.length] as Seed;
    const shown = options.length > 0 && visible !== undefined && { visible };
    return { ...content, ...shown, choices: positionsAt(place, sizes) };
  });
}

/** How many choices it has; 1 where it has none, as for a product of numbers. */
export function choiceCount({ customization: made }: ConnectedDraft): number {
  return made.customizationRenderType === 'FREE_TEXT' ? 1 : made.choicesSettings.choices.length;
}

/** The positions of one combination, the last option turning fastest. */
export function positionsAt(place: number, sizes: readonly number[]): number[] {
  let rest = place;
  return sizes
    .toReversed()
    .map(size => {
      const position = rest % size;
      rest = Math.floor(rest / size);
      return position;
    })
    .reverse();
}
