import type { Rate } from './limiter.ts';
import type { Profile } from './result.ts';

/** A URL, how to authenticate, what it claims to support, and its budgets. */
export interface Target {
  /** Base address; the operations' paths are appended. Without trailing slash. */
  url: string;
  name: string;
  claims: Profile[];
  /** Sent with every request: authorization, site id, the operator's own. */
  headers: Record<string, string>;
  /** Names of the headers whose values are secret. */
  secretHeaders: string[];
  budgets: Budgets;
  /** The longest time (ms) its indexes lag behind writes, as it claims; without a claim, what lags longer is undecided. */
  boundMs?: number | undefined;
}

export interface Budgets {
  concurrency: number;
  rate?: Rate;
  /** Longest wait (ms) for one answer. */
  timeoutMs: number;
  /** How long (ms) Query and Count may lag behind writes before the suite stops waiting (SIL-16). */
  settleMs: number;
  /** How long (ms) Get may lag behind writes (SIL-16: immediately, with a short retry). */
  readMs: number;
}

export const DEFAULT_BUDGETS: Budgets = {
  concurrency: 12,
  timeoutMs: 15_000,
  settleMs: 30_000,
  readMs: 2_000,
};
