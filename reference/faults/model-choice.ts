/** Defects in how choices look. */
import { type Fault, fault } from './fault.ts';
import { choices, type Json } from './tools.ts';

const IMAGE = { id: 'abc.png', url: 'https://static.example/abc.png', height: 10, width: 10 };

const dropChoiceField = (field: string) =>
  choices(choice => {
    delete choice[field];
  });

const setPrice = (holder: Json, price: unknown) => {
  if (holder.defaultAddedPrice !== undefined) holder.defaultAddedPrice = price;
};

const ofRenderType = (renderType: string, edit: (choice: Json, index: number) => void) =>
  choices((choice, index, _all, owner) => {
    if (owner.customizationRenderType === renderType) edit(choice, index);
  });

const choiceFaults: Fault[] = [
  fault(
    'model-choice-id-is-index',
    'CUST-MODEL-025',
    'Choice ids are positions.',
    choices((choice, index) => {
      choice.id = `${index}`;
    }),
  ),
  fault(
    'model-choice-id-missing',
    ['CUST-MODEL-025', 'CUST-CREATE-029'],
    'Choices have no id.',
    dropChoiceField('id'),
  ),
  fault(
    'model-choice-ids-equal',
    'CUST-MODEL-026',
    'All choices of a customization show the id of the first.',
    choices((choice, _index, all) => {
      choice.id = all[0]?.id;
    }),
  ),
  fault(
    'model-choice-type-missing',
    'CUST-MODEL-027',
    'Choices have no type.',
    dropChoiceField('choiceType'),
  ),
  fault(
    'model-choice-type-lower-case',
    'CUST-MODEL-027',
    'Choice types are written in lower case.',
    choices(choice => {
      choice.choiceType = String(choice.choiceType).toLowerCase();
    }),
  ),
  fault(
    'model-text-choice-shown-as-colour',
    'CUST-MODEL-028',
    'The first choice of a text list says it is a colour.',
    ofRenderType('TEXT_CHOICES', (choice, index) => {
      if (index === 0) choice.choiceType = 'ONE_COLOR';
    }),
  ),
  fault(
    'model-swatch-shown-as-text',
    'CUST-MODEL-029',
    'The first swatch says it is a text choice.',
    ofRenderType('SWATCH_CHOICES', (choice, index) => {
      if (index === 0) choice.choiceType = 'CHOICE_TEXT';
    }),
  ),
  fault('model-choice-name-missing', 'CUST-MODEL-030', 'Choices have no name.', dropChoiceField('name')),
  fault(
    'model-choice-names-repeat',
    'CUST-MODEL-031',
    'The last choice shows the name of the first.',
    choices((choice, index, all) => {
      if (index === all.length - 1) choice.name = all[0]?.name;
    }),
  ),
  fault('model-choice-key-missing', 'CUST-MODEL-032', 'Choices have no key.', dropChoiceField('key')),
  fault(
    'model-choice-key-is-random',
    'CUST-MODEL-033',
    'The key of a choice has nothing to do with its name.',
    choices(choice => {
      choice.key = `k-${String(choice.id).slice(0, 8)}`;
    }),
  ),
  fault('model-colour-missing', 'CUST-MODEL-034', 'Swatches have no colour.', dropChoiceField('colorCode')),
  fault(
    'model-colour-as-rgb',
    'CUST-MODEL-034',
    'Colours come in rgb() notation.',
    choices(choice => {
      if (choice.choiceType === 'ONE_COLOR') choice.colorCode = 'rgb(1, 2, 3)';
    }),
  ),
  fault(
    'model-text-choice-with-colour',
    'CUST-MODEL-035',
    'Text choices carry a colour.',
    ofRenderType('TEXT_CHOICES', choice => {
      choice.colorCode = '#000000';
    }),
  ),
  fault(
    'model-choice-price-number',
    'CUST-MODEL-036',
    'Prices of choices are JSON numbers.',
    choices(choice => setPrice(choice, Number(choice.defaultAddedPrice))),
  ),
  fault(
    'model-choice-price-four-decimals',
    'CUST-MODEL-036',
    'Prices of choices come with 4 decimals.',
    choices(choice => setPrice(choice, Number(choice.defaultAddedPrice).toFixed(4))),
  ),
];

const linkFaults: Fault[] = [
  fault(
    'model-image-unasked',
    ['CUST-MODEL-037', 'CUST-QUERY-FIELDS-005'],
    'Swatches show an image without being asked.',
    ofRenderType('SWATCH_CHOICES', choice => {
      choice.displayImage = { ...IMAGE };
    }),
  ),
  fault(
    'model-image-on-text-choice',
    ['CUST-MODEL-038', 'CUST-MODEL-037', 'CUST-QUERY-FIELDS-005'],
    'Text choices show an image.',
    ofRenderType('TEXT_CHOICES', choice => {
      choice.displayImage = { ...IMAGE };
    }),
  ),
  fault(
    'model-image-is-a-string',
    ['CUST-MODEL-039', 'CUST-MODEL-037'],
    'Images come as the SDK writes them, as one string.',
    ofRenderType('SWATCH_CHOICES', choice => {
      choice.displayImage = 'wix:image://v1/abc.png/abc.png#originWidth=10&originHeight=10';
    }),
  ),
  fault(
    'model-primary-ids-too-many',
    'CUST-MODEL-040',
    'The second choice shows the first as its primary five times.',
    choices((choice, index, all) => {
      if (index === 1) choice.primaryChoiceIds = Array(5).fill(all[0]?.id);
    }),
  ),
  fault(
    'model-primary-ids-joined',
    'CUST-MODEL-040',
    'Primary choice ids come as one string.',
    choices((choice, index, all) => {
      if (index === 1) choice.primaryChoiceIds = String(all[0]?.id);
    }),
  ),
  fault(
    'model-primary-linked-itself',
    'CUST-MODEL-041',
    'The first two choices show each other as their primary.',
    choices((choice, index, all) => {
      const other = all[1 - index];
      if (index < 2 && other) choice.primaryChoiceIds = [other.id];
    }),
  ),
  fault(
    'model-primary-id-of-nobody',
    'CUST-MODEL-042',
    'The second choice shows the id of its customization as its primary.',
    choices((choice, index, _all, owner) => {
      if (index === 1) choice.primaryChoiceIds = [owner.id];
    }),
  ),
];

export const modelChoiceFaults: Fault[] = [...choiceFaults, ...linkFaults];
