/** Runs chapters against a target from inside a test. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBudget } from '../../cli/exploring.ts';
import type { Chapter, Check } from '../../engine/check.ts';
import type { Case } from '../../engine/explore/token.ts';
import { newRunTag } from '../../engine/names.ts';
import { type CheckResult, type PointResult, PROFILES } from '../../engine/result.ts';
import { runChapters } from '../../engine/run.ts';
import { Session } from '../../engine/session.ts';
import { type Budgets, DEFAULT_BUDGETS } from '../../engine/target.ts';

export interface SuiteRun {
  results: CheckResult[];
  points: PointResult[];
  requests: number;
}

export interface SuiteOptions {
  seed?: number;
  budgets?: Partial<Budgets>;
  wanted?: (check: Check) => boolean;
  /** A broken `should` fails; otherwise it warns. */
  strict?: boolean;
  /** Sent with every request. */
  token?: string;
  /** Requests for generated cases; none unless told. */
  explore?: number;
  /** These cases, and no others. */
  kept?: readonly Case[];
}

/** Budgets short enough for a target that never settles, long enough for one in the same process. */
const BUDGETS: Budgets = { ...DEFAULT_BUDGETS, settleMs: 400, readMs: 60, timeoutMs: 5_000 };

/** Requests that `standard` grants to generated cases. */
export const { requests: STANDARD = 0 } = parseBudget(undefined, 'standard');

export async function runSuite(
  url: string,
  chapters: readonly Chapter[],
  { seed = 1, budgets, wanted, strict = true, token, explore = 0, kept = [] }: SuiteOptions = {},
): Promise<SuiteRun> {
  const session = new Session({
    target: {
      url,
      name: 'under test',
      claims: [...PROFILES],
      headers: token === undefined ? {} : { authorization: token },
      secretHeaders: ['authorization'],
      budgets: { ...BUDGETS, ...budgets },
      boundMs: budgets?.settleMs ?? BUDGETS.settleMs,
    },
    seed,
    effort: 'standard',
    strict,
    runId: 'test',
    tag: newRunTag(),
    ledgerFile: join(mkdtempSync(join(tmpdir(), 'conformance-')), 'ledger.jsonl'),
    invariants: chapters.flatMap(({ standing = [] }) =>
      standing.flatMap(({ points }) => points.map(({ invariant }) => invariant)),
    ),
    replay: id => id,
    exploring: {
      budget: { requests: explore },
      kept: [...kept],
      onlyKept: kept.length > 0,
      replay: token => token,
    },
  });
  try {
    const results = await runChapters(chapters, session, wanted);
    return { results, points: results.flatMap(({ points }) => points), requests: session.transport.requests };
  } finally {
    await session.close();
  }
}
