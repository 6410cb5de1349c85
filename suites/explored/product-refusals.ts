/** Whatever is wrong with the variants, options or modifiers of a product, it is refused and leaves nothing behind. */
import fc from 'fast-check';
import type { Answer } from '../../engine/answer.ts';
import { deliberately } from '../../engine/change.ts';
import { type CheckContext, explored } from '../../engine/check.ts';
import { isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { type Matcher, show } from '../../engine/matchers/matcher.ts';
import { listsProducts, productsIn } from '../../engine/matchers/product-pages.ts';
import { alsoShrinking } from '../../generators/also-shrinking.ts';
import { type DraftLimits, type ProductDraft, productDraft } from '../../generators/product-draft.ts';
import { type Ground, MISTAKES } from '../../generators/product-mistakes.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import { prepared } from './product-making.ts';
import { asked, COLOUR, drafted, inline, priced, SIZE, WRAP } from './product-samples.ts';
import { tellProduct } from './product-telling.ts';

/** The mistakes by what their points are called; 1,001 variants have a check of their own. */
const POINTS = {
  'defaults-two': 'PROD-VARIANT-003',
  'choice-missing': 'PROD-VARIANT-007',
  'choice-doubled': 'PROD-VARIANT-008',
  'combination-doubled': 'PROD-VARIANT-009',
  'option-unknown': 'PROD-VARIANT-010',
  'choice-unknown': 'PROD-VARIANT-011',
  'choice-of-another-option': 'PROD-VARIANT-011',
  'default-alone': 'PROD-VARIANT-012',
  'default-besides': 'PROD-VARIANT-012',
  'render-type-missing': 'PROD-VARIANT-018',
  'render-type-other': 'PROD-VARIANT-019',
  'price-missing': 'PROD-VARIANT-021',
  'actual-price-missing': 'PROD-VARIANT-022',
  'price-negative': 'PROD-VARIANT-025',
  'price-four-decimals': 'PROD-VARIANT-026',
  'price-too-high': 'PROD-VARIANT-027',
  'compare-at-below': 'PROD-VARIANT-028',
  'sku-41': 'PROD-VARIANT-029',
  'barcode-41': 'PROD-VARIANT-030',
  'physical-on-digital': 'PROD-VARIANT-039',
  'variants-none': 'PROD-CREATE-016',
  'option-seventh': 'PROD-OPTION-022',
  'modifier-eleventh': 'PROD-MODIFIER-010',
  nothing: 'PROD-CREATE-026',
} as const;

type Mistake = Exclude<keyof typeof POINTS, 'nothing'>;

/** A valid product of some ground, and what is made wrong in it, each for itself. */
interface Mistaken {
  product: ProductDraft;
  ground: Ground;
  mistakes: Mistake[];
}

const ALL = Object.keys(POINTS).filter(point => point !== 'nothing') as Mistake[];
/** An empty list of variants is wrong on every ground that has no choices to name, too. */
const mistakesOn = (ground: Ground): Mistake[] =>
  ALL.filter(one => MISTAKES[one]?.ground === ground || (one === 'variants-none' && ground !== 'digital'));

/** Small grounds to make mistakes in; everything is inline, since references are another matter. */
const GROUNDS: Record<Ground, DraftLimits> = {
  'two-options': { options: { min: 2, max: 2 }, modifiers: { min: 0, max: 1 }, variants: 8 },
  'default-variant': { options: { min: 0, max: 0 }, modifiers: { min: 0, max: 1 } },
  digital: { options: { min: 0, max: 0 }, modifiers: { min: 0, max: 0 } },
};

const generated: fc.Arbitrary<Mistaken>[] = (Object.keys(GROUNDS) as Ground[]).map(ground =>
  fc.record({
    product: productDraft({ ...GROUNDS[ground], beforehand: false }),
    ground: fc.constant(ground),
    mistakes: fc.constantFrom(...mistakesOn(ground)).map(one => [one]),
  }),
);

/** One mistake tells as much as many. */
const alone = ({ mistakes, ...rest }: Mistaken): Mistaken[] =>
  mistakes.length > 1 ? mistakes.map(one => ({ ...rest, mistakes: [one] })) : [];

const small = drafted({
  options: [inline(SIZE), inline(COLOUR)],
  variants: [priced('10.00', [0, 0]), priced('12.50', [1, 0])],
});
const onTwoOptions = mistakesOn('two-options');
const half = Math.ceil(onTwoOptions.length / 2);

const OPENINGS: Mistaken[] = [
  { product: small, ground: 'two-options', mistakes: onTwoOptions.slice(0, half) },
  { product: small, ground: 'two-options', mistakes: onTwoOptions.slice(half) },
  {
    product: drafted({ modifiers: [asked(inline(WRAP))] }),
    ground: 'default-variant',
    mistakes: mistakesOn('default-variant'),
  },
  { product: drafted(), ground: 'digital', mistakes: mistakesOn('digital') },
];

interface Slugged {
  slug: string;
}

/** A product of that ground under names of the run, its slug among them. */
async function valid(
  given: CheckContext['given'],
  { product, ground }: Mistaken,
): Promise<NewProduct & Slugged> {
  const made = { ...(await prepared(given, product)), slug: given.word() };
  if (ground !== 'digital') return made;
  const { physicalProperties: _, ...digital } = made;
  const variants = made.variantsInfo.variants.map(({ physicalProperties: __, ...variant }) => variant);
  return { ...digital, productType: 'DIGITAL', variantsInfo: { variants } };
}

function wrongly(one: Mistake, product: NewProduct) {
  const { make, describe } = MISTAKES[one] ?? {};
  if (!make || !describe) throw new Error(`no mistake "${one}"`);
  return deliberately({ product: make(product) }, describe);
}

/** None of these has come to be. */
const listsNoneWith =
  (slugs: readonly unknown[]): Matcher<Answer> =>
  answer => {
    const left = productsIn(answer).find(({ slug }) => slugs.includes(slug));
    return left && { expected: `nothing with slug ${show(left.slug)}`, received: show(left) };
  };

/** Once the control is listed, whatever was refused would be as well. */
async function judgeNothing(
  { api, judge, settle }: CheckContext<'nothing'>,
  control: Slugged & { id: string; name: string },
  slugs: readonly string[],
): Promise<void> {
  const filter = { slug: { $in: [control.slug, ...slugs] } };
  const read = () => api.products.query({ query: { filter } });
  const page = await settle.eventual('query-products-after-create', read, listsProducts([control]));
  if (!isAccepted(page)) judge('nothing', page, listsNoneWith(slugs));
}

export const productRefusals = explored({
  id: 'products.explored.refusals',
  title: 'Whatever is wrong with a product, it is refused and leaves nothing behind',
  profile: 'products',
  points: POINTS,
  cases: {
    generated: alsoShrinking(
      fc.oneof(...generated.map((arbitrary, i) => ({ weight: [6, 2, 1][i] ?? 1, arbitrary }))),
      alone,
    ),
    openings: OPENINGS,
    tell: ({ product, ground, mistakes }) => [
      ...tellProduct(product),
      ...(ground === 'digital' ? ['  a digital one'] : []),
      ...mistakes.map(one => `create the same again, but ${MISTAKES[one]?.describe}`),
    ],
  },
  async run(context, tried) {
    const { api, given, judge } = context;
    const sent = await valid(given, tried);
    const control = await api.products.create(sent).accepted();
    const slugs: string[] = [];
    for (const one of tried.mistakes) {
      const product = await valid(given, tried);
      const answer = await api.products.create(wrongly(one, product));
      judge(one, answer, isRefused);
      if (!isRefused(answer)) slugs.push(product.slug);
    }
    if (slugs.length > 0) await judgeNothing(context, { ...control, slug: sent.slug }, slugs);
  },
});
