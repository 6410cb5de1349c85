/** The kinds of product the chapters are about, each with the control that shows this target creates it. */
import fc, { type Arbitrary } from 'fast-check';
import { fixture } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { freeTextModifier, swatchOption, textModifier, textOption } from '../../generators/customization.ts';
import { inlineModifierOf, inlineOptionOf, plainProduct } from '../../generators/product.ts';
import { GROUNDS } from '../../generators/product-mistakes.ts';
import type { NewProduct, Product } from '../../specs/openapi.types.ts';

export interface ProductKind {
  /** For ids, e.g. `optionless`. */
  id: string;
  /** Names are not a run's own yet: `given.productNamed` sees to that. */
  arbitrary: () => Arbitrary<NewProduct>;
  /** A valid one, created once a run: the control of every refusal of this kind. */
  control: ReturnType<typeof fixture<Product>>;
}

function kind(id: string, arbitrary: () => Arbitrary<NewProduct>): ProductKind {
  const control = fixture(`products.control.${id}`, ({ given, draw }) =>
    given.product(draw(arbitrary(), id)),
  );
  return { id, arbitrary, control };
}

/** Inline entries of one product are told apart by name, so each gets another word in front. */
const option = (word: string, of: Arbitrary<Parameters<typeof inlineOptionOf>[0]>) =>
  of.map(made => ({ ...inlineOptionOf(made), name: `${word} option` }));
const modifier = (word: string, of: Arbitrary<Parameters<typeof inlineModifierOf>[0]>) =>
  of.map(made => ({ ...inlineModifierOf(made), name: `${word} modifier` }));

const plain = (
  options: Arbitrary<ReturnType<typeof inlineOptionOf>>[],
  modifiers: Arbitrary<ReturnType<typeof inlineModifierOf>>[] = [],
) =>
  fc
    .tuple(fc.tuple(...options), fc.tuple(...modifiers))
    .map(([some, others]) => plainProduct('Product', { options: some, modifiers: others }));

/** No options, no modifiers: one default variant. */
export const OPTIONLESS = kind('optionless', () => plain([]));
/** One text option. */
export const ONE_OPTION = kind('one-option', () => plain([option('Text', textOption())]));
/** One text option, of which only the first choice is in a variant: the others can be spoiled without spoiling variants. */
export const SPARE_CHOICES = kind('spare-choices', () =>
  plain([option('Text', textOption())]).map(made => ({
    ...made,
    variantsInfo: { variants: made.variantsInfo.variants.slice(0, 1) },
  })),
);
/** A text option and a swatch option, with a variant for each combination. */
export const TWO_OPTIONS = kind('two-options', () =>
  plain([option('Text', textOption()), option('Swatch', swatchOption())]),
);
/** A free-text modifier and a text modifier, no options. */
export const WITH_MODIFIERS = kind('with-modifiers', () =>
  plain([], [modifier('Free', freeTextModifier()), modifier('Text', textModifier())]),
);
/** One option and two modifiers. */
export const MIXED = kind('mixed', () =>
  plain(
    [option('Text', textOption())],
    [modifier('Free', freeTextModifier()), modifier('Text', textModifier())],
  ),
);
export const DIGITAL = kind('digital', GROUNDS.digital);

/** Shows that a product can be looked up by its slug: otherwise not finding one proves nothing. */
export const slugLookup = fixture('products.control.slug', async ({ api, given, draw, settle }) => {
  const sent = { ...draw(OPTIONLESS.arbitrary()), slug: given.word(), name: given.name() };
  await given.product(sent);
  await settle.required('slug-after-create', () => api.products.getBySlug(sent.slug), isAccepted);
  return sent.slug;
});
