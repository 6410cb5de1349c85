/** Human-looking names. Content is replayed from a drawn seed and does not shrink; the structure around it does. */

// The one-locale entry loads in 25 ms; the main one brings 70 locales and takes 162.
import { faker } from '@faker-js/faker/locale/en';
import fc from 'fast-check';

/** What a name is for: decides which words it is made of. */
export type NameKind = 'customization' | 'choice' | 'title';

/** Dates faker derives from "now" would otherwise differ between two runs with one seed. */
const REFERENCE_DATE = '2025-01-01T00:00:00.000Z';

const UINT32_MAX = 2 ** 32 - 1;

faker.setDefaultRefDate(REFERENCE_DATE);

const WORDS: Record<NameKind, () => string> = {
  customization: () => `${faker.commerce.productAdjective()} ${faker.helpers.arrayElement(SUBJECTS)}`,
  choice: () =>
    faker.helpers.arrayElement([faker.commerce.productMaterial, faker.color.human, faker.animal.type])(),
  title: () => `${faker.hacker.verb()} ${faker.commerce.productMaterial()} text`,
};

const SUBJECTS = [
  'Size',
  'Color',
  'Material',
  'Finish',
  'Engraving',
  'Strap',
  'Frame',
  'Pattern',
  'Scent',
  'Lid',
];

/** A seed whose content never shrinks: smaller numbers are not simpler names. */
export function contentSeed(): fc.Arbitrary<number> {
  return fc.noShrink(fc.integer({ min: 0, max: UINT32_MAX }));
}

/**
 * A readable ASCII name of at most `max` characters, the same for the same seed and index.
 *
 * @param index position among siblings that share one seed
 */
export function readableName(kind: NameKind, seed: number, index = 0, max = 50): string {
  faker.seed([seed, index]);
  const words = WORDS[kind]().replaceAll(/[^ -~]/g, '');
  return words.charAt(0).toUpperCase() + words.slice(1, max).trimEnd();
}

/** An arbitrary of readable names. */
export function readable(kind: NameKind, max = 50): fc.Arbitrary<string> {
  return contentSeed().map(seed => readableName(kind, seed, 0, max));
}
