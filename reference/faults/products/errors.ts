/** Defects in the refusals of the Products API. */

import type { OperationId } from '../../../specs/operations.ts';
import { PRODUCT_OPERATIONS } from '../../../specs/operations.ts';
import { type Fault, fault, rowsOf } from '../fault.ts';
import { refusals } from '../tools.ts';
import { CREATE, type Json, newVariants, object, objects } from './tools.ts';

const row = rowsOf('PROD-ERROR');
const ALL = Object.keys(PRODUCT_OPERATIONS) as OperationId[];

const refused = (edit: (body: Json, reply: { status: number }) => void) =>
  refusals(ALL, (body, reply) => edit(body, reply));

const violations = (edit: (violation: Json) => void) =>
  refused(body => objects(object(object(body.details)?.validationError)?.fieldViolations).forEach(edit));

const codes = (edit: (error: Json) => void) =>
  refused(body => {
    const error = object(object(body.details)?.applicationError);
    if (error) edit(error);
  });

const MISALIGNED = /MISSING_VARIANT_OPTION|DUPLICATE_VARIANT_OPTION|INVALID_DEFAULT_VARIANT/;

const isBroken = (text: string): boolean => {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
};

export const productErrorFaults: Fault[] = [
  fault(
    'products-error-no-message',
    row(1),
    'Refusals of products have no message.',
    refused(body => {
      delete body.message;
    }),
  ),
  fault(
    'products-error-422',
    row(2),
    'A broken limit of a product answers 422.',
    refused((body, reply) => {
      if (object(body.details)?.validationError) reply.status = 422;
    }),
  ),
  fault(
    'products-error-no-violations',
    row(2),
    'A broken limit of a product lists no violations.',
    refused(body => {
      const error = object(object(body.details)?.validationError);
      if (error) error.fieldViolations = [];
    }),
  ),
  fault(
    'products-error-without-field',
    row(3),
    'Violations of products do not name the field.',
    violations(violation => {
      delete violation.field;
    }),
  ),
  fault(
    'products-error-without-description',
    row(3),
    'Violations of products have no description.',
    violations(violation => {
      delete violation.description;
    }),
  ),
  fault(
    'products-error-code-number',
    row(4),
    'Codes of business failures of products are numbers.',
    codes(error => {
      error.code = 4711;
    }),
  ),
  fault(
    'products-error-unpublished-code',
    row(5),
    'Business failures of products have codes that no method publishes.',
    codes(error => {
      error.code = `X_${error.code}`;
    }),
  ),
  fault(
    'products-error-misaligned-500',
    row(6),
    'Variants that do not fit the options answer 500.',
    refused((body, reply) => {
      if (MISALIGNED.test(JSON.stringify(body))) reply.status = 500;
    }),
  ),
  fault(
    'products-error-misaligned-422',
    row(6),
    'Variants that do not fit the options answer 422.',
    refused((body, reply) => {
      if (MISALIGNED.test(JSON.stringify(body))) reply.status = 422;
    }),
  ),
  fault('products-error-broken-json', row(7), 'A product request that is no JSON answers 200.', {
    wire: next => request => {
      const broken =
        request.path.endsWith('/products') && request.method === 'POST' && isBroken(request.body);
      return broken ? { status: 200, body: {} } : next(request);
    },
  }),
  fault('products-error-open', row(8), 'Products are open without a credential.', {
    door:
      sound =>
      (request, ...rest) =>
        request.headers.authorization === undefined && request.path.includes('/products')
          ? undefined
          : sound(request, ...rest),
  }),
  fault(
    'products-error-price-number',
    row(9),
    'A price that is a number is taken for an amount.',
    newVariants(variant => {
      if (typeof variant.price === 'number')
        variant.price = { actualPrice: { amount: String(variant.price) } };
    }),
  ),
  fault(
    'products-error-price-number-500',
    row(9),
    'A price that is a number answers 500.',
    refusals(CREATE, (body, reply) => {
      if (/"field":"product\.variantsInfo\.variants\[0\]\.price"/.test(JSON.stringify(body)))
        reply.status = 500;
    }),
  ),
];
