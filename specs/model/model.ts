/** The executable model: the documented behaviour of the 14 operations, without I/O, clock or chance. */
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
import type { Context, Operation } from './context.ts';
import type { Entity } from './entity.ts';
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
  /** How many products use a customization, or one choice of it; nothing uses anything when left out. */
  productsOf?: (customizationId: string, choiceId?: string) => number;
}

export interface Model {
  /** Answers a call; never throws for anything a client can send. */
  handle(call: Call): Reply;
  /** Every stored customization, oldest first. Frozen. */
  entities(): readonly Entity[];
  get(id: string): Entity | undefined;
  /** The present state, for {@link Model.restore}. Cheap: entities are never changed in place. */
  snapshot(): readonly Entity[];
  restore(snapshot: readonly Entity[]): void;
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
};

/** A service with no customizations yet. */
export function createModel(options: ModelOptions): Model {
  const { now, newId, semantics = documented, document = openapi, productsOf = () => 0 } = options;
  const store = createStore();
  const judge = createJudge(createValidators(document), semantics);
  const context: Context = { semantics, judge, store, now, newId, productsOf, filters: new Map() };
  return {
    handle: call => semantics.respond(answer(context, call), call),
    entities: store.all,
    get: store.get,
    snapshot: store.all,
    restore: store.replaceAll,
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
