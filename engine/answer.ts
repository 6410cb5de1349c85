import { isObject, type Json } from '../specs/json.ts';
import type { OperationId } from '../specs/operations.ts';
import type { Exchange } from './exchange.ts';
import { UndecidedError } from './undecided.ts';

export { isObject, type Json as JsonObject };

/** Anything a judgement can rest on: it can show the exchange that proves it. */
export interface Evidence {
  exchange: Exchange;
  /** What the request did differently from its control, on purpose. */
  difference?: string;
}

/** No page prints the status of a success; what is usual for these is taken, with a warning elsewhere (X-26). */
const ALSO_SUCCESS: Partial<Record<OperationId, number>> = { createProduct: 201, deleteProduct: 204 };

/** What the target answered, whatever it was. */
export class Answer implements Evidence {
  readonly exchange: Exchange;
  readonly difference: string | undefined;

  constructor(exchange: Exchange, difference?: string) {
    this.exchange = exchange;
    this.difference = difference;
  }

  get status(): number {
    return this.exchange.response?.status ?? 0;
  }

  /** The parsed body; `undefined` when it is not JSON. */
  get body(): unknown {
    return this.exchange.response?.body;
  }

  /** Status 200, or another that this operation may well answer with. */
  get isSuccess(): boolean {
    const { operation } = this.exchange.request;
    return this.status === 200 || (operation !== undefined && this.status === ALSO_SUCCESS[operation]);
  }

  /** The answer's member of that name, when the body is an object. */
  member(name: string): unknown {
    return isObject(this.body) ? this.body[name] : undefined;
  }
}

/**
 * A request under way. Awaiting it gives the answer, whatever it is; `accepted()` gives what the answer holds, and
 * throws `UndecidedError` when the target did not accept: that is how a check demands its control.
 */
export class Call<T> implements PromiseLike<Answer> {
  readonly #answer: Promise<Answer>;
  readonly #pick: (answer: Answer) => T | undefined;
  readonly #onAccepted: () => void;

  constructor(answer: Promise<Answer>, pick: (answer: Answer) => T | undefined, onAccepted: () => void) {
    this.#answer = answer;
    this.#pick = pick;
    this.#onAccepted = onAccepted;
    // A call nobody awaits (a race that was decided otherwise) must not end the process.
    answer.catch(() => {});
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is meant to be awaited like a promise
  then<R1 = Answer, R2 = never>(
    onFulfilled?: ((answer: Answer) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    return this.#answer.then(onFulfilled, onRejected);
  }

  /** @throws UndecidedError(control-refused) when it is no success or the answer lacks what it must hold */
  async accepted(): Promise<T> {
    const answer = await this.#answer;
    const picked = answer.isSuccess ? this.#pick(answer) : undefined;
    if (picked === undefined) {
      const { method, path } = answer.exchange.request;
      throw new UndecidedError(
        'control-refused',
        `the control ${method} ${path} was ${inWords(answer)}${answer.isSuccess ? ', without what it should hold' : ''}`,
        answer.exchange,
      );
    }
    this.#onAccepted();
    return picked;
  }
}

/** What the target did, in words: for observations. */
export function inWords(answer: Answer): string {
  const { status, body } = answer;
  if (answer.isSuccess) return `accepted with ${status}`;
  const text = JSON.stringify(body) ?? '';
  const codes = [...text.matchAll(/"(?:code|ruleName|violatedRule)":"([^"]+)"/g)].map(match => match[1]);
  return `answered ${status}${codes.length > 0 ? ` (${[...new Set(codes)].join(', ')})` : ''}`;
}
