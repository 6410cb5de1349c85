/** What Add Customization Choices refuses; nothing may be added then, not even the part that was right. */
import { ABSENT } from '../../engine/change.ts';
import type { Check } from '../../engine/check.ts';
import { choicesOf } from '../../engine/matchers/entities.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { ADD, newChoice, newChoices } from './choice-operations.ts';
import { misfits, type Refusals, refusals, wrongTargets } from './choice-refusals.ts';
import { TEXT_OPTION } from './kinds.ts';

const unchanged = 'CUST-CHOICES-ADD-026';
const nameOfFirst = (current: Customization) => String(choicesOf(current)[0]?.name);

const ROWS: Refusals[] = [
  {
    id: 'sizes',
    title: 'No choices, an empty list and more than 1000 are refused',
    kind: TEXT_OPTION,
    unchanged,
    mistakes: [
      { point: 'empty', requirement: 'CUST-CHOICES-ADD-007', path: 'choices', value: () => [] },
      { point: 'missing', requirement: 'CUST-CHOICES-ADD-008', path: 'choices', value: () => ABSENT },
      {
        point: 'tooMany',
        requirement: 'CUST-CHOICES-ADD-009',
        path: 'choices',
        value: () => newChoices(TEXT_OPTION, 1001, 10),
      },
    ],
  },
  {
    id: 'names',
    title: 'A name that is there already, or twice in the list, is refused, and with it the whole list',
    kind: TEXT_OPTION,
    unchanged,
    mistakes: [
      {
        point: 'present',
        requirement: 'CUST-CHOICES-ADD-013',
        path: 'choices.0.name',
        value: nameOfFirst,
        code: 'DUPLICATE_CHOICE_NAME',
      },
      {
        point: 'repeated',
        requirement: 'CUST-CHOICES-ADD-014',
        path: 'choices',
        value: () => [...newChoices(TEXT_OPTION, 1, 10), ...newChoices(TEXT_OPTION, 1, 10)],
      },
      {
        point: 'partly',
        requirement: 'CUST-CHOICES-ADD-013',
        path: 'choices',
        value: current => [
          ...newChoices(TEXT_OPTION, 1, 20),
          newChoice(TEXT_OPTION, { name: nameOfFirst(current) }),
        ],
      },
    ],
  },
  ...misfits('CUST-CHOICES-ADD-011', 'CUST-CHOICES-ADD-012', unchanged),
];

export const addRefusals: Check[] = [
  ...ROWS.map(row => refusals(ADD, row)),
  wrongTargets(ADD, {
    freeText: 'CUST-CHOICES-ADD-010',
    code: 'DOESNT_SUPPORT_CHOICES',
    unknown: 'CUST-CHOICES-ADD-019',
    malformed: 'CUST-CHOICES-ADD-020',
    unchanged,
  }),
];
