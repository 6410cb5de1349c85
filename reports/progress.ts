/** What a running suite says about itself: one repainted line on a terminal, a few plain lines elsewhere. */
import type { CheckResult, ExplorationNews } from '../engine/result.ts';
import { gravest } from '../engine/verdict.ts';

export interface ProgressState {
  done: number;
  total: number;
  points: number;
  red: number;
  requests: number;
  throttled: number;
  /** Generated cases, and how much of their budget is spent (0 to 1); absent before the first. */
  exploring?: { cases: number; spent: number };
  elapsedMs: number;
  /** Requests a second the run allows itself; absent when it does not limit itself. */
  rate?: number;
}

export interface ProgressOptions {
  stream: { write(text: string): unknown; columns?: number };
  /** Number of checks that will run. */
  total: number;
  isTTY: boolean;
  /** Requests a second the run allows itself. */
  rate?: number;
  now?: () => number;
  clock?: Clock;
}

/** The timer, so that tests need not wait. */
export interface Clock {
  every(ms: number, tick: () => void): () => void;
}

export interface Progress {
  /** A check has ended. */
  check(result: CheckResult): void;
  /** A check has tried another generated case. */
  case(news: ExplorationNews): void;
  /** Says something above the progress line. */
  say(line: string): void;
  /** Ends the progress; the line on the terminal is removed. */
  stop(): void;
}

const REPAINT_MS = 200;
const PLAIN_MS = 10_000;
/** A rate over less than this says nothing. */
const SETTLED_MS = 1000;

const systemClock: Clock = {
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** Milliseconds as people read them: `4 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time left if the rest goes like what is done; `undefined` while there is too little to tell. */
export function timeLeft({ done, total, elapsedMs, exploring }: ProgressState): number | undefined {
  if (elapsedMs < SETTLED_MS) return undefined;
  // Checks that try generated cases end with their budget, long after all others.
  if (exploring)
    return exploring.spent === 0 ? undefined : (elapsedMs / exploring.spent) * (1 - exploring.spent);
  if (done === 0) return undefined;
  return (elapsedMs / done) * Math.max(0, total - done);
}

/** The state of a run in one line, cut to `width` when given. */
export function formatProgress(state: ProgressState, width?: number): string {
  const { done, total, points, red, requests, throttled, elapsedMs, rate, exploring } = state;
  const perSecond = elapsedMs < SETTLED_MS ? undefined : requests / (elapsedMs / 1000);
  const limit = rate === undefined ? '' : ` (limit ${rate}/s)`;
  const left = timeLeft(state);
  const parts = [
    `${done}/${total} checks`,
    `${points} points`,
    `${red} red`,
    `${requests} requests${perSecond === undefined ? limit : `, ${perSecond.toFixed(1)}/s${limit}`}`,
    ...(throttled > 0 ? [`${throttled} throttled`] : []),
    ...(exploring
      ? [`${exploring.cases} cases (${Math.floor(exploring.spent * 100)} % of their budget)`]
      : []),
    formatDuration(elapsedMs),
    ...(left === undefined || done >= total ? [] : [`about ${formatDuration(left)} left`]),
  ];
  const line = parts.join(' · ');
  return width !== undefined && line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line;
}

/** A line for a check that went red; `undefined` for any other. */
export function formatRed(check: CheckResult): string | undefined {
  const verdict = gravest(check.points.map(point => point.verdict));
  if (verdict !== 'fail' && verdict !== 'harness-error') return undefined;
  const wrong = check.points.filter(point => point.verdict === verdict);
  const ids = [...new Set(wrong.flatMap(point => point.requirements))];
  return `${verdict === 'fail' ? '✗' : '!'} ${check.id} · ${ids.join(', ')} · ${check.title}`;
}

/** A line for a point that a generated case broke, long before its check has ended; `undefined` when none was. */
export function formatBroken({ check, broken, cases }: ExplorationNews): string | undefined {
  return broken === undefined ? undefined : `✗ ${check} · case ${cases} breaks ${broken}; making it smaller`;
}

function add(state: ProgressState, check: CheckResult): void {
  state.done += 1;
  state.points += check.points.length;
  state.red += check.points.filter(({ verdict }) => verdict === 'fail' || verdict === 'harness-error').length;
  state.requests += check.requests;
  state.throttled += check.throttled;
}

function exploringOf(news: readonly ExplorationNews[]): Pick<ProgressState, 'exploring'> {
  if (news.length === 0) return {};
  const cases = news.reduce((sum, one) => sum + one.cases, 0);
  return { exploring: { cases, spent: Math.max(...news.map(({ spent }) => spent)) } };
}

/** Shows how a run gets on, on `stream`. */
export function createProgress(options: ProgressOptions): Progress {
  const { stream, total, isTTY, rate, now = () => performance.now(), clock = systemClock } = options;
  const startedAt = now();
  const state: ProgressState = {
    done: 0,
    total,
    points: 0,
    red: 0,
    requests: 0,
    throttled: 0,
    elapsedMs: 0,
    rate,
  };
  /** The last of each check that tries cases. */
  const news = new Map<string, ExplorationNews>();
  let painted = false;

  const wipe = (): void => {
    if (painted) stream.write('\r\u001b[2K');
    painted = false;
  };
  const show = (): void => {
    state.elapsedMs = now() - startedAt;
    const running = [...news.values()];
    const requests = running.reduce((sum, one) => sum + one.requests, state.requests);
    const shown = { ...state, requests, ...exploringOf(running) };
    if (!isTTY) {
      stream.write(`${formatProgress(shown)}\n`);
      return;
    }
    // One column short: a full line makes some terminals wrap.
    stream.write(`\r\u001b[2K${formatProgress(shown, (stream.columns ?? 80) - 1)}`);
    painted = true;
  };
  const say = (line: string): void => {
    wipe();
    stream.write(`${line}\n`);
  };
  const cancel = clock.every(isTTY ? REPAINT_MS : PLAIN_MS, show);

  return {
    case(each) {
      news.set(each.check, each);
      const broken = formatBroken(each);
      if (broken !== undefined) say(broken);
    },
    check(result) {
      const told = news.get(result.id);
      // Its requests are the result's now.
      if (told) news.set(result.id, { ...told, requests: 0 });
      add(state, result);
      const red = formatRed(result);
      if (red !== undefined) say(red);
    },
    say,
    stop() {
      cancel();
      wipe();
    },
  };
}
