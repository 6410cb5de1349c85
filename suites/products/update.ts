/** Update Product: what is sent changes, what is left out stays, and the revision tells who came first. */
import { type Chapter, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { all, unless } from '../../engine/matchers/matcher.ts';
import {
  bumpsProductRevision,
  isStillProduct,
  keepsLists,
  showsProduct,
} from '../../engine/matchers/products.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { MIXED, OPTIONLESS } from './kinds.ts';
import { latestProduct } from './latest.ts';
import { renaming } from './renaming.ts';
import { updateLists } from './update-lists.ts';
import { updateOptions } from './update-options.ts';
import { updateReferences } from './update-references.ts';
import { updateRefusals } from './update-refusals.ts';

const scalar = check({
  id: 'products.update.scalar',
  title: 'One member is changed, the others stay, and the revision goes up by one',
  profile: 'products',
  points: {
    changed: 'PROD-UPDATE-001',
    others: 'PROD-UPDATE-001',
    revision: 'PROD-UPDATE-002',
    lists: 'PROD-UPDATE-007',
    sameOnGet: 'PROD-UPDATE-026',
  },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.product({ ...draw(MIXED.arbitrary()), handle: 'handle' });
    const name = given.name('renamed');
    const call = api.products.update(before.id, renaming(before, name));
    judge('changed', await call, showsProduct({ id: before.id, name }));
    judge('revision', await call, bumpsProductRevision(before));
    const after = await call.accepted();
    judge('sameOnGet', await api.products.get(before.id), isStillProduct(after));
    const read = await settle.soon(
      'get-after-update',
      () => api.products.get(before.id),
      showsProduct({ name }),
    );
    judge('changed', read, showsProduct({ name }));
    const { productType, visible, handle } = before;
    judge('others', read, showsProduct({ productType, visible, handle }));
    judge('lists', read, keepsLists(before));
  },
});

const race = check({
  id: 'products.update.race',
  title: 'Of several updates sent at once with one revision at most one is accepted',
  profile: 'products',
  points: { once: 'PROD-UPDATE-024' },
  async run({ api, given, judge, draw }) {
    for (const round of ['a', 'b', 'c']) {
      const before: Product = await given.product(draw(OPTIONLESS.arbitrary(), round));
      const names = ['one', 'two', 'three', 'four'].map(word => given.name(word));
      const answers = await Promise.all(
        names.map(name => api.products.update(before.id, renaming(before, name))),
      );
      const won = answers.filter(answer => answer.isSuccess).length;
      const [first] = answers;
      if (!first || won === 0)
        throw new UndecidedError('control-refused', 'none of the updates was accepted');
      judge('once', first, () =>
        unless(won <= 1, 'at most one accepted', `${won} of ${answers.length} accepted`),
      );
    }
  },
});

const fixed = check({
  id: 'products.update.fixed-members',
  title: 'The type and the handle of a product cannot be changed: refused or ignored',
  profile: 'products',
  points: { type: 'PROD-UPDATE-022', handle: 'PROD-UPDATE-023' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const { id } = await given.product({ ...draw(OPTIONLESS.arbitrary()), handle: 'handle' });
    const current = () => latestProduct(context, id);
    const { handle } = await current();
    for (const [point, member, value] of [
      ['type', 'productType', 'DIGITAL'],
      ['handle', 'handle', given.word()],
    ] as const) {
      // The name goes along: accepted without it, the update itself might be what is ignored.
      const { revision } = await current();
      const product = { id, revision, name: given.name(), [member]: value };
      await api.products.update(id, { body: { product }, difference: `product.${member}: "${value}"` });
      const unchanged = showsProduct({ productType: 'PHYSICAL', handle });
      judge(point, await settle.soon('get-after-update', () => api.products.get(id), unchanged), unchanged);
    }
  },
});

const empty = check({
  id: 'products.update.accepted',
  title: 'An update answers 200 with the product',
  profile: 'products',
  points: { accepted: 'PROD-UPDATE-001' },
  async run({ api, given, judge, draw }) {
    const before = await given.product(draw(OPTIONLESS.arbitrary()));
    const answer = await api.products.update(before.id, renaming(before, given.name()));
    judge('accepted', answer, all(isAccepted, showsProduct({ id: before.id })));
  },
});

export const updateProduct: Chapter = {
  title: 'Update Product',
  checks: [
    empty,
    scalar,
    race,
    fixed,
    ...updateLists,
    ...updateOptions,
    ...updateReferences,
    ...updateRefusals,
  ],
};
