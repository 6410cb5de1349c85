import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../specs/operations.ts';
import { choicesIn, freeText, idsIn, namesIn, swatches, textChoices, UNKNOWN, world } from './support.ts';

const choice = (name: string, more: object = {}) => ({ choiceType: 'CHOICE_TEXT', name, ...more });

describe.each<OperationId>(['addCustomizationChoices', 'setCustomizationChoices'])('%s', operation => {
  it('refuses what does not fit', () => {
    const { create, refused } = world();
    const { id } = create(textChoices());
    const swatch = create(swatches());
    const send = (choices: object[] | undefined, to = id, status = 400) =>
      refused(status, operation, { choices }, to);
    expect(send([], id).violations).toEqual(['choices MIN_SIZE']);
    expect(send(undefined).violations).toEqual(['choices REQUIRED_FIELD']);
    expect(send([...Array(1001).keys()].map(n => choice(`x${n}`))).violations).toEqual(['choices MAX_SIZE']);
    expect(send([choice('X')], create(freeText()).id).code).toBe('DOESNT_SUPPORT_CHOICES');
    expect(send([choice('X')], swatch.id).violations).toEqual(['choices[0].choiceType INVALID_CHOICE_TYPE']);
    expect(send([{ choiceType: 'ONE_COLOR', name: 'X' }], swatch.id).violations).toEqual([
      'choices[0].colorCode INVALID_CHOICE_VALUE',
    ]);
    expect(send([choice('X', { colorCode: '#fff' })]).violations).toEqual([
      'choices[0].colorCode INVALID_CHOICE_VALUE',
    ]);
    expect(send([choice('X'), choice('X')]).violations).toEqual(['choices[1].name DUPLICATE_CHOICE_NAME']);
    expect(send([choice('x'.repeat(51))]).violations).toEqual(['choices[0].name MAX_LENGTH']);
    expect(send([choice(' ')]).violations).toEqual(['choices[0].name ONLY_SPACES_STRING_ERROR']);
    expect(send([choice('X', { primaryChoiceIds: [UNKNOWN] })]).violations).toEqual([
      'choices[0].primaryChoiceIds[0] PRIMARY_CHOICE_NOT_FOUND',
    ]);
    expect(send([choice('X', { primaryChoiceIds: Array(5).fill(UNKNOWN) })]).violations).toEqual([
      'choices[0].primaryChoiceIds MAX_SIZE',
    ]);
    expect(send([choice('X')], UNKNOWN, 404).code).toBe('CUSTOMIZATION_NOT_FOUND');
    expect(send([choice('X')], 'x').violations).toEqual(['customizationId FORMAT']);
  });

  it('raises the revision, needs none, and shows what was asked for', () => {
    const { create, one, get } = world();
    const before = create(textChoices());
    const after = one(operation, { choices: [choice('XL')], fields: ['ASSIGNED_PRODUCTS_COUNT'] }, before.id);
    expect(after).toMatchObject({ revision: '2', assignedProductsCount: 0, createdDate: before.createdDate });
    expect(after.updatedDate > before.updatedDate).toBe(true);
    expect(choicesIn(get(before.id))).toEqual(choicesIn(after));
  });
});

describe('Add choices', () => {
  it('appends under new ids and leaves the others alone', () => {
    const { create, one } = world();
    const before = create(textChoices());
    const after = one(
      'addCustomizationChoices',
      { choices: [choice('XL', { id: UNKNOWN }), choice('XXL', { defaultAddedPrice: '2' })] },
      before.id,
    );
    expect(choicesIn(after).slice(0, 3)).toEqual(choicesIn(before));
    expect(namesIn(after).slice(3)).toEqual(['XL', 'XXL']);
    expect(idsIn(after)).not.toContain(UNKNOWN);
    expect(new Set(idsIn(after)).size).toBe(5);
    expect(choicesIn(after)[4]?.defaultAddedPrice).toBe('2');
  });

  it('refuses a name that is there already', () => {
    const { create, refused } = world();
    const { id } = create(textChoices());
    expect(
      refused(400, 'addCustomizationChoices', { choices: [choice('XL'), choice('S')] }, id).violations,
    ).toEqual(['choices[1].name DUPLICATE_CHOICE_NAME']);
  });

  it('links to a primary, one level deep', () => {
    const { create, one, refused } = world();
    const before = create(textChoices());
    const [primary] = idsIn(before);
    const after = one(
      'addCustomizationChoices',
      { choices: [choice('Kid S', { primaryChoiceIds: [primary] })] },
      before.id,
    );
    const linked = choicesIn(after)[3];
    expect(linked?.primaryChoiceIds).toEqual([primary]);
    const deeper = { choices: [choice('x', { primaryChoiceIds: [linked?.id] })] };
    expect(refused(400, 'addCustomizationChoices', deeper, before.id).violations).toEqual([
      'choices[0].primaryChoiceIds[0] PRIMARY_CHOICE_HIERARCHY_VIOLATION',
    ]);
  });

  it('stops at the cap with 428', () => {
    const { create, refused, one } = world();
    const { id } = create(
      textChoices(
        'Size',
        [...Array(999).keys()].map(n => `c${n}`),
      ),
    );
    const over = refused(428, 'addCustomizationChoices', { choices: [choice('x'), choice('y')] }, id);
    expect(over).toMatchObject({ code: 'CHOICES_LIMIT_EXCEEDED', data: { customizationIds: [id] } });
    expect(choicesIn(one('addCustomizationChoices', { choices: [choice('x')] }, id))).toHaveLength(1000);
  });
});

describe('Set choices', () => {
  it('replaces the list in the sent order, keeping ids by name', () => {
    const { create, one } = world();
    const before = create(textChoices());
    const [small, , large] = idsIn(before);
    const after = one(
      'setCustomizationChoices',
      { choices: [choice('L'), choice('New'), choice('S', { primaryChoiceIds: [large] })] },
      before.id,
    );
    expect(namesIn(after)).toEqual(['L', 'New', 'S']);
    expect([idsIn(after)[0], idsIn(after)[2]]).toEqual([large, small]);
    expect(choicesIn(after)[2]?.primaryChoiceIds).toEqual([large]);
  });

  it('refuses a link to a choice that is replaced away, and to itself', () => {
    const { create, refused } = world();
    const before = create(textChoices());
    const [small, medium] = idsIn(before);
    const send = (primary: unknown) =>
      refused(
        400,
        'setCustomizationChoices',
        { choices: [choice('S', { primaryChoiceIds: [primary] })] },
        before.id,
      ).violations;
    expect(send(medium)).toEqual(['choices[0].primaryChoiceIds[0] PRIMARY_CHOICE_NOT_FOUND']);
    expect(send(small)).toEqual(['choices[0].primaryChoiceIds[0] PRIMARY_CHOICE_SELF_REFERENCE']);
  });

  it('does not replace away an option choice in use', () => {
    const used = new Set<string>();
    const { create, refused, one } = world({ productsOf: (_, id) => (id && used.has(id) ? 1 : 0) });
    const before = create(textChoices());
    for (const id of idsIn(before).slice(0, 1)) used.add(id);
    expect(
      refused(400, 'setCustomizationChoices', { choices: [choice('New')] }, before.id).violations,
    ).toEqual(['choices NOT_ALLOWED_DELETE_CHOICE_ASSIGNED_TO_PRODUCT']);
    one('setCustomizationChoices', { choices: [choice('S')] }, before.id);
  });
});

describe('Remove choices', () => {
  it('removes several, keeps the rest, with and without the revision', () => {
    const { create, one } = world();
    const before = create(textChoices('Size', ['A', 'B', 'C', 'D']));
    const [a, , c] = idsIn(before);
    const after = one('removeCustomizationChoices', { choiceIds: [c, a, a] }, before.id);
    expect(namesIn(after)).toEqual(['B', 'D']);
    expect(after.revision).toBe('2');
    const again = one(
      'removeCustomizationChoices',
      { choiceIds: [idsIn(after)[0]], revision: '2', fields: ['ASSIGNED_PRODUCTS_COUNT'] },
      before.id,
    );
    expect(again).toMatchObject({ revision: '3', assignedProductsCount: 0 });
    expect(namesIn(again)).toEqual(['D']);
  });

  it('takes a removed primary out of the choices linked to it', () => {
    const { create, one } = world();
    const { id, ...before } = create(textChoices());
    const [a, b] = idsIn({ id, ...before });
    one(
      'addCustomizationChoices',
      { choices: [choice('x', { primaryChoiceIds: [a, b] }), choice('y', { primaryChoiceIds: [a] })] },
      id,
    );
    const after = one('removeCustomizationChoices', { choiceIds: [a] }, id);
    expect(choicesIn(after).slice(2)).toMatchObject([{ name: 'x', primaryChoiceIds: [b] }, { name: 'y' }]);
    expect(choicesIn(after)[3]).not.toHaveProperty('primaryChoiceIds');
  });

  it('refuses', () => {
    const { create, refused } = world();
    const before = create(textChoices());
    const [a] = idsIn(before);
    const send = (body: object, status = 400, id = before.id) =>
      refused(status, 'removeCustomizationChoices', body, id);
    expect(send({}).violations).toEqual(['choiceIds REQUIRED_FIELD']);
    expect(send({ choiceIds: [] }).violations).toEqual(['choiceIds MIN_SIZE']);
    expect(send({ choiceIds: Array(101).fill(a) }).violations).toEqual(['choiceIds MAX_SIZE']);
    expect(send({ choiceIds: ['x'] }).violations).toEqual(['choiceIds[0] FORMAT']);
    expect(send({ choiceIds: [a, UNKNOWN] }, 404)).toMatchObject({
      code: 'CHOICE_NOT_FOUND',
      data: { choiceIds: [UNKNOWN] },
    });
    expect(send({ choiceIds: idsIn(before) }).violations).toEqual([
      'choiceIds NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES',
    ]);
    expect(send({ choiceIds: [a], revision: '2' }, 409).code).toBe('REVISION_MISMATCH');
    expect(send({ choiceIds: [a] }, 400, create(freeText()).id).code).toBe('DOESNT_SUPPORT_CHOICES');
    expect(send({ choiceIds: [a] }, 404, UNKNOWN).code).toBe('CUSTOMIZATION_NOT_FOUND');
  });

  it('keeps option choices in use and lets modifier choices go', () => {
    const { create, refused, one } = world({ productsOf: () => 1 });
    const option = create(textChoices());
    expect(
      refused(428, 'removeCustomizationChoices', { choiceIds: idsIn(option).slice(0, 1) }, option.id).code,
    ).toBe('CHOICE_ASSIGNED_TO_PRODUCT');
    const modifier = create(swatches());
    expect(
      namesIn(one('removeCustomizationChoices', { choiceIds: idsIn(modifier).slice(0, 1) }, modifier.id)),
    ).toEqual(['Blue']);
  });
});

describe('Update choices', () => {
  it('links and unlinks, and touches nothing else', () => {
    const { create, one } = world();
    const before = create(textChoices());
    const [a, b] = idsIn(before);
    const linked = one(
      'updateCustomizationChoices',
      { revision: '1', choices: [{ choice: { id: b, primaryChoiceIds: [a], name: 'M' } }] },
      before.id,
    );
    expect(linked.revision).toBe('2');
    const [first, second, third] = choicesIn(before);
    expect(choicesIn(linked)).toEqual([first, { ...second, primaryChoiceIds: [a] }, third]);
    const free = one(
      'updateCustomizationChoices',
      { revision: '2', choices: [{ choice: { id: b, primaryChoiceIds: [] } }] },
      before.id,
    );
    expect(choicesIn(free)).toEqual(choicesIn(before));
  });

  it('refuses', () => {
    const { create, refused, one } = world();
    const before = create(textChoices());
    const { id } = before;
    const [a, b, c] = idsIn(before);
    const send = (choices: object[], status = 400, revision: string | undefined = '1') =>
      refused(
        status,
        'updateCustomizationChoices',
        { revision, choices: choices.map(one => ({ choice: one })) },
        id,
      );
    const link = 'choices[0].primaryChoiceIds[0]';
    expect(send([{ id: b, primaryChoiceIds: [b] }]).violations).toEqual([
      `${link} PRIMARY_CHOICE_SELF_REFERENCE`,
    ]);
    expect(send([{ id: b, primaryChoiceIds: [UNKNOWN] }]).violations).toEqual([
      `${link} PRIMARY_CHOICE_NOT_FOUND`,
    ]);
    expect(
      send([
        { id: b, primaryChoiceIds: [a] },
        { id: a, primaryChoiceIds: [c] },
      ]).violations,
    ).toEqual([`${link} PRIMARY_CHOICE_HIERARCHY_VIOLATION`]);
    expect(send([{ id: b, primaryChoiceIds: Array(5).fill(a) }]).violations).toEqual([
      'choices[0].choice.primaryChoiceIds MAX_SIZE',
    ]);
    expect(send([{ id: UNKNOWN }], 404).code).toBe('CHOICE_NOT_FOUND');
    expect(send([{ id: b, name: 'New' }]).violations).toEqual([
      'choices[0].choice.name UNSUPPORTED_CHOICE_FIELD',
    ]);
    expect(send([]).violations).toEqual(['choices MIN_SIZE']);
    expect(send(Array(101).fill({ id: a })).violations).toEqual(['choices MAX_SIZE']);
    expect(send([{}]).violations).toEqual(['choices[0].choice.id REQUIRED_FIELD']);
    expect(send([{ id: a }], 409, '2').code).toBe('REVISION_MISMATCH');
    expect(refused(400, 'updateCustomizationChoices', { choices: [{}] }, id).violations).toEqual([
      'revision REQUIRED_FIELD',
      'choices[0].choice REQUIRED_FIELD',
    ]);
    one(
      'updateCustomizationChoices',
      { revision: '1', choices: [{ choice: { id: b, primaryChoiceIds: [a] } }] },
      id,
    );
    expect(send([{ id: a, primaryChoiceIds: [c] }], 400, '2').violations).toEqual([
      'choices PRIMARY_CHOICE_HIERARCHY_VIOLATION',
    ]);
  });
});

describe('Reorder choices', () => {
  it('puts the choices in the sent order', () => {
    const { create, one, get } = world();
    const before = create(textChoices());
    const ids = idsIn(before).reverse();
    const after = one('reorderCustomizationChoices', { revision: '1', choiceIds: ids }, before.id);
    expect(after.revision).toBe('2');
    expect(choicesIn(get(before.id))).toEqual([...choicesIn(before)].reverse());
    expect(after.choicesSettings?.sortOrder).toBe('MANUAL');
  });

  it('refuses anything but a permutation, and names the difference', () => {
    const { create, refused } = world();
    const before = create(textChoices());
    const [a, b, c] = idsIn(before);
    const send = (
      choiceIds: unknown[] | undefined,
      status = 400,
      id = before.id,
      revision: string | undefined = '1',
    ) => refused(status, 'reorderCustomizationChoices', { revision, choiceIds }, id);
    expect(send([a, b])).toMatchObject({
      code: 'CHOICE_IDS_MISMATCH',
      data: { missingIds: [c], extraIds: [] },
    });
    expect(send([a, b, c, UNKNOWN]).data).toEqual({ missingIds: [], extraIds: [UNKNOWN] });
    expect(send([a, b, c, a]).data).toEqual({ missingIds: [], extraIds: [a] });
    expect(send([]).violations).toEqual(['choiceIds MIN_SIZE']);
    expect(send(Array(1001).fill(a)).violations).toEqual(['choiceIds MAX_SIZE']);
    expect(send(['x']).violations).toEqual(['choiceIds[0] FORMAT']);
    expect(send([a, b, c], 409, before.id, '3').code).toBe('REVISION_MISMATCH');
    expect(send([a], 400, create(freeText()).id).code).toBe('DOESNT_SUPPORT_CHOICES');
    expect(
      refused(400, 'reorderCustomizationChoices', { choiceIds: [a, b, c] }, before.id).violations,
    ).toEqual(['revision REQUIRED_FIELD']);
  });
});
