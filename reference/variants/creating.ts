/** What Create takes where the sources are silent. */
import { charCountOrder, choiceNamesUnique, type Rule } from '../../specs/rules.ts';
import { type Change, rules } from '../change.ts';
import { newChoices, property } from '../faults/contracts.ts';
import { CREATE } from '../faults/create-tools.ts';
import { choicesOf, inputOf, inputs, type Json, object, refuses } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

/** The choices of a create request are changed before the model sees them. */
const newOnes = (edit: (choice: Json, owner: Json) => void): Change =>
  inputs(CREATE, customization => {
    for (const choice of choicesOf(customization)) edit(choice, customization);
  });

/** Create requests with a choice that fits are refused. */
const refusesChoice = (when: (choice: Json, owner: Json) => boolean): Change =>
  refuses(CREATE, (_call, body) => {
    const sent = inputOf(body);
    return choicesOf(sent).some(choice => when(choice, sent));
  });

const WRITES = [CREATE, 'updateCustomization'] as const;

const trim = (holder: Json): void => {
  if (typeof holder.name === 'string') holder.name = holder.name.trim() || holder.name;
};

/** Create has one more rule. */
const alsoRefusing = (rule: Rule): Change =>
  rules(sound => ({
    rules: operation => (operation === CREATE ? [...sound.rules(operation), rule] : sound.rules(operation)),
  }));

const namesInSmallLetters = (value: unknown): unknown => {
  const customization = object(value) ?? {};
  const choices = choicesOf(customization).map(choice => ({
    ...choice,
    ...(typeof choice.name === 'string' && { name: choice.name.toLowerCase() }),
  }));
  return { ...customization, choicesSettings: { choices } };
};

const namesDifferBeyondCase: Rule = {
  ...choiceNamesUnique,
  find: (value, held) => choiceNamesUnique.find(namesInSmallLetters(value), held),
};

const freeTextOptions: readonly Change[] = [
  {
    contract: [
      {
        at: '/components/schemas/NewFreeTextCustomization/properties/customizationType',
        to: { type: 'string', enum: ['PRODUCT_OPTION', 'MODIFIER'] },
      },
    ],
  },
  rules(sound => ({
    misfits: operation => sound.misfits(operation).filter(({ id }) => id !== 'free-text-on-modifier'),
  })),
];

const FITTING: Record<string, string> = { TEXT_CHOICES: 'CHOICE_TEXT', SWATCH_CHOICES: 'ONE_COLOR' };

const blanksTaken = rules(sound => ({
  rules: operation => sound.rules(operation).filter(({ id }) => id !== 'not-only-blanks'),
}));

export const creatingVariants: Variant[] = [
  variant(
    'names-trimmed',
    'blanks around names',
    ['SIL-30', 'CUST-CREATE-082'],
    'Names lose the blanks around them.',
    inputs(WRITES, customization => {
      trim(customization);
      choicesOf(customization).forEach(trim);
    }),
  ),
  variant(
    'min-above-max-refused',
    'character counts',
    ['SIL-33', 'CUST-CREATE-069'],
    'A least character count above the greatest is refused.',
    alsoRefusing(charCountOrder),
  ),
  variant(
    'negative-min-accepted',
    'negative character count',
    ['CUST-CREATE-070'],
    'A negative least character count is taken.',
    property('NewFreeTextSettings', 'minCharCount', { minimum: undefined }),
  ),
  variant(
    'free-text-options',
    'free text on options',
    ['SIL-24', 'CUST-CREATE-023'],
    'Options may be free text.',
    freeTextOptions,
  ),
  variant(
    'choice-type-from-render-type',
    'missing choiceType',
    ['CUST-CREATE-043'],
    'A choice without `choiceType` gets the one that fits.',
    newOnes((choice, owner) => {
      choice.choiceType ??= FITTING[String(owner.customizationRenderType)];
    }),
  ),
  variant(
    'colour-by-default',
    'missing colour',
    ['CUST-CREATE-047'],
    'A swatch without a colour is white.',
    newOnes(choice => {
      if (choice.choiceType === 'ONE_COLOR') choice.colorCode ??= '#FFFFFF';
    }),
  ),
  variant(
    'colour-of-text-dropped',
    'colour on text',
    ['CUST-CREATE-048'],
    'The colour of a text choice is dropped.',
    newOnes(choice => {
      if (choice.choiceType === 'CHOICE_TEXT') delete choice.colorCode;
    }),
  ),
  variant(
    'long-hex-only',
    'other colour notations',
    ['SIL-31', 'CUST-CREATE-052'],
    'Only six hexadecimal digits are a colour.',
    property('NewSwatchChoice', 'colorCode', { pattern: '^#[0-9a-fA-F]{6}$' }),
  ),
  variant(
    'prices-as-numbers',
    'price as number',
    ['CUST-CREATE-061'],
    'A price may be a JSON number.',
    newOnes(choice => {
      if (typeof choice.defaultAddedPrice === 'number')
        choice.defaultAddedPrice = String(choice.defaultAddedPrice);
    }),
  ),
  variant(
    'option-prices-dropped',
    'prices on options',
    ['CUST-CREATE-063'],
    'Choices of options lose their price.',
    newOnes((choice, owner) => {
      if (owner.customizationType === 'PRODUCT_OPTION') delete choice.defaultAddedPrice;
    }),
  ),
  variant(
    'option-prices-refused',
    'prices on options',
    ['CUST-CREATE-063'],
    'A price on a choice of an option is refused.',
    refusesChoice(
      (choice, owner) =>
        owner.customizationType === 'PRODUCT_OPTION' && choice.defaultAddedPrice !== undefined,
    ),
  ),
  variant(
    'choice-names-ignore-case',
    'choice names by case',
    ['SIL-30', 'CUST-CREATE-038'],
    'Choice names that differ in letter case only are the same.',
    alsoRefusing(namesDifferBeyondCase),
  ),
  variant(
    'choices-up-to-100',
    'many choices',
    ['SIL-19', 'CUST-CREATE-065'],
    'A customization has 100 choices at most.',
    newChoices({ maxItems: 100 }),
  ),
  variant(
    'unknown-members-refused',
    'unknown members',
    ['SIL-45', 'CUST-CREATE-087'],
    'Members that no document names are refused; a revision sent to Create is ignored (CUST-CREATE-031).',
    rules(sound => ({
      tolerates: (violation, operation) =>
        violation.path.endsWith('.revision') && sound.tolerates(violation, operation),
    })),
  ),
  variant(
    'sent-choice-ids-replaced',
    'choice ids',
    ['SIL-35', 'CUST-CREATE-035'],
    'Ids on all new choices are replaced.',
    inputs(CREATE, customization => {
      const all = choicesOf(customization);
      if (all.every(({ id }) => id !== undefined)) for (const choice of all) delete choice.id;
    }),
  ),
  variant(
    'sent-id-refused',
    'sent id',
    ['SIL-35', 'CUST-CREATE-034'],
    'A customization sent with an id is refused.',
    refuses(CREATE, (_call, body) => inputOf(body).id !== undefined),
  ),
  variant(
    'numbers-as-names',
    'names of other types',
    ['CUST-CREATE-015'],
    'A number as a name is taken for its digits.',
    inputs(CREATE, customization => {
      if (typeof customization.name === 'number') customization.name = String(customization.name);
    }),
    { warns: ['CUST-CREATE-015'] },
  ),
  variant('blank-names', 'blank names', ['SIL-30'], 'Names may consist of blanks.', blanksTaken, {
    warns: ['CUST-CREATE-014', 'CUST-CREATE-042', 'CUST-CHOICES-ADD-029'],
  }),
  variant(
    'images-refused',
    'images',
    ['SIL-01'],
    'Images on choices are refused.',
    refusesChoice(choice => choice.displayImage !== undefined),
  ),
];
