/** Reads in flight together with a write: they show what was or what will be, and nothing in between. */
import fc from 'fast-check';
import type { Answer, Call } from '../../../engine/answer.ts';
import type { Api } from '../../../engine/api.ts';
import { type Cases, type CheckContext, explored } from '../../../engine/check.ts';
import { hasStatus } from '../../../engine/matchers/answers.ts';
import { keepsChoices } from '../../../engine/matchers/choices.ts';
import { choicesOf, customizationIn, customizationThat } from '../../../engine/matchers/entities.ts';
import { type Finding, type Matcher, show, unless } from '../../../engine/matchers/matcher.ts';
import { itemsIn, listsExactly } from '../../../engine/matchers/pages.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { renaming } from '../../customizations/renaming.ts';
import { latestCustomization } from '../../products/latest.ts';
import { counted, optionWith, textChoices, times, together } from './together.ts';

/** Get may be behind (SIL-16), so a read may show any of the states up to now, and also that there is nothing yet. */
const hasRead = hasStatus(200, 404);

/** Sends a write and the reads at once. @returns what the write made of it, and the answers to the reads */
async function readDuring(
  write: Call<Customization>,
  reads: readonly PromiseLike<Answer>[],
): Promise<{ after: Customization; answers: Answer[] }> {
  const [, ...answers] = await together([write, ...reads]);
  return { after: await write.accepted(), answers };
}

interface RenameReads {
  renames: number;
  gets: number;
  queries: number;
}

const RENAMES: Cases<RenameReads> = {
  generated: fc.record({
    renames: fc.integer({ min: 1, max: 3 }),
    gets: fc.integer({ min: 0, max: 5 }),
    queries: fc.integer({ min: 0, max: 2 }),
  }),
  openings: [{ renames: 2, gets: 2, queries: 1 }],
  tell: ({ renames, gets, queries }) => [
    'create a text option',
    `${counted(renames, 'time')}: rename it, and read it meanwhile by ${gets} × Get and ${queries} × Query`,
  ],
};

const pairOf = ({ name, revision }: { name?: unknown; revision?: unknown }) => show({ name, revision });

/** The name and the revision of one of these states. */
function isOneOf(states: readonly Customization[]): (entity: object) => Finding | undefined {
  const known = states.map(pairOf);
  return entity => unless(known.includes(pairOf(entity)), known.join(' or '), pairOf(entity));
}

const byId = (api: Api, id: string) => api.query({ query: { filter: { id: { $in: [id] } } } });

export const renameReads = explored({
  id: 'customizations.races.reads-during-renames',
  title: 'Reads in flight together with an update show the old state or the new one',
  profile: 'core',
  points: {
    answered: 'CUST-GET-001',
    state: 'CUST-MODEL-008',
    choices: 'CUST-UPDATE-013',
    // The row speaks of a settled index; what one shows that is not is nowhere said: no must.
    listed: { soft: 'CUST-QUERY-FIELDS-016' },
  },
  cases: RENAMES,
  async run(context, { renames, gets, queries }) {
    const { api, given, judge, settle } = context;
    const made = await given.customization(optionWith(['Small', 'Large']));
    const { id } = made;
    const states = [await latestCustomization(context, id)];
    if (queries > 0) await settle.required('query-after-create', () => byId(api, id), listsExactly([made]));
    for (let i = 0; i < renames; i += 1) {
      const now = states.at(-1) as Customization;
      const { after, answers } = await readDuring(api.update(id, renaming(now, given.name())), [
        ...times(gets, () => api.get(id)),
        ...times(queries, () => byId(api, id)),
      ]);
      states.push(after);
      const isState = isOneOf(states);
      for (const read of answers.slice(0, gets)) {
        judge('answered', read, hasRead);
        if (!customizationIn(read)) continue;
        judge('state', read, customizationThat(isState));
        judge('choices', read, keepsChoices(choicesOf(now)));
      }
      for (const list of answers.slice(gets))
        for (const item of itemsIn(list)) judge('listed', list, () => isState(item));
    }
  },
});

type Write = 'add' | 'remove' | 'set';

interface ChoiceReads {
  writes: Write[];
  gets: number;
}

const WRITES: Cases<ChoiceReads> = {
  generated: fc.record({
    writes: fc.array(fc.constantFrom<Write>('add', 'remove', 'set'), { minLength: 1, maxLength: 4 }),
    gets: fc.integer({ min: 1, max: 5 }),
  }),
  openings: [
    { writes: ['add', 'remove'], gets: 2 },
    { writes: ['set'], gets: 2 },
  ],
  tell: ({ writes, gets }) => [
    'create a text option with the choices First, Second and Third',
    ...writes.map(
      write =>
        `${write} ${write === 'remove' ? 'the first choice' : 'two choices'}, and get it meanwhile ${counted(gets, 'time')}`,
    ),
  ],
};

const namesOf = (entity: object): string =>
  choicesOf(entity)
    .map(({ name }) => String(name))
    .toSorted()
    .join(', ');

/** The list of choices of one of these states. */
function listsOneOf(states: readonly Customization[]): Matcher<Answer> {
  const known = states.map(namesOf);
  return customizationThat(entity =>
    unless(known.includes(namesOf(entity)), `the choices ${known.join(' or ')}`, namesOf(entity)),
  );
}

/** The choices that all states have. */
function inAll(states: readonly Customization[]): object[] {
  const [first, ...rest] = states.map(choicesOf);
  return (first ?? []).filter(({ id }) => rest.every(choices => choices.some(one => one.id === id)));
}

/** The last choice stays: a customization has one at least (CUST-CHOICES-REMOVE-009). */
function send({ api }: Pick<CheckContext, 'api'>, write: Write, now: Customization, step: number) {
  const [first, ...others] = choicesOf(now);
  const choices = textChoices([`New ${step} one`, `New ${step} two`]);
  if (write === 'set') return api.setChoices(now.id, { choices });
  if (write === 'add' || others.length === 0) return api.addChoices(now.id, { choices });
  return api.removeChoices(now.id, { choiceIds: [String(first?.id)] });
}

const POINT_OF = { add: 'others', remove: 'left' } as const;

export const choiceReads = explored({
  id: 'customizations.races.reads-during-choices',
  title:
    'Reads in flight together with a choice operation show the choices it leaves alone, and no half of the others',
  profile: 'choices',
  points: {
    answered: 'CUST-GET-001',
    others: 'CUST-CHOICES-ADD-002',
    left: 'CUST-CHOICES-REMOVE-002',
    // Whether others may watch a list being written is nowhere said: no must.
    added: { soft: 'CUST-CHOICES-ADD-006' },
    set: { soft: 'CUST-CHOICES-SET-001' },
  },
  cases: WRITES,
  async run(context, { writes, gets }) {
    const { api, given, judge } = context;
    const { id } = await given.customization(optionWith(['First', 'Second', 'Third']));
    const states = [await latestCustomization(context, id)];
    for (const [step, write] of writes.entries()) {
      const now = states.at(-1) as Customization;
      const { after, answers } = await readDuring(
        send(context, write, now, step),
        times(gets, () => api.get(id)),
      );
      states.push(after);
      const common = inAll(states);
      for (const read of answers) {
        judge('answered', read, hasRead);
        if (!customizationIn(read)) continue;
        if (write !== 'set' && common.length > 0) judge(POINT_OF[write], read, keepsChoices(common));
        if (write !== 'remove') judge(write === 'set' ? 'set' : 'added', read, listsOneOf(states));
      }
    }
  },
});
