/** Any valid customization is accepted, and comes back as sent wherever it can be read. */
import fc from 'fast-check';
import { type CheckContext, explored } from '../../engine/check.ts';
import { holdsEntities, succeedsAll } from '../../engine/matchers/bulk.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { listsExactly, showsEach } from '../../engine/matchers/pages.ts';
import { customizationOf } from '../../engine/reading.ts';
import { customization } from '../../generators/customization.ts';
import type { Customization, NewCustomization } from '../../specs/openapi.types.ts';
import { tellCustomization } from './telling.ts';

interface Trip {
  customizations: NewCustomization[];
  /** In one call, where the target claims bulk. */
  inBulk: boolean;
}

const POINTS = {
  text: 'CUST-CREATE-018',
  swatch: 'CUST-CREATE-019',
  freeText: 'CUST-CREATE-020',
  inBulk: 'CUST-BULK-002',
  entities: 'CUST-BULK-011',
  read: 'CUST-GET-002',
  found: 'CUST-QUERY-FILTER-021',
  listed: 'CUST-QUERY-FIELDS-016',
} as const;
type Context = CheckContext<keyof typeof POINTS>;

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

/** Their ids. */
async function createEach({ api, judge }: Context, sent: readonly NewCustomization[]): Promise<string[]> {
  const ids: string[] = [];
  for (const one of sent) {
    const call = api.create(one);
    judge(POINT_OF[one.customizationRenderType], await call, shows(one));
    ids.push((await call.accepted()).id);
  }
  return ids;
}

async function createInBulk({ api, judge }: Context, sent: NewCustomization[]): Promise<string[]> {
  const call = api.bulkCreate({ customizations: sent, returnEntity: true });
  const answer = await call;
  judge('inBulk', answer, succeedsAll(sent.length));
  judge('entities', answer, holdsEntities(sent));
  const { items } = await call.accepted();
  return sent.map((_, place) => items.get(place)?.id ?? '');
}

/** Query finds them by their names, and shows each as Get does. */
async function readThroughQuery(
  { api, judge, settle }: Context,
  made: readonly Customization[],
  sent: readonly NewCustomization[],
): Promise<void> {
  const filter = { name: { $in: made.map(({ name }) => name) } };
  const found = listsExactly(made);
  const listed = all(
    found,
    showsEach(made, (_, place) => sent[place] ?? {}),
  );
  const answer = await settle('query-after-create', () => api.query({ query: { filter } }), listed);
  judge('found', answer, found);
  judge('listed', answer, listed);
}

const generated = fc
  .record({
    customizations: fc.array(customization(), { minLength: 1, maxLength: 3, size: 'max' }),
    inBulk: fc.boolean(),
  })
  .map(({ customizations, inBulk }): Trip => ({ customizations: customizations.map(inSixDigits), inBulk }));

export const customizationRoundTrips = explored({
  id: 'customizations.explored.round-trips',
  title: 'Any valid customization comes back as it was sent',
  profile: 'core',
  points: POINTS,
  cases: {
    weight: 2,
    generated,
    openings: [
      ...OPENINGS.map((opening): Trip => ({ customizations: [opening], inBulk: false })),
      { customizations: OPENINGS, inBulk: true },
    ],
    tell: ({ customizations, inBulk }) => [
      ...customizations.map(sent => `create ${tellCustomization(sent)}`),
      ...(inBulk ? ['  in one call'] : []),
      customizations.length === 1
        ? 'get it, and query it by its name'
        : 'get each, and query them by their names',
    ],
  },
  async run(context, { customizations, inBulk }) {
    const { api, claims, given, judge, settle } = context;
    const mayBulk = claims.includes('bulk');
    if (!mayBulk) {
      for (const point of ['inBulk', 'entities'] as const)
        judge.inapplicable(point, 'the target does not claim bulk');
    }
    const sent = customizations.map(one => ({ ...one, name: given.nameWithTail(one.name) }));
    const ids = await (inBulk && mayBulk ? createInBulk : createEach)(context, sent);
    const made: Customization[] = [];
    for (const [place, id] of ids.entries()) {
      const asSent = shows(sent[place] ?? {});
      const read = await settle.soon('get-after-create', () => api.get(id), asSent);
      judge('read', read, asSent);
      const shown = customizationOf(read);
      if (shown) made.push(shown);
    }
    await readThroughQuery(context, made, sent);
  },
});
