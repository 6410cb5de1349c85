/** What Create Product must take of options: the legal values that stand closest to the limits. */
import { type Check, check } from '../../engine/check.ts';
import { all } from '../../engine/matchers/matcher.ts';
import { hasVariants, showsProduct, showsVariants } from '../../engine/matchers/products.ts';
import { OPTIONS_MAX, plainProduct } from '../../generators/product.ts';
import { plainVariants } from '../../generators/variant-set.ts';
import type { OptionInput } from './connected.ts';
import { ONE_OPTION } from './kinds.ts';

const textOption = (name: string, ...choices: string[]): OptionInput => ({
  name,
  optionRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: choices.map(choice => ({ choiceType: 'CHOICE_TEXT', name: choice })) },
});

const six = check({
  id: 'products.options.six',
  title: 'Six options, and a variant with a choice of each, are accepted',
  profile: 'products',
  points: { accepted: 'PROD-OPTION-021' },
  async run({ api, given, judge, use }) {
    await use(ONE_OPTION.control);
    const options = Array.from({ length: OPTIONS_MAX }, () => textOption(given.name(), 'One', 'Two'));
    const variants = plainVariants(options, 1);
    const sent = { ...plainProduct(given.name()), options, variantsInfo: { variants } };
    const accepted = all(showsProduct({ options }), showsVariants(sent), hasVariants(1));
    judge('accepted', await api.products.create(sent), accepted);
  },
});

const names50 = check({
  id: 'products.options.names-50',
  title: 'Names of 50 characters are accepted for options and choices',
  profile: 'products',
  points: { option: 'PROD-OPTION-023', choice: 'PROD-OPTION-024' },
  async run({ api, given, judge, use }) {
    await use(ONE_OPTION.control);
    const withOption = [textOption(given.nameOfLength(50), 'One', 'Two')];
    const ofOption = await api.products.create(plainProduct(given.name(), { options: withOption }));
    judge('option', ofOption, showsProduct({ options: withOption }));
    const withChoice = [textOption(given.name(), 'c'.repeat(50), 'Two')];
    const ofChoice = await api.products.create(plainProduct(given.name(), { options: withChoice }));
    judge('choice', ofChoice, showsProduct({ options: withChoice }));
  },
});

export const optionLimits: Check[] = [six, names50];
