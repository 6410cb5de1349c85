/** Valid strings, numbers and decimal strings of one schema alternative. */

import fc from 'fast-check';
import { compareDecimals, fromSteps, toSteps } from '../../specs/decimal.ts';
import { memoized } from '../memo.ts';
import { type Flavour, text } from '../text.ts';
import { isDecimal, type Node } from './node.ts';
import type { TypeName } from './schema.ts';

/** Largest magnitude of numbers without bounds: fits the 32-bit integers the API uses. */
const INT32_MAX = 2 ** 31 - 1;

/** Longest text where the schema sets no limit, in characters. */
const UNLIMITED_TEXT = 60;

/** Digits after the point when the schema sets no scale. */
const USUAL_SCALE = 2;

/** An arbitrary of the node's values of one scalar type, or `undefined` when there are none. */
export function scalar(node: Node, type: TypeName, flavour: Flavour): fc.Arbitrary<unknown> | undefined {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return integer(node);
  if (type === 'number') return number(node);
  return string(node, flavour);
}

function integer(node: Node): fc.Arbitrary<number> | undefined {
  const min = Math.ceil(node.minimum ?? -INT32_MAX);
  const max = Math.floor(node.maximum ?? INT32_MAX);
  if (min > max) return undefined;
  const edges = [min, max, Math.min(min + 1, max), Math.max(max - 1, min)];
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.integer({ min, max }) },
    { weight: 2, arbitrary: fc.constantFrom(...edges) },
  );
}

function number(node: Node): fc.Arbitrary<number> {
  const { minimum: min = -INT32_MAX, maximum: max = INT32_MAX } = node;
  return fc.oneof(fc.double({ noNaN: true, min, max }), fc.constantFrom(min, max));
}

function string(node: Node, flavour: Flavour): fc.Arbitrary<string> {
  const min = node.minLength ?? 0;
  const max = node.maxLength ?? Math.max(UNLIMITED_TEXT, min);
  const fits = (found: string): boolean => found.length <= max && [...found].length >= min;
  if (isDecimal(node)) return decimal(node).filter(fits);
  if (node.format !== undefined) return formatted(node.format).filter(fits);
  const patterns = node.patterns.map(pattern => new RegExp(pattern, 'u'));
  const [first] = node.patterns;
  const matches = (found: string): boolean => fits(found) && patterns.every(pattern => pattern.test(found));
  if (first === undefined) return text({ min, max, flavour });
  // An anchored pattern describes the whole text and can be generated; a loose one is a condition on free text.
  const whole = first.startsWith('^') && first.endsWith('$') && !first.includes('(?');
  const found = whole ? matching(first) : text({ min, max, flavour });
  return found.filter(matches);
}

const decimal = memoized(
  (node: Node) => [node.decimalMinimum, node.decimalMaximum, node.decimalScale].join(' '),
  buildDecimal,
);

/** Decimals within bounds at every scale allowed: both bounds, the smallest step, trailing zeros. */
function buildDecimal(node: Node): fc.Arbitrary<string> {
  const { decimalMinimum: low = `-${INT32_MAX}`, decimalMaximum: high = `${INT32_MAX}` } = node;
  const scales = Array.from({ length: (node.decimalScale ?? USUAL_SCALE) + 1 }, (_, scale) => scale);
  const inside = (found: string): boolean =>
    compareDecimals(found, low) >= 0 && compareDecimals(found, high) <= 0;
  const ranged = scales.map(scale => {
    const [min, max] = [toSteps(low, scale), toSteps(high, scale)];
    const ordinary = max > 100_000n ? 100_000n : max;
    const steps = fc.oneof(fc.bigInt({ min, max: ordinary }), fc.bigInt({ min, max }));
    return steps.map(found => fromSteps(found, scale)).filter(inside);
  });
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: fc.oneof(...ranged) },
    { weight: 1, arbitrary: fc.constantFrom(...decimalEdges(low, high, scales.length - 1).filter(inside)) },
  );
}

function decimalEdges(low: string, high: string, scale: number): string[] {
  const [min, max] = [toSteps(low, scale), toSteps(high, scale)];
  return [
    low,
    high,
    fromSteps(min, scale),
    fromSteps(min + 1n, scale),
    fromSteps(max - 1n, scale),
    '0',
    '1',
    '0.1',
  ];
}

const matching = memoized(String, (pattern: string) =>
  fc.stringMatching(new RegExp(pattern, 'u'), { size: 'medium' }),
);

const formatted = memoized(String, buildFormatted);

function buildFormatted(format: string): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return instant();
  if (format === 'uri') return link();
  throw new Error(`no generator for format ${format}`);
}

/** Dates of this century, UTC with milliseconds, as the API writes them. */
function instant(): fc.Arbitrary<string> {
  const [min, max] = [new Date('2000-01-01T00:00:00.000Z'), new Date('2099-12-31T23:59:59.999Z')];
  return fc.date({ min, max, noInvalidDate: true }).map(date => date.toISOString());
}

/** Links under a domain reserved for examples (RFC 2606), so that nobody's server is ever named. */
function link(): fc.Arbitrary<string> {
  const tail = fc.array(fc.constantFrom('a', 'media', 'image-1', 'x_y', '%20'), { maxLength: 3 });
  const suffix = fc.constantFrom('', '.png', '?w=100&h=50', '#part');
  return fc.tuple(tail, suffix).map(([path, end]) => `https://example.com/${path.join('/')}${end}`);
}
