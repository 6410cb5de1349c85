import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import type { Entity } from '../../specs/model/entity.ts';
import { documented } from '../../specs/model/semantics.ts';
import type { OperationId } from '../../specs/operations.ts';
import { choicesIn, freeText, namesIn, swatches, textChoices, UNKNOWN, world } from './support.ts';

interface Answer {
  results: { itemMetadata: Schemas['ItemMetadata']; customization?: Entity }[];
  bulkActionMetadata: Schemas['BulkActionMetadata'];
}

function bulkWorld(options: Parameters<typeof world>[0] = {}) {
  const it = world(options);
  return { ...it, bulk: (operation: OperationId, body: object) => it.accepted<Answer>(operation, body) };
}

/** One word per item: `ok`, or the code of its error. */
const outcomes = ({ results }: Answer) =>
  results.map(({ itemMetadata }) => itemMetadata.error?.code ?? (itemMetadata.success ? 'ok' : '?'));
const totals = (totalSuccesses: number, totalFailures: number) => ({
  totalSuccesses,
  totalFailures,
  undetailedFailures: 0,
});
const choice = (name: string) => ({ choiceType: 'CHOICE_TEXT', name });

describe('Bulk create', () => {
  const operation = 'bulkCreateCustomizations';

  it('creates every item and answers one result for each', () => {
    const { bulk, model, get } = bulkWorld();
    const answer = bulk(operation, { customizations: [textChoices(), swatches(), freeText()] });
    expect(answer.bulkActionMetadata).toEqual(totals(3, 0));
    expect(answer.results).toEqual(
      model
        .entities()
        .map(({ id }, originalIndex) => ({ itemMetadata: { id, originalIndex, success: true } })),
    );
    expect(get(String(answer.results[1]?.itemMetadata.id)).name).toBe('Color');
  });

  it('returns the entities on request', () => {
    const { bulk, get } = bulkWorld();
    const [result] = bulk(operation, { customizations: [textChoices()], returnEntity: true }).results;
    expect(result?.customization).toEqual(get(String(result?.itemMetadata.id)));
  });

  it('reports broken rules item by item and creates the others', () => {
    const { bulk, model } = bulkWorld();
    const answer = bulk(operation, {
      customizations: [
        textChoices('Good'),
        textChoices('Twice', ['S', 'S']),
        { ...freeText(), freeTextInput: undefined, choicesSettings: textChoices().choicesSettings },
        { ...textChoices(), choicesSettings: swatches().choicesSettings },
        { ...swatches(), choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'x' }] } },
        textChoices(' '),
        { ...textChoices(), choicesSettings: { choices: [{ ...choice('x'), id: UNKNOWN }] } },
      ],
      returnEntity: true,
    });
    expect(outcomes(answer)).toEqual([
      'ok',
      'DUPLICATE_CHOICE_NAME',
      'DOESNT_SUPPORT_CHOICES',
      'INVALID_CHOICE_TYPE',
      'INVALID_CHOICE_VALUE',
      'ONLY_SPACES_STRING_ERROR',
      'ID_NOT_ALLOWED_IN_REQUEST',
    ]);
    expect(answer.bulkActionMetadata).toEqual(totals(1, 6));
    expect(answer.results[1]?.itemMetadata).not.toHaveProperty('id');
    expect(answer.results[1]).not.toHaveProperty('customization');
    expect(model.entities()).toHaveLength(1);
  });

  it('refuses a request of the wrong form as a whole', () => {
    const { refused, bulk } = bulkWorld();
    expect(refused(400, operation, {}).violations).toEqual(['customizations REQUIRED_FIELD']);
    expect(refused(400, operation, { customizations: [] }).violations).toEqual(['customizations MIN_SIZE']);
    expect(refused(400, operation, { customizations: Array(101).fill(textChoices()) }).violations).toEqual([
      'customizations MAX_SIZE',
    ]);
    expect(refused(400, operation, { customizations: [textChoices(), textChoices('')] }).violations).toEqual([
      'customizations[1].name MIN_LENGTH',
    ]);
    expect(refused(400, operation, { customizations: ['x'] }).violations).toEqual([
      'customizations[0] VALIDATION',
    ]);
    expect(outcomes(bulk(operation, { customizations: Array(100).fill(textChoices()) }))).toEqual(
      Array(100).fill('ok'),
    );
  });

  it('can fail as a whole, the other fair reading of SIL-41', () => {
    const { refused } = bulkWorld({ semantics: { ...documented, failsWhole: () => true } });
    const customizations = [textChoices(), textChoices('Twice', ['S', 'S'])];
    expect(refused(400, operation, { customizations }).violations).toEqual([
      'customizations[1].choicesSettings.choices[1].name DUPLICATE_CHOICE_NAME',
    ]);
  });
});

describe('Bulk update', () => {
  const operation = 'bulkUpdateCustomizations';
  const items = (...patches: object[]) => ({
    customizations: patches.map(customization => ({ customization })),
  });

  it('renames each item and reports the ones it could not', () => {
    const { bulk, create, get } = bulkWorld();
    const [a, b, c] = [create(textChoices()), create(swatches()), create(textChoices('Third'))];
    const answer = bulk(operation, {
      ...items(
        { id: a.id, revision: '1', name: 'New' },
        { id: b.id, revision: '2', name: 'New' },
        { id: UNKNOWN, revision: '1', name: 'New' },
        { id: c.id, revision: '1', name: 'New', freeTextInput: { title: 'x' } },
        { id: c.id, revision: '1', name: ' ' },
      ),
      returnEntity: true,
      fields: ['ASSIGNED_PRODUCTS_COUNT'],
    });
    expect(outcomes(answer)).toEqual([
      'ok',
      'REVISION_MISMATCH',
      'CUSTOMIZATION_NOT_FOUND',
      'DOESNT_SUPPORT_FREE_TEXT',
      'ONLY_SPACES_STRING_ERROR',
    ]);
    expect(answer.bulkActionMetadata).toEqual(totals(1, 4));
    expect(answer.results[0]?.customization).toEqual({ ...get(a.id), assignedProductsCount: 0 });
    expect(get(a.id)).toMatchObject({ name: 'New', revision: '2', choicesSettings: a.choicesSettings });
    expect(answer.results[1]?.itemMetadata).toMatchObject({ id: b.id, originalIndex: 1, success: false });
    expect([get(b.id), get(c.id)]).toEqual([{ ...b }, c]);
  });

  it('refuses a request of the wrong form as a whole', () => {
    const { refused } = bulkWorld();
    const sound = { id: UNKNOWN, revision: '1', name: 'x' };
    expect(refused(400, operation, items()).violations).toEqual(['customizations MIN_SIZE']);
    expect(refused(400, operation, items(...Array(101).fill(sound))).violations).toEqual([
      'customizations MAX_SIZE',
    ]);
    for (const member of ['id', 'revision', 'name'])
      expect(refused(400, operation, items({ ...sound, [member]: undefined })).violations).toEqual([
        `customizations[0].customization.${member} REQUIRED_FIELD`,
      ]);
  });
});

describe('Bulk add choices', () => {
  const operation = 'bulkAddCustomizationChoices';
  const items = (...customizationsChoices: object[]) => ({ customizationsChoices });

  it('adds to each customization and reports the ones it could not', () => {
    const { bulk, create, get } = bulkWorld();
    const [a, b, c] = [create(textChoices()), create(swatches()), create(freeText())];
    const answer = bulk(operation, {
      ...items(
        { customizationId: a.id, choices: [choice('XL'), choice('XXL')] },
        { customizationId: b.id, choices: [choice('XL')] },
        { customizationId: b.id, choices: [{ choiceType: 'ONE_COLOR', name: 'x' }] },
        { customizationId: c.id, choices: [choice('XL')] },
        { customizationId: UNKNOWN, choices: [choice('XL')] },
        { customizationId: a.id, choices: [choice('XL')] },
      ),
      returnEntity: true,
      fields: ['ASSIGNED_PRODUCTS_COUNT'],
    });
    expect(outcomes(answer)).toEqual([
      'ok',
      'INVALID_CHOICE_TYPE',
      'INVALID_CHOICE_VALUE',
      'DOESNT_SUPPORT_CHOICES',
      'CUSTOMIZATION_NOT_FOUND',
      'DUPLICATE_CHOICE_NAME',
    ]);
    expect(answer.results[0]?.customization).toEqual({ ...get(a.id), assignedProductsCount: 0 });
    expect(namesIn(get(a.id))).toEqual(['S', 'M', 'L', 'XL', 'XXL']);
    expect(get(a.id).revision).toBe('2');
    expect(choicesIn(get(b.id))).toEqual(choicesIn(b).map(({ displayImage, ...rest }) => rest));
  });

  it('names the customization that is full', () => {
    const { bulk, create } = bulkWorld();
    const { id } = create(textChoices('Size', [...Array(1000).keys()].map(String)));
    const [result] = bulk(operation, items({ customizationId: id, choices: [choice('x')] })).results;
    expect(result?.itemMetadata.error).toMatchObject({
      code: 'CHOICES_LIMIT_EXCEEDED',
      data: { customizationIds: [id] },
    });
  });

  it('refuses a request of the wrong form as a whole', () => {
    const { refused } = bulkWorld();
    const sound = { customizationId: UNKNOWN, choices: [choice('x')] };
    const first = 'customizationsChoices[0]';
    expect(refused(400, operation, items()).violations).toEqual(['customizationsChoices MIN_SIZE']);
    expect(refused(400, operation, items(...Array(1001).fill(sound))).violations).toEqual([
      'customizationsChoices MAX_SIZE',
    ]);
    expect(refused(400, operation, items({ choices: sound.choices })).violations).toEqual([
      `${first}.customizationId REQUIRED_FIELD`,
    ]);
    expect(refused(400, operation, items({ customizationId: UNKNOWN })).violations).toEqual([
      `${first}.choices REQUIRED_FIELD`,
    ]);
    expect(refused(400, operation, items({ ...sound, customizationId: 'x'.repeat(37) })).violations).toEqual([
      `${first}.customizationId MAX_LENGTH`,
    ]);
    expect(
      refused(
        400,
        operation,
        items({ ...sound, choices: Array.from({ length: 101 }, (_, n) => choice(`${n}`)) }),
      ).violations,
    ).toEqual([`${first}.choices MAX_SIZE`]);
  });
});
