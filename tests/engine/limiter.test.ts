import { describe, expect, it } from 'vitest';
import { Limiter, type Rate } from '../../engine/limiter.ts';
import { fakeTime } from './support.ts';

/** When each of `n` requests that take no time was let through (ms). */
async function timesOf(rate: Rate, n: number, untilMs: number): Promise<number[]> {
  const time = fakeTime();
  const limiter = new Limiter({ concurrency: n, rate, ...time });
  const times: number[] = [];
  for (let i = 0; i < n; i += 1) {
    void limiter.acquire().then(release => {
      times.push(time.now());
      release();
    });
  }
  await time.turnTo(untilMs);
  return times;
}

function fullest(times: number[], perMs: number): number {
  return Math.max(...times.map(from => times.filter(time => time >= from && time < from + perMs).length));
}

describe('the rate', () => {
  it.each<[string, Rate, number]>([
    ['1/s', { requests: 1, perMs: 1_000 }, 8],
    ['2/s', { requests: 2, perMs: 1_000 }, 12],
    ['7/s', { requests: 7, perMs: 1_000 }, 40],
    ['100/s', { requests: 100, perMs: 1_000 }, 450],
    ['1000/s', { requests: 1_000, perMs: 1_000 }, 3_500],
    ['30/min', { requests: 30, perMs: 60_000 }, 100],
    ['200/min', { requests: 200, perMs: 60_000 }, 500],
    ['3 in 20 ms', { requests: 3, perMs: 20 }, 50],
    ['one in two spans', { requests: 0.5, perMs: 1_000 }, 4],
  ])('%s is never exceeded in any span', async (_, rate, n) => {
    const times = await timesOf(rate, n, 1e9);
    expect(times).toHaveLength(n);
    expect(fullest(times, rate.perMs)).toBeLessThanOrEqual(Math.ceil(rate.requests));
  });

  it.each<[string, Rate]>([
    ['1/s', { requests: 1, perMs: 1_000 }],
    ['2/s', { requests: 2, perMs: 1_000 }],
    ['100/s', { requests: 100, perMs: 1_000 }],
    ['600/min', { requests: 600, perMs: 60_000 }],
  ])('%s is used to nine tenths at least', async (_, rate) => {
    const spans = 12;
    const times = await timesOf(rate, rate.requests * spans, 1e9);
    expect(times.at(-1)).toBeLessThanOrEqual((rate.perMs * spans) / 0.9);
  });

  it('holds nobody back when there is none', async () => {
    const time = fakeTime();
    const limiter = new Limiter({ concurrency: 1_000, ...time });
    let passed = 0;
    for (let i = 0; i < 1_000; i += 1) void limiter.acquire().then(() => passed++);
    await time.turnTo(0);
    expect(passed).toBe(1_000);
  });

  it('does not save up more than the burst while nothing is sent', async () => {
    const time = fakeTime();
    const limiter = new Limiter({ concurrency: 100, rate: { requests: 100, perMs: 1_000 }, ...time });
    await time.turnTo(60_000);
    let passed = 0;
    for (let i = 0; i < 50; i += 1) void limiter.acquire().then(() => passed++);
    await time.turnTo(60_000);
    expect(passed).toBe(5);
  });
});

describe('the order', () => {
  it('is by priority, and first come first served among equals', async () => {
    const limiter = new Limiter({ concurrency: 1 });
    const first = await limiter.acquire(9);
    const served: string[] = [];
    const wait = (name: string, priority?: number) =>
      limiter.acquire(priority).then(release => {
        served.push(name);
        release();
      });
    const all = [
      wait('late 1', 3),
      wait('early 1', 1),
      wait('late 2', 3),
      wait('early 2', 1),
      wait('no priority'),
      wait('middle', 2),
    ];
    first();
    await Promise.all(all);
    expect(served).toEqual(['no priority', 'early 1', 'early 2', 'middle', 'late 1', 'late 2']);
  });
});

describe('the concurrency', () => {
  it('is never exceeded, and used', async () => {
    const limiter = new Limiter({ concurrency: 3 });
    let inFlight = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const release = await limiter.acquire();
        most = Math.max(most, ++inFlight);
        await new Promise(setImmediate);
        inFlight -= 1;
        release();
      }),
    );
    expect(most).toBe(3);
  });

  it('gives a place back once, however often it is released', async () => {
    const limiter = new Limiter({ concurrency: 1 });
    const release = await limiter.acquire();
    release();
    release();
    await limiter.acquire();
    let passed = false;
    void limiter.acquire().then(() => {
      passed = true;
    });
    await new Promise(setImmediate);
    expect(passed).toBe(false);
  });
});

describe('a pause', () => {
  it('holds everything back, the longest of several pauses', async () => {
    const time = fakeTime();
    const limiter = new Limiter({ concurrency: 5, ...time });
    limiter.pause(500);
    limiter.pause(200);
    const times: number[] = [];
    for (let i = 0; i < 2; i += 1) void limiter.acquire().then(() => times.push(time.now()));
    await time.turnTo(499);
    expect(times).toEqual([]);
    await time.turnTo(1_000);
    expect(times).toEqual([500, 500]);
  });

  it('also counts for those who wait for a token already', async () => {
    const time = fakeTime();
    const limiter = new Limiter({ concurrency: 5, rate: { requests: 10, perMs: 1_000 }, ...time });
    await limiter.acquire();
    let passedAt = 0;
    void limiter.acquire().then(() => {
      passedAt = time.now();
    });
    limiter.pause(2_000);
    await time.turnTo(5_000);
    expect(passedAt).toBe(2_000);
  });
});

describe('abandoned', () => {
  it('lets everyone go who waits, and everyone who comes later', async () => {
    const time = fakeTime();
    const limiter = new Limiter({ concurrency: 1, rate: { requests: 1, perMs: 60_000 }, ...time });
    const held = await limiter.acquire();
    limiter.pause(60_000);
    const waiting = [limiter.acquire(1), limiter.acquire(2)];
    limiter.abandon();
    for (const release of await Promise.all([...waiting, limiter.acquire()])) release();
    held();
    expect(time.now()).toBe(0);
  });
});
