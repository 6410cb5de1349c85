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

/** Headers that hold credentials whatever the operator says of them. */
const CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

/**
 * @param secretHeaders names of the headers whose values are secret
 * @param secrets the secret values themselves, hidden wherever they turn up, an echo in an answer included
 */
export function createRedactor(secretHeaders: Iterable<string>, secrets: Iterable<string>): Redactor {
  const headers = new Set([...CREDENTIALS, ...secretHeaders].map(name => name.toLowerCase()));
  const searched = [...new Set([...secrets].flatMap(spellings))].filter(
    secret => secret.length >= SHORTEST_SEARCHED,
  );

  const text = (input: string): string =>
    searched.reduce((rest, secret) => withoutCut(rest.replaceAll(secret, REDACTED), secret), input);

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

/** How a secret reads as it is, inside JSON, and inside a URL. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

/** The text without the beginnings of the secret that stand where a long text was cut short. */
function withoutCut(text: string, secret: string): string {
  let rest = text;
  for (let cut = rest.indexOf('…'); cut >= 0; cut = rest.indexOf('…', cut + 1)) {
    const longest = Math.min(secret.length - 1, cut);
    for (let length = longest; length >= SHORTEST_SEARCHED; length -= 1) {
      if (!rest.startsWith(secret.slice(0, length), cut - length)) continue;
      rest = rest.slice(0, cut - length) + REDACTED + rest.slice(cut);
      cut += REDACTED.length - length;
      break;
    }
  }
  return rest;
}
