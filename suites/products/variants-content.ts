/** What a variant has of its own: price, SKU, barcode. */
import { type Check, check, type PointSpec } from '../../engine/check.ts';
import { showsProduct, showsVariants } from '../../engine/matchers/products.ts';
import { plainProduct } from '../../generators/product.ts';
import type { VariantInput } from './connected.ts';
import { ONE_OPTION, OPTIONLESS } from './kinds.ts';

interface Kept {
  id: string;
  title: string;
  point: PointSpec;
  /** What the default variant has beside its price of 10.50. */
  variant: (own: () => string) => Partial<VariantInput>;
}

const priced = (actual: string, compareAt?: string) => ({
  price: {
    actualPrice: { amount: actual },
    ...(compareAt !== undefined && { compareAtPrice: { amount: compareAt } }),
  },
});

const KEPT: Kept[] = [
  {
    id: 'price',
    title: 'A price is stored as the amount that was sent',
    point: 'PROD-VARIANT-023',
    variant: () => priced('1234.56', '2345.6'),
  },
  {
    id: 'price-zero',
    title: 'A price of zero is accepted',
    point: 'PROD-VARIANT-024',
    variant: () => priced('0'),
  },
  {
    id: 'sku-40',
    title: 'A SKU of 40 characters is kept whole',
    point: 'PROD-VARIANT-029',
    variant: own => ({ sku: own().padEnd(40, 's') }),
  },
  {
    id: 'barcode-40',
    title: 'A barcode of 40 characters is kept whole',
    point: 'PROD-VARIANT-030',
    variant: own => ({ barcode: own().padEnd(40, '4') }),
  },
];

const kept = KEPT.map(({ id, title, point, variant }) =>
  check({
    id: `products.variants.keeps.${id}`,
    title,
    profile: 'products',
    points: { answered: point, stored: point },
    async run({ api, given, judge, use, settle }) {
      await use(OPTIONLESS.control);
      const { variantsInfo, ...rest } = plainProduct(given.name());
      const own = variant(() => given.word());
      const sent = {
        ...rest,
        variantsInfo: { variants: variantsInfo.variants.map(one => ({ ...one, ...own })) },
      };
      const call = api.products.create(sent);
      judge('answered', await call, showsVariants(sent));
      const made = await call.accepted();
      const shown = showsVariants(sent);
      judge('stored', await settle.soon('get-after-create', () => api.products.get(made.id), shown), shown);
    },
  }),
);

const differ = check({
  id: 'products.variants.differ',
  title: 'Price, SKU and visibility are each variant’s own',
  profile: 'products',
  points: { stored: 'PROD-VARIANT-037', ranges: 'PROD-VARIANT-036' },
  async run({ api, given, judge, draw, settle }) {
    const { variantsInfo, ...rest } = given.productNamed(draw(ONE_OPTION.arbitrary()));
    const variants = variantsInfo.variants.map((variant, i) => ({
      ...variant,
      ...priced(`${90 - i * 20}.25`),
      sku: given.word(),
      visible: i % 2 === 0,
    }));
    const sent = { ...rest, variantsInfo: { variants } };
    const { id } = await api.products.create(sent).accepted();
    const shown = showsVariants(sent);
    const read = await settle.soon('get-after-create', () => api.products.get(id), shown);
    judge('stored', read, shown);
    const amount = (value: string | undefined) => ({ amount: value });
    const [first, last] = [variants[0], variants.at(-1)].map(one => one?.price.actualPrice.amount);
    const range = { minValue: amount(last), maxValue: amount(first) };
    judge('ranges', read, showsProduct({ actualPriceRange: range }));
  },
});

export const variantContents: Check[] = [...kept, differ];
