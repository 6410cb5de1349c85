/** Bulk create, update and delete of products: each item by itself, told of in one report. */

import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import {
  addsUp,
  explainsFailures,
  failsAt,
  holdsEntities,
  holdsNoEntities,
  namesPositions,
  outcomeInWords,
  succeedsAll,
} from '../../engine/matchers/bulk.ts';
import { all, type Matcher } from '../../engine/matchers/matcher.ts';
import { optionsOf, showsProduct } from '../../engine/matchers/products.ts';
import { bulkOf } from '../../engine/reading.ts';
import { plainProduct } from '../../generators/product.ts';
import { MISTAKES } from '../../generators/product-mistakes.ts';
import { bulkDeletes } from './bulk-delete.ts';
import { bulkRefusals } from './bulk-refusals.ts';
import { MIXED, ONE_OPTION, OPTIONLESS, TWO_OPTIONS } from './kinds.ts';
import { latestProduct } from './latest.ts';
import { renaming } from './renaming.ts';

const create = check({
  id: 'products.bulk.create',
  title: 'Two products are created, each told of at its position and readable under its id',
  profile: 'products',
  points: {
    accepted: 'PROD-BULK-001',
    positions: 'PROD-BULK-002',
    totals: 'PROD-BULK-014',
    without: 'PROD-BULK-004',
    stored: 'PROD-BULK-002',
  },
  async run({ api, given, judge, draw, use, settle }) {
    // Without a creation that was its own, a report that looks right may be one given to everybody.
    await use(OPTIONLESS.control);
    const products = [OPTIONLESS, ONE_OPTION].map(kind =>
      given.productNamed(draw(kind.arbitrary(), kind.id)),
    );
    const answer = await api.products.bulkCreate({ products });
    judge('accepted', answer, succeedsAll(2));
    judge('positions', answer, namesPositions(2));
    judge('totals', answer, addsUp(2));
    judge('without', answer, holdsNoEntities);
    for (const [i, { id }] of bulkOf(answer)?.items ?? []) {
      if (id === undefined) continue;
      const sent = showsProduct({ id, name: products[i]?.name });
      judge('stored', await settle.soon('get-after-create', () => api.products.get(id), sent), sent);
    }
  },
});

const entities = check({
  id: 'products.bulk.entities',
  title: 'With returnEntity the report holds the products',
  profile: 'products',
  points: { created: 'PROD-BULK-004', updated: 'PROD-BULK-004' },
  async run(context) {
    const { api, given, judge, draw } = context;
    const products = ['a', 'b'].map(salt => given.productNamed(draw(OPTIONLESS.arbitrary(), salt)));
    const call = api.products.bulkCreate({ products, returnEntity: true });
    judge('created', await call, holdsEntities(products.map(({ name }) => ({ name }))));
    const made = await Promise.all(
      [...(await call.accepted()).items.values()].flatMap(({ id }) =>
        id === undefined ? [] : [latestProduct(context, id)],
      ),
    );
    const names = made.map(() => given.name());
    const updates = made.map((product, i) => renaming(product, names[i] ?? ''));
    const answer = await api.products.bulkUpdate({ products: updates, returnEntity: true });
    judge('updated', answer, holdsEntities(names.map(name => ({ name }))));
  },
});

const oneBad = check({
  id: 'products.bulk.one-bad',
  title: 'One product that breaks a rule fails alone, with a code, and is not created (SIL-41)',
  profile: 'products',
  points: { fails: 'PROD-BULK-003', explained: 'PROD-BULK-003', totals: 'PROD-BULK-014' },
  async run({ api, given, judge, draw, use }) {
    await use(TWO_OPTIONS.control);
    const products = ['a', 'b', 'c'].map(salt => given.productNamed(draw(TWO_OPTIONS.arbitrary(), salt)));
    const wrong = MISTAKES['combination-doubled'];
    const [, second] = products;
    if (!wrong || !second) throw new Error('no mistake to make');
    const body = change({ products }, 'products.1', wrong.make(second));
    const answer = await api.products.bulkCreate({ ...body, difference: `products.1: ${wrong.describe}` });
    judge('fails', answer, failsAt(1, 3));
    const alone = isAccepted(answer) === undefined;
    const orRefused = (matcher: Matcher<Answer>): Matcher<Answer> => (alone ? matcher : failsAt(1, 3));
    judge('explained', answer, orRefused(explainsFailures));
    judge('totals', answer, orRefused(addsUp(3)));
  },
});

const update = check({
  id: 'products.bulk.update',
  title: 'Two products are updated, each at its position',
  profile: 'products',
  points: { positions: 'PROD-BULK-002', totals: 'PROD-BULK-014', stored: 'PROD-BULK-002' },
  async run({ api, given, judge, draw, settle }) {
    const made = [
      await given.product(draw(OPTIONLESS.arbitrary())),
      await given.product(draw(MIXED.arbitrary())),
    ];
    const names = made.map(() => given.name('renamed'));
    const products = made.map((product, i) => renaming(product, names[i] ?? ''));
    const answer = await api.products.bulkUpdate({ products });
    judge(
      'positions',
      answer,
      all(
        succeedsAll(
          2,
          made.map(({ id }) => id),
        ),
        namesPositions(2),
      ),
    );
    judge('totals', answer, addsUp(2));
    for (const [i, { id }] of made.entries()) {
      const renamed = showsProduct({ id, name: names[i] });
      judge('stored', await settle.soon('get-after-update', () => api.products.get(id), renamed), renamed);
    }
  },
});

const sharedOption = check({
  id: 'products.bulk.observes.shared-option',
  title: 'Two products of one request with one inline option name: one customization or two',
  profile: 'products',
  points: { observed: 'PROD-BULK-009' },
  async run({ api, given, judge, draw }) {
    const { options = [] } = given.productNamed(draw(ONE_OPTION.arbitrary()));
    const products = [0, 1].map(() => plainProduct(given.name(), { options }));
    const call = api.products.bulkCreate({ products, returnEntity: true });
    await call.accepted();
    const answer = await call;
    const ids = [...(bulkOf(answer)?.items.values() ?? [])].map(
      ({ entity }) => optionsOf(entity ?? {})[0]?.id,
    );
    const what = new Set(ids).size === 1 ? 'one customization for both' : 'a customization for each';
    judge.observed('observed', answer, `${outcomeInWords(answer)}; ${what}`);
  },
});

export const bulkProducts: Chapter = {
  title: 'Bulk operations on products',
  checks: [create, entities, update, oneBad, sharedOption, ...bulkRefusals, ...bulkDeletes],
};
