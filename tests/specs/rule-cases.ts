/** Tables of what keeps and what breaks a rule. */
import { expect, it } from 'vitest';
import { productRules } from '../../specs/model/semantics/products.ts';

export type RuleCase = [rule: string, value: unknown, paths: string[], stored?: unknown];

export const keptAndBroken = (id: string, kept: unknown[], broken: [unknown, ...string[]][]): RuleCase[] => [
  ...kept.map((value): RuleCase => [id, value, []]),
  ...broken.map(([value, ...paths]): RuleCase => [id, value, paths]),
];

export const findBy = (id: string, value: unknown, stored?: unknown) =>
  productRules.get(id)?.find(value, stored);

/** Judges each case, and that each of these rules is kept by one and broken by another. */
export function judgeEach(cases: RuleCase[], rules: readonly { id: string }[]): void {
  it.each(cases)('%s of %j', (id, value, paths, stored) => {
    expect(findBy(id, value, stored)).toEqual(paths);
    expect(productRules.get(id)?.violates(value, stored)).toBe(paths.length > 0);
  });

  it.each(rules)('$id is kept and broken above', ({ id }) => {
    const outcomes = cases.flatMap(([rule, , paths]) => (rule === id ? [paths.length > 0] : []));
    expect(new Set(outcomes)).toEqual(new Set([false, true]));
  });
}
