/** Requests that are in flight together, and what may come of each of them. */
import { type Answer, inWords } from '../../../engine/answer.ts';
import { isRefused } from '../../../engine/matchers/answers.ts';
import { type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import type { NewCustomization } from '../../../specs/openapi.types.ts';

/** Most requests of a race: all of them must find room in flight. */
export const MOST = 8;

/**
 * With these a valid write may be refused because of another one that is under way: a conflict, a precondition, too many
 * requests. Nothing says that a write without a revision never meets one (dossier 5.2; a stale revision is but one conflict).
 */
const GIVES_WAY = [409, 428, 429];

/** Whether the write was refused because of another one. */
export const givesWay = ({ status }: Answer): boolean => GIVES_WAY.includes(status);

/** Accepted, or refused because of another write. */
export const isAcceptedOrGivesWay: Matcher<Answer> = answer =>
  unless(
    answer.isSuccess || givesWay(answer),
    `accepted, or refused with ${GIVES_WAY.join(', ')}`,
    inWords(answer),
  );

/**
 * Sends them at once, and waits for every answer: what is still under way could not be cleaned up.
 * @throws UndecidedError when one of them was not answered
 */
export async function together<C extends readonly PromiseLike<Answer>[]>(calls: C): Promise<Answer[]> {
  const answers = await Promise.allSettled(calls);
  return answers.map(outcome => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/**
 * Of writes that carry the same revision so many at most are accepted, and the others refused.
 * @param rivals all of them; the matcher looks at them together, whichever it is shown
 */
export function won(rivals: readonly Answer[], least: number): Matcher<Answer> {
  return () => {
    const accepted = rivals.filter(({ isSuccess }) => isSuccess).length;
    const refused = rivals.filter(answer => isRefused(answer) === undefined).length;
    return unless(
      accepted >= least && accepted <= 1 && accepted + refused === rivals.length,
      `${least === 1 ? 'exactly' : 'at most'} one accepted, the others refused with 4xx`,
      rivals.map(inWords).join(', '),
    );
  };
}

/** The answer that shows best what is wrong with a race: the last success, or the last answer. */
export function telling(rivals: readonly Answer[], answered: readonly Answer[] = rivals): Answer | undefined {
  return rivals.findLast(({ isSuccess }) => isSuccess) ?? answered.at(-1);
}

/** A text option with these choices; it gets a name of the run. */
export function optionWith(names: readonly string[]): NewCustomization {
  return {
    name: 'Race',
    customizationType: 'PRODUCT_OPTION',
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: { choices: textChoices(names) },
  };
}

export const textChoices = (names: readonly string[]) =>
  names.map(name => ({ choiceType: 'CHOICE_TEXT' as const, name }));

/** `3 updates`, `1 update`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
