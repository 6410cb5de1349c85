/**
 * Every single documented rule of the model behind a name of its own.
 *
 * The model decides nothing by itself: it asks these hooks. `documented` answers as the documentation does;
 * a defect in a service is a copy of it with one answer changed. Hooks are pure.
 */
import { type BulkSemantics, bulk } from './semantics/bulk.ts';
import { type ChoiceSemantics, choices } from './semantics/choices.ts';
import { type EntitySemantics, entities } from './semantics/entities.ts';
import { type FilterSemantics, filters } from './semantics/filters.ts';
import { type FormSemantics, form } from './semantics/form.ts';
import { type PageSemantics, pages } from './semantics/pages.ts';
import { type ProductSemantics, products } from './semantics/products.ts';

export interface Semantics
  extends FormSemantics,
    EntitySemantics,
    ChoiceSemantics,
    FilterSemantics,
    PageSemantics,
    BulkSemantics,
    ProductSemantics {}

/** The documented behaviour. Override single hooks: `{ ...documented, defaultLimit: 50 }`. */
export const documented: Semantics = {
  ...form,
  ...entities,
  ...choices,
  ...filters,
  ...pages,
  ...bulk,
  ...products,
};
