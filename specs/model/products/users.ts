/** Which products use a customization, and what its deletion does to them. */
import type { Context } from '../context.ts';
import type { StoredProduct } from './entity.ts';

/** Which products have a customization, or use one choice of it. */
export function usersOf(
  { products, semantics }: Pick<Context, 'products' | 'semantics'>,
  id: string,
  choiceId?: string,
): StoredProduct[] {
  return products.all().filter(product => {
    const connected = [...product.options, ...product.modifiers].find(one => one.id === id);
    if (!connected || choiceId === undefined) return connected !== undefined;
    return semantics.usesChoice(product, choiceId);
  });
}

/** A modifier that is deleted goes from all products (PROD-DELETE-013, PROD-DELETE-014). */
export function dropModifier(context: Context, id: string): void {
  for (const product of usersOf(context, id)) {
    const modifiers = product.modifiers.filter(one => one.id !== id);
    context.products.put(context.semantics.modifierDropped({ ...product, modifiers }, product));
  }
}
