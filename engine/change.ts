/** A request with one thing wrong on purpose, and the words for it. */

/** What a deliberate difference from the control is, in words, e.g. `customization.name is "" (0 characters)`. */
export interface Changed<B> {
  body: B;
  difference: string;
}

/** Stands for "leave this member out". */
export const ABSENT: unique symbol = Symbol('absent');

const SHOWN = 60;

function inWords(value: unknown): string {
  if (value === ABSENT || value === undefined) return 'left out';
  if (typeof value === 'string') {
    const shown = JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
    return `${shown} (${value.length} ${value.length === 1 ? 'character' : 'characters'})`;
  }
  if (Array.isArray(value) && value.length > 5) return `a list of ${value.length}`;
  const text = JSON.stringify(value);
  return text.length > 2 * SHOWN ? `${text.slice(0, 2 * SHOWN)}…` : text;
}

/**
 * A deep copy of `body` with the member at `path` set to `value`, or left out when `value` is `ABSENT`.
 * @param path members and positions, joined by dots: `customization.choicesSettings.choices.0.name`
 */
export function change<B>(body: B, path: string, value: unknown): Changed<B> {
  const copy = structuredClone(body);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const step of steps) {
    at[step] ??= {};
    at = at[step] as Record<string, unknown>;
  }
  if (value !== ABSENT) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return { body: copy, difference: `${path}: ${inWords(value)}` };
}

/** A request that differs from its control in more than one member, described by the caller. */
export function deliberately<B>(body: B, difference: string): Changed<B> {
  return { body, difference };
}

export function isChanged<B>(body: unknown): body is Changed<B> {
  return typeof body === 'object' && body !== null && 'difference' in body && 'body' in body;
}
