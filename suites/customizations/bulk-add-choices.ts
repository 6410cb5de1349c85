/** Bulk Add Customization Choices: lists of new choices, each for a customization of its own. */
import { randomUUID } from 'node:crypto';
import { ABSENT, change, deliberately } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import {
  failsAt,
  failsWith,
  holdsEntities,
  outcomeInWords,
  succeedsAll,
} from '../../engine/matchers/bulk.ts';
import { keepsChoices, lacksChoices, showsChoices } from '../../engine/matchers/choices.ts';
import { choicesOf, isStill } from '../../engine/matchers/entities.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { BULK_ADD, givenTrio, judgeReport, REPORT, succeeded } from './bulk-operations.ts';
import { bulkRefusals } from './bulk-refusals.ts';
import { newChoice, newChoices } from './choice-operations.ts';
import { FREE_TEXT, SWATCH_MODIFIER, SWATCH_OPTION, TEXT_OPTION } from './kinds.ts';

const add = check({
  id: 'customizations.bulk-add-choices.add',
  title: 'Each list is added to its customization, beside the choices that were there',
  profile: 'bulk',
  points: { accepted: 'CUST-BULK-030', added: 'CUST-BULK-030', ...REPORT },
  async run({ api, given, judge, draw, settle }) {
    const kinds = [TEXT_OPTION, SWATCH_MODIFIER, TEXT_OPTION];
    const before = await Promise.all(
      kinds.map((kind, i) => given.customization(draw(kind.arbitrary(), `${kind.id}-${i}`))),
    );
    const lists = kinds.map((kind, i) => newChoices(kind, i + 1, 2 * i));
    const customizationsChoices = before.map(({ id }, i) => ({
      customizationId: id,
      choices: lists[i] ?? [],
    }));
    const answer = await api.bulkAddChoices({ customizationsChoices });
    const ids = before.map(({ id }) => id);
    judge('accepted', answer, succeedsAll(before.length, ids));
    judgeReport(judge, answer, before.length, ids);
    for (const [i, one] of before.entries()) {
      const added = all(showsChoices(lists[i] ?? []), keepsChoices(choicesOf(one)));
      judge('added', await settle.soon('get-after-bulk', () => api.get(one.id), added), added);
    }
  },
});

const entities = check({
  id: 'customizations.bulk-add-choices.entities',
  title: 'With returnEntity the report holds the customizations, new choices included',
  profile: 'bulk',
  points: { entities: 'CUST-BULK-039' },
  async run(context) {
    const { api, given, judge } = context;
    const before = await givenTrio(context);
    const body = BULK_ADD.valid(given, before, 0);
    const answer = await api.bulkAddChoices({ ...body, returnEntity: true });
    const fresh = newChoices(TEXT_OPTION, 1, 0);
    const wanted = before.map(one => {
      const choices = [...choicesOf(one), ...fresh].map(({ name, choiceType }) => ({ name, choiceType }));
      return { id: one.id, name: one.name, choicesSettings: { choices } };
    });
    judge('entities', answer, succeedsAll(before.length));
    judge('entities', answer, holdsEntities(wanted));
  },
});

const item = 'customizationsChoices.1';

const refuses = bulkRefusals(BULK_ADD, {
  id: 'item',
  title: 'An empty list, an item that lacks something, too many choices and unknown ids are refused',
  mistakes: [
    {
      point: 'empty',
      requirement: 'CUST-BULK-031',
      path: 'customizationsChoices',
      value: () => [],
      whole: true,
    },
    {
      point: 'withoutId',
      requirement: 'CUST-BULK-032',
      path: `${item}.customizationId`,
      value: () => ABSENT,
      whole: true,
    },
    {
      point: 'withoutChoices',
      requirement: 'CUST-BULK-032',
      path: `${item}.choices`,
      value: () => ABSENT,
      whole: true,
    },
    {
      point: 'tooMany',
      requirement: 'CUST-BULK-033',
      path: `${item}.choices`,
      value: () => newChoices(TEXT_OPTION, 101, 100),
      whole: true,
    },
    {
      point: 'misfit',
      requirement: 'CUST-BULK-036',
      path: `${item}.choices.0`,
      value: () => newChoice(SWATCH_OPTION, {}, 50),
      code: 'INVALID_CHOICE_TYPE',
    },
    {
      point: 'unknown',
      requirement: 'CUST-BULK-038',
      path: `${item}.customizationId`,
      value: () => randomUUID(),
    },
  ],
});

const freeText = check({
  id: 'customizations.bulk-add-choices.refuses.free-text',
  title: 'An item for a free-text customization fails and leaves it as it was',
  profile: 'bulk',
  points: { fails: 'CUST-BULK-035', code: { soft: 'CUST-BULK-035' }, unchanged: 'CUST-ERROR-024' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const made = await givenTrio(context);
    await succeeded(api.bulkAddChoices(BULK_ADD.valid(given, made, 0)), made.length);
    const text = await given.customization(draw(FREE_TEXT.arbitrary()));
    const body = change(BULK_ADD.valid(given, made, 1), `${item}.customizationId`, text.id);
    const answer = await api.bulkAddChoices(body);
    judge('fails', answer, failsAt(1, made.length));
    judge('code', answer, failsWith('DOESNT_SUPPORT_CHOICES', 1));
    const still = isStill(text);
    judge('unchanged', await settle.soon('get-after-bulk', () => api.get(text.id), still), still);
  },
});

/** One more than the contract allows. */
const TOO_MANY_ITEMS = 1001;

const tooManyItems = check({
  id: 'customizations.bulk-add-choices.refuses.items-1001',
  title: 'A call with 1001 items is refused and adds nothing',
  profile: 'bulk',
  points: { refused: 'CUST-BULK-034', unchanged: 'CUST-ERROR-024' },
  async run(context) {
    const { api, given, judge, settle } = context;
    const made = await givenTrio(context);
    const valid = BULK_ADD.valid(given, made, 0);
    await succeeded(api.bulkAddChoices(valid), made.length);
    // So many customizations would be no service to the site: each of the three is named again and again.
    const many = Array.from({ length: TOO_MANY_ITEMS }, (_, i) => ({
      customizationId: made[i % made.length]?.id,
      choices: newChoices(TEXT_OPTION, 1, 100 + i),
    }));
    const answer = await api.bulkAddChoices(change(valid, 'customizationsChoices', many));
    judge('refused', answer, isRefused);
    const added = many.flatMap(({ choices }) => choices);
    const none = lacksChoices(added);
    for (const { id } of made) {
      judge('unchanged', await settle.soon('get-after-bulk', () => api.get(id), none), none);
    }
  },
});

const unstated = check({
  id: 'customizations.bulk-add-choices.observes.unstated',
  title: 'A name that is there already, and one customization twice in a call',
  profile: 'bulk',
  points: { present: 'CUST-BULK-037', twice: 'CUST-BULK-040' },
  async run(context) {
    const { api, given, judge } = context;
    const made = await givenTrio(context);
    await succeeded(api.bulkAddChoices(BULK_ADD.valid(given, made, 0)), made.length);
    const again = BULK_ADD.valid(given, made, 1);
    const taken = String(choicesOf(made[1] ?? {})[0]?.name);
    const present = await api.bulkAddChoices(change(again, `${item}.choices.0.name`, taken));
    judge.observed('present', present, outcomeInWords(present));
    const [first, second] = [2, 3].map(turn => BULK_ADD.valid(given, made.slice(0, 1), turn));
    const customizationsChoices = [first, second].flatMap(body => body?.customizationsChoices ?? []);
    const body = deliberately({ customizationsChoices }, 'the same customizationId twice');
    const twice = await api.bulkAddChoices(body);
    judge.observed('twice', twice, outcomeInWords(twice));
  },
});

export const bulkAddCustomizationChoices: Chapter = {
  title: 'Bulk Add Customization Choices',
  checks: [add, entities, refuses, freeText, tooManyItems, unstated],
};
