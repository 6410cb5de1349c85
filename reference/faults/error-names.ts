/** Defects in the fields and rules that refusals name. */

import { row, violations } from './error-tools.ts';
import { type Fault, fault } from './fault.ts';

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

export const errorNameFaults: Fault[] = [
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
