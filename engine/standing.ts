/** Checks that send nothing: they say what the sentinels saw over the whole run. */
import { requirement } from '../specs/registry.ts';
import { identityOf, type PointSpec } from './check.ts';
import { recordOf } from './exchange.ts';
import type { CheckResult, PointResult, Profile } from './result.ts';
import type { Invariant } from './sentinels.ts';
import type { Session } from './session.ts';
import { type Level, soften, verdictOf } from './verdict.ts';

export interface StandingPoint {
  name: string;
  requirement: string;
  level: Level;
  invariant: Invariant;
}

export interface StandingCheck {
  id: string;
  title: string;
  profile: Profile;
  points: StandingPoint[];
}

/** @throws Error when a point cites a requirement the registry does not have */
export function standing(spec: {
  id: string;
  title: string;
  profile: Profile;
  points: Record<string, [PointSpec, Invariant]>;
}): StandingCheck {
  const points = Object.entries(spec.points).map(([name, [bound, invariant]]) => {
    const id = typeof bound === 'string' ? bound : bound.soft;
    const { level } = requirement(id);
    return { name, requirement: id, level: typeof bound === 'string' ? level : soften(level), invariant };
  });
  return { ...spec, points };
}

/** What the run's traffic says of a standing check. A fact nothing was seen of is undecided, never green. */
export function reportStanding(check: StandingCheck, chapter: string, session: Session): CheckResult {
  return {
    id: check.id,
    title: check.title,
    chapter,
    profile: check.profile,
    points: check.points.map(point => pointResult(point, check, session)),
    startedAt: new Date().toISOString(),
    durationMs: 0,
    requests: 0,
    throttled: 0,
    lags: [],
    covered: session.coverage.take(),
  };
}

function pointResult(point: StandingPoint, check: StandingCheck, session: Session): PointResult {
  const { examined, broken } = session.sentinels.reportOf(point.invariant);
  const result = {
    ...identityOf(point, check),
    examined,
    replay: session.options.replay(check.id),
  };
  if (broken) {
    const verdict = verdictOf(point.level, 'broken', session.options);
    return {
      ...result,
      ...session.redactor.value(broken.finding),
      verdict,
      exchange: session.redactor.record(recordOf(broken.exchange)),
    };
  }
  if (examined > 0 && !session.sentinels.trusted) {
    const reason = 'the target created nothing of this run, so what it answered proves nothing';
    return { ...result, verdict: 'inconclusive', undecided: 'control-refused', reason };
  }
  if (examined > 0) return { ...result, verdict: verdictOf(point.level, 'held') };
  const reason = 'no answer of this run held anything this fact is about';
  if (point.invariant.optional) return { ...result, verdict: 'inapplicable', reason };
  return { ...result, verdict: 'inconclusive', undecided: 'not-seen', reason };
}
