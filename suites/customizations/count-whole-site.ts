/** Counts without a scope, on a site that others write to. */
import type { Evidence } from '../../engine/answer.ts';
import type { Api, CountBody } from '../../engine/api.ts';
import { type Check, check, type PointSpec } from '../../engine/check.ts';
import { countIn } from '../../engine/matchers/counts.ts';
import { unless } from '../../engine/matchers/matcher.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { wardrobe } from './fixtures.ts';

/** Several counts taken as one: their sum, with the last as proof. */
export interface Sum extends Evidence {
  parts: number[];
}

/** The counts of these, one after the other. */
export async function sumOf(api: Api, bodies: CountBody[]): Promise<Sum> {
  const answers = [];
  for (const body of bodies) answers.push(await api.count(body));
  const [last] = answers.slice(-1);
  if (!last) throw new RangeError('nothing to count');
  return { exchange: last.exchange, parts: answers.map(countIn) };
}

/**
 * Counts of everything, which others change all the time: they are taken between two bare counts, until the sum is one
 * of them. Another sum is wrong only where the site stood still, which the same counts taken again must show: one replica
 * may be behind the other. A site that does not stand still leaves the point undecided; it never makes it red.
 */
function ofWholeSite(topic: string, title: string, requirement: PointSpec, bodies: CountBody[]): Check {
  return check({
    id: `customizations.count.whole-site-${topic}`,
    title,
    profile: 'core',
    points: { equal: requirement },
    async run({ api, judge, settle, use }) {
      await use(wardrobe);
      const read = () => sandwich(api, bodies);
      const isEither = ({ sum, before, after }: Sandwich) =>
        unless(sum === before || sum === after, `"count": ${before}, as without a filter`, `${sum}`);
      const stood = await settle('count-repeated', read, seen =>
        seen.before === seen.after ? undefined : isEither(seen),
      );
      const seen = isEither(stood) ? await settle.again('count-repeated', read, isEither) : stood;
      if (isEither(seen) && !(await standsStill(seen, read))) {
        throw new UndecidedError('not-settled', 'the site kept changing', seen.exchange);
      }
      judge('equal', seen, isEither);
    },
  });
}

interface Sandwich extends Evidence {
  sum: number;
  before: number;
  after: number;
}

async function sandwich(api: Api, bodies: CountBody[]): Promise<Sandwich> {
  const before = await api.count().accepted();
  const { exchange, parts } = await sumOf(api, bodies);
  const after = await api.count().accepted();
  return { exchange, sum: parts.reduce((a, b) => a + b, 0), before, after };
}

/** Times that the same counts must come again before the site is taken to stand still. */
const AGAIN = 3;

async function standsStill(
  { sum, before, after }: Sandwich,
  read: () => Promise<Sandwich>,
): Promise<boolean> {
  for (let time = 0; time < AGAIN; time += 1) {
    const next = await read();
    const isSame = next.before === before && next.after === before && Object.is(next.sum, sum);
    if (!isSame || before !== after) return false;
  }
  return true;
}

export const wholeSite: Check[] = [
  ofWholeSite('empty-filter', 'An empty filter counts the same as no filter', 'CUST-COUNT-007', [
    { filter: {} },
  ]),
  // The rows ask for a scope (SIL-53), so what is said of the whole site only warns.
  ofWholeSite('all', 'No filter counts every item there is', { soft: 'CUST-COUNT-003' }, [
    { filter: { id: { $exists: true } } },
  ]),
  ofWholeSite('types', 'No filter counts options and modifiers', { soft: 'CUST-COUNT-008' }, [
    { filter: { customizationType: { $eq: 'PRODUCT_OPTION' } } },
    { filter: { customizationType: { $eq: 'MODIFIER' } } },
  ]),
];
