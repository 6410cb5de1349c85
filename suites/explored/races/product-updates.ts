/** Product updates in flight together with one revision: at most one of them wins. */
import fc from 'fast-check';
import type { Answer } from '../../../engine/answer.ts';
import { type Cases, type CheckContext, explored } from '../../../engine/check.ts';
import type { Matcher } from '../../../engine/matchers/matcher.ts';
import { bumpsProductRevision, isStillProduct, showsProduct } from '../../../engine/matchers/products.ts';
import { productOf } from '../../../engine/product-reading.ts';
import type { Product } from '../../../specs/openapi.types.ts';
import { listsAgain, productWith } from '../../products/connected.ts';
import { latestProduct } from '../../products/latest.ts';
import { MOST, optionWith, telling, times, together, won } from './together.ts';

interface UpdateRace {
  /** Whether the product has an option, whose variants get other prices. */
  option: boolean;
  updates: number;
}

const UPDATES: Cases<UpdateRace> = {
  generated: fc.record({ option: fc.boolean(), updates: fc.integer({ min: 2, max: MOST }) }),
  openings: [{ option: true, updates: 3 }],
  tell: ({ option, updates }) => [
    `create a product ${option ? 'with an option of two choices' : 'without options'}`,
    `update it ${updates} times at once, each time with the current revision and another name${option ? ' and other prices' : ''}`,
  ],
};

/** A patch with a name, and prices that belong to it. */
function patch({ given }: Pick<CheckContext, 'given'>, before: Product, option: boolean, i: number) {
  const { id, revision } = before;
  const name = given.name('racer');
  if (!option) return { id, revision, name };
  const { options, variantsInfo } = listsAgain(before);
  const price = { actualPrice: { amount: String(20 + i) } };
  const variants = variantsInfo.variants.map(variant => ({ ...variant, price }));
  return { id, revision, name, options, variantsInfo: { variants } };
}

/** Accepted, and every variant has that price. */
function showsPatch({ name, variantsInfo }: ReturnType<typeof patch>): Matcher<Answer> {
  const variants = variantsInfo?.variants.map(({ id, price }) => ({ id, price }));
  return showsProduct({ name, ...(variants && { variantsInfo: { variants } }) });
}

export const productUpdateRaces = explored({
  id: 'products.races.updates',
  title: 'Of product updates in flight together with one revision at most one wins, and it wins as a whole',
  profile: 'products',
  points: {
    once: 'PROD-UPDATE-024',
    step: 'PROD-UPDATE-002',
    whole: 'PROD-UPDATE-001',
    losers: 'PROD-UPDATE-005',
  },
  cases: UPDATES,
  async run(context, { option, updates }) {
    const { api, given, judge, settle } = context;
    const options = option ? [await given.customization(optionWith(['Small', 'Large']))] : [];
    const { id } = await given.product(productWith(given, ...options));
    const before = await latestProduct(context, id);
    const patches = times(updates, i => patch(context, before, option, i));
    const answers = await together(patches.map(product => api.products.update(id, { product })));
    const winner = telling(answers);
    if (!winner) return;
    judge('once', winner, won(answers, 0));
    const sent = patches[answers.indexOf(winner)];
    const isWon = winner.isSuccess && sent !== undefined;
    if (isWon) judge('step', winner, bumpsProductRevision(before));
    const stands = isWon ? showsPatch(sent) : showsProduct({ name: before.name });
    const read = await settle.soon('get-after-update', () => api.products.get(id), stands);
    const { revision = before.revision } = (isWon && productOf(winner)) || {};
    judge('losers', read, isWon ? showsProduct({ revision }) : isStillProduct(before));
    judge('whole', read, stands);
  },
});
