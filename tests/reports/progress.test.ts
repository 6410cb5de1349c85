import { describe, expect, test } from 'vitest';
import {
  createProgress,
  formatDuration,
  formatProgress,
  formatRed,
  timeLeft,
} from '../../reports/progress.ts';
import { check, failed, point } from './samples.ts';

const state = { done: 5, total: 20, points: 12, red: 1, requests: 40, throttled: 0, elapsedMs: 10_000 };

function stage(isTTY: boolean) {
  let now = 0;
  let tick = (): void => undefined;
  let every = 0;
  const written: string[] = [];
  const progress = createProgress({
    stream: { write: (text: string) => written.push(text), columns: 60 },
    total: 2,
    isTTY,
    rate: 3,
    now: () => now,
    clock: {
      every(ms, run) {
        every = ms;
        tick = run;
        return () => {
          tick = () => undefined;
        };
      },
    },
  });
  const pass = (ms: number): void => {
    now += ms;
    tick();
  };
  return { progress, written, pass, every: () => every };
}

describe('the line', () => {
  test('says what is done, how fast, and what is left', () => {
    expect(formatProgress({ ...state, throttled: 2, rate: 3 })).toBe(
      '5/20 checks · 12 points · 1 red · 40 requests, 4.0/s (limit 3/s) · 2 throttled · 10 s · about 30 s left',
    );
  });
  test('guesses nothing from nothing, and fits its width', () => {
    expect(timeLeft({ ...state, done: 0 })).toBeUndefined();
    expect(timeLeft({ ...state, elapsedMs: 10 })).toBeUndefined();
    expect(formatProgress(state, 20)).toHaveLength(20);
  });
  test('reads like time', () => {
    expect([900, 9949, 9960, 59_600, 200_000, 120_000, 3_900_000].map(formatDuration)).toEqual([
      '0.9 s',
      '9.9 s',
      '10 s',
      '1 min',
      '3 min 20 s',
      '2 min',
      '1 h 5 min',
    ]);
  });
  test('names the requirements of a red check, and stays silent otherwise', () => {
    expect(formatRed(check([point(), failed()]))).toContain('CUST-UPDATE-004');
    expect(formatRed(check([point({ verdict: 'warn' })]))).toBeUndefined();
  });
});

describe('progress', () => {
  test('on a terminal repaints one line, failures above it, and leaves nothing', () => {
    const { progress, written, pass } = stage(true);
    pass(200);
    progress.check(check([failed()]));
    progress.stop();
    expect(written[0]?.startsWith('\r\u001b[2K0/2 checks')).toBe(true);
    expect(written.slice(1)).toEqual([
      '\r\u001b[2K',
      expect.stringMatching(/^✗ customizations\.create.*\n$/),
    ]);
    pass(200);
    expect(written).toHaveLength(3);
  });

  test('elsewhere prints a plain line now and then, and failures at once', () => {
    const { progress, written, pass, every } = stage(false);
    expect(every()).toBe(10_000);
    progress.check(check([point()]));
    expect(written).toEqual([]);
    progress.check(check([failed()]));
    pass(10_000);
    progress.stop();
    expect(written).toEqual([
      expect.stringMatching(/^✗ .*\n$/),
      '2/2 checks · 2 points · 1 red · 6 requests, 0.6/s (limit 3/s) · 10 s\n',
    ]);
  });
});
