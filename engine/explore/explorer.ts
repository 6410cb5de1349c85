/** Makes the journey of a check with case after case, and makes small what goes wrong. */
import { seedOf } from '../../generators/sample.ts';
import type { Cases, Check } from '../check.ts';
import { travel } from '../context.ts';
import { recordOf } from '../exchange.ts';
import { isFinding, type Judgement, Judgements } from '../judge.ts';
import type { Exploration } from '../result.ts';
import { Scope } from '../scope.ts';
import type { Effort, Session } from '../session.ts';
import { UndecidedError } from '../undecided.ts';
import { type Source, tryCase } from './shrink.ts';
import { tokenOf } from './token.ts';

/** Requests and time (ms) that making counterexamples smaller may cost each check. */
const SHRINKING: Record<Effort, { requests: number; ms: number }> = {
  smoke: { requests: 100, ms: 20_000 },
  standard: { requests: 1_200, ms: 60_000 },
  deep: { requests: 2_000, ms: 300_000 },
};

/** After so many cases in a row that could not be decided, more of them would tell nothing either. */
const UNDECIDED_IN_A_ROW = 3;
/** The same for cases that ended with a failure already known. */
const KNOWN_IN_A_ROW = 12;

/** Verdicts that any other one outweighs. */
const LITTLE = new Set(['inconclusive', 'inapplicable']);

const NOT_SEEN: Judgement = {
  verdict: 'inconclusive',
  undecided: 'not-seen',
  reason: 'no case that was tried says anything about it',
};
const INTERRUPTED: Judgement = {
  verdict: 'inconclusive',
  undecided: 'interrupted',
  reason: 'the run was interrupted',
};

/** What one case left. */
interface Outcome {
  tried: unknown;
  judgements: Judgements;
  scope: Scope;
  undecided?: UndecidedError;
}

/**
 * Tries the kept and the opening cases of a check, then as many generated ones as the plan grants. A generated case
 * depends on the run's seed, the check and its number only. A point that fails keeps its smallest counterexample.
 */
export class Explorer {
  readonly #check: Check;
  readonly #cases: Cases<unknown>;
  readonly #session: Session;
  readonly #scope: Scope;
  readonly #judgements: Judgements;
  readonly #tally = { cases: 0, generated: 0 };
  /** Points that a generated case said something about. */
  readonly #reached = new Set<string>();
  /** Points whose counterexample has been made small. */
  readonly #shrunk = new Set<string>();
  /** What is left for making others small. */
  readonly #left: { requests: number; ms: number };
  #undecidedInARow = 0;
  #knownInARow = 0;
  #lastUndecided: UndecidedError | undefined;

  constructor(check: Check, cases: Cases<unknown>, session: Session, scope: Scope, judgements: Judgements) {
    this.#check = check;
    this.#cases = cases;
    this.#session = session;
    this.#scope = scope;
    this.#judgements = judgements;
    this.#left = { ...SHRINKING[session.options.effort] };
  }

  get explored(): Exploration {
    const leftOut = this.#check.points.map(({ name }) => name).filter(name => !this.#reached.has(name));
    return { ...this.#tally, requests: this.#scope.requests, leftOut };
  }

  /**
   * @throws UndecidedError when a case could not be decided: for the points that no other case decided.
   *   Beside that whatever the check throws
   */
  async run(): Promise<void> {
    const { plan, exploring } = this.#session;
    const { id } = this.#check;
    const kept = exploring.kept.filter(({ check }) => check === id).map(({ tried }) => tried);
    plan.join(id, this.#cases.weight);
    try {
      for (const tried of exploring.onlyKept ? kept : [...kept, ...this.#cases.openings]) {
        if (this.#mayGoOn()) await this.#examine({ tried });
      }
      if (!exploring.onlyKept) await this.#generate();
    } finally {
      plan.leave(id);
    }
    if (this.#lastUndecided) throw this.#lastUndecided;
    this.#closeUnseen();
  }

  async #generate(): Promise<void> {
    const { plan, options } = this.#session;
    const { id } = this.#check;
    // What happened while it waited for its turn may have ended it.
    while (this.#mayGoOn() && (await plan.next(id)) && this.#mayGoOn()) {
      const { requests, fresh } = this.#scope;
      this.#tally.generated += 1;
      await this.#examine({ seed: seedOf(options.seed, `${id}/${this.#tally.generated}`) });
      plan.spend(id, { requests: this.#scope.requests - requests, fresh: this.#scope.fresh - fresh });
    }
  }

  #mayGoOn(): boolean {
    const isTelling = this.#undecidedInARow < UNDECIDED_IN_A_ROW && this.#knownInARow < KNOWN_IN_A_ROW;
    return isTelling && !this.#session.signal.aborted;
  }

  /** Tries a case and, when it shows something new to be wrong, smaller ones that show the same. */
  async #examine(source: Source): Promise<void> {
    let point = '';
    let since = { requests: 0, at: 0 };
    const spent = () => ({
      requests: this.#scope.requests - since.requests,
      ms: performance.now() - since.at,
    });
    let hasty = false;
    const { smallest, shrinks } = await tryCase(this.#cases.generated, source, {
      attempt: tried => this.#attempt(tried, hasty),
      sameWrongAs: first => {
        this.#enter(first);
        hasty = true;
        if ('seed' in source) for (const [name] of first.judgements.all()) this.#reached.add(name);
        point = this.#newlyBroken(first) ?? '';
        this.#tellNews(point);
        since = { requests: this.#scope.requests, at: performance.now() };
        return point === '' ? undefined : other => isFinding(other.judgements.of(point));
      },
      mayShrink: () => {
        const { requests, ms } = spent();
        const { signal } = this.#session;
        return requests < this.#left.requests && ms < this.#left.ms && !signal.aborted;
      },
    });
    if (!smallest) return;
    await this.#confirm(point, smallest, shrinks);
    this.#left.requests -= spent().requests;
    this.#left.ms -= spent().ms;
  }

  /** What was found in haste counts when it is seen with patience; otherwise the first case, which was, stays. */
  async #confirm(point: string, smallest: Outcome, shrinks: number): Promise<void> {
    if (this.#session.signal.aborted) return;
    const again = smallest.scope.hasty ? await this.#attempt(smallest.tried) : smallest;
    if (isFinding(again.judgements.of(point))) this.#keepSmallest(point, again, shrinks);
  }

  async #attempt(tried: unknown, hasty = false): Promise<Outcome> {
    const scope = new Scope(this.#check.id, this.#scope.priority, hasty);
    const outcome: Outcome = { tried, judgements: new Judgements(), scope };
    try {
      await travel(this.#check, tried, this.#session, scope, outcome.judgements);
    } catch (error) {
      if (!(error instanceof UndecidedError)) throw error;
      outcome.undecided = error;
    } finally {
      this.#scope.account(scope);
    }
    return outcome;
  }

  /** Enters what a case says. What says little counts only where no case says more. */
  #enter(outcome: Outcome): void {
    this.#tally.cases += 1;
    this.#undecidedInARow = outcome.undecided ? this.#undecidedInARow + 1 : 0;
    this.#lastUndecided = outcome.undecided ?? this.#lastUndecided;
    const endsAs = outcome.judgements.all().find(([, { verdict }]) => verdict === 'fail');
    this.#knownInARow = endsAs && isFinding(this.#judgements.of(endsAs[0])) ? this.#knownInARow + 1 : 0;
    for (const [point, found] of outcome.judgements.all()) {
      const isNew = !isFinding(this.#judgements.of(point));
      const saysLittle = LITTLE.has(this.#judgements.of(point)?.verdict ?? '');
      if (isFinding(found) && isNew) this.#keepSmallest(point, outcome, 0);
      else if (LITTLE.has(found.verdict)) this.#judgements.enterIfOpen(point, found);
      else if (saysLittle) this.#judgements.replace(point, found);
      else this.#judgements.enter(point, found);
    }
  }

  #tellNews(point: string): void {
    const { exploring, plan } = this.#session;
    exploring.tell?.({
      check: this.#check.id,
      cases: this.#tally.cases,
      requests: this.#scope.requests,
      spent: plan.spent,
      ...(point !== '' && { broken: point }),
    });
  }

  /** What is to be shown by smaller cases: a failure rather than a warning. */
  #newlyBroken({ judgements }: Outcome): string | undefined {
    const fresh = judgements.all().filter(([name, one]) => isFinding(one) && !this.#shrunk.has(name));
    const [point] = fresh.find(([, { verdict }]) => verdict === 'fail') ?? fresh[0] ?? [];
    if (point !== undefined) this.#shrunk.add(point);
    return point;
  }

  #keepSmallest(point: string, { tried, judgements, scope }: Outcome, shrinks: number): void {
    const found = judgements.of(point);
    if (!found) return;
    const { examined = 0 } = this.#judgements.of(point) ?? {};
    const { id } = this.#check;
    const { redactor } = this.#session;
    const counterexample = {
      told: this.#cases.tell(tried),
      token: tokenOf({ check: id, tried }),
      shrinks,
      exchanges: scope.exchanges.map(exchange => redactor.record(recordOf(exchange))),
    };
    this.#judgements.replace(point, { ...found, examined: examined + 1, counterexample });
    this.#scope.showInstead(scope);
  }

  /** A point that no case reached must not pass for a fault of the suite, nor for green. */
  #closeUnseen(): void {
    for (const { name } of this.#check.points) {
      if (this.#judgements.of(name)) continue;
      if (this.#session.exploring.onlyKept && !this.#session.signal.aborted) {
        this.#judgements.replace(name, { verdict: 'inapplicable', reason: 'not in question in this case' });
        continue;
      }
      this.#judgements.replace(name, this.#session.signal.aborted ? INTERRUPTED : NOT_SEEN);
    }
  }
}
