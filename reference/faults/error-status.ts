/** Defects in the status of refusals, and in what they leave behind. */

import { row } from './error-tools.ts';
import { type Fault, fault, rules } from './fault.ts';
import { around, object, refusals, stored } from './tools.ts';

/** All refusals of one status get another. */
const restated = (from: number, to: number) =>
  refusals('any', (_body, reply) => {
    if (reply.status === from) reply.status = to;
  });

export const errorStatusFaults: Fault[] = [
  fault(
    'error-unknown-entity-400',
    [row(17), 'CUST-GET-010', 'CUST-GET-014', 'CUST-DELETE-004', 'CUST-DELETE-007', 'CUST-UPDATE-024'],
    'An unknown entity answers 400.',
    restated(404, 400),
  ),
  fault(
    'error-unknown-entity-403',
    [row(17), 'CUST-GET-010', 'CUST-GET-014', 'CUST-DELETE-004', 'CUST-DELETE-007', 'CUST-UPDATE-024'],
    'An unknown entity answers 403.',
    restated(404, 403),
  ),
  fault('error-stale-412', [row(18), 'CUST-UPDATE-004'], 'A stale revision answers 412.', restated(409, 412)),
  fault('error-stale-400', [row(18), 'CUST-UPDATE-004'], 'A stale revision answers 400.', restated(409, 400)),
  fault(
    'error-quota-400',
    row(19),
    'Too many choices answer 400.',
    rules(sound => ({
      statusOf: (code, operation) =>
        code === 'CHOICES_LIMIT_EXCEEDED' ? 400 : sound.statusOf(code, operation),
    })),
  ),
  fault('error-validation-500', [row(20), row(2)], 'A failed validation answers 500.', restated(400, 500)),
  fault(
    'error-stale-500',
    [row(20), row(18), 'CUST-UPDATE-004'],
    'A stale revision answers 500.',
    restated(409, 500),
  ),
  fault('error-broken-json-500', [row(20), 'CUST-CREATE-086'], 'A body that is no JSON answers 500.', {
    wire: next => request => {
      const answer = next(request);
      const broken = JSON.stringify(answer.body ?? '').includes('MALFORMED_JSON');
      return broken ? { status: 500, body: { message: '', details: {} } } : answer;
    },
  }),
  fault(
    'error-refused-create-stored',
    [row(24), 'CUST-CREATE-088'],
    'A create refused for its choices stores the name with other choices.',
    around(next => call => {
      const reply = next(call);
      const sent = object(object(call.body)?.customization);
      if (call.operation !== 'createCustomization' || reply.status < 400 || !sent?.choicesSettings)
        return reply;
      const choicesSettings = { choices: [{ choiceType: 'CHOICE_TEXT', name: 'left behind' }] };
      next({
        ...call,
        body: { customization: { ...sent, customizationRenderType: 'TEXT_CHOICES', choicesSettings } },
      });
      return reply;
    }),
  ),
  fault(
    'error-refused-update-renames',
    [row(24), 'CUST-UPDATE-030'],
    'An update refused for its revision still changes the name.',
    around(next => call => {
      const reply = next(call);
      const sent = object(object(call.body)?.customization);
      const own =
        call.operation === 'updateCustomization' && reply.status === 409
          ? stored(next, call.customizationId)
          : undefined;
      if (own && sent) next({ ...call, body: { customization: { ...sent, revision: own.revision } } });
      return reply;
    }),
  ),
  fault('error-unknown-path-200', row(26), 'An unknown path below a customization answers 200.', {
    wire: next => request => {
      const answer = next(request);
      return answer.status === 404 &&
        /\/customizations\/[^/]+\/[^/]+$/.test(request.path) &&
        !/-choices$/.test(request.path)
        ? { status: 200, body: {} }
        : answer;
    },
  }),
  fault('error-any-path-200', row(26), 'Any path below the API answers 200.', {
    wire: next => request => {
      const answer = next(request);
      const details = object(object(answer.body)?.details);
      return answer.status === 404 && details && Object.keys(details).length === 0
        ? { status: 200, body: {} }
        : answer;
    },
  }),
];
