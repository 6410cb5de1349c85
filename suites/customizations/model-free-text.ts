/** What the settings of every returned free-text customization must look like. */
import { unless } from '../../engine/matchers/matcher.ts';
import { standing } from '../../engine/standing.ts';
import { entity, freeText, freeTextMember, isAbsent, isFreeText, isMoney, isText, MONEY } from './facts.ts';

export const freeTexts = standing({
  id: 'customizations.model.free-text',
  title: 'Every returned free-text customization has its settings, of the right type and size',
  profile: 'core',
  points: {
    title: [
      'CUST-MODEL-043',
      freeTextMember('title', 'a string of 1 to 100 characters', value => isText(value, 100)),
    ],
    maxCharCount: [
      'CUST-MODEL-044',
      freeTextMember(
        'maxCharCount',
        'an integer of at most 500',
        value => isAbsent(value) || (Number.isInteger(value) && Number(value) <= 500),
      ),
    ],
    bothCounts: [
      'CUST-MODEL-045',
      entity(
        made =>
          unless(
            ['minCharCount', 'maxCharCount'].every(name => Number.isInteger(freeText(made)[name])),
            'minCharCount and maxCharCount',
            freeText(made),
          ),
        isFreeText,
      ),
    ],
    key: [
      'CUST-MODEL-046',
      freeTextMember(
        'key',
        'absent, or a string of 1 to 150 characters',
        value => isAbsent(value) || isText(value, 150),
      ),
    ],
    price: ['CUST-MODEL-047', freeTextMember('defaultAddedPrice', MONEY, isMoney)],
  },
});
