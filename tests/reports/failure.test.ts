import { describe, expect, test } from 'vitest';
import { bodyLines } from '../../reports/body.ts';
import { failureMarkdown, failureSections } from '../../reports/failure.ts';
import { reportPoint } from '../../reports/report.ts';
import { check, counterexampled, exchange, failed, point } from './samples.ts';

const shown = (one = failed()) => reportPoint(one, check([one]));

describe('a failure', () => {
  test('reads in the one order', () => {
    expect(failureSections(shown()).map(({ kind }) => kind)).toEqual([
      'requirement',
      'sent',
      'expected',
      'received',
      'curl',
      'replay',
      'documentation',
      'identity',
    ]);
  });

  test('marks the one thing that differs from the control', () => {
    const [, sent] = failureSections(shown());
    const marked = sent?.lines.filter(line => line.includes('◀──'));
    expect(marked).toEqual([
      expect.stringMatching(/"name": "x+".*customization\.name is 51 characters long/),
    ]);
  });

  test('tells a difference that stands on no line of the body', () => {
    const [, sent] = failureSections(
      shown(failed({ difference: 'customization is left out', exchange: exchange({}) })),
    );
    expect(sent?.lines).toContain('◀── differs from the control: customization is left out');
  });

  test('shows the requirement, its level and the level it was judged at', () => {
    const sections = failureSections(shown(failed({ level: 'should', verdict: 'warn' })));
    expect(sections[0]?.lines).toEqual(['A stale `revision` is refused with 409.']);
    expect(sections.at(-1)?.lines[0]).toContain('CUST-UPDATE-004 (must, judged here as should)');
  });

  test('leaves out what there is nothing to say about', () => {
    const open = point({ verdict: 'inconclusive', undecided: 'control-refused', reason: 'status 500' });
    const sections = failureSections(shown(open));
    expect(sections.map(({ kind }) => kind)).toEqual(['requirement', 'reason', 'documentation', 'identity']);
    expect(sections[1]?.lines).toEqual(['control-refused: status 500']);
  });

  test('keeps foreign text from becoming markdown', () => {
    const text = failureMarkdown(shown(failed({ received: 'a ``` b', expected: '<img src=x> **b**' })));
    expect(text).toContain('````json');
    expect(text).toContain('\\<img src=x\\> \\*\\*b\\*\\*');
  });
});

describe('a failure that a generated case showed', () => {
  const sections = failureSections(shown(counterexampled()));

  test('tells the case before what was sent, and ends with all that it sends', () => {
    expect(sections.map(({ kind }) => kind)).toEqual([
      'requirement',
      'case',
      'sent',
      'expected',
      'received',
      'curl',
      'requests',
      'replay',
      'documentation',
      'identity',
    ]);
  });

  test('numbers the steps, and gives every request as a command', () => {
    const linesOf = (wanted: string) => sections.find(({ kind }) => kind === wanted)?.lines ?? [];
    expect(linesOf('case')).toEqual(['1. create a customization named …"%"', '2. get it']);
    expect(linesOf('requests').filter(line => line.startsWith('curl '))).toHaveLength(2);
    expect(linesOf('replay')).toEqual([expect.stringMatching(/ replay case1-[\w-]+$/)]);
  });

  test('is the same in markdown, with commands that can be copied', () => {
    const told = ['create one named …"*a* <b> `c`"'];
    const { counterexample } = counterexampled();
    const one = counterexampled(counterexample && { counterexample: { ...counterexample, told } });
    const text = failureMarkdown(shown(one));
    expect(text).toContain('**Case**: 1. create one named …"\\*a\\* \\<b\\>');
    expect(text).toMatch(/\*\*All requests of the case\*\*\n\n```sh\ncurl /);
    expect(text).toMatch(/\*\*Run it again\*\*\n\n```sh\n.* replay case1-/);
    expect(text).not.toMatch(/secret-token|secret-cookie/);
  });
});

describe('a body', () => {
  test('is cut around the mark', () => {
    const body = { choices: Array.from({ length: 200 }, (_, index) => ({ key: `k${index}` })) };
    const { lines, marked } = bodyLines(body, { difference: 'choices[150].key is used twice', most: 5 });
    expect(marked).toBe(true);
    expect(lines).toHaveLength(7);
    expect(lines.join('\n')).toContain('"key": "k150"    ◀──');
  });

  test('marks the longest path named, not a longer name that begins alike', () => {
    const { lines } = bodyLines({ a: 1, ab: { c: 2 } }, { difference: '`ab.c` is 2', most: 9 });
    expect(lines.filter(line => line.includes('◀──'))).toEqual(['    "c": 2    ◀── `ab.c` is 2']);
  });

  test('shortens long values without splitting a character', () => {
    const { lines } = bodyLines('😀'.repeat(500), { most: 9 });
    expect(lines[0]).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(lines[0]).toContain('(500 characters)');
  });
});
