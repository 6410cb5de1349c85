import { describe, expect, it } from 'vitest';
import type { Entity } from '../../specs/model/entity.ts';
import { documented } from '../../specs/model/semantics.ts';
import {
  byName,
  type Modifier,
  note,
  type Option,
  option,
  product,
  shop,
  swatchOption,
  variant,
  variantsIn,
  wrap,
} from './product-support.ts';
import { choicesIn, freeText, namesIn, swatches, textChoices, UNKNOWN } from './support.ts';

const swatchWrap = (name = 'Ribbon') => {
  const { optionRenderType: modifierRenderType, ...rest } = swatchOption(name);
  return { ...rest, modifierRenderType };
};
const choiceNames = ({ choicesSettings }: { choicesSettings?: { choices?: { name: string }[] } } = {}) =>
  choicesSettings?.choices?.map(({ name }) => name);

describe('inline', () => {
  it('options and modifiers become customizations of their own', () => {
    const { make, get, model } = shop();
    const modifiers = [note(), wrap(), swatchWrap()];
    const made = make(product({ options: [option(), swatchOption()], modifiers }));
    expect(model.entities().map(one => one.id)).toEqual(
      [...made.options, ...made.modifiers].map(one => one.id),
    );
    for (const one of made.options) expect(get(one.id)).toMatchObject(standalone('PRODUCT_OPTION', one));
    for (const one of made.modifiers.slice(1)) expect(get(one.id)).toMatchObject(standalone('MODIFIER', one));
    expect(get(made.modifiers[0]?.id ?? '')).toMatchObject({
      customizationType: 'MODIFIER',
      customizationRenderType: 'FREE_TEXT',
      freeTextInput: { ...note().freeTextSettings, key: 'Your_note' },
    });
  });

  /** The customization behind a connected one with choices. */
  function standalone(customizationType: string, one: Option | Modifier) {
    const { name, key, choicesSettings } = one;
    const customizationRenderType = 'optionRenderType' in one ? one.optionRenderType : one.modifierRenderType;
    const choices = choicesSettings?.choices?.map(({ choiceId: id, choiceType, name, key, colorCode }) => ({
      ...{ id, choiceType, name, key },
      ...(colorCode !== undefined && { colorCode }),
    }));
    return { name, key, customizationType, customizationRenderType, choicesSettings: { choices } };
  }

  it('options come back in order, with keys, colours and which choices are visible', () => {
    const { make } = shop();
    const size = option('Shoe size', ['38', '39 ½']);
    const colour = swatchOption();
    const hidden = { ...variant('1', byName(size, '39 ½'), byName(colour, 'Blue')), visible: false };
    const shown = variant('1', byName(size, '38'), byName(colour, 'Blue'));
    const made = make(product({ options: [size, colour], variants: [hidden, shown] }));
    expect(made.options).toEqual([
      shownOption({ ...size, key: 'Shoe_size' }, [
        { choiceType: 'CHOICE_TEXT', name: '38', key: '38', visible: true },
        { choiceType: 'CHOICE_TEXT', name: '39 ½', key: expect.any(String), visible: false },
      ]),
      shownOption({ ...colour, key: 'Colour' }, [
        { choiceType: 'ONE_COLOR', name: 'Red', key: 'Red', colorCode: '#F00', visible: false },
        { choiceType: 'ONE_COLOR', name: 'Blue', key: 'Blue', colorCode: '#00F', visible: true },
      ]),
    ]);
    expect(made.visible).toBe(true);
  });

  const shownOption = (own: object, choices: object[]) => ({
    ...{ ...own, id: expect.any(String) },
    choicesSettings: {
      choices: choices.map(one => ({ ...one, choiceId: expect.any(String), inStock: false })),
    },
  });

  it('modifiers keep settings and prices, and make no variants', () => {
    const { make, get } = shop();
    const box = { choiceType: 'CHOICE_TEXT', name: 'Box', addedPrice: '1.50' };
    const modifiers = [
      { ...wrap(), mandatory: true, choicesSettings: { choices: [box] } },
      { ...note(), freeTextSettings: { ...note().freeTextSettings, defaultAddedPrice: '2' } },
      { ...note('Bare'), freeTextSettings: {} },
    ];
    const made = make(product({ modifiers }));
    expect(made.modifiers).toMatchObject([
      { mandatory: true, choicesSettings: { choices: [box] } },
      { freeTextSettings: { ...note().freeTextSettings, defaultAddedPrice: '2' } },
      { freeTextSettings: { title: 'Bare', minCharCount: 0, maxCharCount: 500 } },
    ]);
    expect(made.modifiers[1]).not.toHaveProperty('mandatory');
    const [behind] = choicesIn(get(made.modifiers[0]?.id ?? ''));
    expect(behind).toMatchObject({ name: 'Box', defaultAddedPrice: '1.50' });
    expect(variantsIn(made).map(one => one.choices)).toEqual([[]]);
  });

  it('as many as there may be, an option and a modifier of one name among them', () => {
    const { make, model } = shop();
    const made = make(
      product({
        options: [...'123456'].map(name => option(name, ['x'])),
        modifiers: [...'1234567890'].map(name => wrap(name)),
      }),
    );
    expect([made.options.length, made.modifiers.length, variantsIn(made).length]).toEqual([6, 10, 1]);
    expect(variantsIn(made)[0]?.choices).toHaveLength(6);
    expect(model.entities()).toHaveLength(16);
  });
});

describe('an inline name that exists already', () => {
  it('means that customization, and adds choices it lacks (X-01)', () => {
    const { make, get, model, read } = shop();
    const first = make(product({ options: [option()], modifiers: [note(), wrap()] }));
    const size = option('Size', ['XL', 'S']);
    const second = make(product({ options: [size], modifiers: [wrap('Wrap', ['Box']), note()] }));
    expect(second.options[0]?.id).toBe(first.options[0]?.id);
    expect(second.modifiers.map(one => one.id)).toEqual(first.modifiers.map(one => one.id).reverse());
    expect(model.entities()).toHaveLength(3);
    expect(namesIn(get(first.options[0]?.id ?? ''))).toEqual(['S', 'M', 'XL']);
    expect([read(first.id), second].map(one => choiceNames(one.options[0]))).toEqual([
      ['S', 'M'],
      ['XL', 'S'],
    ]);
    expect(choiceNames(second.modifiers[0])).toEqual(['Box']);
  });

  it('is another one when it differs in case, type or render type (X-04)', () => {
    const { make, create } = shop();
    const known = create(textChoices('Size', ['S', 'M'])).id;
    const made = make(
      product({ options: [option('size'), swatchOption('Size')], modifiers: [wrap('Size')] }),
    );
    expect([...made.options, ...made.modifiers].map(one => one.id)).not.toContain(known);
  });

  it('can be another one, the other fair reading of X-01', () => {
    const { make, model } = shop({ semantics: { ...documented, reusesInline: false } });
    for (const _ of [1, 2]) make(product({ options: [option()] }));
    expect(model.entities().map(({ name }) => name)).toEqual(['Size', 'Size']);
  });
});

describe('reuse by id', () => {
  const site = () => {
    const it = shop();
    const [size, ribbon, text] = [
      it.create(textChoices()),
      it.create(swatches('Ribbon')),
      it.create(freeText()),
    ];
    return { ...it, size, ribbon, text };
  };
  const full = ({ id, name, customizationRenderType, ...entity }: Entity, renderType: string) => ({
    ...{ id, name, [renderType]: customizationRenderType },
    choicesSettings: {
      choices: choicesIn(entity as Entity).map(({ id: choiceId, choiceType, name }) => ({
        choiceId,
        choiceType,
        name,
      })),
    },
  });

  it.each([
    ['id alone', ({ id }: Entity) => ({ id })],
    ['all there is to say', full],
  ])('takes %s', (_, reference) => {
    const { make, model, size, ribbon, get } = site();
    const before = model.entities();
    const options = [reference(size, 'optionRenderType')];
    const variants = [variant('1', byName(option(), 'M')), variant('2', byName(option(), 'L'))];
    const made = make(product({ options, modifiers: [reference(ribbon, 'modifierRenderType')], variants }));
    expect(made.options).toMatchObject([{ id: size.id, name: 'Size', optionRenderType: 'TEXT_CHOICES' }]);
    expect(choiceNames(made.options[0])).toEqual(['S', 'M', 'L']);
    expect(choiceNames(made.modifiers[0])).toEqual(['Red', 'Blue']);
    expect(model.entities()).toEqual(before);
    for (const { id } of [size, ribbon])
      expect(get(id, ['ASSIGNED_PRODUCTS_COUNT']).assignedProductsCount).toBe(1);
  });

  it('takes a part of the choices, under prices of the product, and ignores other names (X-03, X-06)', () => {
    const { make, size, text, get, create } = site();
    const wrapped = create({ ...textChoices('Wrap', ['Paper', 'Box']), customizationType: 'MODIFIER' });
    const [, m] = choicesIn(size);
    const [paper] = choicesIn(wrapped);
    const options = [
      { id: size.id, name: 'Other', choicesSettings: { choices: [{ choiceId: m?.id, name: 'Medium' }] } },
    ];
    const modifiers = [
      { id: text.id, freeTextSettings: { title: 'Other' } },
      { id: wrapped.id, choicesSettings: { choices: [{ choiceId: paper?.id, addedPrice: '3' }] } },
    ];
    const made = make(product({ options, modifiers, variants: [variant('1', byName(option(), 'M'))] }));
    expect(made.options).toMatchObject([{ name: 'Size', choicesSettings: { choices: [{ name: 'M' }] } }]);
    expect(made.modifiers).toMatchObject([
      { freeTextSettings: { title: 'Gift message' } },
      { choicesSettings: { choices: [{ name: 'Paper', addedPrice: '3' }] } },
    ]);
    expect(choiceNames(made.options[0])).toEqual(['M']);
    for (const one of [size, text, wrapped]) expect(get(one.id)).toEqual(one);
  });

  it('adds new choices to the customization for everybody', () => {
    const { make, size, get } = site();
    const added = { choiceType: 'CHOICE_TEXT' as const, name: 'XL' };
    const sent = {
      id: size.id,
      choicesSettings: { choices: [{ name: 'S', choiceType: added.choiceType }, added] },
    };
    const made = make(product({ options: [sent], variants: [variant('1', byName(option(), 'XL'))] }));
    expect(choiceNames(made.options[0])).toEqual(['S', 'XL']);
    expect(get(size.id).revision).toBe('2');
    expect(namesIn(get(size.id))).toEqual(['S', 'M', 'L', 'XL']);
  });

  it('refuses what is unknown, of the wrong type, or there twice', () => {
    const { refusedMake, size, ribbon, text } = site();
    const [s] = choicesIn(size);
    const options = (...entries: object[]) => refusedMake({ ...product(), options: entries });
    const modifiers = (...entries: object[]) => refusedMake({ ...product(), modifiers: entries });
    const of = ({ id }: Entity, ...choices: object[]) => ({ id, choicesSettings: { choices } });
    expect(options({ id: UNKNOWN })).toBe('404 CUSTOMIZATION_NOT_EXIST');
    expect(options(ribbon)).toBe('404 CUSTOMIZATION_NOT_EXIST');
    expect(modifiers(size)).toBe('404 CUSTOMIZATION_NOT_EXIST');
    expect(modifiers({ id: UNKNOWN })).toBe('404 CUSTOMIZATION_NOT_EXIST');
    expect(options(of(size, { choiceId: UNKNOWN }))).toBe('404 CHOICE_NOT_EXIST');
    expect(options({ ...option('New'), ...of(size, { choiceId: s?.id }), id: undefined })).toBe(
      '404 CHOICE_NOT_EXIST',
    );
    expect(options({ id: size.id }, { id: size.id })).toBe('428 DUPLICATE_PRODUCT_OPTIONS');
    expect(options({ id: size.id }, option())).toBe('428 DUPLICATE_PRODUCT_OPTIONS');
    const twice = '400 product.modifiers[1].id MODIFIERS_ID_DUPLICATION_ERROR';
    expect(modifiers({ id: text.id }, { id: text.id })).toBe(twice);
    expect(modifiers({ id: text.id }, note('Message'))).toBe(twice);
    const first = '400 product.options[0].choicesSettings.choices';
    expect(options(of(size, { choiceId: s?.id }, { choiceId: s?.id }))).toBe(
      `${first}[1].name DUPLICATE_CHOICE_NAME`,
    );
    const named = { choiceType: 'CHOICE_TEXT', name: 'S' };
    expect(options(of(size, { choiceId: s?.id }, named))).toBe(`${first}[1].name DUPLICATE_CHOICE_NAME`);
    const colour = { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#F00' };
    expect(options(of(size, named, colour))).toBe(`${first}[1].choiceType INVALID_CHOICE_TYPE`);
    expect(options({ ...of(size, colour), optionRenderType: 'SWATCH_CHOICES' })).toBe(
      `${first}[0].choiceType INVALID_CHOICE_TYPE`,
    );
    expect(options({ ...of(size, { ...named, name: 'XL', colorCode: '#F00' }) })).toBe(
      `${first}[0].colorCode INVALID_CHOICE_VALUE`,
    );
  });

  it('stops at 1000 choices', () => {
    const { create, refusedMake } = shop();
    const { id } = create(textChoices('Many', [...Array(1000).keys()].map(String)));
    const choices = [{ choiceType: 'CHOICE_TEXT', name: 'one more' }];
    expect(refusedMake({ ...product(), options: [{ id, choicesSettings: { choices } }] })).toBe(
      '428 CHOICES_LIMIT_EXCEEDED',
    );
  });
});
