/** All named faults, and how to find one. */

import { countFaults } from './count.ts';
import { createAnswerFaults } from './create-answer.ts';
import { createContentFaults } from './create-content.ts';
import { createKindFaults } from './create-kinds.ts';
import { createLimitFaults } from './create-limits.ts';
import { createNameFaults } from './create-names.ts';
import { createPriceFaults } from './create-prices.ts';
import { createReadOnlyFaults } from './create-read-only.ts';
import { createRequiredFaults } from './create-required.ts';
import { deleteFaults } from './delete.ts';
import { errorNameFaults } from './error-names.ts';
import { errorShapeFaults } from './error-shape.ts';
import { errorStatusFaults } from './error-status.ts';
import type { Fault } from './fault.ts';
import { fieldsFaults } from './fields.ts';
import { filterContainerFaults } from './filter-container.ts';
import { filterInputFaults } from './filter-input.ts';
import { filterLogicFaults } from './filter-logic.ts';
import { filterOperatorFaults } from './filter-operators.ts';
import { getFaults } from './get.ts';
import { modelChoiceFaults } from './model-choice.ts';
import { modelEntityFaults } from './model-entity.ts';
import { modelSettingsFaults } from './model-settings.ts';
import { pageLimitFaults } from './page-limit.ts';
import { pageMetadataFaults } from './page-metadata.ts';
import { pageWalkFaults } from './page-walk.ts';
import { sortFaults } from './sort.ts';
import { updateContentFaults } from './update-content.ts';
import { updateRevisionFaults } from './update-revision.ts';

/** Every fault, in the order of the requirement areas. */
export const faults: readonly Fault[] = [
  ...modelEntityFaults,
  ...modelSettingsFaults,
  ...modelChoiceFaults,
  ...createRequiredFaults,
  ...createNameFaults,
  ...createKindFaults,
  ...createLimitFaults,
  ...createPriceFaults,
  ...createContentFaults,
  ...createReadOnlyFaults,
  ...createAnswerFaults,
  ...getFaults,
  ...updateRevisionFaults,
  ...updateContentFaults,
  ...deleteFaults,
  ...filterOperatorFaults,
  ...filterContainerFaults,
  ...filterLogicFaults,
  ...filterInputFaults,
  ...sortFaults,
  ...pageLimitFaults,
  ...pageMetadataFaults,
  ...pageWalkFaults,
  ...fieldsFaults,
  ...countFaults,
  ...errorShapeFaults,
  ...errorNameFaults,
  ...errorStatusFaults,
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
