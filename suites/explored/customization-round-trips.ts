/** Any valid customization is accepted, and comes back as sent wherever it can be read. */
import { type CheckContext, explored } from '../../engine/check.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { itemsIn, listsExactly } from '../../engine/matchers/pages.ts';
import { customization } from '../../generators/customization.ts';
import type { Customization, NewCustomization } from '../../specs/openapi.types.ts';
import { tellCustomization } from './telling.ts';

interface Trip {
  customization: NewCustomization;
}

const POINT_OF = { TEXT_CHOICES: 'text', SWATCH_CHOICES: 'swatch', FREE_TEXT: 'freeText' } as const;

/** Other notations of a colour may be refused (SIL-31): `CUST-CREATE-052` observes them. */
function inSixDigits(sent: NewCustomization): NewCustomization {
  if (sent.customizationRenderType !== 'SWATCH_CHOICES') return sent;
  const choices = sent.choicesSettings.choices.map(choice => ({
    ...choice,
    colorCode: `#${choice.colorCode.slice(1, 7).padEnd(6, '0')}`,
  }));
  return { ...sent, choicesSettings: { ...sent.choicesSettings, choices } };
}

const choices = [
  { choiceType: 'CHOICE_TEXT' as const, name: 'Small' },
  { choiceType: 'CHOICE_TEXT' as const, name: 'Large' },
];
const OPENINGS: NewCustomization[] = [
  {
    name: 'Size',
    customizationType: 'PRODUCT_OPTION',
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: { choices },
  },
  {
    name: 'Colour',
    customizationType: 'MODIFIER',
    customizationRenderType: 'SWATCH_CHOICES',
    choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#CC0000' }] },
  },
  {
    name: 'Engraving',
    customizationType: 'MODIFIER',
    customizationRenderType: 'FREE_TEXT',
    freeTextInput: { title: 'Your text', minCharCount: 0, maxCharCount: 20 },
  },
];

type Reading = Pick<CheckContext<'listed' | 'found'>, 'api' | 'judge' | 'settle'>;

/** Query finds it by its name, and shows it as Get does. */
async function readThroughQuery(
  { api, judge, settle }: Reading,
  made: Customization,
  sent: NewCustomization,
) {
  const read = () => api.query({ query: { filter: { name: { $eq: made.name } } } });
  const found = listsExactly([made]);
  const listed = all(found, answer => compare(sent, itemsIn(answer)[0]));
  const answer = await settle('query-after-create', read, listed);
  judge('found', answer, found);
  judge('listed', answer, listed);
}

export const customizationRoundTrips = explored({
  id: 'customizations.explored.round-trips',
  title: 'Any valid customization comes back as it was sent',
  profile: 'core',
  points: {
    text: 'CUST-CREATE-018',
    swatch: 'CUST-CREATE-019',
    freeText: 'CUST-CREATE-020',
    read: 'CUST-GET-002',
    listed: 'CUST-QUERY-FIELDS-016',
    found: 'CUST-QUERY-FILTER-018',
  },
  cases: {
    weight: 1.5,
    generated: customization().map((found): Trip => ({ customization: inSixDigits(found) })),
    openings: OPENINGS.map((opening): Trip => ({ customization: opening })),
    tell: ({ customization: sent }) => [
      `create ${tellCustomization(sent)}`,
      'get it, and query it by its name',
    ],
  },
  async run(context, { customization: tried }) {
    const { api, given, judge, settle } = context;
    const sent = { ...tried, name: given.nameWithTail(tried.name) };
    const call = api.create(sent);
    judge(POINT_OF[sent.customizationRenderType], await call, shows(sent));
    const made = await call.accepted();
    judge('read', await settle.soon('get-after-create', () => api.get(made.id), shows(sent)), shows(sent));
    await readThroughQuery(context, made, sent);
  },
});
