/** Defects in how refusals look. */
import { type Fault, fault, rules } from './fault.ts';
import { around, type Json, object, objects, refusals, stored } from './tools.ts';

const row = (number: number): string => `CUST-ERROR-${String(number).padStart(3, '0')}`;

/** Every refusal is changed on its way out. */
const refused = (edit: (body: Json) => void) => refusals('any', body => edit(body));

const detail = (name: string, edit: (error: Json) => void) =>
  refused(body => {
    const error = object(object(body.details)?.[name]);
    if (error) edit(error);
  });

const violations = (edit: (violation: Json) => void) =>
  detail('validationError', error => objects(error.fieldViolations).forEach(edit));

const application = (edit: (error: Json) => void) => detail('applicationError', edit);

/** One kind of broken schema keyword goes by another name. */
const misnamed = (number: number, id: string, describe: string, names: Record<string, string>) =>
  fault(
    id,
    row(number),
    describe,
    violations(violation => {
      violation.violatedRule = names[String(violation.violatedRule)] ?? violation.violatedRule;
    }),
  );

/** All refusals of one status get another. */
const restated = (from: number, to: number) =>
  refusals('any', (_body, reply) => {
    if (reply.status === from) reply.status = to;
  });

const shapeFaults: Fault[] = [
  fault(
    'error-text-body',
    row(1),
    'Refusals are JSON strings.',
    refusals('any', (body, reply) => {
      reply.body = String(body.message);
    }),
  ),
  fault(
    'error-no-message',
    row(1),
    'Refusals have no message.',
    refused(body => {
      delete body.message;
    }),
  ),
  fault(
    'error-message-object',
    row(1),
    'The message of a refusal is an object.',
    refused(body => {
      body.message = { text: body.message };
    }),
  ),
  fault(
    'error-no-details',
    [row(1), row(2), row(8)],
    'Refusals have no details.',
    refused(body => {
      delete body.details;
    }),
  ),
  fault(
    'error-details-list',
    [row(1), row(2), row(8)],
    'The details of a refusal are a list.',
    refused(body => {
      body.details = Object.values(object(body.details) ?? {});
    }),
  ),
  fault(
    'error-validation-422',
    row(2),
    'A failed validation answers 422.',
    around(next => call => {
      const reply = next(call);
      return reply.status === 400 && object(object(object(reply.body)?.details)?.validationError)
        ? { ...reply, status: 422 }
        : reply;
    }),
  ),
  fault(
    'error-no-violations',
    row(2),
    'A failed validation lists no violations.',
    detail('validationError', error => {
      error.fieldViolations = [];
    }),
  ),
  fault(
    'error-validation-as-application',
    row(2),
    'A failed validation looks like a business failure.',
    refused(body => {
      const details = object(body.details);
      if (details?.validationError)
        body.details = { applicationError: { code: 'INVALID_ARGUMENT', description: body.message } };
    }),
  ),
  fault(
    'error-violation-without-field',
    row(3),
    'Violations do not name a field.',
    violations(violation => {
      delete violation.field;
    }),
  ),
  fault(
    'error-violation-without-description',
    row(3),
    'Violations have no description.',
    violations(violation => {
      delete violation.description;
    }),
  ),
  fault(
    'error-violation-without-rule',
    row(3),
    'Violations do not name a rule.',
    violations(violation => {
      delete violation.violatedRule;
    }),
  ),
  fault(
    'error-violation-field-list',
    row(3),
    'The field of a violation is a list of steps.',
    violations(violation => {
      violation.field = String(violation.field).split('.');
    }),
  ),
  fault(
    'error-violation-rule-number',
    row(3),
    'The rule of a violation is a number.',
    violations(violation => {
      violation.violatedRule = 3;
    }),
  ),
  fault(
    'error-rule-name-number',
    row(5),
    '`ruleName` is a number.',
    violations(violation => {
      if (violation.ruleName !== undefined) violation.ruleName = 17;
    }),
  ),
  fault(
    'error-application-without-code',
    row(6),
    'A business failure has no code.',
    application(error => {
      delete error.code;
    }),
  ),
  fault(
    'error-application-code-number',
    row(6),
    'The code of a business failure is a number.',
    application(error => {
      error.code = 42;
    }),
  ),
  fault(
    'error-application-without-description',
    row(6),
    'A business failure has no description.',
    application(error => {
      delete error.description;
    }),
  ),
  fault(
    'error-application-data-text',
    row(7),
    'The data of a business failure is a string.',
    application(error => {
      error.data = JSON.stringify(error.data ?? {});
    }),
  ),
  fault(
    'error-bare-details',
    [row(8), row(2)],
    'The details of a refusal are empty.',
    refused(body => {
      body.details = {};
    }),
  ),
];

const nameFaults: Fault[] = [
  fault(
    'error-field-without-path',
    row(10),
    'Violations name the last step of the path only.',
    violations(violation => {
      violation.field = String(violation.field).split('.').at(-1);
    }),
  ),
  fault(
    'error-field-pointer',
    row(10),
    'Violations name the field as a JSON pointer.',
    violations(violation => {
      violation.field = `/${String(violation.field).replace(/[.[]/g, '/').replace(/\]/g, '')}`;
    }),
  ),
  fault(
    'error-field-always-customization',
    row(10),
    'Violations always name `customization`.',
    violations(violation => {
      violation.field = 'customization';
    }),
  ),
  misnamed(11, 'error-length-as-size', 'Length violations are called sizes.', {
    MIN_LENGTH: 'MIN_SIZE',
    MAX_LENGTH: 'MAX_SIZE',
  }),
  misnamed(11, 'error-length-swapped', 'Length violations name the other bound.', {
    MIN_LENGTH: 'MAX_LENGTH',
    MAX_LENGTH: 'MIN_LENGTH',
  }),
  misnamed(12, 'error-size-as-length', 'Size violations are called lengths.', {
    MIN_SIZE: 'MIN_LENGTH',
    MAX_SIZE: 'MAX_LENGTH',
  }),
  misnamed(12, 'error-size-swapped', 'Size violations name the other bound.', {
    MIN_SIZE: 'MAX_SIZE',
    MAX_SIZE: 'MIN_SIZE',
  }),
  misnamed(13, 'error-decimal-as-number', 'Decimal violations are called MIN, MAX and FORMAT.', {
    DECIMAL_GTE: 'MIN',
    DECIMAL_LTE: 'MAX',
    DECIMAL_MAX_SCALE: 'FORMAT',
  }),
  misnamed(13, 'error-decimal-bounds-swapped', 'Decimal violations name the other bound.', {
    DECIMAL_GTE: 'DECIMAL_LTE',
    DECIMAL_LTE: 'DECIMAL_GTE',
  }),
  misnamed(14, 'error-required-as-validation', 'A missing field is called VALIDATION.', {
    REQUIRED_FIELD: 'VALIDATION',
  }),
  misnamed(15, 'error-enum-as-format', 'An unknown enum value is called FORMAT.', {
    INVALID_ENUM_VALUE: 'FORMAT',
  }),
  misnamed(16, 'error-format-as-validation', 'A bad GUID or colour is called VALIDATION.', {
    FORMAT: 'VALIDATION',
  }),
];

const statusFaults: Fault[] = [
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

export const errorFaults: Fault[] = [...shapeFaults, ...nameFaults, ...statusFaults];
