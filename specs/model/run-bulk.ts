/** The course of every bulk operation. */
import type { SchemaName } from '../contract.ts';
import type { Json } from '../json.ts';
import type { Call } from '../operations.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusal.ts';
import type { BulkSemantics, ItemFailure } from './semantics/bulk.ts';

export interface BulkWork<T extends { id: string }> {
  schema: SchemaName;
  rules: BulkSemantics;
  items: Json[];
  /** Where an item sits in the request. */
  at: (index: number) => string;
  /** The id that a failed item reports; none when it was to be created. */
  idOf?: (sent: Json) => string;
  /** Refusals that come before the schema and concern one item only. */
  misfit?: (sent: Json, index: number) => Refusal | undefined;
  work: (sent: Json, index: number) => T;
  /** What the result of a success holds beside its metadata. */
  result: (made: T) => Json;
}

/**
 * A request of the wrong form is refused as a whole; everything else is reported item by item (SIL-41).
 * An item of the wrong kind counts as the latter, so its broken schema is left out of the former.
 */
export function runBulk<T extends { id: string }>(context: Context, call: Call, bulk: BulkWork<T>): unknown {
  const { judge } = context;
  const misfits = bulk.items.map((sent, index) => bulk.misfit?.(sent, index));
  const violations = judge
    .violations(bulk.schema, call.body ?? {}, call.operation)
    .filter(
      ({ path }) => !misfits.some((refusal, index) => refusal && path.startsWith(`${bulk.at(index)}.`)),
    );
  if (violations.length > 0) throw judge.malformed(violations, call.operation);
  const before = context.snapshot();
  const outcomes = bulk.items.map((sent, index) => {
    const outcome = attempt(context, () => bulk.work(sent, index), misfits[index]);
    if (outcome instanceof Refusal && bulk.rules.failsWhole(outcome.failure())) {
      context.restore(before);
      throw outcome;
    }
    return outcome;
  });
  return report(bulk, outcomes);
}

/** A failed item leaves nothing of itself behind. */
function attempt<T>(context: Context, work: () => T, misfit: Refusal | undefined): T | Refusal {
  if (misfit) return misfit;
  const before = context.snapshot();
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    context.restore(before);
    return error;
  }
}

function report<T extends { id: string }>(bulk: BulkWork<T>, outcomes: (T | Refusal)[]): unknown {
  const { rules } = bulk;
  const results = outcomes.map((outcome, index) => {
    const originalIndex = rules.originalIndex(index);
    if (outcome instanceof Refusal) {
      const id = bulk.idOf?.(bulk.items[index] ?? {});
      return { itemMetadata: failed(id, originalIndex, outcome.failure()) };
    }
    return { itemMetadata: { id: outcome.id, originalIndex, success: true }, ...bulk.result(outcome) };
  });
  const failures = outcomes.filter(outcome => outcome instanceof Refusal).length;
  return {
    results: rules.arranged(results),
    bulkActionMetadata: rules.totals(outcomes.length - failures, failures),
  };
}

function failed(id: string | undefined, originalIndex: number, error: ItemFailure) {
  return { ...(id !== undefined && { id }), originalIndex, success: false, error };
}
