/** What the defects of the bulk operations share. */
import type { Call, OperationId } from '../../specs/operations.ts';
import type { Handle } from '../wire.ts';
import { rowsOf } from './fault.ts';
import { answers, type Json, list, NOBODY, object, objects, only } from './tools.ts';

export const row = rowsOf('CUST-BULK');

export const BULK_CREATE = 'bulkCreateCustomizations';
export const BULK_UPDATE = 'bulkUpdateCustomizations';
export const BULK_ADD = 'bulkAddCustomizationChoices';
export const BULK = [BULK_CREATE, BULK_UPDATE, BULK_ADD] as const;

/** Where each operation keeps its items. */
const LISTS: Partial<Record<OperationId, string>> = {
  [BULK_CREATE]: 'customizations',
  [BULK_UPDATE]: 'customizations',
  [BULK_ADD]: 'customizationsChoices',
};

export const listOf = (operation: OperationId): string => LISTS[operation] ?? '';

/** The items of a bulk request. */
export const itemsOf = ({ operation, body }: Call): Json[] => objects(object(body)?.[listOf(operation)]);

/** The results of a bulk answer. */
export const resultsOf = (body: Json): Json[] => objects(body.results);

/** The `itemMetadata` of every result is changed on its way out. */
export const metadata = (operation: OperationId, edit: (item: Json, index: number) => void) =>
  answers(operation, body => {
    resultsOf(body).forEach((result, index) => {
      const item = object(result.itemMetadata);
      if (item) edit(item, index);
    });
  });

/** The totals of a bulk answer are changed on their way out. */
export const totals = (operation: OperationId, edit: (totals: Json) => void) =>
  answers(operation, body => {
    const found = object(body.bulkActionMetadata);
    if (found) edit(found);
  });

/** Every failed item is changed on its way out. */
export const failures = (operation: OperationId, edit: (item: Json) => void) =>
  metadata(operation, item => {
    if (item.success === false) edit(item);
  });

const idIn = (item: Json): unknown => item.customizationId ?? object(item.customization)?.id;

const asSuccess = (item: Json, originalIndex: number): Json => ({
  itemMetadata: { id: idIn(item) ?? NOBODY, originalIndex, success: true },
});

/** Items that fit are passed over and told as done; the others are served. */
export function passesOver(operation: OperationId, when: (item: Json, next: Handle) => boolean) {
  return only(operation, (next, call) => {
    const items = itemsOf(call);
    const kept = [...items.keys()].filter(index => !when(items[index] ?? {}, next));
    if (kept.length === items.length || kept.length === 0) return next(call);
    const body = { ...object(call.body), [listOf(operation)]: kept.map(index => items[index]) };
    const reply = structuredClone(next({ ...call, body }));
    const answer = object(reply.body);
    if (reply.status >= 300 || !answer) return reply;
    const served = new Map(kept.map((index, i) => [index, list(answer.results)[i]]));
    answer.results = items.map((item, index) => {
      const result = object(served.get(index));
      const told = object(result?.itemMetadata);
      if (told) told.originalIndex = index;
      return result ?? asSuccess(item, index);
    });
    const sums = object(answer.bulkActionMetadata);
    if (sums) sums.totalSuccesses = Number(sums.totalSuccesses) + items.length - kept.length;
    return reply;
  });
}
