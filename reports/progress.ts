/** What a running suite says about itself: one repainted line on a terminal, a few plain lines elsewhere. */
import type { CheckResult } from '../engine/result.ts';
import { gravest } from '../engine/verdict.ts';

export interface ProgressState {
  done: number;
  total: number;
  points: number;
  red: number;
  requests: number;
  throttled: number;
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
export function timeLeft({ done, total, elapsedMs }: ProgressState): number | undefined {
  if (done === 0 || elapsedMs < SETTLED_MS) return undefined;
  return (elapsedMs / done) * Math.max(0, total - done);
}

/** The state of a run in one line, cut to `width` when given. */
export function formatProgress(state: ProgressState, width?: number): string {
  const { done, total, points, red, requests, throttled, elapsedMs, rate } = state;
  const perSecond = elapsedMs < SETTLED_MS ? undefined : requests / (elapsedMs / 1000);
  const limit = rate === undefined ? '' : ` (limit ${rate}/s)`;
  const left = timeLeft(state);
  const parts = [
    `${done}/${total} checks`,
    `${points} points`,
    `${red} red`,
    `${requests} requests${perSecond === undefined ? limit : `, ${perSecond.toFixed(1)}/s${limit}`}`,
    ...(throttled > 0 ? [`${throttled} throttled`] : []),
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

function add(state: ProgressState, check: CheckResult): void {
  state.done += 1;
  state.points += check.points.length;
  state.red += check.points.filter(({ verdict }) => verdict === 'fail' || verdict === 'harness-error').length;
  state.requests += check.requests;
  state.throttled += check.throttled;
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
  let painted = false;

  const wipe = (): void => {
    if (painted) stream.write('\r\u001b[2K');
    painted = false;
  };
  const show = (): void => {
    state.elapsedMs = now() - startedAt;
    if (!isTTY) {
      stream.write(`${formatProgress(state)}\n`);
      return;
    }
    // One column short: a full line makes some terminals wrap.
    stream.write(`\r\u001b[2K${formatProgress(state, (stream.columns ?? 80) - 1)}`);
    painted = true;
  };
  const say = (line: string): void => {
    wipe();
    stream.write(`${line}\n`);
  };
  const cancel = clock.every(isTTY ? REPAINT_MS : PLAIN_MS, show);

  return {
    check(result) {
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
