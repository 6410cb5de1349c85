/** How much of the contract a run's traffic showed, by operation; what the results carry, set against what there is. */
import type { CheckResult } from '../engine/result.ts';
import { OPERATIONS, type OperationId } from '../specs/operations.ts';
import { CELL_KINDS, type Cell, type CellKind, surfaceOf } from '../specs/surface.ts';

/** Of one kind of thing, how many were shown, and which were not. */
export interface Covered {
  covered: number;
  of: number;
  /** By the path above them: `{ "customization.choicesSettings.choices[]": ["colorCode"] }`, `""` being the body itself. */
  missing: Record<string, string[]>;
}

export interface OperationCoverage extends Record<CellKind, Covered> {
  /** How many exchanges were answered with each. */
  statuses: Record<string, number>;
  codes: {
    /** Published codes that were answered. */
    covered: string[];
    /** Published codes that were not. */
    missing: string[];
    /** Codes that were answered though no page publishes them for the operation. */
    unpublished: string[];
  };
}

export interface CoverageReport {
  /** Those that were called. */
  operations: Partial<Record<OperationId, OperationCoverage>>;
  /** Those that were not. */
  uncalled: OperationId[];
}

/** What the results say of one operation. */
interface Traffic {
  cells: Set<string>;
  codes: Set<string>;
  statuses: Map<string, number>;
}

const ALL = Object.keys(OPERATIONS) as OperationId[];

/** The coverage of a run, out of what its results carry. */
export function buildCoverage(checks: readonly Pick<CheckResult, 'covered'>[]): CoverageReport {
  const traffic = new Map<string, Traffic>();
  for (const text of checks.flatMap(({ covered }) => covered)) enter(traffic, text);
  const operations: CoverageReport['operations'] = {};
  const uncalled: OperationId[] = [];
  for (const operation of ALL) {
    const seen = traffic.get(operation);
    if (seen) operations[operation] = coverageOf(operation, seen);
    else uncalled.push(operation);
  }
  return { operations, uncalled };
}

/** Reads one entry of `CheckResult.covered`. */
function enter(traffic: Map<string, Traffic>, text: string): void {
  const blank = text.indexOf(' ');
  const [operation, what] = [text.slice(0, blank), text.slice(blank + 1)];
  const seen = traffic.get(operation) ?? { cells: new Set(), codes: new Set(), statuses: new Map() };
  traffic.set(operation, seen);
  if (what.startsWith('!')) seen.codes.add(what.slice(1));
  else if (/^[<>]/.test(what)) seen.cells.add(text);
  else {
    const [status = '', count] = what.split('*');
    seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + Number(count));
  }
}

function coverageOf(operation: OperationId, { cells: seen, codes, statuses }: Traffic): OperationCoverage {
  const { cells, codes: published } = surfaceOf(operation);
  const kinds = CELL_KINDS.map(kind => {
    return [
      kind,
      coveredOf(
        cells.filter(cell => cell.kind === kind),
        seen,
      ),
    ] as const;
  });
  return {
    statuses: Object.fromEntries([...statuses].sort(([a], [b]) => Number(a) - Number(b))),
    ...(Object.fromEntries(kinds) as Record<CellKind, Covered>),
    codes: {
      covered: [...published].filter(code => codes.has(code)),
      missing: [...published].filter(code => !codes.has(code)),
      unpublished: [...codes].filter(code => !published.has(code)).sort(),
    },
  };
}

function coveredOf(cells: readonly Cell[], seen: ReadonlySet<string>): Covered {
  const missing: Covered['missing'] = {};
  const left = cells.filter(({ text }) => !seen.has(text));
  for (const { above, name } of left) missing[above] = [...(missing[above] ?? []), name];
  return { covered: cells.length - left.length, of: cells.length, missing };
}

/** Shown and in all. */
export interface Share {
  covered: number;
  of: number;
}

/** The shares of a table's columns, of one operation or of several together; those of codes leave out the unpublished. */
export function sharesOf(operations: readonly OperationCoverage[]): Record<string, Share> {
  const sum = (...kinds: CellKind[]): Share => ({
    covered: total(operations.flatMap(one => kinds.map(kind => one[kind].covered))),
    of: total(operations.flatMap(one => kinds.map(kind => one[kind].of))),
  });
  const codes = operations.map(({ codes }) => codes);
  return {
    'request fields': sum('requestFields'),
    'filter conditions': sum('filterConditions'),
    'response fields': sum('responseFields'),
    'enum members': sum('requestEnumMembers', 'responseEnumMembers'),
    codes: {
      covered: total(codes.map(({ covered }) => covered.length)),
      of: total(codes.map(({ covered, missing }) => covered.length + missing.length)),
    },
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
