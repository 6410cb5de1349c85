/** Options that exist before the product: one customization for many products. */
import { randomUUID } from 'node:crypto';
import { change } from '../../engine/change.ts';
import { type Check, type CheckContext, check } from '../../engine/check.ts';
import { isAccepted, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { choicesOf, customizationThat, shows } from '../../engine/matchers/entities.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import { listsAll, listsExactly } from '../../engine/matchers/pages.ts';
import { listsProducts } from '../../engine/matchers/product-pages.ts';
import { hasOptions, optionsOf, productThat } from '../../engine/matchers/products.ts';
import { asOption, plainProduct } from '../../generators/product.ts';
import { plainVariants } from '../../generators/variant-set.ts';
import type { Customization } from '../../specs/openapi.types.ts';
import { TEXT_OPTION } from '../customizations/kinds.ts';
import { COUNTED, isAssignedTo, productWith } from './connected.ts';
import { ONE_OPTION } from './kinds.ts';
import { latestCustomization } from './latest.ts';

/** The id alone or the full form: either way of assigning will do. */
async function assigned({ api, given }: Pick<CheckContext, 'api' | 'given'>, option: Customization) {
  const full = await api.products.create(productWith(given, option));
  if (isRefused(full)) return full;
  const sent = productWith(given, option);
  return api.products.create({ ...sent, options: [{ id: option.id }] });
}

const precreated = check({
  id: 'products.options.assigned',
  title: 'An option created beforehand is assigned by its id, and counts the product',
  profile: 'products',
  points: { assigned: 'PROD-OPTION-007', counted: 'PROD-OPTION-011' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    judge('assigned', await assigned(context, option), hasOptions([option.id]));
    const count = () => api.get(option.id, COUNTED);
    const once = isAssignedTo(1);
    judge('counted', await settle.eventual('assigned-after-create', count, once), once);
  },
});

const second = check({
  id: 'products.options.second-product',
  title: 'An option created inline is assigned to a second product by its id, and no other one appears',
  profile: 'products',
  points: { assigned: 'PROD-OPTION-006', same: 'PROD-OPTION-010', single: 'PROD-OPTION-010' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const first = await given.product(draw(ONE_OPTION.arbitrary()));
    const option = await latestCustomization(context, String(optionsOf(first)[0]?.id));
    const answer = await assigned(context, option);
    judge('assigned', answer, hasOptions([option.id]));
    judge('same', answer, hasOptions([option.id]));
    // Made after it: once it is found, what else came to be would be found as well.
    const witness = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const filter = { name: { $in: [option.name, witness.name] } };
    const read = () => api.query({ query: { filter } });
    const both = [option, witness];
    const page = await settle.required('query-after-create', read, listsAll(both));
    judge('single', page, listsExactly(both));
  },
});

const forms = check({
  id: 'products.options.forms',
  title: 'An option is assigned by its id alone (X-02), and by id, name, render type and choices',
  profile: 'products',
  points: { idOnly: 'PROD-OPTION-008', full: 'PROD-OPTION-009' },
  async run({ api, given, judge, draw }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const sent = productWith(given, option);
    judge('full', await api.products.create(sent), hasOptions([option.id]));
    const idOnly = { ...productWith(given, option), options: [{ id: option.id }] };
    judge('idOnly', await api.products.create(idOnly), hasOptions([option.id]));
  },
});

const unknownId = check({
  id: 'products.options.refuses.unknown-id',
  title: 'An option id that does not exist is refused, and so is the id of a modifier',
  profile: 'products',
  points: {
    unknown: 'PROD-OPTION-012',
    code: { soft: 'PROD-OPTION-012' },
    modifier: 'PROD-OPTION-013',
  },
  async run({ api, given, judge, draw }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.products.create(productWith(given, option)).accepted(); // the control: the same with an id that exists
    const body = { product: productWith(given, option) };
    const answer = await api.products.create(change(body, 'product.options.0.id', randomUUID()));
    judge('unknown', answer, isRefused);
    judge('code', answer, isRefusedWith('CUSTOMIZATION_NOT_EXIST'));
    const { choicesSettings } = option;
    const modifier = await given.customization({
      name: given.name(),
      customizationType: 'MODIFIER',
      customizationRenderType: 'TEXT_CHOICES',
      choicesSettings: {
        choices: (choicesSettings?.choices ?? []).map(({ name }) => ({ choiceType: 'CHOICE_TEXT', name })),
      },
    });
    const other = { product: productWith(given, option) };
    const wrong = change(other, 'product.options.0', asOption(modifier));
    const variants = plainVariants([asOption(modifier)]);
    const product = { ...wrong.body.product, variantsInfo: { variants } };
    judge('modifier', await api.products.create({ ...wrong, body: { product } }), isRefused);
  },
});

const twice = check({
  id: 'products.options.refuses.twice',
  title: 'One option listed twice is refused',
  profile: 'products',
  points: { refused: 'PROD-OPTION-029', code: { soft: 'PROD-OPTION-029' } },
  async run({ api, given, judge, draw }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.products.create(productWith(given, option)).accepted();
    const body = { product: productWith(given, option) };
    const answer = await api.products.create(change(body, 'product.options.1', asOption(option)));
    judge('refused', answer, isRefused);
    judge('code', answer, isRefusedWith('DUPLICATE_PRODUCT_OPTIONS'));
  },
});

const nameAgain = check({
  id: 'products.options.observes.name-again',
  title: 'An inline option whose name exists already: assigned or created anew (X-01)',
  profile: 'products',
  points: { again: 'PROD-OPTION-030' },
  async run({ api, given, judge, draw }) {
    const { options = [] } = given.productNamed(draw(ONE_OPTION.arbitrary()));
    const first = await given.product(plainProduct(given.name(), { options }));
    const call = api.products.create(plainProduct(given.name(), { options }));
    const answer = await call;
    const [one, other] = [first, answer.member('product') ?? {}].map(
      made => optionsOf(made as object)[0]?.id,
    );
    const what = one === other ? 'the existing option was assigned' : 'another option was created';
    judge.observed('again', answer, answer.isSuccess ? what : undefined);
  },
});

const newChoice = check({
  id: 'products.options.new-choice',
  title: 'A new choice sent with an existing option is added to that option, for all products',
  profile: 'products',
  points: { added: 'PROD-OPTION-031' },
  async run({ api, given, judge, draw, settle }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.products.create(productWith(given, option)).accepted();
    const known = asOption(option);
    const name = 'Added with a product';
    const choices = [...(known.choicesSettings?.choices ?? []), { choiceType: 'CHOICE_TEXT' as const, name }];
    const options = [{ ...known, choicesSettings: { choices } }];
    const answer = await api.products.create(plainProduct(given.name(), { options }));
    const added = all(
      shows({ id: option.id }),
      customizationThat(made => {
        const names = choicesOf(made).map(choice => choice.name);
        return unless(names.includes(name), `a choice "${name}"`, names);
      }),
    );
    if (isAccepted(answer)) return judge('added', answer, isAccepted);
    judge('added', await settle.soon('get-after-create', () => api.get(option.id), added), added);
  },
});

const queried = check({
  id: 'products.options.queried',
  title: 'Query Products finds exactly the products that have an option',
  profile: 'products',
  points: { exactly: 'PROD-OPTION-033' },
  async run({ api, given, judge, draw, settle }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const carriers = [
      await given.product(productWith(given, option)),
      await given.product(productWith(given, option)),
    ];
    await given.product(draw(ONE_OPTION.arbitrary(), 'other'));
    const filter = { 'options.id': { $hasSome: [option.id] } };
    const read = () => api.products.query({ query: { filter } });
    const exactly = listsProducts(carriers);
    judge('exactly', await settle.eventual('query-products-after-create', read, exactly), exactly);
  },
});

const wholeList = check({
  id: 'products.options.part-of-choices',
  title: 'A product may have a part of the choices of an option',
  profile: 'products',
  points: { part: 'PROD-OPTION-009' },
  async run({ api, given, judge, draw }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const known = asOption(option);
    const choices = (known.choicesSettings?.choices ?? []).slice(0, 1);
    const options = [{ ...known, choicesSettings: { choices } }];
    const answer = await api.products.create(plainProduct(given.name(), { options }));
    judge(
      'part',
      answer,
      all(
        hasOptions([option.id]),
        productThat(product => {
          const [{ choicesSettings } = {}] = optionsOf(product);
          const shown = (choicesSettings as { choices?: unknown[] } | undefined)?.choices ?? [];
          return unless(shown.length === 1, 'one choice', show(shown));
        }),
      ),
    );
  },
});

export const optionReuse: Check[] = [
  precreated,
  second,
  forms,
  unknownId,
  twice,
  nameAgain,
  newChoice,
  queried,
  wholeList,
];
