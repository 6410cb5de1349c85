import { expect, test } from 'vitest';
import { startReference } from '../../reference/server.ts';
import { createService } from '../../reference/service.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite } from './run-suite.ts';

const WHICH = new RegExp(process.env.CH ?? 'Bulk|Transport|Credentials');
const mine = chapters.filter(c => WHICH.test(c.title));
void createService;
test.each([
  [1, {}],
  [2, {}],
  [3, { lagMs: 300 }],
  [4, { latencyMs: 5 }],
] as const)('healthy %i', async (seed, o) => {
  const r = await startReference({ seedData: 20, ...o, ...(process.env.TOKEN && { token: 's3cret-token' }) });
  try {
    const { points, requests } = await runSuite(r.url, mine, {
      seed,
      ...(process.env.TOKEN && { token: 's3cret-token' }),
      ...(seed === 3 && { budgets: { settleMs: 10000, readMs: 2000 } }),
    } as never);
    console.log(
      requests,
      points.length,
      JSON.stringify(
        points.reduce((a: Record<string, number>, p) => ({ ...a, [p.verdict]: (a[p.verdict] ?? 0) + 1 }), {}),
      ),
    );
    for (const p of points)
      if (!['pass'].includes(p.verdict)) console.log(p.id, p.verdict, p.reason, p.expected, p.received);
    expect(
      points.filter(p => !['pass', 'observed', 'inapplicable'].includes(p.verdict)).map(p => p.id),
    ).toEqual([]);
  } finally {
    await r.close();
  }
});
