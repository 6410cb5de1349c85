/** Careful reading of parsed JSON whose shape nobody has checked yet. */

export type Json = Record<string, unknown>;

/** The value when it is a JSON object; an empty one otherwise, so that reading on is safe. */
export function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an array; an empty one otherwise. */
export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
