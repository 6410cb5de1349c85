/** Sequences that create, get, update, delete and list. */
import { deliberately } from '../../../engine/change.ts';
import { type CheckContext, explored } from '../../../engine/check.ts';
import { hasStatus, isAccepted, isNoServerError, isRefused } from '../../../engine/matchers/answers.ts';
import { ordersChoices } from '../../../engine/matchers/choices.ts';
import { compare } from '../../../engine/matchers/compare.ts';
import { counts } from '../../../engine/matchers/counts.ts';
import {
  choicesOf,
  customizationThat,
  documented,
  isStill,
  revisionOf,
} from '../../../engine/matchers/entities.ts';
import { all, unless } from '../../../engine/matchers/matcher.ts';
import { listsExactly, showsEach } from '../../../engine/matchers/pages.ts';
import { plainCustomization } from '../../../generators/plain-customization.ts';
import {
  type CoreStep,
  coreStep,
  type NewEntity,
  type Sequence,
  type Step,
  sequence,
} from '../../../generators/steps.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { type ActPoints, act, customizationOf, showsPredicted, takesOneWay } from './act.ts';
import { tellSequence } from './telling.ts';
import { World } from './world.ts';

export const CORE_POINTS = {
  created: 'CUST-CREATE-083',
  ownId: 'CUST-CREATE-028',
  createOrder: 'CUST-CREATE-030',
  got: 'CUST-GET-003',
  gotOrder: 'CUST-CREATE-030',
  renamed: 'CUST-UPDATE-012',
  renameRefused: 'CUST-UPDATE-004',
  renameUndone: 'CUST-UPDATE-030',
  renameRevised: 'CUST-UPDATE-008',
  renameOrder: { soft: 'CUST-UPDATE-013' },
  deleted: 'CUST-DELETE-001',
  gone: 'CUST-DELETE-004',
  goneGet: 'CUST-GET-014',
  goneRename: 'CUST-UPDATE-024',
  goneDelete: 'CUST-DELETE-008',
  listed: 'CUST-QUERY-FIELDS-016',
  counted: 'CUST-COUNT-010',
  steady: { soft: 'CUST-MODEL-008' },
} as const;
type CorePoint = keyof typeof CORE_POINTS;
type Context = CheckContext<CorePoint>;

const RENAME: ActPoints<CorePoint> = {
  done: 'renamed',
  refused: 'renameRefused',
  unchanged: 'renameUndone',
  revised: 'renameRevised',
  order: 'renameOrder',
};

/** A revision the customization had before, or will have. */
export function anotherRevision({ revision }: Customization): string {
  const now = BigInt(revision);
  return String(now > 0n ? now - 1n : now + 1n);
}

async function create({ api, given, judge }: Context, world: World, { kind, tail, choices }: NewEntity) {
  const sent = plainCustomization(kind, given.nameWithTail(tail), choices);
  const { body } = world.predict({ operation: 'createCustomization', body: { customization: sent } });
  const { id: _, ...expected } = customizationOf(body);
  const call = api.create(sent);
  const answer = await call;
  judge('created', answer, showsPredicted(expected));
  judge('createOrder', answer, ordersChoices(choicesOf(expected), 'name'));
  const taken = new Set([...world.live.map(({ id }) => id), ...world.gone]);
  judge(
    'ownId',
    answer,
    customizationThat(({ id }) => unless(!taken.has(String(id)), 'an id nobody had', id)),
  );
  world.adopt(await call.accepted());
}

function rename(context: Context, world: World, before: Customization, name: string, revision: string) {
  const { api } = context;
  const { id } = before;
  const body = { customization: { id, revision, name } };
  return act(context, world, {
    call: { operation: 'updateCustomization', customizationId: id, body },
    send: difference => api.update(id, difference === undefined ? body : deliberately(body, difference)),
    before,
    points: RENAME,
    growsByOne: true,
  });
}

/** It says nothing new: whether that is an update is open (SIL-38, CUST-UPDATE-032). */
async function renameToTheSame(
  { api, judge, settle }: Context,
  world: World,
  before: Customization,
): Promise<void> {
  const { id, revision, name } = before;
  const { updatedDate, revision: _, ...content } = documented(before);
  const same = customizationThat(shown => compare(content, shown));
  const call = api.update(id, { customization: { id, revision, name } });
  const answer = await call;
  judge('renamed', await settle.soon('get-after-update', () => api.get(id), same), same);
  // A Get may be behind: only the answer tells the revision.
  const after = answer.isSuccess ? await call.accepted() : before;
  const growth = (revisionOf(after) ?? 0n) - (revisionOf(before) ?? 0n);
  const way = `${answer.isSuccess ? 'accepted' : 'refused'}, ${growth} revisions up`;
  judge('steady', answer, takesOneWay(world, 'an update that says nothing new', way));
  world.adopt(after);
}

async function get({ api, judge, settle }: Context, entity: Customization): Promise<void> {
  const same = isStill(entity);
  const read = await settle.soon('get-after-update', () => api.get(entity.id), same);
  judge('got', read, same);
  judge('gotOrder', read, ordersChoices(choicesOf(entity), 'name'));
}

async function remove({ api, judge, settle }: Context, world: World, { id }: Customization): Promise<void> {
  judge('deleted', await api.delete(id), isAccepted);
  world.bury(id);
  const read = () => api.get(id);
  judge('gone', await settle.soon('get-after-delete', read, hasStatus(404)), hasStatus(404));
}

type Use = Extract<CoreStep, { do: 'use the deleted' }>;

async function useTheDeleted(
  { api, given, judge, settle }: Context,
  world: World,
  { at, by }: Use,
): Promise<void> {
  const id = world.gone[at % world.gone.length];
  if (id === undefined) return;
  if (by === 'get') {
    const read = () => api.get(id);
    return judge('goneGet', await settle.soon('get-after-delete', read, hasStatus(404)), hasStatus(404));
  }
  if (by === 'rename') {
    const body = deliberately({ customization: { id, revision: '1', name: given.word() } }, 'it was deleted');
    // Which refusal it is, is open (SIL-43).
    return judge('goneRename', await api.update(id, body), isRefused);
  }
  const answer = await api.delete(id, 'it was deleted');
  judge('goneDelete', answer, isNoServerError);
  judge('steady', answer, takesOneWay(world, 'deleting what is gone', answer.status));
}

/** Query shows those that live as they are, and none that is gone; Count counts them. */
async function list({ api, judge, settle }: Context, world: World): Promise<void> {
  const { live, gone } = world;
  if (live.length + gone.length === 0) return;
  const filter = { id: { $in: [...live.map(({ id }) => id), ...gone] } };
  const current = all(listsExactly(live), showsEach(live, documented));
  const read = () => api.query({ query: { filter, cursorPaging: { limit: 100 } } });
  judge('listed', await settle('query-after-update', read, current), current);
  const exact = counts(live.length);
  judge('counted', await settle('count-after-update', () => api.count({ filter }), exact), exact);
}

/** Takes a step of this kind; one about something that is not there is passed over. */
export async function takeCoreStep(context: Context, world: World, step: CoreStep): Promise<void> {
  if (step.do === 'create') return create(context, world, step);
  if (step.do === 'list') return list(context, world);
  if (step.do === 'use the deleted') return useTheDeleted(context, world, step);
  const entity = world.at(step.at);
  if (!entity) return;
  if (step.do === 'get') return get(context, entity);
  if (step.do === 'delete') return remove(context, world, entity);
  if (step.do === 'rename to the same') return renameToTheSame(context, world, entity);
  const revision = step.stale ? anotherRevision(entity) : entity.revision;
  return rename(context, world, entity, context.given.nameWithTail(step.tail), revision);
}

export const OPENING_ENTITY: NewEntity = { kind: 'text option', tail: '', choices: ['b', 'a'] };

/** Reaches every point of the core; it leaves one free text, the second of what was there at first. */
export const CORE_OPENING: Sequence<CoreStep> = {
  begin: [OPENING_ENTITY, { ...OPENING_ENTITY, kind: 'free text modifier' }],
  steps: [
    { do: 'rename', at: 0, tail: 'a', stale: false },
    { do: 'rename', at: 0, tail: 'b', stale: true },
    { do: 'rename to the same', at: 0 },
    { do: 'get', at: 0 },
    { do: 'delete', at: 0 },
    { do: 'use the deleted', at: 0, by: 'get' },
    { do: 'use the deleted', at: 0, by: 'rename' },
    { do: 'use the deleted', at: 0, by: 'delete' },
  ],
};

/** Creates what there is to begin with, takes the steps, and looks back. */
export async function follow<S extends Step>(
  context: Context,
  { begin, steps }: Sequence<S>,
  take: (world: World, step: S) => Promise<void>,
): Promise<void> {
  const world = new World();
  for (const entity of begin) await create(context, world, entity);
  for (const step of steps) await take(world, step);
  for (const entity of world.live) await get(context, entity);
  await list(context, world);
}

export const coreSequences = explored<CorePoint, Sequence<CoreStep>>({
  id: 'customizations.explored.sequences',
  title: 'Whatever is created, updated and deleted in whatever order, every read shows what was written last',
  profile: 'core',
  points: CORE_POINTS,
  cases: { generated: sequence(coreStep()), openings: [CORE_OPENING], tell: tellSequence, weight: 1.5 },
  run: (context, tried) => follow(context, tried, (world, step) => takeCoreStep(context, world, step)),
});
