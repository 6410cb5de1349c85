/** What holds for every filter: sound, complete, empty when nothing matches, and literal. */
import { type Check, check } from '../../engine/check.ts';
import { instant } from '../../engine/matchers/entities.ts';
import { unlessFinal, unlessRefused } from '../../engine/matchers/lag.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import { everyItem, listsAll, listsExactly, pagingOf } from '../../engine/matchers/pages.ts';
import { visitsOnce } from '../../engine/matchers/walks.ts';
import { walkPages } from '../../engine/page-walk.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import type { Entity } from '../../specs/model/entity.ts';
import { matches } from '../../specs/model/filter.ts';
import { wardrobe } from './fixtures.ts';
import { FREE_TEXT, type Kind, SWATCH_MODIFIER, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';
import { byIds, byPrefix, valuesOf } from './selections.ts';

const hasItems = everyItem(() => undefined);

const sound = check({
  id: 'customizations.query.filter.sound',
  title: 'Every listed item meets the filter, strangers included',
  profile: 'core',
  points: { sound: 'CUST-QUERY-FILTER-065' },
  async run({ api, judge, settle, use }) {
    const tried = await use(wardrobe);
    const [first] = valuesOf(tried, 'createdDate');
    const filters = [
      {
        ...byPrefix(tried),
        customizationType: { $eq: 'MODIFIER' },
        customizationRenderType: { $ne: 'FREE_TEXT' },
      },
      { ...byPrefix(tried), customizationType: { $ne: 'MODIFIER' } },
      // Unscoped, so that this is about everybody's items.
      { createdDate: { $gte: first }, customizationRenderType: { $in: ['TEXT_CHOICES', 'FREE_TEXT'] } },
    ];
    for (const filter of filters) {
      const meets = everyItem(item =>
        unless(matches(item as unknown as Entity, filter), `only items that meet ${show(filter)}`, item),
      );
      // Own items meet each filter; a replica that does not know them yet says nothing (SIL-16).
      const read = () => api.query({ query: { filter } });
      judge('sound', await settle.again('query-repeated', read, unlessRefused(hasItems)), meets);
    }
  },
});

const complete = check({
  id: 'customizations.query.filter.complete',
  title: 'A filtered walk over several pages lists every new item that meets the filter',
  profile: 'core',
  points: { complete: 'CUST-QUERY-FILTER-066' },
  async run({ api, given, judge, draw, settle }) {
    const prefix = given.word();
    const make = (kind: Kind, label: string) =>
      given.customization({ ...draw(kind.arbitrary(), label), name: `${prefix}-${label}` });
    const [, ...wanted] = await Promise.all([
      make(TEXT_OPTION, 'ash'),
      make(TEXT_MODIFIER, 'elm'),
      make(SWATCH_MODIFIER, 'fir'),
      make(FREE_TEXT, 'oak'),
      make(SWATCH_MODIFIER, 'yew'),
    ]);
    const filter = { name: { $startsWith: prefix }, customizationType: { $eq: 'MODIFIER' } };
    const read = () => walkPages(api, { query: { filter, cursorPaging: { limit: 2 } } }, { most: 3 });
    judge('complete', await settle('query-after-create', read, visitsOnce(wanted)), visitsOnce(wanted));
  },
});

const noMatch = check({
  id: 'customizations.query.filter.no-match',
  title: 'A filter that nothing meets answers 200 with no items, count 0 and hasNext false',
  profile: 'core',
  points: { empty: 'CUST-QUERY-FILTER-067' },
  async run({ api, given, judge, use }) {
    await use(wardrobe);
    const answer = await api.query({ query: { filter: { name: { $eq: given.name() } } } });
    judge(
      'empty',
      answer,
      all(listsExactly([]), () => {
        const { count, hasNext } = pagingOf(answer);
        return unless(
          count === 0 && hasNext === false,
          'count 0 and hasNext false',
          show({ count, hasNext }),
        );
      }),
    );
  },
});

const shownDate = check({
  id: 'customizations.query.filter.created-date-as-shown',
  title: 'createdDate $eq with the timestamp as it was shown finds the item',
  profile: 'core',
  points: { found: 'CUST-QUERY-FILTER-085' },
  async run({ api, judge, settle, use }) {
    const tried = await use(wardrobe);
    for (const item of tried.items.slice(-2)) {
      // Scoped: where dates are shown in seconds, a moment may be shared by more than a page of others.
      const finds = all(
        listsAll([item]),
        everyItem(({ createdDate }) =>
          unless(instant(createdDate) === instant(item.createdDate), `only ${item.createdDate}`, createdDate),
        ),
      );
      const filter = { ...byIds(tried), createdDate: { $eq: item.createdDate } };
      const read = () => api.query({ query: { filter } });
      judge('found', await settle.again('query-repeated', read, unlessRefused(finds)), finds);
    }
  },
});

const storefront = check({
  id: 'customizations.query.filter.storefront',
  title:
    "The combined filter of Wix's own storefront: id $in, customizationRenderType $ne FREE_TEXT, limit 100",
  profile: 'core',
  points: { works: 'CUST-QUERY-FILTER-086' },
  async run({ api, judge, settle, use }) {
    const tried = await use(wardrobe);
    const filter = { ...byIds(tried), customizationRenderType: { $ne: 'FREE_TEXT' } };
    const expected = tried.items.filter(item => item.customizationRenderType !== 'FREE_TEXT');
    const exact = listsExactly(expected);
    const read = () => api.query({ query: { filter, cursorPaging: { limit: 100 } } });
    judge(
      'works',
      await settle.again('query-repeated', read, unlessFinal(exact, expected, tried.items)),
      exact,
    );
  },
});

const escaped = check({
  id: 'customizations.query.filter.name-escaped',
  title: 'A name with quotes and backslashes is found by exactly that name',
  profile: 'core',
  points: { literal: 'CUST-QUERY-FILTER-087' },
  async run({ api, given, judge, draw, settle }) {
    const plain = given.word();
    const make = (name: string) =>
      given.customization({ ...draw(TEXT_OPTION.arbitrary(), name.slice(-3)), name });
    const made = await make(`${plain}"say \\"n\\t`);
    const twin = await make(`${plain}say nt`);
    if (!/["\\]/.test(made.name)) {
      throw new UndecidedError('set-up-failed', `a name with quotes was stored as ${show(made.name)}`);
    }
    const both = { id: { $in: [made.id, twin.id] } };
    await settle.required(
      'query-after-create',
      () => api.query({ query: { filter: both } }),
      listsAll([made, twin]),
    );
    const exact = listsExactly([made]);
    const read = () => api.query({ query: { filter: { name: { $eq: made.name } } } });
    judge('literal', await settle.again('query-repeated', read, unlessRefused(exact)), exact);
  },
});

export const facts: Check[] = [sound, complete, noMatch, shownDate, storefront, escaped];
