/** Facts about refusals, out of which the standing checks of errors are made. */
import type { Answer, JsonObject } from '../engine/answer.ts';
import { applicationErrorOf } from '../engine/matchers/answers.ts';
import type { Finding } from '../engine/matchers/matcher.ts';
import type { Invariant } from '../engine/sentinels.ts';
import { CUSTOMIZATION_OPERATIONS, OPERATIONS, type OperationId } from '../specs/operations.ts';

type Refused = { answer: Answer; body: unknown; operation: OperationId };

export const isOfCustomizations = ({ operation }: Pick<Refused, 'operation'>): boolean =>
  operation in CUSTOMIZATION_OPERATIONS;

const GUID_IN_PATH = /\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:[/?]|$)/i;

/** A router may answer for an id that is no id (SIL-25); everything else is answered by the API itself. */
export const byTheApi = ({ answer }: { answer: Answer }): boolean => {
  const { path, operation } = answer.exchange.request;
  return operation !== undefined && (!OPERATIONS[operation].path.includes('{') || GUID_IN_PATH.test(path));
};

/** A fact about every member of a refusal that has some, of the refusals that are meant. */
export function ofRefusals(
  which: (refused: Refused) => boolean,
  find: (body: unknown) => JsonObject[],
  broken: (found: JsonObject, operation: OperationId) => Finding | undefined,
): Invariant {
  return {
    of: 'refusal',
    optional: true,
    when: refused => which(refused) && find(refused.body).length > 0,
    broken: ({ body, operation }) => {
      for (const found of find(body)) {
        const finding = broken(found, operation);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

export const isString = (value: unknown): value is string => typeof value === 'string';

export const applicationErrors = (body: unknown): JsonObject[] =>
  [applicationErrorOf(body)].filter(found => found !== undefined);
