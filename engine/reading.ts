/** What the engine itself takes out of requests and answers, to keep its books and to hand checks what they asked for. */
import type { Customization } from '../specs/openapi.types.ts';
import { type Answer, isObject, type JsonObject } from './answer.ts';
import type { Page } from './api.ts';
import { creationsOf } from './creations.ts';
import { type Exchange, parseJson } from './exchange.ts';
import type { Sending } from './sender.ts';
import type { Asked } from './sentinels.ts';

/** What a request asks for, as far as the sentinels need it. */
export function askedFor({ operation, search = '', body, difference }: Sending): Omit<Asked, 'controlled'> {
  const deliberate = difference !== undefined;
  if (!isObject(body)) {
    return { operation, fields: new URLSearchParams(search).getAll('fields'), deliberate };
  }
  const paging = isObject(body.query) && isObject(body.query.cursorPaging) ? body.query.cursorPaging : {};
  return {
    operation,
    fields: Array.isArray(body.fields) ? body.fields.map(String) : [],
    limit: typeof paging.limit === 'number' ? paging.limit : undefined,
    deliberate,
  };
}

/** The customization of an answer, when later requests can be made from it. */
export function customizationOf(answer: Answer): Customization | undefined {
  const found = answer.member('customization');
  return isObject(found) && isUsable(found) ? (found as unknown as Customization) : undefined;
}

/** The customization a create answered with, unless it is another than was sent for. */
export function createdOf(answer: Answer): Customization | undefined {
  const found = customizationOf(answer);
  return found && isNamedLike(found.name, sentNames(answer.exchange)[0]) ? found : undefined;
}

/** Characters at the start of a name by which it is known again, should the target have changed it. */
const KNOWN_BY = 6;

/** Whether that is the sent name, perhaps trimmed, cut or in another case; anything is when none was sent. */
export function isNamedLike(shown: unknown, sent: string | undefined): boolean {
  if (sent === undefined || sent === '') return true;
  const start = (name: string): string => name.normalize().trim().toLowerCase().slice(0, KNOWN_BY);
  return typeof shown === 'string' && start(shown) === start(sent);
}

/** The names under which an exchange was to create customizations or products, by position. */
export function sentNames({ request: { operation, text = '' } }: Exchange): string[] {
  const made = operation ? creationsOf(operation, parseJson(text)) : [];
  return made.filter(({ inline }) => !inline).map(({ name }) => name);
}

/** What later requests repeat must at least be of the right kind; the rest is judged, not demanded. */
export function isUsable({ id, revision, name }: JsonObject): boolean {
  const isId = typeof id === 'string' && id.length >= 1 && id.length <= 36;
  return isId && typeof revision === 'string' && /^\d+$/.test(revision) && typeof name === 'string';
}

/** The page of a query answer; an absent list is an empty one (SIL-02). */
export function pageOf(answer: Answer): Page | undefined {
  const { customizations = [], pagingMetadata } = isObject(answer.body) ? answer.body : {};
  if (!Array.isArray(customizations) || !customizations.every(isObject) || !isObject(pagingMetadata))
    return undefined;
  return { customizations, pagingMetadata } as unknown as Page;
}

/** What a bulk answer says of each item, by its position in the request. */
export interface BulkOutcome {
  items: Map<number, BulkItem>;
  metadata: JsonObject;
}

export interface BulkItem {
  success: boolean;
  id?: string;
  error?: JsonObject;
  /** The customization or product, when the request asked for it. */
  entity?: JsonObject;
}

/** The outcome of a bulk answer; results are matched by `originalIndex`, since their order is unstated (CUST-BULK-005, PROD-BULK-002). */
export function bulkOf(answer: Answer): BulkOutcome | undefined {
  const { results, bulkActionMetadata: metadata } = isObject(answer.body) ? answer.body : {};
  if (!Array.isArray(results) || !isObject(metadata)) return undefined;
  const items = new Map<number, BulkItem>();
  for (const { itemMetadata, customization, item } of results.filter(isObject)) {
    const entity = customization ?? item;
    if (!isObject(itemMetadata) || typeof itemMetadata.originalIndex !== 'number') return undefined;
    items.set(itemMetadata.originalIndex, {
      success: itemMetadata.success === true,
      ...(typeof itemMetadata.id === 'string' && { id: itemMetadata.id }),
      ...(isObject(itemMetadata.error) && { error: itemMetadata.error }),
      ...(isObject(entity) && { entity }),
    });
  }
  return { items, metadata };
}

/** The same of a bulk creation, unless an entity in it is another than was sent for in its place. */
export function bulkCreatedOf(answer: Answer): BulkOutcome | undefined {
  const outcome = bulkOf(answer);
  const names = sentNames(answer.exchange);
  const own = [...(outcome?.items ?? [])].every(
    ([i, { entity }]) => entity === undefined || isNamedLike(entity.name, names[i]),
  );
  return own ? outcome : undefined;
}

/** The ids of the entities that a bulk request is to change. */
export function aimedAt(body: unknown): string[] {
  const { customizations, customizationsChoices, products } = isObject(body) ? body : {};
  const items = [customizations, customizationsChoices, products].flatMap(list =>
    Array.isArray(list) ? list : [],
  );
  const ids = items.filter(isObject).map(({ customizationId, customization, product }) => {
    const changed = customization ?? product;
    return isObject(changed) ? changed.id : customizationId;
  });
  return ids.filter(id => typeof id === 'string');
}
