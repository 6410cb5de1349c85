/** Sequences about products in words. */
import type { ProductPlan, ProductSequence, ProductStep } from '../../../generators/product-steps.ts';
import { quoted } from '../telling.ts';

const nth = (place: number): string => `product ${place + 1} of those that are there`;
const customization = (place: number): string => `customization ${place + 1} of those that are there`;
const places = (of: readonly number[]): string => of.map(place => place + 1).join(', ');

const variants = ({ variants: of, all }: { variants: readonly number[]; all: boolean }): string =>
  `variants of the combinations ${places(of)}${all ? ', and all choices listed' : ''}`;

function plan({ tail, of, own, ...rest }: ProductPlan): string {
  const made = own.length > 0 ? `, and of its own: ${own.join(', ')}` : '';
  return `create a product named …${quoted(tail)} with customizations ${places(of)}${made}; ${variants(rest)}`;
}

const TELL: { [D in ProductStep['do']]: (step: Extract<ProductStep, { do: D }>) => string } = {
  create: plan,
  rename: ({ at, tail, stale }) =>
    `rename ${nth(at)} to …${quoted(tail)}${stale ? ', with a revision that is not current' : ''}`,
  vary: ({ at, dearer, ...rest }) =>
    `update ${nth(at)} to ${variants(rest)}; those it has ${dearer ? 'at other prices' : 'stay as they are'}`,
  'drop option': ({ at, of }) => `update ${nth(at)} to have all but option ${of + 1} of those it has`,
  'set modifiers': ({ at, of }) =>
    of.length === 0
      ? `update ${nth(at)} to have no modifiers`
      : `update ${nth(at)} to have the modifiers among customizations ${places(of)}`,
  delete: ({ at }) => `delete ${nth(at)}`,
  get: ({ at }) => `get ${nth(at)}`,
  list: ({ at }) => `query all products, and those that have ${customization(at)}`,
  'rename customization': ({ at, tail }) => `rename ${customization(at)} to …${quoted(tail)}`,
  'remove choice': ({ at, of }) => `remove choice ${of + 1} of ${customization(at)} that has choices`,
  'delete customization': ({ at }) => `delete ${customization(at)}`,
};

/** A line for each step; in the end everything is read and deleted. */
export function tellProductSequence({ begin, products, steps }: ProductSequence): string[] {
  return [
    ...begin.map(({ kind, tail, choices }) => {
      const held = kind === 'free text modifier' ? '' : ` with choices ${choices.join(', ')}`;
      return `create a ${kind} named …${quoted(tail)}${held}`;
    }),
    ...products.map(plan),
    ...steps.map(step => (TELL[step.do] as (step: ProductStep) => string)(step)),
    'rename and get the products that are there; delete modifiers, products and options, in this order',
  ];
}
