/** Products, and what an update is to make of them: one change at a time, of every kind. */
import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import { textOption } from './customization.ts';
import { readable } from './faker.ts';
import {
  type ConnectedDraft,
  choiceCount,
  type DraftLimits,
  draftModifiers,
  type ModifierDraft,
  type ProductDraft,
  positionsAt,
  productDraft,
  type VariantDraft,
  variantSeed,
} from './product-draft.ts';
import { price } from './variant-set.ts';

/** What is changed. Whatever goes into the product exists beforehand, since an update need not create it. */
export type ProductChange =
  | { kind: 'name'; name: string }
  | { kind: 'hide' }
  | { kind: 'modifiers'; modifiers: ModifierDraft[] }
  /** Positions of variants: those that go, and those that get another price; and variants that are new. */
  | {
      kind: 'variants';
      dropped: number[];
      priced: { at: number; price: Schemas['VariantPriceInput'] }[];
      fresh: VariantDraft[];
    }
  /** A variant of the last choice of the first option, which the product did not list before. */
  | { kind: 'choice'; variant: VariantDraft }
  | { kind: 'drop-option'; at: number }
  | { kind: 'first-option'; option: ConnectedDraft };

export interface ChangedProduct {
  product: ProductDraft;
  change: ProductChange;
}

/** Small enough that a case costs few requests, whatever becomes of it. */
const SMALL: DraftLimits = { options: { min: 0, max: 2 }, modifiers: { min: 0, max: 2 }, variants: 8 };

const of = (limits: DraftLimits = {}) => productDraft({ ...SMALL, ...limits });

export function changedProduct(): fc.Arbitrary<ChangedProduct> {
  return fc.oneof(renamed(), hidden(), remodified(), revaried(), widened(), narrowed(), begun());
}

const renamed = () =>
  fc.tuple(of(), readable('customization', 30)).map(([product, name]) => ({
    product,
    change: { kind: 'name' as const, name },
  }));

/** A visible one becomes hidden. */
const hidden = () =>
  of().map(({ visible: _, ...product }) => ({ product, change: { kind: 'hide' as const } }));

const remodified = () =>
  fc.tuple(of(), draftModifiers({ min: 0, max: 3 })).map(([product, modifiers]) => ({
    product,
    change: { kind: 'modifiers' as const, modifiers },
  }));

/** At least one variant stays; without options it is the only one. */
function revaried(): fc.Arbitrary<ChangedProduct> {
  const changes = fc.record({
    going: fc.array(fc.boolean(), { maxLength: 8 }),
    prices: fc.array(fc.record({ at: fc.nat(7), price: price() }), { maxLength: 3 }),
    seeds: fc.array(variantSeed(), { maxLength: 3 }),
  });
  return fc.tuple(of(), changes).map(([product, { going, prices, seeds }]) => {
    const { variants } = product;
    const dropped = variants.flatMap((_, i) => (i > 0 && going[i - 1] ? [i] : []));
    const staying = prices.map(({ at, ...rest }) => ({ ...rest, at: at % variants.length }));
    const priced = new Map(staying.filter(({ at }) => !dropped.includes(at)).map(one => [one.at, one]));
    const kept = variants.filter((_, i) => !dropped.includes(i));
    const fresh = freshVariants({ ...product, variants: kept }, seeds);
    return { product, change: { kind: 'variants', dropped, priced: [...priced.values()], fresh } };
  });
}

/** Variants of combinations that none of these has; one may take the place of a variant that goes. */
function freshVariants({ options, variants }: ProductDraft, seeds: readonly Seed[]): VariantDraft[] {
  const sizes = options.map(choiceCount);
  const total = sizes.reduce((product, size) => product * size, 1);
  const taken = new Set(variants.map(({ choices }) => choices.join(' ')));
  return seeds.flatMap(({ at, ...content }) => {
    const choices = positionsAt(at % total, sizes);
    if (options.length === 0 || taken.has(choices.join(' '))) return [];
    taken.add(choices.join(' '));
    return [{ ...content, choices }];
  });
}

type Seed = ReturnType<typeof variantSeed> extends fc.Arbitrary<infer S> ? S : never;

/** The first option has a choice more than the product lists. */
function widened(): fc.Arbitrary<ChangedProduct> {
  const wide = of({ options: { min: 1, max: 2 }, beforehand: true });
  return fc.tuple(wide, variantSeed()).map(([product, { at: _, ...content }]) => {
    const [first, ...others] = product.options as [ConnectedDraft, ...ConnectedDraft[]];
    const options = [{ ...first, reserve: 'Reserve' }, ...others];
    const choices = [choiceCount(first), ...others.map(() => 0)];
    return { product: { ...product, options }, change: { kind: 'choice', variant: { ...content, choices } } };
  });
}

const narrowed = (): fc.Arbitrary<ChangedProduct> =>
  fc.tuple(of({ options: { min: 2, max: 3 } }), fc.nat(2)).map(([product, at]) => ({
    product,
    change: { kind: 'drop-option', at: at % product.options.length },
  }));

const begun = (): fc.Arbitrary<ChangedProduct> =>
  fc.tuple(of({ options: { min: 0, max: 0 } }), textOption()).map(([product, customization]) => ({
    product,
    change: { kind: 'first-option', option: { customization, beforehand: true } },
  }));
