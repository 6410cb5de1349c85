/** How bulk operations report. */

export interface ItemFailure {
  code: string;
  description: string;
  data?: Record<string, unknown>;
}

interface BulkTotals {
  totalSuccesses: number;
  totalFailures: number;
  undetailedFailures: number;
}

export interface BulkSemantics {
  /** Whether results carry entities, given the `returnEntity` that was sent. */
  returnsEntity(sent: unknown): boolean;
  originalIndex(index: number): number;
  /** The order in which results are answered. */
  arranged<T>(results: readonly T[]): readonly T[];
  totals(successes: number, failures: number): BulkTotals;
  /** Whether a failure of one item makes the whole call fail (SIL-41). */
  failsWhole(failure: ItemFailure): boolean;
}

export const bulk: BulkSemantics = {
  returnsEntity: sent => sent === true,
  originalIndex: index => index,
  arranged: results => results,
  totals: (successes, failures) => ({
    totalSuccesses: successes,
    totalFailures: failures,
    undetailedFailures: 0,
  }),
  failsWhole: () => false,
};
