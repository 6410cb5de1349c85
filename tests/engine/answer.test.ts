import { describe, expect, it } from 'vitest';
import { Answer, Call } from '../../engine/answer.ts';
import type { OperationId } from '../../specs/operations.ts';
import { exchangeOf } from './support.ts';

function answerTo(operation: OperationId, status: number, body: unknown = {}): Answer {
  const exchange = exchangeOf(status, body);
  return new Answer({ ...exchange, request: { ...exchange.request, operation } });
}

describe('a demanded answer', () => {
  /** A call that is picked `count` out of; how often it was taken as a control. */
  function demanding(answer: Answer) {
    let controls = 0;
    const call = new Call(
      Promise.resolve(answer),
      given => given.member('count'),
      () => {
        controls += 1;
      },
    );
    return { call, controls: () => controls };
  }

  it.each<[string, Answer]>([
    ['status 200', answerTo('getProduct', 200, { count: 1 })],
    ['201 of a created product', answerTo('createProduct', 201, { count: 1 })],
    ['204 of a deleted product', answerTo('deleteProduct', 204, { count: 1 })],
  ])('is given with %s, and is a control then', async (_, answer) => {
    const { call, controls } = demanding(answer);
    expect(await call.accepted()).toBe(1);
    expect(controls()).toBe(1);
  });

  it.each<[string, Answer, string]>([
    ['201 of an update', answerTo('updateProduct', 201, { count: 1 }), 'answered 201'],
    ['204 of a creation', answerTo('createProduct', 204, { count: 1 }), 'answered 204'],
    ['a refusal', answerTo('createProduct', 400, { count: 1 }), 'answered 400'],
    ['a success without what it should hold', answerTo('createProduct', 201), 'accepted with 201, without'],
  ])('is undecided with %s', async (_, answer, words) => {
    const { call, controls } = demanding(answer);
    const error = { reason: 'control-refused', message: expect.stringContaining(words) };
    await expect(call.accepted()).rejects.toMatchObject({ ...error, exchange: answer.exchange });
    expect(controls()).toBe(0);
    expect(await call).toBe(answer);
  });
});
