/** Set Customization Choices: the new list takes the place of the old one, whole. */
import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import type { Chapter } from '../../engine/check.ts';
import {
  growsRevision,
  holdsChoices,
  lacksChoices,
  ordersChoices,
  showsChoices,
} from '../../engine/matchers/choices.ts';
import { choicesOf, customizationIn, customizationThat } from '../../engine/matchers/entities.ts';
import { type Matcher, show } from '../../engine/matchers/matcher.ts';
import type { NewChoice } from '../../specs/openapi.types.ts';
import { GUID } from '../../specs/vocabulary.ts';
import { checkOf, demandEffect, givenChoices, newChoice, newChoices, SET } from './choice-operations.ts';
import { countsProducts, misfits, type Refusals, refusals, wrongTargets } from './choice-refusals.ts';
import { SWATCH_MODIFIER, TEXT_OPTION } from './kinds.ts';

const set = checkOf(SET, {
  id: 'set',
  title: 'The sent list is the whole list afterwards, in the answer and on Get',
  points: {
    accepted: 'CUST-CHOICES-SET-001',
    gone: 'CUST-CHOICES-SET-002',
    order: 'CUST-CHOICES-SET-003',
    ids: 'CUST-CHOICES-SET-004',
    revision: 'CUST-CHOICES-SET-014',
    visible: 'CUST-CHOICES-SET-018',
  },
  async run(context) {
    const { api, judge, settle } = context;
    for (const kind of [TEXT_OPTION, SWATCH_MODIFIER]) {
      const before = await givenChoices(context, kind, 3);
      const choices = newChoices(kind, 4);
      const exactly = holdsChoices(choices);
      const answer = await api.setChoices(before.id, { choices });
      judge('accepted', answer, exactly);
      demandEffect(answer, showsChoices(choices));
      const read = await settle.soon('get-after-set-choices', () => api.get(before.id), exactly);
      judge('visible', read, exactly);
      for (const evidence of [answer, read].filter(seen => !showsChoices(choices)(seen))) {
        judge('gone', evidence, lacksChoices(choicesOf(before)));
        judge('order', evidence, ordersChoices(choices, 'name'));
        judge('ids', evidence, givesIds(choices));
        judge('revision', evidence, growsRevision(before));
      }
    }
  },
});

function givesIds(sent: readonly NewChoice[]): Matcher<Answer> {
  return customizationThat(customization => {
    for (const { name } of sent) {
      const found = choicesOf(customization).find(choice => choice.name === name);
      if (!GUID.test(String(found?.id))) return { expected: `${name} with an id`, received: show(found) };
    }
    return undefined;
  });
}

const silences = checkOf(SET, {
  id: 'observes.ids',
  title: 'Which id a choice has that keeps its name, and one that the client makes up',
  points: { sameName: 'CUST-CHOICES-SET-005', sentId: 'CUST-CHOICES-SET-006' },
  async run(context) {
    const { api, judge } = context;
    const before = await givenChoices(context, TEXT_OPTION, 2);
    const [old] = choicesOf(before);
    const choices = [newChoice(TEXT_OPTION, { name: String(old?.name) }), newChoice(TEXT_OPTION, {}, 1)];
    const call = api.setChoices(before.id, { choices });
    const same = choicesOf(await call.accepted()).find(({ name }) => name === old?.name);
    judge.observed('sameName', await call, `the id ${same?.id === old?.id ? 'stays' : 'is new'}`);
    const id = '7c1d4b9e-2f38-4a65-9d07-c84e5b1f6a92';
    const answer = await api.setChoices(before.id, change({ choices }, 'choices.1.id', id));
    const kept = choicesOf(customizationIn(answer) ?? {}).some(choice => choice.id === id);
    const what = `accepted; the id ${kept ? 'is kept' : 'is replaced'}`;
    judge.observed('sentId', answer, answer.status === 200 ? what : undefined);
  },
});

const unchanged = 'CUST-CHOICES-SET-016';

const ROWS: Refusals[] = [
  {
    id: 'lists',
    title: 'An empty list, more than 1000 choices and a name twice are refused',
    kind: TEXT_OPTION,
    unchanged,
    mistakes: [
      { point: 'empty', requirement: 'CUST-CHOICES-SET-007', path: 'choices', value: () => [] },
      {
        point: 'tooMany',
        requirement: 'CUST-CHOICES-SET-008',
        path: 'choices',
        value: () => newChoices(TEXT_OPTION, 1001),
      },
      {
        point: 'repeated',
        requirement: 'CUST-CHOICES-SET-012',
        path: 'choices',
        value: () => [...newChoices(TEXT_OPTION, 2), ...newChoices(TEXT_OPTION, 1)],
        code: 'DUPLICATE_CHOICE_NAME',
      },
    ],
  },
  ...misfits('CUST-CHOICES-SET-010', 'CUST-CHOICES-SET-011', unchanged),
];

export const setCustomizationChoices: Chapter = {
  title: 'Set Customization Choices',
  checks: [
    set,
    countsProducts(SET, 'CUST-CHOICES-SET-017'),
    ...ROWS.map(row => refusals(SET, row)),
    wrongTargets(SET, {
      freeText: 'CUST-CHOICES-SET-009',
      code: 'DOESNT_SUPPORT_CHOICES',
      unknown: 'CUST-CHOICES-SET-015',
      unchanged,
    }),
    silences,
  ],
};
