/** Faults of choices that are added, removed and set at once. */
import type { Entity } from '../../../specs/model/entity.ts';
import type { Call, OperationId, Reply } from '../../../specs/operations.ts';
import type { Change } from '../../change.ts';
import { type Fault, fault } from '../fault.ts';
import {
  about,
  type Choice,
  choicesOf,
  keep,
  pause,
  rehearsed,
  slow,
  type Tools,
  traffic,
  withChoices,
} from './race-tools.ts';

const ADD = 'addCustomizationChoices';
const SET = 'setCustomizationChoices';
const REMOVE = 'removeCustomizationChoices';

/** What the call would answer and make of the customization now; nothing when it would be refused. */
function foreseen(call: Call, tools: Tools): { reply: Reply; stale: Entity } | undefined {
  const { reply, after } = rehearsed(call, tools);
  const stale = after.customizations.find(({ id }) => id === call.customizationId);
  return reply.status < 300 && stale?.choicesSettings ? { reply, stale } : undefined;
}

interface Seen {
  /** What the operation was to make of it when it came in. */
  stale: Entity;
  /** What it has made of it. */
  now: Entity;
  /** What others made of it meanwhile; nothing when they left it alone. */
  meanwhile: Entity | undefined;
}

/** What the operation makes of the choices is looked at when it comes in, and written after the pause. */
const late = (operation: OperationId, merge: (seen: Seen) => Entity): Change =>
  slow(operation, tools => call => {
    const arrived = about(call, tools.model);
    const found = foreseen(call, tools);
    if (!found) return undefined;
    return pause().then(() => {
      const before = about(call, tools.model);
      const reply = tools.inside(call);
      const now = about(call, tools.model);
      const meanwhile = before === arrived ? undefined : before;
      if (now) keep(tools.model, merge({ stale: found.stale, now, meanwhile }));
      return reply;
    });
  });

const named = (choices: readonly Choice[]): ReadonlySet<string> => new Set(choices.map(({ name }) => name));

/** The choices of both. */
function union(one: Entity, other: Entity): Entity {
  const names = named(choicesOf(one));
  return withChoices(one, [...choicesOf(one), ...choicesOf(other).filter(({ name }) => !names.has(name))]);
}

/** Only the choices that the other one foresaw as well. */
function known({ stale, now }: Seen): Entity {
  const names = named(choicesOf(stale));
  return withChoices(
    now,
    choicesOf(now).filter(({ name }) => names.has(name)),
  );
}

/** Both were looked at before either was written, and the second one is written all the same. */
const twins = slow(ADD, tools => call => {
  const found = foreseen(call, tools);
  if (!found) return undefined;
  const before = new Set(choicesOf(about(call, tools.model)).map(({ id }) => id));
  return pause().then(() => {
    const reply = tools.inside(call);
    const now = about(call, tools.model);
    if (reply.status < 300 || !now) return reply;
    const own = choicesOf(found.stale).filter(({ id }) => !before.has(id));
    keep(tools.model, withChoices(now, [...choicesOf(now), ...own]));
    return found.reply;
  });
});

/** Refused for one of its choices, it has added the others already. */
const halfRefused = slow(ADD, tools => call => {
  const found = foreseen(call, tools);
  if (!found) return undefined;
  return pause().then(() => {
    const reply = tools.inside(call);
    const now = about(call, tools.model);
    if (reply.status >= 300 && now) keep(tools.model, union(now, found.stale));
    return reply;
  });
});

/** One id for the first choice of each call. */
const sharedIds = slow(ADD, ({ inside, model }) => {
  const adds = traffic();
  return call => {
    const before = about(call, model);
    if (!before) return undefined;
    return adds.during(before.id, async () => {
      const reply = inside(call);
      const now = about(call, model);
      const [own] = choicesOf(now).slice(choicesOf(before).length);
      const other = choicesOf(before).at(-1);
      if (now && own && other && adds.at(before.id) > 1)
        keep(
          model,
          withChoices(
            now,
            choicesOf(now).map(one => (one === own ? { ...one, id: other.id } : one)),
          ),
        );
      await pause();
      return reply;
    });
  };
});

/** One revision for several at once. */
const sharedRevision = slow(ADD, ({ inside, model }) => {
  const adds = traffic();
  return call => {
    const held = about(call, model);
    if (!held) return undefined;
    return adds.during(held.id, async () => {
      const reply = inside(call);
      const now = about(call, model);
      if (now && adds.at(held.id) > 1) keep(model, { ...now, revision: held.revision });
      await pause();
      return reply;
    });
  };
});

export const raceChoiceFaults: Fault[] = [
  fault(
    'race-add-loses-other',
    'CUST-CHOICES-ADD-028',
    'Of choices that are added at once only those of the last call are kept.',
    late(ADD, known),
  ),
  fault(
    'race-add-resurrects-removed',
    'CUST-CHOICES-REMOVE-023',
    'Adding brings back what was removed meanwhile.',
    late(ADD, ({ stale, now }) => union(now, stale)),
  ),
  fault(
    'race-remove-loses-other',
    'CUST-CHOICES-REMOVE-023',
    'Of choices that are removed at once only those of the last call are gone.',
    late(REMOVE, ({ stale, now }) => union(now, stale)),
  ),
  fault(
    'race-remove-loses-added',
    'CUST-CHOICES-ADD-028',
    'Removing takes what was added meanwhile along.',
    late(REMOVE, known),
  ),
  fault(
    'race-rename-loses-added',
    'CUST-CHOICES-ADD-028',
    'A rename takes what was added meanwhile along.',
    late('updateCustomization', known),
  ),
  fault(
    'race-twin-choices',
    ['CUST-CHOICES-ADD-013', 'CUST-MODEL-031'],
    'Choices of one name are both accepted when they are added at once.',
    twins,
  ),
  fault(
    'race-refused-add-half-written',
    'CUST-CHOICES-ADD-026',
    'Choices that are refused because of others added at once are added as far as they were valid.',
    halfRefused,
  ),
  fault('race-adds-share-ids', 'CUST-MODEL-026', 'Choices that are added at once get one id.', sharedIds),
  fault(
    'race-adds-share-revision',
    'CUST-CHOICES-ADD-017',
    'Choices that are added at once raise the revision once only.',
    sharedRevision,
  ),
  fault(
    'race-sets-merge',
    'CUST-CHOICES-SET-002',
    'Lists that are set at once are merged.',
    late(SET, ({ now, meanwhile }) => (meanwhile ? union(now, meanwhile) : now)),
  ),
];
