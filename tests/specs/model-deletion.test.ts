import { describe, expect, it } from 'vitest';
import { documented } from '../../specs/model/semantics.ts';
import {
  byName,
  note,
  option,
  type Product,
  product,
  shop,
  swatchOption,
  told,
  variant,
  variantsIn,
  wrap,
} from './product-support.ts';
import { choicesIn, namesIn, textChoices } from './support.ts';

const size = option('Size', ['S', 'M', 'L']);
const HELD = '400 customizationId NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT';

/** Two products that share an option and a modifier, of which the first uses fewer choices. */
function site(options: Parameters<typeof shop>[0] = {}) {
  const it = shop(options);
  const small = it.make(
    product({ options: [size], modifiers: [wrap(), note()], variants: [variant('1', byName(size, 'S'))] }),
  );
  const large = it.make(product({ options: [size, swatchOption()], modifiers: [note('Other'), wrap()] }));
  const [option, modifier] = [small.options[0]?.id ?? '', small.modifiers[0]?.id ?? ''];
  const drop = (id: string) => it.accepted('deleteCustomization', undefined, id);
  const refusedDrop = (id: string) => told(it.refusal('deleteCustomization', undefined, id));
  const count = (id: string) => it.get(id, ['ASSIGNED_PRODUCTS_COUNT']).assignedProductsCount;
  const choice = (id: string, name: string) => choicesIn(it.get(id)).find(one => one.name === name)?.id;
  const without = (id: string, ...names: string[]) => ({
    choiceIds: names.map(name => choice(id, name)),
    revision: it.get(id).revision,
  });
  const removeChoices = (id: string, ...names: string[]) =>
    it.accepted('removeCustomizationChoices', without(id, ...names), id);
  const refusedRemoval = (id: string, ...names: string[]) =>
    told(it.refusal('removeCustomizationChoices', without(id, ...names), id));
  return { ...it, small, large, option, modifier, drop, refusedDrop, count, removeChoices, refusedRemoval };
}

const info = (...variants: object[]) => ({ variantsInfo: { variants } });
const wraps = ({ modifiers }: Product) =>
  modifiers
    .filter(({ name }) => name === 'Wrap')
    .map(one => one.choicesSettings?.choices?.map(each => each.name));

describe('an option', () => {
  it('cannot be deleted while any product has it', () => {
    const { small, large, option, drop, refusedDrop, remove, model } = site();
    expect(refusedDrop(option)).toBe(HELD);
    remove(small.id);
    expect(refusedDrop(option)).toBe(HELD);
    remove(large.id);
    drop(option);
    expect(model.get(option)).toBeUndefined();
  });

  it('can be deleted once the last product has dropped it', () => {
    const { small, large, option, drop, refusedDrop, remove, patch } = site();
    remove(large.id);
    patch(small.id, { name: 'Still there' });
    expect(refusedDrop(option)).toBe(HELD);
    patch(small.id, { options: [], ...info(variant()) });
    drop(option);
  });

  it('can be deleted when no product ever had it', () => {
    const { create, drop } = site();
    drop(create(textChoices('Free')).id);
  });

  it('is not held by a product that was refused', () => {
    const { create, drop, refusedMake } = site();
    const { id } = create(textChoices('Free'));
    expect(refusedMake(product({ options: [{ id }], variants: [variant()] }))).toBe(
      '428 INVALID_DEFAULT_VARIANT',
    );
    drop(id);
  });
});

describe('a modifier', () => {
  it('goes from every product when it is deleted, and nothing else does', () => {
    const { small, large, modifier, drop, read, refusal } = site();
    drop(modifier);
    for (const before of [small, large]) {
      const after = read(before.id);
      const modifiers = before.modifiers.filter(({ id }) => id !== modifier);
      expect(after).toEqual({ ...before, modifiers, revision: after.revision });
      expect(modifiers).toHaveLength(1);
    }
    expect(told(refusal('getCustomization', undefined, modifier))).toBe('404 CUSTOMIZATION_NOT_FOUND');
  });

  it('leaves products that can be updated by a fresh revision, and no others', () => {
    const { small, modifier, drop, read, patch, refusedPatch } = site();
    drop(modifier);
    expect(refusedPatch(small.id, { revision: small.revision, name: 'x' })).toBe('409 INVALID_REVISION');
    expect(patch(small.id, { revision: read(small.id).revision, name: 'New' }).name).toBe('New');
  });

  it('of no product is just gone', () => {
    const { create, drop, read, small } = site();
    drop(create({ ...textChoices('Free'), customizationType: 'MODIFIER' }).id);
    expect(read(small.id)).toEqual(small);
  });

  it('follows overridden semantics', () => {
    const { small, modifier, drop, read } = site({
      semantics: { ...documented, modifierDropped: (_, before) => before },
    });
    drop(modifier);
    expect(read(small.id).revision).toBe(small.revision);
  });
});

describe('a choice of an option', () => {
  it('cannot go while a variant of any product has it', () => {
    const { small, large, option, refusedRemoval, remove, removeChoices, get } = site();
    const used = '428 CHOICE_ASSIGNED_TO_PRODUCT';
    expect(refusedRemoval(option, 'S')).toBe(used);
    expect(refusedRemoval(option, 'L')).toBe(used);
    remove(large.id);
    expect(refusedRemoval(option, 'L', 'S')).toBe(used);
    removeChoices(option, 'L');
    expect(namesIn(get(option))).toEqual(['S', 'M']);
    expect(refusedRemoval(option, 'S')).toBe(used);
    remove(small.id);
    removeChoices(option, 'S');
    expect(refusedRemoval(option, 'M')).toBe('400 choiceIds NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES');
  });

  it('can go when no variant has it, from the products that list it too (X-10)', () => {
    const { small, large, option, removeChoices, remove, read, patch, make } = site();
    remove(large.id);
    removeChoices(option, 'M');
    const names = (made: Product) => made.options[0]?.choicesSettings.choices.map(({ name }) => name);
    const after = read(small.id);
    expect(names(after)).toEqual(['S', 'L']);
    expect(variantsIn(after)).toEqual(variantsIn(small));
    expect(patch(small.id, { name: 'New' }).revision).toBe('2');
    const variants = [variant('1', byName(size, 'L'))];
    expect(names(make(product({ options: [{ id: option }], variants })))).toEqual(['S', 'L']);
  });

  it('can go once an update has dropped its variants', () => {
    const { small, large, option, removeChoices, refusedRemoval, remove, patch } = site();
    remove(large.id);
    patch(small.id, { options: [{ id: option }], ...info(variant('1', byName(size, 'L'))) });
    expect(refusedRemoval(option, 'L')).toBe('428 CHOICE_ASSIGNED_TO_PRODUCT');
    removeChoices(option, 'S');
  });

  it('cannot be replaced away while in use', () => {
    const { large, option, accepted, refusal, remove, get } = site();
    const choices = (...names: string[]) => ({
      choices: names.map(name => ({ choiceType: 'CHOICE_TEXT', name })),
    });
    const set = (...names: string[]) => accepted('setCustomizationChoices', choices(...names), option);
    const field = '400 choices NOT_ALLOWED_DELETE_CHOICE_ASSIGNED_TO_PRODUCT';
    expect(told(refusal('setCustomizationChoices', choices('S', 'M'), option))).toBe(field);
    set('L', 'M', 'S', 'XL');
    remove(large.id);
    expect(told(refusal('setCustomizationChoices', choices('M'), option))).toBe(field);
    set('S');
    expect(namesIn(get(option))).toEqual(['S']);
  });
});

describe('a choice of a modifier', () => {
  it('goes from every product, though in use', () => {
    const { small, large, modifier, removeChoices, read } = site();
    removeChoices(modifier, 'Paper');
    for (const before of [small, large]) {
      const after = read(before.id);
      expect(wraps(after)).toEqual([['Box']]);
      expect([after.options, variantsIn(after)]).toEqual([before.options, variantsIn(before)]);
    }
  });

  it('may leave a product without any of its own', () => {
    const { make, modifier, removeChoices, read, patch, accepted, get } = site();
    const [paper] = choicesIn(get(modifier));
    const only = { id: modifier, choicesSettings: { choices: [{ choiceId: paper?.id }] } };
    const { id } = make(product({ modifiers: [only] }));
    removeChoices(modifier, 'Paper');
    expect(wraps(read(id))).toEqual([[]]);
    expect(wraps(patch(id, { name: 'New' }))).toEqual([[]]);
    const choices = [{ choiceType: 'CHOICE_TEXT', name: 'Foil' }];
    accepted('setCustomizationChoices', { choices }, modifier);
    expect(wraps(read(id))).toEqual([[]]);
  });
});

describe('a deleted product', () => {
  it('leaves its customizations, also those made inline', () => {
    const { small, large, remove, model } = site();
    const before = model.entities();
    for (const { id } of [small, large]) remove(id);
    expect(model.entities()).toEqual(before);
    expect(before).toHaveLength(5);
  });

  it('is counted no more', () => {
    const { small, large, option, modifier, count, remove, patch } = site();
    const counts = () => [option, modifier, small.modifiers[1]?.id ?? ''].map(count);
    expect(counts()).toEqual([2, 2, 1]);
    patch(large.id, { modifiers: [] });
    expect(counts()).toEqual([2, 1, 1]);
    remove(small.id);
    expect(counts()).toEqual([1, 0, 0]);
    remove(large.id);
    expect(counts()).toEqual([0, 0, 0]);
  });
});
