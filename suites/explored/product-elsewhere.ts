/** Products that stand elsewhere in an answer than those of Create and Get: in lists, and in bulk reports. */
import { Answer, type JsonObject } from '../../engine/answer.ts';
import { type Matcher, show } from '../../engine/matchers/matcher.ts';
import { productsIn } from '../../engine/matchers/product-pages.ts';
import { bulkOf } from '../../engine/reading.ts';

/** What a matcher of single products says of the first product of a list. */
export const ofListed = (matcher: Matcher<Answer>): Matcher<Answer> =>
  ofProduct(answer => productsIn(answer)[0], matcher);

/** The same of the product in the result of a position. */
export const ofResult = (position: number, matcher: Matcher<Answer>): Matcher<Answer> =>
  ofProduct(answer => bulkOf(answer)?.items.get(position)?.entity, matcher);

/** What a matcher of single products says of the product that is picked out of an answer. */
export function ofProduct(
  pick: (answer: Answer) => JsonObject | undefined,
  matcher: Matcher<Answer>,
): Matcher<Answer> {
  return answer => {
    const product = pick(answer);
    const { exchange } = answer;
    if (!product || !exchange.response) return { expected: 'a product', received: show(answer.body) };
    return matcher(new Answer({ ...exchange, response: { ...exchange.response, body: { product } } }));
  };
}
