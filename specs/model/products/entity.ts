/** What the model stores of products: their own data, and references to customizations. */
import type { Schemas } from '../../contract.ts';

export interface ConnectedChoice {
  readonly choiceId: string;
  /** Only on choices of modifiers. */
  readonly addedPrice?: string;
}

/** An option or modifier on a product. Its name, render type and settings are those of the customization. */
export interface Connected {
  readonly id: string;
  /** The choices it has on this product; none when it is free text. */
  readonly choices?: readonly ConnectedChoice[];
  /** Only on modifiers. */
  readonly mandatory?: boolean;
}

export interface Money {
  readonly amount: string;
}

export interface StoredVariant {
  readonly id: string;
  readonly visible: boolean;
  readonly sku?: string;
  readonly barcode?: string;
  readonly choices: readonly { readonly optionId: string; readonly choiceId: string }[];
  readonly price: { readonly actualPrice: Money; readonly compareAtPrice?: Money };
  readonly revenueDetails?: { readonly cost?: Money };
  readonly physicalProperties?: object;
  readonly digitalProperties?: object;
}

/** One stored product. Never changed in place: a write replaces it. */
export interface StoredProduct {
  readonly id: string;
  readonly revision: string;
  readonly createdDate: string;
  readonly updatedDate: string;
  readonly name: string;
  readonly slug: string;
  readonly handle: string;
  readonly visible: boolean;
  readonly visibleInPos: boolean;
  readonly productType: Schemas['ProductType'];
  readonly physicalProperties?: object;
  readonly description?: object;
  readonly options: readonly Connected[];
  readonly modifiers: readonly Connected[];
  readonly variants: readonly StoredVariant[];
}
