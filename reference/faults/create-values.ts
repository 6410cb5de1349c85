/** Defects of Create in single values: colours, prices, links, and what the client must not set. */
import { newChoice, property } from './contracts.ts';
import { type Fault, fault } from './fault.ts';
import { adoptsIds, keeps, take } from './memory.ts';
import { choicesOf, freeTexts, inputOf, inputs, type Json, list, object, refuses, isGuid } from './tools.ts';

const CREATE = 'createCustomization';
const price = 'defaultAddedPrice';

/** The choices of a customization to create are changed before the model sees them. */
const newChoiceInputs = (edit: (choice: Json) => void) =>
  inputs(CREATE, customization => {
    for (const choice of choicesOf(customization)) edit(choice);
  });

const SHORT_HEX = '^#[0-9a-fA-F]{3}$';
const refusesChoice = (when: (choice: Json) => boolean) =>
  refuses(CREATE, (_call, body) => choicesOf(inputOf(body)).some(when));

const valueFaults: Fault[] = [
  fault(
    'create-named-colour',
    ['CUST-CREATE-049', 'CUST-MODEL-034'],
    'The names of colours are accepted.',
    property('NewSwatchChoice', 'colorCode', { pattern: '^(#.*|[a-z]+)$' }),
  ),
  fault(
    'create-letters-after-hash',
    ['CUST-CREATE-049', 'CUST-MODEL-034'],
    'Anything after a # is accepted as a colour.',
    property('NewSwatchChoice', 'colorCode', { pattern: '^#' }),
  ),
  fault(
    'create-colour-too-short',
    ['CUST-CREATE-050', 'CUST-MODEL-034'],
    'A colour of two characters is accepted.',
    property('NewSwatchChoice', 'colorCode', { pattern: '^#[0-9a-fA-F]{1,8}$', minLength: 2 }),
  ),
  fault(
    'create-colour-too-long',
    ['CUST-CREATE-050', 'CUST-MODEL-034'],
    'A colour of any length is accepted.',
    property('NewSwatchChoice', 'colorCode', { pattern: '^#[0-9a-fA-F]{3,}$', maxLength: undefined }),
  ),
  fault(
    'create-refuses-long-hex',
    'CUST-CREATE-051',
    'Only #RGB is accepted as a colour.',
    refusesChoice(
      choice => typeof choice.colorCode === 'string' && !new RegExp(SHORT_HEX).test(choice.colorCode),
    ),
  ),
  fault(
    'create-rounds-colours',
    ['CUST-CREATE-051', 'CUST-CREATE-019'],
    'Colours are stored with four bits for each part.',
    newChoiceInputs(choice => {
      if (typeof choice.colorCode === 'string')
        choice.colorCode = choice.colorCode.replace(
          /^(#[0-9a-f])[0-9a-f]([0-9a-f])[0-9a-f]([0-9a-f])[0-9a-f]$/i,
          '$10$20$30',
        );
    }),
  ),
  fault(
    'create-refuses-price-zero',
    'CUST-CREATE-054',
    'A price of 0 is refused.',
    newChoice(price, { 'x-decimal-minimum': '0.001' }),
  ),
  fault(
    'create-refuses-top-price',
    'CUST-CREATE-055',
    'The highest price is refused.',
    newChoice(price, { 'x-decimal-maximum': '999999999' }),
  ),
  fault(
    'create-refuses-three-decimals',
    'CUST-CREATE-056',
    'A price with three decimals is refused.',
    newChoice(price, { 'x-decimal-scale': 2 }),
  ),
  fault(
    'create-accepts-four-decimals',
    ['CUST-CREATE-057', 'CUST-MODEL-036'],
    'A price with four decimals is accepted.',
    newChoice(price, { 'x-decimal-scale': 4 }),
  ),
  fault(
    'create-negative-price',
    ['CUST-CREATE-058', 'CUST-MODEL-036'],
    'A negative price is accepted.',
    newChoice(price, { 'x-decimal-minimum': '-999999999.99' }),
  ),
  fault(
    'create-price-above-top',
    ['CUST-CREATE-059', 'CUST-MODEL-036'],
    'A price above the highest is accepted.',
    newChoice(price, { 'x-decimal-maximum': '99999999999' }),
  ),
  fault(
    'create-price-in-words',
    'CUST-CREATE-060',
    'A price that is no number counts as 0.',
    newChoiceInputs(choice => {
      if (typeof choice[price] === 'string' && Number.isNaN(Number(choice[price]))) choice[price] = '0';
    }),
  ),
  fault(
    'create-truncates-prices',
    'CUST-CREATE-062',
    'Prices are stored without their decimals.',
    newChoiceInputs(choice => {
      if (/^\d+\.\d{1,3}$/.test(String(choice[price]))) choice[price] = String(choice[price]).split('.')[0];
    }),
  ),
  fault(
    'create-text-price-four-decimals',
    ['CUST-CREATE-074', 'CUST-MODEL-047'],
    'A free-text price with four decimals is accepted.',
    property('NewFreeTextSettings', price, { 'x-decimal-scale': 4 }),
  ),
  fault(
    'create-text-price-negative',
    ['CUST-CREATE-074', 'CUST-MODEL-047'],
    'A negative free-text price is accepted.',
    property('NewFreeTextSettings', price, { 'x-decimal-minimum': '-999999999.99' }),
  ),
  fault(
    'create-text-price-above-top',
    ['CUST-CREATE-074', 'CUST-MODEL-047'],
    'A free-text price above the highest is accepted.',
    property('NewFreeTextSettings', price, { 'x-decimal-maximum': '99999999999' }),
  ),
  fault(
    'create-unknown-primary',
    'CUST-CREATE-078',
    'Primary choices that do not exist are dropped in silence.',
    newChoiceInputs(choice => {
      const ids = list(choice.primaryChoiceIds);
      if (ids.length > 0 && ids.length <= 4 && ids.every(isGuid)) delete choice.primaryChoiceIds;
    }),
  ),
  fault(
    'create-five-primaries',
    'CUST-CREATE-079',
    'More than four primary choices are dropped in silence.',
    newChoiceInputs(choice => {
      if (list(choice.primaryChoiceIds).length > 4) delete choice.primaryChoiceIds;
    }),
  ),
  fault(
    'create-malformed-primary',
    'CUST-CREATE-080',
    'Malformed ids of primary choices are dropped in silence.',
    newChoiceInputs(choice => {
      if (list(choice.primaryChoiceIds).some(id => !isGuid(id))) delete choice.primaryChoiceIds;
    }),
  ),
];

/** Puts names on their way in through a change that harms some of them. */
const mangled = (change: (text: string) => string) =>
  inputs(CREATE, customization => {
    for (const holder of [customization, ...choicesOf(customization)]) {
      if (typeof holder.name === 'string') holder.name = change(holder.name);
    }
  });

/** Letters survive; the rest of the string must not become empty or too long. */
const textFaults: Fault[] = [
  fault(
    'create-ascii-only',
    'CUST-CREATE-081',
    'Letters outside ASCII are stored as question marks.',
    mangled(text => text.replace(/[^ -~]/g, '?')),
  ),
  fault(
    'create-loses-astral',
    'CUST-CREATE-081',
    'Characters outside the basic plane are stored as replacement characters.',
    mangled(text => text.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')),
  ),
  fault(
    'create-strips-accents',
    'CUST-CREATE-081',
    'Accents are lost.',
    mangled(text =>
      text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC'),
    ),
  ),
  fault(
    'create-refuses-unicode',
    'CUST-CREATE-081',
    'Names outside ASCII are refused.',
    refuses(CREATE, (_call, body) => /[^ -~]/.test(String(inputOf(body).name))),
  ),
  fault(
    'create-loses-text-choice-names',
    'CUST-CREATE-018',
    'The text choices of an option are stored in upper case.',
    inputs(CREATE, customization => {
      if (
        customization.customizationType !== 'PRODUCT_OPTION' ||
        customization.customizationRenderType !== 'TEXT_CHOICES'
      )
        return;
      for (const choice of choicesOf(customization))
        if (typeof choice.name === 'string') choice.name = choice.name.toUpperCase();
    }),
  ),
  fault(
    'create-loses-colours',
    'CUST-CREATE-019',
    'The swatches of an option are all stored black.',
    inputs(CREATE, customization => {
      if (customization.customizationType !== 'PRODUCT_OPTION') return;
      for (const choice of choicesOf(customization))
        if (typeof choice.colorCode === 'string') choice.colorCode = '#000000';
    }),
  ),
  fault(
    'create-loses-min-count',
    'CUST-CREATE-020',
    'The least number of characters is stored as 0.',
    inputs(CREATE, customization => {
      const settings = object(customization.freeTextInput);
      if (settings && Number.isInteger(settings.minCharCount)) settings.minCharCount = 0;
    }),
  ),
  fault(
    'create-swaps-counts',
    'CUST-CREATE-020',
    'Answers swap the least and the most number of characters.',
    freeTexts(settings => {
      [settings.minCharCount, settings.maxCharCount] = [settings.maxCharCount, settings.minCharCount];
    }),
  ),
  fault(
    'create-reverses-choices',
    'CUST-CREATE-030',
    'Choices are stored in reverse order.',
    inputs(CREATE, customization => {
      choicesOf(customization);
      const settings = object(customization.choicesSettings);
      if (settings && Array.isArray(settings.choices)) settings.choices.reverse();
    }),
  ),
];

/** Ids that a client puts on choices, taken out of the request. */
function choiceIds(customization: Json): string[] {
  return choicesOf(customization).map(choice => {
    const { id } = choice;
    delete choice.id;
    return String(id);
  });
}

const takesKey = (customization: Json): Json => {
  const settings = object(customization.freeTextInput);
  if (!settings || typeof settings.key !== 'string') return {};
  const { key } = settings;
  delete settings.key;
  return { freeTextInput: { key } };
};

const readOnlyFaults: Fault[] = [
  fault(
    'create-stores-both-settings',
    ['CUST-CREATE-027', 'CUST-MODEL-020'],
    'Settings of both kinds are stored.',
    keeps(CREATE, customization => {
      if (!('freeTextInput' in customization && 'choicesSettings' in customization)) return {};
      return take(
        customization.customizationRenderType === 'FREE_TEXT' ? 'choicesSettings' : 'freeTextInput',
      )(customization);
    }),
  ),
  fault(
    'create-stores-revision',
    'CUST-CREATE-031',
    'A revision sent on creation is stored.',
    keeps(CREATE, take('revision')),
  ),
  fault(
    'create-stores-created-date',
    'CUST-CREATE-033',
    'A creation date sent by the client is stored.',
    keeps(CREATE, take('createdDate')),
  ),
  fault(
    'create-stores-updated-date',
    'CUST-CREATE-033',
    'A date of update sent by the client is stored.',
    keeps(CREATE, take('updatedDate')),
  ),
  fault(
    'create-stores-key',
    'CUST-CREATE-033',
    'A key sent by the client is stored.',
    keeps(CREATE, take('key')),
  ),
  fault(
    'create-stores-count',
    'CUST-CREATE-033',
    'A number of products sent by the client is stored.',
    keeps(CREATE, take('assignedProductsCount')),
  ),
  fault(
    'create-stores-text-key',
    'CUST-CREATE-075',
    'The key of free text is taken from the request.',
    keeps(CREATE, takesKey),
  ),
  fault(
    'create-adopts-id',
    'CUST-CREATE-034',
    'An id sent by the client becomes the id.',
    adoptsIds(
      customization => Object.values(take('id')(customization)).map(String),
      customization => [String(customization.id)],
    ),
  ),
  fault(
    'create-adopts-choice-ids',
    'CUST-CREATE-035',
    'Choice ids sent by the client become the ids.',
    adoptsIds(
      customization =>
        choicesOf(customization).every(choice => 'id' in choice) ? choiceIds(customization) : [],
      customization => choicesOf(customization).map(choice => String(choice.id)),
    ),
  ),
  fault(
    'create-mixed-choice-ids',
    'CUST-CREATE-036',
    'Ids on some choices only are dropped in silence.',
    inputs(CREATE, customization => {
      const all = choicesOf(customization);
      if (all.some(choice => 'id' in choice) && !all.every(choice => 'id' in choice))
        choiceIds(customization);
    }),
  ),
];

export const createValueFaults: Fault[] = [...valueFaults, ...textFaults, ...readOnlyFaults];
