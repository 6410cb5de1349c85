/** `list` and `explain`: what is checked, by what, and why. */
import type { Check } from '../engine/check.ts';
import type { StandingCheck } from '../engine/standing.ts';
import { faults } from '../reference/faults/index.ts';
import { type Requirement, requirements, silences } from '../specs/registry.ts';
import { chapters } from '../suites/index.ts';
import { UsageError } from './usage.ts';

type AnyCheck = Check | StandingCheck;

function allChecks(): AnyCheck[] {
  return chapters.flatMap(({ checks, standing = [] }) => [...checks, ...standing]);
}

/** Point ids by the requirement they judge. */
export function pointsByRequirement(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const check of allChecks()) {
    for (const { name, requirement } of check.points) {
      map.set(requirement, [...(map.get(requirement) ?? []), `${check.id}/${name}`]);
    }
  }
  return map;
}

/** Ids of the faults that are there for a requirement: each turns a point of it red. */
function faultsByRequirement(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const {
    id,
    requirements: [broken],
  } of faults)
    map.set(broken, [...(map.get(broken) ?? []), id]);
  return map;
}

/** Why no point judges a requirement; `undefined` when one does. */
export function whyUncovered(
  { id, area, needs, unchecked }: Requirement,
  covered: ReadonlyMap<string, unknown>,
) {
  if (covered.has(id)) return undefined;
  if (unchecked) return unchecked;
  if (needs) return `needs a fixture: ${needs}`;
  const judged = [...covered.keys()].some(other => other.startsWith(`${area}-`));
  return judged ? 'no check yet' : `the area ${area} has no checks yet`;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export interface ListOptions {
  requirements?: boolean;
  uncovered?: boolean;
}

export function listCommand(options: ListOptions): number {
  const covered = pointsByRequirement();
  if (options.uncovered) {
    for (const requirement of requirements.values()) {
      const why = whyUncovered(requirement, covered);
      if (why !== undefined)
        write(`${requirement.id}  ${requirement.level}  ${requirement.statement}  (${why})`);
    }
  } else if (options.requirements) {
    const proofs = faultsByRequirement();
    for (const { id, level, strength, statement, sources } of requirements.values()) {
      write(`${id}  ${level}, ${strength}  ${statement}`);
      for (const point of covered.get(id) ?? []) write(`    judged by  ${point}`);
      for (const fault of proofs.get(id) ?? []) write(`    proven by  ${fault}`);
      for (const { label, url } of sources) write(`    source     ${label}  ${url}`);
    }
  } else {
    for (const { title, checks, standing = [] } of chapters) {
      write(title);
      for (const check of [...checks, ...standing])
        write(`  ${check.id}  [${check.profile}]  ${check.title}`);
    }
  }
  return 0;
}

/** @throws UsageError when nothing has the id */
export function explainCommand(id: string): number {
  const wanted = id.toLowerCase();
  const check = allChecks().find(candidate =>
    [candidate.id, ...candidate.points.map(({ name }) => `${candidate.id}/${name}`)].includes(wanted),
  );
  if (check) return explainCheck(check);
  const requirement = requirements.get(id.toUpperCase());
  if (requirement) return explainRequirement(requirement);
  const silence = silences.get(id.toUpperCase());
  if (!silence)
    throw new UsageError(
      `nothing has the id "${id}"; \`list\` shows checks, \`list --requirements\` requirements`,
    );
  write(`${silence.id}: ${silence.topic}`);
  write(`the sources: ${silence.sources}`);
  write(`what the suite does: ${silence.treatment}`);
  return 0;
}

function explainCheck(check: AnyCheck): number {
  write(`${check.id}  [${check.profile}]`);
  write(check.title);
  for (const { name, requirement, level } of check.points) {
    write(`  ${name}: ${requirement} (${level})  ${requirements.get(requirement)?.statement ?? ''}`);
  }
  return 0;
}

function explainRequirement(requirement: Requirement): number {
  const { id, statement, level, strength, reason, sources } = requirement;
  const covered = pointsByRequirement();
  write(`${id}: ${statement}`);
  write(`level ${level}, ${strength}${reason ? ` — ${reason}` : ''}`);
  for (const { label, url } of sources) write(`  source ${label}: ${url}`);
  for (const point of covered.get(id) ?? []) write(`  judged by ${point}`);
  for (const fault of faultsByRequirement().get(id) ?? []) write(`  proven by the fault ${fault}`);
  const why = whyUncovered(requirement, covered);
  if (why !== undefined) write(`  not judged: ${why}`);
  return 0;
}
