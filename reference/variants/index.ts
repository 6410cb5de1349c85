/** All legal variants, and how to find one. */
import { byId } from '../by-id.ts';
import type { Change } from '../change.ts';
import { bulkVariants } from './bulk.ts';
import { changingVariants } from './changing.ts';
import { creatingVariants } from './creating.ts';
import { fieldsVariants } from './fields.ts';
import { filterVariants } from './filters.ts';
import { lookVariants } from './looks.ts';
import { nameVariants } from './names.ts';
import { orderVariants } from './order.ts';
import { pageVariants } from './pages.ts';
import { productRefusalVariants } from './product-refusals.ts';
import { productVariants } from './products.ts';
import { refusalVariants } from './refusals.ts';
import { spellingVariants } from './spellings.ts';
import { togetherVariants } from './together.ts';
import { transportVariants } from './transport.ts';
import type { Variant } from './variant.ts';

/** Every variant, those nearer to the model first. */
export const variants: readonly Variant[] = [
  ...creatingVariants,
  ...nameVariants,
  ...changingVariants,
  ...bulkVariants,
  ...filterVariants,
  ...productVariants,
  ...fieldsVariants,
  ...orderVariants,
  ...pageVariants,
  ...refusalVariants,
  ...productRefusalVariants,
  ...lookVariants,
  ...spellingVariants,
  ...transportVariants,
  ...togetherVariants,
];

/**
 * The variant with this id.
 * @throws Error naming the nearest ids when there is none
 */
export const findVariant: (id: string) => Variant = byId('variant', variants);

/**
 * What these variants change, put in order: spellings lie outside of what they spell.
 * @throws Error when there is no variant of one of these ids, or when two of them exclude each other
 */
export function changesOf(ids: readonly string[]): readonly Change[] {
  const wanted = new Set(ids.map(findVariant));
  const taken = new Map<string, string>();
  return variants
    .filter(variant => wanted.has(variant))
    .flatMap(({ id, about, how }) => {
      const other = taken.get(about);
      if (other !== undefined)
        throw new Error(`reference: the variants "${other}" and "${id}" exclude each other`);
      taken.set(about, id);
      return how;
    });
}
