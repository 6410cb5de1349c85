/** The document `conformance-report.json`: what a run found, as plain data every renderer works from. */
import type {
  CheckResult,
  Counterexample,
  ExchangeRecord,
  Exploration,
  Hygiene,
  Lag,
  PointResult,
  Profile,
  RunResult,
} from '../engine/result.ts';
import { PROFILES } from '../engine/result.ts';
import {
  type ExitCode,
  exitCode,
  gravest,
  type Level,
  profileVerdict,
  type RunVerdict,
  runVerdict,
  type Tally,
  tally,
  type Verdict,
} from '../engine/verdict.ts';
import { requirements as registry, requirement } from '../specs/registry.ts';
import { buildCoverage, type CoverageReport } from './coverage.ts';
import { curlOf, isCredential } from './curl.ts';

/** One judged fact, with the title and chapter of the check it belongs to. */
export interface ReportPoint extends Omit<PointResult, 'counterexample'> {
  title: string;
  chapter: string;
  counterexample?: ReportCounterexample;
}

/** A counterexample as the report shows it. */
export interface ReportCounterexample extends Omit<Counterexample, 'exchanges'> {
  /** Shell commands that send its requests again, one after the other. */
  curl: string;
}

export interface ReportRequirement {
  id: string;
  level: Level;
  /** The gravest of its points. */
  verdict: Verdict;
  /** Ids of the points that judge it. */
  points: string[];
}

/** What generated cases a check tried. */
export interface ReportExploration extends Exploration {
  check: string;
}

/** How a profile came out; `inapplicable` when the target does not claim it and nothing of it was judged. */
export type ProfileReport = Tally & { verdict: RunVerdict | 'inapplicable' };

/** Version 1 of the report; `conformance-report.schema.json` is its JSON Schema. */
export interface ConformanceReport {
  schemaVersion: 1;
  suite: RunResult['suite'];
  target: RunResult['target'];
  run: RunResult['run'];
  verdict: RunVerdict;
  profiles: Partial<Record<Profile, ProfileReport>>;
  points: ReportPoint[];
  requirements: ReportRequirement[];
  hygiene: Hygiene;
  lag: Lag;
  explorations: ReportExploration[];
  coverage: CoverageReport;
}

const HIDDEN = '[redacted]';

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isCredential(name) || name.toLowerCase() === 'set-cookie' ? HIDDEN : value,
    ]),
  );
}

/** The exchange without credentials. The engine has redacted it already; a second look costs nothing. */
export function safeExchange(exchange: ExchangeRecord): ExchangeRecord {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: { ...request, url: safeUrl(request.url), headers: withoutCredentials(request.headers) },
    ...(response && { response: { ...response, headers: withoutCredentials(response.headers) } }),
  };
}

/** The address without the user name and password it may carry. */
export function safeUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1');
}

/** A point as the report shows it: its check's words added, credentials gone, the command to repeat it filled in. */
export function reportPoint(point: PointResult, check: CheckResult): ReportPoint {
  const { counterexample, ...rest } = point;
  const shown: ReportPoint = {
    ...rest,
    title: check.title,
    chapter: check.chapter,
    ...(counterexample && { counterexample: reportCounterexample(counterexample) }),
  };
  if (!point.exchange) return shown;
  const exchange = safeExchange(point.exchange);
  return { ...shown, exchange, curl: point.curl ?? curlOf(exchange.request) };
}

function reportCounterexample({ exchanges, ...rest }: Counterexample): ReportCounterexample {
  return { ...rest, curl: exchanges.map(exchange => curlOf(safeExchange(exchange).request)).join('\n') };
}

function profileReports(
  points: readonly ReportPoint[],
  claims: readonly Profile[],
): ConformanceReport['profiles'] {
  const reports: ConformanceReport['profiles'] = {};
  for (const profile of PROFILES) {
    const verdicts = points.filter(point => point.profile === profile).map(point => point.verdict);
    const claimed = claims.includes(profile);
    if (verdicts.length === 0 && !claimed) continue;
    const counts = tally(verdicts);
    // Whatever was judged counts, claimed or not: a red point must never disappear behind a missing claim.
    const counted = claimed || counts.inapplicable < verdicts.length;
    reports[profile] = { verdict: counted ? profileVerdict(counts) : 'inapplicable', ...counts };
  }
  return reports;
}

function requirementReports(points: readonly ReportPoint[]): ReportRequirement[] {
  const cited = new Map<string, ReportPoint[]>();
  for (const point of points)
    for (const id of point.requirements) cited.set(id, [...(cited.get(id) ?? []), point]);
  const order = [...registry.keys()];
  return [...cited]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([id, judges]) => ({
      id,
      level: requirement(id).level,
      verdict: gravest(judges.map(point => point.verdict)),
      points: judges.map(point => point.id),
    }));
}

/**
 * The report of a run.
 * @throws Error when a point cites a requirement the registry does not have
 */
export function buildReport(result: RunResult): ConformanceReport {
  const points = result.checks.flatMap(check => check.points.map(point => reportPoint(point, check)));
  const profiles = profileReports(points, result.target.claims);
  const verdicts = Object.values(profiles)
    .map(profile => profile.verdict)
    .filter(verdict => verdict !== 'inapplicable');
  return {
    schemaVersion: 1,
    suite: result.suite,
    target: { ...result.target, url: safeUrl(result.target.url) },
    run: result.run,
    verdict: runVerdict(verdicts, { partial: result.run.partial }),
    profiles,
    points,
    requirements: requirementReports(points),
    hygiene: result.hygiene,
    lag: result.lag,
    explorations: result.checks.flatMap(({ id, explored }) => (explored ? [{ check: id, ...explored }] : [])),
    coverage: buildCoverage(result.checks),
  };
}

/** The exit code of a run, from its report alone. */
export function reportExitCode(report: ConformanceReport): ExitCode {
  return exitCode(report.verdict, tally(report.points.map(point => point.verdict)));
}
