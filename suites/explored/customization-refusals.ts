/** Whatever is wrong with a customization, and in whatever customization, it is refused and leaves nothing behind. */
import type { Answer } from '../../engine/answer.ts';
import { deliberately } from '../../engine/change.ts';
import { type CheckContext, explored } from '../../engine/check.ts';
import { isAccepted, isRefused } from '../../engine/matchers/answers.ts';
import { type Matcher, show } from '../../engine/matchers/matcher.ts';
import { itemsIn, listsAll } from '../../engine/matchers/pages.ts';
import { alsoShrinking } from '../../generators/also-shrinking.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import {
  MISTAKE_POINTS,
  type Mistaken,
  mistake,
  mistaken,
  mistakesIn,
  settingsOfAnotherKind,
  type Wrong,
} from './customization-mistakes.ts';
import { COLOUR, ENGRAVING, SIZE, WRAP } from './product-samples.ts';
import { tellCustomization } from './telling.ts';

const POINTS = { ...MISTAKE_POINTS, nothing: 'CUST-CREATE-088' } as const;

const first = 'choicesSettings.choices.0';
const guid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const red = { choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#CC0000' };
const small = { choiceType: 'CHOICE_TEXT', name: 'Small' };

/** So many of them in one case: the first that is not refused ends it. */
const TOGETHER = 9;

/** Every mistake once, each in the first of these that it can be made in. */
const OPENINGS: Mistaken[] = onceEach([
  {
    control: SIZE,
    wrongs: [
      ...mistakesIn(SIZE),
      mistake('nameBlank', SIZE, 'name', '   '),
      mistake('choiceNameBlank', SIZE, `${first}.name`, ' '),
      mistake('choiceNamesEqual', SIZE, `${first}.name`, 'Large'),
      mistake('choiceIdsMixed', SIZE, `${first}.id`, guid(1)),
      mistake('colorAmongTexts', SIZE, first, red),
      mistake('primaryUnknown', SIZE, `${first}.primaryChoiceIds`, [guid(1)]),
      mistake('primariesTooMany', SIZE, `${first}.primaryChoiceIds`, [1, 2, 3, 4, 5].map(guid)),
      mistake('primaryNoGuid', SIZE, `${first}.primaryChoiceIds`, ['not-a-guid']),
      settingsOfAnotherKind(SIZE),
    ],
  },
  {
    control: COLOUR,
    wrongs: [
      ...mistakesIn(COLOUR),
      mistake('textAmongSwatches', COLOUR, first, small),
      settingsOfAnotherKind(COLOUR),
    ],
  },
  { control: WRAP, wrongs: mistakesIn(WRAP) },
  { control: ENGRAVING, wrongs: [...mistakesIn(ENGRAVING), settingsOfAnotherKind(ENGRAVING)] },
]);

function onceEach(all_: readonly Mistaken[]): Mistaken[] {
  const seen = new Set<string>();
  return all_.flatMap(({ control, wrongs }) => {
    const fresh = wrongs.filter(({ point }) => !seen.has(point) && seen.add(point));
    const parts = Array.from({ length: Math.ceil(fresh.length / TOGETHER) }, (_, i) => i * TOGETHER);
    return parts.map(from => ({ control, wrongs: fresh.slice(from, from + TOGETHER) }));
  });
}

/** One mistake tells as much as many. */
const alone = ({ control, wrongs }: Mistaken): Mistaken[] =>
  wrongs.length > 1 ? wrongs.map(wrong => ({ control, wrongs: [wrong] })) : [];

/** Most characters of a name (CUST-CREATE-013). */
const NAME_MAX = 50;

/** Under a name of the run, unless it is the name that is wrong; one that is too long begins like one of the run. */
function owned(given: CheckContext['given'], { value }: Wrong, control: NewCustomization) {
  const { name } = value as { name?: unknown };
  const isOwn = name === control.name || (typeof name === 'string' && name.length > NAME_MAX);
  if (typeof name !== 'string' || !isOwn) return { sent: value };
  const own = name.length > NAME_MAX ? given.nameOfLength(name.length) : given.nameWithTail(name);
  return { sent: { ...(value as object), name: own }, own };
}

/** None of these has come to be. */
const listsNoneNamed =
  (names: readonly unknown[]): Matcher<Answer> =>
  answer => {
    const left = itemsIn(answer).find(({ name }) => names.includes(name));
    return left && { expected: `nothing named ${show(left.name)}`, received: show(left) };
  };

export const customizationRefusals = explored({
  id: 'customizations.explored.refusals',
  title: 'Whatever is wrong with a customization, it is refused and leaves nothing behind',
  profile: 'core',
  points: POINTS,
  cases: {
    generated: alsoShrinking(mistaken, alone),
    openings: OPENINGS,
    tell: ({ control, wrongs }) => [
      `create ${tellCustomization(control)}`,
      ...wrongs.map(({ wrong }) => `create the same again, but ${wrong}`),
    ],
  },
  async run({ api, given, judge, settle }, { control, wrongs }) {
    const made = await api.create({ ...control, name: given.nameWithTail(control.name) }).accepted();
    const names: string[] = [];
    for (const wrong of wrongs) {
      const { sent, own } = owned(given, wrong, control);
      const customization = sent as NewCustomization;
      const answer = await api.create(deliberately({ customization }, wrong.wrong));
      judge(wrong.point, answer, isRefused);
      if (own !== undefined && !isRefused(answer)) names.push(own);
    }
    if (names.length === 0) return;
    const filter = { name: { $in: [made.name, ...names] } };
    // Once the control is there, the others would be as well.
    const page = await settle('query-after-create', () => api.query({ query: { filter } }), listsAll([made]));
    if (!isAccepted(page)) judge('nothing', page, listsNoneNamed(names));
  },
});
