/** What an answer of Count says. */
import type { Answer } from '../answer.ts';
import { isAccepted } from './answers.ts';
import { all, type Matcher, show, unless } from './matcher.ts';

/** The answer's `count`, or `NaN` when it is no number. */
export function countIn(answer: Answer): number {
  const count = answer.member('count');
  return typeof count === 'number' ? count : Number.NaN;
}

/** Accepted, and the count is exactly this number. */
export function counts(expected: number): Matcher<Answer> {
  return all(isAccepted, answer =>
    unless(countIn(answer) === expected, `"count": ${expected}`, `"count": ${show(answer.member('count'))}`),
  );
}

/** Accepted, and the count is a whole number (CUST-COUNT-001). */
export const countsWhole: Matcher<Answer> = all(isAccepted, answer =>
  unless(
    Number.isInteger(countIn(answer)),
    'a whole number "count"',
    `"count": ${show(answer.member('count'))}`,
  ),
);

/** Accepted, and the count is at least this number. */
export function countsAtLeast(least: number): Matcher<Answer> {
  return all(isAccepted, answer =>
    unless(countIn(answer) >= least, `"count" at least ${least}`, `"count": ${show(answer.member('count'))}`),
  );
}
