/** From a JSON Schema to a fast-check arbitrary of the values it allows, with the edges over-weighted. */

import fc from 'fast-check';
import type { Flavour } from '../text.ts';
import { brokenBy } from './evaluate.ts';
import { expand, type Node } from './node.ts';
import { scalar } from './scalars.ts';
import type { Resolve, Schema, TypeName } from './schema.ts';

/** Replaces or refines what a named schema generates; `derived` is what its keywords alone give. */
export type Refine = (derived: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>;

export interface ValidOptions {
  /** Finds the schema behind a `$ref`. */
  resolve: Resolve;
  /** How far free texts may leave plain letters; `unicode` when not said. */
  flavour?: Flavour;
  /** Most items of an ordinary list; 6 when not said. */
  usualItems?: number;
  /**
   * Most items of a rare long list (about one list in forty); 20 when not said. Set it to the schema's `maxItems` to reach
   * the bound itself, which costs as much time as it has items.
   */
  longestList?: number;
  /**
   * Last touch on a whole value, for what hangs together across fields. Controls get it after the change was made from
   * them, so it may drop what only the change needs.
   *
   * @param keep path of the one change that must survive, empty for valid values
   */
  finish?: (value: unknown, keep: string) => unknown;
  /** By the name a schema is referenced under (`ChoiceName`). */
  refine?: Readonly<Record<string, Refine>>;
}

/** A place that every generated value must have, so that a mutation there always finds something to break. */
export interface Pin {
  /** Index of the alternative to take, see {@link expand}. */
  alternative: number;
  /** The JSON type the value must have, where the schema allows several. */
  type?: TypeName;
  /** What to pin inside it: a property by name, or the items of a list. */
  inside?: { key: string | '[]'; pin?: Pin };
}

/** Values nested deeper than this keep only what is required, which ends recursive schemas. */
const DEPTH_LIMIT = 10;

/**
 * An arbitrary of the values a schema allows. Boundary lengths, sizes and numbers come up far more often than by chance;
 * objects have the ordinary prototype; structure and texts shrink. Every string respects its limits counted in UTF-16 code
 * units and in code points alike, since sources do not say which one the API counts.
 *
 * @throws when the schema allows nothing, or speaks a keyword combination nothing here can generate
 */
export function validArbitrary<T = unknown>(
  schema: Schema | boolean,
  options: ValidOptions,
  pin?: Pin,
): fc.Arbitrary<T> {
  const built = build(schema, { options, depth: 0 }, pin);
  if (built === undefined) throw new Error(`no value satisfies ${JSON.stringify(schema).slice(0, 200)}`);
  const { finish } = options;
  // A pinned value is still to be changed; whoever changes it finishes it.
  return (
    finish === undefined || pin !== undefined ? built : built.map(value => finish(value, ''))
  ) as fc.Arbitrary<T>;
}

interface Context {
  options: ValidOptions;
  depth: number;
}

function build(schema: Schema | boolean, context: Context, pin?: Pin): fc.Arbitrary<unknown> | undefined {
  const nodes = expand(schema, context.options.resolve);
  const wanted = pin === undefined ? nodes : nodes.slice(pin.alternative, pin.alternative + 1);
  const built = wanted.map(node => buildNode(node, context, pin)).filter(one => one !== undefined);
  if (built.length === 0) return undefined;
  return refined(schema, built.length === 1 ? (built[0] ?? fc.constant(null)) : fc.oneof(...built), context);
}

function refined(
  schema: Schema | boolean,
  derived: fc.Arbitrary<unknown>,
  context: Context,
): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean' || schema.$ref === undefined) return derived;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  return context.options.refine?.[name]?.(derived) ?? derived;
}

function buildNode(node: Node, context: Context, pin?: Pin): fc.Arbitrary<unknown> | undefined {
  const { resolve } = context.options;
  if (node.values !== undefined) {
    const allowed = node.values.filter(value => brokenBy(node, value, resolve).length === 0);
    return allowed.length === 0 ? undefined : fc.constantFrom(...allowed);
  }
  const built = (pin?.type === undefined ? node.types : [pin.type])
    .map(type => {
      if (type === 'array') return list(node, context, pin?.inside);
      if (type === 'object') return record(node, context, pin?.inside);
      return scalar(node, type, context.options.flavour ?? 'unicode');
    })
    .filter(one => one !== undefined);
  if (built.length === 0) return undefined;
  const whole = fc.oneof(...built);
  // Negations are rare and mild, so throwing samples away is cheaper than solving them.
  return node.nots.length === 0 ? whole : whole.filter(value => brokenBy(node, value, resolve).length === 0);
}

function list(node: Node, context: Context, inside: Pin['inside']): fc.Arbitrary<unknown[]> | undefined {
  const { usualItems = 6, longestList = 20 } = context.options;
  const min = Math.max(node.minItems ?? 0, inside === undefined ? 0 : 1);
  const max = node.maxItems ?? Math.max(longestList, min);
  const item = build(node.items, deeper(context), inside?.pin);
  if (max < min) return undefined;
  if (item === undefined) return min === 0 ? fc.constant([]) : undefined;
  const sized = (minLength: number, maxLength: number): fc.Arbitrary<unknown[]> => {
    const size = { minLength, maxLength, size: 'max' } as const;
    return node.uniqueItems
      ? fc.uniqueArray(item, { ...size, selector: one => JSON.stringify(one) })
      : fc.array(item, size);
  };
  const usual = Math.max(min, Math.min(max, context.depth > DEPTH_LIMIT ? min : usualItems));
  const long = Math.max(usual, Math.min(max, longestList));
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 30, arbitrary: sized(min, usual) },
    { weight: 5, arbitrary: sized(min, min) },
    { weight: 4, arbitrary: sized(usual, usual) },
    { weight: 1, arbitrary: sized(long, long) },
  );
}

function record(node: Node, context: Context, inside: Pin['inside']): fc.Arbitrary<object> | undefined {
  const required = new Set([...node.required, ...(inside === undefined ? [] : [inside.key])]);
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const name of new Set([...Object.keys(node.properties), ...required])) {
    if (context.depth > DEPTH_LIMIT && !required.has(name)) continue;
    const schema = node.properties[name] ?? node.additional;
    const value = build(schema, deeper(context), inside?.key === name ? inside.pin : undefined);
    if (value !== undefined) model[name] = value;
    else if (required.has(name)) return undefined;
  }
  const requiredKeys = [...required];
  // Null-prototype objects crash ajv's `uniqueItems` and are nothing JSON can carry.
  if (Object.keys(model).length === 0) return unlisted(node, context);
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

/** An open object that lists no properties: empty, or a few made-up ones. */
function unlisted(node: Node, context: Context): fc.Arbitrary<object> {
  const value =
    node.additional === true ? fc.oneof(fc.boolean(), fc.integer()) : build(node.additional, deeper(context));
  if (value === undefined) return fc.constant({});
  const key = fc.constantFrom('a', 'b', 'someProperty', 'with space', 'ключ');
  return fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });
}

function deeper(context: Context): Context {
  return { ...context, depth: context.depth + 1 };
}
