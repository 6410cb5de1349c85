/** Bounds moved in the contract document, at the one place that an operation uses. */
import { type JsonSchema, type SchemaName, schemaOf } from '../../specs/contract.ts';
import type { Change, Patch } from '../change.ts';

/** The three shapes of a customization to create. */
const NEW: readonly SchemaName[] = [
  'NewTextChoicesCustomization',
  'NewSwatchChoicesCustomization',
  'NewFreeTextCustomization',
];
const NEW_CHOICES: readonly SchemaName[] = ['NewTextChoice', 'NewSwatchChoice'];
const NEW_CHOICE_LISTS: readonly SchemaName[] = ['NewTextChoicesSettings', 'NewSwatchChoicesSettings'];

/** The schema of a property, with a reference resolved: a change here stays here. */
function ownCopy(schema: SchemaName, property: string): JsonSchema {
  const found = schemaOf(schema).properties?.[property];
  if (!found) throw new Error(`reference: ${schema} has no property "${property}"`);
  const target = found.$ref?.split('/').at(-1);
  return target ? schemaOf(target as SchemaName) : found;
}

/** Patches that give one property of some schemas other keywords; `undefined` drops a keyword. */
function retyped(schemas: readonly SchemaName[], property: string, keywords: Partial<JsonSchema>): Patch[] {
  return schemas.map(schema => ({
    at: `/components/schemas/${schema}/properties/${property}`,
    to: JSON.parse(JSON.stringify({ ...ownCopy(schema, property), ...keywords })),
  }));
}

/** One property of one schema obeys other keywords. */
export function property(schema: SchemaName, name: string, keywords: Partial<JsonSchema>): Change {
  return { contract: retyped([schema], name, keywords) };
}

/** The name of a customization to create obeys other keywords. */
export const newName = (keywords: Partial<JsonSchema>): Change => ({
  contract: retyped(NEW, 'name', keywords),
});

/** A property of choices to create obeys other keywords. */
export const newChoice = (name: string, keywords: Partial<JsonSchema>): Change => ({
  contract: retyped(NEW_CHOICES, name, keywords),
});

/** The list of choices to create obeys other keywords. */
export const newChoices = (keywords: Partial<JsonSchema>): Change => ({
  contract: retyped(NEW_CHOICE_LISTS, 'choices', keywords),
});
