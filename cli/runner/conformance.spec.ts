/**
 * The one file Vitest runs: a test per check. All of them start at once, because the limiter alone decides what waits;
 * the standing checks come last, because they need all traffic, that of checks nobody asked for included.
 */
import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, describe, inject, test } from 'vitest';
import type { CheckResult } from '../../engine/result.ts';
import { runCheck } from '../../engine/run-check.ts';
import { Session } from '../../engine/session.ts';
import { reportStanding } from '../../engine/standing.ts';
import { gravest } from '../../engine/verdict.ts';
import { ALLURE_META_KEY, allureMessages } from '../../reports/allure.ts';
import { chapters } from '../../suites/index.ts';
import { select, supporting } from '../selection.ts';
import { INTERRUPT_CHANNEL, NEWS_CHANNEL } from './worker-settings.ts';

const settings = inject('conformance');
const news = new BroadcastChannel(NEWS_CHANNEL);
const selected = select(chapters, settings);
const session = new Session({
  ...settings,
  invariants: chapters.flatMap(({ standing = [] }) =>
    standing.flatMap(({ points }) => points.map(({ invariant }) => invariant)),
  ),
  replay: check => `${settings.replayCommand} --only '${check}'`,
  exploring: {
    budget: settings.budget,
    kept: settings.kept,
    onlyKept: settings.onlyKept,
    replay: token => `${settings.replayCaseCommand} ${token}`,
    tell: each => news.postMessage(each),
  },
});

const interrupts = new BroadcastChannel(INTERRUPT_CHANNEL);
interrupts.onmessage = () => session.interrupt();
// An interrupt may have come before this channel was there.
interrupts.postMessage('ready');

afterAll(async () => {
  interrupts.close();
  news.close();
  await session.close();
});

interface Running {
  task: { meta: object };
  skip: (note?: string) => never;
}

/** Leaves the result where the main process and Allure look for it; Vitest's own verdict follows the check's. */
function conclude({ task, skip }: Running, result: CheckResult): void {
  Object.assign(task.meta, {
    check: result,
    [ALLURE_META_KEY]: allureMessages(result, { seed: settings.seed }),
  });
  const verdict = gravest(result.points.map(point => point.verdict));
  if (verdict === 'fail' || verdict === 'harness-error') throw new Error(`${result.id}: ${verdict}`);
  if (verdict === 'inconclusive' || verdict === 'inapplicable') skip(verdict);
}

let order = 0;
for (const { title, checks } of selected) {
  if (checks.length === 0) continue;
  describe.concurrent(title, () => {
    for (const check of checks) {
      const place = order++;
      test(check.title, async context => conclude(context, await runCheck(check, title, session, place)));
    }
  });
}

const support = Promise.all(
  supporting(chapters, settings).map(check => runCheck(check, '', session, order++)),
);
/** What the supporting checks sent and showed; entered once, for the first standing check. */
let unaccounted: Promise<Pick<CheckResult, 'requests' | 'covered'>> | undefined = support.then(results => ({
  requests: results.reduce((total, { requests }) => total + requests, 0),
  covered: results.flatMap(({ covered }) => covered),
}));

for (const { title, standing = [] } of selected) {
  for (const check of standing) {
    test(check.title, async context => {
      await support;
      const { requests = 0, covered = [] } = (await unaccounted) ?? {};
      unaccounted = undefined;
      const result = reportStanding(check, title, session);
      conclude(context, { ...result, requests, covered: [...covered, ...result.covered] });
    });
  }
}
