/** Sequences that add, set and remove choices, among creations, renames and deletions. */

import { randomUUID } from 'node:crypto';
import { deliberately } from '../../../engine/change.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import { plainChoice, plainKindOf } from '../../../generators/plain-customization.ts';
import {
  type ChoiceStep,
  type CoreStep,
  choiceStep,
  coreStep,
  type Sequence,
  STRANGER,
  sequence,
} from '../../../generators/steps.ts';
import type { Customization, NewChoice } from '../../../specs/openapi.types.ts';
import { type ActPoints, act } from './act.ts';
import { anotherRevision, CORE_OPENING, CORE_POINTS, follow, OPENING_ENTITY, takeCoreStep } from './core.ts';
import { tellSequence } from './telling.ts';
import type { World } from './world.ts';

export const CHOICE_POINTS = {
  ...CORE_POINTS,
  added: 'CUST-CHOICES-ADD-001',
  addRefused: 'CUST-CHOICES-ADD-013',
  addUndone: 'CUST-CHOICES-ADD-026',
  addRevised: 'CUST-CHOICES-ADD-017',
  addOrder: { soft: 'CUST-CHOICES-ADD-002' },
  set: 'CUST-CHOICES-SET-001',
  setRefused: 'CUST-CHOICES-SET-009',
  setUndone: 'CUST-CHOICES-SET-016',
  setRevised: 'CUST-CHOICES-SET-014',
  setOrder: 'CUST-CHOICES-SET-003',
  removed: 'CUST-CHOICES-REMOVE-001',
  removeRefused: 'CUST-CHOICES-REMOVE-007',
  removeUndone: 'CUST-CHOICES-REMOVE-010',
  removeRevised: 'CUST-CHOICES-REMOVE-014',
  removeOrder: 'CUST-CHOICES-REMOVE-002',
} as const;
type ChoicePoint = keyof typeof CHOICE_POINTS;
type Context = CheckContext<ChoicePoint>;

const ADD: ActPoints<ChoicePoint> = {
  done: 'added',
  refused: 'addRefused',
  unchanged: 'addUndone',
  revised: 'addRevised',
  order: 'addOrder',
};
const SET: ActPoints<ChoicePoint> = {
  done: 'set',
  refused: 'setRefused',
  unchanged: 'setUndone',
  revised: 'setRevised',
  order: 'setOrder',
};
const REMOVE: ActPoints<ChoicePoint> = {
  done: 'removed',
  refused: 'removeRefused',
  unchanged: 'removeUndone',
  revised: 'removeRevised',
  order: 'removeOrder',
};

/** Choices of those names that fit the customization; to one that has none, what would fit a text. */
export function choicesFor(entity: Customization, names: readonly string[]): NewChoice[] {
  const kind = plainKindOf(entity);
  return names.map((name, place) => plainChoice(kind, name, place));
}

const marked = <B>(body: B, difference?: string) =>
  difference === undefined ? body : deliberately(body, difference);

function addTo(context: Context, world: World, before: Customization, names: string[]): Promise<void> {
  const body = { choices: choicesFor(before, names) };
  return act(context, world, {
    call: { operation: 'addCustomizationChoices', customizationId: before.id, body },
    send: difference => context.api.addChoices(before.id, marked(body, difference)),
    before,
    points: ADD,
  });
}

function setOn(context: Context, world: World, before: Customization, names: string[]): Promise<void> {
  const held = choicesOf(before).map(({ name }) => name);
  const body = { choices: choicesFor(before, names) };
  return act(context, world, {
    call: { operation: 'setCustomizationChoices', customizationId: before.id, body },
    send: difference => context.api.setChoices(before.id, marked(body, difference)),
    before,
    points: SET,
    idsOpen: true,
    saysNothingNew: held.join('\n') === names.join('\n'),
  });
}

type Remove = Extract<ChoiceStep, { do: 'remove' }>;

function removeFrom(context: Context, world: World, before: Customization, step: Remove): Promise<void> {
  const { of, revision } = step;
  const choices = choicesOf(before);
  const idAt = (place: number) => (place === STRANGER ? undefined : choices[place % choices.length]?.id);
  // Each once: the same id twice is open (CUST-CHOICES-REMOVE-022).
  const choiceIds = [...new Set(of.map(place => String(idAt(place) ?? randomUUID())))];
  const body = {
    choiceIds,
    ...(revision !== 'none' && {
      revision: revision === 'stale' ? anotherRevision(before) : before.revision,
    }),
  };
  return act(context, world, {
    call: { operation: 'removeCustomizationChoices', customizationId: before.id, body },
    send: difference => context.api.removeChoices(before.id, marked(body, difference)),
    before,
    points: REMOVE,
    // A choice that others name as their primary may be kept (SIL-36).
    mayBeRefused: choices.some(
      ({ primaryChoiceIds }) =>
        Array.isArray(primaryChoiceIds) && primaryChoiceIds.some(id => choiceIds.includes(String(id))),
    ),
  });
}

/** Takes a step of this kind; one about something that is not there is passed over. */
export async function takeChoiceStep(context: Context, world: World, step: ChoiceStep): Promise<void> {
  const entity = world.at(step.at);
  if (!entity) return;
  if (step.do === 'add') return addTo(context, world, entity, step.names);
  if (step.do === 'set') return setOn(context, world, entity, step.names);
  return removeFrom(context, world, entity, step);
}

type AnyStep = CoreStep | ChoiceStep;
const isOfChoices = (step: AnyStep): step is ChoiceStep => ['add', 'set', 'remove'].includes(step.do);

/** Reaches every point of the choices; the free text that the core's opening leaves comes first. */
export const CHOICE_OPENING: Sequence<AnyStep> = {
  begin: CORE_OPENING.begin,
  steps: [
    ...CORE_OPENING.steps,
    { do: 'create', ...OPENING_ENTITY },
    { do: 'add', at: 1, names: ['d', 'c'] },
    { do: 'add', at: 1, names: ['c'] },
    { do: 'remove', at: 1, of: [0], revision: 'current' },
    { do: 'remove', at: 1, of: [STRANGER], revision: 'none' },
    { do: 'set', at: 1, names: ['f', 'e', 'c'] },
    { do: 'set', at: 0, names: ['a'] },
  ],
};

export const choiceSequences = explored<ChoicePoint, Sequence<AnyStep>>({
  id: 'customizations.explored.choice-sequences',
  title: 'Whatever is added, set and removed in whatever order, the choices are what was written last',
  profile: 'choices',
  points: CHOICE_POINTS,
  cases: {
    weight: 3,
    generated: sequence<AnyStep>(coreStep(), choiceStep(), choiceStep()),
    openings: [CHOICE_OPENING],
    tell: tellSequence,
  },
  run: (context, tried) =>
    follow(context, tried, (world, step) =>
      isOfChoices(step) ? takeChoiceStep(context, world, step) : takeCoreStep(context, world, step),
    ),
});
