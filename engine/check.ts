/** What a check is: an id, a title, the facts it judges, and a journey. */
import type { Arbitrary } from 'fast-check';
import { requirement } from '../specs/registry.ts';
import type { Evidence } from './answer.ts';
import type { Api } from './api.ts';
import type { Given } from './given.ts';
import type { Matcher } from './matchers/matcher.ts';
import type { Profile } from './result.ts';
import type { Effort } from './session.ts';
import type { StandingCheck } from './standing.ts';
import { type Level, soften } from './verdict.ts';

/** The id of the requirement a point is bound to; `soft` when it only ever warns. */
export type PointSpec = string | { readonly soft: string };

export interface Judge<P extends string> {
  /** Judges one fact. Called again for the same point, the first finding stays. */
  <E extends Evidence>(point: P, evidence: E, matcher: Matcher<E>): void;
  /** Records what the target does where the contract is silent. */
  observed(point: P, evidence: Evidence, what?: string): void;
  /** The target does not offer what the point is about, and need not. */
  inapplicable(point: P, reason: string): void;
}

export interface Settle {
  /**
   * Reads until `matcher` finds nothing or the settle budget ends (SIL-16), and records the lag under `kind`.
   * Gives the last reading, whatever it shows; judge it.
   */
  <E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>): Promise<E>;
  /** The same, for set-up: throws `UndecidedError(not-settled)` when the budget ends first. */
  required<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>): Promise<E>;
  /**
   * The same for what the documentation calls eventual without giving a time: what does not show up in time is
   * judged undecided (`not-settled`), and wrong only where the target claims a bound.
   */
  eventual<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>): Promise<E>;
  /** The same for what was seen settled before, with a shorter budget: only replicas may still differ. */
  again<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>): Promise<E>;
  /** The same with the short budget of Get: reading one entity right after writing it. */
  soon<E extends Evidence>(kind: string, read: () => PromiseLike<E>, matcher: Matcher<E>): Promise<E>;
}

export interface CheckContext<P extends string = string> {
  api: Api;
  given: Given;
  judge: Judge<P>;
  settle: Settle;
  effort: Effort;
  /** What the target claims to be: nothing else may be asked of it, not even to make something. */
  claims: readonly Profile[];
  /** One value of a generator, the same for the same seed and check. */
  draw<T>(arbitrary: Arbitrary<T>, salt?: string): T;
  /** The value of a fixture all checks share; made once a run, deleted at its end. */
  use<T>(fixture: Fixture<T>): Promise<T>;
}

/** Made once, shared by many checks that only read it. */
export interface Fixture<T> {
  id: string;
  make(context: FixtureContext): Promise<T>;
}
export type FixtureContext = Omit<CheckContext, 'judge' | 'use'>;

export interface Point {
  name: string;
  requirement: string;
  level: Level;
}

/**
 * What a check tries where one example is not enough. Cases are plain objects: they cross into reports and tokens. A list
 * at the top of one may lose any of its entries but the last one, and the case still makes sense.
 */
export interface Cases<C> {
  /**
   * Many of them, each as good as the next; they shrink towards what is easy to understand. What a case does comes before
   * what it does it with: members shrink in their order, and most requests go with what is done.
   */
  generated: Arbitrary<C>;
  /** Those that every run begins with; together they reach every point. */
  openings: readonly C[];
  /** A case in words, a line for each of its steps. */
  tell(tried: C): string[];
  /** How much of the plan goes to them, beside a check that says nothing of it; 1 unless told. */
  weight?: number;
}

export interface Check {
  id: string;
  title: string;
  profile: Profile;
  points: Point[];
  cases?: Cases<unknown>;
  /** @param tried one of the cases, where the check has some */
  run(context: CheckContext, tried: unknown): Promise<void>;
}

export interface CheckSpec<P extends string> {
  id: string;
  title: string;
  profile: Profile;
  points: Record<P, PointSpec>;
  run(context: CheckContext<P>): Promise<void>;
}

/** A check whose journey is made again and again, with another case each time. */
export interface ExploredSpec<P extends string, C> extends Omit<CheckSpec<P>, 'run'> {
  cases: Cases<C>;
  run(context: CheckContext<P>, tried: C): Promise<void>;
}

/** A chapter of the documentation and the checks of it. */
export interface Chapter {
  title: string;
  checks: Check[];
  /** Facts judged over all traffic of the run, after every check. */
  standing?: StandingCheck[];
}

/** @throws Error when a point cites a requirement the registry does not have */
export function check<P extends string>(spec: CheckSpec<P>): Check {
  return {
    ...spec,
    points: pointsOf(spec.points),
    run: context => spec.run(context as unknown as CheckContext<P>),
  };
}

/** @throws Error when a point cites a requirement the registry does not have */
export function explored<P extends string, C>(spec: ExploredSpec<P, C>): Check {
  return {
    ...spec,
    points: pointsOf(spec.points),
    cases: spec.cases as Cases<unknown>,
    run: (context, tried) => spec.run(context as unknown as CheckContext<P>, tried as C),
  };
}

function pointsOf(points: Record<string, PointSpec>): Point[] {
  return Object.entries(points).map(([name, bound]) => {
    const id = typeof bound === 'string' ? bound : bound.soft;
    const { level } = requirement(id);
    return { name, requirement: id, level: typeof bound === 'string' ? level : soften(level) };
  });
}

/** What a point is called in results, whatever becomes of it. */
export function identityOf({ name, requirement, level }: Point, check: { id: string; profile: Profile }) {
  const { id, profile } = check;
  return { id: `${id}/${name}`, check: id, profile, requirements: [requirement], level };
}

/** @param id names it in `draw`: the same for the same values */
export function fixture<T>(id: string, make: Fixture<T>['make']): Fixture<T> {
  return { id, make };
}
