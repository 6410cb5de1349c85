/** Mistakes in a customization to create that sources settle: what is wrong, and the requirement that says so. */
import fc from 'fast-check';
import { change } from '../../engine/change.ts';
import { invalidOf, mutationsOf } from '../../generators/contract.ts';
import { type RuleBroken, ruleBreaking } from '../../generators/rule-breaking.ts';
import type { InvalidCase } from '../../generators/schema/cases.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';

/** Every point, and the row that says that this is refused. */
export const MISTAKE_POINTS = {
  nameMissing: 'CUST-CREATE-003',
  typeMissing: 'CUST-CREATE-004',
  renderTypeMissing: 'CUST-CREATE-005',
  settingsMissing: 'CUST-CREATE-006',
  choicesMissing: 'CUST-CREATE-007',
  noChoices: 'CUST-CREATE-008',
  titleMissing: 'CUST-CREATE-009',
  nameEmpty: 'CUST-CREATE-010',
  nameTooLong: 'CUST-CREATE-013',
  nameBlank: 'CUST-CREATE-014',
  nameNoString: 'CUST-CREATE-015',
  typeUnknown: 'CUST-CREATE-016',
  renderTypeUnknown: 'CUST-CREATE-017',
  choicesForFreeText: 'CUST-CREATE-024',
  freeTextForTexts: 'CUST-CREATE-025',
  freeTextForSwatches: 'CUST-CREATE-026',
  choiceIdsMixed: 'CUST-CREATE-036',
  choiceNamesEqual: 'CUST-CREATE-037',
  choiceNameTooLong: 'CUST-CREATE-040',
  choiceNameEmpty: 'CUST-CREATE-041',
  choiceNameBlank: 'CUST-CREATE-042',
  choiceTypeUnknown: 'CUST-CREATE-044',
  colorAmongTexts: 'CUST-CREATE-045',
  textAmongSwatches: 'CUST-CREATE-046',
  colorNotHex: 'CUST-CREATE-049',
  colorTooShort: 'CUST-CREATE-050',
  colorTooLong: 'CUST-CREATE-050',
  priceDecimals: 'CUST-CREATE-057',
  priceNegative: 'CUST-CREATE-058',
  priceTooHigh: 'CUST-CREATE-059',
  priceNoNumber: 'CUST-CREATE-060',
  maxCharsTooHigh: 'CUST-CREATE-068',
  titleTooLong: 'CUST-CREATE-072',
  titleEmpty: 'CUST-CREATE-073',
  textPriceDecimals: 'CUST-CREATE-074',
  textPriceNegative: 'CUST-CREATE-074',
  textPriceTooHigh: 'CUST-CREATE-074',
  primaryUnknown: 'CUST-CREATE-078',
  primariesTooMany: 'CUST-CREATE-079',
  primaryNoGuid: 'CUST-CREATE-080',
} as const;

export type MistakePoint = keyof typeof MISTAKE_POINTS;

/** One thing wrong, and the value that has it. */
export interface Wrong {
  point: MistakePoint;
  /** In words. */
  wrong: string;
  value: unknown;
}

/** A valid customization, and what is made wrong in it, each for itself. */
export interface Mistaken {
  control: NewCustomization;
  wrongs: Wrong[];
}

const CHOICE = 'choicesSettings.choices[]';
const PRICE = `${CHOICE}.defaultAddedPrice`;
const FREE_PRICE = 'freeTextInput.defaultAddedPrice';

/** Keywords of the schema by their place. What is not here no row settles: other types, unknown members, images, 1001 choices. */
const PLACES: [path: string, keyword: string, point: MistakePoint][] = [
  ['name', 'required', 'nameMissing'],
  ['name', 'minLength', 'nameEmpty'],
  ['name', 'maxLength', 'nameTooLong'],
  ['name', 'type', 'nameNoString'],
  ['customizationType', 'required', 'typeMissing'],
  ['customizationType', 'enum', 'typeUnknown'],
  ['customizationRenderType', 'required', 'renderTypeMissing'],
  ['customizationRenderType', 'enum', 'renderTypeUnknown'],
  ['choicesSettings', 'required', 'settingsMissing'],
  ['freeTextInput', 'required', 'settingsMissing'],
  ['choicesSettings.choices', 'required', 'choicesMissing'],
  ['choicesSettings.choices', 'minItems', 'noChoices'],
  [`${CHOICE}.name`, 'minLength', 'choiceNameEmpty'],
  [`${CHOICE}.name`, 'maxLength', 'choiceNameTooLong'],
  [`${CHOICE}.choiceType`, 'const', 'choiceTypeUnknown'],
  [`${CHOICE}.colorCode`, 'pattern', 'colorNotHex'],
  [`${CHOICE}.colorCode`, 'minLength', 'colorTooShort'],
  [`${CHOICE}.colorCode`, 'maxLength', 'colorTooLong'],
  [PRICE, 'x-decimal-scale', 'priceDecimals'],
  [PRICE, 'x-decimal-minimum', 'priceNegative'],
  [PRICE, 'x-decimal-maximum', 'priceTooHigh'],
  [PRICE, 'format', 'priceNoNumber'],
  [`${CHOICE}.primaryChoiceIds`, 'maxItems', 'primariesTooMany'],
  [`${CHOICE}.primaryChoiceIds[]`, 'format', 'primaryNoGuid'],
  ['freeTextInput.title', 'required', 'titleMissing'],
  ['freeTextInput.title', 'minLength', 'titleEmpty'],
  ['freeTextInput.title', 'maxLength', 'titleTooLong'],
  ['freeTextInput.maxCharCount', 'maximum', 'maxCharsTooHigh'],
  [FREE_PRICE, 'x-decimal-scale', 'textPriceDecimals'],
  [FREE_PRICE, 'x-decimal-minimum', 'textPriceNegative'],
  [FREE_PRICE, 'x-decimal-maximum', 'textPriceTooHigh'],
];

function pointAt({ path, keyword, silence, within }: InvalidCase): MistakePoint | undefined {
  const [, , point] = PLACES.find(([at, broken]) => at === path && broken === keyword) ?? [];
  // The row speaks of text choices.
  const isOther = point === 'choicesMissing' && !within.includes('NewTextChoicesCustomization');
  return silence === undefined && !isOther ? point : undefined;
}

/** Nobody says what prices do on options (CUST-CREATE-063), nor which notations of hex colours there are (SIL-31). */
function isSettled(point: MistakePoint, control: NewCustomization, value: unknown): boolean {
  if (point.startsWith('price')) return control.customizationType === 'MODIFIER';
  if (point !== 'colorNotHex') return true;
  const { choices = [] } =
    (value as { choicesSettings?: { choices?: { colorCode?: string }[] } }).choicesSettings ?? {};
  return choices.some(({ colorCode = '' }) => /[^#0-9a-fA-F]/.test(colorCode));
}

/** Colours in the one notation that every source takes (SIL-31). */
const plainColors = { ColorCode: () => fc.stringMatching(/^#[0-9A-F]{6}$/) };
const only = (one: InvalidCase): boolean => pointAt(one) !== undefined;

const ofSchema: fc.Arbitrary<Mistaken> = invalidOf('NewCustomization', { only, refine: plainColors })
  .map(({ control, value, of, describe }) => {
    const point = pointAt(of) ?? 'nameMissing';
    return { control, wrongs: [{ point, wrong: describe, value }] };
  })
  .filter(({ control, wrongs }) => wrongs.every(({ point, value }) => isSettled(point, control, value)));

/** Rules between fields that a row settles. */
const RULES = [
  'not-only-blanks',
  'choice-names-unique',
  'choice-ids-all-or-none',
  'primary-known',
  'choice-type-fits',
  'settings-fit-render-type',
];

const SETTINGS_OF = {
  TEXT_CHOICES: 'freeTextForTexts',
  SWATCH_CHOICES: 'freeTextForSwatches',
  FREE_TEXT: 'choicesForFreeText',
} as const;

/** Blank titles are in no row, and with both settings the fitting one may survive (CUST-CREATE-027). */
function pointOf({ rule, value, paths }: RuleBroken): MistakePoint | undefined {
  const { customizationRenderType: renderType, ...rest } = value as NewCustomization;
  switch (rule) {
    case 'not-only-blanks':
      if (paths[0] === 'name') return 'nameBlank';
      return paths[0]?.endsWith('].name') ? 'choiceNameBlank' : undefined;
    case 'choice-names-unique':
      return 'choiceNamesEqual';
    case 'choice-ids-all-or-none':
      return 'choiceIdsMixed';
    case 'primary-known':
      return 'primaryUnknown';
    case 'choice-type-fits':
      return renderType === 'TEXT_CHOICES' ? 'colorAmongTexts' : 'textAmongSwatches';
    default:
      return 'freeTextInput' in rest && 'choicesSettings' in rest ? undefined : SETTINGS_OF[renderType];
  }
}

const ofRules: fc.Arbitrary<Mistaken> = fc
  .oneof(...RULES.map(ruleBreaking))
  .filter(found => !found.disputed && pointOf(found) !== undefined)
  .map(found => {
    const { control, value, describe } = found;
    const point = pointOf(found) ?? 'nameBlank';
    return { control: control as NewCustomization, wrongs: [{ point, wrong: describe, value }] };
  });

/** Valid customizations, each with one thing wrong that a row says is refused. */
export const mistaken: fc.Arbitrary<Mistaken> = fc.oneof(
  { weight: 3, arbitrary: ofSchema },
  { weight: 1, arbitrary: ofRules },
);

/** All mistakes of the schema that can be made in a customization, each once. */
export function mistakesIn(control: NewCustomization): Wrong[] {
  return mutationsOf('NewCustomization', control, { only }).flatMap(({ of, describe: wrong, value }) => {
    const point = pointAt(of);
    return point && isSettled(point, control, value) ? [{ point, wrong, value }] : [];
  });
}

/** The customization with another value at a path, as {@link change} takes it. */
export function mistake(point: MistakePoint, control: NewCustomization, path: string, other: unknown): Wrong {
  const { body, difference } = change(control, path, other);
  return { point, wrong: difference, value: body };
}

/** The customization with the settings of another kind in place of its own. */
export function settingsOfAnotherKind(control: NewCustomization): Wrong {
  const { customizationRenderType: renderType, name, customizationType } = control;
  const choices = [{ choiceType: 'CHOICE_TEXT', name: 'Small' }];
  const [others, wrong] =
    renderType === 'FREE_TEXT'
      ? [{ choicesSettings: { choices } }, 'choicesSettings in place of freeTextInput']
      : [{ freeTextInput: { title: 'Text' } }, 'freeTextInput in place of choicesSettings'];
  const value = { name, customizationType, customizationRenderType: renderType, ...others };
  return { point: SETTINGS_OF[renderType], wrong, value };
}
