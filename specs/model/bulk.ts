/** Bulk create, Bulk update, Bulk add choices. */
import type { SchemaName } from '../contract.ts';
import { asArray, asObject, type Json } from '../json.ts';
import type { Call } from '../operations.ts';
import { addTo, misfit } from './choices.ts';
import { type Context, found, type Operation, shown } from './context.ts';
import type { Entity } from './entity.ts';
import { Refusal } from './refusal.ts';
import type { ItemFailure } from './semantics/bulk.ts';
import { create, update } from './single.ts';

export const bulkCreateCustomizations: Operation = (context, call) => {
  const { judge, semantics } = context;
  const at = (index: number) => `customizations[${index}]`;
  return runBulk(context, call, {
    schema: 'BulkCreateCustomizationsRequest',
    items: asArray(asObject(call.body).customizations).map(asObject),
    at,
    misfit: (value, index) =>
      judge.broken(semantics.misfits(call.operation), { value, prefix: at(index) }, call.operation),
    work: (sent, index) => create(context, sent, at(index), call.operation),
  });
};

export const bulkUpdateCustomizations: Operation = (context, call) => {
  const at = (index: number) => `customizations[${index}]`;
  return runBulk(context, call, {
    schema: 'BulkUpdateCustomizationsRequest',
    items: asArray(asObject(call.body).customizations).map(item => asObject(asObject(item).customization)),
    at,
    idOf: sent => String(sent.id),
    misfit: () => undefined,
    work: (sent, index) =>
      update(context, String(sent.id), sent, `${at(index)}.customization`, call.operation),
  });
};

export const bulkAddCustomizationChoices: Operation = (context, call) => {
  const at = (index: number) => `customizationsChoices[${index}]`;
  return runBulk(context, call, {
    schema: 'BulkAddCustomizationChoicesRequest',
    items: asArray(asObject(call.body).customizationsChoices).map(asObject),
    at,
    idOf: sent => String(sent.customizationId),
    misfit(sent, index) {
      const entity = context.store.get(String(sent.customizationId));
      return entity && misfit(context, entity, asArray(sent.choices), `${at(index)}.choices`, call.operation);
    },
    work(sent, index) {
      const entity = found(context, String(sent.customizationId), call.operation);
      return addTo(context, entity, asArray(sent.choices), `${at(index)}.choices`, call.operation);
    },
  });
};

interface BulkWork {
  schema: SchemaName;
  items: Json[];
  /** Where an item sits in the request. */
  at: (index: number) => string;
  /** The id that a failed item reports; none when it was to be created. */
  idOf?: (sent: Json) => string;
  /** Refusals that come before the schema and concern one item only. */
  misfit: (sent: Json, index: number) => Refusal | undefined;
  work: (sent: Json, index: number) => Entity;
}

/**
 * A request of the wrong form is refused as a whole; everything else is reported item by item (SIL-41).
 * An item of the wrong kind counts as the latter, so its broken schema is left out of the former.
 */
function runBulk(context: Context, call: Call, bulk: BulkWork): unknown {
  const { judge } = context;
  const misfits = bulk.items.map(bulk.misfit);
  const violations = judge
    .violations(bulk.schema, call.body ?? {}, call.operation)
    .filter(
      ({ path }) => !misfits.some((refusal, index) => refusal && path.startsWith(`${bulk.at(index)}.`)),
    );
  if (violations.length > 0) throw judge.malformed(violations, call.operation);
  const before = context.store.all();
  const outcomes = bulk.items.map((sent, index) => {
    const outcome = attempt(() => bulk.work(sent, index), misfits[index]);
    if (outcome instanceof Refusal && context.semantics.failsWhole(outcome.failure())) {
      context.store.replaceAll(before);
      throw outcome;
    }
    return outcome;
  });
  return report(context, call, bulk, outcomes);
}

function attempt(work: () => Entity, misfit: Refusal | undefined): Entity | Refusal {
  if (misfit) return misfit;
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function report(context: Context, call: Call, bulk: BulkWork, outcomes: (Entity | Refusal)[]): unknown {
  const { semantics } = context;
  const { returnEntity, fields } = asObject(call.body);
  const withEntity = semantics.returnsEntity(returnEntity);
  const results = outcomes.map((outcome, index) => {
    const originalIndex = semantics.originalIndex(index);
    if (outcome instanceof Refusal) {
      const id = bulk.idOf?.(bulk.items[index] ?? {});
      return { itemMetadata: failed(id, originalIndex, outcome.failure()) };
    }
    return {
      itemMetadata: { id: outcome.id, originalIndex, success: true },
      ...(withEntity && { customization: shown(context, outcome, fields, call.operation) }),
    };
  });
  const failures = outcomes.filter(outcome => outcome instanceof Refusal).length;
  return {
    results: semantics.arranged(results),
    bulkActionMetadata: semantics.totals(outcomes.length - failures, failures),
  };
}

function failed(id: string | undefined, originalIndex: number, error: ItemFailure) {
  return { ...(id !== undefined && { id }), originalIndex, success: false, error };
}
