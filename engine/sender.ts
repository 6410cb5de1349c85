/** Sends one request of one check: checks what goes out, enters creations in the ledger, shows answers to the sentinels. */
import { type SchemaName, validate } from '../specs/contract.ts';
import { OPERATIONS, type OperationId, READS } from '../specs/operations.ts';
import { Answer } from './answer.ts';
import { Bookkeeper } from './bookkeeper.ts';
import type { Exchange, WireRequest } from './exchange.ts';
import type { Kind } from './ledger.ts';
import { askedFor } from './reading.ts';
import type { Scope } from './scope.ts';
import type { Session } from './session.ts';
import { HarnessError, UndecidedError } from './undecided.ts';

/** One request to a known operation. */
export interface Sending {
  operation: OperationId;
  /** The parameter of the path. */
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

export interface Hooks {
  /** Called before each attempt leaves; with what came of the one before, when it is repeated. */
  beforeSend?: (earlier?: Exchange) => void;
  /** Called with what came of it, before anyone judges it. */
  onAnswer?: (exchange: Exchange) => void;
}

/** Operations that may be repeated after a broken connection: they read, or do the same thing again. */
const REPEATABLE = new Set<OperationId>([...READS, 'deleteCustomization', 'deleteProduct']);

const BODILESS = new Set<OperationId>([
  'getCustomization',
  'deleteCustomization',
  'getProduct',
  'getProductBySlug',
  'deleteProduct',
]);

/** The site's quota is nobody's fault: its numbers are unpublished (SIL-34). */
const QUOTA = /"(?:OPTIONS|MODIFIERS|PRODUCTS)_LIMIT_EXCEEDED"/;

export class Sender {
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #manner: Manner | undefined;
  readonly #books: Bookkeeper;

  constructor(session: Session, scope: Scope, manner?: Manner) {
    this.#session = session;
    this.#scope = scope;
    this.#manner = manner;
    this.#books = new Bookkeeper(session, scope);
  }

  /** @throws UndecidedError when no answer came, HarnessError when the request breaks the contract unmarked */
  send(sending: Sending): Promise<Answer> {
    return this.#operate(sending, this.#books.hooksFor(sending));
  }

  /** Deletes; a 404 counts as done unless the check itself asked. */
  delete(kind: Kind, id: string, difference?: string, asked = true): Promise<Answer> {
    const done = ({ response }: Exchange): void => {
      const { status = 0 } = response ?? {};
      if (status === 200 || status === 204 || (!asked && status === 404)) this.#books.gone(id);
    };
    const operation = kind === 'product' ? 'deleteProduct' : 'deleteCustomization';
    return this.#operate({ operation, id, difference }, { onAnswer: done });
  }

  /** Sends a request no operation describes. */
  raw(request: WireRequest, difference: string): Promise<Answer> {
    return this.#exchange(request, difference, { onAnswer: made => this.#books.enterUnforeseen(made) });
  }

  /**
   * Deletes what the scope created and still owns, products first: they hold options (PROD-DELETE-006). What the target
   * keeps is left to the final sweep.
   */
  async cleanUp(): Promise<void> {
    const owned = [...this.#scope.owned];
    for (const isProduct of [true, false]) {
      const turn = owned.filter(([, kind]) => (kind === 'product') === isProduct);
      await Promise.all(turn.map(([id, kind]) => this.delete(kind, id, undefined, false).catch(() => {})));
    }
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
      path: path.replace(/\{\w+\}/, encodeURIComponent(id)) + search,
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
    const { transport, signal, coverage } = this.#session;
    const { priority } = this.#scope;
    const exchange = await transport.send(request, { priority, signal, ...hooks });
    this.#scope.saw(exchange);
    this.#scope.fresh += coverage.saw(exchange);
    onAnswer?.(exchange);
    if (exchange.failure) {
      throw new UndecidedError(exchange.failure.reason, exchange.failure.message, exchange);
    }
    if (QUOTA.test(exchange.response?.text ?? '') && difference === undefined) {
      throw new UndecidedError(
        'quota-reached',
        'the site holds as many customizations or products as it may',
        exchange,
      );
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
