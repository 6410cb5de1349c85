/** Defects in what the bulk operations refuse. */
import { BULK_ADD, BULK_CREATE, BULK_UPDATE, failures, itemsOf, passesOver, row } from './bulk-tools.ts';
import { optional } from './choices-tools.ts';
import { property } from './contracts.ts';
import { type Fault, fault } from './fault.ts';
import { choicesOf, type Json, object, objects, only, stored } from './tools.ts';

const CREATE_ITEMS = 'BulkCreateCustomizationsRequest';
const UPDATE_ITEMS = 'BulkUpdateCustomizationsRequest';
const ADD_ITEMS = 'BulkAddCustomizationChoicesRequest';

const sizeFaults: Fault[] = [
  fault(
    'bulk-create-accepts-none',
    row(12),
    'Bulk create takes an empty list.',
    property(CREATE_ITEMS, 'customizations', { minItems: 0 }),
  ),
  fault(
    'bulk-create-at-most-99',
    row(13),
    'Bulk create refuses 100 items.',
    property(CREATE_ITEMS, 'customizations', { maxItems: 99 }),
  ),
  fault(
    'bulk-create-accepts-101',
    row(14),
    'Bulk create takes 101 items.',
    property(CREATE_ITEMS, 'customizations', { maxItems: 101 }),
  ),
  fault(
    'bulk-update-accepts-none',
    row(26),
    'Bulk update takes an empty list.',
    property(UPDATE_ITEMS, 'customizations', { minItems: 0 }),
  ),
  fault(
    'bulk-update-accepts-101',
    row(27),
    'Bulk update takes 101 items.',
    property(UPDATE_ITEMS, 'customizations', { maxItems: 101 }),
  ),
  fault(
    'bulk-add-accepts-none',
    row(31),
    'Bulk add takes an empty list.',
    property(ADD_ITEMS, 'customizationsChoices', { minItems: 0 }),
  ),
  fault(
    'bulk-add-accepts-101-choices',
    row(33),
    'Bulk add takes 101 choices in one item.',
    property('CustomizationChoices', 'choices', { maxItems: 101 }),
  ),
  fault(
    'bulk-add-accepts-1001-items',
    row(34),
    'Bulk add takes 1001 items.',
    property(ADD_ITEMS, 'customizationsChoices', { maxItems: 1001 }),
  ),
];

const patchOf = (item: Json): Json => object(item.customization) ?? {};

/** The patches of a bulk update are completed from the stored entity before the model sees them. */
const completed = (edit: (patch: Json, held: Json) => void) =>
  only(BULK_UPDATE, (next, call) => {
    const copy = structuredClone(call);
    for (const patch of itemsOf(copy).map(patchOf)) {
      const held = stored(next, typeof patch.id === 'string' ? patch.id : undefined);
      if (held) edit(patch, held);
    }
    return next(copy);
  });

const updateFaults: Fault[] = [
  fault(
    'bulk-update-passes-over-no-id',
    row(22),
    'Items of a bulk update without id are told as done.',
    passesOver(BULK_UPDATE, item => !('id' in patchOf(item))),
  ),
  fault(
    'bulk-update-without-name',
    row(22),
    'An item of a bulk update without name keeps the old one.',
    completed((patch, { name }) => {
      patch.name ??= name;
    }),
  ),
  fault(
    'bulk-update-without-revision',
    row(22),
    'An item of a bulk update needs no revision.',
    completed((patch, { revision }) => {
      patch.revision ??= revision;
    }),
  ),
  fault(
    'bulk-update-accepts-stale',
    row(23),
    'Bulk update takes old revisions.',
    completed((patch, { revision }) => {
      if (Number(patch.revision) < Number(revision)) patch.revision = revision;
    }),
  ),
  fault(
    'bulk-update-passes-over-unknown',
    row(25),
    'Items of a bulk update for nobody are told as done.',
    passesOver(BULK_UPDATE, (item, next) => {
      const { id } = patchOf(item);
      return typeof id === 'string' && !stored(next, id);
    }),
  ),
  fault(
    'bulk-update-failed-item-renamed',
    'CUST-ERROR-024',
    'A bulk update that fails for an old revision still changes the name.',
    only(BULK_UPDATE, (next, call) => {
      const reply = next(call);
      for (const { id, revision, name } of itemsOf(call).map(patchOf)) {
        const held = stored(next, typeof id === 'string' ? id : undefined);
        if (!held || Number(revision) >= Number(held.revision) - 1) continue;
        const customization = { id, revision: held.revision, name };
        next({ operation: 'updateCustomization', customizationId: String(id), body: { customization } });
      }
      return reply;
    }),
  ),
];

const holderOf = (item: Json, next: Parameters<typeof stored>[0]) =>
  stored(next, String(item.customizationId));

const addFaults: Fault[] = [
  fault(
    'bulk-add-passes-over-no-id',
    row(32),
    'Items of a bulk add without `customizationId` are told as done.',
    passesOver(BULK_ADD, item => !('customizationId' in item)),
  ),
  fault(
    'bulk-add-passes-over-no-choices',
    row(32),
    'Items of a bulk add without choices are told as done.',
    passesOver(BULK_ADD, item => !('choices' in item)),
  ),
  fault(
    'bulk-add-no-choices-per-item',
    row(32),
    'An item of a bulk add without choices fails alone.',
    optional('CustomizationChoices', 'customizationId'),
  ),
  fault(
    'bulk-add-passes-over-free-text',
    row(35),
    'Choices for free text are told as added.',
    passesOver(BULK_ADD, (item, next) => holderOf(item, next)?.customizationRenderType === 'FREE_TEXT'),
  ),
  fault(
    'bulk-add-passes-over-misfits',
    row(36),
    'Colours for text choices are told as added.',
    passesOver(BULK_ADD, (item, next) => {
      const isText = holderOf(item, next)?.customizationRenderType === 'TEXT_CHOICES';
      return isText && objects(item.choices).some(({ choiceType }) => choiceType === 'ONE_COLOR');
    }),
  ),
  fault(
    'bulk-add-passes-over-unknown',
    row(38),
    'Choices for nobody are told as added.',
    passesOver(BULK_ADD, (item, next) => typeof item.customizationId === 'string' && !holderOf(item, next)),
  ),
];

const namesIn = (item: Json): unknown[] => choicesOf(item).map(({ name }) => name);
const hasTwins = (item: Json): boolean => new Set(namesIn(item)).size < namesIn(item).length;

const createFaults: Fault[] = [
  fault(
    'bulk-create-passes-over-choices-of-free-text',
    row(17),
    'Free text with choices is told as created.',
    passesOver(
      BULK_CREATE,
      item => item.customizationRenderType === 'FREE_TEXT' && 'choicesSettings' in item,
    ),
  ),
  fault(
    'bulk-create-passes-over-misfits',
    row(18),
    'Text options with colours are told as created.',
    passesOver(
      BULK_CREATE,
      item =>
        item.customizationRenderType === 'TEXT_CHOICES' &&
        choicesOf(item).some(({ choiceType }) => choiceType === 'ONE_COLOR'),
    ),
  ),
  fault(
    'bulk-create-passes-over-twins',
    row(19),
    'Items with two choices of one name are told as created.',
    passesOver(BULK_CREATE, hasTwins),
  ),
  fault(
    'bulk-create-other-codes',
    [row(16), row(17), row(18), row(19)],
    'Failed items of a bulk create all have the same code.',
    failures(BULK_CREATE, item => {
      const error = object(item.error);
      if (error) error.code = 'CUSTOMIZATION_NOT_CREATED';
    }),
  ),
  fault(
    'bulk-create-failed-item-created',
    'CUST-ERROR-024',
    'An item that fails for its choices is created without the odd ones.',
    only(BULK_CREATE, (next, call) => {
      const reply = next(call);
      for (const item of itemsOf(call).filter(hasTwins)) {
        const customization = { ...item, choicesSettings: { choices: choicesOf(item).slice(0, 1) } };
        next({ operation: 'createCustomization', body: { customization } });
      }
      return reply;
    }),
  ),
];

export const bulkRefusalFaults: Fault[] = [...createFaults, ...updateFaults, ...addFaults, ...sizeFaults];
