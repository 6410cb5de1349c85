/** The parts of something shaped like a product, sent or answered, whose shape nobody has checked yet. */
import { asArray, asObject, type Json } from './json.ts';

/** The entries of a product's list. */
export const connectedIn = (product: unknown, list: 'options' | 'modifiers'): Json[] =>
  asArray(asObject(product)[list]).map(asObject);

/** The choices of an option or modifier. */
export const choicesIn = (connected: Json): Json[] =>
  asArray(asObject(connected.choicesSettings).choices).map(asObject);

export const variantsIn = (product: unknown): Json[] =>
  asArray(asObject(asObject(product).variantsInfo).variants).map(asObject);
