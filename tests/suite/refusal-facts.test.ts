/** The facts out of which the standing checks of errors are made, each for itself: no target, no run. */
import { describe, expect, it } from 'vitest';
import { Answer } from '../../engine/answer.ts';
import { violationsOf } from '../../engine/matchers/answers.ts';
import { type Asked, Sentinels } from '../../engine/sentinels.ts';
import { OPERATIONS, type OperationId } from '../../specs/operations.ts';
import {
  applicationErrors,
  byTheApi,
  isOfCustomizations,
  isString,
  ofRefusals,
} from '../../suites/refusal-facts.ts';
import { exchangeOf } from '../engine/support.ts';

const GUID = '01234567-89ab-4cde-8f01-23456789abcd';

function refusedAt(path: string, operation?: OperationId, body: unknown = {}): Answer {
  const { request, ...rest } = exchangeOf(400, body);
  return new Answer({ ...rest, request: { ...request, path, ...(operation && { operation }) } });
}

describe('a refusal', () => {
  it('is of customizations by its operation', () => {
    const all = (Object.keys(OPERATIONS) as OperationId[]).filter(operation =>
      isOfCustomizations({ operation }),
    );
    expect(all.every(operation => /Customization/.test(operation))).toBe(true);
    expect(all).toHaveLength(14);
  });

  it.each<[string, string, OperationId | undefined, boolean]>([
    ['a list', '/stores/v3/products/query', 'queryProducts', true],
    ['a creation', '/stores/v3/products', 'createProduct', true],
    ['an id', `/stores/v3/products/${GUID}`, 'getProduct', true],
    ['an id in capitals', `/stores/v3/products/${GUID.toUpperCase()}`, 'deleteProduct', true],
    ['an id with fields', `/stores/v3/products/${GUID}?fields=URL`, 'getProduct', true],
    ['what is no id', '/stores/v3/products/none', 'getProduct', false],
    ['what begins like an id', `/stores/v3/products/${GUID}0`, 'getProduct', false],
    ['what ends like an id', `/stores/v3/products/0${GUID}`, 'updateProduct', false],
    ['no known operation', `/stores/v3/products/${GUID}`, undefined, false],
  ])('is given by the API, asked for %s', (_, path, operation, given) => {
    expect(byTheApi({ answer: refusedAt(path, operation) })).toBe(given);
  });

  it('has at most one application error', () => {
    expect(applicationErrors({ details: { applicationError: { code: 'C' } } })).toEqual([{ code: 'C' }]);
    for (const body of [undefined, 'text', {}, { details: {} }, { details: { applicationError: 'C' } }])
      expect(applicationErrors(body)).toEqual([]);
  });

  it('has texts', () => {
    expect(['', 'a', 1, null, undefined, {}, ['a']].map(isString)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a fact of refusals', () => {
  const violating = (...fields: unknown[]) => ({
    details: { validationError: { fieldViolations: fields.map(field => ({ field })) } },
  });
  const seen: [unknown, OperationId][] = [];
  const fact = ofRefusals(
    ({ operation, answer }) => operation !== 'getProduct' && answer.status === 400,
    violationsOf,
    (found, operation) => {
      seen.push([found.field, operation]);
      return isString(found.field) ? undefined : { expected: 'a text', received: String(found.field) };
    },
  );
  const asked = (operation: OperationId): Asked => ({
    operation,
    fields: [],
    deliberate: true,
    controlled: true,
  });

  /** What the sentinels say of these refusals, each by its operation. */
  function reported(...refusals: [OperationId, unknown, status?: number][]) {
    seen.length = 0;
    const sentinels = new Sentinels([fact]);
    for (const [operation, body, status = 400] of refusals)
      sentinels.examine(exchangeOf(status, body), asked(operation));
    const { examined, broken } = sentinels.reportOf(fact);
    return [examined, broken?.finding];
  }

  it('need not be seen', () => {
    expect(fact).toMatchObject({ of: 'refusal', optional: true });
    expect(reported()).toEqual([0, undefined]);
  });

  it('looks at every member, up to the first that is wrong', () => {
    expect(reported(['createProduct', violating('a', 'b')])).toEqual([1, undefined]);
    expect(seen).toEqual([
      ['a', 'createProduct'],
      ['b', 'createProduct'],
    ]);
    expect(reported(['updateProduct', violating('a', 2, 3)])).toEqual([
      1,
      { expected: 'a text', received: '2' },
    ]);
    expect(seen).toHaveLength(2);
  });

  it.each<[string, [OperationId, unknown, number?]]>([
    ['without such a member', ['createProduct', {}]],
    ['with a list of none', ['createProduct', violating()]],
    ['of another operation', ['getProduct', violating(1)]],
    ['with another status', ['createProduct', violating(1), 409]],
    ['that is none', ['createProduct', violating(1), 200]],
  ])('leaves alone a refusal %s', (_, refusal) => {
    expect(reported(refusal)).toEqual([0, undefined]);
    expect(seen).toEqual([]);
  });
});
