/** All named faults, and how to find one. */
import { countFaults } from './count.ts';
import { createAnswerFaults } from './create-answer.ts';
import { createInputFaults } from './create-input.ts';
import { createValueFaults } from './create-values.ts';
import { deleteFaults } from './delete.ts';
import { errorFaults } from './error.ts';
import type { Fault } from './fault.ts';
import { getFaults } from './get.ts';
import { modelChoiceFaults } from './model-choices.ts';
import { modelEntityFaults } from './model-entity.ts';
import { queryFieldsFaults } from './query-fields.ts';
import { queryFilterFaults } from './query-filter.ts';
import { queryOperatorFaults } from './query-operators.ts';
import { queryPageFaults } from './query-page.ts';
import { querySortFaults } from './query-sort.ts';
import { updateFaults } from './update.ts';

/** Every fault, in the order of the requirement areas. */
export const faults: readonly Fault[] = [
  ...modelEntityFaults,
  ...modelChoiceFaults,
  ...createInputFaults,
  ...createValueFaults,
  ...createAnswerFaults,
  ...getFaults,
  ...updateFaults,
  ...deleteFaults,
  ...queryOperatorFaults,
  ...queryFilterFaults,
  ...querySortFaults,
  ...queryPageFaults,
  ...queryFieldsFaults,
  ...countFaults,
  ...errorFaults,
];

const byId: ReadonlyMap<string, Fault> = new Map(faults.map(fault => [fault.id, fault]));

/**
 * The fault with this id.
 * @throws Error naming the nearest ids when there is none
 */
export function findFault(id: string): Fault {
  const found = byId.get(id);
  if (found) return found;
  const near = nearest(id);
  const hint = near.length > 0 ? `; did you mean ${near.map(name => `"${name}"`).join(', ')}?` : '';
  throw new Error(`reference: no fault has the id "${id}"${hint}`);
}

const SUGGESTIONS = 3;

function nearest(id: string): string[] {
  return [...byId.keys()]
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
