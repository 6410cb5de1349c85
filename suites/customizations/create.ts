import { change } from '../../engine/change.ts';
import type { Chapter, Check } from '../../engine/check.ts';
import { check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import {
  choicesOf,
  customizationThat,
  instant,
  lacks,
  revisionOf,
  shows,
} from '../../engine/matchers/entities.ts';
import { alike, show, unless } from '../../engine/matchers/matcher.ts';
import { listsAll, listsExactly } from '../../engine/matchers/pages.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { createExamples } from './create-examples.ts';
import { createLimits } from './create-limits.ts';
import { readOnly } from './create-read-only.ts';
import { createRefusals } from './create-refusals.ts';
import { createSilences } from './create-silences.ts';
import { FREE_TEXT, type Kind, SWATCH_MODIFIER, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';
import { demandOwn, everyChoiceHasOwnId } from './own.ts';
import { refusedOr } from './refused-or.ts';

function roundTrip(id: string, title: string, kind: Kind, requirement: string): Check {
  return check({
    id: `customizations.create.${id}`,
    title,
    profile: 'core',
    points: { answered: requirement, stored: requirement },
    async run({ api, given, judge, draw, settle }) {
      const sent = given.named(draw(kind.arbitrary()));
      const call = api.create(sent);
      judge('answered', await call, shows(sent));
      const { id } = await call.accepted();
      const read = () => api.get(id);
      judge('stored', await settle.soon('get-after-create', read, shows(sent)), shows(sent));
    },
  });
}

const accepted = check({
  id: 'customizations.create.accepted',
  title: 'A valid create answers 200 with the customization',
  profile: 'core',
  points: { accepted: 'CUST-CREATE-001', id: 'CUST-CREATE-028', choiceIds: 'CUST-CREATE-029' },
  async run({ api, given, judge, draw }) {
    const sent = given.named(draw(TEXT_OPTION.arbitrary()));
    const answer = await api.create(sent);
    judge('accepted', answer, shows({ name: sent.name }));
    demandOwn(answer, sent.name);
    judge(
      'id',
      answer,
      customizationThat(({ id }) => unless(typeof id === 'string' && id !== '', 'an id', id)),
    );
    judge('choiceIds', answer, customizationThat(everyChoiceHasOwnId));
  },
});

const serverMade = check({
  id: 'customizations.create.server-made',
  title: 'The server makes revision, dates, keys and the order of choices',
  profile: 'core',
  points: {
    sameDates: 'CUST-CREATE-032',
    firstRevision: 'CUST-MODEL-007',
    key: 'CUST-MODEL-016',
    choiceKeys: 'CUST-MODEL-033',
    order: 'CUST-CREATE-030',
    noCount: 'CUST-CREATE-085',
  },
  async run({ api, given, judge, draw }) {
    const names = ['Small', 'Medium', 'Large', 'Tiny'];
    const sent = {
      ...draw(TEXT_OPTION.arbitrary()),
      name: given.word(),
      choicesSettings: { choices: names.map(name => ({ choiceType: 'CHOICE_TEXT', name })) },
    } as NewCustomization;
    const call = api.create(sent);
    await call.accepted();
    const answer = await call;
    judge(
      'sameDates',
      answer,
      customizationThat(({ createdDate, updatedDate }) =>
        unless(
          instant(createdDate) === instant(updatedDate),
          `updatedDate equal to createdDate ${show(createdDate)}`,
          updatedDate,
        ),
      ),
    );
    judge(
      'firstRevision',
      answer,
      customizationThat(made => unless(revisionOf(made) === 1n, 'revision "1"', made.revision)),
    );
    judge(
      'key',
      answer,
      customizationThat(({ key }) => unless(key === sent.name, `key ${show(sent.name)}`, key)),
    );
    judge(
      'choiceKeys',
      answer,
      customizationThat(made => {
        const odd = choicesOf(made).find(choice => choice.key !== choice.name);
        return odd && { expected: `key ${show(odd.name)}`, received: show(odd.key) };
      }),
    );
    judge(
      'order',
      answer,
      customizationThat(made => {
        const order = choicesOf(made).map(({ name }) => name);
        return unless(alike(order, names), `choices in the order ${show(names)}`, show(order));
      }),
    );
    judge('noCount', answer, customizationThat(lacks('assignedProductsCount')));
  },
});

const bothSettings = check({
  id: 'customizations.create.both-settings',
  title: 'Of freeTextInput and choicesSettings sent together at most the fitting one survives',
  profile: 'core',
  points: { notBoth: 'CUST-CREATE-027' },
  async run({ api, given, judge, draw, use }) {
    await use(TEXT_OPTION.control);
    const body = { customization: given.named(draw(TEXT_OPTION.arbitrary())) };
    const both = change(body, 'customization.freeTextInput', {
      title: 'Your text',
      minCharCount: 0,
      maxCharCount: 20,
    });
    judge('notBoth', await api.create(both), refusedOr(lacks('freeTextInput')));
  },
});

const sharedName = check({
  id: 'customizations.create.shared-name',
  title: 'Customizations of different type or render type may share a name',
  profile: 'core',
  points: { otherType: 'CUST-CREATE-076', otherRenderType: 'CUST-CREATE-076' },
  async run({ api, given, judge, draw }) {
    const first = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const twin = (kind: Kind) => ({ ...draw(kind.arbitrary()), name: first.name });
    judge('otherType', await api.create(twin(TEXT_MODIFIER)), isAccepted);
    judge('otherRenderType', await api.create(twin(SWATCH_OPTION)), isAccepted);
  },
});

const visible = check({
  id: 'customizations.create.visible',
  title: 'A created customization can be read at once and is soon found by a query',
  profile: 'core',
  points: { get: 'CUST-CREATE-083', query: 'CUST-CREATE-084' },
  async run({ api, given, judge, draw, settle }) {
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const read = await settle.soon('get-after-create', () => api.get(made.id), shows({ id: made.id }));
    judge('get', read, shows({ id: made.id, name: made.name }));
    // Two ways to ask, for a target that breaks one filter: what is judged here is that it shows up at all.
    const ways = [{ name: made.name }, { id: { $in: [made.id] } }];
    let reads = 0;
    const listed = listsAll([made]);
    const found = await settle(
      'query-after-create',
      () => api.query({ query: { filter: ways[reads++ % 2] } }),
      listed,
    );
    judge('query', found, listed);
  },
});

const nothingLeft = check({
  id: 'customizations.create.refused-leaves-nothing',
  title: 'A refused create leaves nothing behind',
  profile: 'core',
  points: { nothing: 'CUST-CREATE-088', noSideEffect: 'CUST-ERROR-024' },
  async run({ api, given, judge, draw, settle }) {
    const prefix = given.word();
    const invalid = [
      ['customization.customizationType', 'OPTION'],
      ['customization.choicesSettings.choices', []],
      ['customization.choicesSettings.choices.0.name', 'c'.repeat(51)],
    ] as const;
    for (const [i, [path, value]] of invalid.entries()) {
      const customization = { ...draw(TEXT_OPTION.arbitrary(), path), name: `${prefix}-refused-${i}` };
      await api.create(change({ customization }, path, value));
    }
    // Made after them: once it is found, what they left would be found as well.
    const witness = await given.customization({
      ...draw(TEXT_OPTION.arbitrary()),
      name: `${prefix}-witness`,
    });
    const read = () => api.query({ query: { filter: { name: { $startsWith: prefix } } } });
    const page = await settle.required('query-after-create', read, listsAll([witness]));
    judge('nothing', page, listsExactly([witness]));
    judge('noSideEffect', page, listsExactly([witness]));
  },
});

export const createCustomization: Chapter = {
  title: 'Create Customization',
  checks: [
    accepted,
    roundTrip(
      'text-option',
      'An option with text choices comes back as sent',
      TEXT_OPTION,
      'CUST-CREATE-018',
    ),
    roundTrip(
      'swatch-option',
      'An option with swatches comes back as sent',
      SWATCH_OPTION,
      'CUST-CREATE-019',
    ),
    roundTrip('free-text-modifier', 'A free-text modifier comes back as sent', FREE_TEXT, 'CUST-CREATE-020'),
    roundTrip(
      'text-modifier',
      'A modifier with text choices comes back as sent',
      TEXT_MODIFIER,
      'CUST-CREATE-021',
    ),
    roundTrip(
      'swatch-modifier',
      'A modifier with swatches comes back as sent',
      SWATCH_MODIFIER,
      'CUST-CREATE-022',
    ),
    ...createExamples,
    serverMade,
    readOnly,
    bothSettings,
    sharedName,
    visible,
    nothingLeft,
    ...createLimits,
    ...createRefusals,
    ...createSilences,
  ],
};
