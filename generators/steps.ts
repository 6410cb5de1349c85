/** Sequences of operations as plain data. Steps name what they are about by place; what exists is known only on the way. */
import fc from 'fast-check';
import { type PlainKind, plainKind } from './plain-customization.ts';

export interface NewEntity {
  kind: PlainKind;
  /** What its name ends in. */
  tail: string;
  /** Names of its choices, where it has some. */
  choices: string[];
}

export type CoreStep =
  | ({ do: 'create' } & NewEntity)
  /** With the current revision, or with the one before. */
  | { do: 'rename'; at: number; tail: string; stale: boolean }
  /** To the name it has. */
  | { do: 'rename to the same'; at: number }
  | { do: 'get'; at: number }
  | { do: 'delete'; at: number }
  /** Get, rename or delete what was deleted before. */
  | { do: 'use the deleted'; at: number; by: 'get' | 'rename' | 'delete' }
  | { do: 'list' };

export type ChoiceStep =
  | { do: 'add'; at: number; names: string[] }
  | { do: 'set'; at: number; names: string[] }
  /** Choices by place; {@link STRANGER} stands for an id that nobody has. */
  | { do: 'remove'; at: number; of: number[]; revision: 'none' | 'current' | 'stale' };

export type PreviewStep =
  | { do: 'link'; at: number; of: number; to: number[]; stale: boolean }
  /** Turned by so many places, and all there or the last one lacking. */
  | { do: 'reorder'; at: number; turn: number; lacks: boolean; stale: boolean };

export type BulkStep =
  | { do: 'bulk create'; entities: NewEntity[]; returnEntity: boolean }
  | { do: 'bulk rename'; of: number[]; tail: string; stale: boolean; returnEntity: boolean }
  | { do: 'bulk add'; of: number[]; names: string[]; returnEntity: boolean };

export type Step = CoreStep | ChoiceStep | PreviewStep | BulkStep;

/** A sequence: what is created first, and what is done then. */
export interface Sequence<S extends Step> {
  begin: NewEntity[];
  steps: S[];
}

/** The place of a choice that no customization has. */
export const STRANGER = 9;

export const plain = { noNullPrototype: true } as const;

/** Mostly the same one: what goes wrong takes several steps on one thing. */
export const place = (): fc.Arbitrary<number> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) });
/** What a name ends in. */
export const tail = (): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢', '.', '$'), maxLength: 4 });
/** Few enough names that they meet again. */
const choiceName = (): fc.Arbitrary<string> => fc.constantFrom(...'abcdefghijkl');
export const choiceNames = (most: number, least = 1): fc.Arbitrary<string[]> =>
  fc.uniqueArray(choiceName(), { minLength: least, maxLength: most, size: 'max' });

/** Few steps have anything to do with those that have no choices. */
const kind = (): fc.Arbitrary<PlainKind> =>
  fc.oneof(
    { weight: 5, arbitrary: plainKind({ withChoices: true }) },
    { weight: 1, arbitrary: fc.constant('free text modifier' as const) },
  );
const entity = { kind: kind(), tail: tail(), choices: fc.noBias(choiceNames(6, 2)) };

/** A step of that name, with such parts. */
export const step = <S extends { do: string }>(
  name: S['do'],
  parts: Omit<{ [K in keyof S]: fc.Arbitrary<S[K]> }, 'do'>,
): fc.Arbitrary<S> => fc.record({ do: fc.constant(name), ...parts }, plain) as unknown as fc.Arbitrary<S>;

type Of<S, N> = Extract<S, { do: N }>;

const entities = (most: number) => fc.array(fc.record(entity, plain), { minLength: 1, maxLength: most });

/** Sequences of such steps, and of core steps among them. */
export function sequence<S extends Step>(...steps: fc.Arbitrary<S>[]): fc.Arbitrary<Sequence<S>> {
  return fc.record(
    {
      // Long ones: what a sequence costs besides its steps is shared by more of them.
      steps: fc.noBias(fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 24, size: 'max' })),
      begin: fc.oneof({ weight: 2, arbitrary: entities(1) }, { weight: 1, arbitrary: entities(3) }),
    },
    plain,
  );
}

/** Steps that create, get, update, delete and list. */
export function coreStep(): fc.Arbitrary<CoreStep> {
  return fc.oneof(
    { weight: 2, arbitrary: step<Of<CoreStep, 'create'>>('create', entity) },
    {
      weight: 6,
      arbitrary: step<Of<CoreStep, 'rename'>>('rename', { at: place(), tail: tail(), stale: rarely() }),
    },
    { weight: 1, arbitrary: step<Of<CoreStep, 'rename to the same'>>('rename to the same', { at: place() }) },
    { weight: 1, arbitrary: step<Of<CoreStep, 'get'>>('get', { at: place() }) },
    { weight: 1, arbitrary: step<Of<CoreStep, 'delete'>>('delete', { at: place() }) },
    {
      weight: 1,
      arbitrary: step<Of<CoreStep, 'use the deleted'>>('use the deleted', {
        at: place(),
        by: fc.constantFrom('get', 'rename', 'delete'),
      }),
    },
    { weight: 1, arbitrary: step<Of<CoreStep, 'list'>>('list', {}) },
  );
}

/** Places of choices. */
const places = (most: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.nat(STRANGER - 1), { minLength: 1, maxLength: most });

/** Ids that somebody has, or one that nobody has: what becomes of both together is open (CUST-CHOICES-REMOVE-008). */
const removable = (): fc.Arbitrary<number[]> =>
  fc.oneof(
    { weight: 4, arbitrary: places(1) },
    { weight: 4, arbitrary: places(3) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constant(STRANGER), { minLength: 1, maxLength: 1 }) },
  );

/** Steps that add, set and remove choices. */
export function choiceStep(): fc.Arbitrary<ChoiceStep> {
  return fc.oneof(
    { weight: 3, arbitrary: step<Of<ChoiceStep, 'add'>>('add', { at: place(), names: choiceNames(3) }) },
    { weight: 3, arbitrary: step<Of<ChoiceStep, 'set'>>('set', { at: place(), names: choiceNames(5) }) },
    {
      weight: 3,
      arbitrary: step<Of<ChoiceStep, 'remove'>>('remove', {
        at: place(),
        of: removable(),
        revision: fc.constantFrom('none', 'none', 'current', 'stale'),
      }),
    },
  );
}

/** Steps that link and reorder choices. */
export function previewStep(): fc.Arbitrary<PreviewStep> {
  return fc.oneof(
    step<Of<PreviewStep, 'link'>>('link', {
      at: place(),
      of: fc.nat(4),
      to: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
      stale: rarely(),
    }),
    step<Of<PreviewStep, 'reorder'>>('reorder', {
      at: place(),
      turn: fc.integer({ min: 1, max: 4 }),
      lacks: rarely(),
      stale: rarely(),
    }),
  );
}

/** Steps that create, rename and add in bulk. */
export function bulkStep(): fc.Arbitrary<BulkStep> {
  const several = fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 6, size: 'max' });
  const returnEntity = fc.boolean();
  return fc.oneof(
    step<Of<BulkStep, 'bulk create'>>('bulk create', {
      entities: fc.array(fc.record(entity, plain), { minLength: 1, maxLength: 4 }),
      returnEntity,
    }),
    step<Of<BulkStep, 'bulk rename'>>('bulk rename', {
      of: several,
      tail: tail(),
      stale: rarely(),
      returnEntity,
    }),
    step<Of<BulkStep, 'bulk add'>>('bulk add', { of: several, names: choiceNames(2), returnEntity }),
  );
}

export function rarely(): fc.Arbitrary<boolean> {
  // One list of constants: of two, a value that comes from a token would not find its way to the simpler one.
  return fc.constantFrom(false, false, false, false, true);
}
