/** How a service can differ from the documented reference: the parts that faults and legal variants are made of. */
import { type OpenApiDocument, openapi } from '../specs/contract.ts';
import { documented, type Semantics } from '../specs/model/semantics.ts';
import type { OperationId } from '../specs/operations.ts';
import { type Door, door } from './door.ts';
import { anyOf, type Race } from './race.ts';
import type { Handle, Respond } from './wire.ts';

/** One value of the contract document replaced, or removed when `to` is left out. */
export interface Patch {
  /** JSON pointer into `specs/openapi.json`. */
  at: string;
  to?: unknown;
}

/** Reads that are served from a view some time behind the writes. */
export interface Lag {
  operations: readonly OperationId[];
  ms: number;
  /** Only every second read is behind, as when two replicas take turns. */
  inTurns?: boolean;
}

/** Where a change sits. */
export type Change =
  /** In rules of the model. */
  | { rules: (sound: Semantics) => Partial<Semantics> }
  /** In the schemas the model validates with. */
  | { contract: readonly Patch[] }
  /** Before or behind the model, where calls and replies pass. */
  | { around: (next: Handle) => Handle }
  /** In the HTTP layer. */
  | { wire: (next: Respond) => Respond }
  /** In who may come in. */
  | { door: (sound: Door) => Door }
  /** In how soon reads show writes. */
  | { lag: Lag }
  /** In what calls that are under way at once do to each other. */
  | { race: Race };

/** A change around the model, which others can be built of. */
export type Around = Extract<Change, { around: unknown }>;

/** A change in rules of the model. */
export function rules(change: (sound: Semantics) => Partial<Semantics>): Change {
  return { rules: change };
}

/** The parts of a service that changes replace. */
export interface Parts {
  semantics: Semantics;
  document: OpenApiDocument;
  around: (next: Handle) => Handle;
  wire: (next: Respond) => Respond;
  door: Door;
  lags: readonly Lag[];
  race: Race;
}

/** Puts changes together; later ones lie outside earlier ones. */
export function assemble(changes: readonly Change[]): Parts {
  const parts: Parts = {
    semantics: documented,
    document: openapi,
    around: next => next,
    wire: next => next,
    door,
    lags: [],
    race: anyOf([]),
  };
  const races: Race[] = [];
  for (const change of changes) {
    if ('rules' in change) parts.semantics = { ...parts.semantics, ...change.rules(parts.semantics) };
    else if ('contract' in change) parts.document = patched(parts.document, change.contract);
    else if ('around' in change) parts.around = outside(change.around, parts.around);
    else if ('door' in change) parts.door = change.door(parts.door);
    else if ('wire' in change) parts.wire = outside(change.wire, parts.wire);
    else if ('race' in change) races.push(change.race);
    else parts.lags = [...parts.lags, change.lag];
  }
  return { ...parts, race: anyOf(races) };
}

function outside<T>(outer: (next: T) => T, inner: (next: T) => T): (next: T) => T {
  return next => outer(inner(next));
}

/** The contract with these values replaced. */
function patched(document: OpenApiDocument, patches: readonly Patch[]): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { at, to } of patches) {
    const steps = at.split('/').slice(1);
    const last = steps.pop() ?? '';
    const holder = steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], copy);
    if (typeof holder !== 'object' || holder === null || !(last in holder))
      throw new Error(`reference: nothing at ${at} to patch`);
    if (to === undefined) delete (holder as Record<string, unknown>)[last];
    else (holder as Record<string, unknown>)[last] = to;
  }
  return copy;
}
