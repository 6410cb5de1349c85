/** The OpenAPI document as the single source of form: lookup, validation, and what a violation looks like. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parseDecimal } from './decimal.ts';
import type { components } from './openapi.types.ts';
import { requirements } from './registry.ts';
import { addVocabulary, isDecimalKeyword } from './vocabulary.ts';

/** The generated type of every component schema, by name. */
export type Schemas = components['schemas'];
export type SchemaName = keyof Schemas;

/** The JSON Schema keywords that the contract uses; a generator that covers these covers it all. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean;
  items?: JsonSchema;
  oneOf?: JsonSchema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  'x-decimal-minimum'?: string;
  'x-decimal-maximum'?: string;
  'x-decimal-scale'?: number;
  /** Keyword, or `required.<property>`, to the register entry that says the sources do not settle it. */
  'x-silence'?: Record<string, string>;
}

export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; parameters?: Parameter[] }>>;
  components: { schemas: Record<string, JsonSchema> };
}

/** A parameter of an operation. */
interface Parameter {
  name: string;
  in: 'path' | 'query';
  schema: JsonSchema;
}

/** One broken keyword at one place. */
export interface SchemaViolation {
  /** Dotted path of the offending value; for a missing or unknown property, the path of that property. */
  path: string;
  keyword: string;
  message: string;
  params: Record<string, unknown>;
}

export type Validate = (name: SchemaName, value: unknown) => SchemaViolation[];

/** The parsed contract. Treat it as read-only: patch a `structuredClone` of it. */
export const openapi = createRequire(import.meta.url)('#specs/openapi.json') as OpenApiDocument;

/** Names this state of the contract in reports: sha256 over the document and the requirements. */
export const contractHash: string = createHash('sha256')
  .update(JSON.stringify([openapi, [...requirements.values()]]))
  .digest('hex');

/**
 * The component schema of this name.
 * @throws Error when the document has none
 */
export function schemaOf(name: SchemaName, document: OpenApiDocument = openapi): JsonSchema {
  const schema = document.components.schemas[name];
  if (!schema) throw new Error(`specs: the contract has no schema "${name}"`);
  return schema;
}

/** Follows a local `$ref` such as `#/components/schemas/Guid`. */
export function deref($ref: string, document: OpenApiDocument = openapi): JsonSchema {
  const name = /^#\/components\/schemas\/(\w+)$/.exec($ref)?.[1];
  if (!name) throw new Error(`specs: "${$ref}" does not name a component schema`);
  return schemaOf(name as SchemaName, document);
}

/** Dots and brackets, as the service writes field paths: `customization.choicesSettings.choices[0].name`. */
function dottedPath(segments: readonly string[]): string {
  return segments.reduce((path, segment) => {
    if (/^\d+$/.test(segment)) return `${path}[${segment}]`;
    return path ? `${path}.${segment}` : segment;
  }, '');
}

const cache = new WeakMap<OpenApiDocument, (name: SchemaName) => (value: unknown) => SchemaViolation[]>();

/**
 * Validators over one document; each schema is compiled when first used, each document once.
 * Pass a patched clone of {@link openapi} to judge by other limits.
 */
export function createValidators(
  document: OpenApiDocument = openapi,
): (name: SchemaName) => (value: unknown) => SchemaViolation[] {
  const known = cache.get(document);
  if (known) return known;
  const ajv = createAjv(document);
  const compiled = new Map<SchemaName, (value: unknown) => SchemaViolation[]>();
  const validators = (name: SchemaName) => {
    const ready = compiled.get(name);
    if (ready) return ready;
    const check = ajv.getSchema(`contract#/components/schemas/${name}`);
    if (!check) throw new Error(`specs: the contract has no schema "${name}"`);
    const validator = (value: unknown) => run(check, value);
    compiled.set(name, validator);
    return validator;
  };
  cache.set(document, validators);
  return validators;
}

/** Every violation of the named schema of the contract; none when the value fits. */
export const validate: Validate = (name, value) => createValidators()(name)(value);

function createAjv(document: OpenApiDocument): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strict: true,
    verbose: true,
    allowUnionTypes: true,
    // The document itself is checked by the tests; here it would only cost time at every start.
    validateSchema: false,
  });
  formats.default(ajv);
  addVocabulary(ajv);
  ajv.addSchema(withoutMappings(document), 'contract');
  return ajv;
}

/** OpenAPI tools want the discriminator's mapping; ajv refuses it and reads the constants instead. */
function withoutMappings(document: OpenApiDocument): object {
  const copy = structuredClone(document);
  for (const schema of Object.values(copy.components.schemas)) delete schema.discriminator?.mapping;
  return copy;
}

function run(check: ValidateFunction, value: unknown): SchemaViolation[] {
  if (check(value)) return [];
  const found = (check.errors ?? []).map(toViolation);
  // Text that is no decimal breaks all bounds at once, which is one mistake and not three.
  const first = new Set<string>();
  return found.filter(({ path, params }) => {
    if (params.format !== 'decimal') return true;
    return !first.has(path) && first.add(path);
  });
}

function toViolation(error: ErrorObject): SchemaViolation {
  const at = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { keyword, message = 'is not valid', params } = error;
  switch (keyword) {
    case 'required':
      return { path: dottedPath([...at, String(params.missingProperty)]), keyword, message: MISSING, params };
    case 'additionalProperties': {
      const path = dottedPath([...at, String(params.additionalProperty)]);
      return { path, keyword, message: 'is not a known property', params };
    }
    case 'discriminator':
      return tagViolation(at, params);
    default:
      if (isDecimalKeyword(keyword)) return decimalViolation(dottedPath(at), error);
      return { path: dottedPath(at), keyword, message, params };
  }
}

const MISSING = 'must be present';

/** A wrong tag reads as what it is: a missing, mistyped or unknown value of the tag property. */
function tagViolation(at: string[], params: ErrorObject['params']): SchemaViolation {
  const { tag, tagValue } = params;
  const path = dottedPath([...at, String(tag)]);
  if (tagValue === undefined) {
    return { path, keyword: 'required', message: MISSING, params: { missingProperty: tag } };
  }
  if (typeof tagValue !== 'string') {
    return { path, keyword: 'type', message: 'must be string', params: { type: 'string' } };
  }
  return {
    path,
    keyword: 'enum',
    message: 'must be equal to one of the allowed values',
    params: { tagValue },
  };
}

function decimalViolation(path: string, { keyword, schema, data }: ErrorObject): SchemaViolation {
  if (typeof data === 'string' && !parseDecimal(data)) {
    return { path, keyword: 'format', message: 'must be a decimal', params: { format: 'decimal' } };
  }
  return { path, keyword, message: `must satisfy ${keyword} ${String(schema)}`, params: { limit: schema } };
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
