/** The rows of `create-refusals.ts`: what is wrong, with which kind, and which requirement says so. */
import { randomUUID } from 'node:crypto';
import { ABSENT } from '../../engine/change.ts';
import type { PointSpec } from '../../engine/check.ts';
import { FREE_TEXT, type Kind, SWATCH_MODIFIER, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';

export type Row = [
  point: PointSpec,
  id: string,
  title: string,
  kind: Kind,
  /** Pairs of path and value; each is sent alone. */
  changes: [path: string, value: unknown][],
  /** The typed code; compared only when the target offers one (SIL-43). */
  code?: string,
];

const name = 'customization.name';
const choices = 'customization.choicesSettings.choices';
const choiceName = `${choices}.0.name`;
const price = `${choices}.0.defaultAddedPrice`;
const title = 'customization.freeTextInput.title';
const freePrice = 'customization.freeTextInput.defaultAddedPrice';
const primary = `${choices}.0.primaryChoiceIds`;

const textChoice = (label: string) => ({ choiceType: 'CHOICE_TEXT', name: label });
const manyChoices = (n: number) => Array.from({ length: n }, (_, i) => textChoice(`choice${i}`));
const textChoices = { choices: [textChoice('Small'), textChoice('Large')] };
const freeText = { title: 'Your text', minCharCount: 0, maxCharCount: 20 };

const REQUIRED: Row[] = [
  ['CUST-CREATE-003', 'name-missing', 'A create without name is refused', TEXT_OPTION, [[name, ABSENT]]],
  [
    'CUST-CREATE-004',
    'type-missing',
    'A create without customizationType is refused',
    TEXT_OPTION,
    [['customization.customizationType', ABSENT]],
  ],
  [
    'CUST-CREATE-005',
    'render-type-missing',
    'A create without customizationRenderType is refused',
    TEXT_OPTION,
    [['customization.customizationRenderType', ABSENT]],
  ],
  [
    'CUST-CREATE-006',
    'settings-missing',
    'A create without choicesSettings and freeTextInput is refused',
    TEXT_OPTION,
    [['customization.choicesSettings', ABSENT]],
  ],
  [
    'CUST-CREATE-007',
    'choices-missing',
    'choicesSettings without choices is refused',
    TEXT_OPTION,
    [[choices, ABSENT]],
  ],
  ['CUST-CREATE-008', 'choices-empty', 'An empty list of choices is refused', TEXT_OPTION, [[choices, []]]],
  [
    'CUST-CREATE-009',
    'title-missing',
    'freeTextInput without title is refused',
    FREE_TEXT,
    [[title, ABSENT]],
  ],
];

const NAMES: Row[] = [
  ['CUST-CREATE-010', 'name-empty', 'An empty name is refused', TEXT_OPTION, [[name, '']]],
  ['CUST-CREATE-013', 'name-51', 'A name of 51 characters is refused', TEXT_OPTION, [[name, 'n'.repeat(51)]]],
  ['CUST-CREATE-014', 'name-blank', 'A name of blanks only is refused', TEXT_OPTION, [[name, '   ']]],
  [
    'CUST-CREATE-015',
    'name-not-a-string',
    'A name that is no string is refused',
    TEXT_OPTION,
    [
      [name, 7],
      [name, true],
      [name, ['x']],
      [name, { text: 'x' }],
    ],
  ],
  [
    'CUST-CREATE-040',
    'choice-name-51',
    'A choice name of 51 characters is refused',
    TEXT_OPTION,
    [[choiceName, 'c'.repeat(51)]],
  ],
  [
    'CUST-CREATE-041',
    'choice-name-empty',
    'An empty choice name is refused',
    TEXT_OPTION,
    [[choiceName, '']],
  ],
  [
    'CUST-CREATE-042',
    'choice-name-blank',
    'A choice name of blanks only is refused',
    TEXT_OPTION,
    [[choiceName, '  ']],
  ],
  [
    'CUST-CREATE-072',
    'title-101',
    'A free-text title of 101 characters is refused',
    FREE_TEXT,
    [[title, 't'.repeat(101)]],
  ],
  ['CUST-CREATE-073', 'title-empty', 'An empty free-text title is refused', FREE_TEXT, [[title, '']]],
];

const KINDS_MIXED: Row[] = [
  [
    'CUST-CREATE-016',
    'type-unknown',
    'An unknown customizationType is refused',
    TEXT_OPTION,
    [
      ['customization.customizationType', 'OPTION'],
      ['customization.customizationType', 'product_option'],
    ],
  ],
  [
    'CUST-CREATE-017',
    'render-type-unknown',
    'An unknown customizationRenderType is refused',
    TEXT_OPTION,
    [['customization.customizationRenderType', 'DROPDOWN']],
  ],
  [
    'CUST-CREATE-024',
    'free-text-with-choices',
    'FREE_TEXT with choicesSettings only is refused',
    FREE_TEXT,
    [
      [
        'customization',
        { customizationType: 'MODIFIER', customizationRenderType: 'FREE_TEXT', choicesSettings: textChoices },
      ],
    ],
  ],
  [
    'CUST-CREATE-025',
    'text-choices-with-free-text',
    'TEXT_CHOICES with freeTextInput only is refused',
    TEXT_MODIFIER,
    [
      [
        'customization',
        { customizationType: 'MODIFIER', customizationRenderType: 'TEXT_CHOICES', freeTextInput: freeText },
      ],
    ],
  ],
  [
    'CUST-CREATE-026',
    'swatch-choices-with-free-text',
    'SWATCH_CHOICES with freeTextInput only is refused',
    SWATCH_MODIFIER,
    [
      [
        'customization',
        { customizationType: 'MODIFIER', customizationRenderType: 'SWATCH_CHOICES', freeTextInput: freeText },
      ],
    ],
  ],
  [
    'CUST-CREATE-044',
    'choice-type-unknown',
    'An unknown choiceType is refused',
    TEXT_OPTION,
    [[`${choices}.0.choiceType`, 'TEXT']],
  ],
  [
    'CUST-CREATE-045',
    'color-in-text-choices',
    'A ONE_COLOR choice among TEXT_CHOICES is refused',
    TEXT_OPTION,
    [[`${choices}.0`, { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#FF0000' }]],
  ],
  [
    'CUST-CREATE-046',
    'text-in-swatch-choices',
    'A CHOICE_TEXT choice among SWATCH_CHOICES is refused',
    SWATCH_OPTION,
    [[`${choices}.0`, textChoice('Small')]],
  ],
  [
    'CUST-CREATE-049',
    'color-not-hex',
    'A colorCode that is no hex colour is refused',
    SWATCH_OPTION,
    [
      [`${choices}.0.colorCode`, 'red'],
      [`${choices}.0.colorCode`, '#GGGGGG'],
    ],
  ],
  [
    'CUST-CREATE-050',
    'color-length',
    'A colorCode under 3 or over 20 characters is refused',
    SWATCH_OPTION,
    [
      [`${choices}.0.colorCode`, '#F'],
      [`${choices}.0.colorCode`, `#${'F'.repeat(20)}`],
    ],
  ],
];

const PRICES: Row[] = [
  [
    'CUST-CREATE-057',
    'price-4-decimals',
    'A choice price with 4 decimals is refused',
    TEXT_MODIFIER,
    [[price, '1.2345']],
  ],
  [
    'CUST-CREATE-058',
    'price-negative',
    'A negative choice price is refused',
    TEXT_MODIFIER,
    [[price, '-0.01']],
  ],
  [
    'CUST-CREATE-059',
    'price-too-high',
    'A choice price above 999999999.99 is refused',
    TEXT_MODIFIER,
    [[price, '1000000000']],
  ],
  [
    'CUST-CREATE-060',
    'price-not-a-number',
    'A choice price that is no number is refused',
    TEXT_MODIFIER,
    [[price, 'five']],
  ],
  [
    'CUST-CREATE-074',
    'free-text-price',
    'A free-text price with 4 decimals, below 0 or above 999999999.99 is refused',
    FREE_TEXT,
    [
      [freePrice, '1.2345'],
      [freePrice, '-0.01'],
      [freePrice, '1000000000'],
    ],
  ],
  [
    'CUST-CREATE-068',
    'max-chars-501',
    'A maxCharCount of 501 is refused',
    FREE_TEXT,
    [['customization.freeTextInput.maxCharCount', 501]],
  ],
];

const CHOICES: Row[] = [
  [
    'CUST-CREATE-037',
    'choice-names-equal',
    'Two choices of one name are refused',
    TEXT_OPTION,
    [[choices, [textChoice('Small'), textChoice('Small')]]],
    'DUPLICATE_CHOICE_NAME',
  ],
  [
    'CUST-CREATE-036',
    'choice-ids-mixed',
    'Choices of which only some carry ids are refused',
    TEXT_OPTION,
    [[choices, [{ ...textChoice('Small'), id: randomUUID() }, textChoice('Large')]]],
    'MIXED_CHOICE_IDS_CONSISTENCY',
  ],
  [
    'CUST-CREATE-066',
    'choices-1001',
    '1001 choices are refused',
    TEXT_OPTION,
    [[choices, manyChoices(1001)]],
  ],
  [
    'CUST-CREATE-078',
    'primary-unknown',
    'A primaryChoiceIds entry that is no choice is refused',
    TEXT_OPTION,
    [[primary, [randomUUID()]]],
    'PRIMARY_CHOICE_NOT_FOUND',
  ],
  [
    'CUST-CREATE-079',
    'primary-5',
    'Five primaryChoiceIds on one choice are refused',
    TEXT_OPTION,
    [[primary, Array.from({ length: 5 }, () => randomUUID())]],
  ],
  [
    'CUST-CREATE-080',
    'primary-no-guid',
    'A primaryChoiceIds entry that is no GUID is refused',
    TEXT_OPTION,
    [[primary, ['not-a-guid']]],
  ],
];

export const ROWS: Row[] = [...REQUIRED, ...NAMES, ...KINDS_MIXED, ...PRICES, ...CHOICES];
