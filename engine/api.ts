/** The operations of the contract, as a check speaks them. */
import type {
  AddCustomizationChoicesRequest,
  BulkAddCustomizationChoicesRequest,
  BulkCreateCustomizationsRequest,
  BulkUpdateCustomizationsRequest,
  Customization,
  NewCustomization,
  RemoveCustomizationChoicesRequest,
  ReorderCustomizationChoicesRequest,
  RequestedField,
  SetCustomizationChoicesRequest,
  UpdateCustomizationChoicesRequest,
} from '../specs/openapi.types.ts';
import type { OperationId } from '../specs/operations.ts';
import type { Call, JsonObject } from './answer.ts';
import { Caller, countIn, type ReadOptions, type Sent } from './caller.ts';
import { type Changed, isChanged } from './change.ts';
import type { WireRequest } from './exchange.ts';
import { ProductsApi, ReadOnlyVariantsApi } from './products-api.ts';
import { type BulkOutcome, bulkCreatedOf, bulkOf, createdOf, customizationOf, pageOf } from './reading.ts';
import type { Scope } from './scope.ts';
import type { Manner } from './sender.ts';
import type { Session } from './session.ts';

export interface Page {
  customizations: Customization[];
  pagingMetadata: { count?: number; hasNext?: boolean; cursors?: { next?: string; prev?: string } };
}

export type UpdateBody = {
  customization: { id: string; revision?: string } & Record<string, unknown>;
  fields?: RequestedField[];
};
export type QueryBody = {
  query?: {
    filter?: JsonObject;
    sort?: { fieldName: string; order?: 'ASC' | 'DESC' }[];
    cursorPaging?: { limit?: number; cursor?: string };
  };
  fields?: RequestedField[];
};
export type CountBody = { filter?: JsonObject };

export class Api {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #caller: Caller;
  /** The Products API. */
  readonly products: ProductsApi;
  /** The Read-Only Variants API. */
  readonly variants: ReadOnlyVariantsApi;

  constructor(session: Session, scope: Scope, manner?: Manner) {
    this.#session = session;
    this.#scope = scope;
    this.#caller = new Caller(session, scope, manner);
    this.products = new ProductsApi(this.#caller);
    this.variants = new ReadOnlyVariantsApi(this.#caller);
  }

  /** Whether the operator gave a credential to send: only then does the target claim to ask for one. */
  get authenticates(): boolean {
    return Object.keys(this.#session.target.headers).some(name => name.toLowerCase() === 'authorization');
  }

  /** The same operations, every request sent in another manner: other headers, other framing. Always deliberate. */
  inManner(manner: Manner): Api {
    return new Api(this.#session, this.#scope, manner);
  }

  /** Create Customization. A changed body's path starts at the request: `customization.name`. */
  create(
    customization: NewCustomization | Changed<{ customization: NewCustomization }>,
  ): Call<Customization> {
    const body = isChanged<{ customization: NewCustomization }>(customization)
      ? customization
      : { customization };
    return this.#caller.call('createCustomization', undefined, body, createdOf);
  }

  get(id: string, options: ReadOptions = {}): Call<Customization> {
    return this.#caller.read('getCustomization', id, options, customizationOf);
  }

  /** Update Customization; the id in the path is `id`, whatever the body says. */
  update(id: string, body: UpdateBody | Changed<UpdateBody>): Call<Customization> {
    return this.#caller.call('updateCustomization', id, body, customizationOf);
  }

  delete(id: string, difference?: string): Call<JsonObject> {
    return this.#caller.delete('option', id, difference);
  }

  query(body: QueryBody | Changed<QueryBody> = {}): Call<Page> {
    return this.#caller.call('queryCustomizations', undefined, body, pageOf);
  }

  count(body: CountBody | Changed<CountBody> = {}): Call<number> {
    return this.#caller.call('countCustomizations', undefined, body, countIn);
  }

  addChoices(id: string, body: Sent<AddCustomizationChoicesRequest>): Call<Customization> {
    return this.#caller.call('addCustomizationChoices', id, body, customizationOf);
  }

  setChoices(id: string, body: Sent<SetCustomizationChoicesRequest>): Call<Customization> {
    return this.#caller.call('setCustomizationChoices', id, body, customizationOf);
  }

  removeChoices(id: string, body: Sent<RemoveCustomizationChoicesRequest>): Call<Customization> {
    return this.#caller.call('removeCustomizationChoices', id, body, customizationOf);
  }

  updateChoices(id: string, body: Sent<UpdateCustomizationChoicesRequest>): Call<Customization> {
    return this.#caller.call('updateCustomizationChoices', id, body, customizationOf);
  }

  reorderChoices(id: string, body: Sent<ReorderCustomizationChoicesRequest>): Call<Customization> {
    return this.#caller.call('reorderCustomizationChoices', id, body, customizationOf);
  }

  bulkCreate(body: Sent<BulkCreateCustomizationsRequest>): Call<BulkOutcome> {
    return this.#caller.call('bulkCreateCustomizations', undefined, body, bulkCreatedOf);
  }

  bulkUpdate(body: Sent<BulkUpdateCustomizationsRequest>): Call<BulkOutcome> {
    return this.#caller.call('bulkUpdateCustomizations', undefined, body, bulkOf);
  }

  bulkAddChoices(body: Sent<BulkAddCustomizationChoicesRequest>): Call<BulkOutcome> {
    return this.#caller.call('bulkAddCustomizationChoices', undefined, body, bulkOf);
  }

  /** A request no operation describes: broken JSON, a wrong method, an unknown path. Always deliberate. */
  raw(request: WireRequest, difference: string): Call<unknown> {
    return this.#caller.raw(request, difference);
  }

  /** A request to a known operation that no typed method can express, e.g. a create without `customization`. Always deliberate. */
  odd(operation: OperationId, sending: { id?: string; body?: unknown }, difference: string): Call<unknown> {
    return this.#caller.odd(operation, sending, difference);
  }

  /** Deletes what this scope created and still owns; what the target keeps is left to the final sweep. */
  cleanUp(): Promise<void> {
    return this.#caller.cleanUp();
  }
}
