/** A deletion in flight together with updates, reads and other deletions: whoever comes first, it is gone at the end. */
import fc from 'fast-check';
import type { Answer } from '../../../engine/answer.ts';
import { deliberately } from '../../../engine/change.ts';
import { type Cases, type CheckContext, explored } from '../../../engine/check.ts';
import { hasStatus, isNoServerError, isRefused } from '../../../engine/matchers/answers.ts';
import { unless } from '../../../engine/matchers/matcher.ts';
import { listsExactly, listsNone } from '../../../engine/matchers/pages.ts';
import { customizationOf } from '../../../engine/reading.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { renaming } from '../../customizations/renaming.ts';
import { latestCustomization } from '../../products/latest.ts';
import { givesWay, MOST, optionWith, telling, together, won } from './together.ts';

type Sent = 'delete' | 'update' | 'get';

interface DeletionRace {
  others: Sent[];
  /** How many of the others are sent before the deletion. */
  after: number;
  /** Whether the race begins only when Query shows the customization. */
  listed: boolean;
}

const inOrder = ({ others, after }: DeletionRace): Sent[] => others.toSpliced(after, 0, 'delete');

type Points = 'deleted' | 'again' | 'one' | 'reads' | 'gone' | 'late' | 'unlisted';
type Context = CheckContext<Points>;

function judgeAnswers(
  { judge }: Context,
  { deletions, updates, reads }: Record<'deletions' | 'updates' | 'reads', Answer[]>,
) {
  const deletion = telling(deletions);
  if (deletion)
    judge('deleted', deletion, () =>
      unless(
        deletion.isSuccess || deletions.every(givesWay),
        'one deletion accepted, or all of them refused with 409, 428 or 429',
        deletions.map(({ status }) => status),
      ),
    );
  for (const answer of deletions) judge('again', answer, isNoServerError);
  for (const answer of reads) judge('reads', answer, hasStatus(200, 404));
  const update = telling(updates);
  if (update) judge('one', update, won(updates, 0));
}

/** Nothing brings it back: neither a write that was under way nor one that comes later. */
async function judgeEnd({ api, given, judge, settle }: Context, last: Customization) {
  const { id } = last;
  const read = await settle.soon('get-after-delete', () => api.get(id), hasStatus(404));
  const late = await api.update(id, deliberately(renaming(last, given.name()), 'it was deleted'));
  // What is there again would be left behind: the run counts it as deleted.
  if (read.isSuccess || late.isSuccess) await api.delete(id);
  judge('gone', read, hasStatus(404));
  judge('late', late, isRefused);
  const list = () => api.query({ query: { filter: { id: { $in: [id] } } } });
  const none = listsNone([id]);
  judge('unlisted', await settle('query-after-delete', list, none), none);
}

const CASES: Cases<DeletionRace> = {
  generated: fc.record({
    others: fc.array(fc.constantFrom<Sent>('get', 'update', 'delete'), { minLength: 1, maxLength: MOST - 1 }),
    after: fc.integer({ min: 0, max: MOST - 1 }),
    listed: fc.boolean(),
  }),
  openings: [
    { others: ['update', 'get', 'delete', 'update'], after: 1, listed: true },
    // No other write that it could give way to.
    { others: ['get'], after: 1, listed: false },
  ],
  tell: tried => [
    `create a text option${tried.listed ? ', and wait until Query shows it' : ''}`,
    `send at once: ${inOrder(tried).join(', ')}`,
    'get it, update it, and query it by its id',
  ],
};

export const deletionRaces = explored({
  id: 'customizations.races.deletion',
  title: 'What is deleted while it is updated, read and deleted stays deleted',
  profile: 'core',
  points: {
    deleted: 'CUST-DELETE-001',
    again: 'CUST-DELETE-008',
    one: 'CUST-UPDATE-031',
    reads: 'CUST-GET-014',
    gone: 'CUST-DELETE-004',
    late: 'CUST-UPDATE-024',
    unlisted: 'CUST-DELETE-005',
  },
  cases: CASES,
  async run(context, tried) {
    const { api, given, settle } = context;
    const { id } = await given.customization(optionWith(['Small', 'Large']));
    const before = await latestCustomization(context, id);
    const list = () => api.query({ query: { filter: { id: { $in: [id] } } } });
    if (tried.listed) await settle.required('query-after-create', list, listsExactly([before]));
    const order = inOrder(tried);
    const answers = await together(
      order.map(sent => {
        if (sent === 'delete') return api.delete(id);
        return sent === 'get' ? api.get(id) : api.update(id, renaming(before, given.name()));
      }),
    );
    const of = (kind: Sent) => answers.filter((_, i) => order[i] === kind);
    const [deletions, updates] = [of('delete'), of('update')];
    judgeAnswers(context, { deletions, updates, reads: of('get') });
    const winner = updates.find(({ isSuccess }) => isSuccess);
    const last = (winner && customizationOf(winner)) ?? before;
    if (deletions.some(({ isSuccess }) => isSuccess)) await judgeEnd(context, last);
  },
});
