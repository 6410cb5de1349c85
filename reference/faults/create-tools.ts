/** What the defects of Create share. */
import { choicesOf, inputs, type Json, object } from './tools.ts';

export const CREATE = 'createCustomization';

/** A faulty service guesses what is missing instead of asking for it. */
export const guessed = (edit: (customization: Json) => void) => inputs(CREATE, edit);

export const oneChoice = (renderType: unknown): Json =>
  renderType === 'SWATCH_CHOICES'
    ? { choiceType: 'ONE_COLOR', name: 'Default', colorCode: '#000000' }
    : { choiceType: 'CHOICE_TEXT', name: 'Default' };

export function guessRenderType(customization: Json): string {
  if (object(customization.freeTextInput)) return 'FREE_TEXT';
  return choicesOf(customization).some(choice => choice.colorCode) ? 'SWATCH_CHOICES' : 'TEXT_CHOICES';
}
