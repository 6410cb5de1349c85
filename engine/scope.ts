import type { Evidence } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { Kind } from './ledger.ts';
import type { LagSample } from './result.ts';

/** Most exchanges of one check that are kept. */
const KEPT_EXCHANGES = 40;

/** What one check (or one shared fixture) did so far. */
export class Scope {
  /** Who sends: the check's or fixture's id. */
  readonly owner: string;
  /** Its requests' place in the queue; lower goes first. */
  readonly priority: number;
  /** Waits only as long as it must: what it finds is tried once more before anybody hears of it. */
  readonly hasty: boolean;
  /** The first of them: what a report can show. A target's long answers must not fill the memory. */
  readonly exchanges: Exchange[] = [];
  /** What it created and has not deleted, by id. */
  readonly owned = new Map<string, Kind>();
  /** Requests sent, retries included, and 429 answers among them. */
  requests = 0;
  throttled = 0;
  /** What it brought to the wire that nothing had brought before. */
  fresh = 0;
  /** How long (ms) awaited writes took to show up, by kind. */
  readonly lags: LagSample[] = [];
  /** Readings that did not show what was waited for, where the target promises nothing. */
  readonly unsettled = new WeakSet<Evidence>();
  /** Controls the target accepted. Without one, nothing the target does is proof of anything. */
  controls = 0;

  #shows = true;

  constructor(owner: string, priority: number, hasty = false) {
    this.owner = owner;
    this.priority = priority;
    this.hasty = hasty;
  }

  saw(exchange: Exchange): void {
    if (this.#shows && this.exchanges.length < KEPT_EXCHANGES) this.exchanges.push(exchange);
    this.requests += exchange.attempts;
    this.throttled += exchange.throttled;
  }

  /** Enters what was done on this scope's behalf by another, e.g. a shared fixture. */
  account({ requests, throttled, fresh, lags }: Scope): void {
    this.requests += requests;
    this.throttled += throttled;
    this.fresh += fresh;
    this.lags.push(...lags);
  }

  /** Records no more exchanges: what follows is of no interest to a reader. */
  stopShowing(): void {
    this.#shows = false;
  }

  /** Keeps the exchanges of another scope in place of its own: they are what a report is to show. */
  showInstead({ exchanges }: Scope): void {
    this.exchanges.splice(0, this.exchanges.length, ...exchanges);
  }
}
