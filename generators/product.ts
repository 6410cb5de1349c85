/** Products a client might send: with options and modifiers inline, reused, or both, and with variants for them. */

import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import { freeTextModifier, swatchModifier, swatchOption, textModifier, textOption } from './customization.ts';
import { readable } from './faker.ts';
import { plainVariants, type VariantSetOptions, variantSet } from './variant-set.ts';

type NewProduct = Schemas['NewProduct'];
type OptionInput = Schemas['ProductOptionInput'];
type ModifierInput = Schemas['ProductModifierInput'];
type Customization = Schemas['Customization'];
type NewCustomization = Schemas['NewCustomization'];

/** Most options and modifiers of a product (PROD-OPTION-022, PROD-MODIFIER-010). */
export const OPTIONS_MAX = 6;
export const MODIFIERS_MAX = 10;

/** A number, or anything between two. */
type Count = number | { min: number; max: number };

export interface ProductOptions {
  /** Inline options; 0 to 6 in all. */
  options?: Count;
  /** Inline modifiers; 0 to 10 in all. */
  modifiers?: Count;
  /** Customizations that exist already: each becomes an option or modifier, in front of the inline ones. */
  reused?: readonly Customization[];
  variants?: VariantSetOptions;
}

const between = (count: Count) => (typeof count === 'number' ? fc.constant(count) : fc.integer(count));

/** Products of every shape that a target must accept. Names are readable, but not yet a run's own: see `withOwnNames`. */
export function product({
  options = { min: 0, max: OPTIONS_MAX },
  modifiers = { min: 0, max: MODIFIERS_MAX },
  reused = [],
  variants = {},
}: ProductOptions = {}): fc.Arbitrary<NewProduct> {
  const known = reused.filter(({ customizationType }) => customizationType === 'PRODUCT_OPTION');
  const others = reused.filter(({ customizationType }) => customizationType === 'MODIFIER');
  const list = <T extends { name?: string }>(count: Count, one: fc.Arbitrary<T>) =>
    between(count).chain(length => fc.array(one, { minLength: length, maxLength: length }).map(unlike));
  return fc
    .tuple(readable('customization', 80), list(options, inlineOption()), list(modifiers, inlineModifier()))
    .chain(([name, inline, made]) => {
      const connected = [...known.map(asOption), ...inline];
      const asked = [...others.map(asModifier), ...made];
      return variantSet(connected, variants).map(set => ({
        name,
        productType: 'PHYSICAL' as const,
        physicalProperties: {},
        ...(connected.length > 0 && { options: connected }),
        ...(asked.length > 0 && { modifiers: asked }),
        variantsInfo: { variants: set },
      }));
    });
}

/** A product with exactly these options and modifiers, and a plain variant for every combination. */
export function plainProduct(
  name: string,
  { options = [], modifiers = [] }: { options?: OptionInput[]; modifiers?: ModifierInput[] } = {},
): NewProduct {
  return {
    name,
    productType: 'PHYSICAL',
    physicalProperties: {},
    ...(options.length > 0 && { options }),
    ...(modifiers.length > 0 && { modifiers }),
    variantsInfo: { variants: plainVariants(options) },
  };
}

/** An inline option with 2–4 plain choices. */
export function inlineOption(): fc.Arbitrary<OptionInput> {
  return fc.oneof(inlineTextOption(), inlineSwatchOption());
}

/** An inline option with 2–4 plain text choices. */
export function inlineTextOption(): fc.Arbitrary<OptionInput> {
  return textOption().map(inlineOptionOf);
}

/** An inline option with 2–4 plain swatches. */
export function inlineSwatchOption(): fc.Arbitrary<OptionInput> {
  return swatchOption().map(inlineOptionOf);
}

/** An inline modifier of any kind, sometimes mandatory. */
export function inlineModifier(): fc.Arbitrary<ModifierInput> {
  const kinds: fc.Arbitrary<NewCustomization>[] = [freeTextModifier(), textModifier(), swatchModifier()];
  return fc.tuple(fc.oneof(...kinds), fc.boolean()).map(([made, mandatory]) => ({
    ...inlineModifierOf(made),
    mandatory,
  }));
}

/** A customization to create, in the words of a product: members have other names there. */
export function inlineOptionOf(sent: NewCustomization): OptionInput {
  const choices = 'choicesSettings' in sent ? sent.choicesSettings.choices : [];
  return {
    name: sent.name,
    optionRenderType: sent.customizationRenderType === 'SWATCH_CHOICES' ? 'SWATCH_CHOICES' : 'TEXT_CHOICES',
    choicesSettings: { choices: choices.map(inlineChoice) },
  };
}

/** The same of a modifier. */
export function inlineModifierOf(sent: NewCustomization): ModifierInput {
  const { name, customizationRenderType: modifierRenderType } = sent;
  if (sent.customizationRenderType === 'FREE_TEXT') {
    return { name, modifierRenderType, freeTextSettings: { ...sent.freeTextInput } };
  }
  const choices = sent.choicesSettings.choices.map(choice => ({
    ...inlineChoice(choice),
    ...(choice.defaultAddedPrice !== undefined && { addedPrice: choice.defaultAddedPrice }),
  }));
  return { name, modifierRenderType, choicesSettings: { choices } };
}

type SentChoice = Schemas['NewTextChoice'] | Schemas['NewSwatchChoice'];

function inlineChoice({ choiceType, name, ...rest }: SentChoice) {
  return { choiceType, name, ...('colorCode' in rest && { colorCode: rest.colorCode }) };
}

/** An existing customization as an option of a product, in the full form that every source accepts. */
export function asOption({ id, name, customizationRenderType, choicesSettings }: Customization): OptionInput {
  return {
    id,
    name,
    optionRenderType: customizationRenderType === 'SWATCH_CHOICES' ? 'SWATCH_CHOICES' : 'TEXT_CHOICES',
    choicesSettings: { choices: (choicesSettings?.choices ?? []).map(knownChoice) },
  };
}

/** The same of a modifier. */
export function asModifier({
  id,
  name,
  customizationRenderType: modifierRenderType,
  freeTextInput,
  choicesSettings,
}: Customization): ModifierInput {
  if (modifierRenderType !== 'FREE_TEXT') {
    return {
      id,
      name,
      modifierRenderType,
      choicesSettings: { choices: (choicesSettings?.choices ?? []).map(knownChoice) },
    };
  }
  const { minCharCount, maxCharCount, title } = freeTextInput ?? {};
  const counts = { minCharCount: minCharCount ?? 0, ...(maxCharCount != null && { maxCharCount }) };
  return { id, name, modifierRenderType, freeTextSettings: { ...counts, ...(title != null && { title }) } };
}

function knownChoice({ id, choiceType, name, colorCode }: Schemas['Choice']) {
  return {
    choiceId: id,
    choiceType: choiceType === 'ONE_COLOR' ? ('ONE_COLOR' as const) : ('CHOICE_TEXT' as const),
    name,
    ...(colorCode != null && colorCode !== '' && { colorCode }),
  };
}

/** Entries that share a name are numbered: within one product they would be one customization. */
function unlike<T extends { name?: string }>(entries: readonly T[]): T[] {
  return entries.map((entry, index) => ({ ...entry, name: `${entry.name?.slice(0, 46)} ${index + 1}` }));
}
