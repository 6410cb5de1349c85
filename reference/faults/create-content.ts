/** Defects of Create in what is stored of a valid request. */
import { type Fault, fault } from './fault.ts';
import { choicesOf, freeTexts, inputOf, inputs, object, refuses } from './tools.ts';

const CREATE = 'createCustomization';

/** Puts names on their way in through a change that harms some of them. */
const mangled = (change: (text: string) => string) =>
  inputs(CREATE, customization => {
    for (const holder of [customization, ...choicesOf(customization)]) {
      if (typeof holder.name === 'string') holder.name = change(holder.name);
    }
  });

/** Letters survive; the rest of the string must not become empty or too long. */
export const createContentFaults: Fault[] = [
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
        if (/^#[0-9a-f]{6}$/i.test(String(choice.colorCode))) choice.colorCode = '#000000';
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
