/** The most variants a product can have: 1,000 are accepted and found again, 1,001 are refused. */
import type { Call } from '../../engine/answer.ts';
import { type Check, check, fixture } from '../../engine/check.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { hasVariants, showsVariants } from '../../engine/matchers/products.ts';
import { plainProduct } from '../../generators/product.ts';
import type { NewProduct, Product } from '../../specs/openapi.types.ts';
import { TWO_OPTIONS } from './kinds.ts';
import { mistake, refusal } from './refusals.ts';

const tenChoices = (name: string) => ({
  name,
  optionRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: {
    choices: Array.from({ length: 10 }, (_, i) => ({
      choiceType: 'CHOICE_TEXT' as const,
      name: `Choice ${i + 1}`,
    })),
  },
});

export const NOT_AT_SMOKE = '1,000 variants are not made at effort "smoke"';

/** What became of a product with 10 × 10 × 10 variants, created once a run. */
export const thousandVariants = fixture<{ sent: NewProduct; call: Call<Product> }>(
  'products.thousand-variants',
  async ({ api, given }) => {
    const options = ['A', 'B', 'C'].map(word => tenChoices(`Option ${word}`));
    const sent = given.productNamed(plainProduct('Product', { options }));
    const call = api.products.create(sent);
    await call;
    return { sent, call };
  },
);

const accepted = check({
  id: 'products.variants.thousand',
  title: 'A product with 1,000 variants is created and read back',
  profile: 'products',
  points: { created: 'PROD-VARIANT-038', stored: 'PROD-VARIANT-038' },
  async run({ api, effort, judge, use, settle }) {
    if (effort === 'smoke') {
      judge.inapplicable('created', NOT_AT_SMOKE);
      return judge.inapplicable('stored', NOT_AT_SMOKE);
    }
    await use(TWO_OPTIONS.control);
    const { sent, call } = await use(thousandVariants);
    judge('created', await call, hasVariants(1_000));
    const { id } = await call.accepted();
    const stored = all(hasVariants(1_000), showsVariants(sent));
    judge('stored', await settle.soon('get-after-create', () => api.products.get(id), stored), stored);
  },
});

export const thousand: Check[] = [
  accepted,
  refusal({
    requirement: 'PROD-VARIANT-038',
    id: 'variants.refuses.1001',
    title: '1,001 variants are refused',
    kind: TWO_OPTIONS,
    wrong: [mistake('variants-1001')],
  }),
];
