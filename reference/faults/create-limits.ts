/** Defects of Create at its limits. */
import { newChoice, newChoices, property } from './contracts.ts';
import { guessed } from './create-tools.ts';
import { type Fault, fault } from './fault.ts';
import { choicesOf, list, object } from './tools.ts';

export const createLimitFaults: Fault[] = [
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
