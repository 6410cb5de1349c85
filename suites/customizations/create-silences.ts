/** Where the documentation of Create Customization is silent: what the target does is recorded, never judged. */

import { inWords } from '../../engine/answer.ts';
import { change, deliberately } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { choicesOf, customizationIn } from '../../engine/matchers/entities.ts';
import { show } from '../../engine/matchers/matcher.ts';
import { FREE_TEXT, type Kind, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';

type Row = [
  requirement: string,
  id: string,
  title: string,
  kind: Kind,
  path: string,
  value: unknown,
  /** What of the accepted customization is worth recording. */
  shown?: (customization: object) => unknown,
];

const choices = 'customization.choicesSettings.choices';
const textChoice = (name: string) => ({ choiceType: 'CHOICE_TEXT', name });
const firstChoice = (made: object) => choicesOf(made)[0];

const ROWS: Row[] = [
  [
    'CUST-CREATE-038',
    'choice-names-differ-in-case',
    'Choice names that differ in case only',
    TEXT_OPTION,
    choices,
    [textChoice('Small'), textChoice('SMALL')],
  ],
  [
    'CUST-CREATE-043',
    'choice-type-missing',
    'A choice without choiceType',
    TEXT_OPTION,
    choices,
    [{ name: 'Small' }, { name: 'Large' }],
    firstChoice,
  ],
  [
    'CUST-CREATE-047',
    'color-missing',
    'A ONE_COLOR choice without colorCode',
    SWATCH_OPTION,
    `${choices}.0`,
    { choiceType: 'ONE_COLOR', name: 'Colourless' },
    firstChoice,
  ],
  [
    'CUST-CREATE-048',
    'color-on-text',
    'A CHOICE_TEXT choice with colorCode',
    TEXT_OPTION,
    `${choices}.0.colorCode`,
    '#FF0000',
    firstChoice,
  ],
  [
    'CUST-CREATE-061',
    'price-as-number',
    'A price sent as a JSON number',
    TEXT_MODIFIER,
    `${choices}.0.defaultAddedPrice`,
    5.5,
    firstChoice,
  ],
  [
    'CUST-CREATE-063',
    'price-on-option',
    'A price on a choice of an option',
    TEXT_OPTION,
    `${choices}.0.defaultAddedPrice`,
    '5.5',
    firstChoice,
  ],
  [
    'CUST-CREATE-065',
    'choices-101',
    '101 choices in one call',
    TEXT_OPTION,
    choices,
    Array.from({ length: 101 }, (_, i) => textChoice(`choice${i}`)),
  ],
  [
    'CUST-CREATE-069',
    'min-above-max',
    'A minCharCount above maxCharCount',
    FREE_TEXT,
    'customization.freeTextInput',
    { title: 'Your text', minCharCount: 20, maxCharCount: 10 },
  ],
  [
    'CUST-CREATE-070',
    'min-negative',
    'A negative minCharCount',
    FREE_TEXT,
    'customization.freeTextInput.minCharCount',
    -1,
  ],
  [
    'CUST-CREATE-087',
    'unknown-member',
    'An unknown request member',
    TEXT_OPTION,
    'customization.shoeSize',
    43,
    made => ({ shoeSize: (made as { shoeSize?: unknown }).shoeSize ?? null }),
  ],
];

function silence([requirement, id, title, kind, path, value, shown]: Row): Check {
  return check({
    id: `customizations.create.observes.${id}`,
    title,
    profile: 'core',
    points: { observed: requirement },
    async run({ api, given, judge, draw, use }) {
      await use(kind.control);
      const body = { customization: given.named(draw(kind.arbitrary())) };
      const answer = await api.create(change(body, path, value));
      const made = customizationIn(answer);
      judge.observed(
        'observed',
        answer,
        inWords(answer) + (made && shown ? `, stored as ${show(shown(made))}` : ''),
      );
    },
  });
}

const freeTextOption = check({
  id: 'customizations.create.observes.free-text-option',
  title: 'An option with free text (SIL-24)',
  profile: 'core',
  points: { observed: 'CUST-CREATE-023' },
  async run({ api, given, judge, draw, use }) {
    await use(FREE_TEXT.control);
    const body = { customization: given.named(draw(FREE_TEXT.arbitrary())) };
    judge.observed(
      'observed',
      await api.create(change(body, 'customization.customizationType', 'PRODUCT_OPTION')),
    );
  },
});

const colors = check({
  id: 'customizations.create.observes.color-notations',
  title: 'Hex colours of 3, 4 and 8 digits, and the case colours come back in',
  profile: 'core',
  points: { notations: 'CUST-CREATE-052', letterCase: 'CUST-CREATE-053' },
  async run({ api, given, judge, draw, use }) {
    await use(SWATCH_OPTION.control);
    const seen: string[] = [];
    for (const color of ['#f0A', '#f0A8', '#ff00AA80']) {
      const body = { customization: given.named(draw(SWATCH_OPTION.arbitrary())) };
      const answer = await api.create(change(body, `${choices}.0.colorCode`, color));
      const stored = choicesOf(customizationIn(answer) ?? {})[0]?.colorCode;
      seen.push(`${color}: ${answer.status === 200 ? `stored as ${show(stored)}` : inWords(answer)}`);
      judge.observed('notations', answer, seen.join('; '));
    }
    const body = { customization: given.named(draw(SWATCH_OPTION.arbitrary())) };
    const mixed = await api.create(change(body, `${choices}.0.colorCode`, '#aBcDeF'));
    const stored = choicesOf(customizationIn(mixed) ?? {})[0]?.colorCode;
    judge.observed('letterCase', mixed, `#aBcDeF comes back as ${show(stored)}`);
  },
});

const names = check({
  id: 'customizations.create.observes.names',
  title: 'Blanks around names, and exact twins',
  profile: 'core',
  points: { blanks: 'CUST-CREATE-082', twins: 'CUST-CREATE-077' },
  async run({ api, given, judge, draw, use }) {
    await use(TEXT_OPTION.control);
    const body = { customization: { ...draw(TEXT_OPTION.arbitrary()), name: `${given.name()}  ` } };
    const blanks = await api.create(deliberately(body, 'the name ends with two blanks'));
    const kept = customizationIn(blanks)?.name === body.customization.name;
    const words = blanks.status === 200 ? `accepted, blanks ${kept ? 'kept' : 'cut'}` : inWords(blanks);
    judge.observed('blanks', blanks, words);
    const first = given.named(draw(TEXT_OPTION.arbitrary()));
    await api.create(first).accepted();
    const twin = deliberately(
      { customization: first },
      'name, type and render type of another customization',
    );
    judge.observed('twins', await api.create(twin));
  },
});

export const createSilences: Check[] = [...ROWS.map(silence), freeTextOption, colors, names];
