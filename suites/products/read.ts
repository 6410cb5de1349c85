/** Get Product, by id and by slug. */
import { randomUUID } from 'node:crypto';
import { type Chapter, check } from '../../engine/check.ts';
import { hasStatus } from '../../engine/matchers/answers.ts';
import { lacks } from '../../engine/matchers/entities.ts';
import { all, unless } from '../../engine/matchers/matcher.ts';
import { hasVariants, productThat, showsProduct, showsVariants } from '../../engine/matchers/products.ts';
import { OPTIONLESS, TWO_OPTIONS } from './kinds.ts';
import { latestProduct } from './latest.ts';

const get = check({
  id: 'products.get.by-id-and-slug',
  title: 'Get answers the product asked for with all its variants, by id and by slug',
  profile: 'products',
  points: {
    id: 'PROD-READ-001',
    variants: 'PROD-READ-002',
    slug: 'PROD-READ-003',
    slugVariants: 'PROD-READ-003',
  },
  async run({ api, given, judge, draw, settle }) {
    const sent = given.productNamed({ ...draw(TWO_OPTIONS.arbitrary()), slug: 'slug' });
    const { id } = await given.product(sent);
    const isIt = showsProduct({ id, name: sent.name });
    const read = await settle.soon('get-after-create', () => api.products.get(id), isIt);
    judge('id', read, isIt);
    const whole = all(showsVariants(sent), hasVariants(sent.variantsInfo.variants.length));
    judge('variants', read, whole);
    const slug = sent.slug ?? '';
    const bySlug = await settle('slug-after-create', () => api.products.getBySlug(slug), isIt);
    judge('slug', bySlug, isIt);
    judge('slugVariants', bySlug, whole);
  },
});

const unknown = check({
  id: 'products.get.unknown',
  title: 'A product that does not exist is not found',
  profile: 'products',
  points: { notFound: 'PROD-READ-004' },
  async run({ api, judge, use }) {
    await use(OPTIONLESS.control);
    const answer = await api.products.get(randomUUID(), { difference: 'an id that no product has' });
    judge('notFound', answer, hasStatus(404));
  },
});

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const has = (member: string) =>
  productThat(product => unless(isFilled(product[member]), `a member ${member}`, product[member]));

const fields = check({
  id: 'products.get.fields',
  title: 'url and currency are shown when fields asks for them, also for both, and otherwise not',
  profile: 'products',
  points: { absent: 'PROD-READ-013', url: 'PROD-READ-013', currency: 'PROD-READ-013', both: 'PROD-READ-012' },
  async run(context) {
    const { api, given, judge, draw } = context;
    const { id } = await given.product(draw(OPTIONLESS.arbitrary()));
    await latestProduct(context, id);
    judge('absent', await api.products.get(id), productThat(lacks('url', 'currency')));
    judge(
      'url',
      await api.products.get(id, { fields: ['URL'] }),
      all(has('url'), productThat(lacks('currency'))),
    );
    const currency = await api.products.get(id, { fields: ['CURRENCY'] });
    judge('currency', currency, all(has('currency'), productThat(lacks('url'))));
    const both = await api.products.get(id, { fields: ['URL', 'CURRENCY'] });
    judge('both', both, all(has('url'), has('currency')));
  },
});

export const getProduct: Chapter = { title: 'Get Product', checks: [get, unknown, fields] };
