/** Names that say whose they are: every entity of a run carries the run's tag, so strangers' data stays untouched. */
import { randomBytes } from 'node:crypto';

/** Most characters of a name (CUST-CREATE-013). */
const LONGEST = 50;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A number in letters: only these and one case, so that no collation or key rule can disturb them (SIL-14, SIL-28). */
function letters(n: number): string {
  const digits = [...n.toString(26)].map(digit => LETTERS[Number.parseInt(digit, 26)]);
  return digits.join('').padStart(3, 'a');
}

/** A tag no other run shares: `cvt` and nine random letters. */
export function newRunTag(): string {
  return `cvt${[...randomBytes(9)].map(byte => LETTERS[byte % 26]).join('')}`;
}

export class Names {
  readonly tag: string;
  #count = 0;

  constructor(tag: string) {
    this.tag = tag;
  }

  /**
   * A name nobody used before, e.g. `cvtqhzkbmwtraaab-size`; at most 50 characters (CUST-CREATE-013).
   * @param label letters and hyphens; cut when it is too long
   */
  next(label = ''): string {
    return `${this.word()}${label && `-${label}`}`.slice(0, LONGEST);
  }

  /** The same as one plain ASCII word, where hyphens would matter (CUST-MODEL-016). */
  word(): string {
    this.#count += 1;
    return `${this.tag}${letters(this.#count)}`;
  }

  /**
   * A name nobody used before that ends in `tail`, or in as much of it as 50 characters hold (CUST-CREATE-013). No blank is
   * left at its end: whether one stays there is unstated (CUST-CREATE-082).
   */
  withTail(tail: string): string {
    const word = this.word();
    let kept = '';
    for (const character of tail) {
      if (word.length + kept.length + character.length > LONGEST) break;
      kept += character;
    }
    return (word + kept).trimEnd();
  }

  /** A name of exactly `length` characters (at least 24). */
  ofLength(length: number): string {
    return this.next().padEnd(length, 'x');
  }
}
