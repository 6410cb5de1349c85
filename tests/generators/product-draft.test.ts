/** Plans of products, and of changes to them: each can be carried out, as often as it is tried. */
import { describe, expect, it } from 'vitest';
import { MODIFIERS_MAX, OPTIONS_MAX } from '../../generators/product.ts';
import { type ChangedProduct, changedProduct } from '../../generators/product-change.ts';
import {
  type ConnectedDraft,
  choiceCount,
  draftModifiers,
  type ProductDraft,
  positionsAt,
  productDraft,
  type VariantDraft,
} from '../../generators/product-draft.ts';
import { validate } from '../../specs/contract.ts';
import { prepared } from '../../suites/explored/product-making.ts';
import { lossesIn, notPlain, rigidOnes, samplesOf } from './plain.ts';
import { site } from './world.ts';

/** What becomes of a plan on an empty site: nothing when it is accepted. */
async function refusalOf(draft: ProductDraft): Promise<string | undefined> {
  const { given, handle } = site();
  const product = await prepared(given, draft);
  const wrong = validate('NewProduct', product);
  const { status, body } = handle('createProduct', { product });
  if (status === 200 && wrong.length === 0) return undefined;
  return JSON.stringify({ wrong, status, body, draft });
}

async function refusals(drafts: readonly ProductDraft[]): Promise<string[]> {
  const found: string[] = [];
  for (const draft of drafts) {
    const refusal = await refusalOf(draft);
    if (refusal !== undefined) found.push(refusal);
  }
  return found;
}

const distinct = (variants: readonly VariantDraft[]): boolean =>
  new Set(variants.map(({ choices }) => choices.join(' '))).size === variants.length;

/** The variants name choices that there are, one of each option. */
const isResolvable = ({ options, variants }: ProductDraft): boolean =>
  distinct(variants) &&
  variants.every(
    ({ choices }) =>
      choices.length === options.length &&
      choices.every((position, i) => position >= 0 && position < choiceCount(options[i] as ConnectedDraft)),
  );

describe('plans of products', () => {
  const [drafts, same, others] = samplesOf(productDraft);

  it('are the same for the same seed', () => {
    expect(same).toEqual(drafts);
    expect(others).not.toEqual(drafts);
  });

  it('are accepted once they are carried out, and again when they come from a token', async () => {
    expect(await refusals(drafts.slice(0, 150))).toEqual([]);
    const kept = JSON.parse(JSON.stringify(drafts.slice(150, 180))) as ProductDraft[];
    expect(await refusals(kept)).toEqual([]);
  });

  it('name choices that there are, each combination once', () => {
    expect(drafts.filter(draft => !isResolvable(draft))).toEqual([]);
  });

  it('are plain data', () => {
    expect(notPlain(drafts)).toEqual([]);
    expect(lossesIn(drafts)).toEqual([]);
  });

  it('say what the sources agree on alone', () => {
    const isFair = ({ options, visible, variants, by }: ProductDraft) =>
      (visible === undefined || options.length === 0) &&
      (options.length > 0 || variants.every(variant => variant.visible === undefined)) &&
      (by === 'names' || (options.length > 0 && options.every(({ beforehand }) => beforehand)));
    expect(drafts.filter(draft => !isFair(draft))).toEqual([]);
    const colours = [...JSON.stringify(drafts).matchAll(/"colorCode":"([^"]*)"/g)].map(([, code]) => code);
    expect(colours.length).toBeGreaterThan(100);
    expect(colours.filter(code => !/^#[0-9a-fA-F]{6}$/.test(code ?? ''))).toEqual([]);
  });

  it('are as large and as small as products may be', () => {
    const counts = (of: (draft: ProductDraft) => number): number[] => {
      const found = drafts.map(of);
      return [Math.min(...found), Math.max(...found)];
    };
    expect(counts(({ options }) => options.length)).toEqual([0, OPTIONS_MAX]);
    expect(counts(({ modifiers }) => modifiers.length)).toEqual([0, MODIFIERS_MAX]);
    const [fewest, most = 0] = counts(({ variants }) => variants.length);
    expect(fewest).toBe(1);
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThanOrEqual(60);
  });

  it('take every turn they have', () => {
    const variants = drafts.flatMap(draft => draft.variants);
    const connected = drafts.flatMap(({ options, modifiers }) => [...options, ...modifiers]);
    const turns: [unknown[], unknown[]][] = [
      [drafts.map(({ by }) => by), ['names', 'ids']],
      [drafts.map(({ longName }) => longName), [true, false]],
      [drafts.map(({ handle }) => handle), [true, false]],
      [drafts.map(({ visible }) => visible), [undefined, false]],
      [connected.map(({ beforehand }) => beforehand), [true, false]],
      [variants.map(({ visible }) => visible), [undefined, true, false]],
      [variants.map(({ sku }) => sku), [undefined, 24, 25, 39, 40]],
      [variants.map(({ weight }) => weight), [undefined, 0, 0.5, 1, 12.345, 999_999_999.99]],
    ];
    for (const [taken, there] of turns) expect(new Set(taken)).toEqual(new Set(there));
  });

  it('keep to narrower limits', () => {
    const limits = { options: { min: 1, max: 2 }, modifiers: { min: 0, max: 1 }, variants: 5 };
    const [narrow] = samplesOf(() => productDraft({ ...limits, beforehand: true }));
    const isNarrow = ({ options, modifiers, variants }: ProductDraft) =>
      [1, 2].includes(options.length) &&
      modifiers.length <= 1 &&
      variants.length <= 5 &&
      options.every(({ beforehand }) => beforehand);
    expect(narrow.filter(draft => !isNarrow(draft))).toEqual([]);
  });

  it('come apart as they were drawn alone: one that comes from a token is as small as it gets', () => {
    expect(rigidOnes(productDraft(), drafts)).toHaveLength(drafts.length);
  });
});

describe('modifiers alone', () => {
  it('exist beforehand, as many as are asked for', () => {
    const [lists] = samplesOf(() => draftModifiers({ min: 1, max: 3 }));
    expect(new Set(lists.map(({ length }) => length))).toEqual(new Set([1, 2, 3]));
    expect(lists.flat().every(({ beforehand }) => beforehand)).toBe(true);
    expect(notPlain(lists)).toEqual([]);
  });
});

describe('changes of products', () => {
  const [changes, same, others] = samplesOf(changedProduct);

  /** The changes of that kind. */
  const of = <K extends ChangedProduct['change']['kind']>(kind: K) =>
    changes.flatMap(({ product, change }) =>
      change.kind === kind
        ? [{ product, change: change as Extract<ChangedProduct['change'], { kind: K }> }]
        : [],
    );

  it('are the same for the same seed', () => {
    expect(same).toEqual(changes);
    expect(others).not.toEqual(changes);
  });

  it('are of every kind', () => {
    const kinds = new Set(changes.map(({ change }) => change.kind));
    expect(kinds).toEqual(
      new Set(['name', 'hide', 'modifiers', 'variants', 'choice', 'drop-option', 'first-option']),
    );
  });

  it('are changes of products that are accepted, and plain data', async () => {
    expect(changes.filter(({ product }) => !isResolvable(product))).toEqual([]);
    expect(await refusals(changes.slice(0, 150).map(({ product }) => product))).toEqual([]);
    expect(notPlain(changes)).toEqual([]);
  });

  it('hide what is visible', () => {
    expect(of('hide').filter(({ product }) => product.visible !== undefined)).toEqual([]);
  });

  it('leave a variant, and know which ones they drop and price', () => {
    const all = of('variants');
    const isSound = ({ product: { variants }, change: { dropped, priced } }: (typeof all)[number]) =>
      dropped.every(at => at > 0 && at < variants.length) &&
      priced.every(({ at }) => at >= 0 && at < variants.length && !dropped.includes(at)) &&
      new Set(priced.map(({ at }) => at)).size === priced.length;
    expect(all.filter(one => !isSound(one))).toEqual([]);
    for (const member of ['dropped', 'priced', 'fresh'] as const)
      expect(all.filter(({ change }) => change[member].length > 0).length).toBeGreaterThan(5);
  });

  it('add variants of combinations that are free then', () => {
    const after = of('variants').map(({ product, change: { dropped, fresh } }) => ({
      ...product,
      variants: [...product.variants.filter((_, i) => !dropped.includes(i)), ...fresh],
    }));
    expect(after.filter(product => !isResolvable(product))).toEqual([]);
  });

  it('turn to a choice that the product did not list, and that no other one is called', () => {
    for (const { product, change } of of('choice')) {
      const [first, ...rest] = product.options as [ConnectedDraft, ...ConnectedDraft[]];
      expect(first).toMatchObject({ reserve: 'Reserve', beforehand: true });
      expect(change.variant.choices).toEqual([choiceCount(first), ...rest.map(() => 0)]);
      expect(JSON.stringify(first.customization).toLowerCase()).not.toContain('"reserve"');
    }
  });

  it('drop one of several options, or bring the first', () => {
    const dropped = of('drop-option');
    expect(dropped.filter(({ product, change }) => change.at >= product.options.length)).toEqual([]);
    expect(dropped.filter(({ product }) => product.options.length < 2)).toEqual([]);
    const begun = of('first-option');
    expect(
      begun.filter(({ product, change }) => product.options.length > 0 || !change.option.beforehand),
    ).toEqual([]);
  });
});

it('positions count every combination once, the last option turning fastest', () => {
  const places = Array.from({ length: 12 }, (_, at) => positionsAt(at, [2, 3, 2]));
  expect(places.slice(0, 3)).toEqual([
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ]);
  expect(new Set(places.map(String)).size).toBe(12);
  expect(positionsAt(5, [])).toEqual([]);
});
