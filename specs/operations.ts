/** The operations of the three APIs: where they live, and the profile that claims them. */

/** The Customizations API. */
export const CUSTOMIZATION_OPERATIONS = {
  createCustomization: { method: 'POST', path: '/stores/v3/customizations', profile: 'core' },
  getCustomization: { method: 'GET', path: '/stores/v3/customizations/{customizationId}', profile: 'core' },
  updateCustomization: {
    method: 'PATCH',
    path: '/stores/v3/customizations/{customizationId}',
    profile: 'core',
  },
  deleteCustomization: {
    method: 'DELETE',
    path: '/stores/v3/customizations/{customizationId}',
    profile: 'core',
  },
  queryCustomizations: { method: 'POST', path: '/stores/v3/customizations/query', profile: 'core' },
  countCustomizations: { method: 'POST', path: '/stores/v3/customizations/count', profile: 'core' },
  addCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/add-choices',
    profile: 'choices',
  },
  setCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/set-choices',
    profile: 'choices',
  },
  removeCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/remove-choices',
    profile: 'choices',
  },
  updateCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/update-choices',
    profile: 'preview',
  },
  reorderCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/customizations/{customizationId}/reorder-choices',
    profile: 'preview',
  },
  bulkCreateCustomizations: {
    method: 'POST',
    path: '/stores/v3/bulk/customizations/create',
    profile: 'bulk',
  },
  bulkUpdateCustomizations: {
    method: 'POST',
    path: '/stores/v3/bulk/customizations/update',
    profile: 'bulk',
  },
  bulkAddCustomizationChoices: {
    method: 'POST',
    path: '/stores/v3/bulk/customizations/add-choices',
    profile: 'bulk',
  },
} as const satisfies Operations;

/** The part of the Products API that options, modifiers and variants need. */
export const PRODUCT_OPERATIONS = {
  createProduct: { method: 'POST', path: '/stores/v3/products', profile: 'products' },
  getProduct: { method: 'GET', path: '/stores/v3/products/{productId}', profile: 'products' },
  getProductBySlug: { method: 'GET', path: '/stores/v3/products/slug/{slug}', profile: 'products' },
  updateProduct: { method: 'PATCH', path: '/stores/v3/products/{productId}', profile: 'products' },
  deleteProduct: { method: 'DELETE', path: '/stores/v3/products/{productId}', profile: 'products' },
  queryProducts: { method: 'POST', path: '/stores/v3/products/query', profile: 'products' },
  searchProducts: { method: 'POST', path: '/stores/v3/products/search', profile: 'products' },
  countProducts: { method: 'POST', path: '/stores/v3/products/count', profile: 'products' },
  bulkCreateProducts: { method: 'POST', path: '/stores/v3/bulk/products/create', profile: 'products' },
  bulkUpdateProducts: { method: 'POST', path: '/stores/v3/bulk/products/update', profile: 'products' },
  bulkDeleteProducts: { method: 'POST', path: '/stores/v3/bulk/products/delete', profile: 'products' },
} as const satisfies Operations;

/** The Read-Only Variants API: flat copies of the variants of products, some time behind them. */
export const READ_ONLY_VARIANT_OPERATIONS = {
  queryReadOnlyVariants: {
    method: 'POST',
    path: '/stores/v3/products/query-variants',
    profile: 'variants',
  },
  searchReadOnlyVariants: {
    method: 'POST',
    path: '/stores/v3/products/search-variants',
    profile: 'variants',
  },
} as const satisfies Operations;

export const OPERATIONS = {
  ...CUSTOMIZATION_OPERATIONS,
  ...PRODUCT_OPERATIONS,
  ...READ_ONLY_VARIANT_OPERATIONS,
} as const;

type Operations = Record<string, { method: string; path: string; profile: string }>;

export type ProductOperationId = keyof typeof PRODUCT_OPERATIONS;
export type ReadOnlyVariantOperationId = keyof typeof READ_ONLY_VARIANT_OPERATIONS;
export type OperationId = keyof typeof OPERATIONS;

/** The operations that change nothing. */
export const READS: ReadonlySet<OperationId> = new Set([
  'getCustomization',
  'queryCustomizations',
  'countCustomizations',
  'getProduct',
  'getProductBySlug',
  'queryProducts',
  'searchProducts',
  'countProducts',
  'queryReadOnlyVariants',
  'searchReadOnlyVariants',
]);

/** One call of an operation, free of HTTP: what the model takes and what a server router produces. */
export interface Call {
  operation: OperationId;
  /** From the path, like the next two. */
  customizationId?: string;
  productId?: string;
  slug?: string;
  /** Repeated `fields` query parameters; only the Get operations take them outside the body. */
  fields?: string[];
  /** The parsed JSON body; `undefined` when there was none. */
  body?: unknown;
}

/** What the API answers to a call. */
export interface Reply {
  status: number;
  body: unknown;
}
