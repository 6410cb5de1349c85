/** Visibility of variants and of their product: one on products without options, apart on others. */
import { type Check, check } from '../../engine/check.ts';
import { show, unless } from '../../engine/matchers/matcher.ts';
import { productThat, showsProduct, variantsOf } from '../../engine/matchers/products.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { variantsAgain } from './connected.ts';
import { ONE_OPTION, OPTIONLESS } from './kinds.ts';

/** Every variant is visible, or none is. */
const variantsVisible = (wanted: boolean) =>
  productThat(product => {
    const seen = variantsOf(product).map(({ visible }) => visible);
    const good = seen.length > 0 && seen.every(visible => visible === wanted);
    return unless(good, `variants with visible ${wanted}`, show(seen));
  });

const byDefault = check({
  id: 'products.variants.visible',
  title: 'A variant is visible unless the caller says otherwise',
  profile: 'products',
  points: { visible: 'PROD-VARIANT-031' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.product(draw(ONE_OPTION.arbitrary()));
    const visible = variantsVisible(true);
    judge('visible', await settle.soon('get-after-create', () => api.products.get(id), visible), visible);
  },
});

const hidden = check({
  id: 'products.variants.hidden',
  title: 'Hiding the variants of a product with options leaves the product visible',
  profile: 'products',
  points: { stays: 'PROD-VARIANT-032' },
  async run({ api, given, judge, draw, settle }) {
    const { variantsInfo, ...rest } = given.productNamed(draw(ONE_OPTION.arbitrary()));
    const variants = variantsInfo.variants.map(variant => ({ ...variant, visible: false }));
    const { id } = await given.product({ ...rest, visible: true, variantsInfo: { variants } });
    const stays = showsProduct({ visible: true });
    judge('stays', await settle.soon('get-after-create', () => api.products.get(id), stays), stays);
  },
});

const defaultFollows = check({
  id: 'products.variants.default-follows',
  title: 'Without options, hiding the product hides the default variant',
  profile: 'products',
  points: { follows: 'PROD-VARIANT-033' },
  async run({ api, given, judge, draw, settle }) {
    const { id, revision } = await given.product(draw(OPTIONLESS.arbitrary()));
    await api.products.update(id, { product: { id, revision, visible: false } }).accepted();
    const both = variantsVisible(false);
    judge('follows', await settle.soon('get-after-update', () => api.products.get(id), both), both);
  },
});

const productFollows = check({
  id: 'products.variants.product-follows',
  title: 'Without options, hiding the default variant hides the product',
  profile: 'products',
  points: { follows: 'PROD-VARIANT-034' },
  async run({ api, given, judge, draw, settle }) {
    const before: Product = await given.product(draw(OPTIONLESS.arbitrary()));
    const { id, revision } = before;
    const variants = variantsAgain(before).map(variant => ({ ...variant, visible: false }));
    // `options: []` goes with it: some sources ask for it.
    const product = { id, revision, options: [], variantsInfo: { variants } };
    await api.products.update(id, { product }).accepted();
    const invisible = showsProduct({ visible: false });
    judge('follows', await settle.soon('get-after-update', () => api.products.get(id), invisible), invisible);
  },
});

export const variantVisibility: Check[] = [byDefault, hidden, defaultFollows, productFollows];
