/**
 * What this run created, on disk before the request is sent: whatever happens to this process, nothing it made on a
 * target is lost track of. Append-only, one JSON object a line.
 */
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** What a ledger keeps account of; its order is the order in which they can be deleted (source: PROD-DELETE-006). */
export const KINDS = ['product', 'option', 'modifier'] as const;
export type Kind = (typeof KINDS)[number];

/** Bytes of a ledger that are read at once. */
const READ_AT_ONCE = 1 << 20;

export type LedgerEntry =
  | { op: 'run'; url: string; tag: string; at: string }
  /** About to be sent. */
  | { op: 'intent'; n: number; kind: Kind; name: string; at: string }
  /** The target answered that it exists now. */
  | { op: 'created'; n: number; id: string }
  /** The target refused it: nothing came to be. */
  | { op: 'refused'; n: number }
  /** The target refused what was to create it on the way: it should not be there, and is looked for all the same. */
  | { op: 'doubted'; n: number }
  | { op: 'deleted'; id: string };

/** Something this run made, or may have made. */
export interface Owned {
  n: number;
  kind: Kind;
  name: string;
  /** When its creation was about to be sent (ISO 8601). */
  at: string;
  /** Absent while the answer to its creation is not known. */
  id?: string;
  /** It probably never came to be. */
  doubted?: true;
}

export interface LedgerState {
  url: string;
  tag: string;
  created: number;
  deleted: number;
  /** Not known to be gone. */
  remaining: Owned[];
}

/** What a ledger's lines say is still there. Pure. */
export function replay(entries: Iterable<LedgerEntry>): LedgerState {
  const state = { url: '', tag: '', created: 0, deleted: 0 };
  const open = new Map<number, Owned>();
  for (const entry of entries) {
    if (entry.op === 'run') Object.assign(state, { url: entry.url, tag: entry.tag });
    else if (entry.op === 'intent')
      open.set(entry.n, { n: entry.n, kind: entry.kind, name: entry.name, at: entry.at });
    else if (entry.op === 'refused') open.delete(entry.n);
    else if (entry.op === 'doubted') doubt(open.get(entry.n));
    else if (entry.op === 'created') {
      const owned = open.get(entry.n);
      if (owned && owned.id === undefined) state.created += 1;
      if (owned) owned.id = entry.id;
    } else {
      for (const [n, owned] of open) if (owned.id === entry.id && open.delete(n)) state.deleted += 1;
    }
  }
  return { ...state, remaining: [...open.values()] };
}

function doubt(owned: Owned | undefined): void {
  if (owned) owned.doubted = true;
}

/** What a ledger file says is still there; nothing when there is no such file. */
export function readLedger(file: string): LedgerState {
  return replay(entriesOf(file));
}

/** A torn line (the process was killed while writing) is passed over. */
function* entriesOf(file: string): Generator<LedgerEntry> {
  for (const line of linesOf(file)) {
    try {
      yield JSON.parse(line) as LedgerEntry;
    } catch {
      // Torn.
    }
  }
}

/** The lines of a file that may be longer than a string can be, as after a night of generated cases. */
function* linesOf(file: string): Generator<string> {
  if (!existsSync(file)) return;
  const chunk = Buffer.alloc(READ_AT_ONCE);
  const decoder = new StringDecoder();
  const open = openSync(file, 'r');
  try {
    let rest = '';
    for (let read = readSync(open, chunk); read > 0; read = readSync(open, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter(Boolean);
    }
    if (rest) yield rest;
  } finally {
    closeSync(open);
  }
}

export class Ledger {
  readonly file: string;
  /** The number given last. */
  #last: number;

  /**
   * Goes on with what the file holds already.
   * @throws Error when the folder cannot be made: then nothing may be created on the target either
   */
  constructor(file: string) {
    this.file = file;
    mkdirSync(dirname(file), { recursive: true });
    this.#last = 0;
    for (const entry of entriesOf(file)) if (entry.op === 'intent') this.#last = entry.n;
  }

  /** The first line: which target, and the tag every name of this run carries. */
  begin(run: { url: string; tag: string }): void {
    this.#write({ op: 'run', ...run, at: new Date().toISOString() });
  }

  /**
   * Call before the request is sent; returns the number to report the outcome under.
   * @throws Error when it cannot be written
   */
  intend(kind: Kind, name: string): number {
    this.#last += 1;
    this.#write({ op: 'intent', n: this.#last, kind, name, at: new Date().toISOString() });
    return this.#last;
  }

  created(n: number, id: string): void {
    this.#write({ op: 'created', n, id });
  }

  refused(n: number): void {
    this.#write({ op: 'refused', n });
  }

  doubted(n: number): void {
    this.#write({ op: 'doubted', n });
  }

  deleted(id: string): void {
    this.#write({ op: 'deleted', id });
  }

  state(): LedgerState {
    return readLedger(this.file);
  }

  /** Removes the file once nothing remains on the target. */
  discard(): void {
    rmSync(this.file, { force: true });
  }

  /** Each entry begins a line of its own, so that one torn before it stays alone. */
  #write(entry: LedgerEntry): void {
    appendFileSync(this.file, `\n${JSON.stringify(entry)}`);
  }
}
