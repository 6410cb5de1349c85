/** Turns what a check saw into judgements: severity comes from the requirement's level alone. */
import { Answer, type Evidence, inWords } from './answer.ts';
import type { Check, Judge } from './check.ts';
import { recordOf } from './exchange.ts';
import type { Matcher } from './matchers/matcher.ts';
import type { PointResult } from './result.ts';
import type { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { verdictOf } from './verdict.ts';

/** What is known of a point beyond its identity. */
export type Judgement = Pick<
  PointResult,
  'verdict' | 'reason' | 'undecided' | 'difference' | 'expected' | 'received' | 'examined' | 'exchange'
>;

const NO_CONTROL = 'the target accepted no valid request of this check, so what it answered proves nothing';

/** The `judge` of one check; enters what it finds in `judgements`, by point. */
export function createJudge(
  check: Check,
  session: Session,
  scope: Scope,
  judgements: Map<string, Judgement>,
): Judge<string> {
  const levelOf = (name: string) => {
    const point = check.points.find(candidate => candidate.name === name);
    if (!point) throw new Error(`check ${check.id} judges "${name}", which is not one of its points`);
    return point.level;
  };
  const enter = (name: string, judgement: Judgement): void => {
    const earlier = judgements.get(name);
    const kept = earlier && weight(earlier) >= Math.max(1, weight(judgement)) ? earlier : judgement;
    judgements.set(name, { ...kept, examined: (earlier?.examined ?? 0) + 1 });
  };
  const proof = ({ exchange }: Evidence) => session.redactor.record(recordOf(exchange));

  function judge<E extends Evidence>(name: string, evidence: E, matcher: Matcher<E>): void {
    const level = levelOf(name);
    const finding = matcher(evidence);
    if (!finding && scope.controls === 0 && evidence.exchange.response?.status !== 200) {
      enter(name, { verdict: 'inconclusive', undecided: 'control-refused', reason: NO_CONTROL });
      return;
    }
    if (finding && scope.unsettled.has(evidence)) {
      const reason = `not settled within the budget: expected ${finding.expected}, received ${finding.received}`;
      enter(name, { verdict: 'inconclusive', undecided: 'not-settled', reason, exchange: proof(evidence) });
      return;
    }
    const verdict = verdictOf(level, finding ? 'broken' : 'held', session.options);
    const shown = finding || verdict === 'observed' ? { exchange: proof(evidence) } : {};
    enter(name, { verdict, ...finding, ...shown, difference: evidence.difference });
  }
  function observed(name: string, evidence: Evidence, what?: string): void {
    const level = levelOf(name);
    if (level !== 'observe') {
      throw new Error(`check ${check.id} only observes "${name}", whose level is ${level}`);
    }
    const reason = what ?? (evidence instanceof Answer ? inWords(evidence) : undefined);
    const { difference } = evidence;
    enter(name, { verdict: 'observed', reason, difference, exchange: proof(evidence) });
  }
  function inapplicable(name: string, reason: string): void {
    levelOf(name);
    enter(name, { verdict: 'inapplicable', reason });
  }
  return Object.assign(judge, { observed, inapplicable });
}

/** Of two judgements of one point the heavier stays, of two findings the first. */
function weight({ expected, undecided }: Judgement): number {
  if (expected !== undefined) return 2;
  return undecided === undefined ? 0 : 1;
}
