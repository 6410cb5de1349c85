/** Bulk delete of products. */
import { randomUUID } from 'node:crypto';
import { change } from '../../engine/change.ts';
import { type Check, type CheckContext, check } from '../../engine/check.ts';
import { hasStatus, isAccepted, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { addsUp, reportsEach, succeedsAll } from '../../engine/matchers/bulk.ts';
import { showsProduct } from '../../engine/matchers/products.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { ONE_OPTION, OPTIONLESS } from './kinds.ts';

const pair = ({ given, draw }: Pick<CheckContext, 'given' | 'draw'>, salt: string): Promise<Product[]> =>
  Promise.all([
    given.product(draw(OPTIONLESS.arbitrary(), salt)),
    given.product(draw(ONE_OPTION.arbitrary(), salt)),
  ]);

const idsOf = (products: readonly Product[]): string[] => products.map(({ id }) => id);

const deletes = check({
  id: 'products.bulk-delete.deletes',
  title: 'Every listed product is deleted, and each is told of',
  profile: 'products',
  points: { reported: 'PROD-BULK-010', gone: 'PROD-BULK-010', totals: 'PROD-BULK-014' },
  async run(context) {
    const { api, judge, settle } = context;
    const productIds = idsOf(await pair(context, 'deleted'));
    const answer = await api.products.bulkDelete({ productIds });
    judge('reported', answer, succeedsAll(2, productIds));
    judge('totals', answer, addsUp(2));
    for (const id of productIds) {
      const gone = hasStatus(404);
      judge('gone', await settle.soon('get-after-delete', () => api.products.get(id), gone), gone);
    }
  },
});

const partlyUnknown = check({
  id: 'products.bulk-delete.partly-unknown',
  title: 'With one unknown id among them, the known products are deleted',
  profile: 'products',
  points: { deleted: 'PROD-BULK-013', reported: 'PROD-BULK-013' },
  async run(context) {
    const { api, judge, settle } = context;
    const [first, second] = idsOf(await pair(context, 'control'));
    await api.products.bulkDelete({ productIds: [first ?? '', second ?? ''] }).accepted();
    const known = idsOf(await pair(context, 'known'));
    const body = change({ productIds: [...known] }, 'productIds.2', randomUUID());
    const answer = await api.products.bulkDelete(body);
    judge('reported', answer, reportsEach(3));
    for (const id of known) {
      const gone = hasStatus(404);
      judge('deleted', await settle.soon('get-after-delete', () => api.products.get(id), gone), gone);
    }
  },
});

const refused = check({
  id: 'products.bulk-delete.refuses',
  title: 'One id twice, no ids, and 101 ids are refused, and nothing is deleted',
  profile: 'products',
  points: {
    twice: 'PROD-BULK-011',
    twiceCode: { soft: 'PROD-BULK-011' },
    none: 'PROD-BULK-012',
    tooMany: 'PROD-BULK-012',
    unchanged: 'PROD-BULK-012',
  },
  async run(context) {
    const { api, judge, settle } = context;
    const controls = idsOf(await pair(context, 'control'));
    await api.products.bulkDelete({ productIds: controls }).accepted();
    const [kept, other] = await pair(context, 'kept');
    if (!kept || !other) return;
    const productIds = [kept.id, other.id];
    const twice = await api.products.bulkDelete(change({ productIds }, 'productIds.1', kept.id));
    judge('twice', twice, isRefused);
    judge('twiceCode', twice, isRefusedWith('DUPLICATE_PRODUCT_IDS_REQUEST'));
    judge('none', await api.products.bulkDelete(change({ productIds }, 'productIds', [])), isRefused);
    const many = [other.id, ...Array.from({ length: 100 }, () => randomUUID())];
    const tooMany = await api.products.bulkDelete(change({ productIds }, 'productIds', many));
    judge('tooMany', tooMany, isRefused);
    if (!isAccepted(tooMany)) return judge.inapplicable('unchanged', 'it was not refused');
    const still = showsProduct({ id: other.id, name: other.name });
    judge('unchanged', await settle.soon('get-after-delete', () => api.products.get(other.id), still), still);
  },
});

export const bulkDeletes: Check[] = [deletes, partlyUnknown, refused];
