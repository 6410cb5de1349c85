/** Everything the checks of one run share. */
import { setMaxListeners } from 'node:events';
import type { Fixture } from './check.ts';
import { Coverage } from './coverage.ts';
import { type Budget, Plan } from './explore/plan.ts';
import type { Case } from './explore/token.ts';
import { Ledger } from './ledger.ts';
import { Limiter } from './limiter.ts';
import { Names } from './names.ts';
import { createRedactor, type Redactor } from './redact.ts';
import type { ExplorationNews } from './result.ts';
import { type Invariant, Sentinels } from './sentinels.ts';
import { Paces } from './settle.ts';
import type { Target } from './target.ts';
import { Transport } from './transport.ts';

/** How long (ms) an interrupted run waits for answers to what it has sent: they tell what exists now. */
const INTERRUPT_GRACE = 1_000;

export type Effort = 'smoke' | 'standard' | 'deep';

export interface SessionOptions {
  target: Target;
  /** Decides every generated value; the run tag is not drawn from it, since names must never repeat on a site. */
  seed: number;
  effort: Effort;
  /** A broken `should` counts as `fail`. */
  strict: boolean;
  runId: string;
  tag: string;
  ledgerFile: string;
  invariants: Iterable<Invariant>;
  /** What repeats one check, given its id: a shell command. */
  replay: (check: string) => string;
  /** How generated cases are tried; the opening ones alone when absent. */
  exploring?: Exploring;
}

/** How generated cases are tried. */
export interface Exploring {
  /** What they may cost. */
  budget: Budget;
  /** Cases of earlier runs, tried before any other. */
  kept: readonly Case[];
  /** Nothing but those. */
  onlyKept: boolean;
  /** What repeats one case, given its token: a shell command. */
  replay: (token: string) => string;
  /** Told after each case. */
  tell?: (news: ExplorationNews) => void;
}

const OPENINGS_ALONE: Exploring = { budget: { requests: 0 }, kept: [], onlyKept: false, replay: String };

export class Session {
  readonly options: SessionOptions;
  readonly target: Target;
  readonly names: Names;
  readonly ledger: Ledger;
  readonly limiter: Limiter;
  readonly transport: Transport;
  readonly sentinels: Sentinels;
  readonly redactor: Redactor;
  readonly coverage: Coverage;
  /** The longest waits for writes so far. */
  readonly paces = new Paces();
  readonly exploring: Exploring;
  /** Who may run another generated case. */
  readonly plan: Plan;
  /** The shared fixtures made so far; the final sweep deletes what they created. */
  readonly fixtures = new Map<Fixture<unknown>, Promise<unknown>>();
  readonly #abort = new AbortController();

  constructor(options: SessionOptions) {
    // Every request that waits listens to it.
    setMaxListeners(0, this.#abort.signal);
    const { target } = options;
    this.options = options;
    this.target = target;
    this.names = new Names(options.tag);
    this.ledger = new Ledger(options.ledgerFile);
    this.ledger.begin({ url: target.url, tag: options.tag });
    this.limiter = new Limiter(target.budgets);
    this.transport = new Transport(target, this.limiter);
    this.sentinels = new Sentinels(options.invariants);
    this.redactor = redactorOf(target);
    this.coverage = new Coverage(text => this.redactor.text(text) === text);
    this.exploring = options.exploring ?? OPENINGS_ALONE;
    this.plan = new Plan(this.exploring.budget);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Lets nothing more be sent by the checks, and waits no longer than the grace for what is under way. */
  interrupt(): void {
    this.#abort.abort();
    this.limiter.abandon();
    setTimeout(() => void this.close(), INTERRUPT_GRACE).unref();
  }

  close(): Promise<void> {
    return this.transport.close();
  }
}

/** Hides what the target's secret headers hold, with and without the scheme in front (`Bearer …`). */
export function redactorOf({ headers, secretHeaders }: Target): Redactor {
  const secret = new Set(secretHeaders.map(name => name.toLowerCase()));
  const held = Object.entries(headers).flatMap(([name, value]) =>
    secret.has(name.toLowerCase()) ? [value, value.replace(/^\S+\s+/, '')] : [],
  );
  return createRedactor(secretHeaders, held);
}
