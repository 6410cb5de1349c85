/** Defects of Update. */
import type { Call, Reply } from '../../specs/operations.ts';
import type { Handle } from '../wire.ts';
import { property } from './contracts.ts';
import { type Fault, fault } from './fault.ts';
import { keeps, take } from './memory.ts';
import {
  answers,
  around,
  calls,
  choicesOf,
  entities,
  envelope,
  inputOf,
  type Json,
  object,
  refusals,
  stored, isGuid } from './tools.ts';

const UPDATE = 'updateCustomization';
/** The revision that the client sent is replaced by the stored one, where the faulty service is lax. */
const laxRevision = (lax: (sent: unknown, current: string) => boolean) =>
  around(next => call => {
    const own = call.operation === UPDATE ? stored(next, call.customizationId) : undefined;
    const copy = structuredClone(call);
    const sent = object(object(copy.body)?.customization);
    if (own && sent && lax(sent.revision, String(own.revision))) sent.revision = own.revision;
    return next(copy);
  });

const isNumber = (text: unknown): text is string => typeof text === 'string' && /^\d+$/.test(text);

const shows = (edit: (customization: Json) => void) => entities(edit, UPDATE);

/** What every updated entity shows, in all answers. */
const updated = (edit: (customization: Json) => void) =>
  entities(customization => {
    if (Number(customization.revision) > 1) edit(customization);
  });

const onlyUpdate = (wrap: (next: Handle, call: Call) => Reply) =>
  around(next => call => (call.operation === UPDATE ? wrap(next, call) : next(call)));

const NAME = 'name';
const named = (keywords: { minLength?: number; maxLength?: number }) =>
  property('CustomizationPatch', NAME, keywords);

const revisionFaults: Fault[] = [
  fault(
    'update-without-revision',
    'CUST-UPDATE-002',
    'An update without a revision is accepted.',
    laxRevision(sent => sent === undefined),
  ),
  fault(
    'update-accepts-stale-revision',
    ['CUST-UPDATE-004', 'CUST-UPDATE-031'],
    'An update with an old revision is accepted.',
    laxRevision((sent, current) => isNumber(sent) && BigInt(sent) < BigInt(current)),
  ),
  fault(
    'update-accepts-future-revision',
    'CUST-UPDATE-005',
    'An update with a revision not reached yet is accepted.',
    laxRevision((sent, current) => isNumber(sent) && BigInt(sent) > BigInt(current)),
  ),
  fault(
    'update-accepts-any-text-as-revision',
    'CUST-UPDATE-006',
    'A revision that is no number counts as the current one.',
    laxRevision(sent => typeof sent === 'string' && !isNumber(sent)),
  ),
  fault(
    'update-keeps-revision',
    ['CUST-UPDATE-008', 'CUST-MODEL-008', 'CUST-UPDATE-004'],
    'The revision stays 1 for ever.',
    around(next => call => {
      const own = call.operation === UPDATE ? stored(next, call.customizationId) : undefined;
      const copy = structuredClone(call);
      const sent = object(object(copy.body)?.customization);
      if (own && sent?.revision === '1') sent.revision = own.revision;
      const shown = entities(customization => {
        customization.revision = '1';
      });
      return shown.around(next)(copy);
    }),
  ),
  fault(
    'update-last-wins-by-one',
    ['CUST-UPDATE-031', 'CUST-UPDATE-004'],
    'The revision before the current one is still accepted.',
    laxRevision((sent, current) => isNumber(sent) && BigInt(sent) + 1n === BigInt(current)),
  ),
];

const answerFaults: Fault[] = [
  fault(
    'update-answers-202',
    'CUST-UPDATE-001',
    'A successful update answers 202.',
    answers(UPDATE, (_body, reply) => {
      reply.status = 202;
    }),
  ),
  fault(
    'update-answers-nothing',
    'CUST-UPDATE-001',
    'A successful update answers an empty object.',
    answers(UPDATE, (_body, reply) => {
      reply.body = {};
    }),
  ),
  fault(
    'update-without-customization',
    'CUST-UPDATE-003',
    'An update without a customization answers 200 with the entity as it is.',
    onlyUpdate((next, call) => {
      const own = stored(next, call.customizationId);
      return own && !('customization' in (object(call.body) ?? {}))
        ? { status: 200, body: { customization: own } }
        : next(call);
    }),
  ),
  fault(
    'update-goes-back-in-time',
    ['CUST-UPDATE-009', 'CUST-MODEL-012'],
    'The answer to an update shows a date of update before the last one.',
    shows(customization => {
      customization.updatedDate = new Date(
        Date.parse(String(customization.createdDate)) - 60_000,
      ).toISOString();
    }),
  ),
  fault(
    'update-renews-created-date',
    ['CUST-UPDATE-010', 'CUST-MODEL-013'],
    'The answer to an update shows the date of update as the date of creation.',
    shows(customization => {
      customization.createdDate = new Date(Date.parse(String(customization.updatedDate)) + 1).toISOString();
      customization.updatedDate = customization.createdDate;
    }),
  ),
  fault(
    'update-answers-old-name',
    'CUST-UPDATE-011',
    'The answer to an update shows the old name.',
    onlyUpdate((next, call) => {
      const before = structuredClone(stored(next, call.customizationId));
      const reply = structuredClone(next(call));
      const entity = object(object(reply.body)?.customization);
      if (entity && before) entity.name = before.name;
      return reply;
    }),
  ),
  fault(
    'update-forgets-name',
    ['CUST-UPDATE-011', 'CUST-UPDATE-008'],
    'A new name is answered but not stored.',
    onlyUpdate((next, call) => {
      const copy = structuredClone(call);
      const sent = inputOf(object(copy.body) ?? {});
      const own = stored(next, call.customizationId);
      const { name } = sent;
      if (!own || typeof name !== 'string' || name === '' || name.length > 50) return next(call);
      sent.name = own.name;
      const reply = structuredClone(next(copy));
      const entity = object(object(reply.body)?.customization);
      if (entity) entity.name = name;
      return reply;
    }),
  ),
];

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
    onlyUpdate((next, call) => {
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
    onlyUpdate((next, call) => {
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
    onlyUpdate((next, call) => {
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
    onlyUpdate((next, call) => (isGuid(call.customizationId) ? next(call) : envelope(500, 'FAULT'))),
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
    onlyUpdate((next, call) => {
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

export const updateFaults: Fault[] = [...revisionFaults, ...answerFaults, ...contentFaults, ...limitFaults];
