/** Bulk Update Customizations: each item is an Update of its own, told of in one report. */
import { randomUUID } from 'node:crypto';
import { ABSENT, change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { holdsEntities, itemMetadataIn, outcomeInWords, succeedsAll } from '../../engine/matchers/bulk.ts';
import { bumpsRevision, shows } from '../../engine/matchers/entities.ts';
import { show } from '../../engine/matchers/matcher.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { BULK_UPDATE, givenTrio, judgeReport, latest, REPORT, succeeded } from './bulk-operations.ts';
import { bulkRefusals } from './bulk-refusals.ts';
import { FREE_TEXT, SWATCH_MODIFIER, TEXT_OPTION } from './kinds.ts';

const idsOf = (items: readonly Customization[]): string[] => items.map(({ id }) => id);

const rename = check({
  id: 'customizations.bulk-update.rename',
  title: 'Every customization gets its new name and next revision, and nothing else changes',
  profile: 'bulk',
  points: {
    accepted: 'CUST-BULK-021',
    renamed: 'CUST-BULK-021',
    revision: 'CUST-BULK-024',
    untouched: 'CUST-BULK-029',
    ...REPORT,
  },
  async run({ api, given, judge, draw, settle }) {
    const kinds = [TEXT_OPTION, FREE_TEXT, SWATCH_MODIFIER];
    const before = await Promise.all(kinds.map(kind => given.customization(draw(kind.arbitrary(), kind.id))));
    const body = BULK_UPDATE.valid(given, before, 0);
    const answer = await api.bulkUpdate(body);
    judge('accepted', answer, succeedsAll(before.length, idsOf(before)));
    judgeReport(judge, answer, before.length, idsOf(before));
    for (const [i, one] of before.entries()) {
      const renamed = shows({ name: body.customizations[i]?.customization.name });
      const read = await settle.soon('get-after-bulk', () => api.get(one.id), renamed);
      judge('renamed', read, renamed);
      judge('revision', read, bumpsRevision(one));
      // Whether the key follows the name is unstated (SIL-28).
      const { name, key, revision, updatedDate, ...rest } = one;
      judge('untouched', read, shows(rest));
    }
  },
});

const entities = check({
  id: 'customizations.bulk-update.entities',
  title: 'With returnEntity and fields the report holds every entity as it is now, with the count',
  profile: 'bulk',
  points: { entities: 'CUST-BULK-028', count: 'CUST-BULK-028' },
  async run({ api, given, judge, draw }) {
    const before = await Promise.all(
      [TEXT_OPTION, FREE_TEXT].map(kind => given.customization(draw(kind.arbitrary(), kind.id))),
    );
    const body = BULK_UPDATE.valid(given, before, 0);
    const answer = await api.bulkUpdate({
      ...body,
      returnEntity: true,
      fields: ['ASSIGNED_PRODUCTS_COUNT'],
    });
    const wanted = before.map(({ id, customizationType, choicesSettings, freeTextInput }, i) => {
      const name = body.customizations[i]?.customization.name;
      return { id, name, customizationType, choicesSettings, freeTextInput };
    });
    judge('entities', answer, succeedsAll(before.length, idsOf(before)));
    judge('entities', answer, holdsEntities(wanted));
    // Nothing uses what was just made; the zero is there as well (SIL-40).
    judge('count', answer, holdsEntities(wanted.map(({ id }) => ({ id, assignedProductsCount: 0 }))));
  },
});

const item = 'customizations.1.customization';

const refuses = bulkRefusals(BULK_UPDATE, {
  id: 'item',
  title: 'An item without id, name or revision, with an old revision or an unknown id fails',
  mistakes: [
    { point: 'withoutId', requirement: 'CUST-BULK-022', path: `${item}.id`, value: () => ABSENT },
    { point: 'withoutName', requirement: 'CUST-BULK-022', path: `${item}.name`, value: () => ABSENT },
    { point: 'withoutRevision', requirement: 'CUST-BULK-022', path: `${item}.revision`, value: () => ABSENT },
    {
      point: 'stale',
      requirement: 'CUST-BULK-023',
      path: `${item}.revision`,
      value: made => made[1]?.revision,
    },
    { point: 'unknown', requirement: 'CUST-BULK-025', path: `${item}.id`, value: () => randomUUID() },
    { point: 'empty', requirement: 'CUST-BULK-026', path: 'customizations', value: () => [], whole: true },
  ],
});

const mixed = check({
  id: 'customizations.bulk-update.observes.mixed',
  title: 'A bulk answer 200 with a failed item in it',
  profile: 'bulk',
  points: { mixed: 'CUST-BULK-041', order: 'CUST-BULK-005' },
  async run(context) {
    const { api, given, judge } = context;
    const made = await givenTrio(context);
    const control = await succeeded(api.bulkUpdate(BULK_UPDATE.valid(given, made, 0)), made.length);
    const current = await latest(context, control, made);
    const valid = BULK_UPDATE.valid(given, current, 1);
    const answer = await api.bulkUpdate(change(valid, `${item}.revision`, made[1]?.revision));
    judge.observed('mixed', answer, outcomeInWords(answer));
    const positions = itemMetadataIn(control).map(({ originalIndex }) => originalIndex);
    judge.observed('order', control, `the results stand in the order ${show(positions)}`);
  },
});

export const bulkUpdateCustomizations: Chapter = {
  title: 'Bulk Update Customizations',
  checks: [rename, entities, refuses, mixed],
};
