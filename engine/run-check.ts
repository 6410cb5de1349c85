/** Runs one check: gives it its context, catches what happens, cleans up, and accounts for every point. */
import type { Arbitrary } from 'fast-check';
import { draw } from '../generators/sample.ts';
import { Api } from './api.ts';
import {
  type Check,
  type CheckContext,
  type Fixture,
  type FixtureContext,
  identityOf,
  type Point,
} from './check.ts';
import { type Exchange, recordOf } from './exchange.ts';
import { createGiven } from './given.ts';
import { createJudge, type Judgement } from './judge.ts';
import type { CheckResult, PointResult } from './result.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { createSettle } from './settle.ts';
import { UndecidedError } from './undecided.ts';

/** Runs the check against the session's target. Never throws: whatever happens is in the result. */
export async function runCheck(
  check: Check,
  chapter: string,
  session: Session,
  order = 0,
): Promise<CheckResult> {
  const scope = new Scope(check.id, order + 1);
  const api = new Api(session, scope);
  const judgements = new Map<string, Judgement>();
  const startedAt = new Date();
  const start = performance.now();
  try {
    await check.run(contextFor(check, session, scope, api, judgements));
  } catch (error) {
    leaveUndecided(check.points, judgements, error, session);
  }
  if (!session.signal.aborted) await api.cleanUp();
  const points = check.points.map(point => resultOf(point, check, session, judgements.get(point.name)));
  const troubled = points.some(({ verdict }) => !QUIET.has(verdict));
  return {
    id: check.id,
    title: check.title,
    chapter,
    profile: check.profile,
    points,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - start),
    requests: scope.requests,
    throttled: scope.throttled,
    lags: scope.lags,
    ...(troubled && { transcript: scope.exchanges.map(recordFor(session)) }),
  };
}

const QUIET = new Set(['pass', 'observed', 'inapplicable']);

function recordFor(session: Session) {
  return (exchange: Exchange) => session.redactor.record(recordOf(exchange));
}

function contextFor(
  check: Check,
  session: Session,
  scope: Scope,
  api: Api,
  judgements: Map<string, Judgement>,
): CheckContext {
  return {
    ...sharedContext(session, scope, api),
    judge: createJudge(check, session, scope, judgements),
    use: fixture => useFixture(fixture, session, scope),
  };
}

function sharedContext(session: Session, scope: Scope, api: Api): FixtureContext {
  return {
    api,
    given: createGiven(api, session.names),
    settle: createSettle(session.target.budgets, scope.lags, session.paces, {
      boundMs: session.target.boundMs,
      unsettled: scope.unsettled,
    }),
    effort: session.options.effort,
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

/**
 * Enters what ended the check before its time at every point it had not judged. A fault of the suite must not vanish
 * where all had been judged: then no point stays green.
 */
function leaveUndecided(
  points: readonly Point[],
  judgements: Map<string, Judgement>,
  error: unknown,
  session: Session,
): void {
  const reason = error instanceof Error ? error.message : String(error);
  const undecided = error instanceof UndecidedError;
  const open = points.filter(({ name }) => !judgements.has(name));
  const green = points.filter(({ name }) => judgements.get(name)?.verdict === 'pass');
  for (const { name } of open.length > 0 || undecided ? open : green) {
    judgements.set(
      name,
      undecided
        ? {
            verdict: 'inconclusive',
            undecided: error.reason,
            reason,
            ...(error.exchange && { exchange: recordFor(session)(error.exchange) }),
          }
        : { verdict: 'harness-error', reason },
    );
  }
}

function resultOf(
  point: Point,
  check: Check,
  session: Session,
  judgement: Judgement = { verdict: 'harness-error', reason: 'the check ended without judging this point' },
): PointResult {
  const { reason, expected, received, difference } = judgement;
  return {
    ...identityOf(point, check),
    ...judgement,
    ...session.redactor.value({ reason, expected, received, difference }),
    replay: session.options.replay(check.id),
  };
}

type Planned = Pick<Check, 'id' | 'title' | 'profile' | 'points'>;

/** A check's result when it was never started: every point is there, and none is green. */
export function notReached(check: Planned, chapter: string, replay: (check: string) => string): CheckResult {
  return {
    id: check.id,
    title: check.title,
    chapter,
    profile: check.profile,
    points: check.points.map(point => ({
      ...identityOf(point, check),
      verdict: 'inconclusive',
      undecided: 'not-reached',
      reason: 'the run ended before this check',
      replay: replay(check.id),
    })),
    startedAt: new Date().toISOString(),
    durationMs: 0,
    requests: 0,
    throttled: 0,
    lags: [],
  };
}
