/** How refusals look where no document fixes it. */
import { type Change, rules } from '../change.ts';
import { violations } from '../faults/error-tools.ts';
import { isGuid, list, object, refusals } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

/** Rows that prefer 409; those that are a `must` do so in a soft point. */
const STALE_ROWS = [
  'CUST-ERROR-018',
  'CUST-UPDATE-004',
  'CUST-CHOICES-REMOVE-013',
  'CUST-CHOICES-UPDATE-003',
  'CUST-CHOICES-REORDER-005',
];

const stale = (status: number): Change =>
  rules(sound => ({
    statusOf: (code, operation) => (code === 'REVISION_MISMATCH' ? status : sound.statusOf(code, operation)),
  }));

/** Codes that belong to the form of a value, not to a rule of the business. */
const FORM = [
  'ONE_OF_ALIGNMENT',
  'REQUIRED_ONE_OF_FIELD',
  'FIELD_NOT_ALLOWED',
  'FORMAT',
  'REQUIRED_FIELD',
  'VALIDATION',
];

const MALFORMED = { code: 'INVALID_ID', description: 'no customization can have this id' };

export const refusalVariants: Variant[] = [
  variant(
    'malformed-id-not-found',
    'malformed id',
    ['SIL-25'],
    'A malformed id is answered 404 like an unknown one.',
    refusals('any', (_body, reply, call) => {
      if (call.customizationId === undefined || isGuid(call.customizationId)) return;
      reply.status = 404;
      reply.body = { message: MALFORMED.description, details: { applicationError: MALFORMED } };
    }),
  ),
  variant(
    'stale-revision-400',
    'stale revision',
    ['SIL-37'],
    'A stale revision is answered 400.',
    stale(400),
    { warns: STALE_ROWS },
  ),
  variant(
    'stale-revision-428',
    'stale revision',
    ['SIL-37'],
    'A stale revision is answered 428.',
    stale(428),
    { warns: STALE_ROWS },
  ),
  variant(
    'rules-as-application-errors',
    'kind of errors',
    ['SIL-43', 'CUST-ERROR-006'],
    'Broken rules are application errors.',
    rules(() => ({ isViolation: code => FORM.includes(code) })),
  ),
  variant(
    'application-errors-as-violations',
    'kind of errors',
    ['SIL-43', 'CUST-ERROR-006'],
    'Business failures are field violations.',
    rules(() => ({ isViolation: () => true })),
  ),
  variant(
    'custom-violated-rule',
    'name of custom rules',
    ['SIL-42'],
    'Custom rules are told as CUSTOM.',
    violations(violation => {
      if (violation.violatedRule === 'OTHER') violation.violatedRule = 'CUSTOM';
    }),
  ),
  variant(
    'no-rule-names',
    'name of custom rules',
    ['SIL-43', 'SIL-44'],
    'Custom rules come without a code.',
    violations(violation => {
      delete violation.ruleName;
    }),
  ),
  variant(
    'first-violation-only',
    'number of violations',
    ['CUST-ERROR-009'],
    'Of several violations the first is told.',
    refusals('any', body => {
      const error = object(object(body.details)?.validationError);
      if (error) error.fieldViolations = list(error.fieldViolations).slice(0, 1);
    }),
  ),
  variant(
    'violations-with-values',
    'data of violations',
    ['CUST-ERROR-003'],
    'Violations tell what was expected.',
    violations(violation => {
      violation.data = { value: 'as sent', threshold: 50 };
    }),
  ),
  variant(
    'short-field-names',
    'fields of violations',
    ['CUST-ERROR-010'],
    'Violations name the last member of a path.',
    violations(violation => {
      violation.field = String(violation.field).split('.').at(-1);
    }),
    { warns: ['CUST-ERROR-010'] },
  ),
  variant(
    'other-violated-rules',
    'names of violated rules',
    ['CUST-ERROR-011'],
    'Every violation is told as VALIDATION.',
    violations(violation => {
      violation.violatedRule = 'VALIDATION';
    }),
    { warns: ['011', '012', '013', '014', '015', '016'].map(number => `CUST-ERROR-${number}`) },
  ),
];
