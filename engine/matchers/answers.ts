/** What kind of answer it is: accepted, refused, and with which words. */
import { type Answer, inWords, isObject, type JsonObject } from '../answer.ts';
import { type Matcher, show, unless } from './matcher.ts';

/** Status 200: the published SDK throws on any other (CUST-CREATE-001), with the exceptions of X-26. */
export const isAccepted: Matcher<Answer> = answer => unless(answer.isSuccess, 'status 200', inWords(answer));

/** Any 4xx: the exact number is not documented for most refusals (SIL-43). */
export const isRefused: Matcher<Answer> = answer =>
  unless(answer.status >= 400 && answer.status < 500, 'a refusal with status 4xx', inWords(answer));

export function hasStatus(...statuses: number[]): Matcher<Answer> {
  return answer =>
    unless(statuses.includes(answer.status), `status ${statuses.join(' or ')}`, inWords(answer));
}

/** No 5xx: a mistake of the client is not a fault of the server (CUST-ERROR-020). */
export const isNoServerError: Matcher<Answer> = answer =>
  unless(answer.status < 500, 'any status below 500', inWords(answer));

/** Whatever it is, it is not a success. */
export const isNoSuccess: Matcher<Answer> = answer =>
  unless(answer.status < 200 || answer.status >= 300, 'any status but 2xx', inWords(answer));

/** `details.validationError.fieldViolations` of an error body; empty when there is none. */
export function violationsOf(body: unknown): JsonObject[] {
  const details = isObject(body) && isObject(body.details) ? body.details : {};
  const error = isObject(details.validationError) ? details.validationError : {};
  return Array.isArray(error.fieldViolations) ? error.fieldViolations.filter(isObject) : [];
}

/** `details.applicationError` of an error body. */
export function applicationErrorOf(body: unknown): JsonObject | undefined {
  const details = isObject(body) && isObject(body.details) ? body.details : {};
  return isObject(details.applicationError) ? details.applicationError : undefined;
}

/** Refused, and if a typed code is given at all it is this one (SIL-43: the code is compared only when offered). */
export function isRefusedWith(code: string): Matcher<Answer> {
  return answer => {
    const refused = isRefused(answer);
    if (refused) return refused;
    const offered = [
      applicationErrorOf(answer.body)?.code,
      ...violationsOf(answer.body).map(({ ruleName }) => ruleName),
    ].filter(text => typeof text === 'string' && text !== '');
    return unless(offered.length === 0 || offered.includes(code), `the code ${code}, if any`, show(offered));
  };
}

/** A validation error one of whose violations has this rule. */
export function hasViolation(rules: readonly string[], field?: string): Matcher<Answer> {
  return answer => {
    const violations = violationsOf(answer.body);
    const found = violations.some(
      violation =>
        rules.includes(String(violation.violatedRule)) &&
        (field === undefined || String(violation.field).includes(field)),
    );
    const where = field === undefined ? '' : ` on ${field}`;
    return unless(found, `a field violation ${rules.join(' or ')}${where}`, show(answer.body));
  };
}

/** A JSON error body with a string `message` and an object `details` (CUST-ERROR-001). */
export const isErrorEnvelope: Matcher<Answer> = ({ body }) =>
  unless(
    isObject(body) && typeof body.message === 'string' && isObject(body.details),
    'a JSON body with a string "message" and an object "details"',
    show(body),
  );
