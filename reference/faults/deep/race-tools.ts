/** The vocabulary in which faults of calls that are under way at once are written. */
import { setTimeout as pass } from 'node:timers/promises';
import { type Entity, choicesOf as storedChoicesOf } from '../../../specs/model/entity.ts';
import type { Model } from '../../../specs/model/model.ts';
import type { StoredProduct } from '../../../specs/model/products/entity.ts';
import type { Call, OperationId, Reply } from '../../../specs/operations.ts';
import type { Change } from '../../change.ts';
import type { Race } from '../../race.ts';
import type { Handle } from '../../wire.ts';

/** How long (ms) a faulty operation takes between reading and writing. */
const WINDOW_MS = 20;

export type Choice = ReturnType<typeof storedChoicesOf>[number];

export interface Tools {
  inside: Handle;
  model: Model;
}

/**
 * A fault of the calls of one operation.
 * @param faulty made once a service: what it remembers is of this service alone
 */
export function slow(
  operation: OperationId,
  faulty: (tools: Tools) => (call: Call) => Promise<Reply> | undefined,
): Change {
  return race((inside, model) => {
    const answer = faulty({ inside, model });
    return call => (call.operation === operation ? answer(call) : undefined);
  });
}

export function race(how: Race): Change {
  return { race: how };
}

/** The time between reading and writing. */
export async function pause(): Promise<void> {
  await pass(WINDOW_MS);
}

/** What the call would come to now, without a trace of it. */
export function rehearsed(call: Call, { inside, model }: Tools) {
  const before = model.snapshot();
  const reply = inside(call);
  const after = model.snapshot();
  model.restore(before);
  return { reply, after };
}

/** What is stored under an id afterwards, however it comes there. */
export function keep(model: Model, entity: Entity): void {
  const { customizations, products } = model.snapshot();
  model.restore({ customizations: replaced(customizations, entity), products });
}

export function keepProduct(model: Model, product: StoredProduct): void {
  const { customizations, products } = model.snapshot();
  model.restore({ customizations, products: replaced(products, product) });
}

export function forget(model: Model, id: string): void {
  const { customizations, products } = model.snapshot();
  model.restore({ customizations: customizations.filter(one => one.id !== id), products });
}

function replaced<T extends { id: string }>(all: readonly T[], one: T): T[] {
  return all.some(({ id }) => id === one.id)
    ? all.map(held => (held.id === one.id ? one : held))
    : [...all, one];
}

/** The stored customization a call is about. */
export function about({ customizationId = '' }: Call, model: Model): Entity | undefined {
  return model.get(customizationId);
}

export function choicesOf(entity: Entity | undefined): readonly Choice[] {
  return entity ? storedChoicesOf(entity) : [];
}

export function withChoices(entity: Entity, choices: readonly Choice[]): Entity {
  return { ...entity, choicesSettings: { ...entity.choicesSettings, choices: [...choices] } };
}

/** How many calls about each thing are under way. */
export function traffic() {
  const running = new Map<string, number>();
  const at = (key: string): number => running.get(key) ?? 0;
  return {
    at,
    /** Counts one more until `work` is done. */
    async during<T>(key: string, work: () => Promise<T>): Promise<T> {
      running.set(key, at(key) + 1);
      try {
        return await work();
      } finally {
        running.set(key, at(key) - 1);
      }
    },
  };
}
