/** What an answer shows of one product. */
import type { NewProduct, Product } from '../../specs/openapi.types.ts';
import { type Answer, isObject, type JsonObject } from '../answer.ts';
import { isAccepted } from './answers.ts';
import { compare } from './compare.ts';
import { revisionOf } from './entities.ts';
import { alike, all, type Finding, type Matcher, show, unless } from './matcher.ts';

/** The answer's `product`, or nothing when it has none. */
export function productIn(answer: Answer): JsonObject | undefined {
  const found = answer.member('product');
  return isObject(found) ? found : undefined;
}

/** Accepted, and the product in it passes. One without an id is none, but the echo of a request. */
export function productThat(find: (product: JsonObject) => Finding | undefined): Matcher<Answer> {
  return all(isAccepted, answer => {
    const product = productIn(answer);
    return typeof product?.id === 'string'
      ? find(product)
      : { expected: 'an object "product" with an id', received: show(answer.body) };
  });
}

/** Accepted, and the product shows at least this; lists in any order. */
export function showsProduct(expected: object): Matcher<Answer> {
  return productThat(product => compare(expected, product));
}

const listIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** An absent list is an empty one. */
export function optionsOf(product: object): JsonObject[] {
  return listIn((product as JsonObject).options);
}

export function modifiersOf(product: object): JsonObject[] {
  return listIn((product as JsonObject).modifiers);
}

export function variantsOf(product: object): JsonObject[] {
  const { variantsInfo } = product as JsonObject;
  return isObject(variantsInfo) ? listIn(variantsInfo.variants) : [];
}

/** The choices of an option or modifier on a product. */
export function productChoicesOf({ choicesSettings }: JsonObject): JsonObject[] {
  return isObject(choicesSettings) ? listIn(choicesSettings.choices) : [];
}

/** `variantSummary.variantCount`. */
export function variantCountOf(product: object): unknown {
  const { variantSummary } = product as JsonObject;
  return isObject(variantSummary) ? variantSummary.variantCount : undefined;
}

/** The ids of the choices of a variant, option by option. */
export function choiceIdsOf(variant: JsonObject): { optionId: string; choiceId: string }[] {
  return listIn(variant.choices).map(({ optionChoiceIds }) => {
    const { optionId, choiceId } = isObject(optionChoiceIds) ? optionChoiceIds : {};
    return { optionId: String(optionId), choiceId: String(choiceId) };
  });
}

const keyOf = (ids: readonly { optionId: string; choiceId: string }[]): string =>
  ids
    .map(({ optionId, choiceId }) => `${optionId}:${choiceId}`)
    .sort()
    .join(' ');

type VariantInput = NewProduct['variantsInfo']['variants'][number];

/** The key of a variant as it was sent, its names looked up among the options that came back. No shown key is like one not found. */
function keyOfSent({ choices = [] }: VariantInput, options: readonly JsonObject[]): string {
  const ids = choices.map(({ optionChoiceIds, optionChoiceNames: names }) => {
    if (optionChoiceIds) return optionChoiceIds;
    const option = options.find(({ name }) => name === names?.optionName);
    const choice = option && productChoicesOf(option).find(({ name }) => name === names?.choiceName);
    return { optionId: String(option?.id ?? show(names)), choiceId: String(choice?.choiceId ?? show(names)) };
  });
  return keyOf(ids);
}

const shownOf = ({ price, sku, barcode, visible }: VariantInput): object => ({
  price,
  ...(sku !== undefined && { sku }),
  ...(barcode !== undefined && { barcode }),
  ...(visible !== undefined && { visible }),
});

/**
 * Accepted, with exactly the variants that were sent: each with its choices, price, SKU, barcode and visibility, in any
 * order (PROD-VARIANT-004, -006, -013, -037).
 */
export function showsVariants(sent: NewProduct): Matcher<Answer> {
  return productThat(product => {
    const shown = variantsOf(product);
    const wanted = sent.variantsInfo.variants;
    if (shown.length !== wanted.length)
      return { expected: `${wanted.length} variants`, received: `${shown.length} variants` };
    const byKey = new Map(shown.map(variant => [keyOf(choiceIdsOf(variant)), variant]));
    for (const [index, variant] of wanted.entries()) {
      const found = byKey.get(keyOfSent(variant, optionsOf(product)));
      if (!found) return { expected: `a variant of ${show(variant.choices)}`, received: show(shown) };
      const finding = compare(shownOf(variant), found, `variants[${index}]`);
      if (finding) return finding;
    }
    return undefined;
  });
}

/** Accepted, and it has this many variants, in the list and in `variantCount`. */
export function hasVariants(count: number): Matcher<Answer> {
  return productThat(product =>
    unless(
      variantsOf(product).length === count && variantCountOf(product) === count,
      `${count} variants and variantCount ${count}`,
      `${variantsOf(product).length} variants and variantCount ${show(variantCountOf(product))}`,
    ),
  );
}

/** Accepted, and the options are exactly these, in any order. */
export function hasOptions(ids: readonly unknown[]): Matcher<Answer> {
  return productThat(product => sameIds('options', optionsOf(product), ids));
}

/** Accepted, and the modifiers are exactly these, in any order. */
export function hasModifiers(ids: readonly unknown[]): Matcher<Answer> {
  return productThat(product => sameIds('modifiers', modifiersOf(product), ids));
}

function sameIds(list: string, found: readonly JsonObject[], ids: readonly unknown[]): Finding | undefined {
  const [wanted, received] = [ids, found.map(({ id }) => id)].map(all => all.map(String).toSorted());
  return unless(alike(wanted, received), `${list} ${show(wanted)}`, show(received));
}

const MEMBERS = [
  'id',
  'revision',
  'createdDate',
  'updatedDate',
  'name',
  'slug',
  'handle',
  'visible',
  'productType',
];

/**
 * The product as it was before: the same content and revision. What only some requests show is not looked at, nor is what
 * follows from other products (`inStock`).
 */
export function isStillProduct(before: Product): Matcher<Answer> {
  return all(showsProduct({ ...picked(before, MEMBERS), ...contentOf(before) }), sameLists(before));
}

/** Options, modifiers and variants as they were; the members beside them may differ. */
export function keepsLists(before: Product): Matcher<Answer> {
  return all(showsProduct(contentOf(before)), sameLists(before));
}

/** Options and variants as they were, and prices. */
export function keepsVariants(before: Product): Matcher<Answer> {
  const { modifiers, ...rest } = contentOf(before);
  return all(
    showsProduct(rest),
    ofLength('options', optionsOf, before),
    ofLength('variants', variantsOf, before),
    sameChoices(before),
  );
}

function sameLists(before: Product): Matcher<Answer> {
  return all(
    ofLength('options', optionsOf, before),
    ofLength('modifiers', modifiersOf, before),
    ofLength('variants', variantsOf, before),
    sameChoices(before),
  );
}

function ofLength(name: string, listOf: (product: object) => unknown[], before: Product): Matcher<Answer> {
  const count = listOf(before).length;
  return productThat(product =>
    unless(listOf(product).length === count, `${count} ${name}`, listOf(product).length),
  );
}

/** Each variant still stands for the same choices. */
function sameChoices(before: Product): Matcher<Answer> {
  const keysOf = (product: object): string[] =>
    variantsOf(product)
      .map(variant => `${variant.id} of ${keyOf(choiceIdsOf(variant))}`)
      .toSorted();
  return productThat(product =>
    unless(alike(keysOf(product), keysOf(before)), `variants ${show(keysOf(before))}`, show(keysOf(product))),
  );
}

function contentOf(product: Product): JsonObject {
  const connected = (one: JsonObject): JsonObject => ({
    ...picked(one, ['id', 'name', 'optionRenderType', 'modifierRenderType', 'mandatory', 'freeTextSettings']),
    ...(productChoicesOf(one).length > 0 && {
      choicesSettings: {
        choices: productChoicesOf(one).map(choice =>
          picked(choice, ['choiceId', 'name', 'choiceType', 'colorCode', 'addedPrice']),
        ),
      },
    }),
  });
  const lists = {
    options: optionsOf(product).map(connected),
    modifiers: modifiersOf(product).map(connected),
  };
  const variants = variantsOf(product).map(variant =>
    picked(variant, ['id', 'visible', 'sku', 'barcode', 'price']),
  );
  return {
    ...(lists.options.length > 0 && { options: lists.options }),
    ...(lists.modifiers.length > 0 && { modifiers: lists.modifiers }),
    ...(variants.length > 0 && { variantsInfo: { variants } }),
  };
}

function picked(from: object, members: readonly string[]): JsonObject {
  const known = from as JsonObject;
  return Object.fromEntries(members.flatMap(name => (known[name] == null ? [] : [[name, known[name]]])));
}

/** Accepted, with a revision exactly one above that of `before` (PROD-UPDATE-002). */
export function bumpsProductRevision({ revision }: Pick<Product, 'revision'>): Matcher<Answer> {
  return productThat(product =>
    unless(
      revisionOf(product) === BigInt(revision) + 1n,
      `revision one above ${show(revision)}`,
      product.revision,
    ),
  );
}
