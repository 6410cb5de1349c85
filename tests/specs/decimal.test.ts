import { describe, expect, it } from 'vitest';
import { compareDecimals, decimalScale, equalDecimals, parseDecimal } from '../../specs/decimal.ts';

describe('decimal strings', () => {
  it.each([
    ['0', 0n, 0],
    ['1.50', 150n, 2],
    ['-0.001', -1n, 3],
    ['999999999.99', 99999999999n, 2],
    ['007', 7n, 0],
  ])('reads %s', (text, units, scale) => expect(parseDecimal(text)).toEqual({ units, scale }));

  it.each(['', ' 1', '1.', '.5', '1e3', '+1', 'abc', '1,5', 'NaN', '--1', '1.2.3'])('refuses "%s"', text =>
    expect(parseDecimal(text)).toBeUndefined(),
  );

  it('orders by value, beyond what a float can tell apart', () => {
    expect(compareDecimals('0.1', '0.10')).toBe(0);
    expect(compareDecimals('9', '10')).toBe(-1);
    expect(compareDecimals('-1', '-2')).toBe(1);
    expect(compareDecimals('999999999999999999.001', '999999999999999999.002')).toBe(-1);
  });

  it('tells equal values whatever their form', () => {
    expect(equalDecimals('5', '5.000')).toBe(true);
    expect(equalDecimals('5', '5.001')).toBe(false);
    expect(equalDecimals('0', '-0')).toBe(true);
  });

  it('counts written decimals', () => {
    expect(decimalScale('1')).toBe(0);
    expect(decimalScale('1.2300')).toBe(4);
  });

  it('refuses to compare what is no decimal', () => {
    expect(() => compareDecimals('1', 'one')).toThrow(TypeError);
  });
});
