/** The schema generators, hooked up to the contract: by schema name, typed, and fit to be sent. */

import fc from 'fast-check';
import { openapi, type SchemaName, type Schemas } from '../specs/contract.ts';
import { asObject } from '../specs/json.ts';
import { readable } from './faker.ts';
import { SORTABLE } from './query.ts';
import type { InvalidCase } from './schema/cases.ts';
import { type InvalidOptions, invalidArbitrary, invalidCases, mutations } from './schema/invalid.ts';
import type { Invalid } from './schema/mutate.ts';
import { resolverOf } from './schema/schema.ts';
import { type Refine, type ValidOptions, validArbitrary } from './schema/valid.ts';

export type ContractOptions = Partial<Omit<InvalidOptions, 'resolve'>>;

const resolve = resolverOf(openapi);

/** A reference to a schema of the contract. */
function refTo(name: SchemaName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Everything a schema of the contract allows, whether or not the rules between fields do. */
export function anyOf<N extends SchemaName>(
  name: N,
  options: ContractOptions = {},
): fc.Arbitrary<Schemas[N]> {
  return validArbitrary<Schemas[N]>(refTo(name), { resolve, ...options });
}

/**
 * Values of a schema of the contract that also keep the rules between fields and stay where the sources are clear:
 * what a suite may send and expect to be taken.
 */
export function validOf<N extends SchemaName>(
  name: N,
  options: ContractOptions = {},
): fc.Arbitrary<Schemas[N]> {
  return validArbitrary<Schemas[N]>(refTo(name), sendable(options));
}

/** Invalid values of a schema, each beside a control as {@link validOf} makes them. */
export function invalidOf<N extends SchemaName>(
  name: N,
  options: ContractOptions = {},
): fc.Arbitrary<Invalid<Schemas[N]>> {
  return invalidArbitrary<Schemas[N]>(refTo(name), sendable(options)).map(found => ({
    ...found,
    of: settled(found.of),
  }));
}

/** One invalid value for each case that a given control has the place for. */
export function mutationsOf<N extends SchemaName>(
  name: N,
  control: Schemas[N],
  options: ContractOptions = {},
): Invalid<Schemas[N]>[] {
  const { finish: _, ...rest } = sendable(options);
  return mutations(refTo(name), control, rest).map(found => ({ ...found, of: settled(found.of) }));
}

/** All ways to break a schema of the contract by one keyword. */
export function casesOf(name: SchemaName, options: ContractOptions = {}): InvalidCase[] {
  return invalidCases(refTo(name), sendable(options)).map(settled);
}

/** No source says what becomes of unknown properties (SIL-45), wherever they stand. */
function settled(one: InvalidCase): InvalidCase {
  return one.keyword === 'additionalProperties' ? { silence: 'SIL-45', ...one } : one;
}

function sendable(options: ContractOptions): InvalidOptions {
  return { resolve, finish: finished, ...options, refine: { ...REFINEMENTS, ...options.refine } };
}

/** Readable most of the time, edges often enough. */
function named(kind: Parameters<typeof readable>[0]): Refine {
  return derived => fc.oneof({ weight: 2, arbitrary: readable(kind) }, { weight: 3, arbitrary: derived });
}

const changed =
  (change: (value: Record<string, unknown>) => unknown): Refine =>
  derived =>
    derived.map(value => change(asObject(value)));

const REFINEMENTS: NonNullable<ValidOptions['refine']> = {
  CustomizationName: named('customization'),
  ChoiceName: named('choice'),
  FreeTextTitle: named('title'),
  // Typed as free text, yet every example shows a GUID (SIL-25).
  EntityId: () => fc.uuid(),
  Guid: () => fc.uuid(),
  Filter: () => fc.constant({}),
  Sorting: changed(value => ({
    ...value,
    fieldName: SORTABLE[String(value.fieldName).length % SORTABLE.length],
  })),
  NewTextChoicesSettings: changed(unlikeNames),
  NewSwatchChoicesSettings: changed(unlikeNames),
  AddCustomizationChoicesRequest: changed(unlikeNames),
  SetCustomizationChoicesRequest: changed(unlikeNames),
  NewFreeTextSettings: changed(orderedCounts),
  FreeTextSettingsPatch: changed(orderedCounts),
};

/** Drops choices whose names differ from an earlier one in case or blanks only: no source says whether they clash (SIL-30). */
function unlikeNames<T extends Record<string, unknown>>(settings: T): T {
  const { choices } = settings;
  if (!Array.isArray(choices)) return settings;
  const seen = new Set<string>();
  const kept = choices.filter(choice => {
    const key = String(asObject(choice).name).normalize('NFKC').trim().toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
  return { ...settings, choices: kept };
}

/** `minCharCount` up to `maxCharCount` (SIL-33), and room for at least one character. */
function orderedCounts<T extends Record<string, unknown>>(settings: T): T {
  const { minCharCount: min, maxCharCount: max } = settings;
  if (typeof max !== 'number') return settings;
  if (typeof min !== 'number') return { ...settings, maxCharCount: Math.max(max, 1) };
  return { ...settings, minCharCount: Math.min(min, max), maxCharCount: Math.max(min, max, 1) };
}

/** Members that are fit to send only where they are what is being tried. */
const UNSETTLED = new Set([
  // Names of choices the server has yet to make; `primaryChoiceIds` of the choice updates stay, see `finished`.
  'primaryChoiceIds',
  // A target may want an image it can fetch.
  'displayImage',
  // A cursor is only ever one the target gave out.
  'cursor',
]);

/** Takes out of a value what a target need not accept, but for the one change to be tried. */
function finished(value: unknown, keep: string): unknown {
  return without(value, '', keep, false);
}

function without(value: unknown, path: string, keep: string, free: boolean): unknown {
  if (Array.isArray(value)) return value.map((item, index) => without(item, `${path}[${index}]`, keep, free));
  if (typeof value !== 'object' || value === null) return value;
  // Prices belong to modifiers; nobody says what they do on an option (CUST-CREATE-063).
  const priceless = free || ('customizationType' in value && value.customizationType === 'PRODUCT_OPTION');
  const isNewChoice = 'choiceType' in value || 'name' in value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const unsettled = UNSETTLED.has(key)
      ? isNewChoice || key === 'cursor'
      : priceless && key === 'defaultAddedPrice';
    return unsettled && !keep.startsWith(at) ? [] : [[key, without(member, at, keep, priceless)] as const];
  });
  return Object.fromEntries(members);
}
