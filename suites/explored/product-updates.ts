/** Any valid change of any product changes what was sent and nothing else. */
import { type CheckContext, explored } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { bumpsProductRevision, isStillProduct } from '../../engine/matchers/products.ts';
import { type ChangedProduct, changedProduct } from '../../generators/product-change.ts';
import { prepared } from './product-making.ts';
import { asked, drafted, ENGRAVING, inline, priced, reused, SIZE, textOf, WRAP } from './product-samples.ts';
import { tellChange, tellProduct } from './product-telling.ts';
import { TURN_POINTS, turnOf } from './product-turns.ts';

const POINTS = {
  ...TURN_POINTS,
  revision: 'PROD-UPDATE-002',
  customizationStays: 'PROD-UPDATE-017',
  sameOnGet: 'PROD-UPDATE-026',
} as const;
type Context = CheckContext<keyof typeof POINTS>;

const sizes = [priced('10.00', [0]), priced('12.50', [1])];

const OPENINGS: ChangedProduct[] = [
  {
    product: drafted({ options: [inline(SIZE)], variants: sizes }),
    change: { kind: 'name', name: 'Renamed' },
  },
  {
    product: drafted({ modifiers: [asked(inline(WRAP))] }),
    change: { kind: 'modifiers', modifiers: [asked(reused(ENGRAVING))] },
  },
  {
    product: drafted({ modifiers: [asked(inline(WRAP))] }),
    change: { kind: 'modifiers', modifiers: [] },
  },
  {
    product: drafted({
      options: [inline(textOf('Size', 'Small', 'Medium', 'Large'))],
      variants: sizes,
    }),
    change: {
      kind: 'variants',
      dropped: [1],
      priced: [{ at: 0, price: { actualPrice: { amount: '11.00' } } }],
      fresh: [priced('13.00', [2]), priced('9.00', [1])],
    },
  },
  {
    product: drafted({ options: [{ ...reused(SIZE), reserve: 'Reserve' }], variants: sizes }),
    change: { kind: 'choice', variant: priced('15.00', [2]) },
  },
  {
    product: drafted({
      options: [inline(SIZE), inline(textOf('Fit', 'Slim'))],
      variants: [priced('10.00', [0, 0])],
    }),
    change: { kind: 'drop-option', at: 1 },
  },
  { product: drafted(), change: { kind: 'first-option', option: reused(SIZE) } },
];

/** What an option leaves behind that was dropped. */
async function judgeReleased({ api, judge, settle }: Context, id: string): Promise<void> {
  const stays = shows({ id });
  const read = await settle.soon('get-after-update', () => api.get(id), stays);
  judge('customizationStays', read, stays);
}

export const productUpdates = explored({
  id: 'products.explored.updates',
  title: 'Any valid change of a product changes what was sent, and nothing else',
  profile: 'products',
  points: POINTS,
  cases: {
    generated: changedProduct(),
    openings: OPENINGS,
    tell: ({ product, change }) => [...tellProduct(product), ...tellChange(product, change)],
  },
  async run(context, { product: draft, change }) {
    const { api, given, judge, settle } = context;
    const sent = await prepared(given, draft);
    const before = await given.product(sent);
    const { id, revision } = before;
    const { patch, expected, released } = await turnOf({ context, draft, sent, before }, change);
    const [[purpose] = ['changed' as const]] = expected;
    const call = api.products.update(id, { product: { id, revision, ...patch } });
    const answer = await call;
    judge(purpose, answer, isAccepted);
    if (!answer.isSuccess) return;
    for (const [point, matcher] of expected) judge(point, answer, matcher);
    judge('revision', answer, bumpsProductRevision(before));
    const after = await call.accepted();
    const first = await api.products.get(id);
    const shown = all(...expected.map(([, matcher]) => matcher));
    const read = shown(first)
      ? await settle.soon('get-after-update', () => api.products.get(id), shown)
      : first;
    for (const [point, matcher] of expected) judge(point, read, matcher);
    judge('sameOnGet', first, isStillProduct(after));
    if (released !== undefined) await judgeReleased(context, released);
  },
});
