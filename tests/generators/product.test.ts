import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asModifier, asOption, product } from '../../generators/product.ts';
import { GROUNDS, MISTAKES } from '../../generators/product-mistakes.ts';
import { withOwnNames } from '../../generators/product-names.ts';
import { draw } from '../../generators/sample.ts';
import { combinationsOf, plainVariants, variantSet } from '../../generators/variant-set.ts';
import { validate } from '../../specs/contract.ts';
import { createModel } from '../../specs/model/model.ts';
import { productRules } from '../../specs/model/semantics/products.ts';
import type { Customization, NewProduct, Product } from '../../specs/openapi.types.ts';

function emptyModel() {
  let made = 0;
  return createModel({
    now: () => new Date(Date.UTC(2025, 0, 1) + made),
    newId: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  });
}

const create = (sent: NewProduct, model = emptyModel()) =>
  model.handle({ operation: 'createProduct', body: { product: sent } });

const brokenRules = (sent: NewProduct) =>
  [...productRules.values()].filter(rule => rule.violates(sent)).map(({ id }) => id);

const wordsFrom = () => {
  let count = 0;
  return () => `cvt${String(++count).padStart(5, '0')}`;
};

describe('products', () => {
  it('are valid, keep every rule and are taken by the model', () => {
    const faulty = fc.sample(product(), { numRuns: 300, seed: 21 }).filter(sent => {
      const well = brokenRules(sent).length === 0 && validate('NewProduct', sent).length === 0;
      return !well || create(sent).status !== 200;
    });
    expect(faulty.slice(0, 2)).toEqual([]);
  });

  it('have every number of options and modifiers', () => {
    const drawn = fc.sample(product(), { numRuns: 300, seed: 3 });
    const sizes = (list: 'options' | 'modifiers') => new Set(drawn.map(sent => sent[list]?.length ?? 0));
    expect([...sizes('options')].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(sizes('modifiers').size).toBe(11);
  });

  it('reuse customizations, beside inline ones', () => {
    const model = emptyModel();
    const known = (type: string, render: string, settings: object) =>
      (
        model.handle({
          operation: 'createCustomization',
          body: {
            customization: {
              name: `${type}-${render}`,
              customizationType: type,
              customizationRenderType: render,
              ...settings,
            },
          },
        }).body as { customization: Customization }
      ).customization;
    const choices = {
      choicesSettings: {
        choices: [
          { choiceType: 'CHOICE_TEXT', name: 'A' },
          { choiceType: 'CHOICE_TEXT', name: 'B' },
        ],
      },
    };
    const option = known('PRODUCT_OPTION', 'TEXT_CHOICES', choices);
    const modifier = known('MODIFIER', 'TEXT_CHOICES', choices);
    const text = known('MODIFIER', 'FREE_TEXT', {
      freeTextInput: { title: 'Text', minCharCount: 0, maxCharCount: 5 },
    });
    const reused = [option, modifier, text];
    const sent = draw(product({ options: 1, modifiers: 1, reused }), 5, 'mixed');
    const reply = create(sent, model);
    expect(reply.status).toBe(200);
    const { options, modifiers } = (reply.body as { product: Product }).product;
    expect(options?.map(({ id }) => id === option.id)).toEqual([true, false]);
    expect(modifiers?.map(({ id }) => [modifier.id, text.id].includes(id))).toEqual([true, true, false]);
    expect([asOption(option).id, asModifier(modifier).id]).toEqual([option.id, modifier.id]);
  });

  it('belong to a run once all their names do', () => {
    for (const sent of fc.sample(product({ options: 2, modifiers: 2 }), { numRuns: 100, seed: 8 })) {
      const own = withOwnNames({ ...sent, slug: 'slug', handle: 'handle' }, wordsFrom());
      expect(create(own).status).toBe(200);
      const names = [own, ...(own.options ?? []), ...(own.modifiers ?? [])].map(({ name }) => name);
      const others = own.variantsInfo.variants.flatMap(({ sku, barcode }) => [sku, barcode]);
      const all = [...names, own.slug, own.handle, ...others].filter(text => text !== undefined);
      expect(all.every(text => text.startsWith('cvt')) && new Set(all).size === all.length).toBe(true);
    }
  });
});

describe('the names of a run', () => {
  const texts = { optionRenderType: 'TEXT_CHOICES' as const };
  const byName = (optionName: string) => ({
    optionChoiceNames: { optionName, choiceName: 'S', renderType: texts.optionRenderType },
  });
  const byId = { optionChoiceIds: { optionId: 'o', choiceId: 'c' } };
  const price = { actualPrice: { amount: '1' } };
  const of = (parts: Partial<NewProduct>, ...choices: object[][]): NewProduct => ({
    name: 'Shirt',
    productType: 'PHYSICAL',
    variantsInfo: { variants: choices.map(chosen => ({ choices: chosen, price })) },
    ...parts,
  });
  const optionsIn = ({ variantsInfo }: NewProduct) =>
    variantsInfo.variants.map(({ choices }) =>
      choices?.map(({ optionChoiceNames }) => optionChoiceNames?.optionName),
    );

  it('are not for what is reused by its id, with or without a name', () => {
    const reused = { id: 'o', name: 'Size', ...texts };
    const sent = of({ options: [reused, { id: 'p' }], modifiers: [{ id: 'm', name: 'Note' }] }, [
      byName('Size'),
    ]);
    const own = withOwnNames(sent, wordsFrom());
    expect([own.options, own.modifiers]).toEqual([sent.options, sent.modifiers]);
    expect(own.variantsInfo).toEqual(sent.variantsInfo);
    expect(own.name).toBe('cvt00001');
  });

  it('are for inline options, and for what variants call them, each its own', () => {
    const options = [
      { name: 'Size', ...texts },
      { id: 'h', name: 'Hue' },
      { name: 'Cut', ...texts },
    ];
    const sent = of({ options }, [byName('Cut'), byName('Hue'), byName('Size')], [byName('Size')], [byId]);
    const own = withOwnNames(sent, wordsFrom());
    const [size, , cut] = own.options?.map(({ name }) => name) ?? [];
    expect(new Set([size, cut, own.name, 'Size', 'Cut']).size).toBe(5);
    expect(optionsIn(own)).toEqual([[cut, 'Hue', size], [size], [undefined]]);
    expect(own.options?.[0]).toMatchObject(texts);
    expect(own.variantsInfo.variants[0]?.choices?.[0]?.optionChoiceNames?.choiceName).toBe('S');
    expect(own.variantsInfo.variants[2]?.choices).toEqual([byId]);
  });

  it('are those of options for variants, though a modifier has the same name', () => {
    const modifiers = [{ name: 'Size', modifierRenderType: 'TEXT_CHOICES' as const }];
    const both = withOwnNames(
      of({ options: [{ name: 'Size', ...texts }], modifiers }, [byName('Size')]),
      wordsFrom(),
    );
    expect(optionsIn(both)).toEqual([[both.options?.[0]?.name]]);
    expect(both.modifiers?.[0]?.name).not.toBe(both.options?.[0]?.name);
    const alone = withOwnNames(of({ modifiers }, [byName('Size')]), wordsFrom());
    expect(optionsIn(alone)).toEqual([['Size']]);
    expect(alone.modifiers?.[0]?.name).toMatch(/^cvt/);
  });

  it('are not made up where there was none', () => {
    const bare = of({ options: [texts], modifiers: [{}] }, []);
    const own = withOwnNames(bare, wordsFrom());
    expect(own).toEqual({ ...bare, name: 'cvt00001' });
    const { variantsInfo } = withOwnNames({ ...bare, variantsInfo: { variants: [{ price }] } }, wordsFrom());
    expect(variantsInfo.variants).toEqual([{ price }]);
    expect(withOwnNames(of({ options: [], modifiers: [] }), wordsFrom())).toMatchObject({
      options: [],
      modifiers: [],
    });
    expect(Object.keys(withOwnNames(of({}), wordsFrom())).toSorted()).toEqual(Object.keys(of({})).toSorted());
  });

  it('are for slug, handle, SKUs and barcodes, each where it was', () => {
    const variants = [
      { price, sku: '1' },
      { price, barcode: '' },
      { price, sku: '1', barcode: '1' },
    ];
    const own = withOwnNames({ ...of({ slug: 's' }), variantsInfo: { variants } }, wordsFrom());
    const others = own.variantsInfo.variants.map(({ sku, barcode }) =>
      [sku, barcode].map(text => text?.slice(0, 3)),
    );
    expect([own.slug?.slice(0, 3), 'handle' in own]).toEqual(['cvt', false]);
    expect(others).toEqual([
      ['cvt', undefined],
      [undefined, 'cvt'],
      ['cvt', 'cvt'],
    ]);
    expect('handle' in withOwnNames(of({ handle: 'h' }), wordsFrom())).toBe(true);
  });

  it('leave what was given as it was', () => {
    const sent = of({ options: [{ name: 'Size', ...texts }], slug: 's' }, [byName('Size')]);
    const before = structuredClone(sent);
    withOwnNames(sent, wordsFrom());
    expect(sent).toEqual(before);
  });
});

describe('variant sets', () => {
  const option = (name: string, count: number) => ({
    name,
    optionRenderType: 'TEXT_CHOICES' as const,
    choicesSettings: { choices: Array.from({ length: count }, (_, i) => ({ name: `${name}${i}` })) },
  });

  it('are full, or a part, and have no combination twice', () => {
    const options = [option('a', 3), option('b', 4)];
    for (const size of ['full', 'part'] as const) {
      for (const set of fc.sample(variantSet(options, { size }), { numRuns: 50, seed: 4 })) {
        const combinations = new Set(set.map(({ choices }) => JSON.stringify(choices)));
        expect(combinations.size).toBe(set.length);
        if (size === 'full') expect(set).toHaveLength(12);
      }
    }
  });

  it('end at 1,000, and are one without options', () => {
    expect(combinationsOf([option('a', 11), option('b', 10), option('c', 10)])).toBe(1_100);
    expect(plainVariants([option('a', 11), option('b', 10), option('c', 10)])).toHaveLength(1_000);
    expect(plainVariants([])).toEqual([
      { choices: [], price: { actualPrice: { amount: '10.50' } }, physicalProperties: {} },
    ]);
  });

  it('shrink to a single variant', () => {
    const details = fc.check(
      fc.property(variantSet([option('a', 4), option('b', 4)]), set => set.length < 1),
      { seed: 1 },
    );
    expect(details.counterexample?.[0]).toHaveLength(1);
  });
});

describe('mistakes in products', () => {
  it.each(Object.entries(MISTAKES))('%s breaks what it says, and nothing else', (_, mistake) => {
    for (const control of fc.sample(GROUNDS[mistake.ground](), { numRuns: 20, seed: 11 })) {
      const own = withOwnNames(control, wordsFrom());
      expect([brokenRules(own), validate('NewProduct', own)]).toEqual([[], []]);
      const wrong = mistake.make(own);
      const violations = validate('NewProduct', wrong);
      expect(brokenRules(wrong)).toEqual(mistake.rule ? [mistake.rule] : []);
      const { keyword, path } = mistake.breaks ?? {};
      expect(violations.every(one => keyword === one.keyword && path?.test(one.path))).toBe(true);
      expect(violations.length > 0).toBe(mistake.breaks !== undefined);
      expect(create(own).status).toBe(200);
      expect(create(wrong).status).toBeGreaterThanOrEqual(400);
    }
  });
});
