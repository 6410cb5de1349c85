/** Create Product: what the server makes of the smallest product there is, and of its optional members. */
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { hasStatus } from '../../engine/matchers/answers.ts';
import { show, unless } from '../../engine/matchers/matcher.ts';
import {
  hasVariants,
  productThat,
  showsProduct,
  showsVariants,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { plainProduct } from '../../generators/product.ts';
import { createExamples } from './create-examples.ts';
import { createRefusals } from './create-refusals.ts';
import { DIGITAL, OPTIONLESS, TWO_OPTIONS } from './kinds.ts';
import { refusedOr } from './refused-or.ts';

const minimal = check({
  id: 'products.create.minimal',
  title: 'The smallest product is accepted, stored, and completed by the server',
  profile: 'products',
  points: {
    accepted: 'PROD-CREATE-001',
    status: { soft: 'PROD-CREATE-001' },
    physical: 'PROD-CREATE-014',
    slug: 'PROD-CREATE-017',
    visible: 'PROD-CREATE-019',
  },
  async run({ api, given, judge, settle }) {
    const sent = plainProduct(given.name('minimal'));
    const call = api.products.create(sent);
    const answer = await call;
    const { name } = sent;
    judge('accepted', answer, showsProduct({ name, productType: 'PHYSICAL' }));
    judge('physical', answer, showsProduct({ name, productType: 'PHYSICAL' }));
    const { id } = await call.accepted();
    judge('status', answer, hasStatus(200));
    const read = await settle.soon('get-after-create', () => api.products.get(id), showsProduct({ name }));
    judge(
      'slug',
      read,
      productThat(({ slug }) => unless(typeof slug === 'string' && slug !== '', 'a slug', slug)),
    );
    judge('visible', read, showsProduct({ visible: true }));
  },
});

const variants = check({
  id: 'products.create.variants',
  title: 'Create answers the variants it was sent, and their number',
  profile: 'products',
  points: { variants: 'PROD-CREATE-022', count: 'PROD-CREATE-023' },
  async run({ api, given, judge, draw }) {
    const sent = given.productNamed(draw(TWO_OPTIONS.arbitrary()));
    const answer = await api.products.create(sent);
    judge('variants', answer, showsVariants(sent));
    judge('count', answer, hasVariants(sent.variantsInfo.variants.length));
  },
});

const name80 = check({
  id: 'products.create.name-80',
  title: 'A name of 80 characters is accepted and kept whole',
  profile: 'products',
  points: { kept: 'PROD-CREATE-009' },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const sent = plainProduct(given.nameOfLength(80));
    judge('kept', await api.products.create(sent), showsProduct({ name: sent.name }));
  },
});

const handle = check({
  id: 'products.create.handle',
  title: 'A handle of the caller is kept',
  profile: 'products',
  points: { kept: 'PROD-CREATE-020' },
  async run({ api, given, judge, settle }) {
    const sent = { ...plainProduct(given.name()), handle: given.word() };
    const call = api.products.create(sent);
    judge('kept', await call, showsProduct({ handle: sent.handle }));
    const { id } = await call.accepted();
    const kept = showsProduct({ handle: sent.handle });
    judge('kept', await settle.soon('get-after-create', () => api.products.get(id), kept), kept);
  },
});

/** Nobody's first revision. */
const REVISION = '987654321';

const readOnly = check({
  id: 'products.create.revision-ignored',
  title: 'A revision sent along is not taken for the new one',
  profile: 'products',
  points: { ownRevision: 'PROD-CREATE-004' },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const body = change({ product: plainProduct(given.name()) }, 'product.revision', REVISION);
    judge(
      'ownRevision',
      await api.products.create(body),
      refusedOr(({ revision }) => unless(revision !== REVISION, 'a revision of the server', revision)),
    );
  },
});

const digital = check({
  id: 'products.create.digital',
  title: 'A digital product with one priced variant is accepted without physical properties',
  profile: 'products',
  points: { accepted: 'PROD-CREATE-025' },
  async run({ api, given, judge, draw, use }) {
    await use(OPTIONLESS.control);
    const sent = given.productNamed(draw(DIGITAL.arbitrary()));
    const oneVariant = productThat(product =>
      unless(
        product.productType === 'DIGITAL' && variantsOf(product).length === 1,
        'a DIGITAL product with one variant',
        show({ productType: product.productType, variants: variantsOf(product).length }),
      ),
    );
    judge('accepted', await api.products.create(sent), oneVariant);
  },
});

export const createProduct: Chapter = {
  title: 'Create Product',
  checks: [minimal, variants, name80, handle, readOnly, digital, ...createExamples, ...createRefusals],
};
