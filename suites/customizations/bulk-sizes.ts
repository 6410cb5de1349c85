/** How many customizations one bulk call takes: a hundred, and not one more. */
import type { Answer } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type CheckContext, check } from '../../engine/check.ts';
import { isRefused } from '../../engine/matchers/answers.ts';
import { succeedsAll } from '../../engine/matchers/bulk.ts';
import { isStill, revisionOf } from '../../engine/matchers/entities.ts';
import { listsAll, listsExactly } from '../../engine/matchers/pages.ts';
import { bulkOf } from '../../engine/reading.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import type { Customization, NewCustomization } from '../../specs/openapi.types.ts';
import { BULK_UPDATE, succeeded } from './bulk-operations.ts';

const MOST = 100;

/** Small ones, under names of this run. */
const small = (count: number, prefix: string): NewCustomization[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `${prefix}${String(i).padStart(3, '0')}`,
    customizationType: 'MODIFIER',
    customizationRenderType: 'FREE_TEXT',
    freeTextInput: { title: 'Engraving', minCharCount: 0, maxCharCount: 20 },
  }));

type Context = CheckContext<'hundred' | 'tooMany' | 'nothing' | 'tooManyUpdates' | 'unchanged'>;

/** One check for both operations: a hundred customizations are made once, and deleted once. */
export const bulkSizes = check({
  id: 'customizations.bulk-create.sizes',
  title: 'A call with 100 items is accepted, one with 101 is refused and does nothing',
  profile: 'bulk',
  points: {
    hundred: 'CUST-BULK-013',
    tooMany: 'CUST-BULK-014',
    nothing: 'CUST-ERROR-024',
    tooManyUpdates: 'CUST-BULK-027',
    unchanged: 'CUST-ERROR-024',
  },
  async run(context) {
    const prefix = context.given.word();
    const made = await judgeCreation(context, prefix);
    const [witness] = await judgeNothingCreated(context, prefix);
    await judgeUpdate(context, made, witness);
  },
});

/**
 * The entities of an answer to a call with `returnEntity`.
 * @throws UndecidedError(set-up-failed) when one is missing, or no later request could be made from it
 */
function entitiesOf(answer: Answer, count: number): Customization[] {
  const held = [...(bulkOf(answer)?.items.values() ?? [])].map(({ entity }) => entity);
  const usable = held.filter(one => typeof one?.id === 'string' && revisionOf(one) !== undefined);
  if (usable.length === count) return usable as unknown as Customization[];
  throw new UndecidedError('set-up-failed', 'the report does not hold the entities', answer.exchange);
}

async function judgeCreation({ api, judge, settle }: Context, prefix: string): Promise<Customization[]> {
  const customizations = small(MOST, `${prefix}a`);
  const call = api.bulkCreate({ customizations, returnEntity: true });
  judge('hundred', await call, succeedsAll(MOST));
  const made = entitiesOf(await succeeded(call, MOST), MOST);
  const query = { filter: { name: { $startsWith: `${prefix}a` } }, cursorPaging: { limit: MOST } };
  const listed = await settle('query-after-create', () => api.query({ query }), listsExactly(made));
  judge('hundred', listed, listsExactly(made));
  const more = change({ customizations }, 'customizations', small(MOST + 1, `${prefix}b`));
  judge('tooMany', await api.bulkCreate(more), isRefused);
  return made;
}

/** The witness is made after the refusal: once it is found, what that left would be found as well. */
async function judgeNothingCreated({ api, given, judge, settle }: Context, prefix: string) {
  const witnesses = await Promise.all(small(1, `${prefix}bwitness`).map(given.customization));
  const query = { filter: { name: { $startsWith: `${prefix}b` } }, cursorPaging: { limit: MOST } };
  const page = await settle.required('query-after-create', () => api.query({ query }), listsAll(witnesses));
  judge('nothing', page, listsExactly(witnesses));
  return witnesses;
}

async function judgeUpdate(
  { api, given, judge, settle }: Context,
  made: readonly Customization[],
  witness: Customization | undefined,
): Promise<void> {
  const valid = { ...BULK_UPDATE.valid(given, made, 0), returnEntity: true };
  const current = entitiesOf(await succeeded(api.bulkUpdate(valid), MOST), MOST);
  const all = [...current, ...(witness ? [witness] : [])];
  const { customizations } = BULK_UPDATE.valid(given, all, 1);
  const body = { customizations: customizations.slice(0, MOST) };
  judge('tooManyUpdates', await api.bulkUpdate(change(body, 'customizations', customizations)), isRefused);
  for (const one of all.slice(-2)) {
    const still = isStill(one);
    judge('unchanged', await settle.soon('get-after-bulk', () => api.get(one.id), still), still);
  }
}
