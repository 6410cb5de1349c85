/** The limits of Create hold for added choices too, on both sides. */
import { deliberately } from '../../engine/change.ts';
import type { Check, PointSpec } from '../../engine/check.ts';
import { applicationErrorOf, hasStatus, isRefusedWith } from '../../engine/matchers/answers.ts';
import { showsAsSent } from '../../engine/matchers/choices.ts';
import type { NewChoice } from '../../specs/openapi.types.ts';
import { ADD, checkOf, givenChoices, newChoice, newChoices } from './choice-operations.ts';
import { accepted, judgeUnchanged, type Mistake, passOverAccepted, refusals } from './choice-refusals.ts';
import { type Kind, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';

const LIMITS = 'CUST-CHOICES-ADD-029';

const accepts = checkOf(ADD, {
  id: 'accepts.limits',
  title: 'A name of 50 characters, prices of 0, 999999999.99 and 3 decimals, and a colour #RRGGBB are taken',
  points: { kept: LIMITS },
  async run(context) {
    const { api, judge, settle } = context;
    const rows: [Kind, NewChoice[]][] = [
      [
        TEXT_MODIFIER,
        [
          newChoice(TEXT_MODIFIER, { name: 'c'.repeat(50) }),
          ...['0', '999999999.99', '1.125'].map((defaultAddedPrice, i) =>
            newChoice(TEXT_MODIFIER, { defaultAddedPrice }, i + 1),
          ),
        ],
      ],
      [SWATCH_OPTION, [newChoice(SWATCH_OPTION, { colorCode: '#1E90FF' })]],
    ];
    for (const [kind, choices] of rows) {
      const before = await givenChoices(context, kind, 2);
      const kept = showsAsSent(choices);
      judge('kept', await api.addChoices(before.id, { choices }), kept);
      judge('kept', await settle.soon('get-after-add-choices', () => api.get(before.id), kept), kept);
    }
  },
});

const limit = (point: string, member: string, value: unknown, requirement: PointSpec = LIMITS): Mistake => ({
  point,
  requirement,
  path: `choices.0.${member}`,
  value: () => value,
});

const priced = {
  ...ADD,
  valid: (kind: Kind, _: unknown, turn: number) => ({
    choices: [newChoice(kind, { defaultAddedPrice: '1.25' }, turn)],
  }),
};

const texts = refusals(priced, {
  id: 'text-limits',
  title: 'Added names and prices beyond the limits of Create are refused',
  kind: TEXT_MODIFIER,
  unchanged: 'CUST-CHOICES-ADD-026',
  mistakes: [
    limit('name51', 'name', 'c'.repeat(51)),
    limit('nameEmpty', 'name', ''),
    // On Create this is a should: read from a code name only (CUST-CREATE-042).
    limit('nameBlank', 'name', '  ', { soft: LIMITS }),
    limit('price4Decimals', 'defaultAddedPrice', '1.2345'),
    limit('priceNegative', 'defaultAddedPrice', '-0.01'),
    limit('priceTooHigh', 'defaultAddedPrice', '1000000000'),
    limit('priceNoNumber', 'defaultAddedPrice', 'five'),
  ],
});

const colors = refusals(ADD, {
  id: 'color-limits',
  title: 'Added colours that are no hex colours are refused',
  kind: SWATCH_OPTION,
  unchanged: 'CUST-CHOICES-ADD-026',
  mistakes: [
    limit('noHex', 'colorCode', 'red'),
    limit('noHexDigits', 'colorCode', '#GGGGGG'),
    limit('tooShort', 'colorCode', '#F'),
    limit('tooLong', 'colorCode', `#${'F'.repeat(20)}`),
  ],
});

/** The cap is disputed up to 1000 in all; beyond, all sources agree (SIL-19). */
const cap = checkOf<string>(ADD, {
  id: 'refuses.beyond-the-cap',
  title: 'Choices that would make more than 1000 in all are refused',
  points: {
    refused: 'CUST-CHOICES-ADD-015',
    status: { soft: 'CUST-CHOICES-ADD-015' },
    quota: 'CUST-ERROR-019',
    unchanged: 'CUST-CHOICES-ADD-026',
  },
  async run(context) {
    const { api, judge } = context;
    const made = await givenChoices(context, TEXT_OPTION, 3);
    const current = await accepted(context, ADD, TEXT_OPTION, made);
    const choices = newChoices(TEXT_OPTION, 1000, 1);
    const answer = await api.addChoices(made.id, deliberately({ choices }, '1000 more where there are some'));
    judge('refused', answer, isRefusedWith('CHOICES_LIMIT_EXCEEDED'));
    if (applicationErrorOf(answer.body)?.code === 'CHOICES_LIMIT_EXCEEDED') {
      judge('status', answer, hasStatus(428));
      judge('quota', answer, hasStatus(428));
    } else
      for (const point of ['status', 'quota'] as const)
        judge.inapplicable(point, 'no quota code was offered');
    await judgeUnchanged(context, ADD, answer, current);
    passOverAccepted(judge, [answer]);
  },
});

export const addLimits: Check[] = [accepts, texts, colors, cap];
