/** Variant sets that Create Product refuses. */
import type { Check } from '../../engine/check.ts';
import { DIGITAL, OPTIONLESS, type ProductKind, TWO_OPTIONS } from './kinds.ts';
import { ALIGNMENT, mistake, type Refusal, refusal } from './refusals.ts';

type Rest = Pick<Refusal, 'code' | 'statuses'>;

/** A set with one of the mistakes that the generators know. */
function set(
  requirement: string,
  id: string,
  title: string,
  mistakes: string | string[],
  rest: Rest = {},
  kind: ProductKind = TWO_OPTIONS,
): Refusal {
  const wrong = [mistakes].flat().map(mistake);
  return { requirement, id: `variants.refuses.${id}`, title, kind, wrong, ...rest };
}

const MISALIGNED: Rest = { statuses: ALIGNMENT };

const ROWS: Refusal[] = [
  set(
    'PROD-VARIANT-003',
    'defaults-two',
    'Two variants without choices are refused on a product without options',
    'defaults-two',
    {},
    OPTIONLESS,
  ),
  set(
    'PROD-VARIANT-007',
    'choice-missing',
    'A variant with fewer choices than there are options is refused',
    'choice-missing',
    MISALIGNED,
  ),
  set(
    'PROD-VARIANT-008',
    'choice-doubled',
    'A variant with two choices of one option is refused',
    'choice-doubled',
    MISALIGNED,
  ),
  set(
    'PROD-VARIANT-009',
    'combination-doubled',
    'Two variants with the same choices are refused',
    'combination-doubled',
    { code: 'DUPLICATE_VARIANT_OPTION_CHOICE' },
  ),
  set(
    'PROD-VARIANT-010',
    'option-unknown',
    'A variant that names an option the product does not have is refused',
    'option-unknown',
    MISALIGNED,
  ),
  set(
    'PROD-VARIANT-011',
    'choice-unknown',
    'A variant that names a choice the option does not have is refused, also when another option has it',
    ['choice-unknown', 'choice-of-another-option'],
    { code: 'MISSING_VARIANT_OPTION_CHOICE' },
  ),
  set(
    'PROD-VARIANT-012',
    'default-alone',
    'A variant without choices is refused on a product with options, alone and beside others',
    ['default-alone', 'default-besides'],
    MISALIGNED,
  ),
  set(
    'PROD-VARIANT-018',
    'render-type-missing',
    'A choice named without renderType is refused',
    'render-type-missing',
    MISALIGNED,
  ),
  set(
    'PROD-VARIANT-019',
    'render-type-other',
    'A choice named with another renderType than the option has is refused',
    'render-type-other',
    MISALIGNED,
  ),
  set('PROD-VARIANT-021', 'price-missing', 'A variant without price is refused (X-22)', 'price-missing'),
  set(
    'PROD-VARIANT-022',
    'actual-price-missing',
    'A price without actualPrice is refused',
    'actual-price-missing',
  ),
  set('PROD-VARIANT-025', 'price-negative', 'A negative price is refused', 'price-negative'),
  set('PROD-VARIANT-026', 'price-4-decimals', 'A price with four decimals is refused', 'price-four-decimals'),
  set('PROD-VARIANT-027', 'price-too-high', 'A price above 999999999.99 is refused', 'price-too-high'),
  set(
    'PROD-VARIANT-028',
    'compare-at-below',
    'A compareAtPrice below the price is refused',
    'compare-at-below',
    { code: 'COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE' },
  ),
  set('PROD-VARIANT-029', 'sku-41', 'A SKU of 41 characters is refused', 'sku-41'),
  set('PROD-VARIANT-030', 'barcode-41', 'A barcode of 41 characters is refused', 'barcode-41'),
  set(
    'PROD-VARIANT-039',
    'physical-on-digital',
    'A physical variant of a digital product is refused',
    'physical-on-digital',
    { code: 'VARIANTS_TYPED_PROPERTIES_ARE_NOT_ALIGNED' },
    DIGITAL,
  ),
];

export const variantRefusals: Check[] = ROWS.map(refusal);
