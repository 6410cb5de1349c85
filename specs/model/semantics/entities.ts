/** Identity, life and appearance of one customization. */
import { asObject, type Json } from '../../json.ts';
import type { OperationId } from '../../operations.ts';
import type { Choice, Entity } from '../entity.ts';

export interface EntitySemantics {
  firstRevision: string;
  nextRevision(revision: string, operation: OperationId): string;
  /** Whether the sent revision conflicts with the stored one. */
  isStale(sent: string, stored: string, operation: OperationId): boolean;
  /** The `key` made from a name; `taken` are the keys beside it. */
  keyOf(name: string, taken: ReadonlySet<string>): string;
  choiceKeyOf(name: string, taken: ReadonlySet<string>): string;
  titleKeyOf(title: string): string;
  /** Both dates of a new entity. */
  createdStamp(now: Date): string;
  /** The `updatedDate` after a write. */
  stamp(previous: string, now: Date, operation: OperationId): string;
  /** Last word on a new entity; `sent` is the request's customization. */
  created(entity: Entity, sent: Json, operation: OperationId): Entity;
  /** What an update makes of the stored entity; revision and date are raised afterwards. */
  patch(stored: Entity, sent: Json, operation: OperationId): Entity;
  /** Paths in an update that try to change what cannot change, and so have it refused. */
  frozen(stored: Entity, sent: Json, operation: OperationId): string[];
  /** Whether an update may carry `freeTextInput` for this entity. */
  takesFreeText(stored: Entity, operation: OperationId): boolean;
  /** What is kept after a write, given what it should be; `undefined` before a creation. */
  persist(after: Entity, before: Entity | undefined, operation: OperationId): Entity;
  /** What is kept after the entity was looked at by Get. */
  read(entity: Entity): Entity;
  /** Whether a deletion takes the entity away. */
  deletes(entity: Entity): boolean;
  /** Whether products that use it keep a customization from being deleted. */
  heldByProducts(entity: Entity): boolean;
  /** Whether products that use it keep a choice of this customization from going away. */
  choicesHeldByProducts(entity: Entity): boolean;
  /** What an answer shows of an entity. */
  project(entity: Entity, fields: readonly string[], products: () => number, operation: OperationId): Entity;
}

/** Letters, digits, `_` and `-` stay, so a plain word is its own key (CUST-MODEL-016); blanks become `_`. */
function slug(text: string, maxLength: number, fallback: string): string {
  const kept = text
    .trim()
    .replace(/\s+/gu, '_')
    .replace(/[^\p{L}\p{M}\p{N}_-]/gu, '');
  return [...kept].slice(0, maxLength).join('') || fallback;
}

function uniqueSlug(text: string, fallback: string, taken: ReadonlySet<string>): string {
  const base = slug(text, 50, fallback);
  let key = base;
  for (let count = 2; taken.has(key); count += 1) {
    const suffix = `_${count}`;
    key = [...base].slice(0, 50 - suffix.length).join('') + suffix;
  }
  return key;
}

const FREE_TEXT_MEMBERS = ['minCharCount', 'maxCharCount', 'defaultAddedPrice', 'title'];

function patchFreeText(stored: Entity, sent: Json): Entity['freeTextInput'] {
  const changes = Object.entries(sent).filter(
    ([member, value]) => FREE_TEXT_MEMBERS.includes(member) && value !== undefined,
  );
  return stored.freeTextInput && { ...stored.freeTextInput, ...Object.fromEntries(changes) };
}

/** Whether the sent choices say something else than the stored ones, as far as they say anything. */
function differs(stored: readonly Choice[], sent: unknown[]): boolean {
  if (stored.length !== sent.length) return true;
  return sent.some((one, index) => {
    const held = asObject(stored[index]);
    return Object.entries(asObject(one)).some(
      ([member, value]) => JSON.stringify(value) !== JSON.stringify(held[member]),
    );
  });
}

const isColour = (choice: Choice): boolean => choice.choiceType === 'ONE_COLOR';

function withoutImage({ displayImage, ...choice }: Choice): Choice {
  return choice;
}

export const entities: EntitySemantics = {
  firstRevision: '1',
  nextRevision: revision => String(BigInt(revision) + 1n),
  isStale: (sent, stored) => sent.replace(/^0+(?=\d)/, '') !== stored,
  keyOf: name => slug(name, 50, 'customization'),
  choiceKeyOf: (name, taken) => uniqueSlug(name, 'choice', taken),
  titleKeyOf: title => slug(title, 150, 'text'),
  createdStamp: now => now.toISOString(),
  stamp(previous, now) {
    return new Date(Math.max(now.getTime(), Date.parse(previous))).toISOString();
  },
  created: entity => entity,
  patch(stored, sent) {
    const name = typeof sent.name === 'string' ? sent.name : stored.name;
    if (!stored.freeTextInput) return { ...stored, name };
    return { ...stored, name, freeTextInput: patchFreeText(stored, asObject(sent.freeTextInput)) };
  },
  frozen(stored, sent) {
    const choices = asObject(sent.choicesSettings).choices;
    const changed = Array.isArray(choices) && differs(stored.choicesSettings?.choices ?? [], choices);
    return changed ? ['choicesSettings.choices'] : [];
  },
  takesFreeText: stored => stored.customizationRenderType === 'FREE_TEXT',
  persist: after => after,
  read: entity => entity,
  deletes: () => true,
  heldByProducts: entity => entity.customizationType === 'PRODUCT_OPTION',
  choicesHeldByProducts: entity => entity.customizationType === 'PRODUCT_OPTION',
  project(entity, fields, products) {
    const showsImages = fields.includes('CHOICE_DISPLAY_IMAGE');
    const settings = entity.choicesSettings;
    const hides = settings?.choices.some(choice => choice.displayImage && !(showsImages && isColour(choice)));
    return {
      ...entity,
      ...(settings &&
        hides && {
          choicesSettings: {
            ...settings,
            choices: settings.choices.map(choice =>
              showsImages && isColour(choice) ? choice : withoutImage(choice),
            ),
          },
        }),
      ...(fields.includes('ASSIGNED_PRODUCTS_COUNT') && { assignedProductsCount: products() }),
    };
  },
};
