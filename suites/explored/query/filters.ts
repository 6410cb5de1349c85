/** Filters: what they select among a generated population, what Count says of them, and how they go together. */
import fc from 'fast-check';
import type { Answer } from '../../../engine/answer.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { isAccepted } from '../../../engine/matchers/answers.ts';
import { all } from '../../../engine/matchers/matcher.ts';
import { compareSets, idsOf, itemsIn, listsAll } from '../../../engine/matchers/pages.ts';
import type { Operator } from '../../../generators/query.ts';
import { type Condition, condition, type Inquiry, inquiry } from '../../../generators/query-questions.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { allOf, anyOf, not, opinionOn, written } from './opinion.ts';
import { type Population, populate } from './population.ts';
import { countsThem, lists, listsOnly, type Selection, scoped, selectionOf } from './selection.ts';
import { tellCondition, tellMembers } from './telling.ts';

const ASKS = ['one', 'split', 'both', '$and', '$or', '$not'] as const;

interface Question {
  ask: (typeof ASKS)[number];
  a: Condition;
  /** The other one, where two are joined. */
  b: Condition;
}

type Case = Inquiry<Question>;

const POINTS = {
  sound: 'CUST-QUERY-FILTER-065',
  complete: 'CUST-QUERY-FILTER-066',
  counted: 'CUST-COUNT-004',
  prefix: 'CUST-QUERY-FILTER-023',
  split: 'CUST-QUERY-FILTER-063',
  hasSome: 'CUST-QUERY-FILTER-022',
  ranges: 'CUST-QUERY-FILTER-024',
  $and: 'CUST-QUERY-FILTER-060',
  $or: 'CUST-QUERY-FILTER-061',
  $not: 'CUST-QUERY-FILTER-062',
};
type Point = keyof typeof POINTS;
type Context = CheckContext<Point>;

/** What may be refused as a whole has a point of its own. */
function pointFor({ field, operator }: Condition): 'hasSome' | 'ranges' | 'prefix' | undefined {
  if (operator === '$hasSome') return 'hasSome';
  if (operator === '$startsWith') return 'prefix';
  const isRange = /^\$[gl]te?$/.test(operator);
  return isRange && (field === 'name' || field === 'id') ? 'ranges' : undefined;
}

const mayBeRefused = (one: Condition): boolean => ['hasSome', 'ranges'].includes(pointFor(one) ?? '');

async function query({ api, judge, settle }: Context, selection: Selection, point?: Point): Promise<void> {
  const { filter } = selection;
  const exact = lists(selection);
  const answer = await settle.again('query-repeated', () => api.query({ query: { filter } }), exact);
  if (point) return judge(point, answer, exact);
  judge('sound', answer, listsOnly(selection));
  judge('complete', answer, listsAll(selection.surely));
}

async function count({ api, judge, settle }: Context, selection: Selection): Promise<void> {
  const { filter } = selection;
  const exact = countsThem(selection);
  judge('counted', await settle('count-after-create', () => api.count({ filter }), exact), exact);
}

async function one(context: Context, among: Population, { a }: Question): Promise<void> {
  const conditions = { [a.field]: written(a, among) };
  const selection = selectionOf(among, conditions, item => opinionOn(a, among, item));
  await query(context, selection, pointFor(a));
  if (!mayBeRefused(a)) await count(context, selection);
}

/** Two fields, or two operators on one field (CUST-QUERY-FILTER-058, -059). */
async function both(context: Context, among: Population, { a, b }: Question): Promise<void> {
  if (a.field === b.field && a.operator === b.operator) return;
  const conditions =
    a.field === b.field
      ? { [a.field]: { ...written(a, among), ...written(b, among) } }
      : { [a.field]: written(a, among), [b.field]: written(b, among) };
  const opinion = (item: Customization) => allOf([a, b].map(part => opinionOn(part, among, item)));
  const selection = selectionOf(among, conditions, opinion);
  const points = [a, b].filter(mayBeRefused).map(pointFor);
  await query(context, selection, points[0]);
  if (points.length === 0) await count(context, selection);
}

/** The general article has `$and`, `$or` and `$not`, the one on Query has not (CUST-QUERY-FILTER-060). */
async function logic(context: Context, among: Population, { ask, a, b }: Question): Promise<void> {
  const parts = ask === '$not' ? [a] : [a, b];
  if (parts.some(mayBeRefused)) return;
  const operands = parts.map(part => ({ [part.field]: written(part, among) }));
  const join = ask === '$or' ? anyOf : allOf;
  const joined = (item: Customization) => join(parts.map(part => opinionOn(part, among, item)));
  const opinion = ask === '$not' ? (item: Customization) => not(joined(item)) : joined;
  const conditions = { [ask]: ask === '$not' ? operands[0] : operands };
  await query(context, selectionOf(among, conditions, opinion), ask as Point);
}

const OPPOSITE: Partial<Record<Operator, Operator>> = {
  $eq: '$ne',
  $ne: '$eq',
  $lt: '$gte',
  $gte: '$lt',
  $gt: '$lte',
  $lte: '$gt',
};

/** A condition and its opposite share out the population, whatever order a field has (CUST-QUERY-FILTER-063, -064). */
async function split(context: Context, among: Population, asked: Question): Promise<void> {
  const { a } = asked;
  const opposite = OPPOSITE[a.operator];
  if (!opposite) return one(context, among, asked);
  const { api, judge, settle } = context;
  const filterBy = (operator: Operator) => scoped(among, { [a.field]: written({ ...a, operator }, among) });
  let half: string[] = [];
  const read = async (): Promise<Answer> => {
    const [first, second] = await Promise.all(
      [a.operator, opposite].map(operator => api.query({ query: { filter: filterBy(operator) } })),
    );
    half = idsOf(itemsIn(first as Answer));
    return second as Answer;
  };
  const shares = all<Answer>(isAccepted, answer =>
    compareSets(among.items, [...half, ...idsOf(itemsIn(answer))]),
  );
  judge(pointFor(a) ?? 'split', await settle.again('query-repeated', read, shares), shares);
}

const ANSWER: Record<
  Question['ask'],
  (context: Context, among: Population, asked: Question) => Promise<void>
> = {
  one,
  split,
  both,
  $and: logic,
  $or: logic,
  $not: logic,
};

function tell({ members, questions }: Case): string[] {
  const asked = questions.map(({ ask, a, b }) => {
    if (ask === 'one') return `query and count those with ${tellCondition(a, members)}`;
    if (ask === 'split') return `query those with ${tellCondition(a, members)}, and the others`;
    const parts = ask === '$not' ? [a] : [a, b];
    return `query those with ${ask} of: ${parts.map(part => tellCondition(part, members)).join('; ')}`;
  });
  return [`create ${tellMembers(members)}`, ...asked];
}

const on = (field: Condition['field'], operator: Operator, of = [0], cut = 1): Condition => ({
  field,
  operator,
  strange: 0,
  of,
  cut,
});
const ask = (ask: Question['ask'], a: Condition, b = on('customizationType', '$eq')): Question => ({
  ask,
  a,
  b,
});

const OPENING: Case = {
  members: [
    { kind: 'text option', tail: 'a' },
    { kind: 'free text modifier', tail: 'ab' },
    { kind: 'swatch modifier', tail: 'b' },
  ],
  questions: [
    ask('one', on('name', '$in', [0, 2])),
    ask('one', on('name', '$startsWith')),
    ask('one', on('name', '$hasSome', [1])),
    ask('one', on('name', '$gt', [1])),
    ask('split', on('createdDate', '$lt', [1])),
    ask('both', on('name', '$ne')),
    ask('$and', on('name', '$ne')),
    ask('$or', on('name', '$eq')),
    ask('$not', on('name', '$eq')),
  ],
};

export const queryFilters = explored<Point, Case>({
  id: 'customizations.explored.query-filters',
  title: 'Any filter selects exactly what it describes, in Query and in Count',
  profile: 'core',
  points: POINTS,
  cases: {
    weight: 2,
    generated: inquiry<Question>({ ask: fc.constantFrom(...ASKS), a: condition(), b: condition() }),
    openings: [OPENING],
    tell,
  },
  async run(context, { members, questions }) {
    const among = await populate(context, members);
    for (const asked of questions) await ANSWER[asked.ask](context, among, asked);
  },
});
