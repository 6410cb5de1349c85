/** Defects of Add Customization Choices. */
import {
  choiceNamesUnique,
  choiceTypeFits,
  choiceValueFits,
  primaryKnown,
  primaryOneLevel,
} from '../../specs/rules.ts';
import {
  ADD,
  acts,
  cut,
  demandsRevision,
  forgets,
  ignoresFields,
  isFreeText,
  isModifier,
  keepsRevision,
  leftover,
  lists,
  optional,
  otherCodes,
  refusesHeld,
  restatus,
  sentChoices,
  shrugs,
  unique,
  unknownIds,
  without,
} from './choices-tools.ts';
import { property } from './contracts.ts';
import { type Fault, fault, rowsOf, rules } from './fault.ts';
import { choicesOf, entities, envelope, isGuid, type Json, list, object, objects, only } from './tools.ts';

const row = rowsOf('CUST-CHOICES-ADD');
const DAY = 86_400_000;

/** Add changes the choices that were there before. */
const touching = (edit: (choice: Json) => Json) =>
  rules(sound => ({
    added: (stored, fresh, operation) =>
      sound.added(
        operation === ADD ? stored.map(choice => edit({ ...choice }) as unknown as typeof choice) : stored,
        fresh,
        operation,
      ),
  }));

/** The choice that Add shows last. */
const last = (edit: (choice: Json, settings: Json) => void) =>
  entities(customization => {
    const choice = choicesOf(customization).at(-1);
    if (choice) edit(choice, object(customization.choicesSettings) ?? {});
  }, ADD);

const effects: Fault[] = [
  fault(
    'add-choices-answers-without-new',
    row(1),
    'The answer lacks the last new choice.',
    last((_, settings) => {
      settings.choices = list(settings.choices).slice(0, -1);
    }),
  ),
  fault(
    'add-choices-replaces',
    [row(1), row(2)],
    'Added choices take the place of the old ones.',
    rules(sound => ({
      added: (stored, fresh, operation) =>
        operation === ADD ? [...fresh] : sound.added(stored, fresh, operation),
    })),
  ),
  fault(
    'add-choices-renews-old-ids',
    [row(2), row(1)],
    'Adding gives the old choices new ids.',
    touching(choice => ({
      ...choice,
      id: `${String(choice.id).slice(0, -4)}${String(choice.id).slice(-4, -2)}ff`,
    })),
  ),
  fault(
    'add-choices-renames-old',
    [row(2), row(1)],
    'Adding puts the names of the old choices in upper case.',
    touching(choice => ({ ...choice, name: String(choice.name).toUpperCase() })),
  ),
  fault(
    'add-choices-repaints-old',
    [row(2), row(1)],
    'Adding changes the colours of the old choices.',
    touching(choice => ({ ...choice, ...(choice.colorCode !== undefined && { colorCode: '#010203' }) })),
  ),
  fault(
    'add-choices-without-id',
    row(3),
    'The answer shows the new choice without id.',
    last(choice => {
      delete choice.id;
    }),
  ),
  fault(
    'add-choices-without-key',
    row(3),
    'The answer shows the new choice without key.',
    last(choice => {
      delete choice.key;
    }),
  ),
  fault(
    'add-choices-options-only',
    row(5),
    'Choices cannot be added to modifiers.',
    refusesHeld(ADD, isModifier),
  ),
  fault(
    'add-choices-one-at-a-time',
    row(6),
    'Of several new choices only the first is added.',
    lists(ADD, 'choices', sent => sent.slice(0, 1)),
  ),
  fault('add-choices-demands-revision', row(16), 'Adding takes a revision.', demandsRevision(ADD)),
  fault('add-choices-keeps-revision', row(17), 'Adding does not raise the revision.', keepsRevision(ADD)),
  fault(
    'add-choices-turns-date-back',
    [row(18), 'CUST-MODEL-012', 'CUST-MODEL-014'],
    'Adding sets `updatedDate` a day back.',
    rules(sound => ({
      stamp: (previous, now, operation) =>
        operation === ADD
          ? new Date(Date.parse(previous) - DAY).toISOString()
          : sound.stamp(previous, now, operation),
    })),
  ),
  fault('add-choices-ignores-fields', row(21), 'Add ignores the fields asked for.', ignoresFields(ADD)),
  fault(
    'add-choices-drops-links',
    row(22),
    'Links of new choices are dropped.',
    sentChoices(ADD, choice => {
      delete choice.primaryChoiceIds;
    }),
  ),
  fault('add-choices-forgets', row(28), 'Added choices are answered but not kept.', forgets(ADD)),
];

const names = (sent: unknown[]): unknown[] => unique(objects(sent).map(({ name }) => name));

const refused: Fault[] = [
  fault(
    'add-choices-takes-empty-list',
    row(7),
    'An empty list is accepted.',
    property('AddCustomizationChoicesRequest', 'choices', { minItems: 0 }),
  ),
  fault(
    'add-choices-takes-no-list',
    row(8),
    'A request without choices is accepted.',
    optional('AddCustomizationChoicesRequest'),
  ),
  fault(
    'add-choices-cuts-1001',
    row(9),
    'Of more than 1000 choices the first are added.',
    cut(ADD, 'choices', 1000),
  ),
  fault(
    'add-choices-free-text',
    row(10),
    'Adding to free text changes nothing and answers 200.',
    shrugs(ADD, isFreeText),
  ),
  fault(
    'add-choices-any-type',
    [row(11), row(12)],
    'Choices of any type are added.',
    without(ADD, choiceTypeFits, choiceValueFits),
  ),
  fault('add-choices-any-value', row(12), 'Text choices may have a colour.', without(ADD, choiceValueFits)),
  fault(
    'add-choices-name-present',
    [row(13), row(14)],
    'A name may be there already.',
    without(ADD, choiceNamesUnique),
  ),
  fault(
    'add-choices-name-repeated',
    row(14),
    'Of choices with one name the first is added.',
    lists(ADD, 'choices', sent =>
      names(sent).map(name => objects(sent).find(choice => choice.name === name)),
    ),
  ),
  fault(
    'add-choices-beyond-the-cap',
    row(15),
    'A customization may have any number of choices.',
    rules(() => ({ choicesCap: Number.MAX_SAFE_INTEGER })),
  ),
  fault(
    'add-choices-cap-400',
    ['CUST-ERROR-019', row(15)],
    'Too many choices are answered with 400.',
    restatus(ADD, 428, 400),
  ),
  ...unknownIds('add-choices', ADD, row(19)),
  fault(
    'add-choices-malformed-500',
    [row(20), 'CUST-ERROR-020'],
    'A malformed id is answered with 500.',
    only(ADD, (next, call) => (isGuid(call.customizationId) ? next(call) : envelope(500, 'FAULT'))),
  ),
  fault('add-choices-primary-unknown', row(23), 'A link may lead to nothing.', without(ADD, primaryKnown)),
  fault(
    'add-choices-second-level',
    row(24),
    'A link may lead to a linked choice.',
    without(ADD, primaryOneLevel),
  ),
  fault(
    'add-choices-five-primaries',
    row(25),
    'Of more than four links the first four are kept.',
    sentChoices(ADD, choice => {
      if (Array.isArray(choice.primaryChoiceIds))
        choice.primaryChoiceIds = choice.primaryChoiceIds.slice(0, 4);
    }),
  ),
  fault(
    'add-choices-refused-but-partly-added',
    row(26),
    'Of a refused list the first choice is added if it is right.',
    acts(ADD, (_, body) => ({ operation: ADD, body: { choices: list(body.choices).slice(0, 1) } })),
  ),
  fault(
    'add-choices-refused-but-added',
    [row(26), 'CUST-ERROR-024'],
    'A refused call still adds a choice.',
    acts(ADD, held => ({ operation: ADD, body: { choices: [leftover(held)] } })),
  ),
  ...otherCodes('add-choices', ADD, {
    DOESNT_SUPPORT_CHOICES: row(10),
    INVALID_CHOICE_TYPE: row(11),
    INVALID_CHOICE_VALUE: row(12),
    DUPLICATE_CHOICE_NAME: row(13),
    CHOICES_LIMIT_EXCEEDED: row(15),
    PRIMARY_CHOICE_NOT_FOUND: row(23),
    PRIMARY_CHOICE_HIERARCHY_VIOLATION: row(24),
  }),
];

export const choicesAddFaults: Fault[] = [...effects, ...refused];
