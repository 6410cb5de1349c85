/** What tests of exploring need: a check of one request a case, and sessions that explore it. */
import fc, { type Arbitrary } from 'fast-check';
import { type Check, type CheckContext, explored, type PointSpec } from '../../engine/check.ts';
import { type Case, caseOf } from '../../engine/explore/token.ts';
import type { Finding } from '../../engine/matchers/matcher.ts';
import type { CheckResult, PointResult } from '../../engine/result.ts';
import { runCheck } from '../../engine/run-check.ts';
import type { Exploring, Session, SessionOptions } from '../../engine/session.ts';
import type { Budgets } from '../../engine/target.ts';
import { targetAt } from './support.ts';
import { type MiniTarget, miniTarget, sessionFor, someRequirement } from './targets.ts';

export const MUST = someRequirement('must');

export interface Numbered {
  n: number;
}

export const wrong = (received: unknown): Finding => ({
  expected: 'something else',
  received: `${received}`,
});

/** One request, accepted; the point is wrong where the case is. */
export function asking(isWrong: (tried: Numbered) => boolean, point = 'a') {
  return async ({ api, judge }: CheckContext, tried: Numbered): Promise<void> => {
    const answer = await api.query({ query: { filter: { name: { $in: ['nobody'] } } } });
    judge(point, answer, () => (isWrong(tried) ? wrong(tried.n) : undefined));
  };
}

export const numbers: Arbitrary<Numbered> = fc.record({ n: fc.nat(1_000) }, { noNullPrototype: true });
/** Nothing is smaller than any of these. */
export const rigid: Arbitrary<Numbered> = fc.noShrink(numbers).map(({ n }) => ({ n }));

export interface Spec<C> {
  run(context: CheckContext, tried: C): Promise<void>;
  id?: string;
  points?: Record<string, PointSpec>;
  generated?: Arbitrary<C>;
  openings?: C[];
}

/** A check that writes down what it tried. */
export function tracked<C = Numbered>(spec: Spec<C>): { check: Check; log: C[] } {
  const log: C[] = [];
  const { id = 'e', points = { a: MUST }, openings = [], generated = numbers as Arbitrary<unknown> } = spec;
  const check = explored<string, C>({
    id,
    title: 'E',
    profile: 'core',
    points,
    cases: {
      generated: generated as Arbitrary<C>,
      openings,
      tell: tried => [`try ${JSON.stringify(tried)}`],
    },
    async run(context, tried) {
      log.push(structuredClone(tried) as C);
      await spec.run(context, tried);
    },
  });
  return { check, log };
}

export interface Explored {
  session: Session;
  target: MiniTarget;
  result: CheckResult;
}

/** A session with a small target, and what it is to explore. */
export async function exploring(
  how: Partial<Exploring> = {},
  over: Partial<SessionOptions> = {},
  budgets: Partial<Budgets> = {},
): Promise<{ session: Session; target: MiniTarget }> {
  const target = await miniTarget();
  const given: Exploring = {
    budget: { requests: 0 },
    kept: [],
    onlyKept: false,
    replay: token => `replay ${token}`,
    ...how,
  };
  return { target, session: sessionFor(targetAt(target.url, {}, budgets), { exploring: given, ...over }) };
}

export async function explore(
  check: Check,
  how: Partial<Exploring> = {},
  over: Partial<SessionOptions> = {},
  budgets: Partial<Budgets> = {},
): Promise<Explored> {
  const { session, target } = await exploring(how, over, budgets);
  return { session, target, result: await runCheck(check, 'Chapter', session) };
}

export const pointOf = ({ points }: CheckResult, name = 'a'): PointResult | undefined =>
  points.find(({ id }) => id.endsWith(`/${name}`));

/** The counterexample of a point as the case it stands for. */
export function counterexampleOf(result: CheckResult, name = 'a'): Case['tried'] {
  return caseOf(pointOf(result, name)?.counterexample?.token ?? '')?.tried;
}
