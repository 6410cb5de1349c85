/** What Update Customization refuses; every row is the accepted rename with one thing wrong, and nothing may change. */
import { randomUUID } from 'node:crypto';
import { ABSENT, change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { hasStatus, isRefused } from '../../engine/matchers/answers.ts';
import { isStill } from '../../engine/matchers/entities.ts';
import { TEXT_OPTION } from './kinds.ts';
import { renaming } from './renaming.ts';

type Row = [requirement: string, id: string, title: string, path: string, value: unknown];

const ROWS: Row[] = [
  [
    'CUST-UPDATE-002',
    'revision-missing',
    'A PATCH without revision is refused',
    'customization.revision',
    ABSENT,
  ],
  [
    'CUST-UPDATE-003',
    'customization-missing',
    'A PATCH without customization is refused',
    'customization',
    ABSENT,
  ],
  [
    'CUST-UPDATE-005',
    'revision-ahead',
    'A revision ahead of the stored one is refused',
    'customization.revision',
    '1000',
  ],
  [
    'CUST-UPDATE-006',
    'revision-not-a-number',
    'A revision that is no number is refused',
    'customization.revision',
    'two',
  ],
  ['CUST-UPDATE-020', 'name-empty', 'An empty name is refused', 'customization.name', ''],
  ['CUST-UPDATE-022', 'name-51', 'A name of 51 characters is refused', 'customization.name', 'n'.repeat(51)],
];

function refusal([requirement, id, title, path, value]: Row): Check {
  return check({
    id: `customizations.update.refuses.${id}`,
    title,
    profile: 'core',
    points: { refused: requirement, unchanged: 'CUST-UPDATE-030' },
    async run({ api, given, judge, draw, settle }) {
      const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
      const current = await api.update(made.id, renaming(made, given.name())).accepted();
      const answer = await api.update(made.id, change(renaming(current, given.name()), path, value));
      judge('refused', answer, isRefused);
      const read = await settle.soon('get-after-update', () => api.get(made.id), isStill(current));
      judge('unchanged', read, isStill(current));
    },
  });
}

const wrongId = check({
  id: 'customizations.update.refuses.wrong-id',
  title: 'An id nobody has answers 404, a malformed one 4xx',
  profile: 'core',
  points: { refused: 'CUST-UPDATE-024', notFound: { soft: 'CUST-UPDATE-024' }, malformed: 'CUST-UPDATE-025' },
  async run({ api, given, judge, draw }) {
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const current = await api.update(made.id, renaming(made, given.name())).accepted();
    const nobody = randomUUID();
    const absent = await api.update(
      nobody,
      change(renaming(current, given.name()), 'customization.id', nobody),
    );
    judge('refused', absent, isRefused);
    judge('notFound', absent, hasStatus(404));
    const malformed = change(renaming(current, given.name()), 'customization.id', 'not-a-guid');
    judge('malformed', await api.update('not-a-guid', malformed), isRefused);
  },
});

export const updateRefusals: Check[] = [...ROWS.map(refusal), wrongId];
