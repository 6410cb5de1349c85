/** What may come between the reading and the writing of an operation. The model itself answers each call in one go. */
import type { Model } from '../specs/model/model.ts';
import type { Call, Reply } from '../specs/operations.ts';
import type { Handle } from './wire.ts';

/**
 * Sees calls as they come in, while others are under way.
 * @param inside answers in one go
 * @param model what `inside` keeps its entities in
 * @returns the reply once it is made; nothing for a call that goes its usual way
 */
export type Race = (inside: Handle, model: Model) => (call: Call) => Promise<Reply> | undefined;

/** The first of them that takes a call in hand answers it. */
export function anyOf(races: readonly Race[]): Race {
  return (inside, model) => {
    const all = races.map(race => race(inside, model));
    return call => {
      for (const race of all) {
        const reply = race(call);
        if (reply) return reply;
      }
      return undefined;
    };
  };
}
