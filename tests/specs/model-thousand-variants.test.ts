import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import {
  digital,
  option,
  type Product,
  product,
  shop,
  swatchOption,
  variantsIn,
  variantsOf,
} from './product-support.ts';

interface Page {
  variants: Schemas['ReadOnlyVariant'][];
  pagingMetadata: { count: number; cursors: { next?: string }; hasNext: boolean };
}

describe('1000 variants', () => {
  const options = ['A', 'B', 'C'].map(name =>
    option(
      name,
      [...'0123456789'].map(n => `${name}${n}`),
    ),
  );

  it('are made, read and listed page by page, fast', () => {
    const { model, make } = shop();
    make(digital());
    const body = { product: product({ options }) };
    const began = performance.now();
    const created = model.handle({ operation: 'createProduct', body });
    const { product: made } = created.body as { product: Product };
    const read = model.handle({ operation: 'getProduct', productId: made.id });
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const query =
        cursor === undefined
          ? { filter: { 'productData.productId': made.id }, cursorPaging: { limit: 100 } }
          : { cursorPaging: { cursor } };
      const { variants, pagingMetadata } = model.handle({
        operation: 'queryReadOnlyVariants',
        body: { query },
      }).body as Page;
      expect(pagingMetadata.count).toBe(100);
      seen.push(...variants.map(({ variantId }) => variantId));
      cursor = pagingMetadata.cursors.next;
      more = pagingMetadata.hasNext;
    }
    // Around 100 ms on a desk.
    expect(performance.now() - began).toBeLessThan(1000);
    expect([created.status, read.status]).toEqual([200, 200]);
    expect(read.body).toEqual(created.body);
    expect(seen).toEqual(
      variantsIn(made)
        .map(({ id }) => id)
        .sort(),
    );
    expect(new Set(variantsIn(made).map(one => JSON.stringify(one.choices))).size).toBe(1000);
  });

  it('keep the contract, and fit on one page', () => {
    const { make, accepted, patch, read } = shop();
    const made = make(product({ options }));
    expect(read(made.id)).toEqual(made);
    const page = accepted<Page>('queryReadOnlyVariants', { query: { cursorPaging: { limit: 1000 } } });
    expect(page.pagingMetadata).toEqual({ count: 1000, cursors: {}, hasNext: false });
    expect(made.actualPriceRange).toMatchObject({
      minValue: { amount: '10.00' },
      maxValue: { amount: '1009.00' },
    });
    expect(patch(made.id, { name: 'New' }).variantSummary).toEqual({ variantCount: 1000 });
    expect(accepted<Page>('searchReadOnlyVariants').pagingMetadata).toMatchObject({
      count: 100,
      hasNext: true,
    });
  });

  it('of several products may be one page', () => {
    const { make, accepted } = shop();
    const colours = [swatchOption()];
    for (let n = 0; n < 3; n += 1) make(product({ options: colours, variants: variantsOf(colours) }));
    expect(accepted<Page>('queryReadOnlyVariants').variants).toHaveLength(6);
  });
});
