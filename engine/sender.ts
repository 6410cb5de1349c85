/** Sends one request of one check: checks what goes out, enters creations in the ledger, shows answers to the sentinels. */
import { type SchemaName, validate } from '../specs/contract.ts';
import { OPERATIONS, type OperationId } from '../specs/operations.ts';
import { Answer } from './answer.ts';
import type { Exchange, WireRequest } from './exchange.ts';
import { askedFor, createdIds, isRefusal, namesIn } from './reading.ts';
import type { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { HarnessError, UndecidedError } from './undecided.ts';

/** One request to a known operation. */
export interface Sending {
  operation: OperationId;
  id?: string;
  search?: string;
  body?: unknown;
  /** What is wrong on purpose, when something is. */
  difference?: string;
}

/** How requests are sent, where it is not the usual way. */
export interface Manner extends Partial<Pick<WireRequest, 'headers' | 'chunked'>> {
  /** How a body is written down; `JSON.stringify` when absent. */
  spell?: (body: unknown) => string;
  /** What is unusual about it, in words. */
  difference: string;
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

const CREATING = new Set<OperationId>(['createCustomization', 'bulkCreateCustomizations']);
const BODILESS = new Set<OperationId>(['getCustomization', 'deleteCustomization']);

/** The site's quota is nobody's fault: its numbers are unpublished (SIL-34). */
const QUOTA = /"(?:OPTIONS|MODIFIERS)_LIMIT_EXCEEDED"/;

export class Sender {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #manner: Manner | undefined;

  constructor(session: Session, scope: Scope, manner?: Manner) {
    this.#session = session;
    this.#scope = scope;
    this.#manner = manner;
  }

  /** @throws UndecidedError when no answer came, HarnessError when the request breaks the contract unmarked */
  send(sending: Sending): Promise<Answer> {
    if (CREATING.has(sending.operation)) return this.#create(sending);
    return this.#operate(sending);
  }

  /** Deletes; a 404 counts as done unless the check itself asked. */
  delete(id: string, difference?: string, asked = true): Promise<Answer> {
    const done = ({ response }: Exchange): void => {
      if (response?.status !== 200 && (asked || response?.status !== 404)) return;
      if (this.#scope.owned.delete(id)) this.#session.ledger.deleted(id);
    };
    return this.#operate({ operation: 'deleteCustomization', id, difference }, { onAnswer: done });
  }

  /** Sends a request no operation describes. */
  raw(request: WireRequest, difference: string): Promise<Answer> {
    return this.#exchange(request, difference);
  }

  /** Deletes what the scope created and still owns; what the target keeps is left to the final sweep. */
  async cleanUp(): Promise<void> {
    const { owned } = this.#scope;
    await Promise.all([...owned].map(id => this.delete(id, undefined, false).catch(() => {})));
  }

  /** Each entity is in the ledger before the request leaves, and its fate after the answer came. */
  #create(sending: Sending): Promise<Answer> {
    const { ledger, sentinels, redactor } = this.#session;
    let entries: number[] | undefined;
    return this.#operate(sending, {
      beforeSend() {
        entries ??= namesIn(sending.body).map(name => ledger.intend('customization', name));
      },
      onAnswer: exchange => {
        const ids = createdIds(exchange);
        const none = exchange.withoutEffect || isRefusal(exchange);
        for (const [i, n] of (entries ?? []).entries()) {
          const id = ids.get(i);
          if (id === undefined) {
            if (none || ids.has(i)) ledger.refused(n);
            continue;
          }
          // An echo of a credential is no id to write down: the entity stays known by its name.
          if (redactor.text(id) !== id) continue;
          ledger.created(n, id);
          this.#scope.owned.add(id);
          if (sending.difference === undefined) sentinels.own(id);
        }
      },
    });
  }

  async #operate(sending: Sending, { beforeSend, onAnswer }: Hooks = {}): Promise<Answer> {
    const { operation, id = '', search = '', body } = sending;
    if (sending.difference === undefined) assertKeepsContract(operation, body);
    const {
      headers = {},
      chunked,
      spell = JSON.stringify,
      difference = sending.difference,
    } = this.#manner ?? {};
    const { method, path } = OPERATIONS[operation];
    const request: WireRequest = {
      method,
      path: path.replace('{customizationId}', encodeURIComponent(id)) + search,
      headers,
      operation,
      ...(chunked && { chunked }),
      ...(body !== undefined && { text: spell(body) }),
    };
    return this.#exchange(request, difference, {
      repeatable: REPEATABLE.has(operation),
      beforeSend,
      onAnswer: exchange => {
        onAnswer?.(exchange);
        const controlled = this.#scope.controls > 0;
        this.#session.sentinels.examine(exchange, { ...askedFor({ ...sending, difference }), controlled });
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

/** The outgoing side of the contract: what is not marked as deliberate must keep it. */
function assertKeepsContract(operation: OperationId, body: unknown): void {
  if (BODILESS.has(operation)) return;
  // Every schema of a request body is named after its operation.
  const schema = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Request` as SchemaName;
  const [violation] = validate(schema, body ?? {});
  if (violation) {
    throw new HarnessError(
      `the suite was about to send ${operation} with ${violation.path} ${violation.message}, unmarked`,
    );
  }
}
