/** What a sequence has made so far, as the target last showed it, and what the model says will come of the next step. */
import { randomUUID } from 'node:crypto';
import type { Entity } from '../../../specs/model/entity.ts';
import { createModel, type Model } from '../../../specs/model/model.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import type { Call, Reply } from '../../../specs/operations.ts';
import { GUID } from '../../../specs/vocabulary.ts';

/** The model demands GUIDs; what ids a target makes is its own business (SIL-25). */
class Ids {
  readonly #ofModel = new Map<string, string>();
  readonly #ofTarget = new Map<string, string>();

  /** A copy with every id of the target replaced; those of what it holds are learned. */
  forModel<T extends object>(value: T): T {
    this.#learn(value);
    return replaced(value, this.#ofModel) as T;
  }

  forTarget<T extends object>(value: T): T {
    return replaced(value, this.#ofTarget) as T;
  }

  #learn(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const { id } = value as { id?: unknown };
    if (typeof id === 'string' && !this.#ofModel.has(id)) {
      const own = GUID.test(id) ? id : randomUUID();
      this.#ofModel.set(id, own);
      this.#ofTarget.set(own, id);
    }
    for (const inner of Object.values(value)) this.#learn(inner);
  }
}

/** A copy with these texts in place of others, wherever they stand. */
export function replaced(value: unknown, by: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return by.get(value) ?? value;
  if (Array.isArray(value)) return value.map(one => replaced(one, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, held]) => [member, replaced(held, by)]));
}

export class World {
  readonly #ids = new Ids();
  readonly #model: Model = createModel({ now: () => new Date(), newId: randomUUID });
  readonly #live = new Map<string, Customization>();
  /** Ids of what was deleted. */
  readonly gone: string[] = [];
  /** Which of the roads that the documentation leaves open the target took (`Roads`). */
  readonly #roads = new Map<string, string>();

  /** Everything that should exist, oldest first. */
  get live(): Customization[] {
    return [...this.#live.values()];
  }

  /** The one a step is about; nothing when there is none. */
  at(place: number): Customization | undefined {
    const { live } = this;
    return live[place % live.length];
  }

  /** From now on it is as the target showed it. */
  adopt(shown: Customization): void {
    this.#live.set(shown.id, shown);
  }

  bury(id: string): void {
    if (this.#live.delete(id)) this.gone.push(id);
  }

  /** What the documentation makes of a call in the present state. */
  predict(call: Call): Reply {
    const customizations = this.#ids.forModel(this.live) as unknown as Entity[];
    this.#model.restore({ customizations, products: [] });
    return this.#ids.forTarget(this.#model.handle(this.#ids.forModel(call)));
  }

  /**
   * Learns which way the target takes where every way is fair, and gives the one it took before.
   * @param question what is left open, e.g. by how much a revision grows
   */
  tookBefore(question: string, way: string): string | undefined {
    const before = this.#roads.get(question);
    this.#roads.set(question, before ?? way);
    return before === way ? undefined : before;
  }
}
