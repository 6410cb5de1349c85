/** Options and the products that take hold of them, by requests in flight together. */
import fc from 'fast-check';
import { type Answer, inWords } from '../../../engine/answer.ts';
import { deliberately } from '../../../engine/change.ts';
import { type Cases, type CheckContext, explored } from '../../../engine/check.ts';
import { hasStatus, isRefused } from '../../../engine/matchers/answers.ts';
import { shows } from '../../../engine/matchers/entities.ts';
import { unless } from '../../../engine/matchers/matcher.ts';
import { productOf } from '../../../engine/product-reading.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { COUNTED, givenAssigned, isAssignedTo, productWith } from '../../products/connected.ts';
import { latestCustomization } from '../../products/latest.ts';
import { counted, givesWay, isAcceptedOrGivesWay, MOST, optionWith, times, together } from './together.ts';

type Sent = 'create' | 'delete';

interface DeletionRace {
  /** Whether another product has the option already. */
  held: boolean;
  others: Sent[];
  /** How many of the others are sent before the deletion. */
  after: number;
}

const inOrder = ({ others, after }: DeletionRace): Sent[] => others.toSpliced(after, 0, 'delete');

const WORDS = { create: 'create a product with it', delete: 'delete it' };

const DELETIONS: Cases<DeletionRace> = {
  generated: fc.record({
    held: fc.boolean(),
    others: fc.array(fc.constantFrom<Sent>('create', 'delete'), { maxLength: 5 }),
    after: fc.integer({ min: 0, max: 5 }),
  }),
  openings: [
    { held: false, others: ['create'], after: 1 },
    { held: true, others: ['create', 'delete'], after: 1 },
    { held: false, others: ['delete'], after: 1 },
  ],
  tell: tried => [
    `create an option${tried.held ? ', and a product with it' : ''}`,
    `send at once: ${inOrder(tried)
      .map(sent => WORDS[sent])
      .join(', ')}`,
    'get it',
  ],
};

type Points = 'refused' | 'created' | 'free' | 'whole' | 'kept' | 'gone' | 'unknown';
type Context = CheckContext<Points>;

interface Raced {
  creations: Answer[];
  deletions: Answer[];
}

async function raced({ api, given }: Context, option: Customization, tried: DeletionRace): Promise<Raced> {
  const order = inOrder(tried);
  const difference = tried.held ? 'a product has the option' : undefined;
  const answers = await together(
    order.map(sent =>
      sent === 'delete' ? api.delete(option.id, difference) : api.products.create(productWith(given, option)),
    ),
  );
  const of = (kind: Sent) => answers.filter((_, i) => order[i] === kind);
  return { creations: of('create'), deletions: of('delete') };
}

const anyAccepted = (answers: readonly Answer[]): boolean => answers.some(({ isSuccess }) => isSuccess);

function judgeAnswers({ judge }: Context, { creations, deletions }: Raced, held: boolean) {
  if (held) for (const answer of deletions) judge('refused', answer, isRefused);
  const isGone = anyAccepted(deletions);
  for (const answer of creations)
    judge('created', answer, isGone && !answer.isSuccess ? isRefused : isAcceptedOrGivesWay);
  const [deletion] = deletions;
  if (held || creations.length > 0 || !deletion) return;
  const deleted = isGone || deletions.every(givesWay);
  judge('free', deletion, () =>
    unless(deleted, 'one of the deletions accepted', deletions.map(inWords).join(', ')),
  );
}

/** Either the product is there with its option, or neither: whatever came first. */
async function judgeEnd(
  { api, given, judge, settle }: Context,
  option: Customization,
  { creations, deletions, held }: Raced & Pick<DeletionRace, 'held'>,
) {
  const isUsed = held || anyAccepted(creations);
  const get = () => api.get(option.id);
  if (anyAccepted(deletions) && !isUsed) {
    const gone = hasStatus(404);
    judge('gone', await settle.soon('get-after-delete', get, gone), gone);
    const sent = { product: productWith(given, option) };
    const late = await api.products.create(deliberately(sent, 'the option was deleted'));
    judge('unknown', late, isRefused);
    return;
  }
  const there = shows({ id: option.id, name: option.name, choicesSettings: option.choicesSettings });
  const read = await settle.soon('get-after-refusal', get, there);
  if (isUsed) judge('whole', read, there);
  if (!anyAccepted(deletions)) judge('kept', read, there);
}

export const optionDeletionRaces = explored({
  id: 'products.races.option-deletion',
  title:
    'A product whose creation is in flight together with the deletion of its option never ends without it',
  profile: 'products',
  points: {
    refused: 'PROD-DELETE-006',
    created: 'PROD-OPTION-007',
    free: 'PROD-DELETE-011',
    // How soon an assignment keeps an option from being deleted is nowhere said: no must.
    whole: { soft: 'PROD-DELETE-006' },
    kept: 'PROD-DELETE-008',
    gone: 'CUST-DELETE-004',
    unknown: 'PROD-OPTION-012',
  },
  cases: DELETIONS,
  async run(context, tried) {
    const { given } = context;
    const made = await given.customization(optionWith(['Small', 'Large']));
    if (tried.held) await givenAssigned(context, productWith(given, made), [made]);
    const option = await latestCustomization(context, made.id);
    const outcome = await raced(context, option, tried);
    judgeAnswers(context, outcome, tried.held);
    await judgeEnd(context, option, { ...outcome, held: tried.held });
  },
});

interface CountRace {
  products: number;
  /** How many of them are deleted again; all when there are fewer. */
  deletions: number;
}

const COUNTS: Cases<CountRace> = {
  generated: fc.record({
    products: fc.integer({ min: 1, max: MOST }),
    deletions: fc.integer({ min: 0, max: MOST }),
  }),
  openings: [{ products: 3, deletions: 2 }],
  tell: ({ products, deletions }) => [
    `create an option, and ${counted(products, 'product')} with it at once`,
    'count its products',
    ...(deletions > 0 ? [`delete ${Math.min(products, deletions)} of them at once, and count again`] : []),
  ],
};

export const assignedCountRaces = explored({
  id: 'products.races.assigned-count',
  title: 'Products created and deleted by requests in flight together are all counted',
  profile: 'products',
  points: {
    created: 'PROD-OPTION-007',
    counted: 'PROD-OPTION-011',
    deleted: 'PROD-DELETE-001',
    released: 'PROD-DELETE-030',
  },
  cases: COUNTS,
  async run(context, { products, deletions }) {
    const { api, given, judge, settle } = context;
    const { id } = await given.customization(optionWith(['Small', 'Large']));
    const option = await latestCustomization(context, id);
    const created = await together(times(products, () => api.products.create(productWith(given, option))));
    for (const answer of created) judge('created', answer, isAcceptedOrGivesWay);
    const made = created.filter(({ isSuccess }) => isSuccess);
    const count = () => api.get(id, COUNTED);
    const all = isAssignedTo(made.length);
    judge('counted', await settle.eventual('assigned-after-create', count, all), all);
    if (deletions === 0) return;
    const ids = made.slice(0, deletions).flatMap(answer => productOf(answer)?.id ?? []);
    const deleted = await together(ids.map(product => api.products.delete(product)));
    for (const answer of deleted) judge('deleted', answer, isAcceptedOrGivesWay);
    const left = isAssignedTo(made.length - deleted.filter(({ isSuccess }) => isSuccess).length);
    judge('released', await settle.eventual('assigned-after-delete', count, left), left);
  },
});
