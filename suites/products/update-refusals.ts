/** What Update Product refuses; each refusal leaves revision and content as they were. */
import { randomUUID } from 'node:crypto';
import { ABSENT, type Changed, change } from '../../engine/change.ts';
import { type Check, check, type PointSpec } from '../../engine/check.ts';
import { hasStatus, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { isStillProduct, showsProduct } from '../../engine/matchers/products.ts';
import type { UpdateProductBody } from '../../engine/products-api.ts';
import type { Product } from '../../specs/openapi.types.ts';
import { listsAgain } from './connected.ts';
import { ONE_OPTION, OPTIONLESS, type ProductKind } from './kinds.ts';
import { latestProduct } from './latest.ts';
import { ALIGNMENT } from './refusals.ts';
import { renaming } from './renaming.ts';

interface Refusal {
  requirement: string;
  id: string;
  title: string;
  kind: ProductKind;
  /** The accepted update that `wrong` spoils. */
  valid: (product: Product, name: string) => UpdateProductBody;
  wrong: (body: UpdateProductBody, first: Product) => Changed<UpdateProductBody>;
  code?: string;
  statuses?: number[];
}

const whole = (product: Product): UpdateProductBody => ({
  product: {
    id: product.id,
    revision: product.revision,
    ...listsAgain(product),
  },
});

const ROWS: Refusal[] = [
  {
    requirement: 'PROD-UPDATE-003',
    id: 'revision-missing',
    title: 'An update without revision is refused',
    kind: OPTIONLESS,
    valid: renaming,
    wrong: body => change(body, 'product.revision', ABSENT),
  },
  {
    requirement: 'PROD-UPDATE-004',
    id: 'revision-stale',
    title: 'An update with an old revision is refused',
    kind: OPTIONLESS,
    valid: renaming,
    wrong: (body, first) => change(body, 'product.revision', first.revision),
    statuses: [409],
  },
  {
    requirement: 'PROD-UPDATE-010',
    id: 'variants-alone',
    title: 'Variants without options are refused on a product with options',
    kind: ONE_OPTION,
    valid: whole,
    wrong: body => change(body, 'product.options', ABSENT),
    code: 'MISSING_OPTIONS_ON_UPDATE_VARIANTS',
  },
  {
    requirement: 'PROD-UPDATE-011',
    id: 'options-alone',
    title: 'Options without variants are refused, and the product can still be read',
    kind: ONE_OPTION,
    valid: whole,
    wrong: body => change(body, 'product.variantsInfo', ABSENT),
    statuses: ALIGNMENT,
  },
];

function refusal({ requirement, id, title, kind, valid, wrong, code, statuses }: Refusal): Check {
  return check({
    id: `products.update.refuses.${id}`,
    title,
    profile: 'products',
    points: {
      refused: requirement,
      unchanged: 'PROD-UPDATE-005',
      ...(code && { code: { soft: requirement } }),
      ...(statuses && { status: { soft: requirement } }),
    } as Record<'refused' | 'unchanged' | 'code' | 'status', PointSpec>,
    async run(context) {
      const { api, given, judge, draw, settle } = context;
      const first = await given.product(draw(kind.arbitrary()));
      const { id: productId } = first;
      const accepted = await api.products.update(productId, valid(first, given.name())).accepted();
      const { name, revision } = accepted;
      const current = await latestProduct(context, productId, showsProduct({ name, revision }));
      const answer = await api.products.update(productId, wrong(valid(current, given.name()), first));
      judge('refused', answer, isRefused);
      if (code) judge('code', answer, isRefusedWith(code));
      if (statuses) judge('status', answer, hasStatus(...statuses));
      if (answer.isSuccess) return judge.inapplicable('unchanged', 'it was not refused');
      const still = isStillProduct(current);
      const read = () => api.products.get(productId);
      judge('unchanged', await settle.soon('get-after-refusal', read, still), still);
    },
  });
}

const unknown = check({
  id: 'products.update.refuses.unknown-id',
  title: 'An update of a product that does not exist is refused',
  profile: 'products',
  points: { refused: 'PROD-UPDATE-006', notFound: { soft: 'PROD-UPDATE-006' } },
  async run({ api, given, judge, draw }) {
    const made = await given.product(draw(OPTIONLESS.arbitrary()));
    const current = await api.products.update(made.id, renaming(made, given.name())).accepted();
    const id = randomUUID();
    const body = change(renaming(current, given.name()), 'product.id', id);
    const answer = await api.products.update(id, body);
    judge('refused', answer, isRefused);
    judge('notFound', answer, hasStatus(404));
  },
});

export const updateRefusals: Check[] = [...ROWS.map(refusal), unknown];
