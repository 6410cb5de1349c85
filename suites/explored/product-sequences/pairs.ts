/** Which id of the model stands for which id of the target: both make their own. */
import { isObject, type JsonObject } from '../../../engine/answer.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import {
  choiceIdsOf,
  modifiersOf,
  optionsOf,
  productChoicesOf,
  variantsOf,
} from '../../../engine/matchers/products.ts';
import { replaced } from '../sequences/world.ts';

export class Pairs {
  readonly #ofModel = new Map<string, string>();
  readonly #ofTarget = new Map<string, string>();

  /** A copy with every id of the target that is known replaced by the model's. */
  forModel<T>(value: T): T {
    return replaced(value, this.#ofModel) as T;
  }

  forTarget<T>(value: T): T {
    return replaced(value, this.#ofTarget) as T;
  }

  /** From what the model makes of a customization, and what the target shows of it: choices by name. */
  ofCustomization(own: JsonObject, shown: JsonObject): void {
    this.#pair(own.id, shown.id);
    this.#byName(choicesOf(own), choicesOf(shown), 'id');
  }

  /** The same of a product: options, modifiers and their choices by name, variants by their choices. */
  ofProduct(own: JsonObject, shown: JsonObject): void {
    this.#pair(own.id, shown.id);
    for (const listOf of [optionsOf, modifiersOf]) {
      this.#byName(listOf(own), listOf(shown), 'id');
      for (const one of listOf(own)) {
        const same = listOf(shown).find(({ id }) => id === this.forTarget(one.id));
        if (same) this.#byName(productChoicesOf(one), productChoicesOf(same), 'choiceId');
      }
    }
    const byKey = new Map(variantsOf(shown).map(variant => [keyOf(variant), variant.id]));
    for (const variant of variantsOf(own)) this.#pair(variant.id, byKey.get(keyOf(this.forTarget(variant))));
  }

  #byName(own: readonly JsonObject[], shown: readonly JsonObject[], member: 'id' | 'choiceId'): void {
    for (const one of own) this.#pair(one[member], shown.find(({ name }) => name === one.name)?.[member]);
  }

  /** One that is somebody's already stays so: what is shown under it then differs. */
  #pair(own: unknown, shown: unknown): void {
    if (typeof own !== 'string' || typeof shown !== 'string') return;
    if (this.#ofTarget.has(own) || this.#ofModel.has(shown)) return;
    this.#ofModel.set(shown, own);
    this.#ofTarget.set(own, shown);
  }
}

/** What tells variants of a product apart: their choices, whatever the order. */
export function keyOf(variant: JsonObject): string {
  return choiceIdsOf(variant)
    .map(({ optionId, choiceId }) => `${optionId}:${choiceId}`)
    .toSorted()
    .join(' ');
}

/** Without the members that the target fills as it likes. */
export function withoutKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([member]) => member !== 'key');
  return Object.fromEntries(kept.map(([member, held]) => [member, withoutKeys(held)]));
}
