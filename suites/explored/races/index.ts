/** Requests in flight together: whatever the order in which the target takes them, nobody's work is lost. */
import type { Check } from '../../../engine/check.ts';
import { choiceRaces } from './choices.ts';
import { bulkCreateRaces, createRaces } from './creates.ts';
import { deletionRaces } from './deletion.ts';
import { assignedCountRaces, optionDeletionRaces } from './options.ts';
import { productUpdateRaces } from './product-updates.ts';
import { choiceReads, renameReads } from './reads.ts';
import { setRaces } from './set-choices.ts';
import { updateRaces } from './updates.ts';

const CHECKS: Check[] = [
  createRaces,
  bulkCreateRaces,
  updateRaces,
  deletionRaces,
  renameReads,
  choiceRaces,
  setRaces,
  choiceReads,
  productUpdateRaces,
  optionDeletionRaces,
  assignedCountRaces,
];

/** One race is much like another: their openings show most of what there is to see. */
const WEIGHT = 0.25;

export const races: Check[] = CHECKS.map(check =>
  check.cases ? { ...check, cases: { ...check.cases, weight: WEIGHT } } : check,
);
