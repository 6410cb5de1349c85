/** Cursors: opaque text that carries a whole walk, so that nothing need be remembered between pages. */
import { isObject, type Json } from '../json.ts';
import type { SortEntry } from './semantics/pages.ts';

/** A place in a walk: between the items before and after one item, which need not exist any more. */
export interface CursorPosition {
  filter: unknown;
  sort: readonly SortEntry[];
  limit: number;
  /** The free text that was searched for; none in Query. */
  text?: Json;
  towards: 'next' | 'prev';
  /** The sort fields and the id of the item at the edge of the page this cursor leads away from. */
  edge: Json;
}

/**
 * Packs a position as `<checksum>.<base64url>`.
 * Source: CUST-QUERY-PAGE-022 (filter and sort keep applying), CUST-QUERY-PAGE-023 (no loss, no repeat).
 */
export function encodeCursor({ filter, sort, limit, towards, edge, text }: CursorPosition): string {
  const packed = JSON.stringify([filter ?? null, sort, limit, towards, edge, ...(text ? [text] : [])]);
  const encoded = Buffer.from(packed).toString('base64url');
  return `${checksum(encoded)}.${encoded}`;
}

/** Unpacks a cursor; `undefined` for text that {@link encodeCursor} did not make (CUST-QUERY-PAGE-031). */
export function decodeCursor(cursor: string): CursorPosition | undefined {
  const [sum, text = '', ...rest] = cursor.split('.');
  if (rest.length > 0 || sum !== checksum(text)) return undefined;
  return unpack(Buffer.from(text, 'base64url').toString());
}

type Packed = [unknown, SortEntry[], number, CursorPosition['towards'], Json, Json?];

function unpack(packed: string): CursorPosition | undefined {
  try {
    const [filter, sort, limit, towards, edge, text] = JSON.parse(packed) as Packed;
    if (!isObject(edge) || !Array.isArray(sort)) return undefined;
    return { filter, sort, limit, towards, edge, ...(text && { text }) };
  } catch {
    return undefined;
  }
}

/** FNV-1a, 32 bits: enough to tell a made-up cursor from one of ours. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
