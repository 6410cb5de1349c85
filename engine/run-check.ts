/** Runs one check: gives it its context, catches what happens, cleans up, and accounts for every point. */
import { type Check, identityOf, type Point } from './check.ts';
import { travel } from './context.ts';
import { type Exchange, recordOf } from './exchange.ts';
import { Explorer } from './explore/explorer.ts';
import { type Judgement, Judgements } from './judge.ts';
import type { CheckResult, PointResult } from './result.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { UndecidedError } from './undecided.ts';

/** Runs the check against the session's target. Never throws: whatever happens is in the result. */
export async function runCheck(
  check: Check,
  chapter: string,
  session: Session,
  order = 0,
): Promise<CheckResult> {
  const scope = new Scope(check.id, order + 1);
  const judgements = new Judgements();
  const explorer = check.cases && new Explorer(check, check.cases, session, scope, judgements);
  const startedAt = new Date();
  const start = performance.now();
  try {
    if (explorer) await explorer.run();
    else await travel(check, undefined, session, scope, judgements);
  } catch (error) {
    leaveUndecided(check.points, judgements, error, session);
  }
  const points = check.points.map(point => resultOf(point, check, session, judgements.of(point.name)));
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
    covered: session.coverage.take(),
    ...(explorer && { explored: explorer.explored }),
    ...(troubled && { transcript: scope.exchanges.map(recordFor(session)) }),
  };
}

const QUIET = new Set(['pass', 'observed', 'inapplicable']);

function recordFor(session: Session) {
  return (exchange: Exchange) => session.redactor.record(recordOf(exchange));
}

/**
 * Enters what ended the check before its time at every point it had not judged. A fault of the suite must not vanish
 * where all had been judged: then no point stays green.
 */
function leaveUndecided(
  points: readonly Point[],
  judgements: Judgements,
  error: unknown,
  session: Session,
): void {
  const reason = error instanceof Error ? error.message : String(error);
  const undecided = error instanceof UndecidedError;
  const open = points.filter(({ name }) => !judgements.of(name));
  const green = points.filter(({ name }) => judgements.of(name)?.verdict === 'pass');
  for (const { name } of open.length > 0 || undecided ? open : green) {
    judgements.replace(
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
  const { reason, expected, received, difference, counterexample } = judgement;
  const { options, exploring } = session;
  return {
    ...identityOf(point, check),
    ...judgement,
    ...session.redactor.value({ reason, expected, received, difference }),
    replay: counterexample ? exploring.replay(counterexample.token) : options.replay(check.id),
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
    covered: [],
  };
}
