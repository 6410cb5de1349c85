import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, type OperationId } from '../../specs/operations.ts';
import {
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
import { freeText, idsIn, swatches, textChoices, UNKNOWN } from './support.ts';

const operations = Object.keys(OPERATIONS) as OperationId[];

const WORDS = [
  ...['customization', 'customizations', 'choices', 'choice', 'choiceIds', 'revision', 'name', 'id'],
  ...['query', 'search', 'filter', 'sort', 'cursorPaging', 'limit', 'cursor', 'fields', '$and', '$hasSome'],
  ...['choicesSettings', 'freeTextInput', 'customizationRenderType', 'customizationId', '__proto__'],
  ...['product', 'products', 'productIds', 'options', 'modifiers', 'variantsInfo', 'variants', 'price'],
  ...['optionChoiceIds', 'optionChoiceNames', 'customizationsChoices', 'description', 'slug', 'productType'],
];

/** Request bodies made of the right words in the wrong places. */
function bodies(...known: string[]): fc.Arbitrary<unknown> {
  const leaves = [
    ...['1', 'x', '', UNKNOWN, 'TEXT_CHOICES', 'FREE_TEXT', 'ONE_COLOR', 'PHYSICAL', ...known],
    ...[null, 1, -1, true],
  ];
  return fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom<unknown>(...leaves),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...WORDS), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
}

describe('whatever a client sends', () => {
  it('is answered within the contract, and a refusal changes nothing', () => {
    const { create, make, send, model } = shop();
    const known = create(textChoices());
    create(swatches());
    create(freeText());
    const made = make(product({ options: [option()], modifiers: [note(), wrap()] }));
    const call = fc.record({
      operation: fc.constantFrom(...operations),
      customizationId: fc.constantFrom(known.id, UNKNOWN, '', 'x'),
      productId: fc.constantFrom(made.id, UNKNOWN, '', 'x'),
      slug: fc.constantFrom('shirt', '', 'x'),
      fields: fc.constantFrom<string[] | undefined>(undefined, [], ['CURRENCY'], ['X']),
      body: bodies(known.id, idsIn(known)[0] ?? '', made.id, variantsIn(made)[0]?.id ?? ''),
    });
    fc.assert(
      fc.property(call, one => {
        const before = model.snapshot();
        // `send` holds every answer against its schema.
        if (send(one).status !== 200) expect(model.snapshot()).toEqual(before);
      }),
      { numRuns: 3000, seed: 20260101 },
    );
  });

  it('is a product with something wrong anywhere, and is answered likewise', () => {
    const { make, send, model } = shop();
    const options = [option(), swatchOption()];
    const made = make(product({ options, modifiers: [note(), wrap()] }));
    const [own] = made.options as [Option];
    const { id, ...rich } = {
      ...made,
      options: [own, swatchOption()],
      slug: 'x',
      description: { nodes: [] },
    };
    const patch = { ...made, variantsInfo: { variants: variantsIn(made) } };
    const bodies: [OperationId, unknown][] = [
      ['createProduct', { product: rich, fields: ['CURRENCY'] }],
      ['bulkCreateProducts', { products: [product({ options }), product()], returnEntity: true }],
      ['updateProduct', { product: patch }],
      ['bulkUpdateProducts', { products: [{ product: patch }] }],
    ];
    const mistake = fc.tuple(fc.constantFrom(...bodies), fc.nat(), fc.constantFrom(...WRONG, own.id));
    fc.assert(
      fc.property(mistake, fc.boolean(), ([[operation, body], at, wrong], pristine) => {
        const before = model.snapshot();
        const call = { operation, productId: made.id, body: pristine ? body : spoilt(body, at, wrong) };
        if (send(call).status !== 200) expect(model.snapshot()).toEqual(before);
        else model.restore(before);
      }),
      { numRuns: 3000, seed: 20260101 },
    );
  });

  it('may be nested as deep as it likes', () => {
    const { send, make } = shop();
    const { id } = make(product());
    make(product());
    const { filter, list } = deep();
    const query = (sent: object) => ({ query: { filter: sent, cursorPaging: { limit: 1 } } });
    expect(send({ operation: 'countCustomizations', body: { filter } }).status).toBe(400);
    for (const operation of ['queryProducts', 'queryReadOnlyVariants'] as const) {
      expect(send({ operation, body: query(filter) }).status).toBe(400);
      expect(send({ operation, body: query({ id: { $nin: [list] } }) }).status).toBe(400);
    }
    const nested = { ...variant(), physicalProperties: { list } };
    for (const more of [{ description: filter }, { description: { list } }, product({ variants: [nested] })])
      for (const operation of ['createProduct', 'updateProduct'] as const)
        send({ operation, productId: id, body: { product: { ...product(), id, revision: '1', ...more } } });
  });
});

/** A filter and a list, each nested 50,000 deep. */
function deep() {
  let filter: object = {};
  let list: unknown[] = [];
  for (let depth = 0; depth < 50_000; depth += 1) [filter, list] = [{ $not: filter }, [list]];
  return { filter, list };
}

const WRONG: unknown[] = [undefined, null, '', 'x', UNKNOWN, 'S', '1', -1, 0, true, [], {}, [{}]];

/** A copy in which the value at one place is another one; places are counted over the whole body. */
function spoilt(body: unknown, at: number, wrong: unknown): unknown {
  const copy = structuredClone(body);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      visit(holder[key]);
    }
  };
  visit(copy);
  const [holder, key] = places[at % places.length] ?? [{}, ''];
  holder[key] = wrong;
  return copy;
}
