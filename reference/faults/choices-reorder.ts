/** Defects of Reorder Customization Choices, a preview. */
import type { ChoiceSemantics } from '../../specs/model/semantics/choices.ts';
import {
  acts,
  forgets,
  idsOf,
  isFreeText,
  keepsRevision,
  lists,
  optional,
  otherCodes,
  REORDER,
  shrugs,
  staleRevisions,
  unique,
} from './choices-tools.ts';
import { type Fault, fault, rowsOf, rules } from './fault.ts';
import { isGuid, object, refusals } from './tools.ts';

const row = rowsOf('CUST-CHOICES-REORDER');

type Reordered = ChoiceSemantics['reordered'];

/** The new order is something else. */
const into = (order: (sound: Reordered) => Reordered) =>
  rules(sound => ({ reordered: order(sound.reordered) }));

/** A refusal for a mismatch names other ids. */
const misnamed = (member: string) =>
  refusals(REORDER, body => {
    const data = object(object(object(body.details)?.applicationError)?.data);
    if (data) data[member] = [];
  });

const effects: Fault[] = [
  fault(
    'reorder-choices-keeps-order',
    [row(1), row(2)],
    'The old order stays.',
    into(() => held => [...held]),
  ),
  fault(
    'reorder-choices-turns-order',
    [row(1), row(2)],
    'The new order comes the other way round.',
    into(sound => (held, ids) => sound(held, ids).toReversed()),
  ),
  fault('reorder-choices-forgets', row(2), 'The new order is answered but not kept.', forgets(REORDER)),
  fault(
    'reorder-choices-moves-ids-only',
    row(3),
    'The ids move, names and values stay where they were.',
    into(() => (held, ids) => held.map((choice, at) => ({ ...choice, id: ids[at] ?? choice.id }))),
  ),
  fault(
    'reorder-choices-repaints',
    row(3),
    'Reordering changes the colours.',
    into(
      sound => (held, ids) =>
        sound(held, ids).map(choice =>
          choice.colorCode === undefined ? choice : { ...choice, colorCode: '#010203' },
        ),
    ),
  ),
  fault(
    'reorder-choices-keeps-revision',
    row(13),
    'Reordering does not raise the revision.',
    keepsRevision(REORDER),
  ),
  fault(
    'reorder-choices-sorts-by-name',
    row(14),
    'After a reorder `sortOrder` says BY_NAME.',
    rules(() => ({ sortOrderAfterReorder: 'BY_NAME' })),
  ),
];

const refused: Fault[] = [
  fault(
    'reorder-choices-takes-no-revision',
    row(4),
    'The revision may be missing.',
    optional('ReorderCustomizationChoicesRequest', 'choiceIds'),
  ),
  ...staleRevisions('reorder-choices', REORDER, row(5)),
  fault(
    'reorder-choices-drops-missing',
    row(6),
    'Choices that the list lacks are dropped.',
    rules(sound => ({ mismatch: (held, ids) => ({ ...sound.mismatch(held, ids), missingIds: [] }) })),
  ),
  fault(
    'reorder-choices-missing-not-named',
    row(6),
    '`data.missingIds` is always empty.',
    misnamed('missingIds'),
  ),
  fault(
    'reorder-choices-ignores-foreign',
    row(7),
    'Foreign ids are passed over.',
    rules(sound => ({
      mismatch(held, ids) {
        const { missingIds, extraIds } = sound.mismatch(held, ids);
        return { missingIds, extraIds: extraIds.filter(id => held.some(choice => choice.id === id)) };
      },
    })),
  ),
  fault(
    'reorder-choices-extra-not-named',
    [row(7), row(8)],
    '`data.extraIds` is always empty.',
    misnamed('extraIds'),
  ),
  fault(
    'reorder-choices-ignores-repeated',
    row(8),
    'Of an id that repeats the first place counts.',
    lists(REORDER, 'choiceIds', ids => (ids.length > 1000 ? ids : unique(ids))),
  ),
  fault(
    'reorder-choices-free-text',
    row(9),
    'Reordering free text changes nothing and answers 200.',
    shrugs(REORDER, isFreeText),
  ),
  fault(
    'reorder-choices-takes-empty-list',
    row(10),
    'An empty list changes nothing and answers 200.',
    shrugs(REORDER, ({ choiceIds }) => Array.isArray(choiceIds) && choiceIds.length === 0),
  ),
  fault(
    'reorder-choices-cuts-1001',
    row(11),
    'More than 1000 ids lose what repeats instead of being refused.',
    lists(REORDER, 'choiceIds', ids => (ids.length > 1000 ? unique(ids) : ids)),
  ),
  fault(
    'reorder-choices-drops-odd-ids',
    row(12),
    'Ids that are no GUIDs are passed over.',
    lists(REORDER, 'choiceIds', ids => ids.filter(isGuid)),
  ),
  fault(
    'reorder-choices-refused-but-turned',
    [row(15), 'CUST-ERROR-024'],
    'A refused call still turns the order round.',
    acts(REORDER, held => ({
      operation: REORDER,
      body: { revision: held.revision, choiceIds: idsOf(held).toReversed() },
    })),
  ),
  ...otherCodes('reorder-choices', REORDER, {
    DOESNT_SUPPORT_CHOICES: row(9),
    CHOICE_IDS_MISMATCH: [row(6), row(7), row(8)],
  }),
];

export const choicesReorderFaults: Fault[] = [...effects, ...refused];
