/** What Create Product refuses of inline modifiers. `WITH_MODIFIERS` has free text first, then text choices. */
import { ABSENT } from '../../engine/change.ts';
import type { Check } from '../../engine/check.ts';
import { OPTIONLESS, WITH_MODIFIERS } from './kinds.ts';
import { having, mistake, type Refusal, refusal } from './refusals.ts';

const free = 'product.modifiers.0';
const text = 'product.modifiers.1';
const choices = `${text}.choicesSettings.choices`;

const freeTextSettings = { minCharCount: 0, maxCharCount: 20, title: 'Your text' };
const choicesSettings = { choices: [{ choiceType: 'CHOICE_TEXT', name: 'Paper' }] };

const ROWS: Refusal[] = [
  {
    requirement: 'PROD-MODIFIER-010',
    id: 'modifiers.refuses.eleven',
    title: 'Eleven modifiers are refused',
    kind: OPTIONLESS,
    wrong: [mistake('modifier-eleventh')],
  },
  {
    requirement: 'PROD-MODIFIER-011',
    id: 'modifiers.refuses.no-settings',
    title: 'A modifier with neither freeTextSettings nor choicesSettings is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${free}.freeTextSettings`, ABSENT), having(`${text}.choicesSettings`, ABSENT)],
  },
  {
    requirement: 'PROD-MODIFIER-012',
    id: 'modifiers.refuses.both-settings',
    title: 'A modifier with freeTextSettings and choicesSettings is refused',
    kind: WITH_MODIFIERS,
    wrong: [
      having(`${free}.choicesSettings`, choicesSettings),
      having(`${text}.freeTextSettings`, freeTextSettings),
    ],
  },
  {
    requirement: 'PROD-MODIFIER-013',
    id: 'modifiers.refuses.settings-of-another-kind',
    title: 'A FREE_TEXT modifier with choicesSettings is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${text}.modifierRenderType`, 'FREE_TEXT')],
  },
  {
    requirement: 'PROD-MODIFIER-014',
    id: 'modifiers.refuses.max-chars-501',
    title: 'A maxCharCount of 501 is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${free}.freeTextSettings.maxCharCount`, 501)],
  },
  {
    requirement: 'PROD-MODIFIER-016',
    id: 'modifiers.refuses.price-negative',
    title: 'A negative addedPrice is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${choices}.0.addedPrice`, '-0.01')],
  },
  {
    requirement: 'PROD-MODIFIER-017',
    id: 'modifiers.refuses.price-4-decimals',
    title: 'An addedPrice with four decimals is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${choices}.0.addedPrice`, '1.0001')],
  },
  {
    requirement: 'PROD-MODIFIER-022',
    id: 'modifiers.refuses.name-missing',
    title: 'An inline modifier without a name is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${free}.name`, ABSENT), having(`${text}.name`, ABSENT)],
    code: 'MODIFIER_NAME_AND_TYPE_REQUIRED',
  },
  {
    requirement: 'PROD-MODIFIER-023',
    id: 'modifiers.refuses.choice-name-or-type-missing',
    title: 'A new modifier choice without name or type is refused',
    kind: WITH_MODIFIERS,
    wrong: [having(`${choices}.0.name`, ABSENT), having(`${choices}.0.choiceType`, ABSENT)],
    code: 'MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED',
  },
];

export const modifierRefusals: Check[] = ROWS.map(refusal);
