/** What Update and Delete do where the sources are silent. */
import type { Reply } from '../../specs/operations.ts';
import { type Change, rules } from '../change.ts';
import {
  around,
  calls,
  inputOf,
  inputs,
  type Json,
  object,
  only,
  readAtOnce,
  refuses,
  stored,
} from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const UPDATE = 'updateCustomization';
const DELETE = 'deleteCustomization';
const CHOICE_OPERATIONS = [
  'addCustomizationChoices',
  'setCustomizationChoices',
  'removeCustomizationChoices',
  'bulkAddCustomizationChoices',
];

/** Paths that an update may not touch, besides the others. */
const frozen = (find: (held: Json, sent: Json) => string[]): Change =>
  rules(sound => ({
    frozen: (held, sent, operation) => [...sound.frozen(held, sent, operation), ...find({ ...held }, sent)],
  }));

/** Members that say something else than the stored entity. */
const differing =
  (...members: string[]) =>
  (held: Json, sent: Json): string[] =>
    members.filter(member => sent[member] !== undefined && sent[member] !== held[member]);

const says = (sent: unknown, held: unknown): boolean => {
  const members = object(sent);
  return members
    ? Object.entries(members).every(([name, value]) => says(value, object(held)?.[name]))
    : JSON.stringify(sent) === JSON.stringify(held);
};

/** An update that says nothing new leaves the entity alone. */
const noOps = only(UPDATE, (next, call): Reply => {
  const sent = inputOf(object(call.body) ?? {});
  const held = stored(next, call.customizationId);
  if (!held || sent.id !== held.id || !says(sent, held)) return next(call);
  const fields = object(call.body)?.fields;
  const asked = Array.isArray(fields) ? fields.map(String) : [];
  const { customizationId } = call;
  return readAtOnce(next, { operation: 'getCustomization', customizationId, fields: asked });
});

const deletedTwice = around(next => {
  const gone = new Set<unknown>();
  return call => {
    const reply = next(call);
    if (call.operation !== DELETE) return reply;
    if (reply.status === 200) gone.add(call.customizationId);
    return reply.status === 404 && gone.has(call.customizationId) ? { status: 200, body: {} } : reply;
  };
});

const refusesUpdate = (when: (sent: Json, customizationId: string | undefined) => boolean): Change =>
  refuses(UPDATE, (call, body) => when(inputOf(body), call.customizationId));

export const changingVariants: Variant[] = [
  variant(
    'no-op-keeps-revision',
    'no-op updates',
    ['SIL-38', 'CUST-UPDATE-032'],
    'An update that says nothing new raises no revision.',
    noOps,
  ),
  variant(
    'key-follows-rename',
    'key on rename',
    ['CUST-UPDATE-014', 'SIL-28'],
    'A rename makes a new key.',
    rules(sound => ({
      patch(held, sent, operation) {
        const after = sound.patch(held, sent, operation);
        return after.name === held.name ? after : { ...after, key: sound.keyOf(after.name, new Set()) };
      },
    })),
  ),
  variant(
    'free-text-immutable',
    'freeTextInput in updates',
    ['SIL-22', 'CUST-UPDATE-018'],
    'Changes of `freeTextInput` are refused.',
    frozen((held, sent) =>
      sent.freeTextInput !== undefined && !says(sent.freeTextInput, held.freeTextInput)
        ? ['freeTextInput']
        : [],
    ),
  ),
  variant(
    'free-text-ignored',
    'freeTextInput in updates',
    ['SIL-22', 'CUST-UPDATE-018'],
    '`freeTextInput` in an update has no effect.',
    rules(sound => ({
      patch: (held, sent, operation) => ({
        ...sound.patch(held, sent, operation),
        ...(held.freeTextInput && { freeTextInput: held.freeTextInput }),
      }),
    })),
  ),
  variant(
    'changed-choices-ignored',
    'choices in updates',
    ['SIL-21', 'CUST-UPDATE-017'],
    'Changed choices in an update have no effect.',
    rules(() => ({ frozen: () => [] })),
  ),
  variant(
    'type-change-refused',
    'types in updates',
    ['CUST-UPDATE-015', 'CUST-UPDATE-016'],
    'Changes of a type are refused.',
    frozen(differing('customizationType', 'customizationRenderType')),
  ),
  variant(
    'read-only-members-refused',
    'read-only members in updates',
    ['CUST-UPDATE-027', 'SIL-35'],
    'Read-only members that differ are refused.',
    frozen(differing('createdDate', 'key', 'assignedProductsCount')),
  ),
  variant(
    'id-mismatch-refused',
    'ids of path and body',
    ['CUST-UPDATE-026'],
    'An update whose ids differ is refused.',
    refusesUpdate(({ id }, customizationId) => id !== undefined && id !== customizationId),
  ),
  variant(
    'null-name-ignored',
    'null as name',
    ['CUST-UPDATE-033', 'SIL-45'],
    '`name: null` leaves the name alone.',
    inputs(UPDATE, customization => {
      if (customization.name === null) delete customization.name;
    }),
  ),
  variant(
    'blank-rename',
    'blank rename',
    ['CUST-UPDATE-023'],
    'A name may become blank.',
    rules(sound => ({
      rules: operation => (operation === UPDATE ? [] : sound.rules(operation)),
    })),
  ),
  variant(
    'numbers-as-revisions',
    'revision as number',
    ['CUST-UPDATE-007'],
    'A revision may be a JSON number.',
    calls(UPDATE, (_call, body) => {
      const sent = inputOf(body);
      if (Number.isInteger(sent.revision)) sent.revision = String(sent.revision);
    }),
  ),
  variant(
    'sort-order-in-update-refused',
    'sortOrder in updates',
    ['CUST-UPDATE-034'],
    '`choicesSettings.sortOrder` in an update is refused.',
    refusesUpdate(sent => object(sent.choicesSettings)?.sortOrder !== undefined),
  ),
  variant(
    'revision-from-zero',
    'first revision',
    ['CUST-MODEL-007'],
    'Revisions begin at 0.',
    rules(() => ({ firstRevision: '0' })),
    { warns: ['CUST-MODEL-007'] },
  ),
  variant(
    'choice-operations-raise-by-two',
    'revision of choice operations',
    ['SIL-38'],
    'Choice operations raise the revision by two.',
    rules(sound => ({
      nextRevision: (revision, operation) => {
        const next = sound.nextRevision(revision, operation);
        return CHOICE_OPERATIONS.includes(operation) ? sound.nextRevision(next, operation) : next;
      },
    })),
  ),
  variant(
    'second-delete-accepted',
    'second delete',
    ['SIL-27', 'CUST-DELETE-008'],
    'Deleting again answers 200.',
    deletedTwice,
  ),
  variant(
    'unknown-delete-accepted',
    'second delete',
    ['CUST-DELETE-007'],
    'Deleting what is not there answers 200.',
    only(DELETE, (next, call) => {
      const reply = next(call);
      return reply.status === 404 ? { status: 200, body: {} } : reply;
    }),
    { warns: ['CUST-DELETE-007'] },
  ),
];
