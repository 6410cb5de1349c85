/** Remembers what costs time to build. Arbitraries are immutable, so sharing them is safe. */

/** A function that builds its result once for each key. */
export function memoized<A, R>(
  keyOf: (argument: A) => string,
  build: (argument: A) => R,
): (argument: A) => R {
  const known = new Map<string, { built: R }>();
  return argument => {
    const key = keyOf(argument);
    const found = known.get(key) ?? { built: build(argument) };
    known.set(key, found);
    return found.built;
  };
}
