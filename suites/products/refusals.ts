/**
 * Creates that must be refused: a valid product with one thing wrong. The valid one was accepted on this target before (the
 * kind's control). Each refusal is followed by proof that nothing came to be.
 */
import { type Changed, change, deliberately } from '../../engine/change.ts';
import { type Check, type CheckContext, check, type PointSpec } from '../../engine/check.ts';
import { hasStatus, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import type { CreateProductBody } from '../../engine/products-api.ts';
import { MISTAKES } from '../../generators/product-mistakes.ts';
import { type ProductKind, slugLookup } from './kinds.ts';

/** Makes one thing wrong in a valid request. */
export type Wrong = (
  body: CreateProductBody,
  context: Pick<CheckContext, 'api' | 'given' | 'draw' | 'use'>,
) => Changed<CreateProductBody> | Promise<Changed<CreateProductBody>>;

export interface Refusal {
  requirement: string;
  /** The check's id behind `products.`, e.g. `options.refuses.seven`. */
  id: string;
  title: string;
  kind: ProductKind;
  /** Each is made in a request of its own; every one of them must be refused. */
  wrong: Wrong[];
  /** The typed code; another one only warns, none is right too. */
  code?: string;
  /** The statuses that are expected; any other 4xx only warns. */
  statuses?: number[];
}

/** Variants that do not fit the options answer one of these. */
export const ALIGNMENT = [400, 428];

/** The member at the path has another value, or is left out. */
export const having =
  (path: string, value: unknown): Wrong =>
  body =>
    change(body, path, value);

/** One of the mistakes that the generators know, by id. */
export const mistake =
  (id: string): Wrong =>
  ({ product, ...rest }) => {
    const { make, describe } = MISTAKES[id] ?? {};
    if (!make || !describe) throw new Error(`no mistake "${id}"`);
    return deliberately({ ...rest, product: make(product) }, describe);
  };

export function refusal({ requirement, id, title, kind, wrong, code, statuses }: Refusal): Check {
  return check({
    id: `products.${id}`,
    title,
    profile: 'products',
    points: {
      refused: requirement,
      nothing: 'PROD-CREATE-026',
      ...(code && { code: { soft: requirement } }),
      ...(statuses && { status: { soft: requirement } }),
    } as Record<'refused' | 'nothing' | 'code' | 'status', PointSpec>,
    async run(context) {
      const { api, given, judge, draw, use } = context;
      await use(kind.control);
      for (const [i, make] of wrong.entries()) {
        const slug = given.word();
        const body = { product: { ...given.productNamed(draw(kind.arbitrary(), String(i))), slug } };
        const answer = await api.products.create(await make(body, context));
        judge('refused', answer, isRefused);
        if (code) judge('code', answer, isRefusedWith(code));
        if (statuses) judge('status', answer, hasStatus(...statuses));
        await judgeNothing(context, slug, answer.isSuccess);
      }
    },
  });
}

/** What was refused cannot be found by the slug it was to have. */
async function judgeNothing(
  { api, judge, use }: CheckContext<'nothing'>,
  slug: string,
  accepted: boolean,
): Promise<void> {
  if (accepted) return judge.inapplicable('nothing', 'it was not refused');
  await use(slugLookup);
  judge('nothing', await api.products.getBySlug(slug), isRefused);
}
