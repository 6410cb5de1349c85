/** Turns what a check saw into judgements: severity comes from the requirement's level alone. */

import { READS } from '../specs/operations.ts';
import { Answer, type Evidence, inWords } from './answer.ts';
import type { Check, Judge } from './check.ts';
import { recordOf } from './exchange.ts';
import type { Matcher } from './matchers/matcher.ts';
import type { PointResult } from './result.ts';
import type { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { type Undecided, verdictOf } from './verdict.ts';

/** What is known of a point beyond its identity. */
export type Judgement = Pick<
  PointResult,
  | 'verdict'
  | 'reason'
  | 'undecided'
  | 'difference'
  | 'expected'
  | 'received'
  | 'examined'
  | 'exchange'
  | 'counterexample'
>;

/** What is known of each point of a check so far. */
export class Judgements {
  readonly #byPoint = new Map<string, Judgement>();

  of(point: string): Judgement | undefined {
    return this.#byPoint.get(point);
  }

  /** Judges a point once more: of two judgements the heavier stays, of two findings the first. */
  enter(point: string, judgement: Judgement): void {
    const earlier = this.#byPoint.get(point);
    const kept = earlier && weight(earlier) >= Math.max(1, weight(judgement)) ? earlier : judgement;
    const examined = (earlier?.examined ?? 0) + (judgement.examined ?? 1);
    this.#byPoint.set(point, { ...kept, examined });
  }

  /** The same, unless something is known of the point already. */
  enterIfOpen(point: string, judgement: Judgement): void {
    if (!this.#byPoint.has(point)) this.enter(point, judgement);
  }

  /** Puts this in the place of whatever was found. */
  replace(point: string, judgement: Judgement): void {
    this.#byPoint.set(point, judgement);
  }

  all(): [point: string, judgement: Judgement][] {
    return [...this.#byPoint];
  }
}

/** Whether something was found to be wrong, however grave. */
export function isFinding(judgement: Judgement | undefined): boolean {
  return judgement?.expected !== undefined && judgement.verdict !== 'observed';
}

/** Why what is wrong with an answer may not be the target's fault. */
function doubtOf(evidence: Evidence, scope: Scope): { undecided: Undecided; why: string } | undefined {
  if (scope.unsettled.has(evidence))
    return { undecided: 'not-settled', why: 'not settled within the budget' };
  const {
    repeated,
    request: { operation },
  } = evidence.exchange;
  const isRead = operation !== undefined && READS.has(operation);
  // The first attempt may have been carried out: the one that was answered met what that had left.
  if (repeated && !isRead)
    return { undecided: 'connection-lost', why: 'sent again after an answer that was lost, or 503' };
  return undefined;
}

const NO_CONTROL = 'the target accepted no valid request of this check, so what it answered proves nothing';

/** The `judge` of one journey; enters what it finds in `judgements`. */
export function createJudge(
  check: Check,
  session: Session,
  scope: Scope,
  judgements: Judgements,
): Judge<string> {
  const levelOf = (name: string) => {
    const point = check.points.find(candidate => candidate.name === name);
    if (!point) throw new Error(`check ${check.id} judges "${name}", which is not one of its points`);
    return point.level;
  };
  const proof = ({ exchange }: Evidence) => session.redactor.record(recordOf(exchange));

  function judge<E extends Evidence>(name: string, evidence: E, matcher: Matcher<E>): void {
    const level = levelOf(name);
    const finding = matcher(evidence);
    if (!finding && scope.controls === 0 && evidence.exchange.response?.status !== 200) {
      judgements.enter(name, { verdict: 'inconclusive', undecided: 'control-refused', reason: NO_CONTROL });
      return;
    }
    const doubt = finding && doubtOf(evidence, scope);
    if (doubt) {
      const { undecided, why } = doubt;
      const reason = `${why}: expected ${finding.expected}, received ${finding.received}`;
      judgements.enter(name, { verdict: 'inconclusive', undecided, reason, exchange: proof(evidence) });
      return;
    }
    const verdict = verdictOf(level, finding ? 'broken' : 'held', session.options);
    const shown = finding || verdict === 'observed' ? { exchange: proof(evidence) } : {};
    judgements.enter(name, { verdict, ...finding, ...shown, difference: evidence.difference });
  }
  function observed(name: string, evidence: Evidence, what?: string): void {
    const level = levelOf(name);
    if (level !== 'observe') {
      throw new Error(`check ${check.id} only observes "${name}", whose level is ${level}`);
    }
    const reason = what ?? (evidence instanceof Answer ? inWords(evidence) : undefined);
    const { difference } = evidence;
    judgements.enter(name, { verdict: 'observed', reason, difference, exchange: proof(evidence) });
  }
  function inapplicable(name: string, reason: string): void {
    levelOf(name);
    judgements.enter(name, { verdict: 'inapplicable', reason });
  }
  return Object.assign(judge, { observed, inapplicable });
}

function weight({ expected, undecided }: Judgement): number {
  if (expected !== undefined) return 2;
  return undecided === undefined ? 0 : 1;
}
