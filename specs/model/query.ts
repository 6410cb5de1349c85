/** Query and Count Customizations. */
import { asObject } from '../json.ts';
import { type Context, checkedBody, type Operation, shown } from './context.ts';
import { countOf, pageOf } from './listing.ts';

export const queryCustomizations: Operation = (context, call) => {
  const body = checkedBody(context, call, 'QueryCustomizationsRequest');
  const { operation } = call;
  const listing = { ...customizations(context), operation, at: 'query' as const };
  const { items, pagingMetadata } = pageOf(context, listing, asObject(body.query));
  return {
    customizations: items.map(entity => shown(context, entity, body.fields, operation)),
    pagingMetadata,
  };
};

export const countCustomizations: Operation = (context, call) => {
  const body = checkedBody(context, call, 'CountCustomizationsRequest');
  const listing = { ...customizations(context), operation: call.operation };
  return { count: countOf(context, listing, body.filter) };
};

const customizations = ({ store, semantics }: Context) => ({ items: store.all(), lens: semantics });
