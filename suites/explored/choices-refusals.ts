/** Whatever is wrong with a list of choices, and in whatever customization, it is refused and changes nothing. */
import fc from 'fast-check';
import type { Call } from '../../engine/answer.ts';
import type { Api } from '../../engine/api.ts';
import { type Changed, deliberately } from '../../engine/change.ts';
import { type Check, explored, type PointSpec } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import { isStill } from '../../engine/matchers/entities.ts';
import { customizationOf } from '../../engine/reading.ts';
import { alsoShrinking } from '../../generators/also-shrinking.ts';
import {
  CHOICES_MISTAKES,
  type ChoicesGround,
  type ChoicesMistakeId,
  choicesGround,
  groundOf,
  isPossible,
} from '../../generators/choice-mistakes.ts';
import type { Customization, NewChoice, NewCustomization } from '../../specs/openapi.types.ts';
import { textOf } from './product-samples.ts';
import { quoted, tellCustomization } from './telling.ts';

interface Mistaken extends ChoicesGround {
  mistakes: ChoicesMistakeId[];
}

interface Body {
  choices: NewChoice[];
}

interface Operation {
  id: string;
  title: string;
  /** In words. */
  verb: string;
  /** The mistakes that a row settles, by what their points are called. */
  points: Partial<Record<ChoicesMistakeId, PointSpec>>;
  /** The row that says that nothing changes then. */
  unchanged: string;
  send(api: Api, id: string, body: Body | Changed<Body>): Call<Customization>;
}

/** The limits of Create. */
const LIMITS = 'CUST-CHOICES-ADD-029';

const ADD: Operation = {
  id: 'add-choices-refusals',
  title: 'Whatever is wrong with added choices, they are refused, and nothing is added',
  verb: 'add',
  points: {
    empty: 'CUST-CHOICES-ADD-007',
    missing: 'CUST-CHOICES-ADD-008',
    misfit: 'CUST-CHOICES-ADD-011',
    colourOfText: 'CUST-CHOICES-ADD-012',
    present: 'CUST-CHOICES-ADD-013',
    repeated: 'CUST-CHOICES-ADD-014',
    primaryUnknown: 'CUST-CHOICES-ADD-023',
    nameEmpty: LIMITS,
    // On Create this is a should: read from a code name only (CUST-CREATE-042).
    nameBlank: { soft: LIMITS },
    nameTooLong: LIMITS,
    priceDecimals: LIMITS,
    priceNegative: LIMITS,
    priceTooHigh: LIMITS,
    priceNoNumber: LIMITS,
    colourInWords: LIMITS,
    colourNotHex: LIMITS,
    colourTooShort: LIMITS,
    colourTooLong: LIMITS,
  },
  unchanged: 'CUST-CHOICES-ADD-026',
  send: (api, id, body) => api.addChoices(id, body),
};

const SET: Operation = {
  id: 'set-choices-refusals',
  title: 'Whatever is wrong with a new list of choices, it is refused, and the old one stays',
  verb: 'set',
  points: {
    empty: 'CUST-CHOICES-SET-007',
    misfit: 'CUST-CHOICES-SET-010',
    colourOfText: 'CUST-CHOICES-SET-011',
    repeated: 'CUST-CHOICES-SET-012',
  },
  unchanged: 'CUST-CHOICES-SET-016',
  send: (api, id, body) => api.setChoices(id, body),
};

const wrap = { ...textOf('Wrap', 'Paper', 'Box', 'Bag'), customizationType: 'MODIFIER' } as NewCustomization;
const colour: NewCustomization = {
  name: 'Colour',
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'SWATCH_CHOICES',
  choicesSettings: {
    choices: ['Red', 'Green', 'Blue'].map((name, i) => ({
      choiceType: 'ONE_COLOR',
      name,
      colorCode: `#0000${i}0`,
    })),
  },
};

/** So many of them in one case: the first that is not refused ends it. */
const TOGETHER = 9;

/** The mistakes of text choices, and those of swatches alone. */
function openingsOf({ points }: Operation): Mistaken[] {
  const all = Object.keys(points) as ChoicesMistakeId[];
  const ofTexts = all.filter(one => isPossible(one, wrap));
  const ofSwatches = all.filter(one => !isPossible(one, wrap) || one === 'misfit');
  return [
    { ...groundOf(wrap), mistakes: ofTexts.slice(0, TOGETHER) },
    { ...groundOf(wrap), mistakes: ofTexts.slice(TOGETHER) },
    { ...groundOf(colour), mistakes: ofSwatches },
  ].filter(({ mistakes }) => mistakes.length > 0);
}

function generatedOf({ points }: Operation): fc.Arbitrary<Mistaken> {
  const all = Object.keys(points) as ChoicesMistakeId[];
  return fc
    .record({ ground: choicesGround(), one: fc.constantFrom(...all) })
    .filter(({ ground, one }) => isPossible(one, ground.customization))
    .map(({ ground, one }) => ({ ...ground, mistakes: [one] }));
}

/** One mistake tells as much as many. */
const alone = ({ mistakes, ...rest }: Mistaken): Mistaken[] =>
  mistakes.length > 1 ? mistakes.map(one => ({ ...rest, mistakes: [one] })) : [];

const namesOf = (choices: readonly { name: string }[]): string =>
  choices.map(({ name }) => quoted(name)).join(', ');

function refusals(operation: Operation): Check {
  const { id, title, verb, points, unchanged, send } = operation;
  return explored<string, Mistaken>({
    id: `customizations.explored.${id}`,
    title,
    profile: 'choices',
    points: { ...points, unchanged },
    cases: {
      generated: alsoShrinking(generatedOf(operation), alone),
      openings: openingsOf(operation),
      tell: ({ customization, control, valid, mistakes }) => [
        `create ${tellCustomization(customization)}`,
        `${verb} ${namesOf(control)}`,
        ...mistakes.map(one => `${verb} ${namesOf(valid)}, but ${CHOICES_MISTAKES[one].describe}`),
      ],
    },
    async run({ api, given, judge, settle }, tried) {
      const { customization, control, mistakes } = tried;
      const name = given.nameWithTail(customization.name);
      const made = await given.customization({ ...customization, name });
      const answered = await send(api, made.id, { choices: control }).accepted();
      const get = () => api.get(made.id);
      const read = await settle.soon('get-after-control', get, isStill(answered));
      const still = isStill(customizationOf(read) ?? answered);
      let refused = 0;
      for (const one of mistakes) {
        const { make, describe } = CHOICES_MISTAKES[one];
        const answer = await send(api, made.id, deliberately(make(tried) as Body, describe));
        judge(one, answer, isRefused);
        refused += isRefused(answer) ? 0 : 1;
      }
      // What was taken has changed it.
      if (refused < mistakes.length) return;
      judge('unchanged', await settle.soon('get-after-refusal', get, still), still);
    },
  });
}

export const choicesRefusals: Check[] = [ADD, SET].map(refusals);
