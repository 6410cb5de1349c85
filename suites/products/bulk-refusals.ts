/** What bulk create refuses as a whole: lists of the wrong size, too much in all, ids that only the server gives. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../engine/answer.ts';
import { type Changed, change } from '../../engine/change.ts';
import { type Check, check, type PointSpec } from '../../engine/check.ts';
import { isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { failsAt, itemMetadataIn } from '../../engine/matchers/bulk.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { plainProduct } from '../../generators/product.ts';
import { plainVariant } from '../../generators/variant-set.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import { OPTIONLESS } from './kinds.ts';

interface Body {
  products: NewProduct[];
}

interface Row {
  requirement: string;
  id: string;
  title: string;
  wrong: (name: () => string) => Changed<Body>;
  refused: Matcher<Answer>;
  code?: string;
}

/** The whole call was refused, or every item failed. */
const failsWhole: Matcher<Answer> = answer => {
  if (!isRefused(answer)) return undefined;
  const items = itemMetadataIn(answer);
  const failed = items.length > 0 && items.every(({ success }) => success === false);
  return unless(failed, 'the call refused with 4xx, or every item failed', show(items.slice(0, 3)));
};

const products = (count: number, name: () => string): NewProduct[] =>
  Array.from({ length: count }, () => plainProduct(name()));

/** A product with six options of one choice each, and one variant. */
function withSixOptions(name: () => string): NewProduct {
  const options = Array.from({ length: 6 }, () => ({
    name: name(),
    optionRenderType: 'TEXT_CHOICES' as const,
    choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT' as const, name: 'One' }] },
  }));
  const variants = [plainVariant(options, 0, '10.00')];
  return { ...plainProduct(name()), options, variantsInfo: { variants } };
}

/** 17 products with 6 options are 102 options, two more than one request may hold. */
const CROWD = 17;

const ROWS: Row[] = [
  {
    requirement: 'PROD-BULK-005',
    id: 'empty',
    title: 'An empty list of products is refused',
    wrong: name => change({ products: products(1, name) }, 'products', []),
    refused: isRefused,
  },
  {
    requirement: 'PROD-BULK-006',
    id: '101',
    title: '101 products are refused',
    wrong: name => change({ products: products(1, name) }, 'products', products(101, name)),
    refused: isRefused,
  },
  {
    requirement: 'PROD-BULK-007',
    id: '102-options',
    title: '102 options in one request are refused',
    wrong: name => {
      const crowd = Array.from({ length: CROWD }, () => withSixOptions(name));
      return change({ products: [withSixOptions(name)] }, 'products', crowd);
    },
    refused: failsWhole,
    code: 'TOO_MANY_OPTIONS_IN_REQUEST',
  },
  {
    requirement: 'PROD-BULK-008',
    id: 'id-given',
    title: 'A product with an id of the caller is refused',
    wrong: name => change({ products: products(2, name) }, 'products.1.id', randomUUID()),
    refused: failsAt(1, 2),
  },
];

function refusal({ requirement, id, title, wrong, refused, code }: Row): Check {
  return check({
    id: `products.bulk.refuses.${id}`,
    title,
    profile: 'products',
    points: {
      refused: requirement,
      ...(code && { code: { soft: requirement } }),
    } as Record<'refused' | 'code', PointSpec>,
    async run({ api, given, judge, use }) {
      await use(OPTIONLESS.control);
      // The control: the same call with nothing wrong in it.
      await api.products.bulkCreate({ products: products(1, () => given.name()) }).accepted();
      const answer = await api.products.bulkCreate(wrong(() => given.name()));
      judge('refused', answer, refused);
      if (code) judge('code', answer, isRefused(answer) ? failsWhole : isRefusedWith(code));
    },
  });
}

export const bulkRefusals: Check[] = ROWS.map(refusal);
