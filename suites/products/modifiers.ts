/** Modifiers on products: what is asked of a customer, without making variants. */
import { type Chapter, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { shows } from '../../engine/matchers/entities.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import {
  hasModifiers,
  hasVariants,
  modifiersOf,
  productChoicesOf,
  productThat,
  showsProduct,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { MODIFIERS_MAX, plainProduct } from '../../generators/product.ts';
import { FREE_TEXT, TEXT_MODIFIER } from '../customizations/kinds.ts';
import { type ModifierInput, productWith } from './connected.ts';
import { MIXED, OPTIONLESS, WITH_MODIFIERS } from './kinds.ts';
import { modifierRefusals } from './modifiers-refusals.ts';
import { modifierReuse } from './modifiers-reuse.ts';

const inline = check({
  id: 'products.modifiers.inline',
  title: 'Inline modifiers become customizations of the type MODIFIER',
  profile: 'products',
  points: { id: 'PROD-MODIFIER-001', type: 'PROD-MODIFIER-002' },
  async run({ api, given, judge, draw, settle }) {
    const call = api.products.create(given.productNamed(draw(WITH_MODIFIERS.arbitrary())));
    const product = await call.accepted();
    const ids = modifiersOf(product).map(({ id }) => id);
    const good = ids.length === 2 && ids.every(id => typeof id === 'string' && id !== '');
    judge('id', await call, () =>
      unless(good && ids[0] !== ids[1], '2 modifiers with ids of their own', show(ids)),
    );
    for (const { id, name } of modifiersOf(product)) {
      const ofType = shows({ id, name, customizationType: 'MODIFIER' });
      judge('type', await settle.soon('get-after-create', () => api.get(String(id)), isAccepted), ofType);
    }
  },
});

interface Kept {
  id: string;
  title: string;
  points: Record<string, string>;
  modifier: (name: string) => ModifierInput;
}

const text = (name: string, more: object = {}) => ({ choiceType: 'CHOICE_TEXT' as const, name, ...more });
const swatch = (name: string, colorCode: string) => ({ choiceType: 'ONE_COLOR' as const, name, colorCode });

const KEPT: Kept[] = [
  {
    id: 'free-text',
    title: 'A free-text modifier keeps its settings',
    points: { settings: 'PROD-MODIFIER-003', price: 'PROD-MODIFIER-004' },
    modifier: name => ({
      name,
      modifierRenderType: 'FREE_TEXT',
      freeTextSettings: {
        minCharCount: 2,
        maxCharCount: 37,
        title: 'Your initials',
        defaultAddedPrice: '4.75',
      },
    }),
  },
  {
    id: 'max-chars-500',
    title: 'A free-text modifier takes up to 500 characters',
    points: { settings: 'PROD-MODIFIER-014' },
    modifier: name => ({
      name,
      modifierRenderType: 'FREE_TEXT',
      freeTextSettings: { minCharCount: 0, maxCharCount: 500, title: 'Your story' },
    }),
  },
  {
    id: 'text-choices',
    title: 'A modifier with text choices keeps its choices and their prices',
    points: { settings: 'PROD-MODIFIER-005' },
    modifier: name => ({
      name,
      modifierRenderType: 'TEXT_CHOICES',
      choicesSettings: { choices: [text('Paper', { addedPrice: '2.50' }), text('None')] },
    }),
  },
  {
    id: 'swatch-choices',
    title: 'A modifier with swatches is accepted and kept',
    points: { settings: 'PROD-MODIFIER-006' },
    modifier: name => ({
      name,
      modifierRenderType: 'SWATCH_CHOICES',
      choicesSettings: { choices: [swatch('Red', '#FF0000'), swatch('Blue', '#0000FF')] },
    }),
  },
];

const kept = KEPT.map(({ id, title, points, modifier }) =>
  check({
    id: `products.modifiers.keeps.${id}`,
    title,
    profile: 'products',
    points,
    async run({ api, given, judge, use, settle }) {
      await use(OPTIONLESS.control);
      const sent = modifier(given.name());
      const call = api.products.create(plainProduct(given.name(), { modifiers: [sent] }));
      const { freeTextSettings, ...rest } = sent;
      const { defaultAddedPrice, ...settings } = freeTextSettings ?? {};
      const shown = { ...rest, ...(freeTextSettings && { freeTextSettings: settings }) };
      const priced = { name: sent.name, freeTextSettings: { defaultAddedPrice } };
      judge('settings', await call, showsProduct({ modifiers: [shown] }));
      const made = await call.accepted();
      const whole = showsProduct({ modifiers: [sent] });
      const read = await settle.soon('get-after-create', () => api.products.get(made.id), whole);
      judge('settings', read, showsProduct({ modifiers: [shown] }));
      if ('price' in points) judge('price', read, showsProduct({ modifiers: [priced] }));
    },
  }),
);

const mandatory = check({
  id: 'products.modifiers.mandatory',
  title: 'Whether a modifier is mandatory is kept',
  profile: 'products',
  points: { yes: 'PROD-MODIFIER-024', no: 'PROD-MODIFIER-024' },
  async run({ api, given, judge, draw, settle }) {
    const [first, second] = draw(WITH_MODIFIERS.arbitrary()).modifiers ?? [];
    const sent = given.productNamed(
      plainProduct('Product', {
        modifiers: [
          { ...first, mandatory: true },
          { ...second, mandatory: false },
        ],
      }),
    );
    const { id } = await api.products.create(sent).accepted();
    const [yes, no] = sent.modifiers ?? [];
    const has = (one: ModifierInput | undefined) =>
      productThat(product => {
        const found = modifiersOf(product).find(({ name }) => name === one?.name);
        return unless(
          (found?.mandatory ?? false) === one?.mandatory,
          `mandatory ${one?.mandatory}`,
          found?.mandatory,
        );
      });
    const read = await settle.soon('get-after-create', () => api.products.get(id), all(has(yes), has(no)));
    judge('yes', read, has(yes));
    judge('no', read, has(no));
  },
});

const ten = check({
  id: 'products.modifiers.ten',
  title: 'Ten modifiers are accepted',
  profile: 'products',
  points: { accepted: 'PROD-MODIFIER-009' },
  async run({ api, given, judge, use }) {
    await use(OPTIONLESS.control);
    const modifiers = Array.from({ length: MODIFIERS_MAX }, () => ({
      name: given.name(),
      modifierRenderType: 'FREE_TEXT' as const,
      freeTextSettings: { minCharCount: 0, maxCharCount: 20, title: 'Your text' },
    }));
    const named = modifiers.map(({ name }) => ({ name }));
    const answer = await api.products.create(plainProduct(given.name(), { modifiers }));
    judge('accepted', answer, showsProduct({ modifiers: named }));
  },
});

const noVariants = check({
  id: 'products.modifiers.no-variants',
  title: 'Modifiers make no variants, and no variant refers to their choices',
  profile: 'products',
  points: {
    optionless: 'PROD-MODIFIER-025',
    added: 'PROD-MODIFIER-007',
    references: 'PROD-MODIFIER-008',
  },
  async run({ api, given, judge, draw }) {
    const alone = api.products.create(given.productNamed(draw(WITH_MODIFIERS.arbitrary())));
    judge('optionless', await alone, all(hasVariants(1), productThat(noChoices)));
    const before = await given.product(draw(MIXED.arbitrary()));
    const count = variantsOf(before).length;
    const modifier = await given.customization(draw(TEXT_MODIFIER.arbitrary()));
    const { modifiers = [] } = productWith(given, modifier);
    const { id, revision } = before;
    const answer = await api.products.update(id, { product: { id, revision, modifiers } });
    judge('added', answer, all(hasModifiers([modifier.id]), hasVariants(count)));
    judge('references', answer, productThat(refersToOptionsOnly));
  },
});

const noChoices = (product: object) => {
  const [variant] = variantsOf(product);
  const choices = variant?.choices;
  return unless(!Array.isArray(choices) || choices.length === 0, 'a variant without choices', show(choices));
};

function refersToOptionsOnly(product: object) {
  const text = show(variantsOf(product).map(({ choices }) => choices));
  const strange = modifiersOf(product)
    .flatMap(modifier => [modifier.id, ...productChoicesOf(modifier).map(({ choiceId }) => choiceId)])
    .find(id => text.includes(String(id)));
  return unless(strange === undefined, 'variants that refer to options only', text);
}

const sharedName = check({
  id: 'products.modifiers.observes.shared-name',
  title: 'A modifier and an option of one product with one name',
  profile: 'products',
  points: { observed: 'PROD-MODIFIER-026' },
  async run({ api, given, judge, draw }) {
    const option = given.productNamed(draw(MIXED.arbitrary()));
    const name = option.options?.[0]?.name ?? given.name();
    const [modifier] = option.modifiers ?? [];
    const sent = { ...option, modifiers: [{ ...modifier, name }] };
    judge.observed('observed', await api.products.create(sent));
  },
});

const minAboveMax = check({
  id: 'products.modifiers.observes.min-above-max',
  title: 'A minCharCount above maxCharCount',
  profile: 'products',
  points: { observed: 'PROD-MODIFIER-015' },
  async run({ api, given, judge, draw, use }) {
    await use(FREE_TEXT.control);
    const freeTextSettings = { minCharCount: 20, maxCharCount: 10, title: 'Your text' };
    const [modifier] = draw(WITH_MODIFIERS.arbitrary()).modifiers ?? [];
    const modifiers = [{ ...modifier, freeTextSettings }];
    const sent = given.productNamed(plainProduct('Product', { modifiers }));
    judge.observed('observed', await api.products.create(sent));
  },
});

export const productModifiers: Chapter = {
  title: 'Modifiers of products',
  checks: [
    inline,
    ...kept,
    mandatory,
    ten,
    noVariants,
    ...modifierReuse,
    ...modifierRefusals,
    sharedName,
    minAboveMax,
  ],
};
