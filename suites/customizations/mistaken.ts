import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import type { CheckContext } from '../../engine/check.ts';
import type { Kind } from './kinds.ts';

/** Sends a create with one thing wrong; the kind's control was accepted before. */
export async function mistaken(
  { api, given, draw, use }: Pick<CheckContext, 'api' | 'given' | 'draw' | 'use'>,
  kind: Kind,
  path: string,
  value: unknown,
): Promise<Answer> {
  await use(kind.control);
  return api.create(change({ customization: given.named(draw(kind.arbitrary(), path)) }, path, value));
}
