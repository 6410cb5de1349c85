/** The products whose read-only variants the chapters look at; made once a run. */

import type { JsonObject } from '../../engine/answer.ts';
import { type CheckContext, fixture } from '../../engine/check.ts';
import { listsVariantsOf } from '../../engine/matchers/read-only-variants.ts';
import type { NewProduct, Product } from '../../specs/openapi.types.ts';
import { MIXED, TWO_OPTIONS } from '../products/kinds.ts';
import { latestProduct } from '../products/latest.ts';

/** How products show up in this service some time after they were made. */
export const AFTER_CREATE = 'variants-after-create';
export const AFTER_UPDATE = 'variants-after-update';
export const AFTER_DELETE = 'variants-after-delete';

/** The filter for all variants of a product. */
export const ofProduct = ({ id }: Product): JsonObject => ({ 'productData.productId': { $eq: id } });

/** The query for them. */
export const query = (api: CheckContext['api'], product: Product, more: object = {}) =>
  api.variants.query({ query: { filter: ofProduct(product), ...more } });

/** A product as Get shows it, with prices, SKUs and barcodes that tell its variants apart. */
export const shirt = fixture<Product>('read-only-variants.shirt', context =>
  priced(context, context.given.productNamed(context.draw(TWO_OPTIONS.arbitrary()))),
);

/** A product with an option and two modifiers. */
export const mug = fixture<Product>('read-only-variants.mug', context =>
  priced(context, context.given.productNamed(context.draw(MIXED.arbitrary()))),
);

/** Each variant of the product gets a price, a SKU and a barcode of its own. */
export async function priced(
  context: Pick<CheckContext, 'api' | 'given' | 'settle'>,
  { variantsInfo, ...rest }: NewProduct,
): Promise<Product> {
  const { given } = context;
  const variants = variantsInfo.variants.map((variant, i) => ({
    ...variant,
    price: { actualPrice: { amount: `${20 + i}.${10 + i}` } },
    sku: given.word(),
    barcode: given.word(),
  }));
  const { id } = await given.product({ ...rest, variantsInfo: { variants } });
  return latestProduct(context, id);
}

/**
 * The page with all variants of a product, waited for.
 * @throws UndecidedError(not-settled) when they do not show up in time
 */
export function settled({ api, settle }: Pick<CheckContext, 'api' | 'settle'>, product: Product) {
  return settle.required(AFTER_CREATE, () => query(api, product), listsVariantsOf(product));
}
