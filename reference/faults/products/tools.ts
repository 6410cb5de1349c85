/** What the defects of products are written in: where to cut in, beside the tools that all defects share. */
import type { JsonSchema, SchemaName } from '../../../specs/contract.ts';
import type { Call, OperationId, Reply } from '../../../specs/operations.ts';
import type { Change } from '../../change.ts';
import type { Handle } from '../../wire.ts';
import { property } from '../contracts.ts';
import { type Around, rules } from '../fault.ts';
import { answers, around, calls, type Json, list, object, objects, only } from '../tools.ts';

export const CREATE = 'createProduct';
export const UPDATE = 'updateProduct';

/** The product inside create or update requests is changed before the model sees it. */
export function newProducts(
  edit: (product: Json) => void,
  operations: OperationId | readonly OperationId[] = CREATE,
): Around {
  return calls(operations, (_call, body) => {
    const product = object(body.product);
    if (product) edit(product);
  });
}

/** The products an answer shows, wherever it shows them. */
export function shownProducts(body: Json): Json[] {
  const single = object(body.product);
  const ofBulk = objects(objects(body.results).map(result => result.item));
  return [...(single ? [single] : []), ...objects(body.products), ...ofBulk];
}

/** Every product is changed on its way out. */
export function products(
  edit: (product: Json, call: Call) => void,
  operations: Parameters<typeof answers>[0] = 'any',
): Around {
  return answers(operations, (body, _reply, call) => {
    for (const product of shownProducts(body)) edit(product, call);
  });
}

export const optionsIn = (product: Json): Json[] => objects(product.options);
export const modifiersIn = (product: Json): Json[] => objects(product.modifiers);
export const variantsIn = (product: Json): Json[] => objects(object(product.variantsInfo)?.variants);
export const choicesIn = (connected: Json): Json[] => objects(object(connected.choicesSettings)?.choices);
/** The names by which the variants of a request refer to choices. */
export const namesIn = (variant: Json): Json[] =>
  objects(objects(variant.choices).map(choice => choice.optionChoiceNames));

/** Every option, modifier or variant of every product is changed on its way out. */
export const options = (edit: (option: Json, product: Json) => void) =>
  products(product => {
    for (const option of optionsIn(product)) edit(option, product);
  });
export const modifiers = (edit: (modifier: Json, product: Json) => void) =>
  products(product => {
    for (const modifier of modifiersIn(product)) edit(modifier, product);
  });
export const variants = (edit: (variant: Json, product: Json, index: number) => void) =>
  products(product => {
    variantsIn(product).forEach((variant, index) => {
      edit(variant, product, index);
    });
  });

/** Options, modifiers or variants of requests are changed before the model sees them. */
export const newOptions = (edit: (option: Json, product: Json) => void) =>
  newProducts(product => {
    for (const option of optionsIn(product)) edit(option, product);
  });
export const newModifiers = (edit: (modifier: Json, product: Json) => void) =>
  newProducts(product => {
    for (const modifier of modifiersIn(product)) edit(modifier, product);
  });
export const newVariants = (edit: (variant: Json, product: Json, index: number) => void) =>
  newProducts(product => {
    variantsIn(product).forEach((variant, index) => {
      edit(variant, product, index);
    });
  });

/** Requests whose product fits are refused. */
export function refusesProducts(
  when: (product: Json) => boolean,
  operations: OperationId = CREATE,
  status = 400,
): Around {
  return only(operations, (next, call) => {
    const product = object(object(call.body)?.product);
    return product && when(product) ? envelope(status) : next(call);
  });
}

/** A refusal in the API's own envelope, with a code that no method publishes. */
export function envelope(status: number, code = 'FAULT'): Reply {
  return { status, body: { message: code, details: { applicationError: { code, description: code } } } };
}

/** One of the named rules is not kept. */
export function drops(id: string, operations?: readonly OperationId[]): Change {
  const others = (all: readonly { id: string }[]) => all.filter(rule => rule.id !== id) as never;
  return rules(sound => ({
    productRules: operation =>
      operations && !operations.includes(operation)
        ? sound.productRules(operation)
        : others(sound.productRules(operation)),
    variantRules: operation =>
      operations && !operations.includes(operation)
        ? sound.variantRules(operation)
        : others(sound.variantRules(operation)),
  }));
}

/** One property of a schema obeys other keywords. */
export const schema = (name: SchemaName, at: string, keywords: Partial<JsonSchema>): Change =>
  property(name, at, keywords);

/** What the model itself holds, whatever faults lie above. */
export function storedProduct(next: Handle, productId: unknown): Json | undefined {
  const reply = next({ operation: 'getProduct', productId: String(productId) });
  return reply.status === 200 ? object(object(reply.body)?.product) : undefined;
}

/** What the model holds of a customization, with the number of its products. */
export function counted(next: Handle, customizationId: string | undefined): Json | undefined {
  const fields = ['ASSIGNED_PRODUCTS_COUNT'];
  const reply = next({ operation: 'getCustomization', customizationId, fields });
  return reply.status === 200 ? object(object(reply.body)?.customization) : undefined;
}

/** The product a call is about and answers, when it was accepted. */
export function productIn(reply: Reply): Json | undefined {
  return reply.status < 300 ? object(object(reply.body)?.product) : undefined;
}

/**
 * A defect that remembers the customizations that products were created with: `inline` as part of the product, the others
 * by their ids.
 */
export function remembering(
  answer: (next: Handle, call: Call, known: { inline: Set<unknown>; assigned: Set<unknown> }) => Reply,
): Around {
  return around(next => {
    const known = { inline: new Set<unknown>(), assigned: new Set<unknown>() };
    return call => {
      const reply = answer(next, call, known);
      const product = call.operation === CREATE || call.operation === UPDATE ? productIn(reply) : undefined;
      if (!product) return reply;
      const sent = object(object(call.body)?.product) ?? {};
      const given = [...optionsIn(sent), ...modifiersIn(sent)].map(({ id }) => id);
      for (const { id } of [...optionsIn(product), ...modifiersIn(product)]) {
        known.assigned.add(id);
        if (!given.includes(id)) known.inline.add(id);
      }
      return reply;
    };
  });
}

/** A customization that came with a product is changed when it is looked at by itself. */
export const ofInline = (edit: (customization: Json) => void): Around =>
  remembering((next, call, { inline }) => {
    const reply = next(call);
    if (call.operation !== 'getCustomization' || reply.status >= 300 || !inline.has(call.customizationId))
      return reply;
    const copy = structuredClone(reply);
    const customization = object(object(copy.body)?.customization);
    if (customization) edit(customization);
    return copy;
  });

/** Calls about one customization that fit are refused. */
export const refusesWhen = (
  operation: OperationId,
  when: (customization: Json, next: Handle) => boolean,
  status = 428,
): Around =>
  only(operation, (next, call) => {
    const own = counted(next, call.customizationId);
    return own && when(own, next) ? envelope(status) : next(call);
  });

export const amountIn = (variant: Json): Json => object(object(variant.price)?.actualPrice) ?? {};

export { answers, around, calls, type Json, list, object, objects, only };
