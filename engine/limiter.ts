/** The one gate every request passes: a token bucket and a concurrency limit. */

export interface Rate {
  requests: number;
  perMs: number;
}

export interface LimiterOptions {
  /** Requests that may be in flight at the same time. */
  concurrency: number;
  /** Requests per span; unlimited when absent. */
  rate?: Rate;
  /** The clock (ms from some fixed point) and the timer; injectable for tests. */
  now?: () => number;
  wake?: (run: () => void, afterMs: number) => void;
}

/** Most (ms) worth of requests that may go at once. */
const BURST = 50;
/** How much (ms) two requests may draw together on their way to the target. */
const JITTER = 20;

interface Waiting {
  priority: number;
  go: (release: () => void) => void;
}

/**
 * Lets requests through, the lowest priority number first, first come first served among equals: earlier checks
 * finish first, so an interrupted run has whole results instead of many halves.
 */
export class Limiter {
  readonly #concurrency: number;
  readonly #now: () => number;
  readonly #wake: (run: () => void, afterMs: number) => void;
  readonly #capacity: number;
  readonly #refillPerMs: number;
  #tokens: number;
  #refilledAt: number;
  #pausedUntil = 0;
  #inFlight = 0;
  #timer = false;
  #abandoned = false;
  readonly #queue: Waiting[] = [];

  constructor({ concurrency, rate, now = () => performance.now(), wake }: LimiterOptions) {
    this.#concurrency = concurrency;
    this.#now = now;
    this.#wake = wake ?? ((run, afterMs) => void setTimeout(run, afterMs));
    // The refill is lowered by the burst, so that no span of `perMs` ever holds more than `requests`: a full bucket at
    // its start, and then one request for every token refilled before its end.
    const burst = rate ? Math.floor((rate.requests / rate.perMs) * BURST) : 1;
    this.#capacity = rate ? Math.max(1, Math.min(rate.requests, burst)) : 1;
    this.#refillPerMs = rate
      ? (rate.requests - this.#capacity + 1) / (rate.perMs + JITTER)
      : Number.POSITIVE_INFINITY;
    this.#tokens = this.#capacity;
    this.#refilledAt = now();
  }

  /** Resolves with the function that gives the place back, once a request may be sent. */
  acquire(priority = 0): Promise<() => void> {
    if (this.#abandoned) return Promise.resolve(() => {});
    return new Promise(go => {
      const behind = this.#queue.findIndex(other => other.priority > priority);
      this.#queue.splice(behind < 0 ? this.#queue.length : behind, 0, { priority, go });
      this.#drain();
    });
  }

  /** Holds everything back for `ms`: the target asked for a rest. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + ms);
  }

  /** Lets everyone go at once, now and later: the run was interrupted, and nothing will be sent any more. */
  abandon(): void {
    this.#abandoned = true;
    for (const { go } of this.#queue.splice(0)) go(() => {});
  }

  #drain(): void {
    while (this.#queue.length > 0 && this.#inFlight < this.#concurrency) {
      const wait = this.#msUntilToken();
      if (wait > 0) {
        this.#drainIn(wait);
        return;
      }
      this.#tokens -= 1;
      this.#inFlight += 1;
      this.#queue.shift()?.go(this.#releaser());
    }
  }

  #msUntilToken(): number {
    const now = this.#now();
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#refillPerMs === Number.POSITIVE_INFINITY) {
      this.#tokens = 1;
      return 0;
    }
    this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#refilledAt) * this.#refillPerMs);
    this.#refilledAt = now;
    return this.#tokens >= 1 ? 0 : (1 - this.#tokens) / this.#refillPerMs;
  }

  #drainIn(ms: number): void {
    if (this.#timer) return;
    this.#timer = true;
    this.#wake(() => {
      this.#timer = false;
      this.#drain();
    }, Math.ceil(ms));
  }

  #releaser(): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#inFlight -= 1;
      this.#drain();
    };
  }
}
