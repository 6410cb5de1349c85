/** What eventual consistency can explain (SIL-16), so that nobody waits for what will not come. */
import type { Customization } from '../../specs/openapi.types.ts';
import type { Answer } from '../answer.ts';
import { instant } from './entities.ts';
import type { Matcher } from './matcher.ts';
import { itemsIn } from './pages.ts';

/** The same matcher for waiting: a refusal is final, since lag refuses nothing. */
export function unlessRefused(matcher: Matcher<Answer>): Matcher<Answer> {
  return answer => (answer.status === 200 ? matcher(answer) : undefined);
}

/**
 * The same matcher for waiting: final is a refusal, and a list with something that neither belongs there nor is an
 * outdated view of an own item.
 * @param expected what belongs in the list
 * @param current all own items in their latest state
 */
export function unlessFinal(
  matcher: Matcher<Answer>,
  expected: readonly Customization[],
  current: readonly Customization[],
): Matcher<Answer> {
  const belongs = new Set(expected.map(({ id }) => id));
  const updated = new Map(current.map(({ id, updatedDate }) => [id, instant(updatedDate)]));
  return unlessRefused(answer => {
    const mayChange = itemsIn(answer).every(({ id, updatedDate }) => {
      const known = updated.get(String(id));
      return belongs.has(String(id)) || (known !== undefined && known !== instant(updatedDate));
    });
    return mayChange ? matcher(answer) : undefined;
  });
}
