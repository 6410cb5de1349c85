/** The rules of products, of their variants, and of the lists they appear in. */
import { compareDecimals, parseDecimal } from '../../decimal.ts';
import { FILTER_TABLES } from '../../filter-tables.ts';
import type { Json } from '../../json.ts';
import { asObject } from '../../json.ts';
import type { OperationId } from '../../operations.ts';
import * as form from '../../product-rules.ts';
import type { Rule } from '../../rules.ts';
import { VARIANT_RULES } from '../../variant-rules.ts';
import type { Entity } from '../entity.ts';
import type { StoredProduct } from '../products/entity.ts';
import { type BulkSemantics, bulk } from './bulk.ts';
import { type FilterSemantics, filters, type Holder, type Operator } from './filters.ts';
import { type PageSemantics, pages } from './pages.ts';

export interface ProductSemantics {
  /** Named rules about a product as it is sent, judged after the schema. */
  productRules(operation: OperationId): readonly Rule[];
  /** Named rules about variants and options, judged once the options are known. */
  variantRules(operation: OperationId): readonly Rule[];
  /** Whether a customization may stand in a list of a product that takes this type. */
  fitsList(entity: Entity, type: Entity['customizationType']): boolean;
  /** Whether an inline option or modifier whose name and render type exist already is that one. */
  reusesInline: boolean;
  /** Most options in all the products of one request (PROD-BULK-007). */
  optionsPerRequest: number;
  productSlug(name: string, taken: ReadonlySet<string>): string;
  isStaleProduct(sent: string, stored: string): boolean;
  nextProductRevision(revision: string): string;
  /** The product once its own visibility and that of a default variant are one (PROD-VARIANT-033, -034). */
  visibilitySynced(product: StoredProduct, write: { product: Json; created: boolean }): StoredProduct;
  /** What a deleted modifier leaves of a product; `after` lacks it and is otherwise as before. */
  modifierDropped(after: StoredProduct, before: StoredProduct): StoredProduct;
  /** Whether a product counts as using a choice of one of its options. */
  usesChoice(product: StoredProduct, choiceId: string): boolean;
  /** How bulk operations on products report. */
  productBulk: BulkSemantics;
  /** How the lists of products and read-only variants are filtered, sorted and paged. */
  productLens(operation: OperationId): FilterSemantics & PageSemantics;
}

const CREATE: readonly Rule[] = [
  form.physicalPropertiesGiven,
  form.digitalNotInPos,
  form.slugWellFormed,
  form.productNotOnlyBlanks,
  form.optionsNamed,
  form.optionChoicesGiven,
  form.optionChoicesNamed,
  form.optionChoiceTypesFit,
  form.optionsDistinct,
  form.optionChoiceNamesUnique,
  form.modifiersNamed,
  form.modifierSettingsGiven,
  form.modifierSettingsSingle,
  form.modifierSettingsFit,
  form.modifierChoicesNamed,
  form.modifierChoiceTypesFit,
  form.modifiersDistinct,
  form.modifierChoiceNamesUnique,
  form.compareAtNotBelow,
  form.variantTypeFits,
];
const UPDATE: readonly Rule[] = [
  form.variantsNeedOptions,
  form.optionsNeedVariants,
  ...CREATE.filter(one => one !== form.physicalPropertiesGiven),
];

/** Every rule about products, by id. */
export const productRules: ReadonlyMap<string, Rule> = new Map(
  [...CREATE, form.variantsNeedOptions, form.optionsNeedVariants, ...VARIANT_RULES].map(one => [one.id, one]),
);

const UPDATES = new Set<OperationId>(['updateProduct', 'bulkUpdateProducts']);

const SORTED: Partial<Record<OperationId, readonly string[]>> = {
  queryProducts: ['createdDate', 'updatedDate', 'slug', 'visible'],
  searchProducts: [
    ...['name', 'createdDate', 'updatedDate'],
    ...['actualPriceRange.minValue.amount', 'actualPriceRange.maxValue.amount'],
  ],
  queryReadOnlyVariants: Object.keys(FILTER_TABLES.queryReadOnlyVariants ?? {}),
  searchReadOnlyVariants: Object.keys(FILTER_TABLES.searchReadOnlyVariants ?? {}).filter(
    field => field !== 'id' && !field.startsWith('optionChoices'),
  ),
};

/** What a path leads to; through a list, to one value for each entry. */
function valueAt(from: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return from;
  if (Array.isArray(from)) return from.flatMap(one => valueAt(one, steps));
  return valueAt(asObject(from)[step], rest);
}

/** A cursor holds values under the whole path. */
function held(entity: Holder, field: string): unknown {
  const own = entity as unknown as Json;
  return Object.hasOwn(own, field) ? own[field] : valueAt(own, field.split('.'));
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** Amounts go by value. What is missing comes first, so that every order is one. */
function compare(field: string, a: unknown, b: unknown): number {
  if (isMissing(a) || isMissing(b)) return Number(isMissing(b)) - Number(isMissing(a));
  const [left, right] = [String(a), String(b)];
  if (field.endsWith('.amount') && parseDecimal(left) && parseDecimal(right))
    return compareDecimals(left, right);
  return filters.compare(field, a, b);
}

/** Two spellings of one amount are equal, other values as they are. */
const equal: Operator = (value, operand, order) =>
  typeof value === 'string' && typeof operand === 'string'
    ? order(value, operand) === 0
    : value === operand || (isMissing(value) && operand === null);

const values = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const hasSome: Operator = (value, operand, order) =>
  values(value).some(one => values(operand).some(wanted => equal(one, wanted, order)));
const hasAll: Operator = (value, operand) => values(operand).every(one => values(value).includes(one));
const isEmpty: Operator = (value, operand) =>
  (values(value).filter(one => one !== undefined && one !== '').length === 0) === operand;

const OPERATORS: FilterSemantics['operators'] = {
  ...filters.operators,
  $eq: equal,
  $ne: (value, operand, order) => !equal(value, operand, order),
  $in: hasSome,
  $nin: (value, operand, order) => !hasSome(value, operand, order),
  $hasSome: hasSome,
  $hasAll: hasAll,
  $isEmpty: isEmpty,
};

const ROV_ORDER = [
  { fieldName: 'productData.updatedDate', order: 'DESC' as const },
  { fieldName: 'productData.productId', order: 'ASC' as const },
  { fieldName: 'variantId', order: 'ASC' as const },
];
const ROV_LIMIT = 100;

function lensFor(operation: OperationId): FilterSemantics & PageSemantics {
  const table = FILTER_TABLES[operation] ?? {};
  const ofVariants = operation.endsWith('Variants');
  const scalarFits = (operand: unknown): boolean => operand === null || typeof operand !== 'object';
  return {
    ...filters,
    ...pages,
    held,
    supports: (field, operator) => Object.hasOwn(table, field) && table[field]?.includes(operator) === true,
    operandFits(_field, operator, operand) {
      if (['$in', '$nin', '$hasSome', '$hasAll'].includes(operator))
        return Array.isArray(operand) && operand.every(scalarFits);
      return scalarFits(operand);
    },
    operators: OPERATORS,
    compare,
    sortable: field => SORTED[operation]?.includes(field) === true,
    ...(ofVariants && { defaultSort: ROV_ORDER, defaultLimit: ROV_LIMIT }),
  };
}

const LENSES = new Map(
  (Object.keys(FILTER_TABLES) as OperationId[]).map(operation => [operation, lensFor(operation)]),
);

/** Lower case, hyphens between words; numbered when taken. */
function productSlug(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['product'];
  const base = [...words.join('-')].slice(0, 90).join('');
  let slug = base;
  for (let count = 1; taken.has(slug); count += 1) slug = `${base}-${count}`;
  return slug;
}

function visibilitySynced(product: StoredProduct, write: { product: Json }): StoredProduct {
  const [variant] = product.variants;
  if (product.options.length > 0 || !variant || product.variants.length > 1) return product;
  const [sentVariant] = (asObject(write.product.variantsInfo).variants ?? []) as unknown[];
  const ofVariant = asObject(sentVariant).visible;
  const visible = (write.product.visible ?? ofVariant ?? product.visible) as boolean;
  return { ...product, visible, variants: [{ ...variant, visible }] };
}

export const products: ProductSemantics = {
  productRules: operation => (UPDATES.has(operation) ? UPDATE : CREATE),
  variantRules: () => VARIANT_RULES,
  fitsList: (entity, type) => entity.customizationType === type,
  reusesInline: true,
  optionsPerRequest: 100,
  productSlug,
  isStaleProduct: (sent, stored) => sent.replace(/^0+(?=\d)/, '') !== stored,
  nextProductRevision: revision => String(BigInt(revision) + 1n),
  visibilitySynced,
  modifierDropped: (after, before) => ({ ...after, revision: String(BigInt(before.revision) + 1n) }),
  usesChoice: ({ variants }, choiceId) =>
    variants.some(({ choices }) => choices.some(choice => choice.choiceId === choiceId)),
  productBulk: bulk,
  productLens: operation => LENSES.get(operation) ?? lensFor(operation),
};
