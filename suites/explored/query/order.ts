/** What the documentation says of the order of items, and what it leaves open: ties, and names beyond letters of one case. */
import type { Answer } from '../../../engine/answer.ts';
import { isAccepted } from '../../../engine/matchers/answers.ts';
import { all, type Finding, type Matcher } from '../../../engine/matchers/matcher.ts';
import { compareOrder, idsOf, itemsIn } from '../../../engine/matchers/pages.ts';
import type { Sort } from '../../../generators/query-questions.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import { compare } from './opinion.ts';

/** Newest first (CUST-QUERY-SORT-001). */
const BY_DEFAULT: Sort[] = [{ fieldName: 'createdDate', order: 'DESC' }];

/** Below zero when `a` comes first; `undefined` when nobody can tell, as with equal keys. */
function order(sort: readonly Sort[], a: Customization, b: Customization): number | undefined {
  for (const { fieldName, order: direction } of sort.length > 0 ? sort : BY_DEFAULT) {
    const compared = compare(fieldName, a[fieldName], b[fieldName]);
    if (compared === undefined) return undefined;
    if (compared !== 0) return direction === 'DESC' ? -compared : compared;
  }
  return undefined;
}

/** Accepted, and no two items stand the wrong way round (CUST-QUERY-SORT-012). */
export function standsBy(sort: readonly Sort[], items: readonly Customization[]): Matcher<Answer> {
  const known = new Map(items.map(item => [item.id, item]));
  return all(isAccepted, answer => {
    const listed = idsOf(itemsIn(answer)).flatMap(id => known.get(id) ?? []);
    for (const [i, first] of listed.entries()) {
      const late = listed.slice(i + 1).find(other => (order(sort, first, other) ?? -1) > 0);
      if (late) return misplaced(first, late);
    }
    return undefined;
  });
}

function misplaced(first: Customization, late: Customization): Finding {
  const shown = ({ name, createdDate, updatedDate, id }: Customization): string =>
    `"${name}" (id ${id}, created ${createdDate}, updated ${updatedDate})`;
  return { expected: `${shown(late)} before ${shown(first)}`, received: 'the other way round' };
}

/** Whether a sort leaves no two items equal, whatever order the target gives to ids. */
export function isTotal(sort: readonly Sort[], items: readonly Customization[]): boolean {
  const lettered = items.every(({ name }) => /^[a-z]+$/.test(name));
  return sort.some(({ fieldName }) => fieldName === 'id' || (fieldName === 'name' && lettered));
}

/** The same items in the same order as another reading shows (CUST-QUERY-SORT-024). */
export function inOrderOf(
  other: readonly object[],
  items: readonly Customization[],
): (listed: readonly object[]) => Finding | undefined {
  const known = new Map(items.map(({ id, name }) => [id, name]));
  const expected = idsOf(other).map(id => ({ id, name: known.get(id) ?? id }));
  return listed => compareOrder(expected, idsOf(listed));
}
