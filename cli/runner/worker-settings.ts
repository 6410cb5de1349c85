import type { Budget } from '../../engine/explore/plan.ts';
import type { Case } from '../../engine/explore/token.ts';
import type { Profile } from '../../engine/result.ts';
import type { Effort } from '../../engine/session.ts';
import type { Target } from '../../engine/target.ts';

/** What the worker that runs the checks is told; plain data. */
export interface WorkerSettings {
  target: Target;
  seed: number;
  effort: Effort;
  strict: boolean;
  runId: string;
  tag: string;
  ledgerFile: string;
  profiles: Profile[];
  only: string[];
  /** The command that repeats a check, up to its id. */
  replayCommand: string;
  /** The command that repeats a case, up to its token. */
  replayCaseCommand: string;
  budget: Budget;
  kept: Case[];
  onlyKept: boolean;
}

/** The channel on which the worker says how generated cases get on: `ExplorationNews`. */
export const NEWS_CHANNEL = 'catalog-v3-conformance:news';

/** The channel on which the worker hears that the run was interrupted. */
export const INTERRUPT_CHANNEL = 'catalog-v3-conformance:interrupt';

declare module 'vitest' {
  interface ProvidedContext {
    conformance: WorkerSettings;
  }
}
