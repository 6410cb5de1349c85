/** Case after case: which are tried, in what order, when it ends, and what is kept of those that go wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAccepted } from '../../engine/matchers/answers.ts';
import type { ExplorationNews } from '../../engine/result.ts';
import { runChapters } from '../../engine/run.ts';
import { runCheck } from '../../engine/run-check.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { seedOf } from '../../generators/sample.ts';
import {
  asking,
  counterexampleOf,
  explore,
  exploring,
  MUST,
  type Numbered,
  numbers,
  pointOf,
  rigid,
  tracked,
  wrong,
} from './exploring.ts';
import { targetAt } from './support.ts';
import { freeText, miniTarget, sessionFor, someRequirement } from './targets.ts';

const SHOULD = someRequirement('should');
const OPENINGS = [{ n: 1_001 }, { n: 1_002 }];
const fine = asking(() => false);
const undecided = async (): Promise<void> => {
  throw new UndecidedError('set-up-failed', 'could not be made');
};

describe('cases are tried', () => {
  it('kept ones first, then the openings, then generated ones as far as the budget goes', async () => {
    const { check, log } = tracked({ openings: OPENINGS, run: fine });
    const kept = [
      { check: 'e', tried: { n: 2_001 } },
      { check: 'another', tried: { n: 3_001 } },
      { check: 'e', tried: { n: 2_002 } },
    ];
    const { result } = await explore(check, { kept, budget: { requests: 5 } });
    expect(log.slice(0, 4).map(({ n }) => n)).toEqual([2_001, 2_002, 1_001, 1_002]);
    expect(log).toHaveLength(9);
    expect(result.explored).toEqual({ cases: 9, generated: 5, requests: 9, leftOut: [] });
    expect(pointOf(result)).toMatchObject({ verdict: 'pass', examined: 9 });
  });

  it('the openings alone where nothing is said of exploring', async () => {
    const { check, log } = tracked({ openings: OPENINGS, run: fine });
    await explore(check, undefined, { exploring: undefined });
    expect(log).toEqual(OPENINGS);
  });

  it('generated ones by the seed, the check and their number alone', async () => {
    const generatedBy = async (id: string, seed: number, requests: number, beside = 0) => {
      const { check, log } = tracked({ id, run: fine });
      const others = Array.from({ length: beside }, (_, i) => tracked({ id: `o${i}`, run: fine }).check);
      const { session } = await exploring({ budget: { requests } }, { seed });
      await runChapters([{ title: 'T', checks: [...others, check] }], session);
      return log;
    };
    const few = await generatedBy('e', 1, 6);
    expect(few).toEqual(
      [1, 2, 3, 4, 5, 6].map(i => fc.sample(numbers, { seed: seedOf(1, `e/${i}`), numRuns: 1 })[0]),
    );
    expect((await generatedBy('e', 1, 40, 2)).slice(0, 6)).toEqual(few);
    expect(await generatedBy('e', 2, 6)).not.toEqual(few);
    expect(await generatedBy('f', 1, 6)).not.toEqual(few);
  });

  it('nothing but the kept ones where only those are asked for', async () => {
    const points = { a: MUST, b: MUST };
    const { check, log } = tracked({ points, openings: OPENINGS, run: fine });
    const kept = [{ check: 'e', tried: { n: 7 } }];
    const { result } = await explore(check, { kept, onlyKept: true, budget: { requests: 50 } });
    expect(log).toEqual([{ n: 7 }]);
    expect(pointOf(result)?.verdict).toBe('pass');
    expect(pointOf(result, 'b')).toMatchObject({ verdict: 'inapplicable', reason: expect.any(String) });
  });

  it('each with a clean-up of its own', async () => {
    const held: number[] = [];
    const { check } = tracked({
      openings: OPENINGS,
      async run({ given, api, judge }) {
        held.push(target.held.size);
        judge('a', await api.get((await given.customization(freeText())).id), isAccepted);
      },
    });
    const { session, target } = await exploring({ budget: { requests: 9 } });
    const result = await runCheck(check, 'Chapter', session);
    expect(held).toEqual([0, 0, 0, 0, 0]);
    expect(target.held.size).toBe(0);
    expect(result).toMatchObject({ requests: 15, explored: { cases: 5, generated: 3, requests: 15 } });
  });
});

describe('no more cases are tried', () => {
  it('after three in a row that could not be decided', async () => {
    const { check, log } = tracked({ openings: OPENINGS, run: undecided });
    const { result } = await explore(check, { budget: { requests: 50 } });
    expect(log).toHaveLength(3);
    expect(pointOf(result)).toMatchObject({
      verdict: 'inconclusive',
      undecided: 'set-up-failed',
      reason: 'could not be made',
    });
  });

  it('but are where one in between was decided', async () => {
    let tries = 0;
    const { check, log } = tracked({
      run: (context, tried) => (++tries % 3 === 0 ? fine(context, tried) : undecided()),
    });
    const { result } = await explore(check, { budget: { requests: 12 } });
    expect(log).toHaveLength(12);
    expect(pointOf(result)?.verdict).toBe('pass');
  });

  it('after twelve in a row that end with a failure already known', async () => {
    const { check, log } = tracked({ generated: rigid, run: asking(() => true) });
    const { result } = await explore(check, { budget: { requests: 50 } });
    expect(log).toHaveLength(13);
    expect(pointOf(result)).toMatchObject({ verdict: 'fail', examined: expect.any(Number) });
  });

  it('but are where some of them do not', async () => {
    let tries = 0;
    const { check, log } = tracked({ generated: rigid, run: asking(() => ++tries % 5 !== 0) });
    await explore(check, { budget: { requests: 50 } });
    expect(log).toHaveLength(50);
  });

  it('but are after warnings, however many', async () => {
    const { check, log } = tracked({ generated: rigid, points: { a: SHOULD }, run: asking(() => true) });
    const { result } = await explore(check, { budget: { requests: 30 } });
    expect(log).toHaveLength(30);
    expect(pointOf(result)?.verdict).toBe('warn');
  });

  it('once the run is interrupted, and the points that are open say so', async () => {
    const points = { a: MUST, b: MUST };
    const { check, log } = tracked({
      points,
      openings: OPENINGS,
      async run(context, tried) {
        await fine(context, tried);
        if (log.length === 4) session.interrupt();
      },
    });
    const { session } = await exploring({ budget: { requests: 50 } });
    const result = await runCheck(check, 'Chapter', session);
    expect(log).toHaveLength(4);
    expect(pointOf(result)?.verdict).toBe('pass');
    expect(pointOf(result, 'b')).toMatchObject({ verdict: 'inconclusive', undecided: 'interrupted' });
  });

  it('once the run is interrupted while the check waits for its next round', async () => {
    const openings = [{ n: 1_001 }];
    const waiting = tracked({ id: 'waiting', openings, run: fine });
    const busy = tracked({
      id: 'busy',
      openings,
      async run(context, tried) {
        await fine(context, tried);
        if (busy.log.length < 4) return;
        while (session.plan.shares().get('waiting')?.cases !== 3) await new Promise(setImmediate);
        session.interrupt();
      },
    });
    // Three requests for each in a round.
    const { session } = await exploring({ budget: { requests: 24 } });
    const [first] = await runChapters([{ title: 'T', checks: [waiting.check, busy.check] }], session);
    expect([busy.log, waiting.log].map(({ length }) => length)).toEqual([4, 4]);
    expect(first?.explored?.generated).toBe(3);
  });
});

describe('of a case that goes wrong', () => {
  it('the smallest is kept, in words, as a token, and with what was sent', async () => {
    const { check, log } = tracked({ run: asking(({ n }) => n > 10) });
    const { result } = await explore(check, { budget: { requests: 4 } });
    const { counterexample, ...point } = pointOf(result) ?? {};
    expect(counterexampleOf(result)).toEqual({ n: 11 });
    expect(counterexample).toMatchObject({
      told: ['try {"n":11}'],
      exchanges: [{ request: { method: 'POST' }, response: { status: 200 } }],
    });
    expect(counterexample?.shrinks).toBeGreaterThan(5);
    // The smallest is tried once more, with patience.
    expect(counterexample?.shrinks).toBe(log.length - (result.explored?.cases ?? 0) - 1);
    expect(point).toMatchObject({
      verdict: 'fail',
      received: '11',
      replay: `replay ${counterexample?.token}`,
      exchange: { response: { status: 200 } },
    });
    expect(result.transcript).toEqual(counterexample?.exchanges);
  });

  it('the first failure ends it, and a warning does not', async () => {
    const reached: string[] = [];
    const { check } = tracked({
      points: { soft: { soft: MUST }, a: MUST, after: MUST },
      generated: rigid,
      openings: [{ n: 1 }],
      async run({ api, judge }) {
        const answer = await api.query({ query: { filter: { name: { $in: ['nobody'] } } } });
        for (const point of ['soft', 'a', 'after']) {
          reached.push(point);
          judge(point, answer, () => wrong(point));
        }
      },
    });
    const { result } = await explore(check);
    expect(reached.slice(0, 2)).toEqual(['soft', 'a']);
    expect(reached).not.toContain('after');
    expect(result.points.map(({ verdict }) => verdict)).toEqual(['warn', 'fail', 'inconclusive']);
    expect(counterexampleOf(result, 'soft')).toEqual({ n: 1 });
    expect(counterexampleOf(result, 'a')).toEqual({ n: 1 });
  });

  it('another point has a counterexample of its own, and the first keeps its', async () => {
    const byTens = async ({ api, judge }: Parameters<typeof fine>[0], { n }: Numbered) => {
      const answer = await api.query({ query: { filter: { name: { $in: ['nobody'] } } } });
      judge('a', answer, () => (n >= 100 ? wrong(n) : undefined));
      judge('b', answer, () => (n >= 10 ? wrong(n) : undefined));
    };
    const { check } = tracked({
      points: { a: MUST, b: MUST },
      openings: [{ n: 900 }, { n: 90 }, { n: 800 }, { n: 5 }],
      run: byTens,
    });
    const { result } = await explore(check);
    expect(counterexampleOf(result, 'a')).toEqual({ n: 100 });
    expect(counterexampleOf(result, 'b')).toEqual({ n: 10 });
  });

  it('a failure is made small before a warning, which has its turn with the next case', async () => {
    const { check } = tracked({
      points: { soft: { soft: MUST }, a: MUST },
      openings: [{ n: 900 }, { n: 800 }],
      async run({ api, judge }, { n }) {
        const answer = await api.query({ query: { filter: { name: { $in: ['nobody'] } } } });
        judge('soft', answer, () => (n >= 5 ? wrong(n) : undefined));
        judge('a', answer, () => (n >= 50 && n !== 800 ? wrong(n) : undefined));
      },
    });
    const { result } = await explore(check);
    expect(counterexampleOf(result, 'a')).toEqual({ n: 50 });
    expect(counterexampleOf(result, 'soft')).toEqual({ n: 5 });
  });

  it('others count, and do not take its place', async () => {
    const { check } = tracked({
      generated: rigid,
      openings: [{ n: 3 }, { n: 2 }, { n: 1 }],
      run: asking(() => true),
    });
    const { result } = await explore(check);
    expect(counterexampleOf(result)).toEqual({ n: 3 });
    expect(pointOf(result)).toMatchObject({ received: '3' });
    expect(pointOf(result)?.examined).toBeGreaterThanOrEqual(3);
  });

  it('no more is asked for than the effort allows to make others small', async () => {
    const openings = [500, 501, 502].map(from => ({ list: Array.from({ length: 60 }, (_, i) => from + i) }));
    const exact = new Set(openings.map(one => JSON.stringify(one)));
    const points = { p500: MUST, p501: MUST, p502: MUST };
    const { check, log } = tracked<{ list: number[] }>({
      points,
      openings,
      generated: fc.record({ list: fc.array(fc.nat(), { maxLength: 60 }) }, { noNullPrototype: true }),
      async run({ api, judge }, tried) {
        const answer = await api.query({ query: { filter: { name: { $in: ['nobody'] } } } });
        if (exact.has(JSON.stringify(tried))) judge(`p${tried.list[0]}`, answer, () => wrong(tried.list[0]));
      },
    });
    const { result } = await explore(check, {}, { effort: 'smoke' });
    expect(result.points.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail']);
    expect(log).toHaveLength(3 + 100);
    const shrinks = result.points.map(({ counterexample }) => counterexample?.shrinks ?? 0);
    expect(shrinks.reduce((sum, one) => sum + one, 0)).toBe(100);
  });

  it('smaller ones are not waited for long, and count only when they fail with patience too', async () => {
    const lagging = async (isWrong: (n: number) => boolean) => {
      const { check, log } = tracked({
        openings: [{ n: 900 }],
        async run({ api, judge, settle }, { n }) {
          const since = performance.now();
          const shown = () => (isWrong(n) || performance.now() - since < 500 ? wrong(n) : undefined);
          const read = () => api.query({ query: { filter: { name: { $in: ['nobody'] } } } });
          judge('a', await settle('query-after-create', read, shown), shown);
        },
      });
      const { result } = await explore(check, {}, {}, { settleMs: 900 });
      // Beside the first and the one that is tried once more.
      return { tried: counterexampleOf(result), shrinks: log.length - 2 };
    };
    const behind = await lagging(n => n === 900);
    expect(behind.tried).toEqual({ n: 900 });
    const broken = await lagging(() => true);
    expect(broken.tried).toEqual({ n: 0 });
    for (const { shrinks } of [behind, broken]) expect(shrinks).toBeGreaterThan(0);
  });

  it('nothing is made smaller once the run is interrupted', async () => {
    const { check, log } = tracked({
      openings: [{ n: 900 }],
      async run(context, tried) {
        await asking(() => true)(context, tried).finally(() => session.interrupt());
      },
    });
    const { session } = await exploring();
    const result = await runCheck(check, 'Chapter', session);
    expect(log).toEqual([{ n: 900 }]);
    expect(pointOf(result)).toMatchObject({ verdict: 'fail', counterexample: { shrinks: 0 } });
  });

  it('the token tries the very same case again', async () => {
    const spec = { generated: numbers, run: asking(({ n }) => n % 7 === 3 && n > 20) };
    const { result: first } = await explore(tracked(spec).check, { budget: { requests: 60 } });
    const tried = counterexampleOf(first);
    const again = tracked(spec);
    const how = { kept: [{ check: 'e', tried }], onlyKept: true };
    const { result } = await explore(again.check, how, { seed: 99 });
    expect(again.log[0]).toEqual(tried);
    expect(pointOf(result)).toMatchObject({ verdict: 'fail', received: pointOf(first)?.received });
    expect(counterexampleOf(result)).toEqual(tried);
    const { result: healthy } = await explore(tracked({ ...spec, run: fine }).check, how);
    expect(pointOf(healthy)?.verdict).toBe('pass');
  });
});

describe('a secret', () => {
  it('that the target shows to everyone is in no counterexample', async () => {
    const secret = 'IST.very-secret-token';
    const target = await miniTarget();
    target.instead = ({ headers }) => ({ status: 200, body: { heard: headers['x-token'] } });
    const held = { headers: { 'x-token': `Bearer ${secret}` }, secretHeaders: ['x-token'] };
    const how = { budget: { requests: 0 }, kept: [], onlyKept: false, replay: String };
    const session = sessionFor(targetAt(target.url, held), { exploring: how });
    const { check } = tracked({ openings: [{ n: 900 }], run: asking(({ n }) => n > 9) });
    const result = await runCheck(check, 'Chapter', session);
    const [exchange] = pointOf(result)?.counterexample?.exchanges ?? [];
    expect(JSON.stringify(exchange?.response)).toContain('[redacted]');
    expect(target.seen[0]?.headers['x-token']).toContain(secret);
    expect(JSON.stringify(result)).not.toContain(secret);
  });
});

describe('a point', () => {
  it('that no case says anything about is undecided, and neither green nor a fault of the suite', async () => {
    const { check } = tracked({ points: { a: MUST, unseen: MUST }, openings: OPENINGS, run: fine });
    const { result } = await explore(check, { budget: { requests: 5 } });
    expect(pointOf(result, 'unseen')).toMatchObject({ verdict: 'inconclusive', undecided: 'not-seen' });
    expect(result.explored?.leftOut).toEqual(['unseen']);
  });

  it('that no generated case reached is said to be left out, though an opening one did', async () => {
    const { check } = tracked({ points: { a: MUST, b: MUST }, openings: OPENINGS, run: fine });
    const { result } = await explore(check);
    expect(pointOf(result)?.verdict).toBe('pass');
    expect(result.explored).toMatchObject({ generated: 0, leftOut: ['a', 'b'] });
  });

  it('is green where one case could not tell and another one could', async () => {
    const { check } = tracked({
      openings: OPENINGS,
      async run({ api, judge }, { n }) {
        // Whether a refusal means anything is unknown before something was accepted.
        const question = { query: { filter: { name: { $in: ['nobody'] } } } };
        const answer = n === 1_001 ? await api.get('unknown') : await api.query(question);
        judge('a', answer, () => undefined);
      },
    });
    const { result } = await explore(check);
    expect(pointOf(result)).toMatchObject({ verdict: 'pass' });
    expect(pointOf(result)).not.toHaveProperty('undecided');
  });

  it('is green where it was of no concern to another case, before or after', async () => {
    const { check } = tracked({
      openings: [{ n: 1 }, { n: 2 }, { n: 1 }],
      run: async (context, tried) =>
        tried.n === 1 ? context.judge.inapplicable('a', 'not here') : fine(context, tried),
    });
    const { result } = await explore(check);
    expect(pointOf(result)).toMatchObject({ verdict: 'pass' });
    expect(pointOf(result)?.reason).toBeUndefined();
  });

  it('is not green where the suite itself fell over a case', async () => {
    const { check, log } = tracked({
      points: { a: MUST, b: MUST },
      openings: OPENINGS,
      async run(context, tried) {
        await fine(context, tried);
        if (tried.n === 1_002) throw new Error('oops');
      },
    });
    const { result } = await explore(check, { budget: { requests: 20 } });
    expect(log).toEqual(OPENINGS);
    expect(pointOf(result)?.verdict).toBe('pass');
    expect(pointOf(result, 'b')).toMatchObject({ verdict: 'harness-error', reason: 'oops' });
  });
});

describe('whoever watches', () => {
  it('is told of each case, and of what it broke', async () => {
    const news: ExplorationNews[] = [];
    const { check } = tracked({
      generated: rigid,
      openings: [{ n: 1 }, { n: 900 }, { n: 901 }],
      run: asking(({ n }) => n === 900 || n === 901),
    });
    await explore(check, { budget: { requests: 4 }, tell: one => news.push(one) });
    expect(news.map(({ cases, broken }) => [cases, broken]).slice(0, 3)).toEqual([
      [1, undefined],
      [2, 'a'],
      [3, undefined],
    ]);
    expect(news.map(({ spent }) => spent)).toEqual([0, 0, 0, 0, 0.25, 0.5, 0.75]);
    expect(news.at(-1)).toMatchObject({ check: 'e', cases: 7, requests: 7 });
  });
});

describe('others', () => {
  it('do not wait for a check that fell over a case', async () => {
    const broken = tracked({ id: 'broken', run: () => Promise.reject(new Error('oops')) });
    const sound = tracked({ id: 'sound', run: fine });
    const { session } = await exploring({ budget: { requests: 20 } });
    await runChapters([{ title: 'T', checks: [broken.check, sound.check] }], session);
    expect(broken.log).toHaveLength(1);
    expect(sound.log.length).toBeGreaterThan(10);
  });
});
