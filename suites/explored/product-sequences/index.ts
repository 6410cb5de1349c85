/** Sequences about products and the customizations they have. */
import { explored } from '../../../engine/check.ts';
import { plainCustomization } from '../../../generators/plain-customization.ts';
import {
  type ProductPlan,
  type ProductSequence,
  type ProductStep,
  productSequence,
} from '../../../generators/product-steps.ts';
import { removeChoice } from './choices.ts';
import { deleteCustomization, renameCustomization } from './customizations.ts';
import { end, list } from './ending.ts';
import { dropOption, setModifiers, vary } from './lists-changed.ts';
import { type Context, POINTS, type Point } from './points.ts';
import { create, get, remove, rename } from './products.ts';
import { tellProductSequence } from './telling.ts';
import { World } from './world.ts';

type ProductWrite = Extract<
  ProductStep,
  { do: 'rename' | 'vary' | 'drop option' | 'set modifiers' | 'delete' | 'get' }
>;

/** Takes a step; one about something that is not there is passed over. */
async function take(context: Context, world: World, step: ProductStep): Promise<void> {
  if (step.do === 'create') return create(context, world, step);
  if (step.do === 'list') return list(context, world, world.at(world.customizations, step.at));
  if (step.do === 'remove choice') {
    const id = world.at(world.withChoices, step.at);
    return id === undefined ? undefined : removeChoice(context, world, id, step.of);
  }
  if (step.do === 'rename customization' || step.do === 'delete customization') {
    const id = world.at(world.customizations, step.at);
    if (id === undefined) return;
    if (step.do === 'delete customization') return deleteCustomization(context, world, id);
    return renameCustomization(context, world, id, step.tail);
  }
  const id = world.at(world.products, step.at);
  return id === undefined ? undefined : takeWrite(context, world, id, step);
}

function takeWrite(context: Context, world: World, id: string, step: ProductWrite): Promise<void> {
  switch (step.do) {
    case 'rename':
      return rename(context, world, id, step);
    case 'vary':
      return vary(context, world, id, step);
    case 'drop option':
      return dropOption(context, world, id, step);
    case 'set modifiers':
      return setModifiers(context, world, id, step);
    case 'delete':
      return remove(context, world, id);
    case 'get':
      return get(context, world, id);
  }
}

const plan = (rest: Partial<ProductPlan>): ProductPlan => ({
  tail: '',
  of: [0],
  own: [],
  variants: [0, 1],
  all: false,
  ...rest,
});

const OPTION = { kind: 'text option', tail: '', choices: ['a', 'b', 'c', 'd'] } as const;
const ANOTHER = { kind: 'swatch option', tail: '', choices: ['e', 'f'] } as const;
const MODIFIER = { kind: 'text modifier', tail: '', choices: ['g', 'h'] } as const;
const FREE = { kind: 'free text modifier', tail: '', choices: ['a'] } as const;

/** Together they reach every point. */
const OPENINGS: ProductSequence[] = [
  {
    steps: [
      { do: 'rename customization', at: 0, tail: 'c' },
      { do: 'rename', at: 0, tail: 'a', stale: false },
      { do: 'rename', at: 0, tail: 'b', stale: true },
      { do: 'vary', at: 0, variants: [1, 2], all: false, dearer: true },
      { do: 'delete customization', at: 0 },
      { do: 'drop option', at: 0, of: 1 },
      { do: 'delete customization', at: 1 },
      { do: 'remove choice', at: 0, of: 3 },
      { do: 'remove choice', at: 0, of: 0 },
      { do: 'delete', at: 1 },
      { do: 'list', at: 0 },
      { do: 'delete customization', at: 0 },
    ],
    products: [plan({ of: [0, 1] }), plan({ of: [0, 1], own: ['text option'] })],
    begin: [OPTION, ANOTHER].map(one => ({ ...one, choices: [...one.choices] })),
  },
  {
    steps: [
      { do: 'rename customization', at: 1, tail: 'a' },
      { do: 'remove choice', at: 1, of: 0 },
      { do: 'rename', at: 1, tail: 'b', stale: false },
      { do: 'set modifiers', at: 0, of: [] },
      { do: 'set modifiers', at: 0, of: [1, 2] },
      { do: 'remove choice', at: 1, of: 0 },
      { do: 'remove choice', at: 0, of: 3 },
      { do: 'get', at: 1 },
      { do: 'delete customization', at: 2 },
    ],
    products: [plan({ of: [1, 2] }), plan({ of: [0, 1], all: true })],
    begin: [OPTION, MODIFIER, FREE].map(one => ({ ...one, choices: [...one.choices] })),
  },
  {
    steps: [
      { do: 'remove choice', at: 0, of: 0 },
      { do: 'delete customization', at: 0 },
    ],
    products: [plan({ of: [1], own: ['free text modifier'] })],
    begin: [OPTION, ANOTHER].map(one => ({ ...one, choices: [...one.choices] })),
  },
];

export const productSequences = explored<Point, ProductSequence>({
  id: 'products.explored.sequences',
  title: 'Whatever is done to products and to what they have in whatever order, everything is as it must be',
  profile: 'products',
  points: POINTS,
  cases: { generated: productSequence(), openings: OPENINGS, tell: tellProductSequence, weight: 3 },
  async run(context, { begin, products, steps }) {
    const { given } = context;
    const world = new World();
    for (const { kind, tail, choices } of begin) {
      const sent = plainCustomization(kind, given.nameWithTail(tail), choices);
      const foreseen = world.foresee({ operation: 'createCustomization', body: { customization: sent } });
      const made = await given.customization(sent);
      foreseen.take();
      world.meet('customization', foreseen, { ...made });
      world.adopt('customization', made);
    }
    for (const one of products) await create(context, world, one);
    for (const step of steps) await take(context, world, step);
    await end(context, world);
  },
});
