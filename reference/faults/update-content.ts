/** Defects of Update in what it changes and what it takes. */
import { property } from './contracts.ts';
import { type Fault, fault } from './fault.ts';
import { keeps, take } from './memory.ts';
import {
  calls,
  choicesOf,
  entities,
  envelope,
  inputOf,
  isGuid,
  type Json,
  object,
  only,
  refusals,
  stored,
} from './tools.ts';

const UPDATE = 'updateCustomization';

const shows = (edit: (customization: Json) => void) => entities(edit, UPDATE);

/** What every updated entity shows, in all answers. */
const updated = (edit: (customization: Json) => void) =>
  entities(customization => {
    if (Number(customization.revision) > 1) edit(customization);
  });

const named = (keywords: { minLength?: number; maxLength?: number }) =>
  property('CustomizationPatch', 'name', keywords);

const contentFaults: Fault[] = [
  fault(
    'update-resets-counts',
    'CUST-UPDATE-012',
    'An update resets the counts of free text.',
    updated(customization => {
      const settings = object(customization.freeTextInput);
      if (settings) Object.assign(settings, { minCharCount: 0, maxCharCount: 500 });
    }),
  ),
  fault(
    'update-drops-prices',
    'CUST-UPDATE-012',
    'An update drops the prices.',
    updated(customization => {
      for (const holder of [object(customization.freeTextInput) ?? {}, ...choicesOf(customization)])
        delete holder.defaultAddedPrice;
    }),
  ),
  fault(
    'update-drops-last-choice',
    ['CUST-UPDATE-012', 'CUST-UPDATE-013'],
    'An update loses the last of several choices.',
    updated(customization => {
      const settings = object(customization.choicesSettings);
      if (settings && choicesOf(customization).length > 1)
        settings.choices = choicesOf(customization).slice(0, -1);
    }),
  ),
  fault(
    'update-renews-choice-ids',
    'CUST-UPDATE-013',
    'An update gives all choices new ids.',
    updated(customization => {
      for (const choice of choicesOf(customization))
        choice.id = String(choice.id).replace(
          /.{4}$/,
          String(customization.revision).padStart(4, '0').slice(-4),
        );
    }),
  ),
  fault(
    'update-renames-choices',
    ['CUST-UPDATE-013', 'CUST-UPDATE-012'],
    'An update puts the names of choices in upper case.',
    updated(customization => {
      for (const choice of choicesOf(customization)) choice.name = String(choice.name).toUpperCase();
    }),
  ),
  fault(
    'update-changes-type',
    'CUST-UPDATE-015',
    'An update can change the type.',
    keeps(UPDATE, take('customizationType')),
  ),
  fault(
    'update-changes-render-type',
    'CUST-UPDATE-016',
    'An update can change the render type.',
    keeps(UPDATE, take('customizationRenderType')),
  ),
  fault(
    'update-changes-choices',
    'CUST-UPDATE-017',
    'An update can replace the choices.',
    keeps(UPDATE, take('choicesSettings')),
  ),
  fault(
    'update-free-text-on-choices',
    'CUST-UPDATE-019',
    'Free text sent to choices is dropped in silence.',
    only(UPDATE, (next, call) => {
      const copy = structuredClone(call);
      if (stored(next, call.customizationId)?.choicesSettings)
        delete inputOf(object(copy.body) ?? {}).freeTextInput;
      return next(copy);
    }),
  ),
  fault(
    'update-changes-created-date',
    'CUST-UPDATE-027',
    'An update can change the date of creation.',
    keeps(UPDATE, take('createdDate')),
  ),
  fault('update-changes-key', 'CUST-UPDATE-027', 'An update can change the key.', keeps(UPDATE, take('key'))),
  fault(
    'update-changes-count',
    'CUST-UPDATE-027',
    'An update can change the number of products.',
    keeps(UPDATE, take('assignedProductsCount')),
  ),
];

const limitFaults: Fault[] = [
  fault(
    'update-empty-name',
    ['CUST-UPDATE-020', 'CUST-MODEL-017'],
    'An empty name is accepted by update.',
    named({ minLength: 0 }),
  ),
  fault(
    'update-ignores-empty-name',
    'CUST-UPDATE-020',
    'An empty name keeps the old one.',
    only(UPDATE, (next, call) => {
      const copy = structuredClone(call);
      const sent = inputOf(object(copy.body) ?? {});
      if (sent.name === '') delete sent.name;
      return next(copy);
    }),
  ),
  fault(
    'update-refuses-50-letters',
    'CUST-UPDATE-021',
    'Update refuses a name of 50 characters.',
    named({ maxLength: 49 }),
  ),
  fault(
    'update-accepts-51-letters',
    ['CUST-UPDATE-022', 'CUST-MODEL-017'],
    'Update accepts a name of 51 characters.',
    named({ maxLength: 51 }),
  ),
  fault(
    'update-unknown-creates',
    'CUST-UPDATE-024',
    'An update of an unknown id answers 200 with what was sent.',
    only(UPDATE, (next, call) => {
      const reply = next(call);
      return reply.status === 404
        ? { status: 200, body: { customization: inputOf(object(call.body) ?? {}) } }
        : reply;
    }),
  ),
  fault(
    'update-unknown-500',
    ['CUST-UPDATE-024', 'CUST-ERROR-020'],
    'An update of an unknown id answers 500.',
    refusals(UPDATE, (_body, reply) => {
      if (reply.status === 404) reply.status = 500;
    }),
  ),
  fault(
    'update-malformed-500',
    ['CUST-UPDATE-025', 'CUST-ERROR-020'],
    'An update of a malformed id answers 500.',
    only(UPDATE, (next, call) => (isGuid(call.customizationId) ? next(call) : envelope(500, 'FAULT'))),
  ),
  fault(
    'update-ignores-fields',
    'CUST-UPDATE-028',
    'Update ignores the fields asked for.',
    calls(UPDATE, (_call, body) => {
      delete body.fields;
    }),
  ),
  fault(
    'update-count-unasked',
    ['CUST-UPDATE-029', 'CUST-MODEL-048'],
    'Update shows the number of products unasked.',
    shows(customization => {
      customization.assignedProductsCount ??= 0;
    }),
  ),
  fault(
    'update-refused-but-stored',
    ['CUST-UPDATE-030', 'CUST-ERROR-024'],
    'A refused update still changes the name.',
    only(UPDATE, (next, call) => {
      const reply = next(call);
      const own = reply.status >= 400 ? stored(next, call.customizationId) : undefined;
      if (own)
        next({
          ...call,
          body: { customization: { id: own.id, revision: own.revision, name: `${own.name}.`.slice(-50) } },
        });
      return reply;
    }),
  ),
];

export const updateContentFaults: Fault[] = [...contentFaults, ...limitFaults];
