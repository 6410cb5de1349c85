import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ledger, type LedgerEntry, readLedger, replay } from '../../engine/ledger.ts';
import { ledgerFile } from './support.ts';

const intent = (n: number): LedgerEntry => ({
  op: 'intent',
  n,
  kind: 'option',
  name: `n${n}`,
  at: '',
});

describe('replaying a ledger', () => {
  it.each<[string, LedgerEntry[], { created: number; deleted: number; remaining: object[] }]>([
    ['nothing', [], { created: 0, deleted: 0, remaining: [] }],
    [
      'an intent',
      [intent(1)],
      { created: 0, deleted: 0, remaining: [{ n: 1, kind: 'option', name: 'n1', at: '' }] },
    ],
    ['a refusal', [intent(1), { op: 'refused', n: 1 }], { created: 0, deleted: 0, remaining: [] }],
    [
      'a creation',
      [intent(1), intent(2), { op: 'created', n: 2, id: 'b' }, { op: 'refused', n: 1 }],
      { created: 1, deleted: 0, remaining: [{ n: 2, kind: 'option', name: 'n2', at: '', id: 'b' }] },
    ],
    [
      'a deletion',
      [intent(1), { op: 'created', n: 1, id: 'a' }, { op: 'deleted', id: 'a' }],
      { created: 1, deleted: 1, remaining: [] },
    ],
    [
      'everything told twice',
      [
        intent(1),
        { op: 'created', n: 1, id: 'a' },
        { op: 'created', n: 1, id: 'a' },
        { op: 'deleted', id: 'a' },
        { op: 'deleted', id: 'a' },
      ],
      { created: 1, deleted: 1, remaining: [] },
    ],
    [
      'what was never intended',
      [
        { op: 'created', n: 9, id: 'x' },
        { op: 'deleted', id: 'y' },
        { op: 'refused', n: 8 },
      ],
      { created: 0, deleted: 0, remaining: [] },
    ],
  ])('%s', (_, entries, state) => {
    const begun: LedgerEntry = { op: 'run', url: 'http://t', tag: 'cvt', at: '' };
    expect(replay([begun, ...entries])).toEqual({ url: 'http://t', tag: 'cvt', ...state });
  });
});

describe('a ledger file', () => {
  it('says what was done, in the order it was done', () => {
    const ledger = new Ledger(ledgerFile());
    ledger.begin({ url: 'http://t', tag: 'cvt' });
    const [a, b, c] = ['a', 'b', 'c'].map(name => ledger.intend('option', name));
    expect([a, b, c]).toEqual([1, 2, 3]);
    ledger.created(1, 'id-a');
    ledger.created(2, 'id-b');
    ledger.refused(3);
    ledger.deleted('id-a');
    expect(ledger.state()).toEqual({
      url: 'http://t',
      tag: 'cvt',
      created: 2,
      deleted: 1,
      remaining: [{ n: 2, kind: 'option', name: 'b', at: expect.any(String), id: 'id-b' }],
    });
    const lines = readFileSync(ledger.file, 'utf8').trim().split('\n');
    expect(lines.map(line => (JSON.parse(line) as LedgerEntry).op)).toEqual([
      'run',
      'intent',
      'intent',
      'intent',
      'created',
      'created',
      'refused',
      'deleted',
    ]);
  });

  it('torn while it was written loses that entry only, also when it is written on', () => {
    const ledger = new Ledger(ledgerFile());
    ledger.begin({ url: 'http://t', tag: 'cvt' });
    ledger.intend('option', 'a');
    ledger.created(1, 'id-a');
    ledger.intend('option', 'b');
    appendFileSync(ledger.file, '\n{"op":"created","n":2,"i');
    expect(readLedger(ledger.file).remaining).toMatchObject([{ n: 1, id: 'id-a' }, { n: 2 }]);
    new Ledger(ledger.file).deleted('id-a');
    expect(readLedger(ledger.file)).toMatchObject({ deleted: 1, remaining: [{ n: 2 }] });
  });

  it('that is not there says that nothing was made', () => {
    expect(readLedger(ledgerFile())).toEqual({ url: '', tag: '', created: 0, deleted: 0, remaining: [] });
  });

  it('is gone when it is discarded, also twice', () => {
    const ledger = new Ledger(ledgerFile());
    ledger.begin({ url: '', tag: '' });
    ledger.discard();
    ledger.discard();
    expect(existsSync(ledger.file)).toBe(false);
  });

  it('in a place that cannot be written stops the run before anything is made', () => {
    const file = ledgerFile();
    writeFileSync(file, '');
    expect(() => new Ledger(join(file, 'ledger.jsonl'))).toThrow();
  });

  it('costs well below a millisecond an entry', () => {
    const ledger = new Ledger(ledgerFile());
    const start = performance.now();
    for (let i = 0; i < 1_000; i += 1) ledger.intend('option', 'cvtabcdefghiaab-size');
    expect((performance.now() - start) / 1_000).toBeLessThan(0.5);
  });
});
