/** Runs the suite against the reference with one fault, and says which points saw it. */
import type { Chapter, Check } from '../../engine/check.ts';
import type { Fault } from '../../reference/faults/fault.ts';
import { faults } from '../../reference/faults/index.ts';
import { startReference } from '../../reference/server.ts';
import { requirement } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite } from './run-suite.ts';

/** What a fault did to the suite. */
export interface FaultRun {
  fault: string;
  /** The requirement the fault is for. */
  requirement: string;
  describe: string;
  /** Ids of the points that turned red and cite that requirement. */
  seenBy: string[];
  /** Ids of the other points that turned red. */
  collateral: string[];
  undecided: number;
  harnessErrors: string[];
}

/** What a fault that never settles may cost (ms). */
const BUDGETS = { settleMs: 150, readMs: 30 };

/** Some faults are about credentials. */
const TOKEN = 'token-of-the-fault-runs';

/** Customizations of strangers on the site: some faults show only when there are more than 200 (CUST-QUERY-PAGE-042). */
const STRANGERS = 220;
/** Products of strangers: a list that passes over a filter shows them. */
const STRANGE_PRODUCTS = 12;

/** Standing checks send nothing themselves; these checks show them every kind of answer. */
const TRAFFIC =
  /^customizations\.(get|update|create\.(accept|text|swatch|free|example|server)|query\.(page|fields)|error\.(rule|no-))/;
const PRODUCT_TRAFFIC = /^products\.(create|get|options|variants|update)\.(?!.*(thousand|1001))/;

const trafficFor = (requirements: readonly string[]): RegExp =>
  requirements.some(id => id.startsWith('PROD')) ? PRODUCT_TRAFFIC : TRAFFIC;

const pointsOf = (chapter: Chapter) =>
  [...chapter.checks, ...(chapter.standing ?? [])].flatMap(({ points }) => points);

const standingRequirements = new Set(
  chapters.flatMap(({ standing = [] }) =>
    standing.flatMap(({ points }) => points.map(point => point.requirement)),
  ),
);

/** The faults of requirements that can be judged from outside. */
export const judgedFaults: Fault[] = faults.filter(({ requirements: [id] }) => !requirement(id).unchecked);

/** Requirements some point judges, other than by observing. */
export const scoredRequirements: string[] = [
  ...new Set(
    chapters
      .flatMap(pointsOf)
      .filter(({ level }) => level !== 'observe')
      .map(point => point.requirement),
  ),
];

/** Requirements that some point judges without generated cases. */
const exampleRequirements = new Set(
  chapters
    .flatMap(({ checks, standing = [] }) => [...checks.filter(({ cases }) => !cases), ...standing])
    .flatMap(({ points }) => points.map(point => point.requirement)),
);

type Selection = (check: Check) => boolean;

/** Checks with generated cases judge what examples judge as well; they stand in where there is no example. */
const isNeeded = (broken: string, { cases }: Check): boolean => !cases || !exampleRequirements.has(broken);

/** The checks that cite the broken requirement, and what its standing checks must have seen. */
export function citing({ requirements: [broken] }: Fault): Selection {
  const needsTraffic = standingRequirements.has(broken);
  return check =>
    isNeeded(broken, check) &&
    (check.points.some(point => point.requirement === broken) ||
      (needsTraffic && trafficFor([broken]).test(check.id)));
}

/** Every check of the areas the fault touches. */
export function inItsAreas({ requirements }: Fault): Selection {
  const areas = new Set(requirements.map(id => requirement(id).area));
  const needsTraffic = requirements.some(id => standingRequirements.has(id));
  return check =>
    isNeeded(requirements[0], check) &&
    (check.points.some(point => areas.has(requirement(point.requirement).area)) ||
      (needsTraffic && trafficFor(requirements).test(check.id)));
}

/** Runs the selected checks under one fault, strictly: a broken `should` is red too. */
export async function runUnder(fault: Fault, wanted: Selection): Promise<FaultRun> {
  const [broken] = fault.requirements;
  const reference = await startReference({
    faults: [fault.id],
    seedData: STRANGERS,
    seedProducts: STRANGE_PRODUCTS,
    token: TOKEN,
  });
  try {
    const { points } = await runSuite(reference.url, chapters, { budgets: BUDGETS, wanted, token: TOKEN });
    const red = points.filter(({ verdict }) => verdict === 'fail');
    return {
      fault: fault.id,
      requirement: broken,
      describe: fault.describe,
      seenBy: red.filter(point => point.requirements.includes(broken)).map(({ id }) => id),
      collateral: red.filter(point => !point.requirements.includes(broken)).map(({ id }) => id),
      undecided: points.filter(({ verdict }) => verdict === 'inconclusive').length,
      harnessErrors: points.filter(({ verdict }) => verdict === 'harness-error').map(({ id }) => id),
    };
  } finally {
    await reference.close();
  }
}
