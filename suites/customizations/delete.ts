/** Delete Customization: gone for Get at once, for Query and Count soon, and for good. */
import { randomUUID } from 'node:crypto';
import { isObject } from '../../engine/answer.ts';
import { type Chapter, type Check, check } from '../../engine/check.ts';
import { hasStatus, isAccepted, isNoServerError, isRefused } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import { listsAll, listsNone } from '../../engine/matchers/pages.ts';
import { type Kind, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';

function unassigned(id: string, title: string, kind: Kind, requirement: string): Check {
  return check({
    id: `customizations.delete.${id}`,
    title,
    profile: 'core',
    points: {
      accepted: requirement,
      body: 'CUST-DELETE-003',
      noRevision: 'CUST-DELETE-010',
      gone: 'CUST-DELETE-004',
    },
    async run({ api, given, judge, draw, settle }) {
      const made = await given.customization(draw(kind.arbitrary()));
      await settle.required('get-after-create', () => api.get(made.id), shows({ id: made.id }));
      const answer = await api.delete(made.id);
      judge('accepted', answer, isAccepted);
      judge(
        'body',
        answer,
        all(isAccepted, ({ body }) => unless(isObject(body), 'a JSON object', body)),
      );
      // The request has no body, so no revision: being accepted is the proof.
      judge('noRevision', answer, isAccepted);
      const gone = await settle.soon('get-after-delete', () => api.get(made.id), hasStatus(404));
      judge('gone', gone, hasStatus(404));
    },
  });
}

const leavesQueries = check({
  id: 'customizations.delete.leaves-queries',
  title: 'A deleted customization soon leaves Query and Count',
  profile: 'core',
  points: { query: 'CUST-DELETE-005', count: 'CUST-DELETE-006' },
  async run({ api, given, judge, draw, settle }) {
    const prefix = given.word();
    const named = (word: string) => ({ ...draw(TEXT_OPTION.arbitrary(), word), name: `${prefix}-${word}` });
    const kept = await given.customization(named('kept'));
    const dropped = await given.customization(named('dropped'));
    const filter = { name: { $startsWith: prefix } };
    const query = () => api.query({ query: { filter } });
    const count = () => api.count({ filter });
    await settle.required('query-after-create', query, listsAll([kept, dropped]));
    await settle.required('count-after-create', count, answer =>
      unless(answer.member('count') === 2, 'count 2', show(answer.body)),
    );
    await api.delete(dropped.id).accepted();
    const gone = all(listsAll([kept]), listsNone([dropped.id]));
    judge('query', await settle('query-after-delete', query, gone), gone);
    const one = all(isAccepted, (answer: Awaited<ReturnType<typeof count>>) =>
      unless(answer.member('count') === 1, 'count 1', show(answer.body)),
    );
    judge('count', await settle('count-after-delete', count, one), one);
  },
});

const unknown = check({
  id: 'customizations.delete.unknown',
  title: 'Deleting what is not there answers 404, a malformed id 4xx, and twice is no fault of the server',
  profile: 'core',
  points: { notFound: 'CUST-DELETE-007', twice: 'CUST-DELETE-008', malformed: 'CUST-DELETE-009' },
  async run({ api, given, judge, draw }) {
    const { id } = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.delete(id).accepted();
    judge('twice', await api.delete(id, 'deleted before'), isNoServerError);
    judge('notFound', await api.delete(randomUUID(), 'an id that no entity has'), hasStatus(404));
    judge('malformed', await api.delete('not-a-guid', 'the id is "not-a-guid"'), isRefused);
  },
});

const nameAgain = check({
  id: 'customizations.delete.name-again',
  title: 'The name of a deleted customization can be used again',
  profile: 'core',
  points: { again: 'CUST-DELETE-014' },
  async run({ api, given, judge, draw }) {
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.delete(made.id).accepted();
    const again = { ...draw(TEXT_OPTION.arbitrary()), name: made.name };
    judge('again', await api.create(again), shows({ name: made.name }));
  },
});

export const deleteCustomization: Chapter = {
  title: 'Delete Customization',
  checks: [
    unassigned('option', 'An option no product uses is deleted', TEXT_OPTION, 'CUST-DELETE-001'),
    unassigned('modifier', 'A modifier no product uses is deleted', TEXT_MODIFIER, 'CUST-DELETE-002'),
    leavesQueries,
    unknown,
    nameAgain,
  ],
};
