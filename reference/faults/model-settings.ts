/** Defects in how the settings of a customization look. */
import { type Fault, fault } from './fault.ts';
import { entities, freeTexts, type Json, list, object } from './tools.ts';

/** Adds settings of the wrong kind to customizations of one render type. */
const withBoth = (renderType: string) =>
  entities(customization => {
    if (customization.customizationRenderType !== renderType) return;
    customization.freeTextInput ??= { title: 'Text', minCharCount: 0, maxCharCount: 10 };
    customization.choicesSettings ??= { choices: [] };
  });

const withoutSettings = (renderType: string) =>
  entities(customization => {
    if (customization.customizationRenderType !== renderType) return;
    delete customization.freeTextInput;
    delete customization.choicesSettings;
  });

const setPrice = (holder: Json, price: unknown) => {
  if (holder.defaultAddedPrice !== undefined) holder.defaultAddedPrice = price;
};

const settingsFaults: Fault[] = [
  fault(
    'model-both-settings',
    ['CUST-MODEL-020', 'CUST-MODEL-021'],
    'Free-text customizations also carry empty choice settings.',
    withBoth('FREE_TEXT'),
  ),
  fault(
    'model-free-text-without-settings',
    'CUST-MODEL-021',
    'Free-text customizations lack `freeTextInput`.',
    withoutSettings('FREE_TEXT'),
  ),
  fault(
    'model-text-choices-with-free-text',
    ['CUST-MODEL-022', 'CUST-MODEL-020'],
    'Text-choice customizations carry `freeTextInput` too.',
    withBoth('TEXT_CHOICES'),
  ),
  fault(
    'model-text-choices-without-settings',
    'CUST-MODEL-022',
    'Text-choice customizations lack `choicesSettings`.',
    withoutSettings('TEXT_CHOICES'),
  ),
  fault(
    'model-swatches-with-free-text',
    ['CUST-MODEL-023', 'CUST-MODEL-020'],
    'Swatch customizations carry `freeTextInput` too.',
    withBoth('SWATCH_CHOICES'),
  ),
  fault(
    'model-swatches-without-settings',
    'CUST-MODEL-023',
    'Swatch customizations lack `choicesSettings`.',
    withoutSettings('SWATCH_CHOICES'),
  ),
  fault(
    'model-choices-empty',
    'CUST-MODEL-024',
    'The list of choices is always empty in answers.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings) settings.choices = [];
    }),
  ),
  fault(
    'model-choices-are-an-object',
    'CUST-MODEL-024',
    'Choices come as an object by id instead of a list.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings)
        settings.choices = Object.fromEntries(list(settings.choices).map((item, at) => [at, item]));
    }),
  ),
];

const freeTextFaults: Fault[] = [
  fault('model-title-missing', 'CUST-MODEL-043', 'Free text comes without its title.', dropFreeText('title')),
  fault(
    'model-max-count-string',
    'CUST-MODEL-044',
    '`maxCharCount` is a string.',
    freeTexts(settings => {
      settings.maxCharCount = String(settings.maxCharCount);
    }),
  ),
  fault(
    'model-min-count-missing',
    'CUST-MODEL-045',
    '`minCharCount` is left out.',
    dropFreeText('minCharCount'),
  ),
  fault(
    'model-zero-min-count-dropped',
    'CUST-MODEL-045',
    '`minCharCount` is left out when it is 0.',
    freeTexts(settings => {
      if (settings.minCharCount === 0) delete settings.minCharCount;
    }),
  ),
  fault(
    'model-max-count-missing',
    'CUST-MODEL-045',
    '`maxCharCount` is left out.',
    dropFreeText('maxCharCount'),
  ),
  fault(
    'model-free-text-key-empty',
    'CUST-MODEL-046',
    'The key of free text is an empty string.',
    freeTexts(settings => {
      settings.key = '';
    }),
  ),
  fault(
    'model-free-text-price-number',
    'CUST-MODEL-047',
    'The price of free text is a JSON number.',
    freeTexts(settings => setPrice(settings, Number(settings.defaultAddedPrice))),
  ),
  fault(
    'model-count-unasked',
    ['CUST-MODEL-048', 'CUST-GET-004', 'CUST-QUERY-FIELDS-001', 'CUST-UPDATE-029', 'CUST-CREATE-085'],
    'Every answer shows the number of products.',
    entities(customization => {
      customization.assignedProductsCount ??= 0;
    }),
  ),
  fault(
    'model-count-negative',
    'CUST-MODEL-049',
    'The number of products is -1 when asked for.',
    entities(customization => {
      if ('assignedProductsCount' in customization) customization.assignedProductsCount = -1;
    }),
  ),
  fault(
    'model-count-string',
    ['CUST-MODEL-049', 'CUST-GET-005', 'CUST-QUERY-FIELDS-002'],
    'The number of products is a string when asked for.',
    entities(customization => {
      if ('assignedProductsCount' in customization)
        customization.assignedProductsCount = String(customization.assignedProductsCount);
    }),
  ),
];

function dropFreeText(field: string) {
  return freeTexts(settings => {
    delete settings[field];
  });
}

export const modelSettingsFaults: Fault[] = [...settingsFaults, ...freeTextFaults];
