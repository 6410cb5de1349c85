/** Populations and questions in words. */
import { type Condition, type Member, placeIn, type Sort } from '../../../generators/query-questions.ts';
import { quoted } from '../telling.ts';

/** `3 customizations whose names end in "a" (text option), …`. */
export function tellMembers(members: readonly Member[]): string {
  const each = members.map(({ kind, tail }) => `${quoted(tail)} (${kind})`);
  const noun =
    members.length === 1
      ? 'a customization whose name ends'
      : `${members.length} customizations whose names end`;
  return `${noun} in ${each.join(', ')}`;
}

/** `name $in those of "a", "b"`. */
export function tellCondition(condition: Condition, members: readonly Member[]): string {
  const { field, operator, strange, of, cut } = condition;
  if (operator === '$exists') return `${field} $exists ${cut % 2 === 0}`;
  const tails = of.flatMap(place => members[placeIn(condition, place, members.length)]?.tail ?? []);
  const others = strange + of.length - tails.length;
  const named = [
    ...tails.map(quoted),
    ...(others > 0 ? [others === 1 ? 'nobody' : `${others} of nobody`] : []),
  ];
  const values = `${named.length > 1 ? 'those' : 'that'} of ${named.join(', ')}`;
  const what = operator === '$startsWith' ? `the first ${cut} characters of ${values}` : values;
  return `${field} ${operator} ${what}`;
}

/** `name ASC, id DESC`. */
export function tellSort(sort: readonly Sort[]): string {
  return sort.length === 0
    ? 'no sort'
    : sort.map(({ fieldName, order }) => `${fieldName} ${order}`).join(', ');
}
