import { describe, expect, it } from 'vitest';
import type { LagSample } from '../../engine/result.ts';
import { clockMoved, createSettle, poll, wholeBudget } from '../../engine/settle.ts';
import { DEFAULT_BUDGETS } from '../../engine/target.ts';
import { answerOf } from './support.ts';

/** A clock that only resting and reading move. */
function clock() {
  let time = 0;
  const rests: number[] = [];
  return {
    rests,
    pass: (ms: number) => {
      time += ms;
    },
    now: () => time,
    rest: async (ms: number) => {
      rests.push(ms);
      time += ms;
    },
  };
}

describe('polling', () => {
  it('reads once when the first read shows it: no lag', async () => {
    const time = clock();
    const read = async () => {
      time.pass(40);
      return 'there';
    };
    expect(await poll(read, () => true, 1_000, time)).toEqual({
      evidence: 'there',
      settled: true,
      lagMs: 0,
    });
    expect(time.rests).toEqual([]);
  });

  it('reads with growing pauses until it shows, and says how long that took', async () => {
    const time = clock();
    let reads = 0;
    const outcome = await poll(
      async () => ++reads,
      n => n === 4,
      1_000,
      time,
    );
    expect(time.rests).toEqual([15, 24, 38.400000000000006]);
    expect(outcome).toEqual({ evidence: 4, settled: true, lagMs: 15 + 24 + 38.400000000000006 });
  });

  it('ends with its budget, after one read at the end of it', async () => {
    const time = clock();
    const outcome = await poll(
      async () => time.now(),
      () => false,
      100,
      time,
    );
    expect(outcome).toEqual({ evidence: 100, settled: false, lagMs: 100 });
  });

  it('never pauses longer than 1.5 s', async () => {
    const time = clock();
    await poll(
      async () => 0,
      () => false,
      60_000,
      time,
    );
    expect(Math.max(...time.rests)).toBe(1_500);
  });

  it('reads at least once, without any budget', async () => {
    expect(
      await poll(
        async () => 1,
        n => n === 1,
        0,
        clock(),
      ),
    ).toMatchObject({ settled: true });
    expect(
      await poll(
        async () => 1,
        () => false,
        0,
        clock(),
      ),
    ).toMatchObject({ settled: false });
  });

  it('passes on what the read throws', async () => {
    await expect(
      poll(
        () => Promise.reject(new Error('lost')),
        () => true,
        10,
        clock(),
      ),
    ).rejects.toThrow('lost');
  });
});

it('the whole budget shrinks once the pace of the target is known', () => {
  expect(wholeBudget(30_000, { ms: 0, waits: 9 })).toBe(30_000);
  expect(wholeBudget(30_000, { ms: 0, waits: 10 })).toBe(10_000);
  expect(wholeBudget(30_000, { ms: 1_500, waits: 10 })).toBe(15_000);
  expect(wholeBudget(30_000, { ms: 9_000, waits: 50 })).toBe(30_000);
  expect(wholeBudget(400, { ms: 0, waits: 50 })).toBe(400);
});

describe('settle', () => {
  const budgets = { ...DEFAULT_BUDGETS, settleMs: 40, readMs: 5 };
  const accepted = (answer: { status: number }) =>
    answer.status === 200 ? undefined : { expected: 'status 200', received: `${answer.status}` };

  it('gives the last reading, and enters the lag only when it settled', async () => {
    const lags: LagSample[] = [];
    const settle = createSettle(budgets, lags);
    expect((await settle('a', async () => answerOf(200), accepted)).status).toBe(200);
    expect((await settle('b', async () => answerOf(404), accepted)).status).toBe(404);
    expect((await settle.soon('c', async () => answerOf(404), accepted)).status).toBe(404);
    let reads = 0;
    await settle.soon('d', async () => answerOf(++reads > 1 ? 200 : 404), accepted);
    expect(lags.map(({ kind }) => kind)).toEqual(['a', 'd']);
    expect(lags[0]?.ms).toBe(0);
    expect(lags[1]?.ms).toBeGreaterThan(0);
  });

  it('again, waits no longer than the whole budget, and the run remembers its longest lag', async () => {
    const longest = { ms: 0, waits: 0 };
    const lags: LagSample[] = [];
    const settle = createSettle(budgets, lags, longest);
    const start = performance.now();
    expect((await settle.again('a', async () => answerOf(404), accepted)).status).toBe(404);
    expect(performance.now() - start).toBeLessThan(1_000);
    let reads = 0;
    await settle('b', async () => answerOf(++reads > 1 ? 200 : 404), accepted);
    await settle('c', async () => answerOf(200), accepted);
    expect(longest).toEqual({ ms: lags[0]?.ms, waits: 2 });
    expect(longest.ms).toBeGreaterThan(0);
  });

  it('required, throws what was missing', async () => {
    const settle = createSettle(budgets, []);
    expect((await settle.required('a', async () => answerOf(200), accepted)).status).toBe(200);
    await expect(settle.required('b', async () => answerOf(404), accepted)).rejects.toMatchObject({
      reason: 'not-settled',
      message: 'b did not settle within 40 ms: expected status 200, received 404',
      exchange: { response: { status: 404 } },
    });
  });
});

it('the clock moves on by what was asked at least', async () => {
  const before = Date.now();
  await clockMoved(12);
  expect(Date.now() - before).toBeGreaterThanOrEqual(12);
});
