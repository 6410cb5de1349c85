/** Read-Only Variants. */
import type { Chapter } from '../../engine/check.ts';
import { variantChanges } from './changes.ts';
import { variantContents } from './contents.ts';
import { variantLists } from './lists.ts';

export const readOnlyVariants: Chapter = {
  title: 'Read-Only Variants',
  checks: [...variantContents, ...variantChanges, ...variantLists],
};
