import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change } from '../../engine/change.ts';
import { type CheckContext, check, fixture, type PointSpec } from '../../engine/check.ts';
import { assertMade } from '../../engine/given.ts';
import type { LedgerEntry } from '../../engine/ledger.ts';
import { isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import type { CheckResult, PointResult } from '../../engine/result.ts';
import { runChapters } from '../../engine/run.ts';
import { notReached, runCheck } from '../../engine/run-check.ts';
import type { Session } from '../../engine/session.ts';
import type { Budgets } from '../../engine/target.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { targetAt } from './support.ts';
import { freeText, miniTarget, sessionFor, someRequirement } from './targets.ts';

const MUST = someRequirement('must');
const SHOULD = someRequirement('should');
const OBSERVE = someRequirement('observe');

type Journey = (context: CheckContext) => Promise<void>;

function checkOf(run: Journey, points: Record<string, PointSpec> = { a: MUST, b: MUST }, id = 'c') {
  return check({ id, title: 'C', profile: 'core', points, run });
}

async function ready(budgets: Partial<Budgets> = {}) {
  const target = await miniTarget();
  return { target, session: sessionFor(targetAt(target.url, {}, budgets)) };
}

async function resultOf(run: Journey, points?: Record<string, PointSpec>, session?: Session) {
  return runCheck(checkOf(run, points), 'Chapter', session ?? (await ready()).session);
}

const verdicts = ({ points }: CheckResult) => points.map(({ verdict }) => verdict);
const point = ({ points }: CheckResult, name: string): PointResult | undefined =>
  points.find(({ id }) => id.endsWith(`/${name}`));
const entriesOf = (session: Session) =>
  readFileSync(session.ledger.file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as LedgerEntry);

describe('a point', () => {
  const fails = () => ({ expected: 'e', received: 'r' });
  const points = {
    good: MUST,
    bad: MUST,
    warned: SHOULD,
    softened: { soft: MUST },
    watched: OBSERVE,
    seen: OBSERVE,
    absent: MUST,
  };
  const journey: Journey = async ({ api, given, judge }) => {
    const made = await given.customization(freeText());
    const answer = await api.get(made.id);
    judge('good', answer, isAccepted);
    judge('bad', answer, fails);
    judge('warned', answer, fails);
    judge('softened', answer, fails);
    judge('watched', answer, fails);
    judge.observed('seen', answer);
    judge.inapplicable('absent', 'not offered');
  };

  it('gets its verdict from its level alone', async () => {
    const result = await resultOf(journey, points);
    expect(verdicts(result)).toEqual([
      'pass',
      'fail',
      'warn',
      'warn',
      'observed',
      'observed',
      'inapplicable',
    ]);
    expect(point(result, 'bad')).toMatchObject({
      id: 'c/bad',
      check: 'c',
      profile: 'core',
      requirements: [MUST],
      level: 'must',
      expected: 'e',
      received: 'r',
      examined: 1,
      replay: 'replay c',
      exchange: { response: { status: 200 } },
    });
    expect(point(result, 'softened')?.level).toBe('should');
    expect(point(result, 'seen')?.reason).toBe('accepted with 200');
    expect(point(result, 'absent')?.reason).toBe('not offered');
    expect(point(result, 'good')).not.toHaveProperty('exchange');
    expect(result).toMatchObject({ id: 'c', title: 'C', chapter: 'Chapter', requests: 3, throttled: 0 });
  });

  it('that is a should fails in a strict run', async () => {
    const target = await miniTarget();
    const session = sessionFor(targetAt(target.url), { strict: true });
    const result = await resultOf(journey, points, session);
    expect(verdicts(result)).toEqual([
      'pass',
      'fail',
      'fail',
      'fail',
      'observed',
      'observed',
      'inapplicable',
    ]);
  });

  it('judged several times keeps the first finding, and the count', async () => {
    const result = await resultOf(
      async ({ api, given, judge }) => {
        const made = await given.customization(freeText());
        const answer = await api.get(made.id);
        judge('a', answer, isAccepted);
        judge('a', answer, () => ({ expected: 'first', received: '' }));
        judge('a', answer, () => ({ expected: 'second', received: '' }));
        judge('a', answer, isAccepted);
      },
      { a: MUST },
    );
    expect(point(result, 'a')).toMatchObject({ verdict: 'fail', expected: 'first', examined: 4 });
  });

  it('says what was different from the control', async () => {
    const result = await resultOf(
      async ({ api, given, judge }) => {
        await given.customization(freeText());
        const answer = await api.create(
          change({ customization: given.named(freeText()) }, 'customization.name', ''),
        );
        judge('a', answer, isRefused);
      },
      { a: MUST },
    );
    expect(point(result, 'a')).toMatchObject({
      verdict: 'fail',
      difference: 'customization.name: "" (0 characters)',
      expected: 'a refusal with status 4xx',
      received: 'accepted with 200',
    });
  });

  it('that only observes must be an observation', async () => {
    const result = await resultOf(async ({ api, judge }) => judge.observed('a', await api.count()), {
      a: MUST,
    });
    expect(point(result, 'a')).toMatchObject({
      verdict: 'harness-error',
      reason: 'check c only observes "a", whose level is must',
    });
  });

  it('that is none of the check is the fault of the suite', async () => {
    const result = await resultOf(async ({ judge }) => judge.inapplicable('z', ''));
    expect(verdicts(result)).toEqual(['harness-error', 'harness-error']);
    expect(point(result, 'a')?.reason).toBe('check c judges "z", which is not one of its points');
  });

  it('that cites an unknown requirement cannot be made', () => {
    expect(() => checkOf(async () => {}, { a: 'CUST-NONE-001' })).toThrow('CUST-NONE-001');
  });
});

describe('a check that ends before its time', () => {
  const judgeOneThen =
    (error: unknown): Journey =>
    async ({ api, given, judge }) => {
      const made = await given.customization(freeText());
      judge('a', await api.get(made.id), isAccepted);
      throw error;
    };

  it('undecided, leaves the remaining points undecided for that reason', async () => {
    const result = await resultOf(judgeOneThen(new UndecidedError('not-settled', 'too slow')));
    expect(verdicts(result)).toEqual(['pass', 'inconclusive']);
    expect(point(result, 'b')).toMatchObject({ undecided: 'not-settled', reason: 'too slow' });
  });

  it.each([new Error('oops'), 'oops'])('thrown out of it (%o), is the fault of the suite', async error => {
    const result = await resultOf(judgeOneThen(error));
    expect(verdicts(result)).toEqual(['pass', 'harness-error']);
    expect(point(result, 'b')?.reason).toBe('oops');
  });

  it('though all was judged, is still seen as the fault of the suite', async () => {
    const result = await resultOf(judgeOneThen(new Error('oops')), { a: MUST });
    expect(verdicts(result)).toEqual(['harness-error']);
    const undecided = await resultOf(judgeOneThen(new UndecidedError('timed-out', '')), { a: MUST });
    expect(verdicts(undecided)).toEqual(['pass']);
  });

  it('forgetting a point, is the fault of the suite', async () => {
    const result = await resultOf(async ({ judge }) => judge.inapplicable('a', ''));
    expect(verdicts(result)).toEqual(['inapplicable', 'harness-error']);
    expect(point(result, 'b')?.reason).toBe('the check ended without judging this point');
  });

  it('because the suite cannot make something, is the fault of the suite', async () => {
    const result = await resultOf(async () => assertMade(false, 'a square circle'));
    expect(point(result, 'a')).toMatchObject({
      verdict: 'harness-error',
      reason: 'the suite could not make a square circle',
    });
  });

  it('because the target refuses the set-up, is undecided', async () => {
    const { target, session } = await ready();
    target.instead = () => ({ status: 400, body: { message: 'no', details: {} } });
    const result = await resultOf(
      async ({ given }) => void (await given.customization(freeText())),
      undefined,
      session,
    );
    expect(point(result, 'a')).toMatchObject({
      verdict: 'inconclusive',
      undecided: 'set-up-failed',
      exchange: { response: { status: 400 } },
    });
  });

  it('because the site is full, is undecided', async () => {
    const { target, session } = await ready();
    const body = { message: 'm', details: { applicationError: { code: 'MODIFIERS_LIMIT_EXCEEDED' } } };
    target.instead = () => ({ status: 428, body });
    const result = await resultOf(
      async ({ given }) => void (await given.customization(freeText())),
      undefined,
      session,
    );
    expect(point(result, 'a')?.undecided).toBe('quota-reached');
  });

  it('because the connection broke, is undecided', async () => {
    const { target, session } = await ready();
    target.instead = () => 'hang up';
    const result = await resultOf(async ({ api }) => void (await api.get('x')), undefined, session);
    expect(point(result, 'a')).toMatchObject({
      undecided: 'connection-lost',
      exchange: { error: expect.any(String) },
    });
    expect(result.requests).toBe(3);
  });
});

describe('without a control', () => {
  const refusal: Journey = async ({ api, judge }) => {
    judge('a', await api.get('unknown'), isRefused);
  };

  it('a refusal is no pass', async () => {
    const result = await resultOf(refusal, { a: MUST });
    expect(point(result, 'a')).toMatchObject({ verdict: 'inconclusive', undecided: 'control-refused' });
  });

  it('a finding is still a finding, also after a refusal that proved nothing', async () => {
    const result = await resultOf(
      async context => {
        await refusal(context);
        context.judge('a', await context.api.get('unknown'), isAccepted);
      },
      { a: MUST },
    );
    expect(point(result, 'a')).toMatchObject({ verdict: 'fail', examined: 2 });
  });

  it('an accepted request is its own', async () => {
    const result = await resultOf(
      async ({ api, given, judge }) => judge('a', await api.create(given.named(freeText())), isAccepted),
      { a: MUST },
    );
    expect(verdicts(result)).toEqual(['pass']);
  });

  it('given one first, a refusal is a pass', async () => {
    const result = await resultOf(
      async context => {
        await context.given.customization(freeText());
        await refusal(context);
      },
      { a: MUST },
    );
    expect(verdicts(result)).toEqual(['pass']);
  });
});

describe('what a check made', () => {
  it('is in the ledger before it is sent, and gone when the check ends', async () => {
    const { target, session } = await ready();
    let known: LedgerEntry[] = [];
    target.instead = ({ method }) => {
      if (method === 'POST') known = entriesOf(session);
      return undefined;
    };
    await resultOf(
      async ({ given, judge }) => {
        const made = await given.customization(freeText());
        expect(made.name).toMatch(/^cvtabcdefghi/);
        expect(target.held.size).toBe(1);
        judge.inapplicable('a', '');
      },
      { a: MUST },
      session,
    );
    expect(known.map(({ op }) => op)).toEqual(['run', 'intent']);
    expect(known[1]).toMatchObject({ name: expect.stringMatching(/^cvtabcdefghi/) });
    expect(entriesOf(session).map(({ op }) => op)).toEqual(['run', 'intent', 'created', 'deleted']);
    expect(target.held.size).toBe(0);
  });

  it('is gone also after a failure, and deleted once only', async () => {
    const { target, session } = await ready();
    await resultOf(
      async ({ api, given }) => {
        const first = await given.customization(freeText());
        await given.customization(freeText());
        await api.delete(first.id).accepted();
        throw new Error('oops');
      },
      undefined,
      session,
    );
    expect(target.held.size).toBe(0);
    expect(target.seen.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    expect(session.ledger.state()).toMatchObject({ created: 2, deleted: 2, remaining: [] });
  });

  it('though the target keeps it, changes no verdict, and stays in the ledger', async () => {
    const { target, session } = await ready();
    target.instead = ({ method }) => (method === 'DELETE' ? { status: 500 } : undefined);
    const result = await resultOf(
      async ({ api, given, judge }) => {
        const made = await given.customization(freeText());
        judge('a', await api.get(made.id), isAccepted);
      },
      { a: MUST },
      session,
    );
    expect(verdicts(result)).toEqual(['pass']);
    expect(session.ledger.state().remaining).toHaveLength(1);
  });

  it.each<[string, number, object, number]>([
    ['is not there after a refusal', 400, {}, 0],
    ['may be there after a fault of the server', 500, {}, 1],
    ['may be there after an answer without an id', 200, {}, 1],
  ])('%s', async (_, status, body, remaining) => {
    const { target, session } = await ready();
    target.instead = () => ({ status, body });
    await resultOf(
      async ({ api, given }) => void (await api.create(given.named(freeText()))),
      undefined,
      session,
    );
    expect(session.ledger.state().remaining).toHaveLength(remaining);
  });

  it('may be there after the connection broke', async () => {
    const { target, session } = await ready();
    target.instead = () => 'hang up';
    await resultOf(
      async ({ api, given }) => void (await api.create(given.named(freeText()))),
      undefined,
      session,
    );
    expect(session.ledger.state().remaining).toHaveLength(1);
  });
});

describe('an outgoing request that breaks the contract', () => {
  it('unmarked, is not sent, and is the fault of the suite', async () => {
    const { target, session } = await ready();
    const result = await resultOf(
      async ({ api }) => void (await api.create({ ...freeText(), name: 'x'.repeat(51) })),
      undefined,
      session,
    );
    expect(verdicts(result)).toEqual(['harness-error', 'harness-error']);
    expect(point(result, 'a')?.reason).toMatch(/about to send createCustomization with .*name.*unmarked/);
    expect(target.seen).toEqual([]);
    expect(entriesOf(session).map(({ op }) => op)).toEqual(['run']);
  });

  it('marked, is sent', async () => {
    const { target, session } = await ready();
    const body = { customization: freeText() };
    await resultOf(
      async ({ api }) => {
        await api.create(change(body, 'customization.name', 'x'.repeat(51)));
        await api.odd('countCustomizations', { body: [] }, 'a list for a body');
        await api.raw({ method: 'PUT', path: '/stores/v3/nothing', headers: {} }, 'an unknown path');
      },
      undefined,
      session,
    );
    expect(target.seen.slice(0, 3).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /stores/v3/customizations',
      'POST /stores/v3/customizations/count',
      'PUT /stores/v3/nothing',
    ]);
  });
});

describe('the transcript', () => {
  it('is there only when a point is red or undecided, and has an end', async () => {
    const reading =
      (times: number, matcher: typeof isAccepted): Journey =>
      async ({ api, given, judge }) => {
        const made = await given.customization(freeText());
        for (let i = 0; i < times; i += 1) judge('a', await api.get(made.id), matcher);
      };
    expect(await resultOf(reading(1, isAccepted), { a: MUST })).not.toHaveProperty('transcript');
    expect(await resultOf(reading(1, isRefused), { a: OBSERVE })).not.toHaveProperty('transcript');
    // The clean-up is not in it.
    expect((await resultOf(reading(1, isRefused), { a: SHOULD })).transcript).toHaveLength(2);
    expect((await resultOf(reading(60, isRefused), { a: MUST })).transcript).toHaveLength(40);
  });
});

describe('a secret', () => {
  it('is nowhere in a result', async () => {
    const secret = 'IST.very-secret-token';
    const { url } = await miniTarget();
    const target = targetAt(url, { headers: { 'x-token': `Bearer ${secret}` }, secretHeaders: ['x-token'] });
    const session = sessionFor(target);
    const result = await resultOf(
      async ({ api, given, judge }) => {
        const made = await given.customization({
          ...freeText(),
          freeTextInput: { title: secret, minCharCount: 0, maxCharCount: 5 },
        });
        const answer = await api.get(made.id);
        judge('shown', answer, shows({ freeTextInput: { title: `not ${secret}` } }));
        judge.observed('observed', answer, `it said ${secret}`);
        judge.inapplicable('absent', secret);
        const odd = await api.get(made.id, { search: { t: secret }, difference: `t=${secret}` });
        judge('different', odd, isRefused);
        throw new Error(`lost ${secret}`);
      },
      { shown: MUST, observed: OBSERVE, absent: MUST, different: MUST, lost: MUST },
      session,
    );
    expect(verdicts(result)).toEqual(['fail', 'observed', 'inapplicable', 'fail', 'harness-error']);
    expect(point(result, 'shown')?.expected).toContain('[redacted]');
    expect(result.transcript?.length).toBeGreaterThan(2);
    expect(JSON.stringify(result)).not.toContain(secret);
  });
});

describe('a write that was sent again', () => {
  it.each([
    ['after 503', { status: 503 }, { verdict: 'inconclusive', undecided: 'connection-lost' }],
    ['after 429, which had no effect', { status: 429 }, { verdict: 'fail' }],
  ])('%s', async (_, first, expected) => {
    const { target, session } = await ready();
    let asked = 0;
    target.instead = ({ method }) => {
      if (method !== 'DELETE') return undefined;
      asked += 1;
      return asked === 1 ? first : { status: 404 };
    };
    const result = await resultOf(
      async ({ api, given, judge }) => {
        const made = await given.customization(freeText());
        judge('a', await api.delete(made.id), isAccepted);
      },
      { a: MUST },
      session,
    );
    expect(point(result, 'a')).toMatchObject(expected);
  });
});

describe('settle', () => {
  it('waits, and its lag is in the result', async () => {
    const { target, session } = await ready({ settleMs: 10_000 });
    let reads = 0;
    target.instead = ({ method }) => (method === 'GET' && ++reads < 3 ? { status: 404 } : undefined);
    const result = await resultOf(
      async ({ api, given, settle, judge }) => {
        const made = await given.customization(freeText());
        judge('a', await settle('get-after-create', () => api.get(made.id), isAccepted), isAccepted);
      },
      { a: MUST },
      session,
    );
    expect(verdicts(result)).toEqual(['pass']);
    expect(result.lags).toMatchObject([{ kind: 'get-after-create' }]);
    expect(result.lags[0]?.ms).toBeGreaterThan(10);
  });

  it('required in vain leaves the rest undecided', async () => {
    const result = await resultOf(async ({ api, settle }) => {
      await settle.required('never', () => api.get('unknown'), isAccepted);
    });
    expect(point(result, 'a')).toMatchObject({
      undecided: 'not-settled',
      reason: 'never did not settle within 60 ms: expected status 200, received answered 404',
    });
  });
});

describe('a drawn value', () => {
  it('is the same for the same seed, check and salt', async () => {
    const drawn = async (seed: number, salt?: string) => {
      const target = await miniTarget();
      let value = '';
      const session = sessionFor(targetAt(target.url), { seed });
      await resultOf(
        async ({ draw }) => {
          value = draw(fc.uuid(), salt);
        },
        {},
        session,
      );
      return value;
    };
    const values = [await drawn(1), await drawn(1), await drawn(2), await drawn(1, 'other')];
    expect(values[1]).toBe(values[0]);
    expect(new Set(values).size).toBe(3);
  });
});

describe('a shared fixture', () => {
  it('is made once, is a control, and stays until the sweep', async () => {
    const { target, session } = await ready();
    let made = 0;
    const shared = fixture('shared', async ({ given, settle, api }) => {
      made += 1;
      const customization = await given.customization(freeText());
      await settle('fixture', () => api.get(customization.id), isAccepted);
      return customization;
    });
    const user = (id: string) =>
      checkOf(
        async ({ api, judge, use }) => {
          await use(shared);
          judge('a', await api.get('unknown'), isRefused);
        },
        { a: MUST },
        id,
      );
    const chapters = [{ title: 'T', checks: [user('one'), user('two'), user('three')] }];
    const results = await runChapters(chapters, session, ({ id }) => id !== 'three');
    expect(made).toBe(1);
    expect(results.map(verdicts)).toEqual([['pass'], ['pass']]);
    expect(results.map(({ requests }) => requests)).toEqual([3, 1]);
    expect(results[0]?.lags).toMatchObject([{ kind: 'fixture' }]);
    expect(target.held.size).toBe(1);
    expect(session.ledger.state().remaining).toHaveLength(1);
  });

  it('that cannot be made leaves all its users undecided', async () => {
    const { target, session } = await ready();
    target.instead = ({ method }) => (method === 'POST' ? { status: 400 } : undefined);
    const shared = fixture('shared', ({ given }) => given.customization(freeText()));
    const users = ['one', 'two'].map(id =>
      checkOf(async ({ use }) => void (await use(shared)), { a: MUST }, id),
    );
    const results = await runChapters([{ title: 'T', checks: users }], session);
    expect(results.flatMap(({ points }) => points.map(({ undecided }) => undecided))).toEqual([
      'set-up-failed',
      'set-up-failed',
    ]);
    expect(target.seen).toHaveLength(1);
  });
});

describe('interrupted', () => {
  it('a run sends nothing more, leaves the rest undecided, and its books are right', async () => {
    const { target, session } = await ready();
    target.instead = () => {
      session.interrupt();
      return undefined;
    };
    const making: Journey = async ({ given, judge, api }) => {
      const made = await given.customization(freeText());
      judge('a', await api.get(made.id), isAccepted);
    };
    const checks = Array.from({ length: 40 }, (_, i) => checkOf(making, { a: MUST }, `c${i}`));
    const results = await runChapters([{ title: 'T', checks }], session);
    expect(new Set(results.flatMap(({ points }) => points.map(({ undecided }) => undecided)))).toEqual(
      new Set(['interrupted']),
    );
    const sent = target.seen.length;
    expect(sent).toBeLessThanOrEqual(12);
    expect(target.seen.every(({ method }) => method === 'POST')).toBe(true);
    // Only what left is in the ledger, and what was answered is known by its id.
    expect(entriesOf(session).filter(({ op }) => op === 'intent')).toHaveLength(sent);
    const { remaining, created } = session.ledger.state();
    expect(created).toBe(sent);
    expect(remaining.map(({ id }) => id)).not.toContain(undefined);
    expect(results.reduce((sum, { requests }) => sum + requests, 0)).toBe(sent);
  });

  it('a check that never started has all its points, none of them green', () => {
    const result = notReached(
      checkOf(async () => {}),
      'Chapter',
      id => `replay ${id}`,
    );
    expect(result).toMatchObject({ id: 'c', chapter: 'Chapter', requests: 0 });
    expect(result.points).toMatchObject([
      { id: 'c/a', verdict: 'inconclusive', undecided: 'not-reached', replay: 'replay c' },
      { id: 'c/b', verdict: 'inconclusive', undecided: 'not-reached' },
    ]);
  });
});

describe('throttled requests', () => {
  it('are counted', async () => {
    const { target, session } = await ready();
    let asked = 0;
    session.limiter.pause = () => {};
    target.instead = () => (++asked === 1 ? { status: 429 } : undefined);
    const result = await resultOf(
      async ({ api, given, judge }) => judge('a', await api.create(given.named(freeText())), isAccepted),
      { a: MUST },
      session,
    );
    expect(result).toMatchObject({ requests: 3, throttled: 1 });
    expect(session.ledger.state()).toMatchObject({ created: 1, deleted: 1 });
  });

  it('to the end leave the check undecided and nothing in the books', async () => {
    const { target, session } = await ready();
    session.limiter.pause = () => {};
    target.instead = () => ({ status: 429 });
    const result = await resultOf(
      async ({ given }) => void (await given.customization(freeText())),
      undefined,
      session,
    );
    expect(point(result, 'a')?.undecided).toBe('throttled');
    expect(result.throttled).toBe(12);
    expect(session.ledger.state().remaining).toEqual([]);
  });
});
