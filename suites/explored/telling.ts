/** Cases in words. */
import type { NewCustomization } from '../../specs/openapi.types.ts';

/** A text as it reads in a sentence: in quotes, and cut when it is long. */
export function quoted(text: string): string {
  const shown = [...text].length > 60 ? `${[...text].slice(0, 60).join('')}…` : text;
  return `${JSON.stringify(shown)}${shown === text ? '' : ` (${text.length} characters)`}`;
}

/** What a customization is, in one breath. Its name begins with one of the run. */
export function tellCustomization(sent: NewCustomization): string {
  const { customizationType: type, customizationRenderType: renderType, name } = sent;
  const kind = `${type === 'MODIFIER' ? 'a modifier' : 'an option'} ${renderType} named …${quoted(name)}`;
  if (sent.customizationRenderType === 'FREE_TEXT') {
    const { title, minCharCount, maxCharCount } = sent.freeTextInput;
    return `${kind}, titled ${quoted(title)}, ${minCharCount ?? 'no least'} to ${maxCharCount ?? 'no most'} characters`;
  }
  const names = sent.choicesSettings.choices.map(choice => quoted(choice.name));
  const shown = names.length > 6 ? [...names.slice(0, 6), `… (${names.length} in all)`] : names;
  return `${kind}, with choices ${shown.join(', ')}`;
}
