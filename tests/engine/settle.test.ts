import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../engine/answer.ts';
import type { LagSample } from '../../engine/result.ts';
import { clockMoved, createSettle, Paces, poll, wholeBudget } from '../../engine/settle.ts';
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

  it('looks once more when an answer was under way as the budget ended', async () => {
    const time = clock();
    const slow = async () => {
      const shown = time.now();
      await time.rest(150);
      return shown;
    };
    expect(await poll(slow, shown => shown >= 100, 100, time)).toMatchObject({ settled: true });
    expect(await poll(slow, () => false, 100, time)).toMatchObject({ settled: false });
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
    const paces = new Paces();
    const lags: LagSample[] = [];
    const settle = createSettle(budgets, lags, paces);
    const start = performance.now();
    expect((await settle.again('a', async () => answerOf(404), accepted)).status).toBe(404);
    expect(performance.now() - start).toBeLessThan(1_000);
    let reads = 0;
    await settle('query-after-create', async () => answerOf(++reads > 1 ? 200 : 404), accepted);
    await settle('query-after-delete', async () => answerOf(200), accepted);
    expect(paces.of('query-repeated')).toEqual({ ms: lags[0]?.ms, waits: 2 });
    expect(paces.of('query-after-update').ms).toBeGreaterThan(0);
    expect(paces.of('count-after-create')).toEqual({ ms: 0, waits: 0 });
  });

  it('eventual, marks what did not show up, unless the target claims a bound or refused to answer', async () => {
    const never = () => ({ expected: 'more', received: 'less' });
    for (const [status, boundMs, marked] of [
      [200, undefined, true],
      [200, 20, false],
      [404, undefined, false],
    ] as const) {
      const unsettled = new WeakSet<Evidence>();
      const settle = createSettle(budgets, [], new Paces(), { boundMs, unsettled });
      const start = performance.now();
      const seen = await settle.eventual('a', async () => answerOf(status), never);
      expect(unsettled.has(seen)).toBe(marked);
      expect(performance.now() - start).toBeGreaterThanOrEqual(boundMs ?? 40);
    }
  });

  it('does not wait for a list that has no route', async () => {
    const patient = createSettle({ ...budgets, settleMs: 60_000 }, []);
    const read = async () => {
      const answer = answerOf(404);
      answer.exchange.request.operation = 'queryProducts';
      return answer;
    };
    expect((await patient('a', read, accepted)).status).toBe(404);
    await expect(patient.required('b', read, accepted)).rejects.toMatchObject({ reason: 'not-settled' });
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
