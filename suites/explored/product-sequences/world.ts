/** The products and customizations of a sequence, as the model has them, and what the target alone decides of them. */
import { randomUUID } from 'node:crypto';
import { isObject, type JsonObject } from '../../../engine/answer.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import {
  choiceIdsOf,
  modifiersOf,
  optionsOf,
  productChoicesOf,
  variantsOf,
} from '../../../engine/matchers/products.ts';
import { createModel } from '../../../specs/model/model.ts';
import type { Customization, Product } from '../../../specs/openapi.types.ts';
import type { Call } from '../../../specs/operations.ts';
import { Pairs, withoutKeys } from './pairs.ts';

/** What the documentation makes of a call. */
export interface Foreseen {
  isAccepted: boolean;
  body: JsonObject;
  /** It was done: from now on the model has it so. */
  take(): void;
}

/** What uses a choice of an option: a variant; a product that lists it; or nothing. */
export type Use = 'variant' | 'list' | 'none';

type Kind = 'product' | 'customization';

export class World {
  readonly #model = createModel({ now: () => new Date(), newId: randomUUID });
  readonly #pairs = new Pairs();
  /** Ids of the target, oldest first; those of what lives, and of what was deleted. */
  readonly #live: Record<Kind, string[]> = { product: [], customization: [] };
  readonly gone: string[] = [];
  readonly #revisions = new Map<string, string>();
  /** Products that something else was done to: what became of their revision is open. */
  readonly touched = new Set<string>();
  /** Options that a product had, and choices and ids that a variant had. */
  readonly everHeld = new Set<string>();
  /** Options that a product let go. */
  readonly released = new Set<string>();
  /** Customizations that were renamed. */
  readonly renamed = new Set<string>();
  readonly #optionsOf = new Map<string, string[]>();
  readonly everUsed = new Set<string>();
  readonly variantIds = new Set<string>();
  /** Choices that are gone though products listed them: whether these still show them is open. */
  readonly lost = new Set<string>();
  readonly #roads = new Map<string, string>();
  #prices = 0;

  get products(): readonly string[] {
    return this.#live.product;
  }

  get customizations(): readonly string[] {
    return this.#live.customization;
  }

  /** What becomes of a call in the present state; ids are the target's. Nothing is done yet. */
  foresee(call: Call): Foreseen {
    const before = this.#model.snapshot();
    const { status, body } = this.#model.handle(this.#pairs.forModel(call));
    const after = this.#model.snapshot();
    this.#model.restore(before);
    return {
      isAccepted: status === 200,
      body: isObject(body) ? body : {},
      take: () => this.#model.restore(after),
    };
  }

  /** The same of an update with the current revision. */
  foreseeUpdate(operation: 'updateProduct' | 'updateCustomization', id: string, patch: object): Foreseen {
    const [kind, stored, path] =
      operation === 'updateProduct'
        ? (['product', this.#model.products(), { productId: id }] as const)
        : (['customization', this.#model.entities(), { customizationId: id }] as const);
    const own = this.#pairs.forModel(id);
    const revision = stored.find(one => one.id === own)?.revision;
    return this.foresee({ operation, ...path, body: { [kind]: { id, revision, ...patch } } });
  }

  /** What the target made is what the model made. */
  meet(kind: Kind, { body }: Foreseen, shown: JsonObject | undefined): void {
    const own = body[kind];
    if (!isObject(own) || !shown) return;
    if (kind === 'product') this.#pairs.ofProduct(own, shown);
    else this.#pairs.ofCustomization(own, shown);
  }

  /** It lives, and has the revision that is shown. */
  adopt(kind: Kind, { id, revision }: { id: string; revision: string }): void {
    if (!this.#live[kind].includes(id)) this.#live[kind].push(id);
    this.#revisions.set(id, revision);
    if (kind === 'product') this.#note(this.product(id));
  }

  bury(kind: Kind, id: string): void {
    this.#live[kind] = this.#live[kind].filter(one => one !== id);
    if (kind === 'product') this.gone.push(id);
    this.#release(id, []);
  }

  #release(product: string, kept: string[]): void {
    for (const id of this.#optionsOf.get(product) ?? []) if (!kept.includes(id)) this.released.add(id);
    this.#optionsOf.set(product, kept);
  }

  /** What is used now was used once. */
  #note(product: Product): void {
    for (const { id, ...variant } of variantsOf(product)) {
      this.variantIds.add(String(id));
      for (const { choiceId } of choiceIdsOf(variant)) this.everUsed.add(choiceId);
    }
    const options = optionsOf(product).map(({ id }) => String(id));
    for (const id of options) this.everHeld.add(id);
    this.#release(product.id, options);
  }

  revisionOf(id: string): string {
    return this.#revisions.get(id) ?? '1';
  }

  /** The product as it must be. Its revision and dates are the model's. */
  product(id: string): Product {
    const call = { operation: 'getProduct', productId: this.#pairs.forModel(id) } as const;
    return this.#shown(this.#model.handle(call).body, 'product') as unknown as Product;
  }

  customization(id: string): Customization {
    const call = { operation: 'getCustomization', customizationId: this.#pairs.forModel(id) } as const;
    return this.#shown(this.#model.handle(call).body, 'customization') as unknown as Customization;
  }

  #shown(body: unknown, kind: Kind): unknown {
    return withoutKeys(this.#pairs.forTarget(isObject(body) ? body[kind] : undefined));
  }

  isOption(id: string): boolean {
    return this.customization(id).customizationType === 'PRODUCT_OPTION';
  }

  /** The products that have it. */
  holders(id: string): string[] {
    return this.products.filter(product => {
      const view = this.product(product);
      return [...optionsOf(view), ...modifiersOf(view)].some(one => one.id === id);
    });
  }

  useOf(choiceId: string): Use {
    const views = this.products.map(id => this.product(id));
    const has = (ids: readonly unknown[]) => ids.includes(choiceId);
    if (views.some(view => variantsOf(view).some(one => has(choiceIdsOf(one).map(ids => ids.choiceId)))))
      return 'variant';
    const lists = (view: Product) =>
      optionsOf(view).some(option => has(productChoicesOf(option).map(choice => choice.choiceId)));
    return views.some(lists) ? 'list' : 'none';
  }

  /** The one of these that a step is about; nothing when there is none. */
  at<T>(list: readonly T[], place: number): T | undefined {
    return list[place % list.length];
  }

  /** Customizations that have choices. */
  get withChoices(): string[] {
    return this.customizations.filter(id => choicesOf(this.customization(id)).length > 0);
  }

  /** A price that no variant of the sequence had yet. */
  nextPrice(): string {
    this.#prices += 1;
    return `${10 + this.#prices}.50`;
  }

  /** Learns which way the target takes where every way is fair, and gives the one it took before when that was another. */
  tookBefore(question: string, way: string): string | undefined {
    const before = this.#roads.get(question);
    this.#roads.set(question, before ?? way);
    return before === way ? undefined : before;
  }
}
