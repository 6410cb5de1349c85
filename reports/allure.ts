/**
 * A check as Allure sees it. The suite's tests run side by side in one worker, so nothing here asks "which test is
 * current": the messages are made from the check's result and put into `task.meta` of the very test that ran it.
 */
import { createHash } from 'node:crypto';
import { ContentType, type Label, LabelName, Severity, Status } from 'allure-js-commons';
import type { RuntimeMessage } from 'allure-js-commons/sdk';
import type { CheckResult, PointResult } from '../engine/result.ts';
import { gravest, type Level, type Verdict } from '../engine/verdict.ts';
import { requirement } from '../specs/registry.ts';
import { documentationOf, failureMarkdown, failureSections } from './failure.ts';
import { type ReportCounterexample, type ReportPoint, reportPoint, safeExchange } from './report.ts';

/** The property of `task.meta` from which allure-vitest takes its messages. */
export const ALLURE_META_KEY = 'allureRuntimeMessages';

/** Labels of our own: the check's id and its gravest verdict, from which the reporter derives ids and status. */
export const CHECK_LABEL = 'check';
export const VERDICT_LABEL = 'verdict';

/** Longest attachment (characters); everything travels through `task.meta` and into one HTML file. */
const LONGEST_ATTACHMENT = 256 * 1024;

/** Allure knows no "undecided" and no "warned": undecided must not look green, a warning must not look red. */
const STATUS: Record<Verdict, Status> = {
  pass: Status.PASSED,
  observed: Status.PASSED,
  warn: Status.PASSED,
  fail: Status.FAILED,
  inapplicable: Status.SKIPPED,
  inconclusive: Status.BROKEN,
  'harness-error': Status.BROKEN,
};

const SEVERITY: Record<Level, Severity> = {
  must: Severity.CRITICAL,
  should: Severity.NORMAL,
  observe: Severity.TRIVIAL,
};

/** The Allure status of a verdict. */
export function allureStatus(verdict: Verdict): Status {
  return STATUS[verdict];
}

/** The identity of a check across runs, machines and folders. */
export function stableId(checkId: string): string {
  return createHash('md5').update(checkId).digest('hex');
}

const plain = (sentence: string): string => sentence.replaceAll('`', '');

function storyOf(id: string): string {
  const sentence = plain(requirement(id).statement);
  return `${id} ${sentence.length > 120 ? `${sentence.slice(0, 119)}…` : sentence}`;
}

function citedBy({ points }: Pick<CheckResult, 'points'>): string[] {
  return [...new Set(points.flatMap(point => point.requirements))];
}

/** A check stands under all it is about, one that is red only under what is: the others would look broken. */
function storiesOf({ points }: CheckResult, verdict: Verdict): string[] {
  const status = STATUS[verdict];
  const isSound = status === Status.PASSED || status === Status.SKIPPED;
  return citedBy({ points: isSound ? points : points.filter(point => STATUS[point.verdict] === status) });
}

function labelsOf(check: CheckResult, verdict: Verdict): Label[] {
  const levels = new Set(check.points.map(point => point.level));
  const level = (['must', 'should', 'observe'] as const).find(name => levels.has(name)) ?? 'observe';
  return [
    { name: LabelName.EPIC, value: check.profile },
    { name: LabelName.FEATURE, value: check.chapter },
    ...storiesOf(check, verdict).map(id => ({ name: LabelName.STORY, value: storyOf(id) })),
    { name: LabelName.SEVERITY, value: SEVERITY[level] },
    { name: LabelName.TAG, value: verdict },
    { name: CHECK_LABEL, value: check.id },
    { name: VERDICT_LABEL, value: verdict },
  ];
}

const isGreen = (point: Pick<PointResult, 'verdict'>): boolean =>
  ['pass', 'observed', 'inapplicable'].includes(point.verdict);

function descriptionOf(check: CheckResult, points: ReportPoint[]): string {
  const wrong = points.filter(point => !isGreen(point));
  if (wrong.length > 0) return wrong.map(failureMarkdown).join('\n\n---\n\n');
  return citedBy(check)
    .map(id => `- ${requirement(id).statement} (${id}, ${requirement(id).level})`)
    .join('\n');
}

function attachment(name: string, contentType: ContentType, text: string): RuntimeMessage {
  const whole = text.length <= LONGEST_ATTACHMENT;
  const kept = whole ? text : `${text.slice(0, LONGEST_ATTACHMENT)}\n… (${text.length} characters in all)`;
  return {
    type: 'attachment_content',
    data: {
      name,
      content: Buffer.from(kept).toString('base64'),
      encoding: 'base64',
      contentType: whole ? contentType : ContentType.TEXT,
    },
  };
}

const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

function attachmentsOf(point: ReportPoint): RuntimeMessage[] {
  if (isGreen(point)) return [];
  return [
    ...(point.exchange ? [attachment('exchange', ContentType.JSON, asJson(point.exchange))] : []),
    ...(point.curl === undefined ? [] : [attachment('curl', ContentType.TEXT, point.curl)]),
    ...(point.counterexample ? [attachment('case', ContentType.TEXT, caseText(point.counterexample))] : []),
  ];
}

/** A script that says what it does: the case in words, its token, and all its requests. */
function caseText({ told, token, curl }: ReportCounterexample): string {
  return [...told.map((line, i) => `# ${i + 1}. ${line}`), `# ${token}`, curl].join('\n');
}

function messageOf(point: ReportPoint): string {
  return failureSections(point, { bodyLines: 8 })
    .filter(({ kind }) => !['curl', 'requests', 'documentation', 'replay'].includes(kind))
    .map(({ kind, title, lines }) =>
      kind === 'requirement' ? plain(lines.join('\n')) : `${title}: ${lines.join('\n')}`,
    )
    .join('\n');
}

function stepOf(point: ReportPoint, at: number): RuntimeMessage[] {
  const name = point.id.slice(point.check.length + 1);
  const mark = point.verdict === 'pass' ? '' : `[${point.verdict}] `;
  const because = point.verdict === 'observed' || point.verdict === 'inapplicable' ? point.reason : undefined;
  const message = isGreen(point) ? because : messageOf(point);
  const parameters = [
    { name: 'level', value: point.level },
    ...(point.examined === undefined ? [] : [{ name: 'examined', value: String(point.examined) }]),
  ];
  return [
    {
      type: 'step_start',
      data: { name: `${mark}${name}: ${point.requirements.map(storyOf).join('; ')}`, start: at },
    },
    { type: 'step_metadata', data: { parameters } },
    ...attachmentsOf(point),
    {
      type: 'step_stop',
      data: {
        stop: at,
        status: STATUS[point.verdict],
        ...(message === undefined ? {} : { statusDetails: { message } }),
      },
    },
  ];
}

/**
 * What allure-vitest needs to know of a check; belongs into `task.meta.allureRuntimeMessages` of its test.
 * @param context.seed shown, but kept out of the test's identity
 */
export function allureMessages(check: CheckResult, context: { seed?: number } = {}): RuntimeMessage[] {
  const points = check.points.map(point => reportPoint(point, check));
  const verdict = gravest(points.map(point => point.verdict));
  const id = stableId(check.id);
  const startedAt = Date.parse(check.startedAt);
  const parameters = [
    { name: 'requirements', value: citedBy(check).join(', ') },
    ...(context.seed === undefined ? [] : [{ name: 'seed', value: String(context.seed) }]),
    ...(check.explored ? [{ name: 'generated cases', value: String(check.explored.generated) }] : []),
  ];
  const transcript = check.transcript?.map(safeExchange);
  return [
    {
      type: 'metadata',
      data: {
        displayName: check.title,
        historyId: id,
        testCaseId: id,
        labels: labelsOf(check, verdict),
        links: documentationOf(citedBy(check)),
        parameters: parameters.map(parameter => ({ ...parameter, excluded: true })),
        description: descriptionOf(check, points),
      },
    },
    ...points.flatMap(point => stepOf(point, startedAt)),
    ...(transcript ? [attachment('all exchanges of the check', ContentType.JSON, asJson(transcript))] : []),
  ];
}
