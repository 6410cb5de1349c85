/** Add, Set, Remove, Update and Reorder choices. */
import { asArray, asObject, type Json } from '../json.ts';
import type { Call, OperationId } from '../operations.ts';
import { newChoices } from './build.ts';
import {
  type Context,
  checkedBody,
  checkedId,
  checkRevision,
  commit,
  found,
  type Operation,
  shown,
} from './context.ts';
import { type Choice, choicesOf, type Entity } from './entity.ts';
import type { Refusal } from './refusal.ts';
import type { Subject } from './validation.ts';

export const addCustomizationChoices: Operation = (context, call) => {
  const entity = target(context, call);
  refuseMisfits(context, call, entity);
  const body = checkedBody(context, call, 'AddCustomizationChoicesRequest');
  const after = addTo(context, entity, asArray(body.choices), 'choices', call.operation);
  return { customization: shown(context, after, body.fields, call.operation) };
};

export const setCustomizationChoices: Operation = (context, call) => {
  const entity = target(context, call);
  refuseMisfits(context, call, entity);
  const body = checkedBody(context, call, 'SetCustomizationChoicesRequest');
  const after = setOn(context, entity, asArray(body.choices), call.operation);
  return { customization: shown(context, after, body.fields, call.operation) };
};

/** Choices sent by a client, as rules look at them; a client's ids say nothing. */
function subjectOf(entity: Entity, sent: unknown[], choicesAt: string): Subject {
  const choices = sent.map(one => ({ ...asObject(one), id: undefined }));
  const { customizationRenderType } = entity;
  return { value: { customizationRenderType, choicesSettings: { choices } }, prefix: '', choicesAt };
}

/** Whether choices of a customization are of the wrong kind, whatever else is wrong with them. */
export function misfit(
  { judge, semantics }: Context,
  entity: Entity,
  sent: unknown[],
  at: string,
  operation: OperationId,
): Refusal | undefined {
  if (!semantics.takesChoices(entity.customizationRenderType, operation))
    return judge.refuse('DOESNT_SUPPORT_CHOICES', 'a free-text customization has no choices', operation);
  return judge.broken(semantics.misfits(operation), subjectOf(entity, sent, at), operation);
}

function refuseMisfits(context: Context, call: Call, entity: Entity): void {
  const sent = asArray(asObject(call.body).choices);
  const refusal = misfit(context, entity, sent, 'choices', call.operation);
  if (refusal) throw refusal;
}

/** Adds choices whose form was checked. */
export function addTo(
  context: Context,
  entity: Entity,
  sent: unknown[],
  at: string,
  operation: OperationId,
): Entity {
  const { judge, semantics } = context;
  const subject = { ...subjectOf(entity, sent, at), stored: entity };
  const refusal = judge.broken(semantics.rules(operation), subject, operation);
  if (refusal) throw refusal;
  const stored = choicesOf(entity);
  const fresh = newChoices(context, sent.map(asObject), new Set(stored.map(choice => choice.key)));
  return rewrite(context, entity, semantics.added(stored, fresh, operation), operation);
}

function setOn(context: Context, entity: Entity, sent: unknown[], operation: OperationId): Entity {
  const { judge, semantics } = context;
  const stored = choicesOf(entity);
  const continued = (name: string) => semantics.continues(stored, name);
  const fresh = newChoices(context, sent.map(asObject), new Set(), continued);
  const subject = { value: withChoices(entity, fresh), prefix: '', choicesAt: 'choices' };
  const refusal = judge.broken(semantics.rules(operation), subject, operation);
  if (refusal) throw refusal;
  const kept = new Set(fresh.map(choice => choice.id));
  const lost = stored.filter(choice => !kept.has(choice.id));
  if (inUse(context, entity, lost)) {
    const code = 'NOT_ALLOWED_DELETE_CHOICE_ASSIGNED_TO_PRODUCT';
    throw judge.refuse(code, 'a choice in use cannot be replaced away', operation, { field: 'choices' });
  }
  return rewrite(context, entity, semantics.replaced(stored, fresh), operation);
}

export const removeCustomizationChoices: Operation = (context, call) => {
  const { operation } = call;
  const { judge, semantics } = context;
  const body = checkedBody(context, call, 'RemoveCustomizationChoicesRequest');
  const entity = withChoicesOnly(context, target(context, call), operation);
  checkRevision(context, entity, body.revision, operation);
  const stored = choicesOf(entity);
  const ids = new Set(asArray(body.choiceIds).map(String));
  refuseUnknown(context, entity, [...ids], operation);
  if (
    inUse(
      context,
      entity,
      stored.filter(choice => ids.has(choice.id)),
    )
  )
    throw judge.refuse('CHOICE_ASSIGNED_TO_PRODUCT', 'products use the choice', operation);
  const left = semantics.without(stored, ids);
  if (!semantics.mayRemain(left)) {
    const code = 'NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES';
    throw judge.refuse(code, 'would leave no choices', operation, { field: 'choiceIds' });
  }
  const after = commit(context, entity, withChoices(entity, left), operation);
  return { customization: shown(context, after, body.fields, operation) };
};

export const updateCustomizationChoices: Operation = (context, call) => {
  const { operation } = call;
  const body = checkedBody(context, call, 'UpdateCustomizationChoicesRequest');
  const entity = withChoicesOnly(context, target(context, call), operation);
  checkRevision(context, entity, body.revision, operation);
  const sent = asArray(body.choices).map(item => asObject(asObject(item).choice));
  refuseUnknown(
    context,
    entity,
    sent.map(choice => String(choice.id)),
    operation,
  );
  refuseOtherMembers(context, entity, sent, operation);
  const links = new Map(
    sent.map(choice => [String(choice.id), choice.primaryChoiceIds as string[] | undefined]),
  );
  const linked = withChoices(entity, context.semantics.linked(choicesOf(entity), links));
  refuseLinks(context, linked, sent, operation);
  const after = commit(context, entity, linked, operation);
  return { customization: shown(context, after, body.fields, operation) };
};

/** The sent links are looked at first, then the whole: a link may also break a choice that was not sent. */
function refuseLinks(
  { judge, semantics }: Context,
  linked: Entity,
  sent: Json[],
  operation: OperationId,
): void {
  const rules = semantics.rules(operation);
  const value = { choicesSettings: { choices: sent } };
  const refusal =
    judge.broken(rules, { value, stored: linked, prefix: '', choicesAt: 'choices' }, operation) ??
    judge.broken(rules, { value: linked, prefix: '', everyPath: 'choices' }, operation);
  if (refusal) throw refusal;
}

function refuseOtherMembers(context: Context, entity: Entity, sent: Json[], operation: OperationId): void {
  const byId = new Map(choicesOf(entity).map(choice => [choice.id, asObject(choice)]));
  for (const [index, choice] of sent.entries()) {
    const held = byId.get(String(choice.id)) ?? {};
    const changed = context.semantics.fixedMembers.find(
      member =>
        choice[member] !== undefined && JSON.stringify(choice[member]) !== JSON.stringify(held[member]),
    );
    if (changed === undefined) continue;
    const field = `choices[${index}].choice.${changed}`;
    throw context.judge.refuse('UNSUPPORTED_CHOICE_FIELD', 'cannot be changed', operation, { field });
  }
}

export const reorderCustomizationChoices: Operation = (context, call) => {
  const { operation } = call;
  const { judge, semantics } = context;
  const body = checkedBody(context, call, 'ReorderCustomizationChoicesRequest');
  const entity = withChoicesOnly(context, target(context, call), operation);
  checkRevision(context, entity, body.revision, operation);
  const ids = asArray(body.choiceIds).map(String);
  const data = semantics.mismatch(choicesOf(entity), ids);
  if (data.missingIds.length + data.extraIds.length > 0) {
    const description = 'the ids are not exactly the current choices';
    throw judge.refuse('CHOICE_IDS_MISMATCH', description, operation, { data });
  }
  const reordered = withChoices(entity, semantics.reordered(choicesOf(entity), ids));
  const choicesSettings = { ...reordered.choicesSettings, sortOrder: semantics.sortOrderAfterReorder };
  const after = commit(context, entity, { ...reordered, choicesSettings } as Entity, operation);
  return { customization: shown(context, after, body.fields, operation) };
};

function target(context: Context, call: Call): Entity {
  return found(context, checkedId(context, call), call.operation);
}

function withChoicesOnly({ judge, semantics }: Context, entity: Entity, operation: OperationId): Entity {
  if (semantics.takesChoices(entity.customizationRenderType, operation)) return entity;
  throw judge.refuse('DOESNT_SUPPORT_CHOICES', 'a free-text customization has no choices', operation);
}

function withChoices(entity: Entity, choices: Choice[]): Entity {
  return { ...entity, choicesSettings: { ...entity.choicesSettings, choices } };
}

/** Keeps a longer list, if it fits under the cap (SIL-19). */
function rewrite(context: Context, entity: Entity, choices: Choice[], operation: OperationId): Entity {
  const { judge, semantics } = context;
  if (choices.length > semantics.choicesCap) {
    const data = { customizationIds: [entity.id] };
    const description = `a customization has at most ${semantics.choicesCap} choices`;
    throw judge.refuse('CHOICES_LIMIT_EXCEEDED', description, operation, { data });
  }
  return commit(context, entity, withChoices(entity, choices), operation);
}

function refuseUnknown(
  { judge, semantics }: Context,
  entity: Entity,
  ids: string[],
  operation: OperationId,
): void {
  const choiceIds = semantics.unknownIds(choicesOf(entity), ids, operation);
  if (choiceIds.length === 0) return;
  throw judge.refuse('CHOICE_NOT_FOUND', `no such choice: ${choiceIds.join(', ')}`, operation, {
    data: { choiceIds },
  });
}

function inUse({ semantics, productsOf }: Context, entity: Entity, choices: readonly Choice[]): boolean {
  return (
    semantics.choicesHeldByProducts(entity) && choices.some(choice => productsOf(entity.id, choice.id) > 0)
  );
}
