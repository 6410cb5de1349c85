/** New entities and choices out of requests: known members are taken, everything else is left behind. */
import { asArray, asObject, isObject, type Json } from '../json.ts';
import type { OperationId } from '../operations.ts';
import type { Context } from './context.ts';
import type { Choice, Entity, FreeText, Image } from './entity.ts';

/** A new customization; the client's ids, dates, keys and revision never win (CUST-CREATE-031..035). */
export function newEntity(context: Context, sent: Json, operation: OperationId): Entity {
  const { semantics } = context;
  const stamp = semantics.createdStamp(context.now());
  const name = String(sent.name);
  const keys = new Set<string>();
  const entity = {
    id: context.newId(),
    revision: semantics.firstRevision,
    createdDate: stamp,
    updatedDate: stamp,
    key: semantics.keyOf(name, keys),
    name,
    customizationType: sent.customizationType,
    customizationRenderType: sent.customizationRenderType,
    ...settings(context, sent, keys),
  } as Entity;
  return semantics.created(entity, sent, operation);
}

function settings(context: Context, sent: Json, keys: Set<string>): Partial<Entity> {
  if (sent.customizationRenderType === 'FREE_TEXT' && isObject(sent.freeTextInput))
    return { freeTextInput: newFreeText(context, sent.freeTextInput) };
  const choices = asArray(asObject(sent.choicesSettings).choices);
  return { choicesSettings: { choices: newChoices(context, choices.map(asObject), keys) } };
}

/** Both counts are always answered (CUST-MODEL-045), so what was not sent gets the widest bound. */
function newFreeText({ semantics }: Context, sent: Json): FreeText {
  const { minCharCount = 0, maxCharCount = 500, defaultAddedPrice, title } = sent;
  const text = { minCharCount, maxCharCount, title, key: semantics.titleKeyOf(String(title)) };
  return { ...text, ...(defaultAddedPrice !== undefined && { defaultAddedPrice }) } as FreeText;
}

/**
 * Choices as sent, under new ids and keys, except where they continue a stored choice.
 * @param keys the keys taken already; grows by the new ones
 */
export function newChoices(
  { semantics, newId }: Context,
  sent: readonly Json[],
  keys: Set<string>,
  continued: (name: string) => Choice | undefined = () => undefined,
): Choice[] {
  return sent.map(choice => {
    const name = String(choice.name);
    const kept = continued(name);
    const key = kept?.key ?? semantics.choiceKeyOf(name, keys);
    keys.add(key);
    return {
      id: kept?.id ?? newId(),
      choiceType: choice.choiceType,
      key,
      name,
      ...optional(choice),
    } as Choice;
  });
}

function optional(choice: Json): Json {
  const { colorCode, defaultAddedPrice, displayImage, primaryChoiceIds } = choice;
  const primaries = asArray(primaryChoiceIds);
  return {
    ...(colorCode !== undefined && colorCode !== '' && { colorCode }),
    ...(defaultAddedPrice !== undefined && { defaultAddedPrice }),
    ...(isObject(displayImage) && { displayImage: newImage(displayImage) }),
    ...(primaries.length > 0 && { primaryChoiceIds: [...primaries] }),
  };
}

/** Stands for what a media library would know: size is read-only, and the SDK spells it into the URI of an id. */
const MEDIA_SIZE = { width: 640, height: 480 };

function newImage({ id, url, altText }: Json): Image {
  const known = Object.entries({ id, url, altText }).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(known), ...(typeof id === 'string' && MEDIA_SIZE) };
}
