import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenOf } from '../../engine/explore/token.ts';
import { PROFILES, type RunResult } from '../../engine/result.ts';
import { type Undecided, VERDICTS } from '../../engine/verdict.ts';
import { buildReport, reportExitCode } from '../../reports/report.ts';
import { requirements } from '../../specs/registry.ts';
import { check, counterexampled, exchange, failed, point, run } from './samples.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../reports/conformance-report.schema.json', import.meta.url), 'utf8'),
) as { $defs: Record<'undecided' | 'verdict' | 'profile', { enum: string[] }> };
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** The faults of a report against its schema, as it would be read from its file. */
function faults(result: RunResult): unknown[] {
  validate(JSON.parse(JSON.stringify(buildReport(result))));
  return validate.errors ?? [];
}

const anyCounterexample = fc.record(
  {
    told: fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }),
    token: fc.dictionary(fc.string(), fc.jsonValue()).map(tried => tokenOf({ check: 'c', tried })),
    shrinks: fc.nat(),
    exchanges: fc.array(
      fc.jsonValue().map(body => exchange(body)),
      { maxLength: 3 },
    ),
  },
  { noNullPrototype: true },
);
const anyPoint = fc
  .record(
    {
      profile: fc.constantFrom(...PROFILES),
      requirements: fc.uniqueArray(fc.constantFrom(...requirements.keys()), { minLength: 1, maxLength: 3 }),
      level: fc.constantFrom('must' as const, 'should' as const, 'observe' as const),
      verdict: fc.constantFrom(...VERDICTS),
      reason: fc.string(),
      undecided: fc.constantFrom('not-reached' as const, 'throttled' as const, 'not-seen' as const),
      difference: fc.string(),
      expected: fc.string(),
      received: fc.string(),
      examined: fc.nat(),
      exchange: fc.jsonValue().map(body => exchange(body)),
      counterexample: anyCounterexample,
    },
    { requiredKeys: ['profile', 'requirements', 'level', 'verdict'], noNullPrototype: true },
  )
  .map(over => point(over));
const anyRun = fc
  .record({
    points: fc.array(anyPoint, { maxLength: 8 }),
    claims: fc.uniqueArray(fc.constantFrom(...PROFILES)),
    partial: fc.boolean(),
  })
  .map(({ points, claims, partial }) => {
    const whole = run(points.map(one => check([one])));
    return { ...whole, target: { ...whole.target, claims }, run: { ...whole.run, partial } };
  });

/** Complete by its type: a reason added to the algebra does not compile until it is here, and then in the schema. */
const UNDECIDED: Record<Undecided, true> = {
  'not-reached': true,
  'control-refused': true,
  'set-up-failed': true,
  'not-settled': true,
  throttled: true,
  'timed-out': true,
  'connection-lost': true,
  'not-seen': true,
  interrupted: true,
  'quota-reached': true,
};

test('the schema knows every word of the algebra', () => {
  const { $defs } = schema;
  expect([...$defs.undecided.enum].sort()).toEqual(Object.keys(UNDECIDED).sort());
  expect($defs.verdict.enum).toEqual(VERDICTS);
  expect($defs.profile.enum).toEqual(PROFILES);
});

describe('a report', () => {
  test('of any run fits its schema', () => {
    fc.assert(
      fc.property(anyRun, result => {
        expect(faults(result)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('with leaks and a lost connection fits its schema', () => {
    const lost = { ...exchange(), response: undefined, error: 'ECONNRESET' };
    const hygiene = {
      created: 2,
      deleted: 1,
      leaked: [{ kind: 'option' as const, name: 'ct-1', reason: 'refused' }],
    };
    expect(faults(run([check([point({ verdict: 'inconclusive', exchange: lost })])], { hygiene }))).toEqual(
      [],
    );
  });

  test('with a word the schema does not know is refused by it', () => {
    expect(validate({ ...buildReport(run([])), surprise: 1 })).toBe(false);
  });

  test('never carries a credential', () => {
    const target = { url: 'https://user:pass@shop.test/x', name: 'mock', claims: [] };
    const text = JSON.stringify(buildReport(run([check([failed()])], { target })));
    expect(text).not.toMatch(/secret-token|secret-cookie|user:pass/);
    expect(text).toContain('https://shop.test/x');
    expect(text).toContain('$CATALOG_V3_TOKEN');
  });

  describe('with a counterexample', () => {
    const shown = () => buildReport(run([check([counterexampled()])])).points[0];

    test('has it in words, as a token and as commands, one for each request', () => {
      const { counterexample } = shown() ?? {};
      expect(counterexample).toEqual({
        told: ['create a customization named …"%"', 'get it'],
        token: expect.stringMatching(/^case1-/),
        shrinks: 12,
        curl: expect.stringMatching(/^curl .*[\s\S]*x{51}[\s\S]*\ncurl .*[\s\S]*second/),
      });
      expect(shown()?.replay).toContain(counterexample?.token);
      expect(faults(run([check([counterexampled()])]))).toEqual([]);
    });

    test('carries no credential of its requests', () => {
      const text = JSON.stringify(shown());
      expect(text).not.toMatch(/secret-token|secret-cookie/);
      expect(shown()?.counterexample?.curl.match(/\$CATALOG_V3_TOKEN/g)).toHaveLength(2);
    });

    test.each<[string, object]>([
      ['no words', { told: [] }],
      ['a token of another kind', { token: 'other-abc' }],
      ['a negative count', { shrinks: -1 }],
      ['its exchanges', { exchanges: [] }],
      ['no commands', { curl: undefined }],
    ])('is refused by the schema with %s', (_, other) => {
      const report = buildReport(run([check([counterexampled()])]));
      const [one] = report.points;
      Object.assign(one?.counterexample ?? {}, other);
      expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false);
    });
  });

  test('gives every cited requirement once, with its gravest verdict and its own level', () => {
    const soft = point({ level: 'should', verdict: 'warn', id: 'a/exact' });
    const report = buildReport(run([check([point(), soft])]));
    expect(report.requirements).toEqual([
      {
        id: 'CUST-UPDATE-004',
        level: 'must',
        verdict: 'warn',
        points: ['customizations.create.long-name/refused', 'a/exact'],
      },
    ]);
  });

  test('of a requirement the registry does not have is an error', () => {
    expect(() => buildReport(run([check([point({ requirements: ['CUST-NONE-001'] })])]))).toThrow(
      'CUST-NONE-001',
    );
  });

  test('keeps a command the engine made', () => {
    expect(buildReport(run([check([failed({ curl: 'own' })])])).points[0]?.curl).toBe('own');
  });
});

describe('the verdict and exit code', () => {
  const outcome = (result: RunResult): [string, number] => {
    const report = buildReport(result);
    return [report.verdict, reportExitCode(report)];
  };
  const inapplicable = point({ profile: 'bulk', verdict: 'inapplicable' });

  test('are green when the claimed profiles are, whatever is not claimed', () => {
    const result = run([check([point()]), check([inapplicable])]);
    expect(outcome(result)).toEqual(['conformant', 0]);
    expect(buildReport(result).profiles.bulk?.verdict).toBe('inapplicable');
  });
  test('are red for one failure, even in a profile nobody claimed', () => {
    expect(outcome(run([check([point(), failed()])]))).toEqual(['not-conformant', 1]);
    expect(outcome(run([check([point()]), check([failed({ profile: 'bulk' })])]))).toEqual([
      'not-conformant',
      1,
    ]);
  });
  test('are undecided when nothing was judged, or the run was cut short', () => {
    expect(outcome(run([]))).toEqual(['inconclusive', 3]);
    const whole = run([check([point()])]);
    expect(outcome({ ...whole, run: { ...whole.run, partial: true } })).toEqual(['inconclusive', 3]);
  });
  test('say so when the suite is at fault', () => {
    expect(outcome(run([check([failed(), point({ verdict: 'harness-error' })])]))).toEqual([
      'not-conformant',
      4,
    ]);
  });
});
