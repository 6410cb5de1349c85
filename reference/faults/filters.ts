/** Defects in how a filter is read: the request is rewritten into the filter a faulty service would have meant. */
import type { Call, OperationId } from '../../specs/operations.ts';
import type { Around } from './fault.ts';
import { around, calls, type Json, list, NOBODY, object, stored } from './tools.ts';

/** A condition that nothing meets: every filterable field is always set. */
export const NOTHING: Json = { $exists: false };
/** A condition that everything meets. */
export const EVERYTHING: Json = { $exists: true };

const FILTERED = ['queryCustomizations', 'countCustomizations'] as const;

/** The filter of every query and count is replaced by what `read` makes of it. */
export function filters(
  read: (filter: unknown) => unknown,
  operations: readonly (typeof FILTERED)[number][] = FILTERED,
): Around {
  return calls(operations, (call, body) => {
    const holder = call.operation === 'countCustomizations' ? body : object(body.query);
    if (holder && 'filter' in holder) holder.filter = read(holder.filter);
  });
}

/** Each condition on a field, at any depth, is replaced by what `read` makes of it. */
export function conditions(
  field: string,
  read: (condition: unknown) => unknown,
  operations?: readonly (typeof FILTERED)[number][],
): Around {
  return filters(filter => rewrite(filter, field, read), operations);
}

function rewrite(filter: unknown, field: string, read: (condition: unknown) => unknown): unknown {
  const fields = object(filter);
  if (!fields) return filter;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      if (key === field) return [key, read(value)];
      if (key === '$not') return [key, rewrite(value, field, read)];
      if (key === '$and' || key === '$or') return [key, list(value).map(part => rewrite(part, field, read))];
      return [key, value];
    }),
  );
}

/** One operator on one field means something else; the other operators keep their meaning. */
export function operator(
  field: string,
  name: string,
  means: (operand: unknown) => Json,
  operations?: readonly (typeof FILTERED)[number][],
): Around {
  return conditions(
    field,
    condition => {
      const operators = object(condition);
      if (!operators || !(name in operators)) return condition;
      const { [name]: operand, ...others } = operators;
      return { ...others, ...means(operand) };
    },
    operations,
  );
}

/** A list operation never sees what the given operation wrote. */
export function hides(list: (typeof FILTERED)[number], writtenBy: OperationId): Around {
  return around(next => {
    const hidden = new Set<string>();
    return call => {
      if (call.operation === list) return next(without(call, [...hidden]));
      const reply = next(call);
      if (call.operation !== writtenBy || reply.status >= 300) return reply;
      const id = call.customizationId ?? object(object(reply.body)?.customization)?.id;
      if (typeof id === 'string') hidden.add(id);
      return reply;
    };
  });
}

function without(call: Call, ids: string[]): Call {
  const body = object(structuredClone(call.body)) ?? {};
  const holder = call.operation === 'countCustomizations' ? body : (object(body.query) ?? {});
  const paging = object(holder.cursorPaging);
  // A cursor stands for the filter of the first request, which has been narrowed already.
  if (ids.length === 0 || paging?.cursor !== undefined) return call;
  const others = { $not: { id: { $in: ids } } };
  holder.filter = holder.filter === undefined ? others : { $and: [holder.filter, others] };
  if (call.operation === 'queryCustomizations') body.query = holder;
  return { ...call, body };
}

/** A deletion only takes the entity out of the given lists and out of reach of its id. */
export function hidesFrom(lists: readonly (typeof FILTERED)[number][]): Around {
  return around(next => {
    const gone = new Set<string>();
    return call => {
      if (lists.some(list => list === call.operation)) return next(without(call, [...gone]));
      const id = call.customizationId ?? '';
      if (call.operation !== 'deleteCustomization')
        return gone.has(id) ? next({ ...call, customizationId: NOBODY }) : next(call);
      if (gone.has(id) || !stored(next, id))
        return next({ ...call, customizationId: gone.has(id) ? NOBODY : id });
      gone.add(id);
      return { status: 200, body: {} };
    };
  });
}
