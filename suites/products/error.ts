/** Errors of the Products API: their shape, their codes, and their statuses. */

import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { hasStatus, isRefused, violationsOf } from '../../engine/matchers/answers.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import { isStillProduct } from '../../engine/matchers/products.ts';
import { standing } from '../../engine/standing.ts';
import { plainProduct } from '../../generators/product.ts';
import { OPERATIONS, type OperationId, PRODUCT_OPERATIONS } from '../../specs/operations.ts';
import { PRODUCT_CODES } from '../../specs/product-codes.ts';
import { applicationErrors, byTheApi, isString, ofRefusals } from '../refusal-facts.ts';
import { OPTIONLESS, TWO_OPTIONS } from './kinds.ts';
import { ALIGNMENT, mistake } from './refusals.ts';

const violations = check({
  id: 'products.error.violations',
  title: 'A broken limit answers 400 with field violations',
  profile: 'products',
  points: { violations: 'PROD-ERROR-002' },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const wrong = [
      ['product.name', given.nameOfLength(81)],
      ['product.variantsInfo.variants', []],
      ['product.variantsInfo.variants.0.price.actualPrice.amount', '-1'],
    ] as const;
    const hasViolations = all(hasStatus(400), ({ body }: Answer) =>
      unless(violationsOf(body).length > 0, 'details.validationError.fieldViolations with an entry', body),
    );
    for (const [path, value] of wrong) {
      const body = { product: plainProduct(given.name()) };
      judge('violations', await api.products.create(change(body, path, value)), hasViolations);
    }
  },
});

const alignment = check({
  id: 'products.error.alignment',
  title: 'Variants that do not fit the options answer 400 or 428, never 5xx',
  profile: 'products',
  points: { status: 'PROD-ERROR-006' },
  async run(context) {
    const { api, given, judge, draw, use } = context;
    await use(TWO_OPTIONS.control);
    for (const id of ['choice-missing', 'combination-doubled', 'option-unknown', 'default-alone']) {
      const body = { product: given.productNamed(draw(TWO_OPTIONS.arbitrary(), id)) };
      const answer = await api.products.create(await mistake(id)(body, context));
      judge('status', answer, hasStatus(...ALIGNMENT, 409));
    }
  },
});

const brokenJson = check({
  id: 'products.error.broken-json',
  title: 'A body that is no JSON is refused',
  profile: 'products',
  points: { refused: 'PROD-ERROR-007', status: { soft: 'PROD-ERROR-007' } },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const { method, path } = OPERATIONS.createProduct;
    const request = { method, path, headers: {}, text: `{"product": {"name": "${given.name()}"` };
    const answer = await api.raw(request, 'the JSON ends too early');
    judge('refused', answer, isRefused);
    judge('status', answer, hasStatus(400));
  },
});

const wrongType = check({
  id: 'products.error.wrong-type',
  title: 'A price that is a number in place of an object answers 400',
  profile: 'products',
  points: { status: 'PROD-ERROR-009' },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const body = { product: plainProduct(given.name()) };
    const answer = await api.products.create(change(body, 'product.variantsInfo.variants.0.price', 10.5));
    judge('status', answer, hasStatus(400));
  },
});

const NOT_ASKED = 'the target asks for no credential: the operator gave none';
const WITHOUT = { headers: { authorization: null }, difference: 'without Authorization' };

const credentials = check({
  id: 'products.error.without-credential',
  title: 'Reads and writes of products without a credential are refused with 401 or 403',
  profile: 'products',
  points: { refused: 'PROD-ERROR-008', unchanged: 'PROD-UPDATE-005' },
  async run({ api, given, judge, draw, settle }) {
    if (!api.authenticates) {
      judge.inapplicable('refused', NOT_ASKED);
      return judge.inapplicable('unchanged', NOT_ASKED);
    }
    const made = await given.product(draw(OPTIONLESS.arbitrary()));
    const { id, revision } = made;
    const { products } = api.inManner(WITHOUT);
    const answers = await Promise.all([
      products.get(id),
      products.query({ query: { filter: { id } } }),
      products.create(plainProduct(given.name())),
      products.update(id, { product: { id, revision, name: given.name() } }),
    ]);
    for (const answer of [...answers, await products.delete(id)]) {
      judge('refused', answer, hasStatus(401, 403));
    }
    const still = isStillProduct(made);
    judge('unchanged', await settle.soon('get-after-refusal', () => api.products.get(id), still), still);
  },
});

const isOfProducts = ({ operation }: { operation: OperationId }): boolean => operation in PRODUCT_OPERATIONS;
/** What a business refusal answers; the others speak for the platform. */
const BUSINESS = [400, 409, 428];

const envelope = standing({
  id: 'products.error.envelope',
  title: 'Every refusal of the Products API has the documented shape and a published code',
  profile: 'products',
  points: {
    message: [
      'PROD-ERROR-001',
      {
        of: 'refusal',
        when: refused => isOfProducts(refused) && byTheApi(refused),
        broken: ({ answer, body }) =>
          unless(isString(answer.member('message')), 'a JSON body with a string "message"', show(body)),
      },
    ],
    violation: [
      'PROD-ERROR-003',
      ofRefusals(isOfProducts, violationsOf, found =>
        unless(isString(found.field) && isString(found.description), 'string field and description', found),
      ),
    ],
    code: [
      'PROD-ERROR-004',
      ofRefusals(isOfProducts, applicationErrors, found =>
        unless(isString(found.code), 'a string code', found),
      ),
    ],
    published: [
      'PROD-ERROR-005',
      ofRefusals(
        ({ answer, operation }) => BUSINESS.includes(answer.status) && PRODUCT_CODES[operation] !== undefined,
        applicationErrors,
        (found, operation) =>
          unless(
            PRODUCT_CODES[operation]?.has(String(found.code)) === true,
            `a code that ${operation} publishes`,
            found.code,
          ),
      ),
    ],
  },
});

export const productErrors: Chapter = {
  title: 'Errors of the Products API',
  checks: [violations, alignment, brokenJson, wrongType, credentials],
  standing: [envelope],
};
