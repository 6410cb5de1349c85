/** Variants for given options: all combinations or some, by names or by ids, with everything a variant may have. */

import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import { fromSteps } from '../specs/decimal.ts';

type VariantInput = Schemas['VariantInput'];
type Reference = Schemas['VariantChoiceInput'];
type Price = Schemas['VariantPriceInput'];

/** An option as a request names it, or as an answer shows it. */
export interface VariedOption {
  id?: string;
  name?: string;
  optionRenderType?: Schemas['OptionRenderType'];
  choicesSettings?: { choices: readonly { choiceId?: string; name?: string }[] };
}

export interface VariantSetOptions {
  /** All combinations, a part of them, or either (the default). Never more than `most`. */
  size?: 'full' | 'part';
  /** How variants name their choices; ids only of options that have them. */
  by?: 'names' | 'ids';
  /** Most variants; the documented maximum is 1,000. */
  most?: number;
}

/** Most variants of a product (PROD-VARIANT-038). */
export const VARIANTS_MAX = 1_000;
const PART_MAX = 12;
const WEIGHT_MAX = 999_999_999.99;

/** How many combinations of choices these options have; 1 without options. */
export function combinationsOf(options: readonly VariedOption[]): number {
  return options.reduce((total, { choicesSettings }) => total * (choicesSettings?.choices.length ?? 1), 1);
}

/**
 * Variant sets that a target must accept for these options: no combination twice, one choice of each option in each
 * variant, prices at and between the limits (source: PROD-VARIANT-001 to -037). SKUs and barcodes are unlike within the set;
 * `withOwnNames` makes them unlike everybody's.
 */
export function variantSet(
  options: readonly VariedOption[],
  { size, by = 'names', most = VARIANTS_MAX }: VariantSetOptions = {},
): fc.Arbitrary<VariantInput[]> {
  const total = combinationsOf(options);
  const all = fc.constant(Array.from({ length: Math.min(total, most) }, (_, i) => i));
  const some = fc.uniqueArray(fc.nat(total - 1), {
    minLength: 1,
    maxLength: Math.min(total, most, PART_MAX),
  });
  const chosen = size === 'full' || total === 1 ? all : size === 'part' ? some : fc.oneof(all, some);
  return chosen.chain(indexes => {
    const contents = fc.array(content(), { minLength: 1, maxLength: Math.min(indexes.length, PART_MAX) });
    return contents.map(drawn =>
      indexes.map((index, place) => ({
        ...numbered(drawn[place % drawn.length] as VariantInput, place),
        choices: referencesAt(index, options, by),
      })),
    );
  });
}

/** A plain variant of a combination, at a price in units of the site's currency. */
export function plainVariant(
  options: readonly VariedOption[],
  index: number,
  amount: string,
  by: 'names' | 'ids' = 'names',
): VariantInput {
  return {
    choices: referencesAt(index, options, by),
    price: { actualPrice: { amount } },
    physicalProperties: {},
  };
}

/** Plain variants of the first combinations, all when `most` is left out, each at another price. */
export function plainVariants(
  options: readonly VariedOption[],
  most = VARIANTS_MAX,
  by: 'names' | 'ids' = 'names',
): VariantInput[] {
  const length = Math.min(combinationsOf(options), most);
  return Array.from({ length }, (_, i) => plainVariant(options, i, `${10 + i}.50`, by));
}

/** The choices of one combination; combinations are counted with the last option turning fastest. */
function referencesAt(index: number, options: readonly VariedOption[], by: 'names' | 'ids'): Reference[] {
  let rest = index;
  return options
    .toReversed()
    .map(option => {
      const choices = option.choicesSettings?.choices ?? [];
      const choice = choices[rest % choices.length] ?? {};
      rest = Math.floor(rest / choices.length);
      return reference(option, choice, by);
    })
    .reverse();
}

/** How a variant names one choice of one option. */
export function reference(
  option: VariedOption,
  choice: { choiceId?: string; name?: string },
  by: 'names' | 'ids' = 'names',
): Reference {
  const { id = '', name = '', optionRenderType } = option;
  if (by === 'ids') return { optionChoiceIds: { optionId: id, choiceId: choice.choiceId ?? '' } };
  const names = { optionName: name, choiceName: choice.name ?? '', renderType: optionRenderType };
  return { optionChoiceNames: names };
}

/** What a variant has beside its choices. */
function content(): fc.Arbitrary<VariantInput> {
  return fc.record(
    {
      price: price(),
      physicalProperties: fc.record({ weight: weight() }, { requiredKeys: [], noNullPrototype: true }),
      visible: fc.boolean(),
      sku: fc.constant('sku'),
      barcode: fc.constant('barcode'),
    },
    { requiredKeys: ['price', 'physicalProperties'], noNullPrototype: true },
  );
}

function numbered(drawn: VariantInput, place: number): VariantInput {
  const { sku, barcode, ...rest } = structuredClone(drawn);
  return {
    ...rest,
    ...(sku !== undefined && { sku: `SKU-${place + 1}` }),
    ...(barcode !== undefined && { barcode: `${400_000 + place}` }),
  };
}

const SCALE = 3;
/** 999999999.99 in thousandths. */
const TOP = 999_999_999_990n;

/** An amount in everyday size or at a limit, sometimes with a higher one to compare with. */
export function price(): fc.Arbitrary<Price> {
  const edge = fc.constantFrom(0n, 1n, 10n, TOP - 10n, TOP);
  const everyday = fc.bigInt({ min: 0n, max: 999_990n }).map(steps => (steps / 10n) * 10n);
  const steps = fc.oneof({ weight: 4, arbitrary: everyday }, { weight: 1, arbitrary: edge });
  return fc
    .tuple(steps, fc.boolean(), fc.bigInt({ min: 10n, max: 100_000n }))
    .map(([actual, compared, more]) => ({
      actualPrice: { amount: fromSteps(actual, SCALE) },
      ...(compared &&
        actual + more <= TOP && { compareAtPrice: { amount: fromSteps(actual + more, SCALE) } }),
    }));
}

function weight(): fc.Arbitrary<number> {
  const everyday = fc.integer({ min: 0, max: 100_000 }).map(grams => grams / 1000);
  return fc.oneof(
    { weight: 4, arbitrary: everyday },
    { weight: 1, arbitrary: fc.constantFrom(0, WEIGHT_MAX) },
  );
}
