import { describe, expect, it } from 'vitest';
import {
  API_KEY,
  choicesOf,
  connect,
  idOf,
  NOBODY,
  namesOf,
  SITE_ID,
  swatchChoice,
  textModifier,
  textOf,
  textOption,
} from './client.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BASE = '/stores/v3/customizations';

describe('create', () => {
  it('returns a text option with what the server assigned', async () => {
    const { api, model, sent } = await connect();
    const created = await api.createCustomization(textOption('Size', 'Small', 'Large'));

    expect(created).toMatchObject({
      name: 'Size',
      key: 'Size',
      revision: '1',
      customizationType: 'PRODUCT_OPTION',
      customizationRenderType: 'TEXT_CHOICES',
      choicesSettings: {
        choices: [
          { _id: expect.stringMatching(GUID), key: 'Small', name: 'Small', choiceType: 'CHOICE_TEXT' },
          { _id: expect.stringMatching(GUID), key: 'Large', name: 'Large', choiceType: 'CHOICE_TEXT' },
        ],
      },
    });
    expect(created._id).toMatch(GUID);
    expect(created._createdDate).toEqual(new Date(model.get(idOf(created))?.createdDate ?? ''));
    expect(created._updatedDate).toEqual(created._createdDate);
    expect(created).not.toHaveProperty('freeTextInput');
    expect(sent).toMatchObject([{ method: 'POST', path: BASE }]);
  });

  it('returns a swatch option with its colours', async () => {
    const { api } = await connect();
    const created = await api.createCustomization({
      name: 'Color',
      customizationType: 'PRODUCT_OPTION',
      customizationRenderType: 'SWATCH_CHOICES',
      choicesSettings: { choices: [swatchChoice('Red', '#FF0000'), swatchChoice('Blue', '#0000FF')] },
    });
    expect(choicesOf(created)).toMatchObject([
      { name: 'Red', choiceType: 'ONE_COLOR', colorCode: '#FF0000' },
      { name: 'Blue', choiceType: 'ONE_COLOR', colorCode: '#0000FF' },
    ]);
  });

  it('returns a free text modifier with its settings', async () => {
    const { api } = await connect();
    const created = await api.createCustomization(textModifier('Engraving'));
    expect(created).toMatchObject({
      customizationType: 'MODIFIER',
      customizationRenderType: 'FREE_TEXT',
      freeTextInput: {
        title: 'Your text',
        key: 'Your_text',
        minCharCount: 1,
        maxCharCount: 20,
        defaultAddedPrice: '2.50',
      },
    });
    expect(created).not.toHaveProperty('choicesSettings');
  });

  it('carries the credentials of the client to Wix and nowhere else', async () => {
    const { api, sent } = await connect({ token: API_KEY });
    await api.createCustomization(textOption('Size'));
    await api.countCustomizations();
    expect(new Set(sent.map(request => request.origin))).toEqual(new Set(['https://www.wixapis.com']));
    for (const { headers } of sent) {
      expect(headers.get('authorization')).toBe(API_KEY);
      expect(headers.get('wix-site-id')).toBe(SITE_ID);
      expect(headers.get('content-type')).toBe('application/json');
      expect(headers.get('x-wix-bi-gateway')).toContain('entity=wix.stores.catalog.v3.customization');
    }
  });
});

describe('get', () => {
  it('returns what was created, dates as dates', async () => {
    const { api, sent } = await connect();
    const created = await api.createCustomization(textOption('Size', 'Small'));
    expect(await api.getCustomization(idOf(created))).toEqual(created);
    const [, request] = sent;
    expect(request).toMatchObject({ method: 'GET', path: `${BASE}/${created._id}` });
    expect([...(request?.parameters ?? [])]).toEqual([['customizationId', created._id]]);
  });

  it('adds the products count and the images when asked for both', async () => {
    const { api, sent } = await connect();
    const image = 'https://static.example.com/red.jpg';
    const created = await api.createCustomization({
      name: 'Color',
      customizationType: 'PRODUCT_OPTION',
      customizationRenderType: 'SWATCH_CHOICES',
      choicesSettings: { choices: [{ ...swatchChoice('Red', '#FF0000'), displayImage: image }] },
    });
    const plain = await api.getCustomization(idOf(created));
    expect(plain).not.toHaveProperty('assignedProductsCount');
    expect(choicesOf(plain)[0]).not.toHaveProperty('displayImage');

    const full = await api.getCustomization(idOf(created), {
      fields: ['ASSIGNED_PRODUCTS_COUNT', 'CHOICE_DISPLAY_IMAGE'],
    });
    expect(full.assignedProductsCount).toBe(0);
    expect(choicesOf(full)).toMatchObject([{ name: 'Red', displayImage: image }]);
    expect(sent.at(-1)?.parameters.getAll('fields')).toEqual([
      'ASSIGNED_PRODUCTS_COUNT',
      'CHOICE_DISPLAY_IMAGE',
    ]);
  });

  it('names a Wix media image by a URI with the size that the server knows', async () => {
    const { api } = await connect();
    const image = 'wix:image://v1/e5dd3b_red.jpg/red.jpg';
    const created = await api.createCustomization({
      name: 'Color',
      customizationType: 'MODIFIER',
      customizationRenderType: 'SWATCH_CHOICES',
      choicesSettings: {
        choices: [
          { ...swatchChoice('Red', '#FF0000'), displayImage: `${image}#originWidth=1&originHeight=1` },
        ],
      },
    });
    const full = await api.getCustomization(idOf(created), { fields: ['CHOICE_DISPLAY_IMAGE'] });
    expect(choicesOf(full)[0]?.displayImage).toBe(`${image}#originWidth=640&originHeight=480`);
  });
});

describe('update', () => {
  it('changes the name, raises the revision and keeps the rest', async () => {
    const { api, sent } = await connect();
    const created = await api.createCustomization(textOption('Size', 'Small', 'Large'));
    const updated = await api.updateCustomization(
      idOf(created),
      { revision: textOf(created.revision), name: 'Shoe size' },
      { fields: ['ASSIGNED_PRODUCTS_COUNT'] },
    );

    expect(updated).toMatchObject({ _id: created._id, name: 'Shoe size', revision: '2' });
    expect(updated.assignedProductsCount).toBe(0);
    expect(updated._createdDate).toEqual(created._createdDate);
    expect(updated._updatedDate?.getTime()).toBeGreaterThan(created._updatedDate?.getTime() ?? Number.NaN);
    expect(updated.choicesSettings).toEqual(created.choicesSettings);
    expect(await api.getCustomization(idOf(created))).toMatchObject({ name: 'Shoe size', revision: '2' });
    expect(sent[1]).toMatchObject({
      method: 'PATCH',
      path: `${BASE}/${created._id}`,
      body: { customization: { id: created._id, revision: '1', name: 'Shoe size' } },
    });
  });

  it('takes a whole customization back with one member changed', async () => {
    const { api } = await connect();
    for (const creation of [textOption('Size', 'Small', 'Large'), textModifier('Engraving')]) {
      const created = await api.createCustomization(creation);
      const { _id, ...rest } = structuredClone(created);
      const updated = await api.updateCustomization(idOf(created), {
        ...rest,
        revision: textOf(rest.revision),
        name: `${created.name} 2`,
      });
      expect(updated).toEqual({
        ...created,
        name: `${created.name} 2`,
        revision: '2',
        _updatedDate: expect.any(Date),
      });
    }
  });

  it('changes the free text settings that were sent', async () => {
    const { api } = await connect();
    const created = await api.createCustomization(textModifier('Engraving'));
    const updated = await api.updateCustomization(idOf(created), {
      revision: textOf(created.revision),
      freeTextInput: { title: 'Your name', maxCharCount: 40 },
    });
    expect(updated.freeTextInput).toMatchObject({ title: 'Your name', maxCharCount: 40, minCharCount: 1 });
  });
});

describe('delete and count', () => {
  it('deletes with nothing to return', async () => {
    const { api, sent } = await connect();
    const created = await api.createCustomization(textOption('Size'));
    // The types promise nothing; the SDK hands on the empty object of the answer.
    expect(await api.deleteCustomization(idOf(created))).toEqual({});
    await expect(api.getCustomization(idOf(created))).rejects.toMatchObject({ status: 404 });
    expect(sent[1]).toMatchObject({ method: 'DELETE', path: `${BASE}/${created._id}`, body: undefined });
  });

  it('counts all, the matching ones, and none', async () => {
    const { api } = await connect();
    for (const name of ['Size', 'Fit']) await api.createCustomization(textOption(name));
    const engraving = await api.createCustomization(textModifier('Engraving'));

    expect(await api.countCustomizations()).toEqual({ count: 3 });
    const options = { customizationType: 'PRODUCT_OPTION' };
    expect(await api.countCustomizations({ filter: options })).toEqual({ count: 2 });
    const ids = { _id: { $in: [idOf(engraving), NOBODY] } };
    expect(await api.countCustomizations({ filter: ids })).toEqual({ count: 1 });
    expect(await api.countCustomizations({ filter: { name: 'Nothing' } })).toEqual({ count: 0 });
    await api.deleteCustomization(idOf(engraving));
    expect(await api.countCustomizations({ filter: {} })).toEqual({ count: 2 });
  });

  it('sees its writes late where the server is slow to index', async () => {
    const { api } = await connect({ lagMs: 60_000 });
    const created = await api.createCustomization(textOption('Size'));
    expect(namesOf([await api.getCustomization(idOf(created))])).toEqual(['Size']);
    expect((await api.queryCustomizations().find()).items).toEqual([]);
  });
});
