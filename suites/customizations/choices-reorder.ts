/** Reorder Customization Choices, a preview: a permutation of the ids becomes the order, and nothing else changes. */
import { randomUUID } from 'node:crypto';
import { type Answer, isObject } from '../../engine/answer.ts';
import { ABSENT, deliberately } from '../../engine/change.ts';
import type { Chapter } from '../../engine/check.ts';
import { applicationErrorOf, isRefusedWith } from '../../engine/matchers/answers.ts';
import { growsRevision, keepsChoices, ordersChoices } from '../../engine/matchers/choices.ts';
import { choicesOf, customizationIn, customizationThat } from '../../engine/matchers/entities.ts';
import { all, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { checkOf, choiceIds, demandEffect, givenChoices, REORDER } from './choice-operations.ts';
import {
  judgeUnchanged,
  type Mistake,
  passOverAccepted,
  refusals,
  staleRevision,
} from './choice-refusals.ts';
import { FREE_TEXT, SWATCH_MODIFIER, TEXT_OPTION } from './kinds.ts';

/** Neither the order of before nor its reverse. */
const TURNED = [2, 0, 3, 1];

const sortOrderIn = (customization: object): unknown => {
  const { choicesSettings } = customization as { choicesSettings?: unknown };
  return isObject(choicesSettings) ? choicesSettings.sortOrder : undefined;
};

const reorder = checkOf(REORDER, {
  id: 'reorder',
  title: 'The sent order is the order afterwards, in the answer and on Get; nothing else changes',
  points: {
    ordered: 'CUST-CHOICES-REORDER-001',
    persists: 'CUST-CHOICES-REORDER-002',
    kept: 'CUST-CHOICES-REORDER-003',
    revision: 'CUST-CHOICES-REORDER-013',
    sortOrder: 'CUST-CHOICES-REORDER-014',
  },
  async run(context) {
    const { api, judge, settle } = context;
    for (const kind of [TEXT_OPTION, SWATCH_MODIFIER]) {
      const before = await givenChoices(context, kind, 4);
      const ids = choiceIds(before, 4);
      const wanted = TURNED.map(place => ids[place] ?? '');
      const body = { revision: before.revision, choiceIds: wanted };
      const answer = await api.reorderChoices(before.id, body);
      const ordered = ordersChoices(
        wanted.map(id => ({ id })),
        'id',
      );
      judge('ordered', answer, ordered);
      demandEffect(answer, ordered);
      const read = await settle.soon('get-after-reorder-choices', () => api.get(before.id), ordered);
      judge('persists', read, ordered);
      for (const evidence of [answer, read]) {
        judge('kept', evidence, all(keepsChoices(choicesOf(before)), hasAsMany(before)));
        judge('revision', evidence, growsRevision(before));
      }
      // A hidden member: nothing is missing where it is not shown (SIL-20).
      if (sortOrderIn(customizationIn(read) ?? {}) === undefined)
        judge.inapplicable('sortOrder', 'the target does not show choicesSettings.sortOrder');
      else judge('sortOrder', read, isManual);
    }
  },
});

const isManual = customizationThat(customization =>
  unless(sortOrderIn(customization) === 'MANUAL', 'sortOrder MANUAL', sortOrderIn(customization)),
);

function hasAsMany(before: Customization): Matcher<Answer> {
  const count = choicesOf(before).length;
  return customizationThat(customization =>
    unless(choicesOf(customization).length === count, `${count} choices`, choicesOf(customization).length),
  );
}

/** A mismatch that, where it lists ids at all, lists this one (the reason of the rows). */
function mismatch(list: 'missingIds' | 'extraIds', id: unknown): Matcher<Answer> {
  return all(isRefusedWith('CHOICE_IDS_MISMATCH'), ({ body }) => {
    const data = applicationErrorOf(body)?.data;
    const listed = isObject(data) ? data[list] : undefined;
    // The target may spell an id it was sent in its own letter case (SIL-25).
    const same = (one: unknown) => String(one).toLowerCase() === String(id).toLowerCase();
    return unless(!Array.isArray(listed) || listed.some(same), `${show(id)} in ${list}, if any`, data);
  });
}

const idsOf = (current: Customization) => choiceIds(current, 3);
const FOREIGN = randomUUID();

const FORM: Mistake[] = [
  { point: 'noRevision', requirement: 'CUST-CHOICES-REORDER-004', path: 'revision', value: () => ABSENT },
  { point: 'empty', requirement: 'CUST-CHOICES-REORDER-010', path: 'choiceIds', value: () => [] },
  {
    point: 'tooMany',
    requirement: 'CUST-CHOICES-REORDER-011',
    path: 'choiceIds',
    value: current => [...idsOf(current), ...Array.from({ length: 1001 }, () => idsOf(current)[0])],
  },
  {
    point: 'noGuid',
    requirement: 'CUST-CHOICES-REORDER-012',
    path: 'choiceIds',
    value: current => [...idsOf(current), 'not-a-guid'],
  },
];

const MISMATCHES: Mistake[] = [
  {
    point: 'missing',
    requirement: 'CUST-CHOICES-REORDER-006',
    path: 'choiceIds',
    value: current => idsOf(current).slice(1),
    exactly: current => mismatch('missingIds', idsOf(current)[0]),
  },
  {
    point: 'foreign',
    requirement: 'CUST-CHOICES-REORDER-007',
    path: 'choiceIds',
    value: current => [...idsOf(current), FOREIGN],
    exactly: () => mismatch('extraIds', FOREIGN),
  },
  {
    point: 'repeated',
    requirement: 'CUST-CHOICES-REORDER-008',
    path: 'choiceIds',
    value: current => [...idsOf(current), idsOf(current)[0]],
    exactly: current => mismatch('extraIds', idsOf(current)[0]),
  },
];

const unchanged = 'CUST-CHOICES-REORDER-015';

const freeText = checkOf<string>(REORDER, {
  id: 'refuses.free-text',
  title: 'Free text has no choices to reorder',
  points: { refused: 'CUST-CHOICES-REORDER-009', unchanged },
  async run(context) {
    const { api, given, judge, draw } = context;
    const made = await givenChoices(context, TEXT_OPTION, 3);
    const body = REORDER.valid(TEXT_OPTION, made, 0);
    await api.reorderChoices(made.id, body).accepted();
    const text = await given.customization(draw(FREE_TEXT.arbitrary()));
    const sent = { ...body, revision: text.revision };
    const answer = await api.reorderChoices(text.id, deliberately(sent, 'sent to a free-text customization'));
    judge('refused', answer, isRefusedWith('DOESNT_SUPPORT_CHOICES'));
    await judgeUnchanged(context, REORDER, answer, text);
    passOverAccepted(judge, [answer]);
  },
});

export const reorderCustomizationChoices: Chapter = {
  title: 'Reorder Customization Choices (preview)',
  checks: [
    reorder,
    refusals(REORDER, {
      id: 'form',
      title: 'No revision, no ids, more than 1000 and one that is no GUID are refused',
      kind: TEXT_OPTION,
      unchanged,
      mistakes: FORM,
    }),
    refusals(REORDER, {
      id: 'mismatches',
      title: 'A list that lacks an id, has a foreign one or one twice is refused',
      kind: TEXT_OPTION,
      unchanged,
      mistakes: MISMATCHES,
    }),
    staleRevision(REORDER, 'CUST-CHOICES-REORDER-005', unchanged),
    freeText,
  ],
};
