/** What every returned customization must look like: judged over all answers of the run, own entities only. */

import type { JsonObject } from '../../engine/answer.ts';
import { isObject } from '../../engine/answer.ts';
import type { Chapter } from '../../engine/check.ts';
import { choicesOf, instant, lacks } from '../../engine/matchers/entities.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import type { Invariant, Sighting } from '../../engine/sentinels.ts';
import { standing } from '../../engine/standing.ts';
import { compareDecimals, decimalScale, parseDecimal } from '../../specs/decimal.ts';
import { displayImage } from './display-image.ts';

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HEX_COLOR = /^#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length >= 1 && [...value].length <= max;
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** A fact about every customization. */
function entity(
  broken: (entity: JsonObject, sighting: Sighting) => Finding | undefined,
  when?: (entity: JsonObject, sighting: Sighting) => boolean,
): Invariant {
  return {
    of: 'customization',
    broken: (sighting: Sighting) => broken(sighting.entity, sighting),
    ...(when && { when: (sighting: Sighting) => when(sighting.entity, sighting) }),
  };
}

/** A fact about one member of every customization. */
function member(name: string, expected: string, holds: (value: unknown) => boolean): Invariant {
  return entity(({ [name]: value }) => unless(holds(value), `${name}: ${expected}`, value));
}

/** A fact about every choice of every customization that has choices. */
function choice(
  expected: string,
  holds: (choice: JsonObject, all: JsonObject[]) => boolean,
  which: (choice: JsonObject) => boolean = () => true,
): Invariant {
  return entity(
    made => {
      const choices = choicesOf(made);
      const odd = choices.filter(which).find(candidate => !holds(candidate, choices));
      return odd && { expected: `every choice: ${expected}`, received: show(odd) };
    },
    made => choicesOf(made).some(which),
  );
}

const hasRenderType = (type: string) => (made: JsonObject) => made.customizationRenderType === type;
const isFreeText = hasRenderType('FREE_TEXT');
const freeText = (made: JsonObject): JsonObject => (isObject(made.freeTextInput) ? made.freeTextInput : {});

function freeTextMember(name: string, expected: string, holds: (value: unknown) => boolean): Invariant {
  return entity(made => {
    const value = freeText(made)[name];
    return unless(holds(value), `freeTextInput.${name}: ${expected}`, value);
  }, isFreeText);
}

/** The settings of one render type are there, those of the other are not. */
function settings(type: string, has: string, lack: string): Invariant {
  return entity(
    made => (isObject(made[has]) ? lacks(lack)(made) : { expected: has, received: show(made[has]) }),
    hasRenderType(type),
  );
}

function isMoney(value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (typeof value !== 'string' || parseDecimal(value) === undefined) return false;
  const inRange = compareDecimals(value, '0') >= 0 && compareDecimals(value, '999999999.99') <= 0;
  return inRange && decimalScale(value) <= 3;
}

const MONEY = 'absent, or a decimal string of 0 to 999999999.99 with at most 3 decimals';
const unique = (values: unknown[]): boolean => new Set(values).size === values.length;
const linksOf = ({ primaryChoiceIds: links }: JsonObject): unknown[] => (Array.isArray(links) ? links : []);

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

const DOCUMENTED = new Set([
  'id',
  'revision',
  'createdDate',
  'updatedDate',
  'key',
  'name',
  'customizationType',
  'customizationRenderType',
  'freeTextInput',
  'choicesSettings',
  'assignedProductsCount',
]);

function extraMembers(made: JsonObject): Finding | undefined {
  const extras = Object.keys(made).filter(name => !DOCUMENTED.has(name));
  return unless(extras.length === 0, 'the documented members', `also ${extras.join(', ')}`);
}

const choices = standing({
  id: 'customizations.model.choices',
  title: 'Every returned choice has its members, of the right type and size',
  profile: 'core',
  points: {
    size: [
      'CUST-MODEL-024',
      entity(
        made =>
          unless(
            choicesOf(made).length >= 1 && choicesOf(made).length <= 1000,
            '1 to 1000 choices',
            choicesOf(made).length,
          ),
        made => !isFreeText(made),
      ),
    ],
    id: ['CUST-MODEL-025', choice('an id in GUID form', ({ id }) => typeof id === 'string' && GUID.test(id))],
    uniqueIds: ['CUST-MODEL-026', choice('an id of its own', (_, all) => unique(all.map(({ id }) => id)))],
    choiceType: [
      'CUST-MODEL-027',
      choice(
        'CHOICE_TEXT or ONE_COLOR',
        ({ choiceType }) => choiceType === 'CHOICE_TEXT' || choiceType === 'ONE_COLOR',
      ),
    ],
    textOnly: ['CUST-MODEL-028', choicesOfType('TEXT_CHOICES', 'CHOICE_TEXT')],
    colorOnly: ['CUST-MODEL-029', choicesOfType('SWATCH_CHOICES', 'ONE_COLOR')],
    name: ['CUST-MODEL-030', choice('a name of 1 to 50 characters', ({ name }) => isText(name, 50))],
    uniqueNames: [
      'CUST-MODEL-031',
      choice('a name of its own', (_, all) => unique(all.map(({ name }) => name))),
    ],
    key: ['CUST-MODEL-032', choice('a key of 1 to 50 characters', ({ key }) => isText(key, 50))],
    color: [
      'CUST-MODEL-034',
      choice(
        'a colorCode in hex notation',
        ({ colorCode }) => isText(colorCode, 20) && HEX_COLOR.test(String(colorCode)),
        ({ choiceType }) => choiceType === 'ONE_COLOR',
      ),
    ],
    noColorOnText: [
      'CUST-MODEL-035',
      choice(
        'no colorCode',
        ({ colorCode }) => isAbsent(colorCode) || colorCode === '',
        ({ choiceType }) => choiceType === 'CHOICE_TEXT',
      ),
    ],
    price: [
      'CUST-MODEL-036',
      choice(`defaultAddedPrice ${MONEY}`, ({ defaultAddedPrice }) => isMoney(defaultAddedPrice)),
    ],
    imageOnColorOnly: [
      'CUST-MODEL-038',
      choice(
        'no displayImage',
        ({ displayImage: image }) => isAbsent(image),
        ({ choiceType }) => choiceType !== 'ONE_COLOR',
      ),
    ],
  },
});

const isLinked = ({ primaryChoiceIds: links }: JsonObject): boolean =>
  !isAbsent(links) && !(Array.isArray(links) && links.length === 0);

/** Links appear once choices are linked, which takes the choices profile; until then there is nothing to look at. */
const links = standing({
  id: 'customizations.model.links',
  title: 'Linked choices name other choices of the customization, one level deep',
  profile: 'core',
  points: {
    guids: ['CUST-MODEL-040', link('at most 4 primaryChoiceIds, all GUIDs', hasGoodLinks)],
    oneLevel: [
      'CUST-MODEL-041',
      link('no primary choice that is linked itself', (made, all) =>
        all.every(other => !linksOf(made).includes(other.id) || !isLinked(other)),
      ),
    ],
    inside: [
      'CUST-MODEL-042',
      link('primaryChoiceIds of other choices only', (made, all) =>
        linksOf(made).every(id => id !== made.id && all.some(other => other.id === id)),
      ),
    ],
  },
});

function link(expected: string, holds: (choice: JsonObject, all: JsonObject[]) => boolean): Invariant {
  return { ...choice(expected, holds, isLinked), optional: true };
}

function hasGoodLinks({ primaryChoiceIds: ids }: JsonObject): boolean {
  return Array.isArray(ids) && ids.length <= 4 && ids.every(id => GUID.test(String(id)));
}

function choicesOfType(renderType: string, choiceType: string): Invariant {
  return entity(made => {
    const odd = choicesOf(made).find(candidate => candidate.choiceType !== choiceType);
    return odd && { expected: `only ${choiceType} choices`, received: show(odd) };
  }, hasRenderType(renderType));
}

const freeTexts = standing({
  id: 'customizations.model.free-text',
  title: 'Every returned free-text customization has its settings, of the right type and size',
  profile: 'core',
  points: {
    title: [
      'CUST-MODEL-043',
      freeTextMember('title', 'a string of 1 to 100 characters', value => isText(value, 100)),
    ],
    maxCharCount: [
      'CUST-MODEL-044',
      freeTextMember(
        'maxCharCount',
        'an integer of at most 500',
        value => isAbsent(value) || (Number.isInteger(value) && Number(value) <= 500),
      ),
    ],
    bothCounts: [
      'CUST-MODEL-045',
      entity(
        made =>
          unless(
            ['minCharCount', 'maxCharCount'].every(name => Number.isInteger(freeText(made)[name])),
            'minCharCount and maxCharCount',
            freeText(made),
          ),
        isFreeText,
      ),
    ],
    key: [
      'CUST-MODEL-046',
      freeTextMember(
        'key',
        'absent, or a string of 1 to 150 characters',
        value => isAbsent(value) || isText(value, 150),
      ),
    ],
    price: ['CUST-MODEL-047', freeTextMember('defaultAddedPrice', MONEY, isMoney)],
  },
});

export const model: Chapter = {
  title: 'The customization',
  checks: [displayImage],
  standing: [entities, choices, links, freeTexts],
};
