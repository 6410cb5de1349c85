/**
 * The bodies of "About Product Options and Variants", as they stand but for the name: on a shared site it must say whose
 * it is. Members that have another name on the product (`optionRenderType`, `freeTextSettings`) go by the one they have
 * on the customization.
 */
import { type Check, check } from '../../engine/check.ts';
import { shows } from '../../engine/matchers/entities.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';

type Example = [requirement: string, id: string, title: string, body: object];

const EXAMPLES: Example[] = [
  [
    'CUST-CREATE-018',
    'size',
    'Size: Small, Medium, Large',
    {
      customizationType: 'PRODUCT_OPTION',
      customizationRenderType: 'TEXT_CHOICES',
      choicesSettings: {
        choices: [
          { choiceType: 'CHOICE_TEXT', name: 'Small' },
          { choiceType: 'CHOICE_TEXT', name: 'Medium' },
          { choiceType: 'CHOICE_TEXT', name: 'Large' },
        ],
      },
    },
  ],
  [
    'CUST-CREATE-019',
    'color',
    'Color: Red, Blue',
    {
      customizationType: 'PRODUCT_OPTION',
      customizationRenderType: 'SWATCH_CHOICES',
      choicesSettings: {
        choices: [
          { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#FF0000' },
          { choiceType: 'ONE_COLOR', name: 'Blue', colorCode: '#0000FF' },
        ],
      },
    },
  ],
  [
    'CUST-CREATE-020',
    'gift-message',
    'Gift message: free text without a minimum',
    {
      customizationType: 'MODIFIER',
      customizationRenderType: 'FREE_TEXT',
      freeTextInput: { minCharCount: 0, maxCharCount: 200, title: 'Enter your gift message' },
    },
  ],
];

function example([requirement, id, title, body]: Example): Check {
  return check({
    id: `customizations.create.example.${id}`,
    title: `The documentation's example is stored as sent: ${title}`,
    profile: 'core',
    points: { stored: requirement },
    async run({ api, given, judge, settle }) {
      const sent = { ...body, name: given.name(id) } as NewCustomization;
      const made = await api.create(sent).accepted();
      const read = () => api.get(made.id);
      judge('stored', await settle.soon('get-after-create', read, shows(sent)), shows(sent));
    },
  });
}

export const createExamples: Check[] = EXAMPLES.map(example);
