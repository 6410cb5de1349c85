/** Credentials: who may come in, when a token is asked for. */
import { type Respond, refusal, type WireAnswer, type WireRequest } from './wire.ts';

/**
 * The answer that refuses a request; nothing for one that may come in.
 * @param inside what answers those that may
 */
export type Door = (request: WireRequest, token: string, inside: Respond) => WireAnswer | undefined;

/** Lets in who carries the token, bare or after `Bearer`. */
export const door: Door = ({ headers: { authorization } }, token) => {
  if (authorization === token || authorization === `Bearer ${token}`) return undefined;
  return authorization
    ? refusal(403, 'PERMISSION_DENIED', 'The credential is not accepted.')
    : refusal(401, 'UNAUTHENTICATED', 'The request carries no authorization.');
};
