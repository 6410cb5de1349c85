/** Values that break one of the rules between fields, each beside a control that keeps them all. */

import fc from 'fast-check';
import { rules } from '../specs/rules.ts';
import { freeTextModifier, swatchOption, textOption } from './customization.ts';

/** A value that breaks a rule, next to the valid one it was made from. */
export interface RuleBroken {
  control: unknown;
  value: unknown;
  /** Id of the rule in `specs/rules.ts`. */
  rule: string;
  /** The offending places, relative to the customization. */
  paths: readonly string[];
  /** What is wrong, in words. */
  describe: string;
  /** The sources do not settle the rule: do not judge by it. */
  disputed: boolean;
  /** Other rules and the schema that the value cannot help breaking, by rule id. */
  alsoBreaks: readonly string[];
}

type Json = Record<string, unknown>;
type Choices = { choicesSettings: { choices: readonly Json[] } };
type Change = fc.Arbitrary<readonly [control: unknown, value: unknown]>;

const options = (): fc.Arbitrary<Choices> => fc.oneof<fc.Arbitrary<Choices>[]>(textOption(), swatchOption());

const pair =
  <T>(change: (control: T) => unknown) =>
  (control: T) =>
    [control, change(control)] as const;

/** Changes the choices of an option: `edit` gets each choice and its position. */
const withChoices = (edit: (choice: Json, index: number, all: readonly Json[]) => Json): Change =>
  options().map(
    pair(control => ({
      ...control,
      choicesSettings: { choices: control.choicesSettings.choices.map(edit) },
    })),
  );

/** Made-up choice ids, the same for the same position. */
const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;

const only =
  (at: number, change: (choice: Json, all: readonly Json[]) => Json) =>
  (choice: Json, index: number, all: readonly Json[]): Json =>
    index === at ? change(choice, all) : choice;

const blank = fc.constantFrom(' ', '   ', ' '.repeat(50));

const CHANGES: Readonly<Record<string, () => Change>> = {
  'not-only-blanks': () =>
    fc.oneof(
      fc.tuple(options(), blank).map(([control, name]) => [control, { ...control, name }] as const),
      withChoices(only(1, choice => ({ ...choice, name: ' ' }))),
      freeTextModifier().map(
        pair(control => ({ ...control, freeTextInput: { ...control.freeTextInput, title: '  ' } })),
      ),
    ),
  'choice-names-unique': () => withChoices(only(1, (choice, all) => ({ ...choice, name: all[0]?.name }))),
  'choice-ids-all-or-none': () => withChoices(only(0, choice => ({ id: idOf(0), ...choice }))),
  'choice-ids-not-sent': () => withChoices((choice, index) => ({ id: idOf(index), ...choice })),
  'primary-not-self': () =>
    withChoices((choice, index) => ({
      id: idOf(index),
      ...choice,
      ...(index === 0 ? { primaryChoiceIds: [idOf(0)] } : {}),
    })),
  'primary-known': () => withChoices(only(0, choice => ({ ...choice, primaryChoiceIds: [idOf(998)] }))),
  'primary-one-level': () =>
    // Two choices that name each other: the primary of each is linked itself.
    withChoices((choice, index) => ({
      id: idOf(index),
      ...choice,
      ...(index < 2 ? { primaryChoiceIds: [idOf(index === 0 ? 1 : 0)] } : {}),
    })),
  'choice-type-fits': () =>
    withChoices(
      only(0, ({ choiceType, colorCode: _, ...rest }) =>
        choiceType === 'ONE_COLOR'
          ? { ...rest, choiceType: 'CHOICE_TEXT' }
          : { ...rest, choiceType: 'ONE_COLOR', colorCode: '#336699' },
      ),
    ),
  'choice-value-fits': () =>
    withChoices(
      only(0, ({ colorCode, ...rest }) =>
        colorCode === undefined ? { ...rest, colorCode: '#336699' } : rest,
      ),
    ),
  'settings-fit-render-type': () =>
    fc.oneof(
      options().map(
        pair(({ choicesSettings: _, ...control }) => ({ ...control, freeTextInput: { title: 'Text' } })),
      ),
      options().map(pair(control => ({ ...control, freeTextInput: { title: 'Text' } }))),
      fc.tuple(freeTextModifier(), textOption()).map(([control, { choicesSettings }]) => {
        const { freeTextInput: _, ...rest } = control;
        return [control, { ...rest, choicesSettings }] as const;
      }),
    ),
  'free-text-on-modifier': () =>
    freeTextModifier().map(pair(control => ({ ...control, customizationType: 'PRODUCT_OPTION' }))),
  'char-count-order': () =>
    freeTextModifier().map(
      pair(control => ({
        ...control,
        freeTextInput: { ...control.freeTextInput, minCharCount: 11, maxCharCount: 10 },
      })),
    ),
};

/** Ids of the rules that {@link ruleBreaking} knows how to break. */
export const BREAKABLE_RULES: readonly string[] = Object.keys(CHANGES);

/**
 * Customizations that break one rule between fields.
 *
 * @param ruleId id of a rule in `specs/rules.ts`
 * @throws when the rule is unknown, or nothing here breaks it
 */
export function ruleBreaking(ruleId: string): fc.Arbitrary<RuleBroken> {
  const rule = rules.get(ruleId);
  const changes = CHANGES[ruleId];
  if (rule === undefined || changes === undefined) throw new Error(`no generator breaks a rule "${ruleId}"`);
  return changes().map(([control, value]) => {
    const paths = rule.find(value);
    const others = [...rules.values()].filter(other => other !== rule && other.violates(value));
    return {
      control,
      value,
      rule: ruleId,
      paths,
      describe: `${paths.join(', ')}: not so that ${rule.describe}`,
      disputed: rule.disputed === true,
      alsoBreaks: others.map(({ id }) => id),
    };
  });
}
