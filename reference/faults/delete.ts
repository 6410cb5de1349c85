/** Defects of Delete. */
import { type Fault, fault } from './fault.ts';
import { hidesFrom } from './filters.ts';
import {
  answers,
  around,
  envelope,
  inputOf,
  isGuid,
  object,
  only,
  refusals,
  refuses,
  stored,
} from './tools.ts';

const DELETE = 'deleteCustomization';
/** The deletion of one type answers with another status. */
const ofType = (type: string, status: number) =>
  only(DELETE, (next, call) => {
    const own = stored(next, call.customizationId);
    const reply = next(call);
    return own?.customizationType === type && reply.status < 300 ? { ...reply, status } : reply;
  });

const refusesType = (type: string) =>
  only(DELETE, (next, call) =>
    stored(next, call.customizationId)?.customizationType === type ? envelope(428, 'IN_USE') : next(call),
  );

const answersWith = (body: unknown) =>
  answers(DELETE, (_body, reply) => {
    reply.body = body;
  });

export const deleteFaults: Fault[] = [
  fault(
    'delete-option-204',
    'CUST-DELETE-001',
    'Deleting an option answers 204.',
    ofType('PRODUCT_OPTION', 204),
  ),
  fault(
    'delete-refuses-options',
    'CUST-DELETE-001',
    'Options cannot be deleted.',
    refusesType('PRODUCT_OPTION'),
  ),
  fault(
    'delete-modifier-202',
    'CUST-DELETE-002',
    'Deleting a modifier answers 202.',
    ofType('MODIFIER', 202),
  ),
  fault(
    'delete-refuses-modifiers',
    'CUST-DELETE-002',
    'Modifiers cannot be deleted.',
    refusesType('MODIFIER'),
  ),
  fault('delete-answers-null', 'CUST-DELETE-003', 'A deletion answers null.', answersWith(null)),
  fault('delete-answers-list', 'CUST-DELETE-003', 'A deletion answers a list.', answersWith([])),
  fault(
    'delete-answers-no-body',
    'CUST-DELETE-003',
    'A deletion answers 200 without a body.',
    answersWith(undefined),
  ),
  fault(
    'delete-does-nothing',
    ['CUST-DELETE-004', 'CUST-DELETE-005', 'CUST-DELETE-006', 'CUST-GET-014', 'CUST-COUNT-010'],
    'A deletion answers 200 and deletes nothing.',
    only(DELETE, (next, call) =>
      stored(next, call.customizationId) ? { status: 200, body: {} } : next(call),
    ),
  ),
  fault(
    'delete-stays-in-query',
    'CUST-DELETE-005',
    'Query still lists what has been deleted.',
    hidesFrom(['countCustomizations']),
  ),
  fault(
    'delete-stays-in-count',
    ['CUST-DELETE-006', 'CUST-COUNT-010'],
    'Count still counts what has been deleted.',
    hidesFrom(['queryCustomizations']),
  ),
  fault(
    'delete-unknown-200',
    'CUST-DELETE-007',
    'Deleting an unknown id answers 200.',
    refusals(DELETE, (_body, reply) => {
      if (reply.status !== 404) return;
      reply.status = 200;
      reply.body = {};
    }),
  ),
  fault(
    'delete-twice-500',
    ['CUST-DELETE-008', 'CUST-ERROR-020'],
    'Deleting a second time answers 500.',
    around(next => {
      const gone = new Set<string>();
      return call => {
        const reply = next(call);
        if (call.operation !== DELETE || call.customizationId === undefined) return reply;
        if (reply.status < 300) gone.add(call.customizationId);
        else if (gone.has(call.customizationId)) return { ...reply, status: 500 };
        return reply;
      };
    }),
  ),
  fault(
    'delete-malformed-200',
    'CUST-DELETE-009',
    'Deleting a malformed id answers 200.',
    only(DELETE, (next, call) => (isGuid(call.customizationId) ? next(call) : { status: 200, body: {} })),
  ),
  fault(
    'delete-malformed-500',
    ['CUST-DELETE-009', 'CUST-ERROR-020'],
    'Deleting a malformed id answers 500.',
    refuses(DELETE, call => !isGuid(call.customizationId), 500),
  ),
  fault(
    'delete-needs-revision',
    ['CUST-DELETE-010', 'CUST-DELETE-001', 'CUST-DELETE-002'],
    'A deletion without a revision is refused.',
    {
      wire: next => request =>
        request.method === 'DELETE' && !/revision/.test(request.query + request.body)
          ? envelope(400, 'REVISION_REQUIRED')
          : next(request),
    },
  ),
  fault(
    'delete-burns-name',
    'CUST-DELETE-014',
    'The name of what has been deleted cannot be used again.',
    around(next => {
      const burnt = new Set<unknown>();
      return call => {
        const own = call.operation === DELETE ? stored(next, call.customizationId) : undefined;
        const name = own?.name;
        if (call.operation === 'createCustomization' && burnt.has(inputOf(object(call.body) ?? {}).name))
          return envelope(409, 'NAME_TAKEN');
        const reply = next(call);
        if (own && reply.status < 300) burnt.add(name);
        return reply;
      };
    }),
  ),
];
