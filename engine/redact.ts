/** Credentials never leave memory: everything written or printed goes through a redactor first. */
import type { ExchangeRecord } from './result.ts';

export const REDACTED = '[redacted]';

export interface Redactor {
  /** The text with every secret replaced. */
  text(text: string): string;
  /** The value with every secret replaced, in strings at any depth. */
  value<T>(value: T): T;
  record(record: ExchangeRecord): ExchangeRecord;
}

/** Secrets shorter than this (characters) are only hidden where they are known to stand, not searched for. */
const SHORTEST_SEARCHED = 4;

/**
 * @param secretHeaders names of the headers whose values are secret
 * @param secrets the secret values themselves, hidden wherever they turn up, an echo in an answer included
 */
export function createRedactor(secretHeaders: Iterable<string>, secrets: Iterable<string>): Redactor {
  const headers = new Set([...secretHeaders].map(name => name.toLowerCase()));
  const searched = [...secrets].filter(secret => secret.length >= SHORTEST_SEARCHED);

  const text = (input: string): string =>
    searched.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), input);

  function value<T>(input: T): T {
    if (searched.length === 0) return input;
    if (typeof input === 'string') return text(input) as T;
    if (Array.isArray(input)) return input.map(item => value(item)) as T;
    if (input === null || typeof input !== 'object') return input;
    return Object.fromEntries(Object.entries(input).map(([key, item]) => [text(key), value(item)])) as T;
  }

  const hide = (all: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all).map(([name, held]) => [
        name,
        headers.has(name.toLowerCase()) ? REDACTED : text(held),
      ]),
    );

  function record(input: ExchangeRecord): ExchangeRecord {
    const { request, response } = input;
    return {
      ...input,
      request: { ...value(request), headers: hide(request.headers) },
      ...(response && { response: { ...value(response), headers: hide(response.headers) } }),
      ...(input.error !== undefined && { error: text(input.error) }),
    };
  }

  return { text, value, record };
}
