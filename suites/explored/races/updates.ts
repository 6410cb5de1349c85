/** Updates in flight together with one revision: the first one makes it stale for all others. */
import fc from 'fast-check';
import { type Cases, explored } from '../../../engine/check.ts';
import { bumpsRevision, isStill, shows } from '../../../engine/matchers/entities.ts';
import { customizationOf } from '../../../engine/reading.ts';
import type { NewCustomization } from '../../../specs/openapi.types.ts';
import { renaming } from '../../customizations/renaming.ts';
import { MOST, optionWith, telling, times, together, won } from './together.ts';

interface UpdateRace {
  of: keyof typeof SAMPLES;
  /** Updates before, each answered before the next one is sent. */
  earlier: number;
  updates: number;
}

const SAMPLES = {
  'a text option': optionWith(['Small', 'Large']),
  'a swatch modifier': {
    name: 'Race',
    customizationType: 'MODIFIER',
    customizationRenderType: 'SWATCH_CHOICES',
    choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#CC0000' }] },
  },
  'a free-text modifier': {
    name: 'Race',
    customizationType: 'MODIFIER',
    customizationRenderType: 'FREE_TEXT',
    freeTextInput: { title: 'Your text', minCharCount: 0, maxCharCount: 20 },
  },
} satisfies Record<string, NewCustomization>;

const CASES: Cases<UpdateRace> = {
  generated: fc.record({
    of: fc.constantFrom(...(Object.keys(SAMPLES) as UpdateRace['of'][])),
    earlier: fc.integer({ min: 0, max: 2 }),
    updates: fc.integer({ min: 2, max: MOST }),
  }),
  openings: [
    { of: 'a text option', earlier: 1, updates: 2 },
    { of: 'a free-text modifier', earlier: 0, updates: 4 },
  ],
  tell: ({ of, earlier, updates }) => [
    `create ${of}${earlier > 0 ? `, and rename it ${earlier === 1 ? 'once' : 'twice'}` : ''}`,
    `rename it ${updates} times at once, each time with the current revision and another name`,
  ],
};

export const updateRaces = explored({
  id: 'customizations.races.updates',
  title:
    'Of updates in flight together with one revision exactly one wins, and none of the others leaves a trace',
  profile: 'core',
  points: {
    one: 'CUST-UPDATE-031',
    step: 'CUST-UPDATE-008',
    name: 'CUST-UPDATE-011',
    rest: 'CUST-UPDATE-012',
    losers: 'CUST-UPDATE-030',
  },
  cases: CASES,
  async run({ api, given, judge, settle }, { of, earlier, updates }) {
    let before = await given.customization(SAMPLES[of]);
    for (let i = 0; i < earlier; i += 1)
      before = await api.update(before.id, renaming(before, given.name())).accepted();
    const names = times(updates, () => given.name('racer'));
    const answers = await together(names.map(name => api.update(before.id, renaming(before, name))));
    const winner = telling(answers);
    if (!winner) return;
    judge('one', winner, won(answers, 1));
    judge('name', winner, shows({ id: before.id, name: names[answers.indexOf(winner)] }));
    judge('step', winner, bumpsRevision(before));
    const stands = isStill(customizationOf(winner) ?? before);
    const read = await settle.soon('get-after-update', () => api.get(before.id), stands);
    judge('losers', read, stands);
    const { customizationType, customizationRenderType, choicesSettings, freeTextInput, createdDate } =
      before;
    const rest = { customizationType, customizationRenderType, choicesSettings, freeTextInput, createdDate };
    judge('rest', read, shows(rest));
  },
});
