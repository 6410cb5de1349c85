/** Carrying out drafts of products: what is to exist beforehand is made first, and everything gets a name of the run. */
import type { CheckContext } from '../../engine/check.ts';
import { asModifier, asOption, inlineModifierOf, inlineOptionOf } from '../../generators/product.ts';
import type {
  ConnectedDraft,
  ModifierDraft,
  ProductDraft,
  VariantDraft,
} from '../../generators/product-draft.ts';
import { reference } from '../../generators/variant-set.ts';
import type { NewCustomization, NewProduct } from '../../specs/openapi.types.ts';
import type { ModifierInput, OptionInput, VariantInput } from '../products/connected.ts';

/** Characters that the name of a product may have (PROD-CREATE-009). */
const LONGEST_NAME = 80;

type Given = CheckContext['given'];

/**
 * The product of a draft as it can be sent.
 * @throws UndecidedError(set-up-failed) when the target refuses a customization that is to exist beforehand
 */
export async function prepared(given: Given, draft: ProductDraft): Promise<NewProduct> {
  const options: OptionInput[] = [];
  for (const one of draft.options) options.push(await preparedOption(given, one));
  return productOf(given, draft, options, await preparedModifiers(given, draft.modifiers));
}

/** @throws UndecidedError(set-up-failed) when the target refuses one that is to exist beforehand */
export async function preparedOption(given: Given, one: ConnectedDraft): Promise<OptionInput> {
  const { beforehand, reserve } = one;
  const sent = named(given, one);
  if (!beforehand) return inlineOptionOf(sent);
  const { choicesSettings, ...option } = asOption(await given.customization(sent));
  const choices = (choicesSettings?.choices ?? []).filter(({ name }) => name !== reserve);
  return { ...option, choicesSettings: { choices } };
}

/** @throws UndecidedError(set-up-failed) when the target refuses one that is to exist beforehand */
export async function preparedModifiers(
  given: Given,
  drafts: readonly ModifierDraft[],
): Promise<ModifierInput[]> {
  const modifiers: ModifierInput[] = [];
  for (const one of drafts) {
    const sent = named(given, one);
    const modifier = one.beforehand ? asModifier(await given.customization(sent)) : inlineModifierOf(sent);
    modifiers.push({ ...modifier, mandatory: one.mandatory });
  }
  return modifiers;
}

/** Under a name of the run, with the choice it has in reserve. */
function named(given: Given, { customization, reserve }: ConnectedDraft): NewCustomization {
  const sent = { ...customization, name: given.nameWithTail(customization.name) };
  if (reserve === undefined || sent.customizationRenderType === 'FREE_TEXT') return sent;
  const spare =
    sent.customizationRenderType === 'TEXT_CHOICES'
      ? { choiceType: 'CHOICE_TEXT', name: reserve }
      : { choiceType: 'ONE_COLOR', name: reserve, colorCode: '#123456' };
  const choices = [...sent.choicesSettings.choices, spare];
  return { ...sent, choicesSettings: { choices } } as NewCustomization;
}

function productOf(
  given: Given,
  draft: ProductDraft,
  options: OptionInput[],
  modifiers: ModifierInput[],
): NewProduct {
  const variants = draft.variants.map(variant => variantOf(given, variant, draft, options));
  return {
    name: draft.longName ? given.nameOfLength(LONGEST_NAME) : given.nameWithTail(draft.name),
    productType: 'PHYSICAL',
    physicalProperties: {},
    ...(draft.visible !== undefined && { visible: draft.visible }),
    ...(draft.handle && { handle: given.word() }),
    ...(options.length > 0 && { options }),
    ...(modifiers.length > 0 && { modifiers }),
    variantsInfo: { variants },
  };
}

/** A variant of a draft, as it is sent for these options. */
export function variantOf(
  given: Given,
  { choices, price, visible, weight, sku, barcode }: VariantDraft,
  draft: Pick<ProductDraft, 'options' | 'by'>,
  options: readonly OptionInput[],
): VariantInput {
  return {
    choices: options.map((option, i) => choiceAt(draft.options[i], choices[i] ?? 0, option, draft.by)),
    price: structuredClone(price),
    physicalProperties: { ...(weight !== undefined && { weight }) },
    ...(visible !== undefined && { visible }),
    ...(sku !== undefined && { sku: given.nameOfLength(sku) }),
    ...(barcode !== undefined && { barcode: given.nameOfLength(barcode) }),
  };
}

/** By its name: in which order a target shows choices is its own affair (CUST-CREATE-030). */
function choiceAt(
  drafted: ConnectedDraft | undefined,
  position: number,
  option: OptionInput,
  by: ProductDraft['by'],
) {
  const sent = drafted?.customization;
  const choices = sent && 'choicesSettings' in sent ? sent.choicesSettings.choices : [];
  const name = choices[position]?.name ?? drafted?.reserve ?? '';
  const known = option.choicesSettings?.choices.find(choice => choice.name === name);
  return reference(option, { name, ...(known?.choiceId && { choiceId: known.choiceId }) }, by);
}
