/** Values that break one keyword of one schema alternative, made from a value that breaks none. */

import { fromSteps, toSteps } from '../../specs/decimal.ts';
import { GUID } from '../../specs/vocabulary.ts';
import type { Plan } from './cases.ts';
import { brokenBy } from './evaluate.ts';
import { isDecimal, type Node, typeAllows, typeOf } from './node.ts';
import type { Resolve } from './schema.ts';

/** A value that breaks a schema, and what else it cannot help breaking (a colour that is too long is no colour either). */
export interface Broken {
  value: unknown;
  alsoBreaks: readonly string[];
}

/**
 * All values this module knows for a plan. Those that break the one keyword only come alone when there are any.
 *
 * @param current the valid value at the place to change
 */
export function broken(plan: Plan, current: unknown, resolve: Resolve): Broken[] {
  const values = candidates(plan, current);
  // Lists and objects are changed by construction in one way only; looking into a thousand items proves nothing more.
  if (typeof current === 'object') return values.map(value => ({ value, alsoBreaks: [] }));
  const reported = plan.keyword === 'enum' ? (plan.node.valuesKeyword ?? 'enum') : plan.keyword;
  const found = values
    .map(value => ({ value, breaks: brokenBy(plan.node, value, resolve) }))
    .filter(({ breaks }) => breaks.includes(reported))
    .map(({ value, breaks }) => ({ value, alsoBreaks: breaks.filter(keyword => keyword !== reported) }));
  if (plan.tag) return found.map(({ value }) => ({ value, alsoBreaks: [] }));
  const alone = found.filter(({ alsoBreaks }) => alsoBreaks.length === 0);
  return alone.length > 0 ? alone : found;
}

function candidates(plan: Plan, current: unknown): readonly unknown[] {
  const { node, keyword } = plan;
  if (keyword === 'type') return wrongTypes(node);
  if (keyword === 'enum' || keyword === 'const') return ['NO_SUCH_VALUE', 'noSuchValue', 'NO SUCH VALUE'];
  if (typeof current === 'string') return texts(node, keyword, current);
  if (typeof current === 'number') return numbers(node, keyword);
  if (Array.isArray(current)) return [list(node, keyword, current)];
  if (typeof current === 'object' && current !== null) return [object(plan, current)];
  return [];
}

/**
 * Values of every type the node does not allow. Never `null`, which sources leave open (SIL-45), never a number for a
 * decimal string (CUST-CREATE-061), never digits in a string for a number: encoders of other languages take those.
 */
function wrongTypes(node: Node): unknown[] {
  const wrong: unknown[] = [42, true, 'text', 1.5, { unexpected: 'object' }, ['unexpected list'], []];
  return wrong.filter(
    value => !typeAllows(node.types, typeOf(value)) && !(isDecimal(node) && typeof value === 'number'),
  );
}

const FILLER = 'abcdefghijklmnopqrstuvwxyz';

function texts(node: Node, keyword: string, current: string): readonly string[] {
  const { minLength = 0, maxLength = 0, decimalScale = 0 } = node;
  if (keyword === 'minLength')
    return [[...current].slice(0, minLength - 1).join(''), FILLER.slice(0, minLength - 1)];
  if (keyword === 'maxLength') return tooLong(current, maxLength + 1);
  if (keyword === 'pattern')
    return ['red', '#GGGGGG', '#12345', 'rgb(0,0,0)', '12a', '1.5', '-1', ' ', `!${current.slice(1)}`];
  if (keyword === 'format') return MALFORMED[node.format ?? 'decimal'] ?? [];
  const beyond = (bound: string, by: bigint): string[] => {
    const scales = Array.from({ length: decimalScale + 1 }, (_, scale) => decimalScale - scale);
    return scales.map(scale => fromSteps(toSteps(bound, scale) + by, scale));
  };
  if (keyword === 'x-decimal-minimum') return beyond(node.decimalMinimum ?? '0', -1n);
  if (keyword === 'x-decimal-maximum') return beyond(node.decimalMaximum ?? '0', 1n);
  const digits = '12345678'.slice(0, decimalScale + 1);
  return [`0.${digits}`, `1.${digits}`, fromSteps(1n, decimalScale + 1), `9.${'9'.repeat(decimalScale + 1)}`];
}

/** `length` characters however they are counted: what the text begins with, then letters, digits or its own last one. */
function tooLong(current: string, length: number): string[] {
  const kept = [...current].slice(0, length);
  const fill = (filler: string): string => [...kept, ...filler.repeat(length)].slice(0, length).join('');
  return [fill(FILLER), fill('a'), fill('1'), fill(current.slice(-1) || 'z')];
}

const MALFORMED: Readonly<Record<string, readonly string[]>> = {
  uuid: ['not-a-guid', 'zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz', '5f3c0d2a-1b4e-4c6d-8e9f-0a1b2c3d4e5', '42'],
  'date-time': ['yesterday', '2025-13-01T00:00:00.000Z', '2025-01-01T25:00:00.000Z'],
  uri: ['not a link', 'http://exa mple.com/', '://example.com'],
  decimal: ['abc', 'ten', '1,5', '12.50 USD', '--1', 'NaN'],
};

function numbers(node: Node, keyword: string): readonly number[] {
  const { minimum = 0, maximum = 0 } = node;
  if (keyword === 'minimum') return [minimum - 1, minimum - 1000];
  return [maximum + 1, maximum + 1000];
}

function list(node: Node, keyword: string, current: readonly unknown[]): readonly unknown[] {
  if (keyword === 'minItems') return current.slice(0, (node.minItems ?? 1) - 1);
  if (keyword === 'uniqueItems')
    return [...current.slice(0, (node.maxItems ?? current.length + 1) - 1), current[0]];
  const length = (node.maxItems ?? 0) + 1;
  return Array.from({ length }, (_, index) =>
    index < current.length ? current[index] : distinct(current[index % current.length], index),
  );
}

/** A copy of a list item that differs from its siblings in what rules compare: its name and its references. */
function distinct(item: unknown, index: number): unknown {
  if (typeof item === 'string' && GUID.test(item))
    return `${item.slice(0, -8)}${index.toString(16).padStart(8, '0')}`;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return structuredClone(item);
  const members = Object.entries(item).map(([key, value]) => [
    key,
    key === 'name' ? `item ${index + 1}` : distinct(value, index),
  ]);
  return Object.fromEntries(members);
}

function object({ keyword, property = '' }: Plan, current: object): object {
  if (keyword !== 'required') return { ...current, [property]: 'unexpected' };
  return Object.fromEntries(Object.entries(current).filter(([key]) => key !== property));
}
