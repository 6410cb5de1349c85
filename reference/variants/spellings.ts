/** How dates, prices, colours and ids are spelled where no document fixes it. */
import { type Change, rules } from '../change.ts';
import { customizationIds, strings, UNDASHED } from '../faults/spellings.ts';
import { around, choices, choicesOf, entities, isGuid, object } from '../faults/tools.ts';
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

const capitals = around(next => call => {
  const inward = (text: string) => (isGuid(text) ? text.toLowerCase() : text);
  const { customizationId, productId, body } = call;
  const reply = next({
    ...call,
    customizationId: customizationId && inward(customizationId),
    productId: productId && inward(productId),
    body: strings(body, inward),
  });
  return { ...reply, body: strings(reply.body, text => (isGuid(text) ? text.toUpperCase() : text)) };
});

const UNDASHED_START = /^c[0-9a-f]*$/;

/** The beginning of an id without dashes, as a filter may hold it, with the dashes of the model. */
const dashed = (start: string): string =>
  start.slice(1).replace(/^(.{8})(.{1,4})(.{1,4})?(.{1,4})?(.+)?$/, (_all, ...parts: unknown[]) =>
    parts
      .slice(0, 5)
      .filter(part => typeof part === 'string' && part !== '')
      .join('-'),
  );

/** `$startsWith` on an id, wherever a filter has it. */
function withDashes(filter: unknown): unknown {
  if (Array.isArray(filter)) return filter.map(withDashes);
  const members = object(filter);
  if (!members) return filter;
  const own = Object.entries(members).map(([name, value]) => {
    const start = name === 'id' ? object(value)?.$startsWith : undefined;
    const inner = withDashes(value);
    return [
      name,
      typeof start === 'string' && UNDASHED_START.test(start)
        ? { ...object(inner), $startsWith: dashed(start) }
        : inner,
    ];
  });
  return Object.fromEntries(own);
}

const dashedStarts = around(next => call => next({ ...call, body: withDashes(call.body) }));

export const spellingVariants: Variant[] = [
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
  variant('ids-in-capitals', 'id spelling', ['SIL-25'], 'Ids are GUIDs in capitals.', capitals),
  variant(
    'ids-without-dashes',
    'id spelling',
    ['SIL-25'],
    'Ids of customizations are no GUIDs.',
    [dashedStarts, customizationIds(UNDASHED)],
    { warns: ['CUST-MODEL-002'] },
  ),
];
