/** Querying, searching, sorting and paging read-only variants. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { alike, all, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { variantsIn } from '../../engine/matchers/product-pages.ts';
import { choiceIdsOf, variantsOf } from '../../engine/matchers/products.ts';
import { listsVariantsOf } from '../../engine/matchers/read-only-variants.ts';
import { cursorTo, type PageWalk, walkList } from '../../engine/page-walk.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { OPERATIONS } from '../../specs/operations.ts';
import { latestProduct } from '../products/latest.ts';
import { NOT_AT_SMOKE, thousandVariants } from '../products/variants-thousand.ts';
import { AFTER_CREATE, ofProduct, query, settled, shirt } from './fixtures.ts';

const idsIn = (answer: Answer): string[] => variantsIn(answer).map(({ variantId }) => String(variantId));

/** Accepted, and lists exactly the variants with these ids. */
function lists(ids: readonly string[]): Matcher<Answer> {
  return all(isAccepted, answer => {
    const [wanted, found] = [ids.toSorted(), idsIn(answer).toSorted()];
    return unless(alike(wanted, found), `the variants ${show(wanted)}`, found);
  });
}

const searched = check({
  id: 'read-only-variants.search.filters',
  title: 'Search finds the variants that have a choice, and the variant that has a SKU',
  profile: 'variants',
  points: { choice: 'ROV-012', sku: 'ROV-013' },
  async run(context) {
    const { api, judge, use, settle } = context;
    const product = await use(shirt);
    await settled(context, product);
    const [first] = variantsOf(product);
    const [{ choiceId = '' } = {}] = first ? choiceIdsOf(first) : [];
    const having = variantsOf(product).filter(one => choiceIdsOf(one).some(ids => ids.choiceId === choiceId));
    const search = (filter: object) => () => api.variants.search({ search: { filter: { ...filter } } });
    const withChoice = lists(having.map(({ id }) => String(id)));
    const choices = { 'optionChoices.optionChoiceIds.choiceId': { $hasSome: [choiceId] } };
    judge('choice', await settle.eventual(AFTER_CREATE, search(choices), withChoice), withChoice);
    const withSku = lists([String(first?.id)]);
    const sku = { sku: { $eq: String(first?.sku) } };
    judge('sku', await settle.eventual(AFTER_CREATE, search(sku), withSku), withSku);
  },
});

const undeclared = check({
  id: 'read-only-variants.query.undeclared-field',
  title: 'Query refuses a filter on sku, which only Search declares',
  profile: 'variants',
  points: { refused: 'ROV-014' },
  async run(context) {
    const { api, judge, use } = context;
    const product = await use(shirt);
    await settled(context, product);
    const [first] = variantsOf(product);
    const body = change({ query: { filter: ofProduct(product) } }, 'query.filter.sku', { $eq: first?.sku });
    judge('refused', await api.variants.query(body), isRefused);
  },
});

const sorted = check({
  id: 'read-only-variants.query.sort',
  title: 'Sorted by variantId, ascending and descending order are opposites',
  profile: 'variants',
  points: { opposite: 'ROV-015' },
  async run(context) {
    const { api, judge, use } = context;
    const product = await use(shirt);
    await settled(context, product);
    const by = (order: 'ASC' | 'DESC') => query(api, product, { sort: [{ fieldName: 'variantId', order }] });
    const ascending = await by('ASC');
    const descending = await by('DESC');
    judge(
      'opposite',
      descending,
      all(listsVariantsOf(product), answer => {
        const wanted = idsIn(ascending).toReversed();
        const mirrored = isAccepted(ascending) === undefined && alike(idsIn(answer), wanted);
        return unless(mirrored, show(wanted), idsIn(answer));
      }),
    );
  },
});

const walk = check({
  id: 'read-only-variants.query.walk',
  title: 'A walk along the cursors with limit 1 shows each variant once',
  profile: 'variants',
  points: { once: 'ROV-017' },
  async run(context) {
    const { api, judge, use, settle } = context;
    const product = await use(shirt);
    await settled(context, product);
    const wanted = variantsOf(product)
      .map(({ id }) => String(id))
      .toSorted();
    const once: Matcher<PageWalk> = ({ items }) => {
      const found = items.map(({ variantId }) => String(variantId)).toSorted();
      return unless(alike(found, wanted), `each of ${show(wanted)} once`, found);
    };
    const limit = 1;
    const walked = () =>
      walkList({
        first: () => query(api, product, { cursorPaging: { limit } }),
        next: cursor => api.variants.query({ query: { cursorPaging: { cursor, limit } } }),
        itemsIn: variantsIn,
        most: variantsOf(product).length + 2,
      });
    judge('once', await settle.eventual(AFTER_CREATE, walked, once), once);
  },
});

const cursorWithFilter = check({
  id: 'read-only-variants.query.cursor-with-filter',
  title: 'A cursor sent together with a filter or a sort is refused',
  profile: 'variants',
  points: { filter: 'ROV-018', sort: 'ROV-018' },
  async run(context) {
    const { api, judge, use } = context;
    const product = await use(shirt);
    await settled(context, product);
    const first = await query(api, product, { cursorPaging: { limit: 1 } });
    const cursor = cursorTo('next', first);
    if (!cursor)
      throw new UndecidedError('control-refused', 'the first page has no next cursor', first.exchange);
    const body = { query: { cursorPaging: { cursor, limit: 1 } } };
    await api.variants.query(body).accepted(); // the control: the cursor alone
    const filter = change(body, 'query.filter', ofProduct(product));
    judge('filter', await api.variants.query(filter), isRefused);
    const sort = change(body, 'query.sort', [{ fieldName: 'variantId', order: 'DESC' }]);
    judge('sort', await api.variants.query(sort), isRefused);
  },
});

/** The page maximum. */
const PAGE_MAX = 1_000;

const thousand = check({
  id: 'read-only-variants.query.thousand',
  title: 'A page of 1,000 is answered; a limit of 1,001 is refused, or answers at most 1,000',
  profile: 'variants',
  points: { accepted: 'ROV-016', found: 'ROV-001', bounded: 'ROV-016' },
  async run(context) {
    const { api, effort, judge, use, settle } = context;
    if (effort === 'smoke') {
      for (const point of ['accepted', 'found', 'bounded'] as const) judge.inapplicable(point, NOT_AT_SMOKE);
      return;
    }
    const product = await use(shirt);
    const { call } = await use(thousandVariants);
    const made = await call.accepted();
    await settled(context, product);
    const large = await latestProduct(context, made.id);
    const cursorPaging = { limit: PAGE_MAX };
    const whole = listsVariantsOf(large);
    const page = await settle.eventual(AFTER_CREATE, () => query(api, large, { cursorPaging }), whole);
    judge('accepted', page, isAccepted);
    judge('found', page, whole);
    const filter = { 'productData.productId': { $in: [large.id, product.id] } };
    const body = change({ query: { filter, cursorPaging } }, 'query.cursorPaging.limit', PAGE_MAX + 1);
    const answer = await api.variants.query(body);
    judge('bounded', answer, isAccepted(answer) ? isRefused : holdsAtMost(PAGE_MAX));
  },
});

function holdsAtMost(most: number): Matcher<Answer> {
  return answer => {
    const { length } = variantsIn(answer);
    return unless(length > 0 && length <= most, `1 to ${most} items`, `${length} items`);
  };
}

const writes = check({
  id: 'read-only-variants.observes.writes',
  title: 'Writing to a read-only variant: there is no such method',
  profile: 'variants',
  points: { observed: 'ROV-020' },
  async run({ api, judge, use }) {
    await use(shirt);
    const { path } = OPERATIONS.queryReadOnlyVariants;
    const json = { headers: {}, text: '{}' };
    for (const method of ['PATCH', 'DELETE']) {
      const request = { method, path: `${path}/${randomUUID()}`, ...json };
      judge.observed('observed', await api.raw(request, `${method} of a read-only variant`));
    }
  },
});

export const variantLists: Check[] = [searched, undeclared, sorted, walk, cursorWithFilter, thousand, writes];
