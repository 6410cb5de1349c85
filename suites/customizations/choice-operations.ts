/** The five operations on the choices of one customization, and what their chapters share. */
import type { Answer, Call, JsonObject } from '../../engine/answer.ts';
import type { Api } from '../../engine/api.ts';
import type { Changed } from '../../engine/change.ts';
import { type Check, type CheckContext, type CheckSpec, check, fixture } from '../../engine/check.ts';
import { applicationErrorOf, violationsOf } from '../../engine/matchers/answers.ts';
import { choicesOf } from '../../engine/matchers/entities.ts';
import type { Matcher } from '../../engine/matchers/matcher.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { swatchChoices, textChoices } from '../../generators/customization.ts';
import type {
  AddCustomizationChoicesRequest,
  Customization,
  NewChoice,
  NewCustomization,
  RemoveCustomizationChoicesRequest,
  ReorderCustomizationChoicesRequest,
  SetCustomizationChoicesRequest,
  UpdateCustomizationChoicesRequest,
} from '../../specs/openapi.types.ts';
import { GUID } from '../../specs/vocabulary.ts';
import { isAbsent } from './facts.ts';
import { type Kind, TEXT_OPTION } from './kinds.ts';

export interface Operation<B> {
  /** For ids, e.g. `add-choices`. */
  id: string;
  profile: 'choices' | 'preview';
  send(api: Api, id: string, body: B | Changed<B>): Call<Customization>;
  /** A valid request to a customization of this kind that now shows this; with other new names each turn. */
  valid(kind: Kind, current: Customization, turn: number): B;
}

export const ADD: Operation<AddCustomizationChoicesRequest> = {
  id: 'add-choices',
  profile: 'choices',
  send: (api, id, body) => api.addChoices(id, body),
  valid: (kind, _, turn) => ({ choices: newChoices(kind, 1, turn) }),
};

export const SET: Operation<SetCustomizationChoicesRequest> = {
  id: 'set-choices',
  profile: 'choices',
  send: (api, id, body) => api.setChoices(id, body),
  valid: (kind, _, turn) => ({ choices: newChoices(kind, 2, 2 * turn) }),
};

export const REMOVE: Operation<RemoveCustomizationChoicesRequest> = {
  id: 'remove-choices',
  profile: 'choices',
  send: (api, id, body) => api.removeChoices(id, body),
  valid: (_, current) => ({ choiceIds: choiceIds(current, 2).slice(0, 1) }),
};

export const UPDATE: Operation<UpdateCustomizationChoicesRequest> = {
  id: 'update-choices',
  profile: 'preview',
  send: (api, id, body) => api.updateChoices(id, body),
  valid(_, current) {
    // A choice that is linked is linked again: it could not be a primary.
    const id = linkedIds(current)[0] ?? choiceIds(current, 2)[1] ?? '';
    const primaryChoiceIds = othersThan(current, id, 1);
    return { revision: current.revision, choices: [{ choice: { id, primaryChoiceIds } }] };
  },
};

export const REORDER: Operation<ReorderCustomizationChoicesRequest> = {
  id: 'reorder-choices',
  profile: 'preview',
  send: (api, id, body) => api.reorderChoices(id, body),
  valid: (_, current) => ({
    revision: current.revision,
    choiceIds: choiceIds(current, 2).toReversed(),
  }),
};

/** Names that no generator makes, in no alphabetical order. */
const WORDS = ['Nadir', 'Kelpie', 'Zenith', 'Axletree', 'Morrow', 'Quillon', 'Brim', 'Yonder'];

/** A colour for a number; neighbours differ. */
const colorAt = (i: number): string =>
  `#${((i * 0x9e3779 + 0x1e90ff) % 2 ** 24).toString(16).padStart(6, '0')}`;

/** Choices that fit the kind and share no name with its own, nor with those of another `from`. */
export function newChoices(kind: Kind, count: number, from = 0): NewChoice[] {
  return Array.from({ length: count }, (_, i) => {
    const at = from + i;
    const name = WORDS[at] ?? `Added ${at}`;
    return kind.id.startsWith('swatch')
      ? { choiceType: 'ONE_COLOR', name, colorCode: colorAt(at) }
      : { choiceType: 'CHOICE_TEXT', name };
  });
}

/** A new choice of the kind with members besides. */
export function newChoice(kind: Kind, members: object, from = 0): NewChoice {
  const [made] = newChoices(kind, 1, from);
  return { ...made, ...members } as NewChoice;
}

/**
 * A customization of the kind with exactly that many choices.
 * @throws UndecidedError when the target made it without them: nothing could be said of choices then
 */
export async function givenChoices(
  { given, draw }: Pick<CheckContext, 'given' | 'draw'>,
  kind: Kind,
  count: number,
): Promise<Customization> {
  const isSwatch = kind.id.startsWith('swatch');
  const choices = isSwatch ? draw(swatchChoices({ count }), kind.id) : draw(textChoices({ count }), kind.id);
  const input = { ...draw(kind.arbitrary(), kind.id), choicesSettings: { choices } };
  const made = await given.customization(input as NewCustomization);
  const names = new Set(choicesOf(made).map(({ name }) => name));
  if (names.size === count && choices.every(({ name }) => names.has(name))) return made;
  throw new UndecidedError(
    'set-up-failed',
    'the created customization does not show the choices it was sent',
  );
}

/**
 * Goes on only where the operation did what it is for: otherwise nothing can be said of what it leaves alone.
 * @throws UndecidedError when the matcher finds something
 */
export function demandEffect(answer: Answer, matcher: Matcher<Answer>): void {
  const finding = matcher(answer);
  if (!finding) return;
  const message = `the operation had no effect: expected ${finding.expected}, received ${finding.received}`;
  throw new UndecidedError('control-refused', message, answer.exchange);
}

/**
 * The ids of its choices.
 * @throws UndecidedError when there are fewer than `least`, or one of them could not be sent or told apart
 */
export function choiceIds(customization: Customization, least: number): string[] {
  const ids = choicesOf(customization).map(({ id }) => String(id));
  const usable = new Set(ids.filter(id => GUID.test(id))).size;
  if (usable >= least && usable === ids.length) return ids;
  throw new UndecidedError('set-up-failed', `the customization does not show ${least} choices with ids`);
}

/** Whether a choice says anything of links, right or wrong. */
export const isLinked = ({ primaryChoiceIds: links }: JsonObject): boolean =>
  !isAbsent(links) && !(Array.isArray(links) && links.length === 0);

function idsWhere(
  customization: Customization,
  holds: (choice: JsonObject) => boolean,
  least: number,
): string[] {
  const all = choiceIds(customization, least);
  const ids = all.filter((_, i) => holds(choicesOf(customization)[i] ?? {}));
  if (ids.length >= least) return ids;
  throw new UndecidedError('set-up-failed', 'the customization does not show the choices it should');
}

/** @throws UndecidedError when there are fewer than `least` */
export function linkedIds(customization: Customization, least = 0): string[] {
  return idsWhere(customization, isLinked, least);
}

/** @throws UndecidedError when there are fewer than `least` */
export function unlinkedIds(customization: Customization, least = 0): string[] {
  return idsWhere(customization, choice => !isLinked(choice), least);
}

/**
 * That many ids of choices that can be primaries of this one.
 * @throws UndecidedError when there are fewer
 */
export function othersThan(customization: Customization, id: string, count: number): string[] {
  const others = unlinkedIds(customization).filter(other => other !== id);
  if (others.length >= count) return others.slice(0, count);
  throw new UndecidedError('set-up-failed', `the customization does not show ${count} choices to link to`);
}

const NOT_OFFERED = 'the target does not offer this operation, which is in preview (SIL-50)';

/** The router's answer, not the API's: nothing is behind this route. */
function isNoRoute({ status, body }: Answer): boolean {
  const isError = applicationErrorOf(body) !== undefined || violationsOf(body).length > 0;
  return [404, 405, 501].includes(status) && !isError;
}

/** Whether the operation is there at all, asked once a run of a customization known to exist. */
const offers = new Map(
  [UPDATE, REORDER].map(operation => [
    operation.id,
    fixture(`customizations.offers.${operation.id}`, async context => {
      const made = await givenChoices(context, TEXT_OPTION, 3);
      const { send, valid } = operation as Operation<unknown>;
      return !isNoRoute(await send(context.api, made.id, valid(TEXT_OPTION, made, 0)));
    }),
  ]),
);

type ChoiceCheck<P extends string> = Omit<CheckSpec<P>, 'profile'>;

/** A check of this operation, its id completed. Where a preview is not offered, none of its points applies. */
export function checkOf<P extends string>(
  { id, profile }: { id: string; profile: Operation<never>['profile'] },
  spec: ChoiceCheck<P>,
): Check {
  const offered = offers.get(id);
  return check({
    ...spec,
    id: `customizations.${id}.${spec.id}`,
    profile,
    async run(context) {
      if (offered === undefined || (await context.use(offered))) return spec.run(context);
      for (const point of Object.keys(spec.points) as P[]) context.judge.inapplicable(point, NOT_OFFERED);
    },
  });
}
