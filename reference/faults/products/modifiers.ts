/** Defects of modifiers on products. */
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import {
  answers,
  CREATE,
  choicesIn,
  drops,
  type Json,
  list,
  modifiers,
  modifiersIn,
  newModifiers,
  newProducts,
  object,
  ofInline,
  only,
  optionsIn,
  refusesProducts,
  schema,
  UPDATE,
  variantsIn,
} from './tools.ts';

const row = rowsOf('PROD-MODIFIER');

const refusesModifiers = (when: (modifier: Json) => boolean) =>
  refusesProducts(product => modifiersIn(product).some(when));

/** Free-text settings of modifiers are changed on their way out. */
const settings = (edit: (settings: Json) => void) =>
  modifiers(modifier => {
    const found = object(modifier.freeTextSettings);
    if (found) edit(found);
  });

/** What an unknown modifier would have brought is left out. */
const dropsUnknown = only(CREATE, (next, call) => {
  const reply = next(call);
  const product = object(object(call.body)?.product);
  if (!JSON.stringify(reply.body).includes('CUSTOMIZATION_NOT_EXIST') || optionsIn(product ?? {}).length > 0)
    return reply;
  return next({ ...call, body: { product: { ...product, modifiers: [] } } });
});

const mandatory = (value: boolean) =>
  modifiers(modifier => {
    modifier.mandatory = value;
  });

/** Answers to writes that have modifiers show more variants than there are. */
const bearsVariants = (operation: typeof CREATE | typeof UPDATE) =>
  answers(operation, body => {
    const product = object(body.product) ?? {};
    const [first] = variantsIn(product);
    const info = object(product.variantsInfo);
    const summary = object(product.variantSummary);
    if (!first || !info || !summary || modifiersIn(product).length === 0) return;
    info.variants = [...variantsIn(product), { ...first, id: crypto.randomUUID() }];
    summary.variantCount = Number(summary.variantCount) + 1;
  });

export const productModifierFaults: Fault[] = [
  fault(
    'modifiers-without-ids',
    row(1),
    'Modifiers of products have no id.',
    modifiers(modifier => {
      delete modifier.id;
    }),
  ),
  fault(
    'modifiers-become-options',
    row(2),
    'A modifier that came with a product says it is an option.',
    ofInline(customization => {
      customization.customizationType = 'PRODUCT_OPTION';
    }),
  ),
  fault(
    'modifiers-lose-titles',
    row(3),
    'Free text on products does not tell its title.',
    settings(found => {
      delete found.title;
    }),
  ),
  fault(
    'modifiers-lose-min-count',
    row(3),
    'The least number of characters is forgotten.',
    settings(found => {
      found.minCharCount = 0;
    }),
  ),
  fault(
    'modifiers-round-prices',
    row(4),
    'The price of free text is told without its decimals.',
    settings(found => {
      if (found.defaultAddedPrice) found.defaultAddedPrice = String(found.defaultAddedPrice).split('.')[0];
    }),
  ),
  fault(
    'modifiers-lose-added-prices',
    row(5),
    'Choices of modifiers do not tell what they add to the price.',
    modifiers(modifier => {
      for (const choice of choicesIn(modifier)) delete choice.addedPrice;
    }),
  ),
  fault(
    'modifiers-no-swatches',
    row(6),
    'Modifiers with swatches are refused.',
    refusesModifiers(({ modifierRenderType }) => modifierRenderType === 'SWATCH_CHOICES'),
  ),
  fault(
    'modifiers-bear-variants',
    row(7),
    'A modifier given to a product adds a variant.',
    bearsVariants(UPDATE),
  ),
  fault(
    'modifiers-in-variants',
    row(8),
    'Variants refer to the first choice of each modifier.',
    answers(UPDATE, body => {
      const product = object(body.product) ?? {};
      const references = modifiersIn(product).flatMap(modifier =>
        choicesIn(modifier)
          .slice(0, 1)
          .map(({ choiceId }) => ({ optionChoiceIds: { optionId: modifier.id, choiceId } })),
      );
      for (const variant of variantsIn(product)) variant.choices = [...list(variant.choices), ...references];
    }),
  ),
  fault('modifiers-at-most-nine', row(9), 'Ten modifiers are refused.', {
    contract: [{ at: '/components/schemas/NewProduct/properties/modifiers/maxItems', to: 9 }],
  }),
  fault(
    'modifiers-cuts-the-eleventh',
    row(10),
    'An eleventh modifier is cut off.',
    newProducts(product => {
      if (product.modifiers) product.modifiers = list(product.modifiers).slice(0, 10);
    }),
  ),
  fault(
    'modifiers-without-settings',
    row(11),
    'A modifier without settings is accepted.',
    drops('modifier-settings-given'),
  ),
  fault(
    'modifiers-both-settings',
    row(12),
    'Of two settings of a modifier the fitting one is taken.',
    drops('modifier-settings-single'),
  ),
  fault(
    'modifiers-other-settings',
    row(13),
    'Free text with choices becomes free text.',
    drops('modifier-settings-fit'),
  ),
  fault(
    'modifiers-refuse-500',
    row(14),
    'A maxCharCount of 500 is refused on products.',
    schema('ProductFreeTextSettingsInput', 'maxCharCount', { maximum: 499 }),
  ),
  fault(
    'modifiers-accept-501',
    row(14),
    'A maxCharCount of 501 is accepted on products.',
    schema('ProductFreeTextSettingsInput', 'maxCharCount', { maximum: 5000 }),
  ),
  fault(
    'modifiers-negative-prices',
    row(16),
    'A negative addedPrice is accepted.',
    schema('ProductModifierChoiceInput', 'addedPrice', { 'x-decimal-minimum': '-100' }),
  ),
  fault(
    'modifiers-four-decimals',
    row(17),
    'An addedPrice with four decimals is accepted.',
    schema('ProductModifierChoiceInput', 'addedPrice', { 'x-decimal-scale': 9 }),
  ),
  fault(
    'modifiers-not-assignable',
    row(18),
    'Existing modifiers cannot be given to products.',
    refusesModifiers(({ id }) => id !== undefined),
  ),
  fault('modifiers-unknown-id', row(19), 'Modifiers with an unknown id are left out.', dropsUnknown),
  fault(
    'modifiers-take-options',
    row(20),
    'An option may stand among the modifiers.',
    rules(() => ({ fitsList: () => true })),
  ),
  fault('modifiers-twice', row(21), 'A modifier may be listed twice.', drops('modifiers-distinct')),
  fault(
    'modifiers-default-name',
    row(22),
    'A modifier without a name is called by its number.',
    newProducts(product => {
      modifiersIn(product).forEach((modifier, index) => {
        modifier.name ??= `Modifier ${index + 1}`;
      });
    }),
  ),
  fault(
    'modifiers-default-choice-name',
    row(23),
    'A modifier choice without a name is called by its number.',
    newModifiers(modifier => {
      choicesIn(modifier).forEach((choice, index) => {
        choice.name ??= `Choice ${index + 1}`;
      });
    }),
  ),
  fault(
    'modifiers-default-choice-type',
    row(23),
    'A modifier choice without a type is a text.',
    newModifiers(modifier => {
      for (const choice of choicesIn(modifier)) choice.choiceType ??= 'CHOICE_TEXT';
    }),
  ),
  fault('modifiers-never-mandatory', row(24), 'No modifier is mandatory.', mandatory(false)),
  fault('modifiers-always-mandatory', row(24), 'Every modifier is mandatory.', mandatory(true)),
  fault(
    'modifiers-double-the-default',
    row(25),
    'A product with modifiers has its default variant twice.',
    bearsVariants(CREATE),
  ),
];
