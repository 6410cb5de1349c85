/**
 * What may be deleted when, and what disappears with it: the section "Deletion behavior" of "About Product Options and
 * Variants".
 */
import type { Chapter } from '../../engine/check.ts';
import { deleteProducts } from './delete.ts';
import { choiceDeletion } from './deletion-choices.ts';
import { modifierDeletion } from './deletion-modifiers.ts';
import { optionDeletion } from './deletion-options.ts';

export const deletion: Chapter = {
  title: 'Deletion of products and customizations',
  checks: [...optionDeletion, ...modifierDeletion, ...choiceDeletion, ...deleteProducts],
};
