/** Products drawn from the schemas, with 0 to 6 options and 0 to 10 modifiers: whatever is valid is accepted and kept as sent. */
import { type Check, check } from '../../engine/check.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { showsProduct, showsVariants } from '../../engine/matchers/products.ts';
import type { Effort } from '../../engine/session.ts';
import { type ProductOptions, product } from '../../generators/product.ts';

/** How many of each shape. */
const DRAWN: Record<Effort, number> = { smoke: 1, standard: 2, deep: 20 };

const SHAPES: [id: string, title: string, options: ProductOptions][] = [
  ['optionless', 'without options', { options: 0 }],
  [
    'full-sets',
    'with all combinations',
    { options: { min: 1, max: 3 }, variants: { size: 'full', most: 50 } },
  ],
  ['partial-sets', 'with some combinations', { options: { min: 2, max: 6 }, variants: { size: 'part' } }],
];

function generated([id, title, options]: (typeof SHAPES)[number]): Check {
  return check({
    id: `products.create.generated.${id}`,
    title: `Generated products ${title} are accepted and come back as sent`,
    profile: 'products',
    points: { variants: 'PROD-VARIANT-037', lists: 'PROD-OPTION-004' },
    async run({ api, given, judge, draw, settle, effort }) {
      for (let i = 0; i < DRAWN[effort]; i += 1) {
        const sent = given.productNamed(draw(product(options), String(i)));
        const { id } = await api.products.create(sent).accepted();
        const lists = showsProduct({
          name: sent.name,
          ...(sent.options && { options: sent.options }),
          ...(sent.modifiers && { modifiers: sent.modifiers }),
        });
        const shown = all(lists, showsVariants(sent));
        const read = await settle.soon('get-after-create', () => api.products.get(id), shown);
        judge('lists', read, lists);
        judge('variants', read, showsVariants(sent));
      }
    },
  });
}

export const createGenerated: Check[] = SHAPES.map(generated);
