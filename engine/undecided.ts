import type { Exchange } from './exchange.ts';
import type { Undecided } from './verdict.ts';

/** Thrown inside a check when it cannot go on; every point not judged yet becomes inconclusive for this reason. */
export class UndecidedError extends Error {
  readonly reason: Undecided;
  readonly exchange: Exchange | undefined;

  constructor(reason: Undecided, message: string, exchange?: Exchange) {
    super(message);
    this.name = 'UndecidedError';
    this.reason = reason;
    this.exchange = exchange;
  }
}

/** Thrown when the suite itself did something it did not mean to; never the target's fault. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
}
