/** Defects that need a memory of their own: values kept that should not be, ids given away by the client. */
import type { OperationId, Reply } from '../../specs/operations.ts';
import type { Around } from './fault.ts';
import { strings } from './spellings.ts';
import { around, inputOf, type Json, object, shown } from './tools.ts';

/** Removes the named members from a customization and hands them over. */
export function take(...names: string[]): (customization: Json) => Json {
  return customization => {
    const taken: Json = {};
    for (const name of names) {
      if (name in customization) taken[name] = customization[name];
      delete customization[name];
    }
    return taken;
  };
}

function merge(target: Json, extra: Json): void {
  for (const [key, value] of Object.entries(extra)) {
    const inner = object(target[key]);
    const addition = object(value);
    if (inner && addition) merge(inner, addition);
    // What answers show on request only stays so.
    else if (key !== 'assignedProductsCount' || key in target) target[key] = value;
  }
}

/** What `extract` takes out of accepted requests is shown in all later answers as if it were stored. */
export function keeps(operation: OperationId, extract: (customization: Json) => Json): Around {
  return around(next => {
    const kept = new Map<unknown, Json>();
    return call => {
      const copy = structuredClone(call);
      const sent = call.operation === operation ? object(object(copy.body)?.customization) : undefined;
      const extra = sent ? extract(sent) : {};
      const reply = structuredClone(next(copy));
      if (reply.status >= 300) return reply;
      const shownNow = shown(object(reply.body) ?? {});
      const written = shownNow[0]?.id;
      if (Object.keys(extra).length > 0) kept.set(written, { ...kept.get(written), ...extra });
      for (const customization of shownNow) merge(customization, kept.get(customization.id) ?? {});
      return reply;
    };
  });
}

/** Ids that the client invents become the ids of the entity, on the way in and on the way out. */
export function adoptsIds(
  /** Takes the invented ids out of a create request, in order. */
  extract: (customization: Json) => string[],
  /** The ids that the answer gives to the same things. */
  assigned: (customization: Json) => string[],
): Around {
  return around(next => {
    const own = new Map<string, string>();
    const invented = new Map<string, string>();
    const outward = (reply: Reply): Reply => ({
      ...reply,
      body: strings(reply.body, text => invented.get(text) ?? text),
    });
    return call => {
      const inward = (text: string) => own.get(text) ?? text;
      const { customizationId } = call;
      const body = structuredClone(call.body);
      const ids = call.operation === 'createCustomization' ? extract(inputOf(object(body) ?? {})) : [];
      const reply = next({
        ...call,
        customizationId: customizationId && inward(customizationId),
        body: strings(body, inward),
      });
      const created = object(object(reply.body)?.customization);
      if (reply.status < 300 && created)
        assigned(created).forEach((id, index) => {
          const wish = ids[index];
          if (wish === undefined) return;
          own.set(wish, id);
          invented.set(id, wish);
        });
      return outward(reply);
    };
  });
}
