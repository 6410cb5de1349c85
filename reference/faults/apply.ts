/** From ids of faults to the parts of a service that they replace. */
import { type OpenApiDocument, openapi } from '../../specs/contract.ts';
import { documented, type Semantics } from '../../specs/model/semantics.ts';
import type { Handle, Respond } from '../wire.ts';
import { patched } from './contracts.ts';
import { findFault } from './index.ts';

export interface Defects {
  semantics: Semantics;
  document: OpenApiDocument;
  around: (next: Handle) => Handle;
  wire: (next: Respond) => Respond;
}

/**
 * Puts faults together; later ones lie outside earlier ones.
 * @throws Error when there is no fault of one of these ids
 */
export function applyFaults(ids: readonly string[]): Defects {
  const defects: Defects = {
    semantics: documented,
    document: openapi,
    around: next => next,
    wire: next => next,
  };
  for (const id of ids) {
    const { how } = findFault(id);
    if ('rules' in how) defects.semantics = { ...defects.semantics, ...how.rules(defects.semantics) };
    else if ('contract' in how) defects.document = patched(defects.document, how.contract);
    else if ('around' in how) defects.around = outside(how.around, defects.around);
    else defects.wire = outside(how.wire, defects.wire);
  }
  return defects;
}

function outside<T>(outer: (next: T) => T, inner: (next: T) => T): (next: T) => T {
  return next => outer(inner(next));
}
