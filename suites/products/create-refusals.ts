/** What Create Product refuses of the members that every product has. */
import { ABSENT, change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { hasViolation, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { plainProduct } from '../../generators/product.ts';
import { DIGITAL, OPTIONLESS } from './kinds.ts';
import { having, type Refusal, refusal } from './refusals.ts';

const ROWS: Refusal[] = [
  {
    requirement: 'PROD-CREATE-007',
    id: 'create.refuses.name-missing',
    title: 'A product without a name is refused',
    kind: OPTIONLESS,
    wrong: [having('product.name', ABSENT)],
  },
  {
    requirement: 'PROD-CREATE-008',
    id: 'create.refuses.name-empty',
    title: 'An empty name is refused',
    kind: OPTIONLESS,
    wrong: [having('product.name', '')],
  },
  {
    requirement: 'PROD-CREATE-011',
    id: 'create.refuses.type-missing',
    title: 'A product without productType is refused',
    kind: OPTIONLESS,
    wrong: [having('product.productType', ABSENT)],
  },
  {
    requirement: 'PROD-CREATE-012',
    id: 'create.refuses.type-unknown',
    title: 'An unknown productType is refused',
    kind: OPTIONLESS,
    wrong: [having('product.productType', 'VIRTUAL')],
  },
  {
    requirement: 'PROD-CREATE-013',
    id: 'create.refuses.physical-properties-missing',
    title: 'A PHYSICAL product without physicalProperties is refused',
    kind: OPTIONLESS,
    wrong: [having('product.physicalProperties', ABSENT)],
  },
  {
    requirement: 'PROD-CREATE-015',
    id: 'create.refuses.variants-info-missing',
    title: 'A product without variantsInfo is refused',
    kind: OPTIONLESS,
    wrong: [having('product.variantsInfo', ABSENT)],
  },
  {
    requirement: 'PROD-CREATE-016',
    id: 'create.refuses.variants-empty',
    title: 'A product with an empty list of variants is refused',
    kind: OPTIONLESS,
    wrong: [having('product.variantsInfo.variants', [])],
  },
  {
    requirement: 'PROD-CREATE-021',
    id: 'create.refuses.fields-unknown',
    title: 'An unknown value in fields is refused',
    kind: OPTIONLESS,
    wrong: [having('fields', ['NO_SUCH_FIELD'])],
  },
  {
    requirement: 'PROD-CREATE-024',
    id: 'create.refuses.digital-in-pos',
    title: 'A DIGITAL product that is to be visible in the point of sale is refused',
    kind: DIGITAL,
    wrong: [having('product.visibleInPos', true)],
  },
];

const noProduct = check({
  id: 'products.create.refuses.product-missing',
  title: 'A body without product is refused',
  profile: 'products',
  points: { refused: 'PROD-CREATE-006' },
  async run({ api, judge, use }) {
    await use(OPTIONLESS.control);
    const answer = await api.odd('createProduct', { body: {} }, 'product: left out');
    judge('refused', answer, isRefused);
  },
});

const name81 = check({
  id: 'products.create.refuses.name-81',
  title: 'A name of 81 characters is refused with a violation that names it',
  profile: 'products',
  points: { refused: 'PROD-CREATE-010', violation: { soft: 'PROD-CREATE-010' } },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const body = { product: plainProduct(given.name()) };
    const answer = await api.products.create(change(body, 'product.name', given.nameOfLength(81)));
    judge('refused', answer, isRefused);
    judge('violation', answer, hasViolation(['MAX_LENGTH', 'VALIDATION', 'OTHER'], 'name'));
  },
});

const slugTaken = check({
  id: 'products.create.refuses.slug-taken',
  title: 'A slug that another product has is refused',
  profile: 'products',
  points: { refused: 'PROD-CREATE-018', code: { soft: 'PROD-CREATE-018' } },
  async run({ api, given, judge }) {
    const slug = given.word();
    await given.product({ ...plainProduct(given.name()), slug });
    const body = { product: { ...plainProduct(given.name()), slug: given.word() } };
    const answer = await api.products.create(change(body, 'product.slug', slug));
    judge('refused', answer, isRefused);
    judge('code', answer, isRefusedWith('DUPLICATE_SLUG_ERROR'));
  },
});

export const createRefusals: Check[] = [...ROWS.map(refusal), noProduct, name81, slugTaken];
