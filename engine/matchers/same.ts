/** Whether two reads show the same entity. */
import { isObject, type JsonObject } from '../answer.ts';
import { compare } from './compare.ts';
import { choicesOf } from './entities.ts';
import { type Finding, unless } from './matcher.ts';

/** What every read shows without being asked. */
const MEMBERS = [
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

/**
 * The first difference between two readings of one entity, in the members that every read shows and in the order of
 * choices. Members beyond the contract may differ, and an empty value may be left out (dossier 2.7).
 */
export function differenceBetween(expected: object, received: object): Finding | undefined {
  const [one, other] = [documented(expected), documented(received)];
  const order = (entity: object) => choicesOf(entity).map(({ name }) => String(name));
  return (
    compare(one, other) ??
    swapped(compare(other, one)) ??
    unless(
      order(one).join('\n') === order(other).join('\n'),
      `choices in the order ${order(one).join(', ')}`,
      order(other).join(', '),
    )
  );
}

function swapped(finding: Finding | undefined): Finding | undefined {
  return finding && { expected: finding.received, received: finding.expected };
}

function documented(entity: object): JsonObject {
  const shown = pick(entity as JsonObject, MEMBERS);
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
