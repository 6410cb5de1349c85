/** All faults of products and read-only variants. */
import type { Fault } from '../fault.ts';
import { productBulkFaults } from './bulk.ts';
import { productCreateFaults } from './create.ts';
import { productDeletionFaults } from './deletion.ts';
import { productErrorFaults } from './errors.ts';
import { productModifierFaults } from './modifiers.ts';
import { productOptionFaults } from './options.ts';
import { productReadFaults } from './read.ts';
import { readOnlyVariantFaults } from './read-only-variants.ts';
import { productUpdateFaults } from './update.ts';
import { productVariantFaults } from './variants.ts';

/** In the order of the requirement areas. */
export const productFaults: readonly Fault[] = [
  ...productCreateFaults,
  ...productOptionFaults,
  ...productModifierFaults,
  ...productVariantFaults,
  ...productUpdateFaults,
  ...productReadFaults,
  ...productBulkFaults,
  ...productDeletionFaults,
  ...productErrorFaults,
  ...readOnlyVariantFaults,
];
