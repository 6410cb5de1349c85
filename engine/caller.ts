/** What the typed APIs share: how a call is sent, and what its answer holds. */
import type { OperationId } from '../specs/operations.ts';
import { type Answer, Call, isObject, type JsonObject } from './answer.ts';
import { type Changed, isChanged } from './change.ts';
import type { WireRequest } from './exchange.ts';
import type { Kind } from './ledger.ts';
import { aimedAt } from './reading.ts';
import type { Scope } from './scope.ts';
import { type Manner, Sender } from './sender.ts';
import type { Session } from './session.ts';

/** A request body, or one with something wrong on purpose. */
export type Sent<B> = B | Changed<B>;

export interface ReadOptions {
  fields?: readonly string[];
  /** Query parameters beside `fields`. */
  search?: Record<string, string>;
  /** What is wrong on purpose, when something is. */
  difference?: string;
}

type Pick<T> = (answer: Answer) => T | undefined;

export class Caller {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #sender: Sender;

  constructor(session: Session, scope: Scope, manner?: Manner) {
    this.#session = session;
    this.#scope = scope;
    this.#sender = new Sender(session, scope, manner);
  }

  /** An operation with a body; `id` is the parameter of its path. */
  call<T>(operation: OperationId, id: string | undefined, body: unknown, pick: Pick<T>): Call<T> {
    const sent = isChanged<unknown>(body) ? body : { body, difference: undefined };
    // Whatever comes of a deliberate mistake, its entities are no longer ones whose looks the contract fixes.
    if (sent.difference !== undefined) {
      for (const aim of id === undefined ? aimedAt(sent.body) : [id]) this.#session.sentinels.disown(aim);
    }
    return this.#accept(this.#sender.send({ operation, id, ...sent }), pick);
  }

  /** An operation that reads by a path. */
  read<T>(operation: OperationId, id: string, options: ReadOptions, pick: Pick<T>): Call<T> {
    const { difference } = options;
    return this.#accept(this.#sender.send({ operation, id, search: searchOf(options), difference }), pick);
  }

  delete(kind: Kind, id: string, difference?: string): Call<JsonObject> {
    return this.#accept(this.#sender.delete(kind, id, difference), ({ body, status }) =>
      isObject(body) ? body : status === 204 ? {} : undefined,
    );
  }

  raw(request: WireRequest, difference: string): Call<unknown> {
    return this.#accept(this.#sender.raw(request, difference), answer => answer.body);
  }

  odd(operation: OperationId, sending: { id?: string; body?: unknown }, difference: string): Call<unknown> {
    return this.#accept(this.#sender.send({ operation, ...sending, difference }), answer => answer.body);
  }

  cleanUp(): Promise<void> {
    return this.#sender.cleanUp();
  }

  #accept<T>(answer: Promise<Answer>, pick: Pick<T>): Call<T> {
    return new Call(answer, pick, () => {
      this.#scope.controls += 1;
    });
  }
}

function searchOf({ fields = [], search = {} }: ReadOptions): string {
  const params = new URLSearchParams(search);
  for (const field of fields) params.append('fields', field);
  return params.size > 0 ? `?${params}` : '';
}

/** The number that a Count operation answers. */
export function countIn(answer: Answer): number | undefined {
  const count = answer.member('count');
  return typeof count === 'number' ? count : undefined;
}
