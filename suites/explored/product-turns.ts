/** What an update makes of a product: what is sent, and what must be seen of it afterwards. */
import type { Answer } from '../../engine/answer.ts';
import type { CheckContext } from '../../engine/check.ts';
import { all, type Matcher, unless } from '../../engine/matchers/matcher.ts';
import {
  hasModifiers,
  hasOptions,
  hasVariants,
  keepsLists,
  keepsVariants,
  modifiersOf,
  productThat,
  showsProduct,
  variantsOf,
} from '../../engine/matchers/products.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import { asOption } from '../../generators/product.ts';
import type { ProductChange } from '../../generators/product-change.ts';
import type { ProductDraft } from '../../generators/product-draft.ts';
import { plainVariants } from '../../generators/variant-set.ts';
import type { NewProduct, Product } from '../../specs/openapi.types.ts';
import { listsAgain, type OptionInput, type VariantInput } from '../products/connected.ts';
import { latestCustomization } from '../products/latest.ts';
import { isMandatory, showsModifiers } from './connected-shown.ts';
import { preparedModifiers, preparedOption, variantOf } from './product-making.ts';
import { showsVariantsWith, variantsAsSent } from './variants-shown.ts';

/** What is known of an update, each under the requirement that says it. */
export const TURN_POINTS = {
  changed: 'PROD-UPDATE-001',
  others: 'PROD-UPDATE-001',
  lists: 'PROD-UPDATE-007',
  modifiers: 'PROD-UPDATE-008',
  noModifiers: 'PROD-UPDATE-009',
  variantsStay: 'PROD-UPDATE-009',
  ids: 'PROD-UPDATE-012',
  fresh: 'PROD-UPDATE-013',
  gone: 'PROD-UPDATE-014',
  prices: 'PROD-VARIANT-023',
  choice: 'PROD-UPDATE-015',
  dropped: 'PROD-UPDATE-016',
  firstOption: 'PROD-UPDATE-019',
} as const;

type Point = keyof typeof TURN_POINTS;

export interface Turn {
  /** The members that are sent. */
  patch: Record<string, unknown>;
  /** In the order in which they are judged; the first is what the update is for. */
  expected: [point: Point, matcher: Matcher<Answer>][];
  /** A customization that the product has no longer. */
  released?: string;
}

interface Scene {
  context: Pick<CheckContext, 'api' | 'given' | 'settle'>;
  draft: ProductDraft;
  /** As it was sent, and as it was answered. */
  sent: NewProduct;
  before: Product;
}

type Turning<K extends ProductChange['kind']> = (
  scene: Scene,
  change: Extract<ProductChange, { kind: K }>,
) => Turn | Promise<Turn>;

/** Its name and its modifiers; whether it is visible may follow its variants. */
const keepsRest = ({ name, handle, ...before }: Product): Matcher<Answer> =>
  all(
    showsProduct({ name, ...(handle && { handle }) }),
    hasModifiers(modifiersOf(before).map(({ id }) => id)),
  );

const rename: Turning<'name'> = ({ context: { given }, before }, { name: tail }) => {
  const { id, productType, visible, handle } = before;
  const name = given.nameWithTail(tail);
  return {
    patch: { name },
    expected: [
      ['changed', showsProduct({ id, name })],
      ['others', showsProduct({ productType, visible, ...(handle && { handle }) })],
      ['lists', keepsLists(before)],
    ],
  };
};

/** The variants may be hidden along with the product. */
const hide: Turning<'hide'> = ({ before }) => {
  const { name, productType } = before;
  const variants = variantsOf(before).map(({ visible: _, ...variant }) => variant);
  const kept = keepsLists({ ...before, variantsInfo: { variants } } as Product);
  return {
    patch: { visible: false },
    expected: [
      ['changed', showsProduct({ visible: false })],
      ['others', all(showsProduct({ name, productType }), kept)],
    ],
  };
};

const remodify: Turning<'modifiers'> = async ({ context, before }, { modifiers: drafts }) => {
  const modifiers = await preparedModifiers(context.given, drafts);
  const asSent = showsModifiers({ modifiers }, () => true, isMandatory) ?? (() => undefined);
  return {
    patch: { modifiers },
    expected: [
      [
        modifiers.length > 0 ? 'modifiers' : 'noModifiers',
        all(hasModifiers(modifiers.map(({ id }) => id)), asSent),
      ],
      ['variantsStay', keepsVariants(before)],
      ['others', showsProduct({ name: before.name, visible: before.visible })],
    ],
  };
};

/** The variants as they are sent again, in the order of the draft. */
function variantsAgain({ before, sent }: Scene): VariantInput[] {
  const again = listsAgain(before).variantsInfo.variants;
  return variantsAsSent(before, sent).map(([, shown]) => {
    const found = again.find(({ id }) => id === shown?.id);
    if (found) return found;
    throw new UndecidedError('set-up-failed', 'the product does not show the variants it was sent');
  });
}

/** The options as they are sent again, in the order of the draft. */
function optionsAgain({ before, sent }: Scene): OptionInput[] {
  const again = listsAgain(before).options;
  return (sent.options ?? []).map(option => {
    const found = again.find(({ id, name }) =>
      option.id === undefined ? name === option.name : id === option.id,
    );
    if (found) return found;
    throw new UndecidedError('set-up-failed', 'the product does not show the options it was sent');
  });
}

const revary: Turning<'variants'> = (scene, { dropped, priced, fresh }) => {
  const { context, draft, before } = scene;
  const options = optionsAgain(scene);
  const all_ = variantsAgain(scene);
  const prices = new Map(priced.map(({ at, price }) => [at, price]));
  const kept = all_.flatMap((variant, i) =>
    dropped.includes(i) ? [] : [{ ...variant, price: prices.get(i) ?? variant.price }],
  );
  const made = fresh.map(variant => variantOf(context.given, variant, { ...draft, by: 'names' }, options));
  const variants = [...kept, ...made];
  const gone = dropped.map(i => all_[i]?.id);
  return {
    patch: { options, variantsInfo: { variants } },
    expected: [
      ['ids', hasIds(kept)],
      ...(made.length > 0 ? [['fresh', hasFresh(made, before)] as [Point, Matcher<Answer>]] : []),
      ...(gone.length > 0 ? [['gone', lacksIds(gone)] as [Point, Matcher<Answer>]] : []),
      ['ids', hasVariants(variants.length)],
      ['prices', showsVariantsWith({ variantsInfo: { variants } }, ({ price }) => ({ price }))],
      ['others', keepsRest(before)],
    ],
  };
};

const idsIn = (product: object): unknown[] => variantsOf(product).map(({ id }) => id);

const hasIds = (kept: readonly VariantInput[]): Matcher<Answer> =>
  productThat(product => {
    const lost = kept.find(({ id }) => !idsIn(product).includes(id));
    return lost && { expected: `a variant with id ${lost.id}`, received: idsIn(product).join(', ') };
  });

const lacksIds = (gone: readonly unknown[]): Matcher<Answer> =>
  productThat(product => {
    const left = gone.filter(id => idsIn(product).includes(id));
    return unless(left.length === 0, `no variant with id ${left[0]}`, idsIn(product).join(', '));
  });

/** Each of the new combinations is there, under an id that no variant had before. */
const hasFresh = (made: VariantInput[], before: Product): Matcher<Answer> =>
  productThat(product => {
    const shown = variantsAsSent(product, { variantsInfo: { variants: made } });
    const odd = shown.find(([, variant]) => !variant || idsIn(before).includes(variant.id));
    return (
      odd && { expected: 'a new variant with an id of its own', received: JSON.stringify(odd[1] ?? 'none') }
    );
  });

const widen: Turning<'choice'> = async (scene, { variant }) => {
  const { context, draft, before } = scene;
  const [first, ...others] = optionsAgain(scene);
  const full = asOption(await latestCustomization(context, first?.id ?? ''));
  const options = [full, ...others];
  const kept = variantsAgain(scene);
  const variants = [...kept, variantOf(context.given, variant, { ...draft, by: 'names' }, options)];
  return {
    patch: { options, variantsInfo: { variants } },
    expected: [
      ['choice', hasVariants(variants.length)],
      ['ids', hasIds(kept)],
      ['prices', showsVariantsWith({ variantsInfo: { variants } }, ({ price }) => ({ price }))],
      ['others', keepsRest(before)],
    ],
  };
};

/** Most variants in place of those that there were. */
const REBUILT = 12;

const narrow: Turning<'drop-option'> = (scene, { at }) => {
  const all_ = optionsAgain(scene);
  const options = all_.filter((_, i) => i !== at);
  const variants = plainVariants(options, REBUILT);
  const left = all(hasOptions(options.map(({ id }) => id)), hasVariants(variants.length));
  return {
    patch: { options, variantsInfo: { variants } },
    expected: [
      ['dropped', left],
      ['others', keepsRest(scene.before)],
    ],
    released: all_[at]?.id ?? '',
  };
};

const begin: Turning<'first-option'> = async ({ context, before }, { option: draft }) => {
  const option = await preparedOption(context.given, draft);
  const variants = plainVariants([option], REBUILT);
  return {
    patch: { options: [option], variantsInfo: { variants } },
    expected: [
      ['firstOption', all(hasOptions([option.id]), hasVariants(variants.length))],
      ['others', keepsRest(before)],
    ],
  };
};

const TURNS: { [K in ProductChange['kind']]: Turning<K> } = {
  name: rename,
  hide,
  modifiers: remodify,
  variants: revary,
  choice: widen,
  'drop-option': narrow,
  'first-option': begin,
};

/** @throws UndecidedError(set-up-failed) when what is to exist beforehand does not, or the product is not as it was sent */
export async function turnOf(scene: Scene, change: ProductChange): Promise<Turn> {
  return (TURNS[change.kind] as Turning<ProductChange['kind']>)(scene, change as never);
}
