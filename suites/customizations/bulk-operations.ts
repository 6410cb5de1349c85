/** The three bulk operations, and what their chapters share. */
import type { Answer, Call } from '../../engine/answer.ts';
import type { Api } from '../../engine/api.ts';
import type { Changed } from '../../engine/change.ts';
import type { CheckContext, Judge } from '../../engine/check.ts';
import {
  addsUp,
  holdsNoEntities,
  namesPositions,
  reportsEach,
  succeedsAll,
  undetailedAreFailures,
} from '../../engine/matchers/bulk.ts';
import { growsRevision } from '../../engine/matchers/choices.ts';
import { isStill } from '../../engine/matchers/entities.ts';
import { type BulkOutcome, bulkOf, customizationOf } from '../../engine/reading.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import type {
  BulkAddCustomizationChoicesRequest,
  BulkUpdateCustomizationsRequest,
  Customization,
} from '../../specs/openapi.types.ts';
import { newChoices } from './choice-operations.ts';
import { TEXT_OPTION } from './kinds.ts';

/** Bulk update or Bulk add: one item for each of some customizations. */
export interface BulkOperation<B> {
  /** For ids, e.g. `bulk-update`. */
  id: string;
  send(api: Api, body: B | Changed<B>): Call<BulkOutcome>;
  /** A valid item for each of these; with other new names each turn. */
  valid(given: CheckContext['given'], current: readonly Customization[], turn: number): B;
}

export const BULK_UPDATE: BulkOperation<BulkUpdateCustomizationsRequest> = {
  id: 'bulk-update',
  send: (api, body) => api.bulkUpdate(body),
  valid: (given, current) => ({
    customizations: current.map(({ id, revision }) => ({
      customization: { id, revision, name: given.name('renamed') },
    })),
  }),
};

export const BULK_ADD: BulkOperation<BulkAddCustomizationChoicesRequest> = {
  id: 'bulk-add-choices',
  send: (api, body) => api.bulkAddChoices(body),
  valid: (_, current, turn) => ({
    customizationsChoices: current.map(({ id }) => ({
      customizationId: id,
      choices: newChoices(TEXT_OPTION, 1, turn),
    })),
  }),
};

/** Facts about every report of an all-valid call; a check that judges them has these points. */
export const REPORT = {
  entries: 'CUST-BULK-003',
  positions: 'CUST-BULK-004',
  ids: 'CUST-BULK-006',
  totals: 'CUST-BULK-008',
  undetailed: 'CUST-BULK-009',
  withoutEntities: 'CUST-BULK-010',
} as const;

/**
 * Judges the report of a call whose items are all valid and that did not ask for entities.
 * @param ids the ids that were sent, by position; unknown to Bulk create
 */
export function judgeReport(
  judge: Judge<keyof typeof REPORT>,
  answer: Answer,
  count: number,
  ids?: readonly string[],
): void {
  judge('entries', answer, reportsEach(count));
  judge('positions', answer, namesPositions(count));
  judge('ids', answer, succeedsAll(count, ids));
  judge('totals', answer, addsUp(count));
  judge('undetailed', answer, undetailedAreFailures);
  judge('withoutEntities', answer, holdsNoEntities);
}

/** @throws UndecidedError(control-refused) unless every item succeeded: a bulk control is more than a 200 (SIL-41) */
export async function succeeded(call: Call<BulkOutcome>, count: number): Promise<Answer> {
  const answer = await call;
  const finding = succeedsAll(count)(answer);
  if (finding) {
    const message = `the bulk control was to succeed with ${finding.expected}, but: ${finding.received}`;
    throw new UndecidedError('control-refused', message, answer.exchange);
  }
  await call.accepted();
  return answer;
}

/** Three options with two or more text choices. */
export function givenTrio({ given, draw }: Pick<CheckContext, 'given' | 'draw'>): Promise<Customization[]> {
  const make = (salt: string) => given.customization(draw(TEXT_OPTION.arbitrary(), salt));
  return Promise.all(['first', 'second', 'third'].map(make));
}

/** What Get shows of them after the call: those whose item succeeded have moved on, the others have not. */
export async function latest(
  { api, settle }: Pick<CheckContext, 'api' | 'settle'>,
  answer: Answer,
  before: readonly Customization[],
): Promise<Customization[]> {
  const items = bulkOf(answer)?.items;
  const read = async (one: Customization, index: number): Promise<Customization> => {
    const shows = items?.get(index)?.success === true ? growsRevision(one) : isStill(one);
    const shown = await settle.soon('get-after-bulk', () => api.get(one.id), shows);
    return customizationOf(shown) ?? one;
  };
  return Promise.all(before.map(read));
}
