/** Creations in flight together: each makes an entity of its own. */
import fc from 'fast-check';
import type { Answer } from '../../../engine/answer.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { isAccepted } from '../../../engine/matchers/answers.ts';
import { succeedsAll } from '../../../engine/matchers/bulk.ts';
import { choicesOf, customizationThat, shows } from '../../../engine/matchers/entities.ts';
import { all, type Finding, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import { listsExactly } from '../../../engine/matchers/pages.ts';
import type { NewCustomization } from '../../../specs/openapi.types.ts';
import { counted, MOST, optionWith, times, together } from './together.ts';

interface CreateRace {
  creations: number;
  /** Whether they differ in their names alone. */
  alike: boolean;
}

/** No id stands twice among them. */
function areDistinct(ids: readonly unknown[]): Finding | undefined {
  return unless(new Set(ids).size === ids.length, `${ids.length} distinct ids`, ids);
}

const distinctChoices: Matcher<Answer> = customizationThat(entity =>
  areDistinct(choicesOf(entity).map(({ id }) => id)),
);

type Making = Pick<CheckContext, 'api' | 'given' | 'settle'>;

const toMake = ({ given }: Making, count: number, alike: boolean): NewCustomization[] =>
  times(count, i => given.named(optionWith(alike ? ['Small', 'Large'] : [`Choice ${i}`, `Other ${i}`])));

/** What Get shows of each, once it shows what was sent. */
const readBack = ({ api, settle }: Making, ids: readonly string[], sent: readonly NewCustomization[]) =>
  together(
    ids.map((id, i) =>
      settle.soon('get-after-create', () => api.get(id), shows({ id, ...(sent[i] as NewCustomization) })),
    ),
  );

export const createRaces = explored({
  id: 'customizations.races.creations',
  title: 'Customizations whose creations are in flight together are entities of their own',
  profile: 'core',
  points: {
    accepted: 'CUST-CREATE-001',
    ids: 'CUST-MODEL-003',
    choiceIds: 'CUST-MODEL-026',
    read: 'CUST-CREATE-083',
    listed: 'CUST-CREATE-084',
  },
  cases: {
    generated: fc.record<CreateRace>({
      creations: fc.integer({ min: 2, max: MOST }),
      alike: fc.boolean(),
    }),
    openings: [{ creations: 4, alike: true }],
    tell: ({ creations, alike }) => [
      `create ${creations} text options at once, with ${alike ? 'the same' : 'different'} choices`,
      'get each of them, and query them by their ids',
    ],
  },
  async run(context, { creations, alike }) {
    const { api, judge, settle } = context;
    const sent = toMake(context, creations, alike);
    const calls = sent.map(one => api.create(one));
    const answers = await together(calls);
    // Whoever accepts anything has not created what was sent.
    for (const [i, answer] of answers.entries())
      judge('accepted', answer, shows(sent[i] as NewCustomization));
    for (const answer of answers) judge('choiceIds', answer, distinctChoices);
    const made = await Promise.all(calls.map(call => call.accepted()));
    const ids = made.map(({ id }) => id);
    const last = answers.at(-1);
    if (last) judge('ids', last, () => areDistinct(ids));
    for (const [i, read] of (await readBack(context, ids, sent)).entries())
      judge('read', read, shows({ id: ids[i], ...sent[i] }));
    const list = () => api.query({ query: { filter: { id: { $in: ids } } } });
    const listed = all(isAccepted, listsExactly(made));
    judge('listed', await settle('query-after-create', list, listed), listed);
  },
});

interface BulkRace {
  /** The number of customizations in each call. */
  calls: number[];
}

export const bulkCreateRaces = explored({
  id: 'customizations.races.bulk-creations',
  title: 'Customizations of bulk creations in flight together are entities of their own',
  profile: 'bulk',
  points: { created: 'CUST-BULK-006', ids: 'CUST-MODEL-003', read: 'CUST-BULK-002' },
  cases: {
    generated: fc.record<BulkRace>({
      calls: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }),
    }),
    openings: [{ calls: [2, 1, 2] }],
    tell: ({ calls }) => [
      `bulk create ${calls.map(size => counted(size, 'text option')).join(', ')}: ${calls.length} calls at once`,
      'get each of them',
    ],
  },
  async run(context, { calls }) {
    const { api, judge } = context;
    const lists = calls.map(size => toMake(context, size, true));
    const sent = lists.map(customizations => api.bulkCreate({ customizations }));
    const answers = await together(sent);
    for (const [i, answer] of answers.entries()) judge('created', answer, succeedsAll(calls[i] ?? 0));
    const outcomes = await Promise.all(sent.map(call => call.accepted()));
    const ids = outcomes.flatMap(({ items }, call) =>
      times(calls[call] ?? 0, position => String(items.get(position)?.id)),
    );
    const last = answers.at(-1);
    if (last) judge('ids', last, () => areDistinct(ids));
    const all = lists.flat();
    for (const [i, read] of (await readBack(context, ids, all)).entries())
      judge('read', read, shows({ id: ids[i], ...all[i] }));
  },
});
