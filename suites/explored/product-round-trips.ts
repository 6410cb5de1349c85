/** Any valid product is accepted, whatever it is made of, and comes back as sent wherever it can be read. */
import fc from 'fast-check';
import type { Answer } from '../../engine/answer.ts';
import { type CheckContext, explored } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { addsUp, succeedsAll } from '../../engine/matchers/bulk.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all, unless } from '../../engine/matchers/matcher.ts';
import { listsProducts } from '../../engine/matchers/product-pages.ts';
import { productIn, productThat, variantsOf } from '../../engine/matchers/products.ts';
import { bulkOf } from '../../engine/reading.ts';
import { plainProduct } from '../../generators/product.ts';
import { type ProductDraft, productDraft } from '../../generators/product-draft.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import { isInline, isReused } from './connected-shown.ts';
import { ofListed, ofResult } from './product-elsewhere.ts';
import { FACT_POINTS, factsOf, showsConnected, showsWhole } from './product-facts.ts';
import { prepared } from './product-making.ts';
import { asked, COLOUR, drafted, ENGRAVING, inline, priced, reused, SIZE, WRAP } from './product-samples.ts';
import { tellProduct } from './product-telling.ts';
import { countsVariants, showsCombinations } from './variants-shown.ts';

interface Trip {
  product: ProductDraft;
  /** In bulk beside another one, where the target claims bulk. */
  by: 'create' | 'bulk';
  /** Where it is read beside Get. */
  again: 'slug' | 'query' | 'customizations';
}

const POINTS = {
  assigned: 'PROD-OPTION-009',
  // Whether it is the id alone or the full form that a target takes, either will do.
  modifierAssigned: { soft: 'PROD-MODIFIER-018' },
  byIds: 'PROD-VARIANT-020',
  inBulk: 'PROD-BULK-001',
  entity: 'PROD-BULK-004',
  answered: 'PROD-CREATE-022',
  counted: 'PROD-CREATE-023',
  read: 'PROD-READ-002',
  ...FACT_POINTS,
  bySlug: 'PROD-READ-003',
  listed: 'PROD-READ-008',
  listedCount: 'PROD-READ-007',
  withoutVariants: 'PROD-READ-005',
  option: 'PROD-OPTION-004',
  optionChoices: 'PROD-OPTION-005',
  modifier: 'PROD-MODIFIER-002',
} as const;
type Point = keyof typeof POINTS;
type Context = CheckContext<Point>;

/** The id of the product; nothing when the target does not take it, and need not. */
async function create({ api, judge }: Context, sent: NewProduct, by: ProductDraft['by']) {
  const { options = [], modifiers = [] } = sent;
  const call = api.products.create(sent);
  const answer = await call;
  if (by === 'ids') judge('byIds', answer, isAccepted);
  else if (options.some(isReused)) judge('assigned', answer, isAccepted);
  else if (modifiers.some(isReused)) judge('modifierAssigned', answer, isAccepted);
  if (!answer.isSuccess) {
    if (![...options, ...modifiers].some(isReused)) judge('answered', answer, isAccepted);
    return undefined;
  }
  const { id } = await call.accepted();
  judgeFacts(judge, answer, sent, 'basis');
  judge('answered', answer, showsCombinations(sent));
  judge('counted', answer, countsVariants(sent));
  judgeFacts(judge, answer, sent, 'details');
  return id;
}

/** The place of the product in a bulk request. */
const PLACE = 1;

async function createInBulk({ api, given, judge }: Context, sent: NewProduct) {
  const products = [plainProduct(given.name()), sent];
  const answer = await api.products.bulkCreate({ products, returnEntity: true });
  judge('inBulk', answer, all(succeedsAll(products.length), addsUp(products.length)));
  judge('entity', answer, ofResult(PLACE, showsWhole(sent)));
  return bulkOf(answer)?.items.get(PLACE)?.id;
}

function judgeFacts(
  judge: Context['judge'],
  answer: Answer,
  sent: NewProduct,
  part: 'basis' | 'details',
): void {
  for (const [point, matcher] of factsOf(sent, part)) judge(point, answer, matcher);
}

/** Get shows the product as it was sent. */
async function get({ api, judge, settle }: Context, id: string, sent: NewProduct) {
  const read = await settle.soon('get-after-create', () => api.products.get(id), showsWhole(sent));
  judgeFacts(judge, read, sent, 'basis');
  judge('read', read, showsCombinations(sent));
  judgeFacts(judge, read, sent, 'details');
  return productIn(read) ?? {};
}

type Reading = (context: Context, made: { id: string; slug?: unknown }, sent: NewProduct) => Promise<void>;

/** Under its slug, as long as the path takes it. */
const slug: Reading = async ({ api, judge, settle }, { slug: own }, sent) => {
  if (typeof own !== 'string' || own === '' || own.length > 100) return;
  const read = () => api.products.getBySlug(own);
  judge('bySlug', await settle.soon('slug-after-create', read, showsWhole(sent)), showsWhole(sent));
};

/** Query finds it by its id, with all but the variants. */
const query: Reading = async ({ api, judge, settle }, { id }, sent) => {
  const filter = { id: { $in: [id] } };
  const listed = all(listsProducts([{ id }]), ofListed(showsConnected(sent)));
  const read = () => api.products.query({ query: { filter } });
  const page = await settle.eventual('query-products-after-create', read, listed);
  judge('listed', page, listed);
  if (listed(page)) return;
  judge('listedCount', page, ofListed(countsVariants(sent)));
  judge('withoutVariants', page, ofListed(hasNoVariants));
};

const hasNoVariants = productThat(product =>
  unless(variantsOf(product).length === 0, 'no variants', variantsOf(product)),
);

/** What came to be along with the product is a customization like any other. */
const customizations: Reading = async ({ api, judge, settle }, made, sent) => {
  const { options = [], modifiers = [] } = made as Pick<NewProduct, 'options' | 'modifiers'>;
  const idOf = (list: readonly { id?: string; name?: string }[], name?: string) =>
    list.find(one => one.name === name)?.id ?? '';
  const option = sent.options?.find(isInline);
  if (option) {
    const shown = { customizationType: 'PRODUCT_OPTION', customizationRenderType: option.optionRenderType };
    const isThat = shows({ name: option.name, ...shown });
    const id = idOf(options, option.name);
    const read = await settle.soon('get-after-create', () => api.get(id), isThat);
    judge('option', read, isThat);
    judge('optionChoices', read, shows({ choicesSettings: { choices: choicesOn(options, id) } }));
  }
  const modifier = sent.modifiers?.find(isInline);
  if (modifier) {
    const isThat = shows({ customizationType: 'MODIFIER' });
    const id = idOf(modifiers, modifier.name);
    judge('modifier', await settle.soon('get-after-create', () => api.get(id), isThat), isThat);
  }
};

/** The choices of an option on a product, in the words of a customization. */
function choicesOn(options: NonNullable<NewProduct['options']>, id: string): object[] {
  const { choicesSettings } = options.find(one => one.id === id) ?? {};
  return (choicesSettings?.choices ?? []).map(({ choiceId, name }) => ({ id: choiceId, name }));
}

const READINGS = { slug, query, customizations };

const generated = fc
  .record({
    product: productDraft(),
    again: fc.constantFrom<Trip['again'][]>('slug', 'query', 'customizations'),
    inBulk: fc.constantFrom(false, false, true),
  })
  .map(({ product, again, inBulk }): Trip => {
    const connected = [...product.options, ...product.modifiers];
    // In bulk a refused reference could not be told from a refused product.
    const alone = inBulk && connected.every(({ beforehand }) => !beforehand);
    const nothingMade = connected.every(({ beforehand }) => beforehand);
    return {
      product,
      by: alone ? 'bulk' : 'create',
      again: again === 'customizations' && nothingMade ? 'slug' : again,
    };
  });

const OPENINGS: Trip[] = [
  {
    product: drafted({
      options: [inline(COLOUR), reused(SIZE)],
      variants: [priced('10.00', [0, 0]), priced('12.50', [0, 1], { visible: false })],
    }),
    by: 'create',
    again: 'customizations',
  },
  {
    product: drafted({ modifiers: [asked(inline(ENGRAVING)), asked(inline(WRAP), false)] }),
    by: 'create',
    again: 'customizations',
  },
  {
    product: drafted({ options: [reused(SIZE)], variants: [priced('0', [1])], by: 'ids' }),
    by: 'create',
    again: 'query',
  },
  {
    product: drafted({
      visible: false,
      handle: true,
      variants: [priced('10.00', [], { sku: 40, barcode: 40 })],
    }),
    by: 'create',
    again: 'slug',
  },
  { product: drafted({ modifiers: [asked(reused(WRAP))], longName: true }), by: 'create', again: 'slug' },
  { product: drafted({ options: [inline(SIZE)], variants: [priced('1', [0])] }), by: 'bulk', again: 'query' },
];

const READ_AGAIN = {
  slug: 'get it, by its id and by its slug',
  query: 'get it, and query it by its id',
  customizations: 'get it, and the customizations that came to be with it',
};

export const productRoundTrips = explored({
  id: 'products.explored.round-trips',
  title: 'Any valid product comes back as it was sent',
  profile: 'products',
  points: POINTS,
  cases: {
    generated,
    openings: OPENINGS,
    tell: ({ product, by, again }) => [
      ...tellProduct(product),
      ...(by === 'bulk' ? ['  in bulk, beside another one'] : []),
      READ_AGAIN[again],
    ],
  },
  async run(context, { product: draft, by, again }) {
    const sent = await prepared(context.given, draft);
    const mayBulk = context.claims.includes('bulk');
    if (!mayBulk) {
      for (const point of ['inBulk', 'entity'] as const) {
        context.judge.inapplicable(point, 'the target does not claim bulk');
      }
    }
    const inBulk = by === 'bulk' && mayBulk;
    const id = inBulk ? await createInBulk(context, sent) : await create(context, sent, draft.by);
    if (id === undefined) return;
    const made = await get(context, id, sent);
    await READINGS[again](context, { ...made, id }, sent);
  },
});
