/**
 * Facts that must hold in every answer of every check. A thousand exchanges make one point with a count. Only entities
 * this run created are examined: a shared site holds other people's data, made by other means (SIL-20, SIL-55).
 */
import { type OperationId, READS } from '../specs/operations.ts';
import { Answer, isObject, type JsonObject } from './answer.ts';
import { type Exchange, parseJson } from './exchange.ts';
import type { Finding } from './matchers/matcher.ts';

/** One entity as an answer showed it. */
export interface Sighting {
  entity: JsonObject;
  operation: OperationId;
  /** The `fields` the request asked for. */
  fields: readonly string[];
  /** The same entity in the latest earlier answer to a create or an update that was complete before this request. */
  before?: JsonObject;
}

interface InvariantOf<K extends string, S> {
  /** What kind of thing is examined. */
  of: K;
  /** Which of them; all when absent. */
  when?: (subject: S) => boolean;
  /** A fact about something a target need not show at all: never having seen it is no gap. */
  optional?: true;
  /** The finding when the fact does not hold. */
  broken: (subject: S) => Finding | undefined;
}

export type Invariant =
  /** Any answer at all, a gateway's included. */
  | InvariantOf<'answer', Answer>
  | InvariantOf<'customization', Sighting>
  | InvariantOf<'product', Sighting>
  /** An answer of Query that holds a list. */
  | InvariantOf<'page', { answer: Answer; body: JsonObject; limit: number | undefined }>
  /** An answer with status 4xx given by the API itself, not by a gateway. */
  | InvariantOf<'refusal', { answer: Answer; body: unknown; operation: OperationId }>;

export interface SentinelReport {
  examined: number;
  broken?: { finding: Finding; exchange: Exchange };
}

/** What the request asked for, as far as it bears on what its answer may hold. */
export interface Asked {
  operation: OperationId;
  fields: readonly string[];
  limit?: number;
  /** The request broke the contract on purpose: what came to be by it is nobody's business. */
  deliberate: boolean;
  /** The target accepted something of the same check before: only then does a refusal say anything. */
  controlled: boolean;
}

/** Statuses with which a gateway or a router answers in the API's place: unauthorized, unknown route, throttled … */
const GATEWAY = new Set([401, 403, 405, 406, 408, 411, 413, 414, 415, 421, 429, 431]);

export class Sentinels {
  readonly #reports = new Map<Invariant, SentinelReport>();
  readonly #own = new Set<string>();
  readonly #lastWrite = new Map<string, { entity: JsonObject; answeredAt: number }>();
  readonly #byKind = new Map<Invariant['of'], Invariant[]>();

  #trusted = false;

  /** Some creation came back with an id and the name that was sent: only then does an answer prove anything. */
  get trusted(): boolean {
    return this.#trusted;
  }

  constructor(invariants: Iterable<Invariant>) {
    for (const invariant of invariants) {
      this.#reports.set(invariant, { examined: 0 });
      this.#byKind.set(invariant.of, [...(this.#byKind.get(invariant.of) ?? []), invariant]);
    }
  }

  /** From now on the entity is examined: it was made by a request that kept the contract. */
  own(id: string): void {
    this.#own.add(id);
  }

  /**
   * No longer examined: something off the contract was done to it, so nobody says what it must look like, or it is gone.
   * What it looked like is forgotten: a run may make more than the memory holds.
   */
  disown(id: string): void {
    this.#own.delete(id);
    this.#lastWrite.delete(id);
  }

  reportOf(invariant: Invariant): SentinelReport {
    return this.#reports.get(invariant) ?? { examined: 0 };
  }

  examine(exchange: Exchange, { operation, fields, limit, deliberate, controlled }: Asked): void {
    this.#trusted ||= !deliberate && isItsOwn(operation, exchange);
    const { response } = exchange;
    if (!response) return;
    const answer = new Answer(exchange);
    const { body, status } = response;
    this.#examineAs('answer', answer, exchange);
    if (controlled && status >= 400 && status < 500 && !GATEWAY.has(status)) {
      this.#examineAs('refusal', { answer, body, operation }, exchange);
    }
    if (!answer.isSuccess || !isObject(body)) return;
    if (operation === 'queryCustomizations' && Array.isArray(body.customizations)) {
      this.#examineAs('page', { answer, body, limit }, exchange);
    }
    // What a target shows when it is asked off the contract is nobody's business (CUST-QUERY-FIELDS-012, -013).
    if (deliberate) return;
    for (const seen of entitiesIn(body)) this.#examineEntity(seen, operation, fields, exchange);
  }

  #examineEntity(
    { kind, entity }: Entity,
    operation: OperationId,
    fields: readonly string[],
    exchange: Exchange,
  ): void {
    const id = typeof entity.id === 'string' ? entity.id : undefined;
    const created = CREATED[operation] !== undefined;
    if (!created && (id === undefined || !this.#own.has(id))) return;
    const last = id === undefined ? undefined : this.#lastWrite.get(id);
    const before = last && last.answeredAt < exchange.sentAt ? last.entity : undefined;
    this.#examineAs(kind, { entity, operation, fields, before }, exchange);
    if (id !== undefined && !READS.has(operation)) {
      this.#lastWrite.set(id, { entity, answeredAt: exchange.answeredAt });
    }
  }

  #examineAs<K extends Invariant['of']>(
    kind: K,
    subject: Parameters<Extract<Invariant, { of: K }>['broken']>[0],
    exchange: Exchange,
  ): void {
    for (const invariant of this.#byKind.get(kind) ?? []) {
      const { when, broken } = invariant as InvariantOf<K, typeof subject>;
      if (when && !when(subject)) continue;
      const report = this.reportOf(invariant);
      report.examined += 1;
      if (report.broken) continue;
      const finding = broken(subject);
      if (finding) report.broken = { finding, exchange };
    }
  }
}

const CREATED: Partial<Record<OperationId, string>> = {
  createCustomization: 'customization',
  createProduct: 'product',
};

/** Neither an echo of the request, which has no id, nor an answer given to everybody, which has another name. */
function isItsOwn(operation: OperationId, exchange: Exchange): boolean {
  const member = CREATED[operation];
  const sent = parseJson(exchange.request.text ?? '');
  const { body, isSuccess } = new Answer(exchange);
  if (member === undefined || !isSuccess || !isObject(sent) || !isObject(body)) return false;
  const { [member]: asked } = sent;
  const { [member]: made } = body;
  if (!isObject(asked) || !isObject(made)) return false;
  return typeof made.id === 'string' && typeof made.name === 'string' && made.name === asked.name;
}

interface Entity {
  kind: 'customization' | 'product';
  entity: JsonObject;
}

/** The customizations and products of an answer, wherever it shows them. */
function entitiesIn(body: JsonObject): Entity[] {
  const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const results = listed(body.results).filter(isObject);
  const ofKind = (kind: Entity['kind'], inResult: string): Entity[] =>
    [body[kind], ...listed(body[`${kind}s`]), ...results.map(result => result[inResult])]
      .filter(isObject)
      .map(entity => ({ kind, entity }));
  return [...ofKind('customization', 'customization'), ...ofKind('product', 'item')];
}
