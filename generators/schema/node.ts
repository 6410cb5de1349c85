/** Schemas without composition: `$ref`, `allOf`, `oneOf`, `anyOf` and `if` are worked out into a list of alternatives. */

import { isDeepStrictEqual } from 'node:util';
import { isSchema, type Resolve, type Schema, type TypeName } from './schema.ts';

/** One alternative of a schema: every keyword below applies, and nothing else does. */
export interface Node {
  /** Names of the `$ref`s that led here, outermost first: tells alternatives apart in labels. */
  readonly names: readonly string[];
  readonly types: readonly TypeName[];
  /** From `enum` or `const`: the only values allowed. */
  readonly values?: readonly unknown[];
  readonly valuesKeyword?: 'enum' | 'const';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly patterns: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items: Schema | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems: boolean;
  readonly properties: Readonly<Record<string, Schema | boolean>>;
  readonly required: readonly string[];
  /** What properties that are not listed may hold. */
  readonly additional: Schema | boolean;
  /** The keyword that shuts unlisted properties out. */
  readonly closedBy?: 'additionalProperties' | 'unevaluatedProperties';
  readonly decimalMinimum?: string;
  readonly decimalMaximum?: string;
  readonly decimalScale?: number;
  /** The property whose value chose this alternative. */
  readonly tag?: string;
  /** From `x-silence`: keyword to register entry. */
  readonly silence: Readonly<Record<string, string>>;
  /** What the value must not be: from `not` and from a failed `if`. */
  readonly nots: readonly Schema[];
  /** Composition keywords this alternative came from. */
  readonly choices: readonly ('oneOf' | 'anyOf' | 'if')[];
}

const ALL_TYPES: readonly TypeName[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

const ANYTHING: Node = {
  names: [],
  types: ALL_TYPES,
  patterns: [],
  items: true,
  uniqueItems: false,
  properties: {},
  required: [],
  additional: true,
  silence: {},
  nots: [],
  choices: [],
};

/** The JSON Schema type of a value; whole numbers are `integer`. */
export function typeOf(value: unknown): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean' || typeof value === 'string')
    return typeof value === 'boolean' ? 'boolean' : 'string';
  return 'object';
}

/** Whether a node describes decimal strings rather than texts. */
export function isDecimal(node: Node): boolean {
  return [node.decimalMinimum, node.decimalMaximum, node.decimalScale].some(keyword => keyword !== undefined);
}

/** Whether a value of `actual` type satisfies a `type` that lists `allowed`. */
export function typeAllows(allowed: readonly TypeName[], actual: TypeName): boolean {
  return allowed.includes(actual) || (actual === 'integer' && allowed.includes('number'));
}

const cache = new WeakMap<Resolve, WeakMap<Schema, readonly Node[]>>();

/** All alternatives of a schema, in the order they are written. An impossible schema has none. */
export function expand(schema: Schema | boolean, resolve: Resolve): readonly Node[] {
  if (schema === false) return [];
  if (schema === true) return [ANYTHING];
  const known = cache.get(resolve) ?? new WeakMap<Schema, readonly Node[]>();
  cache.set(resolve, known);
  const nodes = known.get(schema) ?? alternatives(schema, resolve);
  known.set(schema, nodes);
  return nodes;
}

function alternatives(schema: Schema, resolve: Resolve): readonly Node[] {
  let nodes: readonly Node[] = [ownKeywords(schema)];
  const and = (others: readonly Node[]): void => {
    nodes = nodes.flatMap(left => others.flatMap(right => intersect(left, right)));
  };
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    and(expand(resolve(schema.$ref), resolve).map(node => ({ ...node, names: [name, ...node.names] })));
  }
  for (const part of schema.allOf ?? []) and(expand(part, resolve));
  const mark = (keyword: 'oneOf' | 'anyOf', parts: readonly (Schema | boolean)[]): void => {
    const tag = schema.discriminator?.propertyName;
    and(parts.flatMap(part => expand(part, resolve)).map(node => chosen(node, keyword, tag)));
  };
  if (schema.oneOf !== undefined) mark('oneOf', schema.oneOf);
  if (schema.anyOf !== undefined) mark('anyOf', schema.anyOf);
  if (schema.if !== undefined) and(conditional(schema, resolve));
  return nodes;
}

function chosen(node: Node, keyword: 'oneOf' | 'anyOf', tag: string | undefined): Node {
  return { ...node, choices: [...node.choices, keyword], ...(tag === undefined ? {} : { tag }) };
}

/** `if` holds and `then` with it, or `if` fails and `else` applies. */
function conditional(schema: Schema, resolve: Resolve): Node[] {
  const test = schema.if;
  if (!isSchema(test)) return [ANYTHING];
  const held = expand({ allOf: [test, schema.then ?? true] }, resolve);
  const failed = expand(schema.else ?? true, resolve).map(node => ({ ...node, nots: [...node.nots, test] }));
  return [...held, ...failed].map(node => ({ ...node, choices: [...node.choices, 'if' as const] }));
}

function ownKeywords(schema: Schema): Node {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const closedBy = (['additionalProperties', 'unevaluatedProperties'] as const).find(
    key => schema[key] === false,
  );
  return {
    ...ANYTHING,
    types: ownTypes(schema, values),
    ...(values === undefined ? {} : { values, valuesKeyword: schema.const === undefined ? 'enum' : 'const' }),
    ...pick(schema, ['minLength', 'maxLength', 'format', 'minimum', 'maximum']),
    ...pick(schema, ['minItems', 'maxItems']),
    patterns: schema.pattern === undefined ? [] : [schema.pattern],
    items: schema.items ?? true,
    uniqueItems: schema.uniqueItems ?? false,
    properties: schema.properties ?? {},
    required: schema.required ?? [],
    additional:
      closedBy === undefined ? (schema.additionalProperties ?? schema.unevaluatedProperties ?? true) : false,
    ...(closedBy === undefined ? {} : { closedBy }),
    ...(schema['x-decimal-minimum'] === undefined ? {} : { decimalMinimum: schema['x-decimal-minimum'] }),
    ...(schema['x-decimal-maximum'] === undefined ? {} : { decimalMaximum: schema['x-decimal-maximum'] }),
    ...(schema['x-decimal-scale'] === undefined ? {} : { decimalScale: schema['x-decimal-scale'] }),
    silence: schema['x-silence'] ?? {},
    nots: isSchema(schema.not) ? [schema.not] : [],
  };
}

function ownTypes(schema: Schema, values: readonly unknown[] | undefined): readonly TypeName[] {
  if (typeof schema.type === 'string') return [schema.type];
  if (schema.type !== undefined) return schema.type;
  if (values !== undefined) return [...new Set(values.map(typeOf))];
  return ALL_TYPES;
}

function pick<T, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const entries = keys.filter(key => from[key] !== undefined).map(key => [key, from[key]] as const);
  return Object.fromEntries(entries) as Partial<Pick<T, K>>;
}

/** Both nodes at once; empty when they exclude each other. */
function intersect(a: Node, b: Node): Node[] {
  const types = a.types.flatMap(type => narrow(type, b.types));
  const values = both(a.values, b.values, (x, y) =>
    x.filter(one => y.some(two => isDeepStrictEqual(one, two))),
  );
  if (types.length === 0 || values?.length === 0) return [];
  return [
    {
      ...a,
      ...pick(b, ['format', 'closedBy', 'decimalMinimum', 'decimalMaximum', 'decimalScale', 'tag']),
      names: [...a.names, ...b.names],
      types,
      ...(values === undefined ? {} : { values, valuesKeyword: a.valuesKeyword ?? b.valuesKeyword }),
      ...bounds(a, b),
      patterns: [...new Set([...a.patterns, ...b.patterns])],
      items: conjoin(a.items, b.items),
      uniqueItems: a.uniqueItems || b.uniqueItems,
      ...objectPart(a, b),
      silence: { ...a.silence, ...b.silence },
      nots: [...a.nots, ...b.nots],
      choices: [...a.choices, ...b.choices],
    },
  ];
}

function narrow(type: TypeName, allowed: readonly TypeName[]): TypeName[] {
  if (typeAllows(allowed, type)) return [type];
  return type === 'number' && allowed.includes('integer') ? ['integer'] : [];
}

function both<T>(a: T | undefined, b: T | undefined, join: (a: T, b: T) => T): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return join(a, b);
}

const LOWER = ['minLength', 'minimum', 'minItems'] as const;
const UPPER = ['maxLength', 'maximum', 'maxItems'] as const;

function bounds(a: Node, b: Node): Partial<Node> {
  const tightest = [
    ...LOWER.map(key => [key, both(a[key], b[key], Math.max)] as const),
    ...UPPER.map(key => [key, both(a[key], b[key], Math.min)] as const),
  ];
  return Object.fromEntries(tightest.filter(([, bound]) => bound !== undefined));
}

/** Properties of both; a side that lists nothing more of a name leaves it to what that side says of unlisted ones. */
function objectPart(a: Node, b: Node): Pick<Node, 'properties' | 'required' | 'additional'> {
  const names = [...new Set([...Object.keys(a.properties), ...Object.keys(b.properties)])];
  const schemaIn = (node: Node, name: string): Schema | boolean =>
    // `unevaluatedProperties` sees through allOf and oneOf, so a name the other side lists is not shut out by it.
    node.properties[name] ?? (node.closedBy === 'unevaluatedProperties' ? true : node.additional);
  return {
    properties: Object.fromEntries(names.map(name => [name, conjoin(schemaIn(a, name), schemaIn(b, name))])),
    required: [...new Set([...a.required, ...b.required])],
    additional: conjoin(a.additional, b.additional),
  };
}

function conjoin(a: Schema | boolean, b: Schema | boolean): Schema | boolean {
  if (a === false || b === false) return false;
  if (a === true || isDeepStrictEqual(a, b)) return b;
  return b === true ? a : { allOf: [a, b] };
}
