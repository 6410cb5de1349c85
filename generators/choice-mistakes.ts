/** Lists of choices to add or to set, each with one thing wrong, beside the customization they are for. */
import fc from 'fast-check';
import type { Schemas } from '../specs/contract.ts';
import { customization } from './customization.ts';
import { inMeasure } from './product-draft.ts';

type NewCustomization = Schemas['NewCustomization'];
type NewChoice = Schemas['NewChoice'];
type Body = { choices?: unknown[] };

/** A customization, and lists of choices for it that share no name with its own nor with each other. */
export interface ChoicesGround {
  customization: NewCustomization;
  /** The list that is accepted first. */
  control: NewChoice[];
  /** Another one that would be, were it not for the mistake. */
  valid: NewChoice[];
}

export interface ChoicesMistake {
  /** What is wrong, in words; the first choice is the one. */
  describe: string;
  /** Of customizations it can be made for; all unless said. */
  fits?: (customization: NewCustomization) => boolean;
  /** The request with that one thing wrong. */
  make(ground: ChoicesGround): Body;
}

const isText = ({ customizationRenderType: type }: NewCustomization): boolean => type === 'TEXT_CHOICES';
const isSwatch = ({ customizationRenderType: type }: NewCustomization): boolean => type === 'SWATCH_CHOICES';
/** Nobody says what a price does on an option (CUST-CREATE-063). */
const isModifier = ({ customizationType: type }: NewCustomization): boolean => type === 'MODIFIER';

/** The first choice has this member besides, or instead. */
const having =
  (member: string, value: unknown) =>
  ({ valid: [first, ...others] }: ChoicesGround): Body => ({
    choices: [{ ...first, [member]: value }, ...others],
  });

const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;

const price = (value: string, words: string): ChoicesMistake => ({
  describe: `the first price is ${words}`,
  fits: isModifier,
  make: having('defaultAddedPrice', value),
});

const colour = (value: string): ChoicesMistake => ({
  describe: `the first colour is ${JSON.stringify(value)}`,
  fits: isSwatch,
  make: having('colorCode', value),
});

/** Every mistake, by id. */
export const CHOICES_MISTAKES = {
  empty: { describe: 'the list is empty', make: () => ({ choices: [] }) },
  missing: { describe: 'there is no list', make: () => ({}) },
  misfit: {
    describe: 'the first choice is of the other type',
    make: ({ customization: made, valid: [first, ...others] }) => {
      const { name = '' } = first ?? {};
      const other = isText(made)
        ? { choiceType: 'ONE_COLOR', name, colorCode: '#CC0000' }
        : { choiceType: 'CHOICE_TEXT', name };
      return { choices: [other, ...others] };
    },
  },
  colourOfText: {
    describe: 'the first choice, a text, has a colour',
    fits: isText,
    make: having('colorCode', '#CC0000'),
  },
  present: {
    describe: 'the first choice has a name that is there already',
    make: ground => having('name', choicesOf(ground.customization)[0]?.name)(ground),
  },
  repeated: {
    describe: 'the first choice stands in the list twice',
    make: ({ valid: [first, ...others] }) => ({ choices: [first, ...others, first] }),
  },
  primaryUnknown: {
    describe: 'the first choice names a primary that there is not',
    make: having('primaryChoiceIds', [idOf(0)]),
  },
  nameEmpty: { describe: 'the first name is empty', make: having('name', '') },
  nameBlank: { describe: 'the first name is blank', make: having('name', '  ') },
  nameTooLong: { describe: 'the first name has 51 characters', make: having('name', 'n'.repeat(51)) },
  priceDecimals: price('1.2345', '1.2345'),
  priceNegative: price('-0.01', '-0.01'),
  priceTooHigh: price('1000000000', '1000000000'),
  priceNoNumber: price('five', '"five"'),
  colourInWords: colour('red'),
  colourNotHex: colour('#GGGGGG'),
  colourTooShort: colour('#F'),
  colourTooLong: colour(`#${'F'.repeat(20)}`),
} as const satisfies Record<string, ChoicesMistake>;

export type ChoicesMistakeId = keyof typeof CHOICES_MISTAKES;

/** Whether a mistake can be made for that customization. */
export function isPossible(id: ChoicesMistakeId, made: NewCustomization): boolean {
  const { fits = () => true }: ChoicesMistake = CHOICES_MISTAKES[id];
  return fits(made);
}

/** Fewest choices that make a customization and two lists. */
const LEAST = 3;

/** Text and swatch customizations with two lists of choices each. */
export function choicesGround(): fc.Arbitrary<ChoicesGround> {
  const kinds = (['TEXT_CHOICES', 'SWATCH_CHOICES'] as const).map(renderType =>
    customization({ renderType }),
  );
  return fc
    .oneof(...kinds)
    .map(inMeasure)
    .filter(made => choicesOf(made).length >= LEAST)
    .map(groundOf);
}

/** A third of the choices stays, and each list gets another: at least one each of three. */
export function groundOf(made: NewCustomization): ChoicesGround {
  const choices = choicesOf(made);
  const first = Math.ceil(choices.length / LEAST);
  const second = first + Math.floor((choices.length - first) / 2);
  const kept = { ...made, choicesSettings: { choices: choices.slice(0, first) } } as NewCustomization;
  return { customization: kept, control: choices.slice(first, second), valid: choices.slice(second) };
}

export function choicesOf(made: NewCustomization): NewChoice[] {
  return 'choicesSettings' in made ? made.choicesSettings.choices : [];
}
