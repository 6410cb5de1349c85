/** Defects in the shape of refusals. */

import { application, detail, refused, row, violations } from './error-tools.ts';
import { type Fault, fault } from './fault.ts';
import { around, object, refusals } from './tools.ts';

export const errorShapeFaults: Fault[] = [
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
