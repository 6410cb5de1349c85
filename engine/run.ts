/** Runs chapters in this process, without a test runner: what tests, faults and benchmarks use. */
import type { Chapter, Check } from './check.ts';
import type { CheckResult } from './result.ts';
import { runCheck } from './run-check.ts';
import type { Session } from './session.ts';
import { reportStanding } from './standing.ts';

/**
 * Runs every check at once; the limiter alone decides what waits. The standing checks come last: they need all traffic.
 * @param wanted which checks to run; standing checks are always reported
 */
export async function runChapters(
  chapters: readonly Chapter[],
  session: Session,
  wanted: (check: Check) => boolean = () => true,
): Promise<CheckResult[]> {
  const all = chapters.flatMap(({ title, checks }) => checks.filter(wanted).map(check => ({ title, check })));
  const results = await Promise.all(
    all.map(({ title, check }, order) => runCheck(check, title, session, order)),
  );
  const last = chapters.flatMap(({ title, standing = [] }) =>
    standing.map(check => reportStanding(check, title, session)),
  );
  return [...results, ...last];
}
