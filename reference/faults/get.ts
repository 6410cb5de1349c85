/** Defects of Get. */
import type { Call, Reply } from '../../specs/operations.ts';
import { type Fault, fault } from './fault.ts';
import {
  answers,
  around,
  calls,
  choicesOf,
  entities,
  envelope,
  isGuid,
  type Json,
  object,
  refusals,
  refuses,
} from './tools.ts';

const GET = 'getCustomization';
const shows = (edit: (customization: Json) => void) => entities(edit, GET);

/** Whether this refuses an id for being unknown, or else for its form; neither when it refuses something else. */
function isUnknown(reply: Reply, call: Call): boolean | undefined {
  if (!isGuid(call.customizationId)) return false;
  return reply.status === 404 ? true : undefined;
}

/** The refusal of an id, well-formed or not, gets another status. */
const refusedWith = (status: number, wellFormed: boolean) =>
  refusals(GET, (_body, reply, call) => {
    if (isUnknown(reply, call) === wellFormed) reply.status = status;
  });

const remembersDeleted = (answer: (entity: Json) => Reply) =>
  around(next => {
    const gone = new Map<string, Json>();
    return call => {
      const id = call.customizationId ?? '';
      const before =
        call.operation === 'deleteCustomization'
          ? object(next({ operation: GET, customizationId: id }).body)
          : undefined;
      const reply = next(call);
      const entity = structuredClone(object(before?.customization));
      if (entity && reply.status < 300) gone.set(id, entity);
      const kept = gone.get(id);
      return call.operation === GET && reply.status >= 400 && kept ? answer(kept) : reply;
    };
  });

export const getFaults: Fault[] = [
  fault(
    'get-bare-entity',
    'CUST-GET-001',
    'Get answers the entity without its envelope.',
    answers(GET, (body, reply) => {
      reply.body = body.customization;
    }),
  ),
  fault(
    'get-answers-206',
    'CUST-GET-001',
    'Get answers 206.',
    answers(GET, (_body, reply) => {
      reply.status = 206;
    }),
  ),
  fault(
    'get-without-settings',
    ['CUST-GET-002', 'CUST-MODEL-021', 'CUST-MODEL-022', 'CUST-MODEL-023'],
    'Get leaves the settings out.',
    shows(customization => {
      delete customization.choicesSettings;
      delete customization.freeTextInput;
    }),
  ),
  fault(
    'get-upper-case-name',
    ['CUST-GET-002', 'CUST-QUERY-FIELDS-016'],
    'Get shows the name in upper case.',
    shows(customization => {
      customization.name = String(customization.name).toUpperCase();
    }),
  ),
  fault(
    'get-one-choice',
    ['CUST-GET-002', 'CUST-QUERY-FIELDS-016'],
    'Get shows the first choice only.',
    shows(customization => {
      choicesOf(customization);
      const settings = object(customization.choicesSettings);
      if (settings) settings.choices = choicesOf(customization).slice(0, 1);
    }),
  ),
  fault(
    'get-revision-behind',
    ['CUST-GET-003', 'CUST-QUERY-FIELDS-016'],
    'Get shows the revision before the last.',
    shows(customization => {
      customization.revision = String(Math.max(0, Number(customization.revision) - 1));
    }),
  ),
  fault(
    'get-from-cache',
    ['CUST-GET-003', 'CUST-UPDATE-011'],
    'Get keeps showing what it showed first.',
    around(next => {
      const cache = new Map<string, Reply>();
      return call => {
        if (call.operation === 'deleteCustomization') cache.delete(call.customizationId ?? '');
        if (call.operation !== GET) return next(call);
        const key = `${call.customizationId} ${call.fields}`;
        const reply = cache.get(key) ?? next(call);
        const fresh = next(call);
        if (fresh.status >= 300) return fresh;
        cache.set(key, structuredClone(reply));
        return reply;
      };
    }),
  ),
  fault(
    'get-count-unasked',
    ['CUST-GET-004', 'CUST-MODEL-048'],
    'Get shows the number of products unasked.',
    shows(customization => {
      customization.assignedProductsCount ??= 0;
    }),
  ),
  fault(
    'get-count-missing',
    ['CUST-GET-005', 'CUST-MODEL-049'],
    'Get leaves out the number of products when asked for it.',
    shows(customization => {
      delete customization.assignedProductsCount;
    }),
  ),
  fault(
    'get-count-one',
    'CUST-GET-006',
    'Get counts one product too many.',
    shows(customization => {
      if (typeof customization.assignedProductsCount === 'number') customization.assignedProductsCount += 1;
    }),
  ),
  fault(
    'get-refuses-image-field',
    ['CUST-GET-007', 'CUST-GET-008'],
    'Get refuses to show images.',
    refuses(GET, call => (call.fields ?? []).includes('CHOICE_DISPLAY_IMAGE')),
  ),
  fault(
    'get-refuses-repeated-fields',
    'CUST-GET-008',
    'Get refuses the parameter `fields` when it is repeated.',
    refuses(GET, call => new Set(call.fields).size > 1),
  ),
  fault(
    'get-unknown-400',
    ['CUST-GET-010', 'CUST-ERROR-017'],
    'Get answers 400 for an unknown id.',
    refusedWith(400, true),
  ),
  fault(
    'get-unknown-500',
    ['CUST-GET-010', 'CUST-ERROR-017'],
    'Get answers 500 for an unknown id.',
    refusedWith(500, true),
  ),
  fault(
    'get-unknown-200',
    ['CUST-GET-010', 'CUST-ERROR-017', 'CUST-GET-014', 'CUST-DELETE-004'],
    'Get answers 200 with null for an unknown id.',
    nothingFound(true),
  ),
  fault(
    'get-malformed-500',
    ['CUST-GET-011', 'CUST-ERROR-020'],
    'Get answers 500 for a malformed id.',
    refusedWith(500, false),
  ),
  fault(
    'get-malformed-200',
    'CUST-GET-011',
    'Get answers 200 with null for a malformed id.',
    nothingFound(false),
  ),
  fault(
    'get-101-fields',
    'CUST-GET-013',
    'Get takes any number of fields.',
    calls(GET, call => {
      call.fields = call.fields && [...new Set(call.fields)];
    }),
  ),
  fault(
    'get-deleted-readable',
    ['CUST-GET-014', 'CUST-DELETE-004'],
    'Get still shows what has been deleted.',
    remembersDeleted(customization => ({ status: 200, body: { customization } })),
  ),
  fault(
    'get-deleted-410',
    ['CUST-GET-014', 'CUST-DELETE-004'],
    'Get answers 410 for what has been deleted.',
    remembersDeleted(() => envelope(410, 'GONE')),
  ),
  fault('get-refuses-redundant-id', 'CUST-GET-015', 'Get refuses the id as a query parameter.', {
    wire: next => request =>
      request.method === 'GET' && new URLSearchParams(request.query).has('customizationId')
        ? envelope(400, 'FAULT')
        : next(request),
  }),
  fault(
    'get-touches',
    ['CUST-GET-016', 'CUST-GET-018'],
    'Every Get moves the date of the last update.',
    around(next => {
      const reads = new Map<unknown, number>();
      return call => {
        const reply = next(call);
        const entity = object(object(reply.body)?.customization);
        if (call.operation !== GET || !entity) return reply;
        const count = (reads.get(entity.id) ?? 0) + 1;
        reads.set(entity.id, count);
        const updatedDate = new Date(
          Date.parse(String(entity.updatedDate)) + (count - 1) * 1000,
        ).toISOString();
        return { ...reply, body: { customization: { ...entity, updatedDate } } };
      };
    }),
  ),
  fault(
    'get-404-empty',
    ['CUST-GET-017', 'CUST-ERROR-001'],
    'The 404 of Get has no body.',
    refusals(GET, (_body, reply) => {
      if (reply.status === 404) reply.body = undefined;
    }),
  ),
  fault(
    'get-404-other-shape',
    ['CUST-GET-017', 'CUST-ERROR-001'],
    'The 404 of Get has an error body of another kind.',
    refusals(GET, (_body, reply) => {
      if (reply.status === 404) reply.body = { error: 'not_found', status: 404 };
    }),
  ),
  fault(
    'get-key-changes',
    'CUST-GET-018',
    'Every other Get shows another key.',
    around(next => {
      const odd = new Set<unknown>();
      return call => {
        const reply = next(call);
        const entity = object(object(reply.body)?.customization);
        if (call.operation !== GET || !entity) return reply;
        // Counted by entity: reads of others in between must not even it out.
        if (!odd.delete(entity.id)) {
          odd.add(entity.id);
          return reply;
        }
        return { ...reply, body: { customization: { ...entity, key: `${entity.key}_`.slice(-50) } } };
      };
    }),
  ),
];

function nothingFound(wellFormed: boolean) {
  return refusals(GET, (_body, reply, call) => {
    if (isUnknown(reply, call) !== wellFormed) return;
    reply.status = 200;
    reply.body = { customization: null };
  });
}
