/** How refusals of products look where the sources disagree. */
import type { OperationId } from '../../specs/operations.ts';
import { type Change, rules } from '../change.ts';
import { type Variant, variant } from './variant.ts';

const ALIGNMENT = new Set([
  'MISSING_VARIANT_OPTION_CHOICE',
  'MISSING_VARIANT_OPTION',
  'DUPLICATE_VARIANT_OPTION_CHOICE',
  'INVALID_DEFAULT_VARIANT',
  'MISSING_OPTIONS_ON_UPDATE_VARIANTS',
  'MISSING_VARIANTS_ON_UPDATE_OPTIONS',
]);

/** Rows whose soft point expects 400 or 428. */
const ALIGNMENT_ROWS = ['007', '008', '010', '012', '018', '019'].map(number => `PROD-VARIANT-${number}`);

const status = (when: (code: string) => boolean, answer: number): Change =>
  rules(sound => ({
    statusOf: (code, operation) =>
      code !== undefined && when(code) ? answer : sound.statusOf(code, operation),
  }));

const HELD = 'NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT';
const REPLACED = 'NOT_ALLOWED_DELETE_CHOICE_ASSIGNED_TO_PRODUCT';

/** Failures of these codes are application errors with this status. */
const application = (codes: readonly string[], answer: number): Change =>
  rules(sound => ({
    isViolation: (code, operation) => !codes.includes(code) && sound.isViolation(code, operation),
    statusOf: (code, operation) =>
      codes.includes(code ?? '') ? answer : sound.statusOf(code, operation as OperationId),
  }));

/** Failures of these codes are violations of rules. */
const violation = (codes: readonly string[]): Change =>
  rules(sound => ({
    isViolation: (code, operation) => codes.includes(code) || sound.isViolation(code, operation),
    statusOf: (code, operation) => (codes.includes(code ?? '') ? 400 : sound.statusOf(code, operation)),
  }));

export const productRefusalVariants: Variant[] = [
  variant(
    'held-option-428',
    'held options',
    ['X-17'],
    'A held option is refused as a business failure with 428.',
    application([HELD], 428),
  ),
  variant(
    'held-option-409',
    'held options',
    ['X-17'],
    'A held option is refused as a business failure with 409.',
    application([HELD], 409),
  ),
  variant(
    'held-choice-in-set-428',
    'held choices in Set',
    ['X-18'],
    'A list that leaves out a used choice is refused as a business failure.',
    application([REPLACED], 428),
  ),
  variant(
    'misaligned-as-violations',
    'misaligned variants',
    ['X-19', 'X-48'],
    'Variants that do not fit the options are told as field violations.',
    violation([...ALIGNMENT]),
  ),
  variant(
    'misaligned-409',
    'misaligned variants',
    ['X-48'],
    'Variants that do not fit the options answer 409.',
    status(code => ALIGNMENT.has(code), 409),
    { warns: [...ALIGNMENT_ROWS, 'PROD-UPDATE-011', 'PROD-UPDATE-020'] },
  ),
  variant(
    'misaligned-400',
    'misaligned variants',
    ['X-13', 'X-48'],
    'Variants that do not fit the options answer 400.',
    status(code => ALIGNMENT.has(code), 400),
  ),
  variant(
    'product-stale-400',
    'stale products',
    ['PROD-UPDATE-004', 'SIL-37'],
    'A stale revision of a product answers 400.',
    status(code => code === 'INVALID_REVISION', 400),
    { warns: ['PROD-UPDATE-004'] },
  ),
  variant(
    'slug-taken-400',
    'taken slugs',
    ['PROD-CREATE-018'],
    'A taken slug answers 400.',
    status(code => code === 'DUPLICATE_SLUG_ERROR', 400),
  ),
];
