/**
 * Codes that the methods of the Customizations API publish, of application errors and of rules alike (dossier 5.3, from the
 * typings of the SDK). Get, Query and Count publish none.
 */
import type { CUSTOMIZATION_OPERATIONS } from './operations.ts';

const LINKS = [
  'PRIMARY_CHOICE_SELF_REFERENCE',
  'PRIMARY_CHOICE_NOT_FOUND',
  'PRIMARY_CHOICE_HIERARCHY_VIOLATION',
];
const KINDS = ['INVALID_CHOICE_TYPE', 'INVALID_CHOICE_VALUE'];
const NUMBERS = ['CHOICES_LIMIT_EXCEEDED', 'DOESNT_SUPPORT_CHOICES'];

const CREATE = [
  'OPTIONS_LIMIT_EXCEEDED',
  'MODIFIERS_LIMIT_EXCEEDED',
  'MODIFIER_SETTINGS_NOT_SUPPORTED_FOR_PRODUCT_OPTION',
  'ONLY_SPACES_STRING_ERROR',
  'DUPLICATE_CHOICE_NAME',
  'CUSTOMIZATION_WITH_ONLY_ID_OR_CHOICE_IDS',
  'MIXED_CHOICE_IDS_CONSISTENCY',
  'ID_NOT_ALLOWED_IN_REQUEST',
  ...LINKS,
];

const updated = new Set([
  'INVALID_FREE_TEXT_SETTINGS',
  'DOESNT_SUPPORT_FREE_TEXT',
  'MODIFIER_SETTINGS_NOT_SUPPORTED_FOR_PRODUCT_OPTION',
]);

/** The published codes of a method; nothing of methods that publish none. */
export const CUSTOMIZATION_CODES: Readonly<
  Partial<Record<keyof typeof CUSTOMIZATION_OPERATIONS, ReadonlySet<string>>>
> = {
  createCustomization: new Set([
    ...CREATE,
    'INVALID_CUSTOMIZATION_RENDER_TYPE',
    'INVALID_FREE_TEXT_SETTINGS',
  ]),
  updateCustomization: updated,
  deleteCustomization: new Set(['NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT']),
  addCustomizationChoices: new Set([...NUMBERS, ...KINDS, 'DUPLICATE_CHOICE_NAME', ...LINKS]),
  setCustomizationChoices: new Set([
    ...NUMBERS,
    ...KINDS,
    'DUPLICATE_CHOICE_NAME',
    'NOT_ALLOWED_DELETE_CHOICE_ASSIGNED_TO_PRODUCT',
    ...LINKS,
  ]),
  removeCustomizationChoices: new Set([
    'CHOICE_NOT_FOUND',
    'CHOICE_ASSIGNED_TO_PRODUCT',
    'NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES',
    'PRIMARY_CHOICE_DELETE_REFERENCED',
  ]),
  updateCustomizationChoices: new Set(['CHOICE_NOT_FOUND', 'UNSUPPORTED_CHOICE_FIELD', ...LINKS]),
  reorderCustomizationChoices: new Set(['DOESNT_SUPPORT_CHOICES', 'CHOICE_IDS_MISMATCH']),
  bulkCreateCustomizations: new Set([...CREATE, ...NUMBERS, ...KINDS]),
  bulkUpdateCustomizations: updated,
  bulkAddCustomizationChoices: new Set([...NUMBERS, ...KINDS, ...LINKS]),
};
