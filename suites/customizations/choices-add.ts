/** Add Customization Choices: the new choices stand beside the old ones, which stay what they are. */
import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import type { Chapter } from '../../engine/check.ts';
import { growsRevision, holdsChoices, keepsChoices, showsChoices } from '../../engine/matchers/choices.ts';
import {
  choicesOf,
  customizationIn,
  customizationThat,
  instant,
  shows,
} from '../../engine/matchers/entities.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { GUID } from '../../specs/vocabulary.ts';
import { ADD, checkOf, demandEffect, givenChoices, newChoice, newChoices } from './choice-operations.ts';
import { countsProducts } from './choice-refusals.ts';
import { addLimits } from './choices-add-limits.ts';
import { addLinks } from './choices-add-links.ts';
import { addRefusals } from './choices-add-refusals.ts';
import { isText } from './facts.ts';
import { SWATCH_MODIFIER, TEXT_OPTION } from './kinds.ts';

const add = checkOf(ADD, {
  id: 'add',
  title: 'An added choice stands beside the old ones, in the answer and on Get',
  points: {
    accepted: 'CUST-CHOICES-ADD-001',
    kept: 'CUST-CHOICES-ADD-002',
    ids: 'CUST-CHOICES-ADD-003',
    keys: { soft: 'CUST-CHOICES-ADD-003' },
    order: 'CUST-CHOICES-ADD-004',
    bothTypes: 'CUST-CHOICES-ADD-005',
    withoutRevision: 'CUST-CHOICES-ADD-016',
    revision: 'CUST-CHOICES-ADD-017',
    updatedDate: 'CUST-CHOICES-ADD-018',
    visible: 'CUST-CHOICES-ADD-028',
    id: 'CUST-MODEL-004',
  },
  async run(context) {
    const { api, judge, settle } = context;
    for (const kind of [TEXT_OPTION, SWATCH_MODIFIER]) {
      const before = await givenChoices(context, kind, 3);
      const [old, fresh] = [choicesOf(before), newChoices(kind, 1)];
      const all = holdsChoices([...old, ...fresh]);
      const answer = await api.addChoices(before.id, { choices: fresh });
      judge('accepted', answer, all);
      judge('bothTypes', answer, showsChoices(fresh));
      judge('withoutRevision', answer, showsChoices(fresh));
      demandEffect(answer, showsChoices(fresh));
      const read = await settle.soon('get-after-add-choices', () => api.get(before.id), all);
      judge('visible', read, showsChoices(fresh));
      for (const evidence of [answer, read].filter(seen => !showsChoices(fresh)(seen))) {
        judge('kept', evidence, keepsChoices(old));
        judge('ids', evidence, givesIds(old, fresh));
        judge('keys', evidence, givesKeys(fresh));
        judge('revision', evidence, growsRevision(before));
        judge('updatedDate', evidence, isNotBefore(before.updatedDate));
        judge('id', evidence, shows({ id: before.id }));
      }
      const names = choicesOf(customizationIn(read) ?? {}).map(({ name }) => name);
      judge.observed('order', read, `${show(fresh[0]?.name)} was added; the order is then ${show(names)}`);
    }
  },
});

/** Every new choice has an id in GUID form that none of the old ones has. */
function givesIds(old: readonly object[], fresh: readonly { name: string }[]): Matcher<Answer> {
  const taken = new Set((old as { id?: unknown }[]).map(({ id }) => id));
  return ofNew(fresh, 'an id of its own', ({ id }) => GUID.test(String(id)) && !taken.has(id));
}

function givesKeys(fresh: readonly { name: string }[]): Matcher<Answer> {
  return ofNew(fresh, 'a key of 1 to 50 characters', ({ key }) => isText(key, 50));
}

function ofNew(
  fresh: readonly { name: string }[],
  expected: string,
  holds: (choice: { id?: unknown; key?: unknown }) => boolean,
): Matcher<Answer> {
  return customizationThat(customization => {
    for (const { name } of fresh) {
      const found = choicesOf(customization).find(choice => choice.name === name);
      if (!found || !holds(found)) return { expected: `${name} with ${expected}`, received: show(found) };
    }
    return undefined;
  });
}

function isNotBefore(moment: unknown): Matcher<Answer> {
  return customizationThat(({ updatedDate }) =>
    unless(instant(updatedDate) >= instant(moment), `updatedDate not before ${show(moment)}`, updatedDate),
  );
}

const several = checkOf(ADD, {
  id: 'several',
  title: 'Several choices are added in one call',
  points: { added: 'CUST-CHOICES-ADD-006' },
  async run(context) {
    const { api, judge, settle } = context;
    const before = await givenChoices(context, TEXT_OPTION, 2);
    const choices = newChoices(TEXT_OPTION, 3);
    const all = showsChoices(choices);
    judge('added', await api.addChoices(before.id, { choices }), all);
    judge('added', await settle.soon('get-after-add-choices', () => api.get(before.id), all), all);
  },
});

const sentId = checkOf(ADD, {
  id: 'observes.sent-id',
  title: 'An id the client makes up for a new choice',
  points: { observed: 'CUST-CHOICES-ADD-027' },
  async run(context) {
    const { api, judge } = context;
    const before = await givenChoices(context, TEXT_OPTION, 2);
    await api.addChoices(before.id, { choices: newChoices(TEXT_OPTION, 1) }).accepted();
    const id = '3f0e9c1a-5b7d-4c2e-8a61-0d9b7e4f2c35';
    const choices = [newChoice(TEXT_OPTION, {}, 1)];
    const answer = await api.addChoices(before.id, change({ choices }, 'choices.0.id', id));
    const kept = choicesOf(customizationIn(answer) ?? {}).some(choice => choice.id === id);
    judge.observed(
      'observed',
      answer,
      answer.status === 200 ? `accepted; the id ${kept ? 'is kept' : 'is replaced'}` : undefined,
    );
  },
});

export const addCustomizationChoices: Chapter = {
  title: 'Add Customization Choices',
  checks: [
    add,
    several,
    countsProducts(ADD, 'CUST-CHOICES-ADD-021'),
    ...addLinks,
    ...addLimits,
    ...addRefusals,
    sentId,
  ],
};
