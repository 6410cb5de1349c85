/** The vocabulary faults are written in: where to cut in, and what to do there. */
import type { Call, OperationId, Reply } from '../../specs/operations.ts';
import { ownReads } from '../lag.ts';
import type { Handle } from '../wire.ts';
import type { Around } from './fault.ts';

export type Json = Record<string, unknown>;

/** The value if it is a JSON object. */
export function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The value if it is an array, else an empty one. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of an array. */
export function objects(value: unknown): Json[] {
  return list(value).filter((item): item is Json => object(item) !== undefined);
}

const ok = (reply: Reply): boolean => reply.status < 300;

type Operations = OperationId | readonly OperationId[] | 'any';

function covers(operations: Operations, operation: OperationId): boolean {
  return operations === 'any' || operations === operation || operations.includes(operation);
}

/** A defect in what passes before or behind the model. */
export function around(wrap: (next: Handle) => Handle): Around {
  return { around: wrap };
}

/** A defect in the answers to one operation. */
export function only(operation: OperationId, answer: (next: Handle, call: Call) => Reply): Around {
  return around(next => call => (call.operation === operation ? answer(next, call) : next(call)));
}

/** Requests are changed before the model sees them. */
export function calls(operations: Operations, edit: (call: Call, body: Json) => void): Around {
  return around(next => call => {
    if (!covers(operations, call.operation)) return next(call);
    const copy = structuredClone(call);
    edit(copy, object(copy.body) ?? {});
    return next(copy);
  });
}

/** The customization inside a create or update request is changed before the model sees it. */
export function inputs(operations: Operations, edit: (customization: Json, call: Call) => void): Around {
  return calls(operations, (call, body) => {
    const customization = object(body.customization);
    if (customization) edit(customization, call);
  });
}

/** Successful answers are changed on their way out. */
export function answers(
  operations: Operations,
  edit: (body: Json, reply: Reply, call: Call) => void,
): Around {
  return around(next => call => {
    const reply = next(call);
    if (!ok(reply) || !covers(operations, call.operation)) return reply;
    return edited(reply, copy => edit(object(copy.body) ?? {}, copy, call));
  });
}

/** Refusals are changed on their way out. */
export function refusals(
  operations: Operations,
  edit: (body: Json, reply: Reply, call: Call) => void,
): Around {
  return around(next => call => {
    const reply = next(call);
    if (ok(reply) || !covers(operations, call.operation)) return reply;
    return edited(reply, copy => edit(object(copy.body) ?? {}, copy, call));
  });
}

/** Replies may share objects with the model's store: never write into them. */
export function edited(reply: Reply, edit: (copy: Reply) => void): Reply {
  const copy = structuredClone(reply);
  edit(copy);
  return copy;
}

/** The customizations an answer shows, wherever it shows them. */
export function shown(body: Json): Json[] {
  const single = object(body.customization);
  const ofBulk = objects(objects(body.results).map(result => result.customization));
  return [...(single ? [single] : []), ...objects(body.customizations), ...ofBulk];
}

/** Every customization is changed on its way out, in single answers and in lists alike. */
export function entities(
  edit: (customization: Json, call: Call) => void,
  operations: Operations = 'any',
): Around {
  return answers(operations, (body, _reply, call) => {
    for (const customization of shown(body)) edit(customization, call);
  });
}

/** The choices of a customization. */
export function choicesOf(customization: Json): Json[] {
  return objects(object(customization.choicesSettings)?.choices);
}

/** Every choice is changed on its way out. */
export function choices(edit: (choice: Json, index: number, all: Json[], owner: Json) => void): Around {
  return entities(customization => {
    const all = choicesOf(customization);
    all.forEach((choice, index) => {
      edit(choice, index, all, customization);
    });
  });
}

/** Every free-text setting is changed on its way out. */
export function freeTexts(edit: (settings: Json) => void): Around {
  return entities(customization => {
    const settings = object(customization.freeTextInput);
    if (settings) edit(settings);
  });
}

/** An error in the API's own envelope. */
export function envelope(status: number, code: string): Reply {
  return { status, body: { message: code, details: { applicationError: { code, description: code } } } };
}

/** Requests that fit are answered with a refusal, before the model sees them. */
export function refuses(
  operations: Operations,
  when: (call: Call, body: Json) => boolean,
  status = 400,
): Around {
  return around(
    next => call =>
      covers(operations, call.operation) && when(call, object(call.body) ?? {})
        ? envelope(status, 'FAULT')
        : next(call),
  );
}

/** The customization a request carries, or an empty object. */
export function inputOf(body: Json): Json {
  return object(body.customization) ?? {};
}

/** The query of a query request, or an empty object. */
export function queryOf(body: Json): Json {
  return object(body.query) ?? {};
}

/** A read that the target makes for itself, whatever lag its clients see. */
export function readAtOnce(next: Handle, read: Call): Reply {
  ownReads.add(read);
  return next(read);
}

/** What the model itself holds under an id, whatever faults lie above. */
export function stored(next: Handle, customizationId: string | undefined): Json | undefined {
  const reply = readAtOnce(next, { operation: 'getCustomization', customizationId });
  return ok(reply) ? object(object(reply.body)?.customization) : undefined;
}

/** A well-formed id that no entity has. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Whether a value is an id as the API writes them. */
export function isGuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
