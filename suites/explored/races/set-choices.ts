/** Lists of choices that are set by calls in flight together: the last one stands, whole. */
import fc from 'fast-check';
import type { Answer } from '../../../engine/answer.ts';
import { type Cases, explored } from '../../../engine/check.ts';
import { choicesOf, customizationThat } from '../../../engine/matchers/entities.ts';
import { type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import { isAcceptedOrGivesWay, optionWith, textChoices, together } from './together.ts';

interface SetRace {
  /** The choices of each list, by numbers: the same number is the same name. */
  lists: number[][];
}

const named = (list: readonly number[]): string[] => list.map(number => `Choice ${number}`);

const CASES: Cases<SetRace> = {
  generated: fc.record({
    lists: fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 6,
    }),
  }),
  openings: [
    {
      lists: [
        [1, 2],
        [3, 4],
        [2, 5],
      ],
    },
  ],
  tell: ({ lists }) => [
    'create a text option with the choice Before',
    `set its choices to ${lists.map(list => `[${named(list).join(', ')}]`).join(', ')} by ${lists.length} calls at once`,
    'get it',
  ],
};

/** Its choices are exactly those of one of the lists. */
function holdsOneOf(lists: readonly string[][]): Matcher<Answer> {
  const inWords = (names: readonly unknown[]) => `[${names.map(String).toSorted().join(', ')}]`;
  const wanted = lists.map(inWords);
  return customizationThat(entity => {
    const found = inWords(choicesOf(entity).map(({ name }) => name));
    return unless(wanted.includes(found), `the choices ${[...new Set(wanted)].join(' or ')}`, found);
  });
}

export const setRaces = explored({
  id: 'customizations.races.set-choices',
  title: 'Of lists of choices set by calls in flight together exactly one stands at the end',
  profile: 'choices',
  points: {
    accepted: 'CUST-CHOICES-SET-001',
    whole: 'CUST-CHOICES-SET-002',
    visible: 'CUST-CHOICES-SET-018',
  },
  cases: CASES,
  async run({ api, given, judge, settle }, { lists }) {
    const { id } = await given.customization(optionWith(['Before']));
    const answers = await together(
      lists.map(list => api.setChoices(id, { choices: textChoices(named(list)) })),
    );
    for (const answer of answers) judge('accepted', answer, isAcceptedOrGivesWay);
    const set = lists.filter((_, i) => answers[i]?.isSuccess).map(named);
    const standing = holdsOneOf(set.length > 0 ? set : [['Before']]);
    const read = await settle.soon('get-after-choices', () => api.get(id), standing);
    const all = holdsOneOf([['Before'], ...lists.map(named)]);
    judge('whole', read, all);
    judge('visible', read, standing);
  },
});
