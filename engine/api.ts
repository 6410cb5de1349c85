/** The operations of the contract, as a check speaks them. Everything that goes out is checked; creations are entered in the ledger. */
import { type SchemaName, validate } from '../specs/contract.ts';
import type { Customization, NewCustomization, RequestedField } from '../specs/openapi.types.ts';
import { OPERATIONS, type OperationId } from '../specs/operations.ts';
import { Answer, Call, isObject, type JsonObject } from './answer.ts';
import { type Changed, isChanged } from './change.ts';
import type { Exchange, WireRequest } from './exchange.ts';
import { askedFor, createdId, customizationOf, isRefusal, nameIn, pageOf } from './reading.ts';
import type { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { HarnessError, UndecidedError } from './undecided.ts';

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

/** One request to a known operation. */
export interface Sending {
  operation: OperationId;
  id?: string;
  search?: string;
  body?: unknown;
  difference?: string;
}

interface Hooks {
  /** Called before each attempt leaves. */
  beforeSend?: () => void;
  /** Called with what came of it, before anyone judges it. */
  onAnswer?: (exchange: Exchange) => void;
}

/** Operations that may be repeated after a broken connection: they read, or do the same thing again. */
const REPEATABLE = new Set<OperationId>([
  'getCustomization',
  'queryCustomizations',
  'countCustomizations',
  'deleteCustomization',
]);

const REQUEST_SCHEMAS: Partial<Record<OperationId, SchemaName>> = {
  createCustomization: 'CreateCustomizationRequest',
  updateCustomization: 'UpdateCustomizationRequest',
  queryCustomizations: 'QueryCustomizationsRequest',
  countCustomizations: 'CountCustomizationsRequest',
};

export class Api {
  readonly #session: Session;
  readonly #scope: Scope;

  constructor(session: Session, scope: Scope) {
    this.#session = session;
    this.#scope = scope;
  }

  /** Create Customization. A changed body's path starts at the request: `customization.name`. */
  create(
    customization: NewCustomization | Changed<{ customization: NewCustomization }>,
  ): Call<Customization> {
    const { body, difference } = isChanged(customization)
      ? customization
      : { body: { customization }, difference: undefined };
    return this.#call(this.#create(body, difference), customizationOf);
  }

  get(id: string, options: ReadOptions = {}): Call<Customization> {
    const search = searchOf(options);
    return this.#call(
      this.#send({ operation: 'getCustomization', id, search, difference: options.difference }),
      customizationOf,
    );
  }

  /** Update Customization; the id in the path is `id`, whatever the body says. */
  update(id: string, body: UpdateBody | Changed<UpdateBody>): Call<Customization> {
    const sent = isChanged(body) ? body : { body, difference: undefined };
    if (sent.difference !== undefined) this.#session.sentinels.disown(id);
    return this.#call(this.#send({ operation: 'updateCustomization', id, ...sent }), customizationOf);
  }

  delete(id: string, difference?: string): Call<JsonObject> {
    return this.#call(this.#delete(id, difference), answer =>
      isObject(answer.body) ? answer.body : undefined,
    );
  }

  query(body: QueryBody | Changed<QueryBody> = {}): Call<Page> {
    const sent = isChanged(body) ? body : { body, difference: undefined };
    return this.#call(this.#send({ operation: 'queryCustomizations', ...sent }), pageOf);
  }

  count(body: CountBody | Changed<CountBody> = {}): Call<number> {
    const sent = isChanged(body) ? body : { body, difference: undefined };
    return this.#call(this.#send({ operation: 'countCustomizations', ...sent }), answer => {
      const count = answer.member('count');
      return typeof count === 'number' ? count : undefined;
    });
  }

  /** A request no operation describes: broken JSON, a wrong method, an unknown path. Always deliberate. */
  raw(request: WireRequest, difference: string): Call<unknown> {
    return this.#call(this.#exchange(request, difference), answer => answer.body);
  }

  /** A request to a known operation that no typed method can express, e.g. a create without `customization`. Always deliberate. */
  odd(operation: OperationId, sending: { id?: string; body?: unknown }, difference: string): Call<unknown> {
    const sent =
      operation === 'createCustomization'
        ? this.#create(sending.body, difference)
        : this.#send({ operation, ...sending, difference });
    return this.#call(sent, answer => answer.body);
  }

  /** Deletes what this scope created and still owns; what the target keeps is left to the final sweep. */
  async cleanUp(): Promise<void> {
    await Promise.all([...this.#scope.owned].map(id => this.#delete(id, undefined, false).catch(() => {})));
  }

  #call<T>(answer: Promise<Answer>, pick: (answer: Answer) => T | undefined): Call<T> {
    return new Call(answer, pick, () => {
      this.#scope.controls += 1;
    });
  }

  async #create(body: unknown, difference: string | undefined): Promise<Answer> {
    const { ledger, sentinels } = this.#session;
    let n: number | undefined;
    return this.#send(
      { operation: 'createCustomization', body, difference },
      {
        beforeSend() {
          n ??= ledger.intend('customization', nameIn(body));
        },
        onAnswer: exchange => {
          if (n === undefined) return;
          const id = createdId(exchange);
          if (id !== undefined) {
            ledger.created(n, id);
            this.#scope.owned.add(id);
            if (difference === undefined) sentinels.own(id);
          } else if (exchange.withoutEffect || isRefusal(exchange)) ledger.refused(n);
        },
      },
    );
  }

  async #delete(id: string, difference: string | undefined, judged = true): Promise<Answer> {
    return this.#send(
      { operation: 'deleteCustomization', id, difference },
      {
        onAnswer: ({ response }) => {
          if (response?.status !== 200 && !(response?.status === 404 && !judged)) return;
          if (this.#scope.owned.delete(id)) this.#session.ledger.deleted(id);
        },
      },
    );
  }

  async #send(sending: Sending, { beforeSend, onAnswer }: Hooks = {}): Promise<Answer> {
    const { operation, id = '', search = '', body, difference } = sending;
    if (difference === undefined) assertKeepsContract(operation, body);
    const { method, path } = OPERATIONS[operation];
    const request: WireRequest = {
      method,
      path: path.replace('{customizationId}', encodeURIComponent(id)) + search,
      headers: {},
      operation,
      ...(body !== undefined && { text: JSON.stringify(body) }),
    };
    return this.#exchange(request, difference, {
      repeatable: REPEATABLE.has(operation),
      beforeSend,
      onAnswer: exchange => {
        onAnswer?.(exchange);
        const controlled = this.#scope.controls > 0;
        this.#session.sentinels.examine(exchange, { ...askedFor(sending), controlled });
      },
    });
  }

  async #exchange(
    request: WireRequest,
    difference: string | undefined,
    { onAnswer, ...hooks }: Hooks & { repeatable?: boolean } = {},
  ): Promise<Answer> {
    const { transport, signal } = this.#session;
    const { priority } = this.#scope;
    const exchange = await transport.send(request, { priority, signal, ...hooks });
    this.#scope.saw(exchange);
    onAnswer?.(exchange);
    if (exchange.failure) {
      throw new UndecidedError(exchange.failure.reason, exchange.failure.message, exchange);
    }
    if (QUOTA.test(exchange.response?.text ?? '') && difference === undefined) {
      throw new UndecidedError('quota-reached', 'the site holds as many customizations as it may', exchange);
    }
    return new Answer(exchange, difference);
  }
}

/** The site's quota is nobody's fault: its numbers are unpublished (SIL-34). */
const QUOTA = /"(?:OPTIONS|MODIFIERS)_LIMIT_EXCEEDED"/;

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

/** The outgoing side of the contract: what is not marked as deliberate must keep it. */
function assertKeepsContract(operation: OperationId, body: unknown): void {
  const schema = REQUEST_SCHEMAS[operation];
  const [violation] = schema ? validate(schema, body ?? {}) : [];
  if (violation) {
    throw new HarnessError(
      `the suite was about to send ${operation} with ${violation.path} ${violation.message}, unmarked`,
    );
  }
}

function searchOf({ fields = [], search = {} }: ReadOptions): string {
  const params = new URLSearchParams(search);
  for (const field of fields) params.append('fields', field);
  return params.size > 0 ? `?${params}` : '';
}
