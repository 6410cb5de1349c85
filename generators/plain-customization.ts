/** Customizations said in a few words, so that a case made of them stays readable and shrinks to next to nothing. */
import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';

type NewCustomization = Schemas['NewCustomization'];
export type NewChoice = Schemas['NewTextChoice'] | Schemas['NewSwatchChoice'];

export const PLAIN_KINDS = [
  'text option',
  'swatch option',
  'text modifier',
  'swatch modifier',
  'free text modifier',
] as const;
export type PlainKind = (typeof PLAIN_KINDS)[number];

/** Any kind, or any that has choices. */
export function plainKind(options: { withChoices?: boolean } = {}): fc.Arbitrary<PlainKind> {
  return fc.constantFrom(
    ...PLAIN_KINDS.filter(kind => !options.withChoices || kind !== 'free text modifier'),
  );
}

/** A customization of that kind; choices of the names given, where it has choices. */
export function plainCustomization(
  kind: PlainKind,
  name: string,
  choiceNames: readonly string[] = ['first', 'second'],
): NewCustomization {
  if (kind === 'free text modifier') {
    const freeTextInput = { title: 'Engraving', minCharCount: 0, maxCharCount: 20 };
    return { name, customizationType: 'MODIFIER', customizationRenderType: 'FREE_TEXT', freeTextInput };
  }
  const customizationType = kind.endsWith('option') ? 'PRODUCT_OPTION' : 'MODIFIER';
  const choices = choiceNames.map((choice, place) => plainChoice(kind, choice, place));
  const customizationRenderType = kind.startsWith('swatch') ? 'SWATCH_CHOICES' : 'TEXT_CHOICES';
  return {
    name,
    customizationType,
    customizationRenderType,
    choicesSettings: { choices },
  } as NewCustomization;
}

/** The kind that a customization is of. */
export function plainKindOf({
  customizationType,
  customizationRenderType,
}: Pick<Schemas['Customization'], 'customizationType' | 'customizationRenderType'>): PlainKind {
  if (customizationRenderType === 'FREE_TEXT') return 'free text modifier';
  const look = customizationRenderType === 'SWATCH_CHOICES' ? 'swatch' : 'text';
  return `${look} ${customizationType === 'MODIFIER' ? 'modifier' : 'option'}`;
}

/** A choice that fits the kind. Places tell colours apart. */
export function plainChoice(kind: PlainKind, name: string, place: number): NewChoice {
  if (!kind.startsWith('swatch')) return { choiceType: 'CHOICE_TEXT', name };
  const colorCode = `#${(0x336699 + place).toString(16).toUpperCase()}`;
  return { choiceType: 'ONE_COLOR', name, colorCode };
}
