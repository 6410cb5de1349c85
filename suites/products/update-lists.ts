/** Lists in an update: each that is sent takes the place of the whole list there was. */

import type { Answer } from '../../engine/answer.ts';
import { type Check, check } from '../../engine/check.ts';
import { alike, all, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import {
  hasModifiers,
  hasVariants,
  keepsVariants,
  modifiersOf,
  productThat,
  variantsOf,
} from '../../engine/matchers/products.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { TEXT_MODIFIER } from '../customizations/kinds.ts';
import { listsAgain, productWith, variantsAgain } from './connected.ts';
import { MIXED, ONE_OPTION } from './kinds.ts';

const idsOf = (product: object): string[] => variantsOf(product).map(({ id }) => String(id));

/** Accepted, and the variants have exactly these ids. */
function hasVariantIds(ids: readonly string[]): Matcher<Answer> {
  return productThat(product => {
    const [wanted, found] = [ids.toSorted(), idsOf(product).toSorted()];
    return unless(alike(wanted, found), `variants ${show(wanted)}`, found);
  });
}

const modifiers = check({
  id: 'products.update.modifiers',
  title: 'Modifiers sent alone take the place of all there were; an empty list removes them; variants stay',
  profile: 'products',
  points: { replaced: 'PROD-UPDATE-008', removed: 'PROD-UPDATE-009', variants: 'PROD-UPDATE-009' },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.product(draw(MIXED.arbitrary()));
    const modifier = await given.customization(draw(TEXT_MODIFIER.arbitrary()));
    const { id, revision } = before;
    const { modifiers: other = [] } = productWith(given, modifier);
    const get = () => api.products.get(id);
    const replaced = hasModifiers([modifier.id]);
    const after = await api.products.update(id, { product: { id, revision, modifiers: other } }).accepted();
    judge('replaced', await settle.soon('get-after-update', get, replaced), replaced);
    const product = { id, revision: after.revision, modifiers: [] };
    const removed = hasModifiers([]);
    judge('removed', await api.products.update(id, { product }), removed);
    const read = await settle.soon('get-after-update', get, removed);
    judge('removed', read, removed);
    judge('variants', read, keepsVariants(before));
  },
});

const variantIds = check({
  id: 'products.update.variant-ids',
  title: 'Variants sent with their ids stay; one without an id is new; one left out is gone',
  profile: 'products',
  points: { kept: 'PROD-UPDATE-012', fresh: 'PROD-UPDATE-013', gone: 'PROD-UPDATE-014' },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.product(draw(ONE_OPTION.arbitrary()));
    const { id } = before;
    const { options } = listsAgain(before);
    const send = (current: Product, variants: ReturnType<typeof variantsAgain>) => {
      const product = { id, revision: current.revision, options, variantsInfo: { variants } };
      return api.products.update(id, { product });
    };
    const get = () => api.products.get(id);
    const ids = idsOf(before);
    const all_ = await send(before, variantsAgain(before)).accepted();
    judge('kept', await settle.soon('get-after-update', get, hasVariantIds(ids)), hasVariantIds(ids));

    const fewer = variantsAgain(before).slice(1);
    const left = hasVariantIds(ids.slice(1));
    const less = await send(all_, fewer).accepted();
    judge('gone', await settle.soon('get-after-update', get, left), left);

    const [{ id: dropped, ...again } = {}, ...others] = variantsAgain(before);
    const whole = await send(less, [again as (typeof fewer)[number], ...others]).accepted();
    const fresh = hasFreshVariant(idsOf(whole).length, ids, String(dropped));
    judge('fresh', await settle.soon('get-after-update', get, fresh), fresh);
  },
});

/** That many variants, one of which has an id that none had before. */
function hasFreshVariant(count: number, known: readonly string[], dropped: string): Matcher<Answer> {
  return all(
    hasVariants(count),
    productThat(product => {
      const fresh = idsOf(product).filter(id => !known.includes(id));
      const good = fresh.length === 1 && !idsOf(product).includes(dropped) && count === known.length;
      return unless(good, 'one variant with a new id, beside those that were kept', idsOf(product));
    }),
  );
}

const withoutModifiers = check({
  id: 'products.update.variants-alone',
  title: 'Options and variants sent together leave the modifiers',
  profile: 'products',
  points: { modifiers: 'PROD-UPDATE-012' },
  async run({ api, given, judge, draw, settle }) {
    const before = await given.product(draw(MIXED.arbitrary()));
    const { id, revision } = before;
    await api.products.update(id, { product: { id, revision, ...listsAgain(before) } }).accepted();
    const kept = all(hasModifiers(modifiersOf(before).map(one => one.id)), keepsVariants(before));
    judge('modifiers', await settle.soon('get-after-update', () => api.products.get(id), kept), kept);
  },
});

export const updateLists: Check[] = [modifiers, variantIds, withoutModifiers];
