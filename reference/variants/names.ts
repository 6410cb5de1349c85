/** Names that another customization has. */
import type { Call } from '../../specs/operations.ts';
import { CREATE } from '../faults/create-tools.ts';
import { around, envelope, inputOf, type Json, object } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const UPDATE = 'updateCustomization';

/**
 * Refuses what another customization stands in the way of. It keeps its own list of what was written: a look at Query
 * could be behind.
 */
const exclusive = (collides: (call: Call, sent: Json, other: Json) => boolean) =>
  around(next => {
    const held = new Map<unknown, Json>();
    return call => {
      const sent = inputOf(object(call.body) ?? {});
      if ([...held.values()].some(other => collides(call, sent, other)))
        return envelope(400, 'ALREADY_EXISTS');
      const reply = next(call);
      const shown = object(object(reply.body)?.customization);
      if (reply.status !== 200) return reply;
      if (call.operation === 'deleteCustomization') held.delete(call.customizationId);
      else if (shown && (call.operation === CREATE || call.operation === UPDATE)) held.set(shown.id, shown);
      return reply;
    };
  });

const ALIKE = ['name', 'customizationType', 'customizationRenderType'];

export const nameVariants: Variant[] = [
  variant(
    'twins-refused',
    'twins',
    ['SIL-29', 'CUST-CREATE-077'],
    'A second customization of the same name and types is refused.',
    exclusive(
      ({ operation }, sent, other) =>
        operation === CREATE && ALIKE.every(member => sent[member] === other[member]),
    ),
  ),
  variant(
    'rename-to-taken-name-refused',
    'taken names',
    ['CUST-UPDATE-035', 'SIL-29'],
    'A name that another customization has is refused.',
    exclusive(
      ({ operation, customizationId }, { name }, other) =>
        operation === UPDATE && name === other.name && customizationId !== other.id,
    ),
  ),
];
