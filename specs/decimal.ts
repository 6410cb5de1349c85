/** Exact arithmetic on decimal strings: amounts must never pass through a float. */

/** A decimal as an integer and the number of digits behind the point: `1.50` is `{ units: 150n, scale: 2 }`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a plain decimal: an optional minus, digits, an optional fraction. No exponent, no blanks.
 * @returns `undefined` when the text is not such a decimal
 */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = DECIMAL.exec(text);
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const units = BigInt(whole + fraction);
  return { units: sign ? -units : units, scale: fraction.length };
}

/**
 * Orders two decimal strings by value: negative, zero or positive like a sort callback.
 * @throws TypeError when one of them is not a decimal
 */
export function compareDecimals(a: string, b: string): number {
  const left = required(a);
  const right = required(b);
  const scale = Math.max(left.scale, right.scale);
  const difference = unitsAt(left, scale) - unitsAt(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether two decimal strings have the same value, whatever their trailing zeros (source: SIL-32). */
export function equalDecimals(a: string, b: string): boolean {
  return compareDecimals(a, b) === 0;
}

/**
 * Digits written behind the point; trailing zeros count, as a service counts what it is sent.
 * @throws TypeError when the text is not a decimal
 */
export function decimalScale(text: string): number {
  return required(text).scale;
}

/**
 * The difference of two decimal strings, with as many decimals as the longer of them has.
 * @throws TypeError when one of them is not a decimal
 */
export function subtractDecimals(a: string, b: string): string {
  const left = required(a);
  const right = required(b);
  const scale = Math.max(left.scale, right.scale);
  return fromSteps(unitsAt(left, scale) - unitsAt(right, scale), scale);
}

/**
 * `text` counted in steps of 10^-scale; digits beyond the scale are cut off.
 * @throws TypeError when the text is not a decimal
 */
export function toSteps(text: string, scale: number): bigint {
  const { units, scale: own } = required(text);
  return scale >= own ? units * 10n ** BigInt(scale - own) : units / 10n ** BigInt(own - scale);
}

/** The decimal string of a number of steps of 10^-scale, written with exactly `scale` decimals. */
export function fromSteps(steps: bigint, scale: number): string {
  const digits = (steps < 0n ? -steps : steps).toString().padStart(scale + 1, '0');
  const sign = steps < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function required(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (!decimal) throw new TypeError(`not a decimal: ${JSON.stringify(text)}`);
  return decimal;
}

function unitsAt(decimal: Decimal, scale: number): bigint {
  return decimal.units * 10n ** BigInt(scale - decimal.scale);
}
