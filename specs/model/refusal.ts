/** Refusals: what stops a call, and the Wix error envelope it becomes. */
import type { Schemas } from '../contract.ts';
import type { Reply } from '../operations.ts';
import type { ItemFailure } from './semantics/bulk.ts';

type FieldViolation = Schemas['FieldViolation'];

interface RefusalData {
  status: number;
  message: string;
  details: Schemas['ErrorDetails'];
}

/** Thrown, not returned: it ends a call from any depth, and a bulk call turns it into the result of one item. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: Schemas['ErrorDetails'];

  constructor({ status, message, details }: RefusalData) {
    super(message);
    this.status = status;
    this.details = details;
  }

  /** The answer to a call that was refused as a whole. */
  reply(): Reply {
    return { status: this.status, body: { message: this.message, details: this.details } };
  }

  /** The same refusal as the failure of one item of a bulk call. */
  failure(): ItemFailure {
    const { applicationError, validationError } = this.details;
    if (applicationError) return { ...applicationError, data: applicationError.data ?? undefined };
    const violation = validationError?.fieldViolations[0];
    return {
      code: violation?.ruleName ?? violation?.violatedRule ?? 'INVALID_ARGUMENT',
      description: this.message,
    };
  }
}

/** A request that is well-formed and still refused (source: CUST-ERROR-006). */
export function applicationError(
  status: number,
  code: string,
  description: string,
  data?: Record<string, unknown>,
): Refusal {
  const error = { code, description, ...(data && { data }) };
  return new Refusal({ status, message: description, details: { applicationError: error } });
}

/** A request that breaks rules of form (source: CUST-ERROR-002). */
export function validationError(status: number, fieldViolations: FieldViolation[]): Refusal {
  const message = fieldViolations
    .map(({ field, description }) => `${field} ${description}`.trim())
    .join('; ');
  return new Refusal({ status, message, details: { validationError: { fieldViolations } } });
}
