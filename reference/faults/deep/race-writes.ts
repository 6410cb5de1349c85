/** Faults of customizations that are updated and deleted at once. */
import type { Entity } from '../../../specs/model/entity.ts';
import type { Call } from '../../../specs/operations.ts';
import { type Fault, fault } from '../fault.ts';
import { envelope, inputOf, object } from '../tools.ts';
import { about, keep, pause, rehearsed, slow, traffic } from './race-tools.ts';

const UPDATE = 'updateCustomization';

/** The update as if it carried the current revision. */
function brought({ body, ...call }: Call, { revision }: Entity): Call {
  const sent = object(body) ?? {};
  return { ...call, body: { ...sent, customization: { ...inputOf(sent), revision } } };
}

/** Reads before and writes after the pause: what came between is written over. */
const lostUpdate = slow(UPDATE, tools => call => {
  const held = about(call, tools.model);
  // What was never updated is compared in time.
  if (!held || held.revision === '1') return undefined;
  const { reply, after } = rehearsed(call, tools);
  const written = after.customizations.find(({ id }) => id === held.id);
  return pause().then(() => {
    if (reply.status >= 300 || !written || !tools.model.get(held.id)) return tools.inside(call);
    keep(tools.model, written);
    return reply;
  });
});

const thirdWins = slow(UPDATE, ({ inside, model }) => {
  const updates = traffic();
  return call => {
    const held = about(call, model);
    if (!held) return undefined;
    return updates.during(held.id, async () => {
      const reply = inside(updates.at(held.id) > 2 ? brought(call, held) : call);
      await pause();
      return reply;
    });
  };
});

/** The loser is refused, but its name is there already. */
const loserLeavesName = slow(UPDATE, ({ inside, model }) => {
  const updates = traffic();
  return call => {
    const held = about(call, model);
    if (!held) return undefined;
    return updates.during(held.id, async () => {
      const reply = inside(call);
      const { name } = inputOf(object(call.body) ?? {});
      if (reply.status >= 300 && updates.at(held.id) > 2) keep(model, { ...held, name: String(name) });
      await pause();
      return reply;
    });
  };
});

/** What was deleted meanwhile is there again. */
const resurrects = slow(UPDATE, tools => call => {
  const { reply, after } = rehearsed(call, tools);
  const written = after.customizations.find(({ id }) => id === call.customizationId);
  return pause().then(() => {
    if (reply.status >= 300 || !written || tools.model.get(written.id)) return tools.inside(call);
    keep(tools.model, written);
    return reply;
  });
});

const crowdedDelete = slow('deleteCustomization', ({ inside }) => {
  const deletions = traffic();
  return call => {
    const id = call.customizationId ?? '';
    return deletions.during(id, async () => {
      const reply = inside(call);
      const crowded = deletions.at(id) > 1;
      await pause();
      return reply.status === 404 && crowded ? envelope(500, 'INTERNAL') : reply;
    });
  };
});

export const raceWriteFaults: Fault[] = [
  fault(
    'race-lost-update',
    'CUST-UPDATE-031',
    'Of two updates at once of what was updated before, the second one writes over the first.',
    lostUpdate,
  ),
  fault(
    'race-third-update-wins',
    'CUST-UPDATE-031',
    'From the third update at once on, the last one is written whatever its revision.',
    thirdWins,
  ),
  fault(
    'race-loser-leaves-name',
    'CUST-UPDATE-030',
    'An update that is refused beside two others leaves its name behind.',
    loserLeavesName,
  ),
  fault(
    'race-update-resurrects-deleted',
    'CUST-DELETE-004',
    'An update that is under way when its customization is deleted writes it anew.',
    resurrects,
  ),
  fault(
    'race-second-delete-500',
    'CUST-DELETE-008',
    'Deleting what is just being deleted answers 500.',
    crowdedDelete,
  ),
];
