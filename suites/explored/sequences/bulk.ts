/** Sequences that create, rename and add choices in bulk: what the report says of an item, Get shows. */
import type { Answer } from '../../../engine/answer.ts';
import { deliberately } from '../../../engine/change.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { addsUp } from '../../../engine/matchers/bulk.ts';
import { compare } from '../../../engine/matchers/compare.ts';
import { bumpsRevision, choicesOf, documented, isStill } from '../../../engine/matchers/entities.ts';
import { all, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import { type BulkItem, bulkOf, customizationOf as shownIn } from '../../../engine/reading.ts';
import { plainCustomization } from '../../../generators/plain-customization.ts';
import {
  type BulkStep,
  bulkStep,
  type CoreStep,
  coreStep,
  type Sequence,
  sequence,
} from '../../../generators/steps.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import type { Call } from '../../../specs/operations.ts';
import { customizationOf, showsPredicted } from './act.ts';
import { choicesFor } from './choices.ts';
import { anotherRevision, CORE_OPENING, CORE_POINTS, follow, OPENING_ENTITY, takeCoreStep } from './core.ts';
import { tellSequence } from './telling.ts';
import type { World } from './world.ts';

const BULK_POINTS = {
  ...CORE_POINTS,
  reported: 'CUST-BULK-008',
  bulkCreated: 'CUST-BULK-002',
  bulkRenamed: 'CUST-BULK-021',
  bulkRevised: 'CUST-BULK-024',
  bulkStale: 'CUST-BULK-023',
  bulkAdded: 'CUST-BULK-030',
  returned: 'CUST-BULK-011',
} as const;
type BulkPoint = keyof typeof BULK_POINTS;
type Context = CheckContext<BulkPoint>;

/** Every item was done. */
const doesAll = (count: number): Matcher<Answer> =>
  all(addsUp(count), answer => {
    const failed = [...(bulkOf(answer)?.items ?? [])].filter(([, { success }]) => !success);
    const places = failed.map(([place]) => place + 1).join(', ');
    return unless(failed.length === 0, `${count} successful items`, `item ${places} failed`);
  });

/** One item of a bulk call: what it does by itself, and what was there before. */
interface Item {
  /** The same done to it alone: the model knows what comes of that. */
  alone: Call;
  before?: Customization;
}

const itemsOf = (answer: Answer): Map<number, BulkItem> => bulkOf(answer)?.items ?? new Map();

/** Reads every item that was done, and keeps what Get shows of it. */
async function readEach(
  { api, judge, settle }: Context,
  world: World,
  answer: Answer,
  items: readonly Item[],
  point: BulkPoint,
): Promise<void> {
  for (const [place, { alone, before }] of items.entries()) {
    const { success, id = before?.id, entity } = itemsOf(answer).get(place) ?? { success: false };
    if (id === undefined) continue;
    if (!success) {
      if (!before) continue;
      const same = isStill(before);
      judge('bulkStale', await settle.soon('get-after-update', () => api.get(id), same), same);
      continue;
    }
    const { id: _, ...expected } = customizationOf(world.predict(alone).body);
    const known = new Set(before ? choicesOf(before).map(choice => choice.id) : []);
    const shows = showsPredicted(expected, known);
    const read = await settle.soon('get-after-update', () => api.get(id), shows);
    judge(point, read, shows);
    if (before && alone.operation === 'updateCustomization')
      judge('bulkRevised', read, bumpsRevision(before));
    const after = shownIn(read) ?? (await api.get(id).accepted());
    if (entity) judge('returned', answer, () => compare(documented(after), entity));
    world.adopt(after);
  }
}

type Of<D> = Extract<BulkStep, { do: D }>;

async function createAll(context: Context, world: World, { entities, returnEntity }: Of<'bulk create'>) {
  const { api, given, judge } = context;
  const customizations = entities.map(({ kind, tail, choices }) =>
    plainCustomization(kind, given.nameWithTail(tail), choices),
  );
  const answer = await api.bulkCreate({ customizations, returnEntity });
  judge('reported', answer, addsUp(customizations.length));
  judge('bulkCreated', answer, doesAll(customizations.length));
  const items = customizations.map(
    (customization): Item => ({ alone: { operation: 'createCustomization', body: { customization } } }),
  );
  await readEach(context, world, answer, items, 'bulkCreated');
}

/** Those the step is about, each once: the same one twice in a call is open (CUST-BULK-040). */
function chosen(world: World, of: readonly number[]): Customization[] {
  return [...new Set(of.map(place => world.at(place)))].filter(one => one !== undefined);
}

async function renameAll(
  context: Context,
  world: World,
  { of, tail, stale, returnEntity }: Of<'bulk rename'>,
) {
  const { api, given, judge } = context;
  const entities = chosen(world, of);
  if (entities.length === 0) return;
  const changes = entities.map((entity, place) => ({
    id: entity.id,
    revision: stale && place === 0 ? anotherRevision(entity) : entity.revision,
    name: given.nameWithTail(tail),
  }));
  const body = { customizations: changes.map(customization => ({ customization })), returnEntity };
  const sent = stale ? deliberately(body, 'the first revision is not current') : body;
  const answer = await api.bulkUpdate(sent);
  const items = entities.map(
    (before, place): Item => ({
      alone: {
        operation: 'updateCustomization',
        customizationId: before.id,
        body: { customization: changes[place] },
      },
      before,
    }),
  );
  if (!stale) judge('bulkRenamed', answer, doesAll(entities.length));
  // Whole or item by item, the stale one must fail (SIL-41).
  else
    judge('bulkStale', answer, () =>
      unless(itemsOf(answer).get(0)?.success !== true, 'item 1 to fail', 'success'),
    );
  await readEach(context, world, answer, items, 'bulkRenamed');
}

async function addToAll(context: Context, world: World, { of, names, returnEntity }: Of<'bulk add'>) {
  const { api, judge } = context;
  const items = chosen(world, of).flatMap(before => {
    const held = new Set(choicesOf(before).map(({ name }) => name));
    // A name that is there already is open (CUST-BULK-037).
    const choices = choicesFor(
      before,
      names.filter(name => !held.has(name)),
    );
    const body = { choices };
    const alone: Call = { operation: 'addCustomizationChoices', customizationId: before.id, body };
    return held.size === 0 || choices.length === 0 ? [] : [{ before, alone, choices }];
  });
  if (items.length === 0) return;
  const customizationsChoices = items.map(({ before, choices }) => ({ customizationId: before.id, choices }));
  const answer = await api.bulkAddChoices({ customizationsChoices, returnEntity });
  judge('bulkAdded', answer, doesAll(items.length));
  await readEach(context, world, answer, items, 'bulkAdded');
}

async function takeBulkStep(context: Context, world: World, step: BulkStep): Promise<void> {
  if (step.do === 'bulk create') return createAll(context, world, step);
  if (step.do === 'bulk rename') return renameAll(context, world, step);
  return addToAll(context, world, step);
}

type AnyStep = CoreStep | BulkStep;
const isOfBulk = (step: AnyStep): step is BulkStep => step.do.startsWith('bulk ');

const OPENING: Sequence<AnyStep> = {
  begin: CORE_OPENING.begin,
  steps: [
    ...CORE_OPENING.steps,
    { do: 'bulk create', entities: [OPENING_ENTITY, OPENING_ENTITY], returnEntity: true },
    { do: 'bulk rename', of: [0, 1], tail: 'c', stale: false, returnEntity: false },
    { do: 'bulk rename', of: [0, 1], tail: 'd', stale: true, returnEntity: false },
    { do: 'bulk add', of: [1, 2], names: ['c'], returnEntity: true },
  ],
};

export const bulkSequences = explored<BulkPoint, Sequence<AnyStep>>({
  id: 'customizations.explored.bulk-sequences',
  title: 'Whatever is done in bulk, what the report says of an item is what Get shows',
  profile: 'bulk',
  points: BULK_POINTS,
  cases: {
    weight: 2,
    generated: sequence<AnyStep>(coreStep(), bulkStep(), bulkStep()),
    openings: [OPENING],
    tell: tellSequence,
  },
  run: (context, tried) =>
    follow(context, tried, (world, step) =>
      isOfBulk(step) ? takeBulkStep(context, world, step) : takeCoreStep(context, world, step),
    ),
});
