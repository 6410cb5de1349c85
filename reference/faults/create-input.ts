/** Defects of Create: invalid requests that are accepted, and valid ones that are not. */
import { newChoice, newChoices, newName, property } from './contracts.ts';
import { type Fault, fault } from './fault.ts';
import { calls, choicesOf, inputOf, inputs, type Json, list, object, refuses } from './tools.ts';

const CREATE = 'createCustomization';
const TYPES = ['PRODUCT_OPTION', 'MODIFIER'];
const RENDER_TYPES = ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'];

/** A faulty service guesses what is missing instead of asking for it. */
const guessed = (edit: (customization: Json) => void) => inputs(CREATE, edit);

const oneChoice = (renderType: unknown): Json =>
  renderType === 'SWATCH_CHOICES'
    ? { choiceType: 'ONE_COLOR', name: 'Default', colorCode: '#000000' }
    : { choiceType: 'CHOICE_TEXT', name: 'Default' };

function guessRenderType(customization: Json): string {
  if (object(customization.freeTextInput)) return 'FREE_TEXT';
  return choicesOf(customization).some(choice => choice.colorCode) ? 'SWATCH_CHOICES' : 'TEXT_CHOICES';
}

const fillChoices = (customization: Json, when: (choices: unknown) => boolean) => {
  const settings = object(customization.choicesSettings);
  if (settings && when(settings.choices))
    settings.choices = [oneChoice(customization.customizationRenderType)];
};

/** Settings of the wrong kind are replaced by made-up ones of the right kind. */
const misfit = (renderType: string, present: string) =>
  guessed(customization => {
    const other = present === 'freeTextInput' ? 'choicesSettings' : 'freeTextInput';
    if (customization.customizationRenderType !== renderType) return;
    if (!(present in customization) || other in customization) return;
    delete customization[present];
    customization.customizationType =
      renderType === 'FREE_TEXT' ? 'MODIFIER' : customization.customizationType;
    if (other === 'freeTextInput') customization.freeTextInput = { title: 'Text' };
    else customization.choicesSettings = { choices: [oneChoice(renderType)] };
  });

/** Choices are made to fit their list. */
const fitting = (when: (choice: Json, renderType: unknown) => boolean) =>
  guessed(customization => {
    const renderType = customization.customizationRenderType;
    for (const choice of choicesOf(customization).filter(item => when(item, renderType))) {
      const { choiceType, colorCode } = oneChoice(renderType);
      choice.choiceType = choiceType;
      if (colorCode) choice.colorCode = colorCode;
      else delete choice.colorCode;
    }
  });

const refusesInput = (when: (customization: Json) => boolean) =>
  refuses(CREATE, (_call, body) => when(inputOf(body)));

const isKind = (customization: Json, type: string, renderType: string): boolean =>
  customization.customizationType === type && customization.customizationRenderType === renderType;

const requiredFaults: Fault[] = [
  fault(
    'create-without-customization',
    'CUST-CREATE-002',
    'A create request without a customization makes an empty one.',
    calls(CREATE, (call, body) => {
      if ('customization' in body) return;
      const choicesSettings = { choices: [oneChoice('TEXT_CHOICES')] };
      call.body = {
        customization: {
          name: 'Untitled',
          customizationType: 'MODIFIER',
          customizationRenderType: 'TEXT_CHOICES',
          choicesSettings,
        },
      };
    }),
  ),
  fault(
    'create-without-name',
    'CUST-CREATE-003',
    'A customization without a name is created under a made-up one.',
    guessed(customization => {
      if (!('name' in customization)) customization.name = 'Untitled';
    }),
  ),
  fault(
    'create-without-type',
    'CUST-CREATE-004',
    'A customization without a type becomes a modifier.',
    guessed(customization => {
      if (!('customizationType' in customization)) customization.customizationType = 'MODIFIER';
    }),
  ),
  fault(
    'create-without-render-type',
    'CUST-CREATE-005',
    'A missing render type is guessed from the settings.',
    guessed(customization => {
      if (!('customizationRenderType' in customization))
        customization.customizationRenderType = guessRenderType(customization);
    }),
  ),
  fault(
    'create-without-settings',
    'CUST-CREATE-006',
    'Missing settings are made up.',
    guessed(customization => {
      if ('freeTextInput' in customization || 'choicesSettings' in customization) return;
      const renderType = customization.customizationRenderType;
      if (renderType === 'FREE_TEXT') customization.freeTextInput = { title: 'Text' };
      else customization.choicesSettings = { choices: [oneChoice(renderType)] };
    }),
  ),
  fault(
    'create-without-choices',
    'CUST-CREATE-007',
    'Choice settings without choices get a default choice.',
    guessed(customization => fillChoices(customization, sent => sent === undefined)),
  ),
  fault(
    'create-with-empty-choices',
    'CUST-CREATE-008',
    'An empty list of choices gets a default choice.',
    guessed(customization => fillChoices(customization, sent => Array.isArray(sent) && sent.length === 0)),
  ),
  fault(
    'create-without-title',
    'CUST-CREATE-009',
    'Free text without a title takes the name of the customization.',
    guessed(customization => {
      const settings = object(customization.freeTextInput);
      if (settings && !('title' in settings)) settings.title = customization.name;
    }),
  ),
];

const nameFaults: Fault[] = [
  fault(
    'create-empty-name',
    ['CUST-CREATE-010', 'CUST-MODEL-017'],
    'An empty name is accepted.',
    newName({ minLength: 0 }),
  ),
  fault(
    'create-refuses-one-letter',
    'CUST-CREATE-011',
    'A name needs two characters.',
    newName({ minLength: 2 }),
  ),
  fault(
    'create-refuses-50-letters',
    'CUST-CREATE-012',
    'A name of 50 characters is refused.',
    newName({ maxLength: 49 }),
  ),
  fault(
    'create-cuts-50-letters',
    'CUST-CREATE-012',
    'Names are cut to 49 characters.',
    guessed(customization => {
      const { name } = customization;
      if (typeof name === 'string' && name.length === 50) customization.name = name.slice(0, 49);
    }),
  ),
  fault(
    'create-accepts-51-letters',
    ['CUST-CREATE-013', 'CUST-MODEL-017'],
    'A name of 51 characters is accepted.',
    newName({ maxLength: 51 }),
  ),
  fault(
    'create-cuts-51-letters',
    'CUST-CREATE-013',
    'A name that is too long is cut instead of refused.',
    guessed(customization => {
      if (typeof customization.name === 'string') customization.name = customization.name.slice(0, 50);
    }),
  ),
  fault(
    'create-blank-name',
    'CUST-CREATE-014',
    'A name of blanks is replaced by a made-up one.',
    guessed(customization => {
      if (/^\s+$/.test(String(customization.name ?? 'x'))) customization.name = 'Untitled';
    }),
  ),
  fault(
    'create-number-as-name',
    'CUST-CREATE-015',
    'A name that is no string is turned into one.',
    guessed(customization => {
      if ('name' in customization && typeof customization.name !== 'string')
        customization.name = JSON.stringify(customization.name).slice(0, 50);
    }),
  ),
  fault(
    'create-unknown-type',
    'CUST-CREATE-016',
    'An unknown type becomes a modifier.',
    guessed(customization => {
      const { customizationType } = customization;
      if (typeof customizationType === 'string' && !TYPES.includes(customizationType))
        customization.customizationType = 'MODIFIER';
    }),
  ),
  fault(
    'create-unknown-render-type',
    'CUST-CREATE-017',
    'An unknown render type is replaced by one that fits the settings.',
    guessed(customization => {
      const { customizationRenderType } = customization;
      if (typeof customizationRenderType === 'string' && !RENDER_TYPES.includes(customizationRenderType))
        customization.customizationRenderType = guessRenderType(customization);
    }),
  ),
];

const kindFaults: Fault[] = [
  fault(
    'create-refuses-text-option',
    'CUST-CREATE-018',
    'Options with text choices are refused.',
    refusesInput(sent => isKind(sent, 'PRODUCT_OPTION', 'TEXT_CHOICES')),
  ),
  fault(
    'create-refuses-swatch-option',
    'CUST-CREATE-019',
    'Options with swatches are refused.',
    refusesInput(sent => isKind(sent, 'PRODUCT_OPTION', 'SWATCH_CHOICES')),
  ),
  fault(
    'create-refuses-free-text',
    'CUST-CREATE-020',
    'Modifiers with free text are refused.',
    refusesInput(sent => isKind(sent, 'MODIFIER', 'FREE_TEXT')),
  ),
  fault(
    'create-refuses-text-modifier',
    'CUST-CREATE-021',
    'Modifiers with text choices are refused.',
    refusesInput(sent => isKind(sent, 'MODIFIER', 'TEXT_CHOICES')),
  ),
  fault(
    'create-refuses-swatch-modifier',
    'CUST-CREATE-022',
    'Modifiers with swatches are refused.',
    refusesInput(sent => isKind(sent, 'MODIFIER', 'SWATCH_CHOICES')),
  ),
  fault(
    'create-free-text-with-choices',
    'CUST-CREATE-024',
    'Free text with the settings of choices is accepted.',
    misfit('FREE_TEXT', 'choicesSettings'),
  ),
  fault(
    'create-text-choices-with-text',
    'CUST-CREATE-025',
    'Text choices with the settings of free text are accepted.',
    misfit('TEXT_CHOICES', 'freeTextInput'),
  ),
  fault(
    'create-swatches-with-text',
    'CUST-CREATE-026',
    'Swatches with the settings of free text are accepted.',
    misfit('SWATCH_CHOICES', 'freeTextInput'),
  ),
  fault(
    'create-unknown-choice-type',
    'CUST-CREATE-044',
    'A choice type outside the enum is taken as the one that fits.',
    fitting(unknownType),
  ),
  fault(
    'create-colour-among-texts',
    'CUST-CREATE-045',
    'A colour in a list of texts is stored as a text.',
    fitting((choice, renderType) => renderType === 'TEXT_CHOICES' && choice.choiceType === 'ONE_COLOR'),
  ),
  fault(
    'create-text-among-colours',
    'CUST-CREATE-046',
    'A text in a list of colours becomes black.',
    fitting((choice, renderType) => renderType === 'SWATCH_CHOICES' && choice.choiceType === 'CHOICE_TEXT'),
  ),
];

function unknownType(choice: Json): boolean {
  return typeof choice.choiceType === 'string' && !['CHOICE_TEXT', 'ONE_COLOR'].includes(choice.choiceType);
}

const limitFaults: Fault[] = [
  fault(
    'create-refuses-100-choices',
    'CUST-CREATE-064',
    'A list of 100 choices is refused.',
    newChoices({ maxItems: 99 }),
  ),
  fault(
    'create-cuts-1001-choices',
    'CUST-CREATE-066',
    'Of more than 1000 choices the first 100 are stored.',
    guessed(customization => {
      const settings = object(customization.choicesSettings);
      if (settings && list(settings.choices).length > 1000)
        settings.choices = list(settings.choices).slice(0, 100);
    }),
  ),
  fault(
    'create-refuses-max-count-500',
    'CUST-CREATE-067',
    '`maxCharCount` ends at 499.',
    property('NewFreeTextSettings', 'maxCharCount', { maximum: 499 }),
  ),
  fault(
    'create-accepts-max-count-501',
    ['CUST-CREATE-068', 'CUST-MODEL-044'],
    '`maxCharCount` of 501 is accepted.',
    property('NewFreeTextSettings', 'maxCharCount', { maximum: 501 }),
  ),
  fault(
    'create-refuses-title-100',
    'CUST-CREATE-071',
    'A title of 100 characters is refused.',
    property('NewFreeTextSettings', 'title', { maxLength: 99 }),
  ),
  fault(
    'create-accepts-title-101',
    ['CUST-CREATE-072', 'CUST-MODEL-043'],
    'A title of 101 characters is accepted.',
    property('NewFreeTextSettings', 'title', { maxLength: 101 }),
  ),
  fault(
    'create-empty-title',
    ['CUST-CREATE-073', 'CUST-MODEL-043'],
    'An empty title is accepted.',
    property('NewFreeTextSettings', 'title', { minLength: 0 }),
  ),
  fault(
    'create-refuses-choice-name-50',
    'CUST-CREATE-039',
    'A choice name of 50 characters is refused.',
    newChoice('name', { maxLength: 49 }),
  ),
  fault(
    'create-accepts-choice-name-51',
    ['CUST-CREATE-040', 'CUST-MODEL-030'],
    'A choice name of 51 characters is accepted.',
    newChoice('name', { maxLength: 51 }),
  ),
  fault(
    'create-empty-choice-name',
    ['CUST-CREATE-041', 'CUST-MODEL-030'],
    'An empty choice name is accepted.',
    newChoice('name', { minLength: 0 }),
  ),
  fault(
    'create-blank-choice-name',
    'CUST-CREATE-042',
    'A choice name of blanks is replaced by a made-up one.',
    guessed(customization => {
      for (const choice of choicesOf(customization)) {
        if (typeof choice.name === 'string' && /^\s+$/.test(choice.name)) choice.name = 'Untitled';
      }
    }),
  ),
];

export const createInputFaults: Fault[] = [...requiredFaults, ...nameFaults, ...kindFaults, ...limitFaults];
