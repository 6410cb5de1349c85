/** Defects of options on products. */
import { type Fault, fault, rowsOf, rules } from '../fault.ts';
import { NOBODY, queryOf } from '../tools.ts';
import {
  answers,
  around,
  CREATE,
  calls,
  choicesIn,
  envelope,
  type Json,
  list,
  namesIn,
  newOptions,
  newProducts,
  object,
  ofInline,
  only,
  options,
  optionsIn,
  products,
  refusesProducts,
  remembering,
  schema,
  variantsIn,
} from './tools.ts';

const row = rowsOf('PROD-OPTION');

/** The name by which the variants of a request know their first option. */
const nameInVariants = (product: Json): unknown => variantsIn(product).flatMap(namesIn)[0]?.optionName;

/** Choices out of the names that variants use. */
const choicesInVariants = (product: Json): Json[] =>
  [
    ...new Set(
      variantsIn(product)
        .flatMap(namesIn)
        .map(names => names.choiceName),
    ),
  ].map(name => ({
    choiceType: 'CHOICE_TEXT',
    name,
  }));

const refusesOptions = (when: (option: Json) => boolean) =>
  refusesProducts(product => optionsIn(product).some(when));

const DEFAULT_VARIANT = { price: { actualPrice: { amount: '1' } }, physicalProperties: {} };

/** Names of options are cut, in the options and in the variants that refer to them. */
const cutNames = (length: number) =>
  newProducts(product => {
    for (const option of optionsIn(product)) {
      if (typeof option.name === 'string') option.name = option.name.slice(0, length);
    }
    for (const names of variantsIn(product).flatMap(namesIn)) {
      names.optionName = String(names.optionName).slice(0, length);
    }
  });

/** The same of choices. */
const cutChoices = (length: number) =>
  newProducts(product => {
    for (const choice of optionsIn(product).flatMap(choicesIn)) {
      if (typeof choice.name === 'string') choice.name = choice.name.slice(0, length);
    }
    for (const names of variantsIn(product).flatMap(namesIn)) {
      names.choiceName = String(names.choiceName).slice(0, length);
    }
  });

/** Keys of the client are shown in the answer. */
const keepsKeys = (keyed: (product: Json) => (Json | undefined)[]) =>
  around(next => call => {
    const sent = call.operation === CREATE ? keyed(object(object(call.body)?.product) ?? {}) : [];
    const reply = structuredClone(next(call));
    const product = object(object(reply.body)?.product);
    if (reply.status >= 300 || !product) return reply;
    keyed(product).forEach((one, index) => {
      const key = sent[index]?.key;
      if (one && key !== undefined) one.key = key;
    });
    return reply;
  });

/** What an unknown option would have brought is left out. */
const dropsUnknown = only(CREATE, (next, call) => {
  const reply = next(call);
  if (!JSON.stringify(reply.body).includes('CUSTOMIZATION_NOT_EXIST')) return reply;
  const product = object(object(call.body)?.product);
  const rest = { options: [], modifiers: [], variantsInfo: { variants: [DEFAULT_VARIANT] } };
  return next({ ...call, body: { product: { ...product, ...rest } } });
});

const visibleChoices = (visible: boolean) =>
  options(option => {
    for (const choice of choicesIn(option)) choice.visible = visible;
  });

export const productOptionFaults: Fault[] = [
  fault(
    'options-without-ids',
    row(1),
    'Options of products have no id.',
    options(option => {
      delete option.id;
    }),
  ),
  fault(
    'options-hidden',
    row(2),
    'An option that came with a product cannot be read by itself.',
    remembering((next, call, { inline }) =>
      call.operation === 'getCustomization' && inline.has(call.customizationId)
        ? envelope(404, 'CUSTOMIZATION_NOT_FOUND')
        : next(call),
    ),
  ),
  fault(
    'options-become-modifiers',
    row(3),
    'An option that came with a product says it is a modifier.',
    ofInline(customization => {
      customization.customizationType = 'MODIFIER';
    }),
  ),
  fault(
    'options-renamed',
    row(4),
    'An option that came with a product has another name by itself.',
    ofInline(customization => {
      customization.name = `My ${customization.name}`.slice(0, 50);
    }),
  ),
  fault(
    'options-choices-other-ids',
    row(5),
    'The choices of an option have other ids by themselves.',
    ofInline(customization => {
      for (const choice of choicesIn(customization)) choice.id = NOBODY;
    }),
  ),
  fault(
    'options-single-use',
    row(6),
    'An option that came with one product cannot be given to another.',
    remembering((next, call, { inline }) => {
      const sent = optionsIn(object(object(call.body)?.product) ?? {});
      const again = call.operation === CREATE && sent.some(({ id }) => inline.has(id));
      return again ? envelope(400) : next(call);
    }),
  ),
  fault(
    'options-not-assignable',
    row(7),
    'Existing options cannot be given to products.',
    refusesOptions(({ id }) => id !== undefined),
  ),
  fault(
    'options-not-by-id-alone',
    row(8),
    'The id of an option alone is refused.',
    refusesOptions(({ id, choicesSettings }) => id !== undefined && choicesSettings === undefined),
  ),
  fault(
    'options-by-id-alone',
    row(9),
    'The id of an option is refused together with choices.',
    refusesOptions(({ id, choicesSettings }) => id !== undefined && choicesSettings !== undefined),
  ),
  fault(
    'options-duplicated',
    row(10),
    'Giving an option to a product makes another one of the same name.',
    only(CREATE, (next, call) => {
      const reply = next(call);
      const sent = optionsIn(object(object(call.body)?.product) ?? {}).filter(({ id }) => id !== undefined);
      for (const { name, optionRenderType: customizationRenderType, choicesSettings } of sent) {
        const choices = choicesIn({ choicesSettings }).map(({ choiceId, ...choice }) => choice);
        const kind = { customizationType: 'PRODUCT_OPTION', customizationRenderType };
        const customization = { name, ...kind, choicesSettings: { choices } };
        if (choices.length > 0) next({ operation: 'createCustomization', body: { customization } });
      }
      return reply;
    }),
  ),
  fault(
    'options-never-counted',
    row(11),
    'No option counts its products.',
    answers('getCustomization', body => {
      const customization = object(body.customization);
      if (customization && 'assignedProductsCount' in customization) customization.assignedProductsCount = 0;
    }),
  ),
  fault('options-unknown-id', row(12), 'Options with an unknown id are left out.', dropsUnknown),
  fault(
    'options-take-modifiers',
    row(13),
    'A modifier may stand among the options.',
    rules(() => ({ fitsList: () => true })),
  ),
  fault(
    'options-named-by-variants',
    row(14),
    'An option without a name takes the one its variants use.',
    newOptions((option, product) => {
      option.name ??= nameInVariants(product);
    }),
  ),
  fault(
    'options-default-render-type',
    row(15),
    'An option without a render type has text choices.',
    newOptions(option => {
      option.optionRenderType ??= 'TEXT_CHOICES';
    }),
  ),
  fault(
    'options-default-choice-type',
    row(16),
    'A choice without a type is a text.',
    newOptions(option => {
      for (const choice of choicesIn(option)) choice.choiceType ??= 'CHOICE_TEXT';
    }),
  ),
  fault(
    'options-default-choice-name',
    row(17),
    'A choice without a name is called by its number.',
    newOptions(option => {
      choicesIn(option).forEach((choice, index) => {
        choice.name ??= `Choice ${index + 1}`;
      });
    }),
  ),
  fault(
    'options-choices-by-variants',
    row(18),
    'An option without choicesSettings takes the choices its variants use.',
    newOptions((option, product) => {
      option.choicesSettings ??= { choices: choicesInVariants(product) };
    }),
  ),
  fault(
    'options-empty-choices',
    row(19),
    'An option with no choices takes those its variants use.',
    newOptions((option, product) => {
      const settings = object(option.choicesSettings);
      if (settings && list(settings.choices).length === 0) settings.choices = choicesInVariants(product);
    }),
  ),
  fault(
    'options-free-text',
    row(20),
    'An option with free text is taken for one with text choices.',
    newOptions(option => {
      if (option.optionRenderType === 'FREE_TEXT') option.optionRenderType = 'TEXT_CHOICES';
    }),
  ),
  fault(
    'options-at-most-five',
    row(21),
    'Six options are refused.',
    refusesProducts(product => optionsIn(product).length > 5),
  ),
  fault(
    'options-cuts-the-seventh',
    row(22),
    'A seventh option is cut off.',
    newProducts(product => {
      if (optionsIn(product).length <= 6) return;
      product.options = optionsIn(product).slice(0, 6);
      for (const variant of variantsIn(product)) variant.choices = list(variant.choices).slice(0, 6);
    }),
  ),
  fault('options-cut-names-51', row(23), 'Option names are cut after 50 characters.', cutNames(50)),
  fault('options-cut-names-50', row(23), 'Option names are cut after 49 characters.', cutNames(49)),
  fault('options-cut-choices-51', row(24), 'Choice names are cut after 50 characters.', cutChoices(50)),
  fault('options-cut-choices-50', row(24), 'Choice names are cut after 49 characters.', cutChoices(49)),
  fault(
    'options-lose-colors',
    row(25),
    'Options of products do not tell their colours.',
    options(option => {
      for (const choice of choicesIn(option)) delete choice.colorCode;
    }),
  ),
  fault(
    'options-any-color',
    row(26),
    'A colour of the wrong length becomes white.',
    newOptions(option => {
      for (const choice of choicesIn(option)) {
        const { length } = String(choice.colorCode ?? '#FFF');
        if (length < 3 || length > 20) choice.colorCode = '#FFFFFF';
      }
    }),
  ),
  fault('options-keep-keys', row(27), 'The key of an option is the one that was sent.', keepsKeys(optionsIn)),
  fault(
    'options-keep-choice-keys',
    row(27),
    'The key of a choice is the one that was sent.',
    keepsKeys(product => optionsIn(product).flatMap(choicesIn)),
  ),
  fault(
    'options-without-keys',
    row(27),
    'Options of products have no key.',
    options(option => {
      delete option.key;
    }),
  ),
  fault(
    'options-twice',
    row(29),
    'An option listed twice counts once.',
    newProducts(product => {
      const seen = new Set<unknown>();
      const isFirst = ({ id }: Json) => id === undefined || (!seen.has(id) && seen.add(id));
      if (product.options) product.options = optionsIn(product).filter(isFirst);
    }),
  ),
  fault(
    'options-fixed-choices',
    row(31),
    'An existing option gets no new choices through a product.',
    refusesOptions(
      option => option.id !== undefined && choicesIn(option).some(one => one.choiceId === undefined),
    ),
  ),
  fault(
    'options-always-visible',
    row(32),
    'Choices are visible whatever the variants are.',
    visibleChoices(true),
  ),
  fault('options-never-visible', row(32), 'No choice is visible.', visibleChoices(false)),
  fault(
    'options-not-queried',
    row(33),
    'Query Products passes over a filter by options.',
    calls('queryProducts', (_call, body) => {
      const filter = object(queryOf(body).filter);
      if (filter) delete filter['options.id'];
    }),
  ),
  fault(
    'options-queried-in-vain',
    row(33),
    'Query Products finds nothing by options.',
    answers('queryProducts', (body, _reply, { body: sent }) => {
      const asked = JSON.stringify(sent ?? {});
      if (asked.includes('options.id')) body.products = [];
    }),
  ),
  fault(
    'options-mixed-choices',
    row(34),
    'Colours may stand among text choices.',
    rules(sound => ({
      productRules: operation =>
        sound.productRules(operation).filter(({ id }) => id !== 'options-choice-types-fit'),
      misfits: operation => (operation === CREATE ? [] : sound.misfits(operation)),
    })),
  ),
  fault(
    'options-long-names-refused',
    row(24),
    'Choice names of 50 characters are refused.',
    schema('ProductOptionChoiceInput', 'name', { maxLength: 49 }),
  ),
  fault(
    'options-foreign-on-product',
    row(2),
    'The ids of options on products lead nowhere.',
    products(product => {
      for (const option of optionsIn(product)) option.id = NOBODY;
    }),
  ),
];
