/** Remove Customization Choices: the named ones go, the others stay what and where they are. */
import { randomUUID } from 'node:crypto';
import { type Answer, inWords } from '../../engine/answer.ts';
import { ABSENT, change } from '../../engine/change.ts';
import type { Chapter } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import { growsRevision, keepsChoices, lacksChoices, ordersChoices } from '../../engine/matchers/choices.ts';
import { choicesOf, customizationIn, customizationThat } from '../../engine/matchers/entities.ts';
import { all, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import {
  ADD,
  checkOf,
  choiceIds,
  demandEffect,
  givenChoices,
  linkedIds,
  newChoice,
  REMOVE,
} from './choice-operations.ts';
import {
  accepted,
  countsProducts,
  type Refusals,
  refusals,
  staleRevision,
  wrongTargets,
} from './choice-refusals.ts';
import { linksOf } from './facts.ts';
import { SWATCH_MODIFIER, TEXT_OPTION } from './kinds.ts';

/** The choices that stay and those that go, when these ids are removed. */
function split(customization: Customization, ids: readonly string[]) {
  const choices = choicesOf(customization);
  const goes = (choice: { id?: unknown }) => ids.includes(String(choice.id));
  return { gone: choices.filter(goes), rest: choices.filter(choice => !goes(choice)) };
}

const remove = checkOf(REMOVE, {
  id: 'remove',
  title: 'A removed choice is gone, in the answer and on Get; the others stay as they were',
  points: {
    accepted: 'CUST-CHOICES-REMOVE-001',
    kept: 'CUST-CHOICES-REMOVE-002',
    withoutRevision: 'CUST-CHOICES-REMOVE-011',
    revision: 'CUST-CHOICES-REMOVE-014',
    ofModifier: 'CUST-CHOICES-REMOVE-019',
    visible: 'CUST-CHOICES-REMOVE-023',
  },
  async run(context) {
    const { api, judge, settle } = context;
    for (const kind of [TEXT_OPTION, SWATCH_MODIFIER]) {
      const before = await givenChoices(context, kind, 4);
      const ids = choiceIds(before, 4).slice(1, 2);
      const { gone, rest } = split(before, ids);
      const answer = await api.removeChoices(before.id, { choiceIds: ids });
      judge('accepted', answer, lacksChoices(gone));
      judge('withoutRevision', answer, lacksChoices(gone));
      if (kind === SWATCH_MODIFIER) judge('ofModifier', answer, lacksChoices(gone));
      demandEffect(answer, lacksChoices(gone));
      const read = await settle.soon(
        'get-after-remove-choices',
        () => api.get(before.id),
        lacksChoices(gone),
      );
      judge('visible', read, lacksChoices(gone));
      for (const evidence of [answer, read]) {
        judge('kept', evidence, all(keepsChoices(rest), ordersChoices(rest, 'id')));
        judge('revision', evidence, growsRevision(before));
      }
    }
  },
});

const several = checkOf(REMOVE, {
  id: 'several',
  title: 'Several choices are removed in one call',
  points: { removed: 'CUST-CHOICES-REMOVE-003' },
  async run(context) {
    const { api, judge, settle } = context;
    const before = await givenChoices(context, TEXT_OPTION, 5);
    const ids = choiceIds(before, 5).slice(1, 4);
    const gone = lacksChoices(split(before, ids).gone);
    judge('removed', await api.removeChoices(before.id, { choiceIds: ids }), gone);
    judge('removed', await settle.soon('get-after-remove-choices', () => api.get(before.id), gone), gone);
  },
});

const withRevision = checkOf(REMOVE, {
  id: 'with-revision',
  title: 'The current revision may come with the call',
  points: { removed: 'CUST-CHOICES-REMOVE-012' },
  async run(context) {
    const { api, judge, settle } = context;
    const before = await givenChoices(context, TEXT_OPTION, 3);
    const ids = choiceIds(before, 3).slice(0, 1);
    const gone = lacksChoices(split(before, ids).gone);
    const { revision } = before;
    judge('removed', await api.removeChoices(before.id, { choiceIds: ids, revision }), gone);
    judge('removed', await settle.soon('get-after-remove-choices', () => api.get(before.id), gone), gone);
  },
});

/** One source strips the id, another refuses the call (SIL-36): both are right. */
const primary = checkOf(REMOVE, {
  id: 'primary',
  title: 'When a primary choice is removed, nothing is linked to it any more, and what was linked stays',
  points: { unlinked: 'CUST-CHOICES-REMOVE-015', observed: 'CUST-CHOICES-REMOVE-016' },
  async run(context) {
    const { api, judge, settle } = context;
    const made = await givenChoices(context, TEXT_OPTION, 3);
    const ids = choiceIds(made, 3).slice(0, 1);
    const linked = newChoice(TEXT_OPTION, { primaryChoiceIds: ids });
    const adding = { ...ADD, valid: () => ({ choices: [linked] }) };
    const before = await accepted(context, adding, TEXT_OPTION, made);
    const [linkedId = ''] = linkedIds(before, 1);
    const answer = await api.removeChoices(made.id, { choiceIds: ids });
    judge.observed('observed', answer, `removing a primary that is referenced was ${inWords(answer)}`);
    if (isRefused(answer) === undefined) return judge.inapplicable('unlinked', 'the removal was refused');
    demandEffect(answer, lacksChoices(split(before, ids).gone));
    const left = isUnlinkedFrom(linkedId, ids);
    judge('unlinked', answer, left);
    judge('unlinked', await settle.soon('get-after-remove-choices', () => api.get(made.id), left), left);
  },
});

/** The choice is still there, and names none of these as its primary. */
function isUnlinkedFrom(linked: string, primaries: readonly string[]): Matcher<Answer> {
  return customizationThat(customization => {
    const found = choicesOf(customization).find(({ id }) => id === linked);
    const holds = found && !linksOf(found).some(id => primaries.includes(String(id)));
    return unless(holds === true, 'the linked choice, without the link', show(found));
  });
}

const twice = checkOf(REMOVE, {
  id: 'observes.id-twice',
  title: 'One id twice in the list',
  points: { observed: 'CUST-CHOICES-REMOVE-022' },
  async run(context) {
    const { api, judge } = context;
    const made = await givenChoices(context, TEXT_OPTION, 4);
    const current = await api.removeChoices(made.id, REMOVE.valid(TEXT_OPTION, made, 0)).accepted();
    const [id = ''] = choiceIds(current, 2);
    const body = change({ choiceIds: [id] }, 'choiceIds', [id, id]);
    const answer = await api.removeChoices(made.id, body);
    const after = choicesOf(customizationIn(await api.get(made.id)) ?? {});
    judge.observed('observed', answer, `${inWords(answer)}; ${after.length} of 3 choices are left`);
  },
});

const allIds = (current: Customization) => choiceIds(current, 2);
const firstId = (current: Customization) => allIds(current).slice(0, 1);

const ROWS: Refusals[] = [
  {
    id: 'lists',
    title: 'No ids, more than 100, one that is no GUID and one that is no choice are refused',
    kind: TEXT_OPTION,
    unchanged: 'CUST-ERROR-024',
    mistakes: [
      { point: 'missing', requirement: 'CUST-CHOICES-REMOVE-004', path: 'choiceIds', value: () => ABSENT },
      { point: 'empty', requirement: 'CUST-CHOICES-REMOVE-004', path: 'choiceIds', value: () => [] },
      {
        // One id of the customization over and over: 101 made-up ones would be refused for being unknown.
        point: 'tooMany',
        requirement: 'CUST-CHOICES-REMOVE-005',
        path: 'choiceIds',
        value: current => Array.from({ length: 101 }, () => firstId(current)[0]),
      },
      {
        point: 'noGuid',
        requirement: 'CUST-CHOICES-REMOVE-006',
        path: 'choiceIds',
        value: current => [...firstId(current), 'not-a-guid'],
      },
      {
        point: 'unknown',
        requirement: 'CUST-CHOICES-REMOVE-007',
        path: 'choiceIds',
        value: () => [randomUUID()],
        code: 'CHOICE_NOT_FOUND',
      },
    ],
  },
  {
    id: 'partly-unknown',
    title: 'Known and unknown ids together are refused as a whole',
    kind: TEXT_OPTION,
    unchanged: 'CUST-CHOICES-REMOVE-008',
    mistakes: [
      {
        point: 'refused',
        requirement: 'CUST-CHOICES-REMOVE-008',
        path: 'choiceIds',
        value: current => [...firstId(current), randomUUID()],
      },
    ],
  },
  {
    id: 'all',
    title: 'Removing every choice is refused, and the list stays',
    kind: TEXT_OPTION,
    unchanged: 'CUST-CHOICES-REMOVE-010',
    mistakes: [
      {
        point: 'refused',
        requirement: 'CUST-CHOICES-REMOVE-009',
        path: 'choiceIds',
        value: allIds,
        code: 'NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES',
      },
    ],
  },
];

export const removeCustomizationChoices: Chapter = {
  title: 'Remove Customization Choices',
  checks: [
    remove,
    several,
    withRevision,
    primary,
    countsProducts(REMOVE, 'CUST-CHOICES-REMOVE-024'),
    ...ROWS.map(row => refusals(REMOVE, row)),
    staleRevision(
      { ...REMOVE, valid: (_, current) => ({ choiceIds: firstId(current), revision: current.revision }) },
      'CUST-CHOICES-REMOVE-013',
      'CUST-ERROR-024',
    ),
    wrongTargets(REMOVE, {
      freeText: 'CUST-CHOICES-REMOVE-020',
      unknown: 'CUST-CHOICES-REMOVE-021',
      unchanged: 'CUST-ERROR-024',
    }),
    twice,
  ],
};
