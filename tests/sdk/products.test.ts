import { describe, expect, it } from 'vitest';
import { GUID } from '../../specs/vocabulary.ts';
import { API_KEY, connect, failure, idOf, textOf } from './client.ts';
import { product, shirt, shirtShop, variant, variantsOf } from './products.ts';

const BASE = '/stores/v3/products';

describe('create', () => {
  it('connects an inline option and modifier, and refers from variants to choices by id', async () => {
    const { api, products, sent } = await connect();
    const created = await products.createProduct(shirt());
    expect(sent).toEqual([
      expect.objectContaining({ method: 'POST', path: BASE, body: { product: shirt() } }),
    ]);
    expect(created).toMatchObject({ name: 'Shirt', slug: 'shirt', revision: '1', visible: true });
    expect(created._id).toMatch(GUID);
    expect(created._createdDate).toBeInstanceOf(Date);
    expect(created._updatedDate).toEqual(created._createdDate);

    const [size] = created.options ?? [];
    const choices = size?.choicesSettings?.choices ?? [];
    expect(size).toMatchObject({ _id: expect.stringMatching(GUID), optionRenderType: 'TEXT_CHOICES' });
    expect(choices).toMatchObject([{ name: 'Small' }, { name: 'Large' }]);
    expect(created.modifiers).toMatchObject([
      {
        _id: expect.stringMatching(GUID),
        mandatory: true,
        freeTextSettings: { title: 'Your text', minCharCount: 1, maxCharCount: 20 },
      },
    ]);
    expect(variantsOf(created).map(one => [one.sku, one.price?.actualPrice?.amount])).toEqual([
      ['Shirt-Small', '10'],
      ['Shirt-Large', '11'],
    ]);
    expect(variantsOf(created).map(one => one.choices)).toEqual(
      choices.map(({ choiceId }) => [{ optionChoiceIds: { optionId: size?._id, choiceId } }]),
    );
    expect(new Set(variantsOf(created).map(idOf)).size).toBe(2);
    expect(created.variantSummary).toEqual({ variantCount: 2 });

    const customizations = (await api.queryCustomizations().ascending('name').find()).items;
    expect(customizations).toMatchObject([
      { _id: created.modifiers?.[0]?._id, name: 'Engraving', customizationType: 'MODIFIER' },
      { _id: size?._id, name: 'Size', customizationType: 'PRODUCT_OPTION' },
    ]);
  });

  it('uses an option by its id in another product', async () => {
    const { api, products, size, choiceIds, sent } = await shirtShop();
    const optionId = idOf(size);
    const variants = choiceIds.map(choiceId =>
      variant('5', { choices: [{ optionChoiceIds: { optionId, choiceId } }] }),
    );
    const second = await products.createProduct(product('Coat', variants, { options: [{ _id: optionId }] }));
    expect(sent[0]?.body).toMatchObject({
      product: { options: [{ id: optionId }], variantsInfo: { variants } },
    });
    expect(sent[0]?.body).not.toHaveProperty('product.options[0]._id');
    expect(second.options).toEqual([size]);
    expect(variantsOf(second).map(one => one.choices?.[0]?.optionChoiceIds?.choiceId)).toEqual(choiceIds);
    const counted = await api.getCustomization(optionId, { fields: ['ASSIGNED_PRODUCTS_COUNT'] });
    expect(counted.assignedProductsCount).toBe(2);
  });

  it('adds what `fields` asks for', async () => {
    const { products, sent } = await connect();
    const fields = ['CURRENCY' as const, 'MERCHANT_DATA' as const, 'VARIANT_OPTION_CHOICE_NAMES' as const];
    const [small, large] = variantsOf(shirt());
    const costs = [{ ...small, revenueDetails: { cost: { amount: '4' } } }, { ...large }];
    const created = await products.createProduct(
      { ...shirt(), variantsInfo: { variants: costs } },
      { fields },
    );
    expect(sent[0]?.body).toMatchObject({ fields });
    expect(created).toMatchObject({ currency: expect.stringMatching(/^[A-Z]{3}$/) });
    const [first] = variantsOf(created);
    expect(first?.choices).toMatchObject([
      { optionChoiceNames: { optionName: 'Size', choiceName: 'Small', renderType: 'TEXT_CHOICES' } },
    ]);
    expect(first?.price?.actualPrice?.formattedAmount).toMatch(/10/);
    expect(first?.revenueDetails).toMatchObject({ cost: { amount: '4' }, profitMargin: 0.6 });
    expect(Number(first?.revenueDetails?.profit?.amount)).toBe(6);
  });

  it('carries the credentials of the client to Wix and nowhere else', async () => {
    const { products, variants, sent } = await connect({ token: API_KEY });
    await products.createProduct(product('Mug'));
    await variants.queryVariants().find();
    expect(new Set(sent.map(({ origin }) => origin))).toEqual(new Set(['https://www.wixapis.com']));
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([API_KEY, API_KEY]);
    expect(sent.map(({ headers }) => headers.get('x-wix-bi-gateway'))).toEqual([
      expect.stringMatching(/entity=wix\.stores\.catalog\.v3\.product$/),
      expect.stringMatching(/entity=wix\.stores\.catalog\.v3\.read_only_variant$/),
    ]);
  });
});

describe('get', () => {
  it('returns what was created, by id and by slug', async () => {
    const { products, created, id, path, sent } = await shirtShop();
    expect(await products.getProduct(id)).toEqual(created);
    // By slug the SDK leaves the envelope on.
    expect(await products.getProductBySlug('shirt')).toEqual({ product: created });
    expect(sent.map(({ method, path, parameters }) => [method, path, String(parameters)])).toEqual([
      ['GET', path, `productId=${id}`],
      ['GET', `${BASE}/slug/shirt`, 'slug=shirt'],
    ]);
  });

  it('repeats `fields` in the address', async () => {
    const { products, id, sent } = await shirtShop();
    const fields = ['CURRENCY' as const, 'VARIANT_OPTION_CHOICE_NAMES' as const];
    const shown = await products.getProduct(id, { fields });
    expect(shown.currency).toMatch(/./);
    expect(variantsOf(shown)[1]?.choices?.[0]?.optionChoiceNames?.choiceName).toBe('Large');
    expect(await products.getProductBySlug('shirt', { fields })).toEqual({ product: shown });
    expect(sent.map(({ parameters }) => parameters.getAll('fields'))).toEqual([fields, fields]);
  });

  it('finds a slug that an address must escape', async () => {
    const { products, sent } = await connect();
    const created = await products.createProduct(product('Größe', undefined, { slug: 'größe' }));
    expect(await products.getProductBySlug('größe')).toEqual({ product: created });
    expect(sent[1]).toMatchObject({ path: `${BASE}/slug/gr%C3%B6%C3%9Fe` });
  });
});

describe('update', () => {
  it('changes the name, raises the revision and keeps the rest', async () => {
    const { products, created, id, path, sent } = await shirtShop();
    const updated = await products.updateProduct(
      id,
      { revision: '1', name: 'Tee' },
      { fields: ['CURRENCY'] },
    );
    expect(sent[0]).toMatchObject({ method: 'PATCH', path });
    expect(sent[0]?.body).toEqual({ product: { id, revision: '1', name: 'Tee' }, fields: ['CURRENCY'] });
    expect(updated).toMatchObject({ _id: id, name: 'Tee', revision: '2', options: created.options });
    expect(updated._createdDate).toEqual(created._createdDate);
    expect(updated._updatedDate?.getTime()).toBeGreaterThan(created._updatedDate?.getTime() ?? Number.NaN);
    expect(variantsOf(await products.getProduct(id))).toEqual(variantsOf(created));
  });

  it('takes a whole product back, with all it was asked for and one member changed', async () => {
    const { products, id } = await shirtShop();
    const names = ['CURRENCY', 'MERCHANT_DATA', 'URL', 'VARIANT_OPTION_CHOICE_NAMES'] as const;
    const shown = await products.getProduct(id, { fields: [...names] });
    const { _id, ...rest } = structuredClone(shown);
    const changed = { ...rest, revision: textOf(rest.revision), name: 'Tee' };
    expect(await products.updateProduct(id, changed, { fields: [...names] })).toEqual({
      ...shown,
      name: 'Tee',
      revision: '2',
      _updatedDate: expect.any(Date),
    });
  });

  it('replaces the variants and knows the one that stays by its id', async () => {
    const { products, created, id, size, sent } = await shirtShop();
    const [, large] = variantsOf(created);
    const kept = { ...large, price: { actualPrice: { amount: '12.50' } } };
    const updated = await products.updateProduct(id, {
      revision: textOf(created.revision),
      options: [{ _id: idOf(size) }],
      // A copy, because the SDK renames the members of what it is handed.
      variantsInfo: { variants: [{ ...kept }] },
    });
    expect(sent[0]?.body).toMatchObject({
      product: { options: [{ id: idOf(size) }], variantsInfo: { variants: [{ id: large?._id }] } },
    });
    expect(variantsOf(updated)).toEqual([kept]);
    expect(updated.options?.[0]?.choicesSettings?.choices).toMatchObject([
      { visible: false },
      { visible: true },
    ]);
  });
});

describe('delete', () => {
  it('deletes with nothing to return', async () => {
    const { products, id, path, sent } = await shirtShop();
    expect(await products.deleteProduct(id)).toBeUndefined();
    expect(sent[0]).toMatchObject({ method: 'DELETE', path, body: undefined });
    expect(String(sent[0]?.parameters)).toBe(`productId=${id}`);
    expect((await failure(products.getProduct(id))).status).toBe(404);
  });

  it('keeps an option that a product holds, and lets it go with the product', async () => {
    const { api, products, id, size } = await shirtShop();
    const error = await failure(api.deleteCustomization(idOf(size)));
    expect(error.status).toBe(400);
    expect(error.details?.validationError?.fieldViolations).toMatchObject([
      { field: 'customizationId', ruleName: 'NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT' },
    ]);
    await products.deleteProduct(id);
    await api.deleteCustomization(idOf(size));
    expect((await failure(api.getCustomization(idOf(size)))).status).toBe(404);
  });

  it('takes a deleted modifier off the product', async () => {
    const { api, products, created, id, engraving } = await shirtShop();
    await api.deleteCustomization(idOf(engraving));
    const left = await products.getProduct(id);
    expect(left).toMatchObject({ modifiers: [], options: created.options });
    expect(variantsOf(left)).toEqual(variantsOf(created));
  });
});
