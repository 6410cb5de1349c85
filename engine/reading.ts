/** What the engine itself takes out of requests and answers, to keep its books and to hand checks what they asked for. */
import type { Customization } from '../specs/openapi.types.ts';
import { type Answer, isObject, type JsonObject } from './answer.ts';
import type { Page, Sending } from './api.ts';
import type { Exchange } from './exchange.ts';
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

/** What later requests repeat must at least be of the right kind; the rest is judged, not demanded. */
function isUsable({ id, revision, name }: JsonObject): boolean {
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

/** The name under which a create request's entity can be found again; empty when it has none. */
export function nameIn(body: unknown): string {
  const customization = isObject(body) && isObject(body.customization) ? body.customization : {};
  return typeof customization.name === 'string' ? customization.name : '';
}

/** The id of what a create request made, when its answer tells. */
export function createdId({ response }: Exchange): string | undefined {
  if (!response || response.status >= 300 || !isObject(response.body)) return undefined;
  const customization = response.body.customization;
  return isObject(customization) && typeof customization.id === 'string' ? customization.id : undefined;
}

/** The target refused it: nothing came to be. */
export function isRefusal({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 400 && response.status < 500;
}
