/**
 * "You can't remove choices in options if they're assigned to 1 or more product variants. You can remove choices in modifiers
 * freely."
 */
import { inWords } from '../../engine/answer.ts';
import { change } from '../../engine/change.ts';
import { type Check, type CheckContext, check } from '../../engine/check.ts';
import { hasStatus, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { lacksChoices } from '../../engine/matchers/choices.ts';
import { choicesOf, isStill } from '../../engine/matchers/entities.ts';
import { unless } from '../../engine/matchers/matcher.ts';
import {
  isStillProduct,
  modifiersOf,
  productChoicesOf,
  productThat,
} from '../../engine/matchers/products.ts';
import { asOption, plainProduct } from '../../generators/product.ts';
import { plainVariants } from '../../generators/variant-set.ts';
import type { Customization, Product } from '../../specs/openapi.types.ts';
import { choiceIds, givenChoices } from '../customizations/choice-operations.ts';
import { TEXT_MODIFIER, TEXT_OPTION } from '../customizations/kinds.ts';
import { givenAssigned, optionWith, productWith, rebuilt } from './connected.ts';
import { latestCustomization } from './latest.ts';

interface Used {
  option: Customization;
  /** Three choices: a variant has the first, the product lists the second too, the third is nobody's. */
  ids: string[];
  product: Product;
}

async function givenUsed(context: Pick<CheckContext, 'api' | 'given' | 'draw' | 'settle'>): Promise<Used> {
  const { given } = context;
  const made = await givenChoices(context, TEXT_OPTION, 3);
  const options = [optionWith(made, 2)];
  const variants = plainVariants(options, 1);
  const sent = { ...plainProduct(given.name(), { options }), variantsInfo: { variants } };
  const product = await givenAssigned(context, sent, [made]);
  const option = await latestCustomization(context, made.id);
  return { option, ids: choiceIds(option, 3), product };
}

const choicesAt = (ids: readonly string[], ...places: number[]) => ({
  choiceIds: places.map(place => ids[place] ?? ''),
});

const used = check({
  id: 'products.deletion.choice-used',
  title: 'A choice that a variant has cannot be removed, nor left out of a new list; nothing changes',
  profile: 'products',
  points: {
    remove: 'PROD-DELETE-017',
    inUse: 'CUST-CHOICES-REMOVE-017',
    code: 'PROD-DELETE-018',
    set: 'PROD-DELETE-019',
    setInUse: 'CUST-CHOICES-SET-013',
    setStatus: { soft: 'CUST-CHOICES-SET-013' },
    unchanged: 'PROD-DELETE-008',
  },
  async run(context) {
    const { api, judge, settle } = context;
    // The control: of an option that no product has, the same choice is removed.
    const free = await givenChoices(context, TEXT_OPTION, 3);
    await api.removeChoices(free.id, choicesAt(choiceIds(free, 3), 0)).accepted();
    const { option, ids, product } = await givenUsed(context);
    const difference = 'a variant has the choice';
    const answer = await api.removeChoices(option.id, { body: choicesAt(ids, 0), difference });
    judge('remove', answer, isRefused);
    judge('inUse', answer, isRefused);
    judge('code', answer, isRefusedWith('CHOICE_ASSIGNED_TO_PRODUCT'));
    const kept = choicesOf(option)
      .slice(1)
      .map(({ name }) => ({ choiceType: 'CHOICE_TEXT' as const, name: String(name) }));
    const set = await api.setChoices(option.id, change({ choices: kept }, 'choices', kept));
    judge('set', set, isRefused);
    judge('setInUse', set, isRefused);
    judge('setStatus', set, hasStatus(400, 428));
    const [still, same] = [isStill(option), isStillProduct(product)];
    judge('unchanged', await settle.soon('get-after-refusal', () => api.get(option.id), still), still);
    const read = () => api.products.get(product.id);
    judge('unchanged', await settle.soon('get-after-refusal', read, same), same);
  },
});

const free = check({
  id: 'products.deletion.choice-free',
  title: 'A choice that no product lists is removed although the option is assigned',
  profile: 'products',
  points: { removed: 'PROD-DELETE-020' },
  async run(context) {
    const { api, judge, settle } = context;
    const { option, ids } = await givenUsed(context);
    const gone = lacksChoices(choicesOf(option).slice(2));
    judge('removed', await api.removeChoices(option.id, choicesAt(ids, 2)), gone);
    const read = await settle.soon('get-after-remove-choices', () => api.get(option.id), gone);
    judge('removed', read, gone);
  },
});

const listed = check({
  id: 'products.deletion.observes.choice-listed',
  title:
    'A choice that the product lists and no variant has; one that is used together with a free one (X-10)',
  profile: 'products',
  points: { listed: 'PROD-DELETE-021', mixed: 'PROD-DELETE-026' },
  async run(context) {
    const { api, judge } = context;
    const { option, ids } = await givenUsed(context);
    const mixed = await api.removeChoices(option.id, {
      body: choicesAt(ids, 0, 2),
      difference: 'a variant has one of the choices',
    });
    const left = choicesOf(await latestCustomization(context, option.id)).length;
    judge.observed('mixed', mixed, `${inWords(mixed)}; ${left} of 3 choices are left`);
    const answer = await api.removeChoices(option.id, {
      body: choicesAt(ids, 1),
      difference: 'the product lists the choice, no variant has it',
    });
    judge.observed('listed', answer);
  },
});

const released = check({
  id: 'products.deletion.choice-released',
  title: 'Once no product has variants with a choice, it is removed',
  profile: 'products',
  points: { removed: 'PROD-DELETE-022' },
  async run(context) {
    const { api, judge, settle } = context;
    const { option, ids, product } = await givenUsed(context);
    const { id, revision } = product;
    const other = asOption(option);
    const choices = (other.choicesSettings?.choices ?? []).slice(1);
    const lists = rebuilt([{ ...other, choicesSettings: { choices } }]);
    await api.products.update(id, { product: { id, revision, ...lists } }).accepted();
    const gone = lacksChoices(choicesOf(option).slice(0, 1));
    const remove = () => api.removeChoices(option.id, choicesAt(ids, 0));
    judge('removed', await settle('remove-after-release', remove, gone), gone);
  },
});

const ofModifier = check({
  id: 'products.deletion.modifier-choice',
  title: 'A modifier choice in use is removed, and soon leaves the product',
  profile: 'products',
  points: {
    removed: 'PROD-DELETE-023',
    inUse: 'CUST-CHOICES-REMOVE-018',
    leaves: 'PROD-DELETE-024',
  },
  async run(context) {
    const { api, given, judge, settle } = context;
    const modifier = await givenChoices(context, TEXT_MODIFIER, 3);
    const product = await given.product(productWith(given, modifier));
    const [id = ''] = choiceIds(modifier, 3);
    const gone = lacksChoices(choicesOf(modifier).slice(0, 1));
    const answer = await api.removeChoices(modifier.id, { choiceIds: [id] });
    judge('removed', answer, gone);
    judge('inUse', answer, gone);
    const leaves = productThat(({ ...shown }) => {
      const [found] = modifiersOf(shown);
      const names = found && productChoicesOf(found).map(({ choiceId }) => choiceId);
      return unless(
        found?.id === modifier.id && names?.length === 2 && !names.includes(id),
        'the modifier with the other two choices',
        names,
      );
    });
    const read = await settle('product-after-modifier', () => api.products.get(product.id), leaves);
    judge('leaves', read, leaves);
  },
});

const everyChoice = check({
  id: 'products.deletion.all-choices',
  title: 'Removing every choice of a modifier in use is refused',
  profile: 'products',
  points: { refused: 'PROD-DELETE-025', code: { soft: 'PROD-DELETE-025' } },
  async run(context) {
    const { api, given, judge } = context;
    const modifier = await givenChoices(context, TEXT_MODIFIER, 3);
    await given.product(productWith(given, modifier));
    const ids = choiceIds(modifier, 3);
    await api.removeChoices(modifier.id, { choiceIds: ids.slice(0, 1) }).accepted();
    const rest = ids.slice(1);
    const answer = await api.removeChoices(modifier.id, change({ choiceIds: rest }, 'choiceIds', rest));
    judge('refused', answer, isRefused);
    judge('code', answer, isRefusedWith('NOT_ALLOWED_CUSTOMIZATION_WITHOUT_CHOICES'));
  },
});

export const choiceDeletion: Check[] = [used, free, listed, released, ofModifier, everyChoice];
