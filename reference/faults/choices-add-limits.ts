/** Defects of Add Customization Choices at the limits that Create has too. */
import { ADD, sentChoices } from './choices-tools.ts';
import { type Fault, fault, rowsOf } from './fault.ts';
import { objects, refuses } from './tools.ts';

const row = rowsOf('CUST-CHOICES-ADD');

const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const isText = (value: unknown): value is string => typeof value === 'string';

type Guess = [
  id: string,
  describe: string,
  member: string,
  wrong: (value: unknown) => boolean,
  instead: string,
];

/** Values beyond the limits of Create are put right in silence instead of refused. */
const GUESSES: Guess[] = [
  [
    'name-51',
    'A name that is too long gives way to a shorter one.',
    'name',
    value => isText(value) && value.length > 50,
    'Shortened',
  ],
  ['empty-name', 'An empty name gives way to a made-up one.', 'name', value => value === '', 'Untitled'],
  [
    'blank-name',
    'A name of blanks gives way to a made-up one.',
    'name',
    value => isText(value) && /^\s+$/.test(value),
    'Untitled',
  ],
  [
    'four-decimals',
    'A price with four decimals is rounded.',
    'defaultAddedPrice',
    value => isText(value) && /\.\d{4,}$/.test(value),
    '1.235',
  ],
  ['negative-price', 'A negative price becomes 0.', 'defaultAddedPrice', value => Number(value) < 0, '0'],
  [
    'high-price',
    'A price that is too high becomes the highest.',
    'defaultAddedPrice',
    value => Number(value) > 999999999.99,
    '999999999.99',
  ],
  [
    'price-no-number',
    'A price that is no number becomes 0.',
    'defaultAddedPrice',
    value => Number.isNaN(Number(value)),
    '0',
  ],
  [
    'odd-colour',
    'A colour that is none becomes black.',
    'colorCode',
    value => !HEX.test(String(value)),
    '#000000',
  ],
];

type Limit = [id: string, describe: string, member: string, refuses: (value: unknown) => boolean];

/** Values at the limits of Create are refused. */
const LIMITS: Limit[] = [
  ['name-50', 'A name of 50 characters is refused.', 'name', value => isText(value) && value.length === 50],
  ['price-0', 'A price of 0 is refused.', 'defaultAddedPrice', value => value === '0'],
  ['highest-price', 'The highest price is refused.', 'defaultAddedPrice', value => value === '999999999.99'],
  [
    'three-decimals',
    'A price with three decimals is refused.',
    'defaultAddedPrice',
    value => isText(value) && /\.\d{3}$/.test(value),
  ],
  ['six-digits', 'A colour with six digits is refused.', 'colorCode', value => value === '#1E90FF'],
];

export const choicesAddLimitFaults: Fault[] = [
  ...GUESSES.map(([id, describe, member, wrong, instead]) =>
    fault(
      `add-choices-guesses-${id}`,
      row(29),
      describe,
      sentChoices(ADD, choice => {
        if (choice[member] !== undefined && wrong(choice[member])) choice[member] = instead;
      }),
    ),
  ),
  ...LIMITS.map(([id, describe, member, fits]) =>
    fault(
      `add-choices-refuses-${id}`,
      row(29),
      describe,
      refuses(ADD, (_call, body) => objects(body.choices).some(choice => fits(choice[member]))),
    ),
  ),
];
