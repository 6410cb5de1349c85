/** What an answer shows of a customization's choices. */
import type { Answer, JsonObject } from '../answer.ts';
import { compare } from './compare.ts';
import { choicesOf, customizationThat, revisionOf } from './entities.ts';
import { all, type Finding, type Matcher, show, unless } from './matcher.ts';

/** What a choice says of itself; its key and whatever a target shows beyond the contract aside. */
const MEMBERS = ['id', 'choiceType', 'name', 'colorCode', 'defaultAddedPrice', 'primaryChoiceIds'];

/** A choice reduced to what it says; empty values may be left out (dossier 2.7), links stand in no order. */
function essence(choice: object): JsonObject {
  const said = MEMBERS.map(member => [member, (choice as JsonObject)[member]] as const).filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(
    said.map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value]),
  );
}

const namesOf = (choices: readonly object[]): string =>
  choices.map(choice => String((choice as JsonObject).name)).join(', ');

/** Exactly these choices, in any order: found by id, or by name where one of them has no id yet. */
export function holdsChoices(expected: readonly object[]): Matcher<Answer> {
  return customizationThat(customization =>
    compare(expected.map(essence), choicesOf(customization).map(essence), 'choices'),
  );
}

/** At least choices of these names. */
export function showsChoices(expected: readonly object[]): Matcher<Answer> {
  return customizationThat(customization => {
    const names = new Set(choicesOf(customization).map(({ name }) => name));
    const missing = expected.filter(choice => !names.has((choice as JsonObject).name));
    return unless(missing.length === 0, `choices ${namesOf(missing)}`, namesOf(choicesOf(customization)));
  });
}

/** Choices of these names, each with at least the values it was sent with. */
export function showsAsSent(sent: readonly object[]): Matcher<Answer> {
  return all(
    showsChoices(sent),
    customizationThat(customization => {
      const names = new Set(sent.map(choice => (choice as JsonObject).name));
      const shown = choicesOf(customization).filter(({ name }) => names.has(name));
      return compare(sent.map(essence), shown.map(essence), 'choices');
    }),
  );
}

/** None of these choices, neither by id nor by name. */
export function lacksChoices(gone: readonly object[]): Matcher<Answer> {
  return customizationThat(customization => {
    const traces = new Set(gone.flatMap(choice => [(choice as JsonObject).id, (choice as JsonObject).name]));
    const left = choicesOf(customization).filter(({ id, name }) => traces.has(id) || traces.has(name));
    return unless(left.length === 0, `no choices ${namesOf(gone)}`, namesOf(left));
  });
}

/** These choices are as they were; others may stand beside them. */
export function keepsChoices(before: readonly object[]): Matcher<Answer> {
  return customizationThat(customization => {
    if (before.length === 0) return { expected: 'choices to keep', received: 'none' };
    const now = choicesOf(customization).map(essence);
    for (const choice of before.map(essence)) {
      const finding = changeOf(
        choice,
        now.find(({ id }) => id === choice.id),
      );
      if (finding) return finding;
    }
    return undefined;
  });
}

function changeOf(choice: JsonObject, now: JsonObject | undefined): Finding | undefined {
  const called = `choice ${String(choice.name)}`;
  if (!now) return { expected: `${called} with id ${String(choice.id)}`, received: 'no such choice' };
  const added = Object.keys(now).find(member => !(member in choice));
  if (added) return { expected: `${called} without ${added}`, received: show(now[added]) };
  return compare(choice, now, called);
}

/** The members of the choices of both lists, in the same order: of `expected` those that the answer shows as well. */
export function ordersChoices(expected: readonly object[], member: 'id' | 'name'): Matcher<Answer> {
  return customizationThat(customization => {
    const wanted = expected.map(choice => (choice as JsonObject)[member]);
    const found = choicesOf(customization)
      .map(choice => choice[member])
      .filter(value => wanted.includes(value));
    return unless(wanted.join('\n') === found.join('\n'), `the order ${wanted.join(', ')}`, found.join(', '));
  });
}

/** The revision is above that of `before`; by how much is settled for Update alone (SIL-38). */
export function growsRevision(before: object): Matcher<Answer> {
  return customizationThat(after => {
    const [was, is] = [revisionOf(before), revisionOf(after)];
    return unless(
      was !== undefined && is !== undefined && is > was,
      `a revision above ${show((before as JsonObject).revision)}`,
      after.revision,
    );
  });
}
