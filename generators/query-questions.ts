/** A population of customizations and questions about it, as plain data: values are named by the items that hold them. */
import fc from 'fast-check';
import { type PlainKind, plainKind } from './plain-customization.ts';
import { type FilterField, OPERATORS, type Operator, SORTABLE } from './query.ts';
import { text } from './text.ts';

export interface Member {
  kind: PlainKind;
  /** What its name ends in; what it begins with is the population's. */
  tail: string;
}

/** One condition on one field. */
export interface Condition {
  field: FilterField;
  operator: Operator;
  /** How many values that nobody has a list begins with: long ones need no large population. */
  strange: number;
  /** The members whose values it names, by place: see {@link placeIn}. */
  of: number[];
  /** How many characters of the value a prefix holds; even or odd for `$exists`. */
  cut: number;
}

export interface Sort {
  fieldName: (typeof SORTABLE)[number];
  order: 'ASC' | 'DESC';
}

/** Most members of a population. */
const MOST_MEMBERS = 16;
/** Most values of nobody in a list. */
const MOST_STRANGE = 12;
/** Longest tail (UTF-16 units): the rest of a name is the run's and the population's. */
const LONGEST_TAIL = 30;

/** Names differ for everybody: whatever a target makes of letter case or blanks, none is another's twin (SIL-29). */
const selector = ({ tail }: Member): string => tail.normalize('NFKC').toLowerCase();

/** Members whose names have a known order: letters of one case (SIL-14), so few that many names begin like others. */
function lettered(): fc.Arbitrary<Member[]> {
  return members(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 }));
}

/** Members whose names hold what means something in patterns, next to few others. */
function patterned(): fc.Arbitrary<Member[]> {
  const unit = fc.oneof(fc.constantFrom('a', '%', '_'), fc.constantFrom(...'.*+?()[]\\^$|'));
  return members(fc.string({ unit, minLength: 1, maxLength: 3 }));
}

/** Members whose names hold anything. */
function anyhow(): fc.Arbitrary<Member[]> {
  return members(text({ min: 1, max: LONGEST_TAIL, flavour: 'unicode' }));
}

/** Large populations as often as small ones: what goes wrong often does so beyond some size. */
function members(tail: fc.Arbitrary<string>): fc.Arbitrary<Member[]> {
  const member = fc.record({ kind: plainKind(), tail }, { noNullPrototype: true });
  return fc.noBias(fc.uniqueArray(member, { minLength: 1, maxLength: MOST_MEMBERS, selector, size: 'max' }));
}

export function population(): fc.Arbitrary<Member[]> {
  return fc.oneof(
    { weight: 3, arbitrary: lettered() },
    { weight: 2, arbitrary: patterned() },
    { weight: 1, arbitrary: anyhow() },
  );
}

/** Most questions about one population. */
const MOST_QUESTIONS = 10;

export interface Inquiry<Q> {
  members: Member[];
  questions: Q[];
}

/** A population and questions about it, each a record of these. What is asked comes first: see `Cases.generated`. */
export function inquiry<Q>(question: { [K in keyof Q]: fc.Arbitrary<Q[K]> }): fc.Arbitrary<Inquiry<Q>> {
  const one = fc.record(question, { noNullPrototype: true }) as fc.Arbitrary<Q>;
  const questions = fc.array(one, { minLength: 1, maxLength: MOST_QUESTIONS, size: 'max' });
  return fc.record({ questions, members: population() }, { noNullPrototype: true });
}

/** How often a condition is about a field: names are what clients filter by, and what goes wrong most. */
const WEIGHTS: Record<FilterField, number> = {
  name: 5,
  id: 2,
  createdDate: 1,
  updatedDate: 1,
  customizationType: 1,
  customizationRenderType: 1,
};

/** One condition of the documented table of fields and operators. */
export function condition(): fc.Arbitrary<Condition> {
  const fields = Object.entries(WEIGHTS) as [FilterField, number][];
  return fc.oneof(...fields.map(([field, weight]) => ({ weight, arbitrary: conditionOn(field) })));
}

function conditionOn(field: FilterField): fc.Arbitrary<Condition> {
  const operators: readonly Operator[] = OPERATORS[field];
  return fc.oneof(
    ...operators.map(operator => ({
      // Names are searched by prefixes, and each has many.
      weight: operator === '$startsWith' && field === 'name' ? 3 : 1,
      arbitrary: fc.record(
        {
          field: fc.constant(field),
          operator: fc.constant(operator),
          strange: isList(operator) ? fc.noBias(fc.nat(MOST_STRANGE)) : fc.constant(0),
          of: isList(operator) ? places() : fc.tuple(fc.nat(MOST_MEMBERS)),
          cut: fc.integer({ min: 1, max: 6 }),
        },
        { noNullPrototype: true },
      ),
    })),
  );
}

const places = (): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.nat(MOST_MEMBERS), { minLength: 1, maxLength: MOST_MEMBERS, size: 'max' });

/**
 * Where a place leads among so many members; nobody is at that number and beyond. A single place counts on from the beginning
 * past the last one, so that it means somebody mostly; in a list each place stays what it is, so that values remain as many.
 */
export function placeIn({ operator }: Condition, place: number, members: number): number {
  return isList(operator) ? place : place % (members + 1);
}

export function isList(operator: Operator): boolean {
  return operator === '$in' || operator === '$hasSome';
}

/** Fields to sort by, each once. */
export function sorting(options: { minLength?: number } = {}): fc.Arbitrary<Sort[]> {
  const entry = fc.record(
    { fieldName: fc.constantFrom(...SORTABLE), order: fc.constantFrom('ASC' as const, 'DESC' as const) },
    { noNullPrototype: true },
  );
  return fc.uniqueArray(entry, { ...options, maxLength: 3, selector: ({ fieldName }) => fieldName });
}

/** Page sizes: small ones most often, since populations are small, and up to more than there are. */
export function pageSize(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: MOST_MEMBERS + 1 }) },
  );
}
