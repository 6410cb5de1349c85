import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import { documented } from '../../specs/model/semantics.ts';
import {
  byId,
  byName,
  digital,
  note,
  type Option,
  option,
  type Product,
  product,
  shop,
  swatchOption,
  variant,
  variantsIn,
  wrap,
} from './product-support.ts';
import { namesIn, UNKNOWN } from './support.ts';

const size = option();

/** A product with one option and a modifier, and what an update sends to leave its options and variants as they are. */
function site() {
  const it = shop();
  const made = it.make(product({ options: [size], modifiers: [note()] }));
  return { ...it, made, id: made.id };
}

const known = ({ id, choicesSettings }: Option): Schemas['ProductOptionInput'] => ({
  id,
  choicesSettings: { choices: choicesSettings.choices.map(({ choiceId }) => ({ choiceId })) },
});
const sent = ({ choices = [], ...one }: Schemas['Variant']) => ({
  ...one,
  choices: choices.map(({ optionChoiceIds }) => ({ optionChoiceIds })),
});
const unchanged = (made: Product) => ({
  options: made.options.map(known),
  variantsInfo: { variants: variantsIn(made).map(sent) },
});
const ids = (made: Product) => variantsIn(made).map(one => one.id);
const info = (...variants: object[]) => ({ variantsInfo: { variants } });

describe('Update', () => {
  it('changes what is sent, raises the revision by one and keeps the rest', () => {
    const { made, id, patch, read } = site();
    const after = patch(id, { name: 'New' });
    expect(after).toEqual({ ...made, name: 'New', revision: '2', updatedDate: after.updatedDate });
    expect(after.updatedDate > made.updatedDate).toBe(true);
    expect(read(id)).toEqual(after);
    const own = { slug: 'new', visible: false, visibleInPos: false };
    expect(patch(id, own)).toMatchObject({ ...own, name: 'New', revision: '3' });
    expect(patch(id, { description: { nodes: [] } }, ['DESCRIPTION'])).toHaveProperty('description');
    expect(patch(id, {})).toMatchObject({ ...own, revision: '5' });
  });

  it('goes by the id of the path and by the value of the revision', () => {
    const { id, accepted } = site();
    const body = { product: { id: UNKNOWN, revision: '001', name: 'New' } };
    expect(accepted('updateProduct', body, { productId: id })).toMatchObject({
      product: { id, name: 'New' },
    });
  });

  it('never moves updatedDate backwards, whatever the clock does', () => {
    const times = [2000, 1000];
    const { make, patch } = shop({ now: () => new Date(times.shift() ?? 0) });
    expect(patch(make(product()).id, { name: 'x' }).updatedDate).toBe(new Date(2000).toISOString());
  });

  it('ignores type, handle and read-only members, and judges by the stored type', () => {
    const { make, patch, refusedPatch, model } = shop();
    const made = make(digital());
    const more = {
      productType: 'PHYSICAL',
      handle: 'mine',
      createdDate: '2000-01-01T00:00:00Z',
      currency: 'XXX',
    };
    const after = patch(made.id, more);
    expect(after).toEqual({ ...made, revision: '2', updatedDate: after.updatedDate });
    expect(JSON.stringify(model.products())).not.toMatch(/mine|XXX/);
    const inPos = { productType: 'PHYSICAL', visibleInPos: true };
    expect(refusedPatch(made.id, inPos)).toBe(
      '400 product.visibleInPos DIGITAL_PRODUCT_CANNOT_BE_VISIBLE_IN_POS',
    );
    expect(refusedPatch(made.id, { productType: 'PHYSICAL', ...info(variant()) })).toBe(
      '400 product.variantsInfo.variants[0].physicalProperties VARIANTS_TYPED_PROPERTIES_ARE_NOT_ALIGNED',
    );
  });

  it('lets a product keep its own slug', () => {
    const { id, patch, make, refusedPatch } = site();
    make({ ...product(), slug: 'other' });
    expect(patch(id, { slug: 'shirt' }).slug).toBe('shirt');
    expect(refusedPatch(id, { slug: 'other' })).toBe('409 DUPLICATE_SLUG_ERROR');
    expect(refusedPatch(id, { slug: 'a b' })).toBe('400 product.slug INVALID_SLUG_FORMAT');
  });

  it('refuses without a trace', () => {
    const { id, made, refusedPatch, refused, patch } = site();
    patch(id, { name: 'New' });
    expect(refusedPatch(id, { revision: '1', name: 'x' })).toBe('409 INVALID_REVISION');
    expect(refusedPatch(id, { revision: '3' })).toBe('409 INVALID_REVISION');
    expect(refusedPatch(id, { revision: undefined })).toBe('400 product.revision REQUIRED_FIELD');
    expect(refusedPatch(id, { revision: 'one' })).toBe('400 product.revision FORMAT');
    expect(refusedPatch(UNKNOWN, { name: 'x' })).toBe('404 PRODUCT_NOT_FOUND');
    expect(refusedPatch(id, { name: '' })).toBe('400 product.name MIN_LENGTH');
    expect(refusedPatch(id, { name: ' ' })).toBe('400 product.name ONLY_SPACES_STRING_ERROR');
    const to = { productId: id };
    expect(refused(400, 'updateProduct', {}, to).violations).toEqual(['product REQUIRED_FIELD']);
    const body = { product: { id, revision: '2' }, fields: ['X'] };
    expect(refused(400, 'updateProduct', body, to).violations).toEqual(['fields[0] INVALID_ENUM_VALUE']);
    const bad = { options: [...made.options.map(known), swatchOption()], modifiers: [wrap()] };
    expect(refusedPatch(id, { ...bad, ...info(variant('1')) })).toBe('428 INVALID_DEFAULT_VARIANT');
  });
});

describe('Update of options and variants', () => {
  it('wants both together', () => {
    const { id, made, refusedPatch } = site();
    const { options, variantsInfo } = unchanged(made);
    expect(refusedPatch(id, { variantsInfo })).toBe('400 product.options MISSING_OPTIONS_ON_UPDATE_VARIANTS');
    for (const alone of [options, []])
      expect(refusedPatch(id, { options: alone })).toBe('400 MISSING_VARIANTS_ON_UPDATE_OPTIONS');
  });

  it('keeps variants sent with their ids', () => {
    const { id, made, patch } = site();
    const after = patch(id, unchanged(made));
    expect(after).toEqual({ ...made, revision: '2', updatedDate: after.updatedDate });
  });

  it('replaces each variant as a whole, gives new ones ids and drops what is left out', () => {
    const { id, made, patch, refusedPatch } = site();
    const [first, second] = variantsIn(made).map(sent);
    const options = made.options.map(known);
    const { id: _, ...fresh } = { ...second, id: '' };
    const rich = patch(id, { options, ...info({ ...first, sku: 'a', barcode: 'b' }, fresh) });
    expect(variantsIn(rich)).toMatchObject([{ sku: 'a', barcode: 'b', id: first?.id }, {}]);
    expect(ids(made)).not.toContain(variantsIn(rich)[1]?.id);
    const poor = patch(id, { options, ...info(first ?? {}) });
    expect(variantsIn(poor)).toEqual([variantsIn(made)[0]]);
    expect(poor.variantSummary).toEqual({ variantCount: 1 });
    expect(refusedPatch(id, { options, ...info({ ...first, price: undefined }) })).toBe(
      '400 product.variantsInfo.variants[0].price REQUIRED_FIELD',
    );
  });

  it('gives ids it does not know new ones, and refuses the same id twice', () => {
    const { id, made, patch, refusedPatch } = site();
    const options = made.options.map(known);
    const [first, second] = variantsIn(made).map(sent);
    const after = patch(id, { options, ...info({ ...first, id: UNKNOWN }, second ?? {}) });
    expect(ids(after)[0]).not.toBe(UNKNOWN);
    expect(ids(after)[1]).toBe(second?.id);
    expect(refusedPatch(id, { options, ...info(second ?? {}, { ...first, id: second?.id }) })).toBe(
      '409 VARIANT_ID_ALREADY_EXISTS',
    );
  });

  it('adds a choice, an option, and drops them again', () => {
    const { id, made, patch, get } = site();
    const [own] = made.options as [Option];
    const larger = {
      ...known(own),
      choicesSettings: { choices: [{ name: 'S' }, { name: 'M' }, { name: 'L' }] },
    };
    for (const choice of larger.choicesSettings.choices) Object.assign(choice, { choiceType: 'CHOICE_TEXT' });
    const [first, second] = variantsIn(made).map(sent);
    const grown = patch(id, {
      options: [larger],
      ...info(first ?? {}, second ?? {}, variant('1', byName(size, 'L'))),
    });
    expect([ids(grown).slice(0, 2), grown.variantSummary?.variantCount]).toEqual([ids(made), 3]);
    expect(namesIn(get(own.id))).toEqual(['S', 'M', 'L']);

    const colour = swatchOption();
    const both = info(variant('1', byId(own, 'S'), byName(colour, 'Red')));
    const wider = patch(id, { options: [colour, known(own)], ...both });
    expect(wider.options.map(({ name }) => name)).toEqual(['Colour', 'Size']);
    const narrower = patch(id, { options: [known(own)], ...info(variant('1', byId(own, 'S'))) });
    expect(narrower.options).toMatchObject([{ id: own.id }]);
    expect(get(wider.options[0]?.id ?? '').name).toBe('Colour');
  });

  it('turns a default variant into others and back', () => {
    const { make, patch, refusedPatch } = shop();
    const made = make(product());
    const [plain] = variantsIn(made).map(sent);
    expect(refusedPatch(made.id, { options: [size], ...info(plain ?? {}) })).toBe(
      '428 INVALID_DEFAULT_VARIANT',
    );
    const sized = patch(made.id, { options: [size], ...info({ ...plain, choices: [byName(size, 'S')] }) });
    expect(variantsIn(sized)[0]?.choices).toHaveLength(1);
    expect(ids(sized)).toEqual(ids(made));
    const [first] = variantsIn(sized).map(sent);
    const back = patch(made.id, { options: [], ...info({ ...first, choices: [] }) });
    expect({ ...back, ...stamps(made) }).toEqual(made);
    expect(refusedPatch(made.id, info(variant(), variant()))).toBe('428 INVALID_DEFAULT_VARIANT');
    expect(patch(made.id, info(variant('7'))).options).toEqual([]);
  });

  it('never renames choices (X-06)', () => {
    const { id, made, patch, get } = site();
    const [own] = made.options as [Option];
    const choices = own.choicesSettings.choices.map(({ choiceId, choiceType }) => ({
      choiceId,
      choiceType,
      name: `x${choiceId}`,
    }));
    const renamed = { ...known(own), name: 'Other', choicesSettings: { choices } };
    const after = patch(id, { ...unchanged(made), options: [renamed] });
    expect(after.options).toEqual(made.options);
    expect(get(own.id)).toMatchObject({ name: 'Size', revision: '1' });
  });

  it('shows what happened to the customizations meanwhile', () => {
    const { id, made, read, one, patch } = site();
    const [own] = made.options as [Option];
    one('updateCustomization', { customization: { revision: '1', name: 'Fit' } }, own.id);
    const after = read(id, ['VARIANT_OPTION_CHOICE_NAMES']);
    expect(after.options[0]?.name).toBe('Fit');
    expect(variantsIn(after)[0]?.choices?.[0]?.optionChoiceNames?.optionName).toBe('Fit');
    const fit = { ...size, name: 'Fit' };
    expect(patch(id, { ...unchanged(made), ...info(variant('1', byName(fit, 'S'))) }).revision).toBe('2');
  });
});

const stamps = ({ revision, updatedDate }: Product) => ({ revision, updatedDate });

describe('Update of modifiers', () => {
  it('replaces the list, and leaves options and variants alone', () => {
    const { id, made, patch, get } = site();
    const [own] = made.modifiers;
    const added = patch(id, { modifiers: [wrap(), { id: own?.id, mandatory: true }] });
    expect(added.modifiers).toMatchObject([{ name: 'Wrap' }, { id: own?.id, mandatory: true }]);
    const without = patch(id, { modifiers: [] });
    expect({ ...without, ...stamps(made) }).toEqual({ ...made, modifiers: [] });
    expect(get(own?.id ?? '').name).toBe('Note');
  });
});

describe('visibility', () => {
  const shown = (made: Product) => [made.visible, ...variantsIn(made).map(one => one.visible)];

  it('of a product without options is that of its variant, both ways', () => {
    const { make, patch } = shop();
    expect(shown(make({ ...product(), visible: false }))).toEqual([false, false]);
    const { id } = make(product({ variants: [{ ...variant(), visible: false }] }));
    expect(shown(patch(id, { visible: true }))).toEqual([true, true]);
    expect(shown(patch(id, info({ ...variant(), visible: false })))).toEqual([false, false]);
    expect(shown(patch(id, { name: 'x' }))).toEqual([false, false]);
    expect(shown(patch(id, info({ ...variant(), visible: true })))).toEqual([true, true]);
  });

  it('of a product with options is its own (X-44)', () => {
    const { made, id, patch } = site();
    const hidden = info(...variantsIn(made).map(one => ({ ...sent(one), visible: false })));
    expect(shown(patch(id, { ...unchanged(made), ...hidden }))).toEqual([true, false, false]);
    expect(shown(patch(id, { visible: false }))).toEqual([false, false, false]);
    expect(shown(patch(id, unchanged(made)))).toEqual([false, true, true]);
    const only = { ...variant('1', byName(size, 'S')), visible: false };
    expect(shown(patch(id, { visible: true, options: [size], ...info(only) }))).toEqual([true, false]);
  });

  it('follows overridden semantics', () => {
    const { make } = shop({ semantics: { ...documented, visibilitySynced: one => one } });
    expect(shown(make({ ...product(), visible: false }))).toEqual([false, true]);
  });
});
