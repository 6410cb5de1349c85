/** Bulk Create Customizations: each item is a Create of its own, told of in one report. */
import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, type CheckContext, check } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import {
  explainsFailures,
  failsAt,
  failsWith,
  holdsEntities,
  isBulkReport,
  outcomeInWords,
  succeedsAll,
} from '../../engine/matchers/bulk.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { customizationIn, shows } from '../../engine/matchers/entities.ts';
import { listsAll, listsExactly } from '../../engine/matchers/pages.ts';
import { bulkOf } from '../../engine/reading.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { judgeReport, REPORT, succeeded } from './bulk-operations.ts';
import { bulkSizes } from './bulk-sizes.ts';
import { newChoice, newChoices } from './choice-operations.ts';
import { FREE_TEXT, KINDS, SWATCH_OPTION, TEXT_OPTION } from './kinds.ts';

type Making = Pick<CheckContext, 'given' | 'draw'>;

const ofEveryKind = ({ given, draw }: Making): NewCustomization[] =>
  KINDS.map(kind => given.named(draw(kind.arbitrary(), kind.id)));

const create = check({
  id: 'customizations.bulk-create.create',
  title: 'Every customization is created and readable under the id of its position',
  profile: 'bulk',
  points: { accepted: 'CUST-BULK-001', created: 'CUST-BULK-002', ...REPORT },
  async run(context) {
    const { api, judge, settle, use } = context;
    // Without a creation that was its own, a report that looks right may be one given to everybody.
    await use(TEXT_OPTION.control);
    const customizations = ofEveryKind(context);
    const answer = await api.bulkCreate({ customizations });
    judge('accepted', answer, isBulkReport);
    judgeReport(judge, answer, customizations.length);
    judge('created', answer, succeedsAll(customizations.length));
    for (const [i, { id }] of bulkOf(answer)?.items ?? []) {
      if (id === undefined) continue;
      const sent = shows(customizations[i] ?? {});
      judge('created', await settle.soon('get-after-create', () => api.get(id), sent), sent);
    }
  },
});

const entities = check({
  id: 'customizations.bulk-create.entities',
  title: 'With returnEntity the report holds every customization in full',
  profile: 'bulk',
  points: { full: 'CUST-BULK-011' },
  async run(context) {
    const { api, judge, settle } = context;
    const customizations = ofEveryKind(context);
    const answer = await api.bulkCreate({ customizations, returnEntity: true });
    judge('full', answer, holdsEntities(customizations));
    for (const [i, { id }] of bulkOf(answer)?.items ?? []) {
      if (id === undefined) continue;
      const sent = shows(customizations[i] ?? {});
      const read = await settle.soon('get-after-create', () => api.get(id), sent);
      const stored = customizationIn(read);
      // What Get shows, the report shows as well; the position decides which result that is.
      if (stored) judge('full', answer, holdsEntity(i, stored));
    }
  },
});

const holdsEntity = (index: number, entity: object) => (answer: Answer) => {
  const { createdDate, updatedDate, ...shown } = entity as Record<string, unknown>;
  const results = bulkOf(answer)?.items.get(index);
  return compare(shown, results?.entity, `results[${index}].customization`);
};

const second = 'customizations.1';

/** What is wrong with the second of three items. */
const MISTAKES = [
  {
    point: 'freeText',
    kind: FREE_TEXT,
    path: `${second}.choicesSettings`,
    value: { choices: newChoices(TEXT_OPTION, 2) },
    code: 'DOESNT_SUPPORT_CHOICES',
  },
  {
    point: 'misfit',
    kind: TEXT_OPTION,
    path: `${second}.choicesSettings.choices.0`,
    value: newChoice(SWATCH_OPTION, {}),
    code: 'INVALID_CHOICE_TYPE',
  },
  {
    point: 'twins',
    kind: TEXT_OPTION,
    path: `${second}.choicesSettings.choices`,
    value: [...newChoices(TEXT_OPTION, 1), ...newChoices(TEXT_OPTION, 1)],
    code: 'DUPLICATE_CHOICE_NAME',
  },
] as const;

const refuses = check({
  id: 'customizations.bulk-create.refuses.item',
  title: 'An item with choices it cannot have fails, and is not created',
  profile: 'bulk',
  points: {
    freeText: 'CUST-BULK-017',
    freeTextCode: { soft: 'CUST-BULK-017' },
    misfit: 'CUST-BULK-018',
    misfitCode: { soft: 'CUST-BULK-018' },
    twins: 'CUST-BULK-019',
    twinsCode: { soft: 'CUST-BULK-019' },
    codes: 'CUST-BULK-016',
    explained: 'CUST-BULK-007',
    nothing: 'CUST-ERROR-024',
    partly: 'CUST-BULK-015',
  },
  async run({ api, given, judge, draw, settle }) {
    const prefix = given.word();
    const trio = (turn: string, kind = TEXT_OPTION) =>
      [SWATCH_OPTION, kind, FREE_TEXT].map((one, i) => ({
        ...draw(one.arbitrary(), `${turn}-${i}`),
        name: `${prefix}-${turn}-${i}`,
      }));
    const answers = [await succeeded(api.bulkCreate({ customizations: trio('control') }), 3)];
    for (const { point, kind, path, value, code } of MISTAKES) {
      const answer = await api.bulkCreate(change({ customizations: trio(point, kind) }, path, value));
      judge(point, answer, failsAt(1, 3));
      judge(`${point}Code`, answer, failsWith(code, 1));
      judge('codes', answer, failsWith(code, 1));
      judge.observed('partly', answer, outcomeInWords(answer));
      if (isRefused(answer)) judge('explained', answer, explainsFailures);
      answers.push(answer);
    }
    const whole = answers.slice(1).every(answer => !isRefused(answer));
    if (whole) judge.inapplicable('explained', 'the target refuses the whole call (SIL-41)');
    // Made after them: once it is found, what they left would be found as well.
    const witness = await given.customization({
      ...draw(TEXT_OPTION.arbitrary()),
      name: `${prefix}-witness`,
    });
    const kept = [witness, ...answers.flatMap(createdBy)];
    const read = () => api.query({ query: { filter: { name: { $startsWith: prefix } } } });
    const page = await settle.required('query-after-create', read, listsAll(kept));
    judge('nothing', page, listsExactly(kept));
  },
});

/** What the report says was created. */
const createdBy = (answer: Answer): { id: string }[] =>
  [...(bulkOf(answer)?.items.values() ?? [])].flatMap(({ success, id }) => (success && id ? [{ id }] : []));

const empty = check({
  id: 'customizations.bulk-create.refuses.empty',
  title: 'An empty list is refused',
  profile: 'bulk',
  points: { refused: 'CUST-BULK-012' },
  async run({ api, given, judge, draw }) {
    const body = { customizations: [given.named(draw(TEXT_OPTION.arbitrary()))] };
    await succeeded(api.bulkCreate(body), 1);
    judge('refused', await api.bulkCreate(change(body, 'customizations', [])), isRefused);
  },
});

export const bulkCreateCustomizations: Chapter = {
  title: 'Bulk Create Customizations',
  checks: [create, entities, refuses, empty, bulkSizes],
};
