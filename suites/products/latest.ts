/** Reading what was just written: Get may be a little behind (SIL-16), so it is asked until it shows it. */
import type { Answer } from '../../engine/answer.ts';
import type { CheckContext } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import type { Matcher } from '../../engine/matchers/matcher.ts';
import { productOf } from '../../engine/product-reading.ts';
import { customizationOf } from '../../engine/reading.ts';
import { UndecidedError } from '../../engine/undecided.ts';
import type { Customization, Product } from '../../specs/openapi.types.ts';

type Reading = Pick<CheckContext, 'api' | 'settle'>;

/**
 * The product as Get shows it.
 * @param until what it must show to be the latest
 * @throws UndecidedError(set-up-failed) when Get shows no product in time
 */
export async function latestProduct(
  { api, settle }: Reading,
  id: string,
  until: Matcher<Answer> = isAccepted,
): Promise<Product> {
  const answer = await settle.soon('get-after-create', () => api.products.get(id), until);
  return shown(productOf(answer), answer);
}

/** The same of a customization. */
export async function latestCustomization({ api, settle }: Reading, id: string): Promise<Customization> {
  const answer = await settle.soon('get-after-create', () => api.get(id), isAccepted);
  return shown(customizationOf(answer), answer);
}

function shown<T>(found: T | undefined, { exchange }: Answer): T {
  if (found !== undefined) return found;
  throw new UndecidedError('set-up-failed', 'Get does not show what was created', exchange);
}
