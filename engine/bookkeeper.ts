/** Keeps the ledger for one check: what it is about to create, what came of that, and what is gone. */
import { isObject } from './answer.ts';
import { type Creation, creationsOf, deletedIn, fateOf } from './creations.ts';
import type { Exchange } from './exchange.ts';
import type { Kind } from './ledger.ts';
import type { Scope } from './scope.ts';
import type { Hooks, Sending } from './sender.ts';
import type { Session } from './session.ts';
import { HarnessError } from './undecided.ts';

export class Bookkeeper {
  readonly #session: Session;
  readonly #scope: Scope;

  constructor(session: Session, scope: Scope) {
    this.#session = session;
    this.#scope = scope;
  }

  /**
   * The hooks under which a request is to be sent: each entity is in the ledger before the request leaves, and its fate
   * after the answer came.
   * @throws HarnessError when it would create an inline customization under a name of somebody else
   */
  hooksFor(sending: Sending): Hooks {
    const { operation, body } = sending;
    if (operation === 'bulkDeleteProducts') {
      return {
        onAnswer: exchange => {
          for (const id of deletedIn(exchange)) this.gone(id);
        },
      };
    }
    const creations = creationsOf(operation, body);
    if (creations.length === 0) return {};
    this.#assertOurs(creations);
    let numbers: number[] | undefined;
    return {
      beforeSend: earlier => {
        // An answer like 503 does not say that nothing came to be: the attempt that follows has numbers of its own.
        if (earlier && !earlier.withoutEffect) {
          for (const [i, n] of (numbers ?? []).entries()) this.#doubt(n, creations[i]);
          numbers = undefined;
        }
        numbers ??= creations.map(({ kind, name }) => this.#session.ledger.intend(kind, name));
      },
      onAnswer: exchange => {
        for (const [i, creation] of creations.entries()) {
          const n = numbers?.[i];
          if (n !== undefined) this.#enterFate(n, creation, exchange, sending);
        }
      },
    };
  }

  /** It should not be there, and is looked for all the same; without a name of this run nobody could. */
  #doubt(n: number, creation: Creation | undefined): void {
    const { ledger, names } = this.#session;
    if (creation?.name.startsWith(names.tag)) ledger.doubted(n);
    else ledger.refused(n);
  }

  /** No longer there. */
  gone(id: string): void {
    if (!this.#scope.owned.delete(id)) return;
    this.#session.ledger.deleted(id);
    this.#session.sentinels.disown(id);
  }

  /** A broken request should create nothing; what came to be under a name of this run is ours all the same. */
  enterUnforeseen({ response }: Exchange): void {
    const { ledger, names } = this.#session;
    const { status = 0, body } = response ?? {};
    const { customization, product } = status >= 200 && status < 300 && isObject(body) ? body : {};
    for (const [entity, kind] of [[customization, 'option'] as const, [product, 'product'] as const]) {
      const { id, name } = isObject(entity) ? entity : {};
      if (typeof id !== 'string' || typeof name !== 'string' || !name.startsWith(names.tag)) continue;
      if (!this.#scope.owned.has(id)) this.#own(ledger.intend(kind, name), kind, id);
    }
  }

  /** Inline customizations are matched by name: another name might take hold of a stranger's. */
  #assertOurs(creations: readonly Creation[]): void {
    const { tag } = this.#session.names;
    for (const { inline, name } of creations) {
      if (!inline || name.trim() === '' || name.startsWith(tag)) continue;
      throw new HarnessError(`the suite was about to create "${name}" inline, which is no name of this run`);
    }
  }

  #enterFate(n: number, creation: Creation, exchange: Exchange, { difference }: Sending): void {
    const { ledger, sentinels } = this.#session;
    const fate = fateOf(creation, exchange);
    if (fate === 'unknown') return;
    if (typeof fate === 'object') {
      const owned = this.#own(n, creation.kind, fate.id);
      // What is made along with a product is no customization that somebody asked the API for.
      if (owned && difference === undefined && !creation.inline) sentinels.own(fate.id);
      return;
    }
    if (fate === 'doubtful') this.#doubt(n, creation);
    else ledger.refused(n);
  }

  /** Whether it could be written down: an echo of a credential is no id, the entity stays known by its name. */
  #own(n: number, kind: Kind, id: string): boolean {
    const { ledger, redactor } = this.#session;
    if (redactor.text(id) !== id) return false;
    ledger.created(n, id);
    this.#scope.owned.set(id, kind);
    return true;
  }
}
