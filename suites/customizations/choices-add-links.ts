/** Choices that are added linked to a primary choice, one level deep. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../engine/answer.ts';
import type { Check } from '../../engine/check.ts';
import { isRefusedWith } from '../../engine/matchers/answers.ts';
import { showsAsSent } from '../../engine/matchers/choices.ts';
import { choicesOf, customizationIn, customizationThat } from '../../engine/matchers/entities.ts';
import type { Matcher } from '../../engine/matchers/matcher.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import {
  ADD,
  checkOf,
  choiceIds,
  givenChoices,
  isLinked,
  linkedIds,
  newChoice,
  unlinkedIds,
} from './choice-operations.ts';
import { refusals } from './choice-refusals.ts';
import { SWATCH_MODIFIER, TEXT_OPTION } from './kinds.ts';
import { LINK_FACTS } from './model-choices.ts';

const linked = checkOf(ADD, {
  id: 'linked',
  title: 'A choice added with primaryChoiceIds is stored as linked, and keeps the rules of links',
  points: {
    linked: 'CUST-CHOICES-ADD-022',
    guids: 'CUST-MODEL-040',
    oneLevel: 'CUST-MODEL-041',
    inside: 'CUST-MODEL-042',
  },
  async run(context) {
    const { api, judge, settle } = context;
    for (const kind of [TEXT_OPTION, SWATCH_MODIFIER]) {
      const before = await givenChoices(context, kind, 3);
      const primaryChoiceIds = choiceIds(before, 3).slice(0, 2);
      const added = newChoice(kind, { primaryChoiceIds });
      const all = showsAsSent([added]);
      const answer = await api.addChoices(before.id, { choices: [added] });
      judge('linked', answer, all);
      const read = await settle.soon('get-after-add-choices', () => api.get(before.id), all);
      judge('linked', read, all);
      for (const point of ['guids', 'oneLevel', 'inside'] as const) {
        if (choicesOf(customizationIn(read) ?? {}).some(isLinked))
          judge(point, read, holds(LINK_FACTS[point]));
        else judge.inapplicable(point, 'the target shows no links');
      }
    }
  },
});

const holds = (fact: Invariant): Matcher<Answer> =>
  customizationThat(entity =>
    fact.of === 'customization'
      ? fact.broken({ entity, operation: 'getCustomization', fields: [] })
      : undefined,
  );

const primaries = 'choices.0.primaryChoiceIds';

/** The control links to as many primaries as there may be. */
const refused = refusals(
  {
    ...ADD,
    valid: (kind, current, turn) => ({
      choices: [newChoice(kind, { primaryChoiceIds: unlinkedIds(current, 4).slice(0, 4) }, turn)],
    }),
  },
  {
    id: 'links',
    title: 'Links to nothing, to linked choices or to more than 4 primaries are refused',
    kind: TEXT_OPTION,
    choices: 5,
    unchanged: 'CUST-CHOICES-ADD-026',
    mistakes: [
      {
        point: 'unknown',
        requirement: 'CUST-CHOICES-ADD-023',
        path: primaries,
        value: () => [randomUUID()],
        code: 'PRIMARY_CHOICE_NOT_FOUND',
      },
      {
        point: 'secondLevel',
        requirement: 'CUST-CHOICES-ADD-024',
        path: primaries,
        value: current => linkedIds(current, 1).slice(0, 1),
        exactly: () => isRefusedWith('PRIMARY_CHOICE_HIERARCHY_VIOLATION'),
      },
      {
        point: 'tooMany',
        requirement: 'CUST-CHOICES-ADD-025',
        path: primaries,
        value: current => unlinkedIds(current, 5).slice(0, 5),
      },
    ],
  },
);

export const addLinks: Check[] = [linked, refused];
