/** What the pages of a walk hold together. */
import type { Answer } from '../answer.ts';
import type { PageWalk } from '../page-walk.ts';
import { isAccepted } from './answers.ts';
import { all, type Finding, type Matcher, show, unless } from './matcher.ts';
import { compareOrder, compareSets, idsOf, itemsIn, pagingOf } from './pages.ts';

type Named = { id: string; name?: string };

/** Every page was accepted, and together they hold exactly these, each once (CUST-QUERY-PAGE-023). */
export function visitsOnce(expected: readonly Named[]): Matcher<PageWalk> {
  return all(everyPage(isAccepted), ({ items }) => compareSets(expected, idsOf(items)));
}

/** The same, in exactly this order. */
export function visitsInOrder(expected: readonly Named[]): Matcher<PageWalk> {
  return all(visitsOnce(expected), ({ items }) => compareOrder(expected, idsOf(items)));
}

/** Every page that leaves some of the `total` matches for later says so (CUST-QUERY-PAGE-013). */
export function announcesMore(total: number): Matcher<PageWalk> {
  return ({ answers }) => {
    const early = answers.filter((_, i) => seenUpTo(answers, i) < total);
    if (early.length === 0)
      return { expected: 'a page that leaves some for later', received: sizes(answers) };
    return firstFinding(early, answer =>
      unless(pagingOf(answer).hasNext === true, 'hasNext true', pagingOf(answer).hasNext),
    );
  };
}

/** The page that completes the `total` matches says that none follows (CUST-QUERY-PAGE-014). */
export function announcesEnd(total: number): Matcher<PageWalk> {
  return ({ answers }) => {
    const completing = answers.find((_, i) => seenUpTo(answers, i) >= total) ?? answers.at(-1);
    const hasNext = completing && pagingOf(completing).hasNext;
    return unless(hasNext === false, 'hasNext false on the last page', hasNext);
  };
}

/** Every page but the last holds exactly `limit` items, the last no more (CUST-QUERY-PAGE-025). */
export function fillsPages(limit: number): Matcher<PageWalk> {
  return ({ answers }) => {
    const pages = answers.map(answer => itemsIn(answer).length);
    const full = pages.length > 1 && pages.slice(0, -1).every(size => size === limit);
    return unless(full && Number(pages.at(-1)) <= limit, `pages of ${limit} and a rest`, sizes(answers));
  };
}

/** The pages hold these numbers of items. */
export function hasPages(...expected: number[]): Matcher<PageWalk> {
  return ({ answers }) => {
    const pages = answers.map(answer => itemsIn(answer).length);
    return unless(pages.join() === expected.join(), `pages of ${expected.join(', ')} items`, sizes(answers));
  };
}

/** The first page holds something, and no more than `limit` items (CUST-QUERY-PAGE-003). */
export function startsWithin(limit: number): Matcher<PageWalk> {
  return ({ answers }) => {
    const size = answers[0] ? itemsIn(answers[0]).length : 0;
    return unless(size > 0 && size <= limit, `1 to ${limit} items on the first page`, `${size} items`);
  };
}

/** Each page passes. */
export function everyPage(find: Matcher<Answer>): Matcher<PageWalk> {
  return ({ answers }) => firstFinding(answers, find);
}

function firstFinding(answers: readonly Answer[], find: Matcher<Answer>): Finding | undefined {
  for (const [i, answer] of answers.entries()) {
    const finding = find(answer);
    if (finding) return { ...finding, received: `${finding.received} (page ${i + 1} of the walk)` };
  }
  return undefined;
}

function seenUpTo(answers: readonly Answer[], last: number): number {
  return answers.slice(0, last + 1).flatMap(itemsIn).length;
}

function sizes(answers: readonly Answer[]): string {
  return `pages of ${show(answers.map(answer => itemsIn(answer).length))} items`;
}
