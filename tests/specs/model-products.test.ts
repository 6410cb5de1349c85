import { describe, expect, it } from 'vitest';
import { documented } from '../../specs/model/semantics.ts';
import {
  amountsIn,
  byName,
  digital,
  option,
  product,
  shop,
  swatchOption,
  variant,
  variantsIn,
} from './product-support.ts';
import { UNKNOWN } from './support.ts';

const GUID = /^[0-9a-f-]{36}$/;
const costing = (amount: string, more: object = {}) => ({
  price: { actualPrice: { amount } },
  ...more,
});

describe('Create', () => {
  it('makes a product of the least there can be', () => {
    const { make, read } = shop();
    const made = make(product({ variants: [costing('10.00')] }));
    expect(made).toEqual({
      id: expect.stringMatching(GUID),
      revision: '1',
      createdDate: '2026-01-01T00:00:01.000Z',
      updatedDate: '2026-01-01T00:00:01.000Z',
      ...{ name: 'Shirt', slug: 'shirt', handle: 'shirt' },
      ...{ visible: true, visibleInPos: true, productType: 'PHYSICAL', physicalProperties: {} },
      ...{ options: [], modifiers: [], variantSummary: { variantCount: 1 } },
      actualPriceRange: { minValue: { amount: '10.00' }, maxValue: { amount: '10.00' } },
      variantsInfo: {
        variants: [{ id: expect.stringMatching(GUID), visible: true, choices: [], ...costing('10.00') }],
      },
    });
    expect(read(made.id)).toEqual(made);
  });

  it('makes a digital product, never in the point of sale', () => {
    const { make } = shop();
    const made = make(digital());
    expect(made).toMatchObject({ productType: 'DIGITAL', visibleInPos: false });
    expect(made).not.toHaveProperty('physicalProperties');
    const variants = [costing('1', { digitalProperties: { extra: 1 } })];
    const [shown] = variantsIn(make({ ...digital(), variantsInfo: { variants } }));
    expect(shown?.digitalProperties).toEqual({});
  });

  it('keeps what may be chosen', () => {
    const { make } = shop();
    const own = { name: 'x'.repeat(80), slug: 'blue', handle: 'hand', visible: false, visibleInPos: false };
    const more = { sku: 's'.repeat(40), barcode: 'b'.repeat(40), physicalProperties: { weight: 1.5 } };
    const made = make({ ...product({ variants: [costing('0', more)] }), ...own });
    expect(made).toMatchObject(own);
    expect(variantsIn(made)[0]).toMatchObject({ ...more, visible: false });
    expect(amountsIn(made)).toEqual(['0']);
  });

  it('lets no read-only or unknown member win', () => {
    const { make, model } = shop();
    const size = option();
    const sent = {
      ...variant('1', byName(size, 'S')),
      ...{ id: UNKNOWN, extra: 1, physicalProperties: { weight: 1, extra: 1 } },
    };
    const made = make({
      ...product({ options: [{ ...size, key: 'mine' } as typeof size], variants: [sent] }),
      ...{ id: UNKNOWN, revision: '9', createdDate: '2000-01-01T00:00:00Z', currency: 'XXX', extra: 1 },
      ...{ variantSummary: { variantCount: 9 }, physicalProperties: { extra: 1 } },
    });
    expect(made).toMatchObject({
      revision: '1',
      physicalProperties: {},
      variantSummary: { variantCount: 1 },
    });
    expect([made.id, variantsIn(made)[0]?.id]).not.toContain(UNKNOWN);
    expect(made.createdDate).toMatch(/^2026/);
    expect(made.options[0]?.key).toBe('Size');
    expect(JSON.stringify(model.products())).not.toMatch(/extra|mine|XXX/);
  });

  it('makes slugs that are not taken', () => {
    const { make } = shop();
    const slugs = ['Blue  Shirt!', 'blue shirt', 'Größe', '!', 'Blue-Shirt'].map(
      name => make({ ...product(), name }).slug,
    );
    expect(slugs).toEqual(['blue-shirt', 'blue-shirt-1', 'größe', 'product', 'blue-shirt-2']);
    expect([...(make({ ...product(), name: 'ﷺ'.repeat(80) }).slug ?? '')].length).toBeLessThanOrEqual(100);
  });

  it('follows overridden semantics', () => {
    const semantics = { ...documented, firstRevision: '7', productSlug: () => 'same' };
    const { make } = shop({ semantics });
    expect(make(product())).toMatchObject({ revision: '7', slug: 'same' });
  });
});

describe('prices', () => {
  it('come back as sent, and range from the lowest to the highest', () => {
    const { make } = shop();
    const size = option('Size', ['S', 'M', 'L']);
    const [s, m, l] = ['9.5', '10', '9.499'].map((amount, index) =>
      variant(amount, byName(size, ['S', 'M', 'L'][index] ?? '')),
    );
    const compared = { ...m, price: { ...m?.price, compareAtPrice: { amount: '20' } } };
    const made = make(product({ options: [size], variants: [s ?? {}, compared, l ?? {}] }));
    expect(amountsIn(made)).toEqual(['9.5', '10', '9.499']);
    expect(made).toMatchObject({
      actualPriceRange: { minValue: { amount: '9.499' }, maxValue: { amount: '10' } },
      compareAtPriceRange: { minValue: { amount: '20' }, maxValue: { amount: '20' } },
    });
    expect(variantsIn(made).map(one => one.price.compareAtPrice)).toEqual([
      undefined,
      { amount: '20' },
      undefined,
    ]);
  });

  it.each([
    ['10', '4', '6', 0.6],
    ['10.00', '12.345', '-2.345', -0.2345],
    ['0', '0', '0', 0],
    ['0', '1', '-1', 0],
  ])('of %s at a cost of %s make %s', (amount, cost, profit, profitMargin) => {
    const { make, read, model } = shop();
    const sent = costing(amount, { revenueDetails: { cost: { amount: cost }, profit: { amount: '99' } } });
    const { id } = make(product({ variants: [sent] }));
    expect(variantsIn(read(id))[0]).not.toHaveProperty('revenueDetails');
    const { revenueDetails } = variantsIn(read(id, ['MERCHANT_DATA']))[0] ?? {};
    expect(revenueDetails).toMatchObject({ cost: { amount: cost }, profitMargin });
    expect(Number(revenueDetails?.profit?.amount)).toBe(Number(profit));
    expect(model.products()[0]?.variants[0]?.revenueDetails).toEqual({ cost: { amount: cost } });
  });
});

describe('Get', () => {
  it('finds by id and by slug, with all variants', () => {
    const { make, read, accepted, refused } = shop();
    make(product());
    const made = make(product({ options: [option(), swatchOption()] }));
    expect(variantsIn(made)).toHaveLength(4);
    expect(read(made.id)).toEqual(made);
    const to = { slug: made.slug ?? '' };
    expect(accepted('getProductBySlug', undefined, to)).toEqual({ product: made });
    expect(refused(404, 'getProduct', undefined, { productId: UNKNOWN }).code).toBe('PRODUCT_NOT_FOUND');
    expect(refused(404, 'getProductBySlug', undefined, { slug: 'none' }).code).toBe('PRODUCT_NOT_FOUND');
    expect(refused(400, 'getProduct', undefined, { productId: made.id }, ['X']).violations).toEqual([
      'fields[0] INVALID_ENUM_VALUE',
    ]);
    expect(refused(400, 'getProductBySlug', undefined, to, Array(101).fill('URL')).violations).toEqual([
      'fields MAX_SIZE',
    ]);
  });

  it('adds optional data only when asked, whatever the operation', () => {
    const { make, read, patch, accepted } = shop();
    const size = option();
    const price = { actualPrice: { amount: '000000000000000000010.50' }, compareAtPrice: { amount: '12' } };
    const sent = {
      ...product({ options: [size], variants: [{ ...variant('1', byName(size, 'S')), price }] }),
    };
    const fields = ['URL', 'CURRENCY', 'VARIANT_OPTION_CHOICE_NAMES', 'DESCRIPTION', 'MERCHANT_DATA'];
    const made = make({ ...sent, description: { nodes: [{ type: 'TEXT' }] } }, fields);
    expect(made).toMatchObject({
      ...{ currency: 'USD', url: { relativePath: '/product-page/shirt' }, description: { nodes: [{}] } },
      actualPriceRange: { minValue: { formattedAmount: '$10.50' } },
      compareAtPriceRange: { maxValue: { formattedAmount: '$12' } },
    });
    const [choice] = variantsIn(made)[0]?.choices ?? [];
    expect(choice?.optionChoiceNames).toEqual(byName(size, 'S').optionChoiceNames);
    expect(read(made.id, fields)).toEqual(made);
    expect(accepted('getProductBySlug', undefined, { slug: 'shirt' }, fields)).toEqual({ product: made });
    expect(patch(made.id, { name: 'Shirt' }, fields)).toEqual({ ...made, ...stampsOf(read(made.id)) });

    const plain = read(made.id);
    for (const member of ['currency', 'url', 'description']) expect(plain).not.toHaveProperty(member);
    expect(JSON.stringify(plain)).not.toMatch(/formattedAmount|optionChoiceNames|revenueDetails/);
    expect(patch(made.id, { name: 'Shirt' })).toEqual({ ...plain, ...stampsOf(read(made.id)) });
  });
});

const stampsOf = ({ revision, updatedDate }: { revision: string; updatedDate: string }) => ({
  revision,
  updatedDate,
});

describe('Delete', () => {
  it('takes the product away, once', () => {
    const { make, remove, model, refused } = shop();
    const { id, slug = '' } = make(product());
    expect(remove(id)).toEqual({});
    expect(model.products()).toEqual([]);
    for (const operation of ['getProduct', 'deleteProduct'] as const)
      expect(refused(404, operation, undefined, { productId: id }).code).toBe('PRODUCT_NOT_FOUND');
    refused(404, 'getProductBySlug', undefined, { slug: slug ?? '' });
    expect(make(product()).slug).toBe(slug);
  });
});
