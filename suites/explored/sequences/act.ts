/** One step of a sequence, on the model and on the target: what the model says must come of it, and the target shows it. */
import { type Answer, isObject, type JsonObject, type Call as Sent } from '../../../engine/answer.ts';
import type { CheckContext } from '../../../engine/check.ts';
import { isRefused } from '../../../engine/matchers/answers.ts';
import { growsRevision, ordersChoices } from '../../../engine/matchers/choices.ts';
import { compare } from '../../../engine/matchers/compare.ts';
import { bumpsRevision, choicesOf, customizationThat, isStill } from '../../../engine/matchers/entities.ts';
import { type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import type { Call } from '../../../specs/operations.ts';
import type { World } from './world.ts';

/** The points of a step, by what it may show. */
export interface ActPoints<P extends string> {
  /** It is accepted, and the answer shows what the model says. */
  done: P;
  refused: P;
  /** After a refusal everything is as it was. */
  unchanged: P;
  revised: P;
  /** Choices that stay keep their order, or take the one that was asked for. */
  order: P;
}

export interface Act<P extends string> {
  call: Call;
  /** @param difference what is wrong with the request, when the model refuses it */
  send(difference?: string): Sent<Customization>;
  before: Customization;
  points: ActPoints<P>;
  /** The revision grows by one exactly (CUST-UPDATE-008); elsewhere only growth is stated (SIL-38). */
  growsByOne?: boolean;
  /** Whether choices keep their ids is for the target to decide (CUST-CHOICES-SET-005). */
  idsOpen?: boolean;
  /** The target may as well refuse it. */
  mayBeRefused?: boolean;
  /** It changes nothing, so that neither acceptance nor growth is stated (SIL-38). */
  saysNothingNew?: boolean;
}

type Context<P extends string> = CheckContext<P>;

/** Takes the step, and keeps what the target shows of it for the next. */
export async function act<P extends string>(context: Context<P>, world: World, step: Act<P>): Promise<void> {
  const predicted = world.predict(step.call);
  if (predicted.status !== 200) return refused(context, world, step, step.send(reasonOf(predicted.body)));
  const sent = step.send();
  const mayBeRefused = step.mayBeRefused || step.saysNothingNew;
  const isTaken = !mayBeRefused || (await sent).isSuccess;
  if (isTaken) await accepted(context, world, step, sent, customizationOf(predicted.body));
  else await refused(context, world, step, sent);
}

async function accepted<P extends string>(
  { judge }: Context<P>,
  world: World,
  { before, points, growsByOne, idsOpen, saysNothingNew }: Act<P>,
  sent: Sent<Customization>,
  expected: JsonObject,
): Promise<void> {
  const answer = await sent;
  const known = new Set(idsOpen ? [] : choicesOf(before).map(({ id }) => id));
  judge(points.done, answer, showsPredicted(expected, known));
  if (!saysNothingNew)
    judge(points.revised, answer, growsByOne ? bumpsRevision(before) : growsRevision(before));
  const staying = choicesOf(expected).filter(({ id }) => idsOpen || known.has(id));
  judge(points.order, answer, ordersChoices(staying, 'name'));
  world.adopt(await sent.accepted());
}

async function refused<P extends string>(
  { api, judge, settle }: Context<P>,
  world: World,
  { before, points }: Act<P>,
  sent: Sent<Customization>,
): Promise<void> {
  const answer = await sent;
  judge(points.refused, answer, isRefused);
  const same = isStill(before);
  judge(points.unchanged, await settle.soon('get-after-update', () => api.get(before.id), same), same);
  // Where that is no more than a warning, what follows builds on what was done.
  if (answer.isSuccess) world.adopt(await sent.accepted());
}

/** What the target decides for itself, and what other points are about. */
const OPEN = new Set(['revision', 'createdDate', 'updatedDate', 'key', 'assignedProductsCount', 'sortOrder']);

/**
 * The answer shows the predicted entity.
 * @param known ids of choices that were there before; those of new ones are for the target to choose
 */
export function showsPredicted(
  expected: JsonObject,
  known: ReadonlySet<unknown> = new Set(),
): Matcher<Answer> {
  const stated = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(stated);
    if (!isObject(value)) return value;
    const isNew = 'choiceType' in value && !known.has(value.id);
    const kept = Object.entries(value).filter(([member]) => !OPEN.has(member) && !(member === 'id' && isNew));
    return Object.fromEntries(kept.map(([member, held]) => [member, stated(held)]));
  };
  const content = stated(expected) as JsonObject;
  return customizationThat(shown => compare(content, shown));
}

/** Where every way is fair, the target keeps to the one it took first. */
export function takesOneWay(world: World, question: string, way: unknown): Matcher<Answer> {
  const before = world.tookBefore(question, String(way));
  return () => unless(before === undefined, `${question}: ${before}, as before`, String(way));
}

export function customizationOf(body: unknown): JsonObject {
  const { customization } = isObject(body) ? body : {};
  return isObject(customization) ? customization : {};
}

/** Why the model refuses. */
export function reasonOf(body: unknown): string {
  const { message } = isObject(body) ? body : {};
  return typeof message === 'string' && message !== '' ? message : 'refused by the documentation';
}
