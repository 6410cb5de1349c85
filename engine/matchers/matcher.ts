/** A pure function from what was seen to what is wrong with it; it never decides how grave that is. */

export interface Finding {
  expected: string;
  received: string;
}

/** `undefined` when everything is as it should be. */
export type Matcher<S> = (subject: S) => Finding | undefined;

/** The first finding of several matchers. */
export function all<S>(...matchers: Matcher<S>[]): Matcher<S> {
  return subject => {
    for (const matcher of matchers) {
      const finding = matcher(subject);
      if (finding) return finding;
    }
    return undefined;
  };
}

const SHOWN = 300;

/** A value as it reads in a report. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Whether two values read the same as JSON. What `show` gives is cut, so it never tells. */
export function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A finding unless `holds`. */
export function unless(holds: boolean, expected: string, received: unknown): Finding | undefined {
  return holds ? undefined : { expected, received: typeof received === 'string' ? received : show(received) };
}
