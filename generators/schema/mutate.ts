/** One change to a valid value, on a path of copies, and the words for it. */

import { broken } from './breaks.ts';
import { type InvalidCase, labelOf, type Plan, type Side, type Step } from './cases.ts';
import type { ValidOptions } from './valid.ts';

/** An invalid value next to the valid one it was made from. */
export interface Invalid<T = unknown> {
  /** The same value before the change: what a target must accept for its refusal of `value` to mean anything. */
  control: T;
  value: unknown;
  /** The offending place: `customization.choicesSettings.choices[0].name`. */
  path: string;
  /** The broken keyword, as the contract's `validate` reports it. */
  keyword: string;
  side?: Side;
  /** The one change in words: `customization.name: "aaa…" (51 characters)`. */
  describe: string;
  /** The case it is an instance of. */
  of: InvalidCase;
  /** Further keywords of the same place that cannot be kept while this one is broken. */
  alsoBreaks: readonly string[];
}

/**
 * The change itself, on a path of copies.
 *
 * @param which picks one of the values that break the keyword
 * @param items picks the item of each list on the way, by depth
 * @throws when nothing known breaks the keyword: the generators lack a value for it
 */
export function mutate<T>(
  control: T,
  plan: Plan,
  { resolve, finish = value => value }: Pick<ValidOptions, 'resolve' | 'finish'>,
  which: number,
  items: readonly number[],
): Invalid<T> {
  const path = locate(control, plan.steps, items);
  const at = written(plan.property === undefined ? path : [...path, plan.property]);
  // The value to change is finished like the control, so that the two differ in the one change only.
  const base = finish(control, at);
  const current = path.reduce<unknown>(
    (value, key) => (isParent(value) ? Reflect.get(value, key) : undefined),
    base,
  );
  const options = broken(plan, current, resolve);
  const found = options[which % Math.max(options.length, 1)];
  if (found === undefined)
    throw new Error(`nothing known breaks ${plan.keyword} at ${at} of ${inWords(current)}`);
  const offending =
    plan.property === undefined ? found.value : Reflect.get(Object(found.value), plan.property);
  return {
    control: finish(control, '') as T,
    value: replaced(base, path, found.value),
    path: at,
    keyword: plan.keyword,
    ...(plan.side === undefined ? {} : { side: plan.side }),
    describe: `${at || 'the whole value'}: ${inWords(offending)}`,
    of: labelOf(plan),
    alsoBreaks: found.alsoBreaks,
  };
}

type Path = readonly (string | number)[];

function isParent(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The steps with an item picked for every list on the way. */
function locate(root: unknown, steps: readonly Step[], items: readonly number[]): Path {
  let value = root;
  return steps.map(({ key }, depth) => {
    const length = Array.isArray(value) ? Math.max(value.length, 1) : 1;
    const at = key === '[]' ? (items[depth] ?? 0) % length : key;
    value = isParent(value) ? Reflect.get(value, at) : undefined;
    return at;
  });
}

function replaced(root: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(root))
    return root.map((item, index) => (index === first ? replaced(item, rest, value) : item));
  if (!isParent(root)) return root;
  return { ...root, [first]: replaced(Reflect.get(root, first), rest, value) };
}

function written(path: Path): string {
  return path.reduce<string>((text, at) => {
    if (typeof at === 'number') return `${text}[${at}]`;
    return text === '' ? at : `${text}.${at}`;
  }, '');
}

/** Longest value shown in full, in characters. */
const SHOWN = 60;

function inWords(value: unknown): string {
  if (value === undefined) return 'left out';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const json = JSON.stringify(value);
  const shown = json.length > SHOWN ? `${json.slice(0, SHOWN)}…` : json;
  return typeof value === 'string' ? `${shown} (${[...value].length} characters)` : shown;
}
