/** What answers show of a product: references to customizations are followed, and what follows from variants is worked out. */
import { compareDecimals, subtractDecimals } from '../../decimal.ts';
import type { Json } from '../../json.ts';
import type { Context } from '../context.ts';
import { choicesOf, type Entity } from '../entity.ts';
import type { Connected, Money, StoredProduct, StoredVariant } from './entity.ts';

/** Fields of answers that are there on request only, and that change what is shown here. */
export type Asked = ReadonlySet<string>;

const CURRENCY = 'USD';

/** The product without its variants: what Query and Search list (PROD-READ-005). */
export function listedView(context: Context, product: StoredProduct, asked: Asked): Json {
  const { options, modifiers, variants, description, ...own } = product;
  const shownOptions = options.flatMap(one => optionView(context, one, variants));
  const compareAt = variants.flatMap(({ price }) => price.compareAtPrice ?? []);
  return {
    ...own,
    options: shownOptions,
    modifiers: modifiers.flatMap(one => modifierView(context, one)),
    variantSummary: {
      variantCount: variants.length,
      ...(asked.has('MIN_PRICE_VARIANT') && minPriceVariant(context, variants, asked)),
    },
    actualPriceRange: actualPriceRange(product, asked),
    ...(compareAt.length > 0 && { compareAtPriceRange: range(compareAt, asked) }),
    ...(asked.has('CURRENCY') && { currency: CURRENCY }),
    ...(asked.has('DESCRIPTION') && description && { description }),
    ...(asked.has('URL') && { url: { relativePath: `/product-page/${product.slug}`, url: '' } }),
  };
}

/** The whole product, as every answer about a single one shows it (PROD-READ-002). */
export function productView(context: Context, product: StoredProduct, asked: Asked): Json {
  const shown = listedView(context, product, asked);
  const variants = product.variants.map(variant => variantView(context, variant, asked));
  return { ...shown, variantsInfo: { variants } };
}

/** An option with the choices it has on this product, in the order of the product. */
export function optionView(
  { store }: Context,
  { id, choices = [] }: Connected,
  variants: readonly StoredVariant[] = [],
): Json[] {
  const entity = store.get(id);
  if (!entity) return [];
  const shownBy = new Set(
    variants.flatMap(one => (one.visible ? one.choices.map(({ choiceId }) => choiceId) : [])),
  );
  const shown = choices.flatMap(({ choiceId }) => {
    const found = choicesOf(entity).find(choice => choice.id === choiceId);
    if (!found) return [];
    const { choiceType, name, key, colorCode } = found;
    const own = { choiceId, choiceType, name, key, ...(colorCode !== undefined && { colorCode }) };
    return [{ ...own, inStock: false, visible: shownBy.has(choiceId) }];
  });
  const { name, key, customizationRenderType: optionRenderType } = entity;
  return [{ id, name, optionRenderType, key, choicesSettings: { choices: shown } }];
}

export function modifierView({ store }: Context, { id, choices = [], mandatory }: Connected): Json[] {
  const entity = store.get(id);
  if (!entity) return [];
  const { name, key, customizationRenderType: modifierRenderType } = entity;
  const own = { id, name, modifierRenderType, key, ...(mandatory !== undefined && { mandatory }) };
  if (entity.freeTextInput) return [{ ...own, freeTextSettings: { ...entity.freeTextInput } }];
  return [{ ...own, choicesSettings: { choices: modifierChoices(entity, choices) } }];
}

function modifierChoices(entity: Entity, connected: NonNullable<Connected['choices']>): Json[] {
  return connected.flatMap(({ choiceId, addedPrice }) => {
    const found = choicesOf(entity).find(choice => choice.id === choiceId);
    if (!found) return [];
    const { choiceType, name, key, colorCode, defaultAddedPrice } = found;
    const price = addedPrice ?? defaultAddedPrice;
    return [
      {
        ...{ choiceId, choiceType, name, key },
        ...(colorCode !== undefined && { colorCode }),
        ...(price !== undefined && { addedPrice: price }),
      },
    ];
  });
}

function variantView(context: Context, variant: StoredVariant, asked: Asked): Json {
  const { choices, price, revenueDetails, ...own } = variant;
  const named = asked.has('VARIANT_OPTION_CHOICE_NAMES');
  return {
    ...own,
    choices: choices.map(ids => ({
      optionChoiceIds: ids,
      ...(named && { optionChoiceNames: choiceNames(context, ids) }),
    })),
    price: priceView(price, asked),
    ...(asked.has('MERCHANT_DATA') && { revenueDetails: revenue(variant, asked) }),
  };
}

/** The names behind the ids of a variant's choice. */
export function choiceNames(
  { store }: Context,
  { optionId, choiceId }: StoredVariant['choices'][number],
): Json {
  const entity = store.get(optionId);
  const choice = entity && choicesOf(entity).find(({ id }) => id === choiceId);
  return {
    optionName: entity?.name,
    choiceName: choice?.name,
    renderType: entity?.customizationRenderType,
  };
}

export function priceView({ actualPrice, compareAtPrice }: StoredVariant['price'], asked: Asked): Json {
  return {
    actualPrice: money(actualPrice, asked),
    ...(compareAtPrice && { compareAtPrice: money(compareAtPrice, asked) }),
  };
}

/** An amount may come with any number of leading zeros, its formatted twin has 20 characters. */
function money({ amount }: Money, asked: Asked): Json {
  const formattedAmount = `$${amount.replace(/^-?0+(?=\d)/, '')}`;
  return { amount, ...(asked.has('CURRENCY') && { formattedAmount }) };
}

/** Profit and margin are worked out, never taken from a client (PROD-VARIANT-041). */
export function revenue({ price, revenueDetails }: StoredVariant, asked: Asked): Json {
  const cost = revenueDetails?.cost;
  if (!cost) return {};
  const { amount } = price.actualPrice;
  const profit = subtractDecimals(amount, cost.amount);
  const margin = Number(amount) === 0 ? 0 : Math.round((Number(profit) / Number(amount)) * 10_000) / 10_000;
  return { cost: money(cost, asked), profit: { amount: profit }, profitMargin: margin };
}

/** What the cheapest and the dearest variant cost (PROD-VARIANT-036). */
export function actualPriceRange({ variants }: StoredProduct, asked: Asked = new Set()): Json {
  return range(
    variants.map(({ price }) => price.actualPrice),
    asked,
  );
}

/** Lowest and highest of at least one amount. */
function range(amounts: readonly Money[], asked: Asked): Json {
  const sorted = amounts.toSorted((a, b) => compareDecimals(a.amount, b.amount));
  const [low, high] = [sorted[0], sorted.at(-1)];
  return { ...(low && { minValue: money(low, asked) }), ...(high && { maxValue: money(high, asked) }) };
}

function minPriceVariant(context: Context, variants: readonly StoredVariant[], asked: Asked): Json {
  const [cheapest] = variants
    .filter(({ visible }) => visible)
    .toSorted((a, b) => compareDecimals(a.price.actualPrice.amount, b.price.actualPrice.amount));
  return cheapest ? { minPriceVariant: variantView(context, cheapest, asked) } : {};
}
