/**
 * The requirement registry: every testable sentence of the contract, as reviewed data.
 * Loading checks the data and throws on the first fault: a broken registry must never judge anyone.
 */
import { createRequire } from 'node:module';

export const STRENGTHS = ['documented', 'implied', 'undocumented'] as const;
export const LEVELS = ['must', 'should', 'observe'] as const;
export const FIXTURES = ['creds', 'site', 'two sites'] as const;

export interface Source {
  /** The code used in the data files, with its remark if any, e.g. `D-query (absent from R)`. */
  label: string;
  /** Where to read it; a description where the source has no address. */
  url: string;
}

export interface Requirement {
  id: string;
  /** The behaviour area, e.g. `CUST-CREATE`. */
  area: string;
  /** How well it is founded. */
  strength: (typeof STRENGTHS)[number];
  /** How it is judged. */
  level: (typeof LEVELS)[number];
  /** Why it has this level, where the strength alone does not say. */
  reason?: string;
  statement: string;
  sources: Source[];
  /** A fixture that the operator must supply before it can be judged. */
  needs?: (typeof FIXTURES)[number];
  /** Belongs to an operation in Developer Preview. */
  preview?: boolean;
  /** Why no point judges it, when none can from outside. */
  unchecked?: string;
}

/** A place where the sources are silent or disagree, and what a fair suite does about it. */
export interface Silence {
  id: string;
  topic: string;
  sources: string;
  treatment: string;
}

interface RequirementRow extends Omit<Requirement, 'area' | 'sources'> {
  sources: string;
}

const AREAS = {
  customizations: [
    'model',
    'create',
    'get',
    'update',
    'delete',
    'query-filter',
    'query-sort',
    'query-page',
    'query-fields',
    'count',
    'choices-add',
    'choices-set',
    'choices-remove',
    'choices-update',
    'choices-reorder',
    'bulk',
    'error',
    'auth',
    'transport',
  ],
  products: [
    'create',
    'option',
    'modifier',
    'variant',
    'update',
    'read',
    'bulk',
    'delete',
    'error',
    'read-only-variants',
  ],
} as const;

const load = createRequire(import.meta.url);
const addresses = load('#specs/sources.json') as Record<string, Record<string, string>>;

/** Splits `D-query, T, R (spells `$ge`/`$le`)` into its sources, commas inside brackets left alone. */
function resolveSources(text: string, api: string): Source[] {
  return text.split(/,\s*(?![^()]*\))|\s+vs\s+/).map(label => {
    const code = /^\S+/.exec(label)?.[0] ?? '';
    const url = addresses[api]?.[code];
    if (url === undefined) throw new Error(`specs: source "${label}" of "${text}" has no address`);
    return { label, url };
  });
}

function checkRow(row: RequirementRow, area: string): void {
  const where = `specs: requirement ${row.id}`;
  if (!new RegExp(`^${area}-\\d{3}$`).test(row.id))
    throw new Error(`${where} does not belong to area ${area}`);
  if (!STRENGTHS.includes(row.strength)) throw new Error(`${where} has unknown strength "${row.strength}"`);
  if (!LEVELS.includes(row.level)) throw new Error(`${where} has unknown level "${row.level}"`);
  if (row.needs && !FIXTURES.includes(row.needs)) throw new Error(`${where} needs unknown "${row.needs}"`);
  if (!row.statement) throw new Error(`${where} has no statement`);
}

function readArea(api: string, name: string): Requirement[] {
  const file = load(`#specs/requirements/${api}/${name}.json`) as {
    area: string;
    requirements: RequirementRow[];
  };
  return file.requirements.map(row => {
    checkRow(row, file.area);
    return { ...row, area: file.area, sources: resolveSources(row.sources, api) };
  });
}

function byId<T extends { id: string }>(rows: T[]): ReadonlyMap<string, T> {
  const map = new Map(rows.map(row => [row.id, row]));
  if (map.size !== rows.length) throw new Error('specs: two rows of the registry share an id');
  return map;
}

/** Every requirement, by id, in the order of the data files. */
export const requirements: ReadonlyMap<string, Requirement> = byId(
  Object.entries(AREAS).flatMap(([api, names]) => names.flatMap(name => readArea(api, name))),
);

/** The register of silences and contradictions (SIL-*, X-*), by id. */
export const silences: ReadonlyMap<string, Silence> = byId(
  ['customizations', 'products'].flatMap(
    api => (load(`#specs/register/${api}.json`) as { register: Silence[] }).register,
  ),
);

/**
 * The requirement with this id.
 * @throws Error when the registry has no such id
 */
export function requirement(id: string): Requirement {
  const found = requirements.get(id);
  if (!found) throw new Error(`specs: no requirement has the id "${id}"`);
  return found;
}
