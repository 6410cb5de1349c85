/** What Create Customization must take: the legal values that stand closest to the limits, and keep them as sent. */
import { randomInt } from 'node:crypto';
import { type Check, type CheckContext, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { FREE_TEXT, type Kind, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';

type Given = CheckContext['given'];
type Row = [
  requirement: string,
  id: string,
  title: string,
  kind: Kind,
  /** The bodies to send; each must be accepted and kept as sent. */
  bodies: (base: NewCustomization, given: Given) => NewCustomization[],
  /** What shows that creating works at all, where the row is about the whole kind. */
  control?: Kind,
];

const withChoice =
  (...members: object[]) =>
  (base: NewCustomization, given: Given): NewCustomization[] =>
    members.map(member => {
      const copy = structuredClone(base) as { choicesSettings: { choices: object[] } };
      copy.choicesSettings.choices[0] = { ...copy.choicesSettings.choices[0], ...member };
      return given.named(copy as unknown as NewCustomization);
    });

const withFreeText =
  (...members: object[]) =>
  (base: NewCustomization, given: Given): NewCustomization[] =>
    members.map(member => {
      const { freeTextInput } = base as { freeTextInput?: object };
      return given.named({ ...base, freeTextInput: { ...freeTextInput, ...member } } as NewCustomization);
    });

/** One character cannot carry the run's tag; a rare one is nobody else's (a twin's fate is unstated, SIL-29). */
const rareCharacter = () => String.fromCodePoint(0x4e00 + randomInt(20_000));

const ROWS: Row[] = [
  [
    'CUST-CREATE-011',
    'name-1',
    'A name of 1 character is accepted',
    TEXT_OPTION,
    base => [{ ...base, name: rareCharacter() }],
  ],
  [
    'CUST-CREATE-012',
    'name-50',
    'A name of 50 characters is accepted and kept whole',
    TEXT_OPTION,
    (base, given) => [{ ...base, name: given.nameOfLength(50) }],
  ],
  [
    'CUST-CREATE-039',
    'choice-name-50',
    'A choice name of 50 characters is accepted',
    TEXT_OPTION,
    withChoice({ name: 'c'.repeat(50) }),
  ],
  [
    'CUST-CREATE-051',
    'color-rrggbb',
    'A colour #RRGGBB is accepted and stays that colour',
    SWATCH_OPTION,
    withChoice({ colorCode: '#1E90FF' }, { colorCode: '#00ff7f' }),
    TEXT_OPTION,
  ],
  [
    'CUST-CREATE-054',
    'price-0',
    'A choice price of 0 is accepted',
    TEXT_MODIFIER,
    withChoice({ defaultAddedPrice: '0' }),
  ],
  [
    'CUST-CREATE-055',
    'price-max',
    'A choice price of 999999999.99 is accepted',
    TEXT_MODIFIER,
    withChoice({ defaultAddedPrice: '999999999.99' }),
  ],
  [
    'CUST-CREATE-056',
    'price-3-decimals',
    'A choice price with 3 decimals is accepted',
    TEXT_MODIFIER,
    withChoice({ defaultAddedPrice: '1.125' }),
  ],
  [
    'CUST-CREATE-062',
    'price-kept',
    'A stored choice price is the number that was sent',
    TEXT_MODIFIER,
    withChoice({ defaultAddedPrice: '12.34' }, { defaultAddedPrice: '7' }, { defaultAddedPrice: '0.5' }),
  ],
  [
    'CUST-CREATE-067',
    'max-chars-500',
    'A maxCharCount of 500 is accepted',
    FREE_TEXT,
    withFreeText({ maxCharCount: 500 }),
  ],
  [
    'CUST-CREATE-071',
    'title-100',
    'A free-text title of 100 characters is accepted',
    FREE_TEXT,
    withFreeText({ title: 't'.repeat(100) }),
  ],
  [
    'CUST-CREATE-064',
    'choices-100',
    '100 choices in one call are accepted',
    TEXT_OPTION,
    (base, given) => [
      given.named({
        ...base,
        choicesSettings: {
          choices: Array.from({ length: 100 }, (_, i) => ({ choiceType: 'CHOICE_TEXT', name: `choice${i}` })),
        },
      } as NewCustomization),
    ],
  ],
  [
    'CUST-CREATE-081',
    'names-unicode',
    'Names beyond ASCII come back unchanged',
    TEXT_OPTION,
    (base, given) =>
      ['é-ñ-ü', '日本語', 'عربى', '👕🎨'].map(text => ({ ...base, name: `${given.word()}-${text}` })),
  ],
];

function limit([requirement, id, title, kind, bodies, control = kind]: Row): Check {
  return check({
    id: `customizations.create.accepts.${id}`,
    title,
    profile: 'core',
    points: { accepted: requirement, kept: requirement },
    async run({ api, given, judge, draw, settle, use }) {
      await use(control.control);
      for (const body of bodies(draw(kind.arbitrary()), given)) {
        const call = api.create(body);
        judge('accepted', await call, isAccepted);
        const { id } = await call.accepted();
        judge('kept', await settle.soon('get-after-create', () => api.get(id), shows(body)), shows(body));
      }
    },
  });
}

export const createLimits: Check[] = ROWS.map(limit);
