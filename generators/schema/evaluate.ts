/**
 * Which keywords of a schema a value breaks. Smaller than a validator: it knows one alternative at a time, which is what
 * the generators need to decide `not`, a failed `if`, and whether a mutation breaks one keyword only.
 */

import { isDeepStrictEqual } from 'node:util';
import { compareDecimals, decimalScale, parseDecimal } from '../../specs/decimal.ts';
import { GUID } from '../../specs/vocabulary.ts';
import { expand, isDecimal, type Node, typeAllows, typeOf } from './node.ts';
import type { Resolve, Schema } from './schema.ts';

/** Whether a value satisfies at least one alternative of a schema. */
export function holds(schema: Schema | boolean, value: unknown, resolve: Resolve): boolean {
  return expand(schema, resolve).some(node => brokenBy(node, value, resolve).length === 0);
}

/** Every keyword of the node the value itself breaks, and `properties`/`items`/`not` for what lies below it. */
export function brokenBy(node: Node, value: unknown, resolve: Resolve): string[] {
  const broken: string[] = [];
  if (!typeAllows(node.types, typeOf(value))) broken.push('type');
  if (node.values !== undefined && !node.values.some(allowed => isDeepStrictEqual(allowed, value))) {
    broken.push(node.valuesKeyword ?? 'enum');
  }
  if (typeof value === 'string') broken.push(...brokenText(node, value));
  if (typeof value === 'number') broken.push(...brokenNumber(node, value));
  if (Array.isArray(value)) broken.push(...brokenList(node, value, resolve));
  else if (typeof value === 'object' && value !== null) broken.push(...brokenObject(node, value, resolve));
  if (node.nots.some(not => holds(not, value, resolve))) broken.push('not');
  return broken;
}

function brokenText(node: Node, text: string): string[] {
  const points = [...text].length;
  return named({
    minLength: points < (node.minLength ?? 0),
    maxLength: points > (node.maxLength ?? Number.POSITIVE_INFINITY),
    pattern: node.patterns.some(pattern => !new RegExp(pattern, 'u').test(text)),
    format: node.format !== undefined && !hasFormat(node.format, text),
    ...(isDecimal(node) ? brokenDecimal(node, text) : {}),
  });
}

/** Text that is no decimal at all breaks every bound; the contract reports it once, as a format. */
function brokenDecimal(node: Node, text: string): Record<string, boolean> {
  if (parseDecimal(text) === undefined) return { format: true };
  return {
    'x-decimal-minimum': compareDecimals(text, node.decimalMinimum ?? text) < 0,
    'x-decimal-maximum': compareDecimals(text, node.decimalMaximum ?? text) > 0,
    'x-decimal-scale': decimalScale(text) > (node.decimalScale ?? Number.POSITIVE_INFINITY),
  };
}

function brokenNumber(node: Node, value: number): string[] {
  return named({
    minimum: value < (node.minimum ?? Number.NEGATIVE_INFINITY),
    maximum: value > (node.maximum ?? Number.POSITIVE_INFINITY),
  });
}

function brokenList(node: Node, list: readonly unknown[], resolve: Resolve): string[] {
  return named({
    minItems: list.length < (node.minItems ?? 0),
    maxItems: list.length > (node.maxItems ?? Number.POSITIVE_INFINITY),
    uniqueItems: node.uniqueItems && new Set(list.map(item => JSON.stringify(item))).size < list.length,
    items: list.some(item => !holds(node.items, item, resolve)),
  });
}

function brokenObject(node: Node, value: object, resolve: Resolve): string[] {
  const keys = Object.keys(value);
  const unlisted = keys.filter(key => !Object.hasOwn(node.properties, key));
  const wrong = keys.filter(key => !holds(node.properties[key] ?? true, Reflect.get(value, key), resolve));
  return named({
    required: node.required.some(key => !Object.hasOwn(value, key)),
    [node.closedBy ?? 'additionalProperties']: unlisted.some(
      key => !holds(node.additional, Reflect.get(value, key), resolve),
    ),
    properties: wrong.length > 0,
  });
}

function named(broken: Record<string, boolean>): string[] {
  return Object.keys(broken).filter(keyword => broken[keyword]);
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** Formats the contract uses; an unknown one is taken as met, as JSON Schema has it. */
function hasFormat(format: string, text: string): boolean {
  if (format === 'uuid') return GUID.test(text);
  if (format === 'date-time') return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text));
  if (format === 'uri') return /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);
  return true;
}
