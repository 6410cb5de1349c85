/** What the target must show of what the model has. */
import type { Answer } from '../../../engine/answer.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import { all, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import {
  hasVariants,
  keepsLists,
  optionsOf,
  productChoicesOf,
  productIn,
  productThat,
  showsProduct,
  variantsOf,
} from '../../../engine/matchers/products.ts';
import { ofProduct } from '../product-elsewhere.ts';
import { showsPredicted } from '../sequences/act.ts';
import type { World } from './world.ts';

/** The product is as the model has it now, in all that is documented of the steps of a sequence. */
export function isAsModelled(world: World, id: string): Matcher<Answer> {
  const { name, productType, visible, actualPriceRange, ...rest } = world.product(id);
  const view = { ...rest, name, productType, visible, actualPriceRange };
  return tolerant(
    world,
    all(
      showsProduct({ id, name, productType, visible }),
      keepsLists(view),
      hasVariants(variantsOf(view).length),
      showsProduct({ actualPriceRange }),
    ),
  );
}

/** Choices that may or may not be shown any more are not looked at. */
function tolerant(world: World, matcher: Matcher<Answer>): Matcher<Answer> {
  const { lost } = world;
  if (lost.size === 0) return matcher;
  return answer => {
    if (!answer.isSuccess) return matcher(answer);
    const shown = ofProduct(one => {
      const product = productIn(one);
      if (!product) return undefined;
      const options = optionsOf(product).map(option => ({
        ...option,
        choicesSettings: {
          choices: productChoicesOf(option).filter(({ choiceId }) => !lost.has(String(choiceId))),
        },
      }));
      return { ...product, options };
    }, matcher);
    return shown(answer);
  };
}

/** Every variant that is new has an id that none had before (PROD-UPDATE-013). */
export function hasFreshIds(known: ReadonlySet<string>, kept: readonly unknown[]): Matcher<Answer> {
  return productThat(product => {
    const ids = variantsOf(product).map(({ id }) => String(id));
    const again = ids.find(id => known.has(id) && !kept.includes(id));
    return unless(again === undefined, 'new variants with ids that no variant had before', `${again} again`);
  });
}

/** The customization is as the model has it now; its revision and dates aside. */
export function showsModelled(world: World, id: string): Matcher<Answer> {
  const view = world.customization(id);
  return showsPredicted(
    view as unknown as Record<string, unknown>,
    new Set(choicesOf(view).map(choice => choice.id)),
  );
}
