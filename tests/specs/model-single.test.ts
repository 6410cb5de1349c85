import { describe, expect, it } from 'vitest';
import { documented } from '../../specs/model/semantics.ts';
import { choicesIn, freeText, idsIn, namesIn, swatches, textChoices, UNKNOWN, world } from './support.ts';

describe('Create', () => {
  it.each([textChoices(), swatches(), freeText()])('round-trips $customizationRenderType', sent => {
    const { create, get } = world();
    const made = create(sent);
    expect(made).toMatchObject({
      revision: '1',
      key: sent.name,
      name: sent.name,
      customizationType: sent.customizationType,
      customizationRenderType: sent.customizationRenderType,
      createdDate: '2026-01-01T00:00:01.000Z',
      updatedDate: '2026-01-01T00:00:01.000Z',
    });
    expect(get(made.id)).toEqual(made);
    expect(made).not.toHaveProperty('assignedProductsCount');
  });

  it('gives choices ids and keys and keeps their order and values', () => {
    const { create } = world();
    expect(choicesIn(create(textChoices()))).toEqual([
      { id: expect.stringMatching(/2$/), key: 'S', choiceType: 'CHOICE_TEXT', name: 'S' },
      { id: expect.stringMatching(/3$/), key: 'M', choiceType: 'CHOICE_TEXT', name: 'M' },
      { id: expect.stringMatching(/4$/), key: 'L', choiceType: 'CHOICE_TEXT', name: 'L' },
    ]);
    expect(choicesIn(create(swatches())).map(choice => choice.colorCode)).toEqual(['#FF0000', '#00F']);
  });

  it('makes keys of awkward names and keeps them apart', () => {
    const { create } = world();
    expect(create(textChoices('¿Which size? ', ['a b', 'a_b', '…'])).key).toBe('Which_size');
    const made = create(textChoices('x', ['a b', 'a_b', '…', 'Größe']));
    expect(choicesIn(made).map(choice => choice.key)).toEqual(['a_b', 'a_b_2', 'choice', 'Größe']);
    expect(create(freeText()).freeTextInput).toEqual({
      title: 'Gift message',
      minCharCount: 1,
      maxCharCount: 200,
      key: 'Gift_message',
    });
  });

  it('answers both counts of a free text that was sent without', () => {
    const { create } = world();
    const made = create({ ...freeText(), freeTextInput: { title: 'x', defaultAddedPrice: '1.50' } });
    expect(made.freeTextInput).toEqual({
      title: 'x',
      key: 'x',
      minCharCount: 0,
      maxCharCount: 500,
      defaultAddedPrice: '1.50',
    });
  });

  it('lets no read-only or unknown member of the request win', () => {
    const { create, model } = world();
    const made = create({
      ...textChoices(),
      id: UNKNOWN,
      revision: '9',
      key: 'mine',
      createdDate: '2000-01-01T00:00:00Z',
      assignedProductsCount: 7,
      extra: true,
    });
    expect(made).toMatchObject({ revision: '1', key: 'Size', createdDate: '2026-01-01T00:00:01.000Z' });
    expect(made.id).not.toBe(UNKNOWN);
    expect(model.get(made.id)).not.toHaveProperty('extra');
    expect(model.get(made.id)).not.toHaveProperty('assignedProductsCount');
  });

  const choice = { choiceType: 'CHOICE_TEXT', name: 'S' };
  const withChoices = (...choices: object[]) => ({ ...textChoices(), choicesSettings: { choices } });
  const first = 'customization.choicesSettings.choices[0]';

  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['customization REQUIRED_FIELD']],
    ['a list', { customization: [] }, ['customization VALIDATION']],
    ['no name', { ...textChoices(), name: undefined }, ['customization.name REQUIRED_FIELD']],
    ['an empty name', { ...textChoices(), name: '' }, ['customization.name MIN_LENGTH']],
    ['a blank name', { ...textChoices(), name: '  ' }, ['customization.name ONLY_SPACES_STRING_ERROR']],
    ['a long name', { ...textChoices(), name: 'x'.repeat(51) }, ['customization.name MAX_LENGTH']],
    ['a number as name', { ...textChoices(), name: 5 }, ['customization.name VALIDATION']],
    [
      'no type',
      { ...textChoices(), customizationType: undefined },
      ['customization.customizationType REQUIRED_FIELD'],
    ],
    [
      'an unknown type',
      { ...textChoices(), customizationType: 'X' },
      ['customization.customizationType INVALID_ENUM_VALUE'],
    ],
    [
      'no render type',
      { ...textChoices(), customizationRenderType: undefined },
      ['customization.customizationRenderType REQUIRED_FIELD'],
    ],
    [
      'an unknown render type',
      { ...textChoices(), customizationRenderType: 'X' },
      ['customization.customizationRenderType INVALID_ENUM_VALUE'],
    ],
    [
      'no settings',
      { ...textChoices(), choicesSettings: undefined },
      ['customization.choicesSettings ONE_OF_ALIGNMENT'],
    ],
    [
      'the other settings',
      { ...freeText(), customizationRenderType: 'TEXT_CHOICES' },
      ['customization.freeTextInput ONE_OF_ALIGNMENT', 'customization.choicesSettings ONE_OF_ALIGNMENT'],
    ],
    [
      'both settings',
      { ...textChoices(), freeTextInput: { title: 'x' } },
      ['customization.freeTextInput ONE_OF_ALIGNMENT'],
    ],
    [
      'no list of choices',
      { ...textChoices(), choicesSettings: {} },
      ['customization.choicesSettings.choices REQUIRED_FIELD'],
    ],
    ['an empty list', withChoices(), ['customization.choicesSettings.choices MIN_SIZE']],
    [
      '1001 choices',
      textChoices('x', [...Array(1001).keys()].map(String)),
      ['customization.choicesSettings.choices MAX_SIZE'],
    ],
    [
      'a repeated choice name',
      withChoices(choice, choice),
      ['customization.choicesSettings.choices[1].name DUPLICATE_CHOICE_NAME'],
    ],
    [
      'a blank choice name',
      withChoices({ ...choice, name: ' ' }),
      [`${first}.name ONLY_SPACES_STRING_ERROR`],
    ],
    [
      'a colour among texts',
      withChoices({ ...choice, choiceType: 'ONE_COLOR', colorCode: '#fff' }),
      [`${first}.choiceType INVALID_CHOICE_TYPE`],
    ],
    [
      'an unknown choice type',
      withChoices({ ...choice, choiceType: 'IMAGE' }),
      [`${first}.choiceType INVALID_ENUM_VALUE`],
    ],
    [
      'a text with a colour',
      withChoices({ ...choice, colorCode: '#fff' }),
      [`${first}.colorCode INVALID_CHOICE_VALUE`],
    ],
    [
      'no colour',
      { ...swatches(), choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'x' }] } },
      [`${first}.colorCode INVALID_CHOICE_VALUE`],
    ],
    [
      'a colour by name',
      {
        ...swatches(),
        choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'x', colorCode: 'red' }] },
      },
      [`${first}.colorCode FORMAT`],
    ],
    [
      'a negative price',
      withChoices({ ...choice, defaultAddedPrice: '-1' }),
      [`${first}.defaultAddedPrice DECIMAL_GTE`],
    ],
    [
      'a price too high',
      withChoices({ ...choice, defaultAddedPrice: '1000000000' }),
      [`${first}.defaultAddedPrice DECIMAL_LTE`],
    ],
    [
      'a price too fine',
      withChoices({ ...choice, defaultAddedPrice: '0.0001' }),
      [`${first}.defaultAddedPrice DECIMAL_MAX_SCALE`],
    ],
    [
      'a price in words',
      withChoices({ ...choice, defaultAddedPrice: 'much' }),
      [`${first}.defaultAddedPrice FORMAT`],
    ],
    [
      'ids on all choices',
      withChoices({ ...choice, id: UNKNOWN }),
      [`${first}.id ID_NOT_ALLOWED_IN_REQUEST`],
    ],
    [
      'ids on some choices',
      withChoices(choice, { ...choice, name: 'M', id: UNKNOWN }),
      [`${first}.id MIXED_CHOICE_IDS_CONSISTENCY`],
    ],
    [
      'an unknown primary',
      withChoices({ ...choice, primaryChoiceIds: [UNKNOWN] }),
      [`${first}.primaryChoiceIds[0] PRIMARY_CHOICE_NOT_FOUND`],
    ],
    [
      'five primaries',
      withChoices({ ...choice, primaryChoiceIds: Array(5).fill(UNKNOWN) }),
      [`${first}.primaryChoiceIds MAX_SIZE`],
    ],
    ['no title', { ...freeText(), freeTextInput: {} }, ['customization.freeTextInput.title REQUIRED_FIELD']],
    [
      'a blank title',
      { ...freeText(), freeTextInput: { title: ' ' } },
      ['customization.freeTextInput.title ONLY_SPACES_STRING_ERROR'],
    ],
    [
      '501 characters',
      { ...freeText(), freeTextInput: { title: 'x', maxCharCount: 501 } },
      ['customization.freeTextInput.maxCharCount MAX'],
    ],
  ])('refuses %s', (_, customization, violations) => {
    const body =
      customization === undefined || 'customization' in (customization as object)
        ? customization
        : { customization };
    expect(world().refused(400, 'createCustomization', body).violations).toEqual(violations);
  });

  it('reports independent mistakes together', () => {
    const body = { customization: { ...textChoices(''), customizationType: 'X' } };
    expect(world().refused(400, 'createCustomization', body).violations).toHaveLength(2);
  });

  it('refuses free text on an option, one of the fair readings of SIL-24', () => {
    const body = { customization: { ...freeText(), customizationType: 'PRODUCT_OPTION' } };
    expect(world().refused(400, 'createCustomization', body).code).toBe('INVALID_CUSTOMIZATION_RENDER_TYPE');
  });
});

describe('Get', () => {
  it('adds optional data only when asked', () => {
    const { create, get } = world({ productsOf: () => 3 });
    const { id } = create(swatches());
    expect(get(id)).not.toHaveProperty('assignedProductsCount');
    expect(get(id, ['ASSIGNED_PRODUCTS_COUNT'])).toMatchObject({ assignedProductsCount: 3 });
    expect(choicesIn(get(id)).some(choice => choice.displayImage)).toBe(false);
    expect(choicesIn(get(id, ['CHOICE_DISPLAY_IMAGE']))[0]?.displayImage).toEqual({ altText: 'red' });
  });

  it('never shows an image on a text choice', () => {
    const { create, get } = world();
    const choice = { choiceType: 'CHOICE_TEXT', name: 'S', displayImage: { altText: 'x' } };
    const { id } = create({ ...textChoices(), choicesSettings: { choices: [choice] } });
    expect(choicesIn(get(id, ['CHOICE_DISPLAY_IMAGE']))[0]).not.toHaveProperty('displayImage');
  });

  it('refuses unknown and malformed ids and too many fields', () => {
    const { create, refused } = world();
    const { id } = create(textChoices());
    expect(refused(404, 'getCustomization', undefined, UNKNOWN).code).toBe('CUSTOMIZATION_NOT_FOUND');
    expect(refused(400, 'getCustomization', undefined, 'x').violations).toEqual(['customizationId FORMAT']);
    expect(
      refused(400, 'getCustomization', undefined, id, Array(101).fill('CHOICE_DISPLAY_IMAGE')).violations,
    ).toEqual(['fields MAX_SIZE']);
    expect(refused(400, 'getCustomization', undefined, id, ['X']).violations).toEqual([
      'fields[0] INVALID_ENUM_VALUE',
    ]);
  });
});

describe('Update', () => {
  it('renames, raises the revision and keeps the rest', () => {
    const { create, one, get } = world();
    const before = create(textChoices());
    const after = one(
      'updateCustomization',
      { customization: { id: before.id, revision: '1', name: 'New' } },
      before.id,
    );
    expect(after).toEqual({ ...before, name: 'New', revision: '2', updatedDate: after.updatedDate });
    expect(after.updatedDate > before.updatedDate).toBe(true);
    expect(get(before.id)).toEqual(after);
  });

  it('never moves updatedDate backwards, whatever the clock does', () => {
    const times = [2000, 1000];
    const { create, one } = world({ now: () => new Date(times.shift() ?? 0) });
    const { id } = create(textChoices());
    expect(one('updateCustomization', { customization: { revision: '1', name: 'x' } }, id).updatedDate).toBe(
      new Date(2000).toISOString(),
    );
  });

  it('changes members of free text, but not its key', () => {
    const { create, one } = world();
    const { id, freeTextInput } = create(freeText());
    const body = { customization: { revision: '1', freeTextInput: { title: 'New', key: 'mine' } } };
    expect(one('updateCustomization', body, id).freeTextInput).toEqual({ ...freeTextInput, title: 'New' });
  });

  it('ignores types and read-only members, and choices that say nothing new', () => {
    const { create, one } = world();
    const before = create(textChoices());
    const customization = {
      ...before,
      customizationType: 'MODIFIER',
      customizationRenderType: 'FREE_TEXT',
      key: 'x',
      assignedProductsCount: 9,
    };
    const after = one(
      'updateCustomization',
      { customization, fields: ['ASSIGNED_PRODUCTS_COUNT'] },
      before.id,
    );
    expect(after).toEqual({
      ...before,
      revision: '2',
      updatedDate: after.updatedDate,
      assignedProductsCount: 0,
    });
  });

  it('refuses', () => {
    const { create, refused } = world();
    const { id } = create(textChoices());
    const text = create(freeText());
    const change = (customization: object, to = id, status = 400) =>
      refused(status, 'updateCustomization', { customization }, to);
    expect(change({ revision: '2', name: 'x' }, id, 409).code).toBe('REVISION_MISMATCH');
    expect(change({ revision: '0', name: 'x' }, id, 409).code).toBe('REVISION_MISMATCH');
    expect(change({ revision: '1', name: 'x' }, UNKNOWN, 404).code).toBe('CUSTOMIZATION_NOT_FOUND');
    expect(change({ name: 'x' }).violations).toEqual(['customization.revision REQUIRED_FIELD']);
    expect(change({ revision: 'one' }).violations).toEqual(['customization.revision FORMAT']);
    expect(change({ revision: '1', name: '' }).violations).toEqual(['customization.name MIN_LENGTH']);
    expect(change({ revision: '1', name: 'x'.repeat(51) }).violations).toEqual([
      'customization.name MAX_LENGTH',
    ]);
    expect(change({ revision: '1', freeTextInput: { title: 'x' } }).code).toBe('DOESNT_SUPPORT_FREE_TEXT');
    const frozen = ['customization.choicesSettings.choices FIELD_NOT_ALLOWED'];
    expect(change({ revision: '1', choicesSettings: { choices: [{ name: 'S' }] } }).violations).toEqual(
      frozen,
    );
    const renamed = { choices: [{ name: 'S' }, { name: 'M' }, { name: 'XL' }] };
    expect(change({ revision: '1', choicesSettings: renamed }).violations).toEqual(frozen);
    expect(change({ revision: '1', choicesSettings: { choices: [{}] } }, text.id).violations).toEqual(frozen);
    expect(refused(400, 'updateCustomization', {}, id).violations).toEqual(['customization REQUIRED_FIELD']);
    expect(refused(400, 'updateCustomization', {}, 'x').violations).toEqual(['customizationId FORMAT']);
  });
});

describe('Delete', () => {
  it('takes the customization away, once', () => {
    const { create, accepted, refused, model } = world();
    const { id } = create(textChoices());
    expect(accepted('deleteCustomization', undefined, id)).toEqual({});
    expect(model.entities()).toEqual([]);
    refused(404, 'deleteCustomization', undefined, id);
    refused(404, 'getCustomization', undefined, id);
    refused(400, 'deleteCustomization', undefined, 'x');
    create(textChoices());
  });

  it('keeps an option that products use, and lets a modifier go', () => {
    const { create, accepted, refused } = world({ productsOf: () => 1 });
    const option = create(textChoices());
    expect(refused(400, 'deleteCustomization', undefined, option.id).violations).toEqual([
      'customizationId NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT',
    ]);
    accepted('deleteCustomization', undefined, create(swatches()).id);
  });
});

describe('state', () => {
  it('can be put back', () => {
    const { create, model } = world();
    const { id } = create(textChoices());
    const saved = model.snapshot();
    create(swatches());
    model.handle({ operation: 'deleteCustomization', customizationId: id });
    model.restore(saved);
    expect(model.entities().map(entity => entity.id)).toEqual([id]);
  });

  it('cannot be changed through an answer', () => {
    const { create, get } = world();
    const made = create(textChoices());
    expect(() => choicesIn(made).pop()).toThrow(TypeError);
    expect(namesIn(get(made.id))).toEqual(['S', 'M', 'L']);
  });

  it('follows overridden semantics, one rule at a time', () => {
    const { create } = world({ semantics: { ...documented, firstRevision: '7', keyOf: () => 'key' } });
    expect(create(textChoices())).toMatchObject({ revision: '7', key: 'key' });
    expect(idsIn(create(textChoices()))).toHaveLength(3);
  });
});
