/** Defects of Update Customization Choices, a preview. */
import type { Choice } from '../../specs/model/entity.ts';
import { primaryKnown, primaryNotSelf, primaryOneLevel } from '../../specs/rules.ts';
import {
  forgets,
  keepsRevision,
  lists,
  optional,
  otherCodes,
  restatus,
  shrugs,
  staleRevisions,
  UPDATE,
  unique,
  without,
} from './choices-tools.ts';
import { type Around, type Fault, fault, rowsOf, rules } from './fault.ts';
import { around, calls, choicesOf, type Json, list, object, objects, shown } from './tools.ts';

const row = rowsOf('CUST-CHOICES-UPDATE');

/** The choice in each item of a request. */
const sent = (body: Json): Json[] =>
  objects(body.choices).flatMap(({ choice }) => (object(choice) ? [choice as Json] : []));

/** Choices that the request does not name are changed as well. */
const touchingOthers = (edit: (choice: Choice) => Choice) =>
  rules(sound => ({
    linked: (stored, links) =>
      sound.linked(stored, links).map(choice => (links.has(choice.id) ? choice : edit(choice))),
  }));

/** The member is taken from accepted requests and shown in all later answers. */
function takes(member: string): Around {
  return around(next => {
    const taken = new Map<unknown, unknown>();
    return call => {
      const copy = structuredClone(call);
      const found = copy.operation === UPDATE ? sent(object(copy.body) ?? {}) : [];
      const values = found
        .filter(choice => member in choice)
        .map(({ id, [member]: value }) => [id, value] as const);
      for (const choice of found) delete choice[member];
      const reply = structuredClone(next(copy));
      if (reply.status < 300) for (const [id, value] of values) taken.set(id, value);
      for (const choice of shown(object(reply.body) ?? {}).flatMap(choicesOf))
        if (taken.has(choice.id)) choice[member] = taken.get(choice.id);
      return reply;
    };
  });
}

/** The links of each sent choice are changed before the model sees them. */
const links = (edit: (links: unknown[], choice: Json) => unknown[]): Around =>
  calls(UPDATE, (_call, body) => {
    for (const choice of sent(body)) choice.primaryChoiceIds = edit(list(choice.primaryChoiceIds), choice);
  });

const SCHEMA = 'UpdateCustomizationChoicesRequest';

const effects: Fault[] = [
  fault(
    'update-choices-links-nothing',
    row(1),
    'Links are accepted and dropped.',
    links(() => []),
  ),
  fault('update-choices-forgets', row(1), 'Links are answered but not kept.', forgets(UPDATE)),
  fault('update-choices-changes-name', row(8), 'The name of a choice can be changed.', takes('name')),
  fault(
    'update-choices-changes-price',
    row(8),
    'The price of a choice can be changed.',
    takes('defaultAddedPrice'),
  ),
  fault(
    'update-choices-keeps-revision',
    row(13),
    'Linking does not raise the revision.',
    keepsRevision(UPDATE),
  ),
  fault(
    'update-choices-renames-others',
    row(14),
    'Linking a choice puts the names of the others in upper case.',
    touchingOthers(choice => ({ ...choice, name: choice.name.toUpperCase() })),
  ),
  fault(
    'update-choices-repaints-others',
    row(14),
    'Linking a choice changes the colours of the others.',
    touchingOthers(choice => (choice.colorCode === undefined ? choice : { ...choice, colorCode: '#010203' })),
  ),
];

const refused: Fault[] = [
  fault(
    'update-choices-takes-no-revision',
    row(2),
    'The revision may be missing.',
    optional(SCHEMA, 'choices'),
  ),
  ...staleRevisions('update-choices', UPDATE, row(3)),
  fault(
    'update-choices-takes-no-list',
    row(4),
    'A request without choices is accepted.',
    optional(SCHEMA, 'revision'),
  ),
  fault(
    'update-choices-takes-empty-list',
    row(4),
    'An empty list changes nothing and answers 200.',
    shrugs(UPDATE, ({ choices }) => Array.isArray(choices) && choices.length === 0),
  ),
  fault(
    'update-choices-cuts-101',
    row(5),
    'More than 100 items are cut instead of refused.',
    lists(UPDATE, 'choices', items => items.slice(0, 100)),
  ),
  fault(
    'update-choices-item-without-choice',
    row(6),
    'An item without choice changes nothing and answers 200.',
    shrugs(UPDATE, ({ choices }) => objects(choices).some(({ choice }) => choice === undefined)),
  ),
  fault(
    'update-choices-item-without-id',
    row(6),
    'An item without id changes nothing and answers 200.',
    shrugs(UPDATE, body => sent(body).some(({ id }) => id === undefined)),
  ),
  fault(
    'update-choices-unknown-accepted',
    row(7),
    'An unknown choice changes nothing and answers 200.',
    rules(sound => ({
      unknownIds: (held, ids, operation) =>
        operation === UPDATE ? [] : sound.unknownIds(held, ids, operation),
    })),
  ),
  fault(
    'update-choices-unknown-400',
    row(7),
    'An unknown choice is answered with 400.',
    restatus(UPDATE, 404, 400),
  ),
  fault(
    'update-choices-links-to-itself',
    row(9),
    'A link to itself is dropped.',
    links((ids, { id }) => ids.filter(primary => primary !== id)),
  ),
  fault(
    'update-choices-any-self',
    [row(9), 'CUST-MODEL-041', 'CUST-MODEL-042'],
    'A choice may be its own primary.',
    without(UPDATE, primaryNotSelf, primaryOneLevel),
  ),
  fault(
    'update-choices-primary-unknown',
    row(10),
    'A link may lead to nothing.',
    without(UPDATE, primaryKnown),
  ),
  fault(
    'update-choices-second-level',
    row(11),
    'A link may lead to a linked choice.',
    without(UPDATE, primaryOneLevel),
  ),
  fault(
    'update-choices-five-primaries',
    row(12),
    'Of more than four links the first four are kept.',
    links(ids => unique(ids).slice(0, 4)),
  ),
  ...otherCodes('update-choices', UPDATE, {
    CHOICE_NOT_FOUND: row(7),
    UNSUPPORTED_CHOICE_FIELD: row(8),
    PRIMARY_CHOICE_SELF_REFERENCE: row(9),
    PRIMARY_CHOICE_NOT_FOUND: row(10),
    PRIMARY_CHOICE_HIERARCHY_VIOLATION: row(11),
  }),
];

export const choicesUpdateFaults: Fault[] = [...effects, ...refused];
