import type { Answer, JsonObject } from '../../engine/answer.ts';
import type { Finding, Matcher } from '../../engine/matchers/matcher.ts';
import { productThat } from '../../engine/matchers/products.ts';

/** A refusal will do as well; if it was accepted, the product passes. */
export function refusedOr(find: (product: JsonObject) => Finding | undefined): Matcher<Answer> {
  return answer => (answer.status >= 400 && answer.status < 500 ? undefined : productThat(find)(answer));
}
