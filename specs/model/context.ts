/** What the operations work with, and the steps they share. */
import type { SchemaName } from '../contract.ts';
import { asArray, asObject, type Json } from '../json.ts';
import type { Call, OperationId } from '../operations.ts';
import type { Entity } from './entity.ts';
import type { StoredProduct } from './products/entity.ts';
import type { Semantics } from './semantics.ts';
import type { Store } from './store.ts';
import type { Judge } from './validation.ts';

export interface Context {
  semantics: Semantics;
  judge: Judge;
  store: Store<Entity>;
  products: Store<StoredProduct>;
  now: () => Date;
  newId: () => string;
  /** How many products use a customization, or one choice of it. */
  productsOf: (customizationId: string, choiceId?: string) => number;
  /** Filters too long for a cursor, by the name the cursor carries instead. */
  filters: Map<string, unknown>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/** Everything that is stored at one moment. */
export interface Snapshot {
  customizations: readonly Entity[];
  products: readonly StoredProduct[];
}

export type Operation = (context: Context, call: Call) => unknown;

/** The body as an object when it fits the schema; refuses otherwise. No body reads as an empty one. */
export function checkedBody({ judge }: Context, call: Call, schema: SchemaName): Json {
  const violations = judge.violations(schema, call.body ?? {}, call.operation);
  if (violations.length > 0) throw judge.malformed(violations, call.operation);
  return asObject(call.body);
}

/** The `fields` of a read; refuses what the schema does not list. */
export function checkedFields({ judge }: Context, call: Call, schema: SchemaName): string[] {
  const fields = call.fields ?? [];
  const violations = judge.violations(schema, fields, call.operation);
  if (violations.length === 0) return fields;
  const located = violations.map(one => ({ ...one, path: `fields${one.path}` }));
  throw judge.malformed(located, call.operation);
}

/** The path parameter; refuses one that is no GUID (SIL-25). */
export function checkedId({ judge }: Context, call: Call): string {
  const id = call.customizationId ?? '';
  const violations = judge.violations('Guid', id, call.operation);
  if (violations.length === 0) return id;
  const located = violations.map(one => ({ ...one, path: 'customizationId' }));
  throw judge.malformed(located, call.operation);
}

/** The stored entity; refuses an unknown id (CUST-ERROR-017). */
export function found({ store, judge }: Context, id: string, operation: OperationId): Entity {
  const entity = store.get(id.toLowerCase()) ?? store.get(id);
  if (entity) return entity;
  throw judge.refuse('CUSTOMIZATION_NOT_FOUND', `no customization has the id ${id}`, operation);
}

/** Refuses a write that is based on another revision than the stored one (CUST-ERROR-018). */
export function checkRevision(context: Context, entity: Entity, sent: unknown, operation: OperationId): void {
  if (sent === undefined || !context.semantics.isStale(String(sent), entity.revision, operation)) return;
  const description = `revision ${String(sent)} is not the current revision of customization ${entity.id}`;
  throw context.judge.refuse('REVISION_MISMATCH', description, operation);
}

/** Keeps a changed entity under its next revision. */
export function commit(context: Context, before: Entity, changed: Entity, operation: OperationId): Entity {
  const { semantics, store } = context;
  const after = {
    ...changed,
    revision: semantics.nextRevision(before.revision, operation),
    updatedDate: semantics.stamp(before.updatedDate, context.now(), operation),
  };
  store.put(semantics.persist(after, before, operation));
  return after;
}

/** What an answer shows of an entity. */
export function shown(context: Context, entity: Entity, fields: unknown, operation: OperationId): Entity {
  const products = () => context.productsOf(entity.id);
  return context.semantics.project(entity, asArray(fields) as string[], products, operation);
}
