/** Bulk create, Bulk update and Bulk add choices of customizations. */
import { asArray, asObject } from '../json.ts';
import type { Call } from '../operations.ts';
import { addTo, misfit } from './choices.ts';
import { type Context, found, type Operation, shown } from './context.ts';
import type { Entity } from './entity.ts';
import { runBulk } from './run-bulk.ts';
import { create, update } from './single.ts';

export const bulkCreateCustomizations: Operation = (context, call) => {
  const { judge, semantics } = context;
  const at = (index: number) => `customizations[${index}]`;
  return runBulk<Entity>(context, call, {
    schema: 'BulkCreateCustomizationsRequest',
    rules: semantics,
    items: asArray(asObject(call.body).customizations).map(asObject),
    at,
    misfit: (value, index) =>
      judge.broken(semantics.misfits(call.operation), { value, prefix: at(index) }, call.operation),
    work: (sent, index) => create(context, sent, at(index), call.operation),
    result: entityIn(context, call),
  });
};

export const bulkUpdateCustomizations: Operation = (context, call) => {
  const at = (index: number) => `customizations[${index}]`;
  return runBulk<Entity>(context, call, {
    schema: 'BulkUpdateCustomizationsRequest',
    rules: context.semantics,
    items: asArray(asObject(call.body).customizations).map(item => asObject(asObject(item).customization)),
    at,
    idOf: sent => String(sent.id),
    work: (sent, index) =>
      update(context, String(sent.id), sent, `${at(index)}.customization`, call.operation),
    result: entityIn(context, call),
  });
};

export const bulkAddCustomizationChoices: Operation = (context, call) => {
  const at = (index: number) => `customizationsChoices[${index}]`;
  return runBulk<Entity>(context, call, {
    schema: 'BulkAddCustomizationChoicesRequest',
    rules: context.semantics,
    items: asArray(asObject(call.body).customizationsChoices).map(asObject),
    at,
    idOf: sent => String(sent.customizationId),
    misfit(sent, index) {
      const entity = context.store.get(String(sent.customizationId));
      return entity && misfit(context, entity, asArray(sent.choices), `${at(index)}.choices`, call.operation);
    },
    work(sent, index) {
      const entity = found(context, String(sent.customizationId), call.operation);
      return addTo(context, entity, asArray(sent.choices), `${at(index)}.choices`, call.operation);
    },
    result: entityIn(context, call),
  });
};

function entityIn(context: Context, call: Call) {
  const { returnEntity, fields } = asObject(call.body);
  const withEntity = context.semantics.returnsEntity(returnEntity);
  return (entity: Entity) =>
    withEntity ? { customization: shown(context, entity, fields, call.operation) } : {};
}
