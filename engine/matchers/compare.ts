/** Comparing what came back with what was sent or seen before, as the contract means it rather than to the letter. */
import { equalDecimals, parseDecimal } from '../../specs/decimal.ts';
import { isObject } from '../answer.ts';
import { type Finding, show, unless } from './matcher.ts';

type Compare = (expected: unknown, received: unknown, path: string) => Finding | undefined;

export const isDecimal = (value: unknown): value is string =>
  typeof value === 'string' && parseDecimal(value) !== undefined;

const asMoney: Compare = (expected, received, path) =>
  unless(
    isDecimal(expected) && isDecimal(received) && equalDecimals(expected, received),
    `${path} numerically ${show(expected)}`,
    received,
  );

const asInstant: Compare = (expected, received, path) =>
  unless(
    typeof received === 'string' && Date.parse(received) === Date.parse(String(expected)),
    `${path} at ${show(expected)}`,
    received,
  );

const asColor: Compare = (expected, received, path) =>
  unless(
    typeof received === 'string' && received.toLowerCase() === String(expected).toLowerCase(),
    `${path} ${show(expected)}`,
    received,
  );

/** An encoder that drops defaults leaves out a zero (CUST-MODEL-045 judges its presence). */
const asCount: Compare = (expected, received, path) =>
  unless((received ?? 0) === expected, `${path} ${show(expected)}`, received);

/** The same of a flag that is not set. */
const asFlag: Compare = (expected, received, path) =>
  unless((received ?? false) === expected, `${path} ${show(expected)}`, received);

/** Members that are not compared to the letter: decimals (SIL-32), colours (SIL-31), moments (SIL-14). */
const BY_MEANING: Record<string, Compare> = {
  defaultAddedPrice: asMoney,
  addedPrice: asMoney,
  amount: asMoney,
  colorCode: asColor,
  minCharCount: asCount,
  mandatory: asFlag,
  createdDate: asInstant,
  updatedDate: asInstant,
};

/**
 * The first place where `received` does not show what `expected` says. Members that `expected` does not have are not
 * looked at; `null` counts as absent; choices are matched by id, or by name where they have none.
 */
export function compare(expected: unknown, received: unknown, path = ''): Finding | undefined {
  if (expected === undefined || expected === null) {
    return unless(received === undefined || received === null, `no ${path}`, received);
  }
  const member = /([^.[\]]+)$/.exec(path)?.[1] ?? '';
  const byMeaning = BY_MEANING[member];
  if (byMeaning) return byMeaning(expected, received, path);
  if (Array.isArray(expected)) return compareLists(expected, received, path);
  if (!isObject(expected)) return unless(expected === received, `${path} ${show(expected)}`, received);
  if (!isObject(received))
    return { expected: `${path || 'an object'} ${show(expected)}`, received: show(received) };
  return first(Object.entries(expected), ([key, value]) =>
    compare(value, received[key], path ? `${path}.${key}` : key),
  );
}

/** An absent list is an empty one (SIL-02, X-27). */
function compareLists(expected: unknown[], received: unknown, path: string): Finding | undefined {
  if (expected.length === 0 && (received === undefined || received === null)) return undefined;
  if (!Array.isArray(received) || received.length !== expected.length) {
    return { expected: `${path} with ${expected.length} entries`, received: show(received) };
  }
  const key = expected.every(item => isObject(item) && 'id' in item) ? 'id' : 'name';
  const keyed = expected.every(item => isObject(item) && key in item);
  if (!keyed)
    return first([...expected.entries()], ([i, item]) => compare(item, received[i], `${path}[${i}]`));
  return first(expected.filter(isObject), item => {
    const same = received.find(candidate => isObject(candidate) && candidate[key] === item[key]);
    return same === undefined
      ? { expected: `${path} to hold ${show(item[key])}`, received: show(received) }
      : compare(item, same, `${path}[${String(item.name ?? item.id)}]`);
  });
}

function first<T>(items: readonly T[], find: (item: T) => Finding | undefined): Finding | undefined {
  for (const item of items) {
    const finding = find(item);
    if (finding) return finding;
  }
  return undefined;
}
