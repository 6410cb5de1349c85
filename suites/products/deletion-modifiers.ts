/** "When you delete a modifier, the system automatically removes it from all products that reference it." */
import { type Check, check } from '../../engine/check.ts';
import { hasStatus, isAccepted } from '../../engine/matchers/answers.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { hasModifiers, keepsVariants, showsProduct } from '../../engine/matchers/products.ts';
import { FREE_TEXT, TEXT_MODIFIER, TEXT_OPTION } from '../customizations/kinds.ts';
import { productWith } from './connected.ts';
import { renaming } from './renaming.ts';

const removed = check({
  id: 'products.deletion.modifier',
  title: 'A modifier is deleted freely, and is gone from every product; all else there stays',
  profile: 'products',
  points: {
    accepted: 'PROD-DELETE-012',
    deleted: 'PROD-DELETE-012',
    first: 'PROD-DELETE-013',
    vanishes: 'CUST-DELETE-013',
    second: 'PROD-DELETE-014',
    variants: 'PROD-DELETE-015',
    others: 'PROD-DELETE-016',
  },
  async run({ api, given, judge, draw, settle }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const modifier = await given.customization(draw(TEXT_MODIFIER.arbitrary()));
    const other = await given.customization(draw(FREE_TEXT.arbitrary()));
    const products = [
      await given.product(productWith(given, option, modifier, other)),
      await given.product(productWith(given, option, other, modifier)),
    ];
    const answer = await api.delete(modifier.id);
    judge('accepted', answer, isAccepted);
    const gone = await settle.soon('get-after-delete', () => api.get(modifier.id), hasStatus(404));
    judge('deleted', gone, hasStatus(404));
    const left = hasModifiers([other.id]);
    for (const [i, product] of products.entries()) {
      const get = () => api.products.get(product.id);
      const read = await settle('product-after-modifier', get, all(left, keepsVariants(product)));
      judge(i === 0 ? 'first' : 'second', read, left);
      if (i === 0) judge('vanishes', read, left);
      judge('variants', read, keepsVariants(product));
      judge('others', read, showsProduct({ modifiers: [{ id: other.id, name: other.name }] }));
    }
  },
});

const writable = check({
  id: 'products.deletion.modifier-then-update',
  title: 'After its modifier is gone, a product is updated with a fresh revision',
  profile: 'products',
  points: { updated: 'PROD-DELETE-029' },
  async run({ api, given, judge, draw, settle }) {
    const modifier = await given.customization(draw(TEXT_MODIFIER.arbitrary()));
    const { id } = await given.product(productWith(given, modifier));
    await api.delete(modifier.id).accepted();
    await settle.required('product-after-modifier', () => api.products.get(id), hasModifiers([]));
    // A removal in the background may come between reading and writing: then the next try has the next revision.
    const name = given.name('renamed');
    const update = async () => api.products.update(id, renaming(await api.products.get(id).accepted(), name));
    const renamed = showsProduct({ id, name });
    judge('updated', await settle.soon('update-after-modifier', update, renamed), renamed);
  },
});

export const modifierDeletion: Check[] = [removed, writable];
