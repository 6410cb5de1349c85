/**
 * Rules between the options of a product and its variants. Each looks at a product as it is sent, and may look at the
 * options it will have beside it, with the ids that only the server knows; without those, at the options that are sent.
 */
import { asArray, asObject, type Json } from './json.ts';
import { choicesIn, variantsIn } from './product-parts.ts';
import { type Rule, rule } from './rules.ts';

const optionsOf = (value: unknown, stored: unknown): Json[] =>
  asArray(asObject(stored).options ?? asObject(value).options).map(asObject);
const referencesIn = (variant: Json): Json[] => asArray(variant.choices).map(asObject);

const isGiven = (value: unknown): boolean => Object.keys(asObject(value)).length > 0;

/** The option that a variant's reference names, by id where it has one. */
export function optionNamed(reference: unknown, options: readonly Json[]): Json | undefined {
  const { optionChoiceIds: ids, optionChoiceNames: names } = asObject(reference);
  if (isGiven(ids)) return options.find(({ id }) => id !== undefined && id === asObject(ids).optionId);
  return options.find(({ name }) => name !== undefined && name === asObject(names).optionName);
}

/** The choice of that option which the reference names. */
export function choiceNamed(reference: unknown, option: Json): Json | undefined {
  const { optionChoiceIds: ids, optionChoiceNames: names } = asObject(reference);
  const choices = choicesIn(option);
  if (isGiven(ids)) return choices.find(({ choiceId }) => choiceId === asObject(ids).choiceId);
  return choices.find(({ name }) => name === asObject(names).choiceName);
}

const at = (index: number, place?: number): string =>
  `variantsInfo.variants[${index}]${place === undefined ? '' : `.choices[${place}]`}`;

/** Paths of all references that fail the test; those to unknown options are passed over. */
function referencesThat(
  value: unknown,
  stored: unknown,
  fails: (reference: Json, option: Json) => boolean,
): string[] {
  const options = optionsOf(value, stored);
  return variantsIn(value).flatMap((variant, index) =>
    referencesIn(variant).flatMap((reference, place) => {
      const option = optionNamed(reference, options);
      return option && fails(reference, option) ? [at(index, place)] : [];
    }),
  );
}

/** What tells a combination apart from others: its choices, whatever their order and however they are named. */
function combinationOf(variant: Json, options: readonly Json[]): string {
  const parts = referencesIn(variant).map(reference => {
    const named = optionNamed(reference, options);
    const place = named ? options.indexOf(named) : -1;
    const option = options[place] ?? {};
    const choice = choiceNamed(reference, option);
    return `${place}:${choice ? choicesIn(option).indexOf(choice) : -1}`;
  });
  return parts.sort().join(' ');
}

export const oneDefaultVariant = rule({
  id: 'one-default-variant',
  describe: 'a product without options has exactly one variant',
  code: 'INVALID_DEFAULT_VARIANT',
  source: 'PROD-VARIANT-003',
  find(value, stored) {
    const variants = variantsIn(value);
    if (optionsOf(value, stored).length > 0) return [];
    return variants.filter(variant => referencesIn(variant).length === 0).length > 1 ? [at(1)] : [];
  },
});

export const noDefaultBesideOptions = rule({
  id: 'no-default-beside-options',
  describe: 'no variant of a product with options is without choices',
  code: 'INVALID_DEFAULT_VARIANT',
  source: 'PROD-VARIANT-012, PROD-UPDATE-020',
  find: (value, stored) =>
    optionsOf(value, stored).length === 0
      ? []
      : variantsIn(value).flatMap((variant, index) =>
          referencesIn(variant).length === 0 ? [at(index)] : [],
        ),
});

export const variantOptionsKnown = rule({
  id: 'variant-options-known',
  describe: 'variants name options of the product',
  code: 'MISSING_VARIANT_OPTION',
  source: 'PROD-VARIANT-010',
  find(value, stored) {
    const options = optionsOf(value, stored);
    return variantsIn(value).flatMap((variant, index) =>
      referencesIn(variant).flatMap((reference, place) =>
        optionNamed(reference, options) ? [] : [at(index, place)],
      ),
    );
  },
});

export const variantChoicesKnown = rule({
  id: 'variant-choices-known',
  describe: 'variants name choices of the options',
  code: 'MISSING_VARIANT_OPTION_CHOICE',
  source: 'PROD-VARIANT-011',
  find: (value, stored) =>
    referencesThat(value, stored, (reference, option) => !choiceNamed(reference, option)),
});

export const variantRenderTypeGiven = rule({
  id: 'variant-render-type-given',
  describe: 'names of an option and a choice come with the render type',
  code: 'MISSING_VARIANT_OPTION_CHOICE',
  source: 'PROD-VARIANT-018',
  find: (value, stored) =>
    referencesThat(value, stored, ({ optionChoiceNames: names }) => {
      return isGiven(names) && asObject(names).renderType === undefined;
    }),
});

export const variantRenderTypeFits = rule({
  id: 'variant-render-type-fits',
  describe: 'the render type in a variant is that of the option',
  code: 'MISSING_VARIANT_OPTION_CHOICE',
  source: 'PROD-VARIANT-019',
  find: (value, stored) =>
    referencesThat(value, stored, ({ optionChoiceNames: names }, option) => {
      const { renderType } = asObject(names);
      return renderType !== undefined && renderType !== option.optionRenderType;
    }),
});

export const oneChoicePerOption = rule({
  id: 'one-choice-per-option',
  describe: 'a variant has one choice of an option',
  code: 'DUPLICATE_VARIANT_OPTION_CHOICE',
  source: 'PROD-VARIANT-008',
  find(value, stored) {
    const options = optionsOf(value, stored);
    return variantsIn(value).flatMap((variant, index) => {
      const named = referencesIn(variant).map(reference => optionNamed(reference, options));
      const twice = named.findIndex((option, place) => option && named.indexOf(option) !== place);
      return twice < 0 ? [] : [at(index, twice)];
    });
  },
});

export const choiceOfEveryOption = rule({
  id: 'choice-of-every-option',
  describe: 'a variant has a choice of every option',
  code: 'MISSING_VARIANT_OPTION_CHOICE',
  source: 'PROD-VARIANT-007',
  find(value, stored) {
    const options = optionsOf(value, stored);
    return variantsIn(value).flatMap((variant, index) => {
      const references = referencesIn(variant);
      const named = new Set(references.map(reference => optionNamed(reference, options)));
      const complete = references.length === 0 || options.every(option => named.has(option));
      return complete ? [] : [`${at(index)}.choices`];
    });
  },
});

export const combinationsDistinct = rule({
  id: 'combinations-distinct',
  describe: 'no two variants have the same choices',
  code: 'DUPLICATE_VARIANT_OPTION_CHOICE',
  source: 'PROD-VARIANT-009',
  find(value, stored) {
    const options = optionsOf(value, stored);
    if (options.length === 0) return [];
    const seen = new Set<string>();
    return variantsIn(value).flatMap((variant, index) => {
      const combination = combinationOf(variant, options);
      const repeated = combination !== '' && seen.has(combination);
      seen.add(combination);
      return repeated ? [`${at(index)}.choices`] : [];
    });
  },
});

/** In the order in which a mistake is told: what is named, then how, then the set as a whole. */
export const VARIANT_RULES: readonly Rule[] = [
  oneDefaultVariant,
  noDefaultBesideOptions,
  variantOptionsKnown,
  variantRenderTypeGiven,
  variantRenderTypeFits,
  variantChoicesKnown,
  oneChoicePerOption,
  choiceOfEveryOption,
  combinationsDistinct,
];
