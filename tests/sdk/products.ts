/** Products as the SDK takes and shows them. */
import type * as productsV3 from '@wix/auto_sdk_stores_products-v-3';
import { connect, idOf, textOf } from './client.ts';

type Products = Awaited<ReturnType<typeof connect>>['products'];
type NewProduct = Parameters<Products['createProduct']>[0];

/** A physical product; with one variant and no options when nothing else is given. */
export const product = (
  name: string,
  variants = [variant('10')],
  more: Partial<NewProduct> = {},
): NewProduct => ({
  name,
  productType: 'PHYSICAL',
  physicalProperties: {},
  variantsInfo: { variants },
  ...more,
});

export const variant = (amount: string, more: productsV3.Variant = {}): productsV3.Variant => ({
  price: { actualPrice: { amount } },
  physicalProperties: {},
  ...more,
});

/** A product with sizes, each with a variant, and a text to be entered. Prices count up from 10. */
export function shirt(name = 'Shirt', sizes = ['Small', 'Large']): NewProduct {
  const variants = sizes.map((choiceName, index) =>
    variant(String(10 + index), {
      sku: `${name}-${choiceName}`,
      choices: [{ optionChoiceNames: { optionName: 'Size', choiceName, renderType: 'TEXT_CHOICES' } }],
    }),
  );
  const choices = sizes.map(size => ({ choiceType: 'CHOICE_TEXT' as const, name: size }));
  const freeTextSettings = { title: 'Your text', minCharCount: 1, maxCharCount: 20 };
  return product(name, variants, {
    options: [{ name: 'Size', optionRenderType: 'TEXT_CHOICES', choicesSettings: { choices } }],
    modifiers: [{ name: 'Engraving', modifierRenderType: 'FREE_TEXT', mandatory: true, freeTextSettings }],
  });
}

/** The variants of a product the SDK shows. */
export const variantsOf = (shown: productsV3.V3Product | undefined) => shown?.variantsInfo?.variants ?? [];

/** A site with one {@link shirt}. */
export async function shirtShop() {
  const connection = await connect();
  const created = await connection.products.createProduct(shirt());
  connection.sent.length = 0;
  const [size] = created.options ?? [];
  const [engraving] = created.modifiers ?? [];
  const choiceIds = (size?.choicesSettings?.choices ?? []).map(({ choiceId }) => textOf(choiceId));
  const path = `/stores/v3/products/${created._id}`;
  return { ...connection, created, id: idOf(created), path, size, engraving, choiceIds };
}
