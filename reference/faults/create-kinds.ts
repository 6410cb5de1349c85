/** Defects of Create in what goes with what: types, settings and choices. */
import { CREATE, guessed, oneChoice } from './create-tools.ts';
import { type Fault, fault } from './fault.ts';
import { choicesOf, inputOf, type Json, refuses } from './tools.ts';

/** Settings of the wrong kind are replaced by made-up ones of the right kind. */
const misfit = (renderType: string, present: string) =>
  guessed(customization => {
    const other = present === 'freeTextInput' ? 'choicesSettings' : 'freeTextInput';
    if (customization.customizationRenderType !== renderType) return;
    if (!(present in customization) || other in customization) return;
    delete customization[present];
    customization.customizationType =
      renderType === 'FREE_TEXT' ? 'MODIFIER' : customization.customizationType;
    if (other === 'freeTextInput') customization.freeTextInput = { title: 'Text' };
    else customization.choicesSettings = { choices: [oneChoice(renderType)] };
  });

/** Choices are made to fit their list. */
const fitting = (when: (choice: Json, renderType: unknown) => boolean) =>
  guessed(customization => {
    const renderType = customization.customizationRenderType;
    for (const choice of choicesOf(customization).filter(item => when(item, renderType))) {
      const { choiceType, colorCode } = oneChoice(renderType);
      choice.choiceType = choiceType;
      if (colorCode) choice.colorCode = colorCode;
      else delete choice.colorCode;
    }
  });

const refusesInput = (when: (customization: Json) => boolean) =>
  refuses(CREATE, (_call, body) => when(inputOf(body)));

const isKind = (customization: Json, type: string, renderType: string): boolean =>
  customization.customizationType === type && customization.customizationRenderType === renderType;

export const createKindFaults: Fault[] = [
  fault(
    'create-refuses-text-option',
    'CUST-CREATE-018',
    'Options with text choices are refused.',
    refusesInput(sent => isKind(sent, 'PRODUCT_OPTION', 'TEXT_CHOICES')),
  ),
  fault(
    'create-refuses-swatch-option',
    'CUST-CREATE-019',
    'Options with swatches are refused.',
    refusesInput(sent => isKind(sent, 'PRODUCT_OPTION', 'SWATCH_CHOICES')),
  ),
  fault(
    'create-refuses-free-text',
    'CUST-CREATE-020',
    'Modifiers with free text are refused.',
    refusesInput(sent => isKind(sent, 'MODIFIER', 'FREE_TEXT')),
  ),
  fault(
    'create-refuses-text-modifier',
    'CUST-CREATE-021',
    'Modifiers with text choices are refused.',
    refusesInput(sent => isKind(sent, 'MODIFIER', 'TEXT_CHOICES')),
  ),
  fault(
    'create-refuses-swatch-modifier',
    'CUST-CREATE-022',
    'Modifiers with swatches are refused.',
    refusesInput(sent => isKind(sent, 'MODIFIER', 'SWATCH_CHOICES')),
  ),
  fault(
    'create-free-text-with-choices',
    'CUST-CREATE-024',
    'Free text with the settings of choices is accepted.',
    misfit('FREE_TEXT', 'choicesSettings'),
  ),
  fault(
    'create-text-choices-with-text',
    'CUST-CREATE-025',
    'Text choices with the settings of free text are accepted.',
    misfit('TEXT_CHOICES', 'freeTextInput'),
  ),
  fault(
    'create-swatches-with-text',
    'CUST-CREATE-026',
    'Swatches with the settings of free text are accepted.',
    misfit('SWATCH_CHOICES', 'freeTextInput'),
  ),
  fault(
    'create-unknown-choice-type',
    'CUST-CREATE-044',
    'A choice type outside the enum is taken as the one that fits.',
    fitting(unknownType),
  ),
  fault(
    'create-colour-among-texts',
    'CUST-CREATE-045',
    'A colour in a list of texts is stored as a text.',
    fitting((choice, renderType) => renderType === 'TEXT_CHOICES' && choice.choiceType === 'ONE_COLOR'),
  ),
  fault(
    'create-text-among-colours',
    'CUST-CREATE-046',
    'A text in a list of colours becomes black.',
    fitting((choice, renderType) => renderType === 'SWATCH_CHOICES' && choice.choiceType === 'CHOICE_TEXT'),
  ),
];

function unknownType(choice: Json): boolean {
  return typeof choice.choiceType === 'string' && !['CHOICE_TEXT', 'ONE_COLOR'].includes(choice.choiceType);
}
