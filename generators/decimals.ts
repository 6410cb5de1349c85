/** Decimal strings as whole numbers of their smallest step, so that bounds are exact. */

import { parseDecimal } from '../specs/decimal.ts';

/**
 * `text` counted in steps of 10^-scale; digits beyond the scale are cut off.
 * @throws TypeError when the text is not a decimal
 */
export function toSteps(text: string, scale: number): bigint {
  const decimal = parseDecimal(text);
  if (decimal === undefined) throw new TypeError(`not a decimal: ${JSON.stringify(text)}`);
  const shift = scale - decimal.scale;
  return shift >= 0 ? decimal.units * 10n ** BigInt(shift) : decimal.units / 10n ** BigInt(-shift);
}

/** The decimal string for a number of steps of 10^-scale, written with exactly `scale` digits after the point. */
export function fromSteps(steps: bigint, scale: number): string {
  const digits = (steps < 0n ? -steps : steps).toString().padStart(scale + 1, '0');
  const sign = steps < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
