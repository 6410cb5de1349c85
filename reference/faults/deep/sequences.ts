/** Faults that only a sequence of operations brings to light. */
import type { Choice, Entity } from '../../../specs/model/entity.ts';
import type { Semantics } from '../../../specs/model/semantics.ts';
import type { OperationId, Reply } from '../../../specs/operations.ts';
import { choiceNamesUnique, rule } from '../../../specs/rules.ts';
import { type Fault, fault, rules } from '../fault.ts';
import { QUERY } from '../page-tools.ts';
import { answers, around, calls, envelope, type Json, list, object, objects, queryOf } from '../tools.ts';

const RENAME = 'updateCustomization';
const ADD = 'addCustomizationChoices';
const SET = 'setCustomizationChoices';
const REMOVE = 'removeCustomizationChoices';
const REORDER = 'reorderCustomizationChoices';

interface Write {
  after: Entity;
  before: Entity;
  operation: OperationId;
  /** The operations that wrote this customization before, the last one first. */
  earlier: readonly OperationId[];
}

/** What is kept of a write depends on the writes before it; `keep` gives nothing where all is well. */
const keeping = (keep: (write: Write) => Entity | undefined) =>
  rules((sound: Semantics) => {
    const histories = new Map<string, OperationId[]>();
    return {
      persist(after, before, operation) {
        const kept = sound.persist(after, before, operation);
        const earlier = histories.get(after.id) ?? [];
        histories.set(after.id, [operation, ...earlier]);
        return (before && keep({ after: kept, before, operation, earlier })) ?? kept;
      },
    };
  });

const withChoices = (entity: Entity, choices: readonly Choice[]): Entity => ({
  ...entity,
  choicesSettings: { ...entity.choicesSettings, choices: [...choices] },
});

const choicesIn = (entity: Entity): readonly Choice[] => entity.choicesSettings?.choices ?? [];

const count = (earlier: readonly OperationId[], operation: OperationId): number =>
  earlier.filter(one => one === operation).length;

const namesIn = (body: Json): string[] => objects(body.choices).map(({ name }) => String(name));

/** A rule that the names of choices added by Add escape. */
const blindToAdded = rules((sound: Semantics) => {
  const added = new Map<string, Set<string>>();
  const seen = rule({
    ...choiceNamesUnique,
    find(value, stored) {
      const entity = stored as Entity | undefined;
      const own = entity && added.get(entity.id);
      if (!entity || !own) return choiceNamesUnique.find(value, stored);
      const known = choicesIn(entity).filter(({ name }) => !own.has(name));
      return choiceNamesUnique.find(value, withChoices(entity, known));
    },
  });
  return {
    rules: operation =>
      sound.rules(operation).map(one => (operation === ADD && one.id === choiceNamesUnique.id ? seen : one)),
    persist(after, before, operation) {
      if (before && operation === ADD) {
        const old = new Set(choicesIn(before).map(({ id }) => id));
        const fresh = choicesIn(after).filter(({ id }) => !old.has(id));
        added.set(after.id, new Set([...(added.get(after.id) ?? []), ...fresh.map(({ name }) => name)]));
      }
      return sound.persist(after, before, operation);
    },
  };
});

/** Deleted customizations that were renamed before are listed for ever. */
const ghosts = around(next => {
  const renames = new Map<string, number>();
  const dead = new Map<string, unknown>();
  return call => {
    const id = call.customizationId ?? '';
    const before =
      call.operation === 'deleteCustomization'
        ? next({ operation: 'getCustomization', customizationId: id })
        : undefined;
    const reply = next(call);
    if (reply.status !== 200) return reply;
    if (call.operation === RENAME) renames.set(id, (renames.get(id) ?? 0) + 1);
    if (before?.status === 200 && (renames.get(id) ?? 0) >= 2)
      dead.set(id, object(before.body)?.customization);
    if (call.operation !== QUERY) return reply;
    const asked = list(object(object(queryOf(object(call.body) ?? {}).filter)?.id)?.$in);
    const found = asked.flatMap(one => dead.get(String(one)) ?? []);
    if (found.length === 0) return reply;
    const body = object(reply.body) ?? {};
    return { ...reply, body: { ...body, customizations: [...list(body.customizations), ...found] } };
  };
});

export const sequenceFaults: Fault[] = [
  fault(
    'add-after-set-keeps-revision',
    ['CUST-CHOICES-ADD-017', 'CUST-MODEL-008'],
    'Adding choices right after setting them raises no revision.',
    keeping(({ after, before, operation, earlier }) =>
      operation === ADD && earlier[0] === SET ? { ...after, revision: before.revision } : undefined,
    ),
  ),
  fault(
    'remove-after-rename-keeps-revision',
    ['CUST-CHOICES-REMOVE-014', 'CUST-MODEL-008'],
    'Removing choices right after a rename raises no revision.',
    keeping(({ after, before, operation, earlier }) =>
      operation === REMOVE && earlier[0] === RENAME ? { ...after, revision: before.revision } : undefined,
    ),
  ),
  fault(
    'rename-after-add-sorts',
    ['CUST-UPDATE-013', 'CUST-GET-003'],
    'A rename right after an addition puts the choices in order of their names.',
    keeping(({ after, operation, earlier }) =>
      operation === RENAME && earlier[0] === ADD
        ? withChoices(
            after,
            choicesIn(after).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
          )
        : undefined,
    ),
  ),
  fault(
    'third-rename-drops-a-choice',
    ['CUST-UPDATE-012', 'CUST-UPDATE-013'],
    'The third rename loses the last choice.',
    keeping(({ after, operation, earlier }) =>
      operation === RENAME && count(earlier, RENAME) === 2 && choicesIn(after).length > 1
        ? withChoices(after, choicesIn(after).slice(0, -1))
        : undefined,
    ),
  ),
  fault(
    'second-add-in-a-row-loses-one',
    ['CUST-CHOICES-ADD-001', 'CUST-CHOICES-ADD-015'],
    'The second addition in a row loses the choice that came last.',
    keeping(({ after, operation, earlier }) =>
      operation === ADD && earlier[0] === ADD ? withChoices(after, choicesIn(after).slice(0, -1)) : undefined,
    ),
  ),
  fault(
    'reorder-after-add-keeps-last',
    ['CUST-CHOICES-REORDER-001', 'CUST-CHOICES-REORDER-002'],
    'Reordering right after an addition leaves the last choice where it was.',
    keeping(({ after, before, operation, earlier }) => {
      const last = choicesIn(before).at(-1);
      if (operation !== REORDER || earlier[0] !== ADD || !last) return undefined;
      return withChoices(after, [...choicesIn(after).filter(({ id }) => id !== last.id), last]);
    }),
  ),
  fault(
    'reorder-loses-links',
    'CUST-CHOICES-REORDER-003',
    'Reordering cuts the links between choices.',
    rules(sound => ({
      reordered: (stored, ids) =>
        sound.reordered(stored, ids).map(({ primaryChoiceIds, ...choice }) => choice),
    })),
  ),
  fault(
    'deleted-answers-after-two-renames',
    ['CUST-DELETE-004', 'CUST-GET-014'],
    'A customization that was renamed twice and deleted is still there for Get.',
    around(next => {
      const renames = new Map<string, number>();
      const last = new Map<string, Reply>();
      return call => {
        const id = call.customizationId ?? '';
        const reply = next(call);
        if (call.operation === RENAME && reply.status === 200) {
          renames.set(id, (renames.get(id) ?? 0) + 1);
          last.set(id, reply);
        }
        const isKept = call.operation === 'getCustomization' && (renames.get(id) ?? 0) >= 2;
        return isKept && reply.status === 404 ? (last.get(id) ?? reply) : reply;
      };
    }),
  ),
  fault(
    'deleted-listed-after-two-renames',
    ['CUST-QUERY-FIELDS-016', 'CUST-DELETE-005'],
    'A customization that was renamed twice stays in Query after its deletion.',
    ghosts,
  ),
  fault(
    'remove-of-both-ends-keeps-last',
    ['CUST-CHOICES-REMOVE-001', 'CUST-CHOICES-REMOVE-003'],
    'Where the first and the last choice are removed together, the last one stays.',
    rules(sound => ({
      without(stored, ids) {
        const [first, last] = [stored[0]?.id ?? '', stored.at(-1)?.id ?? ''];
        const isBoth = first !== last && ids.has(first) && ids.has(last) && ids.size < stored.length;
        return sound.without(stored, isBoth ? new Set([...ids].filter(id => id !== last)) : ids);
      },
    })),
  ),
  fault(
    'set-keeps-a-third',
    ['CUST-CHOICES-SET-001', 'CUST-CHOICES-SET-002'],
    'Where two choices or more go on, setting choices keeps one that should go.',
    rules(sound => ({
      replaced(stored, fresh) {
        const ids = new Set(fresh.map(({ id }) => id));
        const lost = stored.filter(({ id }) => !ids.has(id));
        const goOn = stored.length - lost.length;
        return [...sound.replaced(stored, fresh), ...(goOn >= 2 ? lost.slice(0, 1) : [])];
      },
    })),
  ),
  fault(
    'set-of-one-ignored',
    ['CUST-CHOICES-SET-001', 'CUST-CHOICES-SET-002'],
    'Setting the choices to one that is there already changes nothing.',
    rules(sound => ({
      replaced: (stored, fresh) =>
        fresh.length === 1 && stored.some(({ id }) => id === fresh[0]?.id)
          ? [...stored]
          : sound.replaced(stored, fresh),
    })),
  ),
  fault(
    'add-is-blind-to-added',
    ['CUST-CHOICES-ADD-013', 'CUST-MODEL-031'],
    'A name is taken twice when the first choice of that name was added too.',
    blindToAdded,
  ),
  fault(
    'removed-names-stay-taken',
    ['CUST-CHOICES-ADD-001', 'CUST-CHOICES-ADD-006'],
    'A choice cannot be added under the name of one that was removed.',
    around(next => {
      const removed = new Map<string, Set<string>>();
      return call => {
        const id = call.customizationId ?? '';
        const names = removed.get(id) ?? new Set<string>();
        if (call.operation === ADD && namesIn(object(call.body) ?? {}).some(name => names.has(name)))
          return envelope(400, 'FAULT');
        const before =
          call.operation === REMOVE
            ? next({ operation: 'getCustomization', customizationId: id })
            : undefined;
        const reply = next(call);
        if (before?.status === 200 && reply.status === 200) {
          const ids = new Set(list(object(call.body)?.choiceIds));
          const held = objects(object(object(object(before.body)?.customization)?.choicesSettings)?.choices);
          removed.set(
            id,
            new Set([...names, ...held.filter(one => ids.has(one.id)).map(({ name }) => String(name))]),
          );
        }
        return reply;
      };
    }),
  ),
  fault(
    'stale-removal-raises-revision',
    ['CUST-CHOICES-REMOVE-010', 'CUST-CHOICES-REMOVE-013'],
    'A removal that is refused for its revision raises the revision, once choices have been set.',
    around(next => {
      const changed = new Set<string>();
      return call => {
        const id = call.customizationId ?? '';
        const reply = next(call);
        if (call.operation === SET && reply.status === 200) changed.add(id);
        if (call.operation === REMOVE && reply.status === 409 && changed.has(id)) {
          const held = object(
            object(next({ operation: 'getCustomization', customizationId: id }).body)?.customization,
          );
          if (held)
            next({
              operation: RENAME,
              customizationId: id,
              body: { customization: { id, revision: held.revision, name: held.name } },
            });
        }
        return reply;
      };
    }),
  ),
  fault(
    'query-shows-second-name',
    ['CUST-QUERY-FIELDS-016', 'CUST-UPDATE-011'],
    'After three renames Query shows the name before the last.',
    around(next => {
      const names = new Map<string, string[]>();
      return call => {
        const reply = next(call);
        if (reply.status !== 200) return reply;
        const id = call.customizationId ?? '';
        const shown = object(object(reply.body)?.customization);
        if (call.operation === RENAME && shown) names.set(id, [...(names.get(id) ?? []), String(shown.name)]);
        if (call.operation !== QUERY) return reply;
        const copy = structuredClone(reply);
        for (const item of objects(object(copy.body)?.customizations)) {
          const known = names.get(String(item.id)) ?? [];
          if (known.length >= 3) item.name = known.at(-2);
        }
        return copy;
      };
    }),
  ),
  fault(
    'bulk-rename-forgets-the-fourth',
    ['CUST-BULK-021', 'CUST-BULK-024'],
    'The fourth item of a bulk update is told as done, and is not.',
    around(next => call => {
      if (call.operation !== 'bulkUpdateCustomizations') return next(call);
      const body = object(call.body) ?? {};
      const all = list(body.customizations);
      if (all.length < 4) return next(call);
      const id = object(object(all[3])?.customization)?.id;
      const before = next({ operation: 'getCustomization', customizationId: String(id) });
      const held = object(object(before.body)?.customization);
      const reply = next(call);
      const after = object(
        object(next({ operation: 'getCustomization', customizationId: String(id) }).body)?.customization,
      );
      if (reply.status === 200 && held && after)
        next({
          operation: RENAME,
          customizationId: String(id),
          body: { customization: { id, revision: after.revision, name: held.name } },
        });
      return reply;
    }),
  ),
  fault(
    'bulk-create-swaps-choices-of-three',
    ['CUST-BULK-002', 'CUST-BULK-011'],
    'In a bulk call of three or more, the choices of the second go to the third.',
    calls('bulkCreateCustomizations', (_call, body) => {
      const all = objects(body.customizations);
      const [, second, third] = all;
      if (!second || !third || second.customizationRenderType !== third.customizationRenderType) return;
      if (second.choicesSettings && third.choicesSettings) third.choicesSettings = second.choicesSettings;
    }),
  ),
  fault(
    'count-by-ids-ends-at-three',
    ['CUST-COUNT-010', 'CUST-COUNT-004'],
    'Of four by their ids Count counts three.',
    answers('countCustomizations', (body, _reply, call) => {
      const asked = list(object(object(object(call.body)?.filter)?.id)?.$in);
      if (
        asked.length > 3 &&
        Object.keys(object(object(call.body)?.filter) ?? {}).length === 1 &&
        Number(body.count) === 4
      )
        body.count = 3;
    }),
  ),
];
