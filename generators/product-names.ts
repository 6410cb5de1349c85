/** Giving a product to a run: whatever is matched by name in the store must carry a name that nobody else has. */
import type { Schemas } from '../specs/contract.ts';

type NewProduct = Schemas['NewProduct'];

/**
 * The product under names of the run: its own name, those of its inline options and modifiers and of the references to
 * them, and its slug, handle, SKUs and barcodes where it has them. What is reused by id keeps its name.
 *
 * @param next a name of the run that was not used before, of at most 40 characters
 */
export function withOwnNames(product: NewProduct, next: () => string): NewProduct {
  const renamed = new Map<string, string>();
  const own = <T extends { id?: string; name?: string }>(entry: T): T => {
    if (entry.id !== undefined || entry.name === undefined) return entry;
    const name = next();
    renamed.set(entry.name, name);
    return { ...entry, name };
  };
  const { options, modifiers, variantsInfo, slug, handle } = product;
  const modifiersNamed = modifiers?.map(own);
  // Variants name options alone, so a modifier of the same name must not win.
  renamed.clear();
  const optionsNamed = options?.map(own);
  return {
    ...product,
    name: next(),
    ...(slug !== undefined && { slug: next() }),
    ...(handle !== undefined && { handle: next() }),
    ...(optionsNamed && { options: optionsNamed }),
    ...(modifiersNamed && { modifiers: modifiersNamed }),
    variantsInfo: { variants: variantsInfo.variants.map(variant => ownVariant(variant, renamed, next)) },
  };
}

function ownVariant(
  variant: Schemas['VariantInput'],
  renamed: ReadonlyMap<string, string>,
  next: () => string,
): Schemas['VariantInput'] {
  const { sku, barcode, choices } = variant;
  return {
    ...variant,
    ...(sku !== undefined && { sku: next() }),
    ...(barcode !== undefined && { barcode: next() }),
    ...(choices && {
      choices: choices.map(({ optionChoiceNames: names, ...rest }) => ({
        ...rest,
        ...(names && {
          optionChoiceNames: { ...names, optionName: renamed.get(names.optionName) ?? names.optionName },
        }),
      })),
    }),
  };
}
