/** Conditions joined, negated and met by nothing. */
import { randomUUID } from 'node:crypto';
import { type Check, check } from '../../engine/check.ts';
import { instant } from '../../engine/matchers/entities.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { type Wardrobe, wardrobe } from './fixtures.ts';
import {
  among,
  byPrefix,
  isTelling,
  judgeListed,
  type Selection,
  selectionsOf,
  valuesOf,
} from './selections.ts';

/** A check whose only point is that some filters select what they say. */
function selects(
  requirement: string,
  topic: string,
  title: string,
  selections: (tried: Wardrobe) => Selection[],
): Check {
  return check({
    id: `customizations.query.filter.${topic}`,
    title,
    profile: 'core',
    points: { selects: requirement },
    async run(context) {
      for (const selection of selections(await context.use(wardrobe))) {
        await judgeListed(context, 'selects', selection);
      }
    },
  });
}

const isModifier = (item: Customization) => item.customizationType === 'MODIFIER';
const isSwatch = (item: Customization) => item.customizationRenderType === 'SWATCH_CHOICES';
const MODIFIERS = { customizationType: { $eq: 'MODIFIER' } };
const SWATCHES = { customizationRenderType: { $eq: 'SWATCH_CHOICES' } };

/** A filter on own names; alone, the prefix lists all items. */
function ownNames(tried: Wardrobe, filter: object, selected: (item: Customization) => boolean): Selection {
  const scope = { filter: byPrefix(tried), items: tried.items };
  return { filter: { ...filter }, expected: tried.items.filter(selected), scope };
}

const anyCase = selects(
  'CUST-QUERY-FILTER-056',
  'name-starts-with-any-case',
  'name $startsWith takes the prefix in any letter case',
  tried =>
    selectionsOf(tried, 'name', '$startsWith', (operator, operand) => ({
      [operator]: String(operand).toUpperCase(),
    })),
);

const twoFields = selects(
  'CUST-QUERY-FILTER-058',
  'two-fields',
  'Conditions on two fields must both hold, whichever stands first',
  tried => [
    ownNames(tried, { ...byPrefix(tried), ...SWATCHES }, isSwatch),
    ownNames(tried, { ...SWATCHES, ...byPrefix(tried) }, isSwatch),
  ],
);

const twoOperators = selects(
  'CUST-QUERY-FILTER-059',
  'two-operators',
  'Two operators on one field must both hold',
  tried => {
    const moments = valuesOf(tried, 'createdDate');
    const [from, to] = [moments[moments.length >> 2], moments[(moments.length * 3) >> 2]];
    const between = among(tried, { createdDate: { $gte: from, $lt: to } }, ({ createdDate }) => {
      const moment = instant(createdDate);
      return moment >= instant(from) && moment < instant(to);
    });
    // Whatever the target's clock shows, render types tell items apart.
    const text = { $ne: 'FREE_TEXT', $in: ['FREE_TEXT', 'TEXT_CHOICES'] };
    const both = among(
      tried,
      { customizationRenderType: text },
      item => item.customizationRenderType === 'TEXT_CHOICES',
    );
    return [between, both].filter(isTelling);
  },
);

const and = selects('CUST-QUERY-FILTER-060', 'and', '$and lists what meets both conditions', tried => [
  ownNames(tried, { $and: [byPrefix(tried), MODIFIERS] }, isModifier),
  ownNames(tried, { $and: [MODIFIERS, byPrefix(tried)] }, isModifier),
]);

const or = selects('CUST-QUERY-FILTER-061', 'or', '$or lists what meets either condition', ({ items }) => {
  const [one, , , other] = items;
  const either = [{ id: { $eq: one?.id } }, { name: { $eq: other?.name } }];
  return [{ filter: { $or: either }, expected: items.filter(item => item === one || item === other) }];
});

const not = selects('CUST-QUERY-FILTER-062', 'not', '$not lists what its condition leaves out', tried => [
  among(tried, { $not: MODIFIERS }, item => !isModifier(item)),
]);

const eqAndNe = selects(
  'CUST-QUERY-FILTER-063',
  'eq-and-ne',
  '$eq and $ne on one value list every item once between them',
  tried =>
    (['name', 'customizationType', 'createdDate'] as const).flatMap(field => [
      ...selectionsOf(tried, field, '$eq'),
      ...selectionsOf(tried, field, '$ne'),
    ]),
);

const ltAndGte = selects(
  'CUST-QUERY-FILTER-064',
  'lt-and-gte',
  '$lt and $gte on one date list every item once between them',
  tried =>
    (['createdDate', 'updatedDate'] as const).flatMap(field => [
      ...selectionsOf(tried, field, '$lt'),
      ...selectionsOf(tried, field, '$gte'),
    ]),
);

const unknownId = selects(
  'CUST-QUERY-FILTER-082',
  'id-in-unknown',
  'An id that no item has adds nothing to $in and breaks nothing',
  ({ items }) => {
    const expected = items.slice(2, 5);
    const [one, ...others] = expected.map(({ id }) => id);
    return [{ filter: { id: { $in: [one, randomUUID(), ...others] } }, expected }];
  },
);

export const logic: Check[] = [anyCase, twoFields, twoOperators, and, or, not, eqAndNe, ltAndGte, unknownId];
