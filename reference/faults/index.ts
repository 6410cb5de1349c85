/** All named faults, and how to find one. */

import { byId } from '../by-id.ts';
import { authFaults } from './auth.ts';
import { bulkContentFaults } from './bulk-content.ts';
import { bulkRefusalFaults } from './bulk-refusals.ts';
import { bulkReportFaults } from './bulk-report.ts';
import { choicesAddFaults } from './choices-add.ts';
import { choicesAddLimitFaults } from './choices-add-limits.ts';
import { choicesRemoveFaults } from './choices-remove.ts';
import { choicesReorderFaults } from './choices-reorder.ts';
import { choicesSetFaults } from './choices-set.ts';
import { choicesUpdateFaults } from './choices-update.ts';
import { countFaults } from './count.ts';
import { createAnswerFaults } from './create-answer.ts';
import { createContentFaults } from './create-content.ts';
import { createKindFaults } from './create-kinds.ts';
import { createLimitFaults } from './create-limits.ts';
import { createNameFaults } from './create-names.ts';
import { createPriceFaults } from './create-prices.ts';
import { createReadOnlyFaults } from './create-read-only.ts';
import { createRequiredFaults } from './create-required.ts';
import { deepFaults } from './deep/index.ts';
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
import { productFaults } from './products/index.ts';
import { sortFaults } from './sort.ts';
import { transportFaults } from './transport.ts';
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
  ...choicesAddFaults,
  ...choicesAddLimitFaults,
  ...choicesSetFaults,
  ...choicesRemoveFaults,
  ...choicesUpdateFaults,
  ...choicesReorderFaults,
  ...bulkReportFaults,
  ...bulkContentFaults,
  ...bulkRefusalFaults,
  ...errorShapeFaults,
  ...errorNameFaults,
  ...errorStatusFaults,
  ...authFaults,
  ...transportFaults,
  ...productFaults,
];

/** These and the ones that no example shows. */
export const allFaults: readonly Fault[] = [...faults, ...deepFaults];

/**
 * The fault with this id.
 * @throws Error naming the nearest ids when there is none
 */
export const findFault: (id: string) => Fault = byId('fault', allFaults);
