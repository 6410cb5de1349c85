import { appendFileSync } from 'node:fs';
import { test } from 'vitest';
import { startReference } from '../../reference/server.ts';
import { variants } from '../../reference/variants/index.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite } from './run-suite.ts';
const QUIET = ['pass', 'observed', 'inapplicable'];
const only = process.env.V?.split(',');
const OUT = '/tmp/variants.out';
const sets = only ? only.map(v => v.split('+')) : variants.map(v => [v.id]);
test.each(sets.map(s => [s.join('+'), s] as const))('%s', async (name, ids) => {
  const target = await startReference({ variants: ids, seedData: 30 });
  const slow = variants.some(v => ids.includes(v.id) && v.how.some(h => 'lag' in h));
  const t = Date.now();
  try {
    const { points } = await runSuite(target.url, chapters, { ...(process.env.SEED && {seed: Number(process.env.SEED)}), ...(slow ? { budgets: { settleMs: 10_000, readMs: 2_000 } } : {}), });
    const bad = points.filter(({ verdict }) => !QUIET.includes(verdict));
    const declared = variants.filter(v => ids.includes(v.id)).flatMap(v => v.warns ?? []);
    const unexpected = bad.filter(p => !(p.verdict === 'fail' && p.requirements.some(r => declared.includes(r))));
    const missing = declared.filter(r => !bad.some(p => p.requirements.includes(r)));
    appendFileSync(OUT, `${name} ${Date.now() - t}ms points=${points.length} missingwarns=${missing.join(',')}\n` + unexpected.map(p => `   ${p.verdict} ${p.id} ${p.requirements} ${p.reason ?? ''} | exp ${p.expected} | got ${String(p.received).slice(0, 300)}\n`).join(''));
  } finally { await target.close(); }
});
