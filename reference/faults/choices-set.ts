/** Defects of Set Customization Choices. */
import { choiceNamesUnique, choiceTypeFits, choiceValueFits } from '../../specs/rules.ts';
import {
  ADD,
  acts,
  cut,
  forgets,
  ignoresFields,
  isFreeText,
  keepsRevision,
  leftover,
  otherCodes,
  SET,
  shrugs,
  unknownIds,
  without,
} from './choices-tools.ts';
import { property } from './contracts.ts';
import { type Fault, fault, rowsOf, rules } from './fault.ts';
import { choicesOf, entities, list, object } from './tools.ts';

const row = rowsOf('CUST-CHOICES-SET');

const effects: Fault[] = [
  fault(
    'set-choices-answers-first-only',
    row(1),
    'The answer shows the first choice only.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings) settings.choices = list(settings.choices).slice(0, 1);
    }, SET),
  ),
  fault(
    'set-choices-keeps-old',
    [row(2), row(1), row(18)],
    'The old choices stay beside the new ones.',
    rules(() => ({ replaced: (stored, fresh) => [...stored, ...fresh] })),
  ),
  fault(
    'set-choices-sorts-by-name',
    row(3),
    'The new list is sorted by name.',
    rules(sound => ({
      replaced: (stored, fresh) =>
        sound.replaced(stored, fresh).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    })),
  ),
  fault(
    'set-choices-without-ids',
    row(4),
    'The answer shows new choices without ids.',
    entities(customization => {
      for (const choice of choicesOf(customization)) delete choice.id;
    }, SET),
  ),
  fault('set-choices-keeps-revision', row(14), 'Setting does not raise the revision.', keepsRevision(SET)),
  fault('set-choices-ignores-fields', row(17), 'Set ignores the fields asked for.', ignoresFields(SET)),
  fault('set-choices-forgets', row(18), 'The new list is answered but not kept.', forgets(SET)),
];

const refused: Fault[] = [
  fault(
    'set-choices-takes-empty-list',
    row(7),
    'An empty list is accepted.',
    property('SetCustomizationChoicesRequest', 'choices', { minItems: 0 }),
  ),
  fault(
    'set-choices-ignores-empty-list',
    row(7),
    'An empty list changes nothing and answers 200.',
    shrugs(SET, ({ choices }) => Array.isArray(choices) && choices.length === 0),
  ),
  fault(
    'set-choices-cuts-1001',
    row(8),
    'Of more than 1000 choices the first are kept.',
    cut(SET, 'choices', 1000),
  ),
  fault(
    'set-choices-free-text',
    row(9),
    'Setting choices of free text changes nothing and answers 200.',
    shrugs(SET, isFreeText),
  ),
  fault(
    'set-choices-any-type',
    [row(10), row(11)],
    'Choices of any type are taken.',
    without(SET, choiceTypeFits, choiceValueFits),
  ),
  fault('set-choices-any-value', row(11), 'Text choices may have a colour.', without(SET, choiceValueFits)),
  fault('set-choices-name-repeated', row(12), 'Names may repeat.', without(SET, choiceNamesUnique)),
  ...unknownIds('set-choices', SET, row(15)),
  fault(
    'set-choices-refused-but-changed',
    [row(16), 'CUST-ERROR-024'],
    'A refused call still adds a choice.',
    acts(SET, held => ({ operation: ADD, body: { choices: [leftover(held)] } })),
  ),
  fault(
    'set-choices-refused-but-set',
    [row(16), 'CUST-ERROR-024'],
    'A refused call still sets the first choice if it is right.',
    acts(SET, (_, body) => ({ operation: SET, body: { choices: list(body.choices).slice(0, 1) } })),
  ),
  ...otherCodes('set-choices', SET, {
    DOESNT_SUPPORT_CHOICES: row(9),
    INVALID_CHOICE_TYPE: row(10),
    INVALID_CHOICE_VALUE: row(11),
    DUPLICATE_CHOICE_NAME: row(12),
  }),
];

export const choicesSetFaults: Fault[] = [...effects, ...refused];
