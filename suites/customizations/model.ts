/** What every returned customization must look like: judged over all answers of the run, own entities only. */
import type { JsonObject } from '../../engine/answer.ts';
import type { Chapter } from '../../engine/check.ts';
import { instant, lacks, SHOWN_MEMBERS } from '../../engine/matchers/entities.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import { standing } from '../../engine/standing.ts';
import { GUID } from '../../specs/vocabulary.ts';
import { displayImage } from './display-image.ts';
import { DATE_TIME, entity, isAbsent, isText, member, settings } from './facts.ts';
import { choices, links } from './model-choices.ts';
import { freeTexts } from './model-free-text.ts';

const entities = standing({
  id: 'customizations.model.entity',
  title: 'Every returned customization has its members, of the right type and size',
  profile: 'core',
  points: {
    id: ['CUST-MODEL-001', member('id', 'a string of 1 to 36 characters', value => isText(value, 36))],
    idIsGuid: ['CUST-MODEL-002', member('id', 'a GUID', value => GUID.test(String(value)))],
    revisionIsString: ['CUST-MODEL-005', member('revision', 'a string', value => typeof value === 'string')],
    revisionDigits: [
      'CUST-MODEL-006',
      member('revision', 'digits only', value => /^\d+$/.test(String(value))),
    ],
    createdDate: [
      'CUST-MODEL-009',
      member('createdDate', 'a date-time string', value => DATE_TIME.test(String(value))),
    ],
    updatedDate: [
      'CUST-MODEL-010',
      member('updatedDate', 'a date-time string', value => DATE_TIME.test(String(value))),
    ],
    utc: [
      'CUST-MODEL-011',
      entity(({ createdDate, updatedDate }) =>
        unless(
          [createdDate, updatedDate].every(date => String(date).endsWith('Z')),
          'dates that end with Z',
          { createdDate, updatedDate },
        ),
      ),
    ],
    datesInOrder: [
      'CUST-MODEL-012',
      entity(({ createdDate, updatedDate }) =>
        unless(
          !(instant(updatedDate) < instant(createdDate)),
          `updatedDate not before ${show(createdDate)}`,
          updatedDate,
        ),
      ),
    ],
    createdDateStays: [
      'CUST-MODEL-013',
      entity(
        ({ createdDate }, { before }) =>
          unless(
            instant(createdDate) === instant(before?.createdDate),
            `createdDate ${show(before?.createdDate)}`,
            createdDate,
          ),
        (_, { before }) => before !== undefined,
      ),
    ],
    key: ['CUST-MODEL-015', member('key', 'a string of 1 to 50 characters', value => isText(value, 50))],
    name: ['CUST-MODEL-017', member('name', 'a string of 1 to 50 characters', value => isText(value, 50))],
    type: [
      'CUST-MODEL-018',
      member(
        'customizationType',
        'PRODUCT_OPTION or MODIFIER',
        value => value === 'PRODUCT_OPTION' || value === 'MODIFIER',
      ),
    ],
    renderType: [
      'CUST-MODEL-019',
      member('customizationRenderType', 'FREE_TEXT, TEXT_CHOICES or SWATCH_CHOICES', value =>
        ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'].includes(String(value)),
      ),
    ],
    oneOfSettings: [
      'CUST-MODEL-020',
      entity(made =>
        unless(
          isAbsent(made.freeTextInput) || isAbsent(made.choicesSettings),
          'freeTextInput or choicesSettings, not both',
          'both',
        ),
      ),
    ],
    freeTextSettings: ['CUST-MODEL-021', settings('FREE_TEXT', 'freeTextInput', 'choicesSettings')],
    textSettings: ['CUST-MODEL-022', settings('TEXT_CHOICES', 'choicesSettings', 'freeTextInput')],
    swatchSettings: ['CUST-MODEL-023', settings('SWATCH_CHOICES', 'choicesSettings', 'freeTextInput')],
    noCountUnasked: [
      'CUST-MODEL-048',
      entity(lacks('assignedProductsCount'), (_, { fields }) => !fields.includes('ASSIGNED_PRODUCTS_COUNT')),
    ],
    countAsked: [
      'CUST-MODEL-049',
      entity(
        ({ assignedProductsCount: count }) =>
          unless(
            Number.isInteger(count) && Number(count) >= 0,
            'assignedProductsCount: an integer of 0 or more',
            count,
          ),
        (_, { fields, operation }) =>
          fields.includes('ASSIGNED_PRODUCTS_COUNT') && operation !== 'createCustomization',
      ),
    ],
    restNames: ['CUST-MODEL-050', entity(lacks('_id', '_createdDate', '_updatedDate'))],
    extras: ['CUST-MODEL-051', entity(extraMembers)],
  },
});

const DOCUMENTED = new Set([...SHOWN_MEMBERS, 'choicesSettings', 'assignedProductsCount']);

function extraMembers(made: JsonObject): Finding | undefined {
  const extras = Object.keys(made).filter(name => !DOCUMENTED.has(name));
  return unless(extras.length === 0, 'the documented members', `also ${extras.join(', ')}`);
}

export const model: Chapter = {
  title: 'The customization',
  checks: [displayImage],
  standing: [entities, choices, links, freeTexts],
};
