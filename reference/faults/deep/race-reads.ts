/** Faults of reads while a write is under way: what they show never was. */
import type { Entity } from '../../../specs/model/entity.ts';
import type { Call, OperationId, Reply } from '../../../specs/operations.ts';
import type { Change } from '../../change.ts';
import type { Handle } from '../../wire.ts';
import { type Fault, fault } from '../fault.ts';
import { edited, object, objects, shown } from '../tools.ts';
import { about, type Choice, choicesOf, pause, race } from './race-tools.ts';

const UPDATE = 'updateCustomization';
const ADD = 'addCustomizationChoices';
const SET = 'setCustomizationChoices';
const REMOVE = 'removeCustomizationChoices';
const GET = ['getCustomization'] as const;
const QUERY = ['queryCustomizations'] as const;

/** Reads while an update is under way show what the edit makes of it. */
const duringUpdate = (
  reads: readonly OperationId[],
  edit: (shown: Record<string, unknown>, before: Entity) => void,
): Change =>
  race((inside, model) => {
    const underWay = new Map<string, Entity>();
    return call => {
      const held = about(call, model);
      if (call.operation === UPDATE && held) return updated(call, held, underWay, inside);
      if (underWay.size === 0 || !reads.includes(call.operation)) return undefined;
      const reply = inside(call);
      if (reply.status >= 300) return undefined;
      const seen = edited(reply, copy => {
        for (const entity of shown(object(copy.body) ?? {})) {
          const before = underWay.get(String(entity.id));
          if (before) edit(entity, before);
        }
      });
      return Promise.resolve(seen);
    };
  });

async function updated(
  call: Call,
  held: Entity,
  underWay: Map<string, Entity>,
  inside: Handle,
): Promise<Reply> {
  const reply = inside(call);
  if (reply.status >= 300) return reply;
  underWay.set(held.id, held);
  await pause();
  underWay.delete(held.id);
  return reply;
}

/** Reads while choices are written show something that is neither what was nor what will be. */
const duringWrite = (
  operation: OperationId,
  half: (before: readonly Choice[], after: readonly Choice[]) => readonly Choice[],
): Change =>
  race((inside, model) => {
    const underWay = new Map<string, readonly Choice[]>();
    return call => {
      const before = about(call, model);
      if (call.operation === operation && before) {
        const reply = inside(call);
        if (reply.status >= 300) return undefined;
        underWay.set(before.id, half(choicesOf(before), choicesOf(model.get(before.id))));
        return pause().then(() => {
          underWay.delete(before.id);
          return reply;
        });
      }
      if (call.operation !== 'getCustomization' || underWay.size === 0) return undefined;
      const seen = edited(inside(call), copy => {
        for (const entity of shown(object(copy.body) ?? {})) {
          const choices = underWay.get(String(entity.id));
          if (choices) entity.choicesSettings = { choices: objects(choices) };
        }
      });
      return Promise.resolve(seen);
    };
  });

export const raceReadFaults: Fault[] = [
  fault(
    'race-half-renamed-read',
    'CUST-MODEL-008',
    'Get during an update shows the new name under the old revision.',
    duringUpdate(GET, (entity, { revision }) => {
      entity.revision = revision;
    }),
  ),
  fault(
    'race-half-renamed-list',
    'CUST-QUERY-FIELDS-016',
    'Query during an update shows the old name under the new revision.',
    duringUpdate(QUERY, (entity, { name }) => {
      entity.name = name;
    }),
  ),
  fault(
    'race-renamed-read-lacks-choices',
    'CUST-UPDATE-013',
    'Get during an update shows one choice only.',
    duringUpdate(GET, entity => {
      const settings = object(entity.choicesSettings);
      if (settings) settings.choices = objects(settings.choices).slice(0, 1);
    }),
  ),
  fault(
    'race-half-set-read',
    'CUST-CHOICES-SET-001',
    'Reads while a list is set show old and new choices together.',
    duringWrite(SET, (before, after) => [...before, ...after.slice(0, 1)]),
  ),
  fault(
    'race-half-added-read',
    'CUST-CHOICES-ADD-006',
    'Reads while choices are added show the first of them only.',
    duringWrite(ADD, (before, after) => after.slice(0, before.length + 1)),
  ),
  fault(
    'race-add-hides-others-from-reads',
    'CUST-CHOICES-ADD-002',
    'Reads while choices are added show those alone.',
    duringWrite(ADD, (before, after) => after.slice(before.length)),
  ),
  fault(
    'race-remove-hides-others-from-reads',
    'CUST-CHOICES-REMOVE-002',
    'Reads while a choice is removed show one of the others only.',
    duringWrite(REMOVE, (_, after) => after.slice(0, 1)),
  ),
];
