/** Labelled invalid values: a valid control with exactly one keyword broken at one place. */

import fc from 'fast-check';
import { type InvalidCase, labelOf, needsItem, type Plan, plans, type Step } from './cases.ts';
import { brokenBy, holds } from './evaluate.ts';
import { type Invalid, mutate } from './mutate.ts';
import { expand } from './node.ts';
import type { Resolve, Schema } from './schema.ts';
import { type Pin, type ValidOptions, validArbitrary } from './valid.ts';

export interface InvalidOptions extends ValidOptions {
  /** Which cases to draw from; all when not said. */
  only?: (one: InvalidCase) => boolean;
}

/** All ways to break a schema, without values: a test can prove that each has been seen. */
export function invalidCases(schema: Schema | boolean, options: InvalidOptions): InvalidCase[] {
  const { only = () => true } = options;
  return plans(schema, options.resolve).map(labelOf).filter(only);
}

/** One line that names a case, unlike any other of its schema. */
export function caseLabel({ path, keyword, side, within }: InvalidCase): string {
  return [path === '' ? '(whole)' : path, keyword, side, `in ${within.join(' > ')}`]
    .filter(Boolean)
    .join(' ');
}

/**
 * An arbitrary of invalid values, every case as likely as the next. Controls come from {@link validArbitrary}, made so that
 * the place to break exists; they shrink as those do, and the label stays.
 *
 * @throws when the options leave no case
 */
export function invalidArbitrary<T = unknown>(
  schema: Schema | boolean,
  options: InvalidOptions,
): fc.Arbitrary<Invalid<T>> {
  const { only = () => true, resolve } = options;
  const chosen = plans(schema, resolve).filter(only);
  if (chosen.length === 0) throw new Error('no case to break is left');
  return fc.oneof(...chosen.map(plan => invalidOf<T>(schema, plan, options)));
}

function invalidOf<T>(
  schema: Schema | boolean,
  plan: Plan,
  options: InvalidOptions,
): fc.Arbitrary<Invalid<T>> {
  const control = validArbitrary<T>(schema, options, pinTo(plan));
  // Which item of each list, and which of the values that break the keyword.
  const turns = fc.array(fc.nat({ max: 2 ** 20 }), { minLength: 8, maxLength: 8 });
  return fc
    .tuple(control, turns)
    .map(([value, [which = 0, ...items]]) => mutate(value, plan, options, which, items))
    .filter(found => !plan.doubtful || !holds(schema, found.value, options.resolve));
}

function pinTo(plan: Plan): Pin {
  const { alternative, type } = plan;
  const last: Pin = {
    alternative,
    ...(type === undefined ? {} : { type }),
    ...(needsItem(plan) ? { inside: { key: '[]' } } : {}),
  };
  return plan.steps.reduceRight<Pin>((pin, { alternative, key }) => {
    const type = key === '[]' ? 'array' : 'object';
    return { alternative, type, inside: { key, pin } };
  }, last);
}

/**
 * All invalid values that can be made from one given value, one for each case whose place the value has.
 * The first item of a list stands for all.
 */
export function mutations<T>(schema: Schema | boolean, control: T, options: InvalidOptions): Invalid<T>[] {
  const { only = () => true, resolve } = options;
  return plans(schema, resolve)
    .filter(only)
    .filter(plan => has(schema, plan.steps, plan, control, resolve))
    .flatMap(plan => {
      const found = mutate(control, plan, options, 0, []);
      return plan.doubtful && holds(schema, found.value, resolve) ? [] : [found];
    });
}

/** Whether a value has the place a plan changes, in the alternative it means. */
function has(
  schema: Schema | boolean,
  steps: readonly Step[],
  plan: Plan,
  value: unknown,
  resolve: Resolve,
): boolean {
  const [step, ...rest] = steps;
  const node = expand(schema, resolve)[step?.alternative ?? plan.alternative];
  if (node === undefined || value === undefined || brokenBy(node, value, resolve).length > 0) return false;
  if (step === undefined) return !(needsItem(plan) && Array.isArray(value) && value.length === 0);
  if (step.key === '[]') return Array.isArray(value) && has(node.items, rest, plan, value[0], resolve);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step.key)) return false;
  return has(node.properties[step.key] ?? true, rest, plan, Reflect.get(value, step.key), resolve);
}
