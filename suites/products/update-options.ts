/** Options in an update: they come and go together with the variants. */
import { inWords } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { hasStatus, isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all } from '../../engine/matchers/matcher.ts';
import {
  hasOptions,
  hasVariants,
  isStillProduct,
  optionsOf,
  productIn,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { textChoices } from '../../generators/customization.ts';
import { asOption, plainProduct } from '../../generators/product.ts';
import { plainVariant, plainVariants } from '../../generators/variant-set.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { TEXT_OPTION } from '../customizations/kinds.ts';
import { optionWith, rebuilt, variantsAgain } from './connected.ts';
import { ONE_OPTION, OPTIONLESS } from './kinds.ts';
import { latestProduct } from './latest.ts';
import { ALIGNMENT } from './refusals.ts';

const addChoice = check({
  id: 'products.update.add-choice',
  title: 'A choice added to an option together with its variant raises the number of variants',
  profile: 'products',
  points: { count: 'PROD-UPDATE-015' },
  async run({ api, given, judge, draw, settle }) {
    const choices = draw(textChoices({ count: 3 }));
    const input = { ...draw(TEXT_OPTION.arbitrary()), choicesSettings: { choices } } as NewCustomization;
    const option = await given.customization(input);
    const before = await given.product(plainProduct(given.name(), { options: [optionWith(option, 2)] }));
    const { id, revision } = before;
    const options = [asOption(option)];
    const variants = [...variantsAgain(before), plainVariant(options, 2, '12.50')];
    const product = { id, revision, options, variantsInfo: { variants } };
    judge('count', await api.products.update(id, { product }), hasVariants(3));
    const read = await settle.soon('get-after-update', () => api.products.get(id), hasVariants(3));
    judge('count', read, hasVariants(3));
  },
});

const drop = check({
  id: 'products.update.drop-option',
  title: 'A dropped option leaves the product, stays a customization, and can then be deleted',
  profile: 'products',
  points: { dropped: 'PROD-UPDATE-016', stays: 'PROD-UPDATE-017', free: 'PROD-UPDATE-018' },
  async run({ api, given, judge, draw, settle }) {
    const kept = await given.customization(draw(TEXT_OPTION.arbitrary(), 'kept'));
    const gone = await given.customization(draw(TEXT_OPTION.arbitrary(), 'gone'));
    const both = plainProduct(given.name(), { options: [asOption(kept), asOption(gone)] });
    const { id, revision } = await given.product(both);
    const answer = await api.products.update(id, { product: { id, revision, ...rebuilt([asOption(kept)]) } });
    const left = all(hasOptions([kept.id]), hasVariants(plainVariants([asOption(kept)]).length));
    judge('dropped', answer, left);
    judge('dropped', await settle.soon('get-after-update', () => api.products.get(id), left), left);
    const stays = shows({ id: gone.id, name: gone.name });
    judge('stays', await settle.soon('get-after-update', () => api.get(gone.id), stays), stays);
    const free = await settle('delete-after-release', () => api.delete(gone.id), isAccepted);
    judge('free', free, isAccepted);
  },
});

const first = check({
  id: 'products.update.first-option',
  title: 'A product without options gets its first one, with variants in place of the default variant',
  profile: 'products',
  points: {
    added: 'PROD-UPDATE-019',
    defaultKept: 'PROD-UPDATE-020',
    status: { soft: 'PROD-UPDATE-020' },
    unchanged: 'PROD-UPDATE-005',
  },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const option = asOption(await given.customization(draw(TEXT_OPTION.arbitrary())));
    const product = await given.product(draw(OPTIONLESS.arbitrary()));
    const current = await latestProduct(context, product.id);
    const { id, revision } = current;
    const body = { product: { id, revision, ...rebuilt([option]) } };
    const wrong = change(body, 'product.variantsInfo.variants', variantsAgain(current));
    const refused = await api.products.update(id, wrong);
    judge('defaultKept', refused, isRefused);
    judge('status', refused, hasStatus(...ALIGNMENT));
    const still = isStillProduct(current);
    judge('unchanged', await settle.soon('get-after-refusal', () => api.products.get(id), still), still);
    const { revision: now } = await latestProduct(context, id);
    const answer = await api.products.update(id, { product: { ...body.product, revision: now } });
    const added = all(hasOptions([option.id]), hasVariants(plainVariants([option]).length));
    judge('added', answer, added);
  },
});

const collapse = check({
  id: 'products.update.observes.collapse',
  title: 'An empty list of options with a single variant without choices',
  profile: 'products',
  points: { observed: 'PROD-UPDATE-021' },
  async run({ api, given, judge, draw }) {
    const before = await given.product(draw(ONE_OPTION.arbitrary()));
    const { id, revision } = before;
    const answer = await api.products.update(id, { product: { id, revision, ...rebuilt([]) } });
    const after = productIn(answer) ?? {};
    const what = `, ${optionsOf(after).length} options and ${variantsOf(after).length} variants are left`;
    judge.observed('observed', answer, `${inWords(answer)}${answer.isSuccess ? what : ''}`);
  },
});

export const updateOptions: Check[] = [addChoice, drop, first, collapse];
