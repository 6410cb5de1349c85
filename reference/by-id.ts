/** Finding one of many named things, with a hint when the name is nearly right. */

const SUGGESTIONS = 3;

/**
 * Looks things up by id.
 * @returns a function that throws, naming the nearest ids, when there is none
 */
export function byId<T extends { id: string }>(kind: string, things: readonly T[]): (id: string) => T {
  const known: ReadonlyMap<string, T> = new Map(things.map(thing => [thing.id, thing]));
  return id => {
    const found = known.get(id);
    if (found) return found;
    const near = nearest(id, [...known.keys()]);
    const hint = near.length > 0 ? `; did you mean ${near.map(name => `"${name}"`).join(', ')}?` : '';
    throw new Error(`reference: no ${kind} has the id "${id}"${hint}`);
  };
}

function nearest(id: string, names: readonly string[]): string[] {
  return names
    .map(name => ({ name, shared: similarity(id, name) }))
    .filter(({ shared }) => shared > 0.3)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name);
}

/** The share of letter pairs that two ids have in common. */
function similarity(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const shared = [...left].filter(pair => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size || 1);
}

function pairs(text: string): Set<string> {
  return new Set(Array.from(text.slice(1), (letter, index) => `${text[index]}${letter}`));
}
