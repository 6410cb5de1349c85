/** "Options can't be deleted while assigned to any product because they affect variants and inventory." */
import { type Check, check } from '../../engine/check.ts';
import { hasStatus, isAccepted, isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { isStill } from '../../engine/matchers/entities.ts';
import { isStillProduct } from '../../engine/matchers/products.ts';
import { SWATCH_OPTION, TEXT_OPTION } from '../customizations/kinds.ts';
import { COUNTED, givenAssigned, isAssignedTo, productWith } from './connected.ts';
import { latestCustomization } from './latest.ts';

/** The reference page lists a 400, other texts say 428. */
const HELD = [400, 409, 428];

const held = check({
  id: 'products.deletion.option-held',
  title: 'An option that a product has cannot be deleted, and stays as it was, like the product',
  profile: 'products',
  points: {
    refused: 'PROD-DELETE-006',
    refusedByOption: 'CUST-DELETE-011',
    status: { soft: 'PROD-DELETE-006' },
    code: 'PROD-DELETE-007',
    option: 'PROD-DELETE-008',
    readable: 'CUST-DELETE-012',
    product: 'PROD-DELETE-008',
  },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    // The control: an option that no product has is deleted.
    const free = await given.customization(draw(TEXT_OPTION.arbitrary(), 'free'));
    await api.delete(free.id).accepted();
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const product = await givenAssigned(context, productWith(given, made), [made]);
    const option = await latestCustomization(context, made.id);
    const answer = await api.delete(option.id, 'a product has the option');
    judge('refused', answer, isRefused);
    judge('refusedByOption', answer, isRefused);
    judge('status', answer, hasStatus(...HELD));
    judge('code', answer, isRefusedWith('NOT_ALLOWED_DELETE_CUSTOMIZATION_ASSIGNED_TO_PRODUCT'));
    const still = isStill(option);
    const after = await settle.soon('get-after-refusal', () => api.get(option.id), still);
    judge('option', after, still);
    judge('readable', after, still);
    const same = isStillProduct(product);
    const read = () => api.products.get(product.id);
    judge('product', await settle.soon('get-after-refusal', read, same), same);
  },
});

const released = check({
  id: 'products.deletion.option-released',
  title: 'With two products the option stays held until the last one lets go, and can then be deleted',
  profile: 'products',
  points: { held: 'PROD-DELETE-009', free: 'PROD-DELETE-010' },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    const option = await given.customization(draw(SWATCH_OPTION.arbitrary()));
    const first = await given.product(productWith(given, option));
    const second = await given.product(productWith(given, option));
    await settle.eventual('assigned-after-create', () => api.get(option.id, COUNTED), isAssignedTo(2));
    await api.products.delete(first.id).accepted();
    judge('held', await api.delete(option.id, 'one of two products still has the option'), isRefused);
    await api.products.delete(second.id).accepted();
    const free = await settle('delete-after-release', () => api.delete(option.id), isAccepted);
    judge('free', free, isAccepted);
  },
});

const unassigned = check({
  id: 'products.deletion.option-unassigned',
  title: 'An option that was never assigned is deleted at once',
  profile: 'products',
  points: { deleted: 'PROD-DELETE-011' },
  async run({ api, given, judge, draw, settle }) {
    const option = await given.customization(draw(TEXT_OPTION.arbitrary()));
    judge('deleted', await api.delete(option.id), isAccepted);
    const gone = await settle.soon('get-after-delete', () => api.get(option.id), hasStatus(404));
    judge('deleted', gone, hasStatus(404));
  },
});

export const optionDeletion: Check[] = [held, released, unassigned];
