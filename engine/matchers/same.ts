/** Whether two reads show the same entity. */
import { compare } from './compare.ts';
import { choicesOf, documented } from './entities.ts';
import { type Finding, unless } from './matcher.ts';

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
