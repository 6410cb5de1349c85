/** Sequences about products and the customizations they have, as plain data. Places count what is there at that moment. */
import fc from 'fast-check';
import { PLAIN_KINDS, type PlainKind } from './plain-customization.ts';
import { choiceNames, type NewEntity, place, plain, rarely, step, tail } from './steps.ts';

/** A product to create. */
export interface ProductPlan {
  /** What its name ends in. */
  tail: string;
  /** The customizations it reuses, by place: each as an option or a modifier, as its type is. */
  of: number[];
  /** What it creates itself. */
  own: PlainKind[];
  /** Combinations of the choices of its options, counted with the last option turning fastest. */
  variants: number[];
  /** Whether it lists all choices of its options, or those that its variants have. */
  all: boolean;
}

export type ProductStep =
  | ({ do: 'create' } & ProductPlan)
  /** With the current revision, or with another one. */
  | { do: 'rename'; at: number; tail: string; stale: boolean }
  /** To these combinations: those that it has already go on, all at another price or at the one they have. */
  | { do: 'vary'; at: number; variants: number[]; all: boolean; dearer: boolean }
  | { do: 'drop option'; at: number; of: number }
  /** To these of the modifiers that are there, or to none. */
  | { do: 'set modifiers'; at: number; of: number[] }
  | { do: 'delete'; at: number }
  | { do: 'get'; at: number }
  /** Query all, and those that have the customization. */
  | { do: 'list'; at: number }
  | { do: 'rename customization'; at: number; tail: string }
  /** Of those customizations that have choices. */
  | { do: 'remove choice'; at: number; of: number }
  | { do: 'delete customization'; at: number };

/** What costs most comes first: in this order entries are left out when a case is made smaller. */
export interface ProductSequence {
  steps: ProductStep[];
  /** Products that are created before the steps. */
  products: ProductPlan[];
  /** Customizations that exist before anything else. */
  begin: NewEntity[];
}

/** Options and modifiers of a product: enough that combinations matter, few enough that a case stays cheap. */
const CONNECTED = 3;
/** Combinations are counted up to this: few enough that they meet again. */
const COMBINATIONS = 7;

const options = PLAIN_KINDS.filter(kind => kind.endsWith('option'));
const modifiers = PLAIN_KINDS.filter(kind => kind.endsWith('modifier'));

const kind = (): fc.Arbitrary<PlainKind> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...options) },
    { weight: 2, arbitrary: fc.constantFrom(...modifiers) },
  );

const combinations = (): fc.Arbitrary<number[]> =>
  fc.noBias(fc.uniqueArray(fc.nat(COMBINATIONS), { minLength: 1, maxLength: 3, size: 'max' }));
const several = (least: number): fc.Arbitrary<number[]> =>
  fc.noBias(fc.uniqueArray(fc.nat(CONNECTED - 1), { minLength: least, maxLength: CONNECTED, size: 'max' }));

const productPlan = {
  tail: tail(),
  of: fc.oneof(several(1), several(2), several(2)),
  own: fc.array(kind(), { maxLength: 1 }),
  variants: combinations(),
  all: rarely(),
};

type Of<N> = Extract<ProductStep, { do: N }>;

/** Mostly about one product and what it has; changes of it come more often than what ends it. */
function productStep(): fc.Arbitrary<ProductStep> {
  return fc.oneof(
    { weight: 3, arbitrary: step<Of<'create'>>('create', productPlan) },
    {
      weight: 9,
      arbitrary: step<Of<'rename'>>('rename', { at: place(), tail: tail(), stale: rarely() }),
    },
    {
      weight: 15,
      arbitrary: step<Of<'vary'>>('vary', {
        at: place(),
        variants: combinations(),
        all: rarely(),
        dearer: fc.boolean(),
      }),
    },
    { weight: 10, arbitrary: step<Of<'drop option'>>('drop option', { at: place(), of: fc.nat(1) }) },
    { weight: 8, arbitrary: step<Of<'set modifiers'>>('set modifiers', { at: place(), of: several(0) }) },
    { weight: 2, arbitrary: step<Of<'delete'>>('delete', { at: place() }) },
    { weight: 1, arbitrary: step<Of<'get'>>('get', { at: place() }) },
    { weight: 2, arbitrary: step<Of<'list'>>('list', { at: place() }) },
    {
      weight: 6,
      arbitrary: step<Of<'rename customization'>>('rename customization', { at: place(), tail: tail() }),
    },
    {
      weight: 7,
      arbitrary: step<Of<'remove choice'>>('remove choice', { at: place(), of: fc.nat(3) }),
    },
    {
      weight: 2,
      arbitrary: step<Of<'delete customization'>>('delete customization', { at: fc.nat(3) }),
    },
  );
}

/** Sequences of such steps; most begin with two products, and with as many customizations as one may reuse. */
export function productSequence(): fc.Arbitrary<ProductSequence> {
  const entity = fc.record({ kind: kind(), tail: tail(), choices: fc.noBias(choiceNames(4)) }, plain);
  const product = fc.record(productPlan, plain);
  const list = <T>(one: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
    fc.noBias(fc.array(one, { minLength, maxLength, size: 'max' }));
  return fc.record(
    {
      steps: list(productStep(), 1, 16),
      products: fc.oneof(list(product, 1, 2), list(product, 2, 2), list(product, 2, 2)),
      begin: fc.oneof(list(entity, 1, 4), list(entity, CONNECTED, 4)),
    },
    plain,
  );
}
