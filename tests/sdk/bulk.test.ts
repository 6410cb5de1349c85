import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  connect,
  failure,
  idOf,
  NOBODY,
  namesOf,
  textChoice,
  textModifier,
  textOf,
  textOption,
} from './client.ts';

const BULK = '/stores/v3/bulk/customizations';

describe('bulk create', () => {
  it('creates every customization and returns them', async () => {
    const { api, sent } = await connect();
    const { results = [], bulkActionMetadata } = await api.bulkCreateCustomizations(
      [textOption('Size', 'Small'), textModifier('Engraving')],
      { returnEntity: true },
    );
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 2, totalFailures: 0, undetailedFailures: 0 });
    expect(results.map(({ itemMetadata }) => itemMetadata)).toMatchObject([
      { originalIndex: 0, success: true },
      { originalIndex: 1, success: true },
    ]);
    for (const { itemMetadata, customization } of results) {
      expect(customization).toMatchObject({ _id: idOf(itemMetadata), revision: '1' });
      expect(customization?._createdDate).toBeInstanceOf(Date);
      expect(await api.getCustomization(idOf(itemMetadata))).toEqual(customization);
    }
    expect(sent[0]).toMatchObject({ method: 'POST', path: `${BULK}/create`, body: { returnEntity: true } });
  });

  it('returns ids alone unless asked, and the failures one by one', async () => {
    const { api } = await connect();
    const { results = [], bulkActionMetadata } = await api.bulkCreateCustomizations([
      textOption('Size', 'Small', 'Small'),
      textOption('Fit'),
    ]);
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 1, totalFailures: 1, undetailedFailures: 0 });
    const [refused, created] = results;
    expect(refused?.itemMetadata).toMatchObject({
      originalIndex: 0,
      success: false,
      error: { code: 'DUPLICATE_CHOICE_NAME', description: expect.stringMatching(/./) },
    });
    expect(created).toEqual({
      itemMetadata: { _id: expect.any(String), originalIndex: 1, success: true },
    });
    expect(await api.countCustomizations()).toEqual({ count: 1 });
  });

  it('refuses an empty list as a whole', async () => {
    const { api } = await connect();
    const error = await failure(api.bulkCreateCustomizations([]));
    expect(error.status).toBe(400);
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { field: 'customizations', violatedRule: 'MIN_SIZE' },
    ]);
  });
});

describe('bulk update', () => {
  it('renames each and returns the new state', async () => {
    const { api, sent } = await connect();
    const size = await api.createCustomization(textOption('Size', 'Small'));
    const fit = await api.createCustomization(textOption('Fit', 'Slim'));
    const items = [size, fit].map(({ _id, revision, name }) => ({
      customization: { _id: textOf(_id), revision: textOf(revision), name: `${name} 2` },
    }));
    const { results = [], bulkActionMetadata } = await api.bulkUpdateCustomizations(items, {
      returnEntity: true,
      fields: ['ASSIGNED_PRODUCTS_COUNT'],
    });
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 2, totalFailures: 0, undetailedFailures: 0 });
    expect(results.map(({ customization }) => customization)).toMatchObject([
      { _id: size._id, name: 'Size 2', revision: '2', assignedProductsCount: 0 },
      { _id: fit._id, name: 'Fit 2', revision: '2', choicesSettings: fit.choicesSettings },
    ]);
    expect(results[0]?.customization?._updatedDate).toBeInstanceOf(Date);
    expect((await api.getCustomization(idOf(fit))).name).toBe('Fit 2');
    expect(sent.find(({ path }) => path === `${BULK}/update`)?.body).toMatchObject({
      customizations: [{ customization: { id: size._id } }, { customization: { id: fit._id } }],
      fields: ['ASSIGNED_PRODUCTS_COUNT'],
    });
  });

  it('reports a stale revision and an unknown id on their own', async () => {
    const { api } = await connect();
    const size = await api.createCustomization(textOption('Size'));
    const fit = await api.createCustomization(textOption('Fit'));
    const { results = [], bulkActionMetadata } = await api.bulkUpdateCustomizations([
      { customization: { _id: idOf(size), revision: '9', name: 'Stale' } },
      { customization: { _id: NOBODY, revision: '1', name: 'Nobody' } },
      { customization: { _id: idOf(fit), revision: '1', name: 'Cut' } },
    ]);
    expect(bulkActionMetadata).toMatchObject({ totalSuccesses: 1, totalFailures: 2 });
    expect(results.map(({ itemMetadata }) => [itemMetadata?._id, itemMetadata?.success])).toEqual([
      [size._id, false],
      [NOBODY, false],
      [fit._id, true],
    ]);
    expect(results[0]?.itemMetadata?.error?.code).toMatch(/./);
    expect(results[2]).not.toHaveProperty('customization');
    const { items } = await api.queryCustomizations().ascending('name').find();
    expect(namesOf(items)).toEqual(['Cut', 'Size']);
  });
});

describe('bulk add choices', () => {
  it('adds to each and returns the new state', async () => {
    const { api, sent } = await connect();
    const size = await api.createCustomization(textOption('Size', 'Small'));
    const fit = await api.createCustomization(textOption('Fit', 'Slim'));
    const { results = [], bulkActionMetadata } = await api.bulkAddCustomizationChoices(
      [
        { customizationId: idOf(size), choices: ['Medium', 'Large'].map(textChoice) },
        { customizationId: idOf(fit), choices: [textChoice('Wide')] },
      ],
      { returnEntity: true, fields: ['ASSIGNED_PRODUCTS_COUNT'] },
    );
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 2, totalFailures: 0, undetailedFailures: 0 });
    expect(results.map(({ customization }) => namesOf(choicesOf(customization)))).toEqual([
      ['Small', 'Medium', 'Large'],
      ['Slim', 'Wide'],
    ]);
    for (const { customization } of results) {
      expect(customization).toMatchObject({ revision: '2', assignedProductsCount: 0 });
      const stored = await api.getCustomization(idOf(customization));
      expect(stored.choicesSettings).toEqual(customization?.choicesSettings);
    }
    expect(sent.map(({ path }) => path)).toContain(`${BULK}/add-choices`);
  });

  it('reports what takes no choices and what is unknown on their own', async () => {
    const { api } = await connect();
    const size = await api.createCustomization(textOption('Size', 'Small'));
    const engraving = await api.createCustomization(textModifier('Engraving'));
    const ids = [idOf(engraving), NOBODY, idOf(size)];
    const { results = [] } = await api.bulkAddCustomizationChoices(
      ids.map(customizationId => ({ customizationId, choices: [textChoice('New')] })),
    );
    expect(results.map(({ itemMetadata }) => itemMetadata?.success)).toEqual([false, false, true]);
    expect(results[0]?.itemMetadata?.error?.code).toBe('DOESNT_SUPPORT_CHOICES');
    expect(namesOf(choicesOf(await api.getCustomization(idOf(size))))).toEqual(['Small', 'New']);
  });
});
