/** Delete Product: the product goes, its customizations stay. */
import { randomUUID } from 'node:crypto';
import { isObject } from '../../engine/answer.ts';
import { type Check, check } from '../../engine/check.ts';
import { hasStatus, isAccepted } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all, unless } from '../../engine/matchers/matcher.ts';
import { listsProducts } from '../../engine/matchers/product-pages.ts';
import { modifiersOf, optionsOf } from '../../engine/matchers/products.ts';
import { TEXT_OPTION } from '../customizations/kinds.ts';
import { COUNTED, isAssignedTo, productWith } from './connected.ts';
import { MIXED, OPTIONLESS } from './kinds.ts';

const deletes = check({
  id: 'products.delete.product',
  title: 'A deleted product is gone; the option and the modifiers it was created with stay',
  profile: 'products',
  points: {
    accepted: 'PROD-DELETE-001',
    body: { soft: 'PROD-DELETE-001' },
    gone: 'PROD-DELETE-002',
    option: 'PROD-DELETE-004',
    modifier: 'PROD-DELETE-005',
  },
  async run({ api, given, judge, draw, settle }) {
    const product = await given.product(draw(MIXED.arbitrary()));
    const answer = await api.products.delete(product.id);
    judge('accepted', answer, isAccepted);
    judge(
      'body',
      answer,
      all(hasStatus(200), ({ body }) => unless(isObject(body), 'a JSON object', body)),
    );
    const gone = await settle.soon('get-after-delete', () => api.products.get(product.id), hasStatus(404));
    judge('gone', gone, hasStatus(404));
    const [option] = optionsOf(product);
    const stays = async (point: 'option' | 'modifier', id: string, name: unknown) => {
      const there = shows({ id, name });
      judge(point, await settle.soon('get-after-delete', () => api.get(id), there), there);
    };
    await stays('option', String(option?.id), option?.name);
    for (const { id, name } of modifiersOf(product)) {
      await stays('modifier', String(id), name);
    }
  },
});

const leavesQuery = check({
  id: 'products.delete.leaves-query',
  title: 'A deleted product soon leaves Query',
  profile: 'products',
  points: { query: 'PROD-DELETE-003' },
  async run({ api, given, judge, draw, settle }) {
    const kept = await given.product(draw(OPTIONLESS.arbitrary(), 'kept'));
    const gone = await given.product(draw(OPTIONLESS.arbitrary(), 'gone'));
    const filter = { id: { $in: [kept.id, gone.id] } };
    const read = () => api.products.query({ query: { filter } });
    await settle.required('query-products-after-create', read, listsProducts([kept, gone]));
    await api.products.delete(gone.id).accepted();
    const left = listsProducts([kept]);
    judge('query', await settle.eventual('query-products-after-delete', read, left), left);
  },
});

const count = check({
  id: 'products.delete.count',
  title: 'The number of products that use an option falls again when one is deleted',
  profile: 'products',
  points: { falls: 'PROD-DELETE-030' },
  async run({ api, given, judge, draw, settle }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const first = await given.product(productWith(given, option));
    await given.product(productWith(given, option));
    const read = () => api.get(option.id, COUNTED);
    await settle.required('assigned-after-create', read, isAssignedTo(2));
    await api.products.delete(first.id).accepted();
    const falls = isAssignedTo(1);
    judge('falls', await settle.eventual('assigned-after-delete', read, falls), falls);
  },
});

const unknown = check({
  id: 'products.delete.observes.unknown',
  title: 'Deleting a product that is not there, and deleting one twice (X-32)',
  profile: 'products',
  points: { unknown: 'PROD-DELETE-027', twice: 'PROD-DELETE-028' },
  async run({ api, given, judge, draw }) {
    const { id } = await given.product(draw(OPTIONLESS.arbitrary()));
    await api.products.delete(id).accepted();
    judge.observed('twice', await api.products.delete(id, 'deleted before'));
    judge.observed('unknown', await api.products.delete(randomUUID(), 'an id that no product has'));
  },
});

export const deleteProducts: Check[] = [deletes, leavesQuery, count, unknown];
