/** Explored behaviour: what must hold for any value, and not for examples alone. */
import type { Chapter } from '../../engine/check.ts';
import { choicesRefusals } from './choices-refusals.ts';
import { customizationRefusals } from './customization-refusals.ts';
import { customizationRoundTrips } from './customization-round-trips.ts';
import { productRefusals } from './product-refusals.ts';
import { productRoundTrips } from './product-round-trips.ts';
import { productUpdates } from './product-updates.ts';

export const explorations: Chapter = {
  title: 'Generated cases',
  checks: [
    customizationRoundTrips,
    customizationRefusals,
    ...choicesRefusals,
    productRoundTrips,
    productUpdates,
    productRefusals,
  ],
};
