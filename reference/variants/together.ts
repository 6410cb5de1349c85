/** What becomes of requests that are under way together, where the sources leave it open. */
import { setTimeout as pass } from 'node:timers/promises';
import type { Call, OperationId } from '../../specs/operations.ts';
import type { Change } from '../change.ts';
import { race, traffic } from '../faults/deep/race-tools.ts';
import { envelope, object, objects } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

/** Longest time (ms) before a request is taken, and the time a write takes. */
const LONGEST_WAIT = 8;
const WRITE = 5;

const inAnyOrder: Change = race(inside => async call => {
  await pass(Math.random() * LONGEST_WAIT);
  return inside(call);
});

const WRITES = new Set<OperationId>([
  'updateCustomization',
  'deleteCustomization',
  'addCustomizationChoices',
  'setCustomizationChoices',
  'removeCustomizationChoices',
  'createProduct',
  'updateProduct',
  'deleteProduct',
]);

/** What a write is about: what it changes, or the option that a product is created with. */
function keyOf({ customizationId, productId, body }: Call): string | undefined {
  const [option] = objects(object(object(body)?.product)?.options);
  const id = customizationId ?? productId ?? option?.id;
  return typeof id === 'string' ? id : undefined;
}

const givesWay: Change = race(inside => {
  const writes = traffic();
  return call => {
    const key = WRITES.has(call.operation) ? keyOf(call) : undefined;
    if (key === undefined) return undefined;
    // Of the codes of products one is for this.
    const code = call.operation.endsWith('Product') ? 'INVALID_REVISION' : 'CONFLICT';
    if (writes.at(key) > 0) return Promise.resolve(envelope(409, code));
    return writes.during(key, async () => {
      await pass(WRITE);
      return inside(call);
    });
  };
});

export const togetherVariants: Variant[] = [
  variant(
    'requests-in-any-order',
    'requests under way together',
    ['CUST-UPDATE-031', 'PROD-UPDATE-024'],
    'Requests that are under way together are taken in any order.',
    inAnyOrder,
  ),
  variant(
    'writes-give-way',
    'requests under way together',
    ['SIL-37', 'SIL-49'],
    'A write is refused with 409 while another one to the same thing is under way.',
    givesWay,
  ),
];
