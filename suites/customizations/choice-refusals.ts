/** Refusals of the operations on choices: a valid call that is accepted, then the same with one thing wrong. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../engine/answer.ts';
import { change, deliberately } from '../../engine/change.ts';
import type { Check, CheckContext, PointSpec } from '../../engine/check.ts';
import { hasStatus, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { customizationThat, isStill } from '../../engine/matchers/entities.ts';
import { type Matcher, unless } from '../../engine/matchers/matcher.ts';
import { customizationOf } from '../../engine/reading.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { checkOf, givenChoices, newChoice, type Operation } from './choice-operations.ts';
import { FREE_TEXT, type Kind, SWATCH_OPTION, TEXT_OPTION } from './kinds.ts';
import { renaming } from './renaming.ts';

export interface Mistake {
  point: string;
  requirement: PointSpec;
  /** The one thing that is wrong in the valid request, which may depend on what the customization shows. */
  path: string;
  value: (current: Customization) => unknown;
  /** The typed code; compared only when the target offers one (SIL-43). */
  code?: string;
  /** What else the refusal must be; where the row's reason calls that half soft, in a point `<point>Exactly`. */
  exactly?: (current: Customization) => Matcher<Answer>;
}

export interface Refusals {
  id: string;
  title: string;
  kind: Kind;
  /** How many choices the customization has at first; 4 when absent. */
  choices?: number;
  mistakes: readonly Mistake[];
  /** The requirement that a refusal changes nothing. */
  unchanged: string;
}

/** Choices that do not fit the render type, or carry a value that does not fit their type: the same for every operation that takes choices. */
export function misfits(type: string, value: string, unchanged: string): Refusals[] {
  const misfit = (kind: Kind): Mistake => ({
    point: 'type',
    requirement: type,
    path: 'choices.0',
    value: () => newChoice(kind, {}, 10),
    exactly: () => isRefusedWith('INVALID_CHOICE_TYPE'),
  });
  const color: Mistake = {
    point: 'value',
    requirement: value,
    path: 'choices.0.colorCode',
    value: () => '#FF0000',
    code: 'INVALID_CHOICE_VALUE',
  };
  return [
    {
      id: 'misfits-of-text',
      title: 'Colours do not fit text choices',
      kind: TEXT_OPTION,
      unchanged,
      mistakes: [misfit(SWATCH_OPTION), color],
    },
    {
      id: 'misfits-of-swatches',
      title: 'Text choices do not fit swatches',
      kind: SWATCH_OPTION,
      unchanged,
      mistakes: [misfit(TEXT_OPTION)],
    },
  ];
}

/** One customization, the valid call once, then each mistake in turn. */
export function refusals<B>(operation: Operation<B>, spec: Refusals): Check {
  const { id, title, kind, choices = 4, mistakes } = spec;
  return checkOf<string>(operation, {
    id: `refuses.${id}`,
    title,
    points: { ...pointsOf(mistakes), unchanged: spec.unchanged },
    async run(context) {
      const { api, judge } = context;
      const made = await givenChoices(context, kind, choices);
      let current = await accepted(context, operation, kind, made);
      const answers: Answer[] = [];
      for (const [i, { point, path, value, code, exactly }] of mistakes.entries()) {
        const wrong = change(operation.valid(kind, current, i + 1), path, value(current));
        const answer = await operation.send(api, made.id, wrong);
        judge(point, answer, code === undefined ? isRefused : isRefusedWith(code));
        if (exactly) judge(`${point}Exactly`, answer, exactly(current));
        current = await judgeUnchanged(context, operation, answer, current);
        answers.push(answer);
      }
      passOverAccepted(judge, answers);
    },
  });
}

function pointsOf(mistakes: readonly Mistake[]): Record<string, PointSpec> {
  const points = mistakes.flatMap(({ point, requirement, exactly }) => {
    const soft = typeof requirement === 'string' ? { soft: requirement } : requirement;
    return [[point, requirement] as const, ...(exactly ? [[`${point}Exactly`, soft] as const] : [])];
  });
  return Object.fromEntries(points);
}

/** The control: the valid call is accepted; what Get shows of it is what no refusal may change. */
export async function accepted<B>(
  { api, settle }: Pick<CheckContext, 'api' | 'settle'>,
  { id, send, valid }: Operation<B>,
  kind: Kind,
  before: Customization,
): Promise<Customization> {
  const answered = await send(api, before.id, valid(kind, before, 0)).accepted();
  const read = await settle.soon(`get-after-${id}`, () => api.get(before.id), isStill(answered));
  return customizationOf(read) ?? answered;
}

/** A refused call left everything as it was; what came of an accepted one is for others to judge. */
export async function judgeUnchanged<B>(
  { api, judge, settle }: CheckContext,
  { id }: Operation<B>,
  answer: Answer,
  before: Customization,
): Promise<Customization> {
  const still = isStill(before);
  if (isRefused(answer)) return customizationOf(await api.get(before.id)) ?? before;
  const read = await settle.soon(`get-after-${id}`, () => api.get(before.id), still);
  judge('unchanged', read, still);
  return customizationOf(read) ?? before;
}

/** Where nothing was refused, nothing is known of what a refusal changes. */
export function passOverAccepted(judge: CheckContext['judge'], answers: readonly Answer[]): void {
  if (answers.every(isRefused)) judge.inapplicable('unchanged', 'nothing was refused');
}

/** The valid call, sent to customizations that cannot take it: free text, an id nobody has, a malformed one. */
export function wrongTargets<B>(
  operation: Operation<B>,
  rows: { freeText: string; code?: string; unknown: string; malformed?: string; unchanged: string },
): Check {
  const { freeText, code, unknown, malformed, unchanged } = rows;
  return checkOf<string>(operation, {
    id: 'refuses.wrong-target',
    title: 'Free text has no choices, an id nobody has answers 404, a malformed one 4xx',
    points: { freeText, unknown, notFound: { soft: unknown }, unchanged, ...(malformed && { malformed }) },
    async run(context) {
      const { api, given, judge, draw } = context;
      const made = await givenChoices(context, TEXT_OPTION, 4);
      const current = await accepted(context, operation, TEXT_OPTION, made);
      const body = operation.valid(TEXT_OPTION, current, 1);

      const text = await given.customization(draw(FREE_TEXT.arbitrary()));
      const answer = await operation.send(
        api,
        text.id,
        deliberately(body, 'sent to a free-text customization'),
      );
      judge('freeText', answer, code === undefined ? isRefused : isRefusedWith(code));
      await judgeUnchanged(context, operation, answer, text);
      passOverAccepted(judge, [answer]);

      const absent = await operation.send(api, randomUUID(), deliberately(body, 'an id nobody has'));
      judge('unknown', absent, isRefused);
      judge('notFound', absent, hasStatus(404));
      if (malformed === undefined) return;
      const odd = await operation.send(
        api,
        'not-a-guid',
        deliberately(body, 'customizationId: "not-a-guid"'),
      );
      judge('malformed', odd, isRefused);
    },
  });
}

/** A call based on an older revision; the rename in between is what settles that it is older (CUST-UPDATE-008). */
export function staleRevision<B>(operation: Operation<B>, requirement: string, unchanged: string): Check {
  return checkOf<string>(operation, {
    id: 'refuses.stale-revision',
    title: 'A call that carries an old revision is refused and changes nothing',
    points: { refused: requirement, conflict: { soft: requirement }, unchanged },
    async run(context) {
      const { api, given, judge } = context;
      const made = await givenChoices(context, TEXT_OPTION, 4);
      const renamed = await api.update(made.id, renaming(made, given.name())).accepted();
      const current = await accepted(context, operation, TEXT_OPTION, renamed);
      const stale = change(operation.valid(TEXT_OPTION, current, 1), 'revision', made.revision);
      const answer = await operation.send(api, made.id, stale);
      judge('refused', answer, isRefused);
      judge('conflict', answer, hasStatus(409));
      await judgeUnchanged(context, operation, answer, current);
      passOverAccepted(judge, [answer]);
    },
  });
}

/** The count comes when `fields` asks for it (SIL-40: zero included). */
export function countsProducts<B>(operation: Operation<B>, requirement: string): Check {
  return checkOf<string>(operation, {
    id: 'assigned-products-count',
    title: 'The count is in the answer when fields asks for it',
    points: { asked: requirement },
    async run(context) {
      const made = await givenChoices(context, TEXT_OPTION, 3);
      const body = { ...operation.valid(TEXT_OPTION, made, 0), fields: ['ASSIGNED_PRODUCTS_COUNT'] };
      const answer = await operation.send(context.api, made.id, body as B);
      context.judge('asked', answer, showsCount);
    },
  });
}

const showsCount = customizationThat(({ assignedProductsCount: found }) =>
  unless(Number.isInteger(found), 'an integer assignedProductsCount', found),
);
