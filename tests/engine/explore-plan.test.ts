/** Who may run another generated case: shares, debts, and the end of the budget. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budget, Plan, type Spent } from '../../engine/explore/plan.ts';

type Cost = (number: number) => Spent;

const costing =
  (requests: number, fresh = 0): Cost =>
  () => ({ requests, fresh });

/** Runs these checks side by side until no more is granted. @returns whose cases they were, in order */
async function exploreAll(
  plan: Plan,
  checks: Record<string, Cost>,
  weights: Record<string, number> = {},
): Promise<string[]> {
  const log: string[] = [];
  const explore = async ([id, cost]: [string, Cost]): Promise<void> => {
    for (let number = 0; await plan.next(id); number += 1) {
      log.push(id);
      plan.spend(id, cost(number));
    }
    plan.leave(id);
  };
  for (const id of Object.keys(checks)) plan.join(id, weights[id]);
  await Promise.all(Object.entries(checks).map(explore));
  return log;
}

/** Whether it was granted, refused, or has to wait. */
async function stateOf(granted: Promise<boolean>): Promise<boolean | 'waits'> {
  return Promise.race([granted, new Promise<'waits'>(done => setImmediate(done, 'waits'))]);
}

const countIn = (log: readonly string[]) => (id: string) => log.filter(one => one === id).length;

/** A clock that the cases turn. */
function clocked(budget: Budget) {
  const clock = { ms: 5_000 };
  return { clock, plan: new Plan(budget, () => clock.ms) };
}

describe('a budget of requests', () => {
  it('is shared out equally in the first round, however fresh the cases are', async () => {
    const log = await exploreAll(new Plan({ requests: 400 }), {
      a: costing(1, 3),
      b: costing(1),
      c: costing(1),
      d: costing(1),
    });
    expect(['a', 'b', 'c', 'd'].map(countIn(log.slice(0, 100)))).toEqual([25, 25, 25, 25]);
  });

  it('goes a little more to those who brought something new after that', async () => {
    const plan = new Plan({ requests: 400 });
    const log = await exploreAll(plan, { a: costing(1, 1), b: costing(1), c: costing(1) });
    const [a = 0, b = 0, c = 0] = ['a', 'b', 'c'].map(countIn(log.slice(100)));
    // A quarter is for what is new, and everybody has a share of the rest.
    for (const [got, share] of [
      [a, 150],
      [b, 75],
      [c, 75],
    ] as const)
      expect(Math.abs(got - share)).toBeLessThanOrEqual(2);
    expect(plan.shares().get('a')).toMatchObject({ cases: countIn(log)('a'), requests: countIn(log)('a') });
  });

  it('forgets what was new in an earlier round', async () => {
    const log = await exploreAll(new Plan({ requests: 400 }), {
      a: number => ({ requests: 1, fresh: number < 50 ? 1 : 0 }),
      b: costing(1),
    });
    const last = countIn(log.slice(-50));
    expect(Math.abs(last('a') - last('b'))).toBeLessThanOrEqual(2);
  });

  it('is shared out by weight', async () => {
    const log = await exploreAll(
      new Plan({ requests: 400 }),
      { a: costing(1), b: costing(1), c: costing(1) },
      { a: 3, c: 0.5 },
    );
    const [a = 0, b = 0, c = 0] = ['a', 'b', 'c'].map(countIn(log));
    for (const [share, weight] of [
      [a, 3],
      [b, 1],
      [c, 0.5],
    ] as const)
      expect(Math.abs(share - (400 * weight) / 4.5)).toBeLessThan(5);
  });

  it('of none grants nothing', async () => {
    expect(await exploreAll(new Plan({ requests: 0 }), { a: costing(1), b: costing(1) })).toEqual([]);
    expect(await exploreAll(new Plan({ ms: 0 }), { a: costing(1) })).toEqual([]);
  });

  it('is spent to the end, and overspent by less than one case of each check', async () => {
    const check = fc.array(fc.record({ requests: fc.nat(25), fresh: fc.nat(5) }), {
      minLength: 1,
      maxLength: 5,
    });
    const run = async (requests: number, checks: Spent[][]) => {
      const plan = new Plan({ requests });
      const costs = checks.map((spent, i): [string, Cost] => [
        `check ${i}`,
        number => spent[number % spent.length] as Spent,
      ]);
      await exploreAll(plan, Object.fromEntries(costs));
      return [...plan.shares().values()].reduce((sum, share) => sum + share.requests, 0);
    };
    const property = fc.asyncProperty(
      fc.nat(300),
      fc.array(check, { minLength: 1, maxLength: 6 }),
      async (requests, checks) => {
        const spent = await run(requests, checks);
        const most = checks.map(costs => Math.max(...costs.map(one => one.requests)));
        expect(spent).toBeLessThan(requests + most.reduce((sum, one) => sum + one, 1));
        // A case that sends nothing counts as one request.
        if (checks.flat().every(one => one.requests > 0)) expect(spent).toBeGreaterThanOrEqual(requests);
      },
    );
    await fc.assert(property, { numRuns: 200, seed: 61 });
  });

  it('ends also where cases send nothing', async () => {
    const log = await exploreAll(new Plan({ requests: 20 }), { a: costing(0), b: costing(1) });
    expect(['a', 'b'].map(countIn(log))).toEqual([10, 10]);
  });
});

describe('a check in debt', () => {
  it('stands back until its share has paid for what it spent', async () => {
    const log = await exploreAll(new Plan({ requests: 80 }), {
      a: number => ({ requests: number === 0 ? 25 : 1, fresh: 0 }),
      b: costing(1),
    });
    // 10 each in every round: a is back for half of the third.
    expect(log.slice(0, 11)).toContain('a');
    expect(countIn(log.slice(11, 21))('a')).toBe(0);
    expect(['a', 'b'].map(countIn(log))).toEqual([16, 40]);
  });

  it('of all that is left gets nothing more, and keeps nobody waiting', async () => {
    const log = await exploreAll(new Plan({ requests: 80 }), { a: costing(1_000), b: costing(1) });
    expect(['a', 'b'].map(countIn(log))).toEqual([1, 40]);
  });
});

describe('a round', () => {
  it('begins when all wait for it, or have left', async () => {
    const plan = new Plan({ requests: 100 });
    plan.join('a');
    plan.join('b');
    const granted = plan.next('a');
    expect(await stateOf(granted)).toBe('waits');
    plan.leave('b');
    expect(await stateOf(granted)).toBe(true);
  });

  it('is not given to whoever joins while it lasts', async () => {
    const plan = new Plan({ requests: 40 });
    plan.join('a');
    expect(await plan.next('a')).toBe(true);
    plan.join('b');
    const granted = plan.next('b');
    expect(await stateOf(granted)).toBe('waits');
    plan.spend('a', { requests: 10, fresh: 0 });
    expect(await stateOf(plan.next('a'))).toBe(true);
    expect(await stateOf(granted)).toBe(true);
  });

  it('is for those alone who take part', async () => {
    const plan = new Plan({ requests: 40 });
    expect(await plan.next('stranger')).toBe(false);
    plan.spend('stranger', { requests: 40, fresh: 0 });
    plan.join('a');
    plan.leave('a');
    expect(await plan.next('a')).toBe(false);
    expect([...plan.shares()]).toEqual([['a', expect.objectContaining({ cases: 0, requests: 0 })]]);
  });
});

describe('a budget of time', () => {
  it('lasts from the first check that joins', async () => {
    const { clock, plan } = clocked({ ms: 1_000 });
    clock.ms += 60_000;
    const turning: Cost = () => {
      clock.ms += 10;
      return { requests: 1, fresh: 0 };
    };
    const log = await exploreAll(plan, { a: turning, b: turning });
    // One of them may be under way when the other one's ends the time.
    expect([100, 101]).toContain(log.length);
  });

  it('takes as many rounds as it lasts', async () => {
    const { clock, plan } = clocked({ ms: 1_000 });
    const turning: Cost = () => {
      clock.ms += 1;
      return { requests: 1, fresh: 0 };
    };
    const log = await exploreAll(plan, { a: turning, b: turning });
    const counts = ['a', 'b'].map(countIn(log));
    expect(counts[0] ?? 0).toBeGreaterThan(450);
    expect(counts[1] ?? 0).toBeGreaterThan(450);
    expect([1_000, 1_001]).toContain(log.length);
  });

  it('that is over refuses also those who wait', async () => {
    const { clock, plan } = clocked({ ms: 1_000, requests: 1_000 });
    plan.join('a');
    plan.join('b');
    const waiting = plan.next('a');
    clock.ms += 1_000;
    expect(await plan.next('b')).toBe(false);
    plan.leave('b');
    expect(await stateOf(waiting)).toBe(false);
  });

  it.each<[string, Budget, number]>([
    ['requests', { ms: 10_000, requests: 30 }, 30],
    ['time', { ms: 20, requests: 1_000 }, 20],
  ])('beside one of requests: %s that end first end both', async (_, budget, cases) => {
    const { clock, plan } = clocked(budget);
    const turning: Cost = () => {
      clock.ms += 1;
      return { requests: 1, fresh: 0 };
    };
    expect(await exploreAll(plan, { a: turning })).toHaveLength(cases);
  });
});

describe('how much is spent', () => {
  it('is told from nothing to all, and never more', async () => {
    const plan = new Plan({ requests: 40 });
    expect(plan.spent).toBe(0);
    const seen: number[] = [];
    await exploreAll(plan, {
      a: number => {
        seen.push(plan.spent);
        return { requests: number === 0 ? 10 : 35, fresh: 0 };
      },
    });
    expect(seen).toEqual([0, 0.25]);
    expect(plan.spent).toBe(1);
  });

  it('is that of the limit which is nearer', () => {
    const { clock, plan } = clocked({ requests: 100, ms: 1_000 });
    plan.join('a');
    plan.spend('a', { requests: 30, fresh: 0 });
    expect(plan.spent).toBe(0.3);
    clock.ms += 600;
    expect(plan.spent).toBe(0.6);
  });

  it('is a number where there is nothing to spend', () => {
    for (const budget of [{ requests: 0 }, { ms: 0 }, {}]) expect(new Plan(budget).spent).toBe(0);
  });
});
