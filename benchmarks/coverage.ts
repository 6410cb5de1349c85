/** What it costs to enter an exchange in the coverage, beside parsing its answer: `node dist/benchmarks/coverage.js`. */
import { Coverage } from '../engine/coverage.ts';
import type { Exchange } from '../engine/exchange.ts';
import type { OperationId } from '../specs/operations.ts';

const ROUNDS = 5_000;
const id = '7ed91ed6-3cc1-4fd1-9e3c-2d8f6f6f0b11';
const dates = { createdDate: '2026-11-22T03:00:00.000Z', updatedDate: '2026-11-22T03:00:00.000Z' };
const price = { amount: '10.50', formattedAmount: '$10.50' };

const customization = {
  ...{ id, revision: '1', ...dates, key: 'size', name: 'Size', customizationType: 'PRODUCT_OPTION' },
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: {
    choices: ['S', 'M', 'L'].map(name => ({ id, choiceType: 'CHOICE_TEXT', key: name, name })),
  },
};
const product = {
  ...{ id, revision: '1', ...dates, name: 'Shirt', slug: 'shirt', visible: true, productType: 'PHYSICAL' },
  variantsInfo: {
    variants: Array.from({ length: 100 }, (_, n) => ({
      ...{ id, visible: true, sku: `sku-${n}`, price: { actualPrice: price } },
      choices: [{ optionChoiceIds: { optionId: id, choiceId: id } }],
    })),
  },
};

function exchangeOf(operation: OperationId, sent: unknown, body: unknown): Exchange {
  return {
    request: {
      method: 'POST',
      path: '/',
      url: 'http://t/',
      headers: {},
      operation,
      text: JSON.stringify(sent),
    },
    response: { status: 200, headers: {}, text: JSON.stringify(body), body },
    withoutEffect: false,
    repeated: false,
    sentAt: 0,
    answeredAt: 1,
    startedAt: new Date(),
    attempts: 1,
    throttled: 0,
  };
}

function measure(what: string, exchange: Exchange): void {
  const coverage = new Coverage();
  const perRound = (work: () => unknown): string => {
    for (let round = 0; round < ROUNDS / 5; round += 1) work();
    const start = performance.now();
    for (let round = 0; round < ROUNDS; round += 1) work();
    return (((performance.now() - start) * 1000) / ROUNDS).toFixed(1);
  };
  const parsed = perRound(() => JSON.parse(exchange.response?.text ?? ''));
  const first = perRound(() => new Coverage().saw(exchange));
  const seen = perRound(() => coverage.saw(exchange));
  process.stdout.write(
    `${what}: ${seen} µs, all of it new ${first} µs, JSON.parse of the answer ${parsed} µs\n`,
  );
}

const query = { query: { filter: { name: { $startsWith: 'Size' } }, cursorPaging: { limit: 100 } } };
measure(
  'a page of 100 customizations',
  exchangeOf('queryCustomizations', query, {
    customizations: Array.from({ length: 100 }, () => customization),
    pagingMetadata: { count: 100, cursors: {}, hasNext: false },
  }),
);
measure('one customization', exchangeOf('createCustomization', { customization }, { customization }));
measure('a product of 100 variants', exchangeOf('updateProduct', { product }, { product }));
