/** Ids and revisions spelled another way on the wire: consistently, so that all but the spelling keeps working. */
import { CUSTOMIZATION_OPERATIONS } from '../../specs/operations.ts';
import type { Around } from './fault.ts';
import { around, isGuid, list, object } from './tools.ts';

interface Spelling {
  /** From the model's spelling to the faulty one. */
  write: (id: string) => string;
  /** Back again; a string that is no id of this spelling stays. */
  read: (text: string) => string;
}

/** Every string in a value, at any depth, replaced by what `change` makes of it. */
export function strings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map(item => strings(item, change));
  const fields = object(value);
  if (!fields) return value;
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, strings(item, change)]));
}

const ofCustomization = (spelling: Spelling, customization: unknown): unknown => {
  const fields = object(customization);
  return fields && typeof fields.id === 'string'
    ? { ...fields, id: spelling.write(fields.id) }
    : customization;
};

/** A result of a bulk call names the entity twice. */
const ofResult = (spelling: Spelling, result: unknown): unknown =>
  Object.fromEntries(
    Object.entries(object(result) ?? {}).map(([name, held]) => [name, ofCustomization(spelling, held)]),
  );

/** Ids of customizations as products and read-only variants refer to them. */
function referring(spelling: Spelling, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => referring(spelling, item));
  const fields = object(value);
  if (!fields) return value;
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => {
      if (key === 'optionId' && typeof item === 'string') return [key, spelling.write(item)];
      const inner = referring(spelling, item);
      const connected = (key === 'options' || key === 'modifiers') && Array.isArray(inner);
      return [key, connected ? inner.map(one => ofCustomization(spelling, one)) : inner];
    }),
  );
}

/** Ids of customizations only, wherever they are told. */
export function customizationIds(spelling: Spelling): Around {
  return around(next => call => {
    const { customizationId } = call;
    const reply = next({
      ...call,
      customizationId: customizationId === undefined ? undefined : spelling.read(customizationId),
      body: strings(call.body, spelling.read),
    });
    const body = object(reply.body);
    if (!body) return reply;
    if (!(call.operation in CUSTOMIZATION_OPERATIONS)) {
      return { ...reply, body: referring(spelling, body) };
    }
    const copy = { ...body };
    if ('customization' in copy) copy.customization = ofCustomization(spelling, copy.customization);
    if ('customizations' in copy)
      copy.customizations = list(copy.customizations).map(item => ofCustomization(spelling, item));
    if ('results' in copy) copy.results = list(copy.results).map(result => ofResult(spelling, result));
    return { ...reply, body: copy };
  });
}

/** Braces around a GUID make 38 characters. */
export const BRACED: Spelling = {
  write: id => `{${id}}`,
  read: text => (/^\{.*\}$/.test(text) && isGuid(text.slice(1, -1)) ? text.slice(1, -1) : text),
};

const PLAIN = /^c([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** Short enough for an id, but no GUID. */
export const UNDASHED: Spelling = {
  write: id => `c${id.replaceAll('-', '')}`,
  read: text => text.replace(PLAIN, '$1-$2-$3-$4-$5'),
};

/** Every `revision` in a value, at any depth, replaced by what `change` makes of it. */
function revisionsIn(value: unknown, change: (revision: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(item => revisionsIn(item, change));
  const fields = object(value);
  if (!fields) return value;
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [
      key,
      key === 'revision' ? change(item) : revisionsIn(item, change),
    ]),
  );
}

/** Revisions of customizations; a client that sends back what it got is understood. */
export function revisions(write: (revision: string) => unknown, read: (sent: unknown) => unknown): Around {
  return around(next => call => {
    const body = revisionsIn(call.body, read);
    const reply = next({ ...call, body });
    return { ...reply, body: revisionsIn(reply.body, own => write(String(own))) };
  });
}
