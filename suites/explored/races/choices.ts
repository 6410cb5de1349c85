/** Choices added and removed by calls that are in flight together, and renames beside them: nobody's work is lost. */
import fc from 'fast-check';
import type { Answer } from '../../../engine/answer.ts';
import { type Cases, type CheckContext, explored } from '../../../engine/check.ts';
import { isRefused } from '../../../engine/matchers/answers.ts';
import { keepsChoices, lacksChoices, showsAsSent } from '../../../engine/matchers/choices.ts';
import { choicesOf, customizationThat, revisionOf, shows } from '../../../engine/matchers/entities.ts';
import { all, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { renaming } from '../../customizations/renaming.ts';
import { latestCustomization } from '../../products/latest.ts';
import { isAcceptedOrGivesWay, MOST, optionWith, telling, textChoices, together, won } from './together.ts';

/** Added choices are numbered: two calls that add the same number add the same name. */
type Sent = { call: 'add'; choices: number[] } | { call: 'remove' } | { call: 'rename' };

interface ChoiceRace {
  calls: Sent[];
}

const added = (number: number): string => `Added ${number}`;
const told = (sent: Sent): string =>
  sent.call === 'add' ? `add ${sent.choices.map(added).join(' and ')}` : sent.call;

const CASES: Cases<ChoiceRace> = {
  generated: fc.record({
    calls: fc.array(
      fc.oneof(
        fc.record({
          call: fc.constant('add' as const),
          choices: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ call: fc.constant('remove' as const) }),
        fc.record({ call: fc.constant('rename' as const) }),
      ),
      { minLength: 2, maxLength: MOST },
    ),
  }),
  openings: [
    {
      calls: [
        { call: 'rename' },
        { call: 'add', choices: [1, 2] },
        { call: 'remove' },
        { call: 'add', choices: [3] },
      ],
    },
    // Whichever of the two is refused, it has a choice that nobody else adds.
    {
      calls: [
        { call: 'add', choices: [1, 2] },
        { call: 'add', choices: [1, 3] },
      ],
    },
    { calls: [{ call: 'remove' }, { call: 'remove' }] },
  ],
  tell: ({ calls }) => [
    'create a text option with a choice to keep, and one more for each removal',
    `send at once: ${calls.map(told).join(', ')}`,
    'get it',
  ],
};

/** One call of the race, and what came of it. */
interface Done {
  sent: Sent;
  answer: Answer;
  /** The choice it is to remove. */
  removed?: object;
  /** The name it is to give. */
  name?: string;
}

type Points =
  | 'adds'
  | 'removals'
  | 'renames'
  | 'twins'
  | 'added'
  | 'refused'
  | 'kept'
  | 'gone'
  | 'once'
  | 'ids'
  | 'name'
  | 'revision';
type Context = CheckContext<Points>;

async function raced(
  { api, given }: Context,
  before: Customization,
  calls: readonly Sent[],
): Promise<Done[]> {
  const { id } = before;
  const removable = choicesOf(before).slice(1);
  const sent = calls.map(one => {
    if (one.call === 'add') {
      const choices = textChoices(one.choices.map(added));
      return { sent: one, call: api.addChoices(id, { choices }) };
    }
    if (one.call === 'rename') {
      const name = given.name('racer');
      return { sent: one, name, call: api.update(id, renaming(before, name)) };
    }
    const removed = removable.shift();
    return { sent: one, removed, call: api.removeChoices(id, { choiceIds: [String(removed?.id)] }) };
  });
  const answers = await together(sent.map(({ call }) => call));
  return sent.map(({ call, ...rest }, i) => ({ ...rest, answer: answers[i] as Answer }));
}

const numbersOf = ({ sent }: Done): number[] => (sent.call === 'add' ? sent.choices : []);
const accepted = ({ answer }: Done): boolean => answer.isSuccess;

/** A name that another call adds as well may be taken. */
const rivalsOf = (one: Done, all: readonly Done[]): Done[] =>
  all.filter(other => other !== one && numbersOf(other).some(number => numbersOf(one).includes(number)));

function judgeAnswers({ judge }: Context, done: readonly Done[]) {
  for (const one of done.filter(({ sent }) => sent.call === 'add')) {
    const rivals = rivalsOf(one, done);
    const mayBeTaken = rivals.length > 0 && isRefused(one.answer) === undefined;
    judge('adds', one.answer, mayBeTaken ? () => undefined : isAcceptedOrGivesWay);
    if (rivals.length === 0) continue;
    const taken = rivals.filter(accepted).length;
    const same = unless(!accepted(one) || taken === 0, 'each name accepted once', `${taken + 1} times`);
    judge('twins', one.answer, () => same);
  }
  for (const { sent, answer } of done)
    if (sent.call === 'remove') judge('removals', answer, isAcceptedOrGivesWay);
  const renames = done.flatMap(({ name, answer }) => (name === undefined ? [] : [answer]));
  const rename = telling(renames);
  if (rename) judge('renames', rename, won(renames, 0));
}

const distinct = (member: 'id' | 'name'): Matcher<Answer> =>
  customizationThat(entity => {
    const found = choicesOf(entity).map(choice => choice[member]);
    return unless(new Set(found).size === found.length, `every ${member} of a choice once`, found);
  });

/** Above what it was by at least one for each write that was accepted (SIL-38). */
const grewBy = (before: Customization, writes: number): Matcher<Answer> =>
  customizationThat(after => {
    const [was = 0n, is] = [revisionOf(before), revisionOf(after)];
    return unless(
      is !== undefined && is >= was + BigInt(writes),
      `a revision of at least ${was + BigInt(writes)}`,
      after.revision,
    );
  });

/** What the calls must have made of the customization, whichever came first. */
function outcomes(before: Customization, done: readonly Done[]): [Points, Matcher<Answer>][] {
  const removed = done.flatMap(one => (accepted(one) && one.removed ? [one.removed] : []));
  const kept = choicesOf(before).filter(({ id }) => !removed.some(gone => 'id' in gone && gone.id === id));
  const there = new Set(done.filter(accepted).flatMap(numbersOf));
  const refused = done.filter(one => !accepted(one)).flatMap(numbersOf);
  const nowhere = textChoices(refused.filter(number => !there.has(number)).map(added));
  const name = done.find(one => accepted(one) && one.name !== undefined)?.name ?? before.name;
  return [
    ['once', distinct('name')],
    ['ids', distinct('id')],
    ['added', showsAsSent(textChoices([...there].map(added)))],
    ['kept', keepsChoices(kept)],
    ...(removed.length > 0 ? ([['gone', lacksChoices(removed)]] as const) : []),
    ...(nowhere.length > 0 ? ([['refused', lacksChoices(nowhere)]] as const) : []),
    ['name', shows({ name })],
    ['revision', grewBy(before, done.filter(accepted).length)],
  ] as [Points, Matcher<Answer>][];
}

export const choiceRaces = explored({
  id: 'customizations.races.choices',
  title: 'Choices added and removed by calls in flight together are all there, or all gone',
  profile: 'choices',
  points: {
    adds: 'CUST-CHOICES-ADD-001',
    removals: 'CUST-CHOICES-REMOVE-001',
    renames: 'CUST-UPDATE-031',
    twins: 'CUST-CHOICES-ADD-013',
    added: 'CUST-CHOICES-ADD-028',
    refused: 'CUST-CHOICES-ADD-026',
    kept: 'CUST-CHOICES-ADD-002',
    gone: 'CUST-CHOICES-REMOVE-023',
    once: 'CUST-MODEL-031',
    ids: 'CUST-MODEL-026',
    name: 'CUST-UPDATE-011',
    revision: 'CUST-CHOICES-ADD-017',
  },
  cases: CASES,
  async run(context, { calls }) {
    const { api, given, judge, settle } = context;
    const removals = calls.filter(({ call }) => call === 'remove').map((_, i) => `Removed ${i + 1}`);
    const { id } = await given.customization(optionWith(['Kept', ...removals]));
    const before = await latestCustomization(context, id);
    const done = await raced(context, before, calls);
    judgeAnswers(context, done);
    const expected = outcomes(before, done);
    const whole = all(...expected.map(([, matcher]) => matcher));
    const read = await settle.soon('get-after-choices', () => api.get(id), whole);
    for (const [point, matcher] of expected) judge(point, read, matcher);
  },
});
