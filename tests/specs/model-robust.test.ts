import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, type OperationId } from '../../specs/operations.ts';
import { freeText, idsIn, swatches, textChoices, UNKNOWN, world } from './support.ts';

const operations = Object.keys(OPERATIONS) as OperationId[];

/** Request bodies made of the right words in the wrong places. */
function bodies(id: string, choiceId: string): fc.Arbitrary<unknown> {
  const words = [
    'customization',
    'customizations',
    'choices',
    'choice',
    'choiceIds',
    'revision',
    'name',
    'id',
  ];
  const more = [
    'query',
    'filter',
    'sort',
    'cursorPaging',
    'limit',
    'cursor',
    'fields',
    'choicesSettings',
    '$and',
  ];
  const rest = [
    'freeTextInput',
    'customizationRenderType',
    'customizationId',
    'customizationsChoices',
    '__proto__',
  ];
  const leaves = [
    '1',
    'x',
    '',
    id,
    choiceId,
    UNKNOWN,
    'TEXT_CHOICES',
    'FREE_TEXT',
    'ONE_COLOR',
    null,
    1,
    -1,
    true,
  ];
  return fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom<unknown>(...leaves),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...words, ...more, ...rest), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
}

describe('whatever a client sends', () => {
  it('is answered within the contract, and a refusal changes nothing', () => {
    const { create, send, model } = world();
    const option = create(textChoices());
    create(swatches());
    create(freeText());
    const call = fc.record({
      operation: fc.constantFrom(...operations),
      customizationId: fc.constantFrom(option.id, UNKNOWN, '', 'x'),
      body: bodies(option.id, idsIn(option)[0] ?? ''),
    });
    fc.assert(
      fc.property(call, one => {
        const before = model.snapshot();
        // `send` holds every answer against its schema.
        if (send(one).status !== 200) expect(model.snapshot()).toEqual(before);
      }),
      { numRuns: 2000, seed: 20260101 },
    );
  });

  it('may be nested as deep as it likes', () => {
    const { send } = world();
    let filter: object = {};
    for (let depth = 0; depth < 50_000; depth += 1) filter = { $not: filter };
    expect(send({ operation: 'countCustomizations', body: { filter } }).status).toBe(400);
  });
});
