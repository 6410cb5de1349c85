/** Options created along with a product: each becomes a customization of its own. */
import { isObject } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { compare } from '../../engine/matchers/compare.ts';
import { choicesOf, customizationThat, shows } from '../../engine/matchers/entities.ts';
import { alike, show, unless } from '../../engine/matchers/matcher.ts';
import { optionsOf, productChoicesOf, productThat } from '../../engine/matchers/products.ts';
import { plainVariant } from '../../generators/variant-set.ts';
import type { NewProduct } from '../../specs/openapi.types.ts';
import { ONE_OPTION, TWO_OPTIONS } from './kinds.ts';
import { optionLimits } from './options-limits.ts';
import { optionRefusals } from './options-refusals.ts';
import { optionReuse } from './options-reuse.ts';
import { refusedOr } from './refused-or.ts';

const inline = check({
  id: 'products.options.inline',
  title: 'Inline options become customizations: with an id, the type PRODUCT_OPTION, the name, the choices',
  profile: 'products',
  points: {
    id: 'PROD-OPTION-001',
    resolves: 'PROD-OPTION-002',
    type: 'PROD-OPTION-003',
    content: 'PROD-OPTION-004',
    choices: 'PROD-OPTION-005',
    color: 'PROD-OPTION-025',
  },
  async run({ api, given, judge, draw, settle }) {
    const sent = given.productNamed(draw(TWO_OPTIONS.arbitrary()));
    const call = api.products.create(sent);
    const product = await call.accepted();
    judge('id', await call, productThat(everyOptionHasId(sent.options?.length ?? 0)));
    judge('color', await call, productThat(keepsColors(sent)));
    for (const option of optionsOf(product)) {
      const asked = sent.options?.find(({ name }) => name === option.name);
      const read = await settle.soon('get-after-create', () => api.get(String(option.id)), isAccepted);
      judge('resolves', read, shows({ id: option.id }));
      judge('type', read, shows({ customizationType: 'PRODUCT_OPTION' }));
      const content = { name: asked?.name, customizationRenderType: asked?.optionRenderType };
      judge('content', read, shows(content));
      const choices = productChoicesOf(option).map(({ choiceId: id, name }) => ({ id, name }));
      judge(
        'choices',
        read,
        customizationThat(
          made =>
            compare({ choices }, { choices: choicesOf(made) }) ??
            unless(
              choices.length === asked?.choicesSettings?.choices.length,
              `the ${asked?.choicesSettings?.choices.length} choices that were sent`,
              choices,
            ),
        ),
      );
    }
  },
});

const everyOptionHasId = (count: number) => (product: object) => {
  const ids = optionsOf(product).map(({ id }) => id);
  const good = ids.length === count && ids.every(id => typeof id === 'string' && id !== '');
  return unless(good && new Set(ids).size === count, `${count} options with ids of their own`, show(ids));
};

const keepsColors =
  ({ options = [] }: NewProduct) =>
  (product: object) => {
    const swatches = options.filter(({ optionRenderType }) => optionRenderType === 'SWATCH_CHOICES');
    const choices = swatches.map(({ name, choicesSettings }) => ({ name, choicesSettings }));
    const shown = optionsOf(product).filter(({ name }) => choices.some(one => one.name === name));
    return compare({ options: choices }, { options: shown });
  };

/** Nobody makes this of any name. */
const KEY = 'key-of-the-client';

const keys = check({
  id: 'products.options.keys-ignored',
  title: 'Keys sent for an option and a choice are not stored',
  profile: 'products',
  points: { option: 'PROD-OPTION-027', choice: 'PROD-OPTION-027' },
  async run({ api, given, judge, draw, use }) {
    await use(ONE_OPTION.control);
    const body = () => ({ product: given.productNamed(draw(ONE_OPTION.arbitrary())) });
    const ofOption = await api.products.create(change(body(), 'product.options.0.key', KEY));
    judge(
      'option',
      ofOption,
      refusedOr(product => unless(optionsOf(product)[0]?.key !== KEY, 'a key of the server', KEY)),
    );
    const path = 'product.options.0.choicesSettings.choices.0.key';
    const ofChoice = await api.products.create(change(body(), path, KEY));
    judge(
      'choice',
      ofChoice,
      refusedOr(product => {
        const [option] = optionsOf(product);
        const found = option && productChoicesOf(option).find(({ key }) => key === KEY);
        return unless(!found, 'a key of the server', KEY);
      }),
    );
  },
});

const order = check({
  id: 'products.options.observes.order',
  title: 'The order in which options come back',
  profile: 'products',
  points: { order: 'PROD-OPTION-028' },
  async run({ api, given, judge, draw }) {
    const sent = given.productNamed(draw(TWO_OPTIONS.arbitrary()));
    const call = api.products.create(sent);
    const names = optionsOf(await call.accepted()).map(({ name }) => name);
    const same = alike(
      names,
      sent.options?.map(({ name }) => name),
    );
    judge.observed('order', await call, same ? 'in the order sent' : 'in another order');
  },
});

const visible = check({
  id: 'products.options.choice-visible',
  title: 'A choice is visible when a visible variant has it, and not otherwise',
  profile: 'products',
  points: { shown: 'PROD-OPTION-032', hidden: 'PROD-OPTION-032' },
  async run({ api, given, judge, draw, settle }) {
    const { options = [], ...rest } = draw(ONE_OPTION.arbitrary());
    const variants = [
      { ...plainVariant(options, 0, '10.00'), visible: true },
      { ...plainVariant(options, 1, '11.00'), visible: false },
    ];
    const sent = given.productNamed({ ...rest, options, variantsInfo: { variants } });
    const { id } = await api.products.create(sent).accepted();
    const choiceAt = (at: number, wanted: boolean) => {
      const name = options[0]?.choicesSettings?.choices[at]?.name;
      return productThat(product => {
        const [option] = optionsOf(product);
        const choice = option && productChoicesOf(option).find(one => one.name === name);
        const seen = isObject(choice) ? (choice.visible ?? false) : undefined;
        return unless(seen === wanted, `visible ${wanted} on the choice "${name}"`, choice);
      });
    };
    const get = () => api.products.get(id);
    for (const [point, at, wanted] of [
      ['shown', 0, true],
      ['hidden', 1, false],
    ] as const) {
      judge(point, await settle.soon('get-after-create', get, choiceAt(at, wanted)), choiceAt(at, wanted));
    }
  },
});

export const productOptions: Chapter = {
  title: 'Options of products',
  checks: [inline, keys, order, visible, ...optionReuse, ...optionLimits, ...optionRefusals],
};
