/** The part of JSON Schema 2020-12 the contract speaks, plus its own keywords for decimal strings. */

export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** A schema as it stands in the contract. Unknown keywords are allowed here and refused by {@link unsupportedKeywords}. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly unevaluatedProperties?: Schema | boolean;
  readonly oneOf?: readonly (Schema | boolean)[];
  readonly anyOf?: readonly (Schema | boolean)[];
  readonly allOf?: readonly (Schema | boolean)[];
  readonly not?: Schema | boolean;
  readonly if?: Schema | boolean;
  readonly then?: Schema | boolean;
  readonly else?: Schema | boolean;
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
  };
  /** Smallest numeric value of a decimal string, itself written as a decimal string. */
  readonly 'x-decimal-minimum'?: string;
  /** Largest numeric value of a decimal string. */
  readonly 'x-decimal-maximum'?: string;
  /** Most digits after the decimal point. */
  readonly 'x-decimal-scale'?: number;
  /** Keywords whose violation no source settles, with the register entry that says so: `required.name` for one property. */
  readonly 'x-silence'?: Readonly<Record<string, string>>;
}

/** Keywords that carry no constraint: the generators may ignore them. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$comment',
  '$defs',
  '$id',
  '$schema',
  'default',
  'deprecated',
  'description',
  'example',
  'examples',
  'externalDocs',
  'readOnly',
  'title',
  'writeOnly',
  'x-silence',
]);

/** Keywords the valid generator honours and, apart from pure structure, the invalid one breaks. */
export const SUPPORTED_KEYWORDS: ReadonlySet<string> = new Set([
  '$ref',
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'required',
  'additionalProperties',
  'unevaluatedProperties',
  'oneOf',
  'anyOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'discriminator',
  'x-decimal-minimum',
  'x-decimal-maximum',
  'x-decimal-scale',
]);

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keywords of one schema object that nothing here understands. */
export function unsupportedKeywords(schema: Schema): string[] {
  return Object.keys(schema).filter(keyword => !SUPPORTED_KEYWORDS.has(keyword) && !ANNOTATIONS.has(keyword));
}

/** Finds the schema a `$ref` points at. */
export type Resolve = (ref: string) => Schema;

/** A resolver for local references (`#/components/schemas/X`) into one document. */
export function resolverOf(root: unknown): Resolve {
  return ref => {
    if (!ref.startsWith('#/')) throw new Error(`only local references are supported: ${ref}`);
    const found = ref
      .slice(2)
      .split('/')
      .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, part) => (isSchema(at) ? Reflect.get(at, part) : undefined), root);
    if (!isSchema(found)) throw new Error(`no schema at ${ref}`);
    return found;
  };
}
