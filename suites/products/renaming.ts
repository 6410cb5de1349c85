import type { Product } from '../../specs/openapi.types.ts';

interface Renaming {
  product: { id: string; revision: string; name: string };
}

/** The PATCH that renames: the control of every refusal, and the smallest change there is. */
export function renaming({ id, revision }: Product, name: string): Renaming {
  return { product: { id, revision, name } };
}
