/** The facts about a product that was created, each under the requirement that says it. */
import type { Answer } from '../../engine/answer.ts';
import { all, type Matcher } from '../../engine/matchers/matcher.ts';
import { showsProduct } from '../../engine/matchers/products.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import type { VariantInput } from '../products/connected.ts';
import {
  type Connected,
  freeText,
  identity,
  isInline,
  isMandatory,
  isReused,
  ofType,
  showsModifiers,
  showsOptions,
} from './connected-shown.ts';
import {
  addsNoVariants,
  showsCombinations,
  showsPriceRange,
  showsVariantIds,
  showsVariantsWith,
  showsVisibleChoices,
} from './variants-shown.ts';

/** What is to be seen of a product that was sent so; nothing where the fact is not about this one. */
type Fact = (sent: NewProduct) => Matcher<Answer> | undefined;

/** Of the variants that were sent with the member. */
const whenSent =
  (member: keyof VariantInput): Fact =>
  sent =>
    sent.variantsInfo.variants.some(variant => variant[member] !== undefined)
      ? showsVariantsWith(sent, ({ [member]: value }) => (value === undefined ? {} : { [member]: value }))
      : undefined;

const hasOptions = ({ options = [] }: NewProduct): boolean => options.length > 0;
const isHidden = (variant: VariantInput): boolean => variant.visible === false;

const isPriced = (one: Connected): boolean =>
  isInline(one) && 'freeTextSettings' in one && one.freeTextSettings?.defaultAddedPrice !== undefined;

const TEXT = ['title', 'minCharCount', 'maxCharCount'];

/** Hidden variants leave the product visible; some say that it goes with them. */
const staysVisible: Fact = sent =>
  hasOptions(sent) && sent.variantsInfo.variants.some(isHidden) ? showsProduct({ visible: true }) : undefined;

/** Without options the product and its variant are hidden together. */
const hiddenTogether: Fact = sent =>
  sent.visible === false
    ? all(
        showsProduct({ visible: false }),
        showsVariantsWith(sent, () => ({ visible: false })),
      )
    : undefined;

type Facts = Record<string, readonly [requirement: string, fact: Fact]>;

/** What the others rest on: the options, and no variants beyond those of their choices. */
const BASIS = {
  inlineOptions: ['PROD-OPTION-001', sent => showsOptions(sent, isInline, identity())],
  reusedOptions: ['PROD-OPTION-010', sent => showsOptions(sent, isReused, identity('choiceId'))],
  noneAdded: ['PROD-VARIANT-006', addsNoVariants],
} as const satisfies Facts;

const DETAILS = {
  name: ['PROD-CREATE-009', ({ name }) => (name.length === 80 ? showsProduct({ name }) : undefined)],
  handle: ['PROD-CREATE-020', ({ handle }) => (handle === undefined ? undefined : showsProduct({ handle }))],
  colors: ['PROD-OPTION-025', sent => showsOptions(sent, ofType('SWATCH_CHOICES'), identity('colorCode'))],
  variantIds: ['PROD-VARIANT-035', () => showsVariantIds],
  prices: ['PROD-VARIANT-023', sent => showsVariantsWith(sent, ({ price }) => ({ price }))],
  priceRange: ['PROD-VARIANT-036', showsPriceRange],
  skus: ['PROD-VARIANT-029', whenSent('sku')],
  barcodes: ['PROD-VARIANT-030', whenSent('barcode')],
  visible: ['PROD-VARIANT-037', whenSent('visible')],
  visibleChoices: ['PROD-OPTION-032', sent => (hasOptions(sent) ? showsVisibleChoices : undefined)],
  staysVisible: ['PROD-VARIANT-032', staysVisible],
  hiddenTogether: ['PROD-VARIANT-033', hiddenTogether],
  inlineModifiers: ['PROD-MODIFIER-001', sent => showsModifiers(sent, isInline, identity())],
  reusedModifiers: ['PROD-MODIFIER-018', sent => showsModifiers(sent, isReused, identity('choiceId'))],
  freeText: ['PROD-MODIFIER-003', sent => showsModifiers(sent, ofType('FREE_TEXT'), freeText(...TEXT))],
  freeTextPrices: [
    'PROD-MODIFIER-004',
    sent => showsModifiers(sent, isPriced, freeText('defaultAddedPrice')),
  ],
  choicePrices: [
    'PROD-MODIFIER-005',
    sent => showsModifiers(sent, ofType('TEXT_CHOICES'), identity('addedPrice')),
  ],
  mandatory: ['PROD-MODIFIER-024', sent => showsModifiers(sent, () => true, isMandatory)],
} as const satisfies Facts;

const FACTS = { ...BASIS, ...DETAILS };

export type FactPoint = keyof typeof FACTS;

/** The points of a check that judges them. */
export const FACT_POINTS = Object.fromEntries(
  Object.entries(FACTS).map(([point, [requirement]]) => [point, requirement]),
) as Record<FactPoint, string>;

/** Those that are about a product that was sent so: all, or one part of them. */
export function factsOf(
  sent: NewProduct,
  part: 'basis' | 'details' | 'all' = 'all',
): [point: FactPoint, matcher: Matcher<Answer>][] {
  const facts = { basis: BASIS, details: DETAILS, all: FACTS }[part];
  return Object.entries(facts).flatMap(([point, [, fact]]) => {
    const matcher = (fact as Fact)(sent);
    return matcher ? [[point as FactPoint, matcher] as const] : [];
  }) as [FactPoint, Matcher<Answer>][];
}

/** Those about options and modifiers, which lists show as well. */
const CONNECTED: readonly FactPoint[] = [
  'inlineOptions',
  'reusedOptions',
  'colors',
  'inlineModifiers',
  'reusedModifiers',
  'freeText',
  'freeTextPrices',
  'choicePrices',
  'mandatory',
];

/** The options and modifiers as they were sent. */
export function showsConnected(sent: NewProduct): Matcher<Answer> {
  const facts = factsOf(sent).filter(([point]) => CONNECTED.includes(point));
  return all(...facts.map(([, matcher]) => matcher));
}

/** All that a product must show that was sent so; whether it stays visible is contested. */
export function showsWhole(sent: NewProduct): Matcher<Answer> {
  const facts = factsOf(sent).filter(([point]) => point !== 'staysVisible');
  return all(showsCombinations(sent), ...facts.map(([, matcher]) => matcher));
}
