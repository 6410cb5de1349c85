/** Update Customization Choices, a preview: links existing choices to primaries, and changes nothing else. */
import { randomUUID } from 'node:crypto';
import { inWords } from '../../engine/answer.ts';
import { ABSENT, change } from '../../engine/change.ts';
import type { Chapter } from '../../engine/check.ts';
import { hasStatus, isRefusedWith } from '../../engine/matchers/answers.ts';
import { growsRevision, keepsChoices } from '../../engine/matchers/choices.ts';
import { choicesOf, customizationIn } from '../../engine/matchers/entities.ts';
import { all } from '../../engine/matchers/matcher.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import {
  checkOf,
  choiceIds,
  demandEffect,
  givenChoices,
  isLinked,
  linkedIds,
  othersThan,
  UPDATE,
  unlinkedIds,
} from './choice-operations.ts';
import { accepted, type Mistake, refusals, staleRevision } from './choice-refusals.ts';
import { SWATCH_MODIFIER, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';

const link = checkOf(UPDATE, {
  id: 'link',
  title: 'A choice is linked to a primary, in the answer and on Get; the others stay as they were',
  points: {
    linked: 'CUST-CHOICES-UPDATE-001',
    revision: 'CUST-CHOICES-UPDATE-013',
    untouched: 'CUST-CHOICES-UPDATE-014',
  },
  async run(context) {
    const { api, judge, settle } = context;
    for (const kind of [TEXT_OPTION, SWATCH_MODIFIER]) {
      const before = await givenChoices(context, kind, 3);
      const [primary = '', id = ''] = choiceIds(before, 3);
      const choices = [{ choice: { id, primaryChoiceIds: [primary] } }];
      const answer = await api.updateChoices(before.id, { revision: before.revision, choices });
      const others = choicesOf(before).filter(choice => choice.id !== id);
      const old = choicesOf(before).find(choice => choice.id === id);
      const linked = keepsChoices([{ ...old, id, primaryChoiceIds: [primary] }]);
      judge('linked', answer, linked);
      demandEffect(answer, linked);
      const read = await settle.soon('get-after-update-choices', () => api.get(before.id), linked);
      judge('linked', read, linked);
      for (const evidence of [answer, read]) {
        judge('revision', evidence, growsRevision(before));
        judge('untouched', evidence, keepsChoices(others));
      }
    }
  },
});

const clear = checkOf(UPDATE, {
  id: 'observes.clear',
  title: 'An empty list of primaries for a linked choice',
  points: { observed: 'CUST-CHOICES-UPDATE-015' },
  async run(context) {
    const { api, judge } = context;
    const made = await givenChoices(context, TEXT_OPTION, 3);
    const current = await api.updateChoices(made.id, UPDATE.valid(TEXT_OPTION, made, 0)).accepted();
    const body = change(UPDATE.valid(TEXT_OPTION, current, 1), 'choices.0.choice.primaryChoiceIds', []);
    const answer = await api.updateChoices(made.id, body);
    const links = choicesOf(customizationIn(await api.get(made.id)) ?? {}).filter(isLinked);
    judge.observed('observed', answer, `${inWords(answer)}; ${links.length} choices are linked then`);
  },
});

/** Refusing is what the sources let expect, but a member left as it was will do (the reason of the row). */
const otherMembers = checkOf(UPDATE, {
  id: 'other-members',
  title: 'Other members of a choice cannot be changed: refused, or the value stays',
  points: { refused: 'CUST-CHOICES-UPDATE-008', stays: 'CUST-CHOICES-UPDATE-008' },
  async run(context) {
    const { api, judge, settle } = context;
    const made = await givenChoices(context, TEXT_MODIFIER, 3);
    let current = await accepted(context, UPDATE, TEXT_MODIFIER, made);
    linkedIds(current, 1);
    for (const [member, value] of Object.entries({ name: 'Renamed', defaultAddedPrice: '7.77' })) {
      const valid = UPDATE.valid(TEXT_MODIFIER, current, 1);
      const answer = await api.updateChoices(made.id, change(valid, `choices.0.choice.${member}`, value));
      judge(
        'refused',
        answer,
        answer.status === 200 ? () => undefined : isRefusedWith('UNSUPPORTED_CHOICE_FIELD'),
      );
      const stays = keepsChoices(choicesOf(current));
      const read = await settle.soon('get-after-update-choices', () => api.get(made.id), stays);
      judge('stays', read, stays);
      current = { ...current, revision: String(customizationIn(read)?.revision) };
    }
  },
});

const first = 'choices.0.choice';
/** After the control one choice is linked to the first of the others; the last of those is free. */
const free = (current: Customization) => unlinkedIds(current, 3).at(-1);

const FORM: Mistake[] = [
  { point: 'noRevision', requirement: 'CUST-CHOICES-UPDATE-002', path: 'revision', value: () => ABSENT },
  { point: 'missing', requirement: 'CUST-CHOICES-UPDATE-004', path: 'choices', value: () => ABSENT },
  { point: 'empty', requirement: 'CUST-CHOICES-UPDATE-004', path: 'choices', value: () => [] },
  {
    point: 'tooMany',
    requirement: 'CUST-CHOICES-UPDATE-005',
    path: 'choices',
    // The same valid item over and over, so that nothing but their number is wrong.
    value: current => Array.from({ length: 101 }, () => UPDATE.valid(TEXT_OPTION, current, 0).choices[0]),
  },
  { point: 'noChoice', requirement: 'CUST-CHOICES-UPDATE-006', path: first, value: () => ABSENT },
  { point: 'noId', requirement: 'CUST-CHOICES-UPDATE-006', path: `${first}.id`, value: () => ABSENT },
  {
    point: 'unknown',
    requirement: 'CUST-CHOICES-UPDATE-007',
    path: `${first}.id`,
    value: () => randomUUID(),
    exactly: () => all(hasStatus(404), isRefusedWith('CHOICE_NOT_FOUND')),
  },
];

const LINKS: Mistake[] = [
  {
    point: 'self',
    requirement: 'CUST-CHOICES-UPDATE-009',
    path: first,
    value: current => ({ id: free(current), primaryChoiceIds: [free(current)] }),
    code: 'PRIMARY_CHOICE_SELF_REFERENCE',
  },
  {
    point: 'unknown',
    requirement: 'CUST-CHOICES-UPDATE-010',
    path: `${first}.primaryChoiceIds`,
    value: () => [randomUUID()],
    code: 'PRIMARY_CHOICE_NOT_FOUND',
  },
  {
    point: 'secondLevel',
    requirement: 'CUST-CHOICES-UPDATE-011',
    path: first,
    value: current => ({ id: free(current), primaryChoiceIds: linkedIds(current, 1).slice(0, 1) }),
    code: 'PRIMARY_CHOICE_HIERARCHY_VIOLATION',
  },
];

/** Links one of six choices to as many primaries as there may be. */
const linksFour: typeof UPDATE = {
  ...UPDATE,
  valid(_, current) {
    const id = linkedIds(current)[0] ?? choiceIds(current, 6)[5] ?? '';
    return {
      revision: current.revision,
      choices: [{ choice: { id, primaryChoiceIds: othersThan(current, id, 4) } }],
    };
  },
};

export const updateCustomizationChoices: Chapter = {
  title: 'Update Customization Choices (preview)',
  checks: [
    link,
    otherMembers,
    refusals(UPDATE, {
      id: 'form',
      title: 'No revision, no choices, too many, and items that name no choice are refused',
      kind: TEXT_OPTION,
      unchanged: 'CUST-ERROR-024',
      mistakes: FORM,
    }),
    refusals(UPDATE, {
      id: 'links',
      title: 'Links to itself, to nothing and to a linked choice are refused',
      kind: TEXT_OPTION,
      unchanged: 'CUST-ERROR-024',
      mistakes: LINKS,
    }),
    refusals(linksFour, {
      id: 'five-primaries',
      title: 'Four primaries are taken, five are refused',
      kind: TEXT_OPTION,
      choices: 6,
      unchanged: 'CUST-ERROR-024',
      mistakes: [
        {
          point: 'tooMany',
          requirement: 'CUST-CHOICES-UPDATE-012',
          path: `${first}.primaryChoiceIds`,
          value: current => othersThan(current, String(linkedIds(current, 1)[0]), 5),
        },
      ],
    }),
    staleRevision(UPDATE, 'CUST-CHOICES-UPDATE-003', 'CUST-ERROR-024'),
    clear,
  ],
};
