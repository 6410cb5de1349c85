/** Create, Get, Update, Delete. */
import { asObject, type Json } from '../json.ts';
import type { OperationId } from '../operations.ts';
import { newEntity } from './build.ts';
import {
  type Context,
  checkedBody,
  checkedFields,
  checkedId,
  checkRevision,
  commit,
  found,
  type Operation,
  shown,
} from './context.ts';
import type { Entity } from './entity.ts';
import { dropModifier } from './products/users.ts';

export const createCustomization: Operation = (context, call) => {
  const sent = asObject(asObject(call.body).customization);
  const { judge, semantics } = context;
  const misfit = judge.broken(
    semantics.misfits(call.operation),
    { value: sent, prefix: 'customization' },
    call.operation,
  );
  if (misfit) throw misfit;
  checkedBody(context, call, 'CreateCustomizationRequest');
  const entity = create(context, sent, 'customization', call.operation);
  return { customization: shown(context, entity, [], call.operation) };
};

/** Creates from a customization whose form was checked. */
export function create(context: Context, sent: Json, prefix: string, operation: OperationId): Entity {
  const { judge, semantics, store } = context;
  const refusal = judge.broken(semantics.rules(operation), { value: sent, prefix }, operation);
  if (refusal) throw refusal;
  const entity = newEntity(context, sent, operation);
  store.put(semantics.persist(entity, undefined, operation));
  return entity;
}

export const getCustomization: Operation = (context, call) => {
  const id = checkedId(context, call);
  const { semantics, store } = context;
  const fields = checkedFields(context, call, 'RequestedFields');
  const entity = found(context, id, call.operation);
  const after = semantics.read(entity);
  if (after !== entity) store.put(after);
  return { customization: shown(context, entity, fields, call.operation) };
};

export const updateCustomization: Operation = (context, call) => {
  const id = checkedId(context, call);
  const body = checkedBody(context, call, 'UpdateCustomizationRequest');
  const entity = update(context, id, asObject(body.customization), 'customization', call.operation);
  return { customization: shown(context, entity, body.fields, call.operation) };
};

/** Updates by a patch whose form was checked. The id of the path wins over one in the patch. */
export function update(
  context: Context,
  id: string,
  sent: Json,
  prefix: string,
  operation: OperationId,
): Entity {
  const { judge, semantics } = context;
  const entity = found(context, id, operation);
  checkRevision(context, entity, sent.revision, operation);
  const [frozen] = semantics.frozen(entity, sent, operation);
  if (frozen !== undefined) {
    const field = `${prefix}.${frozen}`;
    throw judge.refuse('FIELD_NOT_ALLOWED', 'cannot be changed by an update', operation, { field });
  }
  if (sent.freeTextInput !== undefined && !semantics.takesFreeText(entity, operation))
    throw judge.refuse(
      'DOESNT_SUPPORT_FREE_TEXT',
      'a customization with choices has no free text',
      operation,
    );
  const refusal = judge.broken(semantics.rules(operation), { value: sent, prefix }, operation);
  if (refusal) throw refusal;
  return commit(context, entity, semantics.patch(entity, sent, operation), operation);
}

export const deleteCustomization: Operation = (context, call) => {
  const id = checkedId(context, call);
  const { judge, semantics, store } = context;
  const entity = found(context, id, call.operation);
  if (semantics.heldByProducts(entity) && context.productsOf(entity.id) > 0) {
    const code = 'NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT';
    const extra = { field: 'customizationId' };
    throw judge.refuse(code, 'an option cannot be deleted while products use it', call.operation, extra);
  }
  if (semantics.deletes(entity)) {
    store.delete(entity.id);
    dropModifier(context, entity.id);
  }
  return {};
};
