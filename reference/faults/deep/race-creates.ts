/** Faults of customizations that are created at once. */
import type { Entity } from '../../../specs/model/entity.ts';
import type { Model } from '../../../specs/model/model.ts';
import type { Reply } from '../../../specs/operations.ts';
import { type Fault, fault } from '../fault.ts';
import { edited, type Json, object, objects, shown } from '../tools.ts';
import { forget, keep, pause, race, slow } from './race-tools.ts';

interface Made {
  id: string;
  settings: string;
}

/** Creations that were under way with the same settings. */
function settingsOf(entity: Entity): string {
  return JSON.stringify([
    entity.customizationType,
    entity.customizationRenderType,
    (entity.choicesSettings?.choices ?? []).map(({ name, colorCode }) => [name, colorCode]),
  ]);
}

/** Where two of the same settings are being made, a third one takes the id of the first, and its place. */
function shareId(model: Model, id: string, made: Set<Made>): Made {
  const entity = model.get(id) as Entity;
  const settings = settingsOf(entity);
  const [twin, other] = [...made].filter(one => one.settings === settings);
  if (!twin || !other) return { id, settings };
  forget(model, id);
  keep(model, { ...entity, id: twin.id });
  return { id: twin.id, settings };
}

const createsShareId = race((inside, model) => {
  const made = new Set<Made>();
  return call => {
    if (call.operation !== 'createCustomization') return undefined;
    const reply = inside(call);
    const id = object(object(reply.body)?.customization)?.id;
    if (model.get(String(id))?.choicesSettings === undefined) return Promise.resolve(reply);
    const own = shareId(model, String(id), made);
    made.add(own);
    return pause().then(() => {
      made.delete(own);
      return edited(reply, copy => {
        for (const entity of shown(object(copy.body) ?? {})) entity.id = own.id;
      });
    });
  };
});

/** What a bulk answer says of each item. */
const metadataIn = ({ body }: Reply): Json[] =>
  objects(objects(object(body)?.results).map(result => result.itemMetadata));

/** The items get the ids of those of an earlier call, and are gone. */
function withIdsOf(earlier: readonly string[], reply: Reply, model: Model): Reply {
  return edited(reply, copy => {
    for (const [i, one] of metadataIn(copy).entries()) {
      if (earlier[i] === undefined) continue;
      forget(model, String(one.id));
      one.id = earlier[i];
    }
  });
}

/** Of two bulk creations at once that begin alike the later one answers with the ids of the earlier one. */
const bulksShareIds = slow('bulkCreateCustomizations', ({ inside, model }) => {
  const made = new Set<{ ids: string[]; settings: string }>();
  return call => {
    const reply = inside(call);
    const ids = metadataIn(reply).map(({ id }) => String(id));
    const first = model.get(ids[0] ?? '');
    if (!first?.choicesSettings) return Promise.resolve(reply);
    const own = { ids, settings: settingsOf(first) };
    const earlier = [...made].find(({ settings }) => settings === own.settings);
    made.add(own);
    return pause().then(() => {
      made.delete(own);
      return earlier ? withIdsOf(earlier.ids, reply, model) : reply;
    });
  };
});

export const raceCreateFaults: Fault[] = [
  fault(
    'race-creates-share-id',
    ['CUST-MODEL-003', 'CUST-CREATE-083'],
    'From the third creation at once with the same choices on, they get the id of the first one.',
    createsShareId,
  ),
  fault(
    'race-bulk-creates-share-ids',
    ['CUST-MODEL-003', 'CUST-BULK-002'],
    'Bulk creations at once whose first choices are the same answer with the ids of the first one.',
    bulksShareIds,
  ),
];
