/** Sequences that link and reorder choices, among everything else that changes them. */
import { deliberately } from '../../../engine/change.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { ordersChoices } from '../../../engine/matchers/choices.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import {
  type ChoiceStep,
  type CoreStep,
  choiceStep,
  coreStep,
  type PreviewStep,
  previewStep,
  type Sequence,
  sequence,
} from '../../../generators/steps.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { type ActPoints, act } from './act.ts';
import { CHOICE_OPENING, CHOICE_POINTS, takeChoiceStep } from './choices.ts';
import { anotherRevision, follow, takeCoreStep } from './core.ts';
import { tellSequence } from './telling.ts';
import type { World } from './world.ts';

const PREVIEW_POINTS = {
  ...CHOICE_POINTS,
  linked: 'CUST-CHOICES-UPDATE-001',
  linkRefused: 'CUST-CHOICES-UPDATE-011',
  linkUndone: { soft: 'CUST-CHOICES-UPDATE-014' },
  linkRevised: 'CUST-CHOICES-UPDATE-013',
  linkOrder: { soft: 'CUST-CHOICES-UPDATE-014' },
  reordered: 'CUST-CHOICES-REORDER-003',
  reorderRefused: 'CUST-CHOICES-REORDER-006',
  reorderUndone: 'CUST-CHOICES-REORDER-015',
  reorderRevised: 'CUST-CHOICES-REORDER-013',
  reorderOrder: 'CUST-CHOICES-REORDER-001',
  reorderStays: 'CUST-CHOICES-REORDER-002',
} as const;
type PreviewPoint = keyof typeof PREVIEW_POINTS;
type Context = CheckContext<PreviewPoint>;

const LINK: ActPoints<PreviewPoint> = {
  done: 'linked',
  refused: 'linkRefused',
  unchanged: 'linkUndone',
  revised: 'linkRevised',
  order: 'linkOrder',
};
const REORDER: ActPoints<PreviewPoint> = {
  done: 'reordered',
  refused: 'reorderRefused',
  unchanged: 'reorderUndone',
  revised: 'reorderRevised',
  order: 'reorderOrder',
};

type Link = Extract<PreviewStep, { do: 'link' }>;

async function link(context: Context, world: World, before: Customization, step: Link): Promise<void> {
  const choices = choicesOf(before);
  const choice = choices[step.of % choices.length];
  const primaryChoiceIds = [...new Set(step.to.map(place => String(choices[place % choices.length]?.id)))];
  const held = choice?.primaryChoiceIds;
  // What becomes of links that are sent again is open (SIL-56).
  if (!choice || (Array.isArray(held) && held.length > 0)) return;
  const body = {
    revision: step.stale ? anotherRevision(before) : before.revision,
    choices: [{ choice: { id: String(choice.id), primaryChoiceIds } }],
  };
  return act(context, world, {
    call: { operation: 'updateCustomizationChoices', customizationId: before.id, body },
    send: why => context.api.updateChoices(before.id, why === undefined ? body : deliberately(body, why)),
    before,
    points: LINK,
  });
}

/** The order that the target answered with is there for the next to read, too. */
async function judgeKept({ api, judge, settle }: Context, world: World, before: Customization) {
  const after = world.live.find(({ id }) => id === before.id);
  if (!after || after.revision === before.revision) return;
  const ordered = ordersChoices(choicesOf(after), 'id');
  judge('reorderStays', await settle.soon('get-after-update', () => api.get(after.id), ordered), ordered);
}

type Reorder = Extract<PreviewStep, { do: 'reorder' }>;

async function reorder(context: Context, world: World, before: Customization, step: Reorder): Promise<void> {
  const ids = choicesOf(before).map(({ id }) => String(id));
  const turn = ids.length === 0 ? 0 : step.turn % ids.length;
  const turned = [...ids.slice(turn), ...ids.slice(0, turn)];
  const choiceIds = step.lacks ? turned.slice(0, -1) : turned;
  // An empty list breaks another rule than the one in question.
  if (choiceIds.length === 0) return;
  const body = { revision: step.stale ? anotherRevision(before) : before.revision, choiceIds };
  await act(context, world, {
    call: { operation: 'reorderCustomizationChoices', customizationId: before.id, body },
    send: why => context.api.reorderChoices(before.id, why === undefined ? body : deliberately(body, why)),
    before,
    points: REORDER,
    // To the order they have: nothing changes, and whether that is an update is open (SIL-38).
    saysNothingNew: turn === 0,
  });
  await judgeKept(context, world, before);
}

async function takePreviewStep(context: Context, world: World, step: PreviewStep): Promise<void> {
  const entity = world.at(step.at);
  if (!entity) return;
  if (step.do === 'link') return link(context, world, entity, step);
  return reorder(context, world, entity, step);
}

type AnyStep = CoreStep | ChoiceStep | PreviewStep;

const isOfPreview = (step: AnyStep): step is PreviewStep => step.do === 'link' || step.do === 'reorder';
const isOfChoices = (step: AnyStep): step is ChoiceStep => ['add', 'set', 'remove'].includes(step.do);

/** The opening of the choices leaves number 2 with the choices f, e and c. */
const OPENING: Sequence<AnyStep> = {
  begin: CHOICE_OPENING.begin,
  steps: [
    ...CHOICE_OPENING.steps,
    { do: 'link', at: 1, of: 0, to: [1], stale: false },
    { do: 'link', at: 1, of: 1, to: [2], stale: false },
    { do: 'reorder', at: 1, turn: 1, lacks: false, stale: false },
    { do: 'reorder', at: 1, turn: 1, lacks: true, stale: false },
  ],
};

export const previewSequences = explored<PreviewPoint, Sequence<AnyStep>>({
  id: 'customizations.explored.preview-sequences',
  title: 'Whatever is linked and reordered in whatever order, the choices are what was written last',
  profile: 'preview',
  points: PREVIEW_POINTS,
  cases: {
    weight: 1.5,
    generated: sequence<AnyStep>(coreStep(), choiceStep(), previewStep(), previewStep()),
    openings: [OPENING],
    tell: tellSequence,
  },
  run: (context, tried) =>
    follow(context, tried, (world, step) => {
      if (isOfPreview(step)) return takePreviewStep(context, world, step);
      return isOfChoices(step) ? takeChoiceStep(context, world, step) : takeCoreStep(context, world, step);
    }),
});
