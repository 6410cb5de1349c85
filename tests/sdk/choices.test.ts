import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  connect,
  failure,
  idOf,
  NOBODY,
  namesOf,
  swatchChoice,
  textChoice,
  textModifier,
  textOf,
  textOption,
} from './client.ts';

const FIELDS = { fields: ['ASSIGNED_PRODUCTS_COUNT' as const] };

/** A site with one text option: Small, Medium, Large. */
async function sizes() {
  const connection = await connect();
  const created = await connection.api.createCustomization(textOption('Size', 'Small', 'Medium', 'Large'));
  connection.sent.length = 0;
  const id = idOf(created);
  return {
    ...connection,
    id,
    path: `/stores/v3/customizations/${id}`,
    revision: textOf(created.revision),
    choices: structuredClone(choicesOf(created)),
    /** The choices as they are stored now. */
    stored: async () => choicesOf(await connection.api.getCustomization(id)),
  };
}

describe('add choices', () => {
  it('appends, under new ids and keys, and raises the revision', async () => {
    const { api, id, path, choices, sent, stored } = await sizes();
    const added = [textChoice('X Large'), { ...textChoice('XX Large'), defaultAddedPrice: '1.5' }];
    const { customization } = await api.addCustomizationChoices(id, added, FIELDS);
    expect(customization).toMatchObject({ _id: id, revision: '2', assignedProductsCount: 0 });
    expect(customization?._createdDate).toBeInstanceOf(Date);
    const after = choicesOf(customization);
    expect(after.slice(0, 3)).toEqual(choices);
    expect(after.slice(3)).toMatchObject([
      { _id: expect.any(String), name: 'X Large', key: 'X_Large' },
      { _id: expect.any(String), name: 'XX Large', defaultAddedPrice: '1.5' },
    ]);
    expect(new Set(after.map(idOf)).size).toBe(5);
    expect(await stored()).toEqual(after);
    expect(sent[0]).toMatchObject({ method: 'POST', path: `${path}/add-choices` });
    expect(sent[0]?.body).toMatchObject({ customizationId: id, ...FIELDS });
    expect(sent[0]?.body).not.toHaveProperty('revision');
  });

  it('adds swatches to swatches', async () => {
    const { api } = await sizes();
    const created = await api.createCustomization({
      name: 'Color',
      customizationType: 'MODIFIER',
      customizationRenderType: 'SWATCH_CHOICES',
      choicesSettings: { choices: [swatchChoice('Red', '#FF0000')] },
    });
    const blue = swatchChoice('Blue', '#0000FF');
    const { customization } = await api.addCustomizationChoices(idOf(created), [blue]);
    expect(choicesOf(customization)).toMatchObject([{ colorCode: '#FF0000' }, { colorCode: '#0000FF' }]);
  });

  it('refuses a name already present, by a field violation', async () => {
    const { api, id, choices, stored } = await sizes();
    const error = await failure(api.addCustomizationChoices(id, [textChoice('New'), textChoice('Small')]));
    expect(error.status).toBe(400);
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { field: 'choices[1].name', ruleName: 'DUPLICATE_CHOICE_NAME' },
    ]);
    expect(await stored()).toEqual(choices);
  });

  it('refuses free text by an application error', async () => {
    const { api } = await sizes();
    const modifier = await api.createCustomization(textModifier('Engraving'));
    const error = await failure(api.addCustomizationChoices(idOf(modifier), [textChoice('New')]));
    expect(error.status).toBe(400);
    expect(error.details?.applicationError).toMatchObject({
      code: 'DOESNT_SUPPORT_CHOICES',
      description: expect.stringMatching(/./),
    });
  });
});

describe('set choices', () => {
  it('leaves exactly the given list, in its order', async () => {
    const { api, id, path, sent, stored } = await sizes();
    const { customization } = await api.setCustomizationChoices(
      id,
      ['Wide', 'Large'].map(textChoice),
      FIELDS,
    );
    expect(customization).toMatchObject({ revision: '2', assignedProductsCount: 0 });
    expect(namesOf(choicesOf(customization))).toEqual(['Wide', 'Large']);
    expect(await stored()).toEqual(choicesOf(customization));
    expect(sent[0]).toMatchObject({ method: 'POST', path: `${path}/set-choices` });
    expect(sent[0]?.body).not.toHaveProperty('revision');
  });

  it('takes back the choices it showed', async () => {
    const { api, id, choices } = await sizes();
    const shown = choicesOf(await api.getCustomization(id));
    const { customization } = await api.setCustomizationChoices(id, [...shown, textChoice('New')]);
    expect(namesOf(choicesOf(customization))).toEqual([...namesOf(choices), 'New']);
  });
});

describe('remove choices', () => {
  it('removes without and with a revision', async () => {
    const { api, id, path, choices, sent, stored } = await sizes();
    const [small, medium, large] = choices;
    const { customization } = await api.removeCustomizationChoices(id, [idOf(medium)]);
    expect(customization).toMatchObject({ revision: '2', choicesSettings: { choices: [small, large] } });
    const again = await api.removeCustomizationChoices(id, [idOf(small)], { revision: '2', ...FIELDS });
    expect(again.customization).toMatchObject({ revision: '3', assignedProductsCount: 0 });
    expect(await stored()).toEqual([large]);
    expect(sent[0]).toMatchObject({
      method: 'POST',
      path: `${path}/remove-choices`,
      body: { customizationId: id, choiceIds: [idOf(medium)] },
    });
  });

  it.each([
    ['an unknown id', [NOBODY], 404, 'CHOICE_NOT_FOUND'],
    ['a stale revision', undefined, 409, expect.any(String)],
  ])('refuses %s', async (_title, ids, status, code) => {
    const { api, id, choices, stored } = await sizes();
    const revision = ids ? undefined : '7';
    const call = api.removeCustomizationChoices(id, ids ?? [idOf(choices[0])], { revision });
    const error = await failure(call);
    expect(error.status).toBe(status);
    expect(error.details?.applicationError?.code).toEqual(code);
    expect(await stored()).toEqual(choices);
  });

  it('refuses to leave none', async () => {
    const { api, id, choices } = await sizes();
    const error = await failure(api.removeCustomizationChoices(id, choices.map(idOf)));
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { ruleName: 'NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES' },
    ]);
  });
});

describe('update choices', () => {
  it('links a choice to its primary, whose removal unlinks it', async () => {
    const { api, id, path, revision, choices, sent } = await sizes();
    const [small, medium] = choices.map(idOf);
    const link = { choice: { _id: medium, primaryChoiceIds: [textOf(small)] } };
    const { customization } = await api.updateCustomizationChoices(id, revision, {
      choices: [link],
      ...FIELDS,
    });
    expect(customization).toMatchObject({ revision: '2', assignedProductsCount: 0 });
    expect(choicesOf(customization).map(choice => choice.primaryChoiceIds)).toEqual([
      undefined,
      [small],
      undefined,
    ]);
    expect(namesOf(choicesOf(customization))).toEqual(namesOf(choices));
    expect(sent[0]).toMatchObject({
      method: 'POST',
      path: `${path}/update-choices`,
      body: { customizationId: id, revision, choices: [{ choice: { id: medium } }] },
    });

    const after = await api.removeCustomizationChoices(id, [textOf(small)]);
    expect(choicesOf(after.customization)[0]?.primaryChoiceIds ?? []).toEqual([]);
  });

  it('refuses other members, unknown choices and stale revisions', async () => {
    const { api, id, revision, choices } = await sizes();
    const update = (choice: { _id: string; name?: string; primaryChoiceIds?: string[] }, at = revision) =>
      failure(api.updateCustomizationChoices(id, at, { choices: [{ choice }] }));
    const _id = idOf(choices[0]);
    const renamed = await update({ _id, name: 'Tiny' });
    expect(renamed.details?.validationError?.fieldViolations).toMatchObject([
      { ruleName: 'UNSUPPORTED_CHOICE_FIELD' },
    ]);
    const itself = await update({ _id, primaryChoiceIds: [_id] });
    expect(itself.details?.validationError?.fieldViolations).toMatchObject([
      { ruleName: 'PRIMARY_CHOICE_SELF_REFERENCE' },
    ]);
    const unknown = await update({ _id: NOBODY, primaryChoiceIds: [_id] });
    expect([unknown.status, unknown.details?.applicationError?.code]).toEqual([404, 'CHOICE_NOT_FOUND']);
    expect((await update({ _id, primaryChoiceIds: [] }, '7')).status).toBe(409);
  });
});

describe('reorder choices', () => {
  it('stores the new order', async () => {
    const { api, id, path, revision, choices, sent, stored } = await sizes();
    const choiceIds = choices.map(idOf).reverse();
    const { customization } = await api.reorderCustomizationChoices(id, revision, { choiceIds, ...FIELDS });
    expect(customization).toMatchObject({ revision: '2', assignedProductsCount: 0 });
    expect(choicesOf(customization)).toEqual(choices.toReversed());
    expect(customization?.choicesSettings).toMatchObject({ sortOrder: 'MANUAL' });
    expect(await stored()).toEqual(choices.toReversed());
    expect(sent[0]).toMatchObject({
      method: 'POST',
      path: `${path}/reorder-choices`,
      body: { customizationId: id, revision, choiceIds },
    });
  });

  it('names missing and extra ids', async () => {
    const { api, id, revision, choices } = await sizes();
    const [small, medium, large] = choices.map(idOf);
    const choiceIds = [textOf(small), textOf(medium), NOBODY];
    const error = await failure(api.reorderCustomizationChoices(id, revision, { choiceIds }));
    expect(error.status).toBe(400);
    expect(error.details?.applicationError).toMatchObject({
      code: 'CHOICE_IDS_MISMATCH',
      data: { missingIds: [large], extraIds: [NOBODY] },
    });
  });
});
