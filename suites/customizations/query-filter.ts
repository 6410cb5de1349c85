/** Query Customizations: which items a filter lists. */
import type { Answer } from '../../engine/answer.ts';
import { isObject } from '../../engine/answer.ts';
import { type Chapter, type Check, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { instant } from '../../engine/matchers/entities.ts';
import { unlessRefused } from '../../engine/matchers/lag.ts';
import { all, type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import { everyItem, idsOf, itemsIn, listsAll, pagingOf } from '../../engine/matchers/pages.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { textOption } from '../../generators/customization.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { wardrobe } from './fixtures.ts';
import { facts } from './query-filter-facts.ts';
import { logic } from './query-filter-logic.ts';
import { odd } from './query-filter-odd.ts';
import { operators } from './query-filter-operators.ts';
import { among, judgeListed, selectionsOf } from './selections.ts';

const hasPage: Matcher<Answer> = all(isAccepted, answer => {
  const [customizations, paging] = [answer.member('customizations'), answer.member('pagingMetadata')];
  return unless(
    Array.isArray(customizations) && isObject(paging),
    'a list "customizations" and an object "pagingMetadata"',
    show(answer.body),
  );
});
const hasItems = all(
  hasPage,
  everyItem(() => undefined),
);

/** Lists the item, or a full page of items made since: others write to the site too (SIL-55). */
function showsNewest({ id, name, createdDate }: Customization): Matcher<Answer> {
  return all(isAccepted, answer => {
    const items = itemsIn(answer);
    const crowdedOut =
      pagingOf(answer).hasNext === true &&
      items.every(item => instant(item.createdDate) >= instant(createdDate));
    return unless(idsOf(items).includes(id) || crowdedOut, name, `${items.length} items without it`);
  });
}

const everything = check({
  id: 'customizations.query.filter.none',
  title: 'No query, an empty query and an empty filter all list the newest item',
  profile: 'core',
  points: {
    shape: 'CUST-QUERY-FILTER-001',
    emptyQuery: 'CUST-QUERY-FILTER-002',
    emptyFilter: 'CUST-QUERY-FILTER-003',
  },
  async run({ api, given, judge, draw, settle }) {
    const made = await given.customization(draw(textOption()));
    const own = { query: { filter: { id: { $eq: made.id } } } };
    const listed = await settle('query-after-create', () => api.query(own), listsAll([made]));
    const wait = unlessRefused(showsNewest(made));
    const bare = await settle.again('query-repeated', () => api.query(), wait);
    // An empty list is wrong once the item has been seen; until then it may be the truth.
    if (listsAll([made])(listed) && !hasPage(bare) && hasItems(bare)) {
      throw new UndecidedError('not-settled', 'no query listed the new item', listed.exchange);
    }
    judge('shape', bare, hasItems);
    if (showsNewest(made)(bare)) {
      // The default order is another requirement; without it, nothing can be found on a large site.
      throw new UndecidedError('not-settled', 'a bare query did not list the newest item', bare.exchange);
    }
    const emptyQuery = await settle.again('query-repeated', () => api.query({ query: {} }), wait);
    judge('emptyQuery', emptyQuery, showsNewest(made));
    const emptyFilter = await settle.again(
      'query-repeated',
      () => api.query({ query: { filter: {} } }),
      wait,
    );
    judge('emptyFilter', emptyFilter, showsNewest(made));
  },
});

const shorthand = check({
  id: 'customizations.query.filter.shorthand',
  title: 'A bare value as a condition means $eq',
  profile: 'core',
  points: { equals: 'CUST-QUERY-FILTER-005' },
  async run(context) {
    const tried = await context.use(wardrobe);
    for (const field of ['name', 'createdDate', 'customizationType'] as const) {
      for (const selection of selectionsOf(tried, field, '$eq', (_, operand) => operand)) {
        await judgeListed(context, 'equals', selection);
      }
    }
  },
});

/** A request of the documentation as it stands there, and the same among own items, where "all of them" can be judged. */
function official(
  requirement: string,
  topic: string,
  renderType: Customization['customizationRenderType'],
  request: { sort?: { order: 'ASC'; fieldName: string }[]; cursorPaging: { limit: number } },
): Check {
  const filter = { customizationRenderType: renderType };
  return check({
    id: `customizations.query.filter.official-${topic}`,
    title: `The documentation's own filter for ${renderType} lists these only, options and modifiers alike`,
    profile: 'core',
    points: { only: requirement, all: requirement },
    async run(context) {
      const { api, judge, settle, use } = context;
      const tried = await use(wardrobe);
      const read = () => api.query({ query: { ...request, filter } });
      const answer = await settle.again('query-repeated', read, unlessRefused(hasItems));
      const isOne = (item: object) => compareType(item, renderType);
      judge('only', answer, everyItem(isOne));
      await judgeListed(
        context,
        'all',
        among(tried, filter, item => !isOne(item)),
      );
    },
  });
}

const compareType = (item: object, renderType: string) => {
  const { customizationRenderType: received } = item as Partial<Customization>;
  return unless(received === renderType, renderType, show(received));
};

const officialText = official('CUST-QUERY-FILTER-006', 'text-choices', 'TEXT_CHOICES', {
  sort: [{ order: 'ASC', fieldName: 'name' }],
  cursorPaging: { limit: 2 },
});
const officialSwatches = official('CUST-QUERY-FILTER-007', 'swatch-choices', 'SWATCH_CHOICES', {
  cursorPaging: { limit: 10 },
});

export const queryFilter: Chapter = {
  title: 'Query Customizations: filters',
  checks: [everything, shorthand, officialText, officialSwatches, ...operators, ...logic, ...facts, ...odd],
};
