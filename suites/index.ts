/** All chapters of the suite, in the order of the documentation. */
import type { Chapter } from '../engine/check.ts';
import { credentials } from './auth.ts';
import { bulkAddCustomizationChoices } from './customizations/bulk-add-choices.ts';
import { bulkCreateCustomizations } from './customizations/bulk-create.ts';
import { bulkUpdateCustomizations } from './customizations/bulk-update.ts';
import { addCustomizationChoices } from './customizations/choices-add.ts';
import { removeCustomizationChoices } from './customizations/choices-remove.ts';
import { reorderCustomizationChoices } from './customizations/choices-reorder.ts';
import { setCustomizationChoices } from './customizations/choices-set.ts';
import { updateCustomizationChoices } from './customizations/choices-update.ts';
import { count } from './customizations/count.ts';
import { createCustomization } from './customizations/create.ts';
import { deleteCustomization } from './customizations/delete.ts';
import { errors } from './customizations/error.ts';
import { getCustomization } from './customizations/get.ts';
import { model } from './customizations/model.ts';
import { queryFields } from './customizations/query-fields.ts';
import { queryFilter } from './customizations/query-filter.ts';
import { queryPage } from './customizations/query-page.ts';
import { querySort } from './customizations/query-sort.ts';
import { updateCustomization } from './customizations/update.ts';
import { explorations } from './explored/index.ts';
import { bulkProducts } from './products/bulk.ts';
import { createProduct } from './products/create.ts';
import { deletion } from './products/deletion.ts';
import { productErrors } from './products/error.ts';
import { productFacts } from './products/facts.ts';
import { listProducts } from './products/lists.ts';
import { productModifiers } from './products/modifiers.ts';
import { productOptions } from './products/options.ts';
import { getProduct } from './products/read.ts';
import { updateProduct } from './products/update.ts';
import { productVariants } from './products/variants.ts';
import { readOnlyVariants } from './read-only-variants/index.ts';
import { transport } from './transport.ts';

export const chapters: readonly Chapter[] = [
  createCustomization,
  getCustomization,
  updateCustomization,
  deleteCustomization,
  queryFilter,
  querySort,
  queryPage,
  queryFields,
  count,
  addCustomizationChoices,
  setCustomizationChoices,
  removeCustomizationChoices,
  updateCustomizationChoices,
  reorderCustomizationChoices,
  bulkCreateCustomizations,
  bulkUpdateCustomizations,
  bulkAddCustomizationChoices,
  model,
  errors,
  createProduct,
  productOptions,
  productModifiers,
  productVariants,
  getProduct,
  updateProduct,
  listProducts,
  bulkProducts,
  deletion,
  productFacts,
  productErrors,
  readOnlyVariants,
  credentials,
  transport,
  explorations,
];
