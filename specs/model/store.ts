/** The model's memory: entities in order of creation, replaced as a whole and frozen. */
import type { Entity } from './entity.ts';

export interface Store {
  get(id: string): Entity | undefined;
  put(entity: Entity): Entity;
  delete(id: string): void;
  /** Every entity, oldest first; the same array until the next write. */
  all(): readonly Entity[];
  replaceAll(entities: readonly Entity[]): void;
}

export function createStore(): Store {
  const byId = new Map<string, Entity>();
  let list: readonly Entity[] | undefined;
  const put = (entity: Entity): Entity => {
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
