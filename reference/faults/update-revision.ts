/** Defects of Update in revisions and in its answers. */
import { type Fault, fault } from './fault.ts';
import { answers, around, entities, inputOf, type Json, object, only, stored } from './tools.ts';

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
    only(UPDATE, (next, call) => {
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
    only(UPDATE, (next, call) => {
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
    only(UPDATE, (next, call) => {
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

export const updateRevisionFaults: Fault[] = [...revisionFaults, ...answerFaults];
