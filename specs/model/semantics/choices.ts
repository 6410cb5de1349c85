/** What the choice operations make of a list of choices. */
import type { OperationId } from '../../operations.ts';
import type { Choice } from '../entity.ts';

export interface ChoiceSemantics {
  /** Most choices a customization may end up with (SIL-19). */
  choicesCap: number;
  /** Whether a customization of this render type has choices at all. */
  takesChoices(renderType: string, operation: OperationId): boolean;
  added(stored: readonly Choice[], fresh: readonly Choice[], operation: OperationId): Choice[];
  /** `fresh` holds kept choices under their old id. */
  replaced(stored: readonly Choice[], fresh: readonly Choice[]): Choice[];
  /** Which stored choice a choice sent to Set continues, if any. */
  continues(stored: readonly Choice[], name: string): Choice | undefined;
  without(stored: readonly Choice[], ids: ReadonlySet<string>): Choice[];
  /** Ids of a request that the customization does not have. */
  unknownIds(stored: readonly Choice[], ids: readonly string[], operation: OperationId): string[];
  /** Whether this list may be what is left of the choices. */
  mayRemain(choices: readonly Choice[]): boolean;
  linked(stored: readonly Choice[], links: ReadonlyMap<string, readonly string[] | undefined>): Choice[];
  /** Members of a choice that Update choices cannot change. */
  fixedMembers: readonly string[];
  /** Difference between a sent order and the stored choices; none when it is a permutation. */
  mismatch(stored: readonly Choice[], ids: readonly string[]): { missingIds: string[]; extraIds: string[] };
  reordered(stored: readonly Choice[], ids: readonly string[]): Choice[];
  /** The sort strategy shown after a reorder. */
  sortOrderAfterReorder: string | undefined;
}

function withPrimaries(choice: Choice, primaries: readonly string[]): Choice {
  const { primaryChoiceIds, ...rest } = choice;
  return primaries.length > 0 ? { ...rest, primaryChoiceIds: [...primaries] } : rest;
}

export const choices: ChoiceSemantics = {
  choicesCap: 1000,
  takesChoices: renderType => renderType !== 'FREE_TEXT',
  added: (stored, fresh) => [...stored, ...fresh],
  replaced: (_stored, fresh) => [...fresh],
  continues: (stored, name) => stored.find(choice => choice.name === name),
  without: (stored, ids) =>
    stored
      .filter(choice => !ids.has(choice.id))
      .map(choice =>
        // A removed primary leaves no trace in the choices linked to it (CUST-CHOICES-REMOVE-015).
        choice.primaryChoiceIds?.some(id => ids.has(id))
          ? withPrimaries(
              choice,
              choice.primaryChoiceIds.filter(id => !ids.has(id)),
            )
          : choice,
      ),
  unknownIds(stored, ids) {
    const known = new Set(stored.map(choice => choice.id));
    return ids.filter(id => !known.has(id));
  },
  mayRemain: left => left.length > 0,
  linked: (stored, links) =>
    stored.map(choice => {
      const primaries = links.get(choice.id);
      return primaries ? withPrimaries(choice, primaries) : choice;
    }),
  fixedMembers: ['name', 'choiceType', 'key', 'colorCode', 'defaultAddedPrice', 'displayImage'],
  mismatch(stored, ids) {
    const left = new Set(stored.map(choice => choice.id));
    const extraIds = ids.filter(id => !left.delete(id));
    return { missingIds: [...left], extraIds };
  },
  reordered(stored, ids) {
    const byId = new Map(stored.map(choice => [choice.id, choice]));
    return ids.flatMap(id => byId.get(id) ?? []);
  },
  sortOrderAfterReorder: 'MANUAL',
};
