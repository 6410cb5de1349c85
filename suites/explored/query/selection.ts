/** What a filter must and may select among a population. */
import type { Answer, JsonObject } from '../../../engine/answer.ts';
import { isAccepted } from '../../../engine/matchers/answers.ts';
import { countIn } from '../../../engine/matchers/counts.ts';
import { all, type Matcher, unless } from '../../../engine/matchers/matcher.ts';
import { compareSets, idsOf, itemsIn, listsAll } from '../../../engine/matchers/pages.ts';
import { asObject } from '../../../specs/json.ts';
import type { Customization } from '../../../specs/openapi.types.ts';
import type { Opinion } from './opinion.ts';
import type { Population } from './population.ts';

export interface Selection {
  filter: JsonObject;
  surely: Customization[];
  /** Beside those. */
  perhaps: Customization[];
}

/** @param conditions operators by field, which may hold for strangers too: here they are asked of the population only (SIL-55) */
export function selectionOf(
  among: Population,
  conditions: JsonObject,
  opinion: (item: Customization) => Opinion,
): Selection {
  return {
    filter: scoped(among, conditions),
    surely: among.items.filter(item => opinion(item) === true),
    perhaps: among.items.filter(item => opinion(item) === undefined),
  };
}

/** Strangers are kept out by a field the conditions are not about, or else by one more operator. */
export function scoped({ byIds, byPrefix }: Population, conditions: JsonObject): JsonObject {
  if (!('name' in conditions)) return { ...byPrefix, ...conditions };
  if (!('id' in conditions)) return { ...byIds, ...conditions };
  return { ...conditions, name: { ...asObject(byPrefix.name), ...asObject(conditions.name) } };
}

/** Nobody is listed who does not belong there, and nobody twice (CUST-QUERY-FILTER-065). */
export function listsOnly({ surely, perhaps }: Selection): Matcher<Answer> {
  const known = new Set([...surely, ...perhaps].map(({ id }) => id));
  return all(isAccepted, answer => {
    const listed = idsOf(itemsIn(answer));
    const belongs = listed.every((id, i) => known.has(id) && listed.indexOf(id) === i);
    return belongs ? undefined : compareSets(surely, listed);
  });
}

/** The same, and everybody who belongs there is listed (CUST-QUERY-FILTER-066). */
export function lists(selection: Selection): Matcher<Answer> {
  return all(listsOnly(selection), listsAll(selection.surely));
}

/** Counts as many as a list may hold (CUST-COUNT-004). */
export function countsThem({ surely, perhaps }: Selection): Matcher<Answer> {
  const [least, most] = [surely.length, surely.length + perhaps.length];
  const expected = least === most ? `"count": ${least}` : `"count" from ${least} to ${most}`;
  return all(isAccepted, answer => {
    const count = countIn(answer);
    return unless(count >= least && count <= most, expected, `"count": ${count}`);
  });
}
