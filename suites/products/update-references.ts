/** What a product and the customizations it refers to have to do with each other's names. */
import { change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { isStill, shows } from '../../engine/matchers/entities.ts';
import { unless } from '../../engine/matchers/matcher.ts';
import { optionsOf, productThat } from '../../engine/matchers/products.ts';
import { TEXT_OPTION } from '../customizations/kinds.ts';
import { renaming as renamingCustomization } from '../customizations/renaming.ts';
import { listsAgain, productWith } from './connected.ts';
import { latestCustomization } from './latest.ts';

const choiceName = check({
  id: 'products.update.choice-name',
  title: 'A choice name changed through the product does not change the customization (X-06)',
  profile: 'products',
  points: { unchanged: 'PROD-UPDATE-025' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const made = await given.product(productWith(given, option));
    const { id, revision } = made;
    const lists = listsAgain(made);
    const current = await api.products.update(id, { product: { id, revision, ...lists } }).accepted();
    const before = await latestCustomization(context, option.id);
    const body = { product: { id, revision: current.revision, ...lists } };
    const path = 'product.options.0.choicesSettings.choices.0.name';
    await api.products.update(id, change(body, path, 'Renamed by a product'));
    const still = isStill(before);
    judge('unchanged', await settle.soon('get-after-update', () => api.get(option.id), still), still);
  },
});

const rename = check({
  id: 'products.update.customization-renamed',
  title: 'A renamed customization soon shows its new name on the products that use it',
  profile: 'products',
  points: { shown: 'PROD-UPDATE-027', reaches: 'CUST-UPDATE-036' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const { id } = await given.product(productWith(given, option));
    const current = await latestCustomization(context, option.id);
    const name = given.name('renamed');
    await api.update(option.id, renamingCustomization(current, name)).accepted();
    await settle.soon('get-after-update', () => api.get(option.id), shows({ name }));
    const renamed = productThat(product => {
      const [found] = optionsOf(product);
      return unless(found?.name === name, `an option named "${name}"`, found?.name);
    });
    const read = await settle.eventual('product-after-rename', () => api.products.get(id), renamed);
    judge('shown', read, renamed);
    judge('reaches', read, renamed);
  },
});

export const updateReferences: Check[] = [choiceName, rename];
