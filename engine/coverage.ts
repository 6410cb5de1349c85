/** What a run's traffic showed of the contract: each status, field, enum member and code of each operation, once. */
import { asArray, asObject, isObject, type Json } from '../specs/json.ts';
import type { OperationId } from '../specs/operations.ts';
import { type Cell, type Place, surfaceOf } from '../specs/surface.ts';
import { type Exchange, parseJson } from './exchange.ts';

/** A list is looked at until so many entries in a row show nothing new. */
const ALIKE = 4;
/** What a code of the API looks like; other text of a target is no business of reports. */
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
/** Most codes of each operation that nobody publishes: no target may fill the memory. */
const MOST_UNPUBLISHED = 100;

export class Coverage {
  readonly #isHarmless: (text: string) => boolean;
  readonly #cells = new Set<Cell>();
  /** Statuses and codes of operations. */
  readonly #words = new Set<string>();
  readonly #unpublished = new Map<OperationId, number>();
  #size = 0;
  /** Not handed over yet. */
  #fresh: string[] = [];
  #answers = new Map<string, number>();

  /** @param isHarmless whether a text that a target sent may be told: it is no credential */
  constructor(isHarmless: (text: string) => boolean = () => true) {
    this.#isHarmless = isHarmless;
  }

  /** Enters what an exchange shows. @returns how much of it nothing had shown before */
  saw({ request, response, withoutEffect }: Exchange): number {
    const { operation, path, text } = request;
    // What was never answered has crossed the wire only if it may have arrived.
    if (!operation || (!response && withoutEffect)) return 0;
    const surface = surfaceOf(operation);
    const before = this.#size;
    if (path.includes('?')) this.#seeSearch(surface.search, path.slice(path.indexOf('?')));
    if (text !== undefined) this.#see(surface.request, parseJson(text));
    if (response) {
      const { status, body } = response;
      this.#seeStatus(`${operation} ${status}`);
      if (status >= 200 && status < 300) this.#see(surface.response, body);
      for (const code of codesIn(body)) this.#seeCode(operation, code, surface.codes);
    }
    return this.#size - before;
  }

  /** What was shown since the last call, as results carry it: `CheckResult.covered`. */
  take(): string[] {
    const taken = [...this.#fresh, ...[...this.#answers].map(([answer, count]) => `${answer}*${count}`)];
    this.#fresh = [];
    this.#answers = new Map();
    return taken;
  }

  #seeSearch(search: Place, text: string): void {
    for (const [name, value] of new URLSearchParams(text)) {
      const place = search.members.get(name);
      if (!place) continue;
      this.#enter(place.cell);
      this.#see(place.items ?? place, value);
    }
  }

  /** Walks along the body and the contract at once; what the contract does not know is passed by. */
  #see(place: Place, value: unknown): void {
    if (Array.isArray(value)) {
      if (place.items) this.#seeEntries(place.items, value);
    } else if (isObject(value)) {
      if (place.members.size > 0) this.#seeMembers(place.members, value);
    } else {
      this.#enter(place.plain);
      if (typeof value === 'string') this.#enter(place.values?.get(value));
    }
  }

  #seeMembers(members: Place['members'], held: Json): void {
    for (const name in held) {
      const place = members.get(name);
      if (!place) continue;
      this.#enter(place.cell);
      this.#see(place, held[name]);
    }
  }

  #seeEntries(place: Place, entries: readonly unknown[]): void {
    let alike = 0;
    for (const entry of entries) {
      const before = this.#size;
      this.#see(place, entry);
      alike = this.#size > before ? 0 : alike + 1;
      if (alike === ALIKE) return;
    }
  }

  #seeStatus(answer: string): void {
    const count = this.#answers.get(answer) ?? 0;
    this.#answers.set(answer, count + 1);
    if (this.#words.has(answer)) return;
    this.#words.add(answer);
    this.#size += 1;
  }

  #seeCode(operation: OperationId, code: unknown, published: ReadonlySet<string>): void {
    if (typeof code !== 'string') return;
    const text = `${operation} !${code}`;
    if (this.#words.has(text) || !(published.has(code) || this.#mayTell(operation, code))) return;
    this.#words.add(text);
    this.#fresh.push(text);
    this.#size += 1;
  }

  /** Whether a code that nobody publishes may be told; counts those that are. */
  #mayTell(operation: OperationId, code: string): boolean {
    const count = this.#unpublished.get(operation) ?? 0;
    if (count >= MOST_UNPUBLISHED || !CODE.test(code) || !this.#isHarmless(code)) return false;
    this.#unpublished.set(operation, count + 1);
    return true;
  }

  #enter(cell: Cell | undefined): void {
    if (!cell || this.#cells.has(cell)) return;
    this.#cells.add(cell);
    this.#fresh.push(cell.text);
    this.#size += 1;
  }
}

/** Codes of a refusal, and of items of a bulk answer. */
function codesIn(body: unknown): unknown[] {
  if (!isObject(body)) return [];
  const { details, results } = body;
  if (details === undefined) return asArray(results).map(codeOfItem);
  const { applicationError, validationError } = asObject(details);
  const { fieldViolations } = asObject(validationError);
  return [
    asObject(applicationError).code,
    ...asArray(fieldViolations).map(violation => asObject(violation).ruleName),
  ];
}

function codeOfItem(result: unknown): unknown {
  const { error } = asObject(asObject(result).itemMetadata);
  return isObject(error) ? error.code : undefined;
}
