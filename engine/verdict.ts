/**
 * The verdict algebra (design: severity comes from the requirement's level, never from the check).
 * Pure: no I/O, no clock. Everything that decides a colour or an exit code decides it here.
 */

/** How a requirement is judged. */
export type Level = 'must' | 'should' | 'observe';

export const VERDICTS = [
  'pass',
  'fail',
  'warn',
  'observed',
  'inapplicable',
  'inconclusive',
  'harness-error',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a point could not be decided. None of these is the target's fault, and none of them is green. */
export type Undecided =
  | 'not-reached'
  | 'control-refused'
  | 'set-up-failed'
  | 'quota-reached'
  | 'not-settled'
  | 'throttled'
  | 'timed-out'
  | 'connection-lost'
  | 'not-seen'
  | 'interrupted';

/** What a judgement found, before the level turns it into a verdict. */
export type Outcome = 'held' | 'broken';

export type RunVerdict = 'conformant' | 'not-conformant' | 'inconclusive';

export const EXIT = { conformant: 0, notConformant: 1, usage: 2, inconclusive: 3, harness: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Share of a profile's scored points that may stay undecided before the profile itself is undecided. */
export const UNDECIDED_TOLERANCE = 0.05;

/** The verdict of one judged point. `strict` turns a broken `should` from `warn` into `fail`. */
export function verdictOf(level: Level, outcome: Outcome, options: { strict?: boolean } = {}): Verdict {
  if (level === 'observe') return 'observed';
  if (outcome === 'held') return 'pass';
  return level === 'must' || options.strict ? 'fail' : 'warn';
}

/** A point may soften its requirement's level (`must` → `should`), never harden it. */
export function soften(level: Level): Level {
  return level === 'must' ? 'should' : level;
}

const GRAVITY: readonly Verdict[] = [
  'harness-error',
  'fail',
  'warn',
  'inconclusive',
  'pass',
  'observed',
  'inapplicable',
];

/** The gravest of some verdicts: what a requirement with several points, or a check, shows. */
export function gravest(verdicts: Iterable<Verdict>): Verdict {
  const seen = new Set(verdicts);
  return GRAVITY.find(verdict => seen.has(verdict)) ?? 'inconclusive';
}

export type Tally = Record<Verdict, number>;

/** How many points got each verdict. */
export function tally(verdicts: Iterable<Verdict>): Tally {
  const counts = Object.fromEntries(VERDICTS.map(verdict => [verdict, 0])) as Tally;
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/**
 * The verdict of a profile. Nothing scored is never green; more than `UNDECIDED_TOLERANCE` of the scored points
 * left undecided is not green either.
 */
export function profileVerdict(counts: Tally): RunVerdict {
  if (counts.fail > 0) return 'not-conformant';
  const decided = counts.pass + counts.warn;
  const scored = decided + counts.inconclusive + counts['harness-error'];
  if (counts.pass === 0 || counts['harness-error'] > 0) return 'inconclusive';
  return counts.inconclusive > scored * UNDECIDED_TOLERANCE ? 'inconclusive' : 'conformant';
}

/** The verdict of a run: as good as its worst claimed profile; an interrupted run is never conformant. */
export function runVerdict(profiles: Iterable<RunVerdict>, options: { partial?: boolean } = {}): RunVerdict {
  const all = [...profiles];
  if (all.includes('not-conformant')) return 'not-conformant';
  if (all.length === 0 || options.partial || all.includes('inconclusive')) return 'inconclusive';
  return 'conformant';
}

/** The exit code, from the result model alone. A fault of the suite outranks everything: its other words are in doubt. */
export function exitCode(verdict: RunVerdict, counts: Tally): ExitCode {
  if (counts['harness-error'] > 0) return EXIT.harness;
  if (verdict === 'not-conformant') return EXIT.notConformant;
  return verdict === 'conformant' ? EXIT.conformant : EXIT.inconclusive;
}
