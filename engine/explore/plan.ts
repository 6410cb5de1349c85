/**
 * Who may run another generated case. The budget is spent in rounds. Most of a round is shared by weight; the rest goes to
 * the checks whose cases brought something to the wire in the round before that nothing had brought until then.
 */

/** What generated cases may cost; each limit holds where it is given. */
export interface Budget {
  /** Requests in all. The case under way when they are spent is finished. */
  requests?: number;
  /** Time (ms) from the first case. */
  ms?: number;
}

/** What one case cost, and what it brought. */
export interface Spent {
  requests: number;
  /** Combinations of operation, status, field, member and code that no answer or request had shown before. */
  fresh: number;
}

/** What a check got out of the plan. */
export interface Share {
  cases: number;
  requests: number;
}

interface Explorer extends Share {
  weight: number;
  /** Requests left in this round; less than none when a case cost more than was left. */
  left: number;
  /** Found in this round. */
  fresh: number;
  waiting?: (granted: boolean) => void;
}

/** Rounds of a budget of requests: enough to react to what was found, few enough to let cases follow each other. */
const ROUNDS = 4;
/** How much of a round follows what is new: what a request brings for the first time says little of what it may yet find. */
const FOR_THE_NEW = 1 / 4;
/** Requests of each check in a round where only the time is limited. */
const ROUND_OF_TIME = 150;

export class Plan {
  readonly #budget: Budget;
  readonly #now: () => number;
  readonly #explorers = new Map<string, Explorer>();
  readonly #shares = new Map<string, Share>();
  #granted = 0;
  #startedAt: number | undefined;

  /** @param now milliseconds from some fixed point */
  constructor(budget: Budget, now: () => number = () => performance.now()) {
    this.#budget = budget;
    this.#now = now;
  }

  /**
   * Takes part from the next round on.
   * @param weight how much the check gets, beside one of weight 1
   */
  join(id: string, weight = 1): void {
    this.#startedAt ??= this.#now();
    const explorer = { cases: 0, requests: 0, left: 0, fresh: 0, weight };
    this.#explorers.set(id, explorer);
    this.#shares.set(id, explorer);
  }

  /** Whether the check may run another case; when its share of the round is spent, answered once all shares are. */
  async next(id: string): Promise<boolean> {
    const explorer = this.#explorers.get(id);
    if (!explorer || this.#isOver()) return false;
    if (explorer.left > 0) return true;
    return new Promise(granted => {
      explorer.waiting = granted;
      this.#advance();
    });
  }

  spend(id: string, { requests, fresh }: Spent): void {
    const explorer = this.#explorers.get(id);
    if (!explorer) return;
    explorer.left -= requests;
    explorer.requests += requests;
    explorer.fresh += fresh;
    explorer.cases += 1;
  }

  /** Takes part no longer: the others must not wait for it. */
  leave(id: string): void {
    this.#explorers.delete(id);
    this.#advance();
  }

  /** How much of the budget is spent, from 0 to 1; of two limits, the one that is nearer. */
  get spent(): number {
    const { requests: limit, ms } = this.#budget;
    const requests = [...this.#shares.values()].reduce((sum, share) => sum + share.requests, 0);
    const elapsed = this.#now() - (this.#startedAt ?? this.#now());
    const parts = [
      ...(limit === undefined ? [] : [requests / limit]),
      ...(ms === undefined ? [] : [elapsed / ms]),
    ];
    return Math.min(1, Math.max(0, ...parts.filter(part => !Number.isNaN(part))));
  }

  /** What each check that ever joined got. */
  shares(): ReadonlyMap<string, Share> {
    return this.#shares;
  }

  #isOver(): boolean {
    const { ms = Number.POSITIVE_INFINITY } = this.#budget;
    return this.#now() - (this.#startedAt ?? this.#now()) >= ms;
  }

  /** Begins another round once everybody waits for it. */
  #advance(): void {
    const all = [...this.#explorers.values()];
    if (all.length === 0 || all.some(({ waiting }) => !waiting)) return;
    const size = this.#isOver() ? 0 : this.#roundSize(all.length);
    this.#granted += size;
    const weights = sumOf(all, ({ weight }) => weight);
    const news = sumOf(all, ({ fresh }) => fresh);
    for (const explorer of all) {
      const byWeight = explorer.weight / weights;
      const byNews = news === 0 ? byWeight : explorer.fresh / news;
      explorer.left += size * ((1 - FOR_THE_NEW) * byWeight + FOR_THE_NEW * byNews);
      explorer.fresh = 0;
    }
    this.#wake(all, size > 0);
  }

  #roundSize(explorers: number): number {
    const { requests } = this.#budget;
    if (requests === undefined) return ROUND_OF_TIME * explorers;
    return Math.min(Math.ceil(requests / ROUNDS), requests - this.#granted);
  }

  /** Who is still in debt waits for yet another round. */
  #wake(all: readonly Explorer[], goesOn: boolean): void {
    const awake = all.filter(({ left }) => !goesOn || left > 0);
    for (const explorer of awake) {
      const { waiting } = explorer;
      delete explorer.waiting;
      waiting?.(goesOn);
    }
    if (awake.length === 0) this.#advance();
  }
}

function sumOf(explorers: readonly Explorer[], part: (explorer: Explorer) => number): number {
  return explorers.reduce((sum, explorer) => sum + part(explorer), 0);
}
