/** Get Customization: one entity, as it was last written. */
import { randomUUID } from 'node:crypto';
import { inWords } from '../../engine/answer.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { hasStatus, isAccepted, isErrorEnvelope, isRefused } from '../../engine/matchers/answers.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { customizationIn, customizationThat, isStill, lacks, shows } from '../../engine/matchers/entities.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';

import { FREE_TEXT, SWATCH_OPTION, TEXT_OPTION } from './kinds.ts';

const hasCount = customizationThat(({ assignedProductsCount: count }) =>
  unless(Number.isInteger(count), 'an integer assignedProductsCount', count),
);

const asCreated = check({
  id: 'customizations.get.as-created',
  title: 'Get shows what Create answered, revision included',
  profile: 'core',
  points: {
    accepted: 'CUST-GET-001',
    content: 'CUST-GET-002',
    revision: 'CUST-GET-003',
    noCount: 'CUST-GET-004',
  },
  async run({ api, given, judge, draw, settle }) {
    for (const kind of [TEXT_OPTION, SWATCH_OPTION, FREE_TEXT]) {
      const made = await given.customization(draw(kind.arbitrary(), kind.id));
      const { revision, createdDate, updatedDate, assignedProductsCount, ...content } = made;
      const answer = await settle.soon('get-after-create', () => api.get(made.id), isStill(made));
      judge('accepted', answer, shows({ id: made.id }));
      judge('content', answer, shows(content));
      judge('revision', answer, shows({ revision }));
      judge('noCount', answer, customizationThat(lacks('assignedProductsCount')));
    }
  },
});

const afterUpdate = check({
  id: 'customizations.get.after-update',
  title: 'Get shows the revision of the last write',
  profile: 'core',
  points: { revision: 'CUST-GET-003' },
  async run({ api, given, judge, draw, settle }) {
    const { id, revision } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    // Read before the update, so that an answer kept from then would be noticed.
    await settle.required('get-after-create', () => api.get(id), isAccepted);
    const written = await api.update(id, { customization: { id, revision, name: given.name() } }).accepted();
    const read = shows({ revision: written.revision, name: written.name });
    judge('revision', await settle.soon('get-after-update', () => api.get(id), read), read);
  },
});

const count = check({
  id: 'customizations.get.assigned-products-count',
  title: 'fields=ASSIGNED_PRODUCTS_COUNT adds the count, 0 for an entity no product uses',
  profile: 'core',
  points: { integer: 'CUST-GET-005', zero: 'CUST-GET-006', repeated: 'CUST-GET-008', image: 'CUST-GET-007' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.customization(draw(SWATCH_OPTION.arbitrary()));
    const read = () => api.get(id, { fields: ['ASSIGNED_PRODUCTS_COUNT'] });
    const counted = await settle.soon('get-after-create', read, hasCount);
    judge('integer', counted, hasCount);
    judge('zero', counted, shows({ assignedProductsCount: 0 }));
    const image = await api.get(id, { fields: ['CHOICE_DISPLAY_IMAGE'] });
    judge('image', image, shows({ id }));
    // Repeated parameters are how the published SDK asks for several (CUST-GET-008).
    const both = await api.get(id, { fields: ['CHOICE_DISPLAY_IMAGE', 'ASSIGNED_PRODUCTS_COUNT'] });
    judge('repeated', both, hasCount);
  },
});

const unknown = check({
  id: 'customizations.get.unknown',
  title: 'An id nobody has answers 404 with an error body; a malformed one 4xx',
  profile: 'core',
  points: { notFound: 'CUST-GET-010', body: 'CUST-GET-017', malformed: 'CUST-GET-011' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await settle.required('get-after-create', () => api.get(id), isAccepted);
    const absent = await api.get(randomUUID(), { difference: 'an id that no entity has' });
    judge('notFound', absent, hasStatus(404));
    judge('body', absent, all(isRefused, isErrorEnvelope));
    for (const malformed of ['not-a-guid', '1', `${id}0`]) {
      judge('malformed', await api.get(malformed, { difference: `the id is ${show(malformed)}` }), isRefused);
    }
  },
});

const deleted = check({
  id: 'customizations.get.deleted',
  title: 'A deleted entity answers 404',
  profile: 'core',
  points: { notFound: 'CUST-GET-014' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await settle.required('get-after-create', () => api.get(id), isAccepted);
    await api.delete(id).accepted();
    judge(
      'notFound',
      await settle.soon('get-after-delete', () => api.get(id), hasStatus(404)),
      hasStatus(404),
    );
  },
});

const readsOnly = check({
  id: 'customizations.get.reads-only',
  title: 'Get changes nothing: read again it is the same document',
  profile: 'core',
  points: { same: 'CUST-GET-018', untouched: 'CUST-GET-016', redundant: 'CUST-GET-015' },
  async run({ api, given, judge, draw, settle }) {
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const { id, revision, updatedDate } = made;
    const first = await settle.required('get-after-create', () => api.get(id), shows({ id }));
    const second = await api.get(id);
    judge(
      'same',
      second,
      all(shows(customizationIn(first) ?? {}), () =>
        compare(customizationIn(second), customizationIn(first)),
      ),
    );
    judge('untouched', await api.get(id), shows({ revision, updatedDate }));
    // The published SDK repeats the id in the query string (CUST-GET-015).
    judge('redundant', await api.get(id, { search: { customizationId: id } }), shows({ id, revision }));
  },
});

const tooManyFields = check({
  id: 'customizations.get.fields-101',
  title: 'More than 100 fields values are refused',
  profile: 'core',
  points: { refused: 'CUST-GET-013' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const control = () => api.get(id, { fields: ['ASSIGNED_PRODUCTS_COUNT'] });
    await settle.required('get-after-create', control, isAccepted);
    const fields = Array<string>(101).fill('ASSIGNED_PRODUCTS_COUNT');
    judge('refused', await api.get(id, { fields, difference: '101 fields values' }), isRefused);
  },
});

const silences = check({
  id: 'customizations.get.observes.fields',
  title: 'Comma-joined and unknown fields values',
  profile: 'core',
  points: { commas: 'CUST-GET-009', unknown: 'CUST-GET-012' },
  async run({ api, given, judge, draw, settle }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await settle.required('get-after-create', () => api.get(id), isAccepted);
    const commas = await api.get(id, {
      fields: ['ASSIGNED_PRODUCTS_COUNT,CHOICE_DISPLAY_IMAGE'],
      difference: 'two values joined by a comma',
    });
    const counted = customizationIn(commas)?.assignedProductsCount !== undefined;
    judge.observed(
      'commas',
      commas,
      `${inWords(commas)}${commas.status === 200 ? `, ${counted ? 'with' : 'without'} the count` : ''}`,
    );
    judge.observed(
      'unknown',
      await api.get(id, { fields: ['SHOE_SIZE'], difference: 'an unknown fields value' }),
    );
  },
});

export const getCustomization: Chapter = {
  title: 'Get Customization',
  checks: [asCreated, afterUpdate, count, unknown, deleted, readsOnly, tooManyFields, silences],
};
