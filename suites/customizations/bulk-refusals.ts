/**
 * What bulk operations on existing customizations refuse: a valid call of three items that succeeds, then the same with
 * one thing wrong in the second. The whole call may be refused, or that item alone may fail (SIL-41).
 */
import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Check, type CheckContext, check, type PointSpec } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import { explainsFailures, failsAt, failsWith } from '../../engine/matchers/bulk.ts';
import { isStill } from '../../engine/matchers/entities.ts';
import { bulkOf } from '../../engine/reading.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { type BulkOperation, givenTrio, latest, succeeded } from './bulk-operations.ts';

export interface BulkMistake {
  point: string;
  requirement: string;
  /** The one thing that is wrong. */
  path: string;
  /** @param made the customizations as they were before the control, which raised their revisions */
  value: (made: readonly Customization[]) => unknown;
  /** The row says that the call as a whole is refused. */
  whole?: true;
  /** The typed code; compared only when the target offers one (SIL-43), and soft. */
  code?: string;
}

interface BulkRefusals {
  id: string;
  title: string;
  mistakes: readonly BulkMistake[];
}

/** The item that is wrong. */
const WRONG = 1;

export function bulkRefusals<B>(operation: BulkOperation<B>, { id, title, mistakes }: BulkRefusals): Check {
  const mayFailAlone = mistakes.some(({ whole }) => !whole);
  return check<string>({
    id: `customizations.${operation.id}.refuses.${id}`,
    title,
    profile: 'bulk',
    points: {
      ...pointsOf(mistakes),
      unchanged: 'CUST-ERROR-024',
      ...(mayFailAlone && { explained: 'CUST-BULK-007' }),
    },
    async run(context) {
      const { api, given, judge } = context;
      const made = await givenTrio(context);
      const control = await succeeded(operation.send(api, operation.valid(given, made, 0)), made.length);
      let current = await latest(context, control, made);
      const answers: Answer[] = [];
      for (const [i, { point, path, value, whole, code }] of mistakes.entries()) {
        const wrong = change(operation.valid(given, current, i + 1), path, value(made));
        const answer = await operation.send(api, wrong);
        judge(point, answer, whole ? isRefused : failsAt(WRONG, made.length));
        if (code !== undefined) judge(`${point}Code`, answer, failsWith(code, WRONG));
        if (mayFailAlone) judgeExplained(judge, answer);
        current = await judgeUnchanged(context, answer, current);
        answers.push(answer);
      }
      passOver(judge, answers, mayFailAlone);
    },
  });
}

function pointsOf(mistakes: readonly BulkMistake[]): Record<string, PointSpec> {
  return Object.fromEntries(
    mistakes.flatMap(({ point, requirement, code }) => [
      [point, requirement] as const,
      ...(code === undefined ? [] : [[`${point}Code`, { soft: requirement }] as const]),
    ]),
  );
}

const someFailed = (answer: Answer): boolean =>
  [...(bulkOf(answer)?.items.values() ?? [])].some(({ success }) => !success);

/** Where the call is refused as a whole, no item has anything to explain. */
export function judgeExplained(judge: CheckContext<string>['judge'], answer: Answer): void {
  if (someFailed(answer)) judge('explained', answer, explainsFailures);
}

/**
 * A refused call changed nothing, and an item that failed did not change its customization. What came of an item that
 * succeeded is for others to judge.
 */
async function judgeUnchanged(
  context: CheckContext<string>,
  answer: Answer,
  before: readonly Customization[],
): Promise<Customization[]> {
  const { api, judge } = context;
  const after = await latest(context, answer, before);
  const items = bulkOf(answer)?.items;
  for (const [index, one] of before.entries()) {
    const failed = items ? items.get(index)?.success === false : isRefused(answer) === undefined;
    if (failed) judge('unchanged', await api.get(one.id), isStill(one));
  }
  return after;
}

function passOver(judge: CheckContext<string>['judge'], answers: readonly Answer[], mayFail: boolean): void {
  const failed = answers.some(someFailed);
  const refused = answers.some(answer => !isRefused(answer));
  if (mayFail && !failed) judge.inapplicable('explained', 'the target reports no failed item (SIL-41)');
  if (!failed && !refused) judge.inapplicable('unchanged', 'nothing was refused');
}
