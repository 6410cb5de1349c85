/** Update Customization: what a PATCH changes, what it leaves alone, and what the revision protects. */

import { type Answer, inWords } from '../../engine/answer.ts';
import type { UpdateBody } from '../../engine/api.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { hasStatus, isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import {
  bumpsRevision,
  choicesOf,
  customizationThat,
  instant,
  isStill,
  lacks,
  shows,
} from '../../engine/matchers/entities.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { FREE_TEXT, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';
import { renaming } from './renaming.ts';
import { updateRefusals } from './update-refusals.ts';
import { updateSilences } from './update-silences.ts';

const rename = check({
  id: 'customizations.update.rename',
  title: 'A rename with the current revision is accepted, and only the name changes',
  profile: 'core',
  points: {
    accepted: 'CUST-UPDATE-001',
    renamed: 'CUST-UPDATE-011',
    revision: 'CUST-UPDATE-008',
    revisionModel: 'CUST-MODEL-008',
    updatedDate: 'CUST-UPDATE-009',
    createdDate: 'CUST-UPDATE-010',
    untouched: 'CUST-UPDATE-012',
    choices: 'CUST-UPDATE-013',
    id: 'CUST-MODEL-004',
  },
  async run({ api, given, judge, draw, settle }) {
    for (const kind of [TEXT_OPTION, TEXT_MODIFIER, FREE_TEXT]) {
      const before = await given.customization(draw(kind.arbitrary(), kind.id));
      const name = given.name('renamed');
      const answer = await api.update(before.id, renaming(before, name));
      judge('accepted', answer, shows({ id: before.id }));
      const read = await settle.soon('get-after-update', () => api.get(before.id), shows({ name }));
      judge('renamed', answer, shows({ name }));
      judge('renamed', read, shows({ name }));
      for (const evidence of [answer, read]) {
        judge('revision', evidence, bumpsRevision(before));
        judge('revisionModel', evidence, bumpsRevision(before));
        judge(
          'updatedDate',
          evidence,
          customizationThat(({ updatedDate }) =>
            unless(
              instant(updatedDate) >= instant(before.updatedDate),
              `updatedDate not before ${before.updatedDate}`,
              updatedDate,
            ),
          ),
        );
        judge('createdDate', evidence, shows({ createdDate: before.createdDate }));
        const { customizationType, customizationRenderType, choicesSettings, freeTextInput } = before;
        judge(
          'untouched',
          evidence,
          shows({ customizationType, customizationRenderType, choicesSettings, freeTextInput }),
        );
        judge('id', evidence, shows({ id: before.id }));
        if (kind !== FREE_TEXT) judge('choices', evidence, keepsChoices(before));
      }
    }
  },
});

function keepsChoices(before: object): Matcher<Answer> {
  const kept = choicesOf(before).map(({ id, name }) => ({ id, name }));
  return kept.length > 0
    ? shows({ choicesSettings: { choices: kept } })
    : () => ({ expected: 'choices to keep', received: 'none' });
}

const inARow = check({
  id: 'customizations.update.in-a-row',
  title: 'Each of three updates raises the revision by one and never moves updatedDate back',
  profile: 'core',
  points: { revision: 'CUST-MODEL-008', updatedDate: 'CUST-MODEL-014', createdDate: 'CUST-MODEL-013' },
  async run({ api, given, judge, draw }) {
    let before = await given.customization(draw(TEXT_OPTION.arbitrary()));
    for (let i = 0; i < 3; i += 1) {
      const previous = before;
      const call = api.update(previous.id, renaming(previous, given.name()));
      before = await call.accepted();
      const answer = await call;
      judge('revision', answer, bumpsRevision(previous));
      judge('createdDate', answer, shows({ createdDate: previous.createdDate }));
      judge(
        'updatedDate',
        answer,
        customizationThat(({ updatedDate }) =>
          unless(
            instant(updatedDate) >= instant(previous.updatedDate),
            `updatedDate not before ${previous.updatedDate}`,
            updatedDate,
          ),
        ),
      );
    }
  },
});

const staleRevision = check({
  id: 'customizations.update.stale-revision',
  title: 'An update that carries an old revision is refused and changes nothing',
  profile: 'core',
  points: {
    refused: 'CUST-UPDATE-004',
    conflict: { soft: 'CUST-UPDATE-004' },
    conflictStatus: 'CUST-ERROR-018',
    unchanged: 'CUST-UPDATE-030',
    noSideEffect: 'CUST-ERROR-024',
  },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const current = await api.update(before.id, renaming(before, given.name())).accepted();
    const stale = change(renaming(current, given.name('stale')), 'customization.revision', before.revision);
    const answer = await api.update(before.id, stale);
    judge('refused', answer, isRefused);
    judge('conflict', answer, hasStatus(409));
    judge('conflictStatus', answer, hasStatus(409));
    const read = await settle.soon('get-after-update', () => api.get(before.id), isStill(current));
    judge('unchanged', read, isStill(current));
    judge('noSideEffect', read, isStill(current));
  },
});

const sameRevisionTwice = check({
  id: 'customizations.update.same-revision-twice',
  title: 'Of two updates with the same revision exactly one succeeds',
  profile: 'core',
  points: { one: 'CUST-UPDATE-031' },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const names = [given.name('first'), given.name('second')];
    const answers = await Promise.all(names.map(name => api.update(before.id, renaming(before, name))));
    const won = names.filter((_, i) => answers[i]?.status === 200);
    const lost = answers.filter(answer => isRefused(answer) === undefined);
    const [, second] = answers;
    judge('one', second ?? (await api.get(before.id)), () =>
      unless(
        won.length === 1 && lost.length === 1,
        'one accepted, one refused',
        answers.map(inWords).join(' and '),
      ),
    );
    const wins = shows({ name: won[0] ?? before.name });
    judge('one', await settle.soon('get-after-update', () => api.get(before.id), wins), wins);
  },
});

const count = check({
  id: 'customizations.update.assigned-products-count',
  title: 'The count is in the answer when fields asks for it, and only then',
  profile: 'core',
  points: { asked: 'CUST-UPDATE-028', unasked: 'CUST-UPDATE-029' },
  async run({ api, given, judge, draw }) {
    const before = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const fields: UpdateBody['fields'] = ['ASSIGNED_PRODUCTS_COUNT'];
    const asked = api.update(before.id, { ...renaming(before, given.name()), fields });
    judge(
      'asked',
      await asked,
      customizationThat(({ assignedProductsCount: found }) =>
        unless(Number.isInteger(found), 'an integer assignedProductsCount', found),
      ),
    );
    const unasked = await api.update(before.id, renaming(await asked.accepted(), given.name()));
    judge('unasked', unasked, customizationThat(lacks('assignedProductsCount')));
  },
});

const fixedForLife = check({
  id: 'customizations.update.fixed-for-life',
  title: 'Type, render type and choices cannot be changed: refused, or the value stays',
  profile: 'core',
  points: { type: 'CUST-UPDATE-015', renderType: 'CUST-UPDATE-016', choices: 'CUST-UPDATE-017' },
  async run({ api, given, judge, draw, settle }) {
    const others = {
      type: ['customizationType', 'MODIFIER'],
      renderType: ['customizationRenderType', 'SWATCH_CHOICES'],
      choices: ['choicesSettings', { choices: [{ choiceType: 'CHOICE_TEXT', name: 'Another' }] }],
    } as const;
    for (const point of ['type', 'renderType', 'choices'] as const) {
      const made = await given.customization(draw(TEXT_OPTION.arbitrary(), point));
      const current = await api.update(made.id, renaming(made, given.name())).accepted();
      const [member, value] = others[point];
      await api.update(made.id, change(renaming(current, given.name()), `customization.${member}`, value));
      const stays = shows({ [member]: current[member] });
      judge(point, await settle.soon('get-after-update', () => api.get(made.id), stays), stays);
    }
  },
});

const readOnly = check({
  id: 'customizations.update.read-only-members',
  title: 'Read-only members in a PATCH have no effect',
  profile: 'core',
  points: { noEffect: 'CUST-UPDATE-027' },
  async run({ api, given, judge, draw, settle }) {
    const mine = { createdDate: '2001-02-03T04:05:06.000Z', key: 'mykey', assignedProductsCount: 41 };
    for (const [member, value] of Object.entries(mine)) {
      const made = await given.customization(draw(TEXT_OPTION.arbitrary(), member));
      const current = await api.update(made.id, renaming(made, given.name())).accepted();
      await api.update(made.id, change(renaming(current, given.name()), `customization.${member}`, value));
      const read = () => api.get(made.id, { fields: ['ASSIGNED_PRODUCTS_COUNT'] });
      const kept = customizationThat(({ [member]: found }) =>
        unless(
          found !== value && !(member === 'createdDate' && instant(found) === instant(value)),
          `not the client's ${member}`,
          show(found),
        ),
      );
      judge('noEffect', await settle.soon('get-after-update', read, kept), kept);
    }
  },
});

const freeTextOnChoices = check({
  id: 'customizations.update.free-text-on-choices',
  title: 'freeTextInput sent to a choice-based customization is refused',
  profile: 'core',
  points: { refused: 'CUST-UPDATE-019' },
  async run({ api, given, judge, draw }) {
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const current = await api.update(made.id, renaming(made, given.name())).accepted();
    const freeText = { title: 'Your text', minCharCount: 0, maxCharCount: 20 };
    const body = change(renaming(current, given.name()), 'customization.freeTextInput', freeText);
    judge('refused', await api.update(made.id, body), isRefused);
  },
});

const nameOf50 = check({
  id: 'customizations.update.name-50',
  title: 'A rename to 50 characters is accepted',
  profile: 'core',
  points: { accepted: 'CUST-UPDATE-021' },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const name = given.nameOfLength(50);
    judge('accepted', await api.update(before.id, renaming(before, name)), shows({ name }));
    const read = await settle.soon('get-after-update', () => api.get(before.id), shows({ name }));
    judge('accepted', read, isAccepted);
  },
});

export const updateCustomization: Chapter = {
  title: 'Update Customization',
  checks: [
    rename,
    inARow,
    staleRevision,
    sameRevisionTwice,
    count,
    fixedForLife,
    readOnly,
    freeTextOnChoices,
    nameOf50,
    ...updateRefusals,
    ...updateSilences,
  ],
};
