/** What lists of products and of read-only variants hold. */
import { type Answer, isObject, type JsonObject } from '../answer.ts';
import { isAccepted } from './answers.ts';
import { all, type Finding, type Matcher } from './matcher.ts';
import { compareSets, idsOf } from './pages.ts';

/** The products an answer lists; an absent list is an empty one. */
export function productsIn(answer: Answer): JsonObject[] {
  return listIn(answer, 'products');
}

/** The read-only variants an answer lists. */
export function variantsIn(answer: Answer): JsonObject[] {
  return listIn(answer, 'variants');
}

function listIn(answer: Answer, member: string): JsonObject[] {
  const listed = answer.member(member);
  return Array.isArray(listed) ? listed.filter(isObject) : [];
}

type Named = { id: string; name?: string };

/** Accepted, and lists exactly these products, each once, in any order. */
export function listsProducts(expected: readonly Named[]): Matcher<Answer> {
  return all(isAccepted, answer => compareSets(expected, idsOf(productsIn(answer))));
}

/** Accepted, lists something, and every item passes. */
export function everyListed(
  items: (answer: Answer) => JsonObject[],
  find: (item: JsonObject) => Finding | undefined,
): Matcher<Answer> {
  return all(isAccepted, answer => {
    const found = items(answer);
    if (found.length === 0) return { expected: 'at least one item', received: 'none' };
    for (const item of found) {
      const finding = find(item);
      if (finding) return finding;
    }
    return undefined;
  });
}
