/** Which conditions the lists and counts of the three APIs understand: operators by field, by operation. */
import type { OperationId } from './operations.ts';

export type FilterTable = Readonly<Record<string, readonly string[]>>;

const COMMON = ['$eq', '$ne', '$exists', '$in', '$hasSome', '$nin'];
const ORDERED = ['$gt', '$gte', '$lt', '$lte'];
const TEXT = [...COMMON, ...ORDERED, '$startsWith', '$isEmpty'];
const LIST = ['$hasAll', '$hasSome', '$isEmpty'];

const tableOf = (fields: readonly string[], operators: readonly string[]): FilterTable =>
  Object.fromEntries(fields.map(field => [field, operators]));

/** The documented table, with `$nin` and `$isEmpty` from the SDK's sets (SIL-12). */
export const CUSTOMIZATION_FILTERS: FilterTable = {
  ...tableOf(['id', 'name'], TEXT),
  ...tableOf(['createdDate', 'updatedDate'], [...COMMON, ...ORDERED]),
  ...tableOf(['customizationType', 'customizationRenderType'], COMMON),
};

/** Dossier 6 and 6.1, like the rest. */
const QUERY_PRODUCTS: FilterTable = {
  ...tableOf(['id', 'handle', 'createdDate', 'updatedDate', 'slug', 'visible'], TEXT),
  'options.id': LIST,
};

const SEARCH_PRODUCTS: FilterTable = {
  ...tableOf(['id', 'handle', 'slug', 'visible', 'productType', 'name', 'createdDate', 'updatedDate'], TEXT),
  ...tableOf(['actualPriceRange.minValue.amount', 'actualPriceRange.maxValue.amount'], TEXT),
  ...tableOf(
    ['options', 'modifiers'].flatMap(list =>
      ['id', 'name', 'choicesSettings.choices.choiceId', 'choicesSettings.choices.name'].map(
        field => `${list}.${field}`,
      ),
    ),
    LIST,
  ),
};

const QUERY_VARIANTS: FilterTable = tableOf(['id', 'productData.productId', 'variantId'], TEXT);

const SEARCH_VARIANTS: FilterTable = {
  ...tableOf(['id', 'barcode', 'sku', 'variantId', 'visible'], TEXT),
  ...tableOf(['price.actualPrice.amount', 'price.compareAtPrice.amount'], TEXT),
  ...tableOf(
    ['updatedDate', 'handle', 'name', 'productId', 'productType', 'slug', 'visible', 'visibleInPos'].map(
      field => `productData.${field}`,
    ),
    TEXT,
  ),
  ...tableOf(['optionChoices.optionChoiceIds.choiceId', 'optionChoices.optionChoiceIds.optionId'], LIST),
};

/** Which operators go with which fields, for each operation that takes a filter. */
export const FILTER_TABLES: Readonly<Partial<Record<OperationId, FilterTable>>> = {
  queryCustomizations: CUSTOMIZATION_FILTERS,
  countCustomizations: CUSTOMIZATION_FILTERS,
  queryProducts: QUERY_PRODUCTS,
  searchProducts: SEARCH_PRODUCTS,
  countProducts: SEARCH_PRODUCTS,
  queryReadOnlyVariants: QUERY_VARIANTS,
  searchReadOnlyVariants: SEARCH_VARIANTS,
};
