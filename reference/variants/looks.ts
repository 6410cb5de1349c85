/** How entities look where the documentation shows an example at most. */
import { type Change, rules } from '../change.ts';
import { customizationIds, strings, UNDASHED } from '../faults/spellings.ts';
import {
  answers,
  around,
  choices,
  choicesOf,
  entities,
  freeTexts,
  isGuid,
  type Json,
  object,
} from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const DATES = ['createdDate', 'updatedDate'];

const dates = (spell: (iso: string) => string): Change =>
  entities(customization => {
    for (const name of DATES) customization[name] = spell(String(customization[name]));
  });

/** Every price in an answer. */
const prices = (spell: (price: string) => string): Change =>
  entities(customization => {
    for (const holder of [object(customization.freeTextInput) ?? {}, ...choicesOf(customization)])
      if (typeof holder.defaultAddedPrice === 'string')
        holder.defaultAddedPrice = spell(holder.defaultAddedPrice);
  });

/** At least two decimals. */
function padded(price: string): string {
  const [whole, decimals = ''] = price.split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}

const trimmed = (price: string): string => (price.includes('.') ? price.replace(/\.?0+$/, '') : price);

const colours = (spell: (colour: string) => string): Change =>
  choices(choice => {
    if (typeof choice.colorCode === 'string') choice.colorCode = spell(choice.colorCode);
  });

const wholeSeconds = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);

/** Nothing of a fraction is kept, so what is shown is what is held (CUST-QUERY-FILTER-085). */
const seconds: readonly Change[] = [
  rules(sound => ({
    createdStamp: now => sound.createdStamp(wholeSeconds(now)),
    stamp: (previous, now, operation) => sound.stamp(previous, wholeSeconds(now), operation),
  })),
  dates(iso => iso.replace('.000Z', 'Z')),
];

const more = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(more);
  const members = object(value);
  if (!members) return value;
  const own = Object.entries(members).map(([name, member]) => [name, more(member)] as const);
  return { ...Object.fromEntries(own), xNewMember: { since: '2027', values: [1, null, true] } };
};

const capitals = around(next => call => {
  const inward = (text: string) => (isGuid(text) ? text.toLowerCase() : text);
  const { customizationId, body } = call;
  const reply = next({
    ...call,
    customizationId: customizationId && inward(customizationId),
    body: strings(body, inward),
  });
  return { ...reply, body: strings(reply.body, text => (isGuid(text) ? text.toUpperCase() : text)) };
});

const withoutKey = (holder: Json | undefined): void => {
  if (holder) delete holder.key;
};

const KEY_ROWS = [
  'CUST-MODEL-015',
  'CUST-MODEL-016',
  'CUST-MODEL-032',
  'CUST-MODEL-033',
  'CUST-QUERY-FIELDS-015',
];

const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const lookVariants: Variant[] = [
  variant(
    'more-members',
    'more members',
    ['CUST-MODEL-051', 'SIL-20'],
    'Every object of an answer has a member that no document names.',
    around(next => call => {
      const reply = next(call);
      return { ...reply, body: more(reply.body) };
    }),
  ),
  variant(
    'nulls-for-absent',
    'absent members',
    ['SIL-32'],
    'Nullable members without a value are null.',
    entities(customization => {
      customization.assignedProductsCount ??= null;
      for (const holder of [object(customization.freeTextInput) ?? {}, ...choicesOf(customization)])
        holder.defaultAddedPrice ??= null;
    }),
  ),
  variant(
    'empty-values-for-absent',
    'absent members',
    ['CUST-MODEL-035'],
    'Choices without primaries or colour have an empty list and an empty string.',
    choices(choice => {
      choice.primaryChoiceIds ??= [];
      choice.colorCode ??= '';
    }),
  ),
  variant(
    'zero-counts-absent',
    'zeros',
    ['CUST-MODEL-045'],
    'Character counts of 0 are left out.',
    freeTexts(settings => {
      if (settings.minCharCount === 0) delete settings.minCharCount;
      if (settings.maxCharCount === 0) delete settings.maxCharCount;
    }),
    { warns: ['CUST-MODEL-045'] },
  ),
  variant(
    'dates-in-seconds',
    'dates',
    ['CUST-MODEL-009'],
    'Dates have a resolution of one second and no fraction.',
    seconds,
  ),
  variant(
    'dates-in-microseconds',
    'dates',
    ['CUST-MODEL-009'],
    'Dates have six decimals.',
    dates(iso => iso.replace('Z', '000Z')),
  ),
  variant(
    'dates-with-offset',
    'dates',
    ['CUST-MODEL-011'],
    'Dates end in +00:00.',
    dates(iso => iso.replace('Z', '+00:00')),
    { warns: ['CUST-MODEL-011'] },
  ),
  variant(
    'dates-in-other-zone',
    'dates',
    ['CUST-MODEL-011'],
    'Dates are told in the time of Kolkata.',
    dates(iso => {
      const there = new Date(Date.parse(iso) + 330 * 60_000).toISOString();
      return there.replace('Z', '+05:30');
    }),
    { warns: ['CUST-MODEL-011'] },
  ),
  variant(
    'colours-in-capitals',
    'colours',
    ['SIL-31', 'CUST-CREATE-053'],
    'Colours are answered in capitals.',
    colours(text => text.toUpperCase()),
  ),
  variant(
    'colours-in-small-letters',
    'colours',
    ['SIL-31', 'CUST-CREATE-053'],
    'Colours are answered in small letters.',
    colours(text => text.toLowerCase()),
  ),
  variant('prices-padded', 'prices', ['SIL-32'], 'Prices have at least two decimals.', prices(padded)),
  variant('prices-trimmed', 'prices', ['SIL-32'], 'Prices end in no zeros.', prices(trimmed)),
  variant(
    'keys-absent',
    'keys',
    ['SIL-28'],
    'Nothing has a key.',
    entities(customization => {
      for (const holder of [customization, object(customization.freeTextInput), ...choicesOf(customization)])
        withoutKey(holder);
    }),
    { warns: KEY_ROWS },
  ),
  variant(
    'keys-in-small-letters',
    'keys',
    ['SIL-28'],
    'Keys are in small letters.',
    rules(sound => ({
      keyOf: (name, taken) => sound.keyOf(name.toLowerCase(), taken),
      choiceKeyOf: (name, taken) => sound.choiceKeyOf(name.toLowerCase(), taken),
    })),
    { warns: ['CUST-MODEL-016', 'CUST-MODEL-033'] },
  ),
  variant(
    'sort-order-shown',
    'sortOrder',
    ['SIL-20', 'CUST-MODEL-051'],
    'Choice settings show a sort strategy.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings) settings.sortOrder ??= 'DEFAULT';
    }),
  ),
  variant(
    'counts-on-choices',
    'per-choice counts',
    ['CUST-MODEL-051'],
    'Every choice shows how many products use it.',
    choices(choice => {
      choice.assignedProductsCount = 0;
    }),
  ),
  variant(
    'choices-by-name',
    'order of choices',
    ['CUST-CREATE-030'],
    'Choices are answered by name.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings)
        settings.choices = choicesOf(customization).toSorted((a, b) => plain(String(a.name), String(b.name)));
    }),
    { warns: ['CUST-CREATE-030'] },
  ),
  variant('ids-in-capitals', 'id spelling', ['SIL-25'], 'Ids are GUIDs in capitals.', capitals),
  variant(
    'ids-without-dashes',
    'id spelling',
    ['SIL-25'],
    'Ids of customizations are no GUIDs.',
    customizationIds(UNDASHED),
    { warns: ['CUST-MODEL-002'] },
  ),
  variant(
    'images-dropped',
    'images',
    ['SIL-01'],
    'Images are taken and never shown.',
    choices(choice => {
      delete choice.displayImage;
    }),
  ),
  variant(
    'count-of-extras',
    'count answer',
    ['CUST-MODEL-051'],
    'Count says more than the count.',
    answers('countCustomizations', body => {
      body.total = body.count;
      body.exact = true;
    }),
  ),
];
