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
import { type Answer, Call, isObject, type JsonObject } from './answer.ts';
import { type Changed, isChanged } from './change.ts';
import type { WireRequest } from './exchange.ts';
import {
  aimedAt,
  type BulkOutcome,
  bulkCreatedOf,
  bulkOf,
  createdOf,
  customizationOf,
  pageOf,
} from './reading.ts';
import type { Scope } from './scope.ts';
import { type Manner, Sender } from './sender.ts';
import type { Session } from './session.ts';

export interface Page {
  customizations: Customization[];
  pagingMetadata: { count?: number; hasNext?: boolean; cursors?: { next?: string; prev?: string } };
}

export interface ReadOptions {
  fields?: readonly (RequestedField | string)[];
  /** Query parameters beside `fields`. */
  search?: Record<string, string>;
  /** What is wrong on purpose, when something is. */
  difference?: string;
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
  readonly #sender: Sender;

  constructor(session: Session, scope: Scope, manner?: Manner) {
    this.#session = session;
    this.#scope = scope;
    this.#sender = new Sender(session, scope, manner);
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
    return this.#call('createCustomization', undefined, body, createdOf);
  }

  get(id: string, options: ReadOptions = {}): Call<Customization> {
    const { difference } = options;
    const sending = { operation: 'getCustomization', id, search: searchOf(options), difference } as const;
    return this.#accept(this.#sender.send(sending), customizationOf);
  }

  /** Update Customization; the id in the path is `id`, whatever the body says. */
  update(id: string, body: UpdateBody | Changed<UpdateBody>): Call<Customization> {
    return this.#call('updateCustomization', id, body, customizationOf);
  }

  delete(id: string, difference?: string): Call<JsonObject> {
    return this.#accept(this.#sender.delete(id, difference), ({ body }) =>
      isObject(body) ? body : undefined,
    );
  }

  query(body: QueryBody | Changed<QueryBody> = {}): Call<Page> {
    return this.#call('queryCustomizations', undefined, body, pageOf);
  }

  count(body: CountBody | Changed<CountBody> = {}): Call<number> {
    return this.#call('countCustomizations', undefined, body, answer => {
      const count = answer.member('count');
      return typeof count === 'number' ? count : undefined;
    });
  }

  addChoices(id: string, body: Sent<AddCustomizationChoicesRequest>): Call<Customization> {
    return this.#call('addCustomizationChoices', id, body, customizationOf);
  }

  setChoices(id: string, body: Sent<SetCustomizationChoicesRequest>): Call<Customization> {
    return this.#call('setCustomizationChoices', id, body, customizationOf);
  }

  removeChoices(id: string, body: Sent<RemoveCustomizationChoicesRequest>): Call<Customization> {
    return this.#call('removeCustomizationChoices', id, body, customizationOf);
  }

  updateChoices(id: string, body: Sent<UpdateCustomizationChoicesRequest>): Call<Customization> {
    return this.#call('updateCustomizationChoices', id, body, customizationOf);
  }

  reorderChoices(id: string, body: Sent<ReorderCustomizationChoicesRequest>): Call<Customization> {
    return this.#call('reorderCustomizationChoices', id, body, customizationOf);
  }

  bulkCreate(body: Sent<BulkCreateCustomizationsRequest>): Call<BulkOutcome> {
    return this.#call('bulkCreateCustomizations', undefined, body, bulkCreatedOf);
  }

  bulkUpdate(body: Sent<BulkUpdateCustomizationsRequest>): Call<BulkOutcome> {
    return this.#call('bulkUpdateCustomizations', undefined, body, bulkOf);
  }

  bulkAddChoices(body: Sent<BulkAddCustomizationChoicesRequest>): Call<BulkOutcome> {
    return this.#call('bulkAddCustomizationChoices', undefined, body, bulkOf);
  }

  /** A request no operation describes: broken JSON, a wrong method, an unknown path. Always deliberate. */
  raw(request: WireRequest, difference: string): Call<unknown> {
    return this.#accept(this.#sender.raw(request, difference), answer => answer.body);
  }

  /** A request to a known operation that no typed method can express, e.g. a create without `customization`. Always deliberate. */
  odd(operation: OperationId, sending: { id?: string; body?: unknown }, difference: string): Call<unknown> {
    return this.#accept(this.#sender.send({ operation, ...sending, difference }), answer => answer.body);
  }

  /** Deletes what this scope created and still owns; what the target keeps is left to the final sweep. */
  cleanUp(): Promise<void> {
    return this.#sender.cleanUp();
  }

  #call<T>(
    operation: OperationId,
    id: string | undefined,
    body: unknown,
    pick: (answer: Answer) => T | undefined,
  ): Call<T> {
    const sent = isChanged<unknown>(body) ? body : { body, difference: undefined };
    // Whatever comes of a deliberate mistake, its entities are no longer ones whose looks the contract fixes.
    if (sent.difference !== undefined) {
      for (const aim of id === undefined ? aimedAt(sent.body) : [id]) this.#session.sentinels.disown(aim);
    }
    return this.#accept(this.#sender.send({ operation, id, ...sent }), pick);
  }

  #accept<T>(answer: Promise<Answer>, pick: (answer: Answer) => T | undefined): Call<T> {
    return new Call(answer, pick, () => {
      this.#scope.controls += 1;
    });
  }
}

type Sent<B> = B | Changed<B>;

function searchOf({ fields = [], search = {} }: ReadOptions): string {
  const params = new URLSearchParams(search);
  for (const field of fields) params.append('fields', field);
  return params.size > 0 ? `?${params}` : '';
}
