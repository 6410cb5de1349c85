/** Defects of variants. */
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import { NOBODY } from '../tools.ts';
import {
  amountIn,
  answers,
  CREATE,
  calls,
  choicesIn,
  drops,
  type Json,
  list,
  newProducts,
  newVariants,
  object,
  objects,
  only,
  optionsIn,
  productIn,
  products,
  refusesProducts,
  schema,
  variants,
  variantsIn,
} from './tools.ts';

const row = rowsOf('PROD-VARIANT');

/** The ids of a variant's choices are changed on their way out. */
const choiceIds = (edit: (ids: Json) => void) =>
  variants(variant => {
    for (const choice of objects(variant.choices)) {
      const ids = object(choice.optionChoiceIds);
      if (ids) edit(ids);
    }
  });

const combinations = (product: Json): number =>
  optionsIn(product).reduce((total, option) => total * choicesIn(option).length, 1);

const named = (option: Json, { name }: Json): Json => ({
  optionChoiceNames: { optionName: option.name, choiceName: name, renderType: option.optionRenderType },
});

/** A single option gets a variant for each choice that has none. */
const completes = newProducts(product => {
  const [option, ...others] = optionsIn(product);
  const all = variantsIn(product);
  if (!option || others.length > 1 || all.length >= combinations(product)) return;
  const [second] = others;
  const wanted = choicesIn(option).flatMap(choice =>
    second
      ? choicesIn(second).map(other => [named(option, choice), named(second, other)])
      : [[named(option, choice)]],
  );
  const known = new Set(all.map(({ choices }) => JSON.stringify(choices)));
  const missing = wanted.filter(choices => !known.has(JSON.stringify(choices)));
  const [first] = all;
  const { price, physicalProperties } = first ?? {};
  product.variantsInfo = {
    variants: [...all, ...missing.map(choices => ({ choices, price, physicalProperties }))],
  };
});

const withNames = calls('getProduct', call => {
  call.fields = [...(call.fields ?? []), 'VARIANT_OPTION_CHOICE_NAMES'];
});

const withoutNames = calls('getProduct', call => {
  call.fields = call.fields?.filter(name => name !== 'VARIANT_OPTION_CHOICE_NAMES');
});

const refusesVariants = (when: (variant: Json) => boolean) =>
  refusesProducts(product => variantsIn(product).some(when));

const hasReference = (member: string) => (variant: Json) =>
  objects(variant.choices).some(choice => choice[member] !== undefined);

/** Texts of variants are cut before the model sees them. */
const cuts = (member: string) =>
  newVariants(variant => {
    if (typeof variant[member] === 'string') variant[member] = String(variant[member]).slice(0, 40);
  });

const required = (name: string) => ({ contract: [{ at: `/components/schemas/${name}/required`, to: [] }] });

const amounts = (keywords: Parameters<typeof schema>[2]) => schema('MoneyInput', 'amount', keywords);

/** Products whose lowest price has that amount are refused. */
const isFree = (variant: Json): boolean => Number(amountIn(variant).amount) === 0;

/** Visibility is passed on in one direction only. */
const oneWay = (towards: 'product' | 'variant') =>
  rules(sound => ({
    visibilitySynced(product, write) {
      const both = sound.visibilitySynced(product, write);
      return towards === 'product'
        ? { ...both, variants: product.variants }
        : { ...both, visible: product.visible };
    },
  }));

const range = (edit: (range: Json, product: Json) => void) =>
  products(product => {
    const found = object(product.actualPriceRange);
    if (found) edit(found, product);
  });

export const productVariantFaults: Fault[] = [
  fault(
    'variants-default-twice',
    row(1),
    'A product without options shows its default variant twice.',
    products(product => {
      const info = object(product.variantsInfo);
      const [first] = variantsIn(product);
      if (info && first && optionsIn(product).length === 0) info.variants = [first, { ...first }];
    }),
  ),
  fault(
    'variants-default-with-choice',
    row(2),
    'The default variant has a choice of no option.',
    variants((variant, product) => {
      if (optionsIn(product).length > 0) return;
      variant.choices = [{ optionChoiceIds: { optionId: NOBODY, choiceId: NOBODY } }];
    }),
  ),
  fault(
    'variants-first-default',
    row(3),
    'Of several default variants the first is taken.',
    drops('one-default-variant'),
  ),
  fault(
    'variants-at-most-five',
    row(4),
    'Six variants are refused.',
    refusesProducts(product => variantsIn(product).length > 5),
  ),
  fault(
    'variants-must-be-complete',
    row(5),
    'Fewer variants than combinations are refused.',
    refusesProducts(product => variantsIn(product).length < combinations(product)),
  ),
  fault('variants-completed', row(6), 'Missing variants are added.', completes),
  fault('variants-may-lack-choices', row(7), 'A variant may lack a choice.', drops('choice-of-every-option')),
  fault(
    'variants-with-two-choices',
    row(8),
    'A variant may have two choices of an option.',
    drops('one-choice-per-option'),
  ),
  fault('variants-twice', row(9), 'Two variants may be the same.', drops('combinations-distinct')),
  fault(
    'variants-of-no-option',
    row(10),
    'Choices of options that are not there are passed over.',
    drops('variant-options-known'),
  ),
  fault(
    'variants-of-no-choice',
    row(11),
    'Choices that are not there are passed over.',
    drops('variant-choices-known'),
  ),
  fault(
    'variants-default-beside-options',
    row(12),
    'A variant without choices may stand beside options.',
    drops('no-default-beside-options'),
  ),
  fault(
    'variants-not-by-names',
    row(13),
    'Variants that name their choices are refused.',
    refusesVariants(hasReference('optionChoiceNames')),
  ),
  fault(
    'variants-without-choice-ids',
    row(14),
    'Variants do not tell the ids of their choices.',
    variants(variant => {
      for (const choice of objects(variant.choices)) delete choice.optionChoiceIds;
    }),
  ),
  fault(
    'variants-foreign-option-ids',
    row(15),
    'Variants refer to options by ids that no option has.',
    choiceIds(ids => {
      ids.optionId = NOBODY;
    }),
  ),
  fault(
    'variants-foreign-choice-ids',
    row(16),
    'Variants refer to choices by ids that no choice has.',
    choiceIds(ids => {
      ids.choiceId = NOBODY;
    }),
  ),
  fault('variants-always-named', row(17), 'Variants always tell the names of their choices.', withNames),
  fault('variants-never-named', row(17), 'Variants never tell the names of their choices.', withoutNames),
  fault(
    'variants-without-render-type',
    row(18),
    'A choice may be named without the render type.',
    drops('variant-render-type-given'),
  ),
  fault(
    'variants-any-render-type',
    row(19),
    'A choice may be named with any render type.',
    drops('variant-render-type-fits'),
  ),
  fault(
    'variants-not-by-ids',
    row(20),
    'Variants that tell the ids of their choices are refused.',
    refusesVariants(hasReference('optionChoiceIds')),
  ),
  fault('variants-without-price', row(21), 'A variant without a price is free.', required('VariantInput')),
  fault(
    'variants-without-actual-price',
    row(22),
    'A price without actualPrice is zero.',
    required('VariantPriceInput'),
  ),
  fault(
    'variants-round-prices',
    row(23),
    'Prices are told without their decimals.',
    variants(variant => {
      amountIn(variant).amount = String(amountIn(variant).amount).split('.')[0];
    }),
  ),
  fault(
    'variants-price-numbers',
    row(23),
    'Amounts are numbers.',
    variants(variant => {
      amountIn(variant).amount = Number(amountIn(variant).amount);
    }),
  ),
  fault('variants-never-free', row(24), 'A price of zero is refused.', refusesVariants(isFree)),
  fault(
    'variants-negative-price',
    row(25),
    'Negative prices are accepted.',
    amounts({ 'x-decimal-minimum': '-1000' }),
  ),
  fault(
    'variants-four-decimals',
    row(26),
    'Prices may have four decimals.',
    amounts({ 'x-decimal-scale': 9 }),
  ),
  fault(
    'variants-any-price',
    row(27),
    'Prices may be as high as one likes.',
    amounts({ 'x-decimal-maximum': '9999999999999' }),
  ),
  fault(
    'variants-compare-at-any-price',
    row(28),
    'The price to compare with may be below the price.',
    drops('compare-at-not-below'),
  ),
  fault('variants-cut-skus', row(29), 'SKUs are cut after 40 characters.', cuts('sku')),
  fault(
    'variants-refuse-sku-40',
    row(29),
    'A SKU of 40 characters is refused.',
    schema('VariantInput', 'sku', { maxLength: 39 }),
  ),
  fault('variants-cut-barcodes', row(30), 'Barcodes are cut after 40 characters.', cuts('barcode')),
  fault(
    'variants-refuse-barcode-40',
    row(30),
    'A barcode of 40 characters is refused.',
    schema('VariantInput', 'barcode', { maxLength: 39 }),
  ),
  fault(
    'variants-hidden-by-default',
    row(31),
    'Variants are hidden unless the caller shows them.',
    newVariants((variant, product) => {
      if (optionsIn(product).length > 0) variant.visible ??= false;
    }),
  ),
  fault(
    'variants-hide-products',
    row(32),
    'A product without visible variants is hidden.',
    products(product => {
      const all = variantsIn(product);
      if (all.length > 0 && all.every(({ visible }) => visible === false)) product.visible = false;
    }),
  ),
  fault(
    'variants-ignore-product',
    row(33),
    'A hidden product leaves its variant visible.',
    oneWay('product'),
  ),
  fault(
    'variants-ignored-by-product',
    row(34),
    'A hidden variant leaves its product visible.',
    oneWay('variant'),
  ),
  fault(
    'variants-ids-in-words',
    row(35),
    'The ids of variants are no GUIDs.',
    variants((variant, _product, index) => {
      variant.id = `variant-${index + 1}`;
    }),
  ),
  fault(
    'variants-share-ids',
    row(35),
    'All variants of a product have one id.',
    variants((variant, product) => {
      variant.id = variantsIn(product)[0]?.id;
    }),
  ),
  fault(
    'variants-range-of-the-first',
    row(36),
    'The price range ends at the first price.',
    range((found, product) => {
      const [first] = variantsIn(product);
      if (first) found.maxValue = amountIn(first);
    }),
  ),
  fault(
    'variants-range-from-zero',
    row(36),
    'The price range begins at zero.',
    range(found => {
      found.minValue = { amount: '0' };
    }),
  ),
  fault(
    'variants-share-prices',
    row(37),
    'All variants cost what the first one costs.',
    newVariants((variant, product) => {
      variant.price = variantsIn(product)[0]?.price;
    }),
  ),
  fault(
    'variants-share-visibility',
    row(37),
    'All variants are visible when the first one is.',
    newVariants((variant, product) => {
      variant.visible = variantsIn(product)[0]?.visible;
    }),
  ),
  fault('variants-at-most-999', row(38), '1,000 variants are refused.', {
    contract: [{ at: '/components/schemas/VariantsInfoInput/properties/variants/maxItems', to: 999 }],
  }),
  fault('variants-more-than-1000', row(38), '1,001 variants are accepted.', {
    contract: [{ at: '/components/schemas/VariantsInfoInput/properties/variants/maxItems', to: 5000 }],
  }),
  fault(
    'variants-lose-the-last',
    row(38),
    'Of more than 500 variants the last one is lost.',
    newProducts(product => {
      const all = variantsIn(product);
      if (all.length > 500) product.variantsInfo = { variants: all.slice(0, -1) };
    }),
  ),
  fault(
    'variants-physical-and-digital',
    row(39),
    'A digital product may have physical variants.',
    drops('variant-type-fits'),
  ),
  fault(
    'variants-take-profit',
    row(41),
    'The profit of a variant is the one that was sent.',
    only(CREATE, (next, call) => {
      const reply = structuredClone(next(call));
      const [sent] = variantsIn(object(object(call.body)?.product) ?? {});
      const profit = object(sent?.revenueDetails)?.profit;
      const [made] = variantsIn(productIn(reply) ?? {});
      if (made && profit) made.revenueDetails = { ...object(made.revenueDetails), profit };
      return reply;
    }),
  ),
  fault(
    'variants-answered-without',
    row(4),
    'The answer to a create lacks the last of several variants.',
    answers(CREATE, body => {
      const info = object(object(body.product)?.variantsInfo);
      if (info && list(info.variants).length > 1) info.variants = list(info.variants).slice(0, -1);
    }),
  ),
];
