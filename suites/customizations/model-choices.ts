/** What every returned choice must look like. */
import type { JsonObject } from '../../engine/answer.ts';
import { choicesOf } from '../../engine/matchers/entities.ts';
import { show, unless } from '../../engine/matchers/matcher.ts';
import type { Invariant } from '../../engine/sentinels.ts';
import { standing } from '../../engine/standing.ts';
import { GUID } from '../../specs/vocabulary.ts';
import {
  choice,
  entity,
  HEX_COLOR,
  hasRenderType,
  isAbsent,
  isFreeText,
  isMoney,
  isText,
  linksOf,
  MONEY,
  unique,
} from './facts.ts';

export const choices = standing({
  id: 'customizations.model.choices',
  title: 'Every returned choice has its members, of the right type and size',
  profile: 'core',
  points: {
    size: [
      'CUST-MODEL-024',
      entity(
        made =>
          unless(
            choicesOf(made).length >= 1 && choicesOf(made).length <= 1000,
            '1 to 1000 choices',
            choicesOf(made).length,
          ),
        made => !isFreeText(made),
      ),
    ],
    id: ['CUST-MODEL-025', choice('an id in GUID form', ({ id }) => typeof id === 'string' && GUID.test(id))],
    uniqueIds: ['CUST-MODEL-026', choice('an id of its own', (_, all) => unique(all.map(({ id }) => id)))],
    choiceType: [
      'CUST-MODEL-027',
      choice(
        'CHOICE_TEXT or ONE_COLOR',
        ({ choiceType }) => choiceType === 'CHOICE_TEXT' || choiceType === 'ONE_COLOR',
      ),
    ],
    textOnly: ['CUST-MODEL-028', choicesOfType('TEXT_CHOICES', 'CHOICE_TEXT')],
    colorOnly: ['CUST-MODEL-029', choicesOfType('SWATCH_CHOICES', 'ONE_COLOR')],
    name: ['CUST-MODEL-030', choice('a name of 1 to 50 characters', ({ name }) => isText(name, 50))],
    uniqueNames: [
      'CUST-MODEL-031',
      choice('a name of its own', (_, all) => unique(all.map(({ name }) => name))),
    ],
    key: ['CUST-MODEL-032', choice('a key of 1 to 50 characters', ({ key }) => isText(key, 50))],
    color: [
      'CUST-MODEL-034',
      choice(
        'a colorCode in hex notation',
        ({ colorCode }) => isText(colorCode, 20) && HEX_COLOR.test(String(colorCode)),
        ({ choiceType }) => choiceType === 'ONE_COLOR',
      ),
    ],
    noColorOnText: [
      'CUST-MODEL-035',
      choice(
        'no colorCode',
        ({ colorCode }) => isAbsent(colorCode) || colorCode === '',
        ({ choiceType }) => choiceType === 'CHOICE_TEXT',
      ),
    ],
    price: [
      'CUST-MODEL-036',
      choice(`defaultAddedPrice ${MONEY}`, ({ defaultAddedPrice }) => isMoney(defaultAddedPrice)),
    ],
    imageOnColorOnly: [
      'CUST-MODEL-038',
      choice(
        'no displayImage',
        ({ displayImage: image }) => isAbsent(image),
        ({ choiceType }) => choiceType !== 'ONE_COLOR',
      ),
    ],
  },
});

/** What holds of links wherever there are any. */
export const LINK_FACTS = {
  guids: choice('at most 4 primaryChoiceIds, all GUIDs', hasGoodLinks),
  oneLevel: choice('no primary choice that is linked itself', (made, all) =>
    all.every(other => !linksOf(made).includes(other.id) || linksOf(other).length === 0),
  ),
  inside: choice('primaryChoiceIds of other choices only', (made, all) =>
    linksOf(made).every(id => id !== made.id && all.some(other => other.id === id)),
  ),
};

/** Without links there is nothing wrong with them; that linking works is for the choices profile to judge. */
export const links = standing({
  id: 'customizations.model.links',
  title: 'Choices are linked only to other choices of the customization, one level deep',
  profile: 'core',
  points: {
    guids: ['CUST-MODEL-040', LINK_FACTS.guids],
    oneLevel: ['CUST-MODEL-041', LINK_FACTS.oneLevel],
    inside: ['CUST-MODEL-042', LINK_FACTS.inside],
  },
});

function hasGoodLinks({ primaryChoiceIds: ids }: JsonObject): boolean {
  if (isAbsent(ids)) return true;
  return Array.isArray(ids) && ids.length <= 4 && ids.every(id => GUID.test(String(id)));
}

function choicesOfType(renderType: string, choiceType: string): Invariant {
  return entity(made => {
    const odd = choicesOf(made).find(candidate => candidate.choiceType !== choiceType);
    return odd && { expected: `only ${choiceType} choices`, received: show(odd) };
  }, hasRenderType(renderType));
}
