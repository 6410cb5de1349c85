/**
 * Rules between fields of a product to create or update, which JSON Schema cannot say. Each looks at a product as it is
 * sent; generators keep or break them one by one, the model refuses by them.
 */
import { compareDecimals, parseDecimal } from './decimal.ts';
import { asObject, asString, type Json } from './json.ts';
import { choicesIn, connectedIn, variantsIn } from './product-parts.ts';
import { type Rule, rule } from './rules.ts';

type Connected = 'options' | 'modifiers';

const RENDER_TYPE = { options: 'optionRenderType', modifiers: 'modifierRenderType' } as const;
const CHOICE_TYPES: Record<string, string> = { TEXT_CHOICES: 'CHOICE_TEXT', SWATCH_CHOICES: 'ONE_COLOR' };

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isInline = ({ id }: Json): boolean => !isSet(id);
const isBlank = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.trim() === '';

/** Paths of one member of every option or modifier that fails the test. */
function connectedThat(
  value: unknown,
  list: Connected,
  member: string | ((connected: Json) => string),
  fails: (connected: Json, index: number) => boolean,
): string[] {
  return connectedIn(value, list).flatMap((connected, index) => {
    const name = typeof member === 'string' ? member : member(connected);
    return fails(connected, index) ? [`${list}[${index}].${name}`] : [];
  });
}

/** Paths of one member of every choice that fails the test. */
function choicesThat(
  value: unknown,
  list: Connected,
  member: string,
  fails: (choice: Json, connected: Json, index: number) => boolean,
): string[] {
  return connectedIn(value, list).flatMap((connected, index) =>
    choicesIn(connected).flatMap((choice, at) =>
      fails(choice, connected, at) ? [`${list}[${index}].choicesSettings.choices[${at}].${member}`] : [],
    ),
  );
}

/** Paths of one member of every variant that fails the test. */
function variantsThat(value: unknown, member: string, fails: (variant: Json) => boolean): string[] {
  return variantsIn(value).flatMap((variant, index) =>
    fails(variant) ? [`variantsInfo.variants[${index}].${member}`] : [],
  );
}

export const physicalPropertiesGiven = rule({
  id: 'physical-properties-given',
  describe: 'a physical product has physicalProperties',
  code: 'ONE_OF_ALIGNMENT',
  source: 'PROD-CREATE-013',
  find(value) {
    const { productType, physicalProperties } = asObject(value);
    return productType === 'PHYSICAL' && !isSet(physicalProperties) ? ['physicalProperties'] : [];
  },
});

export const digitalNotInPos = rule({
  id: 'digital-not-in-pos',
  describe: 'a digital product is not visible in the point of sale',
  code: 'DIGITAL_PRODUCT_CANNOT_BE_VISIBLE_IN_POS',
  source: 'PROD-CREATE-024',
  find(value, stored) {
    const { productType = asObject(stored).productType, visibleInPos } = asObject(value);
    return productType === 'DIGITAL' && visibleInPos === true ? ['visibleInPos'] : [];
  },
});

export const slugWellFormed = rule({
  id: 'slug-well-formed',
  describe: 'a slug consists of letters, digits, hyphens and underscores',
  code: 'INVALID_SLUG_FORMAT',
  source: 'dossier 7.3',
  disputed: true,
  find(value) {
    const { slug } = asObject(value);
    return typeof slug === 'string' && !/^[\p{L}\p{M}\p{N}_-]+$/u.test(slug) ? ['slug'] : [];
  },
});

export const productNotOnlyBlanks = rule({
  id: 'product-not-only-blanks',
  describe: 'names and titles of a product consist of more than blanks',
  code: 'ONLY_SPACES_STRING_ERROR',
  source: 'X-19',
  disputed: true,
  find(value) {
    const named = (list: Connected) => [
      ...connectedThat(value, list, 'name', ({ name }) => isBlank(name)),
      ...choicesThat(value, list, 'name', ({ name }) => isBlank(name)),
    ];
    const titles = connectedThat(value, 'modifiers', 'freeTextSettings.title', ({ freeTextSettings }) =>
      isBlank(asObject(freeTextSettings).title),
    );
    return [
      ...(isBlank(asObject(value).name) ? ['name'] : []),
      ...named('options'),
      ...named('modifiers'),
      ...titles,
    ];
  },
});

const namedRule = (list: Connected, code: string, source: string): Rule =>
  rule({
    id: `${list}-named-and-typed`,
    describe: `an inline entry of ${list} has a name and a render type`,
    code,
    source,
    find: value => [
      ...connectedThat(value, list, 'name', one => isInline(one) && !isText(one.name)),
      ...connectedThat(
        value,
        list,
        RENDER_TYPE[list],
        one => isInline(one) && !isText(one[RENDER_TYPE[list]]),
      ),
    ],
  });

export const optionsNamed = namedRule(
  'options',
  'PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED',
  'PROD-OPTION-014, PROD-OPTION-015',
);
export const modifiersNamed = namedRule('modifiers', 'MODIFIER_NAME_AND_TYPE_REQUIRED', 'PROD-MODIFIER-022');

const choicesNamedRule = (list: Connected, code: string, source: string): Rule =>
  rule({
    id: `${list}-choices-named-and-typed`,
    describe: `a new choice in ${list} has a name and a type`,
    code,
    source,
    find: value =>
      ['name', 'choiceType'].flatMap(member =>
        choicesThat(value, list, member, choice => !isSet(choice.choiceId) && !isText(choice[member])),
      ),
  });

export const optionChoicesNamed = choicesNamedRule(
  'options',
  'PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED',
  'PROD-OPTION-016, PROD-OPTION-017',
);
export const modifierChoicesNamed = choicesNamedRule(
  'modifiers',
  'MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED',
  'PROD-MODIFIER-023',
);

export const optionChoicesGiven = rule({
  id: 'option-choices-given',
  describe: 'an inline option has choicesSettings',
  code: 'REQUIRED_ONE_OF_FIELD',
  source: 'PROD-OPTION-018',
  find: value =>
    connectedThat(value, 'options', 'choicesSettings', one => isInline(one) && !isSet(one.choicesSettings)),
});

export const modifierSettingsGiven = rule({
  id: 'modifier-settings-given',
  describe: 'an inline modifier has freeTextSettings or choicesSettings',
  code: 'REQUIRED_ONE_OF_FIELD',
  source: 'PROD-MODIFIER-011',
  find: value =>
    connectedThat(
      value,
      'modifiers',
      one => (one.modifierRenderType === 'FREE_TEXT' ? 'freeTextSettings' : 'choicesSettings'),
      one => isInline(one) && !isSet(one.freeTextSettings) && !isSet(one.choicesSettings),
    ),
});

export const modifierSettingsSingle = rule({
  id: 'modifier-settings-single',
  describe: 'a modifier has freeTextSettings or choicesSettings, not both',
  code: 'ONE_OF_ALIGNMENT',
  source: 'PROD-MODIFIER-012',
  find: value =>
    connectedThat(
      value,
      'modifiers',
      'freeTextSettings',
      one => isSet(one.freeTextSettings) && isSet(one.choicesSettings),
    ),
});

export const modifierSettingsFit = rule({
  id: 'modifier-settings-fit',
  describe: 'free text goes with freeTextSettings, choices with choicesSettings',
  code: 'ONE_OF_ALIGNMENT',
  source: 'PROD-MODIFIER-013',
  find(value) {
    const unwanted = ({ modifierRenderType }: Json) =>
      modifierRenderType === 'FREE_TEXT' ? 'choicesSettings' : 'freeTextSettings';
    return connectedThat(value, 'modifiers', unwanted, one => {
      const only = isSet(one.freeTextSettings) !== isSet(one.choicesSettings);
      return only && isText(one.modifierRenderType) && isSet(one[unwanted(one)]);
    });
  },
});

const choiceTypeRule = (list: Connected, source: string): Rule =>
  rule({
    id: `${list}-choice-types-fit`,
    describe: `in ${list}, text choices go with TEXT_CHOICES, colours with SWATCH_CHOICES`,
    code: 'INVALID_CHOICE_TYPE',
    source,
    find: value =>
      choicesThat(value, list, 'choiceType', ({ choiceType }, connected) => {
        const wanted = CHOICE_TYPES[String(connected[RENDER_TYPE[list]])];
        return wanted !== undefined && isText(choiceType) && choiceType !== wanted;
      }),
  });

export const optionChoiceTypesFit = choiceTypeRule('options', 'PROD-OPTION-034');
export const modifierChoiceTypesFit = choiceTypeRule('modifiers', 'PROD-MODIFIER-006, CUST-CREATE-045');

const distinctRule = (list: Connected, code: string, source: string): Rule =>
  rule({
    id: `${list}-distinct`,
    describe: `no two ${list} of a product are the same customization`,
    code,
    source,
    find(value) {
      const seen = new Set<string>();
      return connectedThat(value, list, 'id', one => {
        const { id, name } = one;
        const key = isInline(one) ? `${String(name)}\n${String(one[RENDER_TYPE[list]])}` : String(id);
        const repeated = seen.has(key);
        seen.add(key);
        return repeated;
      });
    },
  });

export const optionsDistinct = distinctRule('options', 'DUPLICATE_PRODUCT_OPTIONS', 'PROD-OPTION-029');
export const modifiersDistinct = distinctRule(
  'modifiers',
  'MODIFIERS_ID_DUPLICATION_ERROR',
  'PROD-MODIFIER-021',
);

const choiceNamesRule = (list: Connected): Rule =>
  rule({
    id: `${list}-choice-names-unique`,
    describe: `no two choices of one entry of ${list} share a name`,
    code: 'DUPLICATE_CHOICE_NAME',
    source: 'CUST-CREATE-037',
    find: value =>
      choicesThat(value, list, 'name', ({ name }, connected, at) => {
        const earlier = choicesIn(connected).slice(0, at);
        return isText(name) && earlier.some(other => other.name === name);
      }),
  });

export const optionChoiceNamesUnique = choiceNamesRule('options');
export const modifierChoiceNamesUnique = choiceNamesRule('modifiers');

export const compareAtNotBelow = rule({
  id: 'compare-at-not-below',
  describe: 'compareAtPrice is not below actualPrice',
  code: 'COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE',
  source: 'PROD-VARIANT-028, X-23',
  find: value =>
    variantsThat(value, 'price.compareAtPrice', ({ price }) => {
      const { actualPrice, compareAtPrice } = asObject(price);
      const [actual, compareAt] = [actualPrice, compareAtPrice].map(money =>
        asString(asObject(money).amount),
      );
      if (actual === undefined || compareAt === undefined) return false;
      if (!parseDecimal(actual) || !parseDecimal(compareAt)) return false;
      return compareDecimals(compareAt, actual) < 0;
    }),
});

export const variantTypeFits = rule({
  id: 'variant-type-fits',
  describe: 'variants of a digital product are not physical, nor the other way round',
  code: 'VARIANTS_TYPED_PROPERTIES_ARE_NOT_ALIGNED',
  source: 'PROD-VARIANT-039',
  find(value, stored) {
    const { productType = asObject(stored).productType } = asObject(value);
    const unwanted = productType === 'DIGITAL' ? 'physicalProperties' : 'digitalProperties';
    return variantsThat(value, unwanted, variant => isSet(variant[unwanted]));
  },
});

export const variantsNeedOptions = rule({
  id: 'variants-need-options',
  describe: 'variants of a product with options are updated together with the options',
  code: 'MISSING_OPTIONS_ON_UPDATE_VARIANTS',
  source: 'PROD-UPDATE-010',
  find: (value, stored) =>
    isSet(asObject(value).variantsInfo) &&
    !isSet(asObject(value).options) &&
    connectedIn(stored, 'options').length > 0
      ? ['options']
      : [],
});

export const optionsNeedVariants = rule({
  id: 'options-need-variants',
  describe: 'options are updated together with the variants',
  code: 'MISSING_VARIANTS_ON_UPDATE_OPTIONS',
  source: 'PROD-UPDATE-011, X-13',
  find: value =>
    isSet(asObject(value).options) && !isSet(asObject(value).variantsInfo) ? ['variantsInfo'] : [],
});
