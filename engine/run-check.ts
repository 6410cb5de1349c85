/** Runs one check: gives it its context, catches what happens, cleans up, and accounts for every point. */
import type { Arbitrary } from 'fast-check';
import { draw } from '../generators/sample.ts';
import { Answer, type Evidence, inWords } from './answer.ts';
import { Api } from './api.ts';
import type { Check, CheckContext, Fixture, FixtureContext, Judge, Point, Settle } from './check.ts';
import { type Exchange, recordOf } from './exchange.ts';
import { createGiven } from './given.ts';
import type { Finding } from './matchers/matcher.ts';
import type { CheckResult, PointResult } from './result.ts';
import { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { poll } from './settle.ts';
import { UndecidedError } from './undecided.ts';
import { verdictOf } from './verdict.ts';

type Judgement = Omit<PointResult, 'id' | 'check' | 'profile' | 'requirements' | 'level' | 'replay'>;

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
  const points = check.points.map(point => resultOf(point, check, judgements.get(point.name), session));
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
    ...(troubled && { transcript: scope.exchanges.slice(0, KEPT_EXCHANGES).map(recordFor(session)) }),
  };
}

const QUIET = new Set(['pass', 'observed', 'inapplicable']);
/** Most exchanges of one check kept in a report. */
const KEPT_EXCHANGES = 40;

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
    settle: createSettle(session, scope),
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

function createSettle(session: Session, scope: Scope): Settle {
  const { settleMs, readMs } = session.target.budgets;
  const wait = async <E extends Evidence>(
    kind: string,
    read: () => PromiseLike<E>,
    finds: (evidence: E) => Finding | undefined,
    budgetMs: number,
  ) => {
    const outcome = await poll(read, evidence => !finds(evidence), budgetMs);
    if (outcome.settled) scope.lags.push({ kind, ms: outcome.lagMs });
    return outcome;
  };
  return Object.assign(
    async <E extends Evidence>(
      kind: string,
      read: () => PromiseLike<E>,
      finds: (e: E) => Finding | undefined,
    ) => (await wait(kind, read, finds, settleMs)).evidence,
    {
      async required<E extends Evidence>(
        kind: string,
        read: () => PromiseLike<E>,
        finds: (e: E) => Finding | undefined,
      ) {
        const { evidence, settled } = await wait(kind, read, finds, settleMs);
        if (settled) return evidence;
        const { expected, received } = finds(evidence) ?? { expected: '', received: '' };
        throw new UndecidedError(
          'not-settled',
          `${kind}: not within ${settleMs} ms: expected ${expected}, received ${received}`,
          evidence.exchange,
        );
      },
      soon: async <E extends Evidence>(
        kind: string,
        read: () => PromiseLike<E>,
        finds: (e: E) => Finding | undefined,
      ) => (await wait(kind, read, finds, readMs)).evidence,
    },
  );
}

function createJudge(
  check: Check,
  session: Session,
  scope: Scope,
  judgements: Map<string, Judgement>,
): Judge<string> {
  const pointOf = (name: string): Point => {
    const point = check.points.find(candidate => candidate.name === name);
    if (!point) throw new Error(`check ${check.id} judges "${name}", which is not one of its points`);
    return point;
  };
  const enter = (name: string, judgement: Judgement): void => {
    const earlier = judgements.get(name);
    const examined = (earlier?.examined ?? 0) + 1;
    const kept = earlier?.expected !== undefined || earlier?.undecided ? earlier : judgement;
    judgements.set(name, { ...kept, examined });
  };
  return Object.assign(
    <E extends Evidence>(name: string, evidence: E, matcher: (subject: E) => Finding | undefined) => {
      const { level } = pointOf(name);
      const finding = matcher(evidence);
      if (!finding && scope.controls === 0 && evidence.exchange.response?.status !== 200) {
        enter(name, { verdict: 'inconclusive', undecided: 'control-refused', reason: NO_CONTROL });
        return;
      }
      const verdict = verdictOf(level, finding ? 'broken' : 'held', session.options);
      const proof =
        finding || verdict === 'observed' ? { exchange: recordFor(session)(evidence.exchange) } : {};
      enter(name, { verdict, ...finding, ...proof, difference: evidence.difference });
    },
    {
      observed(name: string, evidence: Evidence, what?: string) {
        const { level } = pointOf(name);
        if (level !== 'observe')
          throw new Error(`check ${check.id} only observes "${name}", whose level is ${level}`);
        enter(name, {
          verdict: 'observed',
          reason: what ?? (evidence instanceof Answer ? inWords(evidence) : undefined),
          difference: evidence.difference,
          exchange: recordFor(session)(evidence.exchange),
        });
      },
      inapplicable(name: string, reason: string) {
        pointOf(name);
        enter(name, { verdict: 'inapplicable', reason });
      },
    },
  );
}

const NO_CONTROL = 'the target accepted no valid request of this check, so what it answered proves nothing';

function leaveUndecided(
  points: Point[],
  judgements: Map<string, Judgement>,
  error: unknown,
  session: Session,
): void {
  const message = error instanceof Error ? error.message : String(error);
  const undecided = error instanceof UndecidedError;
  for (const { name } of points) {
    if (judgements.has(name)) continue;
    judgements.set(
      name,
      undecided
        ? {
            verdict: 'inconclusive',
            undecided: error.reason,
            reason: session.redactor.text(message),
            ...(error.exchange && { exchange: recordFor(session)(error.exchange) }),
          }
        : { verdict: 'harness-error', reason: session.redactor.text(message) },
    );
  }
}

function resultOf(
  point: Point,
  check: Check,
  judgement: Judgement | undefined,
  session: Session,
): PointResult {
  return {
    id: `${check.id}/${point.name}`,
    check: check.id,
    profile: check.profile,
    requirements: [point.requirement],
    level: point.level,
    ...(judgement ?? { verdict: 'harness-error', reason: 'the check ended without judging this point' }),
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
      id: `${check.id}/${point.name}`,
      check: check.id,
      profile: check.profile,
      requirements: [point.requirement],
      level: point.level,
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
