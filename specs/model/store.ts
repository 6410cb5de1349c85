/** The model's memory: entities in order of creation, replaced as a whole and frozen. */

export interface Store<T extends { id: string }> {
  get(id: string): T | undefined;
  put(entity: T): T;
  delete(id: string): void;
  /** Every entity, oldest first; the same array until the next write. */
  all(): readonly T[];
  replaceAll(entities: readonly T[]): void;
}

export function createStore<T extends { id: string }>(): Store<T> {
  const byId = new Map<string, T>();
  let list: readonly T[] | undefined;
  const put = (entity: T): T => {
    list = undefined;
    byId.set(entity.id, deepFreeze(entity));
    return entity;
  };
  return {
    get: id => byId.get(id),
    put,
    delete(id) {
      list = undefined;
      byId.delete(id);
    },
    all() {
      list ??= [...byId.values()];
      return list;
    },
    replaceAll(entities) {
      list = undefined;
      byId.clear();
      for (const entity of entities) put(entity);
    },
  };
}

/** Answers share objects with the store, so nobody may be able to write into them. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const below of Object.values(value)) deepFreeze(below);
  return value;
}
