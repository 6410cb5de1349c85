/** The executable model: the documented behaviour of every operation, without I/O, clock or chance. */
import { createValidators, type OpenApiDocument, openapi } from '../contract.ts';
import type { Call, OperationId, Reply } from '../operations.ts';
import { bulkAddCustomizationChoices, bulkCreateCustomizations, bulkUpdateCustomizations } from './bulk.ts';
import {
  addCustomizationChoices,
  removeCustomizationChoices,
  reorderCustomizationChoices,
  setCustomizationChoices,
  updateCustomizationChoices,
} from './choices.ts';
import type { Context, Operation, Snapshot } from './context.ts';
import type { Entity } from './entity.ts';
import { bulkCreateProducts, bulkDeleteProducts, bulkUpdateProducts } from './products/bulk.ts';
import type { StoredProduct } from './products/entity.ts';
import { countProducts, queryProducts, searchProducts } from './products/lists.ts';
import { queryReadOnlyVariants, searchReadOnlyVariants } from './products/read-only-variants.ts';
import {
  atomic,
  createProduct,
  deleteProduct,
  getProduct,
  getProductBySlug,
  updateProduct,
} from './products/single.ts';
import { usersOf } from './products/users.ts';
import { countCustomizations, queryCustomizations } from './query.ts';
import { Refusal } from './refusal.ts';
import { documented, type Semantics } from './semantics.ts';
import { createCustomization, deleteCustomization, getCustomization, updateCustomization } from './single.ts';
import { createStore } from './store.ts';
import { createJudge } from './validation.ts';

export interface ModelOptions {
  now: () => Date;
  newId: () => string;
  /** The rules to behave by; the documented ones when left out. */
  semantics?: Semantics;
  /** The contract to validate requests with; patch a `structuredClone` to change a limit. */
  document?: OpenApiDocument;
  /** How many products use a customization, or variants one choice of it; the model's own when left out. */
  productsOf?: (customizationId: string, choiceId?: string) => number;
}

export interface Model {
  /** Answers a call; never throws for anything a client can send. */
  handle(call: Call): Reply;
  /** Every stored customization, oldest first. Frozen. */
  entities(): readonly Entity[];
  get(id: string): Entity | undefined;
  /** Every stored product, oldest first. Frozen. */
  products(): readonly StoredProduct[];
  /** The present state, for {@link Model.restore}. Cheap: entities are never changed in place. */
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

const OPERATIONS: Record<OperationId, Operation> = {
  createCustomization,
  getCustomization,
  updateCustomization,
  deleteCustomization,
  queryCustomizations,
  countCustomizations,
  addCustomizationChoices,
  setCustomizationChoices,
  removeCustomizationChoices,
  updateCustomizationChoices,
  reorderCustomizationChoices,
  bulkCreateCustomizations,
  bulkUpdateCustomizations,
  bulkAddCustomizationChoices,
  createProduct: atomic(createProduct),
  getProduct,
  getProductBySlug,
  updateProduct: atomic(updateProduct),
  deleteProduct,
  queryProducts,
  searchProducts,
  countProducts,
  bulkCreateProducts,
  bulkUpdateProducts,
  bulkDeleteProducts,
  queryReadOnlyVariants,
  searchReadOnlyVariants,
};

/** A service with no customizations yet. */
export function createModel(options: ModelOptions): Model {
  const { now, newId, semantics = documented, document = openapi } = options;
  const store = createStore<Entity>();
  const products = createStore<StoredProduct>();
  const judge = createJudge(createValidators(document), semantics);
  const snapshot = (): Snapshot => ({ customizations: store.all(), products: products.all() });
  const restore = (before: Snapshot): void => {
    store.replaceAll(before.customizations);
    products.replaceAll(before.products);
  };
  const own = (id: string, choiceId?: string) => usersOf({ products, semantics }, id, choiceId).length;
  const productsOf = options.productsOf ?? own;
  const filters = new Map<string, unknown>();
  const stores = { store, products, snapshot, restore, productsOf };
  const context: Context = { semantics, judge, ...stores, now, newId, filters };
  return {
    handle: call => semantics.respond(answer(context, call), call),
    entities: store.all,
    get: store.get,
    products: products.all,
    snapshot,
    restore,
  };
}

function answer(context: Context, call: Call): Reply {
  try {
    return { status: 200, body: OPERATIONS[call.operation](context, call) };
  } catch (error) {
    if (error instanceof Refusal) return error.reply();
    throw error;
  }
}
