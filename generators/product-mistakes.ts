/**
 * Products with one thing wrong in their options, modifiers or variants, each beside the kind of valid product it is made
 * from. What is wrong is a named rule, or one keyword of the schema.
 */
import type fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import { product } from './product.ts';
import { plainVariant, reference, VARIANTS_MAX } from './variant-set.ts';

type NewProduct = Schemas['NewProduct'];
type VariantInput = Schemas['VariantInput'];
type OptionInput = Schemas['ProductOptionInput'];

/** What a valid product must have for a mistake to be made in it. */
export type Ground = 'two-options' | 'default-variant' | 'digital';

export interface Mistake {
  /** What is wrong, in words. */
  describe: string;
  ground: Ground;
  /** Id of the rule it breaks, in `specs/product-rules.ts` or `specs/variant-rules.ts`. */
  rule?: string;
  /** Or the keyword of the schema, at this path. */
  breaks?: { keyword: string; path: RegExp };
  /** The valid product with that one thing wrong. */
  make(control: NewProduct): NewProduct;
}

/** Valid products of each ground, names not yet a run's own. */
export const GROUNDS: Record<Ground, () => fc.Arbitrary<NewProduct>> = {
  'two-options': () => product({ options: 2, modifiers: 1, variants: { size: 'full' } }),
  'default-variant': () => product({ options: 0, modifiers: 0 }),
  digital: () =>
    product({ options: 0, modifiers: 0 }).map(({ physicalProperties: _, ...made }) => ({
      ...made,
      productType: 'DIGITAL' as const,
      variantsInfo: {
        variants: made.variantsInfo.variants.map(({ physicalProperties: __, ...variant }) => variant),
      },
    })),
};

type Edit = (variant: VariantInput, options: readonly OptionInput[]) => VariantInput;

/** The last variant of a set is changed. */
const last =
  (edit: Edit) =>
  (control: NewProduct): NewProduct =>
    withVariants(control, (variants, options) =>
      variants.map((variant, i) => (i === variants.length - 1 ? edit(variant, options) : variant)),
    );

function withVariants(
  control: NewProduct,
  edit: (variants: readonly VariantInput[], options: readonly OptionInput[]) => VariantInput[],
): NewProduct {
  const { variants } = control.variantsInfo;
  return { ...control, variantsInfo: { variants: edit(variants, control.options ?? []) } };
}

const bare = ({ price, physicalProperties }: VariantInput): VariantInput => ({ price, physicalProperties });

/** The `at`-th reference of the last variant is changed. */
const lastReference = (
  at: number,
  edit: (names: Schemas['VariantChoiceNamesInput']) => Schemas['VariantChoiceNamesInput'],
) =>
  last(variant => ({
    ...variant,
    choices: variant.choices?.map((choice, i) =>
      i === at && choice.optionChoiceNames ? { optionChoiceNames: edit(choice.optionChoiceNames) } : choice,
    ),
  }));

const priced = (price: object) =>
  last(variant => ({ ...variant, price: { ...variant.price, ...price } }) as VariantInput);

const otherRenderType = (type: string | undefined) =>
  type === 'TEXT_CHOICES' ? ('SWATCH_CHOICES' as const) : ('TEXT_CHOICES' as const);

/** Every set of variants that must be refused, by what is wrong with it (PROD-VARIANT-003 to -012, -018, -019). */
const SETS: Record<string, Mistake> = {
  'choice-missing': {
    describe: 'the last variant has no choice of the last option',
    ground: 'two-options',
    rule: 'choice-of-every-option',
    make: last(variant => ({ ...variant, choices: variant.choices?.slice(0, -1) })),
  },
  'choice-doubled': {
    describe: 'the last variant has a second choice of the first option',
    ground: 'two-options',
    rule: 'one-choice-per-option',
    make: last((variant, [option]) => ({
      ...variant,
      choices: [...(variant.choices ?? []), ...referenceTo(option, 0)],
    })),
  },
  'choice-of-another-option': {
    describe: 'the last variant names a choice of the second option as one of the first',
    ground: 'two-options',
    rule: 'variant-choices-known',
    make: control => {
      const [own = [], others = []] = (control.options ?? []).map(choiceNames);
      const choiceName = others.find(name => !own.includes(name)) ?? 'No such choice';
      return lastReference(0, names => ({ ...names, choiceName }))(control);
    },
  },
  'choice-unknown': {
    describe: 'the last variant names a choice that the option does not have',
    ground: 'two-options',
    rule: 'variant-choices-known',
    make: lastReference(0, names => ({ ...names, choiceName: 'No such choice' })),
  },
  'option-unknown': {
    describe: 'the last variant names an option besides that the product does not have',
    ground: 'two-options',
    rule: 'variant-options-known',
    make: last((variant, [option]) => ({
      ...variant,
      choices: [...(variant.choices ?? []), ...referenceTo({ ...option, name: 'No such option' }, 0)],
    })),
  },
  'combination-doubled': {
    describe: 'the last variant has the choices of the first one',
    ground: 'two-options',
    rule: 'combinations-distinct',
    make: control =>
      withVariants(control, ([first, ...rest]) =>
        first ? [first, ...rest, { ...bare(first), choices: structuredClone(first.choices) }] : [],
      ),
  },
  'default-besides': {
    describe: 'beside the variants of the options there is one without choices',
    ground: 'two-options',
    rule: 'no-default-beside-options',
    make: control => withVariants(control, variants => [...variants, ...variants.slice(0, 1).map(bare)]),
  },
  'default-alone': {
    describe: 'the only variant has no choices, although there are options',
    ground: 'two-options',
    rule: 'no-default-beside-options',
    make: control => withVariants(control, variants => variants.slice(0, 1).map(bare)),
  },
  'defaults-two': {
    describe: 'there are two variants without choices and no options',
    ground: 'default-variant',
    rule: 'one-default-variant',
    make: control => withVariants(control, variants => [...variants, ...variants.map(bare)]),
  },
  'render-type-missing': {
    describe: 'the last variant names its first choice without renderType',
    ground: 'two-options',
    rule: 'variant-render-type-given',
    make: lastReference(0, ({ renderType: _, ...names }) => names),
  },
  'render-type-other': {
    describe: 'the last variant names its first choice with the other renderType',
    ground: 'two-options',
    rule: 'variant-render-type-fits',
    make: lastReference(0, names => ({ ...names, renderType: otherRenderType(names.renderType) })),
  },
  'variants-none': {
    describe: 'the list of variants is empty',
    ground: 'two-options',
    breaks: { keyword: 'minItems', path: /^variantsInfo\.variants$/ },
    make: control => withVariants(control, () => []),
  },
  'variants-1001': {
    describe: 'there are 1,001 variants, each of another combination',
    ground: 'two-options',
    breaks: { keyword: 'maxItems', path: /^variantsInfo\.variants$/ },
    make: control => {
      const [first = {}, second = {}] = control.options ?? [];
      const third = { ...second, name: `${second.name}-c` };
      const options = [withChoices(first, 11), withChoices(second, 10), withChoices(third, 10)];
      const variants = Array.from({ length: VARIANTS_MAX + 1 }, (_, i) => plainVariant(options, i, '10.00'));
      return { ...control, options, variantsInfo: { variants } };
    },
  },
};

/** Options and variants whose content is wrong, whatever combinations there are. */
const CONTENTS: Record<string, Mistake> = {
  'price-negative': {
    describe: 'the price of the last variant is -0.01',
    ground: 'two-options',
    breaks: { keyword: 'x-decimal-minimum', path: /price\.actualPrice\.amount$/ },
    make: priced({ actualPrice: { amount: '-0.01' }, compareAtPrice: undefined }),
  },
  'price-four-decimals': {
    describe: 'the price of the last variant is 10.0001',
    ground: 'two-options',
    breaks: { keyword: 'x-decimal-scale', path: /price\.actualPrice\.amount$/ },
    make: priced({ actualPrice: { amount: '10.0001' }, compareAtPrice: undefined }),
  },
  'price-too-high': {
    describe: 'the price of the last variant is 1000000000',
    ground: 'two-options',
    breaks: { keyword: 'x-decimal-maximum', path: /price\.actualPrice\.amount$/ },
    make: priced({ actualPrice: { amount: '1000000000' }, compareAtPrice: undefined }),
  },
  'price-missing': {
    describe: 'the last variant has no price',
    ground: 'two-options',
    breaks: { keyword: 'required', path: /variants\[\d+\]\.price$/ },
    make: last(({ price: _, ...variant }) => variant as VariantInput),
  },
  'actual-price-missing': {
    describe: 'the price of the last variant has no actualPrice',
    ground: 'two-options',
    breaks: { keyword: 'required', path: /price\.actualPrice$/ },
    make: last(variant => ({ ...variant, price: {} }) as VariantInput),
  },
  'compare-at-below': {
    describe: 'the compareAtPrice of the last variant is 1.00 below a price of 20.00',
    ground: 'two-options',
    rule: 'compare-at-not-below',
    make: priced({ actualPrice: { amount: '20.00' }, compareAtPrice: { amount: '19.00' } }),
  },
  'sku-41': {
    describe: 'the SKU of the last variant has 41 characters',
    ground: 'two-options',
    breaks: { keyword: 'maxLength', path: /variants\[\d+\]\.sku$/ },
    make: last(variant => ({ ...variant, sku: 'S'.repeat(41) })),
  },
  'barcode-41': {
    describe: 'the barcode of the last variant has 41 characters',
    ground: 'two-options',
    breaks: { keyword: 'maxLength', path: /variants\[\d+\]\.barcode$/ },
    make: last(variant => ({ ...variant, barcode: '4'.repeat(41) })),
  },
  'physical-on-digital': {
    describe: 'the variant of a digital product has physicalProperties',
    ground: 'digital',
    rule: 'variant-type-fits',
    make: last(variant => ({ ...variant, physicalProperties: { weight: 1 } })),
  },
  'option-seventh': {
    describe: 'there are seven options, and each variant has a choice of each',
    ground: 'default-variant',
    breaks: { keyword: 'maxItems', path: /^options$|\.choices$/ },
    make: control => {
      const options = Array.from({ length: 7 }, (_, i) =>
        withChoices({ name: `${control.name.slice(0, 40)}-${i}`, optionRenderType: 'TEXT_CHOICES' }, 1),
      );
      return { ...control, options, variantsInfo: { variants: [plainVariant(options, 0, '10.00')] } };
    },
  },
  'modifier-eleventh': {
    describe: 'there are eleven modifiers',
    ground: 'default-variant',
    breaks: { keyword: 'maxItems', path: /^modifiers$/ },
    make: control => ({
      ...control,
      modifiers: Array.from({ length: 11 }, (_, i) => ({
        name: `${control.name.slice(0, 40)}-${i}`,
        modifierRenderType: 'FREE_TEXT' as const,
        freeTextSettings: { title: 'Your text', minCharCount: 0, maxCharCount: 20 },
      })),
    }),
  },
};

/** Every mistake, by id. */
export const MISTAKES: Readonly<Record<string, Mistake>> = { ...SETS, ...CONTENTS };

/** The option with that many plain text choices. */
function withChoices(option: OptionInput, count: number): OptionInput {
  const choices = Array.from({ length: count }, (_, i) => ({
    choiceType: 'CHOICE_TEXT' as const,
    name: `Choice ${i + 1}`,
  }));
  return { ...option, optionRenderType: 'TEXT_CHOICES', choicesSettings: { choices } };
}

const choiceNames = ({ choicesSettings }: OptionInput) =>
  (choicesSettings?.choices ?? []).map(({ name }) => name ?? '');

function referenceTo(option: OptionInput | undefined, at: number) {
  const choice = option?.choicesSettings?.choices[at];
  return option && choice ? [reference(option, choice)] : [];
}
