/** What checks leave behind. Plain data: it crosses the worker border and ends up in the reports. */
import type { Kind } from './ledger.ts';
import type { Level, Undecided, Verdict } from './verdict.ts';

/** A named claim a target can make about itself. */
export const PROFILES = ['core', 'choices', 'bulk', 'products', 'variants', 'preview', 'transport'] as const;
export type Profile = (typeof PROFILES)[number];

/** One HTTP request and its response, with credentials already redacted. */
export interface ExchangeRecord {
  request: { method: string; url: string; headers: Record<string, string>; body?: unknown };
  /** Absent when no response came. */
  response?: { status: number; headers: Record<string, string>; body?: unknown };
  /** Why no response came. */
  error?: string;
  startedAt: string;
  durationMs: number;
}

/** One fact a check judged (or was to judge). */
export interface PointResult {
  /** `<check id>/<point name>` */
  id: string;
  check: string;
  profile: Profile;
  requirements: string[];
  level: Level;
  verdict: Verdict;
  /** Why undecided, or what went wrong in the suite, or what was observed. */
  reason?: string;
  undecided?: Undecided;
  /** What the one deliberate difference from the control was, e.g. `customization.name is 51 characters long`. */
  difference?: string;
  expected?: string;
  received?: string;
  /** The smallest case that was found to show it, where cases are generated. */
  counterexample?: Counterexample;
  /** How many exchanges or entities this point rests on, when more than one. */
  examined?: number;
  /** The exchange the judgement rests on. Kept for everything that is not a pass. */
  exchange?: ExchangeRecord;
  /** A shell command that sends the request again, the credential a variable. */
  curl?: string;
  /** A shell command that runs this check again. */
  replay?: string;
}

/** A generated case that showed something wrong, made as small as could be. */
export interface Counterexample {
  /** The case in words, a line for each step. */
  told: string[];
  /** The case as one word for `replay`. */
  token: string;
  /** How many cases were tried to make it smaller. */
  shrinks: number;
  /** What was sent and answered, up to what showed it. */
  exchanges: ExchangeRecord[];
}

/** What generated cases a check tried. */
export interface Exploration {
  /** Opening cases and generated ones; those tried while shrinking aside. */
  cases: number;
  /** Generated ones among them. */
  generated: number;
  /** Requests of all of them, shrinking included. */
  requests: number;
  /** Names of the points that no generated case said anything about: the budget ended before, or the opening cases alone reach them. */
  leftOut: string[];
}

/** What a running check says after each case. */
export interface ExplorationNews {
  check: string;
  /** Cases so far; those tried while shrinking aside. */
  cases: number;
  /** Requests so far. */
  requests: number;
  /** How much of the budget of all checks is spent, from 0 to 1. */
  spent: number;
  /** Name of the point that the last case broke for the first time. */
  broken?: string;
}

/** How long (ms) a write took to show up in a read of some kind, e.g. `query-after-create`. */
export interface LagSample {
  kind: string;
  ms: number;
}

/** What one check left. */
export interface CheckResult {
  id: string;
  title: string;
  /** The chapter (operation or behaviour area) the check belongs to, e.g. `Create Customization`. */
  chapter: string;
  profile: Profile;
  points: PointResult[];
  startedAt: string;
  durationMs: number;
  /** HTTP requests sent on behalf of this check, retries included. */
  requests: number;
  /** Answers with status 429 among them. */
  throttled: number;
  lags: LagSample[];
  /**
   * What the traffic had shown of the contract when the check ended and no result before had carried. Over all results, each
   * is there once, but for the counts of answers, which add up:
   *
   *     createCustomization 400*12                    answers with that status
   *     createCustomization >customization.name       field of a request; with `<` of an answer
   *     createCustomization >…choices[].choiceType=ONE_COLOR    member of an enum at that field
   *     createCustomization !DUPLICATE_CHOICE_NAME    error code
   */
  covered: string[];
  explored?: Exploration;
  /** Every exchange of the check, only when one of its points is red or undecided. */
  transcript?: ExchangeRecord[];
}

/** What the run created and what became of it; never changes a verdict. */
export interface Hygiene {
  created: number;
  deleted: number;
  leaked: { kind: Kind; id?: string; name: string; reason: string }[];
}

/** Observed delays (ms) until a write showed up in a read, by kind, e.g. `query-after-create`. */
export type Lag = Record<string, { p50: number; p95: number; max: number }>;

/** Everything a run produced: the one model every report is rendered from. */
export interface RunResult {
  suite: { name: string; version: string; contract: string };
  target: { url: string; name: string; claims: Profile[] };
  run: {
    id: string;
    seed: number;
    effort: string;
    startedAt: string;
    durationMs: number;
    requests: number;
    throttled: number;
    /** True when the run was cut short. */
    partial: boolean;
  };
  checks: CheckResult[];
  hygiene: Hygiene;
  lag: Lag;
}
