/** Small words for facts about every returned customization, out of which the standing checks are made. */
import { isObject, type JsonObject } from '../../engine/answer.ts';
import { choicesOf, lacks } from '../../engine/matchers/entities.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import type { Invariant, Sighting } from '../../engine/sentinels.ts';
import { compareDecimals, decimalScale, parseDecimal } from '../../specs/decimal.ts';

export const HEX_COLOR = /^#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
export const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

export const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length >= 1 && [...value].length <= max;
export const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** A fact about every customization. */
export function entity(
  broken: (entity: JsonObject, sighting: Sighting) => Finding | undefined,
  when?: (entity: JsonObject, sighting: Sighting) => boolean,
): Invariant {
  return {
    of: 'customization',
    broken: (sighting: Sighting) => broken(sighting.entity, sighting),
    ...(when && { when: (sighting: Sighting) => when(sighting.entity, sighting) }),
  };
}

/** A fact about one member of every customization. */
export function member(name: string, expected: string, holds: (value: unknown) => boolean): Invariant {
  return entity(({ [name]: value }) => unless(holds(value), `${name}: ${expected}`, value));
}

/** A fact about every choice of every customization that has choices. */
export function choice(
  expected: string,
  holds: (choice: JsonObject, all: JsonObject[]) => boolean,
  which: (choice: JsonObject) => boolean = () => true,
): Invariant {
  return entity(
    made => {
      const choices = choicesOf(made);
      const odd = choices.filter(which).find(candidate => !holds(candidate, choices));
      return odd && { expected: `every choice: ${expected}`, received: show(odd) };
    },
    made => choicesOf(made).some(which),
  );
}

export const hasRenderType = (type: string) => (made: JsonObject) => made.customizationRenderType === type;
export const isFreeText = hasRenderType('FREE_TEXT');
export const freeText = (made: JsonObject): JsonObject =>
  isObject(made.freeTextInput) ? made.freeTextInput : {};

export function freeTextMember(
  name: string,
  expected: string,
  holds: (value: unknown) => boolean,
): Invariant {
  return entity(made => {
    const value = freeText(made)[name];
    return unless(holds(value), `freeTextInput.${name}: ${expected}`, value);
  }, isFreeText);
}

/** The settings of one render type are there, those of the other are not. */
export function settings(type: string, has: string, lack: string): Invariant {
  return entity(
    made => (isObject(made[has]) ? lacks(lack)(made) : { expected: has, received: show(made[has]) }),
    hasRenderType(type),
  );
}

export function isMoney(value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (typeof value !== 'string' || parseDecimal(value) === undefined) return false;
  const inRange = compareDecimals(value, '0') >= 0 && compareDecimals(value, '999999999.99') <= 0;
  return inRange && decimalScale(value) <= 3;
}

export const MONEY = 'absent, or a decimal string of 0 to 999999999.99 with at most 3 decimals';
export const unique = (values: unknown[]): boolean => new Set(values).size === values.length;
export const linksOf = ({ primaryChoiceIds: links }: JsonObject): unknown[] =>
  Array.isArray(links) ? links : [];
