/** Modifiers that exist before the product. */
import { randomUUID } from 'node:crypto';
import { change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { hasModifiers } from '../../engine/matchers/products.ts';
import { asModifier } from '../../generators/product.ts';
import { TEXT_MODIFIER, TEXT_OPTION } from '../customizations/kinds.ts';
import { productWith } from './connected.ts';

const assigned = check({
  id: 'products.modifiers.assigned',
  title: 'A modifier created beforehand is assigned by its id',
  profile: 'products',
  points: { assigned: 'PROD-MODIFIER-018' },
  async run({ api, given, judge, draw }) {
    const modifier = await given.customization(draw(TEXT_MODIFIER.arbitrary()));
    const full = await api.products.create(productWith(given, modifier));
    // The id alone or the full form: either will do.
    const idOnly = { ...productWith(given, modifier), modifiers: [{ id: modifier.id }] };
    const answer = isRefused(full) ? full : await api.products.create(idOnly);
    judge('assigned', answer, hasModifiers([modifier.id]));
  },
});

const refused = check({
  id: 'products.modifiers.refuses.ids',
  title: 'An unknown modifier id, the id of an option, and one id twice are refused',
  profile: 'products',
  points: {
    unknown: 'PROD-MODIFIER-019',
    unknownCode: { soft: 'PROD-MODIFIER-019' },
    option: 'PROD-MODIFIER-020',
    twice: 'PROD-MODIFIER-021',
    twiceCode: { soft: 'PROD-MODIFIER-021' },
  },
  async run({ api, given, judge, draw }) {
    const modifier = await given.customization(draw(TEXT_MODIFIER.arbitrary()));
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    await api.products.create(productWith(given, modifier)).accepted(); // the control
    const body = () => ({ product: productWith(given, modifier) });
    const unknown = await api.products.create(change(body(), 'product.modifiers.0.id', randomUUID()));
    judge('unknown', unknown, isRefused);
    judge('unknownCode', unknown, isRefusedWith('CUSTOMIZATION_NOT_EXIST'));
    const wrongType = change(body(), 'product.modifiers.0', asModifier(option));
    judge('option', await api.products.create(wrongType), isRefused);
    const twice = await api.products.create(change(body(), 'product.modifiers.1', asModifier(modifier)));
    judge('twice', twice, isRefused);
    judge('twiceCode', twice, isRefusedWith('MODIFIERS_ID_DUPLICATION_ERROR'));
  },
});

export const modifierReuse: Check[] = [assigned, refused];
