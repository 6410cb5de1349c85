import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Schemas } from '../../specs/contract.ts';
import type { Entity } from '../../specs/model/entity.ts';
import { productRules } from '../../specs/model/semantics/products.ts';
import type { Call } from '../../specs/operations.ts';
import { rules } from '../../specs/rules.ts';
import { VARIANT_RULES } from '../../specs/variant-rules.ts';
import {
  byName,
  note,
  option,
  product,
  shop,
  swatchOption,
  variant,
  variantsIn,
  wrap,
} from './product-support.ts';
import { choicesIn } from './support.ts';

type Shop = ReturnType<typeof shop>;

/** Few names and choices, so that products share them and get in each other's way. */
const part = (...names: string[]) => fc.subarray(names, { minLength: 1 });
const sizes = part('S', 'M', 'L').map(names => option('Size', names));
const fits = part('Slim', 'S').map(names => option('Fit', names));
const colours = fc.constant(swatchOption());
const wraps = part('Paper', 'Box').map(names => wrap('Wrap', names));
const notes = fc.constantFrom(note(), note('Other'));

interface Draft {
  options: Schemas['ProductOptionInput'][];
  modifiers: object[];
  /** For each variant, which choice it has of each option. */
  picks: number[][];
  visible: boolean;
  /** Whether the n-th entry refers to a known customization by id. */
  reuse: boolean[];
}

const draft: fc.Arbitrary<Draft> = fc.record({
  options: fc.array(fc.oneof(sizes, sizes, fits, colours), { maxLength: 3 }),
  modifiers: fc.array(fc.oneof(wraps, notes), { maxLength: 3 }),
  picks: fc.array(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 3 }),
  visible: fc.boolean(),
  reuse: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
});

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];

/** The draft as a request, of the customizations there are now. */
function sent({ model }: Shop, { options, modifiers, picks, visible, reuse }: Draft) {
  const referred = (list: readonly object[], type: string) =>
    list.map((one, index) => {
      const { name, choicesSettings } = one as Schemas['ProductOptionInput'];
      const known = model
        .entities()
        .find(stored => stored.name === name && stored.customizationType === type);
      return reuse[index] && known ? { id: known.id, ...(choicesSettings && { choicesSettings }) } : one;
    });
  const variants = (options.length > 0 ? picks : picks.slice(0, 1)).map((pick, place) => ({
    ...variant(
      `${pick[0]}${place}.50`,
      ...options.map((one, index) =>
        byName(one, at(one.choicesSettings?.choices ?? [], pick[index] ?? 0)?.name ?? ''),
      ),
    ),
    visible: pick[1] === 0,
  }));
  return {
    ...product({ modifiers: referred(modifiers, 'MODIFIER'), variants }),
    ...{ visible, options: referred(options, 'PRODUCT_OPTION') },
  };
}

type Step = (it: Shop) => Call;

/** The n-th product or customization that there is. */
const nth = fc.nat(20);
const productId = ({ model }: Shop, index: number) => at(model.products(), index)?.id ?? 'none';
const entityAt = ({ model }: Shop, index: number) => at(model.entities(), index);
const choice = (name: string, colour: boolean) =>
  colour ? { choiceType: 'ONE_COLOR', name, colorCode: '#0F0' } : { choiceType: 'CHOICE_TEXT', name };

function patchOf(it: Shop, index: number, change: object) {
  const stored = at(it.model.products(), index);
  return { id: stored?.id ?? 'none', revision: stored?.revision ?? '1', ...change };
}

const steps: fc.Arbitrary<Step>[] = [
  draft.map(
    (one): Step =>
      it => ({ operation: 'createProduct', body: { product: sent(it, one) } }),
  ),
  fc.array(draft, { minLength: 1, maxLength: 2 }).map(
    (several): Step =>
      it => ({
        operation: 'bulkCreateProducts',
        body: { products: several.map(one => sent(it, one)), returnEntity: true },
      }),
  ),
  fc.tuple(nth, draft, part('options', 'modifiers', 'variantsInfo', 'visible')).map(
    ([index, one, members]): Step =>
      it => {
        const whole: Record<string, unknown> = sent(it, one);
        const change = Object.fromEntries(members.map(member => [member, whole[member]]));
        return {
          operation: 'updateProduct',
          productId: productId(it, index),
          body: { product: patchOf(it, index, change) },
        };
      },
  ),
  fc.tuple(nth, nth, draft).map(
    ([a, b, one]): Step =>
      it => ({
        operation: 'bulkUpdateProducts',
        body: {
          products: [
            { product: patchOf(it, a, { visible: one.visible }) },
            { product: patchOf(it, b, sent(it, one)) },
          ],
        },
      }),
  ),
  nth.map(
    (index): Step =>
      it => ({ operation: 'deleteProduct', productId: productId(it, index) }),
  ),
  nth.map(
    (index): Step =>
      it => ({ operation: 'deleteCustomization', customizationId: entityAt(it, index)?.id }),
  ),
  fc.tuple(nth, nth).map(
    ([index, which]): Step =>
      it => {
        const entity = entityAt(it, index);
        const choiceIds = [entity && at(choicesIn(entity), which)?.id];
        const body = { revision: entity?.revision, choiceIds };
        return { operation: 'removeCustomizationChoices', customizationId: entity?.id, body };
      },
  ),
  fc.tuple(nth, part('S', 'M', 'L', 'Box', 'Red')).map(
    ([index, names]): Step =>
      it => {
        const entity = entityAt(it, index);
        const choices = names.map(name => choice(name, entity?.customizationRenderType === 'SWATCH_CHOICES'));
        return { operation: 'setCustomizationChoices', customizationId: entity?.id, body: { choices } };
      },
  ),
  fc.tuple(nth, fc.constantFrom('Size', 'Fit', 'Wrap')).map(
    ([index, name]): Step =>
      it => {
        const { id: customizationId, revision } = entityAt(it, index) ?? {};
        return {
          operation: 'updateCustomization',
          customizationId,
          body: { customization: { revision, name } },
        };
      },
  ),
];

const OF_ENTITIES = [
  'not-only-blanks',
  'choice-names-unique',
  'choice-type-fits',
  'choice-value-fits',
  'settings-fit-render-type',
];

/** What must hold of everything that is stored, whatever came before. */
function expectOrder(it: Shop): void {
  const made = it.model.products().map(({ id }) => it.read(id));
  for (const one of made) {
    const broken = [...productRules.values()].filter(rule =>
      rule.violates(one, VARIANT_RULES.includes(rule) ? one : undefined),
    );
    expect(broken.map(({ id }) => id)).toEqual([]);
    expect(new Set(variantsIn(one).map(({ id }) => id)).size).toBe(one.variantSummary?.variantCount);
    if (one.options.length === 0)
      expect(variantsIn(one)).toMatchObject([{ choices: [], visible: one.visible }]);
    const filter = { 'productData.productId': one.id };
    const { variants } = it.accepted<{ variants: Schemas['ReadOnlyVariant'][] }>('queryReadOnlyVariants', {
      query: { filter },
    });
    expect(variants.map(({ variantId }) => variantId)).toEqual(
      variantsIn(one)
        .map(({ id }) => id)
        .sort(),
    );
  }
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(made.length);
  const connected = it.model
    .products()
    .flatMap(one => [
      ...one.options.map(({ id }) => `${id} PRODUCT_OPTION`),
      ...one.modifiers.map(({ id }) => `${id} MODIFIER`),
    ]);
  for (const entity of it.model.entities()) expectEntity(it, entity, connected);
  const known = new Set(it.model.entities().map(({ id, customizationType }) => `${id} ${customizationType}`));
  expect(connected.filter(one => !known.has(one))).toEqual([]);
}

function expectEntity(it: Shop, { id, customizationType }: Entity, connected: string[]): void {
  const shown = it.get(id, ['ASSIGNED_PRODUCTS_COUNT']);
  expect(OF_ENTITIES.filter(rule => rules.get(rule)?.violates(shown))).toEqual([]);
  const users = connected.filter(one => one === `${id} ${customizationType}`).length;
  expect(shown.assignedProductsCount).toBe(users);
}

it('keeps products, customizations and read-only variants in order, and refuses without a trace', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 12 }), list => {
      const it = shop();
      for (const step of list) {
        const before = it.model.snapshot();
        const call = step(it);
        const { status } = it.send(call);
        seen.add(`${call.operation} ${status === 200}`);
        if (status !== 200) expect(it.model.snapshot()).toEqual(before);
        expectOrder(it);
      }
    }),
    { numRuns: 300, seed: 20260101 },
  );
  // Every step was both taken and refused, but for Bulk create: it reports refusals item by item.
  expect(seen.size).toBe(2 * steps.length - 1);
});
