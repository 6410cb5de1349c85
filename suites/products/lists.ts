/** Query and Search Products: products without their variants, found some time after they were made. */
import type { Answer, JsonObject } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, type CheckContext, check, fixture } from '../../engine/check.ts';
import { isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { all, type Finding, type Matcher, unless } from '../../engine/matchers/matcher.ts';
import { compareSets, idsOf } from '../../engine/matchers/pages.ts';
import { everyListed, listsProducts, productsIn } from '../../engine/matchers/product-pages.ts';
import { variantCountOf, variantsOf } from '../../engine/matchers/products.ts';
import { walkList } from '../../engine/page-walk.ts';
import { plainProduct } from '../../generators/product.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { MIXED, OPTIONLESS } from './kinds.ts';

/** Five products, one with options; made once a run. */
export const shelf = fixture<Product[]>('products.shelf', async ({ given, draw }) => [
  await given.product(draw(MIXED.arbitrary())),
  ...(await Promise.all(['a', 'b', 'c', 'd'].map(salt => given.product(draw(OPTIONLESS.arbitrary(), salt))))),
]);

const idIn = (products: readonly Product[]) => ({ id: { $in: products.map(({ id }) => id) } });

const byId = check({
  id: 'products.query.by-id',
  title: 'Query finds products by their ids',
  profile: 'products',
  points: { found: 'PROD-READ-008' },
  async run({ api, judge, use, settle }) {
    const products = await use(shelf);
    const filter = idIn(products);
    const exactly = listsProducts(products);
    const read = () => api.products.query({ query: { filter } });
    judge('found', await settle.eventual('query-products-after-create', read, exactly), exactly);
  },
});

type List = (filter: JsonObject) => PromiseLike<Answer>;

/** The two ways to list products. */
const LISTS = [
  {
    id: 'query',
    title: 'Query',
    requirement: 'PROD-READ-005',
    list:
      (api: CheckContext['api']): List =>
      filter =>
        api.products.query({ query: { filter } }),
  },
  {
    id: 'search',
    title: 'Search',
    requirement: 'PROD-READ-006',
    list:
      (api: CheckContext['api']): List =>
      filter =>
        api.products.search({ search: { filter } }),
  },
];

const withoutVariants = LISTS.map(({ id, title, requirement, list }) =>
  check({
    id: `products.${id}.without-variants`,
    title: `${title} lists products without their variants, but with their number`,
    profile: 'products',
    points: { variants: requirement, count: 'PROD-READ-007' },
    async run({ api, judge, use, settle }) {
      const products = await use(shelf);
      const counts = new Map(products.map(product => [product.id, variantsOf(product).length]));
      const listed = listsProducts(products);
      const read = () => list(api)(idIn(products));
      const page = await settle.eventual(`${id}-products-after-create`, read, listed);
      judge(
        'variants',
        page,
        all(
          listed,
          everyListed(productsIn, product =>
            unless(variantsOf(product).length === 0, 'no variants', product.variantsInfo),
          ),
        ),
      );
      judge(
        'count',
        page,
        all(
          listed,
          everyListed(productsIn, product => hasCount(product, counts)),
        ),
      );
    },
  }),
);

function hasCount(product: JsonObject, counts: ReadonlyMap<string, number>): Finding | undefined {
  const wanted = counts.get(String(product.id));
  return unless(variantCountOf(product) === wanted, `variantCount ${wanted}`, variantCountOf(product));
}

const walk = check({
  id: 'products.query.walk',
  title: 'A walk along the cursors shows each product once',
  profile: 'products',
  points: { once: 'PROD-READ-010' },
  async run({ api, judge, use, settle }) {
    const products = await use(shelf);
    const filter = idIn(products);
    const limit = 2;
    const once: Matcher<Awaited<ReturnType<typeof walkList>>> = ({ items }) =>
      compareSets(products, idsOf(items));
    const most = Math.ceil(products.length / limit) + 2;
    const walked = () =>
      walkList({
        first: () => api.products.query({ query: { filter, cursorPaging: { limit } } }),
        next: cursor => api.products.query({ query: { cursorPaging: { cursor, limit } } }),
        itemsIn: productsIn,
        most,
      });
    judge('once', await settle.eventual('query-products-after-create', walked, once), once);
  },
});

/** The page maximum. */
const PAGE_MAX = 100;

const limit101 = check({
  id: 'products.query.limit-101',
  title: 'A page limit of 101 is refused, or answers at most 100 products',
  profile: 'products',
  points: { bounded: 'PROD-READ-009' },
  async run({ api, effort, given, judge, settle }) {
    if (effort === 'smoke') {
      return judge.inapplicable('bounded', '101 products are not made at effort "smoke"');
    }
    const sent = Array.from({ length: PAGE_MAX }, () => plainProduct(given.name()));
    const extra = await given.product(plainProduct(given.name()));
    const { items } = await api.products.bulkCreate({ products: sent }).accepted();
    const ids = [extra.id, ...[...items.values()].flatMap(({ id }) => id ?? [])];
    const halves = [ids.slice(0, PAGE_MAX / 2), ids.slice(PAGE_MAX / 2)];
    for (const part of halves) {
      const query = { filter: { id: { $in: part } }, cursorPaging: { limit: PAGE_MAX } };
      const all_ = listsProducts(part.map(id => ({ id })));
      await settle.required('query-products-after-create', () => api.products.query({ query }), all_);
    }
    const filter = { id: { $in: ids } };
    const body = change({ query: { filter, cursorPaging: { limit: 100 } } }, 'query.cursorPaging.limit', 101);
    const answer = await api.products.query(body);
    judge('bounded', answer, page => (isAccepted(page) ? isRefused(page) : holdsAtMost(PAGE_MAX)(page)));
    await api.products.bulkDelete({ productIds: ids.slice(1) });
  },
});

function holdsAtMost(most: number): Matcher<Answer> {
  return page => {
    const { length } = productsIn(page);
    return unless(length > 0 && length <= most, `1 to ${most} products`, `${length} products`);
  };
}

const undeclared = check({
  id: 'products.query.undeclared-field',
  title: 'A filter on a field that Query does not declare is refused, or finds nothing',
  profile: 'products',
  points: { refused: 'PROD-READ-011' },
  async run({ api, judge, use, settle }) {
    const products = await use(shelf);
    const filter = idIn(products);
    const read = () => api.products.query({ query: { filter } });
    await settle.required('query-products-after-create', read, listsProducts(products));
    const [first] = products;
    const body = change({ query: { filter } }, 'query.filter.shoeSize', { $eq: first?.name });
    judge('refused', await api.products.query(body), page =>
      isAccepted(page) ? isRefused(page) : listsProducts([])(page),
    );
  },
});

export const listProducts: Chapter = {
  title: 'Query and Search Products',
  checks: [byId, ...withoutVariants, walk, limit101, undeclared],
};
