/** Whether an answer to a create is about what was sent, and what such an answer makes of it. */

import type { Answer, JsonObject } from '../../engine/answer.ts';
import { choicesOf, customizationIn } from '../../engine/matchers/entities.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { GUID } from '../../specs/vocabulary.ts';

/** @throws UndecidedError when it shows another customization than was sent: its ids say nothing of this one */
export function demandOwn(answer: Answer, name: string): void {
  const shown = customizationIn(answer)?.name;
  if (typeof shown !== 'string' || shown === name) return;
  const reason = `asked to create ${show(name)}, the target showed ${show(shown)}`;
  throw new UndecidedError('control-refused', reason, answer.exchange);
}

export function everyChoiceHasOwnId(customization: JsonObject): Finding | undefined {
  const ids = choicesOf(customization).map(({ id }) => id);
  const good = ids.length > 0 && ids.every(id => typeof id === 'string' && GUID.test(id));
  return unless(good && new Set(ids).size === ids.length, 'an id of its own on every choice', show(ids));
}
