/** What an answer shows of one customization. */
import type { Customization } from '../../specs/openapi.types.ts';
import { type Answer, isObject, type JsonObject } from '../answer.ts';
import { isAccepted } from './answers.ts';
import { compare } from './compare.ts';
import { all, type Finding, type Matcher, show, unless } from './matcher.ts';

/** What every read shows without being asked. */
export const SHOWN_MEMBERS = [
  'id',
  'revision',
  'createdDate',
  'updatedDate',
  'key',
  'name',
  'customizationType',
  'customizationRenderType',
  'freeTextInput',
];
const CHOICE_MEMBERS = [
  'id',
  'choiceType',
  'key',
  'name',
  'colorCode',
  'defaultAddedPrice',
  'primaryChoiceIds',
];

/** The answer's `customization`, or nothing when it has none. */
export function customizationIn(answer: Answer): JsonObject | undefined {
  const found = answer.member('customization');
  return isObject(found) ? found : undefined;
}

/** Accepted, and the customization in it passes. One without an id is none, but the echo of a request. */
export function customizationThat(find: (customization: JsonObject) => Finding | undefined): Matcher<Answer> {
  return all(isAccepted, answer => {
    const customization = customizationIn(answer);
    return typeof customization?.id === 'string'
      ? find(customization)
      : { expected: 'an object "customization" with an id', received: show(answer.body) };
  });
}

/** Accepted, and the customization shows at least this. */
export function shows(expected: object): Matcher<Answer> {
  return customizationThat(customization => compare(expected, customization));
}

/** The entity as it was before: the same content, revision and dates. */
export function isStill(before: Customization): Matcher<Answer> {
  return shows(documented(before));
}

/** An entity in the members that every read shows; others may differ from read to read, and empty ones be left out (dossier 2.7). */
export function documented(entity: object): JsonObject {
  const shown = pick(entity as JsonObject, SHOWN_MEMBERS);
  const settings = (entity as JsonObject).choicesSettings;
  if (isObject(settings)) {
    shown.choicesSettings = { choices: choicesOf(entity).map(choice => pick(choice, CHOICE_MEMBERS)) };
  }
  return shown;
}

function pick(from: JsonObject, members: readonly string[]): JsonObject {
  return Object.fromEntries(
    members.map(member => [member, from[member]] as const).filter(([, value]) => !isEmpty(value)),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The names (or another member) of the choices, in the order they stand. */
export function choicesOf(customization: object): JsonObject[] {
  const { choicesSettings } = customization as { choicesSettings?: unknown };
  const choices = isObject(choicesSettings) ? choicesSettings.choices : undefined;
  return Array.isArray(choices) ? choices.filter(isObject) : [];
}

/** Revision as a number; `undefined` when it is not a string of digits (CUST-MODEL-006). */
export function revisionOf(customization: object): bigint | undefined {
  const { revision } = customization as { revision?: unknown };
  return typeof revision === 'string' && /^\d+$/.test(revision) ? BigInt(revision) : undefined;
}

/** The revision is exactly one above that of `before` (CUST-UPDATE-008). */
export function bumpsRevision(before: Customization): Matcher<Answer> {
  return customizationThat(after => {
    const was = revisionOf(before);
    return unless(
      was !== undefined && revisionOf(after) === was + 1n,
      `revision one above ${show(before.revision)}`,
      after.revision,
    );
  });
}

/** The moment a date-time string names (ms), `NaN` when it names none. */
export function instant(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

/** The member is neither present nor set: absent and `null` are one (dossier 2.7). */
export function lacks(...members: string[]): (entity: JsonObject) => Finding | undefined {
  return entity => {
    const found = members.find(member => entity[member] !== undefined && entity[member] !== null);
    return found === undefined ? undefined : { expected: `no ${found}`, received: show(entity[found]) };
  };
}
