/** Texts that stress an implementation: boundary lengths, astral and combining characters, right-to-left, quoting, blanks. */

import fc from 'fast-check';
import { memoized } from './memo.ts';

/** How far texts may leave plain ground. `wild` adds blanks at the ends, whose trimming no source settles (CUST-CREATE-082). */
export type Flavour = 'plain' | 'unicode' | 'wild';

export interface TextLimits {
  /** Fewest characters; met under both counts, UTF-16 code units and code points. */
  min: number;
  /** Most characters; met under both counts. */
  max: number;
  flavour: Flavour;
}

const LETTERS = [...'aeionrstlbcdkmXYZ059'];

/** Characters with a meaning in regular expressions, JSON, HTML, SQL, printf and URLs. */
const PUNCTUATION = [...'.*+?^$()[]{}|\\/"\'`<>&%;:,#@!~=-_'];

/**
 * Graphemes of one or more UTF-16 units. Each is NFC-normal and stays so next to any other: the combining ones carry
 * their own base, for which no composed form exists, so normalising never changes a text (CUST-CREATE-081).
 */
const GRAPHEMES = [
  ...['é', 'ß', 'Ł', 'İ', 'ı', 'ñ', '漢', '字', 'が', '한', 'Ж', 'Ω', 'ש', 'ל', 'م', 'ر', '١', '€', '™'],
  ...[
    'q\u0303',
    'x\u0307\u0323'.normalize('NFC'),
    '\u{1F600}',
    '\u{1F469}\u200d\u{1F52C}',
    '\u{1F1E9}\u{1F1EA}',
    '\u{20BB7}',
  ],
];

const ALPHABETS: Record<Flavour, readonly (readonly string[])[]> = {
  plain: [LETTERS],
  unicode: [LETTERS, GRAPHEMES, PUNCTUATION, [...'aeiou ']],
  wild: [LETTERS, GRAPHEMES, PUNCTUATION, [' ', '\u00a0']],
};

/** Longest length drawn from when the limit is far away; the limit itself still occurs. */
const USUAL_MAX = 400;

/** How often the exact limit of a very long text is drawn, in percent: 16 000 characters cost a millisecond each time. */
const LONG_LIMIT_WEIGHT = 2;

/** A text within its limits, boundary lengths over-weighted, never blank only, NFC-normal. Shrinks towards short and plain. */
export const text = memoized(({ min, max, flavour }: TextLimits) => `${min}-${max} ${flavour}`, buildText);

function buildText(limits: TextLimits): fc.Arbitrary<string> {
  const { min, max, flavour } = limits;
  const usual = Math.max(min, Math.min(max, USUAL_MAX));
  const exact = (length: number): fc.Arbitrary<string> => ranged(length, length, min, flavour);
  const rare = max > USUAL_MAX ? LONG_LIMIT_WEIGHT : 12;
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 50, arbitrary: ranged(min, usual, min, flavour) },
    { weight: 10, arbitrary: exact(min) },
    { weight: 8, arbitrary: exact(Math.min(min + 1, max)) },
    { weight: rare, arbitrary: exact(max) },
    { weight: Math.ceil(rare / 2), arbitrary: exact(Math.max(max - 1, min)) },
  );
}

/** A text of exactly `length` UTF-16 code units. With astral characters it counts fewer code points, yet never none. */
export function textOfLength(length: number, flavour: Flavour = 'plain'): fc.Arbitrary<string> {
  return ranged(length, length, Math.min(length, 1), flavour);
}

/** Lengths in UTF-16 units from `shortest` to `longest`, with at least `least` code points. */
function ranged(shortest: number, longest: number, least: number, flavour: Flavour): fc.Arbitrary<string> {
  const unit = fc.oneof(...ALPHABETS[flavour].map(letters => fc.constantFrom(...letters)));
  // `size: 'max'`: with the default size no string passes a dozen characters, and limits are never met.
  return fc.array(unit, { minLength: shortest, maxLength: longest, size: 'max' }).map(units => {
    const found = fitted(units, least);
    return flavour === 'wild' ? inked(found) : trimmed(found);
  }, unitsOf);
}

/** Longest of the graphemes first, so that each text comes apart in one way. */
const LONGEST_FIRST = [...GRAPHEMES].sort((a, b) => b.length - a.length);

/** The units a text may have been fitted from; lets fast-check make a text smaller that it did not draw. */
function unitsOf(found: unknown): string[] {
  if (typeof found !== 'string') throw new Error('a text comes apart into units, nothing else does');
  const units: string[] = [];
  for (let at = 0; at < found.length; ) {
    const unit = LONGEST_FIRST.find(one => found.startsWith(one, at)) ?? found.charAt(at);
    units.push(unit);
    at += unit.length;
  }
  // As many units as UTF-16 code units; those at the end find no room.
  return [...units, ...Array<string>(found.length - units.length).fill('a')];
}

/** As many of the units as fit into their own number of UTF-16 units, filled up with letters. */
function fitted(units: readonly string[], least: number): string {
  const length = units.length;
  let joined = '';
  for (const unit of units) {
    if (joined.length + unit.length <= length) joined += unit;
  }
  const filled = joined.padEnd(length, 'a');
  return [...filled].length < least ? 'a'.repeat(length) : filled;
}

/** A text with no blanks a server might trim away or run together. */
function trimmed(found: string): string {
  return found.replaceAll(/^\s|\s$|(?<=\s)\s/gu, 'a');
}

/** Blank-only texts are refused (CUST-CREATE-014, -042), so at least one character is inked. */
function inked(found: string): string {
  return found.length > 0 && found.trim() === '' ? `${found.slice(0, -1)}a` : found;
}
