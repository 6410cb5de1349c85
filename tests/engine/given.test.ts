import { describe, expect, it } from 'vitest';
import { Api } from '../../engine/api.ts';
import { assertMade, createGiven } from '../../engine/given.ts';
import { Scope } from '../../engine/scope.ts';
import { plainProduct } from '../../generators/product.ts';
import { targetAt } from './support.ts';
import { freeText, miniTarget, nowhere, sessionFor } from './targets.ts';

const TAG = 'cvtabcdefghi';
/** A name that was made for the run: its tag and a number in letters. */
const OWN = /^cvtabcdefghi[a-z]{3}$/;

const size = {
  name: 'Size',
  optionRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT' as const, name: 'S' }] },
};
const note = {
  name: 'Note',
  modifierRenderType: 'FREE_TEXT' as const,
  freeTextSettings: { title: 'Text', minCharCount: 0, maxCharCount: 5 },
};
const shirt = () => ({ ...plainProduct('Shirt', { options: [size], modifiers: [note] }), slug: 'shirt' });

/** A target that makes whatever product it is sent, or answers as told. */
async function giving(instead?: { status: number; body: unknown }) {
  const target = await miniTarget();
  const session = sessionFor(targetAt(target.url));
  target.instead = ({ body }) => {
    if (instead) return instead;
    const { product } = JSON.parse(body) as { product: object };
    return { status: 201, body: { product: { ...product, id: 'P', revision: '1' } } };
  };
  const sent = () => target.seen.map(({ body }) => JSON.parse(body) as unknown);
  return { given: createGiven(new Api(session, new Scope('check', 1)), session.names), session, sent };
}

describe('a given product', () => {
  it('has its names claimed for the run, each its own, and its variants call the option so', async () => {
    const { given, sent } = await giving();
    const { name, slug, options, modifiers, variantsInfo } = given.productNamed(shirt());
    const claimed = [name, slug, options?.[0]?.name, modifiers?.[0]?.name];
    for (const one of claimed) expect(one).toMatch(OWN);
    expect(new Set(claimed).size).toBe(4);
    expect(variantsInfo.variants[0]?.choices?.[0]?.optionChoiceNames).toMatchObject({
      optionName: options?.[0]?.name,
      choiceName: 'S',
    });
    expect(sent()).toEqual([]);
  });

  it('never has the names of another', async () => {
    const { given } = await giving();
    const [one, other] = [given.productNamed(shirt()), given.productNamed(shirt())];
    expect(one.name).not.toBe(other.name);
    expect(one.options?.[0]?.name).not.toBe(other.options?.[0]?.name);
  });

  it('is created under these names, with the fields that were asked for, and is in the books', async () => {
    const { given, sent, session } = await giving();
    const made = await given.product(shirt(), ['URL']);
    expect(made).toMatchObject({ id: 'P', revision: '1', name: expect.stringMatching(OWN) });
    expect(sent()).toMatchObject([{ product: { name: made.name, slug: made.slug }, fields: ['URL'] }]);
    expect(session.ledger.state().remaining[0]).toMatchObject({ kind: 'product', name: made.name, id: 'P' });
  });

  it('keeps its names when it has one of the run already', async () => {
    const { given, sent } = await giving();
    const named = plainProduct(`${TAG}p`, { options: [{ ...size, name: `${TAG}o` }] });
    expect((await given.product(named)).name).toBe(`${TAG}p`);
    expect(sent()).toEqual([{ product: named }]);
  });

  it('with names of somebody else beside its own is not created', async () => {
    const { given, sent } = await giving();
    const half = plainProduct(`${TAG}p`, { options: [size] });
    await expect((async () => given.product(half))()).rejects.toMatchObject({ name: 'HarnessError' });
    expect(sent()).toEqual([]);
  });

  it.each<[string, number, unknown]>([
    ['is refused', 400, { product: { id: 'P', revision: '1', name: `${TAG}p` } }],
    ['is not in the answer', 200, {}],
    ['is another in the answer', 200, { product: { id: 'P', revision: '1', name: 'Shirt' } }],
    ['has no revision', 201, { product: { id: 'P', name: `${TAG}p` } }],
  ])('that %s leaves the check undecided: its set-up failed', async (_, status, body) => {
    const { given } = await giving({ status, body });
    await expect(given.product(plainProduct(`${TAG}p`))).rejects.toMatchObject({
      reason: 'set-up-failed',
      message: 'a valid product could not be created',
      exchange: { response: { status } },
    });
  });

  it('that was never answered is undecided for that reason', async () => {
    const session = sessionFor(targetAt(await nowhere()));
    const given = createGiven(new Api(session, new Scope('check', 1)), session.names);
    await expect(given.product(shirt())).rejects.toMatchObject({ reason: 'connection-lost' });
    await expect(given.customization(freeText())).rejects.toMatchObject({ reason: 'connection-lost' });
  });
});

describe('something the suite cannot make', () => {
  it('is its own fault', () => {
    expect(() => assertMade(false, 'a product')).toThrow('the suite could not make a product');
    expect(() => assertMade(true, 'a product')).not.toThrow();
  });
});
