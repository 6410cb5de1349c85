/** What a condition says of an item: yes, no, or nothing where the documentation leaves it open. */
import type { JsonObject } from '../../../engine/answer.ts';
import { instant } from '../../../engine/matchers/entities.ts';
import type { FilterField } from '../../../generators/query.ts';
import { type Condition, isList, placeIn } from '../../../generators/query-questions.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import type { Population } from './population.ts';

/** `undefined`: nobody can tell. */
export type Opinion = boolean | undefined;

/** More places than any population has. */
const PLACES = 100;

/** Another one for each place, where there are enough. */
const NOBODYS: Record<FilterField, (place: number) => string> = {
  id: place => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
  name: place => `nobody-has-this-name-${place}`,
  createdDate: () => '2001-01-01T00:00:00.000Z',
  updatedDate: () => '2001-01-01T00:00:00.000Z',
  customizationType: () => 'MODIFIER',
  customizationRenderType: () => 'FREE_TEXT',
};

const isDate = (field: FilterField): boolean => field === 'createdDate' || field === 'updatedDate';

/** The values a condition names, each once. */
export function valuesOf(condition: Condition, { items }: Population): string[] {
  const { field, strange, of } = condition;
  const strangers = Array.from({ length: strange }, (_, i) => PLACES + i);
  const places = [...strangers, ...of.map(place => placeIn(condition, place, items.length))];
  return [...new Set(places.map(place => items[place]?.[field] ?? NOBODYS[field](place)))];
}

/** The condition as it is sent: `{ $in: […] }`. */
export function written(condition: Condition, population: Population): JsonObject {
  const { field, operator, cut } = condition;
  const values = valuesOf(condition, population);
  const [value = ''] = values;
  if (isList(operator)) return { [operator]: values };
  if (operator === '$exists') return { $exists: cut % 2 === 0 };
  if (operator !== '$startsWith') return { [operator]: value };
  // A prefix of nobody's name begins like those of the population as well: strangers stay out.
  const own = field === 'name' ? population.prefix : '';
  const rest = value.startsWith(own) ? value.slice(own.length) : value;
  // Cut between characters, never inside one.
  return { $startsWith: own + [...rest].slice(0, cut).join('') };
}

/** What it says of one item of the population. */
export function opinionOn(condition: Condition, population: Population, item: Customization): Opinion {
  const { field, operator } = condition;
  const operand = written(condition, population)[operator];
  const held = item[field];
  if (operator === '$exists') return operand === true;
  if (isList(operator)) return anyOf(valuesOf(condition, population).map(value => equal(field, held, value)));
  if (operator === '$startsWith') return begins(held, String(operand));
  if (operator === '$eq') return equal(field, held, String(operand));
  if (operator === '$ne') return not(equal(field, held, String(operand)));
  const order = compare(field, held, String(operand));
  return order === undefined ? undefined : lies(operator, order);
}

function lies(operator: string, order: number): boolean {
  if (order === 0) return operator === '$gte' || operator === '$lte';
  return order > 0 === operator.startsWith('$g');
}

/** As alike as any target may take them: without marks, and in the case that all cases come to. */
const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().toLowerCase();

/** Letter case in equality is open (SIL-13); dates are moments, and may differ by less than is compared here (SIL-14). */
function equal(field: FilterField, held: string, value: string): Opinion {
  if (held === value) return true;
  if (isDate(field)) return instant(held) === instant(value) ? undefined : false;
  return field === 'name' && folded(held) === folded(value) ? undefined : false;
}

/** Prefixes ignore letter case (CUST-QUERY-FILTER-056), beyond ASCII in ways nobody states. */
function begins(held: string, prefix: string): Opinion {
  if (held.startsWith(prefix)) return true;
  if (!folded(held).startsWith(folded(prefix))) return false;
  return isAscii(held + prefix) ? true : undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the range of ASCII
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Only letters of one case have a known order (SIL-14, CUST-QUERY-SORT-026). */
export function compare(field: FilterField, a: string, b: string): number | undefined {
  if (a === b) return 0;
  if (isDate(field)) return instant(a) - instant(b) || undefined;
  if (field !== 'name' || !/^[a-z]+ [a-z]+$/.test(`${a} ${b}`)) return undefined;
  return a < b ? -1 : 1;
}

export function not(opinion: Opinion): Opinion {
  return opinion === undefined ? undefined : !opinion;
}

export function allOf(opinions: readonly Opinion[]): Opinion {
  if (opinions.includes(false)) return false;
  return opinions.includes(undefined) ? undefined : true;
}

export function anyOf(opinions: readonly Opinion[]): Opinion {
  return not(allOf(opinions.map(not)));
}
