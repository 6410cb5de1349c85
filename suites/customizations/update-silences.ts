/** Where the documentation of Update Customization is silent or contradicts itself: recorded, never judged. */
import { inWords } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { customizationIn, shows } from '../../engine/matchers/entities.ts';
import { show } from '../../engine/matchers/matcher.ts';
import { FREE_TEXT, type Kind, TEXT_OPTION } from './kinds.ts';
import { renaming } from './renaming.ts';

type Row = [
  requirement: string,
  id: string,
  title: string,
  kind: Kind,
  path: string,
  value: (id: string) => unknown,
  /** The member worth recording. */
  member: string,
];

const ROWS: Row[] = [
  [
    'CUST-UPDATE-007',
    'revision-as-number',
    'A revision sent as a JSON number',
    TEXT_OPTION,
    'customization.revision',
    () => 2,
    'revision',
  ],
  [
    'CUST-UPDATE-018',
    'free-text-title',
    'Another free-text title (SIL-22)',
    FREE_TEXT,
    'customization.freeTextInput.title',
    () => 'Another title',
    'freeTextInput',
  ],
  [
    'CUST-UPDATE-023',
    'name-blank',
    'A name of blanks only',
    TEXT_OPTION,
    'customization.name',
    () => '   ',
    'name',
  ],
  ['CUST-UPDATE-033', 'name-null', 'A name of null', TEXT_OPTION, 'customization.name', () => null, 'name'],
  [
    'CUST-UPDATE-034',
    'sort-order',
    'choicesSettings.sortOrder',
    TEXT_OPTION,
    'customization.choicesSettings',
    () => ({ sortOrder: 'MANUAL' }),
    'choicesSettings',
  ],
];

function silence([requirement, id, title, kind, path, value, member]: Row): Check {
  return check({
    id: `customizations.update.observes.${id}`,
    title,
    profile: 'core',
    points: { observed: requirement },
    async run({ api, given, judge, draw, settle }) {
      const made = await given.customization(draw(kind.arbitrary()));
      const current = await api.update(made.id, renaming(made, given.name())).accepted();
      const answer = await api.update(made.id, change(renaming(current, given.name()), path, value(made.id)));
      const latest = shows({ revision: customizationIn(answer)?.revision ?? current.revision });
      const read = await settle.soon('get-after-update', () => api.get(made.id), latest);
      const after = customizationIn(read) ?? {};
      judge.observed('observed', answer, `${inWords(answer)}; ${member} is then ${show(after[member])}`);
    },
  });
}

const keyAfterRename = check({
  id: 'customizations.update.observes.key',
  title: 'Whether the key follows a rename, and what an empty PATCH does',
  profile: 'core',
  points: { key: 'CUST-UPDATE-014', empty: 'CUST-UPDATE-032' },
  async run({ api, given, judge, draw }) {
    const made = await given.customization({ ...draw(TEXT_OPTION.arbitrary()), name: given.word() });
    const call = api.update(made.id, renaming(made, given.word()));
    const { id, revision, key } = await call.accepted();
    judge.observed('key', await call, `the key ${key === made.key ? 'stays' : 'follows the name'}`);
    const empty = await api.update(id, { customization: { id, revision } });
    const after = customizationIn(empty)?.revision;
    judge.observed(
      'empty',
      empty,
      `${inWords(empty)}${after === undefined ? '' : `, revision ${revision} then ${show(after)}`}`,
    );
  },
});

const others = check({
  id: 'customizations.update.observes.others',
  title: 'Ids that differ between path and body, and a name another customization has',
  profile: 'core',
  points: { ids: 'CUST-UPDATE-026', name: 'CUST-UPDATE-035' },
  async run({ api, given, judge, draw, settle }) {
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const other = await given.customization(draw(TEXT_OPTION.arbitrary(), 'other'));
    const current = await api.update(made.id, renaming(made, given.name())).accepted();
    const twin = change(renaming(current, other.name), 'customization.name', other.name);
    const renamed = await api.update(made.id, twin);
    judge.observed('name', renamed);
    const latest = shows({ revision: customizationIn(renamed)?.revision ?? current.revision });
    const now = customizationIn(await settle.soon('get-after-update', () => api.get(made.id), latest));
    const body = change(
      renaming({ ...current, revision: String(now?.revision) }, given.name()),
      'customization.id',
      other.id,
    );
    judge.observed('ids', await api.update(made.id, body));
  },
});

export const updateSilences: Check[] = [...ROWS.map(silence), keyAfterRename, others];
