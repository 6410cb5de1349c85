/** What the query chapters look at: made once a run, settled before anyone asks, deleted at the end. */

import type { Answer } from '../../engine/answer.ts';
import { fixture } from '../../engine/check.ts';
import { instant } from '../../engine/matchers/entities.ts';
import { all, type Matcher } from '../../engine/matchers/matcher.ts';
import { listsAll, listsExactly, showsEach } from '../../engine/matchers/pages.ts';
import { clockMoved } from '../../engine/settle.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { KINDS, TEXT_OPTION } from './kinds.ts';

export interface Wardrobe {
  /** What all names begin with; nothing else on the site does. */
  prefix: string;
  /** In the order of creation, as the target last showed them. */
  items: Customization[];
}

/** Distinct words whose alphabetical order is neither the order of creation nor its reverse. One case (SIL-14). */
const WORDS = [
  'mango',
  'apple',
  'zebra',
  'kiwi',
  'fig',
  'olive',
  'banana',
  'tulip',
  'cedar',
  'plum',
  'quince',
  'elm',
];
/** Which of them are renamed afterwards, in this order: the order of last update differs from that of creation. */
const RENAMED = [6, 1, 9];
/** Milliseconds between two writes, so that their timestamps differ; the second for a clock that counts seconds. */
const APART = 3;
const FAR_APART = 300;

/** Lets the clock of the target move on: further when the first two of these were made at what it calls one moment. */
export async function momentPassed(made: readonly Customization[], far = FAR_APART): Promise<void> {
  const [first, second] = made.map(({ createdDate }) => instant(createdDate));
  await clockMoved(second !== undefined && first === second ? far : APART);
}

/** Twelve customizations of every kind, with distinct names and moments. */
export const wardrobe = fixture<Wardrobe>('customizations.wardrobe', async ({ api, given, settle, draw }) => {
  const prefix = given.word();
  const items: Customization[] = [];
  for (const [i, word] of WORDS.entries()) {
    const kind = KINDS[i % KINDS.length] ?? TEXT_OPTION;
    items.push(await given.customization({ ...draw(kind.arbitrary(), word), name: `${prefix}-${word}` }));
    await momentPassed(items);
  }
  for (const i of RENAMED) {
    const { id, revision, name } = items[i] as Customization;
    items[i] = await api.update(id, { customization: { id, revision, name: `${name}s` } }).accepted();
    await momentPassed(items);
  }
  // Two ways to find them: a target that breaks one filter is judged by the checks of that filter, not here.
  const ways = [{ name: { $startsWith: prefix } }, { id: { $in: items.map(({ id }) => id) } }];
  let reads = 0;
  await settle.required(
    'query-after-create',
    () => api.query({ query: { filter: ways[reads++ % ways.length] } }),
    showsAll(items),
  );
  return { prefix, items };
});

/** A page that lists all of these, each in its latest state. */
function showsAll(items: readonly Customization[]): Matcher<Answer> {
  return all(
    listsAll(items),
    showsEach(items, ({ name, updatedDate }) => ({ name, updatedDate })),
  );
}

export interface Crowd {
  /** What all names begin with; nothing else on the site does. */
  prefix: string;
  items: Customization[];
}

/** The page maximum. */
export const PAGE_MAX = 100;

/** One more than a page can hold: 101 small customizations, made at once, so that some share a moment of creation. */
export const crowd = fixture<Crowd>('customizations.crowd', async ({ api, given, settle }) => {
  const prefix = given.word();
  // Each half fits on one page, which shows that the prefix of both shows exactly the crowd.
  const half = PAGE_MAX / 2;
  const made = await Promise.allSettled(
    Array.from({ length: PAGE_MAX + 1 }, (_, i) =>
      given.customization({
        name: `${prefix}-${i < half ? 'a' : 'b'}${String(i).padStart(3, '0')}`,
        customizationType: 'MODIFIER',
        customizationRenderType: 'FREE_TEXT',
        freeTextInput: { title: 'Engraving', minCharCount: 0, maxCharCount: 20 },
      }),
    ),
  );
  // All are awaited before the first refusal is told: what is still under way would not be cleaned up.
  const items = made.map(outcome => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  for (const [letter, part] of [['a', items.slice(0, half)] as const, ['b', items.slice(half)] as const]) {
    const filter = { name: { $startsWith: `${prefix}-${letter}` } };
    const query = { filter, cursorPaging: { limit: half + 1 } };
    await settle.required('query-after-create', () => api.query({ query }), listsExactly(part));
  }
  return { prefix, items };
});
