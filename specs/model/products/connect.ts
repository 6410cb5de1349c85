/**
 * From the options and modifiers of a request to customizations: known ones are looked up, inline ones are found by name
 * or created, and new choices go to the customization for everybody (source: dossier 4.1, X-01).
 */
import { asArray, asObject, asString, type Json } from '../../json.ts';
import type { OperationId } from '../../operations.ts';
import { choicesIn } from '../../product-parts.ts';
import {
  modifierChoiceNamesUnique,
  modifiersDistinct,
  optionChoiceNamesUnique,
  optionsDistinct,
} from '../../product-rules.ts';
import { addTo, misfit } from '../choices.ts';
import type { Context } from '../context.ts';
import { choicesOf, type Entity } from '../entity.ts';
import { create } from '../single.ts';
import type { Connected, ConnectedChoice } from './entity.ts';

type List = 'options' | 'modifiers';

const KIND = {
  options: { type: 'PRODUCT_OPTION', renderType: 'optionRenderType' },
  modifiers: { type: 'MODIFIER', renderType: 'modifierRenderType' },
} as const;

/** The entries of one list of a product, connected; may create customizations and add choices to them. */
export function connect(
  context: Context,
  sent: unknown,
  list: List,
  at: { prefix: string; operation: OperationId },
): Connected[] {
  const connected = asArray(sent).map((one, index) => {
    const place = `${at.prefix}.${list}[${index}]`;
    return connectOne(context, asObject(one), list, { place, operation: at.operation });
  });
  refuseDoubles(context, connected, list, at);
  return connected;
}

const DISTINCT = new Set(
  [optionsDistinct, modifiersDistinct, optionChoiceNamesUnique, modifierChoiceNamesUnique].map(
    ({ id }) => id,
  ),
);

/** That a name and an id mean the same customization, or the same choice, shows only now. */
function refuseDoubles(
  { judge, semantics }: Context,
  connected: readonly Connected[],
  list: List,
  { prefix, operation }: { prefix: string; operation: OperationId },
): void {
  const entries = connected.map(({ id, choices = [] }) => ({
    id,
    choicesSettings: { choices: choices.map(({ choiceId }) => ({ choiceId, name: choiceId })) },
  }));
  const rules = semantics.productRules(operation).filter(({ id }) => DISTINCT.has(id));
  const refusal = judge.broken(rules, { value: { [list]: entries }, prefix }, operation);
  if (refusal) throw refusal;
}

interface Place {
  /** Dotted path of the entry in the request. */
  place: string;
  operation: OperationId;
}

function connectOne(context: Context, sent: Json, list: List, at: Place): Connected {
  const known = asString(sent.id) ? existing(context, sent, list, at) : twin(context, sent, list);
  const entity = known ?? create(context, newCustomization(sent, list), at.place, at.operation);
  const mandatory = list === 'modifiers' && typeof sent.mandatory === 'boolean' ? sent.mandatory : undefined;
  const own = { id: entity.id, ...(mandatory !== undefined && { mandatory }) };
  if (entity.freeTextInput) return own;
  const stored = known ? choicesOf(known) : [];
  const isNew = ({ choiceId, name }: Json): boolean =>
    choiceId === undefined && !stored.some(choice => choice.name === name);
  const wanted = choicesIn(sent);
  refuseMisfits(
    context,
    entity,
    wanted.map(choice => (isNew(choice) ? choice : {})),
    at,
  );
  const fresh = known ? wanted.filter(isNew).map(newChoice) : [];
  return { ...own, choices: connectChoices(context, extended(context, entity, fresh, at), wanted, at) };
}

/** What is new must fit the customization, whatever the entry says of itself (PROD-OPTION-034). */
function refuseMisfits(context: Context, entity: Entity, choices: Json[], at: Place): void {
  const refusal = misfit(context, entity, choices, `${at.place}.choicesSettings.choices`, at.operation);
  if (refusal) throw refusal;
}

/** New choices go to the customization, for all its products (PROD-OPTION-031). */
function extended(context: Context, entity: Entity, fresh: Json[], at: Place): Entity {
  if (fresh.length === 0) return entity;
  return addTo(context, entity, fresh, `${at.place}.choicesSettings.choices`, at.operation);
}

/** @throws Refusal when there is none of this id and type (PROD-OPTION-012, PROD-OPTION-013) */
function existing({ store, semantics, judge }: Context, sent: Json, list: List, at: Place): Entity {
  const entity = store.get(String(sent.id));
  if (entity && semantics.fitsList(entity, KIND[list].type)) return entity;
  const description = `no ${list === 'options' ? 'option' : 'modifier'} has the id ${String(sent.id)}`;
  throw judge.refuse('CUSTOMIZATION_NOT_EXIST', description, at.operation, { data: { ids: [sent.id] } });
}

/** The customization that an inline entry means, if it exists already. */
function twin({ store, semantics }: Context, sent: Json, list: List): Entity | undefined {
  const { type, renderType } = KIND[list];
  if (!semantics.reusesInline) return undefined;
  return store
    .all()
    .find(
      entity =>
        entity.name === sent.name &&
        entity.customizationType === type &&
        entity.customizationRenderType === sent[renderType],
    );
}

/** The inline entry in the words of the Customizations API. */
function newCustomization(sent: Json, list: List): Json {
  const { type, renderType } = KIND[list];
  const { name, freeTextSettings, choicesSettings } = sent;
  const settings =
    sent[renderType] === 'FREE_TEXT'
      ? { freeTextInput: { ...asObject(freeTextSettings), ...untitled(freeTextSettings, name) } }
      : { choicesSettings: { choices: choicesIn({ choicesSettings }).map(newChoice) } };
  return { name, customizationType: type, customizationRenderType: sent[renderType], ...settings };
}

/** A customization needs a title, a modifier on a product does not. */
function untitled(settings: unknown, name: unknown): Json {
  return asObject(settings).title === undefined ? { title: name } : {};
}

function newChoice({ choiceType, name, colorCode, addedPrice }: Json): Json {
  return {
    choiceType,
    name,
    ...(colorCode !== undefined && { colorCode }),
    ...(addedPrice !== undefined && { defaultAddedPrice: addedPrice }),
  };
}

/** The choices on this product; all of the customization's when the entry names none. */
function connectChoices(
  context: Context,
  entity: Entity,
  wanted: readonly Json[],
  at: Place,
): ConnectedChoice[] {
  if (wanted.length === 0) return choicesOf(entity).map(({ id }) => ({ choiceId: id }));
  return wanted.map(choice => {
    const found = choicesOf(entity).find(one =>
      choice.choiceId === undefined ? one.name === choice.name : one.id === choice.choiceId,
    );
    if (!found) return refuseChoice(context, String(choice.choiceId), at);
    const addedPrice = asString(choice.addedPrice);
    return { choiceId: found.id, ...(addedPrice !== undefined && { addedPrice }) };
  });
}

function refuseChoice({ judge }: Context, choiceId: string, at: Place): never {
  const description = `no choice has the id ${choiceId}`;
  throw judge.refuse('CHOICE_NOT_EXIST', description, at.operation, { data: { choiceIds: [choiceId] } });
}
