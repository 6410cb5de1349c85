/** What an answer of Query lists, and in which order. */

import { type Answer, isObject, type JsonObject } from '../answer.ts';
import { isAccepted } from './answers.ts';
import { compare } from './compare.ts';
import { all, type Finding, type Matcher, show, unless } from './matcher.ts';

/** The items of a query answer; an absent list is an empty one (SIL-02). */
export function itemsIn(answer: Answer): JsonObject[] {
  const listed = answer.member('customizations');
  return Array.isArray(listed) ? listed.filter(isObject) : [];
}

export function idsOf(items: readonly object[]): string[] {
  return items.map(item => String((item as { id?: unknown }).id));
}

/** The paging facts of a query answer; empty when it has none. */
export function pagingOf(answer: Answer): JsonObject {
  const paging = answer.member('pagingMetadata');
  return isObject(paging) ? paging : {};
}

/** The cursors of a query answer; empty when it has none. */
export function cursorsOf(answer: Answer): { next?: string; prev?: string } {
  const { cursors } = pagingOf(answer);
  return isObject(cursors) ? cursors : {};
}

type Named = { id: string; name?: string };

/** Names where known: an id says nothing to a reader. */
function named(ids: Iterable<string>, known: readonly Named[]): string {
  const names = new Map(known.map(item => [item.id, item.name]));
  const shown = [...ids].map(id => names.get(id) ?? id);
  return shown.length === 0
    ? 'nothing'
    : `${shown.slice(0, 8).join(', ')}${shown.length > 8 ? ` … (${shown.length})` : ''}`;
}

/** What is missing, too much or repeated. */
export function compareSets(expected: readonly Named[], received: readonly string[]): Finding | undefined {
  const wanted = new Set(expected.map(({ id }) => id));
  const missing = [...wanted].filter(id => !received.includes(id));
  const extra = received.filter(id => !wanted.has(id));
  const twice = received.filter((id, i) => received.indexOf(id) !== i);
  if (missing.length + extra.length + twice.length === 0) return undefined;
  const words = [
    missing.length > 0 && `without ${named(missing, expected)}`,
    extra.length > 0 && `with ${named(extra, expected)} besides`,
    twice.length > 0 && `with ${named(twice, expected)} twice`,
  ].filter(Boolean);
  return {
    expected: `exactly ${named(wanted, expected)}`,
    received: `${received.length} items, ${words.join(', ')}`,
  };
}

/** Accepted, and lists exactly these, each once, in any order. */
export function listsExactly(expected: readonly Named[]): Matcher<Answer> {
  return all(isAccepted, answer => compareSets(expected, idsOf(itemsIn(answer))));
}

/** Accepted, and lists at least these. */
export function listsAll(expected: readonly Named[]): Matcher<Answer> {
  return all(isAccepted, answer => {
    const received = new Set(idsOf(itemsIn(answer)));
    const missing = expected.filter(({ id }) => !received.has(id));
    return unless(
      missing.length === 0,
      named(
        missing.map(({ id }) => id),
        expected,
      ),
      'a list without them',
    );
  });
}

/** Each of these items shows at least what belongs to it. */
export function showsEach<T extends { id: string }>(
  items: readonly T[],
  contentOf: (item: T, place: number) => object,
): Matcher<Answer> {
  return answer => {
    const shown = new Map(itemsIn(answer).map(item => [item.id, item]));
    for (const [place, item] of items.entries()) {
      const finding = compare(contentOf(item, place), shown.get(item.id));
      if (finding) return finding;
    }
    return undefined;
  };
}

/** Accepted, and lists none of these. */
export function listsNone(ids: readonly string[]): Matcher<Answer> {
  return all(isAccepted, answer => {
    const found = idsOf(itemsIn(answer)).filter(id => ids.includes(id));
    return unless(found.length === 0, `none of ${show(ids)}`, found);
  });
}

/** Accepted, and lists exactly these in exactly this order. */
export function listsInOrder(expected: readonly Named[]): Matcher<Answer> {
  return all(listsExactly(expected), answer => compareOrder(expected, idsOf(itemsIn(answer))));
}

/** The first ones of `expected`, in its order. */
export function compareOrder(expected: readonly Named[], received: readonly string[]): Finding | undefined {
  return unless(
    received.every((id, i) => id === expected[i]?.id),
    named(
      expected.map(({ id }) => id),
      expected,
    ),
    named(received, expected),
  );
}

/** Neighbours stand in order by `key`; equal keys may stand in any order (SIL-14). */
export function isSorted(
  items: readonly JsonObject[],
  key: (item: JsonObject) => string | number,
  order: 'ASC' | 'DESC',
): Finding | undefined {
  for (let i = 1; i < items.length; i += 1) {
    const [before, after] = [items[i - 1], items[i]];
    if (!before || !after) continue;
    const inOrder = order === 'ASC' ? key(before) <= key(after) : key(before) >= key(after);
    if (!inOrder) {
      return {
        expected: `${order} order`,
        received: `${show(key(before))} before ${show(key(after))} at position ${i}`,
      };
    }
  }
  return undefined;
}

/** Accepted, holds something, and every item passes. */
export function everyItem(find: (item: JsonObject) => Finding | undefined): Matcher<Answer> {
  return all(isAccepted, answer => {
    const items = itemsIn(answer);
    if (items.length === 0) return { expected: 'at least one item', received: 'none' };
    for (const item of items) {
      const finding = find(item);
      if (finding) return { ...finding, received: `${finding.received} (item ${show(item.name)})` };
    }
    return undefined;
  });
}
