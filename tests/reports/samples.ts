/** Results of runs that never happened, for the tests of the reports. */
import type { CheckResult, ExchangeRecord, PointResult, RunResult } from '../../engine/result.ts';

export function exchange(body: unknown = { customization: { name: 'x'.repeat(51) } }): ExchangeRecord {
  return {
    request: {
      method: 'POST',
      url: 'http://localhost:3000/stores/v3/customizations',
      headers: { 'content-type': 'application/json', authorization: 'IST.secret-token' },
      body,
    },
    response: {
      status: 200,
      headers: { 'set-cookie': 'session=secret-cookie' },
      body: { customization: {} },
    },
    startedAt: '2026-11-22T03:00:00.000Z',
    durationMs: 12.5,
  };
}

export function point(over: Partial<PointResult> = {}): PointResult {
  const check = over.check ?? 'customizations.create.long-name';
  return {
    id: `${check}/refused`,
    check,
    profile: 'core',
    requirements: ['CUST-UPDATE-004'],
    level: 'must',
    verdict: 'pass',
    ...over,
  };
}

export function failed(over: Partial<PointResult> = {}): PointResult {
  return point({
    verdict: 'fail',
    difference: 'customization.name is 51 characters long',
    expected: 'status 4xx',
    received: 'status 200',
    exchange: exchange(),
    replay: 'catalog-v3-conformance run --only customizations.create.long-name --seed 7',
    ...over,
  });
}

/** A failure that a generated case showed. */
export function counterexampled(over: Partial<PointResult> = {}): PointResult {
  const token = 'case1-eNqrVkrOSC3KTFayUqoFAB1WBGs';
  const counterexample = {
    told: ['create a customization named …"%"', 'get it'],
    token,
    shrinks: 12,
    exchanges: [exchange(), { ...exchange({ name: 'second' }), response: undefined, error: 'ECONNRESET' }],
  };
  return failed({ counterexample, replay: `catalog-v3-conformance replay ${token}`, ...over });
}

export function check(points: PointResult[], over: Partial<CheckResult> = {}): CheckResult {
  return {
    id: points[0]?.check ?? 'customizations.create.long-name',
    title: 'A name that is too long is refused',
    chapter: 'Create Customization',
    profile: points[0]?.profile ?? 'core',
    points,
    startedAt: '2026-11-22T03:00:00.000Z',
    durationMs: 40,
    requests: 3,
    throttled: 0,
    lags: [],
    covered: [],
    ...over,
  };
}

export function run(checks: CheckResult[], over: Partial<RunResult> = {}): RunResult {
  return {
    suite: { name: 'catalog-v3-conformance', version: '0.1.0', contract: 'a'.repeat(64) },
    target: { url: 'http://localhost:3000', name: 'mock', claims: ['core'] },
    run: {
      id: 'run-1',
      seed: 7,
      effort: 'standard',
      startedAt: '2026-11-22T03:00:00.000Z',
      durationMs: 65_000,
      requests: 3,
      throttled: 0,
      partial: false,
    },
    checks,
    hygiene: { created: 2, deleted: 2, leaked: [] },
    lag: { 'query-after-create': { p50: 10, p95: 20, max: 31.5 } },
    ...over,
  };
}
