/** What a product must show of the options and modifiers that were sent. */
import type { Answer, JsonObject } from '../../engine/answer.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { type Matcher, show } from '../../engine/matchers/matcher.ts';
import { modifiersOf, optionsOf, productThat } from '../../engine/matchers/products.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import type { ModifierInput, OptionInput } from '../products/connected.ts';

export type Connected = OptionInput | ModifierInput;

/** What is looked at of an option or modifier, as it was sent. */
export type Shown = (one: Connected) => object;

interface List {
  in: (product: object) => JsonObject[];
  all: readonly Connected[];
  wanted: readonly Connected[];
}

/** The options that pass, among all that were sent; nothing when none does. */
export function showsOptions(
  { options: all = [] }: NewProduct,
  passes: (one: Connected) => boolean,
  shown: Shown,
): Matcher<Answer> | undefined {
  return connected({ in: optionsOf, all, wanted: all.filter(passes) }, shown);
}

/** The same of modifiers. */
export function showsModifiers(
  { modifiers: all = [] }: Pick<NewProduct, 'modifiers'>,
  passes: (one: Connected) => boolean,
  shown: Shown,
): Matcher<Answer> | undefined {
  return connected({ in: modifiersOf, all, wanted: all.filter(passes) }, shown);
}

/** As many as were sent in all, and among them the wanted ones, known by id or else by name, each with an id. */
function connected({ in: list, all, wanted }: List, shown: Shown): Matcher<Answer> | undefined {
  if (wanted.length === 0) return undefined;
  return productThat(product => {
    const found = list(product);
    if (found.length !== all.length) {
      return { expected: `${all.length} of them, with ${show(wanted[0]?.name)}`, received: show(found) };
    }
    for (const one of wanted) {
      const same = found.find(({ id, name }) => (isInline(one) ? name === one.name : id === one.id));
      if (typeof same?.id !== 'string' || same.id === '') {
        return { expected: `${show(one.name)} with an id`, received: show(found) };
      }
      const finding = compare(shown(one), same, String(one.name));
      if (finding) return finding;
    }
    return undefined;
  });
}

export const isInline = ({ id }: Connected): boolean => id === undefined;
export const isReused = (one: Connected): boolean => !isInline(one);

/** Whether it is of that render type, and passes. */
export const ofType =
  (type: string, passes: (one: Connected) => boolean = isInline) =>
  (one: Connected): boolean =>
    passes(one) &&
    ('modifierRenderType' in one ? one.modifierRenderType : (one as OptionInput).optionRenderType) === type;

/** Its name, its render type, and the names and types of its choices, each with this member besides. */
export const identity =
  (member?: 'colorCode' | 'addedPrice' | 'choiceId'): Shown =>
  one => ({
    name: one.name,
    ...('optionRenderType' in one && { optionRenderType: one.optionRenderType }),
    ...('modifierRenderType' in one && { modifierRenderType: one.modifierRenderType }),
    ...(one.choicesSettings && {
      choicesSettings: { choices: one.choicesSettings.choices.map(choice => picked(choice, member)) },
    }),
  });

function picked(choice: object, member = ''): object {
  const { name, choiceType, [member]: value } = choice as JsonObject;
  return { name, choiceType, ...(value !== undefined && { [member]: value }) };
}

/** These members of its free-text settings. */
export const freeText =
  (...members: string[]): Shown =>
  one => {
    const settings = Object.entries('freeTextSettings' in one ? (one.freeTextSettings ?? {}) : {});
    return { freeTextSettings: Object.fromEntries(settings.filter(([name]) => members.includes(name))) };
  };

/** Whether customers must answer it; absent is no. */
export const isMandatory: Shown = one => ({ mandatory: 'mandatory' in one && one.mandatory === true });
