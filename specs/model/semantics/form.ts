/** How requests are judged, and how refusals look. */
import type { SchemaViolation } from '../../contract.ts';
import type { Call, OperationId, Reply } from '../../operations.ts';
import {
  choiceIdsAllOrNone,
  choiceIdsNotSent,
  choiceNamesUnique,
  choiceTypeFits,
  choiceValueFits,
  freeTextOnModifier,
  notOnlyBlanks,
  primaryKnown,
  primaryNotSelf,
  primaryOneLevel,
  type Rule,
  settingsFit,
} from '../../rules.ts';

export interface FormSemantics {
  /** Whether a broken schema keyword is let through; documented for unknown properties alone (SIL-45). */
  tolerates(violation: SchemaViolation, operation: OperationId): boolean;
  /** Named rules about kinds, judged before the schema so that the refusal names the real mistake. */
  misfits(operation: OperationId): readonly Rule[];
  /** Named rules judged after the schema. */
  rules(operation: OperationId): readonly Rule[];
  /** The name of a broken schema keyword in a field violation. */
  violatedRule(violation: SchemaViolation): string;
  /** Whether a failure of this code is a field violation; otherwise it is an application error. */
  isViolation(code: string, operation: OperationId): boolean;
  /** HTTP status of a refusal; `undefined` stands for a plain schema violation. */
  statusOf(code: string | undefined, operation: OperationId): number;
  /** The last word on every answer. */
  respond(reply: Reply, call: Call): Reply;
}

const PRIMARY = [primaryNotSelf, primaryKnown, primaryOneLevel];
const CREATE = [choiceIdsAllOrNone, choiceIdsNotSent, choiceNamesUnique, notOnlyBlanks, ...PRIMARY];
const ADD = [choiceNamesUnique, notOnlyBlanks, ...PRIMARY];

const RULES: Partial<Record<OperationId, readonly Rule[]>> = {
  createCustomization: CREATE,
  bulkCreateCustomizations: CREATE,
  addCustomizationChoices: ADD,
  setCustomizationChoices: ADD,
  // The documentation types no rule on names for Bulk add (CUST-BULK-037); unique names hold all the same.
  bulkAddCustomizationChoices: ADD,
  updateCustomizationChoices: PRIMARY,
  updateCustomization: [notOnlyBlanks],
  bulkUpdateCustomizations: [notOnlyBlanks],
};

const MISFITS: Partial<Record<OperationId, readonly Rule[]>> = {
  createCustomization: [settingsFit, freeTextOnModifier, choiceTypeFits, choiceValueFits],
  bulkCreateCustomizations: [settingsFit, freeTextOnModifier, choiceTypeFits, choiceValueFits],
  addCustomizationChoices: [choiceTypeFits, choiceValueFits],
  setCustomizationChoices: [choiceTypeFits, choiceValueFits],
  bulkAddCustomizationChoices: [choiceTypeFits, choiceValueFits],
  createProduct: [choiceTypeFits, choiceValueFits],
  updateProduct: [choiceTypeFits, choiceValueFits],
  bulkCreateProducts: [choiceTypeFits, choiceValueFits],
  bulkUpdateProducts: [choiceTypeFits, choiceValueFits],
};

const VIOLATED_RULES: Record<string, string> = {
  minLength: 'MIN_LENGTH',
  maxLength: 'MAX_LENGTH',
  minItems: 'MIN_SIZE',
  maxItems: 'MAX_SIZE',
  required: 'REQUIRED_FIELD',
  enum: 'INVALID_ENUM_VALUE',
  const: 'INVALID_ENUM_VALUE',
  pattern: 'FORMAT',
  format: 'FORMAT',
  minimum: 'MIN',
  maximum: 'MAX',
  oneOf: 'ONE_OF_ALIGNMENT',
  'x-decimal-minimum': 'DECIMAL_GTE',
  'x-decimal-maximum': 'DECIMAL_LTE',
  'x-decimal-scale': 'DECIMAL_MAX_SCALE',
  additionalProperties: 'FIELD_NOT_ALLOWED',
};

const STATUS: Record<string, number> = {
  CUSTOMIZATION_NOT_FOUND: 404,
  CHOICE_NOT_FOUND: 404,
  REVISION_MISMATCH: 409,
  CHOICES_LIMIT_EXCEEDED: 428,
  CHOICE_ASSIGNED_TO_PRODUCT: 428,
  PRODUCT_NOT_FOUND: 404,
  INVALID_REVISION: 409,
  CUSTOMIZATION_NOT_EXIST: 404,
  CHOICE_NOT_EXIST: 404,
  DUPLICATE_SLUG_ERROR: 409,
  VARIANT_ID_ALREADY_EXISTS: 409,
  MISSING_VARIANT_OPTION_CHOICE: 428,
  DUPLICATE_VARIANT_OPTION_CHOICE: 428,
  DUPLICATE_PRODUCT_OPTIONS: 428,
  INVALID_DEFAULT_VARIANT: 428,
  COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE: 428,
};

/** Codes that go in `details.applicationError` (dossier: typed errors per method, kind A). */
const APPLICATION_ERRORS = new Set([
  ...Object.keys(STATUS),
  'DOESNT_SUPPORT_CHOICES',
  'DOESNT_SUPPORT_FREE_TEXT',
  'CHOICE_IDS_MISMATCH',
  'INVALID_CUSTOMIZATION_RENDER_TYPE',
  'INVALID_FREE_TEXT_SETTINGS',
  'PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED',
  'PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED',
  'MODIFIER_NAME_AND_TYPE_REQUIRED',
  'MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED',
  'TOO_MANY_OPTIONS_IN_REQUEST',
  'MISSING_VARIANTS_ON_UPDATE_OPTIONS',
]);

export const form: FormSemantics = {
  tolerates: violation => violation.keyword === 'additionalProperties',
  misfits: operation => MISFITS[operation] ?? [],
  rules: operation => RULES[operation] ?? [],
  violatedRule: violation => VIOLATED_RULES[violation.keyword] ?? 'VALIDATION',
  isViolation: code => !APPLICATION_ERRORS.has(code),
  statusOf: code => (code === undefined ? 400 : (STATUS[code] ?? 400)),
  respond: reply => reply,
};
