import { describe, expect, test } from 'vitest';
import { buildReport } from '../../reports/report.ts';
import { renderSummary, wrap } from '../../reports/terminal.ts';
import { check, counterexampled, failed, point, run } from './samples.ts';

const summary = (...args: Parameters<typeof run>): string =>
  renderSummary(buildReport(run(...args)), { color: false });

describe('the summary', () => {
  test('of a red run lays out the failure and ends with the verdict', () => {
    const warned = failed({ verdict: 'warn', level: 'should', id: 'w/exact' });
    const open = point({ verdict: 'inconclusive', undecided: 'throttled' });
    const text = renderSummary(buildReport(run([check([point(), failed(), warned, open, open])])), {
      color: false,
      width: 100,
      reports: { JSON: 'out/conformance-report.json' },
    });
    expect(text).toMatchSnapshot();
  });

  test('lays out only so many failures and says where the rest is', () => {
    const report = buildReport(run([check(Array.from({ length: 25 }, () => failed()))]));
    const text = renderSummary(report, { color: false, reports: { JSON: 'out/r.json' } });
    expect(text.match(/✗ FAIL/g)).toHaveLength(20);
    expect(text).toContain('… and 5 more, all of them in out/r.json');
  });

  test('prints a command that can be copied from the first column', () => {
    expect(summary([check([failed()])])).toMatch(/^curl -sS -i/m);
  });

  test('lets no answer steer the terminal', () => {
    const text = summary([check([failed({ received: '\u001b[2Jgone\u009b' })])]);
    expect(text).toContain('\\x1b[2Jgone\\x9b');
  });

  test('has colours only when asked', () => {
    const report = buildReport(run([check([failed()])]));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
    const colored = /\u001b\[/;
    expect(renderSummary(report, { color: false })).not.toMatch(colored);
    expect(renderSummary(report, { color: true })).toMatch(colored);
  });

  test('names what was left behind, and a green verdict', () => {
    const leaked = [{ kind: 'option' as const, id: '1', name: 'ct-1', reason: 'status 500' }];
    const text = summary([check([point()])], { hygiene: { created: 2, deleted: 1, leaked } });
    expect(text).toContain('1 left behind: ct-1 (1)');
    expect(text).toMatch(/CONFORMANT \(exit code 0\)\n$/);
  });

  test('says when the run was cut short', () => {
    const whole = run([check([point()])]);
    const text = renderSummary(buildReport({ ...whole, run: { ...whole.run, partial: true } }), {
      color: false,
    });
    expect(text).toContain('INCONCLUSIVE, run cut short (exit code 3)');
  });
});

describe('a failure that a generated case showed', () => {
  test('is told step by step, with a command to copy and the token', () => {
    const text = summary([check([counterexampled()])]);
    expect(text).toMatch(/\n {2}Case:\n {4}1\. create a customization named …"%"\n {4}2\. get it\n {2}Sent:/);
    expect(text).toMatch(/^curl -sS -i/m);
    expect(text).toMatch(/\n {2}Run it again: catalog-v3-conformance replay case1-[\w-]+\n/);
    expect(text).not.toMatch(/secret-token|secret-cookie/);
  });

  test('leaves its other requests to the other reports', () => {
    const text = summary([check([counterexampled()])]);
    expect(text).not.toContain('All requests of the case');
    expect(text).not.toContain('second');
  });

  test('lets no drawn text steer the terminal', () => {
    const { counterexample } = counterexampled();
    const told = ['create one named "\u009b2J"'];
    const text = summary([
      check([counterexampled(counterexample && { counterexample: { ...counterexample, told } })]),
    ]);
    expect(text).toContain('create one named "\\x9b2J"');
  });
});

describe('the line of coverage', () => {
  const line = (...covered: string[]) =>
    /^Coverage: .*$/m.exec(summary([check([point()], { covered })]))?.[0];

  test('counts what the operations that were called could have shown', () => {
    expect(line('getCustomization 200*1', 'getCustomization >fields', 'deleteCustomization 404*2')).toBe(
      'Coverage: 2 of 27 operations; of these 1 of 1 request fields, 0 of 33 response fields, 0 of 7 enum members, 0 of 1 codes',
    );
  });

  test('says no more where nothing was called', () => {
    expect(line()).toBe('Coverage: 0 of 27 operations');
  });
});

test('text is wrapped at blanks', () => {
  expect(wrap('aa bb cc dddddd', 5)).toEqual(['aa bb', 'cc', 'dddddd']);
});
