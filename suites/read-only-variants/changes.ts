/** What is done to products shows up in their read-only variants some time later; how much later nobody says. */
import type { Answer, JsonObject } from '../../engine/answer.ts';
import { type Check, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { all, type Matcher, unless } from '../../engine/matchers/matcher.ts';
import { variantsIn } from '../../engine/matchers/product-pages.ts';
import { hasVariants } from '../../engine/matchers/products.ts';
import { amountOf, listsVariantsOf } from '../../engine/matchers/read-only-variants.ts';
import { listsAgain } from '../products/connected.ts';
import { ONE_OPTION } from '../products/kinds.ts';
import { latestProduct } from '../products/latest.ts';
import { AFTER_DELETE, AFTER_UPDATE, priced, query, settled } from './fixtures.ts';

const updated = check({
  id: 'read-only-variants.changes.updated',
  title: 'A new price shows up, and a removed variant disappears',
  profile: 'variants',
  points: { price: 'ROV-009', removed: 'ROV-010' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const before = await priced(context, given.productNamed(draw(ONE_OPTION.arbitrary())));
    await settled(context, before);
    const { id } = before;
    const { options, variantsInfo } = listsAgain(before);
    const [first, ...rest] = variantsInfo.variants;
    if (!first) return;
    const dearer = { ...first, price: { actualPrice: { amount: '77.75' } } };
    const send = (revision: string, variants: (typeof first)[]) =>
      api.products.update(id, { product: { id, revision, options, variantsInfo: { variants } } }).accepted();
    const { revision } = await send(before.revision, [dearer, ...rest]);
    const costs = showsPrice(String(first.id), 77.75);
    const read = () => query(api, before);
    judge('price', await settle.eventual(AFTER_UPDATE, read, costs), costs);
    await send(revision, rest);
    const product = await latestProduct(context, id, hasVariants(rest.length));
    const left = listsVariantsOf(product);
    judge('removed', await settle.eventual(AFTER_UPDATE, read, left), left);
  },
});

function showsPrice(variantId: string, amount: number): Matcher<Answer> {
  return all(isAccepted, answer => {
    const found = variantsIn(answer).find((copy: JsonObject) => copy.variantId === variantId);
    const shown = found && amountOf(found);
    return unless(Number(shown) === amount, `the variant at a price of ${amount}`, shown);
  });
}

const deleted = check({
  id: 'read-only-variants.changes.deleted',
  title: 'All items of a deleted product disappear',
  profile: 'variants',
  points: { gone: 'ROV-011' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const product = await priced(context, given.productNamed(draw(ONE_OPTION.arbitrary())));
    await settled(context, product);
    await api.products.delete(product.id).accepted();
    const none: Matcher<Answer> = all(isAccepted, answer => {
      const { length } = variantsIn(answer);
      return unless(length === 0, 'no items', `${length} items`);
    });
    judge('gone', await settle.eventual(AFTER_DELETE, () => query(api, product), none), none);
  },
});

export const variantChanges: Check[] = [updated, deleted];
