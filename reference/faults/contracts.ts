/** Bounds moved in the contract document, at the one place that an operation uses. */
import { type JsonSchema, type openapi, type SchemaName, schemaOf } from '../../specs/contract.ts';
import type { Defect, Patch } from './fault.ts';

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
export function property(schema: SchemaName, name: string, keywords: Partial<JsonSchema>): Defect {
  return { contract: retyped([schema], name, keywords) };
}

/** The name of a customization to create obeys other keywords. */
export const newName = (keywords: Partial<JsonSchema>): Defect => ({
  contract: retyped(NEW, 'name', keywords),
});

/** A property of choices to create obeys other keywords. */
export const newChoice = (name: string, keywords: Partial<JsonSchema>): Defect => ({
  contract: retyped(NEW_CHOICES, name, keywords),
});

/** The list of choices to create obeys other keywords. */
export const newChoices = (keywords: Partial<JsonSchema>): Defect => ({
  contract: retyped(NEW_CHOICE_LISTS, 'choices', keywords),
});

type Document = typeof openapi;

/** The contract with these values replaced. */
export function patched(document: Document, patches: readonly Patch[]): Document {
  const copy = structuredClone(document);
  for (const { at, to } of patches) {
    const steps = at.split('/').slice(1);
    const last = steps.pop() ?? '';
    const holder = steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], copy);
    if (typeof holder !== 'object' || holder === null || !(last in holder))
      throw new Error(`reference: nothing at ${at} to patch`);
    if (to === undefined) delete (holder as Record<string, unknown>)[last];
    else (holder as Record<string, unknown>)[last] = to;
  }
  return copy;
}
