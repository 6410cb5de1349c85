/** What Create Product refuses of inline options. */
import { ABSENT, deliberately } from '../../engine/change.ts';
import type { Check } from '../../engine/check.ts';
import { ONE_OPTION, OPTIONLESS, SPARE_CHOICES, TWO_OPTIONS } from './kinds.ts';
import { having, mistake, type Refusal, refusal, type Wrong } from './refusals.ts';

const option = 'product.options.0';
const choices = `${option}.choicesSettings.choices`;

/** The option and the references to it have a name of that length. */
const renamed =
  (length: number): Wrong =>
  ({ product, ...rest }, { given }) => {
    const name = given.nameOfLength(length);
    const variants = product.variantsInfo.variants.map(variant => ({
      ...variant,
      choices: variant.choices?.map(({ optionChoiceNames: names }) => ({
        ...(names && { optionChoiceNames: { ...names, optionName: name } }),
      })),
    }));
    const options = product.options?.map(one => ({ ...one, name }));
    const body = { ...rest, product: { ...product, options, variantsInfo: { variants } } };
    return deliberately(
      body,
      `the option, and the variants' references to it, have a name of ${length} characters`,
    );
  };

const ROWS: Refusal[] = [
  {
    requirement: 'PROD-OPTION-014',
    id: 'options.refuses.name-missing',
    title: 'An inline option without a name is refused',
    kind: ONE_OPTION,
    wrong: [having(`${option}.name`, ABSENT)],
    code: 'PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED',
  },
  {
    requirement: 'PROD-OPTION-015',
    id: 'options.refuses.render-type-missing',
    title: 'An inline option without optionRenderType is refused',
    kind: ONE_OPTION,
    wrong: [having(`${option}.optionRenderType`, ABSENT)],
  },
  {
    requirement: 'PROD-OPTION-016',
    id: 'options.refuses.choice-type-missing',
    title: 'An inline choice without choiceType is refused',
    kind: SPARE_CHOICES,
    wrong: [having(`${choices}.1.choiceType`, ABSENT)],
    code: 'PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED',
  },
  {
    requirement: 'PROD-OPTION-017',
    id: 'options.refuses.choice-name-missing',
    title: 'An inline choice without a name is refused',
    kind: SPARE_CHOICES,
    wrong: [having(`${choices}.1.name`, ABSENT)],
  },
  {
    requirement: 'PROD-OPTION-018',
    id: 'options.refuses.choices-settings-missing',
    title: 'An inline option without choicesSettings is refused',
    kind: ONE_OPTION,
    wrong: [having(`${option}.choicesSettings`, ABSENT)],
  },
  {
    requirement: 'PROD-OPTION-019',
    id: 'options.refuses.choices-empty',
    title: 'An inline option with an empty list of choices is refused',
    kind: ONE_OPTION,
    wrong: [having(choices, [])],
  },
  {
    requirement: 'PROD-OPTION-020',
    id: 'options.refuses.free-text',
    title: 'An option with the render type FREE_TEXT is refused',
    kind: ONE_OPTION,
    wrong: [having(`${option}.optionRenderType`, 'FREE_TEXT')],
  },
  {
    requirement: 'PROD-OPTION-022',
    id: 'options.refuses.seven',
    title: 'Seven options are refused',
    kind: OPTIONLESS,
    wrong: [mistake('option-seventh')],
  },
  {
    requirement: 'PROD-OPTION-023',
    id: 'options.refuses.name-51',
    title: 'An option name of 51 characters is refused',
    kind: ONE_OPTION,
    wrong: [renamed(51)],
  },
  {
    requirement: 'PROD-OPTION-024',
    id: 'options.refuses.choice-name-51',
    title: 'A choice name of 51 characters is refused',
    kind: SPARE_CHOICES,
    wrong: [having(`${choices}.1.name`, 'c'.repeat(51))],
  },
  {
    requirement: 'PROD-OPTION-026',
    id: 'options.refuses.color-length',
    title: 'A colour of 2 or 21 characters is refused',
    kind: TWO_OPTIONS,
    wrong: [
      having('product.options.1.choicesSettings.choices.0.colorCode', '#F'),
      having('product.options.1.choicesSettings.choices.0.colorCode', `#${'F'.repeat(20)}`),
    ],
  },
  {
    requirement: 'PROD-OPTION-034',
    id: 'options.refuses.swatch-among-texts',
    title: 'A swatch choice in an option with text choices is refused',
    kind: SPARE_CHOICES,
    wrong: [having(`${choices}.1`, { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#FF0000' })],
  },
];

export const optionRefusals: Check[] = ROWS.map(refusal);
