/** Defects of Remove Customization Choices. */
import type { ChoiceSemantics } from '../../specs/model/semantics/choices.ts';
import {
  acts,
  demandsRevision,
  forgets,
  idsOf,
  ignoresFields,
  isFreeText,
  isModifier,
  keepsRevision,
  lists,
  optional,
  otherCodes,
  REMOVE,
  refusesHeld,
  shrugs,
  staleRevisions,
  unknownIds,
} from './choices-tools.ts';
import { property } from './contracts.ts';
import { type Fault, fault, rowsOf, rules } from './fault.ts';
import { isGuid, list, object, only, refuses, stored } from './tools.ts';

const row = rowsOf('CUST-CHOICES-REMOVE');

type Without = ChoiceSemantics['without'];

/** What is left is something else. */
const leaving = (left: (sound: Without) => Without) => rules(sound => ({ without: left(sound.without) }));

const effects: Fault[] = [
  fault(
    'remove-choices-removes-nothing',
    row(1),
    'Removed choices stay.',
    leaving(() => held => [...held]),
  ),
  fault(
    'remove-choices-turns-order',
    row(2),
    'Removing turns the order of the others round.',
    leaving(sound => (held, ids) => sound(held, ids).toReversed()),
  ),
  fault(
    'remove-choices-renames-others',
    row(2),
    'Removing puts the names of the others in upper case.',
    leaving(
      sound => (held, ids) =>
        sound(held, ids).map(choice => ({ ...choice, name: choice.name.toUpperCase() })),
    ),
  ),
  fault(
    'remove-choices-renews-ids',
    row(2),
    'Removing swaps the ids of the first and the last of the others.',
    leaving(sound => (held, ids) => {
      const left = sound(held, ids);
      return left.map((choice, at) => ({ ...choice, id: left.at(-1 - at)?.id ?? choice.id }));
    }),
  ),
  fault(
    'remove-choices-takes-neighbour',
    row(2),
    'Removing takes the last of the others with it.',
    leaving(sound => (held, ids) => {
      const left = sound(held, ids);
      return left.length > 1 ? left.slice(0, -1) : left;
    }),
  ),
  fault(
    'remove-choices-one-at-a-time',
    row(3),
    'Of several ids only the first is removed.',
    lists(REMOVE, 'choiceIds', ids => ids.slice(0, 1)),
  ),
  fault('remove-choices-demands-revision', row(11), 'Removing takes a revision.', demandsRevision(REMOVE)),
  fault(
    'remove-choices-refuses-revision',
    row(12),
    'Removing takes no revision.',
    refuses(REMOVE, (_call, body) => body.revision !== undefined),
  ),
  fault(
    'remove-choices-keeps-revision',
    row(14),
    'Removing does not raise the revision.',
    keepsRevision(REMOVE),
  ),
  fault(
    'remove-choices-leaves-links',
    [row(15), 'CUST-MODEL-042'],
    'Links to a removed primary stay.',
    leaving(() => (held, ids) => held.filter(choice => !ids.has(choice.id))),
  ),
  fault(
    'remove-choices-takes-linked',
    row(15),
    'The choices linked to a removed primary go with it.',
    leaving(
      sound => (held, ids) =>
        sound(
          held.filter(choice => !choice.primaryChoiceIds?.some(id => ids.has(id))),
          ids,
        ),
    ),
  ),
  fault(
    'remove-choices-options-only',
    row(19),
    'Choices of modifiers cannot be removed.',
    refusesHeld(REMOVE, isModifier),
  ),
  fault('remove-choices-forgets', row(23), 'Removed choices are back on the next read.', forgets(REMOVE)),
  fault(
    'remove-choices-ignores-fields',
    row(24),
    'Remove ignores the fields asked for.',
    ignoresFields(REMOVE),
  ),
];

/** Unknown ids among known ones are passed over. */
const partial = only(REMOVE, (next, call) => {
  const held = stored(next, call.customizationId);
  const body = structuredClone(object(call.body) ?? {});
  const known = list(body.choiceIds).filter(id => held && idsOf(held).includes(id));
  return next(known.length > 0 ? { ...call, body: { ...body, choiceIds: known } } : call);
});

const refused: Fault[] = [
  fault(
    'remove-choices-takes-empty-list',
    row(4),
    'An empty list removes nothing and answers 200.',
    property('RemoveCustomizationChoicesRequest', 'choiceIds', { minItems: 0 }),
  ),
  fault(
    'remove-choices-takes-no-list',
    row(4),
    'A request without ids removes nothing and answers 200.',
    optional('RemoveCustomizationChoicesRequest'),
  ),
  fault(
    'remove-choices-takes-101',
    row(5),
    'More than 100 ids are accepted.',
    property('RemoveCustomizationChoicesRequest', 'choiceIds', { maxItems: 1000 }),
  ),
  fault(
    'remove-choices-drops-odd-ids',
    row(6),
    'Ids that are no GUIDs are passed over.',
    lists(REMOVE, 'choiceIds', ids => {
      const good = ids.filter(isGuid);
      return good.length > 0 ? good : ids;
    }),
  ),
  fault(
    'remove-choices-unknown-accepted',
    [row(7), row(8)],
    'Unknown choices count as removed.',
    rules(sound => ({
      unknownIds: (held, ids, operation) =>
        operation === REMOVE ? [] : sound.unknownIds(held, ids, operation),
    })),
  ),
  fault('remove-choices-partial', row(8), 'Unknown ids among known ones are passed over.', partial),
  fault(
    'remove-choices-refused-but-partly-removed',
    [row(8), 'CUST-ERROR-024'],
    'A list with an unknown id is refused, and the known ones are removed.',
    acts(REMOVE, (held, { choiceIds }) => {
      const ids = list(choiceIds);
      const known = ids.filter(id => idsOf(held).includes(id));
      const mixed = known.length > 0 && known.length < ids.length && ids.every(isGuid);
      return mixed ? { operation: REMOVE, body: { choiceIds: known } } : undefined;
    }),
  ),
  fault(
    'remove-choices-leaves-none',
    row(9),
    'All choices can be removed.',
    rules(() => ({ mayRemain: () => true })),
  ),
  fault(
    'remove-choices-refused-but-one-left',
    [row(10), 'CUST-ERROR-024'],
    'Removing all is refused, and all but the last are removed.',
    acts(REMOVE, (held, { choiceIds }) =>
      list(choiceIds).length === idsOf(held).length
        ? { operation: REMOVE, body: { choiceIds: list(choiceIds).slice(0, -1) } }
        : undefined,
    ),
  ),
  ...staleRevisions('remove-choices', REMOVE, row(13)),
  fault(
    'remove-choices-free-text',
    row(20),
    'Removing choices of free text changes nothing and answers 200.',
    shrugs(REMOVE, isFreeText),
  ),
  ...unknownIds('remove-choices-target', REMOVE, row(21)),
  ...otherCodes('remove-choices', REMOVE, {
    CHOICE_NOT_FOUND: row(7),
    NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES: row(9),
  }),
];

export const choicesRemoveFaults: Fault[] = [...effects, ...refused];
