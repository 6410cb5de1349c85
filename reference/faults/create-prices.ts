/** Defects of Create in single values: colours, prices and links. */
import { newChoice, property } from './contracts.ts';
import { type Fault, fault } from './fault.ts';
import { choicesOf, inputOf, inputs, isGuid, type Json, list, refuses } from './tools.ts';

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

export const createPriceFaults: Fault[] = [
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
