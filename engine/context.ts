/** One journey of a check: what it is given to work with, and what is cleaned up behind it. */
import type { Arbitrary } from 'fast-check';
import { draw } from '../generators/sample.ts';
import type { Evidence } from './answer.ts';
import { Api } from './api.ts';
import type { Check, Fixture, FixtureContext, Judge } from './check.ts';
import { createGiven } from './given.ts';
import { createJudge, type Judgements } from './judge.ts';
import type { Matcher } from './matchers/matcher.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { createSettle } from './settle.ts';

/** Ends a case with the first failure: what follows might be wrong because of it, and would make smaller cases costly. */
class Failed extends Error {}

/**
 * Makes one journey of a check, and deletes what it created, whatever happens. What it finds is entered in `judgements`.
 * @param tried the case, where the check has cases
 * @throws whatever the check throws
 */
export async function travel(
  check: Check,
  tried: unknown,
  session: Session,
  scope: Scope,
  judgements: Judgements,
): Promise<void> {
  const api = new Api(session, scope);
  const judge = createJudge(check, session, scope, judgements);
  const context = {
    ...sharedContext(session, scope, api),
    judge: check.cases ? untilFailure(judge, judgements) : judge,
    use: <T>(fixture: Fixture<T>) => useFixture(fixture, session, scope),
  };
  try {
    await check.run(context, tried);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
  } finally {
    scope.stopShowing();
    if (!session.signal.aborted) await api.cleanUp();
  }
}

function untilFailure(judge: Judge<string>, judgements: Judgements): Judge<string> {
  function judgeOrFail<E extends Evidence>(point: string, evidence: E, matcher: Matcher<E>): void {
    judge(point, evidence, matcher);
    if (judgements.of(point)?.verdict === 'fail') throw new Failed();
  }
  return Object.assign(judgeOrFail, { observed: judge.observed, inapplicable: judge.inapplicable });
}

function sharedContext(session: Session, scope: Scope, api: Api): FixtureContext {
  return {
    api,
    given: createGiven(api, session.names),
    settle: createSettle(session.target.budgets, scope.lags, session.paces, {
      boundMs: session.target.boundMs,
      unsettled: scope.unsettled,
      hasty: scope.hasty,
    }),
    effort: session.options.effort,
    claims: session.target.claims,
    draw: <T>(arbitrary: Arbitrary<T>, salt = '') =>
      draw(arbitrary, session.options.seed, `${scope.owner}/${salt}`),
  };
}

/** Made by the first check that asks; a fixture that could not be made leaves all its checks undecided. */
async function useFixture<T>(fixture: Fixture<T>, session: Session, scope: Scope): Promise<T> {
  const { fixtures } = session;
  let made = fixtures.get(fixture as Fixture<unknown>) as Promise<T> | undefined;
  if (!made) {
    const own = new Scope(fixture.id, 0);
    made = fixture.make(sharedContext(session, own, new Api(session, own))).finally(() => scope.account(own));
    fixtures.set(fixture as Fixture<unknown>, made);
  }
  const value = await made;
  scope.controls += 1;
  return value;
}
